import { describe, expect, it } from 'vitest';
import { localDate } from '@/lib/kernel/local-date';
import { compile } from '@/lib/rulebook';
import { asking, profileOf, refusing } from '@/tests/unit/one-rule';
import { gradeByScore, gradesByProportion, isBetweenBands } from './grades';

const BY_SCORE = {
  article: 'annex', maximum: 100, printedTo: { qualified: 89 },
  bands: [{ grade: 'excellent', from: 90 }, { grade: 'qualified', from: 75 }, { grade: 'unqualified', from: 0 }],
};
const BY_PROPORTION = {
  article: '5',
  shares: [{ grade: 'excellent', percent: 30 }, { grade: 'qualified', percent: 50 }, { grade: 'unqualified', percent: 20 }],
};
const LIST = { article: '5', list: ['excellent', 'qualified', 'unqualified'] };
const profile = profileOf({ grades: { ...LIST, byScore: BY_SCORE, byProportion: BY_PROPORTION } });
const { grades } = compile(profile);

const ask = (scores: Record<string, number>) => {
  const parsed = grades.parse({ scores }, localDate('2027-01-15'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  return grades.answer(parsed.value);
};
const ranked = (scores: number[]) => [...gradesByProportion(profile, new Map(scores.map((s, i) => [`c${i + 1}`, s])))!.values()];

describe('the grade of a score', () => {
  it.each([
    [100, 'excellent'],
    [90, 'excellent'],
    [89.99, 'qualified'],
    [89, 'qualified'],
    [75, 'qualified'],
    [74.9, 'unqualified'],
    [0, 'unqualified'],
  ])('%d is %s', (score, grade) => {
    expect(gradeByScore(profile, score)).toBe(grade);
  });

  it.each([
    [90, false],
    [89.5, true],
    [89, false],
    [74.5, false],
  ])('%d lies between two printed bands: %s', (score, between) => {
    expect(isBetweenBands(profile, score)).toBe(between);
  });
});

describe('the grade of a rank', () => {
  it('of ten gives the exact edge to the better grade', () => {
    expect(ranked([100, 99, 98, 97, 96, 95, 94, 93, 92, 91])).toEqual([
      ...Array<string>(3).fill('excellent'), ...Array<string>(5).fill('qualified'), ...Array<string>(2).fill('unqualified'),
    ]);
  });

  it('of seven counts whole ranks: two, three, two', () => {
    expect(ranked([7, 6, 5, 4, 3, 2, 1])).toEqual(['excellent', 'excellent', 'qualified', 'qualified', 'qualified', 'unqualified', 'unqualified']);
  });

  it('is shared by equal scores at the better rank', () => {
    expect(ranked([90, 80, 70, 70, 60, 50, 40, 30, 30, 10])).toEqual([
      'excellent', 'excellent', 'excellent', 'excellent', 'qualified', 'qualified', 'qualified', 'qualified', 'qualified', 'unqualified',
    ]);
    expect(ranked([50, 50, 50])).toEqual(['qualified', 'qualified', 'qualified']);
  });

  it('does not depend on the order in which scores arrive', () => {
    expect(ranked([10, 100, 50])).toEqual(['unqualified', 'qualified', 'qualified']);
  });
});

describe("a year's grades", () => {
  it('stay open where score and proportion differ', () => {
    const answer = ask({ a: 95, b: 92, c: 91, d: 90 });
    expect(answer.verdict).toBe('warn');
    expect(answer.decision).toEqual({
      byScore: { a: 'excellent', b: 'excellent', c: 'excellent', d: 'excellent' },
      byProportion: { a: 'excellent', b: 'qualified', c: 'qualified', d: 'unqualified' },
      conflicts: ['b', 'c', 'd'],
    });
    expect(answer.findings).toMatchObject([{ rule: 'grades.conflict', severity: 'warn', article: '5', subjects: ['b', 'c', 'd'] }]);
  });

  it('are settled where both agree', () => {
    expect(ask({ a: 95, b: 91, c: 90, d: 89, e: 88, f: 87, g: 76, h: 75, i: 74, j: 10 })).toMatchObject({ verdict: 'ok', findings: [], decision: { conflicts: [] } });
  });

  it('warn of a score between two printed bands', () => {
    expect(ask({ a: 95, b: 91, c: 90, d: 89.5, e: 88, f: 87, g: 76, h: 75, i: 74, j: 10 }).findings).toMatchObject([{ rule: 'grades.between-bands', severity: 'warn', article: 'annex', subjects: ['d'] }]);
  });

  it('of no centre are empty', () => {
    expect(ask({})).toMatchObject({ verdict: 'ok', decision: { byScore: {}, byProportion: {}, conflicts: [] } });
  });

  it.each([[100.5], [-1], [Number.NaN]])('refuse a score of %d', (score) => {
    const parsed = grades.parse({ scores: { a: score } }, localDate('2027-01-15'));
    expect(!parsed.ok && parsed.refusal[0]!.path).toEqual(['scores', 'a']);
  });

  it('keep an id that means something to JavaScript', () => {
    const parsed = grades.parse(JSON.parse('{"scores": {"constructor": 95, "toString": 10}}'), localDate('2027-01-15'));
    expect(parsed.ok && Object.keys(grades.answer(parsed.value).decision.byScore!)).toEqual(['constructor', 'toString']);
  });

  it('are answered silent where the text has neither thresholds nor proportions', () => {
    const silent = compile(profileOf({ grades: { ...LIST, byScore: null, byProportion: null } })).grades;
    const parsed = silent.parse({ scores: { a: 50 } }, localDate('2027-01-15'));
    expect(parsed.ok && silent.answer(parsed.value)).toMatchObject({ verdict: 'ok', findings: [{ rule: 'grades.silent', severity: 'note' }], decision: { byScore: null, byProportion: null } });
  });

  it('by score alone leave proportions null', () => {
    const scoreOnly = compile(profileOf({ grades: { ...LIST, byScore: BY_SCORE, byProportion: null } })).grades;
    const parsed = scoreOnly.parse({ scores: { a: 50 } }, localDate('2027-01-15'));
    expect(parsed.ok && scoreOnly.answer(parsed.value).decision).toEqual({ byScore: { a: 'unqualified' }, byProportion: null, conflicts: [] });
  });
});

describe('what is said of a whole year', () => {
  const BANDS = [{ grade: 'excellent', from: 90 }, { grade: 'qualified', from: 75 }, { grade: 'unqualified', from: 0 }];
  const SHARES = [{ grade: 'excellent', percent: 30 }, { grade: 'qualified', percent: 50 }, { grade: 'unqualified', percent: 20 }];
  const list = ['excellent', 'qualified', 'unqualified'];
  const both = { grades: { article: '5', list, byScore: { article: 'annex', maximum: 100, bands: BANDS, printedTo: { qualified: 89 } }, byProportion: { article: '5(1)', shares: SHARES } } };

  it('names every score between two bands, and every conflict with both grades', () => {
    const { findings } = asking('grades', both)({ scores: { a: 89.5, b: 89.2, c: 95, d: 80 } });
    expect(findings.map((f) => f.message)).toEqual([
      '1个中心按分数与按比例所得等次不同（d：合格／不合格）；由主管部门为全年选定一种办法并说明理由', '2个分数落在两个分数段之间（89.5、89.2分），按未达到上一等次的下限认定',
    ]);
    expect(findings.map((f) => [f.rule, f.article, f.subjects])).toEqual([['grades.conflict', '5(1)', ['d']], ['grades.between-bands', 'annex', ['a', 'b']]]);
  });

  it('is by score alone, or by proportion alone, where the text has only one', () => {
    const byScore = asking('grades', { grades: { ...both.grades, byProportion: null } })({ scores: { a: 89.5, b: 10 } });
    expect([byScore.decision, byScore.findings.length]).toEqual([{ byScore: { a: 'qualified', b: 'unqualified' }, byProportion: null, conflicts: [] }, 1]);
    const byRank = asking('grades', { grades: { ...both.grades, byScore: null } })({ scores: { a: 89.5, b: 10 } });
    expect([byRank.decision, byRank.findings]).toEqual([{ byScore: null, byProportion: { a: 'qualified', b: 'unqualified' }, conflicts: [] }, []]);
  });

  it('is silent where it has neither', () => {
    const over = { grades: { article: '5', list, byScore: null, byProportion: null }, silent: [{ question: 'grades', note: '未规定', article: '5' }] };
    expect(asking('grades', over)({ scores: { a: 1 } })).toMatchObject({ verdict: 'ok', findings: [{ rule: 'grades.silent', article: '5' }], decision: { byScore: null, byProportion: null, conflicts: null } });
    expect(asking('grades', {})({ scores: {} }).findings).toMatchObject([{ rule: 'grades.silent', article: '9' }]);
  });

  it('takes names of any length but none', () => {
    const refuse = refusing('grades', both);
    expect(refuse({ scores: { 'a-long-name': 1, b: 100 } })).toEqual([]);
    expect(refuse({ scores: { '': 1 } })).toHaveLength(1);
    expect(refuse({ scores: { a: 100.5 } }).map(([path]) => path)).toEqual(['facts.scores.a']);
    expect(refuse({ scores: { a: -1 } }).map(([path]) => path)).toEqual(['facts.scores.a']);
  });

  it('whose shares do not reach the last leaves it the worst grade', () => {
    const short = { grades: { ...both.grades, byScore: null, byProportion: { article: '5', shares: [{ grade: 'excellent', percent: 10 }, { grade: 'qualified', percent: 10 }, { grade: 'unqualified', percent: 10 }] } } };
    expect(asking('grades', short)({ scores: { a: 3, b: 2, c: 1 } }).decision.byProportion).toEqual({ a: 'unqualified', b: 'unqualified', c: 'unqualified' });
  });
});

describe('a profile without grades', () => {
  it('gives none', () => {
    const profile = profileOf({ grades: null });
    expect([gradeByScore(profile, 50), gradesByProportion(profile, new Map([['a', 1]])), isBetweenBands(profile, 50)]).toEqual([null, null, false]);
  });

  it('of scores gives none by score, and without a printed edge nothing lies between', () => {
    const bands = [{ grade: 'good', from: 60 }, { grade: 'unqualified', from: 10 }];
    const bare = profileOf({ grades: { article: '5', list: ['good', 'unqualified'], byScore: { article: '5', maximum: 100, bands }, byProportion: null } });
    expect([gradeByScore(bare, 60), gradeByScore(bare, 59), gradeByScore(bare, 5), isBetweenBands(bare, 59.5)]).toEqual(['good', 'unqualified', 'unqualified', false]);
    expect(gradesByProportion(bare, new Map([['a', 1]]))).toBeNull();
    const printed = profileOf({ grades: { article: '5', list: ['good', 'unqualified'], byScore: { article: '5', maximum: 100, bands, printedTo: { unqualified: 58 } }, byProportion: null } });
    expect([58, 58.5, 59.9, 60, 99].map((score) => isBetweenBands(printed, score))).toEqual([false, true, true, false, false]);
  });
});
