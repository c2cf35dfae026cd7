/**
 * `npm run proof`: the integration tests of tenancy, authorisation, mutations and audit at their full volumes, and the figures
 * that they print. `npm run proof -- races audit` runs only the suites named.
 *
 * `npm test` runs the same suites at a small share of each volume. The full ones take about an hour on two cores.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

/** What each suite proves; the names are those of tests/integration. */
const SUITES: Readonly<Record<string, string>> = {
  'row-security': 'every tenant table × 4 commands × bad settings; planted faults found',
  matrix: 'every act × role × relation × way in, four jurisdictions',
  reading: 'every page × role × relation, over http (needs a build)',
  wrapper: 'every server action as a form: anonymous, foreign, malformed',
  tenancy: '1,000,000 requests of three tenants on five connections; a fault at every statement',
  races: '10,000 racing edits; 1,000 submissions × 50 copies',
  'sign-in': '1,000 parallel tries from 1,000 addresses',
  audit: '64 writers × 10,000 rows; 1,000 tamperings',
  mutations: 'the life of lists, assessments and decisions on real SQL',
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in SUITES));
if (unknown.length > 0) {
  console.error(`no suite ${unknown.join(', ')}; there are ${Object.keys(SUITES).join(', ')}`);
  process.exit(2);
}

interface Outcome {
  name: string;
  ok: boolean;
  seconds: number;
  tests: string;
  figures: string[];
}

// One after the other: a measure of how much is done at once means nothing if something else runs too.
const outcomes: Outcome[] = [];
for (const name of Object.keys(SUITES).filter((n) => wanted.length === 0 || wanted.includes(n))) {
  console.log(`── ${name}: ${SUITES[name]}`);
  outcomes.push(await run(name));
}

console.log('\n── figures');
for (const { name, ok, seconds, tests, figures } of outcomes) {
  console.log(`${ok ? 'passed' : 'FAILED'}  ${name}  ${tests}  ${seconds.toFixed(0)} s`);
  for (const figure of figures) console.log(`          ${figure}`);
}
process.exitCode = outcomes.every((o) => o.ok) ? 0 : 1;

function run(name: string): Promise<Outcome> {
  const started = Date.now();
  const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--project', 'integration', `tests/integration/${name}.test.ts`], {
    cwd: root,
    env: { ...process.env, PROOF: '1', TZ: 'UTC', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (data: Buffer) => {
    output += data.toString();
    process.stdout.write(data);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      // The suites print their figures as `subject: sentence with numbers`.
      const figures = output.split('\n').filter((line) => /^(row-level security|isolation|authorisation matrix|tenancy|atomicity|races|idempotency|sign-in|audit): /.test(line));
      const tests = /Tests\s+(.+)/.exec(output)?.[1] ?? `ended by ${signal ?? `status ${code}`}`;
      resolve({ name, ok: code === 0, seconds: (Date.now() - started) / 1000, tests, figures });
    });
  });
}
