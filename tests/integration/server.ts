/**
 * Before the integration tests: a PostgreSQL of this run's own and one migrated database that test files copy.
 *
 * TEST_DATABASE_BINARIES  folder with another PostgreSQL's initdb, pg_ctl and postgres
 * DATABASE_URL_TEST_ADMIN superuser of a server that is already there and has no logins of this platform's yet
 */
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { APP_ROLE, ensureDatabase, ensureLogins, ensureRunning, OWNER_ROLE, stop } from '../../lib/db/embedded.ts';
import { migrate } from '../../lib/db/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    database: { adminUrl: string; ownerUrl: string; appUrl: string; template: string };
  }
}

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
const homes = path.join(root, '.data/test-pg');

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env.DATABASE_URL_TEST_ADMIN ? await givenServer(process.env.DATABASE_URL_TEST_ADMIN) : await ownServer();
  const template = `zhikong_template_${process.pid}`;

  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  try {
    await ensureDatabase(admin, template);
    await migrate(withDatabase(server.ownerUrl, template), path.join(root, 'prisma/migrations'));
  } catch (error) {
    await server.close();
    throw error;
  } finally {
    await admin.end();
  }

  project.provide('database', { ...server.urls, template });
  return server.close;
}

interface TestServer {
  adminUrl: string;
  ownerUrl: string;
  urls: { adminUrl: string; ownerUrl: string; appUrl: string };
  close: () => Promise<void>;
}

/** One folder for each run, so that two runs in one checkout do not stop each other's server. */
async function ownServer(): Promise<TestServer> {
  await mkdir(homes, { recursive: true });
  for (const name of await readdir(homes)) {
    if (isAlive(Number(name))) continue;
    await stop(root, { home: path.join(homes, name) }).catch(() => undefined);
    await rm(path.join(homes, name), { recursive: true, force: true });
  }
  const options = { home: path.join(homes, String(process.pid)), binaries: process.env.TEST_DATABASE_BINARIES };
  const { adminUrl, ownerUrl, appUrl } = await ensureRunning(root, options);
  return {
    adminUrl,
    ownerUrl,
    urls: { adminUrl, ownerUrl, appUrl },
    close: async () => {
      await stop(root, options);
      await rm(options.home, { recursive: true, force: true });
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function givenServer(adminUrl: string): Promise<TestServer> {
  // The same password in every run: two runs on one server must not lock each other out. Logins that exist keep their
  // own password, as something else may use them; then this server cannot be used for tests.
  const passwords = { owner: 'zhikong-test-owner', app: 'zhikong-test-app' };
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await ensureLogins(admin, passwords);
  await admin.end();
  const ownerUrl = withLogin(adminUrl, OWNER_ROLE, passwords.owner);
  const appUrl = withLogin(adminUrl, APP_ROLE, passwords.app);
  return {
    adminUrl,
    ownerUrl,
    urls: { adminUrl, ownerUrl, appUrl },
    close: async () => {
      const client = new pg.Client({ connectionString: adminUrl });
      await client.connect();
      const { rows } = await client.query<{ datname: string }>('select datname from pg_database where datname like $1', [`zhikong\\_%\\_${process.pid}%`]);
      for (const { datname } of rows) await client.query(`drop database if exists ${client.escapeIdentifier(datname)} with (force)`);
      await client.end();
    },
  };
}

function withLogin(url: string, user: string, password: string): string {
  const changed = new URL(url);
  changed.username = user;
  changed.password = password;
  return changed.href;
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
