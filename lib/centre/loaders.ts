import { notFound } from 'next/navigation';
import { cache } from 'react';
import { readCentreYears } from '../assessment/data';
import { listCommittees } from '../committee/data';
import { listDecisions } from '../decision/data';
import { may, ownCentres, ownInstitutions } from '../identity/actor';
import type { Act } from '../identity/capabilities';
import { refusePage } from '../identity/loaders';
import { readTenant } from '../db/tenant';
import { loadDesk, loadDeskFor, loadPublishedRules, readAs } from '../jurisdiction/loaders';
import { today as todayInChina } from '../kernel/clock';
import { pageFrom } from '../db/cursor';
import { isId } from '../kernel/ids';
import { CENTRE_CLASSES, type CentreClass, type Grade } from '../glossary';
import { whatFollows } from '../cycle/alternatives';
import { yearOf } from '../kernel/local-date';
import { listRedeterminations } from '../redetermination/data';
import { getCentre, listCentres, listDirectory, type CentreFilter } from './data';
import { centreTimeline } from './timeline';

/** One page of the list of centres. */
export async function loadCentres(jurisdiction: string, filter: CentreFilter, after?: string) {
  const desk = await loadDeskFor(jurisdiction, 'centre.list');
  return { desk, ...(await readAs(desk.actor, (tx) => pageFrom(after, (from) => listCentres(tx, desk.actor.tenantId, filter, { after: from, today: desk.today }), (p) => p.rows))) };
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
    const redeterminations = await listRedeterminations(tx, tenantId, id);
    return { centre, target, committees, decisions, assessments, changes, redeterminations };
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

/** One page of a jurisdiction's centres for anybody. */
export async function loadDirectory(jurisdiction: string, { q, class: klass }: { q?: string | undefined; class?: string | undefined }, after?: string) {
  const { tenant, rules } = await loadPublishedRules(jurisdiction);
  const { structure } = rules.profile;
  const classes = structure.classes?.list ?? (Object.keys(CENTRE_CLASSES) as CentreClass[]);
  const chosen = classes.find((c) => c === klass);
  const today = todayInChina();
  const heads = structure.bodies.flatMap((b) => (b.head ? [{ body: b.body, post: b.head }] : []));
  const page = await readTenant({ tenantId: tenant.id, accountId: null }, (tx) => pageFrom(after, (from) => listDirectory(tx, tenant.id, { q, class: chosen, heads }, { after: from, today }), (p) => p.rows));
  return { tenant, profile: rules.profile, today, classes, chosen, ...page };
}

/** What is due where a centre has no host or its host's cycle has run out: the round under way, otherwise its beginning, and whether the former host may compete. Null where nothing is. */
export async function loadVacancy({ desk, centre, decisions }: LoadedCentre) {
  if (centre.status !== 'reselecting' && centre.status !== 'without-host') return null;
  const { tenantId } = desk.actor;
  const decision = decisions.find((d) => d.state === 'confirmed' && (d.outcome?.host === 'removed' || d.outcome?.host === 'reselect'));
  const round = may(desk.actor, 'selection.read', { tenantId })
    ? await readAs(desk.actor, (tx) => tx.selection.findFirst({ where: { tenantId, centreId: centre.id, state: { notIn: ['established', 'cancelled'] } }, orderBy: { id: 'desc' }, select: { id: true, number: true } }))
    : null;
  return {
    formerHostMayCompete: decision?.outcome?.formerHostMayCompete ?? null,
    /** The article on which that rests; null where it was decided otherwise than computed. */
    article: decision?.asComputed ? (decision.result.findings[0]?.article ?? null) : null,
    round,
    begins: !round && may(desk.actor, 'selection.save', { tenantId }) ? `/selections/new?${new URLSearchParams({ specialty: centre.specialty.id, centre: centre.id })}` : null,
  };
}
