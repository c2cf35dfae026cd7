import type { z } from 'zod';
import { sha256 } from '../audit/chain';
import { askNewCentre } from '../centre/check';
import { ROAD_WORDS, SANCTION_GROUNDS } from '../glossary';
import { lockCentre } from '../centre/data';
import { centreNameOf } from '../centre/name';
import { toDb } from '../db/dates';
import type { Prisma } from '../db/tenant';
import { invalid, notNow, takeStep, type Check } from '../identity/step';
import type { Mutation, Refusal, Work } from '../identity/perform';
import { rulesFor } from '../jurisdiction/data';
import { canonicalJson } from '../kernel/canonical';
import { formatDate } from '../kernel/chinese';
import { newId } from '../kernel/ids';
import { addDays, yearOf } from '../kernel/local-date';
import { ok, refuse } from '../kernel/result';
import { listAssessors } from '../panel/data';
import { formatArticle } from '../regulation/citation';
import { designationBarred, directionCase, isDue, nextNumber, proposedConditions, tellRound, type Round } from './data';
import { heldRound, passRound, whatOf } from './held';
import { articleOf, hasStage, namesPanel, proposedMaterials, proposedProcedure, proposedScheme, purposeWord, roadsOf, roundsWord, titleOf, unplannedWords } from './roads';
import { callFaults, schemeDraftOf, type Begin, type cancelSchema, type Edit, type returnSchemeSchema, type roundSchema, type saveSchema } from './schema';
import { planDraft, schemeFaults, type PlanDraft } from './scheme';
import { isRunning, ROADS, SELECTION_LIFECYCLES } from './states';

const words = (round: Pick<Round, 'road'>) => ROAD_WORDS[round.road];
const where = (round: Pick<Round, 'id'>) => `/selections/${round.id}`;

/** Begins a round, or saves the draft of its call and work plan. */
export const saveRound: Mutation<z.output<typeof saveSchema>> = (work, input) => (input.step === 'begin' ? begin(work, input) : edit(work, input));

