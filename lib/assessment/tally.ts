import { plainDigits, runningTotal, type RunningTotal } from '../kernel/points';

// The running total of a sheet that is being filled in. Pure and small: it runs in the browser too.

/** An item as the running total looks at it. */
export interface TallyItem {
  number: number;
  points: number;
}

/** The points that a text means, to one decimal at most; null if it means none. */
export function readPoints(text: string): number | null {
  const plain = plainDigits(text);
  return /^\d{1,4}(\.\d)?$/.test(plain) ? Number(plain) : null;
}

/** What stands in a sheet so far. `typed` is by field: `points-1`. */
export const tally = (items: readonly TallyItem[], typed: Readonly<Record<string, string>>): RunningTotal => runningTotal(items.map(({ number, points }) => ({ key: number, points })), typed, readPoints);
