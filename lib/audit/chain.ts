import { createHash } from 'node:crypto';
import { canonicalJson } from '../kernel/canonical';

/** The part of an audit event that its hash covers. */
export interface AuditFacts {
  tenantId: string;
  seq: number;
  prevHash: string;
  at: Date;
  accountId: string | null;
  accountName: string;
  role: string;
  act: string;
  targetType: string;
  targetId: string;
  result: string;
  ip: string;
  requestId: string;
  data: unknown;
}

/** What the first event of a tenant points to. */
export const genesisHash = (tenantId: string): string => sha256(`zhikong audit ${tenantId}`);

/** The hash of an event: sha256 over one canonical form (sorted keys, UTF-8, time in ISO with milliseconds). */
export const hashOf = ({ at, ...facts }: AuditFacts): string => sha256(canonicalJson({ ...facts, at: at.toISOString() }));

/** Hexadecimal sha256 of a text. */
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** What is wrong with a chain, at which event. */
export interface ChainFault {
  tenantId: string;
  seq: number;
  fault: string;
}

/** Checks a run of events in order of `seq`; `before` is the event before the first, or null at the beginning of the chain. */
export function verifyEvents(tenantId: string, events: readonly (AuditFacts & { hash: string })[], before: { seq: number; hash: string } | null): ChainFault[] {
  const faults: ChainFault[] = [];
  let previous = before ?? { seq: 0, hash: genesisHash(tenantId) };
  for (const event of events) {
    if (event.seq !== previous.seq + 1) faults.push({ tenantId, seq: event.seq, fault: `expected event ${previous.seq + 1}: events are missing or out of order` });
    if (event.prevHash !== previous.hash) faults.push({ tenantId, seq: event.seq, fault: 'does not point to the event before it' });
    const { hash, ...facts } = event;
    if (hashOf(facts) !== hash) faults.push({ tenantId, seq: event.seq, fault: 'its content does not match its hash' });
    previous = { seq: event.seq, hash };
  }
  return faults;
}
