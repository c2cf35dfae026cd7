/**
 * `npm test`: sets itself up, then types, lint, unit, build, integration, end-to-end; the first failing stage ends it.
 * `npm test -- unit lint` runs only the stages named: types, lint, unit, build, integration, e2e.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { checkNode, ensureBuilt, ensureGenerated, ensureInstalled, readIfThere, Refusal, root, runHidden, say, secrets, sleep, whenNpmEnds, withLock } from './prepare.mjs';

const debian15 = '/usr/lib/postgresql/15/bin';
const reports = path.join(root, '.data/reports');
const e2eHome = path.join(root, '.data/e2e');
/** Where the clock of the end-to-end tests stands: the demo is another one each day, and a run may go past midnight. */
const E2E_NOW = process.env.ZHIKONG_NOW ?? '2026-11-24T02:00:00Z';

/**
 * Every finished test run: what it was and its counts, read from the report the runner wrote. A repeat runs the same
 * tests under other circumstances; it has to pass too, but its tests are not counted again.
 */
const results = [];

const stages = {
  types: async () => {
    // Pages are checked against types that Next derives from the folders of app.
    await runHidden([process.execPath, 'node_modules/next/dist/bin/next', 'typegen']);
    await runShown('node_modules/typescript/bin/tsc', ['--noEmit']);
  },
  lint: () => runShown('node_modules/eslint/bin/eslint.js', ['.', '--max-warnings', '0']),
  unit: async () => {
    await vitest('unit', 'unit', {});
    // A date that depends on the machine's zone shows itself on one side of UTC or the other.
    await vitest('unit', 'unit, Asia/Shanghai', { TZ: 'Asia/Shanghai' }, true);
    await vitest('unit', 'unit, America/Los_Angeles', { TZ: 'America/Los_Angeles' }, true);
  },
  // Before the integration tests: some ask the built application, and look at what the build has made callable.
  build: () => withLock(() => ensureBuilt({ ...secrets(), ZHIKONG_MODE: 'demo', NEXTAUTH_URL: 'http://127.0.0.1:3000', TZ: 'UTC' })),
  integration: async () => {
    await vitest('integration', 'integration, embedded PostgreSQL', { DATABASE_URL_TEST_ADMIN: '', TEST_DATABASE_BINARIES: '' });
    if (process.env.DATABASE_URL_TEST_ADMIN) await vitest('integration', 'integration, DATABASE_URL_TEST_ADMIN', {}, true);
    else if (existsSync(path.join(debian15, 'initdb'))) await vitest('integration', 'integration, PostgreSQL 15', { TEST_DATABASE_BINARIES: debian15 }, true);
  },
  e2e,
};

let server;
const abandon = () => void stopServer().then(() => process.exit(130));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, abandon);
whenNpmEnds(abandon);

try {
  checkNode();
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !(name in stages));
  if (unknown.length > 0) throw new Refusal(`no stage ${unknown.join(', ')}; there are ${Object.keys(stages).join(', ')}`);
  const chosen = Object.keys(stages).filter((name) => wanted.length === 0 || wanted.includes(name) || (name === 'build' && (wanted.includes('e2e') || wanted.includes('integration'))));
  await withLock(async () => {
    await ensureInstalled();
    await ensureGenerated();
  });
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  for (const name of chosen) {
    say(`── ${name} ${'─'.repeat(Math.max(4, 60 - name.length))}`);
    await stages[name]();
  }
  say('── summary');
  for (const { title, repeat, passed, failed, skipped } of results) {
    console.log(`  ${title}: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}${repeat ? ' (repeat, not counted below)' : ''}`);
  }
  const sum = (key, runs) => runs.reduce((total, run) => total + run[key], 0);
  const failed = sum('failed', results);
  if (failed > 0) throw new Refusal('a runner reported failures and yet ended well');
  if (sum('skipped', results) > 0) throw new Refusal('tests were skipped: what does not run proves nothing');
  console.log(`${sum('passed', results.filter((run) => !run.repeat))} passed, ${failed} failed`);
} catch (error) {
  console.error(`\n${error instanceof Refusal ? error.message : (error.stack ?? error)}`);
  await stopServer();
  process.exitCode = 1;
}

