import type { z } from 'zod';
import { checkApplication, keptConditions } from '../application/check';
import { findingOf, openOf, toExplain, unmetOf, type Condition } from '../application/conditions';
import { sha256 } from '../audit/chain';
import { centreNameOf } from '../centre/name';
import { toDb } from '../db/dates';
import type { Tx } from '../db/tenant';
import { HOSPITAL_LEVELS, ROAD_WORDS, TITLES, type HospitalLevel, type Post, type Title } from '../glossary';
import type { Mutation, Refusal, RefusalFinding, Work } from '../identity/perform';
import { changedMeanwhile, invalid, notNow } from '../identity/step';
import { canonicalJson } from '../kernel/canonical';
import { formatDate } from '../kernel/chinese';
import { dateInChina } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { yearOf } from '../kernel/local-date';
import { ok, refuse } from '../kernel/result';
import { noticeBody, type CourseStep, type Proposed } from '../notice/page';
import { tallyOf } from '../panel/data';
import { bodyLabel, postLabel } from '../regulation/profile';
import { builtInCalendar } from '../rulebook';
import { choiceSchema, listOf, type Choice } from './choice';
import { designationBarred, nextNumber, tellRound, type Round } from './data';
import { heldRound, passRound, whatOf } from './held';
import type { chooseSchema, releaseSchema, reopenSchema, returnChoiceSchema } from './result-schema';
import { articleOf, designationArticle, hasStage } from './roads';
import { newlyAgainst } from './since-review';

// What a round comes to: put forward by one official, released by another, and put up for everybody to see.

const desk = (round: Pick<Round, 'id'>) => `/selections/${round.id}/result`;

/** What the centre of a round is or will be called. */
const nameOf = ({ centre, specialty, rules }: Pick<Round, 'centre' | 'specialty' | 'rules'>): string => centre?.name ?? centreNameOf(rules.profile, specialty.direction);

/** Whether the text names a post that heads the centre, so that a result needs a person for it. */
export const hasHead = ({ rules }: Pick<Round, 'rules'>): boolean => rules.profile.structure.bodies.some((b) => b.head);

/** How the panel ranks the applications of a round; empty without a panel. */
const standingsOf = async (tx: Tx, tenantId: string, round: Round) => (await tallyOf(tx, tenantId, round))?.rows ?? [];

/** The applications that may be chosen, with everything that speaks for and against them. */
export async function candidatesOf(tx: Tx, tenantId: string, round: Round) {
  const found = await tx.application.findMany({
    where: { tenantId, selectionId: round.id, state: 'eligible' },
    orderBy: { receipt: 'asc' },
    select: {
      id: true, receipt: true, institutionId: true, personId: true, post: true, result: true, reviewReason: true, statements: true,
      institution: { select: { name: true, level: true } }, person: { select: { name: true, title: true, institution: { select: { name: true } } } },
    },
  });
  const standings = new Map((await standingsOf(tx, tenantId, round)).map((s) => [s.applicationId, s]));
  return found
    .map((a) => ({ ...a, standing: standings.get(a.id) ?? null, conditions: keptConditions(a.result) }))
    .sort((a, b) => (a.standing?.rank ?? 0) - (b.standing?.rank ?? 0));
}
export type Candidate = Awaited<ReturnType<typeof candidatesOf>>[number];

/**
 * What is kept of conditions that no review has looked at: those left to a person, with what he found, and what is departed from in
 * principle. A refusal where a mandatory one does not hold, or where nobody has said anything of what is open.
 */
function askProposed(conditions: readonly Condition[], judgement: string | undefined): Pick<Extract<Choice, { kind: 'host' }>, 'judged' | 'judgement' | 'departs'> | Refusal {
  const unmet = unmetOf(conditions);
  if (unmet.length > 0) return blocked(unmet.map((c) => findingOf('block', c)));
  const judged = openOf(conditions).map(({ id, label, article }) => ({ rule: id, label, article }));
  if (judged.length > 0 && !judgement) return invalid({ judgement: [`请写明认定意见：${judged.map((c) => c.label).join('、')}`] });
  const departs = toExplain(conditions).map((c) => ({ rule: c.id, article: c.article, message: `${c.label}：${c.says}` }));
  return { ...(judged.length > 0 ? { judged, judgement } : {}), ...(departs.length > 0 ? { departs } : {}) };
}

