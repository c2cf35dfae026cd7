import { describe, expect, it } from 'vitest';
import { localDate } from '@/lib/kernel/local-date';
import { compile } from '@/lib/rulebook';
import { asking, profileOf, refusing, told } from '@/tests/unit/one-rule';
import type { ScoreDecision } from './score';

type Deduct = Record<string, unknown>;
const item = (number: number, points: number, deduct: Deduct) => ({ number, article: `annex ${number}`, title: `项${number}`, points, standard: '标准', deduct, evidence: ['记录'] });
const duty = (id: string, measure: object) => ({ id, label: id, article: '6', topic: 'work', measure, proof: '记录' });
const DUTIES = [
  duty('meetings', { type: 'count', of: 'committeeMeetings', min: 2 }), duty('ceiling', { type: 'count', of: 'trainings', max: 2 }), duty('checks', { type: 'quarterly' }), duty('share', { type: 'coverage', percent: 50 }),
  duty('plan', { type: 'filing', kind: 'annual-plan' }), duty('half', { type: 'filing', kind: 'half-year-summary', due: '07-31' }), duty('end', { type: 'filing', kind: 'annual-summary', due: '12-31' }),
];
const BANDS = [{ grade: 'excellent', from: 90 }, { grade: 'qualified', from: 75 }, { grade: 'unqualified', from: 0 }];
const grades = { article: '5', list: ['excellent', 'qualified', 'unqualified'], byScore: { article: '5(1)', maximum: 100, bands: BANDS, printedTo: { qualified: 89 } }, byProportion: null };
const sheet = (...items: object[]) => ({ duties: DUTIES, grades, scoreSheet: { article: 'annex', sections: [{ title: '部分', points: 100, items }] } });

/** One item of 10 points, asked with the facts of 2026; without thresholds, so that nothing is said of the total. */
const one = (deduct: Deduct, points = 10) => {
  const ask = asking<ScoreDecision>('score', { ...sheet(item(1, points, deduct)), grades: null });
  return (facts: object = {}) => ask({ year: 2026, ...facts });
};
const points = (answer: { decision: ScoreDecision }) => answer.decision.items['1'];

describe('so many points for each one short of a duty', () => {
  const meetings = one({ type: 'per-missing', points: 3, duty: 'meetings' });

  it.each([[0, 4], [1, 7], [2, 10], [3, 10], [undefined, 10]])('%s meetings: %s points', (committeeMeetings, expected) => {
    expect(points(meetings({ counts: committeeMeetings === undefined ? {} : { committeeMeetings } }))).toBe(expected);
  });

  it('says how many, and stops at nothing', () => {
    expect(meetings({ counts: { committeeMeetings: 0 } }).findings[0]).toEqual({
      rule: 'score.item-1', severity: 'note', article: 'annex 1', actual: 4, limit: 10, message: '项1扣6分，得4/10分：委员会、工作会议0次，应不少于2次，少2次，每少1次扣3分',
    });
    expect(points(one({ type: 'per-missing', points: 9, duty: 'meetings' })({ counts: { committeeMeetings: 0 } }))).toBe(0);
  });

  it('takes joint meetings for those that lack', () => {
    expect(points(meetings({ counts: { committeeMeetings: 1, jointMeetings: 1 } }))).toBe(10);
    // Two are wanted: of three joint ones no more than two go here.
    expect(meetings({ counts: { committeeMeetings: 0, jointMeetings: 1 } }).findings[0]!.message).toContain('委员会、工作会议1次，应不少于2次，少1次');
  });

  it.each([['a duty with a ceiling only', 'ceiling'], ['a share', 'share'], ['a document', 'half']])('takes nothing by %s', (_what, id) => {
    expect(points(one({ type: 'per-missing', points: 3, duty: id })({ counts: { trainings: 9, committeeMeetings: 0 }, filings: [{ kind: 'half-year-summary', doneOn: null }] }))).toBe(10);
  });

  it('without a duty is for an assessor', () => {
    expect(points(one({ type: 'per-missing', points: 3 })({ counts: { committeeMeetings: 0 }, caseChecks: [] }))).toBe(10);
  });
});

