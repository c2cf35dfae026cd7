import type { z } from 'zod';
import type { Mutation } from '../identity/perform';
import { newId } from '../kernel/ids';
import { pinyinKey } from '../kernel/pinyin';
import { ok, refuse } from '../kernel/result';
import type { registerInstitutionSchema } from './schema';

/** Takes a medical institution into the tenant's register; names are unique there. */
export const registerInstitution: Mutation<z.output<typeof registerInstitutionSchema>> = async (work, input) => {
  const { tx, actor } = work;
  const { tenantId } = actor;
  work.authorise({ tenantId });
  if (await tx.institution.findUnique({ where: { tenantId_name: { tenantId, name: input.name } }, select: { id: true } })) {
    return refuse({ kind: 'invalid', fields: { name: [`${input.name}已经登记`] } });
  }
  const id = newId();
  await tx.institution.create({ data: { tenantId, id, ...input, pinyin: pinyinKey(input.name) }, select: { id: true } });
  work.record({ type: 'institution', id }, { name: input.name, level: input.level, kind: input.kind });
  return ok({ message: `${input.name}已登记`, id });
};
