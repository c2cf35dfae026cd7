import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { proposeGrade } from '../../lib/assessment/mutations.ts';
import { appendAudit } from '../../lib/audit/append.ts';
import { genesisHash, hashOf, verifyEvents, type AuditFacts } from '../../lib/audit/chain.ts';
import { verifyTenant } from '../../lib/audit/data.ts';
import { ACT_LABELS, targetWords } from '../../lib/audit/labels.ts';
import { openCentre } from '../../lib/centre/mutations.ts';
import { approveRoster, saveRoster } from '../../lib/committee/mutations.ts';
import { PLATFORM, readTenant, withTenant } from '../../lib/db/tenant.ts';
import { decide } from '../../lib/decision/mutations.ts';
import { CAPABILITIES } from '../../lib/identity/capabilities.ts';
import { signIn } from '../../lib/identity/sign-in.ts';
import { newId } from '../../lib/kernel/ids.ts';
import { localDate } from '../../lib/kernel/local-date.ts';
import { registerPerson } from '../../lib/person/mutations.ts';
import { sources } from './action-manifest.ts';
import { act, fingerprint, newActor, oneOf, rowsOf, stopped } from './cast.ts';
import { connected, type TestDatabase } from './database.ts';
import { closeSeeded, NOW, openSeeded, TODAY } from './seeded.ts';
import { targetsOf, type Targets } from './targets.ts';

vi.hoisted(() => (process.env.ZHIKONG_POOL = '64'));

const T = 'chongqing';
const WRITERS = 64;
const ROWS = process.env.PROOF ? 10_000 : 20;
const TAMPERINGS = process.env.PROOF ? 1000 : 60;

let database: TestDatabase;
let admin: pg.Client;
beforeAll(async () => {
  ({ database, admin } = await openSeeded());
});
afterAll(() => closeSeeded({ database, admin }));

const entry = (tenantId: string, more: Partial<AuditFacts> = {}) => ({
  tenantId, accountId: null, accountName: '测试', role: 'official', act: 'centre.open', targetType: 'centre', targetId: 'x', result: 'ok', ip: '192.0.2.1', requestId: newId(), data: {}, ...more,
});
const append = (tenantId: string, more: Partial<AuditFacts> = {}, at: Date = new Date()) => withTenant({ tenantId, accountId: null }, (tx) => appendAudit(tx, entry(tenantId, more), at));
const verify = (tenantId: string) => readTenant({ tenantId, accountId: null }, (tx) => verifyTenant(tx, tenantId));

