import { readFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { listYear } from '../../lib/assessment/data.ts';
import { listAudit } from '../../lib/audit/data.ts';
import { getCentre, listCentres } from '../../lib/centre/data.ts';
import { approveRoster } from '../../lib/committee/mutations.ts';
import { getRosterChange, listCommittees, loadChange, searchPeople } from '../../lib/committee/data.ts';
import { readTenant, withTenant, type Tx } from '../../lib/db/tenant.ts';
import { getDecision, listDecisions, pageDecisions } from '../../lib/decision/data.ts';
import { decide } from '../../lib/decision/mutations.ts';
import { listAccounts } from '../../lib/identity/accounts.ts';
import type { Actor } from '../../lib/identity/actor.ts';
import type { Mutation } from '../../lib/identity/perform.ts';
import { readSession } from '../../lib/identity/session.ts';
import { listInstitutions } from '../../lib/institution/data.ts';
import { rulesFor } from '../../lib/jurisdiction/data.ts';
import { newId } from '../../lib/kernel/ids.ts';
import { localDate } from '../../lib/kernel/local-date.ts';
import { listWork } from '../../lib/worklist/data.ts';
import { ROOT, sources } from './action-manifest.ts';
import { act, auditHead, auditOf, demoActor, fingerprint, makeAccount, newActor, oneOf, rowsOf, stopped } from './cast.ts';
import type { TestDatabase } from './database.ts';
import { closeSeeded, NOW, openSeeded, TODAY } from './seeded.ts';
import { targetsOf } from './targets.ts';

// Fewer connections than requests, so that each is used by one tenant after another. Read when the client is loaded.
vi.hoisted(() => (process.env.ZHIKONG_POOL = '5'));

const TENANTS = ['chongqing', 'zhengzhou', 'jinxiang'] as const;
const ROUNDS = process.env.PROOF ? 5000 : 25;
const AT_ONCE = 200;

let database: TestDatabase;
let admin: pg.Client;
beforeAll(async () => {
  ({ database, admin } = await openSeeded());
  await plantCanaries();
});
afterAll(() => closeSeeded({ database, admin }));

/** A mark in every text that people have written, by which a row betrays its tenant wherever it turns up. */
const canary = (tenant: string) => `⟦${tenant}⟧`;
const WRITTEN = {
  centre: ['name'], person: ['name'], institution: ['name', 'region'], specialty: ['direction'], roster_change: ['proposed_by_name', 'opinion'],
  departure: ['reason'], assessment: ['assessor_name', 'comment'], decision: ['decided_by_name', 'reason'], membership: ['office'],
} as const;

async function plantCanaries(): Promise<void> {
  await admin.query('set session_replication_role = replica');
  for (const [table, columns] of Object.entries(WRITTEN)) {
    await admin.query(`update "${table}" set ${columns.map((c) => `${c} = ${c} || '⟦' || tenant_id || '⟧'`).join(', ')}`);
  }
  await admin.query(`update account a set display_name = display_name || (select '⟦' || min(tenant_id) || '⟧' from membership m where m.account_id = a.id having count(distinct tenant_id) = 1) where exists (select 1 from membership m where m.account_id = a.id having count(distinct tenant_id) = 1)`);
  await admin.query('set session_replication_role = default');
}

/** The tenants, other than the one asked for, whose canaries stand in an answer. */
function foreign(value: unknown, tenantId: string): string[] {
  const text = JSON.stringify(value, (_, v) => (v instanceof Map ? [...v] : typeof v === 'function' ? undefined : (v as unknown)));
  return [...new Set([...text.matchAll(/⟦([^⟧]+)⟧/g)].map((m) => m[1]!))].filter((t) => t !== tenantId);
}

describe('parallel requests of several tenants on few connections', () => {
  it('never see a row of another', async () => {
    const ids: Record<string, { id: string }[]> = {};
    for (const t of TENANTS) ids[t] = await rowsOf<{ id: string }>(admin, 'select id from centre where tenant_id = $1', [t]);
    let requests = 0;
    const mixed: string[] = [];
    const one = async (i: number) => {
      const tenant = TENANTS[i % 3]!;
      const other = TENANTS[(i + 1) % 3]!;
      requests += 1;
      const found = await withTenant<unknown>({ tenantId: tenant, accountId: null }, async (tx) => {
        // By the ids of another tenant, without naming any, and through a relation.
        if (i % 4 === 0) return [await tx.centre.findMany({ where: { id: { in: ids[other]!.slice(0, 3).map((r) => r.id) } }, select: { name: true } }), await tx.centre.findFirst({ select: { name: true } })];
        if (i % 4 === 1) return tx.centre.findFirst({ where: { id: ids[tenant]![i % 20]!.id }, select: { name: true, hosting: { take: 1, select: { institution: { select: { name: true } } } } } });
        if (i % 4 === 2) return tx.person.findMany({ take: 2, skip: i % 50, select: { name: true, institution: { select: { name: true } } } });
        // Every sixth of these breaks off in the middle; its connection must not keep its tenant.
        if (i % 24 === 3) throw new Error('on purpose');
        return tx.$queryRaw`select name from institution limit 2`;
      }).catch((error: Error) => {
        if (error.message !== 'on purpose') throw error;
        return [canary(tenant)];
      });
      const text = JSON.stringify(found);
      if (!text.includes(canary(tenant)) || foreign(found, tenant).length > 0) mixed.push(`${tenant}: ${text.slice(0, 200)}`);
    };
    for (let round = 0; round < ROUNDS && mixed.length === 0; round += 1) await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => one(round * AT_ONCE + i)));
    expect(mixed).toEqual([]);
    expect(requests).toBe(ROUNDS * AT_ONCE);
    const { n } = await oneOf<{ n: number }>(admin, `select count(*)::int as n from pg_stat_activity where datname = current_database() and usename = 'zhikong_app'`);
    expect(n).toBeLessThanOrEqual(5);
    console.log(`tenancy: ${requests} requests of ${TENANTS.length} tenants on ${n} connections, 0 mixed rows`);
  }, process.env.PROOF ? 3_600_000 : 120_000);

  it('leave no tenant behind on a connection', async () => {
    const { client } = await import('../../lib/db/client.ts');
    const counted = await Promise.all(Array.from({ length: 50 }, () => withTenant({ tenantId: 'chongqing', accountId: newId() }, (tx) => tx.centre.count())));
    expect(counted.every((n) => n === 60)).toBe(true);
    // The one read beside `withTenant` names a tenant too, within its statement.
    const accountId = await makeAccount(admin, [{ tenantId: 'chongqing', role: 'official' }]);
    const sid = newId();
    await admin.query('insert into session (id, account_id, session_version, created_at, last_seen_at) values ($1, $2, 1, $3, $3)', [sid, accountId, NOW]);
    const sessions = await Promise.all([null, 'nowhere', 'zhengzhou', 'chongqing'].flatMap((claimed) => Array.from({ length: 10 }, () => readSession(sid, stopped(), claimed))));
    expect(sessions.map((s) => [s!.roles.map((r) => r.tenantId).join(), s!.version === null])).toEqual(sessions.map((_, i) => ['chongqing', i < 30]));
    // On the very same connections, with nobody's tenant named: what the transactions before had set is gone.
    const settings = await Promise.all(Array.from({ length: 50 }, () => client().$queryRaw<object[]>`select coalesce(current_setting('app.tenant_id', true), '') as tenant, coalesce(current_setting('app.account_id', true), '') as account, current_setting('transaction_read_only') as read`));
    expect(settings.flat()).toEqual(Array.from({ length: 50 }, () => ({ tenant: '', account: '', read: 'off' })));
    expect(await Promise.all(Array.from({ length: 50 }, () => client().centre.count()))).toEqual(Array.from({ length: 50 }, () => 0));
  });

  it('cannot write in a transaction for reading', async () => {
    await expect(readTenant({ tenantId: 'chongqing', accountId: null }, (tx) => tx.centre.updateMany({ data: { version: { increment: 1 } } }))).rejects.toThrow();
  });
});

