import { z } from 'zod';
import type { Tx } from '../db/tenant';

// Corrections of the registers of institutions and people: kept in the audit chain, told beside the entry.

const value = z.union([z.string(), z.boolean(), z.null()]);
const correctionSchema = z.object({ changed: z.record(z.string(), z.object({ from: value, to: value })), reason: z.string() });

export type EntryValue = z.output<typeof value>;

/** What a correction has changed, field by field, and why. */
export type Correction = z.output<typeof correctionSchema>;

/** The fields in which two entries differ; null where they are the same. */
export function differencesOf(was: Readonly<Record<string, EntryValue>>, is: Readonly<Record<string, EntryValue>>): Correction['changed'] | null {
  const changed = Object.keys(was).filter((field) => was[field] !== is[field]).map((field) => [field, { from: was[field]!, to: is[field]! }] as const);
  return changed.length > 0 ? Object.fromEntries(changed) : null;
}

/** The last fifty corrections of an entry, newest first. */
export async function listCorrections(tx: Tx, tenantId: string, type: 'institution' | 'person', id: string) {
  const events = await tx.auditEvent.findMany({
    where: { tenantId, targetId: id, targetType: type, act: `${type}.correct`, result: 'ok' },
    orderBy: { seq: 'desc' },
    take: 50,
    select: { seq: true, accountName: true, at: true, data: true },
  });
  return events.map(({ data, ...event }) => ({ ...event, ...correctionSchema.parse(data) }));
}
