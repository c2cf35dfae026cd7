import { notFound } from 'next/navigation';
import { cache } from 'react';
import { loadCentre } from '../centre/loaders';
import { may } from '../identity/actor';
import { refusePage } from '../identity/loaders';
import { loadDeskFor, readAs } from '../jurisdiction/loaders';
import { isId } from '../kernel/ids';
import type { LocalDate } from '../kernel/local-date';
import { countPeople, loadChange, searchPeople } from './data';
import { latestKnown, standingLists } from './timeline';

/** The bodies of a centre as they stood on a day, each with what the rules say of it. */
export async function loadRosters(jurisdiction: string, centreId: string, on?: LocalDate) {
  const file = await loadCentre(jurisdiction, centreId, 'roster.read');
  const { desk, centre, committees } = file;
  const day = on === undefined ? desk.today : latestKnown(committees, desk.today, on);
  const described = desk.rules.profile.structure.bodies.filter((b) => !b.likeBody);
  const loaded = await readAs(desk.actor, (tx) => standingLists(tx, desk.actor.tenantId, { centre, committees, described, day, mayLookBack: on === undefined }));
  return { ...file, day, asked: on ?? day, ...loaded };
}

/** A proposed list with everything it is judged by; not found if the actor may not see it. */
export const loadRosterChange = cache(async (jurisdiction: string, centreId: string, changeId: string) => {
  const desk = await loadDeskFor(jurisdiction, 'roster.read');
  if (!isId(centreId) || !isId(changeId)) notFound();
  const { tenantId } = desk.actor;
  const loaded = await readAs(desk.actor, (tx) => loadChange(tx, tenantId, changeId));
  const target = { tenantId, centreId, hostId: loaded?.host?.id };
  if (!loaded || loaded.centre.id !== centreId) notFound();
  if (!may(desk.actor, 'roster.read', target)) await refusePage(desk.actor, 'roster.read', { type: 'roster-change', id: changeId });
  return { desk, target, ...loaded };
});

/** People who could join or replace somebody in a list: the first of them, and how many there are. */
export const loadCandidates = (desk: Awaited<ReturnType<typeof loadDeskFor>>, q: string, except: readonly string[]) =>
  readAs(desk.actor, async (tx) => {
    const word = q.slice(0, 50);
    return { people: await searchPeople(tx, desk.actor.tenantId, word, except), total: await countPeople(tx, desk.actor.tenantId, word, except) };
  });
