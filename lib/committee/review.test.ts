import { describe, expect, it } from 'vitest';
import { localDate } from '@/lib/kernel/local-date';
import type { Finding } from '@/lib/regulation/finding';
import { compile } from '@/lib/rulebook';
import { asking, profileDocument, profileOf, refusing, setting, told } from '@/tests/unit/one-rule';
import { withDepartures, type RuleReview } from './evaluate';

const share = (more: object = {}) => setting('committee.host-share', { id: 'share', max: 1, ...more });
const two = (more: object = {}) => ({ host: 'H', people: [{ id: 'a', roles: ['member'], institution: 'H' }, { id: 'b', roles: ['member'], institution: 'H' }], ...more });

describe('a list older than the regulation', () => {
  const older = (olderLists?: string) => asking('committee', { rules: [share(olderLists ? { olderLists } : {})] });

  it.each([
    ['note', '2025-12-31', 'note'], ['note', '2026-01-01', 'block'], ['note', undefined, 'block'],
    ['warn', '2025-12-31', 'warn'], ['warn', '2026-01-01', 'block'],
    [undefined, '2025-12-31', 'block'], [undefined, '2026-01-01', 'block'],
  ])('that may be %s, unchanged since %s: %s', (says, unchangedSince, severity) => {
    expect(told(older(says)(two(unchangedSince ? { unchangedSince } : {})))).toEqual([`${severity} committee.share 3(1)`]);
  });
});

describe('bodies', () => {
  it('are asked by their own rules and, as warnings, by those of the body they follow', () => {
    const rules = [share(), share({ id: 'own', bodies: ['subspecialty-group'], max: 0, article: '4(1)' })];
    expect(told(asking('committee', { rules })(two({ body: 'subspecialty-group' })))).toEqual(['block committee.own 4(1)', 'warn committee.share 3(1)']);
    expect(told(asking('committee', { rules })(two()))).toEqual(['block committee.share 3(1)']);
  });

  it('that follow no other are asked by their own rules only', () => {
    const { bodies, ...structure } = profileDocument().structure as { bodies: object[] };
    const group = { body: 'expert-group', article: '5', term: null, posts: ['leader', 'member'], members: ['leader', 'member'], head: null };
    expect(told(asking('committee', { structure: { ...structure, bodies: [...bodies, group] }, rules: [share()] })(two({ body: 'expert-group' })))).toEqual(['note committee.silent 9']);
  });

  it('know their posts; a committee also knows honorary ones, to refuse them', () => {
    const refuse = refusing('committee', { rules: [share()] });
    const holder = (role: string, body?: string) => refuse({ ...(body ? { body } : {}), people: [{ id: 'a', roles: ['member', role] }] });
    expect(holder('honorary')).toEqual([]);
    expect(holder('leader')).toEqual([['facts.people.0.roles.1', '专家委员会没有职务 leader，应为 chair、vice-chair、member、secretary、honorary']]);
    expect(holder('honorary', 'subspecialty-group')).toEqual([['facts.people.0.roles.1', '亚专业组没有职务 honorary，应为 leader、member']]);
    // A body that the text does not know has no posts to hold it against.
    expect(holder('inspector', 'expert-group')).toEqual([]);
  });
});

describe('the review of a list', () => {
  it('has every rule of the body, kept or not, with what it saw', () => {
    const { committee } = compile(profileOf({ rules: [share(), share({ id: 'wide', max: 5 }), share({ id: 'other', bodies: ['inspection-group'] })] }));
    const parsed = committee.parse(two(), localDate('2026-06-15'));
    if (!parsed.ok) throw new Error('refused');
    expect(committee.review(parsed.value).map((line) => [line.rule, line.measure.actual, told(line)])).toEqual([['committee.share', 2, ['block committee.share 3(1)']], ['committee.wide', 2, []]]);
    const unknown = committee.parse(two({ body: 'inspection-group' }), localDate('2026-06-15'));
    expect(unknown.ok && committee.review(unknown.value)).toEqual([]);
  });
});

describe('withDepartures', () => {
  const line = (rule: string, ...severities: Finding['severity'][]): RuleReview => ({
    rule, setting: share() as never, measure: { actual: severities.length, limit: '' }, findings: severities.map((severity) => ({ rule, severity, article: '3', message: severity })),
  });
  const shown = (review: RuleReview[], asAppointed: RuleReview[], rules: string[]) => {
    const { review: lines, departures } = withDepartures(review, asAppointed, rules.map((rule) => ({ rule, reason: 'x' })));
    return [lines.map((l) => l.findings.map((f) => f.severity).join('+')), departures.map((d) => d.rule)];
  };

  it('shows what was allowed where the standing list is no longer asked, and keeps the departure', () => {
    expect(shown([line('a')], [line('a', 'warn')], ['a'])).toEqual([['warn'], ['a']]);
    expect(shown([line('a', 'note')], [line('a', 'note', 'warn')], ['a'])).toEqual([['note+warn'], ['a']]);
  });

  it('leaves what the standing list is told anyway', () => {
    expect(shown([line('a', 'warn', 'note')], [line('a', 'warn')], ['a'])).toEqual([['warn+note'], ['a']]);
    expect(shown([line('a', 'block')], [line('a', 'warn')], ['a'])).toEqual([['block'], ['a']]);
  });

  it('forgets a departure that departs from nothing any more, or from what nobody may depart from', () => {
    expect(shown([line('a'), line('b')], [line('a'), line('b', 'note')], ['a', 'b'])).toEqual([['', ''], []]);
    expect(shown([line('a')], [line('a', 'block')], ['a'])).toEqual([[''], []]);
    expect(shown([line('a')], [], ['a'])).toEqual([[''], []]);
  });

  it('touches no rule without a departure', () => {
    expect(shown([line('a'), line('b')], [line('a', 'warn'), line('b', 'warn')], ['b'])).toEqual([['', 'warn'], ['b']]);
    expect(shown([line('a')], [line('a', 'warn')], [])).toEqual([[''], []]);
  });
});
