import { z } from 'zod';
import { dateField } from '../kernel/date-field';
import { optionalTextField, textField } from '../kernel/text';
import { bodySchema, postSchema } from '../regulation/cited';

/** Posts of one person, as a form sends them: one, or two joined by a plus sign. */
const postsField = z
  .string({ error: '请选择职务' })
  .transform((text) => text.split('+'))
  .pipe(z.array(z.enum(postSchema.options, { error: '请选择职务' })).min(1, { error: '请选择职务' }).max(3, { error: '一人至多兼任三个职务' }))
  .refine((posts) => new Set(posts).size === posts.length, { error: '职务重复' });

/** What the page itself puts into a form; it is wrong only if the page is out of date. */
const STALE = '页面内容已过期，请刷新后重试';

export const beginSchema = z.object({
  centreId: z.uuid({ error: STALE }),
  body: z.enum(bodySchema.options, { error: STALE }),
  kind: z.enum(['list', 'change'], { error: '请选择名单种类' }),
  effectiveOn: dateField('生效日期'),
});

const of = { changeId: z.uuid({ error: STALE }) };
const person = z.uuid({ error: '请选择人员' });

export const saveSchema = z.discriminatedUnion('edit', [
  z.object({ ...of, edit: z.literal('add'), personId: z.uuid({ error: '请选择人选' }), posts: postsField }),
  z.object({ ...of, edit: z.literal('remove'), personId: person }),
  z.object({ ...of, edit: z.literal('set-posts'), personId: person, posts: postsField }),
  z.object({ ...of, edit: z.literal('replace'), personId: person, byPersonId: z.uuid({ error: '请选择替换人选' }) }),
  z.object({ ...of, edit: z.literal('consent'), personId: person, consent: z.stringbool({ error: '请选择所在单位是否同意' }) }),
  z.object({ ...of, edit: z.literal('consent-all') }),
  z.object({ ...of, edit: z.literal('effective-on'), effectiveOn: dateField('生效日期') }),
  z.object({ ...of, edit: z.literal('explain'), rule: z.string({ error: STALE }).regex(/^committee\.[a-z][a-z0-9-]*$/, { error: STALE }), reason: textField('理由', 500) }),
], { error: STALE });

export const submitSchema = z.object(of);
export const withdrawSchema = z.object(of);
export const returnSchema = z.object({ ...of, opinion: textField('退回意见', 500) });
export const approveSchema = z.object({
  ...of,
  opinion: optionalTextField('审定意见', 500).optional(),
  /** Last day of the departures allowed with this list, inclusive. */
  expiresOn: dateField('偏离有效期').optional(),
});
