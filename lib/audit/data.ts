import { readTenant, type Tx } from '../db/tenant';
import { verifyEvents, type ChainFault } from './chain';

const PAGE = 50;

/** What the log may be narrowed to. */
export interface AuditFilter {
  act?: string | undefined;
  result?: string | undefined;
  account?: string | undefined;
}

/** One page of a tenant's log, newest first; `before` is the number that the page before ended with. */
export async function listAudit(tx: Tx, tenantId: string, filter: AuditFilter, before?: number) {
  const where = {
    tenantId,
    ...(filter.act ? { act: filter.act } : {}),
    ...(filter.result ? { result: filter.result } : {}),
    ...(filter.account ? { accountName: { contains: filter.account } } : {}),
  };
  const total = await tx.auditEvent.count({ where });
  const found = await tx.auditEvent.findMany({
    where: before ? { ...where, seq: { lt: before } } : where,
    orderBy: { seq: 'desc' },
    take: PAGE + 1,
    select: { id: true, seq: true, at: true, accountName: true, role: true, act: true, targetType: true, targetId: true, result: true, ip: true, hash: true },
  });
  const rows = found.slice(0, PAGE);
  return { rows, total, next: found.length > PAGE ? rows.at(-1)!.seq : null };
}

/** What a check has found; `head` is the hash of the last event. */
export interface Verified {
  events: number;
  faults: ChainFault[];
  head: string | null;
}

/** Checks a tenant's whole chain in one transaction. */
export const verifyTenant = (tx: Tx, tenantId: string): Promise<Verified> => verifyBy((work) => work(tx), tenantId);

/**
 * The same for a chain of any length, each piece in a transaction of its own: nothing before the head ever changes, so the pieces
 * need no common snapshot, and a chain of years does not hold the database for the time that it takes.
 */
export const verifyChain = (tenantId: string): Promise<Verified> => verifyBy((work) => readTenant({ tenantId, accountId: null }, work), tenantId);

async function verifyBy(read: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>, tenantId: string): Promise<Verified> {
  let before: { seq: number; hash: string } | null = null;
  let events = 0;
  const faults: ChainFault[] = [];
  for (;;) {
    const after: number = before?.seq ?? 0;
    const piece: Awaited<ReturnType<typeof readPiece>> = await read((tx) => readPiece(tx, tenantId, after));
    if (piece.length === 0) return { events, faults, head: before?.hash ?? null };
    faults.push(...verifyEvents(tenantId, piece, before));
    events += piece.length;
    before = { seq: piece.at(-1)!.seq, hash: piece.at(-1)!.hash };
  }
}

const readPiece = (tx: Tx, tenantId: string, after: number) =>
  tx.auditEvent.findMany({
    where: { tenantId, seq: { gt: after } },
    orderBy: { seq: 'asc' },
    take: 1000,
    select: {
      tenantId: true, seq: true, prevHash: true, hash: true, at: true, accountId: true, accountName: true, role: true, act: true,
      targetType: true, targetId: true, result: true, ip: true, requestId: true, data: true,
    },
  });
