import { loadDeskFor, readAs } from '../jurisdiction/loaders';
import { may } from '../identity/actor';
import { pageInstitutions } from './data';

/** One page of the register of institutions. */
export async function loadInstitutions(jurisdiction: string, q: string | undefined, after: string | undefined) {
  const desk = await loadDeskFor(jurisdiction, 'institution.list');
  const { tenantId } = desk.actor;
  return { desk, mayRegister: may(desk.actor, 'institution.register', { tenantId }), ...(await readAs(desk.actor, (tx) => pageInstitutions(tx, tenantId, q, after))) };
}
