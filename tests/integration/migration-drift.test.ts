import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../lib/db/migrate.ts';
import { engineVersion, readSchema, sqlToSchema } from '../../scripts/write-migration.ts';
import { connected, testDatabase, type TestDatabase } from './database.ts';

const migrations = path.resolve('prisma/migrations');

describe('a migrated database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  it('has every migration applied and nothing left to apply', async () => {
    const folders = readdirSync(migrations, { withFileTypes: true }).filter((entry) => entry.isDirectory()).length;
    const applied = await connected(database.ownerUrl, (client) => client.query('select 1 from _prisma_migrations where finished_at is not null'));
    expect(applied.rowCount).toBe(folders);
    expect(await migrate(database.ownerUrl, migrations)).toEqual([]);
  });

  // Partial indexes, checks, policies and triggers are beyond the Prisma schema; the engine does not report them.
  it('agrees with prisma/schema', async () => {
    expect(await sqlToSchema(await readSchema(), database.ownerUrl)).toBe('');
  });

  it('is seen to differ when a column is missing', async () => {
    const damaged = await testDatabase();
    await connected(damaged.ownerUrl, (client) => client.query('alter table tenant drop column letter'));
    expect(await sqlToSchema(await readSchema(), damaged.ownerUrl)).toContain('ADD COLUMN     "letter"');
    await damaged.drop();
  });
});

describe('the engine that writes migrations', () => {
  it('is the one of the installed Prisma', async () => {
    const require = createRequire(import.meta.url);
    const { enginesVersion } = createRequire(require.resolve('@prisma/engines'))('@prisma/engines-version') as { enginesVersion: string };
    expect(enginesVersion).toMatch(/[0-9a-f]{40}$/);
    expect(await engineVersion()).toContain(enginesVersion.slice(-40));
  });
});
