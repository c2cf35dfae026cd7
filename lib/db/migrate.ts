/**
 * Applies prisma/migrations as the owner, in Prisma's own book-keeping (`_prisma_migrations`), so that Prisma's command
 * line can take over at any time. Prisma's would need an engine binary that it downloads.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { APP_ROLE } from './embedded.ts';

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/** Prisma's own lock number: neither it nor a second of us migrates at the same time. */
const migrationLock = 72707369;

const bookKeeping = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;

/** Applies what is missing, each folder in one transaction, and returns the names of what was applied. */
export async function migrate(ownerUrl: string, folder: string): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    // Waiting for another process's migration is not a statement that hangs.
    await client.query('set statement_timeout = 0');
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await requireAppRole(client);
    if (!(await client.query(`select to_regclass('_prisma_migrations') as t`)).rows[0].t) await client.query(bookKeeping);
    const { rows: applied } = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
      'select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null order by started_at',
    );
    for (const row of applied) {
      const known = migrations.find((m) => m.name === row.migration_name);
      if (!row.finished_at) throw new Error(`migration ${row.migration_name} was begun by another tool and did not finish`);
      if (!known) throw new Error(`the database has migration ${row.migration_name}, which this version does not know: it is newer than the program`);
      if (known.checksum !== row.checksum) throw new Error(`migration ${row.migration_name} was changed after it had been applied`);
    }
    const missing = migrations.filter((m) => !applied.some((row) => row.migration_name === m.name));
    for (const migration of missing) await apply(client, migration);
    return missing.map((m) => m.name);
  } finally {
    await client.end();
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(migration.sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, transaction_timestamp(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    const { message, position } = error as pg.DatabaseError;
    const line = position ? `, line ${migration.sql.slice(0, Number(position)).split('\n').length}` : '';
    throw new Error(`migration ${migration.name}${line}: ${message}`, { cause: error });
  }
}

async function requireAppRole(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [APP_ROLE]);
  if (!rowCount) {
    throw new Error(
      `there is no role ${APP_ROLE}, to which the migrations grant what the application may do. ` +
        `As an administrator: create role ${APP_ROLE} login nosuperuser nobypassrls nocreaterole nocreatedb password '…'`,
    );
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
  return Promise.all(
    names.map(async (name) => {
      // A checkout with Windows line ends is the same migration.
      const sql = (await readFile(path.join(folder, name, 'migration.sql'), 'utf8')).replaceAll('\r\n', '\n');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}
