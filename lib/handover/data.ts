import { listCommittees } from '../committee/data';
import { rosterOn } from '../committee/history';
import { fromDb, fromDbOrNull, toDb } from '../db/dates';
import type { Tx } from '../db/tenant';
import { GRADES, HOST_OUTCOMES, type Grade, type HandoverKind, type HostOutcome } from '../glossary';
import { ROLES, type Role } from '../identity/capabilities';
import type { Work } from '../identity/perform';
import { formatDate } from '../kernel/chinese';
import { dateInChina } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { LocalDate } from '../kernel/local-date';
import { bodyLabel, postLabel, type Profile } from '../regulation/profile';
import { inventoryOf, inventorySchema, type Known } from './inventory';
import type { Sealed } from './sealed';
import type { HandoverState } from './states';

interface NewHandover {
  centreId: string;
  selectionId: string;
  /** The period of the old host. */
  from: { id: string };
  toInstitutionId: string;
  /** The text that asks for it. */
  profile: Profile;
  /** Last day that the authority has set, inclusive. */
  dueOn: LocalDate | null;
}

/** Opens the handover of a decided round, with the inventory of what the centre has used; its id. */
export async function openHandover({ tx, actor: { tenantId }, today }: Work, { centreId, selectionId, from, toInstitutionId, profile, dueOn }: NewHandover): Promise<string> {
  const id = newId();
  const inventory = inventoryOf(profile.handover?.items ?? [], await knownOf(tx, tenantId, profile, centreId, from.id, today));
  await tx.handover.create({ data: { tenantId, id, centreId, selectionId, fromPeriodId: from.id, toInstitutionId, inventory, dueOn: dueOn && toDb(dueOn) }, select: { id: true } });
  return id;
}

/** What the platform knows that a centre has used, by kind; what it does not know the old host writes. */
async function knownOf(tx: Tx, tenantId: string, profile: Profile, centreId: string, periodId: string, on: LocalDate): Promise<Partial<Record<HandoverKind, Known[]>>> {
  const lists = await tx.rosterChange.findMany({ where: { tenantId, state: 'approved', committee: { centreId } }, orderBy: { effectiveOn: 'desc' }, select: { effectiveOn: true } });
  const decisions = await tx.decision.findMany({ where: { tenantId, centreId, state: 'confirmed' }, orderBy: { onDate: 'desc' }, select: { effectiveOn: true, onDate: true } });
  const assessments = await tx.assessment.findMany({ where: { tenantId, centreId, state: 'confirmed' }, orderBy: { year: 'desc' }, select: { year: true, score: true, confirmedAt: true } });
  const latest = (day: LocalDate | undefined) => (day ? `最近一份${formatDate(day)}` : '');
  const documents = [
    { label: '经审定的名单', count: lists.length, unit: '份', source: latest(lists[0] && fromDb(lists[0].effectiveOn)) },
    { label: '年度考核结果', count: assessments.length, unit: '份', source: latest(assessments[0]?.confirmedAt ? dateInChina(assessments[0].confirmedAt) : undefined) },
    { label: '裁定', count: decisions.length, unit: '份', source: latest(decisions[0] && fromDb(decisions[0].effectiveOn ?? decisions[0].onDate)) },
  ];
  const sheets = assessments.filter((a) => a.score !== null);
  const years = sheets.map((a) => a.year);
  const committees = (await listCommittees(tx, tenantId, centreId)).filter((c) => c.endedOn === null);
  const members = await tx.membership.findMany({
    where: { tenantId, centreId, status: 'active' }, orderBy: [{ role: 'asc' }, { id: 'asc' }], select: { role: true, account: { select: { displayName: true } } },
  });
  const roles = [...new Set(members.map((m) => m.role))] as Role[];
  return {
    document: documents.filter((d) => d.count > 0),
    data: sheets.length > 0 ? [{ label: '年度考核评分', count: sheets.length, unit: '份', source: `${Math.min(...years)}至${Math.max(...years)}年度` }] : [],
    network: committees.map((c) => ({ label: bodyLabel(profile, c.body), count: rosterOn(c.seats, on).length, unit: '人', source: `第${c.cohort}届` })),
    permission: roles.map((role) => {
      const names = members.filter((m) => m.role === role).map((m) => m.account.displayName);
      return { label: `${ROLES[role]}的账号和权限`, count: names.length, unit: '个', source: names.join('、') };
    }),
    equipment: await equipmentOf(tx, tenantId, periodId),
  };
}

/** What the old host wrote of its equipment when it applied: the field of its form that bears the name of the kind. */
async function equipmentOf(tx: Tx, tenantId: string, periodId: string): Promise<Known[]> {
  const kind: HandoverKind = 'equipment';
  const won = await tx.selection.findFirst({ where: { tenantId, hostingPeriodId: periodId, state: 'established' }, select: { id: true, hosting: { select: { institutionId: true } } } });
  const application = won && (await tx.application.findFirst({ where: { tenantId, selectionId: won.id, institutionId: won.hosting!.institutionId, state: 'eligible' }, select: { form: true } }));
  const answer = (application?.form as Record<string, unknown> | undefined)?.[kind];
  return typeof answer === 'string' && answer.trim() ? [{ label: '申请书所列设备和设施', count: null, unit: '', source: answer.trim() }] : [];
}

