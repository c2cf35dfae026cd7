import type { z } from 'zod';
import { keptConditions } from '../application/check';
import { askNewCentre } from '../centre/check';
import { lockCentre, lockSpecialty } from '../centre/data';
import { createCentre, endHosting, endWithHost, lockCodes, openBody, openPeriod } from '../centre/mutations';
import { checkRoster, listCommittees, peopleById } from '../committee/data';
import { lastDayOfTerm, rosterOn } from '../committee/history';
import { fromDb, fromDbOrNull, toDb } from '../db/dates';
import type { Tx } from '../db/tenant';
import { enterDepartures, type Departed } from '../departure/data';
import type { Body, Post } from '../glossary';
import { openHandover } from '../handover/data';
import type { Refusal, Mutation, Work } from '../identity/perform';
import { changedMeanwhile, invalid, notNow, takeStep } from '../identity/step';
import { rulesOfVersion } from '../jurisdiction/data';
import { formatDate } from '../kernel/chinese';
import { dateInChina } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { addDays, type LocalDate } from '../kernel/local-date';
import { ok, refuse, type Result } from '../kernel/result';
import { tell } from '../message/data';
import type { NoticeDecision } from '../notice/evaluate';
import { bodyLabel, postLabel } from '../regulation/profile';
import type { Finding } from '../regulation/finding';
import type { Answer } from '../regulation/question';
import type { Choice } from './choice';
import { designationBarred, getRound, takenNumber, tellRound, type Round } from './data';
import { heldRound, whatOf } from './held';
import type { decideRoundSchema } from './decision-schema';
import { newlyAgainst } from './since-review';
import { SELECTION_LIFECYCLES } from './states';

