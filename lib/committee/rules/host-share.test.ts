import { describe, expect, it } from 'vitest';
import { oneRule, severities, several, type ListFacts } from '@/tests/unit/one-rule';

const rule = oneRule('committee.host-share', { max: 5 });
const chair: ListFacts['people'] = [{ id: 'c', roles: ['chair'], institution: 'H' }];
const fromHost = (n: number) => several(n, { roles: ['member' as const], institution: 'H' });

describe('host-share', () => {
  it.each([
    [4, []],
    [5, ['block']],
  ])('counts the chair beside %i members of the host', (n, expected) => {
    expect(severities(rule({ host: 'H', people: [...chair, ...fromHost(n)] }))).toEqual(expected);
  });

  it('counts vice-chairs of the host', () => {
    expect(rule({ host: 'H', people: [...chair, { id: 'v', roles: ['vice-chair'], institution: 'H' }, ...fromHost(4)] })[0]).toMatchObject({ actual: 6 });
  });

  it('leaves out a mere secretary of the host, and counts one who is a member', () => {
    expect(rule({ host: 'H', people: [...chair, ...fromHost(4), { id: 's', roles: ['secretary'], institution: 'H' }] })).toEqual([]);
    expect(rule({ host: 'H', people: [...chair, ...fromHost(4), { id: 's', roles: ['secretary', 'member'], institution: 'H' }] })[0]).toMatchObject({ actual: 6, limit: 5 });
  });

  it('counts nobody while the host or an institution is unknown', () => {
    expect(rule({ people: [...chair, ...fromHost(9)] })).toEqual([]);
    expect(rule({ host: 'H', people: several(9, { roles: ['member' as const] }) })).toEqual([]);
  });

  it('names the members of the host only', () => {
    const [finding] = rule({ host: 'H', people: [...chair, ...fromHost(5), { id: 'x', roles: ['member'], institution: 'E' }] });
    expect(finding!.subjects).toEqual(['c', 'm1', 'm2', 'm3', 'm4', 'm5']);
  });

  it('is no worse than a warning for a list older than the regulation, where the setting says so', () => {
    const older = oneRule('committee.host-share', { max: 1, olderLists: 'warn' });
    expect(severities(older({ host: 'H', unchangedSince: '2025-06-01', people: fromHost(2) }))).toEqual(['warn']);
    expect(severities(older({ host: 'H', unchangedSince: '2026-06-01', people: fromHost(2) }))).toEqual(['block']);
  });
});
