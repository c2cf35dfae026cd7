import type { Profile } from '../regulation/profile';

/** What an assessor entered for one item of the sheet. */
export interface ItemScore {
  points: number;
  reason?: string | undefined;
}

/** Points entered, by item number. */
export type SheetScores = Readonly<Record<string, ItemScore>>;

/** The items of a profile's score sheet in order; empty without a sheet. */
export const itemsOf = (profile: Profile) => (profile.scoreSheet?.sections ?? []).flatMap((s) => s.items);

/** The total of a sheet, to one decimal. */
export const totalOf = (scores: SheetScores): number => Math.round(Object.values(scores).reduce((n, s) => n + s.points, 0) * 10) / 10;

/** What is missing or wrong before a sheet can be handed in, by form field. */
export function sheetFaults(profile: Profile, scores: SheetScores): Record<string, string[]> {
  const faults: Record<string, string[]> = {};
  for (const item of itemsOf(profile)) {
    const score = scores[item.number];
    if (!score) faults[`points-${item.number}`] = [`第${item.number}项未评分`];
    else if (score.points < 0 || score.points > item.points) faults[`points-${item.number}`] = [`第${item.number}项应在 0 至 ${item.points} 分之间，现为 ${score.points} 分`];
    else if (score.points < item.points && !score.reason?.trim()) faults[`reason-${item.number}`] = [`第${item.number}项扣 ${Math.round((item.points - score.points) * 10) / 10} 分，请写明理由`];
  }
  return faults;
}
