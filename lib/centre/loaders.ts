import { notFound } from 'next/navigation';
import { cache } from 'react';
import { readCentreYears } from '../assessment/data';
import { listCommittees } from '../committee/data';
import { listDecisions } from '../decision/data';
import { may, ownCentres, ownInstitutions } from '../identity/actor';
import type { Act } from '../identity/capabilities';
import { refusePage } from '../identity/loaders';
import { loadDesk, loadDeskFor, readAs } from '../jurisdiction/loaders';
import { isId } from '../kernel/ids';
import type { Grade } from '../glossary';
import { whatFollows } from '../cycle/alternatives';
import { yearOf } from '../kernel/local-date';
import { getCentre, listCentres, type CentreFilter } from './data';
import { centreTimeline } from './timeline';

/** One page of the list of centres. */
export async function loadCentres(jurisdiction: string, filter: CentreFilter, after?: string) {
  const desk = await loadDeskFor(jurisdiction, 'centre.list');
  return { desk, ...(await readAs(desk.actor, (tx) => listCentres(tx, desk.actor.tenantId, filter, { after, today: desk.today }))) };
}

/** Which files the actor may open: all of them, or his own centre's, those of his institution and those that he assesses. Lists link to no others. */
export const loadOpenable = cache(async (jurisdiction: string): Promise<(centreId: string) => boolean> => {
  const { actor } = await loadDesk(jurisdiction);
  const { tenantId, accountId } = actor;
  if (may(actor, 'centre.read', { tenantId })) return () => true;
  const own = await readAs(actor, (tx) =>
    tx.centre.findMany({
      where: {
        tenantId,
        OR: [
          { id: { in: ownCentres(actor) } },
          { hosting: { some: { endedOn: null, institutionId: { in: ownInstitutions(actor) } } } },
          ...(actor.roles.some((r) => r.role === 'assessor') ? [{ assessments: { some: { assessorAccountId: accountId } } }] : []),
        ],
      },
      select: { id: true },
    }),
  );
  const ids = new Set(own.map((c) => c.id));
  return (centreId) => ids.has(centreId);
});

/** A centre's file under an act; not found if the actor may not see this one. */
export const loadCentre = cache(async (jurisdiction: string, id: string, act: Act = 'centre.read') => {
  const desk = await loadDeskFor(jurisdiction, act);
  if (!isId(id)) notFound();
  const loaded = await readAs(desk.actor, async (tx) => {
    const { tenantId } = desk.actor;
    const centre = await getCentre(tx, tenantId, id, desk.today);
    if (!centre) return null;
    // An assessor may read the file of a centre that is his to assess.
    const assigned = await tx.assessment.findFirst({ where: { tenantId, centreId: id, assessorAccountId: desk.actor.accountId }, select: { assessorAccountId: true } });
    const target = { tenantId, centreId: id, hostId: centre.current?.institution.id, assigneeId: assigned?.assessorAccountId };
    if (!may(desk.actor, act, target)) return 'denied' as const;
    const committees = await listCommittees(tx, tenantId, id);
    const decisions = await listDecisions(tx, tenantId, id);
    const assessments = await readCentreYears(tx, desk.actor, id);
    const changes = await tx.rosterChange.findMany({
      where: { tenantId, committee: { centreId: id } },
      orderBy: { createdAt: 'desc' },
      take: 50,
      select: { id: true, kind: true, state: true, effectiveOn: true, proposedByName: true, submittedAt: true, decidedAt: true, decidedByName: true, opinion: true, createdAt: true, _count: { select: { entries: true, departures: true } }, committee: { select: { body: true, cohort: true } } },
    });
    return { centre, target, committees, decisions, assessments, changes };
  });
  if (!loaded) notFound();
  if (loaded === 'denied') return refusePage(desk.actor, act, { type: 'centre', id });
  return { desk, ...loaded, timeline: centreTimeline(loaded, desk.rules.profile) };
});
export type LoadedCentre = Awaited<ReturnType<typeof loadCentre>>;

/** What each grade of the coming year would lead to; null where the text is silent or no further year is open. */
export function nextDecision({ desk, centre, assessments }: LoadedCentre) {
  const { rules, today } = desk;
  if (!centre.current) return null;
  const earlier = assessments.filter((a) => a.state === 'confirmed').map((a) => ({ year: a.year, cycle: a.cycle, grade: a.grade as Grade, grounds: a.grounds }));
  const open = assessments.find((a) => a.state !== 'confirmed' && !earlier.some((c) => c.year > a.year));
  const year = open?.year ?? (earlier.at(-1) ? earlier.at(-1)!.year + 1 : yearOf(today));
  return whatFollows(rules.profile, rules.rulebook.cycle, { earlier, year, cycle: open?.cycle ?? centre.current.cycle, dueToEndOn: centre.current.dueToEndOn }, today);
}
