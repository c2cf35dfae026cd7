// The life of an annual assessment: state × act → next state.

export const ASSESSMENT_STATES = { assigned: '考核中', proposed: '待确认', returned: '已退回', confirmed: '已确认' } as const;
export type AssessmentState = keyof typeof ASSESSMENT_STATES;

export type AssessmentAct = 'assessment.save' | 'assessment.propose' | 'assessment.return' | 'assessment.confirm';

/** What each act makes of an assessment; an act that is missing cannot be done in that state. */
export const ASSESSMENT_LIFECYCLE: Readonly<Record<AssessmentState, Partial<Record<AssessmentAct, AssessmentState>>>> = {
  assigned: { 'assessment.save': 'assigned', 'assessment.propose': 'proposed' },
  returned: { 'assessment.save': 'returned', 'assessment.propose': 'proposed' },
  proposed: { 'assessment.return': 'returned', 'assessment.confirm': 'confirmed' },
  confirmed: {},
};

/** The state after an act, or null if it cannot be done now. */
export const assessmentAfter = (state: AssessmentState, act: AssessmentAct): AssessmentState | null => ASSESSMENT_LIFECYCLE[state][act] ?? null;
