import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { zhCN } from 'zod/locales';
import { approveSchema, beginSchema, returnSchema, saveSchema, submitSchema, withdrawSchema } from './schema';

z.config(zhCN());

const ID = '0190c9a4-0000-7000-8000-000000000001';
const EDITS: Record<string, Record<string, unknown>> = {
  add: { personId: ID, posts: 'member' }, remove: { personId: ID }, 'set-posts': { personId: ID, posts: 'member+secretary' }, replace: { personId: ID, byPersonId: ID },
  consent: { personId: ID, consent: 'true' }, 'consent-all': {}, 'effective-on': { effectiveOn: '2026-11-22' }, explain: { rule: 'committee.size', reason: '理由' },
};
const FORMS: [string, z.ZodType, Record<string, unknown>][] = [
  ['begin', beginSchema, { centreId: ID, body: 'committee', kind: 'list', effectiveOn: '2026-11-22' }],
  ...Object.entries(EDITS).map(([edit, fields]): [string, z.ZodType, Record<string, unknown>] => [`save ${edit}`, saveSchema, { changeId: ID, edit, ...fields }]),
  ['submit', submitSchema, { changeId: ID }],
  ['withdraw', withdrawSchema, { changeId: ID }],
  ['return', returnSchema, { changeId: ID, opinion: '请补充' }],
  ['approve', approveSchema, { changeId: ID, opinion: '同意', expiresOn: '2027-11-22' }],
];

describe('what a form of a list is told', () => {
  it.each(FORMS)('%s takes what is right', (_name, schema, form) => {
    expect(schema.safeParse(form).success).toBe(true);
  });

  it.each(FORMS)('%s says what is missing or wrong in words of its own', (_name, schema, form) => {
    const messages = Object.keys(form).flatMap((field) =>
      [undefined, '', 'x', '不是', '2026-02-30', 'a+b', 'member+member', 'member+chair+secretary+vice-chair', 'x'.repeat(600), '\u0001'].flatMap((value) => {
        const parsed = schema.safeParse({ ...form, [field]: value });
        return parsed.success ? [] : parsed.error.issues.map((issue) => issue.message);
      }),
    );
    expect(messages.length).toBeGreaterThan(0);
    // The words of the checking library, which speak of types.
    expect(messages.filter((text) => /无效|期望|接收|输入|string|undefined|[A-Za-z]{4}/.test(text))).toEqual([]);
  });
});
