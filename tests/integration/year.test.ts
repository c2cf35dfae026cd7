import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listUnassigned, listYear, readAssessment, readCentreYears, readYear } from '../../lib/assessment/data.ts';
import { assignAssessments } from '../../lib/assessment/mutations.ts';
import { readTenant, type Tx } from '../../lib/db/tenant.ts';
import { decide } from '../../lib/decision/mutations.ts';
import type { Actor } from '../../lib/identity/actor.ts';
import { rulesFor } from '../../lib/jurisdiction/data.ts';
import { localDate } from '../../lib/kernel/local-date.ts';
import { listWork, pageBegun, pageDone } from '../../lib/worklist/data.ts';
import { act, demoActor, newActor, oneOf, rowsOf } from './cast.ts';
import type { TestDatabase } from './database.ts';
import { closeSeeded, openSeeded, TODAY } from './seeded.ts';

// What the year's results come to on the desks: the worklist, and who reads what before it is confirmed.

let database: TestDatabase;
let admin: pg.Client;
beforeAll(async () => {
  ({ database, admin } = await openSeeded());
});
afterAll(() => closeSeeded({ database, admin }));

const reading = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => readTenant({ tenantId: actor.tenantId, accountId: actor.accountId }, work);
const workOf = (actor: Actor) => reading(actor, async (tx) => listWork(tx, actor, await rulesFor(tx, actor.tenantId, TODAY), TODAY));

describe('the worklist', () => {
  it('asks for the next committee once the host has been retained, and not while the host is still to be decided on', async () => {
    const official = await newActor(admin, 'chongqing', 'official');
    const d = await oneOf<{ id: string; version: number; centre_id: string }>(admin, `select id, version, centre_id from decision where tenant_id = 'chongqing' and state = 'pending' and result->'decision'->>'host' = 'retained'`);
    const terms = async () => (await workOf(official)).filter((i) => i.kind === 'term' && i.href === `/centres/${d.centre_id}/committee`);
    expect(await terms()).toEqual([]);
    const reply = await act(official, 'decision.confirm', decide, { decisionId: d.id, as: 'computed', effectiveOn: TODAY, reason: undefined, rectifyBy: undefined }, { version: d.version });
    expect(reply).toMatchObject({ ok: true });
    const { term_to: termTo } = await oneOf<{ term_to: string }>(admin, 'select term_to::text from committee where centre_id = $1 and ended_on is null', [d.centre_id]);
    expect(termTo < TODAY).toBe(true);
    expect(await terms()).toMatchObject([{ title: '专家委员会换届', dueOn: termTo, article: '13(5)', subject: expect.stringContaining('任期已届满') }]);
  });

  it('holds back the grades that cannot be confirmed before the year is complete, and says why', async () => {
    const official = await newActor(admin, 'jinxiang', 'official');
    const items = (await workOf(official)).filter((i) => i.kind === 'assessment');
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ key: 'unscored 2026', act: '查看', href: '/assessments?year=2026', subject: expect.stringMatching(/^1个中心未提交评分；.*另19个中心/) });
    await admin.query(`update assessment set state = 'proposed', score = 95 where tenant_id = 'jinxiang' and year = 2026 and state = 'assigned'`);
    const now = (await workOf(official)).filter((i) => i.kind === 'assessment');
    expect(now.map((i) => i.key)).toContain('year 2026');
    expect(now.map((i) => i.key)).not.toContain('unscored 2026');
    // Those on which both ways agree can be confirmed, the others not.
    expect(now.length).toBeGreaterThan(1);
    expect(now.length).toBeLessThan(18);
  });

  it('gives what has been done page by page, each thing once and newest first', async () => {
    const official = await demoActor(admin, 'cq-official', 'chongqing');
    const seen: { key: string; at: Date }[] = [];
    let cursor: string | null | undefined;
    let total = 0;
    do {
      const page: Awaited<ReturnType<typeof pageDone>> = await reading(official, (tx) => pageDone(tx, official, cursor ?? undefined));
      expect(page.items.length).toBeLessThanOrEqual(20);
      seen.push(...page.items);
      ({ next: cursor, total } = page);
    } while (cursor);
    expect(total).toBeGreaterThan(100);
    expect(seen).toHaveLength(total);
    expect(new Set(seen.map((i) => i.key)).size).toBe(total);
    expect(seen.map((i) => i.at.getTime())).toEqual(seen.map((i) => i.at.getTime()).sort((a, b) => b - a));
    // A cursor that is none begins at the beginning.
    expect((await reading(official, (tx) => pageDone(tx, official, 'x'))).items[0]!.key).toBe(seen[0]!.key);
    const secretary = await demoActor(admin, 'cq-secretary', 'chongqing');
    const begun = await reading(secretary, (tx) => pageBegun(tx, secretary));
    expect(begun.items).toHaveLength(Math.min(20, begun.total));
  });
});

