import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { actorIn } from '../../lib/identity/loaders.ts';
import type { Actor } from '../../lib/identity/actor.ts';
import type { Act, Role } from '../../lib/identity/capabilities.ts';
import { perform, type Mutation, type Reply } from '../../lib/identity/perform.ts';
import { readSession, type SignedIn } from '../../lib/identity/session.ts';
import type { Clock } from '../../lib/kernel/clock.ts';
import { newId } from '../../lib/kernel/ids.ts';
import { NOW } from './seeded.ts';

// Who acts in the tests, how, and what is looked at afterwards. Everything here runs on a superuser's connection, past
// row-level security; what is tested runs on the application's.

/** A clock that stands still. */
export const stopped = (at: Date | string = NOW): Clock => ({ now: () => new Date(at) });

/** A role as a membership is to hold it. */
export interface Holding {
  tenantId: string;
  role: Role;
  centreId?: string | undefined;
  institutionId?: string | undefined;
}

/** Makes an account with these memberships. */
export async function makeAccount(admin: pg.Client, holdings: readonly Holding[], name = '测试人员'): Promise<string> {
  const id = newId();
  await admin.query('insert into account (id, login_name, display_name) values ($1, $2, $3)', [id, `test-${id}`, name]);
  for (const h of holdings) {
    await admin.query('insert into membership (tenant_id, id, account_id, role, centre_id, institution_id) values ($1, $2, $3, $4, $5, $6)', [
      h.tenantId, newId(), id, h.role, h.centreId ?? null, h.institutionId ?? null,
    ]);
  }
  return id;
}

/** The account as a request finds it: through a session that is read from the database. */
export async function signedInAs(admin: pg.Client, accountId: string): Promise<SignedIn> {
  const id = newId();
  await admin.query(
    'insert into session (id, account_id, session_version, created_at, last_seen_at) select $1, id, session_version, $3, $3 from account where id = $2',
    [id, accountId, NOW],
  );
  const signedIn = await readSession(id, stopped());
  if (!signedIn) throw new Error('the session does not hold');
  return signedIn;
}

/** A new account with one role, as an actor of its tenant. */
export async function newActor(admin: pg.Client, tenantId: string, role: Role, of: { centreId?: string; institutionId?: string } = {}): Promise<Actor> {
  return existingActor(admin, await makeAccount(admin, [{ tenantId, role, ...of }], `测试${role}`), tenantId);
}

/** An account as an actor of one of its tenants. */
export async function existingActor(admin: pg.Client, accountId: string, tenantId: string): Promise<Actor> {
  const actor = actorIn(await signedInAs(admin, accountId), tenantId, '192.0.2.1');
  if (!actor) throw new Error(`no role in ${tenantId}`);
  return actor;
}

/** The demo account of a login name, as an actor. */
export async function demoActor(admin: pg.Client, loginName: string, tenantId: string): Promise<Actor> {
  const { rows } = await admin.query<{ id: string }>('select id from account where login_name = $1', [loginName]);
  return existingActor(admin, rows[0]!.id, tenantId);
}

/** Does an act as the wrapper does it, with a key of its own and a stopped clock; each call is a request of its own. */
export function act<Input>(
  actor: Actor,
  name: Act,
  mutation: Mutation<Input>,
  input: Input,
  { version = null, key = randomUUID(), at = NOW }: { version?: number | null; key?: string; at?: Date | string } = {},
): Promise<Reply> {
  return perform({ ...actor, requestId: newId() }, name, mutation, input, { key, version }, stopped(at));
}

/** The rows of a query. */
export const rowsOf = async <T>(client: pg.Client, sql: string, values: readonly unknown[] = []): Promise<T[]> => (await client.query(sql, [...values])).rows as T[];

/** The one row of a query. */
export async function oneOf<T>(client: pg.Client, sql: string, values: readonly unknown[] = []): Promise<T> {
  const rows = await rowsOf<T>(client, sql, values);
  if (rows.length !== 1) throw new Error(`${rows.length} rows instead of one: ${sql} ${JSON.stringify(values)}`);
  return rows[0]!;
}

/** Tables whose rows tell of an attempt, not of a change. */
const TRACES = ['audit_event', 'submission', '_prisma_migrations'];

/** What stands in every business table, as one text: any insert, update or delete anywhere gives another. */
export async function fingerprint(admin: pg.Client): Promise<string> {
  const tables = await rowsOf<{ name: string }>(
    admin,
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> all($1) order by 1`,
    [TRACES],
  );
  const each = tables.map(({ name }) => `select '${name}' as t, count(*) || ':' || coalesce(sum(xmin::text::bigint), 0) as v from "${name}"`);
  const { rows } = await admin.query<{ t: string; v: string }>(each.join(' union all '));
  return rows.map(({ t, v }) => `${t} ${v}`).join('\n');
}

export interface AuditRow {
  tenant_id: string;
  act: string;
  result: string;
  role: string;
  target_type: string;
  target_id: string;
  request_id: string;
  data: Record<string, unknown>;
}

/** The audit rows of a request, or of a tenant from a number on. */
export const auditOf = (admin: pg.Client, by: { requestId: string } | { tenantId: string; after: number }): Promise<AuditRow[]> =>
  'requestId' in by
    ? rowsOf(admin, 'select tenant_id, act, result, role, target_type, target_id, request_id, data from audit_event where request_id = $1 order by tenant_id, seq', [by.requestId])
    : rowsOf(admin, 'select tenant_id, act, result, role, target_type, target_id, request_id, data from audit_event where tenant_id = $1 and seq > $2 order by seq', [by.tenantId, by.after]);

/** The number of the newest audit row of a tenant. */
export const auditHead = async (admin: pg.Client, tenantId: string): Promise<number> =>
  (await oneOf<{ n: number }>(admin, 'select coalesce(max(seq), 0)::int as n from audit_event where tenant_id = $1', [tenantId])).n;
