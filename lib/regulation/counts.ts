import { z } from 'zod';
import { COUNTERS, FILINGS, type Counter, type Filing } from '../glossary';
import { localDate, monthOf, yearOf, type LocalDate } from '../kernel/local-date';
import { dateSchema, keys } from './cited';
import type { Duty } from './duty';

// What a year is counted by, shared by the questions `year` and `score`.

const number = z.int().min(0).max(1_000_000);

/** Facts of a year that both questions take. */
export const yearFacts = {
  year: z.int().min(1990).max(2199),
  counts: z.strictObject(Object.fromEntries(Object.keys(COUNTERS).map((name) => [name, number.optional()])) as Record<Counter, z.ZodOptional<typeof number>>).default({}),
  caseChecks: z.array(dateSchema).max(10_000).optional(),
  filings: z.array(z.strictObject({ kind: keys(FILINGS), doneOn: dateSchema.nullable() })).max(1000).default([]),
};
export type Counts = Partial<Record<Counter, number | undefined>>;

/**
 * Joint meetings count once: for the committee or for the network, whichever lacks them; what neither lacks is counted nowhere.
 * `needs` are the numbers that the profile asks for.
 */
export function withJointMeetings(counts: Counts, needs: Readonly<Partial<Record<Counter, number>>>): Counts {
  let left = counts.jointMeetings ?? 0;
  if (left === 0) return counts;
  const shared = { ...counts };
  for (const counter of ['committeeMeetings', 'networkMeetings'] as const) {
    const have = shared[counter];
    if (have === undefined) continue;
    const used = Math.min(left, Math.max(0, (needs[counter] ?? 0) - have));
    shared[counter] = have + used;
    left -= used;
  }
  return shared;
}

/** In how many quarters of the year there was a check. */
export const quartersCovered = (checks: readonly string[], year: number): number =>
  new Set(checks.filter((date) => yearOf(date) === year).map((date) => Math.floor((monthOf(date) - 1) / 3))).size;

/** The last day of a filing duty in a year, inclusive; null where the text gives none. */
export function filingDue(duty: Duty, year: number): LocalDate | null {
  return duty.measure.type === 'filing' && duty.measure.due ? localDate(`${year}-${duty.measure.due}`) : null;
}

/** The first day on which a document was filed; null if it never was or nothing is said of it. */
export const filedOn = (kind: Filing, filings: readonly { kind: Filing; doneOn: string | null }[]): string | null =>
  filings.flatMap((filing) => (filing.kind === kind ? (filing.doneOn ?? []) : [])).sort()[0] ?? null;

/** How a filing stands: in time, late, or never filed; undefined if nothing is said of it. Of several the first counts. */
export function filingState(duty: Duty, year: number, filings: readonly { kind: Filing; doneOn: string | null }[]): 'met' | 'late' | 'missing' | undefined {
  const { measure } = duty;
  if (measure.type !== 'filing') return undefined;
  if (!filings.some((filing) => filing.kind === measure.kind)) return undefined;
  const done = filedOn(measure.kind, filings);
  if (done === null) return 'missing';
  const due = filingDue(duty, year);
  return due !== null && done > due ? 'late' : 'met';
}
