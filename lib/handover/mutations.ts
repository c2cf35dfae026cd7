import type { z } from 'zod';
import { sha256 } from '../audit/chain';
import type { Prisma } from '../db/tenant';
import { ownInstitutions } from '../identity/actor';
import type { Mutation, Refusal, Work } from '../identity/perform';
import { changedMeanwhile, invalid, notNow, takeStep, type Check } from '../identity/step';
import { rulesOfVersion } from '../jurisdiction/data';
import { canonicalJson } from '../kernel/canonical';
import { formatDate } from '../kernel/chinese';
import { ok, refuse, type Result } from '../kernel/result';
import { tell, type Audience } from '../message/data';
import { lockRound } from '../selection/data';
import { beginTerm } from '../selection/decision';
import { centreFileOf, getHandover, type HandoverRecord } from './data';
import { filled, unwritten, USUAL, written, type InventoryRow } from './inventory';
import type { giveSchema, overrideSchema, receiveSchema, returnHandoverSchema, saveInventorySchema } from './schema';
import type { Sealed } from './sealed';
import { HANDOVER_LIFECYCLE, type HandoverAct, type HandoverNeed, type HandoverState, type HandoverTold } from './states';

const WHAT = '这份交接';

/** Said to a form that only asks what is missing, where nothing is. */
const WHOLE = '内容完整，请签字';

/** Keeps what one host has written so far. */
export const saveInventory: Mutation<z.output<typeof saveInventorySchema>> = async (work, { handoverId, entries, rest }) => {
  const found = await openFor(work, handoverId, 'handover.save', {});
  if (!found.ok) return found;
  const { handover, to } = found.value;
  const side = handover.state === 'given' ? 'received' : 'given';
  const kept = written(handover.inventory, side, entries);
  const rows = rest ? filled(kept, side) : kept;
  if (!(await moveOn(work, handover, to, { inventory: rows }))) return refuse(changedMeanwhile(WHAT));
  const empty = unwritten(kept, side).length;
  return ok({ message: rest && empty > 0 ? `已保存，${empty}个空白项填写为“${USUAL[side]}”` : '已保存' });
};

/** The old host signs what it has handed over. */
export const giveHandover: Mutation<z.output<typeof giveSchema>> = async (work, { handoverId, entries, checkOnly }) => {
  const found = await openFor(work, handoverId, 'handover.give', { entries, side: 'given' });
  if (!found.ok) return found;
  if (checkOnly) return refuse(notNow(WHOLE));
  const { handover, rows, to, news } = found.value;
  if (!(await moveOn(work, handover, to, { inventory: rows, oldSignedById: work.actor.accountId, oldSignedByName: work.actor.name, oldSignedAt: work.now, returnReason: null }))) return refuse(changedMeanwhile(WHAT));
  await news('已移交，请核对接收', `${handover.from.institution.name}已签字移交${rows.length}项`);
  return ok({ message: '已签字移交，等待对方接收' });
};

/** The new host sends the inventory back; the old one's signature falls away. */
export const returnHandover: Mutation<z.output<typeof returnHandoverSchema>> = async (work, { handoverId, reason }) => {
  const found = await openFor(work, handoverId, 'handover.return', { reason });
  if (!found.ok) return found;
  const { handover, to, news } = found.value;
  if (!(await moveOn(work, handover, to, { returnReason: reason, oldSignedById: null, oldSignedByName: null, oldSignedAt: null }))) return refuse(changedMeanwhile(WHAT));
  await news('已退回，请补正后重新移交', reason);
  return ok({ message: '已退回原单位' });
};

/** The new host signs what it has received: the handover is sealed and the new term begins. */
export const receiveHandover: Mutation<z.output<typeof receiveSchema>> = async (work, { handoverId, entries, checkOnly }) => {
  const found = await openFor(work, handoverId, 'handover.receive', { entries, side: 'received' });
  if (!found.ok) return found;
  if (checkOnly) return refuse(notNow(WHOLE));
  const { handover, rows, to, news } = found.value;
  if (handover.oldSignedById === work.actor.accountId) return refuse(notNow('移交和接收不能由同一人签字'));
  const signed = { newSignedById: work.actor.accountId, newSignedByName: work.actor.name, newSignedAt: work.now };
  if (!(await seal(work, handover, to, rows, signed))) return refuse(changedMeanwhile(WHAT));
  await news('交接已完成', `${handover.toInstitution.name}已签字接收，原单位可下载封存的交接档案`);
  return begin(work, handover, '已签字接收');
};

/** The authority lets the term begin although the hosts have not both signed. */
export const overrideHandover: Mutation<z.output<typeof overrideSchema>> = async (work, { handoverId, reason }) => {
  const found = await openFor(work, handoverId, 'handover.override', { reason });
  if (!found.ok) return found;
  const { handover, to, news } = found.value;
  const overridden = { overrideReason: reason, overriddenById: work.actor.accountId, overriddenByName: work.actor.name, overriddenAt: work.now };
  if (!(await seal(work, handover, to, handover.inventory, overridden))) return refuse(changedMeanwhile(WHAT));
  await news('经批准先行起算', reason);
  return begin(work, handover, '已批准先行起算');
};

interface Step {
  /** What the form carries of the inventory, and whose side it is. */
  entries?: Readonly<Record<string, string>>;
  side?: 'given' | 'received';
  reason?: string;
}

