import { notFound } from 'next/navigation';
import { cache } from 'react';
import { loadDeskFor, readAs } from '../jurisdiction/loaders';
import { pageFrom } from '../db/cursor';
import { may } from '../identity/actor';
import { isId } from '../kernel/ids';
import { listCorrections } from '../audit/corrections';
import { getInstitution, listHostings, pageInstitutions } from './data';

/** One page of the register of institutions. */
export async function loadInstitutions(jurisdiction: string, q: string | undefined, after: string | undefined) {
  const desk = await loadDeskFor(jurisdiction, 'institution.list');
  const { tenantId } = desk.actor;
  return { desk, mayRegister: may(desk.actor, 'institution.register', { tenantId }), ...(await readAs(desk.actor, (tx) => pageFrom(after, (from) => pageInstitutions(tx, tenantId, q, from), (p) => p.rows))) };
}

/** One entry of the register with what it hosts and how it was corrected; not found where there is none. */
export const loadInstitution = cache(async (jurisdiction: string, id: string) => {
  const desk = await loadDeskFor(jurisdiction, 'institution.list');
  const { tenantId } = desk.actor;
  const found = isId(id) && (await readAs(desk.actor, async (tx) => {
    const institution = await getInstitution(tx, tenantId, id);
    return institution && { institution, hostings: await listHostings(tx, tenantId, id), corrections: await listCorrections(tx, tenantId, 'institution', id) };
  }));
  if (!found) notFound();
  return { desk, mayCorrect: may(desk.actor, 'institution.correct', { tenantId }), ...found };
});
