import { describe, expect, it } from 'vitest';
import type { Title } from '@/lib/glossary';
import { oneRule, severities } from '@/tests/unit/one-rule';

const chair = (title?: Title, titleSince?: string, more: object = {}) => ({ people: [{ id: 'c', roles: ['chair' as const], title, titleSince, ...more }] });

describe('title', () => {
  const chairTitle = oneRule('committee.title', { posts: ['chair'], atLeast: 'deputy-senior' });

  it.each<[Title, string[]]>([
    ['senior', []],
    ['deputy-senior', []],
    ['intermediate', ['block']],
    ['junior', ['block']],
    ['none', ['block']],
  ])('%s against at least deputy senior', (title, expected) => {
    expect(severities(chairTitle(chair(title)))).toEqual(expected);
  });

  it('takes a title that is not given as sufficient', () => {
    expect(chairTitle(chair())).toEqual([]);
  });

  it('tests the posts it names and no others', () => {
    expect(chairTitle({ people: [{ id: 'm', roles: ['member'], title: 'none' }] })).toEqual([]);
    const all = oneRule('committee.title', { posts: ['chair', 'member'], atLeast: 'deputy-senior', force: 'in-principle' });
    expect(all({ people: [
      { id: 'a', roles: ['chair', 'member'], title: 'none' },
      { id: 'b', roles: ['member'], title: 'senior' },
      { id: 'c', roles: ['member', 'secretary'], title: 'none' },
      { id: 's', roles: ['secretary'], title: 'none' },
    ] })).toMatchObject([{ severity: 'warn', actual: 2, subjects: ['a', 'c'] }]);
  });

  it('speaks of the post where there is one, of the members where there are several', () => {
    expect(chairTitle(chair('none'))[0]!.message).toContain('主任委员应为副高及以上');
    expect(oneRule('committee.title', { posts: ['chair', 'member'], atLeast: 'senior' })(chair('none'))[0]!.message).toContain('成员应为正高及以上');
  });

  it('leaves a person in the middle of a term and a standing list alone', () => {
    expect(chairTitle(chair('none', undefined, { servingTerm: true }))).toEqual([]);
    expect(chairTitle({ ...chair('none'), unchangedSince: '2026-02-01' })).toEqual([]);
  });

  describe('held for five years', () => {
    const held = oneRule('committee.title', { posts: ['chair'], atLeast: 'deputy-senior', heldYears: 5 });

    it.each([
      ['2021-06-15', []],
      ['2021-06-16', ['block']],
    ])('since %s on 15 June 2026', (since, expected) => {
      expect(severities(held(chair('deputy-senior', since)))).toEqual(expected);
    });

    it('counts from a leap day to the last of February', () => {
      expect(held(chair('deputy-senior', '2024-02-29'), '2029-02-28')).toEqual([]);
      expect(severities(held(chair('deputy-senior', '2024-02-29'), '2029-02-27'))).toEqual(['block']);
    });

    it('asks to verify where a higher title is recent, since the lower one may have been held long', () => {
      expect(severities(held(chair('senior', '2024-01-01')))).toEqual(['warn']);
      expect(held(chair('senior', '2021-06-15'))).toEqual([]);
    });

    it('reports a low title once, not also its age', () => {
      expect(severities(held(chair('intermediate', '2026-01-01')))).toEqual(['block']);
    });

    it('takes an unknown date or an unknown title as sufficient', () => {
      expect(held(chair('deputy-senior'))).toEqual([]);
      expect(held(chair(undefined, '2026-01-01'))).toEqual([]);
    });
  });

  it('skips those for whom another setting speaks', () => {
    const experts = oneRule('committee.title', { posts: ['member'], exceptPosts: ['secretary'], atLeast: 'deputy-senior' });
    expect(experts({ people: [{ id: 'a', roles: ['member', 'secretary'], title: 'none' }] })).toEqual([]);
    expect(severities(experts({ people: [{ id: 'a', roles: ['member'], title: 'none' }] }))).toEqual(['block']);
  });

  it('exempts experts of the level above only where the setting does', () => {
    const list = { people: [{ id: 'a', roles: ['member' as const], title: 'none' as const, parentLevelExpert: true }] };
    expect(oneRule('committee.title', { posts: ['member'], exceptParentLevelExperts: true, atLeast: 'deputy-senior' })(list)).toEqual([]);
    expect(severities(oneRule('committee.title', { posts: ['member'], atLeast: 'deputy-senior' })(list))).toEqual(['block']);
  });

  it("goes by the member's own class, otherwise by the centre's", () => {
    const clinical = oneRule('committee.title', { posts: ['member'], atLeast: 'deputy-senior', classes: ['clinical', 'technical'] });
    const member = { id: 'a', roles: ['member' as const], title: 'none' as const };
    expect(severities(clinical({ class: 'clinical', people: [member] }))).toEqual(['block']);
    expect(clinical({ class: 'management', people: [member] })).toEqual([]);
    expect(clinical({ class: 'clinical', people: [{ ...member, class: 'management' }] })).toEqual([]);
    expect(severities(clinical({ class: 'management', people: [{ ...member, class: 'technical' }] }))).toEqual(['block']);
  });
});