describe('what a page of one tenant reads', () => {
  const reads: Record<string, (tx: Tx, tenantId: string, ids: Awaited<ReturnType<typeof targetsOf>>) => Promise<unknown>> = {
    'the list of centres': (tx, t) => listCentres(tx, t, {}, { today: TODAY }),
    'a centre': (tx, t, ids) => getCentre(tx, t, ids.begin.centreId, TODAY),
    'its committees': (tx, t, ids) => listCommittees(tx, t, ids.begin.centreId),
    'a list on its way': (tx, t, ids) => getRosterChange(tx, t, ids.draft.id),
    'a list with its check': (tx, t, ids) => loadChange(tx, t, ids.draft.id).then((c) => c && { ...c, check: c.check.answer }),
    'a search for people': (tx, t) => searchPeople(tx, t, '医院', []),
    'a year': (tx, t) => listYear(tx, t, 2026),
    'a decision': (tx, t, ids) => (ids.decision ? getDecision(tx, t, ids.decision.id).then((d) => d && { ...d, rules: null }) : Promise.resolve(null)),
    'the decisions of a centre': (tx, t, ids) => listDecisions(tx, t, ids.begin.centreId),
    'a page of decisions': (tx, t) => pageDecisions(tx, t, { centres: null }),
    'the institutions': (tx, t) => listInstitutions(tx, t),
    'the accounts': (tx, t) => listAccounts(tx, t),
    'the log': (tx, t) => listAudit(tx, t, {}),
  };
  const ids = new Map<string, Awaited<ReturnType<typeof targetsOf>>>();
  beforeAll(async () => {
    for (const t of TENANTS) ids.set(t, await targetsOf(admin, t));
  });

  it.each(Object.entries(reads))('%s: holds its own rows, and nothing by the ids of another', async (name, read) => {
    for (const tenantId of TENANTS) {
      for (const other of TENANTS) {
        const found = await readTenant({ tenantId, accountId: null }, (tx) => read(tx, tenantId, ids.get(other)!));
        expect([tenantId, other, foreign(found, tenantId)]).toEqual([tenantId, other, []]);
        if (other === tenantId && !['the log', 'a decision', 'the decisions of a centre'].includes(name)) expect(JSON.stringify(found)).toContain(canary(tenantId));
        // Even where the code itself asks for the other tenant.
        const asked = await readTenant({ tenantId, accountId: null }, (tx) => read(tx, other, ids.get(other)!)).catch(() => null);
        expect([tenantId, other, foreign(asked, tenantId)]).toEqual([tenantId, other, []]);
      }
    }
  });

  it('is what the worklist of every role holds too', async () => {
    for (const tenantId of TENANTS) {
      const accounts = await rowsOf<{ login: string }>(admin, 'select distinct a.login_name as login from membership m join account a on a.id = m.account_id where m.tenant_id = $1', [tenantId]);
      expect(accounts.length).toBeGreaterThan(4);
      for (const { login } of accounts) {
        const actor = await demoActor(admin, login, tenantId);
        const items = await readTenant({ tenantId, accountId: actor.accountId }, async (tx) => listWork(tx, actor, await rulesFor(tx, tenantId, TODAY), TODAY));
        expect([login, foreign(items, tenantId)]).toEqual([login, []]);
      }
    }
  });

  it('would be seen to be foreign: a read under another tenant, and one past row-level security, are caught', async () => {
    const { begin } = ids.get('zhengzhou')!;
    const wrongScope = await readTenant({ tenantId: 'zhengzhou', accountId: null }, (tx) => getCentre(tx, 'zhengzhou', begin.centreId, TODAY));
    expect(foreign(wrongScope, 'chongqing')).toEqual(['zhengzhou']);
    const { openClient } = await import('../../lib/db/client.ts');
    // The base client with a login that may pass policies by sees everything; with the application's it sees nothing.
    for (const [url, expected] of [[database.adminUrl, 6], [database.appUrl, 0]] as const) {
      const base = openClient(url, 1);
      const rows = await base.centre.findMany({ select: { name: true } });
      await base.$disconnect();
      expect(foreign(rows, 'nobody')).toHaveLength(expected);
    }
  });
});