/** Decides a round: the result takes effect at once, or, where the text asks for it, when the old host has handed over. */
export const decideRound: Mutation<z.output<typeof decideRoundSchema>> = async (work, input) => {
  const { tx, actor, today } = work;
  const { tenantId } = actor;
  const heldNow = await heldRound(work, input.selectionId);
  if (!heldNow.ok) return heldNow;
  const round = heldNow.value;

  const { profile } = round.rules;
  const { choice } = round;
  const asked = await askNotice(tx, tenantId, round, today);
  const step = await takeStep(SELECTION_LIFECYCLES[round.road], round.state, 'selection.decide', {
    'notice-over': () => {
      if (!asked) return notNow('没有正在进行的公示，请刷新页面查看最新情况');
      if (asked.upheld > 0) return notNow(`有${asked.upheld}件异议经核实成立，不能按公示的结果决定；请重新择优或者终止`);
      return heldBack(asked.answer.findings, input.reason);
    },
    'no-notice-rule': () => (profile.notice ? notNow('办法规定公示的，结果须先公示') : null),
    'notice-waived': () => (!profile.notice || (choice?.noticeWaived && profile.selection?.designation?.noticeMayBeWaived) ? null : notNow('没有写明不公示的理由，结果须先公示')),
    'by-another': () => (round.chosenById === actor.accountId ? notNow('本人提出的结果须由他人决定') : null),
    'document-number': async () => {
      const used = await takenNumber(tx, tenantId, input.documentNumber);
      return used ? invalid({ documentNumber: [`该文号已用于“${used}”`] }) : null;
    },
  }, whatOf(round));
  if (!step.ok) return step;
  if (!choice) throw new Error(`round ${round.id} has nothing chosen`);
  if (input.dueOn && input.dueOn < today) return refuse(invalid({ dueOn: ['交接时限不得早于今天'] }));
  const stands = await standsAgainst(tx, tenantId, round, today);
  if (stands) return refuse(stands);
  const setting = await settingUp(tx, tenantId, round, today);
  const since = choice.kind === 'host' ? await newlyAgainst(tx, tenantId, round, choice, today) : [];
  const against = heldBack(setting, round.ground ?? input.reason) ?? heldBack(since, input.reason);
  if (against) return refuse(against);
  if (round.road === 'designation' && (await designationBarred(tx, tenantId, profile, round)).length > 0) return refuse(notNow('原单位在指定提出以后被取消资格，按条文须重新遴选，不能指定；请终止这一轮'));
  // Members are judged as the whole list that they make.
  const list = choice.kind === 'members' ? await judgeMembers(tx, tenantId, round, choice, today) : null;
  const held = list && heldBack(list.check.answer.findings, input.reason);
  if (held) return refuse(held);

  const { count } = await tx.selection.updateMany({
    where: { tenantId, id: round.id, version: round.version, state: round.state },
    data: {
      state: step.value.to, documentNumber: input.documentNumber, decidedOn: toDb(today), decidedById: actor.accountId, decidedByName: actor.name, decidedAt: work.now,
      decisionReason: input.reason ?? null, profileVersionId: round.rules.versionId,
      result: {
        notice: asked && { versionId: asked.versionId, facts: asked.facts, ...asked.answer },
        // A designation without a notice departs from what is usual, and says so for good.
        waived: choice.noticeWaived && profile.notice ? { rule: 'notice.waived', severity: 'warn', article: profile.notice.article, message: `指定未经公示，理由：${choice.noticeWaived}` } : null,
        committee: list && { versionId: list.check.rules.versionId, facts: list.check.facts, verdict: list.check.answer.verdict, findings: list.check.answer.findings },
        since,
        // With him the first list of the new committee begins.
        headPersonId: choice.kind === 'host' ? choice.headPersonId : null,
      } as object,
      version: { increment: 1 },
    },
  });
  if (count !== 1) return refuse(changedMeanwhile(whatOf(round)));
  await enterDepartures(work, { selectionId: round.id }, await departuresOf(tx, tenantId, round, setting, list?.check.answer.findings ?? [], input.reason));
  if (asked) await tx.notice.updateMany({ where: { tenantId, id: asked.noticeId }, data: { state: 'closed', closedAt: work.now, closeReason: '公示期满，已作出决定', version: { increment: 1 } } });

  const winner = await nameOf(tx, tenantId, round, choice);
  const from = await handsOver(tx, tenantId, round, today);
  const handover = from && choice.kind === 'host'
    ? await openHandover(work, { centreId: round.centreId!, selectionId: round.id, from, toInstitutionId: choice.institutionId, profile, dueOn: input.dueOn ?? null })
    : null;
  const news = { title: `${round.title}：已决定`, text: `${input.documentNumber}，${winner}。${handover ? '新的挂靠期在交接完成后开始。' : ''}` };
  // Whoever was chosen hears of it once, with what he has to do next.
  await tellRound(work, round, step.value.tells?.filter((t) => t === 'applicants' || (t === 'chosen' && !handover)), { ...news, href: '/applications' });
  if (step.value.tells?.includes('old-host')) {
    const old = await oldHost(tx, tenantId, round, today);
    await tell(tx, tenantId, [{ institutions: old ? [old.institutionId] : [] }], { ...news, href: handover ? `/handovers/${handover}` : '' }, { at: work.now, by: actor.accountId });
  }
  work.record({ type: 'selection', id: round.id }, { number: round.number, documentNumber: input.documentNumber, choice, reason: input.reason ?? null, handover });
  if (handover) {
    const { host } = profile.vocabulary;
    await tellRound(work, round, step.value.tells?.filter((t) => t === 'chosen'), { title: `${round.centre?.name ?? round.title}：等待原${host ?? '单位'}移交`, text: `${input.documentNumber}，本单位已确定为${host ?? '新的单位'}，双方签字后开始挂靠`, href: `/handovers/${handover}` });
    return ok({ message: '已决定，等待双方交接', next: `/selections/${round.id}/result`, id: round.id });
  }
  const begun = await beginTerm(work, round.id);
  return begun.ok ? ok({ message: `已决定，${begun.value.name}自${formatDate(begun.value.from)}起运行`, next: `/selections/${round.id}/result`, id: round.id }) : begun;
};

