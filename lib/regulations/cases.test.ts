import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '@/lib/kernel/local-date';
import { compile } from '@/lib/rulebook';
import { profileOf, setting } from '@/tests/unit/one-rule';
import { casesPath, exampleGaps, readCases, runCase, type WorkedCase } from './cases';
import { builtInPath, builtInProfile, builtInProfiles } from './files';

describe.each(builtInProfiles())('the worked examples of %s', (id) => {
  const rulebook = compile(builtInProfile(id));
  const { cases, faults } = readCases(casesPath(builtInPath(id)));

  it('all pass', () => {
    expect(faults).toEqual([]);
    expect(cases.flatMap(({ example }) => runCase(rulebook, example).map((wrong) => `${example.name} ${wrong}`))).toEqual([]);
  });

  it('leave no statement unshown', () => {
    expect(exampleGaps(rulebook, cases.map(({ example }) => example))).toEqual([]);
  });
});

const book = compile(profileOf({
  rules: [setting('committee.host-share', { id: 'share', max: 1 })],
  notice: { article: '8', days: 5, unit: 'calendar-days', objection: { article: '8' } },
  duties: [
    { id: 'trainings', label: '培训', article: '6', topic: 'work', measure: { type: 'count', of: 'trainings', min: 1 }, proof: '记录' },
    { id: 'rules', label: '制度', article: '6', topic: 'work', measure: { type: 'standing' }, proof: '文本' },
  ],
  prohibitions: [{ id: 'fees', label: '不得收费', article: '7', limbs: [{ breach: 'fees', qualifier: 'absolute' }] }],
}));
const example = ({ on = '2026-06-15', ...over }: Partial<Omit<WorkedCase, 'on'>> & Pick<WorkedCase, 'question' | 'facts'> & { on?: string }): WorkedCase => ({ name: '例', on: localDate(on), expect: {}, ...over });
const list = (n: number, expect_: WorkedCase['expect'] = {}) => example({ question: 'committee', facts: { host: 'H', people: [{ id: 'm', roles: ['member'], institution: 'H', times: n }] }, expect: expect_ });
const ALL = [
  list(1), list(2),
  example({ question: 'notice', facts: { publishedOn: '2026-06-01', decisionOn: '2026-06-10' } }),
  example({ question: 'notice', facts: { publishedOn: '2026-06-01', decisionOn: '2026-06-02', objections: [{ on: '2026-06-02', resolved: false }] } }),
  example({ question: 'year', on: '2027-01-15', facts: { year: 2026, counts: { trainings: 0 } } }),
  example({ question: 'year', facts: { year: 2026 } }),
  example({ question: 'conduct', facts: { breach: 'fees' } }),
];

describe('exampleGaps', () => {
  it('finds none where each limit is shown kept and broken, and each row applies', () => {
    expect(exampleGaps(book, ALL)).toEqual([]);
  });

  it.each<[string, number[], string, string]>([
    ['a limit that is never broken', [1], 'rules.0', 'committee.share 没有不符合的示例'],
    ['a limit that is never kept', [0], 'rules.0', 'committee.share 没有符合的示例'],
    ['a duty that is never missed', [4], 'duties.0', 'year.trainings 没有不符合的示例'],
    ['a row that never applies', [6], 'prohibitions.0', 'conduct.fees 没有适用的示例'],
  ])('finds %s, with its place', (_what, left, path, message) => {
    expect(exampleGaps(book, ALL.filter((_, i) => !left.includes(i))).map((gap) => [gap.path.join('.'), gap.message])).toEqual([[path, message]]);
  });

  it('finds each statement without any example, but asks for none of what only stands', () => {
    expect(exampleGaps(book, []).map((gap) => gap.message)).toEqual([
      'committee.share 没有不符合和符合的示例', 'notice.period 没有不符合和符合的示例', 'notice.objection 没有不符合和符合的示例', 'year.trainings 没有不符合和符合的示例', 'conduct.fees 没有适用的示例',
    ]);
  });

  it('does not count an example whose facts are refused', () => {
    const refused = example({ question: 'conduct', facts: { breach: 'fees', colour: 'red' } });
    expect(exampleGaps(book, [...ALL.slice(0, 6), refused]).map((gap) => gap.message)).toEqual(['conduct.fees 没有适用的示例']);
  });
});