describe('a change whose record fails', () => {
  let targets: Targets;
  const events = async () => (await oneOf<{ n: number }>(admin, 'select count(*)::int as n from audit_event')).n;
  let recorded: number;
  beforeAll(async () => {
    targets = await targetsOf(admin, T);
    recorded = await events();
    await admin.query(`create function break_audit() returns trigger language plpgsql as $$ begin raise exception 'broken on purpose'; end $$; create trigger broken before insert on audit_event for each row execute function break_audit()`);
  });
  afterAll(() => admin.query('drop trigger broken on audit_event; drop function break_audit'));

  it.each<[string, (t: Targets) => Promise<unknown>]>([
    ['the opening of a centre', async (t) => act(await newActor(admin, T, 'official'), 'centre.open', openCentre, { specialtyId: t.specialtyId, institutionId: t.institutionId, openedOn: TODAY, document: undefined, name: undefined })],
    ['the approval of a list', async (t) => act(await newActor(admin, T, 'official'), 'roster.approve', approveRoster, { changeId: t.submitted.id, expiresOn: localDate('2028-12-31') }, { version: t.submitted.version })],
    ['an edit of a draft', async (t) => act(await newActor(admin, T, 'secretary', { centreId: t.draft.centreId }), 'roster.save', saveRoster, { changeId: t.draft.id, edit: 'consent-all' }, { version: t.draft.version })],
    ['a decision', async (t) => act(await newActor(admin, T, 'official'), 'decision.confirm', decide, { decisionId: t.decision!.id, as: 'computed', effectiveOn: t.decision!.effectiveOn, rectifyBy: undefined, reason: undefined }, { version: t.decision!.version })],
    ['a refusal', async (t) => act(await newActor(admin, T, 'secretary', { centreId: t.draft.centreId }), 'roster.save', saveRoster, { changeId: t.draft.id, edit: 'consent-all' }, { version: 99 })],
    ['a denial', async (t) => act(await newActor(admin, T, 'assessor'), 'assessment.propose', proposeGrade, { assessmentId: t.assigned!.id, grade: 'good', comment: '良好', items: {} }, { version: t.assigned!.version })],
    ['a sign-in', () => signIn({ loginName: 'nobody', password: 'x', ip: '192.0.2.1' }, stopped())],
  ])('%s is not made', async (_, work) => {
    const submissions = async () => (await oneOf<{ n: number }>(admin, 'select count(*)::int as n from submission')).n;
    const asked = await submissions();
    await expect(work(targets)).rejects.toThrow();
    expect(await submissions()).toBe(asked);
    expect(await oneOf(admin, 'select state, version from roster_change where id = $1', [targets.submitted.id])).toEqual({ state: 'submitted', version: targets.submitted.version });
    expect(await oneOf(admin, 'select version from roster_change where id = $1', [targets.draft.id])).toEqual({ version: targets.draft.version });
    expect(await oneOf(admin, 'select state from decision where id = $1', [targets.decision!.id])).toEqual({ state: 'pending' });
    expect(await rowsOf(admin, `select 1 from centre where specialty_id = $1 and status <> 'closed'`, [targets.specialtyId])).toEqual([]);
    expect(await events()).toBe(recorded);
  });

  it('leaves every other row as it was', async () => {
    const official = await newActor(admin, T, 'official');
    const before = await fingerprint(admin);
    await expect(act(official, 'roster.approve', approveRoster, { changeId: targets.submitted.id, expiresOn: localDate('2028-12-31') }, { version: targets.submitted.version })).rejects.toThrow();
    expect(await fingerprint(admin)).toBe(before);
  });

  it('is made once the record can be written, by the same request', async () => {
    const official = await newActor(admin, T, 'official');
    const key = randomUUID();
    const input = { name: '何再来', institutionId: targets.institutionId, title: 'senior' as const, born: localDate('1970-05-01'), employment: 'in-service' as const, headsSpecialty: false, parentLevelExpert: false, isAnother: false, titleSince: undefined, class: undefined, practisesHereSince: undefined };
    await expect(act(official, 'person.register', registerPerson, input, { key })).rejects.toThrow();
    await admin.query('alter table audit_event disable trigger broken');
    expect(await act(official, 'person.register', registerPerson, input, { key })).toMatchObject({ ok: true });
    expect((await verify(T)).faults).toEqual([]);
    await admin.query('alter table audit_event enable trigger broken');
  });
});

