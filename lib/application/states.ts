import { ROAD_WORDS } from '../glossary';
import { lifecycle } from '../kernel/lifecycle';

// The life of an application. What is typed is saved in its working copy; only submitting puts it in force.

export const APPLICATION_STATES = { draft: '草稿', submitted: '已提交', withdrawn: '已撤回', eligible: '符合条件', ineligible: '不符合条件' } as const;
export type ApplicationState = keyof typeof APPLICATION_STATES;

/** What an application to a round is called, and how a sentence speaks of one: 申请, 这份申请. */
export const entryOf = ({ road }: { road: keyof typeof ROAD_WORDS }): string => ROAD_WORDS[road].entry;
export const thisEntry = (round: { road: keyof typeof ROAD_WORDS }): string => `这份${entryOf(round)}`;

export type ApplicationAct =
  | 'application.save' | 'application.attach' | 'application.detach' | 'application.submit' | 'application.withdraw'
  | 'application.judge' | 'application.accept' | 'application.reject' | 'application.review-again';

export const APPLICATION_NEEDS = {
  'before-deadline': '申报尚未截止',
  'form-complete': '申请书必填项齐全',
  'round-reviewing': '正在资格审核',
  'nothing-open': '须由人认定的条件都已认定',
  'nothing-unmet': '没有不符合的条件；原则上的条件未满足的，写明理由',
  reason: '写明理由',
} as const;
export type ApplicationNeed = keyof typeof APPLICATION_NEEDS;

export const APPLICATION_TELLS = { office: '质控办', official: '医政处' } as const;
export type ApplicationTold = keyof typeof APPLICATION_TELLS;

export const APPLICATION_LIFECYCLE = lifecycle<ApplicationState, ApplicationAct, ApplicationNeed, ApplicationTold>({
  title: '申请',
  states: APPLICATION_STATES,
  needs: APPLICATION_NEEDS,
  tells: APPLICATION_TELLS,
  steps: [
    { from: null, act: 'application.save', to: 'draft', needs: ['before-deadline'] },
    { from: 'draft', act: 'application.save', to: 'draft', needs: ['before-deadline'] },
    // Amendments are typed into the working copy; what was submitted stays in force until it is submitted again.
    { from: 'submitted', act: 'application.save', to: 'submitted', needs: ['before-deadline'] },
    { from: 'withdrawn', act: 'application.save', to: 'draft', needs: ['before-deadline'] },
    { from: 'draft', act: 'application.attach', to: 'draft', needs: ['before-deadline'] },
    { from: 'submitted', act: 'application.attach', to: 'submitted', needs: ['before-deadline'] },
    { from: 'draft', act: 'application.detach', to: 'draft', needs: ['before-deadline'] },
    { from: 'submitted', act: 'application.detach', to: 'submitted', needs: ['before-deadline'] },
    { from: 'draft', act: 'application.submit', to: 'submitted', needs: ['before-deadline', 'form-complete'], tells: ['office', 'official'] },
    { from: 'submitted', act: 'application.submit', to: 'submitted', needs: ['before-deadline', 'form-complete'], tells: ['office', 'official'] },
    { from: 'draft', act: 'application.withdraw', to: 'withdrawn', needs: ['before-deadline'] },
    { from: 'submitted', act: 'application.withdraw', to: 'withdrawn', needs: ['before-deadline'], tells: ['office', 'official'] },
    { from: 'submitted', act: 'application.judge', to: 'submitted', needs: ['round-reviewing', 'reason'] },
    { from: 'submitted', act: 'application.accept', to: 'eligible', needs: ['round-reviewing', 'nothing-open', 'nothing-unmet'] },
    { from: 'submitted', act: 'application.reject', to: 'ineligible', needs: ['round-reviewing', 'reason'] },
    { from: 'eligible', act: 'application.review-again', to: 'submitted', needs: ['round-reviewing', 'reason'] },
    { from: 'ineligible', act: 'application.review-again', to: 'submitted', needs: ['round-reviewing', 'reason'] },
  ],
});

/** States of a round in which an applicant may know what became of his application: from the public notice on. */
const TOLD_FROM: readonly string[] = ['notice', 'decided', 'established'];

/** The state as the applicant may know it: what the review found stays with the commission until the notice opens. */
export const shownState = (state: ApplicationState, roundState: string): ApplicationState =>
  (state === 'eligible' || state === 'ineligible') && !TOLD_FROM.includes(roundState) ? 'submitted' : state;