const blocked = (findings: RefusalFinding[]): Refusal => ({ kind: 'findings', message: '不符合强制性条件，不能提出', findings });

/** Makes a choice of what the form holds, or says what is wrong with it. */
async function choiceOf(work: Work, round: Round, input: z.output<typeof chooseSchema>): Promise<Choice | Refusal> {
  const { tx, actor: { tenantId } } = work;
  const { profile } = round.rules;
  if (round.road === 'recommendation') {
    const found = await tx.application.findMany({
      where: { tenantId, selectionId: round.id, state: 'eligible', id: { in: input.applicationIds } },
      orderBy: { receipt: 'asc' },
      select: { id: true, personId: true, post: true },
    });
    const members = found.flatMap((a) => (a.personId && a.post ? [{ applicationId: a.id, personId: a.personId, post: a.post as Post }] : []));
    if (members.length === 0) return invalid({ applicationIds: ['请选择拟确定的人选'] });
    if (members.length !== new Set(input.applicationIds).size) return invalid({ applicationIds: ['所选人选中有不符合条件的，请刷新页面后重新选择'] });
    const body = profile.structure.bodies.find((b) => (round.body ? b.body === round.body : members.every((m) => b.posts.includes(m.post))));
    const strange = members.find((m) => !body?.posts.includes(m.post));
    if (!body || strange) return invalid({ applicationIds: ['所选人选的职务不属于同一个组，请分轮确定'] });
    if (new Set(members.map((m) => m.personId)).size !== members.length) return invalid({ applicationIds: ['同一人只能任一个职务，请只选一项'] });
    return { kind: 'members', body: body.body, members, reason: input.reason, noticeWaived: null };
  }

  const needsHead = hasHead(round);
  const host = profile.vocabulary.host ?? '承担单位';
  const head = input.headPersonId
    ? await tx.person.findUnique({ where: { tenantId_id: { tenantId, id: input.headPersonId } }, select: { id: true } })
    : null;
  if (input.headPersonId && !head) return invalid({ headPersonId: ['没有这名人选，请重新选择'] });

  if (round.road === 'designation') {
    const institution = input.institutionId ? await tx.institution.findUnique({ where: { tenantId_id: { tenantId, id: input.institutionId } }, select: { id: true } }) : null;
    const faults: Record<string, string[]> = {};
    if (!institution) faults.institutionId = [`请选择${host}`];
    if (needsHead && !head) faults.headPersonId = ['请选择负责人人选'];
    const mayWaive = profile.selection?.designation?.noticeMayBeWaived === true;
    const waives = profile.notice !== null && mayWaive && input.notice === 'waived';
    if (profile.notice && mayWaive && !input.notice) faults.notice = ['请选择是否公示'];
    if (profile.notice && !mayWaive && input.notice === 'waived') faults.notice = ['本办法规定公示，指定的也须公示'];
    if (waives && !input.noticeWaived) faults.noticeWaived = ['不公示的，请写明理由'];
    if (!institution || Object.keys(faults).length > 0) return invalid(faults);
    const check = await checkApplication(tx, tenantId, round, { institutionId: institution.id, personId: head?.id ?? null, post: null, statements: {} }, work.today);
    const asked = askProposed(check.conditions, input.judgement);
    if ('kind' in asked) return asked;
    if ((await designationBarred(tx, tenantId, profile, round)).length > 0) return notNow('原单位在这一轮开始以后被取消资格，按条文须重新遴选，不能指定；请终止这一轮');
    return {
      kind: 'host', applicationId: null, institutionId: institution.id, headPersonId: head?.id ?? null, reason: input.reason,
      ...asked,
      noticeWaived: waives ? input.noticeWaived! : null,
    };
  }

  const application = input.applicationId
    ? await tx.application.findFirst({ where: { tenantId, id: input.applicationId, selectionId: round.id, state: 'eligible' }, select: { id: true, institutionId: true, personId: true } })
    : null;
  if (!application) return invalid({ applicationId: ['请选择一份符合条件的申请'] });
  const personId = head?.id ?? application.personId;
  const faults: Record<string, string[]> = {};
  if (needsHead && !personId) faults.headPersonId = ['请选择负责人人选'];
  const changed = personId !== application.personId;
  if (changed && !input.headReason) faults.headReason = ['与申请书推荐的负责人不同，请写明理由'];
  const standing = (await standingsOf(tx, tenantId, round)).find((s) => s.applicationId === application.id);
  const passedOver = standing !== undefined && standing.rank > 1;
  if ((passedOver || standing?.vetoes) && !input.rankReason) faults.rankReason = [passedOver ? `评审名次为第${standing.rank}名，请写明为何不按名次择优` : '有评委提出否决意见，请写明为何仍然择优'];
  if (Object.keys(faults).length > 0) return invalid(faults);
  const choice: Choice = {
    kind: 'host', applicationId: application.id, institutionId: application.institutionId, headPersonId: personId, reason: input.reason, noticeWaived: null,
    ...(passedOver || standing?.vetoes ? { rankReason: input.rankReason } : {}),
  };
  // The review has looked at everything else; what was registered since then, and another head, it has not seen.
  if (changed) {
    if (personId && (await tx.panelMember.count({ where: { tenantId, selectionId: round.id, personId, state: { not: 'recused' } } })) > 0) return invalid({ headPersonId: ['该人选是本轮的评委，不能任负责人'] });
    const check = await checkApplication(tx, tenantId, round, { institutionId: application.institutionId, personId, post: null, statements: {} }, work.today);
    const asked = askProposed(check.conditions.filter((c) => c.about === 'person'), input.judgement);
    if ('kind' in asked) return asked;
    Object.assign(choice, { headReason: input.headReason, ...asked });
  }
  const found = (await newlyAgainst(tx, tenantId, round, choice, work.today)).filter((f) => f.severity === 'block');
  return found.length > 0 ? blocked(found) : choice;
}

