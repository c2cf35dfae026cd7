import { isAllowed, relationOf, type Act, type HeldRole, type Role, type Target } from './capabilities';

/** Somebody signed in, acting in one tenant in which he holds at least one role. */
export interface Actor {
  accountId: string;
  name: string;
  tenantId: string;
  roles: readonly HeldRole[];
  /** For the audit: where the request came from, and its id. */
  ip: string;
  requestId: string;
}

const noTree = () => null;

/** The role under which the actor may do the act to the target, or null. Roles are tried in the order held. */
export function roleFor(actor: Actor, act: Act, target: Target): Role | null {
  if (target.tenantId !== actor.tenantId) return null;
  const held = actor.roles.find((h) => isAllowed(act, h.role, relationOf(h, actor.accountId, target, noTree)));
  return held?.role ?? null;
}

/** Whether the actor may do the act to the target. */
export const may = (actor: Actor, act: Act, target: Target): boolean => roleFor(actor, act, target) !== null;

/** Ids of the centres that the actor's roles name. */
export const ownCentres = (actor: Actor): string[] => actor.roles.flatMap((h) => (h.centreId ? [h.centreId] : []));

/** Ids of the institutions that the actor's roles name. */
export const ownInstitutions = (actor: Actor): string[] => actor.roles.flatMap((h) => (h.institutionId ? [h.institutionId] : []));

/** The actor's roles as plain names. */
export const roleNames = (actor: Actor): Role[] => [...new Set(actor.roles.map((h) => h.role))];
