import { mkdtemp, readFile, rm, stat, unlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { verify } from '@node-rs/argon2';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../lib/audit/chain.ts';
import type { Question } from '../../lib/regulation/question.ts';
import { canonicalJson } from '../../lib/kernel/canonical.ts';
import { localDate } from '../../lib/kernel/local-date.ts';
import { checkProfile, compile, evaluate } from '../../lib/rulebook.ts';
import { loadChange, unexplained } from '../../lib/committee/data.ts';
import { closeClient } from '../../lib/db/client.ts';
import { readTenant } from '../../lib/db/tenant.ts';
import { cycleCase } from '../../lib/decision/data.ts';
import { seedDemo, type DemoAccount } from '../../prisma/seed/demo.ts';
import { connected, testDatabase, type TestDatabase } from './database.ts';

const TODAY = localDate('2026-11-22');
let database: TestDatabase;
let folder: string;
let seconds: number;
const said: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  process.env.DATABASE_URL = database.appUrl;
  folder = await mkdtemp(path.join(os.tmpdir(), 'zhikong-seed-'));
  const before = process.cpuUsage();
  await seedDemo(database.ownerUrl, { today: TODAY, dataDir: folder, say: (line) => said.push(line) });
  const { user, system } = process.cpuUsage(before);
  seconds = (user + system) / 1_000_000;
});
afterAll(async () => {
  await closeClient();
  await database.drop();
  await rm(folder, { recursive: true });
});

/** Reads as the application does: with its login, in one tenant. */
const inTenant = <T>(id: string | null, work: (client: pg.Client) => Promise<T>): Promise<T> =>
  connected(database.appUrl, async (client) => {
    await client.query('begin read only');
    if (id) await client.query(`select set_config('app.tenant_id', $1, true)`, [id]);
    return work(client);
  });
const count = (client: pg.Client, table: string) => client.query<{ n: number }>(`select count(*)::int as n from ${table}`).then((r) => r.rows[0]!.n);
const accountsFile = () => path.join(folder, 'demo-accounts.json');
const readAccounts = async () => JSON.parse(await readFile(accountsFile(), 'utf8')) as DemoAccount[];

const rulebookOf = async (client: pg.Client) => {
  const { rows } = await client.query<{ document: unknown; sha256: string }>('select document, sha256 from profile_version');
  expect(sha256(canonicalJson(rows[0]!.document))).toBe(rows[0]!.sha256);
  const checked = checkProfile(rows[0]!.document);
  if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
  return compile(checked.profile);
};

