import { describe, expect, it } from 'vitest';
import { asking, refusing, told } from '@/tests/unit/one-rule';
import type { YearDecision } from './evaluate';

const duty = (id: string, measure: object, more: object = {}) => ({ id, label: `职责${id}`, article: '6', topic: 'work', measure, proof: '记录', ...more });
const ask = (...duties: object[]) => asking<YearDecision>('year', { duties });
const count = (of: string, limits: object) => ({ type: 'count', of, ...limits });
const facts = (more: object = {}) => ({ year: 2026, ...more });
const states = (answer: { decision: YearDecision }) => answer.decision.duties!.map(({ required, actual, met }) => [required, actual, met]);
const DURING = '2026-12-31';
const AFTER = '2027-01-01';

describe('a least number', () => {
  const answer = ask(duty('a', count('trainings', { min: 2 }), { remedy: '补办' }));

  it.each([[0, false], [1, false], [2, true], [3, true]])('%s of 2: met %s', (trainings, met) => {
    expect(states(answer(facts({ counts: { trainings } }), AFTER))).toEqual([[2, trainings, met]]);
  });

  it('is a reminder while the year runs, and a warning from the day after', () => {
    expect(told(answer(facts({ counts: { trainings: 1 } }), DURING))).toEqual(['note year.a 6']);
    expect(told(answer(facts({ counts: { trainings: 1 } }), AFTER))).toEqual(['warn year.a 6']);
  });

  it('says what is there, what is wanting and what helps', () => {
    expect(answer(facts({ counts: { trainings: 0 } })).findings).toEqual([{ rule: 'year.a', severity: 'note', article: '6', actual: 0, limit: 2, message: '职责a：全年质控培训至少2次，已有0次，还差2次；补办' }]);
    expect(ask(duty('b', count('trainings', { min: 1 })))(facts({ counts: { trainings: 0 } })).findings[0]!.message).toBe('职责b：全年质控培训至少1次，已有0次，还差1次');
  });

  it('counts as met where nothing is said', () => {
    const silent = answer(facts(), AFTER);
    expect([silent.verdict, silent.findings, states(silent)]).toEqual(['ok', [], [[2, null, true]]]);
  });

  it('only advised is never more than a note', () => {
    expect(told(ask(duty('a', count('trainings', { min: 2 }), { force: 'advisory' }))(facts({ counts: { trainings: 0 } }), AFTER))).toEqual(['note year.a 6']);
    expect(told(ask(duty('a', count('trainings', { min: 2 }), { force: 'in-principle' }))(facts({ counts: { trainings: 0 } }), AFTER))).toEqual(['warn year.a 6']);
  });
});

describe('a largest number', () => {
  it('is broken at once', () => {
    const answer = ask(duty('a', count('committeeMeetings', { max: 2 })));
    expect(told(answer(facts({ counts: { committeeMeetings: 2 } }), DURING))).toEqual([]);
    expect(told(answer(facts({ counts: { committeeMeetings: 3 } }), DURING))).toEqual(['warn year.a 6']);
    expect(answer(facts({ counts: { committeeMeetings: 3 } })).findings[0]).toMatchObject({ actual: 3, limit: 2, message: '职责a：全年委员会、工作会议3次，不超过2次' });
    expect(states(answer(facts({ counts: { committeeMeetings: 0 } })))).toEqual([[2, 0, true]]);
  });

  it('beside a least one leaves a span', () => {
    const answer = ask(duty('a', count('trainings', { min: 1, max: 3 })));
    expect([0, 1, 3, 4].map((trainings) => [answer(facts({ counts: { trainings } }), DURING).verdict, states(answer(facts({ counts: { trainings } })))[0]![2]])).toEqual([['ok', false], ['ok', true], ['ok', true], ['warn', false]]);
  });
});

describe('joint meetings', () => {
  const answer = ask(duty('c', count('committeeMeetings', { min: 2 })), duty('n', count('networkMeetings', { min: 4 })));
  const after = (counts: object) => states(answer(facts({ counts }))).map(([, actual]) => actual);

  it.each([
    [{ committeeMeetings: 1, networkMeetings: 4, jointMeetings: 1 }, [2, 4]],
    [{ committeeMeetings: 2, networkMeetings: 3, jointMeetings: 1 }, [2, 4]],
    [{ committeeMeetings: 1, networkMeetings: 3, jointMeetings: 1 }, [2, 3]],
    [{ committeeMeetings: 1, networkMeetings: 3, jointMeetings: 2 }, [2, 4]],
    [{ committeeMeetings: 0, networkMeetings: 0, jointMeetings: 3 }, [2, 1]],
    [{ committeeMeetings: 2, networkMeetings: 4, jointMeetings: 3 }, [2, 4]],
    [{ committeeMeetings: 5, networkMeetings: 3, jointMeetings: 1 }, [5, 4]],
    [{ networkMeetings: 3, jointMeetings: 1 }, [null, 4]],
    [{ committeeMeetings: 1, jointMeetings: 5 }, [2, null]],
    [{ jointMeetings: 6 }, [null, null]],
    [{ committeeMeetings: 1, networkMeetings: 3, jointMeetings: 0 }, [1, 3]],
  ])('of %j count once, for the side that lacks them: %j', (counts, expected) => {
    expect(after(counts)).toEqual(expected);
  });
});

