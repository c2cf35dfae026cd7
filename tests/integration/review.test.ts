import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { acceptApplication, getReviewed, judgeCondition, mayOpen, pageReviews, rejectApplication, reviewAgain, reviewCheck } from '../../lib/application/review.ts';
import { judgeFacts } from '../../lib/application/check.ts';
import { openOf, unmetOf, type Condition } from '../../lib/application/conditions.ts';
import { APPLICATION_LIFECYCLE, APPLICATION_STATES, type ApplicationState } from '../../lib/application/states.ts';
import { readTenant } from '../../lib/db/tenant.ts';
import type { Actor } from '../../lib/identity/actor.ts';
import type { Reply } from '../../lib/identity/perform.ts';
import { rulesOfVersion } from '../../lib/jurisdiction/data.ts';
import { newId } from '../../lib/kernel/ids.ts';
import { stepOf } from '../../lib/kernel/lifecycle.ts';
import { getRound } from '../../lib/selection/data.ts';
import { act, auditOf, fingerprint, newActor, oneOf, rowsOf } from './cast.ts';
import type { TestDatabase } from './database.ts';
import { closeSeeded, openSeeded, TODAY } from './seeded.ts';

vi.hoisted(() => (process.env.ZHIKONG_POOL = '20'));

const T = 'chongqing';
let database: TestDatabase;
let admin: pg.Client;
let office: Actor;
let official: Actor;
let version: string;
let count = 0;

beforeAll(async () => {
  ({ database, admin } = await openSeeded());
  office = await newActor(admin, T, 'office');
  official = await newActor(admin, T, 'official');
  version = (await oneOf<{ id: string }>(admin, 'select id from profile_version where tenant_id = $1 order by effective_from desc, revision desc limit 1', [T])).id;
});
afterAll(() => closeSeeded({ database, admin }));

async function makeSpecialty(tenant = T): Promise<string> {
  const id = newId();
  count += 1;
  await admin.query(`insert into specialty (tenant_id, id, class, direction, pinyin) values ($1, $2, 'clinical', $3, 'ceshi')`, [tenant, id, `测试专业${count}`]);
  return id;
}

async function makeInstitution(more: { level?: string; tenant?: string } = {}): Promise<string> {
  const id = newId();
  count += 1;
  await admin.query(`insert into institution (tenant_id, id, name, pinyin, level, kind, region) values ($1, $2, $3, 'ceshi', $4, 'general', '某区')`, [more.tenant ?? T, id, `测试医院${count}`, more.level ?? '3A']);
  return id;
}

async function makePerson(institutionId: string): Promise<string> {
  const id = newId();
  await admin.query(
    `insert into person (tenant_id, id, name, pinyin, institution_id, title, title_since, born, employment, heads_specialty) values ($1, $2, '测某', 'ce', $3, 'senior', '2015-01-01', '1972-01-01', 'in-service', true)`,
    [T, id, institutionId],
  );
  return id;
}

async function makeRound(more: { state?: string; specialtyId?: string; replaces?: { centreId: string; periodId: string }; ended?: boolean } = {}): Promise<string> {
  const id = newId();
  count += 1;
  await admin.query(
    `insert into selection (tenant_id, id, number, road, purpose, specialty_id, centre_id, replaces_period_id, state, title, opens_on, closes_on, profile_version_id, published_at, created_by_id, created_by_name, cancel_reason)
     values ($1, $2, $3, 'selection', $4, $5, $6, $7, $8, '测试遴选', '2026-10-01', '2026-11-21', $9, '2026-10-01T01:00:00Z', $10, '某人', $11)`,
    [T, id, `CQ-T-${count}`, more.replaces ? 'replace' : 'establish', more.specialtyId ?? (await makeSpecialty()), more.replaces?.centreId ?? null, more.replaces?.periodId ?? null, more.state ?? 'reviewing', version, official.accountId, more.state === 'cancelled' ? '理由' : null],
  );
  return id;
}

