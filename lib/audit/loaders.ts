import { loadDeskFor, readAs } from '../jurisdiction/loaders';
import { listAudit, type AuditFilter } from './data';

/** One page of the tenant's audit log, for its audit administrator. */
export async function loadAudit(jurisdiction: string, filter: AuditFilter, before?: number) {
  const desk = await loadDeskFor(jurisdiction, 'audit.read');
  return { desk, ...(await readAs(desk.actor, (tx) => listAudit(tx, desk.actor.tenantId, filter, before))) };
}
