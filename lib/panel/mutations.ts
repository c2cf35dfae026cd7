import type { z } from 'zod';
import { sha256 } from '../audit/chain';
import type { Mutation, Refusal, Work } from '../identity/perform';
import { changedMeanwhile, invalid, notNow, takeStep, type Check } from '../identity/step';
import { newId } from '../kernel/ids';
import { ok, refuse } from '../kernel/result';
import { tell, type Audience } from '../message/data';
import { getRound, lockRound, type Round } from '../selection/data';
import { heldRound, whatOf } from '../selection/held';
import { fullPoints, type Rubric } from '../selection/scheme';
import { declaredConflicts, withDeclared, type Conflict, type Declaration } from './conflict';
import { barring, employmentKnown, findConflicts, getAssessor, getMember, getSheet, listApplicants, listAssessors, listMembers, namedPool, submittedSheets, type Applicant, type Assessor, type Member } from './data';
import { drawOrder, drawSeed, type Defence } from './draw';
import { pointFaults, sheetFaults } from './points';
import type { answerSchema, approveSchema, declineSchema, inviteSchema, orderSchema, proposeSchema, recuseSchema, refuseSchema, scoreSchema } from './schema';
import { holdsPlace, PANEL_LIFECYCLE, SCORE_LIFECYCLE, type PanelTold } from './states';

const notFound = refuse<Refusal>({ kind: 'not-found' });
const WHAT = '评委邀请';

/**
 * Invites an assessor, or all whom the plan names and who were not asked yet. Where a plan is approved nobody else is invited, and
 * nobody who would have to step back: the invitation shows who applied. While the panel scores, only empty places are filled.
 */
export const inviteAssessor: Mutation<z.output<typeof inviteSchema>> = async (work, { selectionId, accountId }) => {
  const seating = await seatingOf(work, selectionId);
  if (!seating) return notFound;
  const { round, members, pool, conflictsOf } = seating;
  const named = pool?.waiting.filter((a) => a.assessor && a.conflicts.length === 0).map((a) => a.accountId) ?? [];
  const ids = accountId === 'all' ? named : [accountId];
  if (ids.length === 0) return refuse(notNow(pool ? '名单中没有可以邀请的评委' : '请逐一邀请'));
  const known = members.find((m) => ids.includes(m.accountId));
  if (known) return refuse(notNow(`${known.name}已在评审组名单中，不能再次邀请`));
  const assessors = await listAssessors(work.tx, work.actor.tenantId, ids);
  const conflicts = await conflictsOf(ids);
  const step = await takeStep(PANEL_LIFECYCLE, null, 'panel.invite', {
    'round-reviewing': placesFor(seating, ids.length),
    'is-assessor': () => (assessors.length === ids.length ? null : invalid({ accountId: ['没有这位考核专家，或者其账号已停用'] })),
    'is-named': () => (pool === null || pool.waiting.some((a) => a.accountId === ids[0]) ? null : notNow(`审定的方案没有列名${assessors[0]!.name}，不能邀请`)),
    'no-conflict': () => (conflicts.length > 0 ? notNow(`${assessors[0]!.name}应当回避，不能邀请：${notesOf(conflicts)}`) : null),
  }, WHAT);
  if (!step.ok) return step;
  for (const assessor of assessors) {
    const id = newId();
    await work.tx.panelMember.create({ data: { ...placeOf(work, selectionId, id, assessor), state: step.value.to }, select: { id: true } });
    await inform(work, step.value.tells, assessor, ...invitation(round));
    if (accountId !== 'all') work.record({ type: 'panel-member', id }, { selectionId, accountId });
  }
  if (accountId === 'all') work.record({ type: 'selection', id: selectionId }, { invited: ids });
  return ok({ message: `已邀请${assessors.map((a) => a.name).join('、')}` });
};