async function begin(work: Work, input: Begin) {
  const { tx, actor } = work;
  const { tenantId } = actor;
  work.authorise({ tenantId });
  // One beginning at a time for a direction.
  await tx.$executeRaw`select id from specialty where tenant_id = ${tenantId} and id = ${input.specialtyId}::uuid for update`;
  if (input.centreId) await lockCentre(tx, tenantId, input.centreId);
  const rules = await rulesFor(tx, tenantId, work.today);
  const { profile } = rules;
  const direction = await directionCase(tx, tenantId, input.specialtyId, work.today);
  if (!direction) return refuse(invalid({ specialtyId: ['没有这个专业方向'] }));
  if (direction.running) return refuse(notNow(`“${direction.direction}”的${roundsWord(profile)}${direction.running.number}${isRunning(direction.running.state) ? '正在进行' : '还没有交接完毕'}，结束后才能另行发起`));
  if (!roadsOf(profile).includes(input.road)) return refuse(invalid({ road: [`本办法没有${ROADS[input.road]}`] }));
  const body = input.road === 'recommendation' ? (input.body ?? null) : null;
  if (input.road === 'recommendation' && !profile.structure.bodies.some((b) => b.body === body)) return refuse(invalid({ body: ['请选择推荐到哪个组'] }));
  const centre = input.purpose === 'replace' ? (direction.centres.find((c) => c.id === input.centreId) ?? null) : null;
  if (input.purpose === 'replace' && !centre) return refuse(invalid({ purpose: [`请选择这个方向现有的${profile.vocabulary.centreShort}`] }));
  if (centre && !input.ground && !isDue(centre, work.today)) return refuse(invalid({ ground: [profile.structure.host ? `${centre.name}未到遴选的时候，请写明更换的理由` : `请写明${purposeWord(profile, 'replace')}的理由`] }));
  if (input.road === 'designation') {
    const notAfter = await designationBarred(tx, tenantId, profile, { centreId: centre?.id ?? null, specialtyId: direction.id });
    if (notAfter.length > 0) return refuse(notNow(`原${profile.vocabulary.host ?? '单位'}因${notAfter.map((ground) => SANCTION_GROUNDS[ground]).join('、')}被取消资格，按条文须重新遴选，不能指定`));
  }
  if (!centre) {
    if (direction.endedOn && direction.endedOn < work.today) return refuse(invalid({ specialtyId: ['这个方向已经不在规划之内'] }));
    const findings = await askNewCentre(tx, tenantId, rules, direction, work.today);
    const against = findings.filter((f) => f.severity === 'block' || f.severity === 'warn');
    if (against.some((f) => f.severity === 'block')) return refuse<Refusal>({ kind: 'findings', message: '按条文不能新设', findings: against });
    if (against.length > 0 && !input.ground) return refuse<Refusal>({ kind: 'findings', message: '与条文不一致，新设须写明理由', findings: against });
  }
  const id = newId();
  const { name: byName, accountId: byId } = actor;
  const name = centre?.name ?? centreNameOf(profile, direction.direction);
  const title = titleOf(profile, { road: input.road, purpose: input.purpose, name, body });
  const number = await nextNumber(tx, tenantId, profile.jurisdiction.code, 'LX', yearOf(work.today));
  const taken = await takeStep(SELECTION_LIFECYCLES[input.road], null, 'selection.save', {}, whatOf(input));
  if (!taken.ok) return taken;
  const calls = input.road !== 'designation';
  await tx.selection.create({
    data: {
      tenantId, id, number, title, road: input.road, purpose: input.purpose, specialtyId: direction.id, centreId: centre?.id ?? null, replacesPeriodId: centre?.period?.id ?? null,
      body, ground: input.ground ?? null, state: taken.value.to, createdById: byId, createdByName: byName,
      ...(calls
        ? {
            conditions: proposedConditions(rules, { road: input.road, class: direction.class, body }), materials: proposedMaterials(profile, input.road),
            scheme: proposedScheme(profile, input.road) as unknown as Prisma.InputJsonObject, schemeById: byId, schemeByName: byName, schemeAt: work.now,
          }
        : {}),
    },
    select: { id: true },
  });
  work.record({ type: 'selection', id }, { number, title, road: input.road, purpose: input.purpose, direction: direction.direction, centreId: centre?.id ?? null, ground: input.ground ?? null });
  return ok({ message: `已建立${number}`, next: calls ? `/selections/${id}/edit` : `/selections/${id}`, id });
}

async function edit(work: Work, input: Edit) {
  const held = await heldRound(work, input.selectionId);
  if (!held.ok) return held;
  const round = held.value;
  const named = namesPanel(round.rules.profile) && input.assessors.length > 0 ? await listAssessors(work.tx, work.actor.tenantId, input.assessors) : [];
  if (namesPanel(round.rules.profile) && input.assessors.some((id) => !named.some((n) => n.accountId === id))) return refuse(invalid({ assessors: ['所选评委中有人已不是考核专家，或者账号已停用，请刷新后重新选择'] }));
  const scheme = round.road === 'designation' ? null : schemeDraftOf(input, round.road, named.map(({ accountId, name, person }) => ({ accountId, name, institution: person?.institution ?? null })));
  const proposed = (panel: PlanDraft['panel']) => proposedProcedure(round.rules.profile, round.road, panel);
  // A procedure that nobody has rewritten goes with the panel and the defence.
  if (scheme && scheme.procedure === proposed(planDraft(round.schemeDraft).panel)) scheme.procedure = proposed(scheme.panel);
  const unplanned = scheme && round.road === 'selection' ? unplannedWords(scheme.procedure, scheme.panel) : [];
  const sameScheme = canonicalJson(scheme) === canonicalJson(round.schemeDraft ?? null);
  const done = await passRound(work, round, 'selection.save', {}, () => ({
    title: input.title,
    ...(scheme
      ? {
          conditions: input.conditions ?? '', materials: input.materials ?? '', contact: input.contact ?? '',
          opensOn: input.opensOn ? toDb(input.opensOn) : null, closesOn: input.closesOn ? toDb(input.closesOn) : null,
          // Who wrote it last has written it.
          ...(sameScheme ? {} : { scheme: scheme as unknown as Prisma.InputJsonObject, schemeById: work.actor.accountId, schemeByName: work.actor.name, schemeAt: work.now }),
        }
      : {}),
  }));
  if (!done.ok) return done;
  work.record({ type: 'selection', id: round.id }, { title: input.title, opensOn: input.opensOn ?? null, closesOn: input.closesOn ?? null, schemeChanged: !sameScheme });
  return ok({ message: `已保存${unplanned.length > 0 ? `。办理流程提到${unplanned.join('、')}，工作方案没有安排，请核对` : ''}`, ...(input.stay || input.rowAct || unplanned.length > 0 ? {} : { next: where(round) }) });
}

