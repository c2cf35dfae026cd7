import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEVELS } from '@/lib/glossary';
import { builtInProfile, builtInProfiles } from '@/lib/regulations/files';

// A jurisdiction is a document. No code knows one by name, and a new one needs two files.

/** What would give a jurisdiction away: its ids, its names long and short, its file number and its title. */
function namesOf(id: string): string[] {
  const { jurisdiction, instrument } = builtInProfile(id);
  const names = [id, jurisdiction.authority, instrument.title, instrument.number];
  // A level of government is a word of the field, also where a profile is called by it.
  if (!(jurisdiction.id in LEVELS)) {
    names.push(jurisdiction.id);
    names.push(jurisdiction.name.replace(/[省市区县]$/, '').replace(/^.+[省市]/, ''));
  }
  return names;
}

/** Places of the text that name a jurisdiction. */
const mentions = (text: string, names: readonly string[]): string[] =>
  text.split('\n').flatMap((line, i) => names.filter((name) => line.toLowerCase().includes(name.toLowerCase())).map((name) => `${i + 1}: ${name}`));

const SKIPPED = ['lib/regulations/', 'lib/db/generated/'];

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.i?test\.tsx?$/.test(entry.name))
    .map((entry) => relative(process.cwd(), join(entry.parentPath, entry.name)))
    .filter((path) => !SKIPPED.some((skipped) => path.startsWith(skipped)));
}

describe('the code', () => {
  const names = builtInProfiles().flatMap(namesOf);

  it('names no jurisdiction, neither by id nor by name', () => {
    const files = ['app', 'components', 'lib'].flatMap(sources);
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap((path) => mentions(readFileSync(path, 'utf8'), names).map((place) => `${path}:${place}`))).toEqual([]);
  });

  it('would be caught by this check', () => {
    expect(names).toEqual(expect.arrayContaining(['chongqing', '重庆', '郑州', 'qingpu', '青浦', '金乡', 'national-2019']));
    expect(mentions("if (tenant.id === 'Chongqing') {}\n// 郑州 has no age limit", names)).toEqual(['1: chongqing', '2: 郑州']);
  });
});

const SIXTH = `
id: yunze-2027
jurisdiction: {id: yunze, name: 云泽县, authority: 云泽县卫生健康局, letter: 云, code: YZ, level: county, parent: null}
instrument:
  title: 云泽县医疗质量控制中心管理细则
  number: 云卫〔2027〕3号
  issuer: 云泽县卫生健康局
  issuedOn: 2026-12-20
  effectiveFrom: 2027-01-01
  effectiveTo: 2030-12-31
  article: 20
lastCheckedOn: 2026-12-20
structure:
  host: {article: 3}
  hostCycle: {years: 2, force: mandatory, article: 15}
  bodies:
    - {body: committee, article: 6, term: {years: 2, force: mandatory, article: 6}, posts: [chair, vice-chair, member, secretary], members: [chair, vice-chair, member], head: chair}
  office: null
  classes: null
  plan: null
vocabulary:
  centre: 质量控制中心
  centreShort: 质控中心
  centreSuffix: 质控中心
  host: 承办单位
  authorityShort: 县卫健局
  bodies: {committee: 专家组}
  posts: {chair: 首席专家, vice-chair: 副首席专家, member: 专家}
rules:
  - {id: head-count, kind: committee.post-count, label: 首席专家人数, post: chair, min: 1, max: 1, force: mandatory, article: 6(1)}
  - {id: size, kind: committee.body-size, label: 专家人数, max: 9, counts: members, force: mandatory, article: 6(2)}
  - {id: share, kind: committee.host-share, label: 承办单位专家, max: 2, force: in-principle, article: 6(2)}
  - {id: age, kind: committee.age-limit, label: 首席专家年龄, post: chair, max: 60, force: mandatory, article: 7(1)}
grades:
  article: 14
  list: [excellent, qualified, unqualified]
  byScore: {article: 14, maximum: 100, bands: [{grade: excellent, from: 85}, {grade: qualified, from: 60}, {grade: unqualified, from: 0}]}
  byProportion: null
cycle:
  article: 15
  resultsPerCycle: 2
  rows:
    - {id: unqualified, label: 一年不合格即更换, article: 15(2), when: {newest: [unqualified]}, outcome: {host: removed, formerHostMayCompete: true, committee: dissolved}, message: 年度考核不合格，更换承办单位}
    - {id: expiry, label: 届满, article: 15(1), when: {atExpiry: true}, outcome: {host: reselect, formerHostMayCompete: true, chair: ends, committee: ends}, message: 两年届满，重新确定承办单位}
    - {id: continues, label: 继续, article: 15, when: {}, outcome: {host: continues}}
deadlines:
  - {kind: head-replacement, label: 另荐首席专家, force: mandatory, article: 8, months: 2, rolls: true}
silent:
  - {question: deadline, part: change-filing, article: 18, note: 细则未要求变更备案}
`;

