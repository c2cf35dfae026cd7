import { describe, expect, it } from 'vitest';
import { oneRule, severities, type ListFacts } from '@/tests/unit/one-rule';

const rule = oneRule('committee.age-limit', { post: 'chair', max: 65 });
const chair = (born?: string, more: object = {}): ListFacts => ({ people: [{ id: 'c', roles: ['chair'], born, ...more }] });

describe('age-limit', () => {
  it.each([
    ['1961-06-16', 'the day before the 65th birthday', []],
    ['1961-06-15', 'on the 65th birthday', []],
    ['1961-06-14', 'the day after the 65th birthday', ['warn']],
    ['1960-06-16', 'the day before the 66th birthday', ['warn']],
    ['1960-06-15', 'on the 66th birthday', ['block']],
    ['1930-01-01', 'far beyond', ['block']],
  ])('born %s, appointed %s', (born, _when, expected) => {
    expect(severities(rule(chair(born)))).toEqual(expected);
  });

  it('gives completed years and the limit', () => {
    expect(rule(chair('1960-06-15'))[0]).toMatchObject({ actual: 66, limit: 65, subjects: ['c'] });
    expect(rule(chair('1960-06-16'))[0]).toMatchObject({ actual: 65, limit: 65, message: expect.stringContaining('已过65岁生日、未满66岁') as unknown });
  });

  it('lets a birthday on a leap day fall on the last of February', () => {
    expect(severities(rule(chair('1960-02-29'), '2026-02-27'))).toEqual(['warn']);
    expect(severities(rule(chair('1960-02-29'), '2026-02-28'))).toEqual(['block']);
  });

  it('only reminds in the middle of a term, and only of who is past the limit', () => {
    expect(severities(rule(chair('1958-01-01', { servingTerm: true })))).toEqual(['note']);
    expect(rule(chair('1961-06-14', { servingTerm: true }))).toEqual([]);
    expect(severities(rule({ ...chair('1958-01-01'), unchangedSince: '2026-03-01' }))).toEqual(['note']);
  });

  it('tests the post it names only, and nobody of unknown birth', () => {
    expect(rule({ people: [{ id: 'v', roles: ['vice-chair'], born: '1930-01-01' }] })).toEqual([]);
    expect(rule(chair())).toEqual([]);
  });
});
