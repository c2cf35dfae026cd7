import pg from 'pg';
import { inject } from 'vitest';
import { ensureDatabase } from '../../lib/db/embedded.ts';
import { closeDatabase } from '../../lib/db/tenant.ts';
import { localDate } from '../../lib/kernel/local-date.ts';
import { seedDemo } from '../../prisma/seed/demo.ts';
import { connected, testDatabase, type TestDatabase } from './database.ts';

/** The day on which the demo of the tests was made, and on which their clock stands. */
export const TODAY = localDate('2026-11-22');
/** Ten in the morning of that day in China. */
export const NOW = new Date('2026-11-22T02:00:00Z');

/**
 * A copy of the demo: five jurisdictions, and `county-001`, which has no parent and so is related to none of them. It is
 * made once for a run; the first test file that asks for it waits for it, the others copy.
 */
export async function seededDatabase(): Promise<TestDatabase> {
  const server = inject('database');
  const seeded = `${server.template}_seeded`;
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${seeded}` }).href;
  await connected(server.adminUrl, async (admin) => {
    await admin.query('select pg_advisory_lock(hashtext($1))', [seeded]);
    const made = await admin.query(`select 1 from pg_database d where d.datname = $1 and shobj_description(d.oid, 'pg_database') = 'seeded'`, [seeded]);
    if (made.rowCount) return;
    await admin.query(`drop database if exists "${seeded}"`);
    await ensureDatabase(admin, seeded, server.template);
    await seedDemo(at(server.ownerUrl), { today: TODAY, extraTenants: 1 });
    await connected(at(server.adminUrl), (client) => client.query(`update tenant set parent_id = null where id = 'county-001'`));
    await admin.query(`comment on database "${seeded}" is 'seeded'`);
  });
  return testDatabase({ template: seeded });
}

/** What a file of tests works on: a copy of the demo, which the application is pointed at, and a superuser's connection to it. */
export interface Seeded {
  database: TestDatabase;
  admin: pg.Client;
}

/** Opens a copy of the demo for a file of tests. */
export async function openSeeded(): Promise<Seeded> {
  const database = await seededDatabase();
  process.env.DATABASE_URL = database.appUrl;
  const admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
  return { database, admin };
}

/** Closes it again: first the application's connections, then the superuser's, then it is gone. */
export async function closeSeeded({ database, admin }: Seeded): Promise<void> {
  await closeDatabase();
  await admin.end();
  await database.drop();
}
