import { describe, expect, it } from 'vitest';
import { oneRule, severities } from '@/tests/unit/one-rule';

const rule = oneRule('committee.employer-consent');

describe('employer-consent', () => {
  it.each([
    [true, []],
    [false, ['block']],
    [undefined, []],
  ])('consent %s of a member', (employerConsent, expected) => {
    expect(severities(rule({ people: [{ id: 'm', roles: ['member'], employerConsent }] }))).toEqual(expected);
  });

  it('is asked of chair and vice-chair as members, not of a mere secretary', () => {
    expect(rule({ people: [
      { id: 'c', roles: ['chair'], employerConsent: false },
      { id: 'v', roles: ['vice-chair'], employerConsent: false },
      { id: 's', roles: ['secretary'], employerConsent: false },
    ] })).toMatchObject([{ actual: 2, subjects: ['c', 'v'] }]);
  });

  it('is not asked again in the middle of a term', () => {
    expect(rule({ people: [{ id: 'm', roles: ['member'], employerConsent: false, servingTerm: true }] })).toEqual([]);
  });
});
