// The life of a proposed list: state × act → next state.

export const ROSTER_STATES = {
  draft: '草稿',
  submitted: '待审定',
  returned: '已退回',
  approved: '已审定',
  withdrawn: '已作废',
} as const;
export type RosterState = keyof typeof ROSTER_STATES;

export type RosterAct = 'roster.save' | 'roster.submit' | 'roster.withdraw' | 'roster.approve' | 'roster.return';

/** What each act makes of a list; an act that is missing cannot be done in that state. */
export const ROSTER_LIFECYCLE: Readonly<Record<RosterState, Partial<Record<RosterAct, RosterState>>>> = {
  draft: { 'roster.save': 'draft', 'roster.submit': 'submitted', 'roster.withdraw': 'withdrawn' },
  returned: { 'roster.save': 'returned', 'roster.submit': 'submitted', 'roster.withdraw': 'withdrawn' },
  // Taken back by those who submitted it, it is a draft again.
  submitted: { 'roster.approve': 'approved', 'roster.return': 'returned', 'roster.withdraw': 'draft' },
  approved: {},
  withdrawn: {},
};

/** The state after an act, or null if it cannot be done now. */
export const rosterAfter = (state: RosterState, act: RosterAct): RosterState | null => ROSTER_LIFECYCLE[state][act] ?? null;