interface ApplicationOf {
  selectionId: string;
  institutionId?: string;
  personId?: string | null;
  state?: ApplicationState;
  submitted?: string;
  resources?: object;
}

/** An application as it stands after its submission, ten in the morning in China. */
async function makeApplication({ selectionId, institutionId, personId, state = 'submitted', submitted = '2026-11-20', resources = { premises: true, equipment: true, staff: true, funds: true } }: ApplicationOf): Promise<string> {
  const id = newId();
  const receipt = `CQ-SQ-T-${String((count += 1)).padStart(4, '0')}`;
  const house = institutionId ?? (await makeInstitution());
  const isIn = state !== 'draft';
  const reviewed = state === 'eligible' || state === 'ineligible';
  await admin.query(
    `insert into application (tenant_id, id, selection_id, institution_id, person_id, state, statements, receipt, submitted_at, submitted_by_id, submitted_by_name, result, reviewed_by_id, reviewed_at, reviewed_by_name, created_by_id, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '某联系人', $11, $12, $9, $13, $10, now())`,
    [T, id, selectionId, house, personId === undefined ? await makePerson(house) : personId, state, JSON.stringify({ resources }), isIn ? receipt : null,
      isIn ? `${submitted}T02:00:00Z` : null, newId(), reviewed ? '{"answer": null, "conditions": []}' : null, reviewed ? office.accountId : null, reviewed ? '某审核人' : null],
  );
  return id;
}

async function sanction(institutionId: string, decidedOn: string, more: { specialtyId: string; ground?: string; hostingPeriodId?: string; headPersonId?: string }): Promise<void> {
  await admin.query(
    `insert into sanction (tenant_id, id, institution_id, ground, decided_on, specialty_id, hosting_period_id, reason, registered_by_id, registered_by_name, head_person_id) values ($1, $2, $3, $4, $5, $6, $7, '情节严重', $8, '某人', $9)`,
    [T, newId(), institutionId, more.ground ?? 'serious-violation', decidedOn, more.specialtyId, more.hostingPeriodId ?? null, official.accountId, more.headPersonId ?? null],
  );
}

const rowOf = (id: string) => oneOf<{ state: string; version: number; judgements: { condition: string; met: boolean; byName: string; reason: string; at: string }[]; result: { conditions: Condition[]; acts?: { act: string }[]; against?: string[] } | null; facts: never; profile_version_id: string | null; review_reason: string | null; reviewed_by_id: string | null }>(
  admin, 'select state, version, judgements, result, facts, profile_version_id, review_reason, reviewed_by_id from application where id = $1', [id],
);
const at = async (id: string) => ({ version: (await rowOf(id)).version });
const conditionsNow = (id: string) =>
  readTenant({ tenantId: T, accountId: null }, async (tx) => {
    const a = (await getReviewed(tx, T, id))!;
    return (await reviewCheck(tx, T, (await getRound(tx, T, a.selectionId, TODAY))!, a)).conditions;
  });

/** Judges everything that is open as met. */
async function judgeAll(id: string, by: Actor = office): Promise<void> {
  for (const c of openOf(await conditionsNow(id))) {
    expect(await act(by, 'application.judge', judgeCondition, { applicationId: id, condition: c.id, met: true, reason: '材料属实' }, await at(id))).toMatchObject({ ok: true });
  }
}
const accept = async (id: string, reason?: string, by: Actor = office) => act(by, 'application.accept', acceptApplication, { applicationId: id, reason }, await at(id));
const reject = async (id: string, conditions: string[] = [], reason = '不符合条件', by: Actor = office) => act(by, 'application.reject', rejectApplication, { applicationId: id, conditions, reason }, await at(id));
const refused = (reply: Reply, kind: string) => {
  expect(reply).toMatchObject({ ok: false, refusal: { kind } });
  return reply.ok ? '' : JSON.stringify(reply.refusal);
};

