import { describe, expect, it } from 'vitest';
import { oneRule, severities } from '@/tests/unit/one-rule';

const rule = oneRule('committee.heads-specialty', { post: 'chair', force: 'in-principle' });

describe('heads-specialty', () => {
  it.each([
    [true, []],
    [false, ['warn']],
    [undefined, []],
  ])('headsSpecialty %s of the chair', (headsSpecialty, expected) => {
    expect(severities(rule({ people: [{ id: 'c', roles: ['chair'], headsSpecialty }] }))).toEqual(expected);
  });

  it('asks nothing of other posts or in the middle of a term', () => {
    expect(rule({ people: [{ id: 'm', roles: ['member'], headsSpecialty: false }] })).toEqual([]);
    expect(rule({ people: [{ id: 'c', roles: ['chair'], headsSpecialty: false, servingTerm: true }] })).toEqual([]);
  });
});