/** Why findings hold a decision back: what blocks, and what warns as long as nobody has given a reason; null if nothing does. */
function heldBack(findings: readonly Finding[], reason: string | undefined): Refusal | null {
  const blocked = findings.filter((f) => f.severity === 'block');
  const warned = findings.filter((f) => f.severity === 'warn');
  if (blocked.length === 0 && (warned.length === 0 || reason)) return null;
  return {
    kind: 'findings',
    message: blocked.length > 0 ? '现在不能决定' : `有${warned.length}项须说明理由，请写明理由后再决定`,
    findings: (blocked.length > 0 ? blocked : warned).map(({ rule, severity, article, message }) => ({ rule, severity, article, message })),
  };
}

/** The question `notice`, asked of the running notice under the rules with which it was published; null without one. */
export async function askNotice(tx: Tx, tenantId: string, round: Pick<Round, 'id' | 'rules'>, on: LocalDate) {
  const notice = await tx.notice.findFirst({
    where: { tenantId, selectionId: round.id, state: 'running' },
    select: { id: true, publishedOn: true, profileVersionId: true, objections: { orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }], select: { receivedAt: true, state: true, upheld: true } } },
  });
  if (!notice) return null;
  const rules = (await rulesOfVersion(tx, tenantId, notice.profileVersionId)) ?? round.rules;
  const facts = {
    publishedOn: fromDb(notice.publishedOn), decisionOn: on,
    objections: notice.objections.map((o) => ({ on: dateInChina(o.receivedAt), resolved: o.state === 'answered' })),
  };
  const parsed = rules.rulebook.notice.parse(facts, on);
  if (!parsed.ok) throw new Error(`a notice on record is not valid: ${parsed.refusal.map((i) => i.message).join('; ')}`);
  const answer = rules.rulebook.notice.answer(parsed.value) as Answer<NoticeDecision>;
  return { noticeId: notice.id, versionId: rules.versionId, facts, answer, upheld: notice.objections.filter((o) => o.upheld === true).length };
}

/** What the rules say of a new centre of the direction; nothing for a centre that goes on. Whoever calls holds the direction and the codes. */
async function settingUp(tx: Tx, tenantId: string, { centreId, specialtyId, rules }: Round, on: LocalDate): Promise<readonly Finding[]> {
  if (centreId !== null) return [];
  return askNewCentre(tx, tenantId, rules, await tx.specialty.findUniqueOrThrow({ where: { tenantId_id: { tenantId, id: specialtyId } }, select: { class: true, field: true, direction: true, listed: true } }), on);
}

/** What a decision departs from in principle: with a second centre of a direction, with the host that was chosen, and with the list of its members. */
async function departuresOf(tx: Tx, tenantId: string, { choice, ground }: Round, setting: readonly Finding[], list: readonly Finding[], reason: string | undefined): Promise<Departed[]> {
  const warned = (findings: readonly Finding[], why: string | null | undefined) => findings.filter((f) => f.severity === 'warn').map(({ rule, article }) => ({ rule, article, reason: why ?? '' }));
  const kept = choice?.kind === 'host' && choice.applicationId
    ? await tx.application.findUnique({ where: { tenantId_id: { tenantId, id: choice.applicationId } }, select: { result: true } })
    : null;
  // Another head has departures of his own.
  const isOther = choice?.kind === 'host' && choice.headReason !== undefined;
  const departed = keptConditions(kept?.result).filter((c) => c.status === 'departed' && !(isOther && c.about === 'person'));
  return [
    ...warned(setting, ground ?? reason),
    ...departed.map((c) => ({ rule: c.id, article: c.article, reason: c.departure ?? '' })),
    ...(choice?.kind === 'host' ? (choice.departs ?? []).map(({ rule, article }) => ({ rule, article, reason: choice.headReason ?? choice.reason })) : []),
    ...warned(list, reason),
  ].filter((d, i, all) => d.reason !== '' && all.findIndex((e) => e.rule === d.rule) === i);
}

