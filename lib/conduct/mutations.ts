import type { z } from 'zod';
import { toDb } from '../db/dates';
import { EVENT_KINDS, SANCTION_GROUNDS } from '../glossary';
import type { Mutation, Refusal, Work } from '../identity/perform';
import { changedMeanwhile, invalid, notNow } from '../identity/step';
import { rulesFor } from '../jurisdiction/data';
import { formatDate } from '../kernel/chinese';
import { newId } from '../kernel/ids';
import { addDays, type LocalDate } from '../kernel/local-date';
import { ok, refuse } from '../kernel/result';
import { tell } from '../message/data';
import type { Profile } from '../regulation/profile';
import { bansOf, banWords, type SanctionGround } from './bans';
import { headOn, periodOf } from './data';
import type { registerEventSchema, registerSanctionSchema, revokeEventSchema, revokeSanctionSchema } from './schema';

/** What a sanction was about, by ids that the caller has looked up. */
interface Entered {
  institutionId: string;
  ground: SanctionGround;
  decidedOn: LocalDate;
  specialtyId: string;
  centreId: string | null;
  hostingPeriodId: string | null;
  decisionId: string | null;
  headPersonId: string | null;
  document: string | null;
  reason: string;
}

/** Writes a sanction into the register and tells the contacts of the institution what follows from it; its id. */
export async function enterSanction({ tx, actor, today, now }: Work, profile: Profile, { decidedOn, ...entry }: Entered): Promise<string> {
  const { tenantId } = actor;
  const id = newId();
  await tx.sanction.create({
    data: { tenantId, id, ...entry, decidedOn: toDb(decidedOn), registeredById: actor.accountId, registeredByName: actor.name, registeredAt: now },
    select: { id: true },
  });
  const bans = bansOf(profile, { ground: entry.ground, decidedOn }, today, 'not-begun').map(banWords);
  await tell(
    tx, tenantId, [{ institutions: [entry.institutionId] }],
    {
      title: `处理决定：${SANCTION_GROUNDS[entry.ground]}`,
      text: `贵单位因${SANCTION_GROUNDS[entry.ground]}于${formatDate(decidedOn)}受处理${entry.document ? `（${entry.document}）` : ''}。${bans.length > 0 ? `限制参与：${bans.join('；')}。` : ''}`,
      href: entry.centreId ? `/centres/${entry.centreId}` : '',
    },
    { at: now, by: actor.accountId },
  );
  return id;
}

/** Holds an institution until the end of the transaction, so that nothing is registered against it twice at once; its name, or null if it does not exist in the tenant. */
async function holdInstitution({ tx, actor: { tenantId } }: Work, id: string): Promise<string | null> {
  await tx.$executeRaw`select id from institution where tenant_id = ${tenantId} and id = ${id}::uuid for no key update`;
  return (await tx.institution.findUnique({ where: { tenantId_id: { tenantId, id } }, select: { name: true } }))?.name ?? null;
}

/** Registers a sanction that was decided outside the platform: against the host of a centre, or in a specialty. */
export const registerSanction: Mutation<z.output<typeof registerSanctionSchema>> = async (work, input) => {
  const { tx, actor } = work;
  const { tenantId } = actor;
  work.authorise({ tenantId });
  const institution = await holdInstitution(work, input.institutionId);
  const faults: Record<string, string[]> = {};
  if (!institution) faults.institutionId = ['没有这家单位'];
  if (input.decidedOn > work.today) faults.decidedOn = [`决定日期不得晚于今天${formatDate(work.today)}`];
  const { profile } = await rulesFor(tx, tenantId, input.decidedOn);
  if (!profile.sanctions.some((s) => s.ground === input.ground)) faults.ground = ['本办法没有规定因此限制参与'];
  const centre = input.centreId ? await tx.centre.findUnique({ where: { tenantId_id: { tenantId, id: input.centreId } }, select: { id: true, name: true, specialtyId: true } }) : null;
  const specialtyId = centre?.specialtyId ?? (input.specialtyId && (await tx.specialty.findUnique({ where: { tenantId_id: { tenantId, id: input.specialtyId } }, select: { id: true } }))?.id);
  if (input.centreId && !centre) faults.centreId = [`没有这个${profile.vocabulary.centreShort}`];
  else if (!specialtyId) faults.specialtyId = [`请选择所涉${profile.vocabulary.centreShort}或者专业方向`];
  const period = centre && institution ? await periodOf(tx, tenantId, { centreId: centre.id, institutionId: input.institutionId }, input.decidedOn) : null;
  if (centre && institution && !faults.decidedOn && !period) faults.centreId = [`${institution}在${formatDate(input.decidedOn)}不是${centre.name}的${profile.vocabulary.host ?? '所在单位'}`];
  if (Object.keys(faults).length > 0 || !specialtyId) return refuse(invalid(faults));
  const facts = { ground: input.ground, decidedOn: input.decidedOn };
  const before = await tx.sanction.findFirst({
    where: { tenantId, institutionId: input.institutionId, specialtyId, ground: input.ground, decidedOn: toDb(input.decidedOn), revokedAt: null },
    select: { registeredByName: true },
  });
  if (before) return refuse(notNow(`${before.registeredByName}已经登记过这一处理，不必重复登记`));
  const headPersonId = centre ? await headOn(tx, tenantId, profile, centre.id, addDays(input.decidedOn, -1)) : null;
  const id = await enterSanction(work, profile, {
    ...facts, institutionId: input.institutionId, specialtyId, centreId: centre?.id ?? null, hostingPeriodId: period?.id ?? null, decisionId: null, headPersonId, document: input.document ?? null, reason: input.reason,
  });
  work.record({ type: 'sanction', id }, { institution, ...facts, centre: centre?.name ?? null, document: input.document ?? null, reason: input.reason });
  return ok({ message: '已登记处理决定', next: '/sanctions', id });
};

