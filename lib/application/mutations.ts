import { ROAD_WORDS } from '../glossary';
import type { z } from 'zod';
import type { Prisma, Tx } from '../db/tenant';
import { changedMeanwhile, invalid, notNow, takeStep, type Check } from '../identity/step';
import type { Mutation, Refusal, Work } from '../identity/perform';
import { canonicalJson } from '../kernel/canonical';
import { formatDate } from '../kernel/chinese';
import { newId } from '../kernel/ids';
import { yearOf, type LocalDate } from '../kernel/local-date';
import { ok, refuse } from '../kernel/result';
import { tell } from '../message/data';
import { MOST_BYTES, MOST_BYTES_KEPT, MOST_FILES } from '../files/kinds';
import { discard } from '../files/store';
import { getRound, lockRound, nextNumber, type Round } from '../selection/data';
import { checkApplication, keptCheck } from './check';
import { unmetOf } from './conditions';
import { closedBecause, digestOf, getApplication, workingFiles, type Application, type AttachedFile } from './data';
import { draftOf, faultsOf, fieldsOf, formFor, postsOf, settled } from './form';
import type { attachSchema, Begin, detachSchema, Draft, Edit, Resume, saveSchema, submitSchema, withdrawSchema } from './schema';
import { APPLICATION_LIFECYCLE, entryOf, thisEntry, type ApplicationAct, type ApplicationNeed, type ApplicationState, type ApplicationTold } from './states';

// What an applicant does: he types, attaches, submits, withdraws. The working copy changes as he types; only submitting puts it in force.

const where = (id: string) => `/applications/${id}`;

interface Case {
  work: Work;
  a: Application;
  round: Round;
}

/** Holds the round, then reads and allows: nobody else changes the application until the end of the transaction. */
async function open(work: Work, id: string): Promise<Case | null> {
  const { tx, actor: { tenantId } } = work;
  const at = await tx.application.findUnique({ where: { tenantId_id: { tenantId, id } }, select: { selectionId: true, institutionId: true } });
  if (!at) return null;
  work.authorise({ tenantId, hostId: at.institutionId });
  await lockRound(tx, tenantId, at.selectionId);
  const a = await getApplication(tx, tenantId, id);
  const round = await getRound(tx, tenantId, at.selectionId, work.today);
  if (!a || !round) return null;
  work.record({ type: 'application', id }, { selectionId: round.id });
  return { work, a, round };
}

const beforeDeadline = (work: Pick<Work, 'today'>, round: Round): Check => () => {
  const closed = closedBecause(round, work.today);
  return closed === null ? null : notNow(closed);
};

/** The step of an act from a state, after everything that its row needs. */
const step = (work: Pick<Work, 'today'>, round: Round, from: ApplicationState | null, act: ApplicationAct, checks: Partial<Record<ApplicationNeed, Check>> = {}) =>
  takeStep(APPLICATION_LIFECYCLE, from, act, { 'before-deadline': beforeDeadline(work, round), ...checks }, thisEntry(round));

/** Writes, if nobody has touched the application since it was read. */
async function write({ work, a }: Case, data: Prisma.ApplicationUncheckedUpdateManyInput): Promise<boolean> {
  const { count } = await work.tx.application.updateMany({ where: { tenantId: work.actor.tenantId, id: a.id, version: a.version, state: a.state }, data: { ...data, updatedAt: work.now, version: { increment: 1 } } });
  return count === 1;
}

/** The time of what is done under the lock: later than the submission that it waited for, whatever the clock said when it began to wait. */
const afterSubmission = (work: Work, a: Application): Date => (a.submittedAt && work.now <= a.submittedAt ? new Date(a.submittedAt.getTime() + 1) : work.now);

const json = (value: object) => value as unknown as Prisma.InputJsonObject;

/** Begins an application, takes up a withdrawn one, or saves the working copy. */
export const saveApplication: Mutation<z.output<typeof saveSchema>> = (work, input) => (input.step === 'begin' ? begin(work, input) : input.step === 'resume' ? resume(work, input) : edit(work, input));

