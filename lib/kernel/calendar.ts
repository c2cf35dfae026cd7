import { addDays, daysInMonth, type LocalDate, weekdayOf, yearOf, dateOf } from './local-date';

/** One year of the State Council's holiday notice; keys are `MM-DD`, values the holiday's name. */
export interface CalendarYear {
  /** Days off, weekends inside a holiday included. */
  off: Readonly<Record<string, string>>;
  /** Weekend days worked in exchange. */
  work: Readonly<Record<string, string>>;
}

/** The published years; a year that is missing is computed with plain weekends, and every user of it must say so. */
export interface Calendar {
  years: Readonly<Record<number, CalendarYear>>;
}

/** Whether the holiday notice of the date's year is known. */
export const isPublished = (calendar: Calendar, date: LocalDate): boolean => yearOf(date) in calendar.years;

/** Whether offices work on that day; plain weekends in a year without a notice. */
export function isWorkingDay(calendar: Calendar, date: LocalDate): boolean {
  const year = calendar.years[yearOf(date)];
  const key = date.slice(5);
  if (year && key in year.work) return true;
  if (year && key in year.off) return false;
  return weekdayOf(date) % 6 !== 0;
}

/** Name of the holiday, or 调休 for a worked weekend day; null on an ordinary day. */
export function dayName(calendar: Calendar, date: LocalDate): string | null {
  const year = calendar.years[yearOf(date)];
  return year?.off[date.slice(5)] ?? (year && date.slice(5) in year.work ? '调休' : null);
}

/** The date itself if offices work on it, otherwise the next day on which they do. */
export function nextWorkingDay(calendar: Calendar, date: LocalDate): LocalDate {
  let day = date;
  while (!isWorkingDay(calendar, day)) day = addDays(day, 1);
  return day;
}

/** The `count`-th working day after `date`, which is not counted itself; count of at least 1. */
export function addWorkingDays(calendar: Calendar, date: LocalDate, count: number): LocalDate {
  let day = date;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return day;
}

/** Working days after `from` up to and including `to`; negative when `to` is earlier. */
export function workingDaysBetween(calendar: Calendar, from: LocalDate, to: LocalDate): number {
  if (to < from) return -workingDaysBetween(calendar, to, from);
  let count = 0;
  for (let day = from; day < to; ) {
    day = addDays(day, 1);
    if (isWorkingDay(calendar, day)) count += 1;
  }
  return count;
}

/** All days of a month (1 to 12). */
export const daysOfMonth = (year: number, month: number): LocalDate[] =>
  Array.from({ length: daysInMonth(year, month) }, (_, i) => dateOf(year, month, i + 1));