describe('so many points for each quarter without a check', () => {
  const checks = one({ type: 'per-missing', points: 2, duty: 'checks' });

  it.each([
    [['2026-03-31', '2026-04-01', '2026-09-30', '2026-10-01'], 10],
    [['2026-01-01', '2026-05-01', '2026-09-30'], 8],
    [['2026-01-01', '2025-05-01', '2027-09-30'], 4],
    [[], 2],
  ])('checks on %j: %s points', (caseChecks, expected) => {
    expect(points(checks({ caseChecks }))).toBe(expected);
  });

  it('points out four checks in fewer quarters, and only those', () => {
    const said = (caseChecks: string[]) => checks({ caseChecks }).findings[0]!.message;
    expect(said(['2026-01-01', '2026-01-02', '2026-01-03', '2026-04-01'])).toBe('项1扣4分，得6/10分：有抽查的季度2个，缺2个，每缺1个扣2分；共抽查4次而季度未满，请评审人确认');
    expect(said(['2026-01-01', '2026-01-02', '2026-01-03'])).toBe('项1扣6分，得4/10分：有抽查的季度1个，缺3个，每缺1个扣2分');
    expect(said(['2026-01-01', '2026-01-02', '2026-01-03'])).not.toContain('请评审人确认');
    expect(said(['2026-01-01', '2026-01-02', '2026-01-03', '2025-04-01'])).not.toContain('请评审人确认');
    expect(checks({ caseChecks: ['2026-01-01', '2026-04-01', '2026-07-01', '2026-10-01', '2026-10-02'] }).findings).toEqual([]);
  });

  it('takes nothing where nothing is said', () => {
    expect(points(checks())).toBe(10);
  });
});

describe('so many points for each late document', () => {
  const late = (more: object = {}) => one({ type: 'per-late', points: 2, duties: ['plan', 'half', 'end'], ...more });
  const filings = (...days: [string, string | null][]) => ({ filings: days.map(([kind, doneOn]) => ({ kind, doneOn })) });

  it.each<[string, [string, string | null][], number, number]>([
    ['in time', [['half-year-summary', '2026-07-31'], ['annual-summary', '2026-12-31']], 10, 10],
    ['one late', [['half-year-summary', '2026-08-01'], ['annual-summary', '2026-12-31']], 8, 8],
    ['two late', [['half-year-summary', '2026-08-01'], ['annual-summary', '2027-01-01']], 6, 6],
    ['one never filed', [['annual-summary', null]], 0, 8],
    ['one late, one never filed', [['half-year-summary', '2026-08-01'], ['annual-summary', null]], 0, 6],
    ['one without a last day', [['annual-plan', '2027-05-01']], 10, 10],
    ['another kind', [['annual-report', null]], 10, 10],
    ['nothing said', [], 10, 10],
  ])('%s', (_what, days, strict, mild) => {
    expect([points(late({ missingCostsAll: true })(filings(...days))), points(late()(filings(...days)))]).toEqual([strict, mild]);
  });

  it('says which it was', () => {
    expect(late({ missingCostsAll: true })(filings(['annual-summary', null])).findings[0]!.message).toBe('项1扣10分，得0/10分：缺报1次，不得分');
    expect(late()(filings(['half-year-summary', '2026-08-01'])).findings[0]!.message).toBe('项1扣2分，得8/10分：迟报1次，每次扣2分');
  });

  it('knows no duty that the profile lacks', () => {
    expect(points(one({ type: 'per-late', points: 2, duties: ['nothing', 'half'] })(filings(['half-year-summary', '2026-08-01'])))).toBe(8);
  });
});

