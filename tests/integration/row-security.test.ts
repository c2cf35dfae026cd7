import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APP_ROLE } from '../../lib/db/embedded.ts';
import { preflight } from '../../lib/db/preflight.ts';
import { rowsOf } from './cast.ts';
import { connected, testDatabase, type TestDatabase } from './database.ts';
import { GLOBAL_TABLES, isolationFaults, tenantTables } from './isolation.ts';
import { seededDatabase } from './seeded.ts';

const A = 'chongqing';
const B = 'zhengzhou';
const BAD_SETTINGS = { unset: null, empty: '', garbage: `x' or '1'='1`, 'another case': 'CHONGQING', 'a pattern': '%' } as const;
/** The tables as they stand today; a new one is tested as soon as it exists, and its name is added here. */
const TENANT_TABLES = [
  'application', 'application_file', 'appointment', 'assessment', 'assessment_year', 'audit_event', 'centre', 'committee', 'decision', 'departure', 'employment', 'handover',
  'hosting_period', 'institution', 'institution_event', 'membership', 'message', 'notice', 'notice_sighting', 'objection', 'objection_file', 'panel_member', 'panel_score', 'penalty', 'person',
  'plan_change', 'profile_version', 'redetermination', 'regulation_text', 'roster_change', 'roster_entry', 'sanction', 'selection', 'specialty', 'submission',
];

/** A row of each table that the demo leaves empty. */
const FIRST_ROWS: Readonly<Record<string, string>> = {
  audit_event: `insert into audit_event values ('${A}', gen_random_uuid(), 1, 'a', 'b', now(), null, 'n', 'r', 'act', 't', 'i', 'ok', 'ip', 'q', '{}')`,
  submission: `insert into submission (tenant_id, id, account_id, act, key, body_hash) values ('${A}', gen_random_uuid(), gen_random_uuid(), 'act', gen_random_uuid(), 'h')`,
  application_file: `insert into application_file (tenant_id, id, application_id, field_id, name, media_type, size, sha256, storage, uploaded_by_id) values ('${A}', gen_random_uuid(), gen_random_uuid(), 'f', 'n', 't', 1, 's', 's', gen_random_uuid())`,
  notice_sighting: `insert into notice_sighting (tenant_id, id, notice_id, at, sha256) values ('${A}', gen_random_uuid(), gen_random_uuid(), now(), 's')`,
  objection_file: `insert into objection_file (tenant_id, id, objection_id, name, media_type, size, sha256, storage, uploaded_at) values ('${A}', gen_random_uuid(), gen_random_uuid(), 'n', 't', 1, 's', 's', now())`,
  redetermination: `insert into redetermination (tenant_id, id, centre_id, outcome, decided_on, document_number, reason, decided_by_id, decided_by_name, decided_at) values ('${A}', gen_random_uuid(), gen_random_uuid(), 'continued', now(), 'd', 'r', gen_random_uuid(), 'n', now())`,
  regulation_text: `insert into regulation_text (tenant_id, id, profile_id, file_name, sha256, articles, uploaded_by_id) values ('${A}', gen_random_uuid(), 'p', 'f', 's', '[]', gen_random_uuid())`,
};

let migrated: TestDatabase;
beforeAll(async () => {
  migrated = await testDatabase();
});
afterAll(() => migrated.drop());

