import { PLATFORM, withTenant } from '../db/tenant';
import { readSessionRow, type SessionRow } from '../db/session';
import { systemClock, today, type Clock } from '../kernel/clock';
import { isId } from '../kernel/ids';
import type { HeldRole, Role } from './capabilities';

/** Idle time after which a session ends; half of it for administrators. */
const IDLE_MINUTES = 30;
const IDLE_MINUTES_ADMIN = 15;
const ABSOLUTE_HOURS = 12;
/** How stale `lastSeenAt` may become before it is written again: not every page view is a write. */
const TOUCH_SECONDS = 60;

export interface SignedIn {
  accountId: string;
  name: string;
  /** Every active role, in every tenant. */
  roles: HeldRole[];
  /** The tenants of those roles, in their own order. */
  tenants: { id: string; name: string; authority: string; level: string; letter: string; kind: string }[];
  /** The rule version in force in the claimed tenant. */
  version: SessionRow['version'];
}

/**
 * The account behind a session id, if the session still holds: not ended, not idle, not too old, and begun under the account's
 * present session version. Roles and status are read from the database each time, so that a change acts on the next request.
 * `claimed` is the jurisdiction that the request names; its rule version is found on the way if the account has a role there.
 */
export async function readSession(sessionId: string, clock: Clock = systemClock, claimed: string | null = null): Promise<SignedIn | null> {
  if (!isId(sessionId)) return null;
  const now = clock.now().getTime();
  const row = await readSessionRow(sessionId, claimed, today(clock));
  if (!row) return null;
  const idle = row.roles.some((r) => r.role.endsWith('-admin')) ? IDLE_MINUTES_ADMIN : IDLE_MINUTES;
  const quiet = now - Date.parse(row.lastSeenAt);
  if (quiet > idle * 60_000 || now - Date.parse(row.createdAt) > ABSOLUTE_HOURS * 3_600_000) return null;
  if (quiet > TOUCH_SECONDS * 1000) {
    await withTenant({ tenantId: PLATFORM, accountId: null }, (tx) =>
      tx.session.updateMany({ where: { id: sessionId, endedAt: null }, data: { lastSeenAt: new Date(now) } }),
    );
  }
  const tenants = new Map(row.roles.map(({ tenantId: id, name, authority, level, letter, kind }) => [id, { id, name, authority, level, letter, kind }]));
  return {
    accountId: row.accountId,
    name: row.name,
    roles: row.roles.map(({ tenantId, role, centreId, institutionId, office }) => ({ tenantId, role: role as Role, centreId, institutionId, office })),
    tenants: [...tenants.values()],
    version: row.version,
  };
}

/** Ends a session on the server; its cookie is worth nothing from then on. */
export async function endSession(sessionId: string, clock: Clock = systemClock): Promise<void> {
  if (!isId(sessionId)) return;
  await withTenant({ tenantId: PLATFORM, accountId: null }, (tx) =>
    tx.session.updateMany({ where: { id: sessionId, endedAt: null }, data: { endedAt: clock.now() } }),
  );
}
