import { notFound } from 'next/navigation';
import { cache } from 'react';
import { may, ownInstitutions } from '../identity/actor';
import { refusePage } from '../identity/loaders';
import { loadDeskFor, readAs } from '../jurisdiction/loaders';
import { rulesOfVersion } from '../jurisdiction/data';
import { isId } from '../kernel/ids';
import { stepOf } from '../kernel/lifecycle';
import { getHandover, pageHandovers } from './data';
import { HANDOVER_LIFECYCLE, type HandoverAct, type HandoverState } from './states';

/** One page of the handovers that the actor may see. */
export async function loadHandovers(jurisdiction: string, state: HandoverState | undefined, before?: string) {
  const desk = await loadDeskFor(jurisdiction, 'handover.read');
  const { tenantId } = desk.actor;
  const institutions = may(desk.actor, 'handover.read', { tenantId }) ? null : ownInstitutions(desk.actor);
  return { desk, ...(await readAs(desk.actor, (tx) => pageHandovers(tx, tenantId, { state, institutions, before: before !== undefined && isId(before) ? before : undefined }))) };
}

/** A handover with what the actor may do to it now; not found for anybody but the commission and the two hosts. */
export const loadHandover = cache(async (jurisdiction: string, id: string) => {
  const desk = await loadDeskFor(jurisdiction, 'handover.read');
  if (!isId(id)) notFound();
  const { actor } = desk;
  const { tenantId } = actor;
  const found = await readAs(actor, async (tx) => {
    const handover = await getHandover(tx, tenantId, id);
    if (!handover) return null;
    return { handover, rules: (handover.selection.profileVersionId ? await rulesOfVersion(tx, tenantId, handover.selection.profileVersionId) : null) ?? desk.rules };
  });
  if (!found) notFound();
  const { handover, rules } = found;
  const own = ownInstitutions(actor);
  const isOld = own.includes(handover.from.institutionId);
  const isNew = own.includes(handover.toInstitutionId);
  const target = { tenantId, hostId: isNew ? handover.toInstitutionId : handover.from.institutionId };
  if (!may(actor, 'handover.read', target)) await refusePage(actor, 'handover.read', { type: 'handover', id });
  const can = (act: HandoverAct): boolean => {
    const step = stepOf(HANDOVER_LIFECYCLE, handover.state, act);
    return step !== null && may(actor, act, target) && (!step.needs?.includes('by-old-host') || isOld) && (!step.needs?.includes('by-new-host') || isNew);
  };
  return { desk, handover, profile: rules.profile, isOld, isNew, can };
});
