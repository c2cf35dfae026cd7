import type { Metadata } from 'next';
import { CommandForm, FormArea, FormDate, FormRadio, FormSelect } from '@/components/form/command-form';
import { consequencesOf, testedRules } from '@/components/decision/card';
import { Consequences, DecisionHead, DecisionStrip, Provenance, ReadingsUsed, RulesTested, SignatureLines, WhatChanges } from '@/components/regulation/decision-card';
import { Banner } from '@/components/ui/banner';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { KeyValue } from '@/components/ui/key-value';
import { PrintButton } from '@/components/ui/print-button';
import { Tag } from '@/components/ui/tag';
import { alternatives } from '@/lib/cycle/alternatives';
import { decideAction } from '@/lib/decision/actions';
import { loadDecision } from '@/lib/decision/loaders';
import { rectifyMonthsOf } from '@/lib/decision/mutations';
import { CHAIR_OUTCOMES, COMMITTEE_OUTCOMES, GRADES, HOST_OUTCOMES, type Grade } from '@/lib/glossary';
import { formatDate, formatRange } from '@/lib/kernel/chinese';
import { newId } from '@/lib/kernel/ids';
import { formatInstant } from '@/lib/kernel/instant';
import { addMonths } from '@/lib/kernel/local-date';
import { postLabel } from '@/lib/regulation/profile';

