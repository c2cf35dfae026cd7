import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyChain } from '../../lib/audit/data.ts';
import { ensureRunning, stop } from '../../lib/db/embedded.ts';
import { migrate } from '../../lib/db/migrate.ts';
import { closeDatabase, PLATFORM } from '../../lib/db/tenant.ts';
import { redeemInvite } from '../../lib/identity/invite.ts';
import { ROOT } from './action-manifest.ts';
import { rowsOf } from './cast.ts';
import { connected, testDatabase, type TestDatabase } from './database.ts';

const PASSWORD = 'Zk-tested-2026';

interface Ran {
  code: number | null;
  out: string;
  err: string;
}

/** Runs a command as an operator does, with nothing of a database in its environment but what is given. */
async function run(script: string, args: string[], env: Record<string, string>): Promise<Ran> {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(DATABASE_|ZHIKONG_|NEXTAUTH_)/.test(name))) as NodeJS.ProcessEnv;
  const child = spawn(process.execPath, ['--import', 'tsx', `scripts/${script}.ts`, ...args], { cwd: ROOT, env: { ...clean, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (err += data.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  expect(err).not.toMatch(/^\s+at /m);
  return { code, out, err };
}

const tokenIn = (text: string): string | undefined => /\/invite\?token=([\w-]+)/.exec(text)?.[1];

describe("the operator's commands on a database that is given", () => {
  let database: TestDatabase;
  let admin: pg.Client;
  let env: Record<string, string>;
  beforeAll(async () => {
    database = await testDatabase();
    process.env.DATABASE_URL = database.appUrl;
    env = { DATABASE_OWNER_URL: database.ownerUrl, NEXTAUTH_URL: 'https://zhikong.example' };
    admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
  });
  afterAll(async () => {
    await closeDatabase();
    await admin.end();
    await database.drop();
  });

  const trail = (tenantId: string) =>
    rowsOf<{ act: string; account_name: string; data: Record<string, unknown> }>(admin, 'select act, account_name, data from audit_event where tenant_id = $1 order by seq', [tenantId]);
  const redeem = (token: string | undefined) => redeemInvite({ token: token!, password: PASSWORD, ip: 'direct' });

  it('give the first administrator a new link at each start until he has used one, and then none', async () => {
    const first = tokenIn((await run('first-admin', [], env)).out);
    // The link was lost, and meanwhile somebody else has been given an account.
    await run('publish', ['chongqing-2025'], env);
    await run('account', ['tang', '唐某', 'chongqing', 'official'], env);
    const second = tokenIn((await run('first-admin', [], env)).out);
    expect([first, second].every(Boolean)).toBe(true);
    expect(await redeem(first)).toMatchObject({ ok: false });
    expect(await redeem(second)).toEqual({ ok: true });
    expect(await run('first-admin', [], env)).toEqual({ code: 0, out: '', err: '' });
    expect(await rowsOf(admin, `select a.login_name, m.role from membership m join account a on a.id = m.account_id where m.tenant_id = 'platform'`)).toEqual([{ login_name: 'admin', role: 'platform-admin' }]);
    expect((await trail(PLATFORM)).map((e) => e.act)).toEqual(['account.create', 'account.invite', 'account.redeem-invite']);
  });

  it('publish a jurisdiction, its plan and its tenant, once', async () => {
    for (const profile of ['qingpu-2025', 'zhengzhou-2024']) await run('publish', [profile], env);
    const again = await run('publish', ['qingpu-2025'], env);
    expect(again.out).toContain('内容相同');
    expect((await trail('qingpu')).map((e) => e.act)).toEqual(['tenant.create', 'profile.publish']);
    expect((await trail('qingpu'))[1]!.data).toMatchObject({ profileId: 'qingpu-2025', revision: 1 });
    const [counted] = await rowsOf<{ versions: number; planned: number }>(admin, `select (select count(*)::int from profile_version where tenant_id = 'qingpu') as versions, (select count(*)::int from specialty where tenant_id = 'zhengzhou' and listed) as planned`);
    expect(counted!.versions).toBe(1);
    expect(counted!.planned).toBe(83);
  });

  it('make an account, replace a link that nobody has used, add a role, and record each of them', async () => {
    const first = await run('account', ['Li', '李某', 'chongqing', 'system-admin', '--office', '信息处'], env);
    const second = await run('account', ['li', '李某', 'chongqing', 'system-admin'], env);
    expect(await redeem(tokenIn(first.out))).toMatchObject({ ok: false });
    expect(await redeem(tokenIn(second.out))).toEqual({ ok: true });
    expect((await run('account', ['li', '李某', 'qingpu', 'official'], env)).out).toContain('增加任职');
    expect((await run('account', ['li', '李某', 'qingpu', 'official'], env)).out).toContain('已有');
    const events = (await trail('chongqing')).filter((e) => e.data.loginName === 'li');
    expect(events.map((e) => e.act)).toEqual(['account.create', 'role.grant', 'account.invite']);
    expect(events[0]!.account_name).toMatch(/^命令行 ./);
    expect((await trail('qingpu')).filter((e) => e.data.loginName === 'li').map((e) => e.act)).toEqual(['role.grant']);
    for (const tenantId of [PLATFORM, 'chongqing', 'qingpu']) expect((await verifyChain(tenantId)).faults).toEqual([]);
    // No link is in the record.
    expect(JSON.stringify(await rowsOf(admin, 'select * from audit_event'))).not.toContain(tokenIn(second.out));
  });

  it.each<[string, string, string[], number, RegExp]>([
    ['an option that does not exist', 'account', ['--bogus'], 2, /--bogus[\s\S]*用法/],
    ['nothing', 'account', [], 2, /用法/],
    ['a role that does not exist', 'account', ['a1', '某', 'chongqing', 'king'], 2, /没有角色 king/],
    ['a jurisdiction that does not exist', 'account', ['a2', '某', 'nowhere', 'official'], 1, /没有辖区 nowhere/],
    ['a director without a centre', 'account', ['a3', '某', 'chongqing', 'director'], 2, /写明中心/],
    ['a centre that does not exist', 'account', ['a4', '某', 'chongqing', 'director', '--centre', 'X-1'], 1, /没有中心 X-1/],
    ['a platform administrator of a jurisdiction', 'account', ['a5', '某', 'chongqing', 'platform-admin'], 2, /平台管理员属于/],
    ['a file that is not there', 'publish', ['nowhere.yaml'], 2, /没有文件 nowhere.yaml/],
  ])('say in words what is wrong with %s, and make nothing', async (_, script, args, code, words) => {
    const ran = await run(script, args, env);
    expect([ran.code, ran.err]).toEqual([code, expect.stringMatching(words)]);
    expect(await rowsOf(admin, `select 1 from account where login_name ~ '^a[0-9]'`)).toEqual([]);
  });
});

describe("the operator's commands on the embedded server", () => {
  let home: string;
  // The commands bring the binaries of the package, whatever the tests run on.
  const options = () => ({ home });
  const runs = () => existsSync(path.join(home, 'pg/postmaster.pid'));
  beforeAll(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'zhikong-operator-'));
    const { ownerUrl } = await ensureRunning(ROOT, options());
    await migrate(ownerUrl, path.join(ROOT, 'prisma/migrations'));
  });
  afterAll(async () => {
    await stop(ROOT, options());
    await rm(home, { recursive: true });
  });

  it('need no address of it, work on the one of the folder named, and leave a running server running', async () => {
    const env = { ZHIKONG_DATA: home, ZHIKONG_MODE: 'production' };
    expect(await run('first-admin', [], { ...env, DATABASE_OWNER_URL: (await ensureRunning(ROOT, options())).ownerUrl })).toMatchObject({ code: 0 });
    expect((await run('publish', ['jinxiang-2026'], env)).out).toContain('已发布');
    expect(tokenIn((await run('account', ['wang', '王某', 'jinxiang', 'official'], env)).out)).toBeTruthy();
    const verified = await run('audit-verify', [], env);
    expect(verified).toMatchObject({ code: 0, out: expect.stringMatching(/完整\t.*\t4条[\s\S]*审计链完整/) as unknown, err: expect.stringContaining(home) as unknown });
    expect(runs()).toBe(true);
  });

  it('stop the server again that they have started, and tell a broken chain', async () => {
    await connected((await ensureRunning(ROOT, options())).adminUrl, async (client) => {
      await client.query('alter table audit_event disable trigger all');
      await client.query(`update audit_event set account_name = 'x' where tenant_id = 'jinxiang' and seq = 2`);
      await client.query('alter table audit_event enable trigger all');
    });
    await stop(ROOT, options());
    const verified = await run('audit-verify', [], { ZHIKONG_DATA: home });
    expect(verified).toMatchObject({ code: 1, out: expect.stringMatching(/第2条[\s\S]*审计链有1处错误/) as unknown });
    expect(runs()).toBe(false);
  });

  it('refuse to guess where there is none, or where a database is given without its owner', async () => {
    expect(await run('audit-verify', [], { ZHIKONG_DATA: path.join(home, 'nowhere') })).toMatchObject({ code: 2, err: expect.stringContaining('没有数据库') as unknown });
    expect(await run('account', ['zhao', '赵某', 'jinxiang', 'official'], { DATABASE_URL: 'postgresql://x@127.0.0.1/x' })).toMatchObject({ code: 2, err: expect.stringContaining('DATABASE_OWNER_URL') as unknown });
    expect(await run('audit-verify', [], { ZHIKONG_MODE: 'Production' })).toMatchObject({ code: 2, err: expect.stringContaining('Production') as unknown });
  });
});