/** One for each institution and round, of recommendations as many as there are people. Whoever has one already is led to it. */
async function begin(work: Work, input: Begin) {
  const { tx, actor: { tenantId, accountId } } = work;
  work.authorise({ tenantId, hostId: input.institutionId });
  await lockRound(tx, tenantId, input.selectionId);
  const round = await getRound(tx, tenantId, input.selectionId, work.today);
  if (!round || !round.publishedAt || round.road === 'designation') return refuse<Refusal>({ kind: 'not-found' });
  const recommends = round.road === 'recommendation';
  const posts = postsOf(round.rules.profile, round.body);
  const post = recommends ? (input.post ?? posts[0] ?? null) : null;
  if (post && !posts.includes(post)) return refuse(invalid({ post: ['请选择推荐的职务'] }));
  const old = recommends ? null : await tx.application.findFirst({ where: { tenantId, selectionId: round.id, institutionId: input.institutionId }, orderBy: { id: 'desc' }, select: { id: true } });
  if (old) {
    work.record({ type: 'application', id: old.id }, { selectionId: round.id, again: true });
    return ok({ message: `已有${entryOf(round)}`, next: where(old.id), id: old.id });
  }
  const taken = await step(work, round, null, 'application.save');
  if (!taken.ok) return taken;
  const id = newId();
  const draft: Draft = { form: {}, statements: { resources: {} }, personId: null, post };
  await tx.application.create({
    data: { tenantId, id, selectionId: round.id, institutionId: input.institutionId, post, state: taken.value.to, draft: json(draft), createdById: accountId, createdAt: work.now, updatedAt: work.now },
    select: { id: true },
  });
  work.record({ type: 'application', id }, { selectionId: round.id, number: round.number, post });
  return ok({ message: `可以填写${ROAD_WORDS[round.road].paper}`, next: where(id), id });
}

/** Takes up again what was withdrawn, as it was typed. Nothing of it is in force until it is submitted. */
async function resume(work: Work, input: Resume) {
  const found = await open(work, input.applicationId);
  if (!found) return refuse<Refusal>({ kind: 'not-found' });
  const { a, round } = found;
  if (work.version !== a.version) return refuse(changedMeanwhile(thisEntry(round)));
  if (a.state !== 'withdrawn') return refuse(notNow(`${thisEntry(round)}没有撤回，可以直接修改`));
  const taken = await step(work, round, a.state, 'application.save');
  if (!taken.ok) return taken;
  if (!(await write(found, { state: taken.value.to, ...(round.road === 'recommendation' ? { personId: null } : {}) }))) return refuse(changedMeanwhile(thisEntry(round)));
  work.record({ type: 'application', id: a.id }, { selectionId: round.id, resumed: true });
  return ok({ message: '可以继续填写', next: where(a.id), id: a.id });
}

async function edit(work: Work, input: Edit) {
  const found = await open(work, input.applicationId);
  if (!found) return refuse<Refusal>({ kind: 'not-found' });
  const { a, round } = found;
  const { tx, actor: { tenantId } } = work;
  if (work.version !== a.version) return refuse(changedMeanwhile(thisEntry(round)));
  const taken = await step(work, round, a.state, 'application.save');
  if (!taken.ok) return taken;
  if (a.state === 'withdrawn') return refuse(notNow(`${thisEntry(round)}已经撤回，请先点“重新填写”`));
  const { draft, faults } = draftOf(round.rules.profile, round, input);
  // The one who is put forward works at the institution that applies; the pool says so.
  if (draft.personId && (await tx.person.count({ where: { tenantId, id: draft.personId, institutionId: a.institutionId } })) === 0) faults.personId = ['请在本单位已登记的人员中选择'];
  if (draft.post && !postsOf(round.rules.profile, round.body).includes(draft.post)) faults.post = ['请选择推荐的职务'];
  if (Object.keys(faults).length > 0) return refuse(invalid(faults));
  // The post of what is in force does not follow what is typed.
  const post = a.submittedAt === null || taken.value.to === 'draft' ? { post: draft.post ?? a.post } : {};
  if (!(await write(found, { state: taken.value.to, draft: json(draft), ...post }))) return refuse(changedMeanwhile(thisEntry(round)));
  const changed = Object.keys(draft.form).filter((id) => canonicalJson(draft.form[id]) !== canonicalJson(a.draft.form[id] ?? ''));
  work.record({ type: 'application', id: a.id }, { selectionId: round.id, changed, personId: draft.personId });
  return ok({ message: '已保存', ...(input.go === 'check' ? { next: `${where(a.id)}?step=check` } : {}) });
}

/** What speaks against an attachment beside a field, whatever it is: the state, the deadline, the form. */
async function attaching(work: Pick<Work, 'today'>, a: Application, round: Round, fieldId: string): Promise<Refusal | null> {
  const taken = await step(work, round, a.state, 'application.attach');
  if (!taken.ok) return taken.refusal;
  return fieldsOf(formFor(round.rules.profile, round)).some((f) => f.id === fieldId && f.type === 'files') ? null : notNow(`这份${ROAD_WORDS[round.road].paper}没有这一栏，请刷新页面后重新上传`);
}