/** An entry of either register, as taking it back looks at it. */
interface Entry {
  id: string;
  version: number;
  revokedAt: Date | null;
  revokedByName: string | null;
  institution: { name: string };
}

/** Takes an entry back, with the reason; it stays where it is. `write` changes it where nobody else has touched it. */
async function takeBack(
  work: Work,
  type: 'sanction' | 'institution-event',
  row: Entry,
  reason: string,
  write: (where: { tenantId: string; id: string; version: number; revokedAt: null }, data: { revokedAt: Date; revokedByName: string; revokeReason: string; version: { increment: 1 } }) => Promise<{ count: number }>,
): Promise<Refusal | null> {
  const { tenantId, name } = work.actor;
  work.record({ type, id: row.id });
  if (work.version !== row.version) return changedMeanwhile('这项登记');
  if (row.revokedAt) return notNow(`${row.revokedByName}已经撤销这项登记`);
  const { count } = await write({ tenantId, id: row.id, version: row.version, revokedAt: null }, { revokedAt: work.now, revokedByName: name, revokeReason: reason, version: { increment: 1 } });
  if (count !== 1) return changedMeanwhile('这项登记');
  work.record({ type, id: row.id }, { institution: row.institution.name, reason });
  return null;
}

/** Takes a sanction back: it stays in the register with the reason, and nothing follows from it any more. */
export const revokeSanction: Mutation<z.output<typeof revokeSanctionSchema>> = async (work, input) => {
  const { tx, actor } = work;
  const { tenantId } = actor;
  work.authorise({ tenantId });
  const row = await tx.sanction.findUnique({
    where: { tenantId_id: { tenantId, id: input.sanctionId } },
    select: { id: true, version: true, ground: true, decidedOn: true, institutionId: true, revokedByName: true, revokedAt: true, centreId: true, institution: { select: { name: true } } },
  });
  if (!row) return refuse<Refusal>({ kind: 'not-found' });
  const refusal = await takeBack(work, 'sanction', row, input.reason, (where, data) => tx.sanction.updateMany({ where, data }));
  if (refusal) return refuse(refusal);
  await tell(
    tx, tenantId, [{ institutions: [row.institutionId] }],
    { title: '处理决定已撤销', text: `贵单位因${SANCTION_GROUNDS[row.ground as SanctionGround]}所受的处理已经撤销，不再限制参与。理由：${input.reason}`, href: row.centreId ? `/centres/${row.centreId}` : '' },
    { at: work.now, by: actor.accountId },
  );
  return ok({ message: `已撤销对${row.institution.name}的处理登记` });
};

/** Registers an event that counts against an institution's record, in one specialty or as a whole. */
export const registerEvent: Mutation<z.output<typeof registerEventSchema>> = async (work, input) => {
  const { tx, actor } = work;
  const { tenantId } = actor;
  work.authorise({ tenantId });
  const institution = await holdInstitution(work, input.institutionId);
  const faults: Record<string, string[]> = {};
  if (!institution) faults.institutionId = ['没有这家单位'];
  if (input.on > work.today) faults.on = [`发生日期不得晚于今天${formatDate(work.today)}`];
  const specialty = input.specialtyId ? await tx.specialty.findUnique({ where: { tenantId_id: { tenantId, id: input.specialtyId } }, select: { id: true, direction: true } }) : null;
  if (input.specialtyId && !specialty) faults.specialtyId = ['没有这个专业方向'];
  if (Object.keys(faults).length > 0) return refuse(invalid(faults));
  const before = await tx.institutionEvent.findFirst({
    where: { tenantId, institutionId: input.institutionId, kind: input.kind, on: toDb(input.on), specialtyId: specialty?.id ?? null, revokedAt: null },
    select: { registeredByName: true },
  });
  if (before) return refuse(notNow(`${before.registeredByName}已经登记过这一事件，不必重复登记`));
  const id = newId();
  await tx.institutionEvent.create({
    data: {
      tenantId, id, institutionId: input.institutionId, kind: input.kind, on: toDb(input.on), specialtyId: specialty?.id ?? null, note: input.note, document: input.document ?? null,
      registeredById: actor.accountId, registeredByName: actor.name, registeredAt: work.now,
    },
    select: { id: true },
  });
  work.record({ type: 'institution-event', id }, { institution, kind: EVENT_KINDS[input.kind], on: input.on, specialty: specialty?.direction ?? null, document: input.document ?? null });
  return ok({ message: '已登记事件', next: '/sanctions/events', id });
};

/** Takes an event back: it stays in the register with the reason and counts no more. */
export const revokeEvent: Mutation<z.output<typeof revokeEventSchema>> = async (work, input) => {
  const { tx, actor } = work;
  const { tenantId } = actor;
  work.authorise({ tenantId });
  const row = await tx.institutionEvent.findUnique({
    where: { tenantId_id: { tenantId, id: input.eventId } },
    select: { id: true, version: true, revokedByName: true, revokedAt: true, institution: { select: { name: true } } },
  });
  if (!row) return refuse<Refusal>({ kind: 'not-found' });
  const refusal = await takeBack(work, 'institution-event', row, input.reason, (where, data) => tx.institutionEvent.updateMany({ where, data }));
  if (refusal) return refuse(refusal);
  return ok({ message: `已撤销${row.institution.name}的事件登记` });
};
