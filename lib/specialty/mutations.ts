import type { z } from 'zod';
import { CENTRE_CLASSES } from '../glossary';
import type { Mutation, Refusal } from '../identity/perform';
import { rulesFor } from '../jurisdiction/data';
import { newId } from '../kernel/ids';
import { pinyinKey } from '../kernel/pinyin';
import { ok, refuse } from '../kernel/result';
import type { addSpecialtySchema } from './schema';

/** Adds a direction to the catalogue, beside those of the published plan. Class, field and direction together are its key. */
export const addSpecialty: Mutation<z.output<typeof addSpecialtySchema>> = async (work, input) => {
  const { tx, actor } = work;
  const { tenantId } = actor;
  work.authorise({ tenantId });
  const invalid = (fields: Record<string, string[]>) => refuse<Refusal>({ kind: 'invalid', fields });
  const { classes } = (await rulesFor(tx, tenantId, work.today)).profile.structure;
  if (classes && !classes.list.includes(input.class)) return invalid({ class: [`本辖区分为${classes.list.map((c) => CENTRE_CLASSES[c]).join('、')}`] });
  const key = { tenantId, class: input.class, field: input.field ?? '', direction: input.direction };
  if (await tx.specialty.findUnique({ where: { tenantId_class_field_direction: key }, select: { id: true } })) return invalid({ direction: ['目录中已有这个方向'] });
  const id = newId();
  await tx.specialty.create({ data: { ...key, id, pinyin: pinyinKey(input.direction) }, select: { id: true } });
  work.record({ type: 'specialty', id }, { class: input.class, field: key.field, direction: input.direction });
  return ok({ message: `目录中已增加${input.direction}`, id });
};
