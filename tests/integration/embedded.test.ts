import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureRunning, stop } from '../../lib/db/embedded.ts';
import { connected } from './database.ts';

describe('the embedded server', () => {
  let home: string;
  let options: { home: string; binaries?: string };
  const start = () => ensureRunning(process.cwd(), options);
  const pid = async () => Number((await readFile(path.join(home, 'pg/postmaster.pid'), 'utf8')).split('\n')[0]);
  const count = (url: string) => connected(url, async (client) => (await client.query<{ n: number }>('select count(*)::int as n from kept')).rows[0]?.n);

  beforeAll(async () => {
    home = await mkdtemp(path.join(tmpdir(), '质控 试 '));
    options = { home, binaries: process.env.TEST_DATABASE_BINARIES || undefined };
  });
  afterAll(async () => {
    await stop(process.cwd(), options);
    await rm(home, { recursive: true });
  });

  it('is one server when it is started for the first time several times at once, below a path with spaces and Chinese', async () => {
    const servers = await Promise.all([start(), start(), start()]);
    expect(new Set(servers.map((server) => server.appUrl)).size).toBe(1);
    // None of them has given the port away that another got: the next start has it again.
    expect((JSON.parse(await readFile(path.join(home, 'pg/zhikong.json'), 'utf8')) as { port: number }).port).toBe(servers[0]!.port);
    expect((await stat(path.join(home, 'pg'))).mode & 0o077).toBe(0);
  });

  it('gives an owner that is no superuser and an application login that can create nothing', async () => {
    const { ownerUrl, appUrl } = await start();
    await connected(ownerUrl, async (client) => {
      const { rows } = await client.query('select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user');
      expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false }]);
      await client.query('create table kept (n int)');
    });
    await connected(appUrl, async (client) => {
      await expect(client.query('create table t (a int)')).rejects.toMatchObject({ code: '42501' });
      await expect(client.query('create temporary table t (a int)')).rejects.toMatchObject({ code: '42501' });
      await expect(client.query('select * from pg_authid')).rejects.toMatchObject({ code: '42501' });
      await expect(client.query('create database other')).rejects.toMatchObject({ code: '42501' });
    });
  });

  it('listens on the loopback address only, has no socket file and refuses a wrong password', async () => {
    const { adminUrl, appUrl } = await start();
    await connected(adminUrl, async (client) => {
      const { rows } = await client.query(`select current_setting('listen_addresses') as a, current_setting('unix_socket_directories') as b`);
      expect(rows).toEqual([{ a: '127.0.0.1', b: '' }]);
    });
    await expect(connected(Object.assign(new URL(appUrl), { password: 'wrong' }).href, async () => undefined)).rejects.toMatchObject({ code: '28P01' });
  });

  it('keeps every acknowledged row, its port and its passwords through a kill -9', async () => {
    const before = await start();
    let acknowledged = 0;
    const writer = connected(before.ownerUrl, async (client) => {
      client.on('error', () => undefined);
      for (;;) {
        await client.query('insert into kept values (1)');
        acknowledged += 1;
      }
    }).catch(() => undefined);
    while (acknowledged < 200) await new Promise((resolve) => setTimeout(resolve, 5));
    process.kill(await pid(), 'SIGKILL');
    await writer;
    const after = await start();
    expect(after.ownerUrl).toBe(before.ownerUrl);
    expect([acknowledged, acknowledged + 1]).toContain(await count(after.ownerUrl));
  });

  it('starts over a pid file that names another living process', async () => {
    const before = await start();
    const rows = await count(before.ownerUrl);
    const file = path.join(home, 'pg/postmaster.pid');
    const content = await readFile(file, 'utf8');
    await stop(process.cwd(), options);
    const stranger = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
    await writeFile(file, content.replace(/^\d+/, String(stranger.pid)), { mode: 0o600 });
    expect(await count((await start()).ownerUrl)).toBe(rows);
    stranger.kill();
  });

  it('says whether it was this call that started it', async () => {
    await start();
    expect((await start()).started).toBe(false);
    await stop(process.cwd(), options);
    expect((await start()).started).toBe(true);
  });

  it('starts in a copied folder beside the server of the original', async () => {
    const original = await start();
    await stop(process.cwd(), options);
    const copy = { ...options, home: await mkdtemp(path.join(tmpdir(), '质控 副本 ')) };
    try {
      await cp(path.join(home, 'pg'), path.join(copy.home, 'pg'), { recursive: true });
      const running = await start();
      // What a copy of a running folder holds: the pid of a PostgreSQL that lives, but elsewhere.
      await cp(path.join(home, 'pg/postmaster.pid'), path.join(copy.home, 'pg/postmaster.pid'));
      await stop(process.cwd(), copy);
      expect((await start()).started).toBe(false);
      await cp(path.join(home, 'pg/postmaster.pid'), path.join(copy.home, 'pg/postmaster.pid'));
      const beside = await ensureRunning(process.cwd(), copy);
      expect(beside.started).toBe(true);
      expect(beside.port).not.toBe(running.port);
      await connected(beside.ownerUrl, (client) => client.query('delete from kept'));
      expect(await count(running.ownerUrl)).toBeGreaterThan(0);
      expect((await start()).appUrl).toBe(original.appUrl);
    } finally {
      await stop(process.cwd(), copy);
      await rm(copy.home, { recursive: true });
    }
  });

  it('stops cleanly, and stopping twice is no fault', async () => {
    await start();
    await stop(process.cwd(), options);
    await stop(process.cwd(), options);
    await expect(pid()).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
