import pg from 'pg';
import { afterAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import { assignAssessments, confirmGrade, returnAssessment } from '../../lib/assessment/mutations.ts';
import { approveRoster, returnRoster, submitRoster } from '../../lib/committee/mutations.ts';
import { closeDatabase } from '../../lib/db/tenant.ts';
import { decide } from '../../lib/decision/mutations.ts';
import type { Actor } from '../../lib/identity/actor.ts';
import type { Reply } from '../../lib/identity/perform.ts';
import { localDate } from '../../lib/kernel/local-date.ts';
import { act, newActor, oneOf, rowsOf } from './cast.ts';
import type { TestDatabase } from './database.ts';
import { closeSeeded, openSeeded, TODAY } from './seeded.ts';
import { targetsOf, type RosterTarget } from './targets.ts';

// Two acts on one centre that reach into each other's rows: whichever comes first, the second sees what the first has done.

const T = 'chongqing';

let database: TestDatabase;
let admin: pg.Client;
let official: Actor;
let other: Actor;
beforeEach(async () => {
  ({ database, admin } = await openSeeded());
  official = await newActor(admin, T, 'official');
  other = await newActor(admin, T, 'official');
});
afterEach(async () => {
  await closeSeeded({ database, admin });
});
afterAll(() => closeDatabase());

/** A decision to remove the host, moved to the centre whose list waits to be approved. */
async function decisionOn(list: RosterTarget): Promise<{ id: string; version: number; effectiveOn: string }> {
  const d = await oneOf<{ id: string; version: number; assessment_id: string; on: string }>(
    admin,
    `select id, version, assessment_id, on_date::text as on from decision where tenant_id = $1 and state = 'pending' and result->'decision'->>'committee' = 'dissolved' order by id limit 1`,
    [T],
  );
  await admin.query('delete from decision where centre_id = $1', [list.centreId]);
  await admin.query('delete from assessment where centre_id = $1', [list.centreId]);
  await admin.query('update assessment set centre_id = $2 where id = $1', [d.assessment_id, list.centreId]);
  await admin.query('update decision set centre_id = $2, hosting_period_id = (select id from hosting_period where centre_id = $2 and ended_on is null) where id = $1', [d.id, list.centreId]);
  return { id: d.id, version: d.version, effectiveOn: d.on };
}

/** Runs the first act until it has written everything and only its audit row is wanting, then the second beside it, and lets both go on. */
async function overlapping(first: () => Promise<Reply>, second: () => Promise<Reply>): Promise<[Reply, Reply]> {
  const gate = new pg.Client({ connectionString: database.adminUrl });
  await gate.connect();
  await gate.query('begin');
  await gate.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`audit ${T}`]);
  const one = first();
  await waiting(1);
  const two = second();
  await waiting(2);
  await gate.query('commit');
  await gate.end();
  return Promise.all([one, two]);
}

