import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hash } from '@node-rs/argon2';
import pg from 'pg';
import { ROLES, type Role } from '../../lib/identity/capabilities';
import { seal } from '../../lib/identity/sealing';
import { today as todayInChina } from '../../lib/kernel/clock';
import type { LocalDate } from '../../lib/kernel/local-date';
import { personName } from './names';
import { builtInPlans, syntheticPlan } from './plans';
import { randomFrom } from './random';
import { instant, type AccountRow } from './rows';
import { buildTenant, type SeedAccount, type TenantSeed } from './tenant';

/** The tenant whose chain holds sign-ins; it has no business rows. */
const PLATFORM = 'platform';

/** The jurisdictions in which one account assesses, to show how somebody switches between them. */
const EXPERT_IN = ['chongqing', 'zhengzhou', 'jinxiang'];

export interface SeedOptions {
  /** The day from which everything is counted; the present day in China if left out. */
  today?: LocalDate;
  /** Folder of `demo-accounts.json`; no file is written without it. */
  dataDir?: string;
  /** Further synthetic counties, for measuring. */
  extraTenants?: number;
  /** Takes one line of progress for each tenant. */
  say?: (line: string) => void;
}

/** A demo account as it is shown on the console; all share one random password. */
export interface DemoAccount {
  loginName: string;
  password: string;
  displayName: string;
  roleLabel: string;
  jurisdiction: string;
}

export interface SeedResult {
  /** Whether anything was written; false if there were tenants already. */
  seeded: boolean;
  /** Empty if nothing was written. */
  accounts: DemoAccount[];
}

/** The five jurisdictions and every account as rows, without touching a database. The same day gives the same. */
export function buildDemo(today: LocalDate): { tenants: TenantSeed[]; platform: SeedAccount; expert: SeedAccount } {
  const random = randomFrom('zhikong platform');
  const names = new Set<string>();
  const account = (loginName: string, roleLabel: string, jurisdiction: string): SeedAccount => ({ id: random.id(), loginName, displayName: personName(random, names), roleLabel, jurisdiction });
  const plans = builtInPlans();
  const places = plans.map((p) => p.profile.jurisdiction).filter((j) => EXPERT_IN.includes(j.id)).map((j) => j.name);
  const platform = account('platform', ROLES['platform-admin'], '平台');
  const expert = account('expert', ROLES.assessor, places.join('、'));
  const tenants = plans.map((plan) => {
    const isIn = EXPERT_IN.includes(plan.profile.jurisdiction.id);
    return buildTenant(plan, today, isIn ? { id: expert.id, name: expert.displayName } : null);
  });
  return { tenants, platform, expert };
}

/** Fills an empty, migrated database with the demo, all or nothing; does nothing to one that has tenants. */
export async function seedDemo(ownerUrl: string, { today = todayInChina(), dataDir, extraTenants = 0, say = () => undefined }: SeedOptions = {}): Promise<SeedResult> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows: tenants } = await client.query<{ id: string }>('select id from tenant');
    if (tenants.length > 0) {
      say(`数据库中已有 ${tenants.length} 个租户，未写入演示数据`);
      if (dataDir) await restoreAccounts(client, dataDir, say);
    } else {
      const accounts = await seedAll(client, today, say);
      if (dataDir) await writeAccounts(dataDir, accounts);
      await seedCounties(client, extraTenants, today, say);
      // Without statistics the first pages would be planned for empty tables.
      await client.query('analyze');
      return { seeded: true, accounts };
    }
    await seedCounties(client, extraTenants, today, say);
    if (extraTenants > 0) await client.query('analyze');
    return { seeded: false, accounts: [] };
  } finally {
    await client.end();
  }
}

async function seedAll(client: pg.Client, today: LocalDate, say: (line: string) => void): Promise<DemoAccount[]> {
  const { tenants, platform, expert } = buildDemo(today);
  const password = randomPassword();
  const passwordHash = await hashOf(password);
  const accounts = [...tenants.flatMap((t) => t.accounts), expert, platform];
  // A killed run leaves nothing behind: one transaction for the five, in which the tenant changes with the rows.
  await inTransaction(client, async () => {
    await insert(client, 'tenant', [{ id: PLATFORM, name: '平台', authority: '平台运行单位', letter: '台', level: 'national', parentId: null, kind: 'platform', sort: 0 }]);
    await insert(client, 'account', accounts.map((a) => accountRow(a, passwordHash, today)));
    await setTenant(client, PLATFORM);
    await insert(client, 'membership', [{ tenantId: PLATFORM, id: randomFrom('zhikong platform membership').id(), accountId: platform.id, role: 'platform-admin' }]);
    for (const tenant of tenants) await insertTenant(client, tenant, say);
  });
  return accounts.map((a) => shown(a, password));
}

