import type { z } from 'zod';
import { differencesOf, type Correction } from '../audit/corrections';
import type { Mutation, Refusal } from '../identity/perform';
import { changedMeanwhile, invalid } from '../identity/step';
import { newId } from '../kernel/ids';
import { pinyinKey } from '../kernel/pinyin';
import { ok, refuse } from '../kernel/result';
import { getInstitution } from './data';
import type { correctInstitutionSchema, registerInstitutionSchema } from './schema';

/** Takes a medical institution into the tenant's register; names are unique there. */
export const registerInstitution: Mutation<z.output<typeof registerInstitutionSchema>> = async (work, input) => {
  const { tx, actor } = work;
  const { tenantId } = actor;
  work.authorise({ tenantId });
  if (await tx.institution.findUnique({ where: { tenantId_name: { tenantId, name: input.name } }, select: { id: true } })) {
    return refuse(invalid({ name: [`${input.name}已经登记`] }));
  }
  const id = newId();
  await tx.institution.create({ data: { tenantId, id, ...input, pinyin: pinyinKey(input.name) }, select: { id: true } });
  work.record({ type: 'institution', id }, { name: input.name, level: input.level, kind: input.kind });
  return ok({ message: `${input.name}已登记`, id });
};

/**
 * Corrects an entry of the register, with the reason. What was decided on the entry as it stood keeps it; what is checked from now on
 * goes by the new one.
 */
export const correctInstitution: Mutation<z.output<typeof correctInstitutionSchema>> = async (work, { institutionId: id, reason, ...input }) => {
  const { tx, actor } = work;
  const { tenantId } = actor;
  work.authorise({ tenantId });
  work.record({ type: 'institution', id });
  const row = await getInstitution(tx, tenantId, id);
  if (!row) return refuse<Refusal>({ kind: 'not-found' });
  if (work.version !== row.version) return refuse(changedMeanwhile('这家机构的登记'));
  const { name, level, kind, region, newlyOpened, privatelyRun } = row;
  const changed = differencesOf({ name, level, kind, region, newlyOpened, privatelyRun }, input);
  if (!changed) return refuse(invalid({ name: ['与现在的登记相同，没有需要更正的内容'] }));
  if (changed.name && (await tx.institution.findUnique({ where: { tenantId_name: { tenantId, name: input.name } }, select: { id: true } }))) {
    return refuse(invalid({ name: [`${input.name}已经登记`] }));
  }
  const { count } = await tx.institution.updateMany({ where: { tenantId, id, version: row.version }, data: { ...input, pinyin: pinyinKey(input.name), version: { increment: 1 } } });
  if (count === 0) return refuse(changedMeanwhile('这家机构的登记'));
  work.record({ type: 'institution', id }, { changed, reason } satisfies Correction);
  return ok({ message: `${input.name}的登记已更正`, id });
};