describe('a call with three applicants', () => {
  let specialtyId: string;
  let selectionId: string;
  let good: string;
  let stained: string;
  let barred: string;

  beforeAll(async () => {
    specialtyId = await makeSpecialty();
    selectionId = await makeRound({ specialtyId });
    const houses = [await makeInstitution(), await makeInstitution(), await makeInstitution()] as const;
    await admin.query(`insert into institution_event (tenant_id, id, institution_id, kind, "on", specialty_id, note, registered_by_id, registered_by_name) values ($1, $2, $3, 'major-event', '2023-11-20', $4, '通报', $5, '某人')`, [T, newId(), houses[1], specialtyId, official.accountId]);
    await sanction(houses[2], '2022-11-20', { specialtyId });
    [good, stained, barred] = [
      await makeApplication({ selectionId, institutionId: houses[0] }), await makeApplication({ selectionId, institutionId: houses[1] }), await makeApplication({ selectionId, institutionId: houses[2] }),
    ];
  });

  it('admits the one that meets every condition, once a person has found what only a person can find', async () => {
    const waiting = openOf(await conditionsNow(good));
    expect(waiting.map((c) => c.article)).toEqual(['6(2)', '6(3)', '6(5)']);
    expect(refused(await accept(good), 'not-allowed-now')).toContain('还有3项须由人认定');
    await judgeAll(good);
    expect(await accept(good)).toMatchObject({ ok: true, value: { message: expect.stringContaining('符合条件') as unknown } });
    const row = await rowOf(good);
    expect(row).toMatchObject({ state: 'eligible', profile_version_id: version, reviewed_by_id: office.accountId });
    expect(row.judgements.map((j) => [j.met, j.byName, j.reason])).toEqual(Array(3).fill([true, '测试office', '材料属实']));
    expect(row.result!.conditions.every((c) => c.status === 'met')).toBe(true);
  });

  it('keeps out the one with a grave event on the first day of the three years', async () => {
    expect(unmetOf(await conditionsNow(stained)).map((c) => [c.id, c.article])).toEqual([['host.host-record', '6(4)']]);
    await judgeAll(stained);
    const reply = await accept(stained);
    expect(refused(reply, 'findings')).toContain('2023年11月20日');
    expect(await rowOf(stained)).toMatchObject({ state: 'submitted' });
    expect(await reject(stained, [], '近3年内发生重大事件')).toMatchObject({ ok: true });
    expect(await rowOf(stained)).toMatchObject({ state: 'ineligible', review_reason: '近3年内发生重大事件', result: { against: ['host.host-record'] } });
  });

  it('keeps out the one on the last day of its four years', async () => {
    expect(unmetOf(await conditionsNow(barred)).map((c) => [c.about, c.article, c.says])).toEqual([['sanction', '23', expect.stringContaining('至2026年11月20日止')]]);
    await judgeAll(barred);
    refused(await accept(barred), 'findings');
    expect(await reject(barred)).toMatchObject({ ok: true });
  });

  it('is shown to the commission with how many conditions stand how', async () => {
    const page = await readTenant({ tenantId: T, accountId: null }, (tx) => pageReviews(tx, T, selectionId, {}));
    expect(page.rows.map((r) => [r.id, r.state, r.counts?.unmet, r.counts?.open])).toEqual([[good, 'eligible', 0, 0], [stained, 'ineligible', 1, 0], [barred, 'ineligible', 1, 0]]);
    expect([Object.fromEntries(page.counts), page.drafts]).toEqual([{ eligible: 1, ineligible: 2 }, 0]);
  });

  it('can be judged again from what was kept, with the same result', async () => {
    const { facts, profile_version_id, result, judgements } = await rowOf(stained);
    const rules = await readTenant({ tenantId: T, accountId: null }, (tx) => rulesOfVersion(tx, T, profile_version_id!));
    const { answer, conditions } = judgeFacts(rules!.rulebook, facts);
    expect((result as unknown as { answer: unknown }).answer).toEqual(JSON.parse(JSON.stringify(answer)));
    expect(unmetOf(conditions).map((c) => c.id)).toEqual(['host.host-record']);
    expect(openOf(conditions).map((c) => c.id)).toEqual(judgements.map((j) => j.condition));
  });
});

