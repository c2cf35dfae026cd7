import { describe, expect, it } from 'vitest';
import { profileOf } from '@/tests/unit/one-rule';
import { filedOn, filingDue, filingState, quartersCovered, withJointMeetings } from './counts';

const duty = (measure: object) => profileOf({ duties: [{ id: 'a', label: '甲', article: '6', topic: 'filing', measure, proof: '记录' }] }).duties[0]!;
const dated = duty({ type: 'filing', kind: 'annual-summary', due: '12-31' });
const undated = duty({ type: 'filing', kind: 'annual-plan' });

describe('quartersCovered', () => {
  it('counts each quarter of the year once', () => {
    expect(quartersCovered(['2026-01-01', '2026-03-31', '2026-04-01', '2026-12-31', '2025-07-01', '2027-07-01'], 2026)).toBe(3);
    expect(quartersCovered([], 2026)).toBe(0);
  });
});

describe('filings', () => {
  it('are due in the year, on the day that the text names, if any', () => {
    expect([filingDue(dated, 2026), filingDue(undated, 2026), filingDue(duty({ type: 'standing' }), 2026)]).toEqual(['2026-12-31', null, null]);
  });

  it('are done on the first of several days', () => {
    const filings = [{ kind: 'annual-summary' as const, doneOn: null }, { kind: 'annual-summary' as const, doneOn: '2027-01-02' }, { kind: 'annual-summary' as const, doneOn: '2026-12-30' }, { kind: 'annual-plan' as const, doneOn: '2026-01-01' }];
    expect([filedOn('annual-summary', filings), filedOn('annual-report', filings), filedOn('annual-summary', filings.slice(0, 1))]).toEqual(['2026-12-30', null, null]);
  });

  it.each<[string, [string, string | null][], string | undefined]>([
    ['in time', [['annual-summary', '2026-12-31']], 'met'], ['a day late', [['annual-summary', '2027-01-01']], 'late'], ['never', [['annual-summary', null]], 'missing'], ['another', [['annual-plan', null]], undefined], ['untold', [], undefined],
  ])('stand as %s', (_what, days, state) => {
    expect(filingState(dated, 2026, days.map(([kind, doneOn]) => ({ kind: kind as 'annual-plan', doneOn })))).toBe(state);
  });

  it('without a last day are never late, and no other duty is one', () => {
    expect(filingState(undated, 2026, [{ kind: 'annual-plan', doneOn: '2030-01-01' }])).toBe('met');
    expect(filingState(duty({ type: 'quarterly' }), 2026, [{ kind: 'annual-plan', doneOn: null }])).toBeUndefined();
  });
});

describe('withJointMeetings', () => {
  it('leaves the counts it is given alone', () => {
    const counts = { committeeMeetings: 0, jointMeetings: 2 };
    expect(withJointMeetings(counts, { committeeMeetings: 1 })).toEqual({ committeeMeetings: 1, jointMeetings: 2 });
    expect(counts).toEqual({ committeeMeetings: 0, jointMeetings: 2 });
  });

  it('gives nothing to a side that asks for nothing or is not told', () => {
    expect(withJointMeetings({ committeeMeetings: 0, networkMeetings: 0, jointMeetings: 2 }, {})).toMatchObject({ committeeMeetings: 0, networkMeetings: 0 });
    expect(withJointMeetings({ jointMeetings: 2 }, { committeeMeetings: 1, networkMeetings: 1 })).toEqual({ jointMeetings: 2 });
  });
});
