import type { LocalDate } from '../kernel/local-date';

// A `date` column travels as a Date at midnight UTC; this is the one place where it is turned.

/** The calendar date of a `date` column. */
export const fromDb = (date: Date): LocalDate => date.toISOString().slice(0, 10) as LocalDate;

/** The same for a column that may be empty. */
export const fromDbOrNull = (date: Date | null): LocalDate | null => (date ? fromDb(date) : null);

/** A calendar date for a `date` column. */
export const toDb = (date: LocalDate): Date => new Date(`${date}T00:00:00Z`);
