import type { z } from 'zod';
import { centreTarget, lockCentre } from '../centre/data';
import { fromDb, fromDbOrNull, toDb } from '../db/dates';
import { POSTS, type Post } from '../glossary';
import type { Mutation, Refusal, Work } from '../identity/perform';
import { rulesFor } from '../jurisdiction/data';
import { formatDate } from '../kernel/chinese';
import { newId } from '../kernel/ids';
import { addDays, localDate, type LocalDate } from '../kernel/local-date';
import { ok, refuse } from '../kernel/result';
import { compareLists, propose, type Entry } from './change';
import { decidedHead, effectiveBounds, getRosterChange, loadChange, listCommittees, unexplained, type LoadedChange } from './data';
import { rosterOn } from './history';
import type { approveSchema, beginSchema, returnSchema, saveSchema, submitSchema, withdrawSchema } from './schema';
import { rosterAfter, ROSTER_STATES, type RosterAct, type RosterState } from './states';

const notFound = refuse<Refusal>({ kind: 'not-found' });
const notNow = (message: string) => refuse<Refusal>({ kind: 'not-allowed-now', message });
const conflict = refuse<Refusal>({ kind: 'conflict', message: '名单已被他人修改，请刷新页面查看最新内容后再办理' });

/** Why a list may not take effect on a day; null if it may. The bound is named. */
async function outOfBounds({ tx, actor, today }: Work, { kind, termFrom, termTo }: { kind: 'list' | 'change'; termFrom: LocalDate; termTo: LocalDate | null }, on: LocalDate): Promise<string | null> {
  const { effectiveFrom: rulesFrom } = await rulesFor(tx, actor.tenantId, BEFORE_ALL);
  const { from, to } = effectiveBounds({ kind, today, termFrom, termTo, rulesFrom });
  if (on > to.on) return `生效日期不得晚于${to.why}${formatDate(to.on)}${to.on < today ? '，本届已届满，应提出换届名单' : ''}`;
  return on < from.on ? `生效日期不得早于${from.why}${formatDate(from.on)}` : null;
}
const BEFORE_ALL = localDate('1900-01-01');
const wrongDay = (message: string) => refuse<Refusal>({ kind: 'invalid', fields: { effectiveOn: [message] } });

const pathOf = (centreId: string, changeId: string) => `/centres/${centreId}/rosters/${changeId}`;

/** Begins a list: an amendment of the standing one, or the first list of the next cohort. */
export const beginRoster: Mutation<z.output<typeof beginSchema>> = async (work, input) => {
  const { tx, actor } = work;
  const target = await centreTarget(tx, actor.tenantId, input.centreId);
  if (!target) return notFound;
  work.authorise(target);
  await lockCentre(tx, actor.tenantId, input.centreId);
  const committee = (await listCommittees(tx, actor.tenantId, input.centreId)).find((c) => c.body === input.body && c.endedOn === null);
  if (!committee) return notNow('目前没有在任的委员会，须先确定挂靠单位');
  const open = await tx.rosterChange.findFirst({
    where: { tenantId: actor.tenantId, committeeId: committee.id, state: { in: ['draft', 'submitted', 'returned'] } },
    select: { state: true },
  });
  if (open) return notNow(`已有一份名单正在办理（${ROSTER_STATES[open.state as RosterState]}），办结后才能另起`);
  const kind = committee.seats.length === 0 ? 'list' : input.kind;
  const wrong = await outOfBounds(work, { kind, ...committee }, input.effectiveOn);
  if (wrong) return wrongDay(wrong);
  const id = newId();
  await tx.rosterChange.create({
    data: {
      tenantId: actor.tenantId,
      id,
      committeeId: committee.id,
      kind,
      effectiveOn: toDb(input.effectiveOn),
      baseVersion: committee.version,
      proposedById: actor.accountId,
      proposedByName: actor.name,
    },
    select: { id: true },
  });
  const standing = rosterOn(committee.seats, input.effectiveOn);
  // The first list begins with the head on whom the authority has decided together with the host.
  const head = kind === 'list' ? await decidedHead(tx, actor.tenantId, input.centreId) : null;
  const post = (await rulesFor(tx, actor.tenantId, input.effectiveOn)).profile.structure.bodies.find((b) => b.body === committee.body)?.head ?? null;
  await writeEntries(work, id, [
    ...(head && post ? [{ personId: head, posts: [post], employerConsent: true, replacesPersonId: null }] : []),
    ...standing.map((s) => ({ personId: s.personId, posts: s.posts, employerConsent: true, replacesPersonId: null })),
  ]);
  work.record({ type: 'roster-change', id }, { centreId: input.centreId, body: input.body, kind });
  return ok({ message: '已建立草稿', next: pathOf(input.centreId, id), id });
};

