import { getServerSession } from 'next-auth';
import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { newId } from '../kernel/ids';
import type { Actor } from './actor';
import { mayEver, type Act } from './capabilities';
import { addressOf, authOptions } from './auth';
import { readSession, type SignedIn } from './session';

/** Who is signed in, asked once for each request and jurisdiction; null for nobody. */
export const loadSignedIn = cache(async (jurisdiction: string | null): Promise<SignedIn | null> => {
  const session = (await getServerSession(authOptions)) as { sid?: string } | null;
  return session?.sid ? readSession(session.sid, undefined, jurisdiction) : null;
});

/** The actor in a jurisdiction that the address or a form claims. Nobody signed in: login. No role there: not found. */
export const loadActor = cache(async (jurisdiction: string): Promise<Actor> => {
  const signedIn = await loadSignedIn(jurisdiction);
  if (!signedIn) redirect('/login');
  const actor = actorIn(signedIn, jurisdiction, addressOf(Object.fromEntries(await headers())));
  if (!actor) notFound();
  return actor;
});

/** The actor for a page that needs an act which at least one of his roles may do; otherwise not found. */
export async function loadActorFor(jurisdiction: string, act: Act): Promise<Actor> {
  const actor = await loadActor(jurisdiction);
  if (!mayEver(act, actor.roles.map((r) => r.role))) notFound();
  return actor;
}

/** A signed-in account as an actor in one tenant, or null without a role there. */
export function actorIn(signedIn: SignedIn, tenantId: string, ip: string): Actor | null {
  const roles = signedIn.roles.filter((r) => r.tenantId === tenantId);
  if (roles.length === 0) return null;
  return { accountId: signedIn.accountId, name: signedIn.name, tenantId, roles, ip, requestId: newId() };
}