describe('a host whose hosting was ended', () => {
  it('for two years without passing is refused in the round that fills its place, and admitted in the next', async () => {
    const period = await oneOf<{ id: string; centre_id: string; institution_id: string; specialty_id: string }>(
      admin,
      `select p.id, p.centre_id, p.institution_id, c.specialty_id from hosting_period p join centre c on (c.tenant_id, c.id) = (p.tenant_id, p.centre_id) join institution i on (i.tenant_id, i.id) = (p.tenant_id, p.institution_id)
       where p.tenant_id = $1 and i.level = '3A' and c.class = 'clinical' and not exists (select 1 from selection s where s.tenant_id = p.tenant_id and s.specialty_id = c.specialty_id)
         and not exists (select 1 from sanction s where s.tenant_id = p.tenant_id and s.institution_id = p.institution_id) and not exists (select 1 from institution_event e where e.tenant_id = p.tenant_id and e.institution_id = p.institution_id)
       order by p.id limit 1`, [T],
    );
    await sanction(period.institution_id, '2026-09-01', { specialtyId: period.specialty_id, ground: 'unqualified', hostingPeriodId: period.id });
    const now = await makeRound({ specialtyId: period.specialty_id, replaces: { centreId: period.centre_id, periodId: period.id } });
    const first = await makeApplication({ selectionId: now, institutionId: period.institution_id });
    await judgeAll(first);
    expect(refused(await accept(first), 'findings')).toContain('本轮遴选');
    // The place was filled by another; years later that one goes.
    await admin.query(`update selection set state = 'cancelled', cancel_reason = '测试' where id = $1`, [now]);
    const other = newId();
    await admin.query(`update hosting_period set ended_on = '2026-10-31' where centre_id = $1 and ended_on is null`, [period.centre_id]);
    await admin.query(`insert into hosting_period (tenant_id, id, centre_id, institution_id, cycle, starts_on) values ($1, $2, $3, $4, 9, '2026-11-01')`, [T, other, period.centre_id, await makeInstitution()]);
    const later = await makeRound({ specialtyId: period.specialty_id, replaces: { centreId: period.centre_id, periodId: other } });
    const second = await makeApplication({ selectionId: later, institutionId: period.institution_id });
    await judgeAll(second);
    expect(await accept(second)).toMatchObject({ ok: true });
  });

  it('does not escape the bar when its centre is closed and set up anew, and is free once another has hosted it', async () => {
    const [specialtyId, house] = [await makeSpecialty(), await makeInstitution()];
    const [centreId, periodId] = [newId(), newId()];
    await admin.query(`insert into centre (tenant_id, id, code, name, pinyin, specialty_id, class, status, opened_on) values ($1, $2, $3, '测试质控中心', 'cszkzx', $4, 'clinical', 'closed', '2022-01-01')`, [T, centreId, `T-${(count += 1)}`, specialtyId]);
    await admin.query(`insert into hosting_period (tenant_id, id, centre_id, institution_id, cycle, starts_on, ended_on) values ($1, $2, $3, $4, 1, '2022-01-01', '2026-08-31')`, [T, periodId, centreId, house]);
    await sanction(house, '2026-09-01', { specialtyId, ground: 'unqualified', hostingPeriodId: periodId });
    const anew = await makeRound({ specialtyId });
    const barred = await makeApplication({ selectionId: anew, institutionId: house });
    await judgeAll(barred);
    expect(refused(await accept(barred), 'findings')).toContain('本轮遴选');
    // Another direction is another place.
    const elsewhere = await makeApplication({ selectionId: await makeRound(), institutionId: house });
    await judgeAll(elsewhere);
    expect(await accept(elsewhere)).toMatchObject({ ok: true });

    await admin.query(`update selection set state = 'cancelled', cancel_reason = '测试' where id = $1`, [anew]);
    const again = newId();
    await admin.query(`insert into centre (tenant_id, id, code, name, pinyin, specialty_id, class, status, opened_on) values ($1, $2, $3, '测试质控中心二', 'cszkzxe', $4, 'clinical', 'closed', '2026-10-01')`, [T, again, `T-${(count += 1)}`, specialtyId]);
    await admin.query(`insert into hosting_period (tenant_id, id, centre_id, institution_id, cycle, starts_on, ended_on) values ($1, $2, $3, $4, 1, '2026-10-01', '2026-11-01')`, [T, newId(), again, await makeInstitution()]);
    const later = await makeApplication({ selectionId: await makeRound({ specialtyId }), institutionId: house });
    await judgeAll(later);
    expect(await accept(later)).toMatchObject({ ok: true });
  });

  it('for a serious breach is refused on the last day of its four years and admitted on the day after', async () => {
    const [specialtyId, house] = [await makeSpecialty(), await makeInstitution()];
    await sanction(house, '2022-11-20', { specialtyId });
    const selectionId = await makeRound({ specialtyId });
    const onLastDay = await makeApplication({ selectionId, institutionId: house, submitted: '2026-11-20' });
    await judgeAll(onLastDay);
    refused(await accept(onLastDay), 'findings');
    await admin.query(`update application set state = 'withdrawn' where id = $1`, [onLastDay]);
    const dayAfter = await makeApplication({ selectionId, institutionId: house, submitted: '2026-11-21' });
    await judgeAll(dayAfter);
    expect(await accept(dayAfter)).toMatchObject({ ok: true });
  });

  it('leaves its head to a person where he comes back to the place with another institution, and free in any other round', async () => {
    const place = await oneOf<{ id: string; centre_id: string; specialty_id: string; institution_id: string }>(
      admin,
      `select p.id, p.centre_id, c.specialty_id, p.institution_id from hosting_period p join centre c on (c.tenant_id, c.id) = (p.tenant_id, p.centre_id)
       where p.tenant_id = $1 and c.class = 'clinical' and not exists (select 1 from selection s where s.tenant_id = p.tenant_id and s.specialty_id = c.specialty_id) order by p.id desc limit 1`, [T],
    );
    const house = await makeInstitution();
    const head = await makePerson(house);
    await sanction(place.institution_id, '2026-09-01', { specialtyId: place.specialty_id, ground: 'unqualified', hostingPeriodId: place.id, headPersonId: head });
    const again = await makeApplication({ selectionId: await makeRound({ specialtyId: place.specialty_id, replaces: { centreId: place.centre_id, periodId: place.id } }), institutionId: house, personId: head });
    const elsewhere = await makeApplication({ selectionId: await makeRound(), institutionId: house, personId: head });
    const ofHead = async (id: string) => (await conditionsNow(id)).filter((c) => c.about === 'sanction').map((c) => [c.id, c.article, c.status]);
    expect([await ofHead(again), await ofHead(elsewhere)]).toEqual([[['sanction.head.2026-09-01', '25(2)', 'open']], []]);
  });

  it('whose sanction was revoked is free', async () => {
    const [specialtyId, house] = [await makeSpecialty(), await makeInstitution()];
    await sanction(house, '2026-01-01', { specialtyId });
    const id = await makeApplication({ selectionId: await makeRound({ specialtyId }), institutionId: house });
    expect(unmetOf(await conditionsNow(id))).toHaveLength(1);
    await admin.query(`update sanction set revoked_at = now(), revoked_by_name = '某人', revoke_reason = '复议撤销' where institution_id = $1`, [house]);
    expect(unmetOf(await conditionsNow(id))).toEqual([]);
  });
});