/** Changes a draft by one step; it is saved at once. */
export const saveRoster: Mutation<z.output<typeof saveSchema>> = async (work, input) => {
  const change = await openChange(work, input.changeId, 'roster.save');
  if (!change.ok) return change;
  const { tx, actor } = work;
  const { tenantId } = actor;
  const { id } = change.value;
  const moved = await moveOn(work, change.value, 'roster.save');
  if (!moved) return conflict;
  work.record({ type: 'roster-change', id }, { ...input });

  if (input.edit === 'explain') {
    const loaded = (await loadChange(tx, tenantId, id))!;
    const finding = loaded.check.answer.findings.find((f) => f.rule === input.rule && f.severity === 'warn');
    if (!finding) return notNow('这一条现已符合，无须说明');
    await tx.departure.upsert({
      where: { tenantId_rosterChangeId_rule: { tenantId, rosterChangeId: id, rule: input.rule } },
      create: { tenantId, id: newId(), rosterChangeId: id, rule: input.rule, article: finding.article, reason: input.reason },
      update: { reason: input.reason },
      select: { id: true },
    });
    return ok({ message: '已保存偏离说明' });
  }
  if (input.edit === 'effective-on') {
    const term = await tx.committee.findUniqueOrThrow({ where: { tenantId_id: { tenantId, id: change.value.committeeId } }, select: { termFrom: true, termTo: true } });
    const wrong = await outOfBounds(work, { kind: change.value.kind, termFrom: fromDb(term.termFrom), termTo: fromDbOrNull(term.termTo) }, input.effectiveOn);
    if (wrong) return wrongDay(wrong);
    await tx.rosterChange.update({ where: { tenantId_id: { tenantId, id } }, data: { effectiveOn: toDb(input.effectiveOn) }, select: { id: true } });
    return ok({ message: '已保存生效日期' });
  }
  if (input.edit === 'consent-all') {
    await tx.rosterEntry.updateMany({ where: { tenantId, rosterChangeId: id }, data: { employerConsent: true } });
    return ok({ message: '已登记全部所在单位同意' });
  }
  const wanted = input.edit === 'replace' ? input.byPersonId : input.edit === 'add' ? input.personId : null;
  if (wanted && !(await tx.person.findUnique({ where: { tenantId_id: { tenantId, id: wanted } }, select: { id: true } }))) {
    return refuse({ kind: 'invalid', fields: { personId: ['没有这个人选'] } });
  }
  if (input.edit === 'add' || input.edit === 'set-posts') {
    const { profile } = await rulesFor(tx, tenantId, change.value.effectiveOn);
    const known = profile.structure.bodies.find((b) => b.body === change.value.body)?.posts ?? [];
    if (input.posts.some((p) => !known.includes(p))) {
      return refuse({ kind: 'invalid', fields: { posts: [`可任的职务为${known.map((p) => profile.vocabulary.posts[p] ?? POSTS[p]).join('、')}`] } });
    }
  }
  const proposed = propose(change.value.entries, input);
  if (!proposed.ok) return notNow(proposed.refusal);
  await writeEntries(work, id, proposed.value);
  return ok({ message: '名单已保存' });
};

/** Submits a list. Mandatory faults stop it; departures from in-principle rules need their reasons. */
export const submitRoster: Mutation<z.output<typeof submitSchema>> = async (work, { changeId }) => {
  const change = await openChange(work, changeId, 'roster.submit');
  if (!change.ok) return change;
  const loaded = (await loadChange(work.tx, work.actor.tenantId, changeId))!;
  work.record({ type: 'roster-change', id: changeId }, summary(loaded));
  const wrong = await outOfBounds(work, { kind: change.value.kind, ...loaded.base }, change.value.effectiveOn);
  if (wrong) return notNow(wrong);
  const faults = faultsOf(loaded);
  if (faults) return faults;
  // Handed in against the committee as it stands: what has changed since the draft was begun is seen in the comparison.
  if (!(await moveOn(work, change.value, 'roster.submit', { submittedAt: work.now, opinion: null, baseVersion: loaded.base.version, ...snapshot(loaded) }))) return conflict;
  // Reasons for what has been mended meanwhile fall away.
  const warned = loaded.check.answer.findings.filter((f) => f.severity === 'warn').map((f) => f.rule);
  await work.tx.departure.deleteMany({ where: { tenantId: work.actor.tenantId, rosterChangeId: changeId, rule: { notIn: warned } } });
  return ok({ message: '名单已报送，等待审定' });
};