describe('the catalogue of a migrated database', () => {
  it('holds the tenant tables that are tested here, and the reviewed ones without a tenant', async () => {
    await connected(migrated.adminUrl, async (client) => {
      expect(await tenantTables(client)).toEqual(TENANT_TABLES);
      const all = await rowsOf<{ name: string }>(client, `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`);
      expect(all.map((t) => t.name).filter((name) => !TENANT_TABLES.includes(name)).sort()).toEqual(Object.keys(GLOBAL_TABLES).sort());
    });
  });

  it('separates tenants in every table, policy, key, index, view and function', async () => {
    expect(await connected(migrated.adminUrl, isolationFaults)).toEqual([]);
    expect(await preflight(migrated.appUrl)).toEqual([]);
  });

  it('lets its policies look at no setting but the tenant and the account', async () => {
    const settings = await connected(migrated.adminUrl, (client) =>
      rowsOf<{ name: string }>(client, `select distinct (regexp_matches(coalesce(pg_get_expr(polqual, polrelid), '') || coalesce(pg_get_expr(polwithcheck, polrelid), ''), 'current_setting\\(''([^'']+)', 'g'))[1] as name from pg_policy order by 1`),
    );
    expect(settings.map((s) => s.name)).toEqual(['app.account_id', 'app.tenant_id']);
  });

  it('lets its policies call no function on a value of a row', async () => {
    const expressions = await connected(migrated.adminUrl, (client) => rowsOf<{ e: string }>(client, `select coalesce(pg_get_expr(polqual, polrelid), '') || coalesce(pg_get_expr(polwithcheck, polrelid), '') as e from pg_policy`));
    for (const { e } of expressions) expect(e.replaceAll(/current_setting\('app\.(tenant|account)_id'::text, true\)/g, 'S').match(/\w+\([^)]*(tenant|account)_id/g)).toBeNull();
  });

  it('gives the application no right beyond its work', async () => {
    await connected(migrated.appUrl, async (client) => {
      const rights = await rowsOf<{ table: string; rights: string }>(
        client,
        `select c.relname as table, concat_ws(' ',
           case when has_table_privilege(c.oid, 'select') then 'r' end, case when has_table_privilege(c.oid, 'insert') then 'a' end,
           case when has_table_privilege(c.oid, 'update') then 'w' end, case when has_table_privilege(c.oid, 'delete') then 'd' end,
           case when has_table_privilege(c.oid, 'truncate') then 'TRUNCATE' end, case when has_table_privilege(c.oid, 'references') then 'REFERENCES' end,
           case when has_table_privilege(c.oid, 'trigger') then 'TRIGGER' end) as rights
         from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') order by 1`,
      );
      expect(Object.fromEntries(rights.map((r) => [r.table, r.rights]))).toEqual({
        _prisma_migrations: '', account: 'r a w', appointment: 'r a w', application: 'r a w', application_file: 'r a w', assessment: 'r a w', assessment_year: 'r a w',
        audit_event: 'r a', centre: 'r a w', committee: 'r a w', decision: 'r a w', departure: 'r a w d', employment: 'r a', handover: 'r a w', hosting_period: 'r a w',
        institution: 'r a w', institution_event: 'r a w', login_attempt: 'r a w', membership: 'r a w', message: 'r a w', notice: 'r a w', notice_sighting: 'r a', objection: 'r a w', objection_file: 'r a',
        panel_member: 'r a w', panel_score: 'r a w', penalty: 'r a', person: 'r a w', plan_change: 'r a', profile_version: 'r a', redetermination: 'r a', regulation_text: 'r a', roster_change: 'r a w',
        roster_entry: 'r a w d', sanction: 'r a w', selection: 'r a w', session: 'r a w', specialty: 'r a w', submission: 'r a w', tenant: 'r',
      });
      const state = (sql: string) => client.query(sql).then(() => 'allowed', (error: pg.DatabaseError) => error.code);
      for (const table of [...TENANT_TABLES, ...Object.keys(GLOBAL_TABLES)]) {
        expect([table, await state(`truncate "${table}" cascade`)]).toEqual([table, '42501']);
        expect([table, await state(`create trigger t before insert on "${table}" execute function refuse_change()`)]).toEqual([table, '42501']);
        expect([table, await state(`alter table "${table}" disable row level security`)]).toEqual([table, '42501']);
        expect([table, await state(`drop table "${table}"`)]).toEqual([table, '42501']);
      }
      for (const sql of [
        'create table public.mine (a int)', 'create schema mine', 'create function public.f() returns int language sql as $$ select 1 $$', 'create view public.v as select 1',
        'select * from pg_authid', 'select * from _prisma_migrations', 'set role zhikong_owner', 'set session authorization zhikong_owner', 'create role r',
        `copy tenant to program 'true'`, `select pg_read_file('/etc/passwd')`, 'alter policy tenant_isolation on centre using (true)', 'set session_replication_role = replica',
      ]) {
        expect([sql, await state(sql)]).toEqual([sql, '42501']);
      }
      // A twin that is allowed: the refusals above are not those of a dead connection.
      expect(await state('select 1')).toBe('allowed');
    });
  });
});

