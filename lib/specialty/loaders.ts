import { notFound } from 'next/navigation';
import { cache } from 'react';
import { askNewCentre } from '../centre/check';
import { readTenant } from '../db/tenant';
import type { CentreClass } from '../glossary';
import { may } from '../identity/actor';
import { getJurisdiction, rulesInForce } from '../jurisdiction/data';
import { loadDeskFor, readAs, type Desk } from '../jurisdiction/loaders';
import { pageFrom } from '../db/cursor';
import { isId } from '../kernel/ids';
import { countPlan, getDirection, getDirections, historyOf, publishedDirections, pagePlan, pagePlanHistory, planFields, planVersion, type PlanFilter } from './data';

/** What the actor may do with the plan. */
const rights = ({ actor }: Desk) => {
  const target = { tenantId: actor.tenantId };
  return { mayAdd: may(actor, 'specialty.add', target), mayChange: may(actor, 'specialty.change', target), mayOpen: may(actor, 'centre.open', target), maySelect: may(actor, 'selection.save', target) };
};

/** Rounds are the commission's until they are public. */
const eyesOf = (desk: Desk) => ({ today: desk.today, rounds: may(desk.actor, 'selection.read', { tenantId: desk.actor.tenantId }) });

/** The directions for which a centre may be set up: without one, or with another one where no hard rule forbids it. */
export async function loadDirectionsToOpen(jurisdiction: string) {
  const desk = await loadDeskFor(jurisdiction, 'specialty.list');
  const { tenantId } = desk.actor;
  const found = await readAs(desk.actor, (tx) =>
    tx.specialty.findMany({
      where: { tenantId, endedOn: null },
      orderBy: [{ number: 'asc' }, { class: 'asc' }, { pinyin: 'asc' }],
      select: { id: true, class: true, field: true, direction: true, number: true, centres: { where: { status: { not: 'closed' } }, take: 1, select: { id: true } } },
    }),
  );
  // Only a hard rule takes those off the list that have a centre; otherwise the rules say what a second one needs.
  const isHard = desk.rules.profile.rules.some((r) => r.kind === 'centre.one-per-direction' && r.force === 'mandatory');
  return {
    desk, isEmpty: found.length === 0, isHard, free: found.filter((s) => s.centres.length === 0).length,
    directions: found.filter((s) => !isHard || s.centres.length === 0).map(({ centres, ...s }) => ({ ...s, class: s.class as CentreClass, isSet: centres.length > 0 })),
  };
}

/** One page of the plan with its counts. */
export async function loadPlan(jurisdiction: string, filter: PlanFilter, after: string | undefined) {
  const desk = await loadDeskFor(jurisdiction, 'specialty.list');
  const { tenantId } = desk.actor;
  const eyes = eyesOf(desk);
  const read = await readAs(desk.actor, async (tx) => ({
    ...(await pagePlan(tx, tenantId, filter, isId(after) ? after : undefined, eyes)),
    counts: await countPlan(tx, tenantId, eyes),
    fields: await planFields(tx, tenantId),
  }));
  return { desk, ...read, ...rights(desk), seesRounds: eyes.rounds };
}

/** One direction: its centre, its round, what the rules say of a centre for it, and what was done to it; not found outside the tenant. */
export const loadDirection = cache(async (jurisdiction: string, id: string) => {
  const desk = await loadDeskFor(jurisdiction, 'specialty.list');
  if (!isId(id)) notFound();
  const { tenantId } = desk.actor;
  const eyes = eyesOf(desk);
  const read = await readAs(desk.actor, async (tx) => {
    const direction = await getDirection(tx, tenantId, id, eyes);
    if (!direction) return null;
    const closed = await tx.centre.findMany({ where: { tenantId, specialtyId: id, status: 'closed' }, orderBy: { code: 'asc' }, select: { id: true, name: true } });
    const history = await historyOf(tx, tenantId, id);
    const findings = direction.endedOn || direction.centres.length > 0 ? [] : await askNewCentre(tx, tenantId, desk.rules, direction, desk.today);
    return { direction, closed, history, findings };
  });
  return { desk, ...(read ?? notFound()), ...rights(desk), seesRounds: eyes.rounds };
});

/** What the form of a change starts from: the directions it is about, as they stand, the others of their class, and the version of the plan. */
export async function loadChange(jurisdiction: string, ids: readonly string[]) {
  const desk = await loadDeskFor(jurisdiction, 'specialty.change');
  const { tenantId } = desk.actor;
  const read = await readAs(desk.actor, async (tx) => {
    const directions = (await getDirections(tx, tenantId, [...new Set(ids.filter(isId))].slice(0, 20), eyesOf(desk))).filter((d) => d.endedOn === null);
    const peers = directions[0]
      ? await tx.specialty.findMany({
          where: { tenantId, endedOn: null, class: directions[0].class, id: { not: directions[0].id } },
          orderBy: [{ number: 'asc' }, { field: 'asc' }, { pinyin: 'asc' }],
          select: {
            id: true, field: true, direction: true, number: true, centres: { where: { status: { not: 'closed' } }, select: { id: true, name: true } },
            selections: { where: { state: { notIn: ['established', 'cancelled'] } }, take: 1, select: { number: true } },
          },
        })
      : [];
    return { directions, peers, version: await planVersion(tx, tenantId) };
  });
  if (read.directions.length === 0) notFound();
  return { desk, ...read };
}

/** One page of the history of the plan, newest first. */
export async function loadPlanHistory(jurisdiction: string, before: string | undefined) {
  const desk = await loadDeskFor(jurisdiction, 'specialty.list');
  return { desk, ...(await readAs(desk.actor, (tx) => pageFrom(isId(before) ? before : undefined, (from) => pagePlanHistory(tx, desk.actor.tenantId, from), (p) => p.changes))) };
}

/** What the parent jurisdiction has published, in its plan or in its directory of centres, against the plan of this one. Nothing else of the parent is read. */
export async function loadParentPlan(jurisdiction: string) {
  const desk = await loadDeskFor(jurisdiction, 'specialty.list');
  const { tenantId } = desk.actor;
  const own = await readAs(desk.actor, async (tx) => ({
    parentId: (await tx.tenant.findUnique({ where: { id: tenantId }, select: { parentId: true } }))?.parentId ?? null,
    directions: await tx.specialty.findMany({ where: { tenantId, endedOn: null }, select: { class: true, direction: true } }),
  }));
  const { parentId } = own;
  if (!parentId) return { desk, ...rights(desk), parent: null, listed: [], missing: [] };
  const parent = await readTenant({ tenantId: parentId, accountId: null }, async (tx) => {
    const tenant = await getJurisdiction(tx, parentId);
    if (!tenant) return null;
    const rules = await rulesInForce(tx, parentId, desk.today);
    return { ...tenant, plan: rules?.profile.structure.plan?.article ?? null, listed: await publishedDirections(tx, parentId) };
  });
  const key = (d: { class: string; direction: string }) => `${d.class} ${d.direction.replace(/专业$/, '')}`;
  const there = new Set(own.directions.map(key));
  const listed = parent?.listed ?? [];
  return { desk, ...rights(desk), parent: parent && { id: parent.id, name: parent.name, letter: parent.letter, plan: parent.plan }, listed, missing: listed.filter((d) => !there.has(key(d))) };
}