/** Proposes an assessor whom the approved plan does not name, because those whom it names no longer suffice. Somebody else approves it. */
export const proposeAssessor: Mutation<z.output<typeof proposeSchema>> = async (work, { selectionId, accountId, reason }) => {
  const { tx, actor } = work;
  const seating = await seatingOf(work, selectionId);
  if (!seating) return notFound;
  const { round, members, pool, conflictsOf } = seating;
  const assessor = await getAssessor(tx, actor.tenantId, accountId);
  const known = members.find((m) => m.accountId === accountId);
  if (known) return refuse(notNow(`${known.name}已在评审组名单中，不能再次提请`));
  const conflicts = await conflictsOf([accountId]);
  const step = await takeStep(PANEL_LIFECYCLE, null, 'panel.propose', {
    'round-reviewing': placesFor(seating, 1),
    'is-assessor': () => (assessor ? null : invalid({ accountId: ['没有这位考核专家，或者其账号已停用'] })),
    'list-short': () => {
      if (!pool) return notNow('办法未要求审定方案，可以直接邀请');
      if (pool.waiting.some((a) => a.accountId === accountId)) return notNow(`${assessor!.name}已列入审定的方案，可以直接邀请`);
      return pool.missing > 0 ? null : notNow(`方案列名的评委足够${round.scheme!.panel!.size}人，不需要增补`);
    },
    'no-conflict': () => (conflicts.length > 0 ? notNow(`${assessor!.name}应当回避，不能增补：${notesOf(conflicts)}`) : null),
    reason: given(reason),
  }, WHAT);
  if (!step.ok) return step;
  const id = newId();
  await tx.panelMember.create({ data: { ...placeOf(work, selectionId, id, assessor!), state: step.value.to, proposedById: actor.accountId, proposedByName: actor.name, proposalReason: reason }, select: { id: true } });
  await inform(work, step.value.tells, { accountId, proposedById: actor.accountId }, `请审定增补评委：${round.title}`, `${actor.name}提请增补${assessor!.name}：${reason}`, `/selections/${selectionId}/panel`);
  work.record({ type: 'panel-member', id }, { selectionId, accountId, reason });
  return ok({ message: `已提请增补${assessor!.name}，由另一人审定`, next: `/selections/${selectionId}/panel`, id });
};

/** Approves a proposed assessor, who is invited by it. */
export const approveProposal: Mutation<z.output<typeof approveSchema>> = async (work, { memberId, reason }) => {
  const found = await proposal(work, memberId);
  if (!found.ok) return found;
  const { m, seating } = found.value;
  const { round } = seating;
  const assessor = await getAssessor(work.tx, work.actor.tenantId, m.accountId);
  const conflicts = await seating.conflictsOf([m.accountId]);
  const step = await takeStep(PANEL_LIFECYCLE, m.state, 'panel.approve', {
    'by-another': byAnother(work, m),
    'round-reviewing': placesFor(seating, 0),
    'is-assessor': () => (assessor ? null : notNow(`${m.name}已不是考核专家，或者账号已停用`)),
    'no-conflict': () => (conflicts.length > 0 ? notNow(`${m.name}应当回避，不能增补：${notesOf(conflicts)}`) : null),
    reason: given(reason),
  }, WHAT);
  if (!step.ok) return step;
  if (!(await move(work, m, step.value.to, { answeredById: work.actor.accountId, answeredByName: work.actor.name, answerReason: reason, answeredAt: work.now }))) return refuse(changedMeanwhile(WHAT));
  await inform(work, step.value.tells?.filter((who) => who === 'assessor'), m, ...invitation(round));
  await inform(work, step.value.tells?.filter((who) => who !== 'assessor'), m, `同意增补评委${m.name}：${round.title}`, reason, `/selections/${round.id}/panel`);
  work.record({ type: 'panel-member', id: m.id }, { selectionId: round.id, accountId: m.accountId, reason });
  return ok({ message: `已同意增补，并邀请${m.name}`, next: `/selections/${round.id}/panel` });
};

/** Does not approve a proposed assessor; he never learns of it. */
export const refuseProposal: Mutation<z.output<typeof refuseSchema>> = async (work, { memberId, reason }) => {
  const found = await proposal(work, memberId);
  if (!found.ok) return found;
  const { m, seating: { round } } = found.value;
  const step = await takeStep(PANEL_LIFECYCLE, m.state, 'panel.refuse', { 'by-another': byAnother(work, m), reason: given(reason) }, WHAT);
  if (!step.ok) return step;
  if (!(await move(work, m, step.value.to, { answeredById: work.actor.accountId, answeredByName: work.actor.name, answerReason: reason, answeredAt: work.now }))) return refuse(changedMeanwhile(WHAT));
  await inform(work, step.value.tells, m, `不同意增补评委${m.name}：${round.title}`, reason, `/selections/${round.id}/panel`);
  work.record({ type: 'panel-member', id: m.id }, { selectionId: round.id, accountId: m.accountId, reason });
  return ok({ message: `已不同意增补${m.name}`, next: `/selections/${round.id}/panel` });
};