/** Takes a submitted list back to draft, or discards a draft. */
export const withdrawRoster: Mutation<z.output<typeof withdrawSchema>> = async (work, { changeId }) => {
  const change = await openChange(work, changeId, 'roster.withdraw');
  if (!change.ok) return change;
  work.record({ type: 'roster-change', id: changeId }, { from: change.value.state });
  if (!(await moveOn(work, change.value, 'roster.withdraw', { submittedAt: null }))) return conflict;
  return ok(
    change.value.state === 'submitted'
      ? { message: '已撤回为草稿' }
      : { message: '草稿已作废', next: `/centres/${change.value.centreId}/committee` },
  );
};

/** Returns a list with an opinion. */
export const returnRoster: Mutation<z.output<typeof returnSchema>> = async (work, { changeId, opinion }) => {
  const change = await openChange(work, changeId, 'roster.return');
  if (!change.ok) return change;
  work.record({ type: 'roster-change', id: changeId }, { opinion });
  if (change.value.proposedById === work.actor.accountId) return notNow('本人提出的名单须由他人办理，需要修改的请撤回');
  if (!(await moveOn(work, change.value, 'roster.return', decidedBy(work, opinion)))) return conflict;
  return ok({ message: '名单已退回', next: '' });
};

/** Approves a list: the rules are asked again, then the dated rows follow in the same transaction. */
export const approveRoster: Mutation<z.output<typeof approveSchema>> = async (work, { changeId, opinion, expiresOn }) => {
  const change = await openChange(work, changeId, 'roster.approve');
  if (!change.ok) return change;
  const { tx, actor } = work;
  const { tenantId } = actor;
  await lockCentre(tx, tenantId, change.value.centreId);
  const loaded = (await loadChange(tx, tenantId, changeId))!;
  work.record({ type: 'roster-change', id: changeId }, { ...summary(loaded), opinion });
  if (change.value.proposedById === actor.accountId) return notNow('本人提出的名单须由他人审定');
  if (loaded.base.version !== change.value.baseVersion) return notNow('委员会在这份名单提出之后已有变动，请退回后重新核对');
  const faults = faultsOf(loaded);
  if (faults) return faults;
  const warnings = loaded.check.answer.findings.filter((f) => f.severity === 'warn');
  if (warnings.length > 0) {
    const until = expiresOn ?? loaded.term.to;
    if (!until || until < change.value.effectiveOn) return refuse({ kind: 'invalid', fields: { expiresOn: ['请填写偏离有效期，不早于生效日期'] } });
    await tx.departure.updateMany({
      where: { tenantId, rosterChangeId: changeId, rule: { in: warnings.map((w) => w.rule) } },
      data: { state: 'accepted', expiresOn: toDb(until), approvedById: actor.accountId, approvedByName: actor.name, approvedAt: work.now },
    });
  }
  if (!(await moveOn(work, change.value, 'roster.approve', { ...decidedBy(work, opinion ?? null), ...snapshot(loaded) }))) return conflict;
  await applyList(work, loaded);
  return ok({ message: '名单已审定并生效', next: `/centres/${loaded.centre.id}/committee` });
};

/** The change, if the act can be done to it now by this actor. */
async function openChange(work: Work, id: string, act: RosterAct) {
  const { tx, actor } = work;
  const change = await getRosterChange(tx, actor.tenantId, id);
  if (!change) return notFound;
  const target = await centreTarget(tx, actor.tenantId, change.centreId);
  if (!target) return notFound;
  work.authorise(target);
  work.record({ type: 'roster-change', id });
  if (work.version !== change.version) return conflict;
  if (!rosterAfter(change.state, act)) return notNow(`名单${ROSTER_STATES[change.state]}，不能再办理这一步`);
  return ok(change);
}

/** Moves a change to the state after an act, if nobody else has touched it; false if somebody has. */
async function moveOn(work: Work, change: { id: string; state: RosterState; version: number }, act: RosterAct, data: object = {}): Promise<boolean> {
  const { count } = await work.tx.rosterChange.updateMany({
    where: { tenantId: work.actor.tenantId, id: change.id, version: change.version, state: change.state },
    data: { ...data, state: rosterAfter(change.state, act)!, version: { increment: 1 } },
  });
  return count === 1;
}

const decidedBy = (work: Work, opinion: string | null) => ({ decidedById: work.actor.accountId, decidedByName: work.actor.name, decidedAt: work.now, opinion });

