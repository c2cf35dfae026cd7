import { describe, expect, it } from 'vitest';
import { oneRule, severities } from '@/tests/unit/one-rule';

const rule = oneRule('committee.from-host', { post: 'secretary' });

describe('from-host', () => {
  it.each([
    ['H', []],
    ['E', ['block']],
    [undefined, []],
  ])('a secretary of %s where the host is H', (institution, expected) => {
    expect(severities(rule({ host: 'H', people: [{ id: 's', roles: ['secretary'], institution }] }))).toEqual(expected);
  });

  it('names every outsider in one finding', () => {
    expect(rule({ host: 'H', people: [
      { id: 's1', roles: ['secretary'], institution: 'E1' },
      { id: 's2', roles: ['secretary'], institution: 'H' },
      { id: 's3', roles: ['secretary'], institution: 'E2' },
    ] })).toMatchObject([{ actual: 2, subjects: ['s1', 's3'] }]);
  });

  it('says nothing without a host, nor of other posts', () => {
    expect(rule({ people: [{ id: 's', roles: ['secretary'], institution: 'E' }] })).toEqual([]);
    expect(rule({ host: 'H', people: [{ id: 'm', roles: ['member'], institution: 'E' }] })).toEqual([]);
  });
});
