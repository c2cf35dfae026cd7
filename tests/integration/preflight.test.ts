import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ensureRunning, stop } from '../../lib/db/embedded.ts';
import { describeFaults, preflight } from '../../lib/db/preflight.ts';
import { connected, testDatabase, type TestDatabase } from './database.ts';

/** One tenant table as it should be. */
const goodTable = `
  create table thing (tenant_id text not null, id int not null, primary key (tenant_id, id));
  alter table thing enable row level security;
  alter table thing force row level security;
  create policy tenant on thing using (tenant_id = nullif(current_setting('app.tenant_id', true), ''))
    with check (tenant_id = nullif(current_setting('app.tenant_id', true), ''));
  grant select, insert, update, delete on thing to zhikong_app;`;

const codes = async (url: string) => (await preflight(url)).map((fault) => fault.code);

it('lets the application serve from a migrated database with its own login', async () => {
  const database = await testDatabase();
  expect(await preflight(database.appUrl)).toEqual([]);
  await database.drop();
});

it('refuses a database without tenant tables, since it was never migrated', async () => {
  const database = await testDatabase({ empty: true });
  expect(await codes(database.appUrl)).toEqual(['no-tables']);
  await database.drop();
});

describe('the login', () => {
  let database: TestDatabase;
  const roles: string[] = [];
  beforeAll(async () => {
    database = await testDatabase({ empty: true });
    await connected(database.ownerUrl, (client) => client.query(goodTable));
  });
  afterAll(async () => {
    await database.drop();
    await connected(database.adminUrl.replace(/\/[^/]*$/, '/postgres'), (client) => client.query(`drop role ${roles.reverse().join(', ')}`));
  });

  /** Logins belong to the whole server, so each test makes its own. */
  const login = async (rights: string, ...grants: string[]) => {
    const name = `role_${randomBytes(5).toString('hex')}`;
    roles.push(name);
    await connected(database.adminUrl, async (client) => {
      await client.query(`create role ${name} ${rights.includes('nologin') ? '' : 'login'} password 'secret' ${rights}; grant connect on database "${new URL(database.adminUrl).pathname.slice(1)}" to ${name}`);
      for (const role of grants) await client.query(`grant ${role} to ${name}`);
    });
    const url = new URL(database.appUrl);
    url.username = name;
    url.password = 'secret';
    return { name, url: url.href };
  };

  it('may be an ordinary one', async () => {
    expect(await codes((await login('')).url)).toEqual([]);
  });
  it('must not be a superuser', async () => {
    expect(await codes((await login('superuser')).url)).toEqual(['superuser']);
  });
  it('must not bypass row-level security', async () => {
    expect(await codes((await login('bypassrls')).url)).toEqual(['bypassrls']);
  });
  it('must not create roles, which on PostgreSQL 15 is a way to the owner', async () => {
    expect(await codes((await login('createrole')).url)).toEqual(['createrole']);
  });
  it('must not own a tenant table', async () => {
    expect(await codes(database.ownerUrl)).toEqual(['owner']);
  });
  it('must not be a member of the owner, even without inheriting its rights', async () => {
    expect(await codes((await login('noinherit', 'zhikong_owner')).url)).toEqual(['member-owner']);
  });
  it('must not be a member of a role that bypasses row-level security, however far away', async () => {
    const far = await login('bypassrls nologin');
    const near = await login('nologin', far.name);
    expect(await codes((await login('', near.name)).url)).toEqual(['member-bypassrls']);
  });
  it('must not be a member of a superuser', async () => {
    const admin = await login('superuser');
    expect(await codes((await login('', admin.name)).url)).toContain('member-superuser');
  });
  it('must not be a superuser that only pretends to be the application', async () => {
    const admin = await login('superuser');
    expect(await codes(`${admin.url}?options=-c%20role%3Dzhikong_app`)).toContain('superuser');
  });
});

describe('the settings of a connection', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase({ empty: true });
    await connected(database.ownerUrl, (client) => client.query(goodTable));
  });
  afterAll(() => database.drop());

  it('must not acknowledge before a commit is on disk', async () => {
    expect(await codes(`${database.appUrl}?options=-c%20synchronous_commit%3Doff`)).toEqual(['synchronous_commit']);
    expect(await codes(`${database.appUrl}?options=-c%20synchronous_commit%3Dremote_apply`)).toEqual([]);
  });

});

// They belong to the whole server, and a file of tests beside this one may just be starting the application: a server of its own.
describe('the settings of a server', () => {
  let options: { home: string; binaries?: string };
  let own: { appUrl: string; ownerUrl: string; adminUrl: string };
  beforeAll(async () => {
    options = { home: await mkdtemp(path.join(tmpdir(), 'zhikong-settings-')), binaries: process.env.TEST_DATABASE_BINARIES || undefined };
    own = await ensureRunning(process.cwd(), options);
    await connected(own.ownerUrl, (client) => client.query(goodTable));
  });
  afterAll(async () => {
    await stop(process.cwd(), options);
    await rm(options.home, { recursive: true });
  });

  it.each(['fsync', 'full_page_writes'])('must not turn off %s', async (setting) => {
    const set = async (how: string, value: string) => {
      await connected(own.adminUrl, (client) => client.query(`alter system ${how}`));
      await connected(own.adminUrl, (client) => client.query('select pg_reload_conf()'));
      // The server reads its settings again when it comes to it.
      const now = () => connected(own.adminUrl, async (client) => (await client.query<{ v: string }>('select current_setting($1) as v', [setting])).rows[0]!.v);
      await expect.poll(now, { timeout: 60_000 }).toBe(value);
    };
    await set(`set ${setting} = off`, 'off');
    expect(await codes(own.appUrl)).toEqual([setting]);
    await set(`reset ${setting}`, 'on');
    expect(await codes(own.appUrl)).toEqual([]);
  });
});

describe('a tenant table', () => {
  let database: TestDatabase;
  afterEach(() => database.drop());
  const after = async (change: string) => {
    database = await testDatabase({ empty: true });
    await connected(database.ownerUrl, (client) => client.query(goodTable + change));
    return preflight(database.appUrl);
  };

  it.each([
    ['without row-level security', 'alter table thing disable row level security', 'ENABLE ROW LEVEL SECURITY'],
    ['that does not force it on its owner', 'alter table thing no force row level security', 'FORCE ROW LEVEL SECURITY'],
    ['without any policy', 'drop policy tenant on thing', 'SELECT policy, INSERT policy, UPDATE policy, DELETE policy'],
    ['with a policy for reading only', 'drop policy tenant on thing; create policy r on thing for select using (false)', 'INSERT policy, UPDATE policy, DELETE policy'],
    ['with a policy for somebody else', 'drop policy tenant on thing; create policy o on thing to zhikong_owner using (false)', 'SELECT policy'],
    ['that a later migration forgot', 'create table forgotten (tenant_id text, x int)', 'tenant table forgotten lacks'],
    ['copied into a materialised view', 'create materialized view copied as select tenant_id from thing', 'tenant table copied lacks'],
  ])('%s is refused', async (_, change, expected) => {
    const faults = await after(change);
    expect(faults.map((fault) => fault.code)).toEqual(['rls']);
    expect(describeFaults(faults)).toContain(expected);
  });

  it('may split its policy by command', async () => {
    const faults = await after(`drop policy tenant on thing;
      create policy r on thing for select using (false); create policy a on thing for insert with check (false);
      create policy w on thing for update using (false); create policy d on thing for delete using (false);`);
    expect(faults).toEqual([]);
  });
});