/** Accepts an invitation, with a declaration about each applicant. An interest in one bars from judging any. */
export const acceptInvitation: Mutation<z.output<typeof answerSchema>> = async (work, { memberId, declarations }) => {
  const found = await own(work, memberId);
  if (!found.ok) return found;
  const { m, round, applicants } = found.value;
  const conflicts = await conflictsAfter(work, round, m, applicants, declarations);
  const step = await takeStep(PANEL_LIFECYCLE, m.state, 'panel.accept', {
    'before-choice': beforeChoice(round),
    declared: () => {
      const faults: Record<string, string[]> = {};
      for (const { applicationId, institution } of applicants) {
        const said = declarations[applicationId];
        if (said?.interest === undefined) faults[`interest-${applicationId}`] = [`请声明与${institution}有无利害关系`];
        else if (said.interest && !said.note) faults[`note-${applicationId}`] = [`请写明与${institution}的利害关系`];
        if (said?.worked === undefined) faults[`worked-${applicationId}`] = [`请声明是否曾在${institution}任职`];
      }
      return Object.keys(faults).length > 0 ? invalid(faults) : null;
    },
    'no-conflict': () => {
      const bars = barring(conflicts, applicants);
      return bars.length > 0 ? notNow(`应当回避，不能接受邀请：${notesOf(bars)}。请选择“自行回避”，一并提交以上声明`) : null;
    },
  }, WHAT);
  if (!step.ok) return step;
  const written = await move(work, m, step.value.to, { conflicts: conflicts as unknown as object[], declaration: spoken(declarations, applicants), declaredAt: work.now });
  if (!written) return refuse(changedMeanwhile(WHAT));
  await keepEmployment(work, m, declarations, applicants);
  await inform(work, step.value.tells, m, `${m.name}已接受评委邀请：${round.title}`, '已逐家声明无应当回避的情形', `/selections/${round.id}/panel`);
  work.record({ type: 'panel-member', id: m.id }, { selectionId: round.id, declarations });
  return ok({ message: '已接受邀请', next: `/reviews/${round.id}` });
};

/** Declines an invitation with a reason. */
export const declineInvitation: Mutation<z.output<typeof declineSchema>> = async (work, { memberId, reason }) => {
  const found = await own(work, memberId);
  if (!found.ok) return found;
  const { m, round } = found.value;
  const step = await takeStep(PANEL_LIFECYCLE, m.state, 'panel.decline', { reason: given(reason) }, WHAT);
  if (!step.ok) return step;
  if (!(await move(work, m, step.value.to, { declaration: reason }))) return refuse(changedMeanwhile(WHAT));
  await inform(work, step.value.tells, m, `${m.name}谢绝评委邀请：${round.title}`, reason, `/selections/${round.id}/panel`);
  work.record({ type: 'panel-member', id: m.id }, { selectionId: round.id, reason });
  return ok({ message: '已谢绝邀请', next: `/reviews/${round.id}` });
};

/** An assessor steps back himself. What he declares goes into the record; where nothing was found or declared he writes why. */
export const withdrawFromPanel: Mutation<z.output<typeof answerSchema>> = async (work, { memberId, reason: written, declarations }) => {
  const found = await own(work, memberId);
  if (!found.ok) return found;
  const { m, round, applicants } = found.value;
  const conflicts = await conflictsAfter(work, round, m, applicants, declarations);
  const reason = written ?? notesOf(barring(conflicts, applicants));
  const step = await takeStep(PANEL_LIFECYCLE, m.state, 'panel.withdraw', { 'before-choice': beforeChoice(round), reason: given(reason) }, WHAT);
  if (!step.ok) return step;
  const said = Object.values(declarations).some((d) => d.interest !== undefined || d.worked !== undefined);
  const moved = await move(work, m, step.value.to, {
    conflicts: conflicts as unknown as object[], recusedReason: reason, recusedByName: m.name, recusedAt: work.now,
    ...(said ? { declaration: spoken(declarations, applicants), declaredAt: work.now } : {}),
  });
  if (!moved) return refuse(changedMeanwhile(WHAT));
  await keepEmployment(work, m, declarations, applicants);
  await inform(work, step.value.tells, m, `${m.name}自行回避：${round.title}`, reason, `/selections/${round.id}/panel`);
  work.record({ type: 'panel-member', id: m.id }, { selectionId: round.id, reason, conflicts });
  return ok({ message: '已回避', next: `/reviews/${round.id}` });
};

