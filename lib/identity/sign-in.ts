import { hash, verify } from '@node-rs/argon2';
import { appendAudit } from '../audit/append';
import { PLATFORM, withTenant } from '../db/tenant';
import { systemClock, type Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { storable } from '../kernel/text';
import { Gate } from './gate';

/** Failures within the window that lock an account, whatever address they come from. */
export const MAX_FAILURES = 5;
export const WINDOW_MINUTES = 15;
export const LOCK_MINUTES = 15;
/** Failures within the window from one address; generous, since a whole commission may share one. */
const MAX_FROM_ADDRESS = 100;
/** Stands for every address where no trusted proxy tells them apart: a limit on it would shut everybody out for one of them. */
export const UNKNOWN_ADDRESS = 'direct';

/** Looking at a password is dear on purpose and takes threads that everything else needs too: two at once, the others in line. */
const gate = new Gate(2, 200);

export type SignIn =
  | { ok: true; accountId: string; sessionId: string; name: string }
  | { ok: false; reason: 'wrong' | 'locked' | 'busy' };

/**
 * Until when failures lock an account: for a while from the last of five that fell into one window. `failures` newest first, those
 * before the last success or unlocking left out; since tries during a lock are not counted, the newest five decide.
 */
export function lockedUntil(failures: readonly Date[]): Date | null {
  const [last, first] = [failures[0], failures[MAX_FAILURES - 1]];
  if (!last || !first || last.getTime() - first.getTime() > WINDOW_MINUTES * 60_000) return null;
  return new Date(last.getTime() + LOCK_MINUTES * 60_000);
}

const platform = { tenantId: PLATFORM, accountId: null };

/** What a password is checked against when there is no such account, so that the answer takes as long. */
let decoy: Promise<string> | undefined;
const decoyHash = () => (decoy ??= hashPassword(newId()));

/**
 * Checks login name and password and begins a session. Every attempt is counted before the password is looked at, under a lock
 * for the login name, so that parallel attempts cannot pass the limit; unknown names are counted and answered like known ones.
 */
export async function signIn({ loginName, password, ip }: { loginName: string; password: string; ip: string }, clock: Clock = systemClock): Promise<SignIn> {
  const name = [...storable(loginName).trim().toLowerCase()].slice(0, 100).join('');
  const now = clock.now();
  const since = new Date(now.getTime() - WINDOW_MINUTES * 60_000);

  const admitted = await withTenant(platform, async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`sign-in ${name}`}, 0))`;
    const account = await tx.account.findUnique({ where: { loginName: name }, select: { unlockedAt: true } });
    const lastGood = await tx.loginAttempt.findFirst({ where: { loginName: name, succeeded: true }, orderBy: { at: 'desc' }, select: { at: true } });
    // Five that fell into one window lock beyond its end, so failures are looked for further back than one window.
    const earliest = new Date(since.getTime() - LOCK_MINUTES * 60_000);
    const from = [lastGood?.at, account?.unlockedAt].reduce<Date>((latest, at) => (at && at > latest ? at : latest), earliest);
    const failures = await tx.loginAttempt.findMany({
      where: { loginName: name, succeeded: false, at: { gt: from } },
      orderBy: { at: 'desc' },
      take: MAX_FAILURES,
      select: { at: true },
    });
    // Trying again while the lock lasts neither counts nor prolongs it.
    const until = lockedUntil(failures.map((f) => f.at));
    if (until && until > now) return 'locked' as const;
    if (gate.full) return 'busy' as const;
    if (ip !== UNKNOWN_ADDRESS && (await tx.loginAttempt.count({ where: { ip, succeeded: false, at: { gt: since } } })) >= MAX_FROM_ADDRESS) return 'busy' as const;
    const id = newId();
    await tx.loginAttempt.create({ data: { id, loginName: name, ip, at: now }, select: { id: true } });
    return { id, becomesLocked: lockedUntil([now, ...failures.map((f) => f.at)]) !== null };
  });

  if (typeof admitted === 'string') {
    await record(name, null, name, ip, 'denied', { reason: admitted }, now);
    return { ok: false, reason: admitted };
  }

  const account = await withTenant(platform, (tx) =>
    tx.account.findUnique({ where: { loginName: name }, select: { id: true, displayName: true, passwordHash: true, status: true, sessionVersion: true } }),
  );
  const against = account?.passwordHash ?? (await decoyHash());
  const right = await gate.run(() => verify(against, password.slice(0, 200))).catch(() => false);
  if (!account?.passwordHash || !right || account.status !== 'active') {
    await record(name, account?.id ?? null, account?.displayName ?? name, ip, 'denied', { reason: 'wrong', ...(admitted.becomesLocked ? { locked: true } : {}) }, now);
    return { ok: false, reason: 'wrong' };
  }

  const sessionId = newId();
  await withTenant(platform, async (tx) => {
    await tx.loginAttempt.update({ where: { id: admitted.id }, data: { succeeded: true }, select: { id: true } });
    await tx.session.create({
      data: { id: sessionId, accountId: account.id, sessionVersion: account.sessionVersion, createdAt: now, lastSeenAt: now },
      select: { id: true },
    });
    await appendAudit(tx, event(name, account.id, account.displayName, ip, 'ok', {}), now);
  });
  return { ok: true, accountId: account.id, sessionId, name: account.displayName };
}

const event = (loginName: string, accountId: string | null, accountName: string, ip: string, result: 'ok' | 'denied', data: object) => ({
  tenantId: PLATFORM,
  accountId,
  accountName,
  role: '',
  act: 'session.begin',
  targetType: 'account',
  targetId: accountId ?? loginName,
  result,
  ip,
  requestId: newId(),
  data,
});

const record = (loginName: string, accountId: string | null, accountName: string, ip: string, result: 'denied', data: object, now: Date) =>
  withTenant(platform, (tx) => appendAudit(tx, event(loginName, accountId, accountName, ip, result, data), now));

/** A password's hash, as it is stored. */
export const hashPassword = (password: string): Promise<string> => hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