describe('a check in every quarter', () => {
  const answer = ask(duty('a', { type: 'quarterly' }));
  const ENDS = ['2026-03-31', '2026-06-30', '2026-09-30', '2026-12-31'];

  it('is met by the first and the last days of the quarters', () => {
    expect(states(answer(facts({ caseChecks: ENDS }), AFTER))).toEqual([[4, 4, true]]);
    expect(states(answer(facts({ caseChecks: ['2026-01-01', '2026-04-01', '2026-07-01', '2026-10-01'] }), AFTER))).toEqual([[4, 4, true]]);
  });

  it('is not met by four in fewer quarters, nor by those of another year', () => {
    expect(answer(facts({ caseChecks: ['2026-01-01', '2026-02-01', '2026-03-31', '2026-04-01'] }), AFTER).findings[0]).toMatchObject({ severity: 'warn', actual: 2, limit: 4, message: '职责a：每季度至少1次重点病例抽查，有抽查的季度2个，还差2个' });
    expect(states(answer(facts({ caseChecks: [...ENDS.slice(0, 3), '2025-12-31', '2027-01-01'] })))).toEqual([[4, 3, false]]);
    expect(states(answer(facts({ caseChecks: [] })))).toEqual([[4, 0, false]]);
  });

  it('counts as met where nothing is said', () => {
    expect(states(answer(facts(), AFTER))).toEqual([[4, null, true]]);
  });
});

describe('a share of institutions', () => {
  const answer = ask(duty('a', { type: 'coverage', percent: 50 }));

  it.each([
    [81, 40, 49.4, false],
    [81, 41, 50.6, true],
    [80, 40, 50, true],
    [0, 0, 100, true],
    [3, 2, 66.7, true],
    [5002, 2500, 49.9, false],
    [5002, 2501, 50, true],
  ])('of %s, %s: %s %%, met %s', (tertiary, covered, share, met) => {
    expect(states(answer(facts({ coverage: { tertiary, covered } }), AFTER))).toEqual([[50, share, met]]);
  });

  it('says how many are wanting', () => {
    expect(answer(facts({ coverage: { tertiary: 81, covered: 39 } })).findings[0]).toMatchObject({ actual: 48.1, limit: 50, message: '职责a：应覆盖三级医疗机构81家的50%，已覆盖39家（48.1%），还差2家' });
  });

  it('counts as met where nothing is said', () => {
    expect(states(answer(facts(), AFTER))).toEqual([[50, null, true]]);
  });
});

