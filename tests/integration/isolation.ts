import type pg from 'pg';

// What the catalogue must say of a database in which tenants share tables. One function finds every fault, and is itself
// tested with planted ones.

/** Tables without a tenant, each with the reason why it has none. A new one has to be added here by hand. */
export const GLOBAL_TABLES: Readonly<Record<string, string>> = {
  tenant: 'the tenants themselves',
  account: 'who can sign in; what an account may do stands in its memberships',
  login_attempt: 'an attempt belongs to no tenant yet',
  session: 'a session may reach several tenants',
  _prisma_migrations: 'the book-keeping of the migrations; the application cannot read it',
};

/** The one expression by which a row is a tenant's own. */
const OWN = `(tenant_id = NULLIF(current_setting('app.tenant_id'::text, true), ''::text))`;

/** Policies beside the one for tenants, each reviewed: table, command, what it lets through. */
const REVIEWED_POLICIES = [
  // A session finds the tenants of its own account before it has named one.
  `membership own_membership r (account_id = CASE WHEN (current_setting('app.account_id'::text, true) ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'::text) THEN (current_setting('app.account_id'::text, true))::uuid ELSE NULL::uuid END) null`,
  // What a public notice says is public; the list of all jurisdictions reads it.
  `notice notice_public r CASE WHEN (current_setting('app.tenant_id'::text, true) = 'platform'::text) THEN true ELSE false END null`,
];

/** The tables that hold rows of tenants. */
export async function tenantTables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`,
  );
  return rows.map((row) => row.name);
}

/** Everything in the catalogue that would let rows of one tenant reach another, in words. */
export async function isolationFaults(client: pg.Client): Promise<string[]> {
  return [
    ...(await tableFaults(client)), ...(await policyFaults(client)), ...(await keyFaults(client)), ...(await indexFaults(client)),
    ...(await viewFaults(client)), ...(await functionFaults(client)),
  ];
}

async function tableFaults(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; kind: string; schema: string; tenant: boolean; nullable: boolean; enabled: boolean; forced: boolean; commands: string }>(
    `select c.relname as name, c.relkind as kind, n.nspname as schema, a.attname is not null as tenant, coalesce(not a.attnotnull, false) as nullable,
       c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
       coalesce((select string_agg(distinct p.polcmd::text, '') from pg_policy p where p.polrelid = c.oid and p.polpermissive and 0 = any (p.polroles)), '') as commands
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     left join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     where c.relkind in ('r', 'p', 'f', 'm') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%' order by 1`,
  );
  return rows.flatMap(({ name, kind, schema, tenant, nullable, enabled, forced, commands }) => {
    if (schema !== 'public') return [`${schema}.${name} stands outside the schema public`];
    if (kind === 'm' || kind === 'f') return [`${name} cannot have row-level security`];
    if (!tenant) return name in GLOBAL_TABLES ? [] : [`${name} has no tenant and is not on the reviewed list`];
    const faults: string[] = [];
    if (nullable) faults.push(`${name} may have rows without a tenant`);
    if (!enabled) faults.push(`${name} does not enable row-level security`);
    if (!forced) faults.push(`${name} does not force row-level security`);
    for (const [letter, command] of [['r', 'select'], ['a', 'insert'], ['w', 'update'], ['d', 'delete']] as const) {
      if (!commands.includes(letter) && !commands.includes('*')) faults.push(`${name} has no policy for ${command}`);
    }
    return faults;
  });
}

/** A policy that lets through more than the tenant's own rows opens its table, however many others stand beside it. */
async function policyFaults(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ table: string; name: string; command: string; using: string | null; check: string | null; permissive: boolean }>(
    `select c.relname as table, p.polname as name, p.polcmd as command, pg_get_expr(p.polqual, p.polrelid) as using,
       pg_get_expr(p.polwithcheck, p.polrelid) as check, p.polpermissive as permissive
     from pg_policy p join pg_class c on c.oid = p.polrelid order by 1, 2`,
  );
  const flat = (text: string | null) => (text === null ? 'null' : text.replace(/\s+/g, ' ').trim().replace(/^\(\((.*)\)\)$/, '($1)').replace(/\( /g, '(').replace(/ \)/g, ')'));
  return rows.flatMap(({ table, name, command, using, check, permissive }) => {
    if (!permissive) return [];
    const own = flat(using) === OWN && (flat(check) === OWN || check === null);
    const inserts = command === 'a' && using === null && flat(check) === OWN;
    return own || inserts || REVIEWED_POLICIES.includes(`${table} ${name} ${command} ${flat(using)} ${flat(check)}`) ? [] : [`policy ${name} on ${table} is not the tenant's: ${command} ${flat(using)} ${flat(check)}`];
  });
}

