import { createHash, randomBytes } from 'node:crypto';
import { appendAudit } from '../audit/append';
import { PLATFORM, withTenant } from '../db/tenant';
import { systemClock, type Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { passwordFault } from './password';
import { hashPassword } from './sign-in';

/** How long a one-time link works. */
const VALID_HOURS = 48;

const digest = (token: string) => createHash('sha256').update(token).digest('hex');

/** A secret for a one-time link, with what is stored of it. */
export function newInvite(clock: Clock = systemClock): { token: string; inviteHash: string; inviteExpiresAt: Date } {
  const token = randomBytes(32).toString('base64url');
  return { token, inviteHash: digest(token), inviteExpiresAt: new Date(clock.now().getTime() + VALID_HOURS * 3_600_000) };
}

/** Sets the first password of an invited account; the link works once. A refusal says why in words. */
export async function redeemInvite({ token, password, ip }: { token: string; password: string; ip: string }, clock: Clock = systemClock): Promise<{ ok: true } | { ok: false; reason: string }> {
  const now = clock.now();
  const scope = { tenantId: PLATFORM, accountId: null };
  const inviteHash = digest(token);
  const invited = await withTenant(scope, (tx) =>
    tx.account.findFirst({ where: { inviteHash, inviteExpiresAt: { gt: now }, status: 'active' }, select: { id: true, loginName: true, displayName: true } }),
  );
  if (!invited) return { ok: false, reason: '链接无效、已使用或已过期' };
  const fault = passwordFault(password, invited.loginName);
  if (fault) return { ok: false, reason: fault };
  const passwordHash = await hashPassword(password);
  return withTenant(scope, async (tx) => {
    const { count } = await tx.account.updateMany({
      where: { id: invited.id, inviteHash },
      data: { passwordHash, passwordChangedAt: now, inviteHash: null, inviteExpiresAt: null, sessionVersion: { increment: 1 } },
    });
    if (count !== 1) return { ok: false as const, reason: '链接无效、已使用或已过期' };
    await appendAudit(tx, {
      tenantId: PLATFORM, accountId: invited.id, accountName: invited.displayName, role: '', act: 'account.redeem-invite', targetType: 'account', targetId: invited.id, result: 'ok', ip, requestId: newId(), data: {},
    }, now);
    return { ok: true as const };
  });
}