describe('a transaction that fails', () => {
  class Broken extends Error {}
  /** The same transaction, except that its statement number `at` fails. */
  function failingAt(tx: Tx, at: number): { tx: Tx; count: () => number } {
    let n = 0;
    const guard = <T extends object>(target: T): T =>
      new Proxy(target, {
        get(of, name) {
          const value: unknown = Reflect.get(of, name);
          if (typeof value === 'function') {
            return (...args: unknown[]) => {
              n += 1;
              if (n === at) throw new Broken();
              return (value as (...a: unknown[]) => unknown).apply(of, args);
            };
          }
          return typeof value === 'object' && value !== null ? guard(value) : value;
        },
      });
    return { tx: guard(tx as object) as Tx, count: () => n };
  }

  it.each<[string, (actor: Actor, ids: Awaited<ReturnType<typeof targetsOf>>) => { name: 'roster.approve' | 'decision.confirm'; mutation: Mutation<never>; input: unknown; version: number }]>([
    ['the approval of a list', (_, t) => ({ name: 'roster.approve', mutation: approveRoster as Mutation<never>, input: { changeId: t.submitted.id, expiresOn: localDate('2028-12-31') }, version: t.submitted.version })],
    ['a decision that removes the host', (_, t) => ({ name: 'decision.confirm', mutation: decide as Mutation<never>, input: { decisionId: t.decision!.id, as: 'otherwise', host: 'removed', chair: 'excluded', committee: 'dissolved', formerHostMayCompete: false, reason: '整改无效', effectiveOn: TODAY }, version: t.decision!.version })],
  ])('at any statement of %s leaves nothing behind', async (_, of) => {
    const ids = await targetsOf(admin, 'chongqing');
    const actor = await newActor(admin, 'chongqing', 'official');
    const { name, mutation, input, version } = of(actor, ids);
    const before = await fingerprint(admin);
    const head = await auditHead(admin, 'chongqing');
    const submissions = async () => (await oneOf<{ n: number }>(admin, 'select count(*)::int as n from submission')).n;
    const asked = await submissions();
    let at = 0;
    let statements: number;
    for (;;) {
      at += 1;
      statements = 0;
      const failing: Mutation<never> = async (work, given) => {
        const { tx, count } = failingAt(work.tx, at);
        const result = await mutation({ ...work, tx }, given);
        statements = count();
        return result;
      };
      const reply = await act(actor, name, failing, input as never, { version, key: newId() }).catch((error: unknown) => {
        if (!(error instanceof Broken)) throw error;
        return null;
      });
      if (reply) {
        expect(reply).toMatchObject({ ok: true });
        break;
      }
      expect([at, await fingerprint(admin)]).toEqual([at, before]);
      expect([at, await auditHead(admin, 'chongqing'), await submissions()]).toEqual([at, head, asked]);
    }
    expect(statements).toBe(at - 1);
    expect(at).toBeGreaterThan(8);
    expect(await fingerprint(admin)).not.toBe(before);
    expect((await auditOf(admin, { tenantId: 'chongqing', after: head })).map((a) => [a.act, a.result])).toEqual([[name, 'ok']]);
    console.log(`atomicity: ${name} broken at each of its ${statements} statements, nothing left behind`);
  });
});