describe('everything or nothing', () => {
  const either = one({ type: 'all-or-nothing', anyOf: ['contests', 'trainings'] });

  it.each([
    [{ contests: 0 }, 0], [{ contests: 1 }, 10], [{ trainings: 1 }, 10], [{ contests: 0, trainings: 0 }, 0], [{ contests: 0, trainings: 1 }, 10], [{ bulletins: 0 }, 10], [{}, 10],
  ])('counts %j: %s points', (counts, expected) => {
    expect(points(either({ counts }))).toBe(expected);
  });

  it('names what was not done', () => {
    expect(either({ counts: { contests: 0, trainings: 0 } }).findings[0]!.message).toBe('项1扣10分，得0/10分：技能竞赛、学术交流、质控培训0次，不得分');
    expect(either({ counts: { contests: 0 } }).findings[0]!.message).toContain('：技能竞赛、学术交流0次');
  });

  it('without counters is for an assessor', () => {
    expect(points(one({ type: 'all-or-nothing' })({ counts: { contests: 0 } }))).toBe(10);
  });
});

describe('so many points each time', () => {
  const absences = one({ type: 'per-occurrence', of: [{ fact: 'absences.director', points: 2 }, { fact: 'absences.staff', points: 1 }] });

  it.each([
    [{ absences: { director: 1 } }, 8], [{ absences: { staff: 3 } }, 7], [{ absences: { director: 2, staff: 3 } }, 3], [{ absences: { director: 9 } }, 0], [{ absences: { director: 0, staff: 0 } }, 10], [{ absences: {} }, 10], [{}, 10],
  ])('%j: %s points', (facts, expected) => {
    expect(points(absences(facts))).toBe(expected);
  });

  it('counts breaches, and nothing that only an assessor sees', () => {
    expect(points(one({ type: 'per-occurrence', of: [{ fact: 'breaches', points: 4 }] })({ breaches: 2 }))).toBe(2);
    expect(points(one({ type: 'per-occurrence', of: [{ fact: 'assessor', points: 4 }] })({ breaches: 2 }))).toBe(10);
  });

  it('says what was counted', () => {
    expect(absences({ absences: { director: 1, staff: 2 } }).findings[0]!.message).toBe('项1扣4分，得6/10分：1次，每次扣2分；2次，每次扣1分');
  });
});

describe('points by rank', () => {
  const rank = one({ type: 'by-rank', bands: [{ upTo: 30, points: 10 }, { upTo: 80, points: 6 }] });

  it.each([
    [3, 10, 10], [4, 10, 6], [8, 10, 6], [9, 10, 0], [3, 11, 10], [4, 11, 6], [1, 1, 0], [1, 2, 6], [1, 3, 6], [1, 4, 10],
  ])('%s of %s: %s points', (position, of, expected) => {
    expect(points(rank({ rank: { position, of } }))).toBe(expected);
  });

  it('says the rank', () => {
    expect(rank({ rank: { position: 9, of: 10 } }).findings[0]!.message).toBe('项1扣10分，得0/10分：第9名，共10个，得0分');
    expect(rank({ rank: { position: 3, of: 10 } }).findings).toEqual([]);
    expect(points(rank())).toBe(10);
  });
});

