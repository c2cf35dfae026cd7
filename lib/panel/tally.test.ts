import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tally, type TallyRubric, type TallySheet } from './tally';

const rubric = (over: Partial<TallyRubric> = {}): TallyRubric => ({ items: [{ id: 'a', points: 60 }, { id: 'b', points: 40 }], aggregate: 'mean', outlierPercent: 20, ...over });
const sheet = (memberId: string, total: number, veto: string | null = null): TallySheet => ({ memberId, total, veto, items: { a: { points: Math.min(60, total) }, b: { points: Math.max(0, total - 60) } } });
const sheets = (...totals: number[]) => totals.map((t, i) => sheet(`m${i}`, t));
const one = (r: TallyRubric, ...totals: number[]) => tally(r, [{ applicationId: 'x', sheets: sheets(...totals) }])[0]!;

describe('a tally', () => {
  it('takes the mean, to two decimals half up', () => {
    expect(one(rubric(), 80, 81, 81).score).toBe(80.67);
    expect(one(rubric(), 80, 80.5).score).toBe(80.25);
    // 80.125 exactly.
    expect(one(rubric(), 80, 80, 80, 80, 80, 80, 80.5, 80.5).score).toBe(80.13);
  });

  it('drops exactly one highest and one lowest from a trimmed mean', () => {
    const trimmed = one(rubric({ aggregate: 'trimmed-mean' }), 90, 90, 70, 60, 60);
    expect(trimmed.score).toBe(73.33);
    expect(trimmed.marks.map((m) => m.dropped)).toEqual([null, 'highest', null, 'lowest', null]);
    expect(one(rubric({ aggregate: 'trimmed-mean' }), 80, 80, 80).marks.filter((m) => m.dropped)).toHaveLength(2);
    // Too few to drop any.
    expect(one(rubric({ aggregate: 'trimmed-mean' }), 80, 60).score).toBe(70);
  });

  it('flags a total that lies further from the median than the share allows, not one that lies at it', () => {
    const flags = (...totals: number[]) => one(rubric(), ...totals).marks.map((m) => m.outlier);
    expect(flags(80, 80, 60)).toEqual([false, false, false]);
    expect(flags(80, 80, 59.5)).toEqual([false, false, true]);
    expect(flags(60, 60, 80)).toEqual([false, false, false]);
    expect(flags(60, 60, 80.5)).toEqual([false, false, true]);
    // Between two middle ones.
    expect(flags(70, 71, 90.5, 50.5)).toEqual([false, false, false, false]);
    expect(flags(70, 71, 91, 50.5)).toEqual([false, false, true, false]);
    // Of the full points, not of 100.
    expect(tally(rubric({ items: [{ id: 'a', points: 50 }] }), [{ applicationId: 'x', sheets: sheets(40, 40, 29.5) }])[0]!.marks.map((m) => m.outlier)).toEqual([false, false, true]);
  });

  it('ranks the best first; equal scores share a rank and the next is skipped', () => {
    const ranked = tally(rubric(), [{ applicationId: 'x', sheets: sheets(70, 80) }, { applicationId: 'y', sheets: sheets(90, 90) }, { applicationId: 'z', sheets: sheets(75, 75) }, { applicationId: 'w', sheets: sheets(10) }]);
    expect(ranked.map((s) => [s.applicationId, s.rank])).toEqual([['y', 1], ['x', 2], ['z', 2], ['w', 4]]);
  });

  it('counts vetoes and leaves the rank to the points', () => {
    const [first] = tally(rubric(), [{ applicationId: 'x', sheets: [sheet('m0', 90, '造假'), sheet('m1', 90)] }, { applicationId: 'y', sheets: sheets(80, 80) }]);
    expect(first).toMatchObject({ applicationId: 'x', rank: 1, vetoes: 1 });
    expect(first!.marks.map((m) => m.veto)).toEqual(['造假', null]);
  });

  it('gives the mean of each item over every sheet', () => {
    expect(one(rubric({ aggregate: 'trimmed-mean' }), 100, 60, 60).itemMeans).toEqual({ a: 60, b: 13.33 });
  });

  it('leaves out an application without sheets', () => {
    expect(tally(rubric(), [{ applicationId: 'x', sheets: [] }])).toEqual([]);
  });

  it('agrees with a plain second count', () => {
    const halves = fc.integer({ min: 0, max: 200 }).map((n) => n / 2);
    fc.assert(fc.property(fc.array(fc.array(halves, { minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 6 }), fc.constantFrom('mean' as const, 'trimmed-mean' as const), fc.integer({ min: 5, max: 50 }), (totals, aggregate, outlierPercent) => {
      const result = tally(rubric({ aggregate, outlierPercent }), totals.map((t, i) => ({ applicationId: `a${i}`, sheets: sheets(...t) })));
      const plain = totals.map((t) => {
        const sorted = [...t].sort((a, b) => a - b);
        const counted = aggregate === 'trimmed-mean' && t.length > 2 ? sorted.slice(1, -1) : sorted;
        // In exact fractions of halves: a decimal text, rounded as one does by hand.
        const sum = BigInt(counted.reduce((a, b) => a + b * 2, 0)) * 5000n;
        const tenThousandths = sum / BigInt(counted.length);
        return Number((tenThousandths + 50n) / 100n) / 100;
      });
      for (const [i, score] of plain.entries()) {
        const s = result.find((r) => r.applicationId === `a${i}`)!;
        expect(s.score).toBe(score);
        expect(s.rank).toBe(1 + plain.filter((p) => p > score).length);
        const sorted = [...totals[i]!].sort((a, b) => a - b);
        const middle = sorted.length % 2 ? sorted[(sorted.length - 1) / 2]! : (sorted[sorted.length / 2 - 1]! + sorted[sorted.length / 2]!) / 2;
        expect(s.marks.map((m) => m.outlier)).toEqual(totals[i]!.map((t) => Math.abs(t - middle) > outlierPercent));
      }
    }), { numRuns: 500 });
  });
});
