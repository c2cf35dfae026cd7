import type { z } from 'zod';
import { appendAudit } from '../audit/append';
import { fromDb } from '../db/dates';
import { readTenant, withTenant, type Tx } from '../db/tenant';
import type { Stored } from '../files/store';
import type { Mutation, Refusal } from '../identity/perform';
import { UNKNOWN_ADDRESS } from '../identity/sign-in';
import { changedMeanwhile, invalid, notNow, takeStep } from '../identity/step';
import { seal } from '../identity/sealing';
import { rulesFor } from '../jurisdiction/data';
import { formatDate } from '../kernel/chinese';
import { dateInChina, systemClock, type Clock } from '../kernel/clock';
import { isId, newId } from '../kernel/ids';
import { yearOf } from '../kernel/local-date';
import { ok, refuse, type Result } from '../kernel/result';
import { tell, type Audience } from '../message/data';
import { lockRound, nextNumber } from '../selection/data';
import { MATTERS, type answerSchema, type ObjectionInput, type revealSchema } from './schema';
import { OBJECTION_LIFECYCLE, type ObjectionState, type ObjectionTold } from './states';

const WHAT = '这件异议';
const notFound = refuse<Refusal>({ kind: 'not-found' });

/** Objections within an hour from one address; several people of one hospital may share one. */
export const MOST_FROM_ADDRESS = 5;
/** Objections to one notice within an hour, whoever sends them. */
export const MOST_TO_NOTICE = 100;

/** Contacts that one account may open within an hour. */
const MOST_REVEALS = 50;

/** Where the contact of an objection may be opened. */
export const contactPlace = (tenantId: string, objectionId: string): string => `${tenantId} objection ${objectionId}`;

const audiencesOf = (told: readonly ObjectionTold[] | undefined): Audience[] => (told ?? []).map((role) => ({ role }));

/** A notice to which somebody objects, and from where. */
export interface Objecting {
  tenantId: string;
  noticeId: string;
  ip: string;
}

/** Bytes of attachments that one notice takes within an hour, and altogether: nobody needs an account to send them. */
export const MOST_BYTES_HOUR = 200_000_000;
export const MOST_BYTES_NOTICE = 1_000_000_000;

/** What speaks against an objection with attachments of so many bytes: the period, then the limits. Otherwise the step, and the notice. */
async function objecting(tx: Tx, { tenantId, noticeId, ip }: Objecting, bytes: number, now: Date) {
  const notice = await tx.notice.findUniqueOrThrow({ where: { tenantId_id: { tenantId, id: noticeId } }, select: { number: true, title: true, state: true, lastDay: true } });
  const lastDay = fromDb(notice.lastDay);
  const step = await takeStep(OBJECTION_LIFECYCLE, null, 'objection.file', {
    'notice-running': () => {
      if (notice.state === 'replaced') return notNow('这次公示已经终止，不再受理异议');
      return notice.state !== 'running' || dateInChina(now) > lastDay ? notNow(`公示已于${formatDate(lastDay)}24时期满，不再受理异议；可以向公示所列联系部门反映`) : null;
    },
  }, WHAT);
  if (!step.ok) return step;
  const busy = (await tooMany(tx, tenantId, noticeId, ip, now)) ?? (bytes > 0 ? await tooLarge(tx, tenantId, noticeId, bytes, now) : null);
  return busy ? refuse(busy) : ok({ notice, step: step.value });
}

/** What speaks against an objection before its attachments are read; null where nothing does, or where the same form was taken before. It is asked again when they are there. */
export const objectionFault = (place: Objecting, key: string | undefined, bytes: number, clock: Clock = systemClock): Promise<Refusal | null> =>
  readTenant({ tenantId: place.tenantId, accountId: null }, async (tx) => {
    const { tenantId, noticeId } = place;
    if ((await tx.notice.count({ where: { tenantId, id: noticeId } })) === 0) return { kind: 'not-found' };
    if (key !== undefined && isId(key) && (await tx.objection.count({ where: { tenantId, noticeId, key } })) > 0) return null;
    const found = await objecting(tx, place, bytes, clock.now());
    return found.ok ? null : found.refusal;
  });

/**
 * Takes an objection from the public, who has no account, with attachments that are stored already; a form that is sent twice is one
 * objection. `isNew` says whether the attachments belong to it now. A refusal is recorded.
 */
