import type { Tx } from '../db/tenant';
import { isId } from '../kernel/ids';

/** The names of what a page of the log is about, as they are today; what has none is left out. */
export async function nameTargets(tx: Tx, tenantId: string, rows: readonly { targetType: string; targetId: string }[]): Promise<Map<string, string>> {
  const of = (type: string) => ({ in: [...new Set(rows.filter((r) => r.targetType === type && isId(r.targetId)).map((r) => r.targetId))] });
  const where = (type: string) => ({ tenantId, id: of(type) });
  const centre = { select: { name: true } } as const;
  const found: { id: string; name: string }[] = [
    ...(rows.some((r) => r.targetType === 'tenant' && r.targetId === tenantId) ? await tx.tenant.findMany({ where: { id: tenantId }, select: { id: true, name: true } }) : []),
    ...(await tx.centre.findMany({ where: where('centre'), select: { id: true, name: true } })),
    ...(await tx.person.findMany({ where: where('person'), select: { id: true, name: true } })),
    ...(await tx.institution.findMany({ where: where('institution'), select: { id: true, name: true } })),
    ...(await tx.specialty.findMany({ where: where('specialty'), select: { id: true, direction: true } })).map((s) => ({ id: s.id, name: s.direction })),
    ...(await tx.rosterChange.findMany({ where: where('roster-change'), select: { id: true, committee: { select: { centre } } } })).map((c) => ({ id: c.id, name: c.committee.centre.name })),
    ...(await tx.assessment.findMany({ where: where('assessment'), select: { id: true, year: true, centre } })).map((a) => ({ id: a.id, name: `${a.centre.name}${a.year}年度` })),
    ...(await tx.decision.findMany({ where: where('decision'), select: { id: true, number: true } })).map((d) => ({ id: d.id, name: d.number })),
    ...(await tx.membership.findMany({ where: { tenantId, accountId: of('account') }, select: { account: { select: { id: true, displayName: true } } } })).map(({ account }) => ({ id: account.id, name: account.displayName })),
  ];
  return new Map(found.map(({ id, name }) => [id, name]));
}
