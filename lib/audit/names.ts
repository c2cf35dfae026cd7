import type { Tx } from '../db/tenant';
import { isId } from '../kernel/ids';

type Where = { tenantId: string; id: { in: string[] } };
type Named = Promise<{ id: string; name: string }[]>;

const centre = { select: { name: true } } as const;
const institution = centre;
const round = { select: { number: true } } as const;

/** How each kind of thing is called; names of applicants and of what nobody has handed in yet are not said here. */
const NAMES: Readonly<Record<string, (tx: Tx, where: Where) => Named>> = {
  centre: (tx, where) => tx.centre.findMany({ where, select: { id: true, name: true } }),
  person: (tx, where) => tx.person.findMany({ where, select: { id: true, name: true } }),
  institution: (tx, where) => tx.institution.findMany({ where, select: { id: true, name: true } }),
  specialty: async (tx, where) => (await tx.specialty.findMany({ where, select: { id: true, direction: true } })).map((s) => ({ id: s.id, name: s.direction })),
  'roster-change': async (tx, where) => (await tx.rosterChange.findMany({ where, select: { id: true, committee: { select: { centre } } } })).map((c) => ({ id: c.id, name: c.committee.centre.name })),
  assessment: async (tx, where) => (await tx.assessment.findMany({ where, select: { id: true, year: true, centre } })).map((a) => ({ id: a.id, name: `${a.centre.name}${a.year}年度` })),
  decision: async (tx, where) => (await tx.decision.findMany({ where, select: { id: true, number: true } })).map((d) => ({ id: d.id, name: d.number })),
  account: async (tx, { tenantId, id }) => (await tx.membership.findMany({ where: { tenantId, accountId: id }, select: { account: { select: { id: true, displayName: true } } } })).map(({ account }) => ({ id: account.id, name: account.displayName })),
  selection: async (tx, where) => (await tx.selection.findMany({ where, select: { id: true, number: true } })).map((s) => ({ id: s.id, name: s.number })),
  application: async (tx, where) => (await tx.application.findMany({ where, select: { id: true, receipt: true, selection: round } })).map((a) => ({ id: a.id, name: a.receipt ?? `${a.selection.number}未提交` })),
  'panel-member': async (tx, where) => (await tx.panelMember.findMany({ where, select: { id: true, name: true, selection: round } })).map((m) => ({ id: m.id, name: `${m.selection.number}${m.name}` })),
  'panel-score': async (tx, where) => (await tx.panelScore.findMany({ where, select: { id: true, member: { select: { name: true, selection: round } } } })).map((s) => ({ id: s.id, name: `${s.member.selection.number}${s.member.name}` })),
  notice: async (tx, where) => (await tx.notice.findMany({ where, select: { id: true, number: true } })).map((n) => ({ id: n.id, name: n.number })),
  objection: async (tx, where) => (await tx.objection.findMany({ where, select: { id: true, number: true } })).map((o) => ({ id: o.id, name: o.number })),
  handover: async (tx, where) => (await tx.handover.findMany({ where, select: { id: true, centre } })).map((h) => ({ id: h.id, name: h.centre.name })),
  sanction: async (tx, where) => (await tx.sanction.findMany({ where, select: { id: true, institution } })).map((s) => ({ id: s.id, name: s.institution.name })),
  'institution-event': async (tx, where) => (await tx.institutionEvent.findMany({ where, select: { id: true, institution } })).map((e) => ({ id: e.id, name: e.institution.name })),
};

/** The names of what a page of the log is about, as they are today; what has none is left out. */
export async function nameTargets(tx: Tx, tenantId: string, rows: readonly { targetType: string; targetId: string }[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  if (rows.some((r) => r.targetType === 'tenant' && r.targetId === tenantId)) {
    const tenant = await tx.tenant.findUnique({ where: { id: tenantId }, select: { name: true } });
    if (tenant) names.set(tenantId, tenant.name);
  }
  for (const [type, named] of Object.entries(NAMES)) {
    const ids = [...new Set(rows.filter((r) => r.targetType === type && isId(r.targetId)).map((r) => r.targetId))];
    if (ids.length === 0) continue;
    for (const { id, name } of await named(tx, { tenantId, id: { in: ids } })) if (name) names.set(id, name);
  }
  return names;
}
