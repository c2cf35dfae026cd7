import { z } from 'zod';
import { dateField } from '../kernel/date-field';
import { lengthOf, optionalTextField, textField } from '../kernel/text';
import { classSchema } from '../regulation/cited';

/** What the rules ask of a new direction besides its name. */
const judged = {
  /** Whether it stands for a single disease; only some texts ask. */
  diseaseBased: z.stringbool().optional(),
  /** Why it departs from a rule that holds in principle. */
  departure: optionalTextField('偏离的理由', 500).optional(),
};

export const addSpecialtySchema = z.object({
  class: z.enum(classSchema.options, { error: '请选择类别' }),
  field: optionalTextField('专业领域', 40),
  direction: textField('工作方向', 60),
  reason: optionalTextField('理由', 1000).optional(),
  document: optionalTextField('文号', 60).optional(),
  ...judged,
});

const change = {
  reason: textField('理由', 1000),
  document: optionalTextField('文号', 60),
  /** First day on which it holds. */
  on: dateField('生效日期'),
  ...judged,
  /** Only names what is missing or wrong; nothing is changed. */
  checkOnly: z.stringbool().optional(),
};

/** The names of new directions, one a line. */
const names = z
  .string({ error: '请填写新的方向' })
  .transform((text) => text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean))
  .refine((list) => list.length > 0, { error: '请填写新的方向，每行一个' })
  .refine((list) => list.length <= 20, { error: '新的方向一次不超过20个' })
  .refine((list) => list.every((name) => lengthOf(name) <= 60), { error: '每个方向不超过60字' })
  .refine((list) => list.every((name) => lengthOf(name) > 60 || textField('方向', 60).safeParse(name).success), { error: '新的方向含有不能使用的字符' })
  .refine((list) => new Set(list).size === list.length, { error: '新的方向有重复' });

export const changePlanSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('rename'),
    specialtyId: z.uuid(),
    field: optionalTextField('专业领域', 40),
    direction: textField('工作方向', 60),
    /** Of its centre; made from the direction if it is left out. */
    centreName: optionalTextField('名称', 60),
    ...change,
  }),
  z.object({
    kind: z.literal('merge'),
    specialtyIds: z.array(z.uuid(), { error: '请选择要合并的方向' }).min(2, { error: '至少选择两个方向' }).max(20, { error: '一次至多合并20个方向' }),
    /** One of them, or a newly named one. */
    into: z.union([z.literal('new'), z.uuid()], { error: '请选择并入哪个方向' }),
    field: optionalTextField('专业领域', 40),
    direction: optionalTextField('工作方向', 60),
    /** The centre that goes on; "none" closes all of them. */
    keepCentreId: z.union([z.literal('none'), z.uuid()], { error: '请选择保留哪一个' }).optional(),
    ...change,
  }),
  z.object({
    kind: z.literal('split'),
    specialtyId: z.uuid(),
    original: z.enum(['stays', 'ends'], { error: '请选择原方向是否保留' }),
    field: optionalTextField('专业领域', 40),
    directions: names,
    ...change,
  }),
  z.object({ kind: z.literal('withdraw'), specialtyId: z.uuid(), ...change }),
]);
export type ChangePlan = z.output<typeof changePlanSchema>;