describe('rows', () => {
  let database: TestDatabase;
  const probe = `probe_${randomBytes(5).toString('hex')}`;
  let probeUrl: string;
  let tried = 0;

  // Keys, checks and triggers are taken away in this copy, so that any row can be written and only row-level security is left
  // to refuse it. The probe is a login with every right on every table and none to pass the policies by.
  beforeAll(async () => {
    database = await seededDatabase();
    const name = new URL(database.adminUrl).pathname.slice(1);
    await connected(database.adminUrl, async (admin) => {
      await admin.query(`create role ${probe} login nosuperuser nobypassrls password 'probe'; grant connect on database "${name}" to ${probe}; grant usage on schema public to ${probe}`);
      await admin.query(`grant select, insert, update, delete on all tables in schema public to ${probe}`);
      for (const type of ['f', 'c']) {
        for (const { sql } of await rowsOf<{ sql: string }>(admin, `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as sql from pg_constraint where contype = $1 and connamespace = 'public'::regnamespace`, [type])) await admin.query(sql);
      }
      for (const { sql } of await rowsOf<{ sql: string }>(admin, `select format('drop index %s', i.indexrelid::regclass) as sql from pg_index i join pg_class t on t.oid = i.indrelid where t.relnamespace = 'public'::regnamespace and i.indisunique and not i.indisprimary`)) await admin.query(sql);
      for (const table of TENANT_TABLES) {
        await admin.query(`alter table "${table}" disable trigger user`);
        const { rowCount } = await admin.query(`select 1 from "${table}" limit 1`);
        if (!rowCount) await admin.query(FIRST_ROWS[table]!);
        // Both tenants hold a row of every table.
        for (const tenant of [A, B]) await admin.query(`insert into "${table}" select r.* from (select * from "${table}" limit 1) t, jsonb_populate_record(null::"${table}", to_jsonb(t) || jsonb_build_object('tenant_id', $1::text, 'id', gen_random_uuid())) r`, [tenant]);
      }
    });
    const url = new URL(database.appUrl);
    url.username = probe;
    url.password = 'probe';
    probeUrl = url.href;
  });
  afterAll(async () => {
    await database.drop();
    await connected(migrated.adminUrl, (admin) => admin.query(`drop role ${probe}`));
    console.log(`row-level security: ${tried} statements tried`);
  });

  /** Runs statements in one transaction under these settings and takes it back. */
  async function under<T>(url: string, settings: Record<string, string | null>, work: (client: pg.Client) => Promise<T>): Promise<T> {
    return connected(url, async (client) => {
      await client.query('begin');
      for (const [name, value] of Object.entries(settings)) if (value !== null) await client.query('select set_config($1, $2, true)', [name, value]);
      const result = await work(client);
      await client.query('rollback');
      return result;
    });
  }

  /** How a statement ends: the number of its rows, or the code and kind of its refusal. The transaction goes on. */
  async function outcome(client: pg.Client, sql: string, values: unknown[] = []): Promise<string> {
    tried += 1;
    await client.query('savepoint s');
    try {
      const { rowCount } = await client.query(sql, values);
      await client.query('release savepoint s');
      return `${rowCount} rows`;
    } catch (error) {
      const { code, message } = error as pg.DatabaseError;
      await client.query('rollback to savepoint s');
      return `${code} ${/row-level security/.test(message) ? 'policy' : /permission denied/.test(message) ? 'right' : message}`;
    }
  }

  const isProbe = (client: pg.Client) => rowsOf<{ me: string; rolsuper: boolean; rolbypassrls: boolean }>(client, 'select current_user::text as me, rolsuper, rolbypassrls from pg_roles where rolname = current_user');
  const rowOf = (table: string, tenant: string) => connected(database.adminUrl, async (admin) => (await rowsOf<{ r: Record<string, unknown> }>(admin, `select to_jsonb(t) as r from "${table}" t where tenant_id = $1 order by id limit 1`, [tenant]))[0]!.r);
  const insert = (table: string) => `insert into "${table}" select * from jsonb_populate_record(null::"${table}", $1::jsonb || jsonb_build_object('id', gen_random_uuid()))`;

  it.each(['probe', APP_ROLE])('are asked for by %s, who passes no policy by', async (role) => {
    const url = role === 'probe' ? probeUrl : database.appUrl;
    expect(await connected(url, isProbe)).toEqual([{ me: role === 'probe' ? probe : APP_ROLE, rolsuper: false, rolbypassrls: false }]);
  });

  describe.each(TENANT_TABLES)('of %s', (table) => {
    it.each(Object.entries(BAD_SETTINGS))('are out of reach for all four commands while the tenant is %s', async (_, value) => {
      const row = await rowOf(table, A);
      const total = Number((await connected(database.adminUrl, (admin) => rowsOf<{ n: string }>(admin, `select count(*) as n from "${table}"`)))[0]!.n);
      expect(total).toBeGreaterThanOrEqual(2);
      for (const url of [probeUrl, database.appUrl]) {
        await under(url, { 'app.tenant_id': value, 'app.account_id': value }, async (client) => {
          expect(await outcome(client, `select * from "${table}"`)).toBe('0 rows');
          expect(await outcome(client, insert(table), [row])).toMatch(/^42501 (policy|right)$/);
          expect(await outcome(client, `update "${table}" set tenant_id = tenant_id`)).toMatch(/^(0 rows|42501 right)$/);
          expect(await outcome(client, `delete from "${table}"`)).toMatch(/^(0 rows|42501 right)$/);
        });
      }
    });

    it('are all reached, and only they, by their own tenant', async () => {
      const own = await rowOf(table, A);
      const count = Number((await connected(database.adminUrl, (admin) => rowsOf<{ n: string }>(admin, `select count(*) as n from "${table}" where tenant_id = $1`, [A])))[0]!.n);
      await under(probeUrl, { 'app.tenant_id': A }, async (client) => {
        expect(await rowsOf(client, `select distinct tenant_id from "${table}"`)).toEqual([{ tenant_id: A }]);
        expect(await outcome(client, `select * from "${table}"`)).toBe(`${count} rows`);
        expect(await outcome(client, insert(table), [own])).toBe('1 rows');
        expect(await outcome(client, `update "${table}" set tenant_id = tenant_id where id = $1`, [own.id])).toBe('1 rows');
        expect(await outcome(client, `update "${table}" set tenant_id = tenant_id`)).toBe(`${count + 1} rows`);
        expect(await outcome(client, `delete from "${table}" where id = $1`, [own.id])).toBe('1 rows');
      });
    });

    it('cannot be put into, moved to, changed in or taken from another tenant', async () => {
      const [own, foreign] = [await rowOf(table, A), await rowOf(table, B)];
      for (const url of [probeUrl, database.appUrl]) {
        await under(url, { 'app.tenant_id': A }, async (client) => {
          const denied = url === probeUrl ? /^42501 policy$/ : /^42501 (policy|right)$/;
          const nothing = url === probeUrl ? /^0 rows$/ : /^(0 rows|42501 right)$/;
          expect(await outcome(client, `select * from "${table}" where tenant_id = $1`, [B])).toBe('0 rows');
          expect(await outcome(client, insert(table), [foreign])).toMatch(denied);
          expect(await outcome(client, insert(table), [{ ...own, tenant_id: B }])).toMatch(denied);
          expect(await outcome(client, `update "${table}" set tenant_id = $1 where id = $2`, [B, own.id])).toMatch(denied);
          expect(await outcome(client, `update "${table}" set tenant_id = $1 where id = $2`, [A, foreign.id])).toMatch(nothing);
          expect(await outcome(client, `delete from "${table}" where tenant_id = $1`, [B])).toMatch(nothing);
          expect(await outcome(client, `insert into "${table}" select * from jsonb_populate_record(null::"${table}", $1::jsonb) on conflict do nothing`, [foreign])).toMatch(denied);
        });
      }
      expect(await rowOf(table, B)).toEqual(foreign);
    });
  });

  it('of a membership are seen by its own account too, and by that only read', async () => {
    const row = await rowOf('membership', B);
    const account = row.account_id as string;
    await under(probeUrl, { 'app.tenant_id': A, 'app.account_id': account }, async (client) => {
      const seen = await rowsOf<{ tenant_id: string; account_id: string }>(client, 'select tenant_id, account_id from membership where tenant_id <> $1', [A]);
      expect(new Set(seen.map((m) => m.account_id))).toEqual(new Set([account]));
      expect(await outcome(client, 'update membership set role = role where id = $1', [row.id])).toBe('0 rows');
      expect(await outcome(client, 'delete from membership where id = $1', [row.id])).toBe('0 rows');
      expect(await outcome(client, insert('membership'), [row])).toBe('42501 policy');
    });
  });

  it('are widened by no other setting', async () => {
    const settings = ['app.bypass_rls', 'app.role', 'app.is_admin', 'app.admin', 'app.superuser', 'app.tenant', 'app.tenants', 'app.parent_id', 'app.user_id', 'app.all', 'request.jwt.claims', 'jwt.claims.tenant_id', 'zhikong.tenant_id'];
    const values = ['on', 'true', '1', A, B, '*', '{"tenant_id":"zhengzhou"}', 'zhikong_owner'];
    for (const name of settings) {
      for (const value of values) {
        await under(database.appUrl, { 'app.tenant_id': A, [name]: value }, async (client) => {
          expect([name, value, await outcome(client, `select * from centre where tenant_id <> $1`, [A])]).toEqual([name, value, '0 rows']);
        });
      }
    }
    // Off, it makes a query fail instead of being narrowed: it does not widen it.
    await under(database.appUrl, { 'app.tenant_id': A, row_security: 'off' }, async (client) => expect(await outcome(client, 'select * from centre')).toMatch(/^42501/));
  });
});