/** Synthetic counties up to `count`, each in a transaction of its own; those that exist stay as they are. */
async function seedCounties(client: pg.Client, count: number, today: LocalDate, say: (line: string) => void): Promise<void> {
  if (count === 0) return;
  const template = builtInPlans().find((plan) => plan.flavour === 'jinxiang')!.profile;
  const { rows } = await client.query<{ password_hash: string }>('select password_hash from account where demo and password_hash is not null limit 1');
  const known = new Set((await client.query<{ id: string }>('select id from tenant')).rows.map((r) => r.id));
  for (let index = 1; index <= count; index += 1) {
    const plan = syntheticPlan(index, template);
    if (known.has(plan.profile.jurisdiction.id)) continue;
    const tenant = buildTenant(plan, today);
    await inTransaction(client, async () => {
      await insert(client, 'account', tenant.accounts.map((a) => accountRow(a, rows[0]?.password_hash ?? null, today)));
      await insertTenant(client, tenant, say);
    });
  }
}

async function insertTenant(client: pg.Client, { tenant, rows }: TenantSeed, say: (line: string) => void): Promise<void> {
  await insert(client, 'tenant', [tenant]);
  await setTenant(client, tenant.id);
  // A telephone number that leads nowhere, encrypted for its place as a real one would be; without a key there is none.
  const isKeyed = process.env.ZHIKONG_DATA_KEY ?? process.env.ZHIKONG_DATA;
  if (isKeyed) for (const objection of rows.objection) objection.contactSealed = seal('023-00000000', `${tenant.id} objection ${objection.id}`);
  for (const [table, list] of Object.entries(rows) as [string, object[]][]) await insert(client, table, list.map((row) => ({ tenantId: tenant.id, ...row })));
  say(`${tenant.name}：${rows.centre.length} 个中心（组），${rows.institution.length} 家机构，${rows.person.length} 名人员，${rows.assessment.length} 次考核，${rows.decision.length} 项决定`);
}

/** Everything in the tables with a tenant is invisible, and cannot be written, until this has named it. */
const setTenant = (client: pg.Client, id: string) => client.query(`select set_config('app.tenant_id', $1, true)`, [id]);

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('begin');
  try {
    await work();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

/** Inserts rows by the names of their properties; PostgreSQL turns the JSON into the columns' types. */
async function insert(client: pg.Client, table: string, rows: readonly object[]): Promise<void> {
  const first = rows[0];
  if (!first) return;
  const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const columns = Object.keys(first).map((name) => client.escapeIdentifier(snake(name))).join(', ');
  const into = client.escapeIdentifier(table);
  for (let from = 0; from < rows.length; from += 1000) {
    const chunk = rows.slice(from, from + 1000).map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [snake(name), value])));
    await client.query(`insert into ${into} (${columns}) select ${columns} from json_populate_recordset(null::${into}, $1::json)`, [JSON.stringify(chunk)]);
  }
}

const accountRow = ({ id, loginName, displayName }: SeedAccount, passwordHash: string | null, today: LocalDate): AccountRow => ({
  id, loginName, displayName, passwordHash, passwordChangedAt: instant(today, '00:00'), demo: true,
});

const shown = ({ loginName, displayName, roleLabel, jurisdiction }: SeedAccount, password: string): DemoAccount => ({ loginName, password, displayName, roleLabel, jurisdiction });

const hashOf = (password: string): Promise<string> => hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });

/** Twelve characters of three kinds, none that is read for another. */
export function randomPassword(): string {
  const kinds = ['abcdefghijkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789'];
  const all = kinds.join('');
  for (;;) {
    const password = Array.from({ length: 12 }, () => all[randomInt(all.length)]).join('');
    if (kinds.every((kind) => [...password].filter((character) => kind.includes(character)).length >= 2)) return password;
  }
}

async function writeAccounts(dataDir: string, accounts: readonly DemoAccount[]): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const file = path.join(dataDir, 'demo-accounts.json');
  const fresh = `${file}.${process.pid}`;
  await writeFile(fresh, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
  await chmod(fresh, 0o600);
  await rename(fresh, file);
}

/** Where the file with the password was lost, the demo accounts get a new one; what they are is read back from the database. */
async function restoreAccounts(client: pg.Client, dataDir: string, say: (line: string) => void): Promise<void> {
  if (existsSync(path.join(dataDir, 'demo-accounts.json'))) return;
  const password = randomPassword();
  const found = new Map<string, DemoAccount>();
  await inTransaction(client, async () => {
    await client.query('update account set password_hash = $1, password_changed_at = now(), session_version = session_version + 1 where demo', [await hashOf(password)]);
    const { rows: tenants } = await client.query<{ id: string; name: string }>(`select id, name from tenant where id not like 'county-%' order by sort`);
    for (const tenant of tenants) {
      await setTenant(client, tenant.id);
      const { rows } = await client.query<{ login_name: string; display_name: string; role: Role; office: string | null }>(
        `select a.login_name, a.display_name, m.role, m.office from membership m join account a on a.id = m.account_id where a.demo and m.status = 'active' order by m.id`,
      );
      for (const { login_name: loginName, display_name: displayName, role, office } of rows) {
        const before = found.get(loginName);
        if (before) before.jurisdiction += `、${tenant.name}`;
        else found.set(loginName, { loginName, password, displayName, roleLabel: office ?? ROLES[role], jurisdiction: tenant.name });
      }
    }
  });
  if (found.size === 0) return;
  await writeAccounts(dataDir, [...found.values()]);
  say('演示账号文件缺失，已重设密码并重新写入');
}
