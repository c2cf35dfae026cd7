import type { Tx } from '../db/tenant';
import { newId } from '../kernel/ids';
import { storable } from '../kernel/text';
import { genesisHash, hashOf, type AuditFacts } from './chain';

/** An event to be recorded; its place in the chain is found here. */
export type AuditEntry = Omit<AuditFacts, 'seq' | 'prevHash' | 'at'>;

/**
 * Appends one event to its tenant's chain, in the caller's transaction and as its last statement:
 * the lock is held until commit, so that no other writer can link to the same event.
 */
export async function appendAudit(tx: Tx, entry: AuditEntry, at: Date = new Date()): Promise<void> {
  // A statement of its own, before the head is read: a lock taken inside the insert would see an old head.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`audit ${entry.tenantId}`}, 0))`;
  const head = await tx.auditEvent.findFirst({
    where: { tenantId: entry.tenantId },
    orderBy: { seq: 'desc' },
    select: { seq: true, hash: true },
  });
  const facts: AuditFacts = { ...asStored(entry), seq: (head?.seq ?? 0) + 1, prevHash: head?.hash ?? genesisHash(entry.tenantId), at };
  const data = facts.data as object;
  await tx.auditEvent.create({ data: { ...facts, data, id: newId(), hash: hashOf(facts) }, select: { id: true } });
}

/** What the database will give back is what must be hashed: JSON has no undefined, and texts hold what anybody typed at the sign-in. */
function asStored(entry: AuditEntry): AuditEntry {
  const clean = (value: unknown): unknown =>
    typeof value === 'string' ? storable(value)
    : Array.isArray(value) ? value.map(clean)
    : value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, v]) => [storable(key), clean(v)]))
    : value;
  return clean(JSON.parse(JSON.stringify({ ...entry, data: entry.data ?? {} }))) as AuditEntry;
}
