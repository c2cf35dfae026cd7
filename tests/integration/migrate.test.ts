import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../../lib/db/migrate.ts';
import { connected, testDatabase, type TestDatabase } from './database.ts';

describe('migrate', () => {
  let database: TestDatabase;
  let folder: string;
  beforeEach(async () => {
    database = await testDatabase({ empty: true });
    folder = await mkdtemp(path.join(tmpdir(), 'migrations-'));
  });
  afterEach(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const add = async (name: string, sql: string) => {
    await mkdir(path.join(folder, name), { recursive: true });
    await writeFile(path.join(folder, name, 'migration.sql'), sql);
  };
  const tables = () =>
    connected(database.ownerUrl, async (client) => {
      const { rows } = await client.query<{ relname: string }>(`select relname from pg_stat_user_tables where relname like 't\\_%' order by 1`);
      return rows.map((row) => row.relname);
    });

  it('applies the folders in order of their names, functions with semicolons included', async () => {
    await add('2_second', `create function f() returns int language plpgsql as $$ begin perform 1; return 2; end $$; alter table t_a add b int;`);
    await add('1_first', 'create table t_a (a int);');
    expect(await migrate(database.ownerUrl, folder)).toEqual(['1_first', '2_second']);
    expect(await migrate(database.ownerUrl, folder)).toEqual([]);
  });

  it('leaves nothing of a folder that fails, keeps those before it and names the line', async () => {
    await add('1_first', 'create table t_a (a int);');
    await add('2_broken', 'create table t_b (a int);\nselect\n  nonsense;');
    await expect(migrate(database.ownerUrl, folder)).rejects.toThrow(/2_broken, line 3: .*nonsense/);
    expect(await tables()).toEqual(['t_a']);
    await add('2_broken', 'create table t_b (a int);');
    expect(await migrate(database.ownerUrl, folder)).toEqual(['2_broken']);
  });

  it('refuses a migration that was changed after it had been applied, except for its line ends', async () => {
    await add('1_first', 'create table t_a (a int);\nselect 1;\n');
    await migrate(database.ownerUrl, folder);
    await add('1_first', 'create table t_a (a int);\r\nselect 1;\r\n');
    expect(await migrate(database.ownerUrl, folder)).toEqual([]);
    await add('1_first', 'create table t_a (a bigint);\nselect 1;\n');
    await expect(migrate(database.ownerUrl, folder)).rejects.toThrow(/1_first was changed/);
  });

  it('refuses a database that is newer than the program', async () => {
    await add('1_first', 'create table t_a (a int);');
    await migrate(database.ownerUrl, folder);
    await rm(path.join(folder, '1_first'), { recursive: true });
    await expect(migrate(database.ownerUrl, folder)).rejects.toThrow(/newer than the program/);
  });

  it('applies each folder once when several processes migrate at the same time', async () => {
    await add('1_first', 'create table t_a (a int); insert into t_a values (1);');
    const results = await Promise.all([1, 2, 3, 4].map(() => migrate(database.ownerUrl, folder)));
    expect(results.flat()).toEqual(['1_first']);
    const rows = await connected(database.ownerUrl, (client) => client.query('select 1 from t_a'));
    expect(rows.rowCount).toBe(1);
  });
});