describe('the list of a round', () => {
  const list = (selectionId: string, more: object = {}) => readTenant({ tenantId: T, accountId: null }, (tx) => pageReviews(tx, T, selectionId, more));

  it('tells before the last day has passed who applied, and of drafts only how many', async () => {
    const selectionId = await makeRound({ state: 'open' });
    const id = await makeApplication({ selectionId });
    await makeApplication({ selectionId, state: 'draft' });
    const page = await list(selectionId);
    expect(page.rows.map((r) => [r.id, r.opened, r.person, r.counts])).toEqual([[id, false, null, null]]);
    expect([page.total, page.drafts]).toEqual([1, 1]);
  });

  it('tells of what was withdrawn no more than that', async () => {
    const selectionId = await makeRound();
    await makeApplication({ selectionId, state: 'withdrawn' });
    const whole = await makeApplication({ selectionId });
    expect((await list(selectionId)).rows.map((r) => [r.state, r.opened, r.person?.name ?? null])).toEqual([['withdrawn', false, null], ['submitted', true, '测某']]);
    expect((await list(selectionId, { state: 'submitted' })).rows.map((r) => r.id)).toEqual([whole]);
  });

  it('is read page by page, each application once', async () => {
    const selectionId = await makeRound();
    const ids: string[] = [];
    for (let i = 0; i < 32; i += 1) ids.push(await makeApplication({ selectionId, personId: null }));
    const first = await list(selectionId);
    const second = await list(selectionId, { after: first.next! });
    expect([[...first.rows, ...second.rows].map((r) => r.id), second.next, first.total]).toEqual([ids, null, 32]);
  });
});

