/**
 * What `npm start` and `npm test` do before anything else: packages, database client, secrets, build. Plain Node
 * without a dependency, since it runs before anything is installed.
 */
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

const begun = Date.now();

/** One line of progress with the seconds since the start. */
export function say(text) {
  console.log(`[${((Date.now() - begun) / 1000).toFixed(1).padStart(6)}s] ${text}`);
}

/** Ends with a message that needs no stack trace. */
export class Refusal extends Error {}

/** Prisma, Next and Vitest need at least this; older versions fail later with messages nobody understands. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Refusal(`需要 Node.js 20.19 或更高版本,当前为 ${process.versions.node}。\nNode.js 20.19 or newer is needed; this is ${process.versions.node}.`);
  }
}

/** Runs `work` while no other start or test of this checkout prepares. A lock left by a killed process is taken over. */
export async function withLock(work) {
  const lock = path.join(root, '.data/prepare.lock');
  const me = String(process.pid);
  mkdirSync(path.dirname(lock), { recursive: true, mode: 0o700 });
  let told = false;
  while (!take(lock, me)) {
    const holder = readIfThere(lock);
    if (isStale(lock, holder)) removeStale(lock, holder);
    else {
      if (!told) say('另一个启动或测试正在准备,等待其完成 … Waiting for another start or test of this checkout');
      told = true;
      await sleep(300);
    }
  }
  const release = () => {
    if (readIfThere(lock) === me) rmSync(lock, { force: true });
  };
  process.on('exit', release);
  try {
    return await work();
  } finally {
    release();
    process.off('exit', release);
  }
}