describe('what has been recorded', () => {
  it.each(['update audit_event set result = result', 'delete from audit_event', 'truncate audit_event', 'truncate audit_event cascade', 'update profile_version set document = document', 'delete from profile_version', 'truncate profile_version cascade'])('is refused to application and owner alike: %s', async (sql) => {
    await append(T);
    for (const url of [database.appUrl, database.ownerUrl]) {
      await connected(url, async (client) => {
        await client.query(`select set_config('app.tenant_id', $1, false)`, [T]);
        // It is there, and can be read and added to.
        expect((await client.query('select 1 from audit_event')).rowCount).toBeGreaterThan(0);
        await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' });
      });
    }
    // Only whoever owns the server can take the trigger away, and then the chain tells.
    await connected(database.appUrl, async (client) => expect(client.query('alter table audit_event disable trigger all')).rejects.toMatchObject({ code: '42501' }));
  });

  it('has a word for every act: what writes is recorded, and what is refused', () => {
    const acts = Object.keys(CAPABILITIES);
    // Beside the acts of the table, those that the source records by itself; what a lifecycle names is not recorded by it.
    const recorded = [...sources('lib', 'scripts')].flatMap(([file, text]) => (/(actions|states)\.ts$/.test(file) ? [] : [...text.matchAll(/\bact: '([a-z-]+\.[a-z-]+)'/g), ...[...text.matchAll(/recordOperation\(([^;]+)/g)].flatMap((m) => [...m[1]!.matchAll(/'([a-z-]+\.[a-z-]+)'/g)])].map((m) => m[1]!)));
    expect([...new Set([...acts, ...recorded])].sort()).toEqual(Object.keys(ACT_LABELS).sort());
  });

  it('has a word for everything that an act may be about', () => {
    const types = new Set([...sources('lib')].flatMap(([, text]) => [...text.matchAll(/(?:\brecord(?:Download)?\([^{]*\{ type: |targetType: )'([a-z_-]+)'/g)].map((m) => m[1]!)));
    expect(types.size).toBeGreaterThan(15);
    expect([...types].filter((type) => targetWords(type, '') === type)).toEqual([]);
  });

  it.each<[string, Partial<AuditFacts>]>([
    ['NUL', { accountName: 'a\u0000b', targetId: '\u0000', data: { reason: 'x\u0000y', 'k\u0000': 1 } }],
    ['half a character', { accountName: `x${'😀'.repeat(3).slice(0, 5)}`, targetId: '\udc00', data: { reason: '\ud800', list: ['\udfff'] } }],
    ['numbers', { data: { a: 0.1 + 0.2, b: 1e21, c: 1e-7, d: -0, e: 88.5, f: 123456789012345680000, g: 5e-324, h: Number.MAX_SAFE_INTEGER } }],
    ['what JSON leaves out', { data: { a: undefined, b: [undefined, null], c: { d: undefined }, e: new Date(0), f: Number.NaN } }],
    ['keys in any order', { data: { 乙: 1, 甲: 2, b: { z: 1, a: 2 }, a: [], '': null, '10': 1, '9': 1 } }],
    ['text of all kinds', { accountName: '“引号”\\"\'', data: { t: 'é é ﷽ ​\u2028\u2029\ud83d\ude00 <script> \u007f' } }],
  ])('verifies again with %s in it', async (_, more) => {
    await append('qingpu', more);
    const { faults, events } = await verify('qingpu');
    expect(faults).toEqual([]);
    expect(events).toBeGreaterThan(0);
  });

  it('verifies again whatever name somebody tries to sign in with', async () => {
    for (const loginName of [`a${'😀'.repeat(80)}`, '\ud800', 'x\udfff'.repeat(60), '\u0000']) await signIn({ loginName, password: 'x', ip: '\ud800' }, stopped());
    expect((await verify(PLATFORM)).faults).toEqual([]);
  });
});

describe('parallel writers', () => {
  it('make one chain without forks in each tenant', async () => {
    const tenants = ['zhengzhou', 'jinxiang', 'national'] as const;
    let before = 0;
    for (const tenant of tenants) before += (await verify(tenant)).events;
    const started = Date.now();
    let n = 0;
    for (let i = 0; i < ROWS; i += 1) await Promise.all(Array.from({ length: WRITERS }, (_, w) => append(tenants[w % 4 ? 0 : (w / 4) % 2 ? 1 : 2]!, { data: { w, i } }).then(() => (n += 1))));
    expect(n).toBe(WRITERS * ROWS);
    let total = 0;
    for (const tenant of tenants) {
      const { events, faults, head } = await verify(tenant);
      expect(faults).toEqual([]);
      expect(head).toMatch(/^[0-9a-f]{64}$/);
      total += events;
      expect(await rowsOf(admin, 'select 1 from audit_event where tenant_id = $1 group by prev_hash having count(*) > 1', [tenant])).toEqual([]);
    }
    expect(total).toBe(before + WRITERS * ROWS);
    console.log(`audit: ${n} rows by ${WRITERS} writers in ${((Date.now() - started) / 1000).toFixed(1)} s, 0 forks, 0 false alarms`);
  }, process.env.PROOF ? 7_200_000 : 120_000);

  it('that link past one another are refused by the database', async () => {
    const head = await oneOf<AuditFacts & { hash: string }>(admin, `select seq, hash, prev_hash as "prevHash" from audit_event where tenant_id = 'zhengzhou' order by seq desc limit 1`);
    const fork = (seq: number, prevHash: string) => {
      const facts: AuditFacts = { ...entry('zhengzhou'), seq, prevHash, at: NOW };
      return withTenant({ tenantId: 'zhengzhou', accountId: null }, (tx) => tx.auditEvent.create({ data: { ...facts, data: {}, id: newId(), hash: hashOf(facts) }, select: { id: true } }));
    };
    await expect(fork(head.seq, head.hash)).rejects.toMatchObject({ code: 'P2002' });
    await expect(fork(head.seq + 1, head.prevHash)).rejects.toMatchObject({ code: 'P2002' });
  });
});

describe('tampering by somebody who owns the server', () => {
  const LENGTH = 40;
  let rows: Record<string, unknown>[];
  let random: () => number;
  beforeAll(async () => {
    await admin.query('alter table audit_event disable trigger append_only; delete from audit_event; ');
    for (let i = 0; i < LENGTH; i += 1) await append(T, { data: { i, outcome: { host: 'rectify' } }, targetId: String(i), accountId: newId() }, new Date(NOW.getTime() + i * 1000));
    rows = await rowsOf(admin, 'select * from audit_event order by seq');
    let state = 20261122;
    random = () => ((state = (state * 1103515245 + 12345) % 2147483648) / 2147483648);
  });
  beforeEach(async () => expect((await verify(T)).faults).toEqual([]));

  const COLUMNS: Record<string, unknown> = {
    at: new Date('2020-01-01'), account_id: newId(), account_name: '别人', role: 'office', act: 'centre.close', target_type: 'person', target_id: 'y', result: 'denied', ip: '203.0.113.1', request_id: newId(), data: '{"i": 1}',
    hash: 'a'.repeat(64), prev_hash: 'b'.repeat(64), seq: 9999,
  };
  const restore = async () => {
    await admin.query('begin');
    await admin.query('delete from audit_event');
    for (const r of rows) await admin.query(`insert into audit_event select * from jsonb_populate_record(null::audit_event, $1::jsonb)`, [JSON.stringify(r)]);
    await admin.query('commit');
  };

  it.each(Object.entries(COLUMNS))('of the column %s is found', async (column, value) => {
    const victim = rows[17]!;
    await admin.query(`update audit_event set "${column}" = $1 where id = $2`, [value, victim.id]);
    expect((await verify(T)).faults.length).toBeGreaterThan(0);
    await restore();
  });

  it('covers every column but the key of the row', async () => {
    const { rows: all } = await admin.query<{ name: string }>(`select column_name as name from information_schema.columns where table_name = 'audit_event'`);
    expect(all.map((c) => c.name).filter((c) => !(c in COLUMNS)).sort()).toEqual(['id', 'tenant_id']);
  });

  it('is found, whatever it is: edits, deletions, swaps, insertions and cuts at the beginning', async () => {
    const kinds = {
      edit: async () => admin.query(`update audit_event set data = data || jsonb_build_object('i', -1) where id = $1`, [rows[Math.floor(random() * LENGTH)]!.id]),
      // The last is left: see below.
      delete: async () => admin.query('delete from audit_event where id = $1', [rows[Math.floor(random() * (LENGTH - 1))]!.id]),
      swap: async () => {
        const i = Math.floor(random() * (LENGTH - 1));
        const [a, b] = [rows[i]!, rows[i + 1]!];
        await admin.query('update audit_event set data = case id when $1 then $3::jsonb else $4::jsonb end where id in ($1, $2)', [a.id, b.id, JSON.stringify(b.data), JSON.stringify(a.data)]);
      },
      renumber: async () => {
        const i = Math.floor(random() * (LENGTH - 1));
        const [a, b] = [rows[i]!, rows[i + 1]!];
        await admin.query('update audit_event set seq = -1 where id = $1', [a.id]);
        await admin.query('update audit_event set seq = $2 where id = $1', [b.id, a.seq]);
        await admin.query('update audit_event set seq = $2 where id = $1', [a.id, b.seq]);
      },
      insert: async () => {
        const before = rows[Math.floor(random() * (LENGTH - 1))]!;
        await admin.query('update audit_event set seq = seq + 100000 where seq > $1', [before.seq]);
        const facts: AuditFacts = { ...entry(T), seq: (before.seq as number) + 1, prevHash: before.hash as string, at: NOW };
        await admin.query('update audit_event set seq = seq - 99999 where seq > 100000');
        await admin.query('update audit_event set prev_hash = $2 where seq = $1', [facts.seq + 1, hashOf(facts)]);
        await admin.query(`insert into audit_event (tenant_id, id, seq, prev_hash, hash, at, account_name, role, act, target_type, target_id, result, ip, request_id, data) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, '{}')`,
          [T, newId(), facts.seq, facts.prevHash, hashOf(facts), facts.at, facts.accountName, facts.role, facts.act, facts.targetType, facts.targetId, facts.result, facts.ip, facts.requestId]);
      },
      rehash: async () => {
        // An edit with its own hash made to fit; the next one still points to the old.
        const r = rows[Math.floor(random() * (LENGTH - 1))]!;
        const [facts] = await rowsOf<AuditFacts>(admin, `select tenant_id as "tenantId", seq, prev_hash as "prevHash", at, account_id as "accountId", account_name as "accountName", role, act, target_type as "targetType", target_id as "targetId", 'denied' as result, ip, request_id as "requestId", data from audit_event where id = $1`, [r.id]);
        await admin.query(`update audit_event set result = 'denied', hash = $2 where id = $1`, [r.id, hashOf(facts!)]);
      },
      cutBeginning: async () => admin.query('delete from audit_event where seq <= $1', [1 + Math.floor(random() * (LENGTH - 2))]),
    };
    const names = Object.keys(kinds) as (keyof typeof kinds)[];
    let found = 0;
    for (let i = 0; i < TAMPERINGS; i += 1) {
      const kind = names[i % names.length]!;
      await kinds[kind]();
      expect([kind, (await verify(T)).faults.length > 0]).toEqual([kind, true]);
      found += 1;
      await restore();
    }
    console.log(`audit: ${found} of ${TAMPERINGS} tamperings found`);
  }, process.env.PROOF ? 600_000 : 120_000);

  // The chain alone cannot tell of events that were never followed by another, nor of one that was written anew from some
  // point on: for those the head has to be known outside the database. What is given is the head that such a note would hold.
  it('at the end of the chain shows only against a head that was kept elsewhere', async () => {
    const kept = (await verify(T)).head;
    await admin.query('delete from audit_event where seq > $1', [LENGTH - 3]);
    const cut = await verify(T);
    expect(cut.faults).toEqual([]);
    expect(cut.head).not.toBe(kept);
    await restore();
    expect((await verify(T)).head).toBe(kept);
  });

  it('across a page of the verifier is found as well', () => {
    const events: (AuditFacts & { hash: string })[] = [];
    let previous = { seq: 0, hash: genesisHash(T) };
    for (let i = 0; i < 5; i += 1) {
      const facts: AuditFacts = { ...entry(T), seq: previous.seq + 1, prevHash: previous.hash, at: NOW };
      events.push({ ...facts, hash: hashOf(facts) });
      previous = events.at(-1)!;
    }
    expect(verifyEvents(T, events.slice(0, 3), null)).toEqual([]);
    expect(verifyEvents(T, events.slice(3), events[2]!)).toEqual([]);
    expect(verifyEvents(T, events.slice(3), events[1]!)).toHaveLength(2);
    expect(verifyEvents(T, events.slice(1), null).length).toBeGreaterThan(0);
  });
});
