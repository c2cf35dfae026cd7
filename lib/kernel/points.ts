// Points as they are typed into a sheet, and what they come to. Pure and small: it runs in the browser too.

/** Digits and the point as a Chinese keyboard may give them, as plain ones. */
export const plainDigits = (text: string): string => text.replace(/[０-９]/g, (d) => String.fromCharCode(d.charCodeAt(0) - 0xfee0)).replace(/[．。]/g, '.').trim();

export interface RunningTotal {
  scored: number;
  /** To one decimal. */
  total: number;
  /** How many items hold what is no score of theirs. */
  wrong: number;
}

/** What stands in a sheet so far. `typed` is by field, `points-<key>`; `read` gives the points that a text means, or null. */
export function runningTotal(items: readonly { key: string | number; points: number }[], typed: Readonly<Record<string, string>>, read: (text: string) => number | null): RunningTotal {
  let scored = 0;
  let tenths = 0;
  let wrong = 0;
  for (const { key, points: most } of items) {
    const text = typed[`points-${key}`] ?? '';
    if (text.trim() === '') continue;
    const points = read(text);
    if (points === null || points > most) wrong += 1;
    else {
      scored += 1;
      tenths += Math.round(points * 10);
    }
  }
  return { scored, total: tenths / 10, wrong };
}