/** What speaks against one more attachment of so many bytes: their number, their sum, and the sum of all that is kept. */
async function roomFault(tx: Tx, tenantId: string, applicationId: string, standing: readonly AttachedFile[], size: number): Promise<Refusal | null> {
  if (standing.length >= MOST_FILES) return notNow(`附件最多${MOST_FILES}个，请先移除不需要的`);
  if (standing.reduce((sum, f) => sum + f.size, size) > MOST_BYTES) return notNow(`附件合计不超过${MOST_BYTES / 1_000_000}MB，请先移除不需要的，或者压缩后再上传`);
  const kept = await tx.applicationFile.aggregate({ where: { tenantId, applicationId, storage: { not: null } }, _sum: { size: true } });
  return (kept._sum.size ?? 0) + size > MOST_BYTES_KEPT ? notNow(`历次提交的附件都要留存，合计不超过${MOST_BYTES_KEPT / 1_000_000}MB，不能再上传；确有需要的，请联系主管部门`) : null;
}

/** What speaks against an attachment before its bytes are asked for; null where nothing does. It is asked again when they are there. */
export async function attachFault(tx: Tx, tenantId: string, today: LocalDate, { applicationId, fieldId, size }: { applicationId: string; fieldId: string; size: number }): Promise<Refusal | null> {
  const a = await getApplication(tx, tenantId, applicationId);
  const round = a && (await getRound(tx, tenantId, a.selectionId, today));
  if (!a || !round) return { kind: 'not-found' };
  return (await attaching({ today }, a, round, fieldId)) ?? roomFault(tx, tenantId, a.id, await workingFiles(tx, tenantId, a.id), size);
}

/** Records that an attachment was refused before its bytes were read. */
export const refuseAttachment: Mutation<{ applicationId: string; refusal: Refusal }> = async (work, { applicationId, refusal }) => {
  await open(work, applicationId);
  return refuse(refusal);
};

/** Puts a stored attachment beside its field. The bytes are there already; they go if this is refused. */
export const attachFile: Mutation<z.output<typeof attachSchema>> = async (work, input) => {
  const found = await open(work, input.applicationId);
  if (!found) return refuse<Refusal>({ kind: 'not-found' });
  const { a, round } = found;
  const { tx, actor: { tenantId, accountId } } = work;
  const fault = await attaching(work, a, round, input.fieldId);
  if (fault) return refuse(fault);
  const standing = await workingFiles(tx, tenantId, a.id);
  const same = standing.find((f) => f.fieldId === input.fieldId && f.sha256 === input.sha256 && f.name === input.name);
  if (same) {
    work.record({ type: 'application', id: a.id }, { selectionId: round.id, file: same.id, again: true });
    return ok({ message: `“${input.name}”已经上传过`, id: same.id });
  }
  const full = await roomFault(tx, tenantId, a.id, standing, input.size);
  if (full) return refuse(full);
  await tx.applicationFile.create({ data: { tenantId, ...input, uploadedById: accountId, uploadedAt: afterSubmission(work, a) }, select: { id: true } });
  work.record({ type: 'application', id: a.id }, { selectionId: round.id, file: input.id, field: input.fieldId, name: input.name, size: input.size, sha256: input.sha256 });
  return ok({ message: `已上传“${input.name}”`, id: input.id });
};

/** Takes an attachment away from the working copy. Bytes that were submitted once stay for ever; others go, and the log says what they were. */
export const detachFile: Mutation<z.output<typeof detachSchema>> = async (work, input) => {
  const found = await open(work, input.applicationId);
  if (!found) return refuse<Refusal>({ kind: 'not-found' });
  const { a, round } = found;
  const { tx, actor: { tenantId } } = work;
  const taken = await step(work, round, a.state, 'application.detach');
  if (!taken.ok) return taken;
  const file = await tx.applicationFile.findFirst({ where: { tenantId, id: input.fileId, applicationId: a.id, removedAt: null }, select: { name: true, size: true, sha256: true, storage: true, uploadedAt: true } });
  if (!file) return refuse(notNow('这个附件已经移除，请刷新页面查看最新情况'));
  // What was there at a submission was part of it, and stood there until now.
  const wasSubmitted = a.submittedAt !== null && file.uploadedAt <= a.submittedAt;
  const { count } = await tx.applicationFile.updateMany({ where: { tenantId, id: input.fileId, applicationId: a.id, removedAt: null }, data: { removedAt: afterSubmission(work, a), ...(wasSubmitted ? {} : { storage: null }) } });
  if (count !== 1) return refuse(changedMeanwhile(thisEntry(round)));
  const { storage } = file;
  if (!wasSubmitted && storage) work.afterwards(() => discard(storage));
  work.record({ type: 'application', id: a.id }, { selectionId: round.id, file: input.fileId, name: file.name, size: file.size, sha256: file.sha256, bytes: wasSubmitted ? 'kept' : 'removed' });
  return ok({ message: `已移除“${file.name}”` });
};

