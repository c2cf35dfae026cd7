import type { z } from 'zod';
import { toDb } from '../db/dates';
import type { Tx } from '../db/tenant';
import { lastDayOfTerm } from '../committee/history';
import type { Body, CentreClass } from '../glossary';
import type { Mutation, Refusal, Work } from '../identity/perform';
import { rulesFor, rulesInForce } from '../jurisdiction/data';
import { enterDepartures } from '../departure/data';
import { chineseNumber, formatDate } from '../kernel/chinese';
import { dateField } from '../kernel/date-field';
import { newId } from '../kernel/ids';
import { addDays, localDate, type LocalDate } from '../kernel/local-date';
import { pinyinKey } from '../kernel/pinyin';
import { ok, refuse } from '../kernel/result';
import type { Profile, ProfileBody } from '../regulation/profile';
import { askNewCentre, departedBy, weigh } from './check';
import { lockSpecialty } from './data';
import { centreNameOf } from './name';
import type { openSchema } from './schema';

const CLASS_LETTER: Readonly<Record<CentreClass, string>> = { clinical: 'L', technical: 'Y', management: 'G', tcm: 'Z' };

/** No centre of this kind is older. */
const EARLIEST = localDate('1990-01-01');

/** Opens a centre for a direction of the catalogue, with its host's first cycle and its empty committee. */
export const openCentre: Mutation<z.output<typeof openSchema>> = async (work, input) => {
  const { tx, actor } = work;
  const { tenantId } = actor;
  work.authorise({ tenantId });
  await lockCodes(tx, tenantId);
  const faults: Record<string, string[]> = {};
  const openedOn = dateField('设立日期').safeParse(input.openedOn);
  if (!openedOn.success) faults.openedOn = [openedOn.error.issues[0]!.message];
  else if (openedOn.data > work.today) faults.openedOn = [`设立日期不得晚于今天${formatDate(work.today)}`];
  else if (openedOn.data < EARLIEST) faults.openedOn = [`设立日期不得早于${formatDate(EARLIEST)}`];
  // Without a usable date what the form asks for is still that of today's rules.
  const rules = await rulesInForce(tx, tenantId, faults.openedOn || !openedOn.success ? work.today : openedOn.data);
  if (!rules && openedOn.success) faults.openedOn ??= [`设立日期不得早于本办法施行之日${formatDate((await rulesFor(tx, tenantId, work.today)).effectiveFrom)}`];
  const { profile } = rules ?? (await rulesFor(tx, tenantId, work.today));
  if (input.specialtyId) await lockSpecialty(tx, tenantId, input.specialtyId);
  const specialty = input.specialtyId ? await tx.specialty.findUnique({ where: { tenantId_id: { tenantId, id: input.specialtyId }, endedOn: null }, select: { id: true, class: true, field: true, direction: true, listed: true } }) : null;
  if (!specialty) faults.specialtyId = [input.specialtyId ? '没有这个专业方向' : '请选择专业方向'];
  const hosted = profile.structure.host !== null;
  const institution = input.institutionId ? await tx.institution.findUnique({ where: { tenantId_id: { tenantId, id: input.institutionId } }, select: { id: true, name: true } }) : null;
  if (hosted && !institution) faults.institutionId = [`请选择${profile.vocabulary.host ?? '挂靠单位'}`];
  if (!hosted && input.institutionId) faults.institutionId = [`${profile.vocabulary.centreShort}不设挂靠单位`];
  if (Object.keys(faults).length > 0 || !specialty || !openedOn.success || !rules) return refuse<Refusal>({ kind: 'invalid', fields: faults });
  const on = openedOn.data;
  const weighed = weigh(await askNewCentre(tx, tenantId, rules, specialty, on), input.departure);
  if (!weighed.ok) return weighed;

  if (input.name && (await tx.centre.count({ where: { tenantId, name: input.name, status: { not: 'closed' } } })) > 0) return refuse<Refusal>({ kind: 'invalid', fields: { name: ['已有同名的质控中心，请换一个名称'] } });
  const made = await createCentre(work, profile, { specialty, institutionId: institution?.id ?? null, name: input.name ?? null, on });
  await enterDepartures(work, { centreId: made.id }, departedBy(weighed.value));
  work.record({ type: 'centre', id: made.id }, { code: made.code, name: made.name, host: institution?.name ?? null, document: input.document ?? null, departure: weighed.value });
  return ok({ message: `${made.name}已设立`, next: `/centres/${made.id}`, id: made.id });
};

