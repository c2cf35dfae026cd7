import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { request, type BrowserContextOptions } from '@playwright/test';

// The demo accounts of the server under test, and sessions for them.

interface DemoAccount {
  loginName: string;
  password: string;
  displayName: string;
  roleLabel: string;
}

/** Where the server under test keeps its data. */
const dataDir = path.resolve(process.env.ZHIKONG_DATA ?? '.data');
const sessions = path.join(dataDir, 'e2e-sessions');

/** Idle sessions of administrators end after fifteen minutes; one that old is not used again. */
const FRESH_MINUTES = 8;

let accounts: DemoAccount[] | undefined;

/** An account of the demo by its login name. */
export function account(loginName: string): DemoAccount {
  accounts ??= JSON.parse(readFileSync(path.join(dataDir, 'demo-accounts.json'), 'utf8')) as DemoAccount[];
  const found = accounts.find((a) => a.loginName === loginName);
  if (!found) throw new Error(`no demo account ${loginName}`);
  return found;
}

export type Session = Exclude<BrowserContextOptions['storageState'], string | undefined>;

/**
 * Cookies of a session for the account. One session serves all scenarios of a run, because sign-ins from one address are counted;
 * scenarios that end their session sign in for themselves.
 */
export async function sessionOf(loginName: string, baseURL: string): Promise<Session> {
  const file = path.join(sessions, `${loginName}.json`);
  if (existsSync(file) && Date.now() - statSync(file).mtimeMs < FRESH_MINUTES * 60_000) return JSON.parse(readFileSync(file, 'utf8')) as Session;
  const session = await newSession(loginName, baseURL);
  mkdirSync(sessions, { recursive: true });
  // The other worker may be reading it.
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, JSON.stringify(session), { mode: 0o600 });
  renameSync(fresh, file);
  return session;
}

/** Signs in without a browser. */
export async function newSession(loginName: string, baseURL: string): Promise<Session> {
  const api = await request.newContext({ baseURL });
  try {
    const { csrfToken } = (await (await api.get('/api/auth/csrf')).json()) as { csrfToken: string };
    const reply = await api.post('/api/auth/callback/credentials', { form: { csrfToken, loginName, password: account(loginName).password, json: 'true' } });
    if (!reply.ok()) throw new Error(`${loginName} could not sign in: ${reply.status()} ${await reply.text()}`);
    return await api.storageState();
  } finally {
    await api.dispose();
  }
}