/** Puts the working copy in force, with the check of its conditions and a receipt that stays the same when it is submitted again. */
export const submitApplication: Mutation<z.output<typeof submitSchema>> = async (work, input) => {
  const found = await open(work, input.applicationId);
  if (!found) return refuse<Refusal>({ kind: 'not-found' });
  const { a, round } = found;
  const { tx, actor: { tenantId, accountId, name } } = work;
  const { profile } = round.rules;
  if (work.version !== a.version) return refuse(changedMeanwhile(thisEntry(round)));
  const files = await workingFiles(tx, tenantId, a.id);
  const draft = settled(a.draft);
  const taken = await step(work, round, a.state, 'application.submit', {
    'form-complete': async () => {
      const faults = faultsOf(profile, round, draft, files);
      if (faults.length > 0) return invalid(Object.fromEntries(faults.map((f) => [f.name, [f.text]])));
      // Whoever was chosen may have gone to another institution since.
      const person = draft.personId ? await tx.person.count({ where: { tenantId, id: draft.personId, institutionId: a.institutionId } }) : 1;
      return person === 1 ? null : invalid({ personId: ['所选人员已不在本单位，请重新选择'] });
    },
  });
  if (!taken.ok) return taken;
  if (draft.post && (await tx.application.count({ where: { tenantId, selectionId: round.id, personId: draft.personId, post: draft.post, id: { not: a.id }, state: { not: 'withdrawn' } } })) > 0) {
    return refuse(notNow('这个人已经推荐到同一职务，不必重复推荐'));
  }
  const check = await checkApplication(tx, tenantId, round, { institutionId: a.institutionId, personId: draft.personId, post: draft.post, statements: draft.statements }, work.today);
  const unmet = unmetOf(check.conditions);
  if (unmet.length > 0 && !input.aware) return refuse(invalid({ aware: [`有${unmet.length}项条件不符合，仍要提交的请先确认`] }));
  const receipt = a.receipt ?? (await nextNumber(tx, tenantId, profile.jurisdiction.code, 'SQ', yearOf(work.today)));
  const done = await write(found, {
    state: taken.value.to, form: json(draft.form), statements: json(draft.statements), personId: draft.personId, post: draft.post,
    receipt, submittedAt: work.now, submittedById: accountId, submittedByName: name, ...keptCheck(check, round.rules),
  });
  if (!done) return refuse(changedMeanwhile(thisEntry(round)));
  work.record({ type: 'application', id: a.id }, {
    selectionId: round.id, receipt, again: a.submittedAt !== null, files: files.length, digest: digestOf(draft, files),
    conditions: Object.fromEntries(check.conditions.map((c) => [c.id, c.status])), unmet: unmet.map((c) => c.id),
  });
  const again = a.state === 'submitted';
  await tellOf(work, found, taken.value.tells, again ? `${entryOf(round)}已修改后重新提交` : `收到${entryOf(round)}`, `${round.number} ${round.title}，${a.institution.name}，回执号${receipt}`);
  return ok({ message: `${again ? '已重新提交' : '已提交'}，回执号${receipt}`, next: `${where(a.id)}?done=submitted` });
};

/** Takes an application back before the deadline; it may be taken up again until then. */
export const withdrawApplication: Mutation<z.output<typeof withdrawSchema>> = async (work, input) => {
  const found = await open(work, input.applicationId);
  if (!found) return refuse<Refusal>({ kind: 'not-found' });
  const { a, round } = found;
  if (work.version !== a.version) return refuse(changedMeanwhile(thisEntry(round)));
  const taken = await step(work, round, a.state, 'application.withdraw');
  if (!taken.ok) return taken;
  if (!(await write(found, { state: taken.value.to }))) return refuse(changedMeanwhile(thisEntry(round)));
  work.record({ type: 'application', id: a.id }, { selectionId: round.id, receipt: a.receipt });
  await tellOf(work, found, taken.value.tells, `${entryOf(round)}已撤回`, `${round.number} ${round.title}，${a.institution.name}${a.receipt ? `，回执号${a.receipt}` : ''}`);
  return ok({ message: `已撤回；${formatDate(round.closesOn!)}24时以前可以重新填写`, next: where(a.id) });
};

const tellOf = ({ tx, actor, now }: Work, { round }: Case, told: readonly ApplicationTold[] | undefined, title: string, text: string) =>
  tell(tx, actor.tenantId, (told ?? []).map((role) => ({ role })), { title, text, href: `/selections/${round.id}/applications` }, { at: now, by: actor.accountId });
