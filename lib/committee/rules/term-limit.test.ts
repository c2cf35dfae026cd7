import { describe, expect, it } from 'vitest';
import { oneRule, severities, type ListFacts } from '@/tests/unit/one-rule';

type Terms = { full?: number; partial?: number; consecutive?: number };
const chair = (terms?: Terms, more: object = {}): ListFacts => ({ people: [{ id: 'c', roles: ['chair'], terms, ...more }] });

describe('term-limit', () => {
  const cumulative = oneRule('committee.term-limit', { posts: ['chair'], max: 2, counts: 'cumulative' });
  const consecutive = oneRule('committee.term-limit', { posts: ['chair', 'secretary'], max: 2, counts: 'consecutive', force: 'in-principle' });

  it.each<[Terms, string[]]>([
    [{}, []],
    [{ full: 1 }, []],
    [{ full: 2 }, ['block']],
    [{ full: 2, consecutive: 0 }, ['block']],
    [{ full: 1, partial: 1 }, ['warn']],
    [{ partial: 1 }, []],
    [{ partial: 2 }, ['warn']],
    [{ full: 2, partial: 1 }, ['block']],
  ])('counts all terms ever served: %j', (terms, expected) => {
    expect(severities(cumulative(chair(terms)))).toEqual(expected);
  });

  it.each<[Terms, string[]]>([
    [{ full: 5, consecutive: 0 }, []],
    [{ full: 5, consecutive: 1 }, []],
    [{ full: 2, consecutive: 2 }, ['warn']],
    [{ partial: 1 }, []],
    [{ consecutive: 1, partial: 1 }, ['warn']],
  ])('counts only terms directly before this one: %j', (terms, expected) => {
    expect(severities(consecutive(chair(terms)))).toEqual(expected);
  });

  it('tests the posts it names', () => {
    expect(cumulative({ people: [{ id: 'm', roles: ['member'], terms: { full: 9 } }] })).toEqual([]);
    expect(severities(consecutive({ people: [{ id: 's', roles: ['secretary', 'member'], terms: { consecutive: 2 } }] }))).toEqual(['warn']);
  });

  it('leaves a person in the middle of a term alone', () => {
    expect(cumulative(chair({ full: 2 }, { servingTerm: true }))).toEqual([]);
  });

  it('names who would exceed the limit', () => {
    expect(cumulative(chair({ full: 2 }))[0]).toMatchObject({ actual: 3, limit: 2, subjects: ['c'], message: expect.stringContaining('主任委员1人已累计任满2届') as unknown });
    expect(cumulative(chair({ full: 1, partial: 1 }))[0]).toMatchObject({ actual: 3, limit: 2, subjects: ['c'] });
    expect(consecutive(chair({ consecutive: 2 }))[0]!.message).toContain('成员1人已连续任满2届');
  });
});
