// The order of the defence, drawn by lot so that anybody can repeat the draw.

/** How the order of the defence came about. */
export interface Defence {
  how: 'draw' | 'hand';
  /** ISO instant. */
  at: string;
  byName: string;
  /** Of a draw: sha256 of the round's number, a space, and `at`. */
  seed?: string | undefined;
  /** Of an order by hand. */
  reason?: string | undefined;
}

/** The seed of a draw. `sha256` gives hexadecimal. */
export const drawSeed = (number: string, at: string, sha256: (text: string) => string): string => sha256(`${number} ${at}`);

/** Receipts in the order of the lots: each gets the sha256 of the seed, a space and itself, and the smallest comes first. */
export const drawOrder = (receipts: readonly string[], seed: string, sha256: (text: string) => string): string[] =>
  receipts.map((receipt) => ({ receipt, lot: sha256(`${seed} ${receipt}`) })).sort((a, b) => (a.lot < b.lot ? -1 : 1)).map(({ receipt }) => receipt);