describe('a result that has not been confirmed', () => {
  it('is read by who runs the year and by who scores it, and by nobody of the centre, in no place', async () => {
    const [a] = await rowsOf<{ id: string; centre_id: string; assessor_account_id: string }>(admin, `select id, centre_id, assessor_account_id from assessment where tenant_id = 'chongqing' and state = 'proposed' and year = 2026 order by id limit 1`);
    const { id, centre_id: centreId } = a!;
    await admin.query('update assessment set score = 81 where id = $1', [id]);
    const places = async (actor: Actor) =>
      reading(actor, async (tx) => ({
        page: await readAssessment(tx, actor, id),
        list: readYear(await listYear(tx, 'chongqing', 2026), actor).find((r) => r.id === id)!,
        file: (await readCentreYears(tx, actor, centreId)).find((r) => r.id === id)!,
      }));
    const assessor = await newActor(admin, 'chongqing', 'assessor');
    await admin.query('update assessment set assessor_account_id = $1 where id = $2', [assessor.accountId, id]);
    for (const actor of [await newActor(admin, 'chongqing', 'official'), await newActor(admin, 'chongqing', 'office'), assessor]) {
      const { page, list, file } = await places(actor);
      expect([page!.assessment.score, list.score, Number(file.score)]).toEqual([81, 81, 81]);
      expect(page!.assessment.proposedGrade).toBe(list.proposedGrade);
    }
    for (const role of ['director', 'secretary'] as const) {
      const { page, list, file } = await places(await newActor(admin, 'chongqing', role, { centreId }));
      if (role === 'director') expect(page!.assessment).toMatchObject({ score: null, proposedGrade: null, comment: null, items: {}, withheld: true });
      else expect(page).toBeNull();
      expect(list).toMatchObject({ score: null, proposedGrade: null, state: 'proposed', withheld: true });
      expect(file).toMatchObject({ score: null, state: 'proposed', withheld: true });
    }
    await admin.query(`update assessment set state = 'confirmed', grade = 'good' where id = $1`, [id]);
    const { page, list, file } = await places(await newActor(admin, 'chongqing', 'director', { centreId }));
    expect([page!.assessment.score, list.score, Number(file.score)]).toEqual([81, 81, 81]);
  });
});

describe('the assignment of a year', () => {
  it('is refused for a centre that nobody hosts', async () => {
    const official = await newActor(admin, 'chongqing', 'official');
    const assessor = await newActor(admin, 'chongqing', 'assessor');
    const unassigned = await reading(official, (tx) => listUnassigned(tx, 'chongqing', 2026));
    const orphan = unassigned.find((c) => c.host === null)!;
    const hosted = unassigned.find((c) => c.host !== null)!;
    const reply = await act(official, 'assessment.assign', assignAssessments, { year: 2026, centreIds: [hosted.id, orphan.id], assessorId: assessor.accountId, dueOn: localDate('2026-12-31') });
    expect(reply).toMatchObject({ ok: false, refusal: { kind: 'not-allowed-now', message: expect.stringContaining(orphan.name) } });
    expect(await rowsOf(admin, 'select 1 from assessment where year = 2026 and centre_id = any ($1)', [[hosted.id, orphan.id]])).toEqual([]);
  });
});
