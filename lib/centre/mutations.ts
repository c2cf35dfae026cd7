import type { z } from 'zod';
import { toDb } from '../db/dates';
import { lastDayOfTerm } from '../committee/history';
import type { CentreClass } from '../glossary';
import type { Mutation, Refusal } from '../identity/perform';
import { rulesFor, rulesInForce } from '../jurisdiction/data';
import { formatDate } from '../kernel/chinese';
import { dateField } from '../kernel/date-field';
import { newId } from '../kernel/ids';
import { localDate } from '../kernel/local-date';
import { pinyinKey } from '../kernel/pinyin';
import { ok, refuse } from '../kernel/result';
import type { openSchema } from './schema';

const CLASS_LETTER: Readonly<Record<CentreClass, string>> = { clinical: 'L', technical: 'Y', management: 'G', tcm: 'Z' };

/** No centre of this kind is older. */
const EARLIEST = localDate('1990-01-01');

/** Opens a centre for a direction of the catalogue, with its host's first cycle and its empty committee. */
export const openCentre: Mutation<z.output<typeof openSchema>> = async (work, input) => {
  const { tx, actor } = work;
  const { tenantId } = actor;
  work.authorise({ tenantId });
  // One opening at a time in a tenant: two of the same direction must not pass the check together, and codes run on.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`centre code ${tenantId}`}, 0))`;
  const faults: Record<string, string[]> = {};
  const openedOn = dateField('设立日期').safeParse(input.openedOn);
  if (!openedOn.success) faults.openedOn = [openedOn.error.issues[0]!.message];
  else if (openedOn.data > work.today) faults.openedOn = [`设立日期不得晚于今天${formatDate(work.today)}`];
  else if (openedOn.data < EARLIEST) faults.openedOn = [`设立日期不得早于${formatDate(EARLIEST)}`];
  // Without a usable date what the form asks for is still that of today's rules.
  const rules = await rulesInForce(tx, tenantId, faults.openedOn || !openedOn.success ? work.today : openedOn.data);
  if (!rules && openedOn.success) faults.openedOn ??= [`设立日期不得早于本办法施行之日${formatDate((await rulesFor(tx, tenantId, work.today)).effectiveFrom)}`];
  const { profile } = rules ?? (await rulesFor(tx, tenantId, work.today));
  const specialty = input.specialtyId ? await tx.specialty.findUnique({ where: { tenantId_id: { tenantId, id: input.specialtyId } }, select: { id: true, direction: true, class: true, centres: { where: { status: { not: 'closed' } }, select: { name: true } } } }) : null;
  if (!specialty) faults.specialtyId = [input.specialtyId ? '没有这个专业方向' : '请选择专业方向'];
  else if (specialty.centres.length > 0) faults.specialtyId = [`该方向已设有${specialty.centres[0]!.name}`];
  const hosted = profile.structure.host !== null;
  const institution = input.institutionId ? await tx.institution.findUnique({ where: { tenantId_id: { tenantId, id: input.institutionId } }, select: { id: true, name: true } }) : null;
  if (hosted && !institution) faults.institutionId = [`请选择${profile.vocabulary.host ?? '挂靠单位'}`];
  if (!hosted && input.institutionId) faults.institutionId = [`${profile.vocabulary.centreShort}不设挂靠单位`];
  if (Object.keys(faults).length > 0 || !specialty || !openedOn.success) return refuse<Refusal>({ kind: 'invalid', fields: faults });
  const on = openedOn.data;

  const klass = specialty.class as CentreClass;
  const prefix = `${profile.jurisdiction.code}-${CLASS_LETTER[klass]}-`;
  const last = await tx.centre.findFirst({ where: { tenantId, code: { startsWith: prefix } }, orderBy: { code: 'desc' }, select: { code: true } });
  const code = `${prefix}${String(Number(last?.code.slice(prefix.length) ?? 0) + 1).padStart(3, '0')}`;
  const name = input.name ?? `${specialty.direction.replace(/专业$/, '')}${profile.vocabulary.centreSuffix}`;
  const id = newId();
  const { hostCycle } = profile.structure;
  const dueToEndOn = hosted && hostCycle ? lastDayOfTerm(on, hostCycle.years) : null;
  await tx.centre.create({
    data: { tenantId, id, code, name, pinyin: pinyinKey(name), specialtyId: specialty.id, class: klass, openedOn: toDb(on) },
    select: { id: true },
  });
  if (institution) {
    await tx.hostingPeriod.create({
      data: { tenantId, id: newId(), centreId: id, institutionId: institution.id, cycle: 1, startsOn: toDb(on), dueToEndOn: dueToEndOn && toDb(dueToEndOn) },
      select: { id: true },
    });
  }
  for (const body of profile.structure.bodies.filter((b) => b.likeBody === undefined)) {
    const termTo = body.term && (body.term.endsWithHost && dueToEndOn ? dueToEndOn : lastDayOfTerm(on, body.term.years));
    await tx.committee.create({
      data: { tenantId, id: newId(), centreId: id, body: body.body, cohort: 1, termFrom: toDb(on), termTo: termTo && toDb(termTo) },
      select: { id: true },
    });
  }
  work.record({ type: 'centre', id }, { code, name, host: institution?.name ?? null, document: input.document ?? null });
  return ok({ message: `${name}已设立`, next: `/centres/${id}`, id });
};