/** What has happened to the direction or the centre since the round began, so that it can no longer be decided; holds them. */
async function standsAgainst(tx: Tx, tenantId: string, round: Round, today: LocalDate): Promise<Refusal | null> {
  if (round.centreId === null) {
    await lockCodes(tx, tenantId);
    await lockSpecialty(tx, tenantId, round.specialtyId);
    const { endedOn } = await tx.specialty.findUniqueOrThrow({ where: { tenantId_id: { tenantId, id: round.specialtyId } }, select: { endedOn: true } });
    return endedOn ? notNow('该方向已从设置规划中撤出，不能再设立') : null;
  }
  await lockCentre(tx, tenantId, round.centreId);
  const centre = await tx.centre.findUniqueOrThrow({
    where: { tenantId_id: { tenantId, id: round.centreId } },
    select: { name: true, status: true, hosting: { where: { endedOn: null }, select: { institutionId: true, dueToEndOn: true } }, decisions: { where: { state: 'pending' }, take: 1, select: { number: true } }, selections: { where: { state: 'decided' }, take: 1, select: { number: true } } },
  });
  if (centre.status === 'closed') return notNow(`${centre.name}已撤销`);
  const ends = round.choice?.kind === 'host' && !round.ground ? fromDbOrNull(centre.hosting.find((h) => h.institutionId !== (round.choice as { institutionId: string }).institutionId)?.dueToEndOn ?? null) : null;
  if (ends && ends >= today) return notNow(`${centre.name}现有的挂靠期至${formatDate(ends)}届满，届满后再作决定；需要提前更换的，请终止这一轮，写明理由后另行发起`);
  if (centre.decisions[0]) return notNow(`${centre.name}尚有待裁定的考核结果（${centre.decisions[0].number}），请先裁定`);
  return centre.selections[0] ? notNow(`${centre.name}的上一轮${centre.selections[0].number}正在交接，完成后再决定`) : null;
}

/** The list that the chosen members make together with those who sit already, and what the rules of the body say of it. */
async function judgeMembers(tx: Tx, tenantId: string, round: Round, choice: Extract<Choice, { kind: 'members' }>, on: LocalDate) {
  const cohorts = round.centreId ? (await listCommittees(tx, tenantId, round.centreId)).filter((c) => c.body === choice.body) : [];
  const standing = cohorts.find((c) => c.endedOn === null) ?? null;
  const seats = standing ? rosterOn(standing.seats, on) : [];
  const posts = new Map<string, Post[]>(seats.map((s) => [s.personId, [...s.posts]]));
  for (const { personId, post } of choice.members) posts.set(personId, [...new Set([...(posts.get(personId) ?? []), post])]);
  const people = await peopleById(tx, tenantId, [...posts.keys()]);
  const check = await checkRoster(tx, tenantId, {
    centreClass: round.specialty.class, specialtyId: round.specialtyId, hostId: null, body: choice.body as Body, on, cohorts, cohort: standing?.cohort ?? (cohorts[0]?.cohort ?? 0) + 1, continued: seats,
    // Whoever was recommended was so by his employer; whoever sits was agreed to before.
    entries: [...posts].map(([personId, held]) => ({ personId, posts: held, employerConsent: true, replacesPersonId: null, person: people.get(personId)! })),
  });
  return { check, seats, posts, people };
}