const callComplete = (round: Round): Check => () => {
  const missing = callFaults(round);
  return missing.length > 0 ? notNow(`公告还缺：${missing.join('、')}`) : null;
};
const schemeComplete = ({ tx, actor: { tenantId } }: Work, round: Round): Check => async () => {
  const faults = schemeFaults(round.schemeDraft, namesPanel(round.rules.profile));
  const assessors = round.scheme?.panel?.assessors ?? [];
  const active = assessors.length > 0 ? await listAssessors(tx, tenantId, assessors.map((a) => a.accountId)) : [];
  const gone = assessors.filter((a) => !active.some((b) => b.accountId === a.accountId));
  if (gone.length > 0) faults.push(`${gone.map((a) => a.name).join('、')}已不是考核专家，或者账号已停用，请修改评委名单`);
  return faults.length > 0 ? notNow(`工作方案还不完整：${faults.join('；')}`) : null;
};

/** Hands the call and its work plan in for approval. */
export const submitScheme: Mutation<z.output<typeof roundSchema>> = async (work, input) => {
  const held = await heldRound(work, input.selectionId);
  if (!held.ok) return held;
  const round = held.value;
  const done = await passRound(work, round, 'selection.submit-scheme', { 'call-complete': callComplete(round), 'scheme-complete': schemeComplete(work, round) }, () => ({ returnReason: null }));
  if (!done.ok) return done;
  await tellRound(work, round, done.value.tells, { title: '工作方案待审定', text: `${round.number} ${round.title}`, href: where(round) });
  return ok({ message: '已报送，等待审定' });
};

/** Sends a work plan back to be worked over, also one that has been approved. */
export const returnScheme: Mutation<z.output<typeof returnSchemeSchema>> = async (work, input) => {
  const held = await heldRound(work, input.selectionId);
  if (!held.ok) return held;
  const round = held.value;
  const done = await passRound(work, round, 'selection.return-scheme', { reason: () => null }, () => ({
    returnReason: input.reason, schemeApprovedById: null, schemeApprovedByName: null, schemeApprovedAt: null,
  }));
  if (!done.ok) return done;
  work.record({ type: 'selection', id: round.id }, { reason: input.reason });
  await tellRound(work, round, done.value.tells, { title: '工作方案已退回', text: `${round.number} ${round.title}：${input.reason}`, href: where(round) });
  return ok({ message: '已退回起草' });
};

/** Approves a work plan that somebody else has written. */
export const approveScheme: Mutation<z.output<typeof roundSchema>> = async (work, input) => {
  const held = await heldRound(work, input.selectionId);
  if (!held.ok) return held;
  const round = held.value;
  const { accountId, name } = work.actor;
  const done = await passRound(
    work, round, 'selection.approve-scheme',
    { 'scheme-by-another': () => (round.schemeById === accountId ? notNow('方案由您起草，须由另一人审定') : null) },
    () => ({ schemeApprovedById: accountId, schemeApprovedByName: name, schemeApprovedAt: work.now }),
  );
  if (!done.ok) return done;
  work.record({ type: 'selection', id: round.id }, { scheme: sha256(canonicalJson(round.scheme)) });
  await tellRound(work, round, done.value.tells, { title: '工作方案已审定', text: `${round.number} ${round.title}，可以发布公告`, href: where(round) });
  return ok({ message: '已审定，可以发布公告' });
};

