import type { z } from 'zod';
import { toDb } from '../db/dates';
import { confirmAtOnce } from '../decision/mutations';
import { openDecision } from '../decision/data';
import { GRADES, type Grade } from '../glossary';
import type { Mutation, Refusal, Work } from '../identity/perform';
import { rulesFor } from '../jurisdiction/data';
import { newId } from '../kernel/ids';
import { ok, refuse } from '../kernel/result';
import type { Profile } from '../regulation/profile';
import { getAssessment, getYearRule, listAssessors, listUnassigned, listYear, yearEntries } from './data';
import type { assignSchema, chooseRuleSchema, confirmSchema, returnSchema, sheetSchema } from './schema';
import { itemsOf, sheetFaults, totalOf } from './sheet';
import { assessmentAfter, ASSESSMENT_STATES, type AssessmentAct } from './states';
import { gradeYear } from './year';

const notFound = refuse<Refusal>({ kind: 'not-found' });
const notNow = (message: string) => refuse<Refusal>({ kind: 'not-allowed-now', message });
const invalid = (fields: Record<string, string[]>) => refuse<Refusal>({ kind: 'invalid', fields });
const conflict = refuse<Refusal>({ kind: 'conflict', message: '考核已被他人办理，请刷新页面查看最新内容' });

/** Gives centres of a year to an assessor. Centres that already have an assessment are refused by name. */
export const assignAssessments: Mutation<z.output<typeof assignSchema>> = async (work, { year, centreIds, assessorId, dueOn }) => {
  const { tx, actor } = work;
  const { tenantId } = actor;
  work.authorise({ tenantId });
  const rules = await rulesFor(tx, tenantId, work.today);
  if (!rules.profile.grades) return notNow('本办法没有考核等次，不需要分配年度考核');
  const assessor = (await listAssessors(tx, tenantId)).find((a) => a.id === assessorId);
  if (!assessor) return invalid({ assessorId: ['没有这位考核专家'] });
  if (dueOn < work.today) return invalid({ dueOn: ['完成期限不得早于今天'] });
  await lockYear(work, year);
  if (await ranksAreUsed(work, year)) return notNow(`${year}年度已有按名次确认的等次，增加中心会改变名次，不能再分配`);
  const free = new Map((await listUnassigned(tx, tenantId, year)).map((c) => [c.id, c]));
  const taken = centreIds.filter((id) => !free.has(id));
  if (taken.length > 0) return notNow(`所选中心中有${taken.length}个已分配或已不存在，请刷新页面后重新选择`);
  const orphans = rules.profile.structure.host ? centreIds.flatMap((id) => (free.get(id)!.host ? [] : [free.get(id)!.name])) : [];
  if (orphans.length > 0) return notNow(`${orphans.join('、')}没有${rules.profile.vocabulary.host ?? '挂靠单位'}，重新遴选之前不能分配年度考核`);
  const hosting = await tx.hostingPeriod.findMany({ where: { tenantId, centreId: { in: centreIds }, endedOn: null }, select: { id: true, centreId: true, cycle: true } });
  const periodOf = new Map(hosting.map((h) => [h.centreId, h]));
  await tx.assessment.createMany({
    data: centreIds.map((centreId) => ({
      tenantId, id: newId(), centreId, year, hostingPeriodId: periodOf.get(centreId)?.id ?? null, cycle: periodOf.get(centreId)?.cycle ?? 1,
      assessorAccountId: assessor.id, assessorName: assessor.name, dueOn: toDb(dueOn),
    })),
  });
  work.record({ type: 'assessment-year', id: String(year) }, { centreIds, assessorId, dueOn });
  return ok({ message: `已将${centreIds.length}个中心分配给${assessor.name}` });
};

/** Keeps what the assessor has entered so far; nothing need be complete. */
export const saveAssessment: Mutation<z.output<typeof sheetSchema>> = async (work, input) => {
  const found = await open(work, input.assessmentId, 'assessment.save');
  if (!found.ok) return found;
  const { profile } = await rulesFor(work.tx, work.actor.tenantId, work.today);
  const faults = unreadFaults(profile, input.unread);
  if (Object.keys(faults).length > 0) return invalid(faults);
  if (!(await moveOn(work, found.value, 'assessment.save', { items: input.items, proposedGrade: input.grade ?? null, comment: input.comment ?? null, ...scoreOf(input.items) }))) return conflict;
  return ok({ message: '已保存' });
};

