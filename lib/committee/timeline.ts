import type { Tx } from '../db/tenant';
import type { CentreClass } from '../glossary';
import { rulesFor, rulesInForce } from '../jurisdiction/data';
import { addDays, type LocalDate } from '../kernel/local-date';
import type { ProfileBody } from '../regulation/profile';
import { allowedDepartures, checkRoster, type CommitteeRecord } from './data';
import { withDepartures } from './evaluate';
import { rosterOn } from './history';

// The lists of a centre as they stood on a day, past or present, with what the rules of that day say of them.

/** The day to show for the day asked for: the future is known as far as lists have been approved, and no further. */
export function latestKnown(committees: readonly CommitteeRecord[], today: LocalDate, asked: LocalDate): LocalDate {
  const days = committees.flatMap((c) => [...(c.endedOn ? [addDays(c.endedOn, 1)] : []), ...c.seats.flatMap((s) => (s.validTo ? [s.validFrom, s.validTo] : [s.validFrom]))]);
  const known = days.reduce((last, d) => (d > last ? d : last), today);
  return asked > known ? known : asked;
}

interface Asked {
  centre: { class: CentreClass; specialty: { id: string }; hosting: readonly { startsOn: LocalDate; endedOn: LocalDate | null; institution: { id: string } }[] };
  committees: readonly CommitteeRecord[];
  described: readonly ProfileBody[];
  day: LocalDate;
  /** Where no cohort stands, the newest one is shown instead. */
  mayLookBack: boolean;
}

/** Each body on the day. Before the first version of the regulation nothing is checked: `rulesFrom` then tells when that begins. */
export async function standingLists(tx: Tx, tenantId: string, { centre, committees, described, day, mayLookBack }: Asked) {
  const rules = await rulesInForce(tx, tenantId, day);
  const bodies = [];
  for (const body of described) {
    const cohorts = committees.filter((c) => c.body === body.body);
    const committee = cohorts.find((c) => c.termFrom <= day && (c.endedOn === null || c.endedOn >= day)) ?? (mayLookBack ? (cohorts[0] ?? null) : null);
    const seats = committee ? rosterOn(committee.seats, day) : [];
    if (!committee || seats.length === 0 || !rules) {
      bodies.push({ described: body, committee, seats, review: null, departures: [] });
      continue;
    }
    const unchangedSince = committee.seats.reduce<LocalDate>((latest, s) => (s.validFrom <= day && s.validFrom > latest ? s.validFrom : latest), committee.termFrom);
    const input = {
      centreClass: centre.class, specialtyId: centre.specialty.id,
      hostId: centre.hosting.find((h) => h.startsOn <= day && (h.endedOn === null || h.endedOn >= day))?.institution.id ?? null,
      body: body.body, on: day, cohorts, cohort: committee.cohort,
      entries: seats.map((s) => ({ personId: s.personId, posts: s.posts, employerConsent: true, replacesPersonId: s.replacesPersonId, person: s.person })),
    };
    const check = await checkRoster(tx, tenantId, { ...input, continued: seats, unchangedSince });
    const allowed = await allowedDepartures(tx, tenantId, committee, day);
    const asAppointed = allowed.length > 0 ? (await checkRoster(tx, tenantId, { ...input, continued: [] })).review : [];
    bodies.push({ described: body, committee, seats, ...withDepartures(check.review, asAppointed, allowed) });
  }
  return { bodies, rulesFrom: rules ? null : (await rulesFor(tx, tenantId, day)).effectiveFrom };
}
