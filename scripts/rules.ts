// The rules command: the regulation engine without a database, a server or a login.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { FORCES } from '../lib/glossary';
import { issueWords } from '../lib/kernel/issue-words';
import { formatArticle } from '../lib/regulation/citation';
import { PARTS } from '../lib/regulation/explain';
import { lintProfile } from '../lib/regulation/lint';
import { answerRequest, compile, explain as explainProfile, type CheckedProfile, type RequestFault, type Rulebook } from '../lib/rulebook';
import { casesPath, exampleGaps, readCases, runCase } from '../lib/regulations/cases';
import { builtInPath, builtInProfile, builtInProfiles, parseYaml, placeOf, readProfile, readText, type FileFault } from '../lib/regulations/files';

z.config({ localeError: issueWords });

const USAGE = `用法：
  npm run --silent rules -- profiles
  npm run --silent rules -- evaluate [文件]
  npm run --silent rules -- explain 档案 [条文]
  npm run --silent rules -- validate 文件`;

const print = (text: string) => process.stdout.write(`${text}\n`);
// A reader that closes early, as `head` does, is no fault.
process.stdout.on('error', () => {});
/** A line of standard error; characters that would steer a terminal or break the line are written out. */
const complain = (text: string) => process.stderr.write(`${text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`);
/** One line, whatever is in it. */
const inLine = (text: string) => text.replaceAll('\n', '\\u000a');

/** Every article that a profile cites, wherever it stands in the document. */
function citedArticles(node: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(node)) for (const child of node) citedArticles(child, found);
  else if (node !== null && typeof node === 'object') {
    for (const [key, value] of Object.entries(node)) {
      if (key === 'article') found.add(String(value));
      else if (key === 'articles') for (const article of value as string[]) found.add(String(article));
      else citedArticles(value, found);
    }
  }
  return found;
}

function profiles(): number {
  print(
    JSON.stringify(
      builtInProfiles().map((id) => {
        const profile = builtInProfile(id);
        const { title, effectiveFrom, effectiveTo } = profile.instrument;
        return {
          id,
          jurisdiction: profile.jurisdiction.name,
          instrument: title,
          level: profile.jurisdiction.level,
          effectiveFrom,
          effectiveTo,
          settings: explainProfile(profile).length,
          articles: citedArticles(profile).size,
        };
      }),
      null,
      2,
    ),
  );
  return 0;
}

function explain(id: string | undefined, article: string | undefined): number {
  const profile = id === undefined ? null : findProfile(id);
  if (!profile) return misuse(`没有规则档案 ${id ?? ''}；可用：${builtInProfiles().join('、')}`);
  if ('faults' in profile) {
    profile.faults.forEach((message) => complain(inLine(message)));
    return 2;
  }
  const lines = explainProfile(profile).filter((l) => article === undefined || l.article === article || l.article.startsWith(`${article}(`));
  print(`${profile.instrument.title}（${profile.instrument.number}），自${profile.instrument.effectiveFrom}施行`);
  if (lines.length === 0) {
    complain(`档案中没有引用条文 ${article ?? ''}`);
    return 2;
  }
  const row = (l: (typeof lines)[number]) => {
    const force = l.force === 'silent' ? '未规定' : FORCES[l.force];
    print(`${formatArticle(l.article, profile.instrument.annexes)}\t${force}\t${l.label}\t${l.value}${l.reading ? `\t读法 ${l.reading.entry} ${l.reading.takes}` : ''}`);
  };
  // Of one article the lines stand alone; the whole profile is read part by part.
  if (article !== undefined) lines.forEach(row);
  else {
    for (const [part, name] of Object.entries(PARTS)) {
      const own = lines.filter((l) => l.part === part);
      if (own.length > 0) print(`\n【${name}】${own.length}条`);
      own.forEach(row);
    }
  }
  return 0;
}

interface Faulty {
  faults: string[];
}

const compiled = new Map<string, Rulebook | Faulty | null>();

/** A built-in profile or that of a file; what is wrong with the file if it is none, null if there is no such thing. */
function findProfile(id: string): CheckedProfile | Faulty | null {
  if (builtInProfiles().includes(id)) return builtInProfile(id);
  if (!/\.ya?ml$/.test(id) || !existsSync(id)) return null;
  const read = readProfile(id);
  return read.ok ? read.profile : { faults: read.faults.map((f) => `档案有误 ${f.line}:${f.column} ${f.path ? `${f.path} ` : ''}${f.message}`) };
}

/** The rulebook of a built-in id or of a profile file, compiled once. */
function find(id: string): Rulebook | Faulty | null {
  if (!compiled.has(id)) {
    const profile = findProfile(id);
    compiled.set(id, profile && ('faults' in profile ? profile : compile(profile)));
  }
  return compiled.get(id) ?? null;
}

