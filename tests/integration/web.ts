import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { encode } from 'next-auth/jwt';
import type pg from 'pg';
import { newId } from '../../lib/kernel/ids.ts';
import { ROOT } from './action-manifest.ts';
import { NOW } from './seeded.ts';

const SECRET = 'only-for-the-tests-and-long-enough-to-be-taken';

/** The built application, served from a database of the tests. */
export interface WebServer {
  url: string;
  /** Asks for a page under a session, or as nobody; redirections are not followed. */
  get: (address: string, cookie?: string) => Promise<Response>;
  stop: () => Promise<void>;
}

/** Serves the build of `npm test`; without one it says so. */
export async function serveWeb(appUrl: string): Promise<WebServer> {
  if (!existsSync(path.join(ROOT, '.next/BUILD_ID'))) throw new Error('there is no build: npm test -- build');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'start', '-H', '127.0.0.1', '-p', String(port)], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: appUrl, NEXTAUTH_URL: url, NEXTAUTH_SECRET: SECRET, ZHIKONG_MODE: 'demo', ZHIKONG_NOW: NOW.toISOString(), NEXT_TELEMETRY_DISABLED: '1', TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
  const gone = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await gone;
  };
  const get: WebServer['get'] = (address, cookie) => fetch(url + address, { redirect: 'manual', headers: { connection: 'close', ...(cookie ? { cookie } : {}) } });
  for (let i = 0; i < 1200 && child.exitCode === null; i += 1) {
    if (await get('/api/health').then((r) => r.ok, () => false)) return { url, get, stop };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop();
  throw new Error(`the application did not start:\n${output}`);
}

/** A cookie of a new session of the account. */
export async function cookieOf(admin: pg.Client, accountId: string): Promise<string> {
  const sid = newId();
  await admin.query('insert into session (id, account_id, session_version, created_at, last_seen_at) select $1, id, session_version, $3, $3 from account where id = $2', [sid, accountId, NOW]);
  return `zhikong.session=${await encode({ token: { sub: accountId, sid }, secret: SECRET })}`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
