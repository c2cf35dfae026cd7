import { describe, expect, it } from 'vitest';
import { answerSchema, objectionSchema } from './schema';

const good = { key: '0198d3c2-0000-7000-8000-000000000001', kind: 'person', name: '张三', contact: '13800000000', matter: 'host', facts: '十'.repeat(20) };
const faults = (over: object) => {
  const parsed = objectionSchema.safeParse({ ...good, ...over });
  return parsed.success ? [] : parsed.error.issues.map((i) => i.path.join('.'));
};

describe('an objection', () => {
  it('is whole with name, telephone, matter and twenty characters of facts', () => expect(faults({})).toEqual([]));

  it.each([
    ['nineteen characters of facts', { facts: '十'.repeat(19) }, 'facts'],
    ['white space for facts', { facts: ' '.repeat(40) }, 'facts'],
    ['too much', { facts: '十'.repeat(3001) }, 'facts'],
    ['no name', { name: ' ' }, 'name'],
    ['no telephone', { contact: '' }, 'contact'],
    ['words for a telephone', { contact: '请勿打扰我' }, 'contact'],
    ['too few digits', { contact: '123456' }, 'contact'],
    ['an unknown matter', { matter: 'x' }, 'matter'],
    ['neither person nor institution', { kind: '' }, 'kind'],
    ['no key', { key: '' }, 'key'],
    ['what a robot fills in', { website: 'x' }, 'website'],
  ])('is not taken with %s', (_what, over, path) => expect([...new Set(faults(over))]).toEqual([path]));

  it.each(['13800000000', '138 0000 0000', '+86 138-0000-0000', '023-12345678', '（023）1234567'])('takes the telephone %s', (contact) => expect(faults({ contact })).toEqual([]));
});

describe('an answer', () => {
  it('says whether the objection holds, and why', () => {
    const base = { objectionId: good.key, upheld: 'false', answer: '经核查不属实，理由如下。' };
    expect(answerSchema.parse(base).upheld).toBe(false);
    expect(answerSchema.safeParse({ ...base, answer: '不属实' }).success).toBe(false);
    expect(answerSchema.safeParse({ ...base, upheld: '' }).success).toBe(false);
  });
});
