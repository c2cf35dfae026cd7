import type { Metadata } from 'next';
import { CommandForm, FormArea, FormDate, FormRadio, FormSelect } from '@/components/form/command-form';
import { consequencesOf, testedRules } from '@/components/decision/card';
import { DecideButton } from '@/components/decision/decide-button';
import { ArticleChip } from '@/components/regulation/article-chip';
import { Consequences, DecisionHead, DecisionStrip, Provenance, ReadingsUsed, RulesTested, SignatureLines, WhatChanges } from '@/components/regulation/decision-card';
import { stripCells } from '@/components/regulation/grade-strip';
import { Banner } from '@/components/ui/banner';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import { Day, DayRange } from '@/components/ui/day';
import { KeyValue } from '@/components/ui/key-value';
import { PrintButton } from '@/components/ui/print-button';
import { Tag } from '@/components/ui/tag';
import { alternatives } from '@/lib/cycle/alternatives';
import { stripYears } from '@/lib/cycle/strip';
import { decideAction } from '@/lib/decision/actions';
import { articlesOf } from '@/lib/decision/articles';
import { loadDecision } from '@/lib/decision/loaders';
import { rectifyMonthsOf } from '@/lib/decision/mutations';
import { CHAIR_OUTCOMES, COMMITTEE_OUTCOMES, GRADES, HOST_OUTCOMES, type Grade } from '@/lib/glossary';
import { loadWords } from '@/lib/jurisdiction/loaders';
import { formatDate } from '@/lib/kernel/chinese';
import { newId } from '@/lib/kernel/ids';
import { formatInstant } from '@/lib/kernel/instant';
import { addDays } from '@/lib/kernel/local-date';
import { bodyLabel, postLabel } from '@/lib/regulation/profile';

