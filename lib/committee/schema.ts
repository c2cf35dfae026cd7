import { z } from 'zod';
import { dateField } from '../kernel/date-field';
import { optionalTextField, textField } from '../kernel/text';
import { bodySchema, postSchema } from '../regulation/cited';

/** Posts of one person, as a form sends them: one, or two joined by a plus sign. */
const postsField = z
  .string({ error: '请选择职务' })
  .transform((text) => text.split('+'))
  .pipe(z.array(postSchema).min(1).max(3))
  .refine((posts) => new Set(posts).size === posts.length, { error: '职务重复' });

export const beginSchema = z.object({
  centreId: z.uuid(),
  body: bodySchema,
  kind: z.enum(['list', 'change']),
  effectiveOn: dateField('生效日期'),
});

const of = { changeId: z.uuid() };

export const saveSchema = z.discriminatedUnion('edit', [
  z.object({ ...of, edit: z.literal('add'), personId: z.uuid({ error: '请选择人选' }), posts: postsField }),
  z.object({ ...of, edit: z.literal('remove'), personId: z.uuid() }),
  z.object({ ...of, edit: z.literal('set-posts'), personId: z.uuid(), posts: postsField }),
  z.object({ ...of, edit: z.literal('replace'), personId: z.uuid(), byPersonId: z.uuid({ error: '请选择替换人选' }) }),
  z.object({ ...of, edit: z.literal('consent'), personId: z.uuid(), consent: z.stringbool() }),
  z.object({ ...of, edit: z.literal('consent-all') }),
  z.object({ ...of, edit: z.literal('effective-on'), effectiveOn: dateField('生效日期') }),
  z.object({ ...of, edit: z.literal('explain'), rule: z.string().regex(/^committee\.[a-z][a-z0-9-]*$/), reason: textField('理由', 500) }),
]);

export const submitSchema = z.object(of);
export const withdrawSchema = z.object(of);
export const returnSchema = z.object({ ...of, opinion: textField('退回意见', 500) });
export const approveSchema = z.object({
  ...of,
  opinion: optionalTextField('审定意见', 500).optional(),
  /** Last day of the departures allowed with this list, inclusive. */
  expiresOn: dateField('偏离有效期').optional(),
});
