import { describe, expect, it } from 'vitest';
import { oneRule, severities, type ListFacts } from '@/tests/unit/one-rule';

const rule = oneRule('committee.practice-years', { years: 2, force: 'in-principle' });
const member = (practisesHereSince?: string, more: object = {}): ListFacts => ({ people: [{ id: 'm', roles: ['member'], practisesHereSince, ...more }] });

describe('practice-years', () => {
  it.each([
    ['2024-06-15', []],
    ['2024-06-16', ['warn']],
    [undefined, []],
  ])('practising here since %s, two full years wanted on 15 June 2026', (since, expected) => {
    expect(severities(rule(member(since)))).toEqual(expected);
  });

  it('counts from a leap day to the last of February', () => {
    expect(rule(member('2024-02-29'), '2026-02-28')).toEqual([]);
    expect(severities(rule(member('2024-02-29'), '2026-02-27'))).toEqual(['warn']);
  });

  it('only notes members of a newly opened institution', () => {
    expect(severities(rule(member('2026-01-01', { institutionIsNew: true })))).toEqual(['note']);
  });

  it('exempts experts of the level above and running terms', () => {
    expect(rule(member('2026-01-01', { parentLevelExpert: true }))).toEqual([]);
    expect(rule(member('2026-01-01', { servingTerm: true }))).toEqual([]);
  });

  it('is not asked of a mere secretary', () => {
    expect(rule({ people: [{ id: 's', roles: ['secretary'], practisesHereSince: '2026-01-01' }] })).toEqual([]);
  });
});
