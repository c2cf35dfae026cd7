import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { builtInPath, builtInProfiles } from '@/lib/regulations/files';
import { profileDocument } from './one-rule';

// The command as others call it: a process with arguments, standard input, output, error and an exit status.

interface Run {
  status: number | null;
  out: string;
  err: string;
}

function rules(args: string[], input: string | string[] = ''): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/rules.ts', ...args], { env: { ...process.env, NODE_NO_WARNINGS: '1' } });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.on('error', reject);
    child.on('close', (status) => {
      // Whatever the input, nobody is shown a stack trace.
      const trace = /^\s+at .+:\d+:\d+|node:internal|Error: /m.exec(out + err);
      if (trace) reject(new Error(`stack trace:\n${err}${out.slice(0, 500)}`));
      else resolve({ status, out, err });
    });
    child.stdin.on('error', () => {}); // a command that refuses its arguments does not read
    const parts = [input].flat();
    const write = (i: number): void => {
      if (i === parts.length) child.stdin.end();
      else child.stdin.write(parts[i]!, () => setTimeout(() => write(i + 1), i + 1 < parts.length ? 400 : 0));
    };
    write(0);
  });
}

interface Line {
  id: string | null;
  verdict?: string;
  question?: string;
  profile?: string;
  on?: string;
  findings?: { rule: string; severity: string; article: string; message: string }[];
  decision?: Record<string, unknown>;
  error?: { path: string; expected: string }[];
}
const linesOf = (out: string): Line[] => out.trimEnd().split('\n').map((line) => JSON.parse(line) as Line);

const PROFILE = 'chongqing-2025';
const deadline = { kind: 'head-replacement', eventOn: '2026-01-31', doneOn: '2026-02-28' };
const request = (id: string, over: Record<string, unknown> = {}) => ({ id, profile: PROFILE, on: '2026-06-15', question: 'deadline', facts: deadline, ...over });
const list = (people: unknown[], over: Record<string, unknown> = {}) => request('list', { question: 'committee', facts: { host: 'H', people, ...over } });
const PAIR = [{ id: 'c', roles: ['chair'], institution: 'H' }, { id: 'v', roles: ['vice-chair'], institution: 'E' }];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rules-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

