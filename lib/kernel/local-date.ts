/**
 * A calendar date of the jurisdiction (Asia/Shanghai), `YYYY-MM-DD`, years 1900 to 2199.
 * Strings of this form sort as dates do, so they are compared with `<` and `===`.
 */
export type LocalDate = string & { readonly __localDate: unique symbol };

const SHAPE = /^(19|20|21)\d\d-\d\d-\d\d$/;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Days of a month (1 to 12). */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0);

/** Whether a text is a date that exists. */
export function isLocalDate(text: unknown): text is LocalDate {
  if (typeof text !== 'string' || !SHAPE.test(text)) return false;
  const day = dayOf(text);
  return day >= 1 && day <= daysInMonth(yearOf(text), monthOf(text));
}

/** The date of a text; throws a RangeError on anything that is not one (for constants, not for input). */
export function localDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new RangeError(`not a date: ${text}`);
  return text;
}

export const yearOf = (date: string): number => Number(date.slice(0, 4));
export const monthOf = (date: string): number => Number(date.slice(5, 7));
export const dayOf = (date: string): number => Number(date.slice(8, 10));

/** The date of year, month (1 to 12) and day, which must exist. */
export function dateOf(year: number, month: number, day: number): LocalDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as LocalDate;
}

const toUtc = (date: string) => Date.UTC(yearOf(date), monthOf(date) - 1, dayOf(date));

/** The date `days` later (earlier if negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(toUtc(date) + days * 86_400_000).toISOString().slice(0, 10) as LocalDate;
}

/** The same day `months` later (earlier if negative); a day that does not exist becomes the last of its month. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const index = yearOf(date) * 12 + monthOf(date) - 1 + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  return dateOf(year, month, Math.min(dayOf(date), daysInMonth(year, month)));
}

/** The same day `years` later (earlier if negative); 29 February becomes the 28th where there is none. */
export const addYears = (date: LocalDate, years: number): LocalDate => addMonths(date, years * 12);

/** Days from `from` to `to`, negative if `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => (toUtc(to) - toUtc(from)) / 86_400_000;

/** 0 Sunday to 6 Saturday. */
export const weekdayOf = (date: LocalDate): number => new Date(toUtc(date)).getUTCDay();

/** Completed years from `from` to `on` (age at a date); the day itself completes the year. */
export function completedYears(from: LocalDate, on: LocalDate): number {
  let years = yearOf(on) - yearOf(from);
  if (addYears(from, years) > on) years -= 1;
  return years;
}
