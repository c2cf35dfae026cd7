// The running total of a sheet that is being filled in. Pure and small: it runs in the browser too.

/** An item as the running total looks at it. */
export interface TallyItem {
  number: number;
  points: number;
}

/** Digits and the point as a Chinese keyboard may give them, as plain ones. */
export const plainDigits = (text: string): string => text.replace(/[０-９]/g, (d) => String.fromCharCode(d.charCodeAt(0) - 0xfee0)).replace(/[．。]/g, '.').trim();

/** The points that a text means, to one decimal at most; null if it means none. */
export function readPoints(text: string): number | null {
  const plain = plainDigits(text);
  return /^\d{1,4}(\.\d)?$/.test(plain) ? Number(plain) : null;
}

/** How many items are scored, what they come to, and how many hold what is no score of theirs. `typed` is by field: `points-1`. */
export function tally(items: readonly TallyItem[], typed: Readonly<Record<string, string>>): { scored: number; total: number; wrong: number } {
  let scored = 0;
  let tenths = 0;
  let wrong = 0;
  for (const { number, points: most } of items) {
    const text = typed[`points-${number}`] ?? '';
    if (text.trim() === '') continue;
    const points = readPoints(text);
    if (points === null || points > most) wrong += 1;
    else {
      scored += 1;
      tenths += Math.round(points * 10);
    }
  }
  return { scored, total: tenths / 10, wrong };
}