describe('keys', () => {
  it('hold on to no row of another tenant, while the same code in two tenants is no conflict', async () => {
    const database = await seededDatabase();
    await connected(database.appUrl, async (client) => {
      const ids = await connected(database.adminUrl, (admin) => rowsOf<{ tenant_id: string; id: string; specialty_id: string; code: string }>(admin, `select distinct on (tenant_id) tenant_id, id, specialty_id, code from centre where tenant_id in ('${A}', '${B}')`));
      const [a, b] = [ids.find((r) => r.tenant_id === A)!, ids.find((r) => r.tenant_id === B)!];
      const add = (tenant: string, specialty: string, code: string) =>
        client.query(`insert into centre (tenant_id, id, code, name, pinyin, specialty_id, class, opened_on) values ($1, gen_random_uuid(), $3, 'n', 'p', $2, 'clinical', '2026-01-01')`, [tenant, specialty, code]).then(() => 'ok', (error: pg.DatabaseError) => error.code);
      await client.query(`select set_config('app.tenant_id', $1, false)`, [A]);
      expect(await add(A, b.specialty_id, 'A-1')).toBe('23503');
      expect(await add(A, a.specialty_id, b.code)).toBe('ok');
      expect(await add(A, a.specialty_id, b.code)).toBe('23505');
    });
    await database.drop();
  });
});

