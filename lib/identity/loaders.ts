import { getServerSession } from 'next-auth';
import { cookies, headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { appendAudit } from '../audit/append';
import { PLATFORM, withTenant } from '../db/tenant';
import { newId } from '../kernel/ids';
import type { Actor } from './actor';
import type { Act } from './capabilities';
import { ASKED_FOR } from './asked-for';
import { addressOf, authOptions } from './auth';
import { readSession, type SignedIn } from './session';

/** Who is signed in, asked once for each request and jurisdiction; null for nobody. */
export const loadSignedIn = cache(async (jurisdiction: string | null): Promise<SignedIn | null> => {
  const session = (await getServerSession(authOptions)) as { sid?: string } | null;
  return session?.sid ? readSession(session.sid, undefined, jurisdiction) : null;
});

/** Where to sign in, coming back to the page that was asked for; `error` is a reason that the page of sign-in knows. */
export async function loginAddress(error?: 'expired'): Promise<string> {
  const page = (await headers()).get(ASKED_FOR);
  const query = new URLSearchParams({ ...(error ? { error } : {}), ...(page && page !== '/' && !page.startsWith('/api/') ? { callbackUrl: page } : {}) });
  return query.size > 0 ? `/login?${query}` : '/login';
}

/** Values of the sign-in's own cookies; null where the browser did not send one. */
export async function loadSignInCookies(): Promise<{ csrfToken: string | null; callbackUrl: string | null }> {
  const { csrfToken, callbackUrl } = authOptions.cookies!;
  const sent = await cookies();
  const value = (name: string) => sent.get(name)?.value || null;
  return { csrfToken: value(csrfToken!.name)?.split('|')[0] ?? null, callbackUrl: value(callbackUrl!.name) };
}

/** The actor in a jurisdiction that the address or a form claims. Nobody signed in: login. No role there: not found. */
export const loadActor = cache(async (jurisdiction: string): Promise<Actor> => {
  const signedIn = await loadSignedIn(jurisdiction);
  if (!signedIn) redirect(await loginAddress());
  const ip = addressOf(Object.fromEntries(await headers()));
  const actor = actorIn(signedIn, jurisdiction, ip);
  if (!actor) {
    await recordStranger(signedIn, jurisdiction, ip);
    notFound();
  }
  return actor;
});

/** Ends a page as not found, and leaves one record of it: what the actor may not read was there. */
export async function refusePage(actor: Actor, act: Act, target: { type: string; id: string } = { type: 'tenant', id: actor.tenantId }): Promise<never> {
  await recordRefusal(actor, act, target.type, target.id);
  notFound();
}

/** Once for each request, however many parts of a page ask. */
const recordRefusal = cache((actor: Actor, act: Act, targetType: string, targetId: string) =>
  withTenant({ tenantId: actor.tenantId, accountId: actor.accountId }, (tx) =>
    appendAudit(tx, {
      tenantId: actor.tenantId, accountId: actor.accountId, accountName: actor.name, role: actor.roles[0]?.role ?? '', act, targetType, targetId, result: 'denied',
      ip: actor.ip, requestId: actor.requestId, data: {},
    }),
  ),
);

/** Leaves a record of a file that leaves the platform. */
export const recordDownload = (actor: Actor, act: Act, target: { type: string; id: string }, data: Record<string, unknown>): Promise<void> =>
  withTenant({ tenantId: actor.tenantId, accountId: actor.accountId }, (tx) =>
    appendAudit(tx, {
      tenantId: actor.tenantId, accountId: actor.accountId, accountName: actor.name, role: actor.roles[0]?.role ?? '', act, targetType: target.type, targetId: target.id, result: 'ok',
      ip: actor.ip, requestId: actor.requestId, data,
    }),
  );

/** A look into a jurisdiction in which the account has no role goes into the platform's chain; an address that is none is no such look. */
async function recordStranger({ accountId, name: accountName }: SignedIn, jurisdiction: string, ip: string): Promise<void> {
  if (!/^[a-z0-9-]{1,64}$/.test(jurisdiction)) return;
  await withTenant({ tenantId: PLATFORM, accountId: null }, async (tx) => {
    const tenant = await tx.tenant.findUnique({ where: { id: jurisdiction }, select: { id: true } });
    if (!tenant) return;
    await appendAudit(tx, {
      tenantId: PLATFORM, accountId, accountName, role: '', act: 'page.read', targetType: 'tenant', targetId: jurisdiction, result: 'denied', ip, requestId: newId(), data: {},
    });
  });
}

/** A signed-in account as an actor in one tenant, or null without a role there. */
export function actorIn(signedIn: SignedIn, tenantId: string, ip: string): Actor | null {
  const roles = signedIn.roles.filter((r) => r.tenantId === tenantId);
  if (roles.length === 0) return null;
  return { accountId: signedIn.accountId, name: signedIn.name, tenantId, roles, ip, requestId: newId() };
}
