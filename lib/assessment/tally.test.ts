import { describe, expect, it } from 'vitest';
import { readPoints, tally } from './tally';

const ITEMS = [{ number: 1, points: 3 }, { number: 2, points: 5 }, { number: 3, points: 2 }];

describe('points as they are typed', () => {
  it.each([['3', 3], [' 2.5 ', 2.5], ['３．５', 3.5], ['4。5', 4.5], ['0', 0]])('%s is %d', (text, points) => expect(readPoints(text)).toBe(points));
  it.each(['', '二', '2.55', '-1', '1e1', '12345'])('%j is none', (text) => expect(readPoints(text)).toBeNull());
});

describe('the running total', () => {
  it('counts what is scored and adds it up without losing tenths', () => {
    expect(tally(ITEMS, {})).toEqual({ scored: 0, total: 0, wrong: 0 });
    expect(tally(ITEMS, { 'points-1': '0.1', 'points-2': '0.2', 'points-3': '' })).toEqual({ scored: 2, total: 0.3, wrong: 0 });
  });

  it('leaves out what is no score of the item, and says how many', () => {
    expect(tally(ITEMS, { 'points-1': '4', 'points-2': '五', 'points-3': '２' })).toEqual({ scored: 1, total: 2, wrong: 2 });
  });
});