/** A request, or why there is none, with its place in the input. */
type Entry = ({ request: unknown } | { fault: string }) & { place: string };

function parseJson(json: string): { request: unknown } | { fault: string } {
  try {
    return { request: JSON.parse(json) as unknown };
  } catch {
    return { fault: '不是 JSON' };
  }
}

/** The requests of a text: one object, an array, or one object a line. A line that is no JSON stays a fault in its place. */
function requestsOf(text: string): Entry[] {
  const whole = parseJson(text);
  if ('request' in whole) return Array.isArray(whole.request) ? whole.request.map((request: unknown, i) => ({ request, place: `第${i + 1}个` })) : [{ ...whole, place: '' }];
  const lines = text.split('\n').map((line, i) => ({ line: line.trim(), number: i + 1 })).filter(({ line }) => line !== '');
  // A bracket alone on its line opens a document spread over lines, which is broken as a whole.
  if (lines.length > 1 && /^[[{]$/.test(lines[0]!.line)) return [{ ...whole, place: '' }];
  return lines.map(({ line, number }) => {
    const parsed = parseJson(line);
    return { ...('fault' in parsed ? { fault: `第${number}行${parsed.fault}` } : parsed), place: `第${number}行` };
  });
}

function evaluate(file: string | undefined): number {
  let text: string;
  try {
    text = readFileSync(file ?? 0, 'utf8').replace(/^\ufeff/, '');
  } catch {
    return misuse(`不能读取 ${file ?? '标准输入'}`);
  }
  const requests = requestsOf(text);
  if (requests.length === 0) return misuse('没有请求');
  let status = 0;
  const out: string[] = [];
  const refuse = (given: unknown, place: string, faults: RequestFault[]) => {
    status = 2;
    const id = typeof given === 'string' || typeof given === 'number' ? given : null;
    out.push(JSON.stringify({ id, error: faults }));
    for (const { path, expected } of faults) complain(inLine(`${id ?? `（${place || '无编号'}）`} ${path || '.'}：${expected}`));
  };
  for (const entry of requests) {
    if ('fault' in entry) refuse(null, entry.place, [{ path: '', expected: entry.fault }]);
    else {
      const answered = answerRequest(entry.request, find);
      if (answered.ok) out.push(JSON.stringify(answered.result));
      else refuse(answered.id, entry.place, answered.faults);
    }
  }
  print(out.join('\n'));
  return status;
}

function validate(file: string | undefined): number {
  if (file === undefined) return misuse('须写明文件');
  const path = builtInProfiles().includes(file) ? builtInPath(file) : file;
  if (!existsSync(path) || statSync(path).isDirectory()) return misuse(`没有文件 ${file}`);
  const report = (faults: FileFault[], name = path) => faults.forEach((f) => print(`${name}:${f.line}:${f.column} ${f.path ? `${f.path} ` : ''}${f.message}`));
  const read = readProfile(path);
  if (!read.ok) {
    report(read.faults);
    print(`${read.faults.length} 处问题`);
    return 1;
  }
  const { document, lines } = parseYaml(readText(path) ?? '');
  const lint = lintProfile(read.profile).map(({ path: at, message }) => ({ ...placeOf(document, lines, at), path: at.join('.'), message }));
  report(lint);
  const examples = readCases(casesPath(path));
  report(examples.faults, casesPath(path));
  const rulebook = compile(read.profile);
  let failed = 0;
  for (const { example, line } of examples.cases) {
    const wrong = runCase(rulebook, example);
    if (wrong.length > 0) failed += 1;
    wrong.forEach((message) => print(`${casesPath(path)}:${line}:1 “${example.name}” ${message}`));
  }
  const gaps = exampleGaps(rulebook, examples.cases.map(({ example }) => example)).map(({ path: at, message }) => ({ ...placeOf(document, lines, at), path: at.join('.'), message }));
  report(gaps);
  const faults = lint.length + examples.faults.length + failed + gaps.length;
  print(faults === 0 ? `没有问题：${read.profile.rules.length} 条规则，${examples.cases.length} 个示例全部通过` : `${faults} 处问题`);
  return faults === 0 ? 0 : 1;
}

function misuse(message: string): number {
  complain(message);
  complain(USAGE);
  return 2;
}

const [call, ...rest] = process.argv.slice(2);
const calls = new Map([
  ['profiles', profiles],
  ['evaluate', () => evaluate(rest[0])],
  ['explain', () => explain(rest[0], rest[1])],
  ['validate', () => validate(rest[0])],
]);
process.exitCode = (calls.get(call ?? '') ?? (() => misuse(call ? `没有 ${call} 这个用法` : '须写明用法')))();