const SIXTH_CASES = `
- name: 九名专家，其中承办单位两名，符合
  on: 2027-02-01
  question: committee
  facts: {host: H, people: [{id: c, roles: [chair], institution: H}, {id: h, roles: [member], institution: H}, {id: m, roles: [member], institution: E, times: 7}]}
  expect: {verdict: ok}
- name: 十名专家，不符合
  on: 2027-02-01
  question: committee
  facts: {host: H, people: [{id: c, roles: [chair], institution: H}, {id: m, roles: [member], institution: E, times: 9}]}
  expect: {verdict: block, articles: [6(2)]}
- name: 一年不合格即更换，原单位可以参与
  on: 2028-02-01
  question: cycle
  facts: {results: [{year: 2027, grade: unqualified}]}
  expect: {verdict: block, articles: [15(2)], decision: {host: removed, formerHostMayCompete: true, committee: dissolved}}
`;

describe('a sixth jurisdiction', { timeout: 120_000 }, () => {
  let folder: string;
  let path: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'yunze-'));
    path = join(folder, 'yunze-2027.yaml');
    writeFileSync(path, SIXTH);
    writeFileSync(join(folder, 'yunze-2027.cases.yaml'), SIXTH_CASES);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const rules = (args: string[], input = '') => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/rules.ts', ...args], { input, encoding: 'utf8' });
    return { status, stdout, stderr };
  };
  const ask = (requests: Record<string, unknown>[]) => {
    const run = rules(['evaluate'], requests.map((r, i) => JSON.stringify({ id: `r${i}`, profile: path, on: '2027-02-01', ...r })).join('\n'));
    return { ...run, answers: run.stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown> & { findings: { article: string; message: string }[] }) };
  };

  it('validates with its own worked examples', () => {
    expect(rules(['validate', path])).toEqual({ status: 0, stdout: '没有问题：4 条规则，3 个示例全部通过\n', stderr: '' });
  });

  it('answers by its own limits, articles and words', () => {
    const { status, answers } = ask([
      { question: 'committee', facts: { host: 'H', people: [{ id: 'c', roles: ['chair'], institution: 'H', born: '1966-02-01' }, { id: 'a', roles: ['member'], institution: 'H' }, { id: 'b', roles: ['member'], institution: 'H' }] } },
      { question: 'committee', facts: { people: [] } },
      { question: 'deadline', facts: { kind: 'head-replacement', eventOn: '2026-12-31' } },
      { question: 'deadline', facts: { kind: 'change-filing', eventOn: '2026-12-31' } },
      { question: 'grades', facts: { scores: { a: 85, b: 84, c: 59 } } },
    ]);
    expect(status).toBe(0);
    expect(answers[0]!.verdict).toBe('block');
    expect(answers[0]!.findings.map((f) => f.article)).toEqual(['7(1)', '6(2)']);
    expect(answers[0]!.findings[1]!.message).toContain('承办单位专家3人');
    expect(answers[1]!.findings[0]!.message).toContain('首席专家空缺');
    expect(answers[2]!.decision).toEqual({ due: '2027-03-01', late: null });
    expect(answers[3]!.findings).toMatchObject([{ rule: 'deadline.silent', article: '18', message: '细则未要求变更备案' }]);
    expect(answers[4]!.decision).toEqual({ byScore: { a: 'excellent', b: 'qualified', c: 'unqualified' }, byProportion: null, conflicts: [] });
  });

  it('is asked only while it is in force, first and last day included', () => {
    const facts = { results: [{ year: 2027, grade: 'qualified' }] };
    const { answers } = ask(['2026-12-31', '2027-01-01', '2030-12-31', '2031-01-01'].map((on) => ({ on, question: 'cycle', facts })));
    expect(answers.map((a) => a.verdict ?? 'error')).toEqual(['error', 'ok', 'ok', 'error']);
  });

  it('is explained in its own words', () => {
    const { status, stdout } = rules(['explain', path]);
    expect(status).toBe(0);
    for (const words of ['云泽县医疗质量控制中心管理细则', '首席专家年龄', '第十五条（二）']) expect(stdout).toContain(words);
  });
});
