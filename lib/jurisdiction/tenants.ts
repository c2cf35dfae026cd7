import { withTenant } from '../db/tenant';
import type { Actor } from '../identity/actor';

/** Every jurisdiction, for the platform's administrator: names and levels, nothing of their business. */
export const loadTenants = (actor: Actor) =>
  withTenant({ tenantId: actor.tenantId, accountId: actor.accountId }, (tx) =>
    tx.tenant.findMany({ where: { kind: 'jurisdiction' }, orderBy: [{ sort: 'asc' }, { id: 'asc' }], select: { id: true, name: true, authority: true, level: true, parent: { select: { name: true } } } }),
  );