/** The period of the host who has the centre, or had it last, with the name of the host; null where there never was one. */
async function oldHost(tx: Tx, tenantId: string, { centreId }: Pick<Round, 'centreId'>, today: LocalDate) {
  if (!centreId) return null;
  const found = await tx.hostingPeriod.findMany({ where: { tenantId, centreId }, orderBy: { startsOn: 'desc' }, select: { id: true, institutionId: true, cycle: true, startsOn: true, dueToEndOn: true, endedOn: true } });
  const periods = found.map((p) => ({ ...p, startsOn: fromDb(p.startsOn), dueToEndOn: fromDbOrNull(p.dueToEndOn), endedOn: fromDbOrNull(p.endedOn) }));
  // A period that ended before it began never was; one that has yet to begin has nothing to hand over.
  return periods.find((p) => p.startsOn <= today && (p.endedOn === null || p.endedOn >= p.startsOn)) ?? null;
}

/** The period of the host who has to hand over before the new term begins; null where the text asks for nothing, or nobody else takes over. */
async function handsOver(tx: Tx, tenantId: string, { centreId, choice, rules }: Pick<Round, 'centreId' | 'choice' | 'rules'>, today: LocalDate) {
  if (!rules.profile.handover || choice?.kind !== 'host') return null;
  const old = await oldHost(tx, tenantId, { centreId }, today);
  return old && old.institutionId !== choice.institutionId ? old : null;
}

/** What a decision of today would rest on: what the notice and the list say, and whether somebody has to hand over first. */
export async function foreseeDecision(tx: Tx, tenantId: string, round: Round, today: LocalDate) {
  const asked = await askNotice(tx, tenantId, round, today);
  const list = round.choice?.kind === 'members' ? await judgeMembers(tx, tenantId, round, round.choice, today) : null;
  const since = round.choice?.kind === 'host' ? await newlyAgainst(tx, tenantId, round, round.choice, today) : [];
  return {
    /** What would be decided. */
    words: round.choice ? await nameOf(tx, tenantId, round, round.choice) : '',
    findings: [...(asked?.answer.findings ?? []), ...since, ...(list?.check.answer.findings ?? [])],
    /** What bars the chosen host since the review, so that the notice may be ended without an objection. */
    isBarred: since.some((f) => f.severity === 'block'),
    /** Names of the people whom findings mean by their ids. */
    names: Object.fromEntries([...(list?.people ?? [])].map(([id, p]) => [id, p.name])),
    earliest: asked?.answer.decision.earliestDecision ?? null,
    upheld: asked?.upheld ?? 0,
    handsOver: (await handsOver(tx, tenantId, round, today)) !== null,
  };
}

/** What was decided, in a few words. */
async function nameOf(tx: Tx, tenantId: string, { rules: { profile } }: Round, choice: Choice): Promise<string> {
  if (choice.kind === 'members') {
    const people = await peopleById(tx, tenantId, choice.members.map((m) => m.personId));
    return `${bodyLabel(profile, choice.body as Body)}：${choice.members.map((m) => `${people.get(m.personId)?.name ?? ''}（${postLabel(profile, m.post)}）`).join('、')}`;
  }
  const { name } = await tx.institution.findUniqueOrThrow({ where: { tenantId_id: { tenantId, id: choice.institutionId } }, select: { name: true } });
  return `确定${name}为${profile.vocabulary.host ?? '承担单位'}`;
}

/**
 * Lets the term begin that a round has decided: a new centre, a new host with a fresh cycle, or new members. Done by the platform, with
 * the decision or with the end of the handover; whoever calls holds the round. The cycle counts from the day of the decision.
 */
