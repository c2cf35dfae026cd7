// What the sheets of a panel come to. Counted in hundredths of a point, so that no rounding of the machine moves a rank.

/** A rubric as the tally looks at it; points are the full points of an item. */
export interface TallyRubric {
  items: readonly { id: string; points: number }[];
  aggregate: 'mean' | 'trimmed-mean';
  /** A total that lies further from the median than this share of the full points is flagged, in percent. */
  outlierPercent: number;
}

/** A submitted sheet. */
export interface TallySheet {
  memberId: string;
  items: Readonly<Record<string, { points: number }>>;
  total: number;
  veto: string | null;
}

/** One assessor's total for one application. */
export interface Mark {
  memberId: string;
  total: number;
  /** Left out of a trimmed mean, as the highest or the lowest. */
  dropped: 'highest' | 'lowest' | null;
  outlier: boolean;
  veto: string | null;
}

/** What the sheets of one application come to. */
export interface Standing {
  applicationId: string;
  /** Equal scores share a rank, and the next one is skipped. */
  rank: number;
  /** To two decimals, half up. */
  score: number;
  median: number;
  marks: Mark[];
  /** Mean of each item over every sheet, those left out of a trimmed mean included; to two decimals. */
  itemMeans: Record<string, number>;
  vetoes: number;
}

const hundredths = (points: number): number => Math.round(points * 100);

/** A sum over a count, rounded half up; both whole and not negative. */
const halfUp = (sum: number, count: number): number => Math.floor((2 * sum + count) / (2 * count));

/** Ranks applications by what their sheets come to, the best first; each has at least one sheet. Equal scores stand in the order given. */
export function tally(rubric: TallyRubric, applications: readonly { applicationId: string; sheets: readonly TallySheet[] }[]): Standing[] {
  const full = rubric.items.reduce((sum, item) => sum + hundredths(item.points), 0);
  const standings = applications.filter(({ sheets }) => sheets.length > 0).map(({ applicationId, sheets }) => {
    const totals = sheets.map((s) => hundredths(s.total));
    const order = totals.map((_, i) => i).sort((a, b) => totals[a]! - totals[b]! || a - b);
    // Exactly one of each, also where several are equal; what is left must be something.
    const trims = rubric.aggregate === 'trimmed-mean' && totals.length >= 3;
    const [lowest, highest] = trims ? [order[0], order.at(-1)] : [undefined, undefined];
    const counted = totals.filter((_, i) => i !== lowest && i !== highest);
    const n = totals.length;
    /** Twice the median, which is whole. */
    const median2 = totals[order[(n - 1) >> 1]!]! + totals[order[n >> 1]!]!;
    return {
      applicationId,
      rank: 0,
      score: halfUp(counted.reduce((a, b) => a + b, 0), counted.length) / 100,
      median: halfUp(median2, 2) / 100,
      marks: sheets.map((s, i): Mark => ({
        memberId: s.memberId,
        total: s.total,
        dropped: i === highest ? 'highest' : i === lowest ? 'lowest' : null,
        outlier: Math.abs(2 * totals[i]! - median2) * 100 > 2 * full * rubric.outlierPercent,
        veto: s.veto,
      })),
      itemMeans: Object.fromEntries(rubric.items.map(({ id }) => [id, halfUp(sheets.reduce((sum, s) => sum + hundredths(s.items[id]?.points ?? 0), 0), n) / 100])),
      vetoes: sheets.filter((s) => s.veto !== null).length,
    };
  });
  standings.sort((a, b) => b.score - a.score);
  for (const [i, s] of standings.entries()) s.rank = i > 0 && standings[i - 1]!.score === s.score ? standings[i - 1]!.rank : i + 1;
  return standings;
}