describe('the source', () => {
  const files = sources('app', 'components', 'lib', 'prisma', 'scripts');
  for (const name of ['instrumentation.ts', 'proxy.ts', 'next.config.ts']) files.set(name, readFileSync(path.join(ROOT, name), 'utf8'));
  const having = (pattern: RegExp, except: (file: string) => boolean = () => false, from: ReadonlyMap<string, string> = files) => [...from].filter(([file, text]) => !except(file) && pattern.test(text)).map(([file]) => file);

  it('is all there', () => expect(files.size).toBeGreaterThan(200));

  it.each<[string, RegExp, (file: string) => boolean, string]>([
    ['builds no SQL from strings', /\$(query|execute)RawUnsafe|Prisma\.raw\(/, () => false, 'await tx.$queryRawUnsafe(`select ${x}`)'],
    ['holds the base client in lib/db only', /from\s+['"][^'"]*\bdb\/(client|generated\/client|generated\/internal)|import\(\s*['"][^'"]*\bdb\/(client|generated)|\.\.?\/client['"]/, (f) => f.startsWith('lib/db/'), `import { client } from '../db/client';`],
    ['opens connections in lib/db, the seed and the scripts only', /from\s+['"](pg|@prisma\/adapter-pg)['"]/, (f) => /^(lib\/db|prisma\/seed|scripts)\//.test(f), `import type pg from 'pg';`],
    ['caches nothing between requests', /['"]use cache|unstable_cache|cacheLife|cacheTag|export const revalidate\b|force-static|cacheComponents:\s*true/, () => false, `'use cache';`],
    ['sets the tenant in lib/db only', /set_config\('app\.tenant_id'/, (f) => /^(lib\/db\/tenant\.ts|prisma\/seed\/|scripts\/)/.test(f), `select set_config('app.tenant_id', $1, true)`],
    ['switches no role', /set\s+(local\s+)?role\s|set_config\('role'|bypass_rls/i, (f) => f === 'lib/db/embedded.ts', 'set role zhikong_owner'],
  ])('%s', (_, pattern, except, planted) => {
    expect(having(pattern, except)).toEqual([]);
    expect(having(pattern, except, new Map([['lib/planted/data.ts', planted]]))).toEqual(['lib/planted/data.ts']);
  });
});
