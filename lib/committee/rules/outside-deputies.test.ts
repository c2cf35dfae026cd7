import { describe, expect, it } from 'vitest';
import { oneRule, severities, several } from '@/tests/unit/one-rule';

const list = (host: number, outside: number) => ({
  host: 'H',
  people: [
    ...several(host, { roles: ['vice-chair' as const], institution: 'H' }, 'h'),
    ...several(outside, { roles: ['vice-chair' as const], institution: 'E' }, 'e'),
  ],
});

describe('outside-deputies', () => {
  const three = oneRule('committee.outside-deputies', { min: 3, whenNone: 'ok' });

  it.each([
    [1, 3, []],
    [0, 3, []],
    [1, 2, ['block']],
    [2, 0, ['block']],
    [0, 2, ['warn']],
    [0, 1, ['warn']],
    [0, 0, []],
  ])('%i deputies of the host beside %i from outside, three wanted', (host, outside, expected) => {
    expect(severities(three(list(host, outside)))).toEqual(expected);
  });

  it('blocks a sole deputy of the host where one from outside is wanted', () => {
    const one = oneRule('committee.outside-deputies', { min: 1, whenNone: 'warn' });
    expect(one(list(1, 0))[0]).toMatchObject({ severity: 'block', actual: 0, limit: 1, subjects: ['h1'] });
    expect(one(list(1, 1))).toEqual([]);
  });

  it('questions a list without deputies only where the text expects one', () => {
    expect(severities(oneRule('committee.outside-deputies', { min: 1, whenNone: 'warn' })(list(0, 0)))).toEqual(['warn']);
    expect(oneRule('committee.outside-deputies', { min: 1, whenNone: 'ok' })(list(0, 0))).toEqual([]);
  });

  it('takes a deputy of unknown institution for an outsider', () => {
    const one = oneRule('committee.outside-deputies', { min: 1, whenNone: 'warn' });
    expect(one({ host: 'H', people: [{ id: 'v', roles: ['vice-chair'] }] })).toEqual([]);
  });
});
