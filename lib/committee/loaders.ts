import { notFound } from 'next/navigation';
import { cache } from 'react';
import { loadCentre } from '../centre/loaders';
import { may } from '../identity/actor';
import { loadDeskFor, readAs } from '../jurisdiction/loaders';
import { isId } from '../kernel/ids';
import type { LocalDate } from '../kernel/local-date';
import { checkRoster, loadChange, searchPeople } from './data';
import { pageDepartures } from './departures';
import { rosterOn } from './history';

/** The bodies of a centre as they stood on a day, each with what the rules say of it. */
export async function loadRosters(jurisdiction: string, centreId: string, on?: LocalDate) {
  const file = await loadCentre(jurisdiction, centreId, 'roster.read');
  const { desk, centre, committees } = file;
  const day = on ?? desk.today;
  const bodies = desk.rules.profile.structure.bodies.filter((b) => !b.likeBody);
  const checked = await readAs(desk.actor, async (tx) => {
    const found = [];
    for (const described of bodies) {
      const cohorts = committees.filter((c) => c.body === described.body);
      // The cohort that stood on the day, or the newest one.
      const committee = cohorts.find((c) => c.termFrom <= day && (c.endedOn === null || c.endedOn >= day)) ?? (on ? undefined : cohorts[0]);
      if (!committee) {
        found.push({ described, committee: null, seats: [], check: null });
        continue;
      }
      const seats = rosterOn(committee.seats, day);
      const last = committee.seats.reduce<LocalDate>((latest, s) => (s.validFrom <= day && s.validFrom > latest ? s.validFrom : latest), committee.termFrom);
      const hostId = centre.hosting.find((h) => h.startsOn <= day && (h.endedOn === null || h.endedOn >= day))?.institution.id ?? null;
      const check =
        seats.length === 0
          ? null
          : await checkRoster(tx, desk.actor.tenantId, {
              centreClass: centre.class, hostId, body: described.body, on: day < desk.rules.effectiveFrom ? desk.today : day,
              entries: seats.map((s) => ({ personId: s.personId, posts: s.posts, employerConsent: true, replacesPersonId: s.replacesPersonId, person: s.person })),
              cohorts, cohort: committee.cohort, continued: seats, unchangedSince: last,
            });
      found.push({ described, committee, seats, check });
    }
    return found;
  });
  return { ...file, day, bodies: checked };
}

/** A proposed list with everything it is judged by; not found if the actor may not see it. */
export const loadRosterChange = cache(async (jurisdiction: string, centreId: string, changeId: string) => {
  const desk = await loadDeskFor(jurisdiction, 'roster.read');
  if (!isId(centreId) || !isId(changeId)) notFound();
  const { tenantId } = desk.actor;
  const loaded = await readAs(desk.actor, (tx) => loadChange(tx, tenantId, changeId));
  const target = { tenantId, centreId, hostId: loaded?.host?.id };
  if (!loaded || loaded.centre.id !== centreId || !may(desk.actor, 'roster.read', target)) notFound();
  return { desk, target, ...loaded };
});

/** People who could join or replace somebody in a list. */
export const loadCandidates = (desk: Awaited<ReturnType<typeof loadDeskFor>>, q: string, except: readonly string[]) =>
  readAs(desk.actor, (tx) => searchPeople(tx, desk.actor.tenantId, q.slice(0, 50), except));

/** One page of the register of departures, the newest first: those in force, or those that have run out. */
export async function loadDepartures(jurisdiction: string, ended: boolean, after?: string) {
  const desk = await loadDeskFor(jurisdiction, 'departure.list');
  return { desk, ...(await readAs(desk.actor, (tx) => pageDepartures(tx, desk.actor.tenantId, { ended, after, on: desk.today }))) };
}
