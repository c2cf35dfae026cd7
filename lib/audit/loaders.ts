import { loadDeskFor, readAs } from '../jurisdiction/loaders';
import { pageFrom } from '../db/cursor';
import { listAudit, type AuditFilter } from './data';
import { nameTargets } from './names';

/** One page of the tenant's audit log, for its audit administrator. */
export async function loadAudit(jurisdiction: string, filter: AuditFilter, before?: number) {
  const desk = await loadDeskFor(jurisdiction, 'audit.read');
  const { tenantId } = desk.actor;
  const page = await readAs(desk.actor, async (tx) => {
    const listed = await pageFrom(before, (from) => listAudit(tx, tenantId, filter, from), (p) => p.rows);
    return { ...listed, names: await nameTargets(tx, tenantId, listed.rows) };
  });
  return { desk, ...page };
}