type Props = { params: Promise<{ jurisdiction: string; decision: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { jurisdiction, decision } = await params;
  return { title: `裁定卡 ${(await loadDecision(jurisdiction, decision)).decision.number}` };
}

export default async function DecisionPage({ params }: Props) {
  const { jurisdiction, decision: id } = await params;
  const { desk, decision: d, evidence, people, mayDecide } = await loadDecision(jurisdiction, id);
  const { profile } = d.rules;
  const letter = profile.jurisdiction.letter;
  const wordsFor = await loadWords(jurisdiction, profile.id);
  const href = (article: string) => `/${jurisdiction}/rules#${encodeURIComponent(article)}`;
  const computed = d.result.decision;
  const outcome = d.outcome ?? computed;
  const rows = testedRules(d, (year) => {
    const found = evidence.find((e) => e.year === year);
    return found && { label: `${year}年度考核`, ...(found.readable ? { href: `/${jurisdiction}/assessments/${found.id}` } : {}) };
  });
  const articles = articlesOf(d);
  const reviewed = profile.cycle!.rows.find((r) => `cycle.${r.id}` === d.result.findings[0]?.rule) ?? profile.cycle!.rows.at(-1)!;
  const readings = [reviewed, ...(profile.structure.hostCycle ? [profile.structure.hostCycle] : [])].flatMap((x) => ('reading' in x && x.reading ? [x.reading] : []));
  const others = alternatives(d.rules.rulebook.cycle, d.facts, d.onDate, profile.grades?.list ?? []);
  const hostName = d.hosting?.institution.name;
  const pending = d.state === 'pending';
  const headBody = profile.structure.bodies.find((b) => b.head);
  const head = headBody?.head;
  const hostWord = profile.vocabulary.host ?? '所在单位';
  const months = rectifyMonthsOf(d);
  const newest = d.facts.results.at(-1)!;
  // The years of the running cycle, and the last one of the cycle before it where that is the year before.
  const cycle = newest.cycle ?? 1;
  const inCycle = d.facts.results.filter((r) => (r.cycle ?? 1) === cycle);
  const before = d.facts.results.filter((r) => (r.cycle ?? 1) !== cycle && r.year === inCycle[0]!.year - 1);
  const length = profile.structure.hostCycle?.years ?? 4;
  const ended = !pending && outcome.host === 'removed' && d.effectiveOn ? addDays(d.effectiveOn, -1) : null;
  const strip = d.hosting ? stripYears(inCycle, { startsOn: d.hosting.startsOn, dueToEndOn: d.hosting.dueToEndOn, endedOn: ended }, length) : inCycle.slice(-length).map((r) => ({ year: r.year, grade: r.grade, open: false }));
  const computedHint = (word: string, article: string) => <>检验结果：{word} <ArticleChip letter={letter} article={article} href={href(article)} /></>;
  const options = <T extends string>(labels: Record<T, string>, except: readonly string[] = []) => Object.entries<string>(labels).filter(([v]) => !except.includes(v)).map(([value, label]) => ({ value, label }));

  return (
    <div className={pending && mayDecide ? 'cols deciding' : undefined}>
      <div>
        <Breadcrumb items={[{ label: d.centre.name, href: `/${jurisdiction}/centres/${d.centreId}` }, { label: '裁定', href: `/${jurisdiction}/decisions` }, { label: '裁定卡' }]} />
        <DecisionHead
          number={`裁定卡 ${d.number}`} tag={<Tag tone={pending ? 'warn' : 'ok'}>{pending ? '待确认' : '已裁定'}</Tag>} actions={<PrintButton />}
          outcome={<>{hostName && `${hostName}：`}<span className="nw">{HOST_OUTCOMES[outcome.host!]}</span></>}
          grounds={`${d.centre.name}${newest.year}年度考核${GRADES[newest.grade]}。${d.result.findings[0]?.message ?? reviewed.label}。`}
          letter={letter} article={d.result.findings[0]?.article ?? reviewed.article} articleHref={href(d.result.findings[0]?.article ?? reviewed.article)}
        />
        <DecisionStrip
          adverse={outcome.host === 'removed'}
          cells={[...before.map((r) => ({ label: `${r.year}年度（上一周期）`, grade: r.grade })), ...stripCells(strip)]}
          {...(before.length === 0 && d.hosting?.dueToEndOn && !ended && strip.length === length ? { period: { from: d.hosting.startsOn, to: d.hosting.dueToEndOn }, today: desk.today } : {})}
          facts={[
            ...(d.hosting?.dueToEndOn ? [{ label: '挂靠周期', value: <DayRange from={d.hosting.startsOn} to={d.hosting.dueToEndOn} /> }] : d.hosting ? [{ label: '挂靠时间', value: `${formatDate(d.hosting.startsOn)}起` }] : []),
            { label: '事实日期', value: <><Day on={d.onDate} />，<span className="nw">{d.assessment.year}年度等次确认</span></> },
            { label: '适用规则', value: `${profile.instrument.number}，修订 ${d.rules.revision}` },
          ]}
        />
        {!pending && (
          <Banner severity={d.asComputed ? 'ok' : 'warn'} title={`${d.decidedByName}于${formatInstant(d.decidedAt!)}${d.asComputed ? '按检验结果裁定' : '另行裁定'}${d.effectiveOn ? `，自${formatDate(d.effectiveOn)}起生效` : ''}`}>
            {(d.reason || d.rectifyBy) && <>{d.reason && <>理由：{d.reason}</>}{d.rectifyBy && <> 整改至{formatDate(d.rectifyBy)}</>}</>}
          </Banner>
        )}
        <Consequences title="后果" letter={letter} articleHref={href} wordsFor={wordsFor} items={consequencesOf(d, outcome, people)} />
        <RulesTested note={`${rows.length} 条，事实均取自已确认的考核`} letter={letter} articleHref={href} wordsFor={wordsFor} rows={rows} />
        {readings.length > 0 && <ReadingsUsed items={readings.map((r) => ({ code: r.entry, text: `${r.takes}。${r.because}。` }))} />}
        {others.length > 0 && (
          <WhatChanges
            heads={['若', `则${hostWord}`, ...(head ? [postLabel(profile, head)] : [])]}
            rows={others.map((o) => ({
              condition: o.if,
              outcome: { severity: o.answer.verdict, word: HOST_OUTCOMES[o.answer.decision.host!] },
              others: head ? [CHAIR_OUTCOMES[o.answer.decision.chair!]] : [],
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
                { value: 'computed', label: '按检验结果裁定', hint: <span className="nw">{HOST_OUTCOMES[computed.host!]}</span>, disabled: computed.host === 'decide' },
                { value: 'otherwise', label: '另行裁定', hint: '写明结论和理由' },
              ]}
            />
            <FormDate name="effectiveOn" label="生效日期" required defaultValue={desk.today} min={d.onDate} max={desk.today} hint={d.onDate === desk.today ? '自今日起生效' : `可填${formatDate(d.onDate)}至今日`} />
            <div className="otherwise">
              <FormSelect name="host" label={hostWord} required empty="请选择" options={options(HOST_OUTCOMES, ['decide'])} hint={computedHint(HOST_OUTCOMES[computed.host!], articles.host)} />
              <FormSelect
                name="formerHostMayCompete" label={`原${hostWord}可否参加遴选`} required className="competes" empty="请选择" options={[{ value: 'true', label: '可以' }, { value: 'false', label: '不得' }]}
                hint={computedHint(computed.formerHostMayCompete === null ? '不需遴选' : computed.formerHostMayCompete ? '可以' : '不得', articles.host)}
              />
              {head && <FormSelect name="chair" label={postLabel(profile, head)} defaultValue={computed.chair!} options={options(CHAIR_OUTCOMES)} hint={computedHint(CHAIR_OUTCOMES[computed.chair!], articles.host)} />}
              {headBody && <FormSelect name="committee" label={bodyLabel(profile, headBody.body)} defaultValue={computed.committee!} options={options(COMMITTEE_OUTCOMES)} hint={computedHint(COMMITTEE_OUTCOMES[computed.committee!], articles.committee)} />}
            </div>
            <FormDate
              name="rectifyBy" label="整改期限" required={!months} className={computed.host === 'rectify' ? 'rectify-computed' : 'rectify-otherwise'}
              hint={months ? `条文规定${months}个月，不填自生效之日起算` : '条文未规定期限'}
            />
            <FormArea
              name="reason" label={<>理由<span className="req only-otherwise" aria-hidden="true"> *</span></>} rows={3}
              hint={<><span className="only-computed">可以不填</span><span className="only-otherwise">另行裁定须写明理由</span></>}
            />
            <DecideButton
              centre={d.centre.name} words={{ host: hostWord, head: head ? postLabel(profile, head) : null, body: headBody ? bodyLabel(profile, headBody.body) : null }}
              computed={{ host: computed.host!, chair: computed.chair!, committee: computed.committee!, formerHostMayCompete: computed.formerHostMayCompete }}
              from={d.onDate} to={desk.today} asksRectifyBy={!months}
            />
          </CommandForm>
          <h3>经过</h3>
          <KeyValue items={[
            { label: '考核', value: `${d.assessment.year}年度${d.assessment.grade ? GRADES[d.assessment.grade as Grade] : ''}` },
            { label: '确认', value: <>{d.assessment.confirmedByName ?? '未填写'}{d.assessment.confirmedAt && <>，<span className="nw">{formatInstant(d.assessment.confirmedAt)}</span></>}</> },
            { label: '裁定', value: '待确认' },
          ]} />
        </aside>
      )}
    </div>
  );
}