/** Hands in the year's grade, or the sheet from which it follows. */
export const proposeGrade: Mutation<z.output<typeof sheetSchema>> = async (work, input) => {
  const found = await open(work, input.assessmentId, 'assessment.propose');
  if (!found.ok) return found;
  const { profile } = await rulesFor(work.tx, work.actor.tenantId, work.today);
  if (!profile.grades) return notNow('本办法没有考核等次');
  if (itemsOf(profile).length > 0) {
    const known = new Set(itemsOf(profile).map((i) => String(i.number)));
    const faults = { ...sheetFaults(profile, input.items), ...unreadFaults(profile, input.unread) };
    for (const number of Object.keys(input.items)) if (!known.has(number)) faults[`points-${number}`] = [`评分表没有第${number}项`];
    if (Object.keys(faults).length > 0) return invalid(faults);
    if (!(await moveOn(work, found.value, 'assessment.propose', { items: input.items, score: totalOf(input.items), proposedGrade: null, comment: input.comment ?? null, proposedAt: work.now, returnReason: null }))) return conflict;
    work.record({ type: 'assessment', id: input.assessmentId }, { score: totalOf(input.items) });
    return ok({ message: `已提交考核结果，合计${totalOf(input.items)}分`, next: '' });
  }
  if (!input.grade) return invalid({ grade: ['请选择等次'] });
  if (!profile.grades.list.includes(input.grade)) return invalid({ grade: [`本办法的等次为${profile.grades.list.map((g) => GRADES[g]).join('、')}`] });
  if (!input.comment) return invalid({ comment: ['请填写考核意见'] });
  if (!(await moveOn(work, found.value, 'assessment.propose', { proposedGrade: input.grade, comment: input.comment, proposedAt: work.now, returnReason: null }))) return conflict;
  work.record({ type: 'assessment', id: input.assessmentId }, { grade: input.grade });
  return ok({ message: `已提出等次：${GRADES[input.grade]}`, next: '' });
};

/** Returns an assessment to its assessor with a reason. */
export const returnAssessment: Mutation<z.output<typeof returnSchema>> = async (work, { assessmentId, reason }) => {
  const found = await open(work, assessmentId, 'assessment.return');
  if (!found.ok) return found;
  await lockYear(work, found.value.year);
  if (await ranksAreUsed(work, found.value.year)) return notNow(`${found.value.year}年度已有按名次确认的等次，退回会改变名次，不能再退回`);
  if (!(await moveOn(work, found.value, 'assessment.return', { returnReason: reason }))) return conflict;
  work.record({ type: 'assessment', id: assessmentId }, { reason });
  return ok({ message: '已退回考核专家' });
};

/** Confirms a grade and computes what follows from it. A grade other than the proposed one needs a reason. */
export const confirmGrade: Mutation<z.output<typeof confirmSchema>> = async (work, { assessmentId, grade: wanted, reason, checkOnly }) => {
  const found = await open(work, assessmentId, 'assessment.confirm');
  if (!found.ok) return found;
  const { tx, actor } = work;
  const { tenantId } = actor;
  const a = found.value;
  if (a.assessorAccountId === actor.accountId) return notNow('本人考核的结果须由他人确认');
  const { profile } = await rulesFor(tx, tenantId, work.today);
  if (!profile.grades) return notNow('本办法没有考核等次');
  await lockYear(work, a.year);

  let grade: Grade;
  let grounds: 'score' | 'quota' | null = null;
  if (profile.grades.byScore) {
    const rule = await getYearRule(tx, tenantId, a.year);
    const settled = gradeYear(profile, yearEntries(await listYear(tx, tenantId, a.year)), rule?.gradeRule ?? null).get(a.id);
    if (!settled?.settled) {
      return notNow(settled?.conflict ? '按分数与按比例所得等次不同，须先为本年度选定一种办法' : '本年度尚有中心未提交评分，按比例的等次还不能确定');
    }
    grade = settled.settled;
    grounds = settled.grounds;
  } else {
    if (!a.proposedGrade) return notNow('考核专家尚未提出等次');
    grade = wanted ?? a.proposedGrade;
    if (!profile.grades.list.includes(grade)) return invalid({ grade: [`本办法的等次为${profile.grades.list.map((g) => GRADES[g]).join('、')}`] });
    if (grade !== a.proposedGrade && !reason) return invalid({ reason: ['与考核专家提出的等次不同，请写明理由'] });
  }
  const later = await tx.assessment.findFirst({ where: { tenantId, centreId: a.centreId, state: 'confirmed', year: { gt: a.year } }, select: { year: true } });
  if (later) return notNow(`${later.year}年度已经确认，不能再确认更早的年度`);
  if (checkOnly) return notNow('内容完整，请确认等次');
  if (!(await moveOn(work, a, 'assessment.confirm', { grade, grounds, confirmedById: actor.accountId, confirmedByName: actor.name, confirmedAt: work.now }))) return conflict;
  work.record({ type: 'assessment', id: assessmentId }, { centreId: a.centreId, year: a.year, grade, grounds, proposed: a.proposedGrade, reason: reason ?? null });

  const decisionId = await openDecision(tx, tenantId, { centreId: a.centreId, assessmentId, year: a.year, on: work.today });
  if (!decisionId) return ok({ message: `已确认等次：${GRADES[grade]}` });
  // Where nothing follows, the grade and its non-consequence are one act; anything else waits for a decision of its own.
  await confirmAtOnce(work, decisionId);
  return ok({ message: `已确认等次：${GRADES[grade]}`, next: `/decisions/${decisionId}`, id: decisionId });
};

