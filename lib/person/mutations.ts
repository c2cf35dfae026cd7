import type { z } from 'zod';
import { toDb } from '../db/dates';
import type { Mutation } from '../identity/perform';
import { newId } from '../kernel/ids';
import { pinyinKey } from '../kernel/pinyin';
import { ok, refuse } from '../kernel/result';
import type { registerSchema } from './schema';

/** Takes a person into the tenant's pool of experts. The same name at the same institution is shown, never merged. */
export const registerPerson: Mutation<z.output<typeof registerSchema>> = async (work, input) => {
  const { tx, actor } = work;
  const { tenantId } = actor;
  work.authorise({ tenantId });
  if (input.born >= work.today) return refuse({ kind: 'invalid', fields: { born: ['出生日期应早于今天'] } });
  if (input.titleSince && input.titleSince > work.today) return refuse({ kind: 'invalid', fields: { titleSince: ['取得职称日期不得晚于今天'] } });
  const institution = await tx.institution.findUnique({ where: { tenantId_id: { tenantId, id: input.institutionId } }, select: { name: true } });
  if (!institution) return refuse({ kind: 'invalid', fields: { institutionId: ['没有这家单位'] } });
  // Two people who register the same person at once: the second must see the first.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`person ${tenantId} ${input.institutionId} ${input.name}`}, 0))`;
  if (!input.isAnother && (await tx.person.count({ where: { tenantId, name: input.name, institutionId: input.institutionId } })) > 0) {
    return refuse({ kind: 'invalid', fields: { isAnother: [`${institution.name}已登记有${input.name}；确为另一人的请勾选后再登记，否则请直接搜索添加`] } });
  }
  const id = newId();
  await tx.person.create({
    data: {
      tenantId, id, name: input.name, pinyin: pinyinKey(input.name, { person: true }), institutionId: input.institutionId, title: input.title,
      titleSince: input.titleSince ? toDb(input.titleSince) : null, born: toDb(input.born), employment: input.employment, class: input.class ?? null,
      headsSpecialty: input.headsSpecialty, practisesHereSince: input.practisesHereSince ? toDb(input.practisesHereSince) : null,
    },
    select: { id: true },
  });
  work.record({ type: 'person', id }, { name: input.name, institution: institution.name });
  const back = input.changeId && input.centreId ? `/centres/${input.centreId}/rosters/${input.changeId}?add=${encodeURIComponent(input.name)}` : undefined;
  return ok({ message: `${input.name}已登记`, id, ...(back ? { next: back } : {}) });
};
