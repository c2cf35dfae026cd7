import { describe, expect, it } from 'vitest';
import { localDate } from '@/lib/kernel/local-date';
import { compile } from '@/lib/rulebook';
import { findingsOf, profileOf, setting, severities, several, type ListFacts } from '@/tests/unit/one-rule';

const SHARE = setting('committee.host-share', { id: 'host-share', max: 1, article: '3(2)' });
const TITLE = setting('committee.title', { id: 'title', posts: ['chair', 'member'], atLeast: 'deputy-senior', force: 'in-principle', article: '3(1)' });
const { committee } = compile(profileOf({ rules: [TITLE, SHARE], silent: [{ question: 'committee', part: 'expert-group', note: '不设专家组', article: '3' }] }));
const on = localDate('2026-06-15');
const hosts = (n: number, more: object = {}): ListFacts['people'] => several(n, { roles: ['member' as const], institution: 'H', ...more });

const refusedPaths = (facts: unknown): string[] => {
  const parsed = committee.parse(facts, on);
  return parsed.ok ? [] : parsed.refusal.map((issue) => issue.path.join('.'));
};

describe('a list under several settings', () => {
  it('is told everything at once, the worst first', () => {
    const findings = findingsOf(committee, { host: 'H', people: hosts(2, { title: 'none' }) }, on);
    expect(findings.map((f) => [f.severity, f.article])).toEqual([['block', '3(2)'], ['warn', '3(1)']]);
  });

  it('is told of the settings of its own body only', () => {
    const inspection = compile(profileOf({ rules: [{ ...SHARE, bodies: ['inspection-group'] }] }));
    expect(findingsOf(inspection.committee, { host: 'H', people: hosts(9) }, on)).toMatchObject([{ rule: 'committee.silent' }]);
  });
});

describe('a body that the text does not know', () => {
  it('gets one note with the nearest article, whatever the list', () => {
    const parsed = committee.parse({ body: 'expert-group', host: 'H', people: hosts(9) }, on);
    expect(parsed.ok && committee.answer(parsed.value)).toEqual({
      verdict: 'ok',
      decision: {},
      findings: [{ rule: 'committee.silent', severity: 'note', article: '3', message: '不设专家组' }],
    });
  });
});

describe('a group that follows the committee by analogy', () => {
  const group = (people: ListFacts['people']): string[] => severities(findingsOf(committee, { body: 'subspecialty-group', host: 'H', people }, on));

  it('is warned where the committee would be refused', () => {
    expect(group(hosts(2))).toEqual(['warn']);
  });

  it('hears nothing of rules for yet another body', () => {
    const other = compile(profileOf({ rules: [{ ...SHARE, bodies: ['inspection-group'] }] }));
    expect(findingsOf(other.committee, { body: 'subspecialty-group', host: 'H', people: hosts(9) }, on)).toMatchObject([{ rule: 'committee.silent' }]);
  });

  it('counts its leader as the committee counts its chair', () => {
    expect(group([{ id: 'l', roles: ['leader'], institution: 'H' }, ...hosts(1)])).toEqual(['warn']);
    expect(group([{ id: 'l', roles: ['leader'], title: 'none' }])).toEqual(['warn']);
  });
});

describe('facts of a list', () => {
  it.each([
    [{}, ['people']],
    [{ people: [{ roles: ['member'] }] }, ['people.0.id']],
    [{ people: [{ id: 'a', roles: [] }] }, ['people.0.roles']],
    [{ people: [{ id: 'a', roles: ['boss'] }] }, ['people.0.roles.0']],
    [{ people: [{ id: 'a', roles: ['member'], born: '2025-02-29' }] }, ['people.0.born']],
    [{ people: [{ id: 'a', roles: ['member'], titel: 'senior' }] }, ['people.0']],
    [{ people: [{ id: 'a', roles: ['member'], terms: { full: -1 } }] }, ['people.0.terms.full']],
    [{ people: [{ id: 'a', roles: ['member'] }, { id: 'a', roles: ['member'] }] }, ['people.1.id']],
    [{ class: 'surgical', people: [] }, ['class']],
  ])('%j are refused at %j', (facts, paths) => {
    expect(refusedPaths(facts)).toEqual(paths);
  });

  it('with a post that the body does not have are refused, not ignored', () => {
    expect(refusedPaths({ people: [{ id: 'a', roles: ['member', 'inspector'] }] })).toEqual(['people.0.roles.1']);
    expect(refusedPaths({ body: 'subspecialty-group', people: [{ id: 'a', roles: ['liaison'] }] })).toEqual(['people.0.roles.0']);
  });

  it('report every fault, not the first', () => {
    expect(refusedPaths({ class: 'x', people: [{ id: '', roles: ['y'] }] })).toEqual(['class', 'people.0.id', 'people.0.roles.0']);
  });
});

