import { addMonths, type LocalDate } from '../kernel/local-date';
import type { Profile } from '../regulation/profile';

/** What has determined a centre's host so far; null where it has not happened. */
export interface Determined {
  /** First day of the host who has the centre now. */
  hostSince: LocalDate | null;
  /** Day of the newest decision by which the host stays. */
  decidedOn: LocalDate | null;
  /** Day of the newest redetermination by which he goes on. */
  continuedOn: LocalDate | null;
}

/**
 * When a host was determined last, and the last day, inclusive, on which it has to be determined anew; null where the text asks for
 * nothing, or where there is no host.
 */
export function redeterminationDue({ redetermination }: Profile, { hostSince, decidedOn, continuedOn }: Determined): { last: LocalDate; due: LocalDate } | null {
  if (!redetermination || !hostSince) return null;
  const last = [hostSince, decidedOn, continuedOn].reduce<LocalDate>((newest, day) => (day && day > newest ? day : newest), hostSince);
  return { last, due: addMonths(last, redetermination.everyMonths) };
}