/** Tells an assessor to step back, with the reason. His sheets no longer count. */
export const recuseMember: Mutation<z.output<typeof recuseSchema>> = async (work, { memberId, reason }) => {
  const { tx, actor } = work;
  const seen = await getMember(tx, actor.tenantId, memberId);
  if (!seen) return notFound;
  await lockRound(tx, actor.tenantId, seen.selectionId);
  const m = (await getMember(tx, actor.tenantId, memberId))!;
  work.authorise({ tenantId: actor.tenantId });
  work.record({ type: 'panel-member', id: m.id });
  if (work.version !== m.version) return refuse(changedMeanwhile(WHAT));
  const round = (await getRound(tx, actor.tenantId, m.selectionId, work.today))!;
  const step = await takeStep(PANEL_LIFECYCLE, m.state, 'panel.recuse', { 'before-choice': beforeChoice(round), reason: given(reason) }, WHAT);
  if (!step.ok) return step;
  const applicants = await listApplicants(tx, actor.tenantId, round.id, work.today);
  const conflicts = await conflictsAfter(work, round, m, applicants, {});
  const moved = await move(work, m, step.value.to, { conflicts: conflicts as unknown as object[], recusedReason: reason, recusedByName: actor.name, recusedAt: work.now });
  if (!moved) return refuse(changedMeanwhile(WHAT));
  await inform(work, step.value.tells, m, `请回避：${round.title}`, reason, `/reviews/${round.id}`);
  work.record({ type: 'panel-member', id: m.id }, { selectionId: round.id, reason, conflicts });
  return ok({ message: `${m.name}已回避`, next: `/selections/${round.id}/panel` });
};

/** Sets the order of the defence by lot or by hand, until the first sheet is submitted; anew where a notice led back to the review, as others may be heard then. */
export const setDefenceOrder: Mutation<z.output<typeof orderSchema>> = async (work, { selectionId, how, reason, places }) => {
  const { tx, actor } = work;
  const { tenantId } = actor;
  const held = await heldRound(work, selectionId);
  if (!held.ok) return held;
  const round = held.value;
  if (!round.scheme?.panel?.defence) return refuse(notNow('方案不安排答辩'));
  if (round.state !== 'reviewing' && round.state !== 'scoring') return refuse(notNow('资格审核和评审期间才能排定答辩顺序'));
  const applicants = await listApplicants(tx, tenantId, selectionId, work.today);
  if (applicants.some((a) => a.state === 'submitted')) return refuse(notNow('还有申请未完成资格审核，审核完成后再排定答辩顺序'));
  const eligible = applicants.filter((a) => a.state === 'eligible');
  if (eligible.length === 0) return refuse(notNow('没有符合条件的申请'));
  if (round.state === 'scoring' && (await submittedSheets(tx, tenantId, selectionId)).size > 0) return refuse(notNow('已有评委提交评分，答辩顺序不能再变'));

  const at = work.now.toISOString();
  let order: string[];
  let defence: Defence;
  if (how === 'draw') {
    const seed = drawSeed(round.number, at, sha256);
    const receipts = drawOrder(eligible.map((a) => a.receipt!), seed, sha256);
    order = receipts.map((r) => eligible.find((a) => a.receipt === r)!.applicationId);
    defence = { how, at, byName: actor.name, seed };
  } else {
    const faults: Record<string, string[]> = {};
    for (const a of eligible) {
      const place = places[a.applicationId];
      if (place === undefined || place < 1 || place > eligible.length) faults[`place-${a.applicationId}`] = [`${a.institution}的顺序应为1至${eligible.length}`];
      else if (eligible.some((b) => b !== a && places[b.applicationId] === place)) faults[`place-${a.applicationId}`] = [`${a.institution}的顺序与其他单位重复`];
    }
    if (!reason) faults.reason = ['不抽签的，请写明理由'];
    if (Object.keys(faults).length > 0) return refuse(invalid(faults));
    order = [...eligible].sort((a, b) => places[a.applicationId]! - places[b.applicationId]!).map((a) => a.applicationId);
    defence = { how, at, byName: actor.name, reason };
  }
  const { count } = await tx.selection.updateMany({ where: { tenantId, id: selectionId, version: round.version, state: round.state }, data: { defence: { ...defence }, version: { increment: 1 } } });
  if (count !== 1) return refuse(changedMeanwhile(whatOf(round)));
  await tx.application.updateMany({ where: { tenantId, selectionId, defenceOrder: { not: null } }, data: { defenceOrder: null } });
  for (const [i, id] of order.entries()) await tx.application.updateMany({ where: { tenantId, id, selectionId }, data: { defenceOrder: i + 1 } });
  work.record({ type: 'selection', id: selectionId }, { defence, order });
  return ok({ message: how === 'draw' ? '已抽签排定答辩顺序' : '已排定答辩顺序' });
};