describe('the review of a list', () => {
  it('has one line a rule, kept or not, with what was seen', () => {
    const parsed = committee.parse({ host: 'H', people: hosts(2, { title: 'senior' }) }, on);
    const lines = parsed.ok ? committee.review(parsed.value) : [];
    expect(lines.map((l) => [l.rule, l.setting.article, severities(l.findings)])).toEqual([
      ['committee.title', '3(1)', []],
      ['committee.host-share', '3(2)', ['block']],
    ]);
    expect(lines[1]!.measure.actual).toBe(2);
  });

  const CHAIR = { id: 'c', roles: ['chair' as const], institution: 'H' };
  const OUTSIDER = { id: 'v', roles: ['vice-chair' as const], institution: 'E' };

  it.each<[string, Record<string, unknown>, ListFacts['people'], string | number, string, string?]>([
    ['post-count', { post: 'chair', min: 1, max: 1 }, [CHAIR], 1, '应为1人'],
    ['post-count', { post: 'chair', min: 1 }, [CHAIR], 1, '至少1人'],
    ['post-count', { post: 'vice-chair', max: 2 }, [CHAIR], 0, '至多2人'],
    ['post-count', { post: 'vice-chair', min: 2, max: 3 }, [CHAIR, OUTSIDER], 1, '2至3人'],
    ['post-count', { post: 'secretary', max: 0 }, [CHAIR], 0, '不设'],
    ['body-size', { max: 30, counts: 'members' }, [CHAIR, OUTSIDER], 2, '至多30人'],
    ['host-share', { max: 5 }, [CHAIR, OUTSIDER], 1, '至多5人'],
    ['outside-deputies', { min: 1, whenNone: 'ok' }, [CHAIR, OUTSIDER], 1, '至少1人'],
    ['outside-deputies', { min: 1, whenNone: 'ok' }, [{ ...OUTSIDER, institution: 'H' }], 0, '至少1人'],
    ['outside-deputies', { min: 1, whenNone: 'ok' }, [CHAIR], '不适用', '设副主任委员时至少1人'],
    ['age-limit', { post: 'chair', max: 65 }, [{ ...CHAIR, born: '1961-06-16' }], 64, '至多65岁', '64周岁'],
    ['age-limit', { post: 'chair', max: 65 }, [CHAIR], '未填写', '至多65岁'],
    ['term-limit', { posts: ['chair'], max: 2, counts: 'cumulative' }, [{ ...CHAIR, terms: { full: 2, consecutive: 1 } }], 3, '累计至多2届', '累计任满2届'],
    ['term-limit', { posts: ['chair', 'member'], max: 2, counts: 'consecutive' }, [{ ...CHAIR, terms: { full: 2, consecutive: 1 } }], 2, '连续至多2届', '连续任满1届'],
    ['penalty-free', { post: 'chair', years: 2 }, [{ ...CHAIR, penalties: ['2025-01-01', '2020-01-01'] }], 1, '近2年内0次', '近2年登记处罚1次'],
    ['employment', { posts: ['chair'], allowed: ['in-service', 'rehired'] }, [{ ...CHAIR, employment: 'retired' }], '否', '应为在职、返聘', '退休'],
    ['employment', { posts: ['chair'], allowed: ['in-service'] }, [CHAIR], '是', '应为在职', '没有登记'],
    ['heads-specialty', { post: 'chair' }, [{ ...CHAIR, headsSpecialty: false }], '否', '应为相应专业负责人', '不是所在单位的专业负责人'],
    ['heads-specialty', { post: 'chair' }, [CHAIR], '是', '应为相应专业负责人', '没有登记'],
    ['from-host', { post: 'chair' }, [{ ...CHAIR, institution: 'E' }], '否', '应为挂靠单位人员', '不是挂靠单位人员'],
    ['from-host', { post: 'chair' }, [CHAIR], '是', '应为挂靠单位人员', '是挂靠单位人员'],
    ['employer-consent', {}, [CHAIR, { ...OUTSIDER, employerConsent: false }], '1/2人', '均须同意'],
    ['employer-consent', {}, [{ ...OUTSIDER, employerConsent: false }], '0/1人', '均须同意', '所在单位还没有同意'],
    ['employer-consent', {}, [{ ...OUTSIDER, employerConsent: true }], '1/1人', '均须同意', '所在单位同意'],
    ['employer-consent', {}, [OUTSIDER], '1/1人', '均须同意', '没有登记'],
    ['employment', { posts: ['chair', 'vice-chair'], allowed: ['in-service'] }, [CHAIR, OUTSIDER], '是', '应为在职'],
    ['practice-years', { years: 2 }, [{ ...OUTSIDER, institutionIsNew: true }], '1/1人', '应满2年', '执业起始时间没有登记，所在机构新开办'],
    ['title', { posts: ['chair'], atLeast: 'deputy-senior', heldYears: 5 }, [{ ...CHAIR, title: 'senior' }], '正高', '副高及以上满5年', '正高，取得时间没有登记'],
    ['replenishment', {}, [CHAIR, { ...OUTSIDER, replenishes: 'x' }], 1, '任期内不增补'],
    ['practice-years', { years: 2 }, [CHAIR, { ...OUTSIDER, practisesHereSince: '2026-01-01' }], '1/2人', '应满2年'],
    ['institution-spread', { min: 2 }, [CHAIR, OUTSIDER], 2, '至少2家机构'],
  ])('by %s %j measures what is there, and the limit in words', (kind, params, people, actual, limit, seen) => {
    const { committee: evaluator } = compile(profileOf({ rules: [setting(`committee.${kind}`, params)] }));
    const parsed = evaluator.parse({ host: 'H', people }, on);
    expect(parsed.ok && evaluator.review(parsed.value).map((line) => line.measure)).toEqual([{ actual, limit, ...(seen ? { seen } : {}), ...(actual === '不适用' || actual === '未填写' ? { notApplicable: true } : {}) }]);
  });

  it('is empty for a body without rules', () => {
    const parsed = committee.parse({ body: 'inspection-group', people: [] }, on);
    expect(parsed.ok && committee.review(parsed.value)).toEqual([]);
  });
});