/** Unique indexes and foreign keys between tenant tables name the tenant: otherwise one tenant could learn of, or hold on to, another's row. */
async function keyFaults(client: pg.Client): Promise<string[]> {
  const tenants = await tenantTables(client);
  const { rows: indexes } = await client.query<{ name: string; first: string | null }>(
    `select x.relname as name, a.attname as first from pg_index i join pg_class t on t.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
     left join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
     where i.indisunique and t.relname = any ($1) and t.relnamespace = 'public'::regnamespace order by 1`,
    [tenants],
  );
  const { rows: keys } = await client.query<{ name: string; table: string; target: string; columns: string[]; referenced: string[]; onDelete: string; required: string[] }>(
    `select k.conname as name, t.relname as table, r.relname as target, k.confdeltype as "onDelete",
       array(select a.attname::text from unnest(k.conkey) with ordinality u (n, i) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.n order by u.i) as columns,
       array(select a.attname::text from unnest(k.confkey) with ordinality u (n, i) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.n order by u.i) as referenced,
       array(select a.attname::text from unnest(k.conkey) with ordinality u (n, i) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.n where a.attnotnull order by u.i) as required
     from pg_constraint k join pg_class t on t.oid = k.conrelid join pg_class r on r.oid = k.confrelid where k.contype = 'f' order by 1`,
  );
  return [
    ...indexes.filter((i) => i.first !== 'tenant_id').map((i) => `unique index ${i.name} does not begin with the tenant`),
    ...keys.flatMap(({ name, table, target, columns, referenced, onDelete, required }) => {
      if (!tenants.includes(table) || !tenants.includes(target)) return [];
      const faults = columns.some((c, i) => c === 'tenant_id' && referenced[i] === 'tenant_id') ? [] : [`foreign key ${name} crosses tenants`];
      // ON DELETE SET NULL would empty the tenant as well.
      return onDelete === 'n' && required.includes('tenant_id') ? [...faults, `foreign key ${name} would set the tenant to null`] : faults;
    }),
  ];
}

/** Without an index that the tenant leads, a page of a small tenant reads the rows of all. */
async function indexFaults(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and not exists (select 1 from pg_index i where i.indrelid = c.oid and i.indisvalid and i.indpred is null and i.indkey[0] = a.attnum) order by 1`,
  );
  return rows.map(({ name }) => `${name} has no index that the tenant leads`);
}

async function viewFaults(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'v' and n.nspname not in ('pg_catalog', 'information_schema') and not coalesce(c.reloptions, '{}') && array['security_invoker=true', 'security_invoker=on', 'security_invoker=1']`,
  );
  return rows.map(({ name }) => `view ${name} shows what its owner may see`);
}

/** Functions of the schema, each reviewed: none runs with another's rights, and what it calls is found in one schema only. */
const REVIEWED_FUNCTIONS = ['read_session', 'refuse_change', 'refuse_rewriting_handover', 'refuse_rewriting_notice', 'refuse_rewriting_score'];

async function functionFaults(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definer: boolean; settings: string[] | null; trigger: boolean }>(
    `select p.proname as name, p.prosecdef as definer, p.proconfig as settings, p.prorettype = 'trigger'::regtype as trigger
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  return rows.flatMap(({ name, definer, settings, trigger }) => [
    ...(definer ? [`function ${name} runs with its owner's rights`] : []),
    ...(REVIEWED_FUNCTIONS.includes(name) ? [] : [`function ${name} is not on the reviewed list`]),
    ...(trigger || settings?.includes('search_path=public') ? [] : [`function ${name} does not fix its search path`]),
  ]);
}