describe('evaluate', { timeout: 120_000 }, () => {
  it('answers one object, whatever its verdict, with status 0 and the fields of the contract in order', async () => {
    const { status, out, err } = await rules(['evaluate'], JSON.stringify(list([])));
    expect([status, err, out.split('\n')]).toEqual([0, '', [expect.any(String), '']]);
    const [line] = linesOf(out);
    expect(Object.keys(line!)).toEqual(['id', 'profile', 'question', 'on', 'verdict', 'findings', 'decision']);
    expect(line).toMatchObject({ id: 'list', profile: PROFILE, question: 'committee', on: '2026-06-15', verdict: 'block', decision: {} });
    expect(line!.findings![0]).toMatchObject({ rule: 'committee.chair-count', severity: 'block', article: '13(2)' });
  });

  it('answers an object spread over lines, and one that arrives slowly', async () => {
    const text = JSON.stringify(request('slow'), null, 2);
    const { status, out } = await rules(['evaluate'], [text.slice(0, 40), text.slice(40, 90), text.slice(90)]);
    expect([status, linesOf(out).map((l) => [l.id, l.verdict])]).toEqual([0, [['slow', 'ok']]]);
  });

  it('answers an array in order, one line each', async () => {
    const { status, out } = await rules(['evaluate'], JSON.stringify([request('b'), request('a', { facts: { ...deadline, doneOn: '2026-03-02' } }), request('c')], null, 1));
    expect([status, linesOf(out).map((l) => [l.id, l.verdict])]).toEqual([0, [['b', 'ok'], ['a', 'warn'], ['c', 'ok']]]);
  });

  it('answers NDJSON from a file, with blank lines and Windows line ends', async () => {
    const path = file('requests.ndjson', [request('1'), request('2'), request('3')].map((r) => JSON.stringify(r)).join('\r\n\r\n'));
    const { status, out } = await rules(['evaluate', path]);
    expect([status, linesOf(out).map((l) => l.id)]).toEqual([0, ['1', '2', '3']]);
  });

  it('answers a bad line of NDJSON in place, the others too, and says so on standard error', async () => {
    const { status, out, err } = await rules(['evaluate'], `${JSON.stringify(request('1'))}\n{"id": "2", \n${JSON.stringify(request('3'))}\nnull\n`);
    expect(status).toBe(2);
    const lines = linesOf(out);
    expect(lines.map((l) => [l.id, l.verdict ?? 'error'])).toEqual([['1', 'ok'], [null, 'error'], ['3', 'ok'], [null, 'error']]);
    expect(lines[1]!.error).toEqual([{ path: '', expected: '第2行不是 JSON' }]);
    expect(err.trimEnd().split('\n')).toEqual(['（第2行） .：第2行不是 JSON', '（第4行） .：应为对象，实为空值']);
  });

  it('refuses what is no valid request with id, path and what was expected, and answers the rest', async () => {
    const wrong: [string, unknown, string[]][] = [
      ['unknown-profile', request('', { profile: 'atlantis-2026' }), ['profile']],
      ['no-such-file', request('', { profile: join(tmpdir(), 'nowhere.yaml') }), ['profile']],
      ['unknown-question', request('', { question: 'weather' }), ['question']],
      ['unknown-key', request('', { colour: 'red' }), ['colour']],
      ['missing-on', { ...request(''), on: undefined }, ['on']],
      ['impossible-date', request('', { on: '2026-02-30' }), ['on']],
      ['time-of-day', request('', { on: '2026-06-15T08:00:00Z' }), ['on']],
      ['before-effect', request('', { on: '2025-05-26' }), ['on']],
      ['facts-no-object', request('', { facts: [] }), ['facts']],
      ['unknown-fact', request('', { facts: { ...deadline, colour: 'red' } }), ['facts.colour']],
      ['missing-fact', request('', { facts: { kind: 'head-replacement' } }), ['facts.eventOn']],
      ['unknown-kind', request('', { facts: { ...deadline, kind: 'lunch' } }), ['facts.kind']],
      ['impossible-fact-date', request('', { facts: { ...deadline, eventOn: '2026-04-31', doneOn: 'soon' } }), ['facts.eventOn', 'facts.doneOn']],
      ['unknown-enum', list([{ id: 'a', roles: ['chair'], title: 'professor' }]), ['facts.people.0.title']],
      ['unknown-person-key', list([{ id: 'a', roles: ['chair'], age: 60 }]), ['facts.people.0.age']],
      ['role-twice', list([{ id: 'a', roles: ['chair', 'chair'] }]), ['facts.people.0.roles.1']],
      ['same-id-twice', list([...PAIR, PAIR[0]]), ['facts.people.2.id']],
      ['post-of-another-body', list([{ id: 'a', roles: ['inspector'] }]), ['facts.people.0.roles.0']],
      ['grade-of-another-profile', request('', { profile: 'jinxiang-2026', question: 'cycle', facts: { results: [{ year: 2026, grade: 'good' }] } }), ['facts.results.0.grade']],
      ['years-not-ascending', request('', { question: 'cycle', facts: { results: [{ year: 2026, grade: 'good' }, { year: 2026, grade: 'good' }] } }), ['facts.results.1.year']],
      ['score-above-maximum', request('', { profile: 'jinxiang-2026', question: 'grades', facts: { scores: { c1: 101 } } }), ['facts.scores.c1']],
    ];
    const requests = wrong.flatMap(([id, body]) => [{ ...(body as object), id }, request(`after-${id}`)]);
    const { status, out, err } = await rules(['evaluate'], requests.map((r) => JSON.stringify(r)).join('\n'));
    expect(status).toBe(2);
    const lines = linesOf(out);
    expect(lines.map((l) => l.id)).toEqual(requests.map((r) => r.id));
    for (const [i, [id, , paths]] of wrong.entries()) {
      const line = lines[2 * i]!;
      expect(Object.keys(line), id).toEqual(['id', 'error']);
      expect(line.error!.map((e) => e.path), id).toEqual(paths);
      for (const { path, expected } of line.error!) {
        expect(expected, id).toMatch(/[一-鿿]/);
        expect(expected, id).not.toMatch(/object|undefined|string|array|null|Invalid|Unrecognized/);
        expect(err, id).toContain(`${id} ${path || '.'}：${expected}`);
      }
      expect(lines[2 * i + 1], `after ${id}`).toMatchObject({ id: `after-${id}`, verdict: 'ok' });
    }
    expect(err.trimEnd().split('\n')).toHaveLength(wrong.reduce((n, [, , paths]) => n + paths.length, 0));
  });

  it('takes a date of the facts before the profile takes effect: only the day of the question counts', async () => {
    const { status, out } = await rules(['evaluate'], JSON.stringify(request('old', { on: '2025-05-27', facts: { kind: 'head-replacement', eventOn: '2025-05-01' } })));
    expect([status, linesOf(out)[0]!.decision]).toEqual([0, { due: '2025-06-03', late: null }]);
  });

  it('answers silent where a text does not regulate the question', async () => {
    const facts = { results: [{ year: 2025, grade: 'good' }] };
    const { status, out } = await rules(['evaluate'], JSON.stringify([request('a', { profile: 'qingpu-2025', question: 'cycle', facts }), list([{ id: 'l', roles: ['leader'] }], { body: 'expert-group' })]));
    expect(status).toBe(0);
    for (const line of linesOf(out)) {
      expect([line.verdict, line.findings!.map((f) => [f.rule, f.severity])]).toEqual(['ok', [[`${line.question}.silent`, 'note']]]);
    }
    expect(linesOf(out)[0]!.decision).toEqual({ host: null, formerHostMayCompete: null, chair: null, committee: null, talk: null });
  });

  it('refuses empty input, an empty list, bare values and a file that is not there', async () => {
    const runs = await Promise.all([rules(['evaluate'], ''), rules(['evaluate'], '[]'), rules(['evaluate', join(folder, 'none.json')]), rules(['evaluate', folder])]);
    for (const run of runs) expect([run.status, run.out]).toEqual([2, '']);
    const bare = await rules(['evaluate'], '[1, "x", null, [], true]');
    expect([bare.status, linesOf(bare.out).map((l) => [l.id, l.error!.length > 0])]).toEqual([2, Array(5).fill([null, true])]);
  });

  it('answers huge input: ten thousand people, names of a megabyte, deep nesting, names that mean something to JavaScript', async () => {
    const big = 'x'.repeat(1_000_000);
    const requests = [
      list(Array.from({ length: 10_000 }, (_, i) => ({ id: `p${i}`, roles: ['member'], institution: `E${i}` }))),
      list([{ id: 'c', roles: ['chair'], institution: big }, { id: 'v', roles: ['vice-chair'], institution: 'E' }]),
      request('big-kind', { facts: { kind: big, eventOn: '2026-01-01' } }),
      request(big),
    ].map((r) => JSON.stringify(r));
    requests.push(`{"id": "deep", "facts": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`);
    requests.push('{"id": "names", "profile": "jinxiang-2026", "on": "2027-01-15", "question": "grades", "facts": {"scores": {"valueOf": 95, "toString": 80}}}');
    requests.push('{"id": "proto", "__proto__": {"x": 1}, "constructor": 1}');
    const { status, out } = await rules(['evaluate'], requests.join('\n'));
    expect(status).toBe(2);
    const lines = linesOf(out);
    expect(lines.map((l) => l.verdict ?? 'error')).toEqual(['block', 'warn', 'error', 'error', 'error', 'warn', 'error']);
    expect(lines[0]!.findings!.find((f) => f.rule === 'committee.size')).toMatchObject({ actual: 10_000, limit: 30 });
    expect(lines[5]!.decision!.byScore).toEqual({ valueOf: 'excellent', toString: 'qualified' });
  });

  it('takes the path of a profile file for an id', async () => {
    const path = file('sixth.yaml', stringify(profileDocument()));
    const { status, out } = await rules(['evaluate'], JSON.stringify(request('own', { profile: path, question: 'cycle', facts: { results: [{ year: 2026, grade: 'good' }] } })));
    expect([status, linesOf(out)[0]]).toEqual([0, expect.objectContaining({ profile: path, verdict: 'ok' })]);
  });

  it('refuses a profile file with faults, a folder of that name, and a file of another kind', async () => {
    mkdirSync(join(folder, 'folder.yaml'), { recursive: true });
    const paths = [file('broken.yaml', 'id: [unclosed'), file('alias.yaml', 'a: *nothing'), file('short.yaml', 'id: x-2026'), join(folder, 'folder.yaml'), file('profile.json', '{}')];
    const { status, out } = await rules(['evaluate'], JSON.stringify(paths.map((profile, i) => request(`p${i}`, { profile }))));
    const errors = linesOf(out).map((l) => l.error!);
    expect([status, errors.map((list_) => [...new Set(list_.map((e) => e.path))])]).toEqual([2, paths.map(() => ['profile'])]);
    // A file that is there says what is wrong with it, every fault with its place; what is no profile file is not there.
    for (const [i, words] of [/^档案有误 1:14 /, /^档案有误 1:\d+ /, /^档案有误 1:1 jurisdiction 缺少，应为对象$/, /不能读取文件/, /没有规则档案/].entries()) {
      expect(errors[i]!.map((e) => e.expected), paths[i]).toContainEqual(expect.stringMatching(words));
    }
    expect(errors[2]!.length).toBeGreaterThan(5);
  });

  it('takes a byte order mark at the start, of a file and of standard input', async () => {
    const text = `\ufeff${JSON.stringify(request('marked'))}`;
    const runs = await Promise.all([rules(['evaluate'], text), rules(['evaluate', file('marked.json', text)]), rules(['evaluate'], `\ufeff${JSON.stringify(request('1'))}\n${JSON.stringify(request('2'))}`)]);
    expect(runs.map((r) => [r.status, linesOf(r.out).map((l) => l.verdict)])).toEqual([[0, ['ok']], [0, ['ok']], [0, ['ok', 'ok']]]);
  });

  it('repeats a number given as id, and refuses it', async () => {
    const { status, out, err } = await rules(['evaluate'], JSON.stringify([request('r', { id: 17 }), request('r', { id: { n: 1 } }), request('r', { id: '' })]));
    expect([status, linesOf(out).map((l) => [l.id, l.error!.map((e) => e.path)])]).toEqual([2, [[17, ['id']], [null, ['id']], ['', ['id']]]]);
    expect(err.split('\n').slice(0, 2)).toEqual(['17 id：应为文字，实为17', '（第2个） id：应为文字，实为对象']);
  });

  it('refuses keys that mean something to JavaScript, at every depth, instead of dropping them', async () => {
    const requests = [
      `{"id": "facts", "profile": "${PROFILE}", "on": "2026-06-15", "question": "deadline", "facts": {"kind": "head-replacement", "eventOn": "2026-01-31", "__proto__": {"doneOn": "2026-02-01"}}}`,
      '{"id": "scores", "profile": "jinxiang-2026", "on": "2027-01-15", "question": "grades", "facts": {"scores": {"__proto__": 95, "constructor": 80, "a": 1}}}',
      '{"id": "awarded", "profile": "jinxiang-2026", "on": "2027-01-15", "question": "score", "facts": {"year": 2026, "awarded": {"__proto__": 0}}}',
      `{"id": "person", "profile": "${PROFILE}", "on": "2026-06-15", "question": "committee", "facts": {"people": [{"id": "a", "roles": ["member"], "constructor": {"x": 1}}]}}`,
    ];
    const { status, out } = await rules(['evaluate'], requests.join('\n'));
    expect([status, linesOf(out).map((l) => l.error!.map((e) => e.path))]).toEqual([2, [
      ['facts.__proto__'], ['facts.scores.__proto__', 'facts.scores.constructor'], ['facts.awarded.__proto__'], ['facts.people.0.constructor'],
    ]]);
  });

  it('writes out the control characters of ids and names on standard error, one line a fault', async () => {
    const { out, err } = await rules(['evaluate'], JSON.stringify(request('a\u001b[31m\nb\u202e', { profile: 'x\r\u009b' })));
    expect(linesOf(out)[0]!.id).toBe('a\u001b[31m\nb\u202e');
    expect(err).toBe('a\\u001b[31m\\u000ab\\u202e profile：没有规则档案 x\\u000d\\u009b\n');
  });

  it('reports a document spread over lines that is no JSON once, not line by line', async () => {
    const { status, out, err } = await rules(['evaluate'], JSON.stringify(request('r'), null, 2).replace('"on":', '"on"'));
    expect([status, linesOf(out), err]).toEqual([2, [{ id: null, error: [{ path: '', expected: '不是 JSON' }] }], '（无编号） .：不是 JSON\n']);
  });
});

