import { workingDaysBetween, type Calendar } from '../kernel/calendar';
import type { LocalDate } from '../kernel/local-date';

/** One thing that somebody has to do, with the article that asks for it. */
export interface WorkItem {
  key: string;
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
  title: string;
  items: (WorkItem & { workingDays: number | null })[];
}

/** Worst first, then soonest: overdue, within three working days, this month, whatever waits without a date, later. */
export function groupWork(items: readonly WorkItem[], today: LocalDate, calendar: Calendar): WorkGroup[] {
  const groups: WorkGroup[] = ['已超期', '3 个工作日内', '本月', '等待办理', '以后'].map((title) => ({ title, items: [] }));
  const dueOf = (item: WorkItem) => item.dueOn ?? '9999';
  const sorted = [...items].sort((a, b) => (dueOf(a) === dueOf(b) ? (b.weight ?? 0) - (a.weight ?? 0) : dueOf(a) < dueOf(b) ? -1 : 1));
  for (const item of sorted) {
    const workingDays = item.dueOn === null ? null : workingDaysBetween(calendar, today, item.dueOn);
    const at =
      item.dueOn === null ? 3
      : item.dueOn < today ? 0
      : workingDays! <= 3 ? 1
      : item.dueOn.slice(0, 7) === today.slice(0, 7) ? 2
      : 4;
    groups[at]!.items.push({ ...item, workingDays });
  }
  return groups.filter((g) => g.items.length > 0);
}
