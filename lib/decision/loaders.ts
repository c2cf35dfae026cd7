import { notFound } from 'next/navigation';
import { cache } from 'react';
import { may, ownCentres, ownInstitutions } from '../identity/actor';
import { loadDeskFor, readAs } from '../jurisdiction/loaders';
import { isId } from '../kernel/ids';
import { getDecision, pageDecisions } from './data';

/** One decision; not found if the actor may not see it. */
export const loadDecision = cache(async (jurisdiction: string, id: string) => {
  const desk = await loadDeskFor(jurisdiction, 'decision.read');
  if (!isId(id)) notFound();
  const { tenantId } = desk.actor;
  const decision = await readAs(desk.actor, (tx) => getDecision(tx, tenantId, id));
  const target = { tenantId, centreId: decision?.centreId, hostId: decision?.hosting?.institutionId };
  if (!decision || !may(desk.actor, 'decision.read', target)) notFound();
  return { desk, decision, mayDecide: may(desk.actor, 'decision.confirm', target) };
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
    return pageDecisions(tx, tenantId, { state, centres, before });
  });
  return { desk, ...page };
}
