import { describe, expect, it } from 'vitest';
import { profileOf } from '@/tests/unit/one-rule';
import { localDate } from './kernel/local-date';
import { answerRequest, compile, evaluate, type Rulebook } from './rulebook';

const instrument = {
  title: '试验办法', number: '试〔2026〕1号', issuer: '试验市卫生健康委员会', issuedOn: null, effectiveFrom: '2026-01-01', effectiveTo: '2027-12-31', article: '9',
};
const book = compile(profileOf({ instrument }));
const facts = { results: [{ year: 2026, grade: 'good' }] };
const request = { id: 'r', profile: 'testland-2026', on: '2026-06-15', question: 'cycle', facts };
const find = (id: string): Rulebook | null => (id === 'testland-2026' ? book : null);

describe('evaluate', () => {
  it.each([
    ['2025-12-31', false],
    ['2026-01-01', true],
    ['2027-12-31', true],
    ['2028-01-01', false],
  ])('on %s, with a profile in force from 2026 to 2027: answered %s', (on, answered) => {
    const result = evaluate(book, 'cycle', facts, localDate(on));
    expect(result.ok).toBe(answered);
    if (!result.ok) expect(result.faults.map((f) => f.path)).toEqual(['on']);
  });

  it('refuses facts with the path of each fault', () => {
    const result = evaluate(book, 'committee', { people: [{ id: 'a', roles: ['boss'] }, { roles: ['member'] }] }, localDate('2026-06-15'));
    expect(!result.ok && result.faults.map((f) => f.path)).toEqual(['facts.people.0.roles.0', 'facts.people.1.id']);
  });
});

describe('answerRequest', () => {
  it('repeats the request before the answer', () => {
    const answered = answerRequest(request, find);
    expect(answered.ok && Object.entries(answered.result).slice(0, 4)).toEqual([['id', 'r'], ['profile', 'testland-2026'], ['question', 'cycle'], ['on', '2026-06-15']]);
  });

  it.each<[string, unknown, unknown, string[]]>([
    ['null', null, null, ['']],
    ['a text', 'x', null, ['']],
    ['a list', [], null, ['']],
    ['an unknown profile', { ...request, profile: 'x' }, 'r', ['profile']],
    ['an unknown question', { ...request, question: 'x' }, 'r', ['question']],
    ['an unknown key', { ...request, more: 1 }, 'r', ['more']],
    ['two unknown keys', { ...request, more: 1, less: 2 }, 'r', ['more', 'less']],
    ['an unknown key of a fact', { ...request, facts: { ...facts, atEnd: true } }, 'r', ['facts.atEnd']],
    ['no id', { ...request, id: undefined }, undefined, ['id']],
    ['several faults', { ...request, on: '2026-02-30', facts: 1 }, 'r', ['on', 'facts']],
    ['facts at fault', { ...request, facts: { results: [] } }, 'r', ['facts.results']],
  ])('refuses %s with the id, if there is one', (_what, input, id, paths) => {
    const answered = answerRequest(input, find);
    expect(!answered.ok && [answered.id, answered.faults.map((f) => f.path)]).toEqual([id, paths]);
  });
});
