import { describe, expect, it } from 'vitest';
import { localDate } from '@/lib/kernel/local-date';
import { compile, explain } from '@/lib/rulebook';
import { oneRule, profileDocument, profileOf, setting, several, type ListFacts } from '@/tests/unit/one-rule';

// What the rules of a list say: what a setting asks for, what a breach says with its numbers, and what a kept rule has seen.

const words = (kind: string, params: object, over: object = {}) =>
  explain(profileOf({ rules: [setting(kind, params as Record<string, unknown>)], ...over })).find((line) => line.label === '一条规则')!.value;
const said = (kind: string, params: object, facts: ListFacts, on = '2026-06-15') => oneRule(kind, params as Record<string, unknown>)(facts, on);
const seen = (kind: string, params: object, facts: ListFacts) => {
  const { committee } = compile(profileOf({ rules: [setting(kind, params as Record<string, unknown>)] }));
  const parsed = committee.parse(facts, localDate('2026-06-15'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  return committee.review(parsed.value)[0]!.measure;
};
const people = (n: number, more: object = {}): ListFacts['people'] => several(n, { roles: ['member' as const], ...more });
const VOCABULARY = { vocabulary: { ...(profileDocument().vocabulary as object), host: '承办单位' } };

describe('what a setting asks for', () => {
  it.each<[string, object, string]>([
    ['committee.post-count', { post: 'chair', min: 1, max: 1 }, '1人'], ['committee.post-count', { post: 'chair', max: 3 }, '至多3人'], ['committee.post-count', { post: 'chair', min: 2 }, '至少2人'],
    ['committee.post-count', { post: 'chair', min: 2, max: 3 }, '至少2人，至多3人'], ['committee.post-count', { post: 'honorary', max: 0 }, '0人'], ['committee.post-count', { post: 'chair', min: 0, max: 2 }, '至多2人'],
    ['committee.term-limit', { posts: ['chair'], max: 2, counts: 'consecutive' }, '连续不超过2届'], ['committee.term-limit', { posts: ['chair'], max: 3, counts: 'cumulative' }, '累计不超过3届'],
    ['committee.title', { posts: ['chair'], atLeast: 'deputy-senior' }, '副高及以上'], ['committee.title', { posts: ['chair'], atLeast: 'intermediate', heldYears: 3, classes: ['clinical', 'technical'], exceptParentLevelExperts: true }, '中级及以上满3年，限临床类、医技类；上级专家除外'],
    ['committee.outside-deputies', { min: 1, whenNone: 'warn' }, '至少1人；未设的须说明'], ['committee.outside-deputies', { min: 1, whenNone: 'ok' }, '至少1人'],
    ['committee.employment', { posts: ['chair'], allowed: ['in-service', 'rehired'] }, '应为在职或返聘'],
    ['committee.from-host', { post: 'chair' }, '应为承办单位人员'], ['committee.from-host', { post: 'chair', atAppointment: true }, '应为承办单位人员，任职时检验'],
    ['centre.class', { allowed: ['clinical', 'tcm'] }, '分为临床类、中医类'],
  ])('%s %j: %s', (kind, params, expected) => {
    expect(words(kind, params, VOCABULARY)).toBe(expected);
  });

  it('names the host by the common word where the text has none', () => {
    expect(words('committee.from-host', { post: 'chair' }, { vocabulary: { ...(profileDocument().vocabulary as object), host: null } })).toBe('应为挂靠单位人员');
  });
});

describe('what a breach says', () => {
  it.each<[string, string, object, ListFacts, string, string[] | undefined]>([
    ['too many', 'committee.post-count', { post: 'member', max: 2 }, { people: people(5) }, '多3人', ['m1', 'm2', 'm3', 'm4', 'm5']],
    ['too few', 'committee.post-count', { post: 'member', min: 3 }, { people: people(1) }, '委员1人，至少3人，缺2人', undefined],
    ['none', 'committee.post-count', { post: 'member', min: 3 }, { people: [] }, '委员空缺，至少3人，缺3人', undefined],
    ['too many of the host', 'committee.host-share', { max: 2 }, { host: 'H', people: people(5, { institution: 'H' }) }, '须移出3人', ['m1', 'm2', 'm3', 'm4', 'm5']],
    ['the retired', 'committee.employment', { posts: ['member'], allowed: ['in-service'] }, { people: [...people(2, { employment: 'retired' }), { id: 'r', roles: ['member'], employment: 'rehired' }] }, '3人为退休、返聘', ['m1', 'm2', 'r']],
    ['one who heads nothing', 'committee.heads-specialty', { post: 'member' }, { people: people(1, { headsSpecialty: false }) }, '不是相应专业负责人', ['m1']],
    ['deputies of the host alone', 'committee.outside-deputies', { min: 2, whenNone: 'ok' }, { host: 'H', people: several(2, { roles: ['vice-chair' as const], institution: 'H' }, 'v') }, '0人，应至少2人', ['v1', 'v2']],
    ['too few deputies from outside', 'committee.outside-deputies', { min: 2, whenNone: 'ok' }, { host: 'H', people: several(1, { roles: ['vice-chair' as const], institution: 'E' }, 'v') }, '副主任委员1人，均非挂靠单位，但少于2人', ['v1']],
    ['too many terms, of one post', 'committee.term-limit', { posts: ['member'], max: 2, counts: 'cumulative' }, { people: people(1, { terms: { full: 2 } }) }, '委员1人', ['m1']],
    ['too many terms, of several posts', 'committee.term-limit', { posts: ['member', 'chair'], max: 2, counts: 'cumulative' }, { people: people(1, { terms: { full: 2 } }) }, '成员1人', ['m1']],
    ['low titles, of one post', 'committee.title', { posts: ['member'], atLeast: 'senior' }, { people: people(2, { title: 'junior' }) }, '委员应为正高及以上，2人职称不足', ['m1', 'm2']],
    ['low titles, of several posts', 'committee.title', { posts: ['member', 'chair'], atLeast: 'senior' }, { people: people(2, { title: 'junior' }) }, '成员应为正高及以上，2人职称不足', ['m1', 'm2']],
    ['fresh titles', 'committee.title', { posts: ['member'], atLeast: 'senior', heldYears: 3 }, { people: people(2, { title: 'senior', titleSince: '2024-01-01' }) }, '2人任职年限不足', ['m1', 'm2']],
    ['titles above that are fresh', 'committee.title', { posts: ['member'], atLeast: 'intermediate', heldYears: 3 }, { people: people(2, { title: 'senior', titleSince: '2024-01-01' }) }, '2人现职称未满3年', ['m1', 'm2']],
  ])('on %s', (_what, kind, params, facts, message, subjects) => {
    const findings = said(kind, params, facts);
    expect(findings).toHaveLength(1);
    expect(findings[0]!.message).toContain(message);
    expect(findings[0]!.subjects).toEqual(subjects);
  });

  it('has no number and nobody where there is none to give', () => {
    expect(Object.keys(said('committee.post-count', { post: 'member', min: 3 }, { people: [] })[0]!)).toEqual(['rule', 'severity', 'article', 'message', 'actual', 'limit']);
  });
});

describe('a title', () => {
  const held = (title: string | undefined, titleSince: string | undefined) => said('committee.title', { posts: ['member'], atLeast: 'intermediate', heldYears: 3 }, { people: people(1, { ...(title ? { title } : {}), ...(titleSince ? { titleSince } : {}) }) }).map((f) => f.severity);

  it('is measured in years only where the day is known, and from the rank asked for upwards', () => {
    expect([held('intermediate', '2023-06-15'), held('intermediate', '2023-06-16'), held('intermediate', undefined), held('senior', '2023-06-16'), held('junior', '2000-01-01'), held(undefined, '2026-01-01')]).toEqual([[], ['block'], [], ['warn'], ['block'], []]);
  });

  it('is asked of the classes it names, and of nobody whose class is unknown', () => {
    const low = (more: object, list: object = {}) => said('committee.title', { posts: ['member'], atLeast: 'senior', classes: ['clinical'] }, { ...list, people: people(1, { title: 'junior', ...more }) }).length;
    expect([low({}), low({ class: 'clinical' }), low({ class: 'tcm' }), low({}, { class: 'clinical' }), low({ class: 'tcm' }, { class: 'clinical' })]).toEqual([0, 1, 0, 1, 0]);
  });

  it('is shown: the one there is, how many have it, or that nobody is asked', () => {
    const title = (facts: ListFacts, params: object = {}) => seen('committee.title', { posts: ['member'], atLeast: 'deputy-senior', ...params }, facts);
    expect(title({ people: people(1, { title: 'senior' }) })).toMatchObject({ actual: '正高' });
    expect(title({ people: [{ id: 'a', roles: ['member'], title: 'deputy-senior' }, { id: 'b', roles: ['member'], title: 'senior' }, { id: 'c', roles: ['member'], title: 'junior' }] })).toMatchObject({ actual: '2/3人' });
    expect(title({ people: people(2) })).toMatchObject({ actual: '不适用', notApplicable: true });
    expect(title({ people: people(2, { title: 'senior', class: 'tcm' }) }, { classes: ['clinical'] })).toMatchObject({ actual: '不适用', notApplicable: true });
    expect(title({ people: [{ id: 'a', roles: ['secretary'], title: 'junior' }, { id: 'b', roles: ['member'], title: 'senior' }] })).toMatchObject({ actual: '正高' });
  });
});

describe('a post that has to be held from the host', () => {
  const outside = (params: object, more: object) => said('committee.from-host', { post: 'member', ...params }, { host: 'H', people: people(1, { institution: 'E', ...more }) }).length;

  it('is tested throughout, or at appointment only', () => {
    expect([outside({}, {}), outside({}, { servingTerm: true }), outside({ atAppointment: true }, {}), outside({ atAppointment: true }, { servingTerm: true })]).toEqual([1, 1, 1, 0]);
  });
});

describe('terms of several posts', () => {
  it('are those of the posts named, each person once', () => {
    const terms = { terms: { full: 3 } };
    const findings = said('committee.term-limit', { posts: ['member', 'secretary'], max: 2, counts: 'cumulative' }, { people: [{ id: 'a', roles: ['chair'], ...terms }, { id: 'b', roles: ['member', 'secretary'], ...terms }, { id: 'c', roles: ['secretary'], ...terms }] });
    expect(findings.map((f) => f.subjects)).toEqual([['b', 'c']]);
  });
});

describe('outside deputies', () => {
  it('are not spoken of where nobody is a deputy and nobody has to be', () => {
    expect(seen('committee.outside-deputies', { min: 2, whenNone: 'ok' }, { people: [] })).toEqual({ actual: '不适用', limit: '设副主任委员时至少2人', notApplicable: true });
    expect(seen('committee.outside-deputies', { min: 1, whenNone: 'warn' }, { people: [] })).not.toHaveProperty('notApplicable');
  });
});