/** Until so many connections of the application wait for a lock. */
async function waiting(count: number): Promise<void> {
  for (let tries = 0; tries < 2400; tries += 1) {
    const { n } = await oneOf<{ n: number }>(admin, `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
    if (n >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`${count} connections never came to wait`);
}

const standing = (centreId: string) =>
  rowsOf(admin, `select c.id from committee c where c.centre_id = $1 and c.ended_on is null union all select a.id from appointment a join committee c on c.id = a.committee_id where c.centre_id = $1 and a.valid_to is null`, [centreId]);

describe('approving a list while its host is removed', () => {
  it.each(['list', 'change'])('leaves nothing standing of a dissolved committee, if the %s came first', async (kind) => {
    const { submitted } = await targetsOf(admin, T);
    if (kind === 'list') await admin.query(`update roster_change set kind = 'list' where id = $1`, [submitted.id]);
    const d = await decisionOn(submitted);
    const [approved, decided] = await overlapping(
      () => act(official, 'roster.approve', approveRoster, { changeId: submitted.id, expiresOn: localDate('2028-12-31') }, { version: submitted.version }),
      () => act(other, 'decision.confirm', decide, { decisionId: d.id, as: 'computed', effectiveOn: TODAY } as never, { version: d.version }),
    );
    expect([approved, decided]).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await standing(submitted.centreId)).toEqual([]);
  });

  it('is refused, if the removal came first', async () => {
    const { submitted } = await targetsOf(admin, T);
    const d = await decisionOn(submitted);
    const [decided, approved] = await overlapping(
      () => act(other, 'decision.confirm', decide, { decisionId: d.id, as: 'computed', effectiveOn: TODAY } as never, { version: d.version }),
      () => act(official, 'roster.approve', approveRoster, { changeId: submitted.id, expiresOn: localDate('2028-12-31') }, { version: submitted.version }),
    );
    expect([decided.ok, approved.ok]).toEqual([true, false]);
    expect(await standing(submitted.centreId)).toEqual([]);
  });
});

describe('a list that the committee has moved away from', () => {
  it('can be handed in again once it has been returned and looked at', async () => {
    const { submitted } = await targetsOf(admin, T);
    const version = async () => (await oneOf<{ version: number }>(admin, 'select version from roster_change where id = $1', [submitted.id])).version;
    await admin.query('update committee set version = version + 1 where id = $1', [submitted.committeeId]);
    const approve = async () => act(official, 'roster.approve', approveRoster, { changeId: submitted.id, expiresOn: localDate('2028-12-31') }, { version: await version() });
    expect(await approve()).toMatchObject({ ok: false, refusal: { kind: 'not-allowed-now', message: expect.stringContaining('请退回后重新核对') } });
    expect(await act(official, 'roster.return', returnRoster, { changeId: submitted.id, opinion: '请重新核对' }, { version: await version() })).toMatchObject({ ok: true });
    const proposer = await newActor(admin, T, 'secretary', { centreId: submitted.centreId });
    expect(await act(proposer, 'roster.submit', submitRoster, { changeId: submitted.id }, { version: await version() })).toMatchObject({ ok: true });
    expect(await approve()).toMatchObject({ ok: true });
  });
});

describe('grades of a year that are ranked', () => {
  it('are not shaken after one of them has been confirmed by its rank', async () => {
    const J = 'jinxiang';
    const [confirmer, assessor] = [await newActor(admin, J, 'official'), await newActor(admin, J, 'assessor')];
    await admin.query(`update assessment set state = 'proposed', score = 60 + (('x' || substr(md5(id::text), 1, 4))::bit(16)::int % 300) / 10.0, assessor_account_id = $2 where tenant_id = $1 and year = 2026`, [J, assessor.accountId]);
    await admin.query(`insert into assessment_year (tenant_id, id, year, grade_rule, reason, decided_by_id, decided_by_name, decided_at) values ($1, gen_random_uuid(), 2026, 'proportion', '经研究', $2, '甲', now())
      on conflict (tenant_id, year) do update set grade_rule = 'proportion', reason = '经研究'`, [J, confirmer.accountId]);
    const [last, best] = await rowsOf<{ id: string; version: number }>(admin, `select id, version from assessment where tenant_id = $1 and year = 2026 order by score, id limit 2`, [J]);
    expect(await act(confirmer, 'assessment.confirm', confirmGrade, { assessmentId: last!.id } as never, { version: last!.version })).toMatchObject({ ok: true });
    expect(await act(confirmer, 'assessment.return', returnAssessment, { assessmentId: best!.id, reason: '请复核' }, { version: best!.version })).toMatchObject({ ok: false, refusal: { kind: 'not-allowed-now', message: expect.stringContaining('名次') } });
    const free = await rowsOf<{ id: string }>(admin, `select c.id from centre c where c.tenant_id = $1 and c.status <> 'closed' order by c.id limit 1`, [J]);
    await admin.query('delete from assessment where tenant_id = $1 and centre_id = $2 and year = 2026 and id <> $3', [J, free[0]!.id, last!.id]);
    const again = await act(confirmer, 'assessment.assign', assignAssessments, { year: 2026, centreIds: [free[0]!.id], assessorId: assessor.accountId, dueOn: localDate('2026-12-31') });
    expect(again.ok).toBe(false);
  });
});
