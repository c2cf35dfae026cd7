// Bytes of attachments that no row knows: what a crash has left in the middle of an upload, or before bytes that were let go were removed.
import { readTenant, withTenant } from '../lib/db/tenant';
import { discard, listStored } from '../lib/files/store';
import { recordOperation } from './operator';

const DAY = 24 * 3_600_000;
const BATCH = 500;

export interface Orphans {
  files: number;
  /** Of all of them together. */
  bytes: number;
}

/** What of a tenant's attachments stands on disk for longer than a day and in no row. With `remove` it goes, and the audit says how much. */
export async function sweep(tenantId: string, now: Date, remove: boolean): Promise<Orphans> {
  const scope = { tenantId, accountId: null };
  const old = await listStored(tenantId, new Date(now.getTime() - DAY));
  const orphans: typeof old = [];
  for (let i = 0; i < old.length; i += BATCH) {
    const batch = old.slice(i, i + BATCH);
    const where = { tenantId, storage: { in: batch.map((f) => f.storage) } };
    const known = await readTenant(scope, async (tx) => [
      ...(await tx.applicationFile.findMany({ where, select: { storage: true } })),
      ...(await tx.objectionFile.findMany({ where, select: { storage: true } })),
    ]);
    const names = new Set(known.map((f) => f.storage));
    orphans.push(...batch.filter((f) => !names.has(f.storage)));
  }
  const found = { files: orphans.length, bytes: orphans.reduce((sum, f) => sum + f.size, 0) };
  if (remove && orphans.length > 0) {
    for (const { storage } of orphans) await discard(storage);
    await withTenant(scope, (tx) => recordOperation(tx, tenantId, 'files.sweep', { type: 'tenant', id: tenantId }, { ...found }));
  }
  return found;
}
