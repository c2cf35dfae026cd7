import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { issueWords } from './issue-words';

const before = z.config().localeError;
beforeAll(() => void z.config({ localeError: issueWords }));
afterAll(() => void z.config({ localeError: before }));

const say = (schema: z.ZodType, value: unknown): string => {
  const parsed = schema.safeParse(value);
  return parsed.success ? '' : parsed.error.issues[0]!.message;
};

describe('issueWords', () => {
  it.each<[string, z.ZodType, unknown, string]>([
    ['a missing text', z.string(), undefined, '缺少，应为文字'],
    ['a number for a text', z.string(), 7, '应为文字，实为7'],
    ['a text for a number', z.number(), '7', '应为数字，实为“7”'],
    ['a fraction for a whole number', z.int(), 1.5, '应为整数，实为1.5'],
    ['a number without end', z.number(), Infinity, '应为数字，实为不是有限的数'],
    ['a word for yes or no', z.boolean(), 'yes', '应为 true 或 false，实为“yes”'],
    ['a list for an object', z.object({}), [], '应为对象，实为列表'],
    ['an object for a list', z.array(z.string()), {}, '应为列表，实为对象'],
    ['nothing for an object', z.object({}), null, '应为对象，实为空值'],
    ['a missing object', z.record(z.string(), z.number()), undefined, '缺少，应为对象'],
    ['an unknown value', z.enum(['a', 'b']), 'c', '应为 a、b 之一，实为“c”'],
    ['the wrong constant', z.literal('a'), 1, '应为 a，实为1'],
    ['an empty text', z.string().min(1), '', '不得为空，实为“”'],
    ['a text too short', z.string().min(3), 'ab', '应至少 3 个字符，实为“ab”'],
    ['a text too long', z.string().max(2), 'abc', '应至多 2 个字符，实为“abc”'],
    ['an empty list', z.array(z.string()).min(1), [], '不得为空，实为列表'],
    ['a list too short', z.array(z.string()).min(2), ['a'], '应至少 2 项，实为列表'],
    ['a list too long', z.array(z.string()).max(1), ['a', 'b'], '应至多 1 项，实为列表'],
    ['a number too small', z.number().min(0), -1, '应不小于 0，实为-1'],
    ['a number too big', z.number().max(100), 101, '应不大于 100，实为101'],
    ['a number not above', z.number().positive(), 0, '应大于 0，实为0'],
    ['a number not below', z.number().lt(5), 5, '应小于 5，实为5'],
    ['another form', z.string().regex(/^a$/), 'b', '格式不符，实为“b”'],
    ['none of several forms', z.union([z.string(), z.number()]), true, '不是任何一种允许的写法，实为true'],
    ['an unknown key', z.strictObject({}), { x: 1, y: 2 }, '不认识的字段 x、y'],
    ['a name of the wrong form', z.record(z.string().regex(/^\d$/), z.number()), { x: 1 }, '名称不符合要求'],
    ['words of the schema itself', z.string().regex(/^a$/, '应为 a'), 'b', '应为 a'],
  ])('%s', (_what, schema, value, words) => {
    expect(say(schema, value).startsWith(words), say(schema, value)).toBe(true);
    expect(say(schema, value)).not.toMatch(/object|undefined|string|array|\[/i);
  });

  it('shows a long value cut off', () => {
    expect(say(z.number(), 'x'.repeat(1000))).toBe(`应为数字，实为“${'x'.repeat(39)}…`);
  });
});