/** Keeps what an assessor has entered so far; nothing need be complete. */
export const saveScore: Mutation<z.output<typeof scoreSchema>> = async (work, input) => {
  const found = await sheetOf(work, input.applicationId);
  if (!found.ok) return found;
  const { m, sheet, rubric, checks } = found.value;
  const step = await takeStep(SCORE_LIFECYCLE, sheet?.state ?? null, 'panel.save-score', checks, '评分表');
  if (!step.ok) return step;
  const faults = { ...strangers(rubric!, input), ...pointFaults(rubric!.items, input.items, input.unread) };
  if (Object.keys(faults).length > 0) return refuse(invalid(faults));
  const id = await writeSheet(work, m!, input.applicationId, sheet, { state: step.value.to, items: input.items, veto: input.veto ?? null });
  if (!id) return refuse(changedMeanwhile('评分表'));
  work.record({ type: 'panel-score', id }, { applicationId: input.applicationId });
  return ok({ message: '已保存' });
};

/** Hands in a sheet; it is final. */
export const submitScore: Mutation<z.output<typeof scoreSchema>> = async (work, input) => {
  const found = await sheetOf(work, input.applicationId);
  if (!found.ok) return found;
  const { m, sheet, rubric, checks, institution } = found.value;
  const step = await takeStep(SCORE_LIFECYCLE, sheet?.state ?? null, 'panel.submit-score', {
    ...checks,
    'items-complete': () => {
      const faults = { ...strangers(rubric!, input), ...sheetFaults(rubric!.items, input.items, input.unread) };
      return Object.keys(faults).length > 0 ? invalid(faults) : null;
    },
  }, '评分表');
  if (!step.ok) return step;
  if (input.checkOnly) return refuse(notNow('内容完整，请确认提交'));
  const total = rubric!.items.reduce((sum, { id }) => sum + input.items[id]!.points!, 0);
  const id = await writeSheet(work, m!, input.applicationId, sheet, { state: step.value.to, items: input.items, total, veto: input.veto ?? null, submittedAt: work.now });
  if (!id) return refuse(changedMeanwhile('评分表'));
  // Points stand in the sheet only: whoever reads the audit learns that it was handed in, not what it says.
  work.record({ type: 'panel-score', id }, { applicationId: input.applicationId });
  return ok({ message: `已提交对${institution}的评分，合计${total}分，满分${fullPoints(rubric!)}分`, next: `/reviews/${m!.selectionId}` });
};

const beforeChoice = (round: Round): Check => () => (round.state === 'reviewing' || round.state === 'scoring' ? null : notNow('评审已经结束或者终止，不能再办理'));
const given = (reason: string | undefined): Check => () => (reason?.trim() ? null : invalid({ reason: ['请写明理由'] }));
const notesOf = (conflicts: readonly Conflict[]): string => conflicts.map((c) => c.note).join('；');

/** What filling a place rests on: the round, held, its panel, its applicants and the list of its plan; null where there is no such round. */
async function seatingOf(work: Work, selectionId: string) {
  const { tx, actor: { tenantId } } = work;
  await lockRound(tx, tenantId, selectionId);
  const round = await getRound(tx, tenantId, selectionId, work.today);
  if (!round) return null;
  work.authorise({ tenantId });
  work.record({ type: 'selection', id: selectionId });
  const applicants = await listApplicants(tx, tenantId, selectionId, work.today);
  const members = await listMembers(tx, tenantId, selectionId);
  const conflictsOf = async (accountIds: readonly string[]): Promise<Conflict[]> => [...(await findConflicts(tx, tenantId, round.rules.profile, accountIds, applicants, work.today)).values()].flat();
  return { round, members, conflictsOf, pool: await namedPool(tx, tenantId, round, members, applicants, work.today) };
}
type Seating = NonNullable<Awaited<ReturnType<typeof seatingOf>>>;

