import type { Post } from '../glossary';
import { addDays, addYears, type LocalDate } from '../kernel/local-date';

// Terms, vacancies and the next change of term are derived from dated rows, never typed.

/** An appointment as it is kept: half-open, `validTo` is the first day on which it no longer holds. */
export interface DatedSeat {
  personId: string;
  posts: readonly Post[];
  validFrom: LocalDate;
  validTo: LocalDate | null;
}

/** One cohort of a body with its seats. */
export interface Cohort {
  cohort: number;
  termFrom: LocalDate;
  /** Last day of the term by the rules, inclusive. */
  termTo: LocalDate | null;
  /** Last day in fact, inclusive. */
  endedOn: LocalDate | null;
  seats: readonly DatedSeat[];
}

/** Whether a seat is held on a day. */
export const holdsOn = (seat: Pick<DatedSeat, 'validFrom' | 'validTo'>, on: LocalDate): boolean =>
  seat.validFrom <= on && (seat.validTo === null || seat.validTo > on);

/** The seats held on a day. */
export const rosterOn = <S extends DatedSeat>(seats: readonly S[], on: LocalDate): S[] => seats.filter((s) => holdsOn(s, on));

/** The post that ranks highest in a list of a body's posts. */
export const leadingPost = (posts: readonly Post[], order: readonly Post[]): Post =>
  order.find((post) => posts.includes(post)) ?? posts[0]!;

/**
 * Terms that a person served in one post before a cohort: full ones, parts of one, and full ones directly before.
 * A term is full if the seat was held from its first to its last day.
 */
export function termsBefore(cohorts: readonly Cohort[], personId: string, post: Post, before: number): { full: number; partial: number; consecutive: number } {
  const earlier = cohorts.filter((c) => c.cohort < before).sort((a, b) => b.cohort - a.cohort);
  let full = 0;
  let partial = 0;
  let consecutive = 0;
  let unbroken = true;
  let expected = before - 1;
  for (const cohort of earlier) {
    const seats = cohort.seats.filter((s) => s.personId === personId && s.posts.includes(post)).sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
    const last = cohort.endedOn ?? cohort.termTo;
    // A change of other posts closes one row and opens the next; rows that meet count as one.
    const first = seats[0];
    let to = first?.validTo ?? null;
    for (const seat of seats.slice(1)) if (seat.validFrom === to) to = seat.validTo;
    const isFull = first !== undefined && first.validFrom <= cohort.termFrom && (to === null || last === null || to > last);
    if (isFull) full += 1;
    else if (seats.length > 0) partial += 1;
    unbroken &&= isFull && cohort.cohort === expected;
    if (unbroken) consecutive += 1;
    expected -= 1;
  }
  return { full, partial, consecutive };
}

/** The last day of a term of so many years that begins on a day. */
export const lastDayOfTerm = (from: LocalDate, years: number): LocalDate => addDays(addYears(from, years), -1);
