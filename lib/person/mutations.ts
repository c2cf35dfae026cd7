import type { z } from 'zod';
import { differencesOf, type Correction } from '../audit/corrections';
import { toDb } from '../db/dates';
import type { Mutation, Refusal, Work } from '../identity/perform';
import { changedMeanwhile, invalid } from '../identity/step';
import { newId } from '../kernel/ids';
import { pinyinKey } from '../kernel/pinyin';
import { ok, refuse, type Result } from '../kernel/result';
import { entryOf, getPerson } from './data';
import type { correctSchema, registerSchema } from './schema';

/** Takes a person into the tenant's pool of experts. The same name at the same institution is shown, never merged. */
export const registerPerson: Mutation<z.output<typeof registerSchema>> = async (work, input) => {
  const { tx, actor } = work;
  const { tenantId } = actor;
  work.authorise({ tenantId, hostId: input.institutionId });
  const asked = await askEntry(work, input);
  if (!asked.ok) return asked;
  const institution = asked.value;
  // Two people who register the same person at once: the second must see the first.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`person ${tenantId} ${input.institutionId} ${input.name}`}, 0))`;
  if (!input.isAnother && (await tx.person.count({ where: { tenantId, name: input.name, institutionId: input.institutionId } })) > 0) {
    return refuse({ kind: 'invalid', fields: { isAnother: [`${institution.name}已登记有${input.name}；确为另一人的请勾选后再登记，否则请直接搜索添加`] } });
  }
  const id = newId();
  await tx.person.create({
    data: { tenantId, id, ...columns(input) },
    select: { id: true },
  });
  work.record({ type: 'person', id }, { name: input.name, institution: institution.name });
  const back = input.changeId && input.centreId ? `/centres/${input.centreId}/rosters/${input.changeId}?add=${encodeURIComponent(input.name)}` : input.applicationId ? `/applications/${input.applicationId}?step=edit&person=${id}` : undefined;
  return ok({ message: `${input.name}已登记`, id, ...(back ? { next: back } : {}) });
};

/**
 * Corrects the entry of a person, with the reason. Lists and decisions keep what stood in it then; what is checked from now on goes by
 * the new one. An institution that the person has left becomes a former one, which matters where conflicts of interest are looked for.
 */
export const correctPerson: Mutation<z.output<typeof correctSchema>> = async (work, { personId: id, reason, moved, ...input }) => {
  const { tx, actor } = work;
  const { tenantId } = actor;
  work.authorise({ tenantId });
  work.record({ type: 'person', id });
  const row = await getPerson(tx, tenantId, id);
  if (!row) return refuse<Refusal>({ kind: 'not-found' });
  if (work.version !== row.version) return refuse(changedMeanwhile('这名人员的登记'));
  const asked = await askEntry(work, input);
  if (!asked.ok) return asked;
  const { institutionId, ...said } = input;
  const changed = differencesOf(entryOf(row), { ...said, institution: asked.value.name, titleSince: said.titleSince ?? null, class: said.class ?? null, practisesHereSince: said.practisesHereSince ?? null });
  if (!changed) return refuse(invalid({ name: ['与现在的登记相同，没有需要更正的内容'] }));
  if (moved && institutionId === row.institutionId) return refuse(invalid({ moved: ['所在单位没有变动'] }));
  const { count } = await tx.person.updateMany({ where: { tenantId, id, version: row.version }, data: { ...columns(input), version: { increment: 1 } } });
  if (count === 0) return refuse(changedMeanwhile('这名人员的登记'));
  if (moved) await tx.employment.create({ data: { tenantId, id: newId(), personId: id, institutionId: row.institutionId }, select: { id: true } });
  work.record({ type: 'person', id }, { changed, reason } satisfies Correction);
  return ok({ message: `${input.name}的登记已更正`, id });
};

type Entry = Pick<z.output<typeof registerSchema>, 'name' | 'institutionId' | 'title' | 'titleSince' | 'born' | 'employment' | 'class' | 'headsSpecialty' | 'practisesHereSince' | 'parentLevelExpert'>;

/** What speaks against an entry; otherwise the institution. */
async function askEntry({ tx, actor: { tenantId }, today }: Work, input: Entry): Promise<Result<{ name: string }, Refusal>> {
  if (input.born >= today) return refuse(invalid({ born: ['出生日期应早于今天'] }));
  if (input.titleSince && input.titleSince > today) return refuse(invalid({ titleSince: ['取得职称日期不得晚于今天'] }));
  const institution = await tx.institution.findUnique({ where: { tenantId_id: { tenantId, id: input.institutionId } }, select: { name: true } });
  return institution ? ok(institution) : refuse(invalid({ institutionId: ['没有这家单位'] }));
}

const columns = (input: Entry) => ({
  name: input.name, pinyin: pinyinKey(input.name, { person: true }), institutionId: input.institutionId, title: input.title,
  titleSince: input.titleSince ? toDb(input.titleSince) : null, born: toDb(input.born), employment: input.employment, class: input.class ?? null,
  headsSpecialty: input.headsSpecialty, practisesHereSince: input.practisesHereSince ? toDb(input.practisesHereSince) : null, parentLevelExpert: input.parentLevelExpert,
});