describe('a reader that closes early', { timeout: 120_000 }, () => {
  it('is not told of it', async () => {
    const requests = file('many.ndjson', Array.from({ length: 5000 }, (_, i) => JSON.stringify(request(`r${i}`))).join('\n'));
    const run = await new Promise<{ err: string }>((resolve) => {
      const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/rules.ts', 'evaluate', requests]);
      let err = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
      child.stdout.once('data', () => child.stdout.destroy());
      child.on('close', () => resolve({ err }));
    });
    expect(run.err).toBe('');
  });
});

describe('profiles', { timeout: 120_000 }, () => {
  it('lists the built-in ones with the fields of the contract, through npm', async () => {
    const out = await new Promise<string>((resolve) => {
      const child = spawn('npm', ['run', '--silent', 'rules', '--', 'profiles'], { stdio: ['ignore', 'pipe', 'inherit'] });
      let text = '';
      child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
      child.on('close', () => resolve(text));
    });
    const listed = JSON.parse(out) as Record<string, unknown>[];
    expect(listed.map((p) => [p.id, p.level, p.effectiveFrom, p.effectiveTo])).toEqual([
      ['chongqing-2025', 'municipality', '2025-05-27', null],
      ['jinxiang-2026', 'county', '2026-01-01', null],
      ['national-2019', 'national', '2019-01-25', null],
      ['qingpu-2025', 'district', '2025-05-30', null],
      ['zhengzhou-2024', 'city', '2024-02-02', null],
    ]);
    for (const profile of listed) {
      expect(Object.keys(profile)).toEqual(['id', 'jurisdiction', 'instrument', 'level', 'effectiveFrom', 'effectiveTo', 'settings', 'articles']);
      expect(profile.settings).toBeGreaterThan(0);
      expect(profile.articles).toBeGreaterThan(0);
    }
  });
});