/** A handover with both hosts; null if it does not exist in the tenant. */
export async function getHandover(tx: Tx, tenantId: string, id: string) {
  const row = await tx.handover.findUnique({
    where: { tenantId_id: { tenantId, id } },
    select: {
      id: true, state: true, dueOn: true, inventory: true, version: true, createdAt: true, centreId: true, selectionId: true, toInstitutionId: true,
      oldSignedById: true, oldSignedByName: true, oldSignedAt: true, newSignedById: true, newSignedByName: true, newSignedAt: true,
      overrideReason: true, overriddenByName: true, overriddenAt: true, returnReason: true, sealed: true, sealedSha256: true, sealedAt: true,
      centre: { select: { name: true, code: true } },
      from: { select: { institutionId: true, startsOn: true, institution: { select: { name: true } } } },
      toInstitution: { select: { name: true } },
      selection: { select: { number: true, title: true, documentNumber: true, decidedOn: true, profileVersionId: true, state: true } },
    },
  });
  if (!row) return null;
  return {
    ...row,
    state: row.state as HandoverState,
    dueOn: fromDbOrNull(row.dueOn),
    inventory: inventorySchema.parse(row.inventory),
    sealed: row.sealed as unknown as Sealed | null,
    from: { ...row.from, startsOn: fromDb(row.from.startsOn) },
    selection: { ...row.selection, decidedOn: fromDbOrNull(row.selection.decidedOn) },
  };
}
export type HandoverRecord = NonNullable<Awaited<ReturnType<typeof getHandover>>>;

const HANDOVER_PAGE = 30;

/** One page of handovers, newest first; `institutions` narrows it to those in which one of them gives or receives. `before` is the id that the page before ended with. */
export async function pageHandovers(tx: Tx, tenantId: string, { state, institutions, before }: { state?: HandoverState | undefined; institutions: readonly string[] | null; before?: string | undefined }) {
  const where = {
    tenantId,
    ...(state ? { state } : {}),
    ...(institutions ? { OR: [{ toInstitutionId: { in: [...institutions] } }, { from: { institutionId: { in: [...institutions] } } }] } : {}),
  };
  const total = await tx.handover.count({ where });
  const found = await tx.handover.findMany({
    where: before ? { AND: [where, { id: { lt: before } }] } : where,
    orderBy: { id: 'desc' },
    take: HANDOVER_PAGE + 1,
    select: { id: true, state: true, dueOn: true, createdAt: true, centre: { select: { name: true } }, from: { select: { institution: { select: { name: true } } } }, toInstitution: { select: { name: true } } },
  });
  const rows = found.slice(0, HANDOVER_PAGE).map((h) => ({ id: h.id, state: h.state as HandoverState, dueOn: fromDbOrNull(h.dueOn), openedOn: dateInChina(h.createdAt), centre: h.centre.name, from: h.from.institution.name, to: h.toInstitution.name }));
  return { rows, total, next: found.length > HANDOVER_PAGE ? rows.at(-1)!.id : null };
}

/** A centre's file as it stands: what the old host keeps to read when it has handed over. */
export async function centreFileOf(tx: Tx, tenantId: string, profile: Profile, centreId: string): Promise<Sealed['file']> {
  const centre = await tx.centre.findUniqueOrThrow({
    where: { tenantId_id: { tenantId, id: centreId } },
    select: {
      openedOn: true,
      hosting: { orderBy: { startsOn: 'asc' }, select: { cycle: true, startsOn: true, dueToEndOn: true, endedOn: true, endReason: true, institution: { select: { name: true } } } },
      assessments: { where: { state: 'confirmed' }, orderBy: { year: 'asc' }, select: { year: true, cycle: true, grade: true, confirmedByName: true } },
      decisions: { where: { state: 'confirmed' }, orderBy: { onDate: 'asc' }, select: { number: true, onDate: true, effectiveOn: true, outcome: true, reason: true, decidedByName: true } },
    },
  });
  return {
    openedOn: fromDb(centre.openedOn),
    periods: centre.hosting.map((h) => ({ host: h.institution.name, cycle: h.cycle, from: fromDb(h.startsOn), due: fromDbOrNull(h.dueToEndOn), ended: fromDbOrNull(h.endedOn), reason: h.endReason })),
    bodies: (await listCommittees(tx, tenantId, centreId)).map((c) => ({
      body: bodyLabel(profile, c.body), cohort: c.cohort, from: c.termFrom, to: c.termTo, ended: c.endedOn,
      seats: c.seats.map((s) => ({ name: s.person.name, institution: s.person.institution.name, posts: s.posts.map((p) => postLabel(profile, p)), from: s.validFrom, until: s.validTo })),
    })),
    grades: centre.assessments.map((a) => ({ year: a.year, cycle: a.cycle, grade: GRADES[a.grade as Grade], by: a.confirmedByName })),
    decisions: centre.decisions.map((d) => ({ number: d.number, on: fromDb(d.onDate), effectiveOn: fromDbOrNull(d.effectiveOn), outcome: HOST_OUTCOMES[(d.outcome as { host: HostOutcome }).host], reason: d.reason, by: d.decidedByName })),
  };
}