/** Puts a result forward; it waits for another official and is seen by nobody outside the commission. */
export const chooseResult: Mutation<z.output<typeof chooseSchema>> = async (work, input) => {
  const { actor } = work;
  const held = await heldRound(work, input.selectionId);
  if (!held.ok) return held;
  const round = held.value;
  let choice: Choice | null = null;
  const written = () => (input.reason ? null : invalid({ reason: ['请填写理由'] }));
  const step = await passRound(work, round, 'selection.choose', {
    'choice-valid': async () => {
      const made = await choiceOf(work, round, input);
      if (!('reason' in made)) return made;
      choice = choiceSchema.parse(made);
      return null;
    },
    reason: written,
    'designation-reason': written,
  }, () => ({ choice: choice!, chosenById: actor.accountId, chosenByName: actor.name, chosenAt: work.now, releasedById: null, releasedByName: null, returnReason: null }));
  if (!step.ok) return step;
  work.record({ type: 'selection', id: round.id }, { number: round.number, choice });
  await tellRound(work, round, step.value.tells, { title: `${ROAD_WORDS[round.road].result}待复核`, text: `${round.title}（${round.number}）`, href: desk(round) });
  return ok({ message: '已提出，待另一名经办人复核' });
};

/** Sends a proposed result back to whoever put it forward. */
export const returnChoice: Mutation<z.output<typeof returnChoiceSchema>> = async (work, input) => {
  const held = await heldRound(work, input.selectionId);
  if (!held.ok) return held;
  const round = held.value;
  const step = await passRound(work, round, 'selection.return-choice', { reason: () => (input.reason ? null : invalid({ reason: ['请填写退回理由'] })) }, () => ({ returnReason: input.reason }));
  if (!step.ok) return step;
  // What was put forward stays as the draft of what comes next; only the state tells whether it counts.
  work.record({ type: 'selection', id: round.id }, { number: round.number, choice: round.choice, reason: input.reason });
  await tellRound(work, round, step.value.tells, { title: `${ROAD_WORDS[round.road].result}被退回`, text: `${round.title}（${round.number}）：${input.reason}`, href: desk(round) });
  return ok({ message: '已退回' });
};