describe('an assessor', () => {
  it('goes before what was computed, either way, and is named', () => {
    const meetings = one({ type: 'per-missing', points: 3, duty: 'meetings' });
    expect(points(meetings({ counts: { committeeMeetings: 0 }, awarded: { 1: 9 } }))).toBe(9);
    expect(meetings({ counts: { committeeMeetings: 0 }, awarded: { 1: 9 } }).findings[0]!.message).toBe('项1扣1分，得9/10分（评审人评定）');
    expect(meetings({ counts: { committeeMeetings: 0 }, awarded: { 1: 10 } }).findings).toEqual([]);
    expect(points(meetings({ awarded: { 1: 0 } }))).toBe(0);
  });

  it('alone judges what leaves room', () => {
    const free = one({ type: 'discretionary', from: 1, to: 5 });
    expect([points(free()), points(free({ awarded: { 1: 2.5 } }))]).toEqual([10, 2.5]);
    expect(free({ awarded: { 1: 2.5 } }).findings[0]!.message).toBe('项1扣7.5分，得2.5/10分（评审人评定）');
  });

  it('may not award more than an item has, nor to an item that is not there', () => {
    const refuse = refusing('score', sheet(item(1, 10, { type: 'discretionary' }), item(2, 5, { type: 'discretionary' })));
    expect(refuse({ year: 2026, awarded: { 1: 10, 2: 5 } })).toEqual([]);
    expect(refuse({ year: 2026, awarded: { 1: 10.5 } })).toEqual([['facts.awarded.1', '第1项应在0至10分之间']]);
    expect(refuse({ year: 2026, awarded: { 3: 1 } })).toEqual([['facts.awarded.3', '评分表没有第3项，应为1至2']]);
    expect(refuse({ year: 2026, awarded: { 1: 11, 2: 6 } })).toHaveLength(2);
    expect(refuse({ year: 2026, awarded: { 1: -1 } }).map(([path]) => path)).toEqual(['facts.awarded.1']);
    expect(refuse({ year: 2026, awarded: { '01': 1 } })).toEqual([['facts.awarded.01', '应为评分项的序号']]);
  });
});

describe('the total', () => {
  const ask = asking<ScoreDecision>('score', sheet(...[40, 30, 20, 10].map((n, i) => item(i + 1, n, { type: 'discretionary' }))));
  const total = (awarded: object) => ask({ year: 2026, awarded });

  it.each([
    [{}, 100, 'excellent', []],
    [{ 1: 30 }, 90, 'excellent', ['note score.item-1 annex 1']],
    [{ 1: 29.99 }, 89.99, 'qualified', ['warn score.between-bands 5(1)', 'note score.item-1 annex 1']],
    [{ 1: 29.01 }, 89.01, 'qualified', ['warn score.between-bands 5(1)', 'note score.item-1 annex 1']],
    [{ 1: 29 }, 89, 'qualified', ['note score.item-1 annex 1']],
    [{ 1: 15 }, 75, 'qualified', ['note score.item-1 annex 1']],
    [{ 1: 14.9 }, 74.9, 'unqualified', ['warn score.unqualified 5(1)', 'note score.item-1 annex 1']],
  ])('of %j is %s, %s', (awarded, sum, grade, findings) => {
    const answer = total(awarded);
    expect([answer.decision.total, answer.decision.grade, told(answer)]).toEqual([sum, grade, findings]);
  });

  it('is told with its grade', () => {
    expect(total({ 1: 29.5 }).findings[0]).toMatchObject({ actual: 89.5, message: '89.5分落在两个分数段之间，按未达到上一等次的下限认定为合格' });
    expect(total({ 1: 0 }).findings[0]).toMatchObject({ actual: 60, message: '合计60分，等次为不合格，须按考核结果处理' });
  });

  it('is exact to the hundredth', () => {
    expect(total({ 1: 0.1, 2: 0.2, 3: 0, 4: 0 }).decision.total).toBe(0.3);
    expect(total({ 1: 1.005, 2: 0, 3: 0, 4: 0 }).decision.total).toBeCloseTo(1, 2);
  });

  it('has no grade where the text gives no thresholds, and is judged under the sheet then', () => {
    const bare = asking<ScoreDecision>('score', { ...sheet(item(1, 10, { type: 'discretionary' })), grades: null });
    expect(bare({ year: 2026, awarded: { 1: 1 } }).decision).toEqual({ items: { 1: 1 }, total: 1, grade: null });
  });
});