async function vitest(project, title, env, repeat = false) {
  say(title);
  const report = path.join(reports, `${results.length}-${project}.json`);
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await run(['node_modules/vitest/vitest.mjs', ...args], { TZ: 'UTC', ...env });
  const counts = JSON.parse(readIfThere(report) || '{}');
  results.push({ title, repeat, passed: counts.numPassedTests ?? 0, failed: counts.numFailedTests ?? 0, skipped: (counts.numPendingTests ?? 0) + (counts.numTodoTests ?? 0) });
  if (code !== 0) throw failure(title);
}

async function e2e() {
  const chromium = findChromium() ?? (await installChromium());
  const embedded = await databaseDriver();
  await embedded.stop(root, { home: e2eHome }).catch(() => undefined);
  rmSync(e2eHome, { recursive: true, force: true });

  say('server for the end-to-end tests');
  const port = await freePort();
  const env = { ...process.env, ZHIKONG_DATA: e2eHome, PORT: String(port), DATABASE_URL: '', ZHIKONG_MODE: 'demo', ZHIKONG_NOW: E2E_NOW };
  server = spawn(process.execPath, ['scripts/start.mjs'], { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
  let ended = false;
  server.on('exit', () => (ended = true));
  const instance = path.join(e2eHome, 'instance.json');
  while (!ended && !existsSync(instance)) await sleep(200);
  if (ended) throw failure('server for the end-to-end tests');
  const { url } = JSON.parse(readFileSync(instance, 'utf8'));

  const report = path.join(reports, 'e2e.json');
  const args = ['test', '--reporter=list,json', '--pass-with-no-tests'];
  const code = await run(['node_modules/@playwright/test/cli.js', ...args], {
    E2E_BASE_URL: url,
    ZHIKONG_DATA: e2eHome,
    ZHIKONG_NOW: E2E_NOW,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    TZ: 'UTC',
    ...(chromium ? { CHROMIUM_PATH: chromium } : {}),
  });
  await stopServer();
  const { stats = {} } = JSON.parse(readIfThere(report) || '{}');
  results.push({ title: 'end-to-end, Chromium', passed: (stats.expected ?? 0) + (stats.flaky ?? 0), failed: stats.unexpected ?? 0, skipped: stats.skipped ?? 0 });
  if (code !== 0) throw failure('end-to-end');
}

async function stopServer() {
  if (!server || server.exitCode !== null || server.signalCode !== null) return;
  const gone = new Promise((resolve) => server.on('exit', resolve));
  server.kill('SIGTERM');
  await gone;
}

async function databaseDriver() {
  const { register } = await import('tsx/esm/api');
  register();
  return import('../lib/db/embedded.ts');
}

/** A Chromium that is there already: the one named, the system's, or Playwright's own. */
function findChromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  const places = [
    process.env.CHROMIUM_PATH,
    ...(process.env.PATH ?? '').split(path.delimiter).flatMap((folder) => names.map((name) => path.join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ];
  return places.find((place) => place && existsSync(place));
}

/** Returns the path of what was installed, or nothing for Playwright's own, which it finds by itself. */
async function installChromium() {
  const { chromium } = await import('@playwright/test');
  if (existsSync(chromium.executablePath())) return undefined;
  say('installing Chromium');
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    // A package server that does not answer once may answer a minute later.
    for (const wait of [20_000, 60_000, 0]) {
      try {
        await runHidden(['apt-get', '-o', 'Acquire::Retries=3', 'update'], { env });
        await runHidden(['apt-get', '-o', 'Acquire::Retries=3', 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], { env });
        const found = findChromium();
        if (found) return found;
      } catch (error) {
        say(`the system's Chromium could not be installed: ${error.message.split('\n').slice(-3).join(' ')}`);
      }
      await sleep(wait);
    }
  }
  await runHidden([process.execPath, 'node_modules/@playwright/test/cli.js', 'install', 'chromium']);
  return undefined;
}

async function runShown(script, args) {
  if ((await run([script, ...args], {})) !== 0) throw failure(path.basename(script));
}

/** Runs a tool of node_modules with its output on the screen. */
function run(args, env) {
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env }, stdio: 'inherit' });
  const endIt = () => child.kill('SIGTERM');
  process.on('exit', endIt);
  child.on('exit', () => process.off('exit', endIt));
  return new Promise((resolve, reject) => child.on('error', reject).on('exit', (code, signal) => resolve(code ?? signal)));
}

function failure(what) {
  return new Refusal(`FAILED: ${what}`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
