import { notFound } from 'next/navigation';
import { cache } from 'react';
import { periodOn } from '../centre/data';
import { whatFollows } from '../cycle/alternatives';
import { fromDb, fromDbOrNull } from '../db/dates';
import { may } from '../identity/actor';
import type { Grade } from '../glossary';
import { refusePage } from '../identity/loaders';
import { loadDeskFor, readAs } from '../jurisdiction/loaders';
import { isId } from '../kernel/ids';
import { getYearRule, listAssessors, listUnassigned, listYear, readAssessment, readYear, yearEntries } from './data';
import { gradeYear, type YearGrade } from './year';

/** A year's assessments with both grades, and who is still to be assigned. */
export async function loadYear(jurisdiction: string, year: number) {
  const desk = await loadDeskFor(jurisdiction, 'assessment.list');
  const { tenantId } = desk.actor;
  const mayAssign = may(desk.actor, 'assessment.assign', { tenantId });
  const mayChoose = may(desk.actor, 'assessment.choose-rule', { tenantId });
  const loaded = await readAs(desk.actor, async (tx) => ({
    rows: await listYear(tx, tenantId, year),
    rule: await getYearRule(tx, tenantId, year),
    unassigned: mayAssign ? await listUnassigned(tx, tenantId, year) : [],
    closed: mayAssign ? await tx.centre.count({ where: { tenantId, status: 'closed', assessments: { none: { year } } } }) : 0,
    assessors: mayAssign ? await listAssessors(tx, tenantId) : [],
    years: (await tx.assessment.groupBy({ by: ['year'], where: { tenantId }, orderBy: { year: 'desc' }, take: 12 })).map((g) => g.year),
  }));
  const { profile } = desk.rules;
  const entries = yearEntries(loaded.rows);
  const chosen = loaded.rule?.gradeRule ?? null;
  const grades = profile.grades ? gradeYear(profile, entries, chosen) : new Map<string, YearGrade>();
  const seesAll = may(desk.actor, 'assessment.read', { tenantId });
  return {
    desk, ...loaded, rows: readYear(loaded.rows, desk.actor), grades: seesAll ? grades : new Map<string, YearGrade>(), mayAssign, mayChoose, seesAll,
    /** Centres that nobody hosts cannot be assessed. */
    assignable: profile.structure.host ? loaded.unassigned.filter((c) => c.host !== null) : loaded.unassigned,
    orphans: profile.structure.host ? loaded.unassigned.filter((c) => c.host === null) : [],
  };
}

/** One assessment; not found if the actor may not see it. Who confirms it sees the whole year's grading and what each grade would lead to. */
export const loadAssessment = cache(async (jurisdiction: string, id: string) => {
  const desk = await loadDeskFor(jurisdiction, 'assessment.read');
  if (!isId(id)) notFound();
  const { tenantId } = desk.actor;
  const { profile, rulebook } = desk.rules;
  const loaded = await readAs(desk.actor, async (tx) => {
    const read = await readAssessment(tx, desk.actor, id);
    if (!read) return (await tx.assessment.findUnique({ where: { tenantId_id: { tenantId, id } }, select: { id: true } })) && ('denied' as const);
    const { assessment, target } = read;
    const confirms = may(desk.actor, 'assessment.confirm', target);
    const rows = confirms && profile.grades?.byScore ? await listYear(tx, tenantId, assessment.year) : [];
    const rule = await getYearRule(tx, tenantId, assessment.year);
    const year = rows.length > 0 ? gradeYear(profile, yearEntries(rows), rule?.gradeRule ?? null) : null;
    const earlier = confirms
      ? (await tx.assessment.findMany({ where: { tenantId, centreId: assessment.centreId, state: 'confirmed', year: { lt: assessment.year } }, orderBy: { year: 'asc' }, select: { id: true, year: true, cycle: true, grade: true, grounds: true } }))
        .map((a) => ({ ...a, grade: a.grade as Grade }))
      : [];
    const hosting = confirms ? await tx.hostingPeriod.findMany({ where: { tenantId, centreId: assessment.centreId, cycle: assessment.cycle }, orderBy: { startsOn: 'desc' }, select: { startsOn: true, endedOn: true, dueToEndOn: true } }) : [];
    const period = periodOn(hosting.map((h) => ({ startsOn: fromDb(h.startsOn), endedOn: fromDbOrNull(h.endedOn), dueToEndOn: fromDbOrNull(h.dueToEndOn) })), desk.today);
    const own = year?.get(id);
    return {
      assessment, target, rule, confirms, earlier, year: own,
      /** Centres of the year that have not been scored yet. */
      unscored: rows.filter((r) => r.state === 'assigned' || r.state === 'returned').length,
      conflicts: year ? [...year.values()].filter((g) => g.conflict).length : 0,
      follows: confirms && assessment.state === 'proposed'
        ? whatFollows(profile, rulebook.cycle, { earlier, year: assessment.year, cycle: assessment.cycle, dueToEndOn: period?.dueToEndOn ?? null, grounds: own?.grounds ?? null }, desk.today)
        : null,
    };
  });
  if (!loaded) notFound();
  if (loaded === 'denied') return refusePage(desk.actor, 'assessment.read', { type: 'assessment', id });
  return { desk, ...loaded };
});
