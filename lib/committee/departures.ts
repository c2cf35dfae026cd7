import { fromDbOrNull, toDb } from '../db/dates';
import type { Tx } from '../db/tenant';
import { isId } from '../kernel/ids';
import type { LocalDate } from '../kernel/local-date';

const PAGE = 30;

/** One page of the register of departures, the newest first: those in force on a day, or those that had run out by then. */
export async function pageDepartures(tx: Tx, tenantId: string, { ended, after, on }: { ended: boolean; after?: string | undefined; on: LocalDate }) {
  const where = { tenantId, state: 'accepted', expiresOn: ended ? { lt: toDb(on) } : { gte: toDb(on) } };
  const total = await tx.departure.count({ where });
  const found = await tx.departure.findMany({
    where: isId(after) ? { AND: [where, { id: { lt: after } }] } : where,
    orderBy: { id: 'desc' },
    take: PAGE + 1,
    select: { id: true, rule: true, article: true, reason: true, expiresOn: true, approvedByName: true, change: { select: { id: true, committee: { select: { centre: { select: { id: true, name: true } } } } } } },
  });
  const rows = found.slice(0, PAGE).map((d) => ({ ...d, expiresOn: fromDbOrNull(d.expiresOn), changeId: d.change.id, centreId: d.change.committee.centre.id, centre: d.change.committee.centre.name }));
  return { total, rows, next: found.length > PAGE ? rows.at(-1)!.id : null };
}