describe('runCase', () => {
  it('passes what holds', () => {
    expect(runCase(book, list(2, { verdict: 'block', articles: ['3(1)'], decision: {} }))).toEqual([]);
  });

  it('names each expectation that does not', () => {
    expect(runCase(book, list(2, { verdict: 'ok', articles: ['9'] }))).toEqual([expect.stringMatching(/^应为 ok，得 block（3\(1\) /), '应有第 9 条的意见']);
    expect(runCase(book, list(1, { verdict: 'block' }))).toEqual(['应为 block，得 ok（没有意见）']);
    const notice = example({ question: 'notice', facts: { publishedOn: '2026-06-01', decisionOn: '2026-06-10' }, expect: { decision: { lastDay: '2026-06-06', earliestDecision: '2026-06-08' } } });
    expect(runCase(book, notice)).toEqual(['decision.earliestDecision 应为 "2026-06-08"，得 "2026-06-07"']);
  });

  it('compares decisions part by part, whatever else they hold', () => {
    const year = (duties: unknown) => runCase(book, example({ question: 'year', on: '2027-01-15', facts: { year: 2026, counts: { trainings: 0 } }, expect: { decision: { duties } } }));
    expect(year([{ article: '6', met: false }])).toEqual([]);
    expect(year([{ article: '6', met: true }])).toHaveLength(1);
    expect(year([{ article: '6' }, { article: '7' }])).toHaveLength(1);
    expect(year(null)).toHaveLength(1);
  });

  it('does not take a note for a finding under an article', () => {
    const reminder = example({ question: 'year', facts: { year: 2026, counts: { trainings: 0 } }, expect: { verdict: 'ok', articles: ['6'] } });
    expect(runCase(book, reminder)).toEqual(['应有第 6 条的意见']);
  });

  it('gives the faults of facts that are refused', () => {
    expect(runCase(book, example({ question: 'conduct', facts: { breach: 'lunch' } }))).toEqual([expect.stringMatching(/^facts\.breach /)]);
  });
});

describe('readCases', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cases-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const read = (text: string) => {
    writeFileSync(join(folder, 'x.cases.yaml'), text);
    return readCases(join(folder, 'x.cases.yaml'));
  };

  it('gives each example with its line; an article may be a number', () => {
    const { cases, faults } = read('# 示例\n- {name: 甲, on: 2026-01-01, question: year, facts: {year: 2026}, expect: {articles: [9]}}\n\n- name: 乙\n  on: 2026-01-01\n  question: year\n  facts: {}\n  expect: {}\n');
    expect(faults).toEqual([]);
    expect(cases.map(({ example: { name, expect: e }, line }) => [name, line, e.articles])).toEqual([['甲', 2, ['9']], ['乙', 4, undefined]]);
  });

  it.each([
    ['nothing', '', ''],
    ['an empty list', '[]', ''],
    ['a list in which a fact is missing', '- name: 甲\n  on: 2026-01-01\n  question: year\n  expect: {}\n', '0.facts'],
    ['an unknown question', '- {name: 甲, on: 2026-01-01, question: weather, facts: {}, expect: {}}\n', '0.question'],
    ['an impossible day', '- {name: 甲, on: 2026-02-30, question: year, facts: {}, expect: {}}\n', '0.on'],
    ['no YAML', '[', ''],
  ])('refuses %s at its place', (_what, text, path) => {
    const { cases, faults } = read(text);
    expect([cases, faults.map((f) => f.path)]).toEqual([[], [path]]);
    expect(faults[0]!.line).toBeGreaterThan(0);
  });

  it('says so where there is no such file', () => {
    expect(readCases(join(folder, 'none.cases.yaml')).faults.map((f) => f.message)).toEqual(['没有示例文件 none.cases.yaml']);
  });

  it('belongs to the profile of the same name', () => {
    expect([casesPath('/x/a-2026.yaml'), casesPath('b-2026.yml')]).toEqual(['/x/a-2026.cases.yaml', 'b-2026.cases.yaml']);
  });
});
