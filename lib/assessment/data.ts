import { fromDbOrNull } from '../db/dates';
import type { Tx } from '../db/tenant';
import type { CentreClass, Grade } from '../glossary';
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

/** Centres that are running and have no assessment for a year. */
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