describe('explain', { timeout: 120_000 }, () => {
  it('shows the settings of a profile in the order of its text, and of one article', async () => {
    const [whole, one] = await Promise.all([rules(['explain', 'zhengzhou-2024']), rules(['explain', 'zhengzhou-2024', '12'])]);
    expect([whole.status, one.status]).toEqual([0, 0]);
    const rows = one.out.trimEnd().split('\n').slice(1);
    expect(rows.length).toBeGreaterThan(8);
    for (const row of rows) expect(row).toMatch(/^第十二条/);
    expect(one.out).toContain('第十二条（三）\t原则上\t名誉职务');
    const shares = whole.out.split('\n').filter((row) => row.includes('挂靠单位委员'));
    expect(shares).toEqual([expect.stringMatching(/^第十二条（二）\t原则上\t.*3.*A-12/)]);
  });

  it('is read part by part, in the order of a regulation, each part under its name', async () => {
    const { out } = await rules(['explain', 'jinxiang-2026']);
    const parts = [...out.matchAll(/^【(.+)】(\d+)条$/gm)].map((match) => [match[1], Number(match[2])] as const);
    expect(parts.map(([name]) => name)).toEqual(['机构与任期', '设置', '挂靠单位条件', '遴选与公示', '组成与任职', '职责', '活动事前程序', '禁止事项', '违规后果与限制', '考核等次', '评分表', '动态管理', '解释口径', '未作规定']);
    const blocks = out.split(/^【.+】\d+条$/m).slice(1).map((block) => block.trim().split('\n').length);
    expect(blocks).toEqual(parts.map(([, number]) => number));
    expect(out).not.toMatch(/undefined|\[object|NaN/);
  });

  it('says what is wrong with a file that is no profile', async () => {
    const { status, err } = await rules(['explain', file('no-profile.yaml', 'id: x-2026')]);
    expect([status, err.split('\n')[0]]).toEqual([2, '档案有误 1:1 jurisdiction 缺少，应为对象']);
  });

  it('refuses an unknown profile and an article that nothing cites', async () => {
    const [unknown, article, none] = await Promise.all([rules(['explain', 'atlantis']), rules(['explain', PROFILE, '99']), rules(['explain'])]);
    expect([unknown, article, none].map((r) => [r.status, r.err.length > 0])).toEqual(Array(3).fill([2, true]));
  });
});

describe('validate', { timeout: 120_000 }, () => {
  it('passes every built-in profile, with examples for each', async () => {
    const runs = await Promise.all(builtInProfiles().map((id) => rules(['validate', id])));
    for (const run of runs) {
      expect(run.out).toMatch(/没有问题：\d+ 条规则，\d+ 个示例全部通过/);
      expect(run.status).toBe(0);
    }
  });

  /** A built-in profile, broken in one place; the place is where the fault must be found. */
  const planted: { fault: string; of: string; was: string | RegExp; becomes: string; at?: string; says: RegExp }[] = [
    { fault: 'an unknown key', of: 'chongqing-2025', was: '    whenNone: warn\n', becomes: '    whenNone: warn\n    whenSome: warn\n', at: 'outside-deputies', says: /whenSome/ },
    { fault: 'a wrong enum value', of: 'chongqing-2025', was: '    counts: members\n', becomes: '    counts: heads\n', at: 'counts: heads', says: /members/ },
    { fault: 'a missing citation', of: 'zhengzhou-2024', was: '    max: 4\n    force: mandatory\n    article: 12(3)\n', becomes: '    max: 4\n    force: mandatory\n', at: 'deputy-count', says: /rules\.\d+\.article/ },
    { fault: 'a citation that is none', of: 'zhengzhou-2024', was: '    article: 12(4)\n', becomes: '    article: 第十二条\n', at: 'article: 第十二条', says: /13\(1\)/ },
    { fault: 'an overlap of bands', of: 'jinxiang-2026', was: '{grade: qualified, from: 75}', becomes: '{grade: qualified, from: 90}', at: '{grade: qualified, from: 90}', says: /重叠/ },
    { fault: 'a gap of bands', of: 'jinxiang-2026', was: '{grade: unqualified, from: 0}', becomes: '{grade: unqualified, from: 60}', at: '{grade: unqualified, from: 60}', says: /空隙/ },
    { fault: 'points that do not add up', of: 'jinxiang-2026', was: 'points: 12\n', becomes: 'points: 13\n', at: 'points: 13', says: /12 分，应为 13 分/ },
    { fault: 'proportions that do not add up', of: 'jinxiang-2026', was: 'percent: 20}', becomes: 'percent: 25}', at: 'shares:', says: /105%/ },
    { fault: 'an id twice', of: 'qingpu-2025', was: '- id: liaison-count', becomes: '- id: leader-count', at: '- id: leader-count\n    kind: committee.post-count\n    label: 联络员人数', says: /leader-count 重复/ },
    { fault: 'a cycle row that is never reached', of: 'chongqing-2025', was: 'when: {atExpiry: true, newest: [unqualified]}', becomes: 'when: {atExpiry: true, newest: [unqualified], yearBefore: [unqualified], yearBeforeInSameCycle: true}', at: 'when: {atExpiry: true, newest', says: /永远不会用到/ },
    { fault: 'a limit nobody can keep', of: 'jinxiang-2026', was: '    min: 2\n    max: 3\n', becomes: '    min: 4\n    max: 3\n', at: 'min: 4', says: /不能满足/ },
    { fault: 'a key twice', of: 'national-2019', was: 'deadlines: []\n', becomes: 'deadlines: []\ndeadlines: []\n', at: 'deadlines: []\ndeadlines: []', says: /unique/ },
    { fault: 'an impossible date', of: 'national-2019', was: 'issuedOn: 2019-01-25', becomes: 'issuedOn: 2019-02-29', at: 'issuedOn: 2019-02-29', says: /日期/ },
  ];

  it.each(planted)('finds $fault, with its line', async ({ fault, of, was, becomes, at, says }) => {
    const text = readFileSync(builtInPath(of), 'utf8');
    const broken = text.replace(was, becomes);
    expect(broken).not.toBe(text);
    const path = file(`planted-${fault.replaceAll(' ', '-')}.yaml`, broken);
    const { status, out } = await rules(['validate', path]);
    expect(status).toBe(1);
    const found = out.split('\n').filter((line) => says.test(line));
    expect(found, out).toHaveLength(1);
    const place = new RegExp(`^${path.replaceAll('.', '\\.')}:(\\d+):(\\d+) `).exec(found[0]!);
    expect(place, found[0]).not.toBeNull();
    const [line, column] = [Number(place![1]), Number(place![2])];
    const expected = broken.slice(0, broken.indexOf(at!)).split('\n').length;
    expect(Math.abs(line - expected), `${found[0]} should be near line ${expected}`).toBeLessThanOrEqual(1);
    expect(column).toBeGreaterThan(0);
  });

  it('runs the examples beside a file, and shows each that fails with its name and line', async () => {
    const path = file('own.yaml', stringify(profileDocument({
      rules: [{ id: 'share', kind: 'committee.host-share', label: '挂靠单位委员', max: 1, force: 'mandatory', article: '3(1)' }],
      silent: ['cycle', 'grades', 'centre', 'host', 'notice', 'conduct', 'activity', 'year'].map((question) => ({ question, note: '未作规定', article: '9' })).concat(['head-replacement', 'change-filing'].map((part) => ({ question: 'deadline', part, note: '未作规定', article: '9' }))),
    })));
    const example = (name: string, people: unknown[], expect_: object) => ({ name, on: '2026-06-15', question: 'committee', facts: { host: 'H', people }, expect: expect_ });
    const cases = (examples: unknown[]) => file('own.cases.yaml', stringify(examples));
    const two = [{ id: 'm', roles: ['member'], institution: 'H', times: 2 }];
    const good = [example('一人符合', [{ id: 'm', roles: ['member'], institution: 'H' }], { verdict: 'ok' }), example('两人不符合', two, { verdict: 'block', articles: ['3(1)'] })];

    cases(good);
    expect(await rules(['validate', path])).toMatchObject({ status: 0, out: '没有问题：1 条规则，2 个示例全部通过\n' });

    const written = cases([...good, example('写错结论', two, { verdict: 'ok' }), example('写错条文', two, { articles: [9] }), example('事实有误', [{ id: 'm', roles: ['boss'] }], { verdict: 'ok' })]);
    const failing = await rules(['validate', path]);
    expect(failing.status).toBe(1);
    for (const name of ['写错结论', '写错条文', '事实有误']) {
      const line = readFileSync(written, 'utf8').split('\n').findIndex((text) => text.includes(name)) + 1;
      expect(failing.out).toContain(`${written}:${line}:1 “${name}”`);
    }
    expect(failing.out).toContain('3 处问题');

    writeFileSync(written, '- name: 少写事实\n  on: 2026-06-15\n');
    expect((await rules(['validate', path])).status).toBe(1);
    rmSync(written);
    const missing = await rules(['validate', path]);
    expect([missing.status, missing.out]).toEqual([1, expect.stringContaining('没有示例文件')]);
  });

  it('refuses a file that is not there, a folder and nothing at all with status 2, and no YAML with status 1', async () => {
    const [none, directory, nothing, text] = await Promise.all([
      rules(['validate', join(folder, 'none.yaml')]), rules(['validate', folder]), rules(['validate']), rules(['validate', file('text.yaml', '\tno: [yaml')]),
    ]);
    expect([none, directory, nothing, text].map((r) => r.status)).toEqual([2, 2, 2, 1]);
  });
});

describe('anything else', { timeout: 120_000 }, () => {
  it('is answered with the usage on standard error and status 2', async () => {
    const runs = await Promise.all([rules([]), rules(['toString']), rules(['--help'])]);
    for (const { status, out, err } of runs) expect([status, out, err.includes('evaluate')]).toEqual([2, '', true]);
  });
});
