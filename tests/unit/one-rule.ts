import type { z } from 'zod';
import type { committeeFactsSchema } from '@/lib/committee/facts';
import { localDate } from '@/lib/kernel/local-date';
import type { Finding } from '@/lib/regulation/finding';
import type { Answer, Question } from '@/lib/regulation/question';
import { checkProfile, compile, evaluate, type CheckedProfile, type Rulebook } from '@/lib/rulebook';

// A jurisdiction that exists in tests only, with exactly the settings a test speaks of.

/** A whole profile document; `over` replaces its top-level parts. */
export function profileDocument(over: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 'testland-2026',
    jurisdiction: { id: 'testland', name: '试验市', authority: '试验市卫生健康委员会', letter: '试', code: 'SY', level: 'city', parent: null },
    instrument: {
      title: '试验办法', number: '试〔2026〕1号', issuer: '试验市卫生健康委员会', issuedOn: '2026-01-01',
      effectiveFrom: '2026-01-01', effectiveTo: null, article: '9',
    },
    lastCheckedOn: '2026-01-01',
    structure: {
      host: { article: '2' }, hostCycle: null, office: null, classes: null, plan: null,
      bodies: [
        {
          body: 'committee', article: '3', term: null, posts: ['chair', 'vice-chair', 'member', 'secretary'],
          members: ['chair', 'vice-chair', 'member'], head: 'chair',
        },
        { body: 'subspecialty-group', article: '4', term: null, posts: ['leader', 'member'], members: ['leader', 'member'], head: null, likeBody: 'committee' },
      ],
    },
    vocabulary: { centre: '中心', centreShort: '中心', centreSuffix: '中心', host: '挂靠单位', authorityShort: '试验市卫健委', bodies: {}, posts: {} },
    rules: [],
    grades: null,
    cycle: null,
    deadlines: [],
    silent: [],
    ...over,
  };
}

/** A checked profile; a fault fails the test with its path. */
export function profileOf(over: Record<string, unknown> = {}): CheckedProfile {
  const checked = checkProfile(profileDocument(over));
  if (!checked.ok) throw new Error(checked.faults.map((f) => `${f.path.join('.')}: ${f.message}`).join('; '));
  return checked.profile;
}

export type ListFacts = z.input<typeof committeeFactsSchema>;

/** A setting of the test profile: kind and parameters, with the common parts filled in. */
export const setting = (kind: string, params: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: 'rule', kind, label: '一条规则', force: 'mandatory', article: '3(1)', ...params,
});

/** What a list is told by one setting of a kind, on the day of appointment. */
export function oneRule(kind: string, params: Record<string, unknown> = {}): (facts: ListFacts, on?: string) => Finding[] {
  return (facts, on = '2026-06-15') => findingsOf(compile(profileOf({ rules: [setting(kind, params)] })).committee, facts, on);
}

/** The findings on a list; facts that the schema refuses fail the test. */
export function findingsOf(committee: Rulebook['committee'], facts: ListFacts, on: string): Finding[] {
  const parsed = committee.parse(facts, localDate(on));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  return committee.answer(parsed.value).findings;
}

/** Severities of the findings, for a short comparison: `[]`, `['block']`. */
export const severities = (findings: readonly Finding[]): string[] => findings.map((f) => f.severity);

/** `n` people of the same kind with ids of their own. */
export const several = <T extends object>(n: number, person: T, prefix = 'm'): (T & { id: string })[] =>
  Array.from({ length: n }, (_, i) => ({ ...person, id: `${prefix}${i + 1}` }));

/** Asks the test profile, compiled anew each time, a question; facts that are refused fail the test. */
export function asking<Decision = Record<string, unknown>>(question: Question, over: Record<string, unknown>): (facts: unknown, on?: string) => Answer<Decision> {
  return (facts, on = '2026-06-15') => {
    const evaluated = evaluate(compile(profileOf(over)), question, facts, localDate(on));
    if (!evaluated.ok) throw new Error(evaluated.faults.map((f) => `${f.path} ${f.expected}`).join('; '));
    return evaluated.answer as Answer<Decision>;
  };
}

/** Severity, rule and article of each finding, for a short comparison: `block host.level 3(1)`. */
export const told = ({ findings }: { findings: readonly Finding[] }): string[] => findings.map((f) => `${f.severity} ${f.rule} ${f.article}`);

/** Where the test profile refuses facts, and why. */
export function refusing(question: Question, over: Record<string, unknown>): (facts: unknown) => [path: string, expected: string][] {
  return (facts) => {
    const evaluated = evaluate(compile(profileOf(over)), question, facts, localDate('2026-06-15'));
    return evaluated.ok ? [] : evaluated.faults.map((f) => [f.path, f.expected]);
  };
}
