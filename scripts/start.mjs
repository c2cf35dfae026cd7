/**
 * `npm start`: from a bare checkout to a running platform.
 *
 * Demo (the default): embedded PostgreSQL, seeded, on 127.0.0.1 only.
 * Production (DATABASE_URL or ZHIKONG_MODE=production): no demo data, and refuses what is not safe to serve.
 *
 * PORT, HOST              where to listen; HOST only in production
 * DATABASE_URL            the application's login       DATABASE_OWNER_URL  the owner's login, to migrate with
 * NEXTAUTH_URL            address for users, in production
 * ZHIKONG_DATA            folder for data, `.data` if not given
 * --dev                   next dev instead of a build   --fresh             throws the demo's database away first
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import {
  buildHash, checkNode, endWithParent, ensureBuilt, ensureGenerated, ensureInstalled, isOurs, readIfThere, Refusal, root, runHidden, say, secrets,
  sleep, whenNpmEnds, withLock,
} from './prepare.mjs';
import { dataFolder, instanceOf, isProduction, publicAddress, refuseUnreachable } from './settings.mjs';

const dev = process.argv.includes('--dev');
const production = orEnd(() => isProduction());
const home = dataFolder(production);
const instanceFile = path.join(home, 'instance.json');
/** Stands there while the demo is seeded: a start that finds it makes the database anew. */
const seeding = path.join(home, 'seeding');
const host = (production && process.env.HOST) || '127.0.0.1';

/** What has to be ended, last started first. */
const closing = [];
let ending = false;

try {
  checkNode();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0));
  whenNpmEnds(() => end(0));
  await withLock(start);
} catch (error) {
  if (!ending) {
    console.error(`\n${error instanceof Refusal ? error.message : (error.stack ?? error)}`);
    if (error.cause) console.error(`  ${error.cause.message}`);
    await end(1);
  }
}