describe('what holds in principle', () => {
  it('may be departed from with a reason that is kept, and not without one', async () => {
    const id = await makeApplication({ selectionId: await makeRound(), institutionId: await makeInstitution({ level: '3B' }) });
    await judgeAll(id);
    expect(refused(await accept(id), 'invalid')).toContain('须写明准予的理由');
    expect(await accept(id, '本专业仅此一家具备条件')).toMatchObject({ ok: true });
    const { result, review_reason } = await rowOf(id);
    expect([review_reason, result!.conditions.find((c) => c.id === 'host.host-level')]).toEqual(['本专业仅此一家具备条件', expect.objectContaining({ status: 'departed', departure: '本专业仅此一家具备条件' })]);
  });
});

describe('a finding', () => {
  it('is for what the rules leave open, and for nothing else', async () => {
    const id = await makeApplication({ selectionId: await makeRound() });
    const judge = async (condition: string) => act(office, 'application.judge', judgeCondition, { applicationId: id, condition, met: true, reason: '属实' }, await at(id));
    expect(refused(await judge('host.host-level'), 'not-allowed-now')).toContain('已由规则检验');
    refused(await judge('finding.unheard-of'), 'not-allowed-now');
    expect((await rowOf(id)).judgements).toEqual([]);
  });

  it('can be made again: the newest counts, and the earlier one stays', async () => {
    const id = await makeApplication({ selectionId: await makeRound() });
    await judgeAll(id);
    const again = { applicationId: id, condition: 'finding.strength', met: false, reason: '学科带头人已离任' };
    expect(await act(official, 'application.judge', judgeCondition, again, await at(id))).toMatchObject({ ok: true });
    const { judgements } = await rowOf(id);
    expect(judgements.filter((j) => j.condition === 'finding.strength').map((j) => [j.met, j.byName])).toEqual([[true, '测试office'], [false, '测试official']]);
    expect(refused(await accept(id), 'findings')).toContain('学科带头人已离任');
  });

  it('stays where it is when the review is taken back, with every conclusion that was drawn', async () => {
    const id = await makeApplication({ selectionId: await makeRound() });
    await judgeAll(id);
    await accept(id);
    expect(await act(official, 'application.review-again', reviewAgain, { applicationId: id, reason: '收到举报' }, await at(id))).toMatchObject({ ok: true });
    const row = await rowOf(id);
    expect([row.state, row.judgements.length, row.reviewed_by_id, row.result!.acts!.map((a) => a.act)]).toEqual(['submitted', 3, null, ['accept', 'again']]);
    expect(await reject(id, ['finding.strength'], '经核实不属实')).toMatchObject({ ok: true });
    expect((await rowOf(id)).result!.acts!.map((a) => a.act)).toEqual(['accept', 'again', 'reject']);
  });
});

