import type { z } from 'zod';
import { toDb } from '../db/dates';
import { lastDayOfTerm } from '../committee/history';
import type { CentreClass } from '../glossary';
import type { Mutation, Refusal } from '../identity/perform';
import { rulesInForce } from '../jurisdiction/data';
import { newId } from '../kernel/ids';
import { pinyinKey } from '../kernel/pinyin';
import { ok, refuse } from '../kernel/result';
import type { openSchema } from './schema';

const CLASS_LETTER: Readonly<Record<CentreClass, string>> = { clinical: 'L', technical: 'Y', management: 'G', tcm: 'Z' };

/** Opens a centre for a direction of the catalogue, with its host's first cycle and its empty committee. */
export const openCentre: Mutation<z.output<typeof openSchema>> = async (work, input) => {
  const { tx, actor } = work;
  const { tenantId } = actor;
  work.authorise({ tenantId });
  // One opening at a time in a tenant: two of the same direction must not pass the check together, and codes run on.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`centre code ${tenantId}`}, 0))`;
  const invalid = (fields: Record<string, string[]>) => refuse<Refusal>({ kind: 'invalid', fields });
  const rules = await rulesInForce(tx, tenantId, input.openedOn);
  if (!rules) return invalid({ openedOn: ['设立日期不得早于本办法施行之日'] });
  const { profile } = rules;
  const specialty = await tx.specialty.findUnique({ where: { tenantId_id: { tenantId, id: input.specialtyId } }, select: { direction: true, class: true, centres: { where: { status: { not: 'closed' } }, select: { name: true } } } });
  if (!specialty) return invalid({ specialtyId: ['没有这个专业方向'] });
  if (specialty.centres.length > 0) return invalid({ specialtyId: [`该方向已设有${specialty.centres[0]!.name}`] });
  const hosted = profile.structure.host !== null;
  const institution = input.institutionId ? await tx.institution.findUnique({ where: { tenantId_id: { tenantId, id: input.institutionId } }, select: { id: true, name: true } }) : null;
  if (hosted && !institution) return invalid({ institutionId: [`请选择${profile.vocabulary.host ?? '挂靠单位'}`] });
  if (!hosted && input.institutionId) return invalid({ institutionId: [`${profile.vocabulary.centreShort}不设挂靠单位`] });

  const klass = specialty.class as CentreClass;
  const prefix = `${profile.jurisdiction.code}-${CLASS_LETTER[klass]}-`;
  const last = await tx.centre.findFirst({ where: { tenantId, code: { startsWith: prefix } }, orderBy: { code: 'desc' }, select: { code: true } });
  const code = `${prefix}${String(Number(last?.code.slice(prefix.length) ?? 0) + 1).padStart(3, '0')}`;
  const name = input.name ?? `${specialty.direction.replace(/专业$/, '')}${profile.vocabulary.centreSuffix}`;
  const id = newId();
  const { hostCycle } = profile.structure;
  const dueToEndOn = hosted && hostCycle ? lastDayOfTerm(input.openedOn, hostCycle.years) : null;
  await tx.centre.create({
    data: { tenantId, id, code, name, pinyin: pinyinKey(name), specialtyId: input.specialtyId, class: klass, openedOn: toDb(input.openedOn) },
    select: { id: true },
  });
  if (institution) {
    await tx.hostingPeriod.create({
      data: { tenantId, id: newId(), centreId: id, institutionId: institution.id, cycle: 1, startsOn: toDb(input.openedOn), dueToEndOn: dueToEndOn && toDb(dueToEndOn) },
      select: { id: true },
    });
  }
  for (const body of profile.structure.bodies.filter((b) => b.likeBody === undefined)) {
    const termTo = body.term && (body.term.endsWithHost && dueToEndOn ? dueToEndOn : lastDayOfTerm(input.openedOn, body.term.years));
    await tx.committee.create({
      data: { tenantId, id: newId(), centreId: id, body: body.body, cohort: 1, termFrom: toDb(input.openedOn), termTo: termTo && toDb(termTo) },
      select: { id: true },
    });
  }
  work.record({ type: 'centre', id }, { code, name, host: institution?.name ?? null, document: input.document ?? null });
  return ok({ message: `${name}已设立`, next: `/centres/${id}`, id });
};
