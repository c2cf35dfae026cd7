import { describe, expect, it } from 'vitest';
import type { Employment } from '@/lib/glossary';
import { oneRule, severities, type ListFacts } from '@/tests/unit/one-rule';

const chair = (employment?: Employment, more: object = {}): ListFacts => ({ people: [{ id: 'c', roles: ['chair'], employment, ...more }] });

describe('employment', () => {
  it.each<[Employment, string[], string[]]>([
    ['in-service', [], []],
    ['rehired', ['block'], []],
    ['retired', ['block'], ['block']],
  ])('%s, where in service only and where rehired too is allowed', (employment, strict, wide) => {
    expect(severities(oneRule('committee.employment', { posts: ['chair'], allowed: ['in-service'] })(chair(employment)))).toEqual(strict);
    expect(severities(oneRule('committee.employment', { posts: ['chair'], allowed: ['in-service', 'rehired'] })(chair(employment)))).toEqual(wide);
  });

  it('is questioned only where the text says in principle', () => {
    expect(severities(oneRule('committee.employment', { posts: ['chair'], allowed: ['in-service'], force: 'in-principle' })(chair('retired')))).toEqual(['warn']);
  });

  it('speaks of the post where there is one, of the members where there are several', () => {
    expect(oneRule('committee.employment', { posts: ['chair'], allowed: ['in-service'] })(chair('retired'))[0]!.message).toContain('主任委员应为在职人员');
    expect(oneRule('committee.employment', { posts: ['chair', 'member'], allowed: ['in-service'] })(chair('retired'))[0]!.message).toContain('成员应为在职人员');
  });

  it('takes what is not given as sufficient, and leaves running terms alone', () => {
    const rule = oneRule('committee.employment', { posts: ['chair'], allowed: ['in-service'] });
    expect(rule(chair())).toEqual([]);
    expect(rule(chair('retired', { servingTerm: true }))).toEqual([]);
  });

  it('tests every post it names, once a person', () => {
    const rule = oneRule('committee.employment', { posts: ['chair', 'member'], allowed: ['in-service'] });
    expect(rule({ people: [
      { id: 'a', roles: ['chair', 'member'], employment: 'retired' },
      { id: 'b', roles: ['member', 'secretary'], employment: 'rehired' },
      { id: 's', roles: ['secretary'], employment: 'retired' },
    ] })).toMatchObject([{ actual: 2, subjects: ['a', 'b'] }]);
  });
});