export async function beginTerm(work: Work, selectionId: string): Promise<Result<{ centreId: string; name: string; from: LocalDate }, Refusal>> {
  const { tx, actor, today } = work;
  const { tenantId } = actor;
  const round = await getRound(tx, tenantId, selectionId, today);
  if (!round?.choice || !round.decidedOn) throw new Error(`round ${selectionId} is not decided`);
  const { choice, decidedOn } = round;
  const { profile } = round.rules;
  if (round.centreId) {
    await lockCentre(tx, tenantId, round.centreId);
    const { status } = await tx.centre.findUniqueOrThrow({ where: { tenantId_id: { tenantId, id: round.centreId } }, select: { status: true } });
    if (status === 'closed') return refuse(notNow(`${round.centre?.name ?? ''}已撤销，新的挂靠期不能开始`));
  }
  const step = await takeStep(SELECTION_LIFECYCLES[round.road], round.state, 'selection.begin-term', {
    'handover-done': async () => {
      const handover = await tx.handover.findUnique({ where: { tenantId_selectionId: { tenantId, selectionId } }, select: { state: true } });
      if (handover) return handover.state === 'done' || handover.state === 'overridden' ? null : notNow('交接尚未签收，新的挂靠期不能开始');
      return (await handsOver(tx, tenantId, round, today)) ? notNow('还没有办理交接，新的挂靠期不能开始') : null;
    },
  }, whatOf(round));
  if (!step.ok) return step;

  const place = round.centreId && round.centre
    ? await takeOver(work, round, { centreId: round.centreId, name: round.centre.name, decidedOn })
    : await setUp(work, round, decidedOn);
  if (choice.kind === 'members') await appoint(work, round, choice, place.centreId, decidedOn);
  const { count } = await tx.selection.updateMany({
    where: { tenantId, id: round.id, version: round.version, state: round.state },
    data: { state: step.value.to, centreId: place.centreId, hostingPeriodId: place.hostingPeriodId, version: { increment: 1 } },
  });
  if (count !== 1) return refuse(changedMeanwhile(whatOf(round)));

  const { host, centreShort } = profile.vocabulary;
  await tellRound(work, round, step.value.tells?.filter((t) => t !== 'chosen'), { title: `${place.name}：${round.centreId === null ? '已设立' : choice.kind === 'members' ? '人员已调整' : `新的${host ?? '单位'}已开始挂靠`}`, text: `${await nameOf(tx, tenantId, round, choice)}，自${formatDate(place.from)}起`, href: '' });
  const head = choice.kind === 'host' && choice.headPersonId ? (await peopleById(tx, tenantId, [choice.headPersonId])).get(choice.headPersonId)?.name : undefined;
  await tellRound(work, round, step.value.tells?.filter((t) => t === 'chosen'), {
    title: `本单位自${formatDate(place.from)}起挂靠${place.name}`,
    text: `${head ? `负责人：${head}。` : ''}请向系统管理员申请开通${centreShort}负责人和秘书账号，由秘书提出首份名单`, href: `/centres/${place.centreId}`,
  });
  return ok({ centreId: place.centreId, name: place.name, from: place.from });
}

interface Place {
  centreId: string;
  hostingPeriodId: string | null;
  name: string;
  /** First day of the new term. */
  from: LocalDate;
}

/** A new centre, as one that is opened by hand. */
async function setUp(work: Work, round: Round, on: LocalDate): Promise<Place> {
  const { tx, actor: { tenantId } } = work;
  await lockCodes(tx, tenantId);
  const { id: centreId, name, hostingPeriodId } = await createCentre(work, round.rules.profile, {
    specialty: { id: round.specialtyId, ...round.specialty }, institutionId: round.choice?.kind === 'host' ? round.choice.institutionId : null, name: null, on,
  });
  return { centreId, hostingPeriodId, name, from: on };
}

