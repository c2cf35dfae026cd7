import { BAN_SCOPES, type BanScope, type SANCTION_GROUNDS } from '../glossary';
import { formatDate } from '../kernel/chinese';
import { addDays, addYears, localDate, yearOf, type LocalDate } from '../kernel/local-date';
import type { Profile } from '../regulation/profile';
import { banUntil, type Ban } from '../regulation/sanction';

// The bans that a sanction brings, as the rules say today; they are computed whenever they are looked at and never stored.

export type SanctionGround = keyof typeof SANCTION_GROUNDS;

/** How far the round has come that fills the place which a sanction emptied; null where it is not known which place that is. */
export type PlaceFilled = 'not-begun' | 'running' | 'over' | null;

export interface BanLine {
  /** Why, in the words of the rules, and under which article. */
  label: string;
  article: string;
  scope: BanScope;
  /** First and last day, inclusive; no last day for a ban from one round. */
  from: LocalDate;
  until: LocalDate | null;
  /** Whether an application of today would meet it. */
  runs: boolean;
}

/** The bans of a sanction, in the order of the rules. */
export const bansOf = (profile: Pick<Profile, 'sanctions'>, { ground, decidedOn }: { ground: SanctionGround; decidedOn: LocalDate }, today: LocalDate, place: PlaceFilled): BanLine[] =>
  profile.sanctions
    .filter((s) => s.ground === ground)
    .flatMap((s) =>
      s.bans.map((ban) => {
        const until = banUntil(ban, decidedOn);
        const runs = decidedOn <= today && (until === null ? place === 'not-begun' || place === 'running' : today <= until);
        return { label: s.label, article: s.article, scope: ban.scope, from: decidedOn, until, runs };
      }),
    );

/** The first day of a decision whose ban still runs today; null for a ban that no day ends. */
export function runsSince(ban: Ban, today: LocalDate): LocalDate | null {
  if (ban.calendarYear) return localDate(`${yearOf(today)}-01-01`);
  if (ban.years === undefined) return null;
  const first = addYears(today, -ban.years);
  // Of a leap day: counted back from it, the day before the first may be met as well.
  return banUntil(ban, first)! >= today ? first : addDays(first, 1);
}

/** A ban in words, with its last day. */
export const banWords = ({ scope, until }: Pick<BanLine, 'scope' | 'until'>): string => (until ? `${BAN_SCOPES[scope]}，至${formatDate(until)}止` : BAN_SCOPES[scope]);

/** How long a ban of the rules lasts, before there is a day to count from. */
export const banLength = ({ scope, years, calendarYear }: Ban): string => (years !== undefined ? `${BAN_SCOPES[scope]}，自决定之日起${years}年` : calendarYear ? `${BAN_SCOPES[scope]}，至决定当年年底` : BAN_SCOPES[scope]);
