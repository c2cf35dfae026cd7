import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignAssessments, confirmGrade, proposeGrade } from '../../lib/assessment/mutations.ts';
import { sha256 } from '../../lib/audit/chain.ts';
import { readTenant } from '../../lib/db/tenant.ts';
import { digestOf, getDecision } from '../../lib/decision/data.ts';
import { decide } from '../../lib/decision/mutations.ts';
import type { Actor } from '../../lib/identity/actor.ts';
import { rulesInForce } from '../../lib/jurisdiction/data.ts';
import { canonicalJson } from '../../lib/kernel/canonical.ts';
import { newId } from '../../lib/kernel/ids.ts';
import { localDate } from '../../lib/kernel/local-date.ts';
import { builtInProfile } from '../../lib/regulations/files.ts';
import { checkProfile } from '../../lib/rulebook.ts';
import { act, newActor, oneOf, rowsOf } from './cast.ts';
import type { TestDatabase } from './database.ts';
import { closeSeeded, openSeeded } from './seeded.ts';

// A regulation is replaced in the middle of a cycle: the day of the event picks the version, and what was decided stays as it was.

const T = 'chongqing';
const SECOND_FROM = '2027-06-01';

let database: TestDatabase;
let admin: pg.Client;
let official: Actor;
let assessor: Actor;
let first: { id: string; sha256: string };
let second: { id: string; sha256: string };

/** The second version: two unqualified years in a row no longer bar the host from the new selection. */
function secondVersion(): { document: string; sha256: string } {
  const profile = structuredClone(builtInProfile('chongqing-2025')) as unknown as Record<string, unknown> & { instrument: object; cycle: { rows: { id: string; outcome: object; message?: string }[] } };
  const row = profile.cycle.rows.find((r) => r.id === 'second-unqualified')!;
  row.outcome = { host: 'reselect', formerHostMayCompete: true };
  row.message = '连续两个年度考核不合格，重新遴选，原挂靠单位可以参与';
  Object.assign(profile, { id: 'chongqing-2027', instrument: { ...profile.instrument, effectiveFrom: SECOND_FROM } });
  const checked = checkProfile(profile);
  if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
  const document = canonicalJson(checked.profile);
  return { document, sha256: sha256(document) };
}

beforeAll(async () => {
  ({ database, admin } = await openSeeded());
  official = await newActor(admin, T, 'official');
  assessor = await newActor(admin, T, 'assessor');
  first = await oneOf(admin, 'select id, sha256 from profile_version where tenant_id = $1', [T]);
  const next = secondVersion();
  second = { id: newId(), sha256: next.sha256 };
  await admin.query('insert into profile_version (tenant_id, id, profile_id, revision, effective_from, document, sha256) values ($1, $2, $3, 1, $4, $5, $6)', [
    T, second.id, 'chongqing-2027', SECOND_FROM, next.document, next.sha256,
  ]);
});
afterAll(() => closeSeeded({ database, admin }));

const inTenant = <R>(work: Parameters<typeof readTenant<R>>[1]) => readTenant({ tenantId: T, accountId: null }, work);

/** Assigns, proposes and confirms the grade of a year, all on one day; gives back the decision that it opened. */
async function grade(centreId: string, year: number, at: string) {
  const say = async (reply: Awaited<ReturnType<typeof act>>) => {
    expect(reply).toMatchObject({ ok: true });
    return reply.ok ? reply.value : undefined;
  };
  await say(await act(official, 'assessment.assign', assignAssessments, { year, centreIds: [centreId], assessorId: assessor.accountId, dueOn: localDate('2029-12-31') }, { at }));
  const { id } = await oneOf<{ id: string }>(admin, 'select id from assessment where tenant_id = $1 and centre_id = $2 and year = $3', [T, centreId, year]);
  await say(await act(assessor, 'assessment.propose', proposeGrade, { assessmentId: id, grade: 'unqualified', items: {}, comment: '未达要求' } as never, { version: 1, at }));
  const confirmed = await say(await act(official, 'assessment.confirm', confirmGrade, { assessmentId: id } as never, { version: 2, at }));
  const decision = await inTenant((tx) => getDecision(tx, T, (confirmed as { id: string }).id));
  return decision!;
}

describe('a cycle that spans two versions of a regulation', () => {
  let centreId: string;

  it('is read by the version in force on the day of each event', async () => {
    const on = (day: string) => inTenant((tx) => rulesInForce(tx, T, localDate(day)));
    expect((await on('2027-05-31'))!.versionId).toBe(first.id);
    expect((await on(SECOND_FROM))!.versionId).toBe(second.id);
    expect(await on('2025-05-26')).toBeNull();
    // The text is frozen with its hash: what is compiled is what was published.
    expect((await on(SECOND_FROM))!.sha256).toBe(second.sha256);
  });

  it('orders rectification in the year under the first, and selects anew under the second, each with its own version', async () => {
    const [centre] = await rowsOf<{ id: string }>(
      admin,
      `select c.id from centre c join hosting_period h on h.tenant_id = c.tenant_id and h.centre_id = c.id and h.ended_on is null
       where c.tenant_id = $1 and c.status = 'operating' and h.due_to_end_on > '2029-06-01' and not exists (select 1 from assessment a where a.tenant_id = c.tenant_id and a.centre_id = c.id and a.year >= 2026)
         and not exists (select 1 from assessment a where a.tenant_id = c.tenant_id and a.centre_id = c.id and a.grade = 'unqualified') order by c.id limit 1`,
      [T],
    );
    centreId = centre!.id;
    const before = await grade(centreId, 2026, '2027-01-20T02:00:00Z');
    expect(before).toMatchObject({ profileVersionId: first.id, result: { decision: { host: 'rectify' } } });
    expect(await act(official, 'decision.confirm', decide, { decisionId: before.id, as: 'computed', effectiveOn: localDate('2027-01-20') } as never, { version: before.version, at: '2027-01-20T03:00:00Z' })).toMatchObject({ ok: true });

    const after = await grade(centreId, 2027, '2028-01-18T02:00:00Z');
    expect(after).toMatchObject({ profileVersionId: second.id, result: { decision: { host: 'reselect', formerHostMayCompete: true } } });
    // Under the first version the same years would have removed the host.
    const under = before.rules.rulebook.cycle;
    const parsed = under.parse(after.facts, localDate('2028-01-18'));
    expect(parsed.ok && under.answer(parsed.value).decision).toMatchObject({ host: 'removed', formerHostMayCompete: false });
  });

  it('gives the same answer again from the version, the day and the facts that a decision keeps', async () => {
    for (const { id } of await rowsOf<{ id: string }>(admin, 'select id from decision where tenant_id = $1 and centre_id = $2', [T, centreId])) {
      const d = (await inTenant((tx) => getDecision(tx, T, id)))!;
      const parsed = d.rules.rulebook.cycle.parse(d.facts, d.onDate);
      if (!parsed.ok) throw new Error('facts are no facts any more');
      const again = d.rules.rulebook.cycle.answer(parsed.value);
      expect(again).toEqual(d.result);
      expect(digestOf(d.rules, d.onDate, d.facts, again)).toBe(d.digest);
    }
  });

  it('cannot have a published version changed or taken away', async () => {
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    try {
      await owner.query(`select set_config('app.tenant_id', $1, false)`, [T]);
      await expect(owner.query(`update profile_version set document = '{}' where id = $1`, [first.id])).rejects.toMatchObject({ code: '42501' });
      await expect(owner.query('delete from profile_version where id = $1', [second.id])).rejects.toMatchObject({ code: '42501' });
    } finally {
      await owner.end();
    }
  });
});