describe('the results of an item', () => {
  it('tell what the records come to from what was awarded, and nothing where they say nothing', () => {
    const { score } = compile(profileOf(sheet(item(1, 10, { type: 'per-missing', points: 3, duty: 'meetings' }), item(2, 5, { type: 'discretionary' }))));
    const parsed = score.parse({ year: 2026, counts: { committeeMeetings: 1 }, awarded: { 1: 8 } }, localDate('2027-01-15'));
    if (!parsed.ok) throw new Error('refused');
    expect(score.results(parsed.value).map(({ computed, points: p }) => [computed?.points ?? null, p])).toEqual([[7, 8], [null, 5]]);
  });

  it.each<[string, Deduct, object]>([
    ['a duty that nothing is said of', { type: 'per-missing', points: 3, duty: 'meetings' }, {}],
    ['a duty that the profile lacks', { type: 'per-missing', points: 3, duty: 'nothing' }, { counts: { committeeMeetings: 0 } }],
    ['documents that nothing is said of', { type: 'per-late', points: 3, duties: ['half'] }, { filings: [{ kind: 'annual-report', doneOn: null }] }],
    ['counters that nothing is said of', { type: 'all-or-nothing', anyOf: ['contests'] }, { counts: { trainings: 0 } }],
    ['events that nothing is said of', { type: 'per-occurrence', of: [{ fact: 'breaches', points: 1 }] }, { absences: { staff: 3 } }],
    ['a rank that nothing is said of', { type: 'by-rank', bands: [{ upTo: 30, points: 5 }] }, {}],
    ['an item at discretion', { type: 'discretionary' }, { counts: { committeeMeetings: 0 } }],
  ])('leave %s to an assessor', (_what, deduct, facts) => {
    const { score } = compile(profileOf(sheet(item(1, 10, deduct))));
    const parsed = score.parse({ year: 2026, ...facts }, localDate('2027-01-15'));
    expect(parsed.ok && score.results(parsed.value)[0]!.computed).toBeNull();
  });

  it('are known where the records say that all is well', () => {
    const computed = (deduct: Deduct, facts: object) => {
      const { score } = compile(profileOf(sheet(item(1, 10, deduct))));
      const parsed = score.parse({ year: 2026, ...facts }, localDate('2027-01-15'));
      return parsed.ok ? score.results(parsed.value)[0]!.computed?.points : undefined;
    };
    expect(computed({ type: 'per-late', points: 3, duties: ['half'] }, { filings: [{ kind: 'half-year-summary', doneOn: '2026-07-01' }] })).toBe(10);
    expect(computed({ type: 'all-or-nothing', anyOf: ['contests'] }, { counts: { contests: 1 } })).toBe(10);
    expect(computed({ type: 'per-occurrence', of: [{ fact: 'breaches', points: 1 }] }, { breaches: 0 })).toBe(10);
  });
});

describe('facts that cannot be', () => {
  const refuse = refusing('score', sheet(item(1, 10, { type: 'discretionary' })));

  it.each<[object, string]>([
    [{}, 'facts.year'], [{ year: 2026, rank: { position: 3, of: 2 } }, 'facts.rank.position'], [{ year: 2026, rank: { position: 0, of: 2 } }, 'facts.rank.position'], [{ year: 2026, breaches: -1 }, 'facts.breaches'],
    [{ year: 2026, absences: { cook: 1 } }, 'facts.absences.cook'], [{ year: 2026, coverage: { tertiary: 1, covered: 1 } }, 'facts.coverage'],
  ])('are refused: %j', (facts, path) => {
    expect(refuse(facts).map(([p]) => p)).toEqual([path]);
  });

  it('of a text without a score sheet are all', () => {
    expect(refusing('score', {})({ year: 2026 })).toEqual([['facts', '本办法没有考核评分表，不能评分']]);
  });

  it('do not include the last of a ranking', () => {
    expect(refuse({ year: 2026, rank: { position: 2, of: 2 } })).toEqual([]);
  });
});