/** The next host of a centre: the same one follows upon himself, another one takes the place from today on. Groups without a host only go on. */
async function takeOver(work: Work, round: Round, { centreId, name, decidedOn }: { centreId: string; name: string; decidedOn: LocalDate }): Promise<Place> {
  const { tx, actor: { tenantId }, today } = work;
  const { choice } = round;
  const { structure, vocabulary } = round.rules.profile;
  let hostingPeriodId: string | null = null;
  let from = today;
  let hostEnds: LocalDate | null = null;
  if (choice?.kind === 'host') {
    const years = structure.hostCycle?.years;
    const running = await tx.hostingPeriod.findFirst({ where: { tenantId, centreId, endedOn: null }, select: { institutionId: true, dueToEndOn: true } });
    const due = fromDbOrNull(running?.dueToEndOn ?? null);
    const old = await oldHost(tx, tenantId, round, today);
    const isSame = running?.institutionId === choice.institutionId;
    const goesOn = isSame && due !== null && due >= today;
    if (goesOn) from = addDays(due, 1);
    await endHosting(work, centreId, addDays(from, -1), isSame ? '重新确定为挂靠单位' : `更换${vocabulary.host ?? '单位'}`);
    // Two hosts' cycles are never one: the number runs on.
    const last = await tx.hostingPeriod.findFirst({ where: { tenantId, centreId, startsOn: { lt: toDb(from) } }, orderBy: { cycle: 'desc' }, select: { cycle: true } });
    hostEnds = years ? lastDayOfTerm(goesOn ? from : decidedOn, years) : null;
    hostingPeriodId = await openPeriod(tx, tenantId, { centreId, institutionId: choice.institutionId, cycle: (last?.cycle ?? 0) + 1, startsOn: from, dueToEndOn: hostEnds });
    if (old && old.institutionId !== choice.institutionId) {
      await endWithHost(work, round.rules.profile, centreId, from);
      await endAccess(work, centreId, name);
    }
  }
  const committees = await tx.committee.findMany({ where: { tenantId, centreId }, select: { body: true, cohort: true, endedOn: true } });
  for (const body of structure.bodies.filter((b) => b.likeBody === undefined)) {
    const own = committees.filter((c) => c.body === body.body);
    if (own.some((c) => c.endedOn === null)) continue;
    await openBody(tx, tenantId, { centreId, body, cohort: Math.max(0, ...own.map((c) => c.cohort)) + 1, from, hostEnds });
  }
  await tx.centre.update({ where: { tenantId_id: { tenantId, id: centreId } }, data: { ...(hostingPeriodId ? { status: 'operating' } : {}), version: { increment: 1 } }, select: { id: true } });
  return { centreId, hostingPeriodId, name, from };
}

/** Those who acted for the centre under the old host act no longer; the administrators grant the new ones. */
async function endAccess(work: Work, centreId: string, centre: string): Promise<void> {
  const { tx, actor } = work;
  const { tenantId } = actor;
  const ended = await tx.membership.findMany({ where: { tenantId, centreId, status: 'active', role: { in: ['director', 'secretary'] } }, select: { id: true, accountId: true } });
  await tx.membership.updateMany({ where: { tenantId, id: { in: ended.map((m) => m.id) } }, data: { status: 'ended' } });
  await tell(tx, tenantId, [{ accounts: ended.map((m) => m.accountId) }], { title: `${centre}的办理权限已结束`, text: '挂靠单位已更换，原负责人和秘书的权限随之结束', href: '' }, { at: work.now, by: actor.accountId });
}

/** The chosen members take their seats; whoever sits already adds the post to those he has. */
async function appoint({ tx, actor: { tenantId } }: Work, round: Round, choice: Extract<Choice, { kind: 'members' }>, centreId: string, on: LocalDate): Promise<void> {
  const committee = await tx.committee.findFirstOrThrow({ where: { tenantId, centreId, body: choice.body, endedOn: null }, select: { id: true } });
  const { seats, posts } = await judgeMembers(tx, tenantId, { ...round, centreId }, choice, on);
  for (const personId of new Set(choice.members.map((m) => m.personId))) {
    const seat = seats.find((s) => s.personId === personId);
    const wanted = posts.get(personId)!;
    if (seat && seat.posts.length === wanted.length) continue;
    if (seat) await tx.appointment.updateMany({ where: { tenantId, id: seat.id }, data: { validTo: toDb(on), endReason: '调整' } });
    await tx.appointment.create({ data: { tenantId, id: newId(), committeeId: committee.id, personId, posts: wanted, validFrom: toDb(on) }, select: { id: true } });
  }
  await tx.committee.updateMany({ where: { tenantId, id: committee.id }, data: { version: { increment: 1 } } });
}