export async function fileObjection(place: Objecting, input: ObjectionInput, files: readonly Stored[] = [], clock: Clock = systemClock): Promise<Result<{ number: string; isNew: boolean }, Refusal>> {
  const now = clock.now();
  const filed = await withTenant({ tenantId: place.tenantId, accountId: null }, (tx) => takeObjection(tx, place, input, files, now));
  if (!filed.ok && filed.refusal.kind !== 'not-found') await recordRefusedObjection(place, { refusal: filed.refusal }, clock);
  return filed;
}

async function takeObjection(tx: Tx, place: Objecting, input: ObjectionInput, files: readonly Stored[], now: Date): Promise<Result<{ number: string; isNew: boolean }, Refusal>> {
  const { tenantId, noticeId, ip } = place;
  const found = await tx.notice.findUnique({ where: { tenantId_id: { tenantId, id: noticeId } }, select: { selectionId: true } });
  if (!found) return notFound;
  await lockRound(tx, tenantId, found.selectionId);
  const already = await tx.objection.findUnique({
    where: { tenantId_noticeId_key: { tenantId, noticeId, key: input.key } },
    select: { number: true, matter: true, facts: true, name: true, files: { select: { sha256: true } } },
  });
  if (already) {
    const hashes = (some: readonly { sha256: string }[]) => some.map((f) => f.sha256).sort().join();
    const same = already.matter === input.matter && already.facts === input.facts && already.name === input.name && hashes(already.files) === hashes(files);
    return same ? ok({ number: already.number, isNew: false }) : refuse(notNow(`这份表单已经提交过，编号${already.number}，内容与这次不同；需要补充的，请回到公示页面另行提出`));
  }
  const taken = await objecting(tx, place, files.reduce((sum, f) => sum + f.size, 0), now);
  if (!taken.ok) return taken;
  const { notice, step } = taken.value;

  const { profile } = await rulesFor(tx, tenantId, dateInChina(now));
  const id = newId();
  const number = await nextNumber(tx, tenantId, profile.jurisdiction.code, 'YY', yearOf(dateInChina(now)));
  await tx.objection.create({
    data: {
      tenantId, id, noticeId, number, key: input.key, kind: input.kind, name: input.name, contactSealed: seal(input.contact, contactPlace(tenantId, id)),
      matter: input.matter, facts: input.facts, receivedAt: now, state: step.to,
    },
    select: { id: true },
  });
  if (files.length > 0) await tx.objectionFile.createMany({ data: files.map((f) => ({ tenantId, id: newId(), objectionId: id, ...f, uploadedAt: now })) });
  await tell(tx, tenantId, audiencesOf(step.tells), {
    title: `收到异议${number}`, text: `${notice.title}（${notice.number}）：${MATTERS[input.matter]}${files.length > 0 ? `，附件${files.length}个` : ''}；办结前不能作出决定`, href: `/selections/${found.selectionId}/result#objections`,
  }, { at: now, by: null });
  await appendAudit(tx, {
    tenantId, accountId: null, accountName: PUBLIC, role: '', act: 'objection.file', targetType: 'objection', targetId: id, result: 'ok', ip, requestId: newId(),
    data: { number, noticeId, notice: notice.number, kind: input.kind, matter: input.matter, files: files.map(({ size, sha256 }) => ({ size, sha256 })) },
  }, now);
  return ok({ number, isNew: true });
}

/** How whoever has no account is called in the log. */
const PUBLIC = '公众';

/**
 * Records that an objection was refused, and why: nothing of what was typed, and nothing where there is no such notice. As nobody needs an account
 * for it, no more are recorded within an hour than would be taken.
 */
export const recordRefusedObjection = ({ tenantId, noticeId, ip }: Objecting, why: Record<string, unknown>, clock: Clock = systemClock): Promise<void> =>
  withTenant({ tenantId, accountId: null }, async (tx) => {
    const now = clock.now();
    const notice = await tx.notice.findUnique({ where: { tenantId_id: { tenantId, id: noticeId } }, select: { number: true } });
    const lately = { tenantId, act: 'objection.file', result: 'refused', targetId: noticeId, at: { gt: new Date(now.getTime() - HOUR) } };
    if (!notice || (await tx.auditEvent.count({ where: lately })) >= MOST_TO_NOTICE) return;
    await appendAudit(tx, {
      tenantId, accountId: null, accountName: PUBLIC, role: '', act: 'objection.file', targetType: 'notice', targetId: noticeId, result: 'refused', ip, requestId: newId(), data: { notice: notice.number, ...why },
    }, now);
  });

const HOUR = 3_600_000;