/** Publishes the call: from now on it stands as it is, under the rules of this day. */
export const publishCall: Mutation<z.output<typeof roundSchema>> = async (work, input) => {
  const { tx, actor: { tenantId } } = work;
  const held = await heldRound(work, input.selectionId);
  if (!held.ok) return held;
  const round = held.value;
  const rules = await rulesFor(tx, tenantId, work.today);
  const { profile } = rules;
  const scheme = sha256(canonicalJson(round.scheme));
  const done = await passRound(
    work, round, 'selection.publish',
    {
      'no-scheme-step': () => (hasStage(profile, 'scheme') ? notNow(`工作方案须先审定（${formatArticle(articleOf(profile, 'scheme'), profile.instrument.annexes)}），请先报送`) : null),
      'call-complete': callComplete(round),
      'scheme-complete': schemeComplete(work, round),
      'dates-ahead': () => (round.closesOn! < work.today ? notNow(`${words(round).answer}截止日期${formatDate(round.closesOn!)}已过，请先改为今天或者以后`) : null),
    },
    // Nobody could apply before the call was published.
    () => ({ publishedAt: work.now, profileVersionId: rules.versionId, schemeSha256: scheme, returnReason: null, ...(round.opensOn! < work.today ? { opensOn: toDb(work.today) } : {}) }),
  );
  if (!done.ok) return done;
  work.record({ type: 'selection', id: round.id }, { number: round.number, closesOn: round.closesOn, scheme, profileVersionId: rules.versionId });
  await tellRound(work, round, done.value.tells, { title: round.title, text: `${round.number}，${words(round).answer}到${formatDate(round.closesOn!)}截止`, href: '/applications' });
  return ok({ message: `已发布，${words(round).answer}到${formatDate(round.closesOn!)}截止` });
};

/** Ends the time for applications, once its last day is over in China. */
export const closeCall: Mutation<z.output<typeof roundSchema>> = async (work, input) => {
  const held = await heldRound(work, input.selectionId);
  if (!held.ok) return held;
  const round = held.value;
  const done = await passRound(work, round, 'selection.close', {
    'deadline-passed': () => (work.today > round.closesOn! ? null : notNow(`${words(round).answer}到${formatDate(round.closesOn!)}24时截止，${formatDate(addDays(round.closesOn!, 1))}起可以办理`)),
  });
  if (!done.ok) return done;
  const applications = await standing(work, round);
  const { answer, entry } = words(round);
  work.record({ type: 'selection', id: round.id }, { applications });
  await tellRound(work, round, done.value.tells, { title: `${answer}已截止`, text: `${round.number} ${round.title}，收到${entry}${applications}份${applications > 0 ? '，请审核资格' : ''}`, href: `${where(round)}/applications` });
  return ok({ message: `${answer}已截止，收到${entry}${applications}份` });
};

const standing = (work: Work, round: Round) =>
  work.tx.application.count({ where: { tenantId: work.actor.tenantId, selectionId: round.id, state: { notIn: ['draft', 'withdrawn'] } } });

/** Ends a round without a result. A notice that runs ends with it. */
export const cancelRound: Mutation<z.output<typeof cancelSchema>> = async (work, input) => {
  const { tx, actor: { tenantId } } = work;
  const held = await heldRound(work, input.selectionId);
  if (!held.ok) return held;
  const round = held.value;
  const applications = await standing(work, round);
  const done = await passRound(work, round, 'selection.cancel', { reason: () => null }, () => ({ cancelReason: input.reason }));
  if (!done.ok) return done;
  await tx.notice.updateMany({ where: { tenantId, selectionId: round.id, state: 'running' }, data: { state: 'replaced', closedAt: work.now, closeReason: `${ROADS[round.road]}终止：${input.reason}`, version: { increment: 1 } } });
  work.record({ type: 'selection', id: round.id }, { number: round.number, reason: input.reason, applications });
  const news = { title: `${ROADS[round.road]}已终止`, text: `${round.number} ${round.title}：${input.reason}` };
  await tellRound(work, round, done.value.tells?.filter((who) => who === 'applicants'), { ...news, href: '/applications' });
  await tellRound(work, round, done.value.tells?.filter((who) => who === 'panel'), { ...news, href: '/reviews' });
  await tellRound(work, round, done.value.tells?.filter((who) => who === 'chosen'), { ...news, href: '' });
  return ok({ message: '已终止' });
};
