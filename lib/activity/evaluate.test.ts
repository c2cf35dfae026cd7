import { describe, expect, it } from 'vitest';
import { asking, refusing, told } from '@/tests/unit/one-rule';
import type { ActivityDecision } from './evaluate';

const approval = (id: string, more: object) => ({ id, label: `事项${id}`, article: `5(${id.length})`, force: 'mandatory', activities: ['meeting'], ...more });
const ask = (approvals: object[], prohibitions: object[] = [], silent: object[] = []) => asking<ActivityDecision>('activity', { approvals, prohibitions, silent });
const STEPS = ['director-signature', 'host-stamp', 'authority-approval'];

describe('steps beforehand', () => {
  const answer = ask([approval('a', { steps: STEPS })]);

  it('may be taken in any order, and more of them', () => {
    expect(answer({ kind: 'meeting', steps: [...STEPS].reverse().concat('office-copy') })).toEqual({ verdict: 'ok', findings: [], decision: { missing: [] } });
  });

  it('are taken where nothing is said of them', () => {
    expect(answer({ kind: 'meeting' })).toEqual({ verdict: 'ok', findings: [], decision: { missing: [] } });
  });

  it('that are wanting are named in the order of the profile, with how many there are', () => {
    const { findings, decision } = answer({ kind: 'meeting', steps: ['host-stamp'] });
    expect(decision.missing).toEqual(['director-signature', 'authority-approval']);
    expect(findings).toEqual([{ rule: 'activity.a', article: '5(1)', severity: 'block', actual: 1, limit: 3, message: '事项a：须先完成3项，尚缺中心主任审核签字、主管部门同意' }]);
  });

  it.each([['mandatory', 'block'], ['in-principle', 'warn'], ['advisory', 'note']])('of force %s make %s', (force, severity) => {
    expect(told(ask([approval('a', { force, steps: STEPS })])({ kind: 'meeting', steps: [] }))).toEqual([`${severity} activity.a 5(1)`]);
  });

  it('of several rules on one activity are asked for together, a shared one named once', () => {
    const { findings, decision } = ask([approval('a', { steps: ['authority-approval'] }), approval('bb', { steps: ['authority-approval', 'office-copy'] }), approval('c', { activities: ['training'], steps: ['host-stamp'] })])({ kind: 'meeting', steps: [] });
    expect([told({ findings }), decision.missing]).toEqual([['block activity.a 5(1)', 'block activity.bb 5(2)'], ['authority-approval', 'office-copy']]);
  });
});

describe('plan and number', () => {
  it('asks whether it is planned where it has to be; it is where nothing is said', () => {
    const planned = ask([approval('a', { planned: true })]);
    expect([true, undefined, false].map((p) => told(planned({ kind: 'meeting', planned: p })))).toEqual([[], [], ['block activity.a 5(1)']]);
    expect(told(ask([approval('a', { steps: STEPS })])({ kind: 'meeting', planned: false }))).toEqual([]);
    expect(planned({ kind: 'meeting', planned: false }).findings[0]!.message).toBe('事项a：未列入年度计划，须先列入计划');
  });

  it('counts this one with those held before', () => {
    const twice = ask([approval('a', { force: 'in-principle', perYear: 2 })]);
    expect([undefined, 0, 1, 2, 3].map((heldThisYear) => told(twice({ kind: 'meeting', heldThisYear })).length)).toEqual([0, 0, 0, 1, 1]);
    expect(twice({ kind: 'meeting', heldThisYear: 2 }).findings).toEqual([{ rule: 'activity.a', article: '5(1)', severity: 'warn', actual: 3, limit: 2, message: '事项a：本年度第3次，超过2次' }]);
  });

  it('leaves no step missing by itself', () => {
    expect(ask([approval('a', { planned: true, perYear: 1 })])({ kind: 'meeting', planned: false, heldThisYear: 1 }).decision.missing).toEqual([]);
  });
});

describe('what is forbidden', () => {
  const item = (qualifier: string) => [{ id: 'p', label: '不得颁证', article: '7', limbs: [{ breach: 'certificates', qualifier, activities: ['certificate'] }] }];

  it('outright stays so with every step taken', () => {
    const { verdict, findings, decision } = ask([], item('absolute'))({ kind: 'certificate', steps: ['authority-approval'] });
    expect([verdict, findings, decision]).toEqual(['block', [{ rule: 'activity.p', article: '7', severity: 'block', message: '不得颁证，经同意也不得开展' }], { missing: [] }]);
  });

  it('without consent needs it', () => {
    const answer = ask([], item('consent-lifts'));
    expect(answer({ kind: 'certificate', steps: ['authority-approval'] }).verdict).toBe('ok');
    expect([told(answer({ kind: 'certificate', steps: [] })), answer({ kind: 'certificate', steps: [] }).decision.missing]).toEqual([['block activity.p 7'], ['authority-approval']]);
    expect(told(answer({ kind: 'certificate', steps: ['authority-approval'], planned: false, heldThisYear: 50 }))).toEqual([]);
  });

  it('as irregular is recalled only', () => {
    const { verdict, findings } = ask([], item('irregular'))({ kind: 'certificate', steps: [] });
    expect([verdict, findings]).toEqual(['ok', [{ rule: 'activity.p', article: '7', severity: 'note', message: '证书、聘书不得违规：不得颁证' }]]);
  });
});

describe('an activity of which the text says nothing', () => {
  it('is answered with silence on that activity, or in general', () => {
    const silent = [{ question: 'activity', note: '未规定', article: '9' }, { question: 'activity', part: 'paper', note: '论文未规定', article: '10' }];
    const answer = ask([approval('a', { steps: STEPS })], [], silent);
    expect([answer({ kind: 'paper' }), answer({ kind: 'contest' })].map((a) => [told(a), a.findings[0]!.message, a.decision])).toEqual([
      [['note activity.silent 10'], '论文未规定', { missing: null }], [['note activity.silent 9'], '未规定', { missing: null }],
    ]);
  });
});

describe('facts that cannot be', () => {
  const refuse = refusing('activity', {});

  it.each<[object, string]>([
    [{}, 'facts.kind'], [{ kind: 'party' }, 'facts.kind'], [{ kind: 'meeting', steps: ['coffee'] }, 'facts.steps.0'], [{ kind: 'meeting', heldThisYear: -1 }, 'facts.heldThisYear'],
    [{ kind: 'meeting', heldThisYear: 0.5 }, 'facts.heldThisYear'], [{ kind: 'meeting', planned: 'yes' }, 'facts.planned'], [{ kind: 'meeting', stamp: true }, 'facts.stamp'],
  ])('are refused: %j', (facts, path) => {
    expect(refuse(facts).map(([p]) => p)).toEqual([path]);
  });
});
