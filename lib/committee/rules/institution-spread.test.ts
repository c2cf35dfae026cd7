import { describe, expect, it } from 'vitest';
import { oneRule, severities, type ListFacts } from '@/tests/unit/one-rule';

const list = (...institutions: (string | undefined)[]): ListFacts => ({ people: institutions.map((institution, i) => ({ id: `m${i}`, roles: ['member'], institution })) });

describe('institution-spread', () => {
  const rule = oneRule('committee.institution-spread', { min: 2 });

  it('questions a list from one institution, however binding the text, since enough is a judgement', () => {
    expect(rule(list('A', 'A', 'A'))).toMatchObject([{ severity: 'warn', actual: 1, limit: 2 }]);
    expect(rule(list('A', 'A', 'B'))).toEqual([]);
  });

  it('only tells where the setting is advisory', () => {
    expect(severities(oneRule('committee.institution-spread', { min: 2, force: 'advisory' })(list('A', 'A')))).toEqual(['note']);
  });

  it('says nothing while an institution is unknown, or of fewer people than institutions wanted', () => {
    expect(rule(list('A', undefined))).toEqual([]);
    expect(oneRule('committee.institution-spread', { min: 3 })(list('A', 'B', 'B', undefined))).toEqual([]);
    expect(severities(oneRule('committee.institution-spread', { min: 3 })(list('A', 'B', 'B')))).toEqual(['warn']);
    expect(rule(list('A'))).toEqual([]);
    expect(rule({ people: [] })).toEqual([]);
  });

  it('does not count where a mere secretary comes from', () => {
    expect(severities(rule({ people: [...list('A', 'A').people, { id: 's', roles: ['secretary'], institution: 'B' }] }))).toEqual(['warn']);
  });
});
