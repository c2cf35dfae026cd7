import type { ReactNode } from 'react';
import { PageHead } from '@/components/ui/page-head';
import { Stepper } from '@/components/ui/stepper';
import { Tabs } from '@/components/ui/tabs';
import { Tag, type Tone } from '@/components/ui/tag';
import type { Desk } from '@/lib/jurisdiction/loaders';
import { ROAD_WORDS } from '@/lib/glossary';
import { formatShortDate } from '@/lib/kernel/chinese';
import { dateInChina } from '@/lib/kernel/clock';
import type { LoadedRound } from '@/lib/selection/loaders';
import { purposeWord, resultWord, roundsWord, stagesOf, standingOf, type RoundStage } from '@/lib/selection/roads';
import type { LocalDate } from '@/lib/kernel/local-date';
import { planDraft } from '@/lib/selection/scheme';
import { ROADS, stateWord, type Road, type SelectionState } from '@/lib/selection/states';

/** Part of a round's address after its id. */
export type RoundTab = '' | 'applications' | 'panel' | 'comparison' | 'result';

const TONES: Partial<Record<SelectionState, Tone>> = { open: 'brand', established: 'ok', cancelled: 'plain', notice: 'note', 'scheme-submitted': 'warn', chosen: 'warn', decided: 'warn' };

/** The state of a round, as a tag. */
export const RoundState = ({ round: { road, state, closesOn }, today }: { round: { road: Road; state: SelectionState; closesOn: LocalDate | null }; today: LocalDate }) =>
  // After its last day a call takes nothing more, though nobody has closed it yet.
  state === 'open' && closesOn !== null && closesOn < today ? <Tag tone="warn">{ROAD_WORDS[road].answer}已截止</Tag> : <Tag tone={TONES[state] ?? 'plain'}>{stateWord(road, state)}</Tag>;

/** The head of a round: what it is, how far it has come, and the ways to its parts. */
export function RoundHead({ jurisdiction, desk, round, current, actions }: { jurisdiction: string; desk: Desk; round: LoadedRound; current: RoundTab; actions?: ReactNode }) {
  const { profile } = round.rules;
  const path = `/${jurisdiction}/selections/${round.id}`;
  const day = (date: string | Date | null | undefined, words = (d: string) => d) => (date ? words(formatShortDate(typeof date === 'string' ? date : dateInChina(date), desk.today)) : undefined);
  // What was chosen and put up before a notice was withdrawn is ahead again.
  const isBack = ['reviewing', 'scoring', 'choosing'].includes(round.state);
  const notes: Record<RoundStage['id'], string | undefined> = {
    scheme: day(round.schemeApprovedAt),
    call: day(round.publishedAt),
    application: round.publishedAt ? day(round.closesOn, (d) => `${d}截止`) : undefined,
    review: undefined,
    scoring: undefined,
    choice: isBack ? undefined : day(round.chosenAt),
    notice: isBack ? undefined : day(round.notice?.lastDay, (d) => `至${d}`),
    decision: day(round.decidedOn),
    handover: undefined,
  };
  // Handed over is only where the text asks for it, and where somebody else takes the place.
  const handsOver = profile.handover !== null && round.replaces !== null && !(round.choice?.kind === 'host' && round.choice.institutionId === round.replaces.institutionId);
  const hasPanel = Boolean(planDraft(round.schemeDraft).panel);
  const stages = stagesOf(profile, { road: round.road, hasPanel, hasOldHost: handsOver, noticeWaived: Boolean(round.choice?.noticeWaived) });
  const tabs: { tab: RoundTab; label: string; shown: boolean; count?: number }[] = [
    { tab: '', label: '概况', shown: true },
    { tab: 'applications', label: `${ROAD_WORDS[round.road].entry}与资格`, shown: round.road !== 'designation', count: round.applications },
    { tab: 'panel', label: '评审组', shown: hasPanel },
    { tab: 'comparison', label: '评审对比', shown: hasPanel },
    { tab: 'result', label: resultWord(profile), shown: true },
  ];
  return (
    <>
      <PageHead
        crumb={[{ label: roundsWord(profile), href: `/${jurisdiction}/selections` }, { label: round.number }]}
        title={round.title}
        tag={<RoundState round={round} today={desk.today} />}
        sub={`${round.number}；${ROADS[round.road]}，${purposeWord(profile, round.purpose)}${round.centre ? `；${round.centre.name}` : ''}；${round.specialty.field ? `${round.specialty.field} · ` : ''}${round.specialty.direction}`}
        actions={actions}
      />
      <Stepper label="进度" steps={stages.map((s) => ({ label: s.label, state: standingOf(s, round.state, notes[s.id] !== undefined), ...(notes[s.id] ? { note: notes[s.id]! } : {}) }))} />
      <Tabs label={ROADS[round.road]} items={tabs.filter((t) => t.shown).map(({ tab, label, count }) => ({ href: tab ? `${path}/${tab}` : path, label, current: tab === current, ...(count ? { count } : {}) }))} />
    </>
  );
}
