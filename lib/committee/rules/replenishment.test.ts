import { describe, expect, it } from 'vitest';
import { oneRule, severities } from '@/tests/unit/one-rule';

const rule = oneRule('committee.replenishment', { force: 'in-principle' });

describe('replenishment', () => {
  it('questions a member who takes the place of one who left in mid-term', () => {
    expect(severities(rule({ people: [{ id: 'm', roles: ['member'], replenishes: 'x' }] }))).toEqual(['warn']);
    expect(rule({ people: [{ id: 'm', roles: ['member'] }] })).toEqual([]);
  });

  it('counts vice-chairs, and neither the chair nor a mere secretary', () => {
    expect(rule({ people: [
      { id: 'c', roles: ['chair'], replenishes: 'x' },
      { id: 's', roles: ['secretary'], replenishes: 'y' },
      { id: 'v', roles: ['vice-chair'], replenishes: 'z' },
    ] })).toMatchObject([{ actual: 1, subjects: ['v'] }]);
  });

  it('is history once the member is in the middle of a term', () => {
    expect(rule({ people: [{ id: 'm', roles: ['member'], replenishes: 'x', servingTerm: true }] })).toEqual([]);
  });
});