/** Reads a setting before anything runs; a refusal needs no stack trace. */
function orEnd(read) {
  try {
    return read();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}

async function start() {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const other = await runningInstance();
  if (other) {
    say(`本目录的平台已在运行 Already running: ${other.url}`);
    if (!dev && !production && other.build !== buildHash(environment(other))) {
      say('代码已改动,停止后重新启动才会生效。 The sources have changed since; stop it and start again to see them.');
    }
    printAccounts(other.url);
    return;
  }
  say(production ? '启动(生产模式)… Starting in production mode' : '启动(演示模式)… Starting in demo mode');
  const address = production ? publicAddress() : undefined;
  if (process.env.DATABASE_URL) {
    await refuseUnreachable('DATABASE_URL', process.env.DATABASE_URL);
    await refuseUnreachable('DATABASE_OWNER_URL', process.env.DATABASE_OWNER_URL);
  }
  await ensureInstalled();
  await ensureGenerated();
  const { register } = await import('tsx/esm/api');
  register();

  const database = production && process.env.DATABASE_URL ? givenDatabase() : await embeddedDatabase();
  if (ending) return;
  await migrateDatabase(database);
  if (production) await refuseDemoAccounts(database);
  else await seed(database);
  await refuseUnsafe(database);

  const port = await choosePort();
  const url = address ?? `http://127.0.0.1:${port}`;
  const env = environment({ url, port, appUrl: database.appUrl });
  if (!dev) await ensureBuilt(env);
  if (ending) return;
  await serve(env, port);
  if (ending) return;
  // Whole before it is there: who waits for it reads it at once.
  writeFileSync(`${instanceFile}.new`, JSON.stringify({ home: realpathSync(home), pid: process.pid, url, port, build: dev ? '' : buildHash(env) }), { mode: 0o600 });
  renameSync(`${instanceFile}.new`, instanceFile);
  // Goes last, when nothing runs any more: until then another start waits.
  closing.unshift(() => rmSync(instanceFile, { force: true }));
  say(`平台已就绪 Ready: ${url}`);
  if (production) await inviteFirstAdministrator(database, env);
  printAccounts(url);
  console.log('按 Ctrl+C 停止。 Press Ctrl+C to stop.');
}

function environment({ url, appUrl }) {
  return {
    ...secrets(),
    ZHIKONG_MODE: production ? 'production' : 'demo',
    ZHIKONG_DATA: home,
    DATABASE_URL: appUrl,
    NEXTAUTH_URL: url,
    NEXT_TELEMETRY_DISABLED: '1',
    TZ: 'UTC',
  };
}

/** The instance of this data folder that serves now, if any; one that is just stopping is waited for. */
async function runningInstance() {
  const instance = instanceOf(readIfThere(instanceFile), realpathSync(home));
  for (let i = 0; i < 100 && instance && isOurs(instance.pid); i++) {
    if (await accepts(instance.port)) return instance;
    await sleep(200);
  }
  return undefined;
}

function givenDatabase() {
  return { appUrl: process.env.DATABASE_URL, ownerUrl: process.env.DATABASE_OWNER_URL };
}

async function embeddedDatabase() {
  const embedded = await import('../lib/db/embedded.ts');
  const options = { home };
  if (!existsSync(path.join(home, 'pg'))) say('初始化内置 PostgreSQL … Creating the embedded database');
  closing.push(() => embedded.stop(root, options));
  let server = await embedded.ensureRunning(root, options);
  if (!production && (process.argv.includes('--fresh') || existsSync(seeding))) {
    say('清空演示数据库 … Throwing the demo database away');
    await query(server.adminUrl.replace(/[^/]*$/, 'postgres'), `drop database if exists ${embedded.DATABASE} with (force)`);
    rmSync(path.join(home, 'demo-accounts.json'), { force: true });
    server = await embedded.ensureRunning(root, options);
  }
  watch(server.port, () => embedded.ensureRunning(root, options));
  return server;
}

/** Brings a killed database server back while the application serves; its pool reconnects by itself. */
function watch(port, revive) {
  let busy = false;
  const timer = setInterval(async () => {
    if (busy || ending || (await accepts(port))) return;
    busy = true;
    say('内置数据库已停止,正在恢复 … The embedded database is gone; bringing it back');
    const server = await revive().catch((error) => void console.error(error.message));
    if (server && server.port !== port) await end(1, '数据库端口已被占用。 The port of the database was taken; start again.');
    if (server) say('数据库已恢复 The database is back');
    busy = false;
  }, 2000);
  timer.unref();
}

async function migrateDatabase({ ownerUrl }) {
  if (!ownerUrl) {
    say('未设置 DATABASE_OWNER_URL,跳过数据库迁移。 No DATABASE_OWNER_URL: not migrating.');
    return;
  }
  const { migrate } = await import('../lib/db/migrate.ts');
  const applied = await migrate(ownerUrl, path.join(root, 'prisma/migrations')).catch((error) => {
    const hint = production ? '' : '\n演示数据可用 npm start -- --fresh 重建。 `npm start -- --fresh` makes the demo anew.';
    throw new Refusal(`数据库迁移失败 Migration failed: ${error.message}${hint}`);
  });
  if (applied.length > 0) say(`数据库迁移完成 Migrated: ${applied.join(', ')}`);
}

async function seed({ ownerUrl, appUrl }) {
  if (!existsSync(path.join(root, 'prisma/seed/run.ts'))) {
    say('没有演示数据脚本。 There is no demo data yet.');
    return;
  }
  const [{ seeded }] = await query(ownerUrl, 'select exists (select 1 from account where demo) as seeded');
  if (seeded && existsSync(path.join(home, 'demo-accounts.json'))) return;
  say('写入演示数据 … Seeding the demo');
  writeFileSync(seeding, '');
  await runHidden([process.execPath, '--import', 'tsx', 'prisma/seed/run.ts'], {
    env: { ZHIKONG_OWNER_URL: ownerUrl, DATABASE_URL: appUrl, ZHIKONG_MODE: 'demo', ZHIKONG_DATA: home, TZ: 'UTC' },
    onLine: (line) => line.trim() && say(`  ${line}`),
  });
  rmSync(seeding);
}

async function refuseDemoAccounts({ ownerUrl, appUrl }) {
  const rows = await query(ownerUrl ?? appUrl, 'select login_name from account where demo limit 3');
  if (rows.length > 0) {
    const names = rows.map((row) => row.login_name).join(', ');
    throw new Refusal(`数据库中有演示账号(${names}),其密码是公开的;生产模式拒绝启动。\nThe database holds demo accounts (${names}), whose passwords are public. Refusing to start in production.`);
  }
}

async function refuseUnsafe({ appUrl }) {
  const { describeFaults, preflight } = await import('../lib/db/preflight.ts');
  const faults = await preflight(appUrl).catch((error) => {
    throw new Refusal(`无法检查数据库 The database cannot be checked: ${error.message}`);
  });
  if (faults.length > 0) throw new Refusal(describeFaults(faults));
}

/** Says nothing once the first administrator has used his link; until then every start makes a new one. */
async function inviteFirstAdministrator({ ownerUrl, appUrl }, env) {
  const output = await runHidden([process.execPath, '--import', 'tsx', 'scripts/first-admin.ts'], { env: { ...env, DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl ?? '' } });
  if (output.trim()) console.log(`\n${output.trim()}\n`);
}

async function query(url, sql) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect().catch((error) => {
    throw new Refusal(`数据库拒绝连接 The database refuses the connection: ${error.message}`);
  });
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** The wanted port; in the demo the next free one if something else has it. */
async function choosePort() {
  const wanted = Number(process.env.PORT || 3000);
  for (let port = wanted; port < wanted + 100; port++) {
    if (await isFree(port)) return port;
    if (production) throw new Refusal(`端口 ${port} 已被占用。 Port ${port} is taken.`);
    if (port === wanted) say(`端口 ${port} 已被其他程序占用,改用下一个。 Port ${port} is taken by another program; trying the next.`);
  }
  throw new Refusal(`端口 ${wanted} 起的 100 个端口都被占用。 No free port from ${wanted} on.`);
}

async function serve(env, port) {
  const log = path.join(home, 'server.log');
  // In production the log belongs to whoever runs the service; in the demo it would bury the accounts.
  const output = production || dev ? 'inherit' : openSync(log, 'w', 0o600);
  const child = spawn(
    process.execPath,
    [...endWithParent, path.join(root, 'node_modules/next/dist/bin/next'), dev ? 'dev' : 'start', '-H', host, '-p', String(port)],
    { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', output, output, 'ipc'] },
  );
  const exited = new Promise((resolve) => child.on('exit', resolve));
  closing.push(async () => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 5000);
    await exited;
    clearTimeout(late);
  });
  child.on('exit', (code, signal) => {
    if (ending) return;
    const tail = output === 'inherit' ? '' : `\n${readIfThere(log).trimEnd().split('\n').slice(-30).join('\n')}`;
    void end(1, `应用意外退出 The application ended unexpectedly (${code ?? signal}).${tail}`);
  });
  for (let i = 0; i < 600 && !ending; i++) {
    if (await answers(port)) return;
    await sleep(100);
  }
  if (!ending) throw new Refusal('应用在 60 秒内没有应答。 The application did not answer within 60 seconds.');
}