function take(lock, me) {
  try {
    writeFileSync(lock, me, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

/** Its process is gone, or died between creating the file and writing its number. */
function isStale(lock, holder) {
  if (holder) return !isOurs(Number(holder));
  return existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 10_000;
}

/** Of several processes that find the same dead holder, one removes the lock; the others find the next holder. */
function removeStale(lock, holder) {
  const breaking = `${lock}.breaking`;
  try {
    mkdirSync(breaking);
  } catch {
    if (existsSync(breaking) && Date.now() - statSync(breaking).mtimeMs > 10_000) rmSync(breaking, { recursive: true, force: true });
    return;
  }
  if (readIfThere(lock) === holder) rmSync(lock, { force: true });
  rmSync(breaking, { recursive: true, force: true });
}

/** Whether `pid` is alive and, where the system tells, one of these scripts and not a later owner of the number. */
export function isOurs(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  const command = readIfThere(`/proc/${pid}/cmdline`);
  return process.platform !== 'linux' || /start\.mjs|test\.mjs/.test(command);
}

/** Installs all packages if the lockfile is not the one they were installed from. */
export async function ensureInstalled() {
  const record = path.join(root, 'node_modules/.zhikong-lock');
  const lockfile = readFileSync(path.join(root, 'package-lock.json'));
  const hash = sha256(lockfile);
  if (readIfThere(record) === hash) return;
  if (!sameAsInstalled(JSON.parse(lockfile))) {
    say('安装依赖包(首次约需一分钟)… Installing packages');
    const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
    await runHidden([...npm, 'ci', '--include=dev', '--no-audit', '--no-fund'], { env: { NODE_ENV: 'development' } });
  }
  writeFileSync(record, hash);
}

/** An `npm install` by hand has left the very versions of the lockfile: nothing to do over again. */
function sameAsInstalled(lockfile) {
  const hidden = readIfThere(path.join(root, 'node_modules/.package-lock.json'));
  if (!hidden) return false;
  const installed = JSON.parse(hidden).packages;
  return Object.entries(lockfile.packages).every(
    ([name, wanted]) =>
      name === '' ||
      (installed[name] ? installed[name].version === wanted.version && existsSync(path.join(root, name)) : wanted.optional === true),
  );
}

/** Generates the database client if the schema or Prisma changed. */
export async function ensureGenerated() {
  const record = path.join(root, 'lib/db/generated/.zhikong-schema');
  const hash = hashOf(['prisma/schema', 'prisma.config.ts', 'node_modules/prisma/package.json']);
  if (readIfThere(record) === hash && existsSync(path.join(root, 'lib/db/generated/client.ts'))) return;
  say('生成数据库客户端 … Generating the database client');
  await runHidden([process.execPath, 'node_modules/prisma/build/index.js', 'generate'], { env: { CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' } });
  writeFileSync(record, hash);
}

const sources = [
  'app', 'components', 'lib', 'public', 'prisma/schema', 'proxy.ts', 'instrumentation.ts', 'instrumentation-client.ts',
  'next.config.ts', 'postcss.config.mjs', 'tsconfig.json', 'package.json', 'package-lock.json',
];

/** Identifies what a build is made from; the key of the server actions is built in, so it belongs to it. */
export function buildHash(env) {
  return sha256(`${hashOf(sources)} ${sha256(env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY)} ${env.ZHIKONG_MODE === 'production'}`);
}

/** Builds the application if anything it is made from changed since the last build. */
export async function ensureBuilt(env) {
  const record = path.join(root, '.next/.zhikong-build');
  const hash = buildHash(env);
  if (readIfThere(record) === hash && existsSync(path.join(root, '.next/BUILD_ID'))) return;
  rmSync(record, { force: true });
  say('构建应用(约需一分钟)… Building the application');
  await runHidden([process.execPath, 'node_modules/next/dist/bin/next', 'build'], { env: { ...env, NODE_ENV: 'production' } });
  writeFileSync(record, hash);
}

/** Secrets of this installation: from the environment, or made once and kept where only their owner reads them. */
export function secrets(env = process.env, file = path.join(root, '.data/secrets.json')) {
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const made = {
    NEXTAUTH_SECRET: () => randomBytes(48).toString('base64url'),
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: () => randomBytes(32).toString('base64'),
    // With it the contacts of objections are encrypted: what was encrypted is lost with it.
    ZHIKONG_DATA_KEY: () => randomBytes(32).toString('base64'),
  };
  // A file made by an earlier version lacks what has been added since.
  const missing = Object.keys(made).filter((name) => !kept[name]);
  if (missing.length > 0) {
    for (const name of missing) kept[name] = made[name]();
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.new`, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  const used = Object.fromEntries(Object.keys(made).map((name) => [name, env[name] || kept[name]]));
  if (Buffer.byteLength(used.NEXTAUTH_SECRET) < 32) throw new Refusal('NEXTAUTH_SECRET 至少需要 32 字节。\nNEXTAUTH_SECRET needs at least 32 bytes.');
  for (const name of ['NEXT_SERVER_ACTIONS_ENCRYPTION_KEY', 'ZHIKONG_DATA_KEY']) {
    if (Buffer.from(used[name], 'base64').length !== 32) throw new Refusal(`${name} 必须是 32 字节的 base64。\n${name} must be 32 bytes in base64.`);
  }
  return used;
}

/**
 * Makes a Node child end when its parent does, even after a kill -9: the channel between the two closes then. Its own
 * workers inherit the option and are left alone, as they need their channels.
 */
export const endWithParent = [
  '--import',
  `data:text/javascript,${encodeURIComponent(
    `if (process.ppid === ${process.pid}) { process.on('disconnect', () => process.exit(1)); process.channel?.unref(); }`,
  )}`,
];

/**
 * Calls `end` once the npm that started this process is gone: a SIGTERM to npm, as service managers and containers
 * send it, ends npm and its shell but does not reach their child.
 */
export function whenNpmEnds(end) {
  const parent = process.ppid;
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    end();
  }, 500);
  timer.unref();
}

/** Runs a long step with its output kept back; shows the end of it if it fails, and a sign of life every ten seconds. */
export async function runHidden([command, ...args], { env = {}, onLine } = {}) {
  const node = command === process.execPath;
  const output = [];
  let rest = '';
  const child = spawn(command, node ? [...endWithParent, ...args] : args, {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe', ...(node ? ['ipc'] : [])],
    // npm is a script on Windows, which needs a shell; its arguments here are all fixed.
    shell: !node && process.platform === 'win32',
  });
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output.push(text);
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    if (onLine) for (const line of lines) onLine(line);
  });
  child.stderr.setEncoding('utf8').on('data', (text) => output.push(text));
  const step = Date.now();
  const alive = setInterval(() => say(`  … 仍在进行 still working (${Math.round((Date.now() - step) / 1000)} s)`), 10_000);
  const stopWithUs = () => child.kill('SIGTERM');
  process.on('exit', stopWithUs);
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', (exit, signal) => resolve(exit ?? signal)));
  clearInterval(alive);
  process.off('exit', stopWithUs);
  if (rest && onLine) onLine(rest);
  if (code !== 0) {
    // What went wrong stands at the end, except with npm, which puts its usage there.
    const lines = output.join('').trimEnd().split('\n');
    const tail = (lines.length > 80 ? [...lines.slice(0, 20), '…', ...lines.slice(-60)] : lines).join('\n');
    const name = args.filter((arg) => !arg.startsWith('-')).slice(0, 2).map((arg) => path.basename(arg)).join(' ');
    throw new Refusal(`步骤失败 step failed (${code}): ${name}\n\n${tail}`);
  }
  return output.join('');
}

function hashOf(places) {
  const hash = createHash('sha256');
  for (const place of places) {
    for (const file of filesBelow(place)) hash.update(`${file}\0`).update(readFileSync(path.join(root, file))).update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(place) {
  const full = path.join(root, place);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [place];
  return readdirSync(full)
    .sort()
    .filter((name) => name !== 'generated' && !/\.(test|itest)\.tsx?$/.test(name))
    .flatMap((name) => filesBelow(path.posix.join(place, name)));
}

function sha256(content) {
  return createHash('sha256').update(content).digest('hex');
}

/** The text of a file, or nothing. */
export function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