/** What is put forward, in the words of the notice. */
async function proposedOf(tx: Tx, tenantId: string, round: Round, choice: Choice): Promise<Proposed> {
  const { profile } = round.rules;
  if (choice.kind === 'members') {
    const people = await tx.person.findMany({ where: { tenantId, id: { in: choice.members.map((m) => m.personId) } }, select: { id: true, name: true, title: true, institution: { select: { name: true } } } });
    const body = profile.structure.bodies.find((b) => b.body === choice.body);
    return {
      kind: 'members',
      group: `${nameOf(round)}${body ? bodyLabel(profile, body.body) : ''}`,
      members: choice.members.map((m) => {
        const p = people.find(({ id }) => id === m.personId)!;
        return { name: p.name, institution: p.institution.name, title: TITLES[p.title as Title], post: postLabel(profile, m.post) };
      }),
    };
  }
  const institution = await tx.institution.findUniqueOrThrow({ where: { tenantId_id: { tenantId, id: choice.institutionId } }, select: { name: true, level: true } });
  const head = choice.headPersonId ? await tx.person.findUnique({ where: { tenantId_id: { tenantId, id: choice.headPersonId } }, select: { name: true, title: true } }) : null;
  const level = institution.level as HospitalLevel;
  return {
    kind: 'host',
    designated: round.road === 'designation',
    centre: nameOf(round),
    host: level === 'none' ? institution.name : `${institution.name}（${HOSPITAL_LEVELS[level]}）`,
    head: head && (head.title === 'none' ? head.name : `${head.name}（${TITLES[head.title as Title]}）`),
  };
}

/** The steps that the round has taken, with their days and articles. */
async function courseOf(tx: Tx, tenantId: string, round: Round): Promise<{ course: CourseStep[]; steps: string[] }> {
  const { profile } = round.rules;
  const host = profile.vocabulary.host ?? '承担单位';
  const day = (at: Date | null) => at && dateInChina(at);
  if (round.road === 'designation') {
    return { course: [{ on: day(round.chosenAt), text: `提出指定的${host}`, article: designationArticle(profile, round.purpose) }], steps: [] };
  }
  const recommends = round.road === 'recommendation';
  const words = ROAD_WORDS[round.road];
  const states = await tx.application.groupBy({ by: ['state'], where: { tenantId, selectionId: round.id, state: { in: ['submitted', 'eligible', 'ineligible'] } }, _count: true });
  const countOf = (...wanted: string[]) => states.reduce((sum, s) => sum + (wanted.includes(s.state) ? s._count : 0), 0);
  const course: CourseStep[] = [];
  if (hasStage(profile, 'scheme') && round.schemeApprovedAt) course.push({ on: day(round.schemeApprovedAt), text: '审定工作方案', article: articleOf(profile, 'scheme', round.body) });
  if (round.publishedAt) course.push({ on: day(round.publishedAt), text: `发布${words.call}和条件`, article: articleOf(profile, 'call', round.body) });
  course.push({ on: round.closesOn, text: `收到${words.entry} ${countOf('submitted', 'eligible', 'ineligible')} 份，资格审核通过 ${countOf('eligible')} 份`, article: articleOf(profile, 'application', round.body) });
  const panel = round.scheme?.panel;
  if (panel && round.road === 'selection') {
    const members = await tx.panelMember.groupBy({ by: ['state'], where: { tenantId, selectionId: round.id, state: { in: ['accepted', 'recused'] } }, _count: true });
    const of = (state: string) => members.find((m) => m.state === state)?._count ?? 0;
    const last = await tx.panelScore.findFirst({ where: { tenantId, state: 'submitted', application: { selectionId: round.id } }, orderBy: { submittedAt: 'desc' }, select: { submittedAt: true } });
    course.push({ on: day(last?.submittedAt ?? null), text: `${panel.defence ? '答辩评审' : '专家评审'}，评委 ${of('accepted')} 人，回避 ${of('recused')} 人`, article: articleOf(profile, 'choice', round.body) });
  }
  course.push({ on: day(round.chosenAt), text: recommends ? words.result : `${words.choosing}拟定${host}`, article: articleOf(profile, 'choice', round.body) });
  return { course, steps: [`单位${words.entry}`, '资格审核', ...(panel && !recommends ? [panel.defence ? '答辩评审' : '专家评审'] : [])] };
}