/** Whether the application gives any reply, be it a refusal. */
function answers(port) {
  return new Promise((resolve) => {
    // A connection kept alive would hold the application up when it is to stop.
    const request = http.get({ host: host === '0.0.0.0' ? '127.0.0.1' : host, port, path: '/api/health', agent: false, timeout: 20_000 }, (reply) => {
      reply.resume();
      resolve(true);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });
}

function accepts(port) {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: '127.0.0.1' });
    socket.setTimeout(3000, () => socket.destroy());
    socket.on('connect', () => (resolve(true), socket.destroy()));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(false));
  });
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.on('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}

function printAccounts(url) {
  const file = path.join(home, 'demo-accounts.json');
  if (production || !existsSync(file)) return;
  const accounts = JSON.parse(readFileSync(file, 'utf8'));
  const header = ['账号 login', '密码 password', '姓名 name', '角色 role', '辖区 jurisdiction'];
  const rows = accounts.map((a) => [a.loginName, a.password, a.displayName, a.roleLabel, a.jurisdiction].map((cell) => String(cell ?? '')));
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => columns(row[column]))));
  const line = (row) => `  ${row.map((cell, column) => cell + ' '.repeat(widths[column] - columns(cell))).join('  ')}`.trimEnd();
  console.log(`\n演示账号 Demo accounts (${url})\n\n${line(header)}\n  ${widths.map((width) => '─'.repeat(width)).join('  ')}\n${rows.map(line).join('\n')}\n`);
}

/** Terminal columns of a text: Chinese characters and full-width signs take two. */
function columns(text) {
  let width = 0;
  for (const character of text) width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u.test(character) ? 2 : 1;
  return width;
}

async function end(code, message) {
  if (ending) return;
  ending = true;
  if (message) console.error(`\n${message}`);
  if (closing.length > 0) say('正在停止 … Stopping');
  for (const close of closing.reverse()) {
    try {
      await close();
    } catch (error) {
      console.error(error.message);
      code = code || 1;
    }
  }
  process.exit(code);
}