describe('a refusal', () => {
  it('names the conditions on which it rests; without any that the rules found it must', async () => {
    const id = await makeApplication({ selectionId: await makeRound() });
    expect(refused(await reject(id), 'invalid')).toContain('请选择不符合哪一项条件');
    refused(await reject(id, ['host.no-such']), 'invalid');
    expect(await reject(id, ['finding.capacity', 'host.host-resources'], '经查人员未到位')).toMatchObject({ ok: true });
    expect((await rowOf(id)).result!.against).toEqual(['finding.capacity', 'host.host-resources']);
  });

  it('leaves an audit row with the reason and how every condition stood', async () => {
    const id = await makeApplication({ selectionId: await makeRound(), resources: { premises: false } });
    await reject(id, [], '没有办公场所');
    const rows = await rowsOf<{ data: Record<string, unknown> }>(admin, `select data from audit_event where act = 'application.reject' and target_id = $1 and result = 'ok'`, [id]);
    expect(rows.map((r) => r.data)).toEqual([expect.objectContaining({ outcome: 'ineligible', reason: '没有办公场所', against: ['host.host-resources'] })]);
  });
});

describe('two who review at once', () => {
  it('come to one conclusion; the other learns of it', async () => {
    const id = await makeApplication({ selectionId: await makeRound(), resources: { funds: false } });
    const { version: read } = await rowOf(id);
    const reviewers = [office, official, await newActor(admin, T, 'official'), await newActor(admin, T, 'office')];
    const replies = await Promise.all(reviewers.map((a, i) => act(a, 'application.reject', rejectApplication, { applicationId: id, conditions: [], reason: `理由${i}` }, { version: read })));
    expect(replies.filter((r) => r.ok)).toHaveLength(1);
    for (const r of replies) if (!r.ok) expect(r.refusal.kind).toBe('conflict');
    expect(await rowOf(id)).toMatchObject({ state: 'ineligible', version: read + 1 });
  });

  it('of whom one admits and the other makes a finding do not undo each other', async () => {
    const id = await makeApplication({ selectionId: await makeRound() });
    await judgeAll(id);
    const { version: read } = await rowOf(id);
    const replies = await Promise.all([
      act(office, 'application.accept', acceptApplication, { applicationId: id, reason: undefined }, { version: read }),
      act(official, 'application.judge', judgeCondition, { applicationId: id, condition: 'finding.strength', met: false, reason: '不属实' }, { version: read }),
    ]);
    expect(replies.filter((r) => r.ok)).toHaveLength(1);
    const row = await rowOf(id);
    expect([row.state === 'eligible', row.judgements.length]).toEqual(replies[0].ok ? [true, 3] : [false, 4]);
  });
});

describe('a review that meets the beginning of the scoring', () => {
  it('waits for it, and is then too late', async () => {
    const selectionId = await makeRound();
    const id = await makeApplication({ selectionId, state: 'eligible' });
    const other = new pg.Client({ connectionString: database.adminUrl });
    await other.connect();
    await other.query('begin');
    await other.query('select id from selection where id = $1 for update', [selectionId]);
    await other.query(`update selection set state = 'scoring' where id = $1`, [selectionId]);
    const again = act(official, 'application.review-again', reviewAgain, { applicationId: id, reason: '收到举报' }, { version: 1 });
    await new Promise((done) => setTimeout(done, 500));
    await other.query('commit');
    await other.end();
    expect(refused(await again, 'not-allowed-now')).toContain('资格审核已经结束');
    expect(await rowOf(id)).toMatchObject({ state: 'eligible', version: 1 });
  });
});

