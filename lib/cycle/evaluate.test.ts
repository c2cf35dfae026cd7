import { describe, expect, it } from 'vitest';
import { localDate } from '@/lib/kernel/local-date';
import { compile } from '@/lib/rulebook';
import { profileOf } from '@/tests/unit/one-rule';
import type { CycleFacts } from './evaluate';

const GRADES = { article: '5', list: ['excellent', 'good', 'qualified', 'unqualified'], byScore: null, byProportion: null };

const table = (rows: Record<string, unknown>[]) =>
  compile(
    profileOf({
      grades: GRADES,
      cycle: {
        article: '6', resultsPerCycle: 4,
        rows: [
          ...rows.map((row, i) => ({ id: `row-${i + 1}`, label: `第${i + 1}行`, article: `6(${i + 1})`, outcome: { host: 'rectify' }, message: '有结论', ...row })),
          { id: 'otherwise', label: '其他', article: '6', when: {}, outcome: { host: 'continues' } },
        ],
      },
    }),
  ).cycle;

const answer = (cycle: ReturnType<typeof table>, facts: CycleFacts) => {
  const parsed = cycle.parse(facts, localDate('2030-02-01'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  return cycle.answer(parsed.value);
};
const hits = (when: Record<string, unknown>, facts: CycleFacts) => answer(table([{ when }]), facts).decision.host === 'rectify';

type Grade = CycleFacts['results'][number]['grade'];
const years = (...grades: Grade[]) => grades.map((grade, i) => ({ year: 2026 + i, grade }));

describe('a condition on', () => {
  it('the newest grade looks at the last result only', () => {
    expect(hits({ newest: ['unqualified'] }, { results: years('good', 'unqualified') })).toBe(true);
    expect(hits({ newest: ['unqualified'] }, { results: years('unqualified', 'good') })).toBe(false);
  });

  it('the year before means the adjacent calendar year', () => {
    const when = { yearBefore: ['unqualified'] };
    expect(hits(when, { results: years('unqualified', 'good') })).toBe(true);
    expect(hits(when, { results: [{ year: 2026, grade: 'unqualified' }, { year: 2028, grade: 'good' }] })).toBe(false);
    expect(hits(when, { results: years('good') })).toBe(false);
  });

  it('the cycle of the year before tells a border of cycles', () => {
    const across: CycleFacts = { results: [{ cycle: 1, year: 2026, grade: 'good' }, { cycle: 2, year: 2027, grade: 'good' }] };
    expect(hits({ yearBeforeInSameCycle: true }, across)).toBe(false);
    expect(hits({ yearBeforeInSameCycle: false }, across)).toBe(true);
    expect(hits({ yearBeforeInSameCycle: true }, { results: years('good', 'good') })).toBe(true);
    expect(hits({ yearBeforeInSameCycle: false }, { results: years('good') })).toBe(false);
  });

  it.each([
    [2, false],
    [3, true],
    [4, false],
  ])('the number of results counts %i in the newest cycle, three wanted', (n, expected) => {
    const results = [{ cycle: 1, year: 2020, grade: 'good' as const }, ...Array.from({ length: n }, (_, i) => ({ cycle: 2, year: 2026 + i, grade: 'good' as const }))];
    expect(hits({ resultsInCycle: { atLeast: 3, atMost: 3 } }, { results })).toBe(expected);
  });

  it('every result leaves earlier cycles out', () => {
    const when = { everyInCycle: ['excellent', 'good'] };
    expect(hits(when, { results: [{ cycle: 1, year: 2025, grade: 'unqualified' }, { cycle: 2, year: 2026, grade: 'good' }] })).toBe(true);
    expect(hits(when, { results: years('good', 'qualified') })).toBe(false);
  });

  it('counts of grades all have to hold', () => {
    const when = { countInCycle: [{ grades: ['excellent'], atLeast: 2 }, { grades: ['unqualified'], atMost: 0 }] };
    expect(hits(when, { results: years('excellent', 'good', 'excellent') })).toBe(true);
    expect(hits(when, { results: years('excellent', 'good') })).toBe(false);
    expect(hits(when, { results: years('excellent', 'unqualified', 'excellent') })).toBe(false);
  });

  it('expiry, rectification and grounds compare the facts, which default to none', () => {
    const results = years('good');
    expect(hits({ atExpiry: true }, { results, atExpiry: true })).toBe(true);
    expect(hits({ atExpiry: true }, { results })).toBe(false);
    expect(hits({ atExpiry: false }, { results })).toBe(true);
    expect(hits({ rectification: 'failed' }, { results, rectification: 'failed' })).toBe(true);
    expect(hits({ rectification: 'failed' }, { results, rectification: 'passed' })).toBe(false);
    expect(hits({ rectification: 'failed' }, { results })).toBe(false);
    expect(hits({ grounds: 'quota' }, { results, grounds: 'quota' })).toBe(true);
    expect(hits({ grounds: 'quota' }, { results })).toBe(false);
  });
});

describe('the table', () => {
  const two = table([
    { when: { newest: ['unqualified'] }, outcome: { host: 'removed', formerHostMayCompete: false, chair: 'excluded' }, articles: ['7'], alsoMessage: '另有后果' },
    { when: { newest: ['unqualified', 'qualified'] }, outcome: { host: 'decide' } },
  ]);

  it('is decided by its first row that holds', () => {
    expect(answer(two, { results: years('unqualified') }).decision).toEqual({ host: 'removed', formerHostMayCompete: false, chair: 'excluded', committee: 'stays', talk: false });
    expect(answer(two, { results: years('qualified') }).decision.host).toBe('decide');
    expect(answer(two, { results: years('good') }).decision.host).toBe('continues');
  });

  it('cites every article on which the outcome rests', () => {
    expect(answer(two, { results: years('unqualified') }).findings).toEqual([
      { rule: 'cycle.row-1', severity: 'block', article: '6(1)', message: '有结论' },
      { rule: 'cycle.row-1', severity: 'block', article: '7', message: '另有后果' },
    ]);
  });

  it.each([
    ['removed', 'block'],
    ['rectify', 'warn'],
    ['reselect', 'warn'],
    ['decide', 'warn'],
    ['continues', 'ok'],
    ['retained', 'ok'],
  ])('%s comes to %s', (host, verdict) => {
    const formerHostMayCompete = host === 'removed' || host === 'reselect' ? false : null;
    expect(answer(table([{ when: { newest: ['good'] }, outcome: { host, formerHostMayCompete } }]), { results: years('good') }).verdict).toBe(verdict);
  });

  it('tells what to do in a note where nothing is refused', () => {
    const cycle = table([{ when: { newest: ['good'] }, outcome: { host: 'continues' }, articles: ['8'] }]);
    expect(answer(cycle, { results: years('good') })).toMatchObject({ verdict: 'ok', findings: [{ severity: 'note', article: '6(1)' }, { severity: 'note', article: '8' }] });
    expect(answer(cycle, { results: years('qualified') }).findings).toEqual([]);
  });

  it('lets the term of chair and committee end at expiry, where the authority has yet to decide on the host', () => {
    const cycle = table([{ when: { rectification: 'failed' }, outcome: { host: 'decide' } }]);
    const facts: CycleFacts = { results: years('unqualified'), rectification: 'failed' };
    expect(answer(cycle, { ...facts, atExpiry: true }).decision).toMatchObject({ host: 'decide', chair: 'ends', committee: 'ends' });
    expect(answer(cycle, facts).decision).toMatchObject({ host: 'decide', chair: 'stays', committee: 'stays' });
  });

  it('leaves chair and committee of a removed host to the text, at expiry too', () => {
    const cycle = table([{ when: { newest: ['unqualified'] }, outcome: { host: 'removed', formerHostMayCompete: false, chair: 'excluded' } }]);
    expect(answer(cycle, { results: years('unqualified'), atExpiry: true }).decision).toMatchObject({ chair: 'excluded', committee: 'stays' });
  });

  it('shows in review which rows hold and which one decides', () => {
    const parsed = two.parse({ results: years('unqualified') }, localDate('2030-02-01'));
    expect(parsed.ok && two.review(parsed.value).map((r) => [r.row.id, r.holds, r.decides])).toEqual([
      ['row-1', true, true],
      ['row-2', true, false],
      ['otherwise', true, false],
    ]);
  });
});

describe('facts of a cycle', () => {
  const paths = (cycle: ReturnType<typeof table>, facts: unknown): string[] => {
    const parsed = cycle.parse(facts, localDate('2030-02-01'));
    return parsed.ok ? [] : parsed.refusal.map((issue) => issue.path.join('.'));
  };

  it.each([
    [{ results: [] }, ['results']],
    [{ results: [{ year: 2027, grade: 'good' }, { year: 2026, grade: 'good' }] }, ['results.1.year']],
    [{ results: [{ year: 2026, grade: 'good' }, { year: 2026, grade: 'good' }] }, ['results.1.year']],
    [{ results: [{ cycle: 2, year: 2026, grade: 'good' }, { cycle: 1, year: 2027, grade: 'good' }] }, ['results.1.cycle']],
    [{ results: [{ year: 2026, grade: 'fair' }] }, ['results.0.grade']],
    [{ results: [{ year: 2026, grade: 'good' }], expiry: true }, ['']],
  ])('%j are refused at %j', (facts, expected) => {
    expect(paths(table([]), facts)).toEqual(expected);
  });

  it('with a grade that the profile does not know are refused', () => {
    const three = compile(profileOf({
      grades: { ...GRADES, list: ['excellent', 'qualified', 'unqualified'] },
      cycle: { article: '6', resultsPerCycle: null, rows: [{ id: 'otherwise', label: '其他', article: '6', when: {}, outcome: { host: 'continues' } }] },
    })).cycle;
    expect(paths(three, { results: [{ year: 2026, grade: 'good' }] })).toEqual(['results.0.grade']);
    expect(paths(three, { results: [{ year: 2026, grade: 'qualified' }] })).toEqual([]);
  });
});

describe('a profile without a cycle', () => {
  const { cycle } = compile(profileOf({ silent: [{ question: 'cycle', note: '没有周期', article: '8' }] }));

  it('takes any grade of the shared list and answers silent with null fields', () => {
    expect(answer(cycle, { results: years('good', 'unqualified', 'unqualified') })).toEqual({
      verdict: 'ok',
      findings: [{ rule: 'cycle.silent', severity: 'note', article: '8', message: '没有周期' }],
      decision: { host: null, formerHostMayCompete: null, chair: null, committee: null, talk: null },
    });
  });
});
