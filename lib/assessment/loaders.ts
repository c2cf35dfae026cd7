import { notFound } from 'next/navigation';
import { cache } from 'react';
import { may } from '../identity/actor';
import { loadDeskFor, readAs } from '../jurisdiction/loaders';
import { isId } from '../kernel/ids';
import { getAssessment, getYearRule, listAssessors, listUnassigned, listYear, yearEntries } from './data';
import { gradeYear } from './year';

/** A year's assessments with both grades, and who is still to be assigned. */
export async function loadYear(jurisdiction: string, year: number) {
  const desk = await loadDeskFor(jurisdiction, 'assessment.list');
  const { tenantId } = desk.actor;
  const mayAssign = may(desk.actor, 'assessment.assign', { tenantId });
  const mayChoose = may(desk.actor, 'assessment.choose-rule', { tenantId });
  const loaded = await readAs(desk.actor, async (tx) => {
    const rows = await listYear(tx, tenantId, year);
    return {
      rows,
      rule: await getYearRule(tx, tenantId, year),
      unassigned: mayAssign ? await listUnassigned(tx, tenantId, year) : [],
      assessors: mayAssign ? await listAssessors(tx, tenantId) : [],
      years: (await tx.assessment.groupBy({ by: ['year'], where: { tenantId }, orderBy: { year: 'desc' }, take: 12 })).map((g) => g.year),
    };
  });
  const { profile } = desk.rules;
  const grades = profile.grades ? gradeYear(profile, yearEntries(loaded.rows), loaded.rule?.gradeRule ?? null) : new Map();
  // Whoever may see neither all nor a given assessment sees only what has been confirmed of it.
  const rows = loaded.rows.map((r) => {
    const own = may(desk.actor, 'assessment.read', { tenantId, centreId: r.centreId, assigneeId: r.assessorAccountId });
    return own || r.state === 'confirmed' ? { ...r, readable: own } : { ...r, score: null, proposedGrade: null, readable: false };
  });
  const seesAll = may(desk.actor, 'assessment.read', { tenantId });
  return { desk, ...loaded, rows, grades: seesAll ? grades : new Map<string, never>(), mayAssign, mayChoose, seesAll };
}

/** One assessment; not found if the actor may not see it. */
export const loadAssessment = cache(async (jurisdiction: string, id: string) => {
  const desk = await loadDeskFor(jurisdiction, 'assessment.read');
  if (!isId(id)) notFound();
  const { tenantId } = desk.actor;
  const loaded = await readAs(desk.actor, async (tx) => {
    const assessment = await getAssessment(tx, tenantId, id);
    if (!assessment) return null;
    const target = { tenantId, centreId: assessment.centreId, hostId: assessment.hostId, assigneeId: assessment.assessorAccountId };
    if (!may(desk.actor, 'assessment.read', target)) return null;
    const seesAll = may(desk.actor, 'assessment.confirm', target);
    const rows = seesAll && desk.rules.profile.grades?.byScore ? await listYear(tx, tenantId, assessment.year) : [];
    const rule = await getYearRule(tx, tenantId, assessment.year);
    return { assessment, target, rule, year: rows.length > 0 ? gradeYear(desk.rules.profile, yearEntries(rows), rule?.gradeRule ?? null).get(id) : undefined };
  });
  if (!loaded) notFound();
  return { desk, ...loaded };
});