describe('the acts of the review', () => {
  const input = { applicationId: '', condition: 'finding.strength', met: true, reason: '理由', conditions: ['finding.strength'] };
  const ACTS = {
    'application.judge': (a: Actor, id: string, v: number) => act(a, 'application.judge', judgeCondition, { ...input, applicationId: id }, { version: v }),
    'application.accept': (a: Actor, id: string, v: number) => act(a, 'application.accept', acceptApplication, { applicationId: id, reason: undefined }, { version: v }),
    'application.reject': (a: Actor, id: string, v: number) => act(a, 'application.reject', rejectApplication, { ...input, applicationId: id }, { version: v }),
    'application.review-again': (a: Actor, id: string, v: number) => act(a, 'application.review-again', reviewAgain, { ...input, applicationId: id }, { version: v }),
  } as const;
  const names = Object.keys(ACTS) as (keyof typeof ACTS)[];

  for (const state of Object.keys(APPLICATION_STATES) as ApplicationState[]) {
    it.each(names)(`in the state ${state} %s is done or refused as the table says`, async (name) => {
      const id = await makeApplication({ selectionId: await makeRound(), state });
      if (state === 'submitted' && name === 'application.accept') await judgeAll(id);
      const { version: read } = await rowOf(id);
      const reply = await ACTS[name](official, id, read);
      const step = stepOf(APPLICATION_LIFECYCLE, state, name);
      if (step) expect([reply.ok, (await rowOf(id)).state]).toEqual([true, step.to]);
      // A draft is the applicant's own: to the commission there is none.
      else refused(reply, state === 'draft' ? 'not-found' : 'not-allowed-now');
      if (!step) expect(await rowOf(id)).toMatchObject({ state, version: read });
    });
  }

  it.each(['open', 'scoring', 'cancelled'])('wait for the review and end with it: round %s', async (roundState) => {
    const selectionId = await makeRound({ state: roundState });
    const before = await Promise.all([makeApplication({ selectionId }), makeApplication({ selectionId, state: 'eligible' })]);
    for (const name of names) {
      const id = name === 'application.review-again' ? before[1]! : before[0]!;
      const said = refused(await ACTS[name](official, id, 1), 'not-allowed-now');
      expect(said).toContain(roundState === 'open' ? '申报截止后才能审核' : '资格审核已经结束');
    }
    expect([mayOpen('open'), mayOpen('reviewing')]).toEqual([false, true]);
  });

  it('on an older version are refused', async () => {
    for (const name of names) {
      const id = await makeApplication({ selectionId: await makeRound(), state: name === 'application.review-again' ? 'eligible' : 'submitted' });
      refused(await ACTS[name](official, id, 0), 'conflict');
    }
  });

  it('of an office member of another jurisdiction find nothing, and write nothing', async () => {
    const id = await makeApplication({ selectionId: await makeRound() });
    const [strangerOffice, stranger] = [await newActor(admin, 'zhengzhou', 'office'), await newActor(admin, 'zhengzhou', 'official')];
    const before = await fingerprint(admin);
    for (const name of names) refused(await ACTS[name](name === 'application.review-again' ? stranger : strangerOffice, id, 1), 'not-found');
    expect(await fingerprint(admin)).toBe(before);
  });

  it('of the applicant and of assessors are denied, and taking a review back is the officials\' alone', async () => {
    const id = await makeApplication({ selectionId: await makeRound() });
    const { institution_id } = await oneOf<{ institution_id: string }>(admin, 'select institution_id from application where id = $1', [id]);
    for (const actor of [await newActor(admin, T, 'host-contact', { institutionId: institution_id }), await newActor(admin, T, 'assessor')]) {
      for (const name of names) refused(await ACTS[name](actor, id, 1), 'denied');
    }
    refused(await ACTS['application.review-again'](office, id, 1), 'denied');
    const denied = await auditOf(admin, { tenantId: T, after: 0 });
    expect(denied.filter((r) => r.result === 'denied' && r.act.startsWith('application.')).length).toBe(9);
  });

  it('on something that is not there find nothing', async () => {
    for (const name of names) refused(await ACTS[name](official, randomUUID(), 1), 'not-found');
  });
});
