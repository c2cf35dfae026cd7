import { describe, expect, it } from 'vitest';
import { oneRule, severities, several, type ListFacts } from '@/tests/unit/one-rule';

const members = (n: number): ListFacts['people'] => several(n, { roles: ['member' as const] });
const officers: ListFacts['people'] = [
  { id: 'c', roles: ['chair'] }, { id: 'v', roles: ['vice-chair', 'member'] }, { id: 's', roles: ['secretary'] },
];

describe('body-size', () => {
  it.each([
    [20, []],
    [21, ['block']],
  ])('of %i members against a limit of twenty', (n, expected) => {
    expect(severities(oneRule('committee.body-size', { max: 20, counts: 'members' })({ people: members(n) }))).toEqual(expected);
  });

  it('of members counts chair and vice-chair, and no mere secretary', () => {
    const rule = oneRule('committee.body-size', { max: 2, counts: 'members' });
    expect(rule({ people: officers })).toEqual([]);
    expect(rule({ people: [...officers, ...members(1)] })[0]).toMatchObject({ actual: 3, limit: 2 });
  });

  it('of members counts a secretary who is a member too', () => {
    const rule = oneRule('committee.body-size', { max: 1, counts: 'members' });
    expect(rule({ people: several(2, { roles: ['secretary' as const, 'member' as const] }) })[0]).toMatchObject({ actual: 2 });
  });

  it('of ordinary members leaves out whoever holds another post', () => {
    const rule = oneRule('committee.body-size', { max: 20, counts: 'ordinary-members' });
    expect(rule({ people: [...officers, ...members(20)] })).toEqual([]);
    expect(rule({ people: [...officers, ...members(21)] })[0]).toMatchObject({ actual: 21, limit: 20 });
  });

  it('of everybody counts secretaries, and no honorary post', () => {
    const rule = oneRule('committee.body-size', { max: 5, counts: 'everybody' });
    expect(rule({ people: [...officers, ...members(2), { id: 'h', roles: ['honorary'] }] })).toEqual([]);
    expect(rule({ people: [...officers, ...members(3)] })[0]).toMatchObject({ actual: 6, limit: 5 });
    expect(rule({ people: [...officers, ...members(2), { id: 'h', roles: ['honorary', 'member'] }] })[0]).toMatchObject({ actual: 6 });
  });

  it('says how many have to go', () => {
    expect(oneRule('committee.body-size', { max: 20, counts: 'members' })({ people: members(23) })[0]!.message).toContain('3人');
  });

  it('exempts a list older than the regulation where the setting says so', () => {
    const rule = oneRule('committee.body-size', { max: 2, counts: 'members', force: 'in-principle', olderLists: 'note' });
    expect(severities(rule({ people: members(3), unchangedSince: '2025-12-31' }))).toEqual(['note']);
    expect(severities(rule({ people: members(3), unchangedSince: '2026-01-01' }))).toEqual(['warn']);
    expect(severities(rule({ people: members(3) }))).toEqual(['warn']);
  });
});