/** The handover, if the act can be done to it now by this actor. Holds its round. */
async function openFor(
  work: Work, id: string, act: HandoverAct, { entries = {}, side, reason }: Step,
): Promise<Result<{ handover: HandoverRecord; rows: InventoryRow[]; to: HandoverState; news(title: string, text: string): Promise<void> }, Refusal>> {
  const { tx, actor } = work;
  const { tenantId } = actor;
  const known = await tx.handover.findUnique({ where: { tenantId_id: { tenantId, id } }, select: { selectionId: true } });
  if (!known) return refuse({ kind: 'not-found' });
  await lockRound(tx, tenantId, known.selectionId);
  const handover = (await getHandover(tx, tenantId, id))!;
  const { from: { institutionId: oldId, institution: old }, toInstitutionId: newId, toInstitution: next } = handover;
  const own = ownInstitutions(actor);
  // Either host may come; which of them the step is for, the table says.
  work.authorise({ tenantId, hostId: own.includes(newId) ? newId : oldId });
  work.record({ type: 'handover', id });
  if (work.version !== handover.version) return refuse(changedMeanwhile(WHAT));
  const rows = side ? written(handover.inventory, side, entries) : handover.inventory;
  const complete = (key: 'given' | 'received', words: string): Check => () => {
    const missing = unwritten(rows, key);
    return missing.length > 0 ? invalid(Object.fromEntries(missing.map((row) => [`${key}-${row.id}`, [`请写明第${row.id}项“${row.label}”的${words}`]]))) : null;
  };
  const checks: Partial<Record<HandoverNeed, Check>> = {
    'by-old-host': () => (own.includes(oldId) ? null : notNow(`现在由${old.name}填写和签字`)),
    'by-new-host': () => (own.includes(newId) ? null : notNow(`现在由${next.name}核对和签字`)),
    'all-given': complete('given', '移交情况'),
    'all-received': complete('received', '接收情况'),
    reason: () => (reason ? null : invalid({ reason: ['请写明理由'] })),
  };
  const step = await takeStep(HANDOVER_LIFECYCLE, handover.state, act, checks, WHAT);
  if (!step.ok) return step;
  work.record({ type: 'handover', id }, { centreId: handover.centreId, from: handover.state, to: step.value.to, ...(reason ? { reason } : {}) });
  const audience: Record<HandoverTold, Audience> = { 'old-host': { institutions: [oldId] }, 'new-host': { institutions: [newId] }, official: { role: 'official' }, office: { role: 'office' } };
  return ok({
    handover,
    rows,
    to: step.value.to,
    news: (title, text) => tell(tx, tenantId, (step.value.tells ?? []).map((told) => audience[told]), { title: `${handover.centre.name}：${title}`, text, href: `/handovers/${id}` }, { at: work.now, by: actor.accountId }),
  });
}

/** Writes a step, if nobody else has touched the handover; false if somebody has. */
async function moveOn({ tx, actor: { tenantId } }: Work, { id, version, state }: HandoverRecord, to: HandoverState, data: Prisma.HandoverUncheckedUpdateManyInput): Promise<boolean> {
  const { count } = await tx.handover.updateMany({ where: { tenantId, id, version, state }, data: { ...data, state: to, version: { increment: 1 } } });
  return count === 1;
}

interface Signatures {
  newSignedById?: string;
  newSignedByName?: string;
  newSignedAt?: Date;
  overrideReason?: string;
  overriddenById?: string;
  overriddenByName?: string;
  overriddenAt?: Date;
}

/** Ends a handover: what both wrote and signed, and the centre's file as it stands, are kept for the old host. */
async function seal(work: Work, handover: HandoverRecord, to: HandoverState, rows: InventoryRow[], signatures: Signatures): Promise<boolean> {
  const { tx, actor: { tenantId }, now } = work;
  const rules = handover.selection.profileVersionId ? await rulesOfVersion(tx, tenantId, handover.selection.profileVersionId) : null;
  if (!rules) throw new Error(`round ${handover.selectionId} was decided without rules`);
  const { profile } = rules;
  const signature = (name: string | null | undefined, at: Date | null | undefined) => (name && at ? { name, at: at.toISOString() } : null);
  const overridden = signature(signatures.overriddenByName, signatures.overriddenAt);
  const sealed: Sealed = {
    form: 1,
    jurisdiction: profile.jurisdiction.name,
    rests: { title: profile.instrument.title, number: profile.instrument.number, article: profile.handover?.article ?? profile.instrument.article },
    centre: handover.centre, from: handover.from.institution.name, to: handover.toInstitution.name,
    decision: { round: handover.selection.number, document: handover.selection.documentNumber, on: handover.selection.decidedOn },
    dueOn: handover.dueOn, state: to, inventory: rows,
    given: signature(handover.oldSignedByName, handover.oldSignedAt),
    received: signature(signatures.newSignedByName, signatures.newSignedAt),
    overridden: overridden && { ...overridden, reason: signatures.overrideReason! },
    sealedAt: now.toISOString(),
    file: await centreFileOf(tx, tenantId, profile, handover.centreId),
  };
  return moveOn(work, handover, to, { inventory: rows, ...signatures, sealed: sealed as object, sealedSha256: sha256(canonicalJson(sealed)), sealedAt: now });
}

/** The new term begins in the same transaction as the handover ends. */
async function begin(work: Work, { selectionId }: HandoverRecord, done: string): ReturnType<Mutation<unknown>> {
  const begun = await beginTerm(work, selectionId);
  return begun.ok ? ok({ message: `${done}，新的挂靠期自${formatDate(begun.value.from)}开始` }) : begun;
}
