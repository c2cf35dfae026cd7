import type { z } from 'zod';
import type { Mutation, Refusal, Work } from '../identity/perform';
import { notNow, type Check } from '../identity/step';
import { ROAD_WORDS } from '../glossary';
import { ok, refuse } from '../kernel/result';
import { withDeclared } from '../panel/conflict';
import { barring, findConflicts, listApplicants, listMembers, submittedSheets, type Applicant, type Member } from '../panel/data';
import { barredFaults, beginFaults, endFaults, reviewFaults } from '../panel/readiness';
import { tellRound } from './data';
import { heldRound, passRound } from './held';
import type { roundSchema } from './schema';
import type { Road, SelectionNeed } from './states';

// How a round passes from review to scoring and from there to the choice.

type Input = z.output<typeof roundSchema>;
type Checks = Partial<Record<SelectionNeed, Check>>;

/** The panel begins to score the eligible applications. Conflicts of interest are looked for once more, and kept. */
export const beginScoring: Mutation<Input> = async (work, { selectionId }) => {
  const found = await held(work, selectionId);
  if (!found.ok) return found;
  const { tx, actor: { tenantId } } = work;
  const { round, applicants, members } = found.value;
  const active = members.filter((m) => m.state === 'invited' || m.state === 'accepted');
  const conflicts = await findConflicts(tx, tenantId, round.rules.profile, active.map((m) => m.accountId), applicants, work.today);
  const conflictsWith = (m: Member) => withDeclared(conflicts.get(m.accountId) ?? [], m.conflicts);
  const accepted = active.filter((m) => m.state === 'accepted');
  const size = round.scheme?.panel?.size ?? 0;
  const step = await passRound(work, round, 'selection.begin-scoring', {
    ...reviewed(applicants, round.road),
    'with-panel': () => (round.scheme?.panel ? null : notNow('方案不设评审组，请结束资格审核，直接进入择优')),
    'panel-ready': () => first(beginFaults(size, accepted.map((m) => ({ name: m.name, conflicts: barring(conflictsWith(m), applicants) })))),
  });
  if (!step.ok) return step;
  const eligible = applicants.filter((a) => a.state === 'eligible');
  // Where a notice led back to the review, what the panel handed in before counts, and only what is missing is scored.
  const sheets = await submittedSheets(tx, tenantId, round.id);
  const placed = applicants.filter((a) => a.defenceOrder !== null);
  const misplaced = eligible.some((a) => a.defenceOrder === null) || (sheets.size === 0 && placed.some((a) => a.state !== 'eligible'));
  if (placed.length > 0 && misplaced) return refuse(notNow('答辩顺序排定以后，符合条件的申请有变动，请重新排定答辩顺序'));
  for (const m of active) await tx.panelMember.updateMany({ where: { tenantId, id: m.id, version: m.version }, data: { conflicts: conflictsWith(m) as unknown as object[] } });
  await tellRound(work, round, step.value.tells?.filter((t) => t === 'panel'), { title: `评审开始：${round.title}`, text: sheets.size > 0 ? '公示终止后重新审核资格，已提交的评分继续有效；尚缺的评分请补齐' : `已接受邀请的评委请对${eligible.length}家申请单位逐一评分，提交前可以随时保存`, href: `/reviews/${round.id}` });
  await tellRound(work, round, step.value.tells?.filter((t) => t !== 'panel'), { title: `进入评审：${round.title}`, text: '资格审核已经结束，现由评审组评审；安排答辩的，顺序见本单位的申请', href: '/applications' });
  work.record({ type: 'selection', id: round.id }, { number: round.number, panel: accepted.map((m) => m.accountId), applications: eligible.map((a) => a.applicationId) });
  return ok({ message: '评审已开始', next: `/selections/${round.id}/panel` });
};

/** Review ends and the choice is due, where the plan knows no panel and where members are recommended. */
export const endReview: Mutation<Input> = async (work, { selectionId }) => {
  const found = await held(work, selectionId);
  if (!found.ok) return found;
  const { round, applicants } = found.value;
  const step = await passRound(work, round, 'selection.end-review', {
    ...reviewed(applicants, round.road),
    'without-panel': () => (round.scheme?.panel ? notNow('方案设评审组，请开始评审') : null),
  });
  if (!step.ok) return step;
  const { choosing } = ROAD_WORDS[round.road];
  await tellRound(work, round, step.value.tells?.filter((t) => t !== 'applicants'), { title: `请${choosing}：${round.title}`, text: '资格审核已经结束', href: `/selections/${round.id}/result` });
  await tellRound(work, round, step.value.tells?.filter((t) => t === 'applicants'), { title: `资格审核已结束：${round.title}`, text: `现由主管部门${choosing}，结果确定后另行告知`, href: '/applications' });
  work.record({ type: 'selection', id: round.id }, { number: round.number });
  return ok({ message: `资格审核已结束，可以${choosing}`, next: `/selections/${round.id}/result` });
};

/** Scoring ends when everybody on the panel has handed in every sheet, nobody on it has a conflict, and it is still as large as planned. */
export const endScoring: Mutation<Input> = async (work, { selectionId }) => {
  const found = await held(work, selectionId);
  if (!found.ok) return found;
  const { tx, actor: { tenantId } } = work;
  const { round, applicants, members } = found.value;
  const eligible = applicants.filter((a) => a.state === 'eligible');
  const accepted = members.filter((m) => m.state === 'accepted');
  const size = round.scheme?.panel?.size ?? 0;
  const conflicts = await findConflicts(tx, tenantId, round.rules.profile, accepted.map((m) => m.accountId), applicants, work.today);
  const step = await passRound(work, round, 'selection.end-scoring', {
    'none-barred': () => first(barredFaults(accepted.map((m) => ({ name: m.name, conflicts: barring(withDeclared(conflicts.get(m.accountId) ?? [], m.conflicts), applicants) })))),
    'all-scored': async () => {
      const sheets = await submittedSheets(tx, tenantId, round.id);
      return first(endFaults(size, eligible.length, accepted.map((m) => ({ name: m.name, submitted: sheets.get(m.id)?.length ?? 0 }))));
    },
  });
  if (!step.ok) return step;
  await tellRound(work, round, step.value.tells, { title: `请择优：${round.title}`, text: '评审已经结束，评分见评审对比', href: `/selections/${round.id}/comparison` });
  work.record({ type: 'selection', id: round.id }, { number: round.number, panel: accepted.map((m) => m.accountId) });
  return ok({ message: '评审已结束', next: `/selections/${round.id}/comparison` });
};

/** The round, held until the end of the transaction, with who applied and who judges. */
async function held(work: Work, id: string) {
  const { tx, actor: { tenantId } } = work;
  const found = await heldRound(work, id);
  if (!found.ok) return found;
  const round = found.value;
  return ok({ round, applicants: await listApplicants(tx, tenantId, id, work.today), members: await listMembers(tx, tenantId, id) });
}

/** Whether review is over and somebody is left. */
const reviewed = (applicants: readonly Applicant[], road: Road): Checks => {
  const { left, none } = reviewFaults(applicants, road);
  return { 'all-reviewed': () => (left ? notNow(left) : null), 'some-eligible': () => (none ? notNow(none) : null) };
};

const first = (faults: readonly string[]): Refusal | null => (faults[0] ? notNow(faults[0]) : null);
