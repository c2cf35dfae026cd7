/**
 * What must be true of a database before the server may serve from it. Row-level security is the wall between
 * jurisdictions, and a superuser, an owner or a forgotten policy opens it without any error; a database that does not
 * sync loses what it has acknowledged. So the server refuses to start instead of serving.
 */
import pg from 'pg';

export interface Fault {
  code: string;
  zh: string;
  en: string;
}

/** Looks at the database with the application's own login and returns every fault, none if it may be served from. */
export async function preflight(appUrl: string): Promise<Fault[]> {
  const client = new pg.Client({ connectionString: appUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    return [...(await serverFaults(client)), ...(await roleFaults(client)), ...(await tableFaults(client))];
  } finally {
    await client.end();
  }
}

/** The faults as text for the console, Chinese first. */
export function describeFaults(faults: Fault[]): string {
  const lines = faults.map((f) => `  - [${f.code}] ${f.zh}\n    ${f.en}`);
  return ['数据库不符合安全要求,服务拒绝启动。', 'The database is not safe to serve from; refusing to start.', ...lines].join('\n');
}

async function serverFaults(client: pg.Client): Promise<Fault[]> {
  const faults: Fault[] = [];
  const { rows } = await client.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings
     where name in ('server_version_num', 'server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums')`,
  );
  const settings = new Map(rows.map((row) => [row.name, row.setting]));
  if (Number(settings.get('server_version_num')) < 150000) {
    const version = settings.get('server_version');
    faults.push({ code: 'version', zh: `PostgreSQL 版本 ${version} 过低,需要 15 或更高版本。`, en: `PostgreSQL ${version} is too old: 15 or newer is needed.` });
  }
  for (const name of ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums']) {
    const value = settings.get(name);
    // remote_apply waits for more than `on` does.
    if (value !== 'on' && !(name === 'synchronous_commit' && value === 'remote_apply')) {
      faults.push({ code: name, zh: `数据库参数 ${name} 为 ${value},必须为 on,否则断电可能丢失已确认的数据。`, en: `${name} is ${value}; it must be on, or acknowledged data can be lost.` });
    }
  }
  return faults;
}

async function roleFaults(client: pg.Client): Promise<Fault[]> {
  const faults: Fault[] = [];
  // The login counts as well as the effective role: `reset role` leads back to it. Membership counts even without
  // inheritance, since `set role` is enough to use it.
  const { rows: roles } = await client.query<{ name: string; own: boolean; rolsuper: boolean; rolbypassrls: boolean; rolcreaterole: boolean }>(
    `select rolname as name, rolname in (current_user, session_user) as own, rolsuper, rolbypassrls, rolcreaterole from pg_roles
     where (rolsuper or rolbypassrls or rolcreaterole)
       and (pg_has_role(current_user, oid, 'member') or pg_has_role(session_user, oid, 'member'))
       and (rolname in (current_user, session_user)
            or not exists (select 1 from pg_roles me where me.rolname in (current_user, session_user) and me.rolsuper))`,
  );
  for (const role of roles) {
    const what = role.rolsuper ? 'superuser' : role.rolbypassrls ? 'bypassrls' : 'createrole';
    const zh = { superuser: '超级用户', bypassrls: '可绕过行级安全(BYPASSRLS)的角色', createrole: '可创建角色(CREATEROLE)的角色' }[what];
    faults.push(
      role.own
        ? { code: what, zh: `应用登录角色 ${role.name} 是${zh}。`, en: `the application's login ${role.name} is ${what.toUpperCase()}.` }
        : { code: `member-${what}`, zh: `应用登录角色是 ${role.name}(${zh})的成员。`, en: `the application's login is a member of ${role.name}, which is ${what.toUpperCase()}.` },
    );
  }
  if (roles.some((role) => role.rolsuper)) return faults;

  const { rows: owners } = await client.query<{ owner: string; own: boolean; tables: string }>(
    `select r.rolname as owner, r.rolname in (current_user, session_user) as own, string_agg(t.relname, ', ' order by t.relname) as tables
     from (${tenantTables}) t join pg_roles r on r.oid = t.relowner
     where pg_has_role(current_user, r.oid, 'member') or pg_has_role(session_user, r.oid, 'member')
     group by 1, 2`,
  );
  for (const { owner, own, tables } of owners) {
    faults.push(
      own
        ? { code: 'owner', zh: `应用登录角色 ${owner} 拥有租户表:${tables}。`, en: `the application's login ${owner} owns tenant tables: ${tables}.` }
        : { code: 'member-owner', zh: `应用登录角色是租户表所有者 ${owner} 的成员:${tables}。`, en: `the application's login is a member of ${owner}, which owns tenant tables: ${tables}.` },
    );
  }
  return faults;
}

async function tableFaults(client: pg.Client): Promise<Fault[]> {
  const { rows: tables } = await client.query<{ name: string; enabled: boolean; forced: boolean; commands: string }>(
    `select t.relname as name, t.relrowsecurity as enabled, t.relforcerowsecurity as forced,
       coalesce((select string_agg(distinct p.polcmd::text, '') from pg_policy p
                 where p.polrelid = t.oid and p.polpermissive
                   and (0 = any(p.polroles) or exists (select 1 from unnest(p.polroles) r where r <> 0 and pg_has_role(current_user, r, 'usage')))), '') as commands
     from (${tenantTables}) t order by 1`,
  );
  if (tables.length === 0) {
    return [{ code: 'no-tables', zh: '数据库中没有租户表:尚未执行数据库迁移。', en: 'there are no tenant tables: the database has not been migrated.' }];
  }
  const faults: Fault[] = [];
  for (const table of tables) {
    const lacks: string[] = [];
    if (!table.enabled) lacks.push('ENABLE ROW LEVEL SECURITY');
    if (!table.forced) lacks.push('FORCE ROW LEVEL SECURITY');
    for (const [letter, command] of [['r', 'SELECT'], ['a', 'INSERT'], ['w', 'UPDATE'], ['d', 'DELETE']] as const) {
      if (!table.commands.includes(letter) && !table.commands.includes('*')) lacks.push(`${command} policy`);
    }
    if (lacks.length > 0) {
      faults.push({ code: 'rls', zh: `租户表 ${table.name} 的行级安全不完整:缺少 ${lacks.join('、')}。`, en: `tenant table ${table.name} lacks ${lacks.join(', ')}.` });
    }
  }
  return faults;
}

/** Every relation that stores rows of tenants, in whatever schema. Foreign tables and materialised views cannot have policies. */
const tenantTables = `select c.oid, c.relname, c.relowner, c.relrowsecurity, c.relforcerowsecurity
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'f', 'm') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%'
    and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)`;

/** Ends the process with a list of faults if the database or its login must not be served. */
export async function refuseUnsafeDatabase(appUrl: string): Promise<void> {
  const faults = await preflight(appUrl);
  if (faults.length === 0) return;
  console.error(describeFaults(faults));
  process.exit(1);
}
