import type { Tx } from '../db/tenant';
import type { Role } from '../identity/capabilities';
import { isId, newId } from '../kernel/ids';

// What accounts are told. A message is written in the transaction of the change that it tells of.

/** Who is told: accounts by id, the holders of a role, or the contacts of institutions. */
export type Audience = { accounts: readonly (string | null)[] } | { role: Role } | { institutions: readonly string[] } | { allInstitutions: true };

export interface News {
  title: string;
  text: string;
  /** Path below the jurisdiction's own. */
  href: string;
}

/** Tells everybody in the audience once, except whoever did it himself. */
export async function tell(tx: Tx, tenantId: string, audiences: readonly Audience[], news: News, { at, by }: { at: Date; by: string | null }): Promise<void> {
  const accounts = new Set<string>();
  for (const audience of audiences) {
    if ('accounts' in audience) audience.accounts.forEach((id) => id && accounts.add(id));
    else {
      const found = await tx.membership.findMany({
        where: {
          tenantId, status: 'active',
          ...('role' in audience ? { role: audience.role } : { role: 'host-contact', ...('institutions' in audience ? { institutionId: { in: [...audience.institutions] } } : {}) }),
        },
        select: { accountId: true },
      });
      found.forEach((m) => accounts.add(m.accountId));
    }
  }
  if (by) accounts.delete(by);
  if (accounts.size === 0) return;
  await tx.message.createMany({ data: [...accounts].map((accountId) => ({ tenantId, id: newId(), accountId, ...news, at })) });
}

const PAGE = 20;

/** One page of what an account was told, newest first; `next` is the cursor of the page after it. */
export async function pageMessages(tx: Tx, tenantId: string, accountId: string, { unread, before }: { unread: boolean; before?: string | undefined }) {
  const where = { tenantId, accountId, ...(unread ? { readAt: null } : {}) };
  const from = before && isId(before) ? await tx.message.findFirst({ where: { tenantId, accountId, id: before }, select: { id: true, at: true } }) : null;
  const found = await tx.message.findMany({
    // By instant and id, so that a message read in between does not break the page after it.
    where: { ...where, ...(from ? { OR: [{ at: { lt: from.at } }, { at: from.at, id: { lt: from.id } }] } : {}) },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: PAGE + 1,
    select: { id: true, title: true, text: true, href: true, at: true, readAt: true },
  });
  const items = found.slice(0, PAGE);
  return { items, next: found.length > PAGE ? items.at(-1)!.id : null, ...(await countMessages(tx, tenantId, accountId)) };
}

/** How many messages an account has, and how many it has not read. */
export const countMessages = async (tx: Tx, tenantId: string, accountId: string): Promise<{ all: number; unread: number }> => ({
  all: await tx.message.count({ where: { tenantId, accountId } }),
  unread: await tx.message.count({ where: { tenantId, accountId, readAt: null } }),
});
