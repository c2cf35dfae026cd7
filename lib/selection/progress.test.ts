import { describe, expect, it } from 'vitest';
import { localDate } from '@/lib/kernel/local-date';
import { builtInProfile } from '@/lib/regulations/files';
import { SELECTION_STATES, type SelectionState } from './states';
import { progressFor, progressWord, stagesFor } from './progress';

const LAST = localDate('2026-08-28');
const of = (state: SelectionState, hasPanel = true) => ({ state, closesOn: LAST, hasPanel });
const after = localDate('2026-08-29');

describe('how far a round is for its applicants', () => {
  it('is open through its last day', () => {
    expect([progressFor(of('open'), LAST), progressFor(of('open'), after)]).toEqual(['open', 'closed']);
  });

  it('tells nothing of the choice before the notice opens', () => {
    expect((Object.keys(SELECTION_STATES) as SelectionState[]).map((state) => [state, progressFor(of(state), after), progressFor(of(state, false), after)])).toEqual([
      ['draft', 'open', 'open'], ['scheme-submitted', 'open', 'open'], ['scheme-approved', 'open', 'open'], ['open', 'closed', 'closed'], ['reviewing', 'reviewing', 'reviewing'], ['scoring', 'scoring', 'scoring'],
      ['choosing', 'scoring', 'reviewing'], ['chosen', 'scoring', 'reviewing'], ['notice', 'notice', 'notice'], ['decided', 'decided', 'decided'], ['established', 'established', 'established'], ['cancelled', 'cancelled', 'cancelled'],
    ]);
  });

  it('is called as its road calls it', () => {
    expect([progressWord('closed', 'selection'), progressWord('closed', 'recommendation'), progressWord('reviewing', 'recommendation')]).toEqual(['申报已截止', '推荐已截止', '资格审核中']);
  });

  it('names what comes next, by the stages of the text', () => {
    const next = (profile: string, state: SelectionState, hasPanel = true) => stagesFor(builtInProfile(profile), { ...of(state, hasPanel), road: 'selection' }, after).next;
    expect(['open', 'reviewing', 'scoring', 'chosen', 'notice', 'decided', 'cancelled'].map((state) => next('chongqing-2025', state as SelectionState))).toEqual(['资格审核', '专家评审', '择优确定', '择优确定', '决定', null, null]);
    expect(next('chongqing-2025', 'chosen', false)).toBe('择优确定');
  });

  it('shows a terminated round as handed in and no further', () => {
    expect(stagesFor(builtInProfile('chongqing-2025'), { ...of('cancelled'), road: 'selection' }, after).steps.map((s) => s.state)).toEqual(['done', 'todo', 'todo', 'todo', 'todo', 'todo']);
  });
});