/** Whether so many more places may be filled now: any while applications are reviewed, empty ones while the panel scores. */
const placesFor = ({ round, members }: Seating, more: number): Check => () => {
  const rubric = round.scheme?.panel;
  if (!rubric) return notNow('方案不设评审组，不需要邀请评委');
  if (round.state === 'reviewing') return null;
  if (round.state !== 'scoring') return notNow('资格审核期间才能邀请评委');
  const held = members.filter((m) => holdsPlace(m.state)).length;
  return held + more <= rubric.size ? null : notNow(`评审已经开始，评委已有${held}人，方案${rubric.size}人，只补足空缺，不再增加`);
};

/** A proposal with what it rests on, held until the end of the transaction. */
async function proposal(work: Work, memberId: string) {
  const { tx, actor: { tenantId } } = work;
  const seen = await getMember(tx, tenantId, memberId);
  const seating = seen && (await seatingOf(work, seen.selectionId));
  const m = seating?.members.find((x) => x.id === memberId);
  if (!m) return notFound;
  work.record({ type: 'panel-member', id: m.id });
  return work.version === m.version ? ok({ m, seating: seating! }) : refuse(changedMeanwhile(WHAT));
}

const byAnother = (work: Work, m: Member): Check => () => (m.proposedById === work.actor.accountId ? notNow('由您提请增补，须由另一人审定') : null);
const placeOf = (work: Work, selectionId: string, id: string, { accountId, personId, name }: Assessor) => ({ tenantId: work.actor.tenantId, id, selectionId, accountId, personId, name });
const invitation = (round: Round): [string, string, string] => [`请答复评委邀请：${round.title}`, '请逐家声明有无利害关系后接受，或者谢绝', `/reviews/${round.id}`];

/** The actor's own invitation with its round, held until the end of the transaction. */
async function own(work: Work, memberId: string) {
  const { tx, actor } = work;
  const { tenantId } = actor;
  const seen = await getMember(tx, tenantId, memberId);
  if (!seen) return notFound;
  await lockRound(tx, tenantId, seen.selectionId);
  const m = (await getMember(tx, tenantId, memberId))!;
  work.authorise({ tenantId, assigneeId: m.accountId });
  work.record({ type: 'panel-member', id: m.id });
  if (work.version !== m.version) return refuse(changedMeanwhile(WHAT));
  const round = (await getRound(tx, tenantId, m.selectionId, work.today))!;
  return ok({ m, round, applicants: await listApplicants(tx, tenantId, round.id, work.today) });
}

/** Conflicts found now, with what he declared before and declares now. */
async function conflictsAfter(work: Work, round: Round, m: Member, applicants: readonly Applicant[], declarations: Readonly<Record<string, Declaration>>): Promise<Conflict[]> {
  const found = (await findConflicts(work.tx, work.actor.tenantId, round.rules.profile, [m.accountId], applicants, work.today)).get(m.accountId) ?? [];
  const declared = declaredConflicts(declarations, applicants);
  const before = withDeclared([], m.conflicts).filter((c) => !declared.some((d) => d.applicationId === c.applicationId && d.note === c.note));
  return [...found, ...before, ...declared];
}

/** A declaration in words, as it is kept. */
const spoken = (declarations: Readonly<Record<string, Declaration>>, applicants: readonly Applicant[]): string =>
  applicants.flatMap(({ applicationId, institution }) => {
    const said = declarations[applicationId];
    if (!said) return [];
    const interest = said.interest === undefined ? '未声明有无利害关系' : said.interest ? `有利害关系${said.note ? `（${said.note}）` : ''}` : '无利害关系';
    return [`${institution}：${interest}，${said.worked === undefined ? '未声明是否曾任职' : said.worked ? '曾任职' : '未曾任职'}`];
  }).join('；');

/** Former employment that he declares enters the register, where he stands in the pool of experts; its dates are not known. */
async function keepEmployment({ tx, actor: { tenantId } }: Work, m: Member, declarations: Readonly<Record<string, Declaration>>, applicants: readonly Applicant[]): Promise<void> {
  const { personId } = m;
  if (!personId) return;
  for (const { applicationId, institutionId } of applicants) {
    if (!declarations[applicationId]?.worked || (await employmentKnown(tx, tenantId, personId, institutionId))) continue;
    await tx.employment.create({ data: { tenantId, id: newId(), personId, institutionId }, select: { id: true } });
  }
}

