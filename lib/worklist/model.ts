import { workingDaysBetween, type Calendar } from '../kernel/calendar';
import type { LocalDate } from '../kernel/local-date';

/** Kinds of work, as the filter of the list names them. */
export const WORK_KINDS = { roster: '名单', assessment: '年度考核', decision: '裁定', selection: '遴选', redetermination: '定期评估', application: '申报', panel: '评审', objection: '异议', handover: '交接', cycle: '周期届满', term: '换届', head: '人选出缺', account: '账号' } as const;
export type WorkKind = keyof typeof WORK_KINDS;

/** How urgent a thing is: overdue, within three working days, this month, whatever waits without a date, later. */
export const WORK_PERIODS = { late: '已超期', soon: '3个工作日内', month: '本月', waiting: '等待办理', later: '以后' } as const;
export type WorkPeriod = keyof typeof WORK_PERIODS;

/** One thing that somebody has to do, with the article that asks for it. */
export interface WorkItem {
  key: string;
  kind: WorkKind;
  /** Path below the jurisdiction's own. */
  href: string;
  /** Last day, inclusive; null where nothing sets one. */
  dueOn: LocalDate | null;
  title: string;
  subject: string;
  article: string;
  stage: string;
  /** The act in one word. */
  act: string;
  /** How much hangs on it, where no date orders it; the heaviest first. */
  weight?: number;
}

export interface WorkGroup {
  period: WorkPeriod;
  title: string;
  items: (WorkItem & { workingDays: number | null })[];
}

/** What the list is narrowed to; everything is optional. */
export interface WorkFilter {
  q?: string | undefined;
  kind?: WorkKind | undefined;
  period?: WorkPeriod | undefined;
}

const PERIODS = Object.keys(WORK_PERIODS) as WorkPeriod[];

/** Worst first, then soonest: by period, and within it by date. */
export function groupWork(items: readonly WorkItem[], today: LocalDate, calendar: Calendar): WorkGroup[] {
  const groups = new Map(PERIODS.map((period) => [period, { period, title: WORK_PERIODS[period], items: [] as WorkGroup['items'] }]));
  const dueOf = (item: WorkItem) => item.dueOn ?? '9999';
  const sorted = [...items].sort((a, b) => (dueOf(a) === dueOf(b) ? (b.weight ?? 0) - (a.weight ?? 0) : dueOf(a) < dueOf(b) ? -1 : 1));
  for (const item of sorted) {
    const workingDays = item.dueOn === null ? null : workingDaysBetween(calendar, today, item.dueOn);
    const period: WorkPeriod =
      item.dueOn === null ? 'waiting'
      : item.dueOn < today ? 'late'
      : workingDays! <= 3 ? 'soon'
      : item.dueOn.slice(0, 7) === today.slice(0, 7) ? 'month'
      : 'later';
    groups.get(period)!.items.push({ ...item, workingDays });
  }
  return [...groups.values()].filter((g) => g.items.length > 0);
}

/** The groups that a filter leaves, and how many of each period it leaves whatever period is chosen. */
export function filterWork(groups: readonly WorkGroup[], { q, kind, period }: WorkFilter): { groups: WorkGroup[]; counts: Partial<Record<WorkPeriod, number>>; total: number } {
  const word = q?.trim().toLowerCase() ?? '';
  const left = groups
    .map((g) => ({ ...g, items: g.items.filter((i) => (!kind || i.kind === kind) && (!word || `${i.title} ${i.subject}`.toLowerCase().includes(word))) }))
    .filter((g) => g.items.length > 0);
  return {
    groups: period ? left.filter((g) => g.period === period) : left,
    counts: Object.fromEntries(left.map((g) => [g.period, g.items.length])),
    total: left.reduce((n, g) => n + g.items.length, 0),
  };
}