/** One opening at a time in a tenant, until the end of the transaction: two of the same direction must not pass the check together, and codes run on. */
export const lockCodes = (tx: Tx, tenantId: string) => tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`centre code ${tenantId}`}, 0))`;

/**
 * Makes a centre of a direction that opens on a day: its code runs on within its class, its host's first cycle counts from that day,
 * and its bodies stand without members. Whoever calls holds the tenant's codes.
 */
export async function createCentre(
  { tx, actor: { tenantId } }: Work,
  profile: Profile,
  { specialty, institutionId, name: wanted, on }: { specialty: { id: string; class: string; direction: string }; institutionId: string | null; name: string | null; on: LocalDate },
): Promise<{ id: string; code: string; name: string; hostingPeriodId: string | null }> {
  const klass = specialty.class as CentreClass;
  const prefix = `${profile.jurisdiction.code}-${CLASS_LETTER[klass]}-`;
  const last = await tx.centre.findFirst({ where: { tenantId, code: { startsWith: prefix } }, orderBy: { code: 'desc' }, select: { code: true } });
  const code = `${prefix}${String(Number(last?.code.slice(prefix.length) ?? 0) + 1).padStart(3, '0')}`;
  const name = wanted ?? (await freeName(tx, tenantId, centreNameOf(profile, specialty.direction)));
  const id = newId();
  const { hostCycle } = profile.structure;
  const dueToEndOn = institutionId && hostCycle ? lastDayOfTerm(on, hostCycle.years) : null;
  await tx.centre.create({
    data: { tenantId, id, code, name, pinyin: pinyinKey(name), specialtyId: specialty.id, class: klass, openedOn: toDb(on) },
    select: { id: true },
  });
  const hostingPeriodId = institutionId ? await openPeriod(tx, tenantId, { centreId: id, institutionId, cycle: 1, startsOn: on, dueToEndOn }) : null;
  for (const body of profile.structure.bodies.filter((b) => b.likeBody === undefined)) await openBody(tx, tenantId, { centreId: id, body, cohort: 1, from: on, hostEnds: dueToEndOn });
  return { id, code, name, hostingPeriodId };
}

/** The name itself, or with the number of the next of that name: a second centre of a direction is told apart from the first. */
async function freeName(tx: Tx, tenantId: string, name: string): Promise<string> {
  const taken = await tx.centre.findMany({ where: { tenantId, status: { not: 'closed' }, name: { startsWith: name } }, select: { name: true } });
  const names = new Set(taken.map((c) => c.name));
  for (let n = 1; ; n += 1) {
    const wanted = n === 1 ? name : `${name}（${chineseNumber(n)}）`;
    if (!names.has(wanted)) return wanted;
  }
}

/** Opens a period of a host, both days inclusive. The one before it has been ended. */
export async function openPeriod(
  tx: Tx, tenantId: string,
  { startsOn, dueToEndOn, ...period }: { centreId: string; institutionId: string; cycle: number; startsOn: LocalDate; dueToEndOn: LocalDate | null },
): Promise<string> {
  const id = newId();
  await tx.hostingPeriod.create({ data: { tenantId, id, ...period, startsOn: toDb(startsOn), dueToEndOn: dueToEndOn && toDb(dueToEndOn) }, select: { id: true } });
  return id;
}

/** Opens a cohort of a body, without members: its secretary draws up the first list. Its term ends with the host's cycle where the text ties them. */
export async function openBody(
  tx: Tx, tenantId: string,
  { centreId, body, cohort, from, hostEnds }: { centreId: string; body: ProfileBody; cohort: number; from: LocalDate; hostEnds: LocalDate | null },
): Promise<string> {
  const id = newId();
  const termTo = body.term && (body.term.endsWithHost && hostEnds ? hostEnds : lastDayOfTerm(from, body.term.years));
  await tx.committee.create({
    data: { tenantId, id, centreId, body: body.body, cohort, termFrom: toDb(from), termTo: termTo && toDb(termTo) },
    select: { id: true },
  });
  return id;
}

/** What runs now ends on a day, or, where it has yet to begin, on the day before its first: it never was. */
export async function endHosting({ tx, actor }: Work, centreId: string, lastDay: LocalDate, endReason: string): Promise<void> {
  await tx.$executeRaw`
    update hosting_period set ended_on = greatest(${lastDay}::date, starts_on - 1), end_reason = ${endReason}, version = version + 1
    where tenant_id = ${actor.tenantId} and centre_id = ${centreId}::uuid and ended_on is null`;
}

/** Every body of the centre ends, under an article where one says so. */
export const dissolve = (work: Work, centreId: string, effectiveOn: LocalDate, article: string | null): Promise<void> => endBodies(work, centreId, effectiveOn, null, { reason: '解散', article });

/**
 * The bodies that end when another host takes over: those whose term is the host's, each with the ones that follow its rules. Where the
 * text ties no term to the host, every body goes on.
 */
export async function endWithHost(work: Work, { structure, vocabulary }: Profile, centreId: string, effectiveOn: LocalDate): Promise<void> {
  for (const { body, term } of structure.bodies) {
    if (!term?.endsWithHost) continue;
    const bodies = [body, ...structure.bodies.filter((b) => b.likeBody === body).map((b) => b.body)];
    await endBodies(work, centreId, effectiveOn, bodies, { reason: `随${vocabulary.host ?? '单位'}更换结束`, article: term.hostChange ?? term.article });
  }
}

/** Bodies of a centre end on the day before, all of them or some; lists on their way fall away. Seats and cohorts that have yet to begin end as they begin. */
async function endBodies({ tx, actor: { tenantId } }: Work, centreId: string, effectiveOn: LocalDate, bodies: readonly Body[] | null, { reason, article }: { reason: string; article: string | null }): Promise<void> {
  const standing = await tx.committee.findMany({ where: { tenantId, centreId, endedOn: null, ...(bodies ? { body: { in: [...bodies] } } : {}) }, select: { id: true } });
  const ids = standing.map((c) => c.id);
  await tx.$executeRaw`
    update appointment set valid_to = greatest(${effectiveOn}::date, valid_from), end_reason = ${`委员会${reason}`}
    where tenant_id = ${tenantId} and committee_id = any (${ids}::uuid[]) and valid_to is null`;
  await tx.$executeRaw`
    update committee set ended_on = greatest(${effectiveOn}::date, term_from) - 1, end_reason = ${reason}, end_article = ${article}, version = version + 1
    where tenant_id = ${tenantId} and id = any (${ids}::uuid[])`;
  await tx.rosterChange.updateMany({
    where: { tenantId, committeeId: { in: ids }, state: { in: ['draft', 'submitted', 'returned'] } },
    data: { state: 'withdrawn', opinion: `委员会已${reason}`, version: { increment: 1 } },
  });
}

/** Closes a centre from a day on, under an article: its host and its bodies end on the day before. Whoever calls holds the centre. */
export async function closeCentre(work: Work, centreId: string, from: LocalDate, reason: string, article: string): Promise<void> {
  const { tx, actor } = work;
  await tx.centre.update({ where: { tenantId_id: { tenantId: actor.tenantId, id: centreId } }, data: { status: 'closed', version: { increment: 1 } }, select: { id: true } });
  await endHosting(work, centreId, addDays(from, -1), reason);
  await dissolve(work, centreId, from, article);
}
