import { ROAD_WORDS } from '../glossary';
import type { Conflict } from './conflict';

// What a round still lacks before its next phase, in words. The page shows all of it, the mutation refuses with the first.

/** Applications that nobody has reviewed, and a round in which nobody is left, in the words of its road. */
export function reviewFaults(applicants: readonly { state: string }[], road: keyof typeof ROAD_WORDS): { left: string | null; none: string | null } {
  const { entry, round } = ROAD_WORDS[road];
  const left = applicants.filter((a) => a.state === 'submitted').length;
  return {
    left: left > 0 ? `还有${left}份${entry}没有审核` : null,
    none: applicants.some((a) => a.state === 'eligible') ? null : `没有符合条件的${entry}，不能进入下一步；可以终止${round}`,
  };
}

/** Accepted members who have to step back; each with what bars him from the round. */
export function barredFaults(accepted: readonly { name: string; conflicts: readonly Conflict[] }[]): string[] {
  const barred = accepted.filter((m) => m.conflicts.length > 0);
  return barred.length > 0 ? [`有评委应当回避，请先办理回避并补足评委：${barred.map((m) => `${m.name}${m.conflicts[0]!.note}`).join('；')}`] : [];
}

/** What a panel of so many accepted members lacks to begin. */
export function beginFaults(size: number, accepted: readonly { name: string; conflicts: readonly Conflict[] }[]): string[] {
  return [
    ...barredFaults(accepted),
    ...(accepted.length < size ? [`方案需要评委${size}人，现有${accepted.length}人接受邀请，还差${size - accepted.length}人`] : []),
  ];
}

/** What a panel lacks to end: members below the size of the plan, and sheets that are owed. */
export function endFaults(size: number, applications: number, accepted: readonly { name: string; submitted: number }[]): string[] {
  const owing = accepted.filter((m) => m.submitted < applications);
  return [
    ...(accepted.length < size ? [`有评委回避，现只有${accepted.length}人，方案需要${size}人；请补充邀请${size - accepted.length}人评分后再结束`] : []),
    ...(owing.length > 0 ? [`评分还没有全部提交：${owing.map((m) => `${m.name}尚缺${applications - m.submitted}份`).join('，')}`] : []),
  ];
}