type Props = { params: Promise<{ jurisdiction: string; decision: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { jurisdiction, decision } = await params;
  return { title: `裁定卡 ${(await loadDecision(jurisdiction, decision)).decision.number}` };
}

export default async function DecisionPage({ params }: Props) {
  const { jurisdiction, decision: id } = await params;
  const { desk, decision: d, mayDecide } = await loadDecision(jurisdiction, id);
  const { profile } = d.rules;
  const letter = profile.jurisdiction.letter;
  const href = (article: string) => `/${jurisdiction}/rules#${encodeURIComponent(article)}`;
  const computed = d.result.decision;
  const outcome = d.outcome ?? computed;
  const years = d.facts.results.slice(-Math.max(4, profile.cycle?.resultsPerCycle ?? 4));
  const rows = testedRules(d);
  const reviewed = profile.cycle!.rows.find((r) => `cycle.${r.id}` === d.result.findings[0]?.rule) ?? profile.cycle!.rows.at(-1)!;
  const readings = [reviewed, ...(profile.structure.hostCycle ? [profile.structure.hostCycle] : [])].flatMap((x) => ('reading' in x && x.reading ? [x.reading] : []));
  const others = alternatives(d.rules.rulebook.cycle, d.facts, d.onDate, profile.grades?.list ?? []);
  const hostName = d.hosting?.institution.name;
  const pending = d.state === 'pending';
  const head = profile.structure.bodies.find((b) => b.head)?.head;
  const months = rectifyMonthsOf(d);
  const title = `${hostName ? `${hostName}：` : ''}${HOST_OUTCOMES[outcome.host!]}`;
  const newest = d.facts.results.at(-1)!;
  const options = <T extends string>(labels: Record<T, string>, except: readonly string[] = []) => Object.entries<string>(labels).filter(([v]) => !except.includes(v)).map(([value, label]) => ({ value, label }));

  return (
    <div className={pending && mayDecide ? 'cols deciding' : undefined}>
      <div>
        <Breadcrumb items={[{ label: d.centre.name, href: `/${jurisdiction}/centres/${d.centreId}` }, { label: '裁定', href: `/${jurisdiction}/decisions` }, { label: '裁定卡' }]} />
        <DecisionHead
          number={`裁定卡 ${d.number}`} tag={<Tag tone={pending ? 'warn' : 'ok'}>{pending ? '待确认' : '已裁定'}</Tag>} actions={<PrintButton />}
          outcome={title}
          grounds={`${d.centre.name}${newest.year}年度考核${GRADES[newest.grade]}。${d.result.findings[0]?.message ?? reviewed.label}。`}
          letter={letter} article={d.result.findings[0]?.article ?? reviewed.article} articleHref={href(d.result.findings[0]?.article ?? reviewed.article)}
        />
        <DecisionStrip
          adverse={outcome.host === 'removed'}
          cells={years.map((r) => ({ label: `${r.year} 年度`, grade: r.grade as Grade }))}
          facts={[
            ...(d.hosting?.dueToEndOn ? [{ label: '挂靠周期', value: formatRange(d.hosting.startsOn, d.hosting.dueToEndOn) }] : d.hosting ? [{ label: '挂靠时间', value: `${formatDate(d.hosting.startsOn)}起` }] : []),
            { label: '事实日期', value: `${formatDate(d.onDate)}，${d.assessment.year} 年度等次确认` },
            { label: '适用规则', value: `${profile.instrument.number}，修订 ${d.rules.revision}` },
          ]}
        />
        {!pending && (
          <Banner severity={d.asComputed ? 'ok' : 'warn'} title={`${d.decidedByName}于${formatInstant(d.decidedAt!)}${d.asComputed ? '按检验结果裁定' : '另行裁定'}${d.effectiveOn ? `，自${formatDate(d.effectiveOn)}起生效` : ''}`}>
            {(d.reason || d.rectifyBy) && <>{d.reason && <>理由：{d.reason}</>}{d.rectifyBy && <> 整改至{formatDate(d.rectifyBy)}</>}</>}
          </Banner>
        )}
        <Consequences title="后果" letter={letter} articleHref={href} items={consequencesOf(d, outcome)} />
        <RulesTested note={`${rows.length} 条，事实均取自已确认的考核`} letter={letter} articleHref={href} rows={rows} />
        {readings.length > 0 && <ReadingsUsed items={readings.map((r) => ({ code: r.entry, text: `${r.takes}。${r.because}。` }))} />}
        {others.length > 0 && (
          <WhatChanges
            heads={['若', `则${profile.vocabulary.host ?? '所在单位'}`, head ? postLabel(profile, head) : '主要负责人']}
            rows={others.map((o) => ({
              condition: o.if,
              outcome: { severity: o.answer.verdict, word: HOST_OUTCOMES[o.answer.decision.host!] },
              others: [CHAIR_OUTCOMES[o.answer.decision.chair!]],
            }))}
          />
        )}
        <SignatureLines />
        <Provenance digest={d.digest.slice(0, 16)} at={formatInstant(d.createdAt)} />
      </div>
      {pending && mayDecide && (
        <aside className="decide noprint">
          <h2>作出裁定</h2>
          <CommandForm action={decideAction} jurisdiction={jurisdiction} formKey={newId()} version={d.version} fields={{ decisionId: d.id }} letter={letter} className="form">
            <FormRadio
              name="as" label="裁定方式" cards hideLabel defaultValue={computed.host === 'decide' ? 'otherwise' : 'computed'}
              options={[
                { value: 'computed', label: '按检验结果裁定', hint: HOST_OUTCOMES[computed.host!], disabled: computed.host === 'decide' },
                { value: 'otherwise', label: '另行裁定', hint: '写明结论和理由' },
              ]}
            />
            <FormDate name="effectiveOn" label="生效日期" required defaultValue={desk.today} />
            {(computed.host === 'rectify' || computed.host === 'decide') && (
              <FormDate
                name="rectifyBy" label="整改期限" required={computed.host === 'rectify' && !months}
                {...(months ? { defaultValue: addMonths(desk.today, months), hint: `条文规定 ${months} 个月` } : { hint: computed.host === 'rectify' ? '条文未规定期限' : '裁定为责令整改时填写' })}
              />
            )}
            <div className="otherwise">
              <FormSelect name="host" label={profile.vocabulary.host ?? '挂靠单位'} empty="请选择" options={options(HOST_OUTCOMES, ['decide'])} />
              <FormSelect name="formerHostMayCompete" label="原单位可否参加遴选" empty="不遴选" options={[{ value: 'true', label: '可以' }, { value: 'false', label: '不得' }]} />
              <FormSelect name="chair" label="主要负责人" defaultValue="stays" options={options(CHAIR_OUTCOMES)} />
              <FormSelect name="committee" label="委员会" defaultValue="stays" options={options(COMMITTEE_OUTCOMES)} />
            </div>
            <FormArea name="reason" label="理由" rows={3} hint="按检验结果裁定时可以不填" />
            <ConfirmDialog label="确认裁定" variant="primary" wide title="确认裁定？" confirmLabel="确认裁定">
              <p>裁定后{d.centre.name}、{profile.vocabulary.host ?? '所在单位'}和委员会的状态随即改变，不能撤销。</p>
            </ConfirmDialog>
          </CommandForm>
          <h3>经过</h3>
          <KeyValue items={[
            { label: '考核', value: `${d.assessment.year} 年度${d.assessment.grade ? GRADES[d.assessment.grade as Grade] : ''}` },
            { label: '确认', value: `${d.assessment.confirmedByName ?? '未填写'}${d.assessment.confirmedAt ? `，${formatInstant(d.assessment.confirmedAt)}` : ''}` },
            { label: '裁定', value: '待确认' },
          ]} />
        </aside>
      )}
    </div>
  );
}
