import { ROAD_WORDS } from '../glossary';
import type { LocalDate } from '../kernel/local-date';
import type { Profile } from '../regulation/profile';
import { stagesOf, standingOf, type RoundStage } from './roads';
import type { Road, SelectionState } from './states';

// What an applicant may know of his round after he has handed in: what he was told and what is public, never a result before the notice opens.

/** How far a round is for its applicants once the last day has passed, with its word on screen. */
const PROGRESS = { reviewing: '资格审核中', scoring: '评审中', notice: '公示中', decided: '已作出决定', established: '已完成', cancelled: '已终止' } as const;
export type Progress = 'open' | 'closed' | keyof typeof PROGRESS;

/** The same in the words of its road. */
export const progressWord = (progress: Progress, road: Road): string => (progress === 'open' || progress === 'closed' ? `${ROAD_WORDS[road].answer}${progress === 'open' ? '中' : '已截止'}` : PROGRESS[progress]);

/** What of a round tells how far it is. */
export interface ProgressOf {
  state: SelectionState;
  /** Last day for applications, inclusive. */
  closesOn: LocalDate | null;
  hasPanel: boolean;
}

/** How far a round is for its applicants on a day: while the commission chooses, the last stage of which they were told. */
export function progressFor({ state, closesOn, hasPanel }: ProgressOf, today: LocalDate): Progress {
  switch (state) {
    case 'open': return closesOn !== null && closesOn < today ? 'closed' : 'open';
    case 'choosing':
    case 'chosen': return hasPanel ? 'scoring' : 'reviewing';
    case 'draft':
    case 'scheme-submitted':
    case 'scheme-approved': return 'open';
    default: return state;
  }
}

/** The stages that are still of interest to an applicant, in their order, and the label of the one that comes next; null after the last. */
export function stagesFor(profile: Profile, { road, ...of }: ProgressOf & { road: Road }, today: LocalDate): { steps: { label: string; id: RoundStage['id']; state: 'done' | 'now' | 'todo' }[]; next: string | null } {
  const progress = progressFor(of, today);
  const state: SelectionState = progress === 'closed' ? 'open' : progress;
  const steps = stagesOf(profile, { road, hasPanel: of.hasPanel, hasOldHost: false, noticeWaived: false })
    .filter((s) => s.id !== 'scheme' && s.id !== 'call')
    .map((s) => ({ id: s.id, label: s.label, state: standingOf(s, state, s.id === 'application') }));
  const now = steps.findIndex((s) => s.state === 'now');
  return { steps, next: now < 0 ? null : (steps[now + 1]?.label ?? null) };
}