/** The second official opens the notice: from now on everybody sees the result, and the days run. */
export const releaseNotice: Mutation<z.output<typeof releaseSchema>> = async (work, input) => {
  const { tx, actor } = work;
  const { tenantId } = actor;
  const held = await heldRound(work, input.selectionId);
  if (!held.ok) return held;
  const round = held.value;
  const { choice, rules } = round;
  const list = choice ? listOf(choice) : [];
  const step = await passRound(work, round, 'selection.release', {
    'notice-rule': () => {
      if (!rules.profile.notice) return notNow('办法未规定公示，可以直接作出决定');
      return choice?.noticeWaived ? notNow('提出人写明不公示；如需公示，请退回后重新提出') : null;
    },
    'by-another': () => (round.chosenById === actor.accountId ? notNow('拟定结果由您提出，应由另一名经办人复核并发布公示') : null),
    'list-confirmed': () => {
      if (list.length === 0 || input.shown !== list.map((l) => l.shown).join(',')) return changedMeanwhile('拟定结果');
      const faults: Record<string, string[]> = {};
      const missing = list.filter((l) => !input.confirmed.includes(l.id)).length;
      if (missing > 0 || input.confirmed.length !== list.length) faults.confirmed = [`名单共${list.length}项，请逐项核对并勾选${missing > 0 ? `，还有${missing}项未勾选` : ''}`];
      if (input.count !== list.length) faults.count = [`填写的数量为${input.count}，与名单的${list.length}项不一致，请核对`];
      return Object.keys(faults).length > 0 ? invalid(faults) : null;
    },
  }, () => ({ releasedById: actor.accountId, releasedByName: actor.name }));
  if (!step.ok) return step;

  const { profile } = rules;
  const number = await nextNumber(tx, tenantId, profile.jurisdiction.code, 'GS', yearOf(work.today));
  const body = noticeBody({
    number, proposed: await proposedOf(tx, tenantId, round, choice!), profile, revision: rules.revision, sha256: rules.sha256, calendar: builtInCalendar, publishedOn: work.today,
    contact: round.contact.trim() || (profile.structure.office?.name ?? profile.jurisdiction.authority),
    ...(await courseOf(tx, tenantId, round)),
  })!;
  const id = newId();
  const digest = sha256(canonicalJson(body));
  await tx.notice.create({
    data: {
      tenantId, id, selectionId: round.id, number, title: body.title, publishedAt: work.now, publishedOn: toDb(body.period.publishedOn), lastDay: toDb(body.period.lastDay),
      profileVersionId: rules.versionId, body, sha256: digest,
    },
    select: { id: true },
  });
  work.record({ type: 'selection', id: round.id }, { number: round.number, noticeId: id, notice: number, sha256: digest, lastDay: body.period.lastDay, list: list.map((l) => l.id), count: input.count });
  const text = `${body.title}（${number}），至${formatDate(body.period.lastDay)}止`;
  await tellRound(work, round, step.value.tells?.filter((t) => t === 'applicants'), { title: '结果已公示', text, href: '/applications' });
  await tellRound(work, round, step.value.tells?.filter((t) => t === 'chosen'), { title: '结果已公示', text: `拟指定本单位：${text}`, href: '' });
  await tellRound(work, round, step.value.tells?.filter((t) => t === 'proposer'), { title: '结果已公示', text, href: desk(round) });
  return ok({ message: `公示已发布，编号${number}，至${formatDate(body.period.lastDay)}止`, id });
};

