import { describe, expect, it } from 'vitest';
import { oneRule, profileOf, setting, severities, type ListFacts } from '@/tests/unit/one-rule';
import { compile, explain } from '@/lib/rulebook';
import { localDate } from '@/lib/kernel/local-date';

const PARAMS = {
  posts: ['member'], from: 'inspection-group', force: 'in-principle',
  except: [{ atLeast: 'senior', newInstitution: true }, { atLeast: 'senior', privateInstitution: true, headsSpecialty: true }, { parentLevelExpert: true, article: '10' }],
};
const rule = oneRule('committee.drawn-from', PARAMS);
const member = (more: object = {}): ListFacts => ({ people: [{ id: 'm', roles: ['member'], serves: [], title: 'deputy-senior', headsSpecialty: false, ...more }] });

describe('drawn-from', () => {
  it.each<[string, object, string[]]>([
    ['who sits in the body', { serves: ['inspection-group'] }, []],
    ['who sits nowhere', {}, ['warn']],
    ['who sits elsewhere', { serves: ['expert-group'] }, ['warn']],
    ['of whom nothing is known', { serves: undefined }, []],
    ['a senior of a new institution', { title: 'senior', institutionIsNew: true }, []],
    ['a deputy senior of a new institution', { institutionIsNew: true }, ['warn']],
    ['a senior of an old institution', { title: 'senior' }, ['warn']],
    ['a senior head of a private institution', { title: 'senior', institutionIsPrivate: true, headsSpecialty: true }, []],
    ['a senior of a private institution who heads nothing', { title: 'senior', institutionIsPrivate: true }, ['warn']],
    ['a deputy senior head of a private institution', { institutionIsPrivate: true, headsSpecialty: true }, ['warn']],
    ['a senior head of a public institution', { title: 'senior', headsSpecialty: true }, ['warn']],
    ['an expert of the level above', { parentLevelExpert: true }, []],
    ['who has sat there for a while', { servingTerm: true }, []],
  ])('takes %s: %j', (_who, more, expected) => {
    expect(severities(rule(member(more)))).toEqual(expected);
  });

  it('names whom it means, and asks nobody in another post', () => {
    expect(rule(member()).flatMap((f) => f.subjects ?? [])).toEqual(['m']);
    expect(rule({ people: [{ id: 's', roles: ['secretary'], serves: [] }] })).toEqual([]);
  });

  it('says what it asks for, and what it saw of one person', () => {
    const profile = profileOf({ rules: [setting('committee.drawn-from', PARAMS)] });
    expect(explain(profile).find((line) => line.label === '一条规则')!.value).toBe('优先从督查组中产生；新开办机构的正高、社会办机构的正高学科负责人、上级质控中心的专家除外');
    const { committee } = compile(profile);
    const seen = (facts: ListFacts) => {
      const parsed = committee.parse(facts, localDate('2026-06-15'));
      return parsed.ok && committee.review(parsed.value)[0]!.measure;
    };
    expect(seen(member())).toEqual({ actual: '0/1人', limit: '优先从督查组中产生', seen: '不是本专业督查组成员' });
    expect(seen(member({ serves: ['inspection-group'] }))).toMatchObject({ actual: '1/1人', seen: '现为本专业督查组成员' });
    expect(seen(member({ serves: undefined }))).toMatchObject({ seen: '没有登记' });
    expect(seen(member({ parentLevelExpert: true }))).toMatchObject({ seen: '上级质控中心的专家，可直接纳入' });
    expect(seen({ people: [] })).toMatchObject({ notApplicable: true });
    expect(seen({ people: [{ id: 'a', roles: ['member'], serves: [] }, { id: 'b', roles: ['member'] }] })).toEqual({ actual: '1/2人', limit: '优先从督查组中产生' });
  });
});
