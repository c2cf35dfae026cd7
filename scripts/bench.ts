// npm run bench: ratios measured in one run. (a) the engine, (b) pages against an empty dynamic page of the same server,
// with the five jurisdictions and with two hundred. `npm run bench -- --engine`
// stops after (a). Nothing here passes or fails; npm test never looks at a clock.
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { benchEngine, lineOf } from './bench-engine';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 150);

console.log('(a) 规则引擎 engine');
for (const row of await benchEngine()) console.log(`  ${lineOf(row)}`);
if (process.argv.includes('--engine')) process.exit();

console.log('\n(b) 页面 pages, p50 and p95 in ms and as a ratio to an empty dynamic page (in brackets: to an empty page of the workspace)');
for (const [extra, port] of [[0, 3171], [195, 3172]] as const) await benchPages(extra, port);

interface Cookies {
  header(): string;
  take(response: Response): void;
}

function cookies(): Cookies {
  const jar = new Map<string, string>();
  return {
    header: () => [...jar].map(([k, v]) => `${k}=${v}`).join('; '),
    take(response) {
      for (const line of response.headers.getSetCookie()) {
        const [pair] = line.split(';');
        const at = pair!.indexOf('=');
        jar.set(pair!.slice(0, at), pair!.slice(at + 1));
      }
    },
  };
}

async function benchPages(extra: number, port: number): Promise<void> {
  const home = `.data/bench-${extra}`;
  const base = `http://127.0.0.1:${port}`;
  const server = spawn(process.execPath, ['scripts/start.mjs'], {
    env: { ...process.env, ZHIKONG_DATA: home, ZHIKONG_EXTRA_TENANTS: String(extra), PORT: String(port), DATABASE_URL: '', ZHIKONG_MODE: 'demo' },
    stdio: 'ignore',
  });
  try {
    await waitFor(`${base}/api/health`, server);
    const accounts = JSON.parse(readFileSync(`${home}/demo-accounts.json`, 'utf8')) as { loginName: string; password: string }[];
    const official = accounts.find((a) => a.loginName === 'cq-official')!;
    const jar = cookies();
    const get = async (path: string) => {
      const response = await fetch(base + path, { headers: { cookie: jar.header() }, redirect: 'manual' });
      jar.take(response);
      return { status: response.status, text: await response.text() };
    };
    const { csrfToken } = JSON.parse((await get('/api/auth/csrf')).text) as { csrfToken: string };
    const signedIn = await fetch(`${base}/api/auth/callback/credentials`, {
      method: 'POST', redirect: 'manual', headers: { cookie: jar.header(), 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ csrfToken, loginName: official.loginName, password: official.password, json: 'true' }),
    });
    jar.take(signedIn);
    const list = await get('/chongqing/centres?q=CQ-L-001');
    const file = /\/chongqing\/centres\/[0-9a-f-]{36}/.exec(list.text)?.[0];
    if (!file) throw new Error('the bench could not sign in');
    const pages = { 'empty page': '/empty', 'empty, signed in': '/chongqing/search', worklist: '/chongqing', 'centre list': '/chongqing/centres', 'centre file': file };
    const times = new Map(Object.keys(pages).map((name) => [name, [] as number[]]));
    // Interleaved, so that whatever else the machine does falls on all of them alike.
    for (let round = -20; round < ROUNDS; round += 1) {
      for (const [name, path] of Object.entries(pages)) {
        const begun = performance.now();
        const { status } = await get(path);
        if (status !== 200) throw new Error(`${path} answered ${status}`);
        if (round >= 0) times.get(name)!.push(performance.now() - begun);
      }
    }
    const at = (name: string, share: number) => [...times.get(name)!].sort((a, b) => a - b)[Math.floor(times.get(name)!.length * share)]!;
    console.log(`  ${extra + 5} jurisdictions`);
    // Against a page without anything, and against one that has the session, the menu and the frame but no content.
    const ratio = (name: string, share: number, base: string) => `×${(at(name, share) / at(base, share)).toFixed(2)}`;
    for (const name of times.keys()) {
      const column = (share: number) => `${at(name, share).toFixed(1).padStart(7)} ms  ${ratio(name, share, 'empty page')} (${ratio(name, share, 'empty, signed in')})`;
      console.log(`    ${name.padEnd(17)} p50 ${column(0.5)}    p95 ${column(0.95)}`);
    }
  } finally {
    server.kill('SIGTERM');
    await new Promise((done) => server.once('exit', done));
  }
}

async function waitFor(url: string, server: ChildProcess): Promise<void> {
  for (let i = 0; i < 600; i += 1) {
    if (server.exitCode !== null) throw new Error('the server did not start');
    if (await fetch(url).then((r) => r.ok, () => false)) return;
    await new Promise((done) => setTimeout(done, 500));
  }
  throw new Error('the server did not answer in time');
}