/** Moves a place on the panel to a state, if nobody else has touched it; false if somebody has. */
async function move({ tx, actor: { tenantId } }: Work, m: Member, to: string, data: object): Promise<boolean> {
  const { count } = await tx.panelMember.updateMany({ where: { tenantId, id: m.id, version: m.version, state: m.state }, data: { ...data, state: to, version: { increment: 1 } } });
  return count === 1;
}

/** Tells those whom the table names. */
async function inform(work: Work, told: readonly PanelTold[] | undefined, m: { accountId: string; proposedById?: string | null }, title: string, text: string, href: string): Promise<void> {
  const audiences = (told ?? []).map((who): Audience => (who === 'assessor' ? { accounts: [m.accountId] } : who === 'proposer' ? { accounts: [m.proposedById ?? null] } : { role: who }));
  await tell(work.tx, work.actor.tenantId, audiences, { title, text, href }, { at: work.now, by: work.actor.accountId });
}

/** The actor's sheet for an application, if he may score it at all; its round is held until the end of the transaction. */
async function sheetOf(work: Work, applicationId: string) {
  const { tx, actor } = work;
  const { tenantId } = actor;
  const application = () => tx.application.findUnique({ where: { tenantId_id: { tenantId, id: applicationId } }, select: { selectionId: true, state: true, institution: { select: { name: true } } } });
  const seen = await application();
  if (!seen) return notFound;
  await lockRound(tx, tenantId, seen.selectionId);
  const a = (await application())!;
  const place = await tx.panelMember.findUnique({ where: { tenantId_selectionId_accountId: { tenantId, selectionId: a.selectionId, accountId: actor.accountId } }, select: { id: true } });
  const m = place && (await getMember(tx, tenantId, place.id));
  work.authorise({ tenantId, assigneeId: m?.accountId ?? null });
  work.record({ type: 'application', id: applicationId });
  const round = (await getRound(tx, tenantId, a.selectionId, work.today))!;
  const sheet = m && (await getSheet(tx, tenantId, m.id, applicationId));
  // A submitted sheet is refused as such, whatever version was read.
  if (sheet?.state !== 'submitted' && work.version !== (sheet?.version ?? null)) return refuse(changedMeanwhile('评分表'));
  const checks = {
    'round-scoring': () => {
      if (round.state !== 'scoring') return notNow(round.state === 'reviewing' ? '评审尚未开始' : '评审已经结束或者终止，不能再评分');
      return a.state === 'eligible' ? null : notNow('这份申请不在评审范围');
    },
    'on-panel': () => (m?.state === 'accepted' ? null : notNow(m?.state === 'recused' ? '您已回避本轮评审，不能再评分' : '接受邀请后才能评分')),
    // What turned up after he accepted.
    'no-conflict': async () => {
      const applicants = await listApplicants(tx, tenantId, round.id, work.today);
      const bars = barring(await conflictsAfter(work, round, m!, applicants, {}), applicants);
      return bars.length > 0 ? notNow(`应当回避，不能再评分：${notesOf(bars)}。请在本轮评审的页面自行回避`) : null;
    },
  };
  return ok({ m, sheet, rubric: round.scheme?.panel ?? null, checks, institution: a.institution.name });
}

/** Items that the rubric does not have. */
const strangers = (rubric: Rubric, input: Pick<z.output<typeof scoreSchema>, 'items' | 'unread'>): Record<string, string[]> =>
  Object.fromEntries([...Object.keys(input.items), ...Object.keys(input.unread)].filter((id) => !rubric.items.some((i) => i.id === id)).map((id) => [`points-${id}`, ['评分细则没有这一项']]));

/** Writes a sheet that nobody else has touched; null if somebody has. */
async function writeSheet({ tx, actor: { tenantId } }: Work, m: Member, applicationId: string, sheet: { id: string; version: number; state: string } | null, data: { state: string; items: object; total?: number; veto: string | null; submittedAt?: Date }): Promise<string | null> {
  if (!sheet) return (await tx.panelScore.create({ data: { tenantId, id: newId(), panelMemberId: m.id, applicationId, ...data }, select: { id: true } })).id;
  const { count } = await tx.panelScore.updateMany({ where: { tenantId, id: sheet.id, version: sheet.version, state: sheet.state }, data: { ...data, version: { increment: 1 } } });
  return count === 1 ? sheet.id : null;
}