describe('a document', () => {
  const dated = ask(duty('a', { type: 'filing', kind: 'half-year-summary', due: '07-31' }, { remedy: '补报' }));
  const undated = ask(duty('a', { type: 'filing', kind: 'annual-plan' }));
  const filed = (kind: string, ...days: (string | null)[]) => facts({ filings: days.map((doneOn) => ({ kind, doneOn })) });
  const half = (...days: (string | null)[]) => filed('half-year-summary', ...days);

  it('is in time on its last day, holiday or not, and late on the next', () => {
    expect(states(dated(half('2026-07-31')))).toEqual([['2026-07-31', '2026-07-31', true]]);
    const late = dated(half('2026-08-01'), '2026-08-01');
    expect([told(late), states(late)]).toEqual([['warn year.a 6'], [['2026-07-31', '2026-08-01', false]]]);
    expect(late.findings[0]).toMatchObject({ actual: '2026-08-01', limit: '2026-07-31', message: '职责a：半年工作总结应于2026年7月31日前报送，2026年8月1日才报送，已逾期；补报' });
  });

  it('not filed is a reminder until its last day, and a warning from the next', () => {
    expect(told(dated(half(null), '2026-07-31'))).toEqual(['note year.a 6']);
    expect(told(dated(half(null), '2026-08-01'))).toEqual(['warn year.a 6']);
    expect(dated(half(null)).findings[0]).toMatchObject({ actual: '未报送', message: '职责a：半年工作总结尚未报送，期限为2026年7月31日；补报' });
  });

  it('without a last day is never late, and owed until the year is over', () => {
    expect(states(undated(filed('annual-plan', '2027-05-01'), AFTER))).toEqual([['须报送', '2027-05-01', true]]);
    expect(told(undated(filed('annual-plan', null), DURING))).toEqual(['note year.a 6']);
    expect(told(undated(filed('annual-plan', null), AFTER))).toEqual(['warn year.a 6']);
    expect(undated(filed('annual-plan', null)).findings[0]!.message).toBe('职责a：年度计划尚未报送');
  });

  it('filed more than once counts by its first day, whatever the order', () => {
    for (const days of [['2026-08-05', '2026-07-31'], ['2026-07-31', '2026-08-05'], [null, '2026-07-31']]) expect(states(dated(half(...days)))).toEqual([['2026-07-31', '2026-07-31', true]]);
    expect(dated(half(null, '2026-08-05', '2026-08-02')).findings[0]!.message).toContain('2026年8月2日才报送');
    expect(states(dated(half(null, null)))).toEqual([['2026-07-31', '未报送', false]]);
  });

  it('of another kind says nothing about it', () => {
    expect(states(dated(filed('annual-summary', null), AFTER))).toEqual([['2026-07-31', null, true]]);
  });

  it('is due in the year that is asked about', () => {
    expect(states(dated({ ...half('2027-08-01'), year: 2027 }))).toEqual([['2027-07-31', '2027-08-01', false]]);
  });
});

describe('the duties of a year', () => {
  it('are listed in the order of the text, met or not; what only stands is not among them', () => {
    const answer = ask(duty('b', count('trainings', { min: 1 })), duty('s', { type: 'standing' }), duty('o', { type: 'occasion', occasion: '每次' }), duty('a', { type: 'quarterly' }))(facts({ counts: { trainings: 0 } }));
    expect(answer.decision.duties!.map((d) => [d.rule, d.met])).toEqual([['year.b', false], ['year.a', true]]);
  });

  it('never filed are told of without a number that is not there', () => {
    const [finding] = ask(duty('a', count('committeeMeetings', { min: 1 })), duty('b', { type: 'filing', kind: 'annual-plan' }))(facts({ counts: { committeeMeetings: 0 }, filings: [{ kind: 'annual-plan', doneOn: null }] })).findings;
    expect(finding).toHaveProperty('actual', 0);
  });

  it('late on a day that has not come are late all the same', () => {
    expect(told(ask(duty('a', { type: 'filing', kind: 'annual-summary', due: '06-30' }))(facts({ filings: [{ kind: 'annual-summary', doneOn: '2026-07-01' }] }), '2026-06-15'))).toEqual(['warn year.a 6']);
  });

  it('are silent where a text gives none with a number or a date', () => {
    const over = { duties: [duty('s', { type: 'standing' })], silent: [{ question: 'year', note: '未规定', article: '9' }] };
    expect(asking('year', over)(facts())).toEqual({ verdict: 'ok', findings: [{ rule: 'year.silent', severity: 'note', article: '9', message: '未规定' }], decision: { duties: null } });
  });
});

describe('facts that cannot be', () => {
  const refuse = refusing('year', {});

  it.each<[object, string]>([
    [{}, 'facts.year'], [facts({ year: 1989 }), 'facts.year'], [facts({ year: 2200 }), 'facts.year'], [facts({ year: 2026.5 }), 'facts.year'], [facts({ counts: { parties: 1 } }), 'facts.counts.parties'],
    [facts({ counts: { trainings: -1 } }), 'facts.counts.trainings'], [facts({ counts: { trainings: 1.5 } }), 'facts.counts.trainings'], [facts({ caseChecks: ['2026-02-30'] }), 'facts.caseChecks.0'],
    [facts({ coverage: { tertiary: 1, covered: 2 } }), 'facts.coverage.covered'], [facts({ filings: [{ kind: 'annual-plan' }] }), 'facts.filings.0.doneOn'], [facts({ filings: [{ kind: 'poem', doneOn: null }] }), 'facts.filings.0.kind'],
  ])('are refused: %j', (wrong, path) => {
    expect(refuse(wrong).map(([p]) => p)).toEqual([path]);
  });

  it('at their very bounds are taken', () => {
    for (const year of [1990, 2199]) expect(refuse(facts({ year }))).toEqual([]);
    expect(refuse(facts({ coverage: { tertiary: 2, covered: 2 } }))).toEqual([]);
  });
});
