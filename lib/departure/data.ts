import { fromDbOrNull, toDb } from '../db/dates';
import type { Prisma, Tx } from '../db/tenant';
import type { Work } from '../identity/perform';
import { isId, newId } from '../kernel/ids';
import type { LocalDate } from '../kernel/local-date';
import { PLAN_CHANGES, type PlanChangeKind, type PlanState } from '../specialty/change';

// The register of departures from what holds in principle. Those of a list are kept with it until it is approved (lib/committee);
// those of a round, of a centre set up by hand and of a change of the plan are entered when it is decided.

/** What was departed from, and why. */
export interface Departed {
  rule: string;
  article: string;
  reason: string;
}

/** Enters what the actor has just allowed; it stands for good, without a last day. */
export async function enterDepartures({ tx, actor, now }: Work, subject: { selectionId: string } | { centreId: string } | { planChangeId: string }, departed: readonly Departed[]): Promise<void> {
  if (departed.length === 0) return;
  await tx.departure.createMany({
    data: departed.map(({ rule, article, reason }) => ({
      tenantId: actor.tenantId, id: newId(), ...subject, rule, article, reason, state: 'accepted', approvedById: actor.accountId, approvedByName: actor.name, approvedAt: now,
    })),
  });
}

const PAGE = 30;

/** One page of the register, the newest first: those in force on a day, or those that had run out by then. */
export async function pageDepartures(tx: Tx, tenantId: string, { ended, after, on }: { ended: boolean; after?: string | undefined; on: LocalDate }) {
  const where: Prisma.DepartureWhereInput = { tenantId, state: 'accepted', ...(ended ? { expiresOn: { lt: toDb(on) } } : { OR: [{ expiresOn: null }, { expiresOn: { gte: toDb(on) } }] }) };
  const total = await tx.departure.count({ where });
  const centre = { select: { id: true, name: true } };
  const found = await tx.departure.findMany({
    where: isId(after) ? { AND: [where, { id: { lt: after } }] } : where,
    orderBy: { id: 'desc' },
    take: PAGE + 1,
    select: {
      id: true, rule: true, article: true, reason: true, expiresOn: true, approvedByName: true,
      change: { select: { id: true, committee: { select: { centre } } } },
      selection: { select: { id: true, title: true, centre } },
      centre,
      planChange: { select: { kind: true, after: true } },
    },
  });
  const rows = found.slice(0, PAGE).map(({ change, selection, centre: opened, planChange, expiresOn, ...d }) => ({
    ...d,
    expiresOn: fromDbOrNull(expiresOn),
    ...(change ? { about: change.committee.centre.name, href: `/centres/${change.committee.centre.id}/rosters/${change.id}` }
      : selection ? { about: selection.centre?.name ?? selection.title, href: `/selections/${selection.id}/result` }
      : opened ? { about: opened.name, href: `/centres/${opened.id}` }
      : { about: `${PLAN_CHANGES[planChange!.kind as PlanChangeKind]}：${(planChange!.after as unknown as PlanState).directions.map((x) => x.direction).join('、')}`, href: '/specialties/history' }),
  }));
  return { total, rows, next: found.length > PAGE ? rows.at(-1)!.id : null };
}
