import { describe, expect, it } from 'vitest';
import { oneRule, severities, several } from '@/tests/unit/one-rule';

const member = { roles: ['member' as const] };

describe('post-count', () => {
  const range = oneRule('committee.post-count', { post: 'vice-chair', min: 2, max: 3 });
  const deputies = (n: number) => ({ people: several(n, { roles: ['vice-chair' as const] }) });

  it.each([
    [1, ['block']],
    [2, []],
    [3, []],
    [4, ['block']],
  ])('%i holders of a post that takes two to three', (n, expected) => {
    expect(severities(range(deputies(n)))).toEqual(expected);
  });

  it('names the holders when there are too many, with actual number and limit', () => {
    expect(range(deputies(4))[0]).toMatchObject({ actual: 4, limit: 3, subjects: ['m1', 'm2', 'm3', 'm4'], article: '3(1)' });
  });

  it('gives the lower limit when there are too few', () => {
    expect(range(deputies(1))[0]).toMatchObject({ actual: 1, limit: 2 });
  });

  it('calls a post that nobody holds vacant', () => {
    const [finding] = oneRule('committee.post-count', { post: 'chair', min: 1, max: 1 })({ people: [{ id: 'a', ...member }] });
    expect(finding).toMatchObject({ severity: 'block', actual: 0, limit: 1 });
    expect(finding!.message).toContain('空缺');
  });

  it('needs no holder where only a maximum is set', () => {
    expect(oneRule('committee.post-count', { post: 'secretary', max: 2 })({ people: [] })).toEqual([]);
  });

  it('warns of a post that in principle should not exist', () => {
    const none = oneRule('committee.post-count', { post: 'honorary', max: 0, force: 'in-principle' });
    expect(severities(none({ people: [{ id: 'a', roles: ['honorary'] }] }))).toEqual(['warn']);
    expect(none({ people: [{ id: 'a', ...member }] })).toEqual([]);
  });

  it('counts a person under each post of his', () => {
    const one = oneRule('committee.post-count', { post: 'chair', min: 1, max: 1 });
    expect(one({ people: [{ id: 'a', roles: ['chair', 'member'] }] })).toEqual([]);
    // One post named twice is a slip of the list, not of the committee.
    expect(() => one({ people: [{ id: 'a', roles: ['chair', 'chair'] }] })).toThrow('职务 chair 重复');
  });
});