/** Where a round goes on when an upheld objection has ended its notice, in words. */
const AFTER_NOTICE = { 'selection.reopen': '重新择优', 'selection.reopen-review': '重新审核申请资格' } as const;

/** Ends a notice to which an objection was upheld, with a reason that its page tells everybody. A later release makes a new notice with days of its own. */
async function withdrawNotice(work: Work, input: z.output<typeof reopenSchema>, act: keyof typeof AFTER_NOTICE): ReturnType<Mutation<z.output<typeof reopenSchema>>> {
  const { tx, actor } = work;
  const { tenantId } = actor;
  const held = await heldRound(work, input.selectionId);
  if (!held.ok) return held;
  const round = held.value;
  const notice = await tx.notice.findFirst({ where: { tenantId, selectionId: round.id, state: 'running' }, select: { id: true, number: true, version: true } });
  const step = await passRound(work, round, act, {
    'objection-upheld': async () => {
      const upheld = notice ? await tx.objection.count({ where: { tenantId, noticeId: notice.id, state: 'answered', upheld: true } }) : 0;
      if (upheld > 0) return null;
      const since = round.choice?.kind === 'host' ? await newlyAgainst(tx, tenantId, round, round.choice, work.today) : [];
      return since.some((f) => f.severity === 'block') ? null : notNow(`没有经核实成立的异议，拟定的单位也没有新的限制，不能终止公示${AFTER_NOTICE[act]}`);
    },
    reason: () => (input.reason ? null : invalid({ reason: ['请填写理由'] })),
  }, () => ({ returnReason: input.reason }));
  if (!step.ok) return step;
  const ended = await tx.notice.updateMany({
    where: { tenantId, id: notice!.id, version: notice!.version, state: 'running' },
    data: { state: 'replaced', closedAt: work.now, closeReason: input.reason, version: { increment: 1 } },
  });
  if (ended.count !== 1) return refuse(changedMeanwhile(whatOf(round)));
  work.record({ type: 'selection', id: round.id }, { number: round.number, noticeId: notice!.id, notice: notice!.number, choice: round.choice, reason: input.reason });
  const news = { title: '公示已终止', text: `${round.title}（${round.number}）的公示${notice!.number}已终止，将${AFTER_NOTICE[act]}，新的结果另行公示` };
  await tellRound(work, round, step.value.tells?.filter((t) => t === 'applicants'), { ...news, href: '/applications' });
  const here = act === 'selection.reopen' ? desk(round) : `/selections/${round.id}/applications`;
  await tellRound(work, round, step.value.tells?.filter((t) => t === 'chosen'), { ...news, href: '' });
  await tellRound(work, round, step.value.tells?.filter((t) => t !== 'applicants' && t !== 'chosen'), { ...news, href: here });
  return ok({ message: `公示已终止，${AFTER_NOTICE[act]}`, ...(act === 'selection.reopen' ? {} : { next: here }) });
}

/** The result is chosen anew, of a designation put forward anew. */
export const reopenRound: Mutation<z.output<typeof reopenSchema>> = (work, input) => withdrawNotice(work, input, 'selection.reopen');

/** The applications are reviewed anew; each finding is taken back by an act of its own (application.review-again). */
export const reopenReview: Mutation<z.output<typeof reopenSchema>> = (work, input) => withdrawNotice(work, input, 'selection.reopen-review');
