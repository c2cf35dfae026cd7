import type { z } from 'zod';
import { z as zod } from 'zod';
import type { Tx } from '../db/tenant';
import { systemClock } from '../kernel/clock';
import { ok, refuse } from '../kernel/result';
import type { Role } from './capabilities';
import type { Mutation } from './perform';
import { LOCK_MINUTES, lockedUntil, WINDOW_MINUTES } from './sign-in';

/** An account of a tenant with its roles and whether it is locked. */
export interface TenantAccount {
  accountId: string;
  loginName: string;
  name: string;
  status: string;
  roles: { role: Role; office: string | null; centre: string | null; institution: string | null }[];
  /** Until when failures keep it locked; null if they do not. */
  lockedUntil: Date | null;
}

/** Every account that holds a role in the tenant. */
export async function listAccounts(tx: Tx, tenantId: string, now: Date = systemClock.now()): Promise<TenantAccount[]> {
  const memberships = await tx.membership.findMany({
    where: { tenantId, status: 'active' },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: {
      role: true, office: true, centre: { select: { name: true } }, institution: { select: { name: true } },
      account: { select: { id: true, loginName: true, displayName: true, status: true, unlockedAt: true } },
    },
  });
  const byAccount = new Map<string, TenantAccount & { unlockedAt: Date | null }>();
  for (const m of memberships) {
    const account = byAccount.get(m.account.id) ?? {
      accountId: m.account.id, loginName: m.account.loginName, name: m.account.displayName, status: m.account.status, roles: [], lockedUntil: null, unlockedAt: m.account.unlockedAt,
    };
    account.roles.push({ role: m.role as Role, office: m.office, centre: m.centre?.name ?? null, institution: m.institution?.name ?? null });
    byAccount.set(m.account.id, account);
  }
  const accounts = [...byAccount.values()];
  const attempts = await tx.loginAttempt.findMany({
    where: { loginName: { in: accounts.map((a) => a.loginName) }, at: { gt: new Date(now.getTime() - (WINDOW_MINUTES + LOCK_MINUTES) * 60_000) } },
    orderBy: { at: 'desc' },
    select: { loginName: true, succeeded: true, at: true },
  });
  return accounts.map(({ unlockedAt, ...account }) => {
    const own = attempts.filter((a) => a.loginName === account.loginName);
    const lastGood = own.find((a) => a.succeeded)?.at ?? null;
    const failures = own.filter((a) => !a.succeeded && (!lastGood || a.at > lastGood) && (!unlockedAt || a.at > unlockedAt));
    const until = lockedUntil(failures.map((a) => a.at));
    return { ...account, lockedUntil: until && until > now ? until : null };
  });
}

export const unlockSchema = zod.object({ accountId: zod.uuid() });

/** Lifts the lock that failed sign-ins have put on an account of the tenant. */
export const unlockAccount: Mutation<z.output<typeof unlockSchema>> = async (work, { accountId }) => {
  const { tx, actor } = work;
  work.authorise({ tenantId: actor.tenantId });
  const member = await tx.membership.findFirst({ where: { tenantId: actor.tenantId, accountId, status: 'active' }, select: { id: true } });
  if (!member) return refuse({ kind: 'not-found' });
  await tx.account.update({ where: { id: accountId }, data: { unlockedAt: work.now }, select: { id: true } });
  work.record({ type: 'account', id: accountId });
  return ok({ message: '账号已解锁' });
};
