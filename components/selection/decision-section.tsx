import Link from 'next/link';
import { CommandForm, FormArea, FormDate, FormText } from '@/components/form/command-form';
import { ArticleChip } from '@/components/regulation/article-chip';
import { Severity } from '@/components/regulation/severity';
import { Button, type Reason } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DayRange } from '@/components/ui/day';
import { KeyValue } from '@/components/ui/key-value';
import { Section } from '@/components/ui/section';
import { HANDOVER_STATES } from '@/lib/handover/states';
import { may } from '@/lib/identity/actor';
import type { Desk } from '@/lib/jurisdiction/loaders';
import { ROAD_WORDS } from '@/lib/glossary';
import { formatDate } from '@/lib/kernel/chinese';
import { newId } from '@/lib/kernel/ids';
import { formatInstant } from '@/lib/kernel/instant';
import type { Finding } from '@/lib/regulation/finding';
import { decideRoundAction } from '@/lib/selection/actions';
import { loadRoundDecision, type LoadedRound } from '@/lib/selection/loaders';
import { articleOf, designationArticle, hasStage } from '@/lib/selection/roads';

interface DecisionSectionProps {
  jurisdiction: string;
  desk: Desk;
  round: LoadedRound;
  articleHref: (article: string) => string;
  wordsFor: (article: string) => string | undefined;
}

/** The decision of a round: what it waits for, the form that makes it, and afterwards what was decided and what came of it. */
export async function DecisionSection({ jurisdiction, desk, round, articleHref, wordsFor }: DecisionSectionProps) {
  const { profile } = round.rules;
  const { letter } = profile.jurisdiction;
  const isOpen = round.state === 'notice' || (round.state === 'chosen' && (!profile.notice || Boolean(round.choice?.noticeWaived)));
  if (!isOpen && round.decidedOn === null) return null;
  const { foreseen, handover, period } = await loadRoundDecision(desk, round);
  const chip = (article: string) => <ArticleChip letter={letter} article={article} annexes={profile.instrument.annexes} href={articleHref(article)} words={wordsFor(article)} />;
  const title = <>决定 {round.road === 'designation' ? chip(designationArticle(profile, round.purpose)) : hasStage(profile, 'decision') && chip(articleOf(profile, 'decision', round.body))}</>;
  const meant = (f: Finding) => (f.subjects ?? []).flatMap((id) => foreseen?.names[id] ?? []).join('、');
  const lines = (findings: readonly Finding[]) => findings.length > 0 && (
    <ul className="plain-list">{findings.map((f) => <li key={`${f.rule} ${f.message}`}><Severity severity={f.severity} /> {f.message}{meant(f) && `：${meant(f)}`} {chip(f.article)}</li>)}</ul>
  );
  const { host, centreShort } = profile.vocabulary;

  if (!foreseen) {
    const kept = round.result as { notice: { findings: Finding[] } | null; since?: Finding[]; committee: { findings: Finding[] } | null } | null;
    const findings = [...(kept?.notice?.findings ?? []), ...(kept?.since ?? []), ...(kept?.committee?.findings ?? [])];
    return (
      <Section id="decision" title={title}>
        <KeyValue
          wide lined
          items={[
            { label: '文号', value: <b>{round.documentNumber}</b> },
            { label: '决定日期', value: formatDate(round.decidedOn!) },
            { label: '决定人', value: <>{round.decidedByName}{round.decidedAt && <>，<span className="nw">{formatInstant(round.decidedAt)}</span></>}</> },
            ...(round.decisionReason ? [{ label: '理由', value: round.decisionReason }] : []),
            ...(findings.length > 0 ? [{ label: '检验', value: lines(findings) }] : []),
            ...(handover ? [{ label: '交接', value: <Link href={`/${jurisdiction}/handovers/${handover.id}`}>{HANDOVER_STATES[handover.state]}</Link> }] : []),
            ...(round.centreId && round.state === 'established' ? [{ label: centreShort, value: <Link href={`/${jurisdiction}/centres/${round.centreId}`}>{round.centre?.name ?? '查看档案'}</Link> }] : []),
            ...(period ? [{ label: host ?? '承担单位', value: <>{period.host}，{period.dueToEndOn ? <>第 {period.cycle} 个周期，<DayRange from={period.startsOn} to={period.dueToEndOn} /></> : <span className="nw">{formatDate(period.startsOn)}起</span>}</> }] : []),
          ]}
        />
      </Section>
    );
  }

  const blocks = foreseen.findings.filter((f) => f.severity === 'block');
  const warns = foreseen.findings.filter((f) => f.severity === 'warn');
  const mayDecide = may(desk.actor, 'selection.decide', { tenantId: desk.actor.tenantId });
  const reasons: Reason[] = [
    ...(mayDecide ? [] : [{ text: '由医政处作出决定' }]),
    ...(round.state === 'chosen' && round.chosenById === desk.actor.accountId ? [{ text: '结果由您提出，应由另一名经办人决定' }] : []),
    ...(foreseen.upheld > 0 ? [{ text: `有${foreseen.upheld}件异议经核实成立，应终止公示后重新办理，或者终止${ROAD_WORDS[round.road].round}` }] : []),
    ...blocks.map((f) => ({ text: `${f.message}${meant(f) && `：${meant(f)}`}`, chip: chip(f.article) })),
  ];
  return (
    <Section id="decision" title={title} className="decision">
      {foreseen.earliest && blocks.length === 0 && warns.length === 0 && <p>公示已满，现在可以决定。</p>}
      {!profile.notice && <p>{round.road === 'recommendation' ? '由另一名经办人复核后决定。' : <>本地办法未规定公示，由另一名经办人复核后决定。{profile.silent.filter((s) => s.question === 'notice').slice(0, 1).map((s) => <span key={s.article}> {chip(s.article)}</span>)}</>}</p>}
      {reasons.length > 0
        ? <Button variant="primary" reasons={reasons}>作出决定</Button>
        : (
          <>
            {lines(foreseen.findings)}
            <CommandForm action={decideRoundAction} jurisdiction={jurisdiction} formKey={newId()} version={round.version} letter={letter} prefix="decide-" fields={{ selectionId: round.id }} className="form">
              <FormText name="documentNumber" label="决定文号" required maxLength={60} hint="主管部门印发的文号，每份决定各用一个" />
              {warns.length > 0 && <FormArea name="reason" label="理由" required rows={3} hint={`说明以上${warns.length}项为何仍然决定`} />}
              {foreseen.handsOver && <FormDate name="dueOn" label={<>交接时限 {profile.handover && chip(profile.handover.article)}</>} min={desk.today} hint={`原${host ?? '单位'}须在此日以前移交；双方签收后新的挂靠期开始`} />}
              <div className="acts">
                <ConfirmDialog label="作出决定" variant="primary" title="作出决定？" confirmLabel="决定">
                  <p>{foreseen.words}。</p>
                  <p>{foreseen.handsOver ? '决定后即通知原单位和新单位办理交接，交接完成后开始挂靠。' : round.centreId ? '决定后立即生效。' : `决定后立即设立${centreShort}。`}决定不能撤回。</p>
                </ConfirmDialog>
              </div>
            </CommandForm>
          </>
        )}
    </Section>
  );
}
