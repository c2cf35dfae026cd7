import type { Grade } from '../glossary';
import { dateOf, yearOf, type LocalDate } from '../kernel/local-date';

/** One year of a hosting period as its strip shows it; `grade` is null where there is no confirmed result. */
export interface StripYear {
  year: number;
  grade: Grade | null;
  /** Whether a result may still come. */
  open: boolean;
}

/** The calendar years whose last day falls into a period: a full cycle of four years has exactly four. */
export function yearsWithin(from: LocalDate, to: LocalDate): number[] {
  const years: number[] = [];
  for (let year = yearOf(from); dateOf(year, 12, 31) <= to; year += 1) years.push(year);
  return years;
}

/**
 * The years of a hosting period: those with a result, and those of the period that are still without one. A period without a
 * last day shows its newest results and the year that is being assessed.
 */
export function stripYears(results: readonly { year: number; grade: Grade | null }[], period: { startsOn: LocalDate; dueToEndOn: LocalDate | null; endedOn?: LocalDate | null }, most: number): StripYear[] {
  const gradeOf = new Map(results.map((r) => [r.year, r.grade]));
  const newest = Math.max(0, ...results.filter((r) => r.grade !== null).map((r) => r.year));
  const expected = period.dueToEndOn ? yearsWithin(period.startsOn, period.endedOn ?? period.dueToEndOn) : [];
  const all = [...new Set([...gradeOf.keys(), ...expected])].sort((a, b) => a - b);
  // A result may have been counted to another year of the cycle than the calendar would; the cycle has no more years for that.
  const known = all.filter((y) => gradeOf.get(y));
  const rest = all.filter((y) => !gradeOf.get(y));
  const shown = [...known.slice(-most), ...rest.slice(0, Math.max(0, most - known.length))].sort((a, b) => a - b);
  return shown.map((year) => ({ year, grade: gradeOf.get(year) ?? null, open: year > newest && !period.endedOn }));
}