const snapshot = ({ check }: LoadedChange) => ({
  profileVersionId: check.rules.versionId,
  facts: check.facts as object,
  result: { verdict: check.answer.verdict, findings: check.answer.findings } as object,
});

const summary = ({ check, change }: LoadedChange) => ({
  profile: check.rules.profile.id,
  revision: check.rules.revision,
  verdict: check.answer.verdict,
  people: change.entries.length,
  departures: change.departures.map((d) => ({ rule: d.rule, article: d.article, reason: d.reason })),
});

/** Why a list cannot go on: all mandatory faults and all missing reasons at once. */
function faultsOf(loaded: LoadedChange) {
  const { check, change, standing, base } = loaded;
  const newest = base.seats.reduce<LocalDate | null>((last, s) => (s.validTo === null && (last === null || s.validFrom > last) ? s.validFrom : last), null);
  if (newest && change.effectiveOn < newest) return notNow(`生效日期不得早于最近一次调整的${formatDate(newest)}`);
  const blocked = check.answer.findings.filter((f) => f.severity === 'block');
  const silent = unexplained(check, change.departures);
  if (blocked.length > 0 || silent.length > 0) {
    return refuse<Refusal>({
      kind: 'findings',
      message: [blocked.length > 0 ? `${blocked.length}项不符合` : '', silent.length > 0 ? `${silent.length}项偏离尚未说明理由` : ''].filter(Boolean).join('，'),
      findings: [...blocked, ...silent].map(({ rule, severity, article, message }) => ({ rule, severity, article, message })),
    });
  }
  if (change.entries.length === 0) return notNow('名单为空');
  if (change.kind === 'change') {
    const { joined, left, changed } = compareLists(standing, change.entries);
    if (joined.length + left.length + changed.length === 0) return notNow('名单与现任名单相同，没有可审定的变动');
  }
  return null;
}

async function writeEntries(work: Work, rosterChangeId: string, entries: readonly Entry[]): Promise<void> {
  const { tx, actor } = work;
  await tx.rosterEntry.deleteMany({ where: { tenantId: actor.tenantId, rosterChangeId } });
  await tx.rosterEntry.createMany({
    data: entries.map((e, position) => ({
      tenantId: actor.tenantId, id: newId(), rosterChangeId, position, personId: e.personId, posts: [...e.posts] as Post[],
      employerConsent: e.employerConsent, replacesPersonId: e.replacesPersonId,
    })),
  });
}

/** Turns an approved list into dated rows: what ends is closed, what begins is opened, what stays is left alone. */
async function applyList(work: Work, { change, base, startsCohort, term }: LoadedChange): Promise<void> {
  const { tx, actor } = work;
  const { tenantId } = actor;
  const from = toDb(change.effectiveOn);
  let committeeId = base.id;
  const running = base.seats.filter((s) => s.validTo === null);
  const wanted = new Map(change.entries.map((e) => [e.personId, [...e.posts].sort().join(',')]));
  const stays = startsCohort ? [] : running.filter((s) => wanted.get(s.personId) === [...s.posts].sort().join(','));
  const ends = running.filter((s) => !stays.includes(s));
  await tx.appointment.updateMany({
    where: { tenantId, id: { in: ends.map((s) => s.id) } },
    data: { validTo: from, endReason: startsCohort ? '换届' : '调整' },
  });
  if (startsCohort) {
    await tx.committee.update({
      where: { tenantId_id: { tenantId, id: base.id } },
      data: { endedOn: toDb(addDays(change.effectiveOn, -1)), endReason: '换届', version: { increment: 1 } },
      select: { id: true },
    });
    committeeId = newId();
    await tx.committee.create({
      data: { tenantId, id: committeeId, centreId: base.centreId, body: base.body, cohort: base.cohort + 1, termFrom: from, termTo: term.to && toDb(term.to) },
      select: { id: true },
    });
  } else {
    await tx.committee.update({
      where: { tenantId_id: { tenantId, id: base.id } },
      data: { version: { increment: 1 }, ...(change.kind === 'list' ? { termFrom: from, termTo: term.to && toDb(term.to) } : {}) },
      select: { id: true },
    });
  }
  const staying = new Set(stays.map((s) => s.personId));
  await tx.appointment.createMany({
    data: change.entries
      .filter((e) => !staying.has(e.personId))
      .map((e) => ({
        tenantId, id: newId(), committeeId, personId: e.personId, posts: [...e.posts], validFrom: from,
        replacesPersonId: e.replacesPersonId, rosterChangeId: change.id,
      })),
  });
}
