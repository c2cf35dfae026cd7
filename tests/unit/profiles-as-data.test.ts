import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LEVELS } from '@/lib/glossary';
import { localDate } from '@/lib/kernel/local-date';
import { lintProfile } from '@/lib/regulation/lint';
import { QUESTIONS, type Question } from '@/lib/regulation/question';
import { builtInProfile, builtInProfiles, readProfile } from '@/lib/regulations/files';
import { compile, evaluate, type Rulebook } from '@/lib/rulebook';

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

// A sixth jurisdiction: one profile and one file of cases. Its second version takes effect in the middle of a cycle.
const SIXTH = 'tests/unit/fixtures/yunze-2027.yaml';
const SECOND = 'tests/unit/fixtures/yunze-2028.yaml';

describe('a sixth jurisdiction', { timeout: 120_000 }, () => {
  const rules = (args: string[], input = '') => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/rules.ts', ...args], { input, encoding: 'utf8' });
    return { status, stdout, stderr };
  };
  const ask = (requests: Record<string, unknown>[]) => {
    const run = rules(['evaluate'], requests.map((r, i) => JSON.stringify({ id: `r${i}`, profile: SIXTH, on: '2027-02-01', ...r })).join('\n'));
    return { ...run, answers: run.stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown> & { findings: { article: string; message: string }[] }) };
  };

  it('validates with its own worked examples', () => {
    expect(rules(['validate', SIXTH])).toEqual({ status: 0, stdout: '没有问题：9 条规则，26 个示例全部通过\n', stderr: '' });
  });

  it('needs each of its examples: without one, validate says what is no longer shown', () => {
    const folder = mkdtempSync(join(tmpdir(), 'yunze-'));
    try {
      writeFileSync(join(folder, 'yunze-2027.yaml'), readFileSync(SIXTH));
      const cases = readFileSync(SIXTH.replace('.yaml', '.cases.yaml'), 'utf8');
      writeFileSync(join(folder, 'yunze-2027.cases.yaml'), cases.split('\n').filter((line) => !/不得承办|擅自颁证/.test(line)).join('\n'));
      const { status, stdout } = rules(['validate', join(folder, 'yunze-2027.yaml')]);
      expect(status).toBe(1);
      for (const rule of ['host.host-level', 'host.host-things', 'host.host-record', 'host.sanction-barred', 'conduct.certificates', 'conduct.open']) expect(stdout).toContain(`${rule} 没有`);
      expect(stdout).toContain('6 处问题');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
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

  it('answers all eleven questions, none with silence', () => {
    const facts: Record<Question, object> = {
      centre: { class: 'tcm', direction: '骨科' }, committee: { people: [] }, host: { institution: { id: 'A', level: '1' }, centre: { class: 'clinical', direction: '骨科' } }, notice: { publishedOn: '2026-11-02', decisionOn: '2026-11-03' },
      deadline: { kind: 'head-replacement', eventOn: '2026-12-31' }, cycle: { results: [{ year: 2026, grade: 'unqualified' }] }, conduct: { breach: 'fees' }, activity: { kind: 'certificate', steps: [] },
      year: { year: 2026, counts: { committeeMeetings: 0 } }, score: { year: 2026, counts: { committeeMeetings: 0 } }, grades: { scores: { a: 1 } },
    };
    const { status, answers } = ask(QUESTIONS.map((question) => ({ question, facts: facts[question] })));
    expect(status).toBe(0);
    expect(answers.map((a) => [a.question, a.verdict])).toEqual([
      ['centre', 'warn'], ['committee', 'block'], ['host', 'block'], ['notice', 'block'], ['deadline', 'warn'], ['cycle', 'block'], ['conduct', 'warn'], ['activity', 'block'], ['year', 'warn'], ['score', 'ok'], ['grades', 'ok'],
    ]);
    for (const { question, findings } of answers) expect(findings.filter((f) => f.article === '20'), String(question)).toEqual([]);
  });

  it('is asked only while it is in force, first and last day included', () => {
    const facts = { results: [{ year: 2027, grade: 'qualified' }] };
    const { answers } = ask(['2026-12-31', '2027-01-01', '2028-06-30', '2028-07-01'].map((on) => ({ on, question: 'cycle', facts })));
    expect(answers.map((a) => a.verdict ?? 'error')).toEqual(['error', 'ok', 'ok', 'error']);
  });

  it('is explained in its own words', () => {
    const { status, stdout } = rules(['explain', SIXTH]);
    expect(status).toBe(0);
    for (const words of ['云泽县医疗质量控制中心管理细则', '首席专家年龄', '第十五条（二）', '拟任首席专家', '3个工作日', '每缺1项扣10分', '不得参与本专业中心2年']) expect(stdout).toContain(words);
  });
});

describe('two versions of one jurisdiction', () => {
  const bookOf = (path: string): Rulebook => {
    const read = readProfile(path);
    if (!read.ok) throw new Error(read.faults.map((f) => `${path}:${f.line} ${f.path} ${f.message}`).join('; '));
    return compile(read.profile);
  };
  const versions = [SIXTH, SECOND].map(bookOf);

  /** The answer of the one version that is in force on a day, with its id. */
  const on = (day: string, question: Question, facts: object) => {
    const answers = versions.flatMap((book) => {
      const evaluated = evaluate(book, question, facts, localDate(day));
      return evaluated.ok ? [{ version: book.profile.id, ...evaluated.answer }] : [];
    });
    expect(answers).toHaveLength(1);
    return answers[0]!;
  };
  const nine = { host: 'H', people: [{ id: 'c', roles: ['chair'], institution: 'H' }, ...Array.from({ length: 8 }, (_, i) => ({ id: `m${i}`, roles: ['member'], institution: 'E' }))] };

  it('are both sound', () => {
    expect(versions.map((book) => lintProfile(book.profile))).toEqual([[], []]);
  });

  it('follow each other without a gap: every day from the first has one of them in force', () => {
    for (const day of ['2027-01-01', '2028-06-30', '2028-07-01', '2040-01-01']) on(day, 'grades', { scores: {} });
    expect([on('2028-06-30', 'grades', { scores: {} }).version, on('2028-07-01', 'grades', { scores: {} }).version]).toEqual(['yunze-2027', 'yunze-2028']);
    expect(versions.map((book) => evaluate(book, 'grades', { scores: {} }, localDate('2026-12-31')).ok)).toEqual([false, false]);
  });

  it('judge a new list by the day of its appointment', () => {
    expect([on('2028-06-30', 'committee', nine).verdict, on('2028-07-01', 'committee', nine).verdict]).toEqual(['ok', 'block']);
  });

  it('leave a list in place that stands since the earlier one, and no other', () => {
    expect(on('2028-12-01', 'committee', { ...nine, unchangedSince: '2028-06-30' })).toMatchObject({ version: 'yunze-2028', verdict: 'ok', findings: [{ rule: 'committee.size', severity: 'note', limit: 7 }] });
    expect(on('2028-12-01', 'committee', { ...nine, unchangedSince: '2028-07-01' }).verdict).toBe('block');
  });

  it('judge one cycle whose years fall under both, each result by the version of the day on which it is decided', () => {
    const failed = { cycle: 1, year: 2027, grade: 'unqualified' };
    // The first year is decided under the first version, which removes a host at once.
    expect(on('2028-02-01', 'cycle', { results: [failed] })).toMatchObject({ version: 'yunze-2027', decision: { host: 'removed', formerHostMayCompete: true } });
    // The same year, decided only after the second version took effect, is to be mended.
    expect(on('2028-07-01', 'cycle', { results: [failed] })).toMatchObject({ version: 'yunze-2028', decision: { host: 'rectify' } });
    // The second year looks back at the first, which the earlier version governed.
    expect(on('2029-02-01', 'cycle', { results: [failed, { cycle: 1, year: 2028, grade: 'unqualified' }], atExpiry: true })).toMatchObject({
      version: 'yunze-2028', verdict: 'block', decision: { host: 'removed', formerHostMayCompete: false, committee: 'dissolved' },
    });
    expect(on('2029-02-01', 'cycle', { results: [failed, { cycle: 1, year: 2028, grade: 'qualified' }], atExpiry: true })).toMatchObject({ version: 'yunze-2028', decision: { host: 'reselect' } });
  });

  it('count a deadline by the day of the question, whenever the event was', () => {
    const event = { kind: 'head-replacement', eventOn: '2028-06-29' };
    expect([on('2028-06-30', 'deadline', event).decision.due, on('2028-07-01', 'deadline', event).decision.due]).toEqual(['2028-08-29', '2028-07-31']);
  });
});
