import { describe, expect, it } from 'vitest';
import { localDate } from '@/lib/kernel/local-date';
import { compile } from '@/lib/rulebook';
import { profileOf } from '@/tests/unit/one-rule';
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
