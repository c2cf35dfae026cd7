import { notFound } from 'next/navigation';
import { cache } from 'react';
import { listCommittees } from '../committee/data';
import { rosterOn } from '../committee/history';
import { may, ownCentres, ownInstitutions } from '../identity/actor';
import { refusePage } from '../identity/loaders';
import { loadDeskFor, readAs } from '../jurisdiction/loaders';
import { pageFrom } from '../db/cursor';
import { isId } from '../kernel/ids';
import { addDays } from '../kernel/local-date';
import { getDecision, pageDecisions } from './data';

/** One decision; not found if the actor may not see it. */
export const loadDecision = cache(async (jurisdiction: string, id: string) => {
  const desk = await loadDeskFor(jurisdiction, 'decision.read');
  if (!isId(id)) notFound();
  const { tenantId } = desk.actor;
  const found = await readAs(desk.actor, async (tx) => {
    const decision = await getDecision(tx, tenantId, id);
    if (!decision) return null;
    const evidence = await tx.assessment.findMany({
      where: { tenantId, centreId: decision.centreId, state: 'confirmed', year: { in: decision.facts.results.map((r) => r.year) } },
      select: { id: true, year: true, grade: true, assessorAccountId: true, confirmedByName: true },
    });
    return { decision, evidence, committees: await listCommittees(tx, tenantId, decision.centreId) };
  });
  const target = { tenantId, centreId: found?.decision.centreId, hostId: found?.decision.hosting?.institutionId };
  if (!found) notFound();
  if (!may(desk.actor, 'decision.read', target)) await refusePage(desk.actor, 'decision.read', { type: 'decision', id });
  const { decision, committees } = found;
  // Who sat before it took effect.
  const day = decision.effectiveOn && decision.state === 'confirmed' ? addDays(decision.effectiveOn, -1) : desk.today;
  const described = decision.rules.profile.structure.bodies.find((b) => b.head);
  const body = committees.find((c) => c.body === described?.body && c.termFrom <= day && (c.endedOn === null || c.endedOn >= day));
  const seats = rosterOn(body?.seats ?? [], day);
  return {
    desk, decision,
    evidence: found.evidence.map(({ assessorAccountId, ...e }) => ({ ...e, readable: may(desk.actor, 'assessment.read', { ...target, assigneeId: assessorAccountId }) })),
    people: {
      head: seats.find((s) => s.posts.includes(described!.head!))?.person.name ?? null,
      members: seats.filter((s) => s.posts.some((p) => described!.members.includes(p))).length,
    },
    mayDecide: may(desk.actor, 'decision.confirm', target),
  };
});

/** One page of the decisions that the actor may see. */
export async function loadDecisions(jurisdiction: string, state: 'pending' | 'confirmed' | undefined, before?: string) {
  const desk = await loadDeskFor(jurisdiction, 'decision.read');
  const page = await readAs(desk.actor, async (tx) => {
    const { tenantId } = desk.actor;
    let centres: string[] | null = null;
    if (!may(desk.actor, 'decision.read', { tenantId })) {
      const hosted = await tx.hostingPeriod.findMany({ where: { tenantId, endedOn: null, institutionId: { in: ownInstitutions(desk.actor) } }, select: { centreId: true } });
      centres = [...ownCentres(desk.actor), ...hosted.map((h) => h.centreId)];
    }
    return pageFrom(before, (from) => pageDecisions(tx, tenantId, { state, centres, before: from }), (p) => p.lines);
  });
  return { desk, ...page };
}
