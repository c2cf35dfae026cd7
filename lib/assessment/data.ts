import { fromDbOrNull } from '../db/dates';
import type { Tx } from '../db/tenant';
import type { CentreClass, Grade } from '../glossary';
import { may, type Actor } from '../identity/actor';
import type { Target } from '../identity/capabilities';
import type { YearEntry } from './year';
import type { SheetScores } from './sheet';
import type { AssessmentState } from './states';

/** One assessment with what its page and its mutations need; null if it does not exist in the tenant. */
export async function getAssessment(tx: Tx, tenantId: string, id: string) {
  const a = await tx.assessment.findUnique({
    where: { tenantId_id: { tenantId, id } },
    select: {
      id: true, centreId: true, year: true, cycle: true, state: true, assessorAccountId: true, assessorName: true, dueOn: true, score: true, items: true,
      proposedGrade: true, comment: true, proposedAt: true, returnReason: true, grade: true, grounds: true, confirmedByName: true, confirmedAt: true, version: true,
      centre: { select: { name: true, code: true, class: true, hosting: { where: { endedOn: null }, select: { institutionId: true, institution: { select: { name: true } } } } } },
      decisions: { select: { id: true, number: true, state: true }, take: 1 },
    },
  });
  if (!a) return null;
  return {
    ...a,
    state: a.state as AssessmentState,
    dueOn: fromDbOrNull(a.dueOn),
    score: a.score === null ? null : Number(a.score),
    items: (a.items ?? {}) as unknown as SheetScores,
    proposedGrade: a.proposedGrade as Grade | null,
    grade: a.grade as Grade | null,
    hostId: a.centre.hosting[0]?.institutionId,
    host: a.centre.hosting[0]?.institution.name ?? null,
    decision: a.decisions[0] ?? null,
  };
}
export type AssessmentRecord = NonNullable<Awaited<ReturnType<typeof getAssessment>>>;

/** Whether somebody may read a result before it is confirmed: who runs the year, and who scores the centre. Everybody else waits. */
export const readsDraft = (actor: Actor, target: Target): boolean =>
  may(actor, 'assessment.assign', { tenantId: target.tenantId }) || may(actor, 'assessment.propose', target);

/** An assessment as the actor may read it: what has been entered but not confirmed is left out for whoever may not. */
function disclosed<A extends { state: string; score: unknown; proposedGrade?: unknown }>(a: A, actor: Actor, target: Target): A & { withheld: boolean } {
  if (a.state === 'confirmed' || readsDraft(actor, target)) return { ...a, withheld: false };
  return { ...a, score: null, proposedGrade: null, ...('comment' in a ? { comment: null } : {}), ...('items' in a ? { items: {} } : {}), ...('returnReason' in a ? { returnReason: null } : {}), withheld: true };
}

/** One assessment for a reader; null if it does not exist or is not his to read. */
export async function readAssessment(tx: Tx, actor: Actor, id: string) {
  const found = await getAssessment(tx, actor.tenantId, id);
  if (!found) return null;
  const target = { tenantId: actor.tenantId, centreId: found.centreId, hostId: found.hostId, assigneeId: found.assessorAccountId };
  return may(actor, 'assessment.read', target) ? { assessment: disclosed(found, actor, target), target } : null;
}

/** A centre's years for a reader of its file, oldest first. */
export async function readCentreYears(tx: Tx, actor: Actor, centreId: string) {
  const found = await tx.assessment.findMany({
    where: { tenantId: actor.tenantId, centreId },
    orderBy: { year: 'asc' },
    select: { id: true, year: true, cycle: true, state: true, grade: true, grounds: true, score: true, assessorName: true, assessorAccountId: true, confirmedByName: true, confirmedAt: true, dueOn: true },
  });
  return found.map((a) => disclosed(a, actor, { tenantId: actor.tenantId, centreId, assigneeId: a.assessorAccountId }));
}

/** A year's assessments for a reader of the list. `readable`: its page may be opened. */
export function readYear(rows: Awaited<ReturnType<typeof listYear>>, actor: Actor) {
  return rows.map((r) => {
    const target = { tenantId: actor.tenantId, centreId: r.centreId, assigneeId: r.assessorAccountId };
    return { ...disclosed(r, actor, target), readable: may(actor, 'assessment.read', target) };
  });
}

/** Every assessment of a year, for grading and for the list; a year of one tenant is one screenful of work. */
export async function listYear(tx: Tx, tenantId: string, year: number) {
  const found = await tx.assessment.findMany({
    where: { tenantId, year },
    orderBy: { centre: { code: 'asc' } },
    select: {
      id: true, centreId: true, state: true, score: true, proposedGrade: true, grade: true, grounds: true, assessorName: true, assessorAccountId: true, dueOn: true,
      centre: { select: { code: true, name: true, class: true } },
      decisions: { select: { id: true, state: true }, take: 1 },
    },
  });
  return found.map((a) => ({
    ...a,
    state: a.state as AssessmentState,
    score: a.score === null ? null : Number(a.score),
    proposedGrade: a.proposedGrade as Grade | null,
    grade: a.grade as Grade | null,
    dueOn: fromDbOrNull(a.dueOn),
    centre: { ...a.centre, class: a.centre.class as CentreClass },
    decision: a.decisions[0] ?? null,
  }));
}

/** The year's entries as the grading looks at them. */
export const yearEntries = (rows: Awaited<ReturnType<typeof listYear>>): YearEntry[] =>
  rows.map((r) => ({ id: r.id, centreId: r.centreId, score: r.state === 'proposed' || r.state === 'confirmed' ? r.score : null, proposedGrade: r.grade ?? r.proposedGrade }));

/** The rule chosen for a year, if any. */
export async function getYearRule(tx: Tx, tenantId: string, year: number) {
  const row = await tx.assessmentYear.findUnique({
    where: { tenantId_year: { tenantId, year } },
    select: { gradeRule: true, reason: true, decidedByName: true, decidedAt: true, version: true },
  });
  return row && { ...row, gradeRule: row.gradeRule as 'score' | 'proportion' | null };
}

/** Centres that are not closed and have no assessment for a year; `host` is null where nobody hosts the centre now. */
export async function listUnassigned(tx: Tx, tenantId: string, year: number) {
  const found = await tx.centre.findMany({
    where: { tenantId, status: { not: 'closed' }, assessments: { none: { year } } },
    orderBy: { code: 'asc' },
    select: { id: true, code: true, name: true, class: true, hosting: { where: { endedOn: null }, select: { cycle: true, institution: { select: { name: true } } } } },
  });
  return found.map((c) => ({ id: c.id, code: c.code, name: c.name, class: c.class as CentreClass, host: c.hosting[0]?.institution.name ?? null, cycle: c.hosting[0]?.cycle ?? 1 }));
}

/** Accounts that are assessors of the tenant. */
export async function listAssessors(tx: Tx, tenantId: string): Promise<{ id: string; name: string }[]> {
  const found = await tx.membership.findMany({
    where: { tenantId, role: 'assessor', status: 'active' },
    orderBy: { createdAt: 'asc' },
    select: { account: { select: { id: true, displayName: true } } },
  });
  return found.map(({ account }) => ({ id: account.id, name: account.displayName }));
}