describe('the line of a rule that has nobody to speak of', () => {
  const settings = [
    setting('committee.from-host', { id: 'chair-from-host', post: 'chair' }),
    setting('committee.employment', { id: 'chair-employment', posts: ['chair'], allowed: ['in-service'] }),
    setting('committee.heads-specialty', { id: 'chair-heads', post: 'chair' }),
    setting('committee.term-limit', { id: 'chair-terms', posts: ['chair'], max: 2, counts: 'consecutive' }),
    setting('committee.age-limit', { id: 'chair-age', post: 'chair', max: 65 }),
    setting('committee.penalty-free', { id: 'chair-penalty', post: 'chair', years: 3 }),
    setting('committee.title', { id: 'chair-title', posts: ['chair'], atLeast: 'senior' }),
    setting('committee.outside-deputies', { id: 'outside', min: 1, whenNone: 'ok' }),
  ];
  const reviewed = (rules: Record<string, unknown>[], facts: ListFacts) => {
    const book = compile(profileOf({ rules })).committee;
    const parsed = book.parse(facts, on);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
    return book.review(parsed.value);
  };

  it('is not applicable where the post is empty, and applies as soon as it is filled', () => {
    const member = { id: 'm', roles: ['member' as const], institution: 'O', title: 'senior' as const };
    for (const line of reviewed(settings, { host: 'H', people: [member] })) {
      expect([line.rule, line.measure.actual, line.measure.notApplicable]).toEqual([line.rule, '不适用', true]);
      expect(line.findings).toEqual([]);
    }
    const chair = { id: 'c', roles: ['chair' as const], institution: 'H', title: 'senior' as const, born: '1970-01-01', employment: 'in-service' as const, headsSpecialty: true };
    const deputy = { id: 'v', roles: ['vice-chair' as const], institution: 'O', title: 'senior' as const };
    expect(reviewed(settings, { host: 'H', people: [member, chair, deputy] }).filter((line) => line.measure.notApplicable).map((line) => line.rule)).toEqual([]);
  });

  it('is not applicable to a host that nobody knows, and to members of whom there are none', () => {
    const hosted = [SHARE, setting('committee.from-host', { id: 'chair-from-host', post: 'chair' })];
    expect(reviewed(hosted, { people: [{ id: 'c', roles: ['chair'], institution: 'H' }] }).map((line) => line.measure.notApplicable)).toEqual([true, true]);
    const ofMembers = [
      setting('committee.practice-years', { id: 'years', years: 2 }), setting('committee.employer-consent', { id: 'consent' }), setting('committee.institution-spread', { id: 'spread', min: 2 }),
    ];
    expect(reviewed(ofMembers, { people: [] }).map((line) => line.measure.notApplicable)).toEqual([true, true, true]);
  });

  it('does not vouch for an age that is not known', () => {
    const [line] = reviewed([setting('committee.age-limit', { id: 'chair-age', post: 'chair', max: 65 })], { people: [{ id: 'c', roles: ['chair'] }] });
    expect(line!.measure).toEqual({ actual: '未填写', limit: '至多65岁', notApplicable: true });
  });

  it('counts people as a part of all of them', () => {
    const people = [{ id: 'a', roles: ['member' as const], title: 'senior' as const }, { id: 'b', roles: ['member' as const], title: 'none' as const, employerConsent: false }];
    const lines = reviewed([TITLE, setting('committee.employer-consent', { id: 'consent' })], { people });
    expect(lines.map((line) => [line.measure.actual, line.measure.limit])).toEqual([['1/2人', '副高及以上'], ['1/2人', '均须同意']]);
  });
});
