import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, request, test as base, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test';
import { openContext } from './desk';

// A round takes months. Its scenario has a server and a database of its own, whose clock stands still and is moved on by
// starting the server again on the same data.

/** A server of the scenario's own. */
export interface World {
  /** Moves the clock to an instant in China, such as 2026-10-10 09:00. Whoever was signed in has to sign in anew. */
  goTo(instant: string): Promise<void>;
  /** A page on which the demo account is signed in. */
  enter(loginName: string, options?: BrowserContextOptions): Promise<Page>;
  /** A page on which nobody is. */
  stranger(options?: BrowserContextOptions): Promise<Page>;
  /** How the demo account is called. */
  nameOf(loginName: string): string;
  /** What the demo account is, such as 挂靠单位联系人（某医院）. */
  roleOf(loginName: string): string;
}

interface Account {
  loginName: string;
  password: string;
  displayName: string;
  roleLabel: string;
}

export { expect, type Page };
export const test = base.extend<{ world: World }>({
  world: async ({ browser }, use) => {
    const world = await OwnWorld.make(browser);
    try {
      await use(world);
      await world.leave();
      expect(world.faults, 'faults that the pages reported').toEqual([]);
    } finally {
      await world.end();
    }
  },
});

const ROOT = path.join(import.meta.dirname, '../../..');

class OwnWorld implements World {
  readonly faults: string[] = [];
  private url = '';
  private server: ChildProcess | null = null;
  private contexts: { context: BrowserContext; faults: string[] }[] = [];
  private pages = new Map<string, Page>();

  private constructor(private readonly browser: Browser, private readonly home: string) {}

  static make(browser: Browser): Promise<OwnWorld> {
    return Promise.resolve(new OwnWorld(browser, mkdtempSync(path.join(tmpdir(), 'zhikong-world-'))));
  }

  async goTo(instant: string): Promise<void> {
    await this.leave();
    await this.stopServer();
    const now = new Date(`${instant.replace(' ', 'T')}:00+08:00`).toISOString();
    const server = spawn(process.execPath, ['scripts/start.mjs'], {
      cwd: ROOT,
      env: { ...process.env, ZHIKONG_DATA: this.home, ZHIKONG_NOW: now, ZHIKONG_MODE: 'demo', DATABASE_URL: '', PORT: String(await freePort()) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.server = server;
    let said = '';
    for (const stream of [server.stdout, server.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()));
    const instance = path.join(this.home, 'instance.json');
    const deadline = Date.now() + 400_000;
    let url = urlIn(instance);
    while (url === null) {
      if (server.exitCode !== null || server.signalCode !== null || Date.now() > deadline) throw new Error(`the server of the scenario did not start:\n${said}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
      url = urlIn(instance);
    }
    this.url = url;
  }

  async enter(loginName: string, options: BrowserContextOptions = {}): Promise<Page> {
    const known = this.pages.get(loginName);
    if (known && Object.keys(options).length === 0) return known;
    const api = await request.newContext({ baseURL: this.url });
    const { csrfToken } = (await (await api.get('/api/auth/csrf')).json()) as { csrfToken: string };
    const reply = await api.post('/api/auth/callback/credentials', { form: { csrfToken, loginName, password: this.account(loginName).password, json: 'true' } });
    expect(reply.ok(), `${loginName} signs in`).toBe(true);
    const storageState = await api.storageState();
    await api.dispose();
    const page = await this.open({ ...options, storageState });
    if (Object.keys(options).length === 0) this.pages.set(loginName, page);
    return page;
  }

  stranger(options: BrowserContextOptions = {}): Promise<Page> {
    return this.open(options);
  }

  nameOf(loginName: string): string {
    return this.account(loginName).displayName;
  }

  roleOf(loginName: string): string {
    return this.account(loginName).roleLabel;
  }

  async end(): Promise<void> {
    await this.leave();
    await this.stopServer();
    rmSync(this.home, { recursive: true, force: true });
  }

  private account(loginName: string): Account {
    const found = (JSON.parse(readFileSync(path.join(this.home, 'demo-accounts.json'), 'utf8')) as Account[]).find((a) => a.loginName === loginName);
    if (!found) throw new Error(`no demo account ${loginName}`);
    return found;
  }

  private async open(options: BrowserContextOptions): Promise<Page> {
    const opened = await openContext(this.browser, { baseURL: this.url, viewport: { width: 1366, height: 768 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options });
    this.contexts.push(opened);
    return opened.context.newPage();
  }

  /** Closes every page and takes what they have complained about. */
  async leave(): Promise<void> {
    for (const { context, faults } of this.contexts) {
      this.faults.push(...faults);
      await context.close();
    }
    this.contexts = [];
    this.pages.clear();
  }

  private async stopServer(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((resolve) => server.on('exit', resolve));
    server.kill('SIGTERM');
    await gone;
  }
}

/** Where the server says that it listens; null as long as it has not said so, or is still writing it down. */
function urlIn(instance: string): string | null {
  if (!existsSync(instance)) return null;
  try {
    return (JSON.parse(readFileSync(instance, 'utf8')) as { url: string }).url;
  } catch {
    return null;
  }
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
