import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { ensureDatabase } from '../../lib/db/embedded.ts';

export interface TestDatabase {
  /** Owner login: migrates, no superuser. */
  ownerUrl: string;
  /** Application login: what the tests of behaviour should use. */
  appUrl: string;
  /** Superuser, for tests that need a role or setting nobody else may make. */
  adminUrl: string;
  drop: () => Promise<void>;
}

/**
 * A fresh, migrated and empty database: call it in `beforeAll` and drop it in `afterAll`. `empty` skips the migrations,
 * `template` names another database to copy.
 */
export async function testDatabase(options: { empty?: boolean; template?: string } = {}): Promise<TestDatabase> {
  const server = inject('database');
  const run = server.template.slice(server.template.lastIndexOf('_') + 1);
  const name = `zhikong_test_${run}_${randomBytes(6).toString('hex')}`;
  await connected(server.adminUrl, (admin) => ensureDatabase(admin, name, options.empty ? undefined : (options.template ?? server.template)));
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  return {
    ownerUrl: at(server.ownerUrl),
    appUrl: at(server.appUrl),
    adminUrl: at(server.adminUrl),
    drop: () => connected(server.adminUrl, async (admin) => void (await admin.query(`drop database if exists "${name}" with (force)`))),
  };
}

/** Runs `work` on one connection and closes it. */
export async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