/** Whether an address, or everybody together, has filed as much as anybody may within an hour. */
async function tooMany(tx: Tx, tenantId: string, noticeId: string, ip: string, now: Date): Promise<Refusal | null> {
  const since = new Date(now.getTime() - HOUR);
  if (ip !== UNKNOWN_ADDRESS && (await tx.auditEvent.count({ where: { tenantId, act: 'objection.file', result: 'ok', ip, at: { gt: since } } })) >= MOST_FROM_ADDRESS) {
    return notNow(`同一网络地址一小时内最多提出${MOST_FROM_ADDRESS}件异议，请稍后再试`);
  }
  return (await tx.objection.count({ where: { tenantId, noticeId, receivedAt: { gt: since } } })) >= MOST_TO_NOTICE ? notNow('此刻提交的异议过多，请稍后再试，或者联系公示所列部门') : null;
}

/** Whether a notice has taken as many bytes as it may. An objection without attachments is taken all the same, and the words say so. */
async function tooLarge(tx: Tx, tenantId: string, noticeId: string, bytes: number, now: Date): Promise<Refusal | null> {
  const sum = async (more: object) => (await tx.objectionFile.aggregate({ where: { tenantId, objection: { noticeId, ...more } }, _sum: { size: true } }))._sum.size ?? 0;
  const full = (await sum({})) + bytes > MOST_BYTES_NOTICE || (await sum({ receivedAt: { gt: new Date(now.getTime() - HOUR) } })) + bytes > MOST_BYTES_HOUR;
  return full ? notNow('此刻收到的附件过多，暂时不能再收；可以先不带附件提交，写明留有材料，办理部门核实时再提供') : null;
}

/** Closes an objection with its answer, which everybody may read; whether it was upheld decides what can follow. */
export const answerObjection: Mutation<z.output<typeof answerSchema>> = async (work, input) => {
  const { tx, actor } = work;
  const { tenantId } = actor;
  const found = await tx.objection.findUnique({ where: { tenantId_id: { tenantId, id: input.objectionId } }, select: { notice: { select: { selectionId: true } } } });
  if (!found) return notFound;
  await lockRound(tx, tenantId, found.notice.selectionId);
  const o = await tx.objection.findUniqueOrThrow({ where: { tenantId_id: { tenantId, id: input.objectionId } }, select: { id: true, number: true, state: true, version: true, noticeId: true } });
  work.authorise({ tenantId });
  work.record({ type: 'objection', id: o.id });
  if (work.version !== o.version) return refuse(changedMeanwhile(WHAT));
  const step = await takeStep(OBJECTION_LIFECYCLE, o.state as ObjectionState, 'objection.answer', { 'answer-written': () => (input.answer ? null : invalid({ answer: ['请填写答复'] })) }, WHAT);
  if (!step.ok) return step;
  const { count } = await tx.objection.updateMany({
    where: { tenantId, id: o.id, version: o.version, state: o.state },
    data: { state: step.value.to, upheld: input.upheld, answer: input.answer, answeredById: actor.accountId, answeredByName: actor.name, answeredAt: work.now, version: { increment: 1 } },
  });
  if (count !== 1) return refuse(changedMeanwhile(WHAT));
  work.record({ type: 'objection', id: o.id }, { number: o.number, noticeId: o.noticeId, upheld: input.upheld, answer: input.answer });
  await tell(tx, tenantId, audiencesOf(step.value.tells), {
    title: `异议${o.number}已办结`, text: input.upheld ? '经核实成立，须终止公示，重新审核、重新择优或者终止遴选' : '经核实不成立', href: `/selections/${found.notice.selectionId}/result#objections`,
  }, { at: work.now, by: actor.accountId });
  return ok({ message: `异议${o.number}已办结，答复已在公示页面公布` });
};

/** Opens the contact of an objection to whoever says why; the page shows it for a while, and the log keeps the reason. */
export const revealContact: Mutation<z.output<typeof revealSchema>> = async (work, input) => {
  const { tx, actor } = work;
  const { tenantId } = actor;
  const o = await tx.objection.findUnique({ where: { tenantId_id: { tenantId, id: input.objectionId } }, select: { id: true, number: true } });
  if (!o) return notFound;
  work.authorise({ tenantId });
  const lately = await tx.auditEvent.count({ where: { tenantId, act: 'objection.reveal', result: 'ok', accountId: actor.accountId, at: { gt: new Date(work.now.getTime() - 3_600_000) } } });
  if (lately >= MOST_REVEALS) return refuse(notNow(`一小时内最多查看${MOST_REVEALS}件，请稍后再查看`));
  // The contact itself is neither in the reply nor in the log: both are kept.
  work.record({ type: 'objection', id: o.id }, { number: o.number, reason: input.reason });
  return ok({ message: `已记录查看理由，异议${o.number}的联系方式显示15分钟` });
};