describe('a planted fault', () => {
  let database: TestDatabase;
  let admin: pg.Client;
  let found = 0;
  beforeAll(async () => {
    database = await testDatabase();
    admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await database.drop();
    console.log(`isolation: ${found} planted faults, ${found} found`);
  });

  /** Plants a fault, looks with both checks, and takes it back; committed in between, since the second looks through its own connection. */
  async function plant(fault: string, remedy: string, expected: RegExp, byPreflight: RegExp | null): Promise<void> {
    await admin.query(fault);
    try {
      expect((await isolationFaults(admin)).join('\n')).toMatch(expected);
      if (byPreflight) expect((await preflight(database.appUrl)).map((f) => `${f.code} ${f.en}`).join('\n')).toMatch(byPreflight);
      found += 1;
    } finally {
      await admin.query(remedy);
    }
    expect(await isolationFaults(admin)).toEqual([]);
  }

  const own = `tenant_id = nullif(current_setting('app.tenant_id', true), '')`;
  const policy = (table: string, commands = 'all') => `create policy tenant_isolation on "${table}" for ${commands} using (${own}) with check (${own})`;

  it.each(TENANT_TABLES)('in %s is found by the catalogue check and stops the server from starting', async (table) => {
    await plant(`drop policy tenant_isolation on "${table}"`, policy(table), new RegExp(`^${table} has no policy for insert`, 'm'), new RegExp(`rls tenant table ${table} lacks .*INSERT policy`));
    await plant(`alter table "${table}" no force row level security`, `alter table "${table}" force row level security`, new RegExp(`^${table} does not force`, 'm'), new RegExp(`rls tenant table ${table} lacks FORCE`));
    await plant(`alter table "${table}" disable row level security`, `alter table "${table}" enable row level security`, new RegExp(`^${table} does not enable`, 'm'), new RegExp(`rls tenant table ${table} lacks ENABLE`));
    await plant(`create policy leak on "${table}" using (true)`, `drop policy leak on "${table}"`, new RegExp(`^policy leak on ${table} is not the tenant's`, 'm'), null);
    await plant(`alter policy tenant_isolation on "${table}" with check (true)`, `alter policy tenant_isolation on "${table}" with check (${own})`, new RegExp(`^policy tenant_isolation on ${table} is not`, 'm'), null);
  });

  it.each<[string, string, string, RegExp, RegExp | null]>([
    ['a table that a migration forgot', 'create table forgotten (tenant_id text not null, id int)', 'drop table forgotten', /^forgotten does not enable/m, /rls tenant table forgotten lacks ENABLE/],
    ['a table without a tenant', 'create table loose (id int)', 'drop table loose', /^loose has no tenant/m, null],
    ['a table in another schema', 'create schema side; create table side.t (tenant_id text)', 'drop schema side cascade', /^side\.t stands outside/m, /rls tenant table t lacks/],
    ['a materialised view', 'create materialized view copied as select tenant_id from centre', 'drop materialized view copied', /^copied cannot/m, /rls tenant table copied/],
    ['a view with its owner\'s eyes', 'create view v as select * from centre', 'drop view v', /^view v shows/m, null],
    ['a function with its owner\'s rights', 'create function f() returns bigint language sql security definer as $$ select count(*) from centre $$', 'drop function f', /^function f runs/m, null],
    ['a unique index across tenants', 'create unique index code_everywhere on centre (code)', 'drop index code_everywhere', /^unique index code_everywhere/m, null],
    ['a foreign key across tenants', 'alter table centre add constraint loose_key unique (id); alter table departure add constraint across foreign key (rule_id) references centre (id)', 'alter table departure drop constraint across; alter table centre drop constraint loose_key', /^foreign key across crosses/m, null],
    ['a missing index', 'alter table penalty drop constraint penalty_pkey; drop index penalty_tenant_id_person_id_idx', 'alter table penalty add primary key (tenant_id, id); create index penalty_tenant_id_person_id_idx on penalty (tenant_id, person_id)', /^penalty has no index/m, null],
  ])('such as %s is found', async (_, fault, remedy, expected, byPreflight) => {
    await admin.query('alter table departure add column rule_id uuid');
    try {
      await plant(fault, remedy, expected, byPreflight);
    } finally {
      await admin.query('alter table departure drop column rule_id');
    }
  });
});