describe('the demo seed', () => {
  it.each([
    ['national', { centre: 40, specialty: 40, hosting_period: 40 }],
    ['chongqing', { centre: 60, specialty: 75, selection: 16, handover: 2 }],
    ['zhengzhou', { centre: 45, specialty: 83 }],
    ['qingpu', { centre: 25, specialty: 25, committee: 50, hosting_period: 0, assessment: 0, decision: 0 }],
    ['jinxiang', { centre: 20, specialty: 20 }],
    ['platform', { centre: 0, membership: 1 }],
  ])('fills %s to its size', async (id, sizes) => {
    await inTenant(id, async (client) => {
      for (const [table, size] of Object.entries(sizes)) expect([table, await count(client, table)]).toEqual([table, size]);
    });
  });

  it('takes seconds, and says one line for each jurisdiction', () => {
    // Of this process: what else the machine does is not the seed's doing.
    expect(seconds).toBeLessThan(60);
    expect(said).toHaveLength(5);
    expect(said[1]).toMatch(/^重庆市：60 个中心/);
  });

  it('shows nothing to a connection that has not named its tenant', async () => {
    await inTenant(null, async (client) => {
      for (const table of ['centre', 'person', 'decision', 'membership', 'profile_version']) expect(await count(client, table)).toBe(0);
    });
  });

  it.each(['national', 'chongqing', 'zhengzhou', 'qingpu', 'jinxiang'])('leaves committees in %s that can be tested again today, most of them in order', async (id) => {
    await inTenant(id, async (client) => {
      const rulebook = await rulebookOf(client);
      const { rows } = await client.query<{ id: string; body: string; people: number; facts: Record<string, unknown> }>(`
        select c.id, c.body, count(a.id)::int as people, jsonb_strip_nulls(jsonb_build_object(
          'body', c.body, 'class', ce.class, 'host', h.institution_id, 'unchangedSince', max(a.valid_from),
          'people', jsonb_agg(jsonb_build_object(
            'id', p.id, 'roles', to_jsonb(a.posts), 'institution', p.institution_id, 'title', p.title, 'titleSince', p.title_since, 'born', p.born,
            'employment', p.employment, 'headsSpecialty', p.heads_specialty, 'practisesHereSince', p.practises_here_since)))) as facts
        from committee c
        join centre ce on (ce.tenant_id, ce.id) = (c.tenant_id, c.centre_id)
        join appointment a on (a.tenant_id, a.committee_id) = (c.tenant_id, c.id) and a.valid_to is null
        join person p on (p.tenant_id, p.id) = (a.tenant_id, a.person_id)
        left join hosting_period h on (h.tenant_id, h.centre_id) = (c.tenant_id, c.centre_id) and h.ended_on is null
        where c.ended_on is null group by c.id, c.body, ce.class, h.institution_id`);
      expect(rows.length).toBe(await client.query(`select count(*)::int as n from committee where ended_on is null`).then((r) => r.rows[0].n));
      const verdicts = rows.map(({ facts }) => {
        const evaluated = evaluate(rulebook, 'committee', facts, TODAY);
        if (!evaluated.ok) throw new Error(JSON.stringify(evaluated.faults));
        return evaluated.answer;
      });
      // What blocks is a head who left, or nothing.
      const blocked = verdicts.filter((v) => v.verdict === 'block');
      for (const { findings } of blocked) expect(findings.filter((f) => f.severity === 'block').map((f) => f.rule)).toEqual(['committee.chair-count']);
      expect(blocked.length).toBeLessThanOrEqual(3);
    });
  });

  it('keeps the older lists of Chongqing that its new limits would refuse', async () => {
    await inTenant('chongqing', async (client) => {
      const { rows } = await client.query<{ result: { findings: { rule: string; severity: string }[] } }>(
        `select r.result from roster_change r join committee c on (c.tenant_id, c.id) = (r.tenant_id, r.committee_id)
         where r.state = 'approved' and c.ended_on is null and r.effective_on < '2025-05-27' and r.result->'findings' <> '[]'`,
      );
      expect(rows.flatMap((r) => r.result.findings.map((f) => `${f.rule} ${f.severity}`)).sort()).toEqual([
        'committee.host-share warn', 'committee.host-share warn', 'committee.size note', 'committee.size note',
      ]);
    });
  });

  it.each(['national', 'chongqing', 'zhengzhou', 'jinxiang'])('stores decisions in %s that come out the same again, under a digest that fits', async (id) => {
    await inTenant(id, async (client) => {
      const rulebook = await rulebookOf(client);
      const { rows } = await client.query<{ number: string; question: Question; on: string; facts: unknown; result: unknown; digest: string; profile: string; revision: number; state: string; outcome: unknown; as_computed: boolean | null }>(
        `select d.number, d.question, d.on_date::text as on, d.facts, d.result, d.digest, d.state, d.outcome, d.as_computed, v.profile_id as profile, v.revision
         from decision d join profile_version v on (v.tenant_id, v.id) = (d.tenant_id, d.profile_version_id) order by d.number`,
      );
      expect(rows.length).toBeGreaterThan(3);
      for (const { number, question, on, facts, result, digest, profile, revision, outcome, as_computed: asComputed } of rows) {
        expect(number).toMatch(/^[A-Z]{2}-CD-20\d\d-\d{4}$/);
        const evaluated = evaluate(rulebook, question, facts, localDate(on));
        expect(evaluated).toEqual({ ok: true, answer: result });
        expect(sha256(canonicalJson({ profile, revision, on, question, facts, result }))).toBe(digest);
        if (asComputed) expect(outcome).toEqual((result as { decision: unknown }).decision);
      }
    });
  });

  it.each(['national', 'chongqing', 'zhengzhou', 'qingpu', 'jinxiang'])('leaves lists in %s that the platform itself lets the official approve', async (tenantId) => {
    await readTenant({ tenantId, accountId: null }, async (tx) => {
      const open = await tx.rosterChange.findMany({ where: { tenantId, state: 'submitted' }, select: { id: true } });
      expect(open).toHaveLength(2);
      for (const { id } of open) {
        const loaded = (await loadChange(tx, tenantId, id))!;
        expect(loaded.change.baseVersion).toBe(loaded.base.version);
        expect(loaded.check.answer.findings.filter((f) => f.severity === 'block')).toEqual([]);
        expect(unexplained(loaded.check, loaded.change.departures)).toEqual([]);
        const stored = await tx.rosterChange.findUniqueOrThrow({ where: { tenantId_id: { tenantId, id } }, select: { result: true } });
        expect({ verdict: loaded.check.answer.verdict, findings: loaded.check.answer.findings }).toEqual(stored.result);
      }
    });
  });

  it.each(['national', 'chongqing', 'zhengzhou', 'jinxiang'])('rests every decision of %s on the facts that the platform itself derives', async (tenantId) => {
    await readTenant({ tenantId, accountId: null }, async (tx) => {
      const decisions = await tx.decision.findMany({ where: { tenantId }, select: { centreId: true, onDate: true, facts: true, hostingPeriodId: true, assessment: { select: { year: true } } } });
      for (const d of decisions) {
        const derived = await cycleCase(tx, tenantId, d.centreId, d.assessment.year, localDate(d.onDate.toISOString().slice(0, 10)));
        expect(derived).toMatchObject({ facts: d.facts, hostingPeriodId: d.hostingPeriodId });
      }
    });
  });

  it.each(['national', 'chongqing', 'zhengzhou', 'jinxiang'])('leaves no centre of %s whose newest result has a consequence without a decision on it, nor in a state that the decision did not bring', async (tenantId) => {
    const after: Record<string, string> = { continues: 'operating', retained: 'operating', rectify: 'rectifying', reselect: 'reselecting', removed: 'without-host' };
    await readTenant({ tenantId, accountId: null }, async (tx) => {
      const centres = await tx.centre.findMany({ where: { tenantId, status: { not: 'closed' } }, select: { id: true, name: true, status: true, hosting: { orderBy: { startsOn: 'desc' }, take: 1, select: { cycle: true } }, assessments: { where: { state: 'confirmed' }, orderBy: { year: 'desc' }, take: 1, select: { year: true, cycle: true, confirmedAt: true, decisions: { select: { state: true, outcome: true } } } } } });
      for (const { id, name, status, hosting, assessments: [newest] } of centres) {
        // A host that began after the newest result has put it behind.
        if (!newest || (hosting[0] && hosting[0].cycle > newest.cycle)) continue;
        const found = await cycleCase(tx, tenantId, id, newest.year, TODAY);
        const on = localDate(newest.confirmedAt!.toISOString().slice(0, 10));
        if (on < found!.rules.effectiveFrom) continue;
        const parsed = found!.rules.rulebook.cycle.parse(found!.facts, TODAY);
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
        const { findings } = found!.rules.rulebook.cycle.answer(parsed.value);
        if (findings.some((f) => f.severity !== 'note')) expect([name, newest.decisions.length]).toEqual([name, 1]);
        const [decision] = newest.decisions;
        if (decision?.state === 'confirmed') expect([name, status]).toEqual([name, after[(decision.outcome as { host: string }).host]]);
      }
    });
  });

  it('gives every approved first list its appointments, and every running seat its list', async () => {
    for (const id of ['national', 'chongqing', 'zhengzhou', 'qingpu', 'jinxiang']) {
      await inTenant(id, async (client) => {
        const { rows } = await client.query(
          `select c.id from committee c where c.ended_on is null and (
             not exists (select from roster_change r where r.tenant_id = c.tenant_id and r.committee_id = c.id and r.kind = 'list' and r.state = 'approved')
             or exists (select from appointment a where a.tenant_id = c.tenant_id and a.committee_id = c.id and a.valid_to is null and a.roster_change_id is null))`,
        );
        expect(rows).toEqual([]);
      });
    }
  });

  it('writes the accounts for the owner only, with one random password that opens them', async () => {
    expect(((await stat(accountsFile())).mode & 0o777).toString(8)).toBe('600');
    const accounts = await readAccounts();
    expect(new Set(accounts.map((a) => a.password)).size).toBe(1);
    expect(accounts.map((a) => a.loginName)).toEqual(expect.arrayContaining(['cq-official', 'qp-director', 'jx-audit', 'expert', 'platform']));
    const { rows } = await connected(database.ownerUrl, (client) => client.query<{ login_name: string; password_hash: string; demo: boolean }>('select login_name, password_hash, demo from account'));
    expect(rows.map((r) => r.login_name).sort()).toEqual(accounts.map((a) => a.loginName).sort());
    expect(rows.every((r) => r.demo)).toBe(true);
    expect(await verify(rows[0]!.password_hash, accounts[0]!.password)).toBe(true);
  });

  it('does nothing to a database that has tenants, and says so', async () => {
    const before = await readAccounts();
    const lines: string[] = [];
    expect(await seedDemo(database.ownerUrl, { today: TODAY, dataDir: folder, say: (line) => lines.push(line) })).toEqual({ seeded: false, accounts: [] });
    expect(lines).toEqual(['数据库中已有 6 个租户，未写入演示数据']);
    expect(await readAccounts()).toEqual(before);
  });

  it('gives the demo accounts a new password where the file was lost', async () => {
    const before = await readAccounts();
    await unlink(accountsFile());
    await seedDemo(database.ownerUrl, { today: TODAY, dataDir: folder });
    const after = await readAccounts();
    expect(after.map((a) => a.loginName).sort()).toEqual(before.map((a) => a.loginName).sort());
    expect(after[0]!.password).not.toBe(before[0]!.password);
    expect(after.find((a) => a.loginName === 'expert')!.jurisdiction).toBe('重庆市、郑州市、金乡县');
    const { rows } = await connected(database.ownerUrl, (client) => client.query<{ password_hash: string }>('select distinct password_hash from account'));
    expect(rows).toHaveLength(1);
    expect(await verify(rows[0]!.password_hash, after[0]!.password)).toBe(true);
  });

  it('adds synthetic counties, each with a profile of its own', async () => {
    await seedDemo(database.ownerUrl, { today: TODAY, extraTenants: 2 });
    await seedDemo(database.ownerUrl, { today: TODAY, extraTenants: 3 });
    for (const id of ['county-001', 'county-003']) {
      await inTenant(id, async (client) => {
        expect(await count(client, 'centre')).toBe(20);
        expect((await rulebookOf(client)).profile.id).toBe(`${id}-2026`);
      });
    }
  });
});