/** Chooses, for a whole year, which of two grades counts where score and proportion differ. */
export const chooseYearRule: Mutation<z.output<typeof chooseRuleSchema>> = async (work, { year, gradeRule, reason, checkOnly }) => {
  const { tx, actor } = work;
  const { tenantId } = actor;
  work.authorise({ tenantId });
  const { profile } = await rulesFor(tx, tenantId, work.today);
  if (!profile.grades?.byScore || !profile.grades.byProportion) return notNow('本办法没有两种并存的等次，不需要选定');
  await lockYear(work, year);
  const before = await getYearRule(tx, tenantId, year);
  if ((before?.version ?? 0) !== (work.version ?? 0)) return conflict;
  if (before?.gradeRule) return notNow(`本年度已由${before.decidedByName}选定，全年适用一种办法`);
  const confirmed = await tx.assessment.count({ where: { tenantId, year, state: 'confirmed', grounds: gradeRule === 'proportion' ? 'score' : 'quota' } });
  const rows = await listYear(tx, tenantId, year);
  const grades = gradeYear(profile, yearEntries(rows), gradeRule);
  const broken = rows.filter((r) => r.state === 'confirmed' && grades.get(r.id)?.settled !== r.grade);
  if (confirmed > 0 && broken.length > 0) return notNow(`有${broken.length}个中心已按另一结果确认，不能改用这种办法`);
  if (checkOnly) return notNow('内容完整，请确认选定的办法');
  const data = { gradeRule, reason, decidedById: actor.accountId, decidedByName: actor.name, decidedAt: work.now };
  await tx.assessmentYear.upsert({
    where: { tenantId_year: { tenantId, year } },
    create: { tenantId, id: newId(), year, ...data },
    update: { ...data, version: { increment: 1 } },
    select: { id: true },
  });
  work.record({ type: 'assessment-year', id: String(year) }, { gradeRule, reason });
  return ok({ message: `${year}年度一律按${gradeRule === 'score' ? '分数' : '比例'}认定等次` });
};

/** Grades of one year hang together where they are ranked, so they are settled one at a time. */
const lockYear = ({ tx, actor }: Work, year: number) => tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`year ${actor.tenantId} ${year}`}, 0))`;

/** Whether a grade of the year has been confirmed by its rank, so that another score would make it wrong. */
async function ranksAreUsed({ tx, actor, today }: Work, year: number): Promise<boolean> {
  const { tenantId } = actor;
  if (!(await rulesFor(tx, tenantId, today)).profile.grades?.byProportion) return false;
  if ((await getYearRule(tx, tenantId, year))?.gradeRule === 'score') return false;
  return (await tx.assessment.count({ where: { tenantId, year, state: 'confirmed' } })) > 0;
}

/** The assessment, if the act can be done to it now by this actor. */
async function open(work: Work, id: string, act: AssessmentAct) {
  const a = await getAssessment(work.tx, work.actor.tenantId, id);
  if (!a) return notFound;
  work.authorise({ tenantId: work.actor.tenantId, centreId: a.centreId, hostId: a.hostId, assigneeId: a.assessorAccountId });
  work.record({ type: 'assessment', id });
  if (work.version !== a.version) return conflict;
  if (!assessmentAfter(a.state, act)) return notNow(`考核${ASSESSMENT_STATES[a.state]}，不能再办理这一步`);
  return ok(a);
}

/** Moves an assessment to the state after an act, if nobody else has touched it; false if somebody has. */
async function moveOn(work: Work, a: { id: string; state: string; version: number }, act: AssessmentAct, data: object): Promise<boolean> {
  const { count } = await work.tx.assessment.updateMany({
    where: { tenantId: work.actor.tenantId, id: a.id, version: a.version, state: a.state },
    data: { ...data, state: assessmentAfter(a.state as never, act)!, version: { increment: 1 } },
  });
  return count === 1;
}

/** What was typed as points and is none, with the limits of its item. */
const unreadFaults = (profile: Profile, unread: Readonly<Record<string, string>> = {}): Record<string, string[]> =>
  Object.fromEntries(Object.keys(unread).map((number) => {
    const item = itemsOf(profile).find((i) => String(i.number) === number);
    return [`points-${number}`, [item ? `第${number}项应为0至${item.points}分之间、最多一位小数的分数` : `评分表没有第${number}项`]];
  }));

/** The running total of a sheet that is not finished; none without items. */
const scoreOf = (items: Readonly<Record<string, { points: number }>>) => (Object.keys(items).length > 0 ? { score: totalOf(items) } : {});
