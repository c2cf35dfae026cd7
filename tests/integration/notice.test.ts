import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { POST } from '../../app/api/[jurisdiction]/notices/[notice]/objections/route.ts';
import { actsOf, getReviewed, rejectApplication, reviewAgain } from '../../lib/application/review.ts';
import { verifyTenant } from '../../lib/audit/data.ts';
import { PLATFORM, readTenant, withTenant } from '../../lib/db/tenant.ts';
import { may, type Actor } from '../../lib/identity/actor.ts';
import { unseal } from '../../lib/identity/sealing.ts';
import { newId } from '../../lib/kernel/ids.ts';
import { localDate } from '../../lib/kernel/local-date.ts';
import { getNotice, MOST_SEARCHED, newestNotices, pageNotices, recordSighting } from '../../lib/notice/data.ts';
import { answerObjection, contactPlace, fileObjection, MOST_BYTES_HOUR, MOST_BYTES_NOTICE, MOST_FROM_ADDRESS, MOST_TO_NOTICE, recordRefusedObjection, revealContact } from '../../lib/notice/mutations.ts';
import { proofFault, proofHtml, readProof } from '../../lib/notice/proof.ts';
import type { ObjectionInput } from '../../lib/notice/schema.ts';
import { askNotice, decideRound } from '../../lib/selection/decision.ts';
import { getRound } from '../../lib/selection/data.ts';
import { beginScoring, endReview, endScoring } from '../../lib/selection/phases.ts';
import { chooseResult, releaseNotice, reopenReview, reopenRound, returnChoice } from '../../lib/selection/result.ts';
import { act, newActor, oneOf, rowsOf, stopped } from './cast.ts';
import type { TestDatabase } from './database.ts';
import { closeSeeded, openSeeded } from './seeded.ts';

// As many connections as there are people in a race, so that they really meet.
vi.hoisted(() => (process.env.ZHIKONG_POOL = '24'));

const T = 'chongqing';
/** Nine in the morning in China of 28 September 2026, three days before the National Day. */
const RELEASED = '2026-09-28T01:00:00Z';

let database: TestDatabase;
let admin: pg.Client;
let proposer: Actor;
let second: Actor;
let third: Actor;
beforeAll(async () => {
  vi.stubEnv('ZHIKONG_DATA_KEY', Buffer.alloc(32, 7).toString('base64'));
  ({ database, admin } = await openSeeded());
});
beforeEach(async () => {
  [proposer, second, third] = [await newActor(admin, T, 'official'), await newActor(admin, T, 'official'), await newActor(admin, T, 'official')];
});
afterAll(async () => {
  const { faults } = await readTenant({ tenantId: T, accountId: null }, (tx) => verifyTenant(tx, T));
  expect(faults).toEqual([]);
  await closeSeeded({ database, admin });
});

interface Made {
  tenantId: string;
  id: string;
  /** Two eligible applications with their institutions and heads. */
  applications: { id: string; institutionId: string; personId: string }[];
}

const PANEL = { procedure: '资格审核后答辩评审', panel: { size: 3, aggregate: 'mean', outlierPercent: 20, items: [{ id: 'all', label: '综合', points: 100, guide: '' }], defence: true } };

/** A round that waits for its choice, with two eligible applications; with a panel the first has the higher score. */
async function makeRound({ tenantId = T, road = 'selection', withPanel = false }: { tenantId?: string; road?: 'selection' | 'designation'; withPanel?: boolean } = {}): Promise<Made> {
  const by = newId();
  const specialty = { id: newId() };
  await admin.query(`insert into specialty (tenant_id, id, class, field, direction, pinyin) values ($1, $2, 'clinical', '', $3, 'x')`, [tenantId, specialty.id, `试验${specialty.id.slice(-12)}专业`]);
  const version = await oneOf<{ id: string }>(admin, 'select id from profile_version where tenant_id = $1 order by effective_from desc, revision desc limit 1', [tenantId]);
  const id = newId();
  const state = road === 'designation' ? 'draft' : 'choosing';
  await admin.query(
    `insert into selection (tenant_id, id, number, road, purpose, specialty_id, state, title, contact, closes_on, scheme, profile_version_id, published_at, created_by_id, created_by_name)
     values ($1, $2, $3, $4, 'establish', $5, $6, $7, '市质控办，023-00000000', '2026-08-14', $8, $9, '2026-06-15T02:00:00Z', $10, '起草人')`,
    [tenantId, id, `T-LX-${id.slice(-12)}`, road, specialty.id, state, `试验遴选${id.slice(-12)}`, withPanel ? PANEL : null, version.id, by],
  );
  const houses = await rowsOf<{ institution_id: string; person_id: string }>(
    admin,
    `select i.id as institution_id, (select p.id from person p where p.tenant_id = i.tenant_id and p.institution_id = i.id order by p.id limit 1) as person_id from institution i
     where i.tenant_id = $1 and i.level = '3A' and not exists (select 1 from sanction s where s.tenant_id = i.tenant_id and s.institution_id = i.id)
       and exists (select 1 from person p where p.tenant_id = i.tenant_id and p.institution_id = i.id) order by i.id limit 2`,
    [tenantId],
  );
  const applications: Made['applications'] = [];
  for (const house of road === 'designation' ? [] : houses) {
    const application = newId();
    await admin.query(
      `insert into application (tenant_id, id, selection_id, institution_id, person_id, state, receipt, submitted_at, result, reviewed_by_id, reviewed_by_name, reviewed_at, created_by_id, updated_at)
       values ($1, $2, $3, $4, $5, 'eligible', $6, '2026-08-01T02:00:00Z', '{"conditions": []}', $7, '审核人', '2026-08-20T02:00:00Z', $7, now())`,
      [tenantId, application, id, house.institution_id, house.person_id, `T-SQ-${application.slice(-12)}`, by],
    );
    applications.push({ id: application, institutionId: house.institution_id, personId: house.person_id });
  }
  if (withPanel) {
    for (let m = 0; m < 3; m += 1) {
      const member = newId();
      await admin.query(`insert into panel_member (tenant_id, id, selection_id, account_id, name, state, declared_at) values ($1, $2, $3, $4, '评委', 'accepted', now())`, [tenantId, member, id, newId()]);
      for (const [i, a] of applications.entries()) {
        await admin.query(
          `insert into panel_score (tenant_id, id, panel_member_id, application_id, state, items, total, submitted_at) values ($1, $2, $3, $4, 'submitted', $5, $6, '2026-09-16T02:00:00Z')`,
          [tenantId, newId(), member, a.id, { all: { points: 90 - i * 10, reason: '好' } }, 90 - i * 10],
        );
      }
    }
  }
  return { tenantId, id, applications };
}

const versionOf = async (id: string) => (await oneOf<{ version: number }>(admin, 'select version from selection where id = $1', [id])).version;
const stateOf = async (id: string) => (await oneOf<{ state: string }>(admin, 'select state from selection where id = $1', [id])).state;
const noticeOf = (round: Made) => oneOf<{ id: string; number: string; state: string; version: number }>(admin, `select id, number, state, version from notice where selection_id = $1 order by published_at desc limit 1`, [round.id]);

const chosen = (round: Made, i = 0) => ({ selectionId: round.id, applicationId: round.applications[i]?.id, institutionId: undefined, headPersonId: undefined, applicationIds: [], reason: '条件最好，专职人员落实', headReason: undefined, rankReason: undefined, judgement: undefined, notice: undefined, noticeWaived: undefined });
const choose = async (actor: Actor, round: Made, i = 0, over: object = {}, at = '2026-09-27T02:00:00Z') =>
  act(actor, 'selection.choose', chooseResult, { ...chosen(round, i), ...over }, { version: await versionOf(round.id), at });
const confirming = (round: Made, i = 0) => {
  const a = round.applications[i]!;
  return { selectionId: round.id, shown: `${a.institutionId}:${a.personId}`, confirmed: [a.institutionId], count: 1 };
};
const release = async (actor: Actor, round: Made, i = 0, over: object = {}, at = RELEASED) => act(actor, 'selection.release', releaseNotice, { ...confirming(round, i), ...over }, { version: await versionOf(round.id), at });

/** A round whose notice runs since 28 September. */
async function published(options: Parameters<typeof makeRound>[0] = {}): Promise<Made & { noticeId: string }> {
  const round = await makeRound(options);
  const [one, two] = options.tenantId && options.tenantId !== T ? [await newActor(admin, options.tenantId, 'official'), await newActor(admin, options.tenantId, 'official')] : [proposer, second];
  expect(await choose(one, round)).toMatchObject({ ok: true });
  expect(await release(two, round)).toMatchObject({ ok: true });
  return { ...round, noticeId: (await noticeOf(round)).id };
}

const objection = (over: Partial<ObjectionInput> = {}): ObjectionInput => ({ key: randomUUID(), kind: 'person', name: '李某某', contact: '138 1234 5678', matter: 'host', facts: '公示单位申报的专职人员中有两人在其他科室全职工作，请核实。', website: '', ...over });
const file = ({ tenantId, noticeId }: Made & { noticeId: string }, at: string, input = objection(), ip = `192.0.2.${Math.floor(Math.random() * 250)}`) => fileObjection({ tenantId, noticeId, ip }, input, [], stopped(at));
const answer = async (actor: Actor, id: string, upheld: boolean, at = '2026-10-09T02:00:00Z') =>
  act(actor, 'objection.answer', answerObjection, { objectionId: id, upheld, answer: '经核查，所反映的情况已经查清。' }, { version: (await oneOf<{ version: number }>(admin, 'select version from objection where id = $1', [id])).version, at });
const objectionsOf = (noticeId: string) => rowsOf<{ id: string; number: string; state: string; contact_sealed: string }>(admin, 'select id, number, state, contact_sealed from objection where notice_id = $1 order by received_at, id', [noticeId]);

describe('a result that is put forward', () => {
  it('waits for another official and is told to officials only', async () => {
    const round = await makeRound();
    const applicant = await newActor(admin, T, 'host-contact', { institutionId: round.applications[0]!.institutionId });
    const assessor = await newActor(admin, T, 'assessor');
    expect(await choose(proposer, round)).toMatchObject({ ok: true });
    expect(await stateOf(round.id)).toBe('chosen');
    const told = await rowsOf<{ account_id: string; title: string; text: string }>(admin, 'select account_id, title, text from message where href = $1', [`/selections/${round.id}/result`]);
    expect(told.map((m) => m.account_id)).toContain(second.accountId);
    for (const outsider of [applicant, assessor, proposer]) expect(told.map((m) => m.account_id)).not.toContain(outsider.accountId);
    const name = await oneOf<{ name: string }>(admin, 'select name from institution where id = $1', [round.applications[0]!.institutionId]);
    for (const { title, text } of told) expect(title + text).not.toContain(name.name);
  });

  it('cannot be read by applicants, assessors, the public or another tenant', async () => {
    const round = await makeRound();
    await choose(proposer, round);
    const centre = await oneOf<{ id: string }>(admin, 'select id from centre where tenant_id = $1 order by id limit 1', [T]);
    for (const role of ['host-contact', 'assessor', 'director', 'secretary', 'audit-admin', 'system-admin'] as const) {
      const outsider = await newActor(admin, T, role, role === 'host-contact' ? { institutionId: round.applications[0]!.institutionId } : role === 'director' || role === 'secretary' ? { centreId: centre.id } : {});
      expect([role, may(outsider, 'selection.read', { tenantId: T, hostId: round.applications[0]!.institutionId })]).toEqual([role, false]);
    }
    for (const tenantId of ['zhengzhou', PLATFORM]) {
      const seen = await readTenant({ tenantId, accountId: null }, (tx) => tx.selection.findMany({ where: { id: round.id }, select: { id: true } }));
      expect([tenantId, seen]).toEqual([tenantId, []]);
    }
    const numbers = await readTenant({ tenantId: T, accountId: null }, (tx) => tx.notice.findMany({ where: { selectionId: round.id }, select: { id: true } }));
    expect(numbers).toEqual([]);
  });

  it('that is not the first of the ranking needs a reason for it', async () => {
    const round = await makeRound({ withPanel: true });
    expect(await choose(proposer, round, 1)).toMatchObject({ ok: false, refusal: { kind: 'invalid', fields: { rankReason: [expect.stringContaining('第2名') as unknown] } } });
    expect(await choose(proposer, round, 1, { rankReason: '第一名不能落实专职人员' })).toMatchObject({ ok: true });
    expect((await oneOf<{ choice: object }>(admin, 'select choice from selection where id = $1', [round.id])).choice).toMatchObject({ rankReason: '第一名不能落实专职人员' });
  });

  it('with another head than the one proposed needs a reason for it', async () => {
    const round = await makeRound();
    const other = await oneOf<{ id: string }>(admin, `select id from person where tenant_id = $1 and id <> $2 and title = 'senior' and heads_specialty and employment = 'in-service' order by id limit 1`, [T, round.applications[0]!.personId]);
    expect(await choose(proposer, round, 0, { headPersonId: other.id })).toMatchObject({ ok: false, refusal: { kind: 'invalid', fields: { headReason: [expect.any(String)] } } });
  });

  it.each([
    ['an application of another round', async () => ({ applicationId: (await makeRound()).applications[0]!.id })],
    ['an application that is not eligible', async (round: Made) => {
      await admin.query(`update application set state = 'ineligible' where id = $1`, [round.applications[0]!.id]);
      return {};
    }],
    ['no application', () => Promise.resolve({ applicationId: undefined })],
  ])('is refused for %s', async (_what, spoil) => {
    const round = await makeRound();
    expect(await choose(proposer, round, 0, await spoil(round))).toMatchObject({ ok: false, refusal: { kind: 'invalid', fields: { applicationId: [expect.any(String)] } } });
    expect(await stateOf(round.id)).toBe('choosing');
  });

  it('asks of another head what the review has asked of the one proposed, and never takes an assessor of the round', async () => {
    const round = await makeRound({ withPanel: true });
    const elsewhere = round.applications[1]!.institutionId;
    const put = async (born: string | null) => {
      const id = newId();
      await admin.query(`insert into person (tenant_id, id, name, pinyin, institution_id, title, born, employment) values ($1, $2, '另定', 'x', $3, 'senior', $4, 'retired')`, [T, id, elsewhere, born]);
      return id;
    };
    const other = { headReason: '原推荐人选已调离' };
    expect(await choose(proposer, round, 0, { ...other, headPersonId: await put('1950-01-01') })).toMatchObject({ ok: false, refusal: { kind: 'findings', findings: [expect.objectContaining({ severity: 'block', article: '14(1)' })] } });
    const unknown = await put(null);
    expect(await choose(proposer, round, 0, { ...other, headPersonId: unknown })).toMatchObject({ ok: false, refusal: { kind: 'invalid', fields: { judgement: [expect.stringContaining('请写明认定意见')] } } });

    await admin.query('update panel_member set person_id = $2 where id = (select id from panel_member where selection_id = $1 order by id limit 1)', [round.id, unknown]);
    expect(await choose(proposer, round, 0, { ...other, headPersonId: unknown, judgement: '身份证件已核对，未满六十五周岁' })).toMatchObject({ ok: false, refusal: { kind: 'invalid', fields: { headPersonId: [expect.stringContaining('评委')] } } });
    await admin.query('update panel_member set person_id = null where selection_id = $1', [round.id]);
    expect(await choose(proposer, round, 0, { ...other, headPersonId: unknown, judgement: '身份证件已核对，未满六十五周岁' })).toMatchObject({ ok: true });
    const { choice } = await oneOf<{ choice: { judged: { article: string }[]; departs: { article: string }[] } }>(admin, 'select choice from selection where id = $1', [round.id]);
    expect(choice.judged.map((j) => j.article)).toContain('14(1)');
    expect(choice.departs.length).toBeGreaterThan(0);
  });

  it('is refused for an institution that was barred after its review', async () => {
    const round = await makeRound();
    const house = { id: newId() };
    await admin.query(`insert into institution (tenant_id, id, name, pinyin, level, kind, region) values ($1, $2, $3, 'x', '3A', 'general', '')`, [T, house.id, `迟到医院${house.id.slice(-12)}`]);
    await admin.query('update application set institution_id = $1 where id = $2', [house.id, round.applications[0]!.id]);
    await admin.query(
      `insert into sanction (tenant_id, id, institution_id, ground, decided_on, specialty_id, reason, registered_by_id, registered_by_name)
       select $1, $2, $3, 'serious-violation', '2026-09-20', specialty_id, '违规', $2, '登记人' from selection where id = $4`,
      [T, newId(), house.id, round.id],
    );
    expect(await choose(proposer, round)).toMatchObject({ ok: false, refusal: { kind: 'findings', findings: [expect.objectContaining({ severity: 'block', article: '23' })] } });
    expect(await choose(proposer, round, 1)).toMatchObject({ ok: true });
  });

  it('goes back with a reason', async () => {
    const round = await makeRound();
    await choose(proposer, round);
    expect(await act(second, 'selection.return-choice', returnChoice, { selectionId: round.id, reason: '理由不充分' }, { version: await versionOf(round.id) })).toMatchObject({ ok: true });
    expect(await stateOf(round.id)).toBe('choosing');
    expect(await rowsOf(admin, 'select 1 from message where account_id = $1 and title = $2', [proposer.accountId, '拟定结果被退回'])).toHaveLength(1);
  });
});

describe('a designation', () => {
  const designated = (round: Made, over: object) => async () => {
    const house = await oneOf<{ id: string; person: string }>(
      admin,
      `select i.id, (select p.id from person p where p.tenant_id = i.tenant_id and p.institution_id = i.id and p.title = 'senior' and p.heads_specialty and p.employment = 'in-service' order by p.born desc nulls last limit 1) as person
       from institution i where i.tenant_id = $1 and i.level = '3A' and not exists (select 1 from sanction s where s.institution_id = i.id) and not exists (select 1 from institution_event e where e.institution_id = i.id)
         and exists (select 1 from person p where p.tenant_id = i.tenant_id and p.institution_id = i.id and p.title = 'senior' and p.heads_specialty and p.employment = 'in-service') order by i.id limit 1`,
      [T],
    );
    return choose(proposer, round, 0, { applicationId: undefined, institutionId: house.id, headPersonId: house.person, ...over });
  };

  it('says whether there is a notice, and why not', async () => {
    const round = await makeRound({ road: 'designation' });
    expect(await designated(round, {})()).toMatchObject({ ok: false, refusal: { kind: 'invalid', fields: { notice: [expect.any(String)] } } });
    expect(await designated(round, { notice: 'waived' })()).toMatchObject({ ok: false, refusal: { kind: 'invalid', fields: { noticeWaived: [expect.any(String)] } } });
    // What the rules leave to a person, whoever designates has to find.
    const waived = { notice: 'waived', noticeWaived: '应急需要，情况特殊' };
    expect(await designated(round, waived)()).toMatchObject({ ok: false, refusal: { kind: 'invalid', fields: { judgement: [expect.stringContaining('请写明认定意见：')] } } });
    expect(await designated(round, { ...waived, judgement: '场所、设备、人员和经费已现场核实' })()).toMatchObject({ ok: true });
    const { choice } = await oneOf<{ choice: { institutionId: string; headPersonId: string; noticeWaived: string; judged: object[]; judgement: string } }>(admin, 'select choice from selection where id = $1', [round.id]);
    expect(choice).toMatchObject({ noticeWaived: '应急需要，情况特殊', judgement: '场所、设备、人员和经费已现场核实' });
    expect(choice.judged.length).toBeGreaterThan(0);
    // What was put forward without a notice is not put up for one by somebody else.
    expect(await act(second, 'selection.release', releaseNotice, { selectionId: round.id, shown: `${choice.institutionId}:${choice.headPersonId}`, confirmed: [choice.institutionId], count: 1 }, { version: await versionOf(round.id) }))
      .toMatchObject({ ok: false, refusal: { kind: 'not-allowed-now' } });
  });

  it('of an institution that is barred is refused with the article', async () => {
    const round = await makeRound({ road: 'designation' });
    const house = { id: newId() };
    await admin.query(`insert into institution (tenant_id, id, name, pinyin, level, kind, region) values ($1, $2, '试验医院', 'x', '3A', 'general', '')`, [T, house.id]);
    await admin.query(
      `insert into sanction (tenant_id, id, institution_id, ground, decided_on, specialty_id, reason, registered_by_id, registered_by_name)
       select $1, $2, $3, 'serious-violation', '2026-05-01', specialty_id, '违规', $2, '登记人' from selection where id = $4`,
      [T, newId(), house.id, round.id],
    );
    const reply = await choose(proposer, round, 0, { applicationId: undefined, institutionId: house.id, headPersonId: (await oneOf<{ id: string }>(admin, 'select id from person where tenant_id = $1 order by id limit 1', [T])).id, notice: 'held' });
    expect(reply).toMatchObject({ ok: false, refusal: { kind: 'findings', findings: expect.arrayContaining([expect.objectContaining({ severity: 'block', article: '23' })]) as unknown } });
    expect(await stateOf(round.id)).toBe('draft');
  });
});

describe('the release', () => {
  it('is not for whoever put the result forward, neither by the platform nor by SQL', async () => {
    const round = await makeRound();
    await choose(proposer, round);
    expect(await release(proposer, round)).toMatchObject({ ok: false, refusal: { kind: 'not-allowed-now', message: expect.stringContaining('另一名经办人') as unknown } });
    await expect(admin.query('update selection set released_by_id = chosen_by_id where id = $1', [round.id])).rejects.toMatchObject({ constraint: 'selection_release_not_own' });
    expect(await rowsOf(admin, 'select 1 from notice where selection_id = $1', [round.id])).toEqual([]);
  });

  it('needs every name ticked and the number counted', async () => {
    const round = await makeRound();
    await choose(proposer, round);
    expect(await release(second, round, 0, { confirmed: [] })).toMatchObject({ ok: false, refusal: { kind: 'invalid', fields: { confirmed: [expect.any(String)] } } });
    expect(await release(second, round, 0, { count: 2 })).toMatchObject({ ok: false, refusal: { kind: 'invalid', fields: { count: [expect.any(String)] } } });
    expect(await release(second, round, 0, { confirmed: [round.applications[0]!.institutionId, round.applications[1]!.institutionId] })).toMatchObject({ ok: false, refusal: { kind: 'invalid' } });
  });

  it('of a result that was changed meanwhile is a conflict', async () => {
    const round = await makeRound();
    await choose(proposer, round);
    const read = await versionOf(round.id);
    await act(third, 'selection.return-choice', returnChoice, { selectionId: round.id, reason: '改报另一家' }, { version: read });
    await choose(proposer, round, 1);
    expect(await act(second, 'selection.release', releaseNotice, confirming(round, 0), { version: read, at: RELEASED })).toMatchObject({ ok: false, refusal: { kind: 'conflict' } });
    // The list that stood on the screen counts, whatever version the form says.
    expect(await release(second, round, 0)).toMatchObject({ ok: false, refusal: { kind: 'conflict' } });
    expect(await release(second, round, 1)).toMatchObject({ ok: true });
  });

  it('by two officials at once makes one notice', async () => {
    const round = await makeRound();
    await choose(proposer, round);
    const version = await versionOf(round.id);
    const replies = await Promise.all([second, third].map((a) => act(a, 'selection.release', releaseNotice, confirming(round), { version, at: RELEASED })));
    expect(replies.filter((r) => r.ok)).toHaveLength(1);
    expect(replies.find((r) => !r.ok)).toMatchObject({ refusal: { kind: 'conflict' } });
    expect(await rowsOf(admin, 'select 1 from notice where selection_id = $1', [round.id])).toHaveLength(1);
  });

  it('counts over the National Day as the text says, and tells the applicants', async () => {
    const round = await published({ withPanel: true });
    const notice = await readTenant({ tenantId: T, accountId: null }, (tx) => getNotice(tx, T, round.noticeId));
    expect(notice!.body.period).toMatchObject({ publishedOn: '2026-09-28', lastDay: '2026-10-10', earliestDecision: '2026-10-11', days: 5, unit: 'working-days' });
    expect(notice!.body.course.map((c) => [c.text, c.article])).toEqual([
      ['发布遴选公告和条件', '7(1)'], ['收到申请 2 份，资格审核通过 2 份', '7(3)'], ['答辩评审，评委 3 人，回避 0 人', '7(4)'], ['择优拟定挂靠单位', '7(4)'],
    ]);
    const there = await published({ tenantId: 'zhengzhou' });
    const other = await readTenant({ tenantId: 'zhengzhou', accountId: null }, (tx) => getNotice(tx, 'zhengzhou', there.noticeId));
    expect(other!.body.period).toMatchObject({ literalLastDay: '2026-10-03', lastDay: '2026-10-08', unit: 'calendar-days' });
  });

  it('lets everybody read it, also in the list of all jurisdictions, and says who won only then', async () => {
    const round = await makeRound();
    const contact = await newActor(admin, T, 'host-contact', { institutionId: round.applications[1]!.institutionId });
    await choose(proposer, round);
    await release(second, round);
    const { id } = await noticeOf(round);
    const all = await readTenant({ tenantId: PLATFORM, accountId: null }, (tx) => tx.notice.findMany({ where: { id }, select: { id: true } }));
    expect(all).toEqual([{ id }]);
    const found = await readTenant({ tenantId: PLATFORM, accountId: null }, (tx) => pageNotices(tx, null, undefined, undefined));
    expect(found.rows.map((n) => n.tenantId)).toContain('zhengzhou');
    // Only the platform's own scope reads across; a tenant sees its own.
    expect(await readTenant({ tenantId: 'zhengzhou', accountId: null }, (tx) => tx.notice.findMany({ where: { id }, select: { id: true } }))).toEqual([]);
    expect(await rowsOf(admin, `select 1 from message where account_id = $1 and title = '结果已公示'`, [contact.accountId])).toHaveLength(1);
  });
});

describe('a published notice', () => {
  it('cannot be changed by SQL, by whomever', async () => {
    const round = await published();
    const app = new pg.Client({ connectionString: database.appUrl });
    await app.connect();
    for (const [client, set] of [[admin, ''], [app, T]] as const) {
      if (set) await client.query(`select set_config('app.tenant_id', $1, false)`, [set]);
      for (const change of [`body = '{}'`, `sha256 = 'x'`, `title = 'x'`, `last_day = last_day + 1`, `published_on = published_on - 1`, `published_at = now()`, `number = 'x'`]) {
        await expect(client.query(`update notice set ${change} where id = $1`, [round.noticeId])).rejects.toMatchObject({ code: '42501' });
      }
    }
    await expect(app.query('delete from notice where id = $1', [round.noticeId])).rejects.toMatchObject({ code: '42501' });
    await app.end();
  });

  it('keeps when it was first seen', async () => {
    const round = await published();
    const see = (at: string) => withTenant({ tenantId: T, accountId: null }, (tx) => recordSighting(tx, T, round.noticeId, 'a'.repeat(64), new Date(at)));
    await Promise.all([see('2026-09-28T01:00:14Z'), see('2026-09-28T01:00:14Z')]);
    await see('2026-09-29T01:00:00Z');
    expect(await rowsOf(admin, 'select at from notice_sighting where notice_id = $1', [round.noticeId])).toEqual([{ at: new Date('2026-09-28T01:00:14Z') }]);
    // Once in the audit chain too, with nobody's address.
    expect(await rowsOf(admin, `select at, account_id, ip, result, data->>'sha256' as sha256 from audit_event where act = 'notice.first-seen' and target_id = $1`, [round.noticeId])).toEqual([{ at: new Date('2026-09-28T01:00:14Z'), account_id: null, ip: '', result: 'ok', sha256: 'a'.repeat(64) }]);
    await expect(admin.query('update notice_sighting set at = now() where notice_id = $1', [round.noticeId])).rejects.toThrow();
    await expect(admin.query('delete from notice_sighting where notice_id = $1', [round.noticeId])).rejects.toThrow();
  });
});

describe('the lists of notices', () => {
  it('search by an index, read no more than the newest, and count no further', async () => {
    const round = await published();
    // Three thousand here and twenty thousand elsewhere, older than what runs; only the newest are ever shown.
    await admin.query(
      `insert into notice (tenant_id, id, selection_id, number, state, title, published_at, published_on, last_day, profile_version_id, body, sha256)
       select tenant_id, gen_random_uuid(), selection_id, 'OLD-' || i, 'closed', case when i in (10, 2900) and tenant_id = $2 then '心脏康复的公示' else '公示' end, timestamptz '2020-01-01' - i * interval '1 hour', date '2020-01-01', date '2020-02-01' - i, profile_version_id, case when i > 2000 then '{}' else body end, sha256
       from notice, generate_series(1, 20000) i where (id = $1 and i <= 3000) or id = (select id from notice where tenant_id = 'zhengzhou' order by id limit 1)`,
      [round.noticeId, T],
    );
    await admin.query('analyze notice');
    const inScope = <R>(tenantId: string, work: Parameters<typeof readTenant<R>>[1]) => readTenant({ tenantId, accountId: null }, work);
    const planIn = async (scope: string, tenantId: string | null) =>
      (await inScope(scope, (tx) => tx.$queryRaw<{ 'QUERY PLAN': string }[]>`explain (analyze, buffers off, timing off) ${newestNotices(tenantId)}`)).map((l) => l['QUERY PLAN']).join('\n');
    // Of all jurisdictions no row is read beyond the newest; of one no row of another.
    const all = await planIn(PLATFORM, null);
    expect(all).toContain('Index Scan Backward using notice_last_day_published_at_id_idx');
    expect(all).not.toMatch(/Seq Scan|Sort/);
    expect(Number(/Index Scan.*rows=(\d+)(?:\.\d+)? loops/.exec(all)![1])).toBe(MOST_SEARCHED);
    const one = await planIn(T, T);
    expect(one).toContain(`Index Cond: (tenant_id = '${T}'::text)`);
    expect(one).not.toContain('Seq Scan');
    for (const [scope, tenantId] of [[PLATFORM, null], [T, T]] as const) {
      const found = await inScope(scope, (tx) => pageNotices(tx, tenantId, '心脏康复', undefined));
      expect(found.rows.map((n) => n.number)).toEqual(['OLD-10']);
      expect([found.total, found.isMore, found.next]).toEqual([1, true, null]);
      const list = await inScope(scope, (tx) => pageNotices(tx, tenantId, undefined, undefined));
      expect([list.rows.length, list.total, list.isMore]).toEqual([20, MOST_SEARCHED, true]);
    }
    // Page after page of a search, each once.
    const pages: string[] = [];
    for (let after: string | undefined; ; ) {
      const page = await inScope(T, (tx) => pageNotices(tx, T, 'old-1', after));
      pages.push(...page.rows.map((n) => n.number));
      if (!page.next) break;
      after = page.next;
    }
    expect(pages).toEqual([...new Set(pages)]);
    expect(pages.every((n) => n.startsWith('OLD-1'))).toBe(true);
    expect(pages).toHaveLength((await inScope(T, (tx) => pageNotices(tx, T, 'old-1', undefined))).total);
    await admin.query(`delete from notice where number like 'OLD-%'`);
    await admin.query('analyze notice');
  });

  it('show the day of publication, the first counted day and the last, as the page does', async () => {
    const round = await published();
    const { rows } = await readTenant({ tenantId: T, accountId: null }, (tx) => pageNotices(tx, T, undefined, undefined));
    expect(rows.find((n) => n.id === round.noticeId)).toMatchObject({ publishedOn: '2026-09-28', countedFrom: '2026-09-29', lastDay: '2026-10-10' });
  });
});

describe('an objection', () => {
  it('is taken until the last second of the last day in China, and not after', async () => {
    const round = await published();
    expect(await file(round, '2026-10-10T15:59:59Z')).toMatchObject({ ok: true, value: { number: expect.stringMatching(/^CQ-YY-2026-\d{3}$/) as unknown } });
    expect(await file(round, '2026-10-10T16:00:00Z')).toMatchObject({ ok: false, refusal: { kind: 'not-allowed-now', message: expect.stringContaining('2026年10月10日24时期满') as unknown } });
    expect(await objectionsOf(round.noticeId)).toHaveLength(1);
  });

  it('that is sent twenty times at once is one', async () => {
    const round = await published();
    const input = objection();
    const replies = await Promise.all(Array.from({ length: 20 }, () => file(round, '2026-09-29T02:00:00Z', input, '198.51.100.7')));
    expect(new Set(replies.map((r) => (r.ok ? r.value.number : r.refusal.kind))).size).toBe(1);
    expect(replies.every((r) => r.ok)).toBe(true);
    const rows = await objectionsOf(round.noticeId);
    expect(rows).toHaveLength(1);
    expect(await rowsOf(admin, `select account_id, account_name, role from audit_event where act = 'objection.file' and target_id = $1`, [rows[0]!.id])).toEqual([{ account_id: null, account_name: '公众', role: '' }]);
  });

  it('is limited for each address, where addresses are known', async () => {
    const round = await published();
    for (let i = 0; i < MOST_FROM_ADDRESS; i += 1) expect(await file(round, '2026-09-29T02:00:00Z', objection(), '198.51.100.9')).toMatchObject({ ok: true });
    expect(await file(round, '2026-09-29T02:30:00Z', objection(), '198.51.100.9')).toMatchObject({ ok: false, refusal: { kind: 'not-allowed-now' } });
    expect(await file(round, '2026-09-29T02:30:00Z', objection(), '198.51.100.10')).toMatchObject({ ok: true });
    expect(await file(round, '2026-09-29T02:30:00Z', objection(), 'direct')).toMatchObject({ ok: true });
    expect(await file(round, '2026-09-29T03:00:01Z', objection(), '198.51.100.9')).toMatchObject({ ok: true });
  });

  it('to no notice, or to one of another tenant, is not found', async () => {
    const round = await published();
    expect(await file({ ...round, noticeId: newId() }, '2026-09-29T02:00:00Z')).toMatchObject({ ok: false, refusal: { kind: 'not-found' } });
    expect(await file({ ...round, tenantId: 'zhengzhou' }, '2026-09-29T02:00:00Z')).toMatchObject({ ok: false, refusal: { kind: 'not-found' } });
  });

  it('keeps its contact sealed; whoever opens it says why, and neither log nor reply holds it', async () => {
    const round = await published();
    await file(round, '2026-09-29T02:00:00Z');
    const [one] = await objectionsOf(round.noticeId);
    expect(one!.contact_sealed).not.toContain('138 1234');
    expect(unseal(one!.contact_sealed, contactPlace(T, one!.id))).toBe('138 1234 5678');
    const reply = await act(second, 'objection.reveal', revealContact, { objectionId: one!.id, reason: '核实身份' });
    expect(reply).toMatchObject({ ok: true });
    expect(await rowsOf(admin, `select data from audit_event where act = 'objection.reveal' and target_id = $1`, [one!.id])).toEqual([{ data: { number: one!.number, reason: '核实身份' } }]);
    for (const table of ['audit_event', 'submission', 'message']) expect([table, await rowsOf(admin, `select 1 from ${table} x where x::text like '%1234 5678%'`)]).toEqual([table, []]);
    const outsider = await newActor(admin, T, 'assessor');
    expect(await act(outsider, 'objection.reveal', revealContact, { objectionId: one!.id, reason: '想看' })).toMatchObject({ ok: false, refusal: { kind: 'denied' } });
  });

  it('that is open holds the decision, and once answered no longer', async () => {
    const round = await published();
    await file(round, '2026-10-10T15:00:00Z');
    const decide = async () => act(second, 'selection.decide', decideRound, { selectionId: round.id, documentNumber: `渝卫发〔2026〕${round.id.slice(-12)}号`, reason: undefined, dueOn: undefined } as never, { version: await versionOf(round.id), at: '2026-10-11T02:00:00Z' });
    expect(await decide()).toMatchObject({ ok: false, refusal: { kind: 'findings', findings: [expect.objectContaining({ rule: 'notice.objection', article: '7(5)' })] } });
    const [one] = await objectionsOf(round.noticeId);
    const on = localDate('2026-10-11');
    const earliest = () => readTenant({ tenantId: T, accountId: null }, async (tx) => (await askNotice(tx, T, (await getRound(tx, T, round.id, on))!, on))!.answer.decision.earliestDecision);
    expect(await earliest()).toBeNull();
    expect(await answer(second, one!.id, false, '2026-10-11T01:00:00Z')).toMatchObject({ ok: true });
    expect(await earliest()).toBe('2026-10-11');
    expect(await decide()).toMatchObject({ ok: true });
    expect((await noticeOf(round)).state).toBe('closed');
  });

  it('is answered once', async () => {
    const round = await published();
    await file(round, '2026-09-29T02:00:00Z');
    const [one] = await objectionsOf(round.noticeId);
    const replies = await Promise.all([second, third].map((a) => act(a, 'objection.answer', answerObjection, { objectionId: one!.id, upheld: a === second, answer: '经核查，情况已经查清楚了。' }, { version: 1 })));
    expect(replies.filter((r) => r.ok)).toHaveLength(1);
    expect(replies.find((r) => !r.ok)).toMatchObject({ refusal: { kind: 'conflict' } });
  });
});

describe('the form over HTTP', () => {
  const post = async ({ tenantId, noticeId }: Made & { noticeId: string }, fields: Record<string, string>, headers: Record<string, string> = { origin: 'http://zhikong.test' }, attached: { name: string; body: BlobPart }[] = []) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    for (const { name, body } of attached) form.append('files', new Blob([body]), name);
    if (attached.length === 0) form.append('files', new Blob([]), '');
    const encoded = new Response(form);
    const body = await encoded.arrayBuffer();
    return POST(new Request(`http://zhikong.test/api/${tenantId}/notices/${noticeId}/objections`, { method: 'POST', body, headers: { host: 'zhikong.test', 'content-type': encoded.headers.get('content-type')!, 'content-length': String(body.byteLength), ...headers } }), {
      params: Promise.resolve({ jurisdiction: tenantId, notice: noticeId }),
    });
  };
  const OWN = { origin: 'http://zhikong.test' };
  const PDF = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n';
  const filesOnDisk = async () => (await readdir(path.join(home, 'files', T)).catch(() => [])).length;
  const filesOf = (noticeId: string) => rowsOf<{ id: string; objection_id: string; name: string; media_type: string; size: number; sha256: string }>(admin, 'select f.* from objection_file f join objection o on (o.tenant_id, o.id) = (f.tenant_id, f.objection_id) where o.notice_id = $1 order by f.name', [noticeId]);
  const refusals = (noticeId: string) => rowsOf<{ data: Record<string, unknown>; ip: string; account_name: string }>(admin, `select data, ip, account_name from audit_event where act = 'objection.file' and result = 'refused' and target_type = 'notice' and target_id = $1 order by seq`, [noticeId]);
  let home: string;
  let round: Made & { noticeId: string };
  beforeEach(async () => {
    vi.stubEnv('ZHIKONG_NOW', '2026-09-29T02:00:00Z');
    round = await published();
    home = await mkdtemp(path.join(tmpdir(), 'objections-'));
    vi.stubEnv('ZHIKONG_DATA', home);
    return async () => {
      vi.stubEnv('ZHIKONG_NOW', undefined);
      vi.stubEnv('ZHIKONG_DATA', undefined);
      vi.stubEnv('ZHIKONG_TRUST_PROXY', undefined);
      await rm(home, { recursive: true, force: true });
    };
  });

  it('leads to the number of the objection', async () => {
    const reply = await post(round, { ...objection() });
    expect([reply.status, reply.headers.get('location')]).toEqual([303, expect.stringMatching(new RegExp(`^/notices/${T}/${round.noticeId}/received\\?number=CQ-YY-2026-\\d{3}$`))]);
  });

  it('is not taken from another site, nor from nowhere', async () => {
    for (const headers of [{ origin: 'http://evil.test' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }, {}] as Record<string, string>[]) expect((await post(round, { ...objection() }, headers)).status).toBe(403);
    expect(await objectionsOf(round.noticeId)).toEqual([]);
  });

  it('comes back with every fault and everything that was typed, harmless', async () => {
    const reply = await post(round, { ...objection(), contact: 'abc', facts: '太短"><script>alert(1)</script>', matter: '' });
    const html = await reply.text();
    expect(reply.status).toBe(422);
    for (const words of ['联系电话应为手机号码', '请选择涉及事项', '李某某', 'value="abc"', '太短&quot;&gt;&lt;script&gt;']) expect(html).toContain(words);
    expect(html).not.toContain('<script>');
    expect((await post(round, { ...objection(), facts: '十'.repeat(19) })).status).toBe(422);
    expect((await post(round, { ...objection(), website: 'http://spam.test' })).status).toBe(422);
  });

  it('is refused in words after the last day, with what was typed', async () => {
    vi.stubEnv('ZHIKONG_NOW', '2026-10-10T16:00:00Z');
    const reply = await post(round, { ...objection() });
    const html = await reply.text();
    expect([reply.status, html.includes('24时期满'), html.includes('请核实')]).toEqual([409, true, true]);
  });

  it('of any other address or size is refused', async () => {
    expect((await post({ ...round, noticeId: 'x' }, { ...objection() })).status).toBe(404);
    expect((await post({ ...round, tenantId: '../x' }, { ...objection() })).status).toBe(404);
    expect((await post({ ...round, noticeId: newId() }, { ...objection() })).status).toBe(404);
    expect((await post(round, { ...objection(), facts: 'x'.repeat(70_000) })).status).toBe(413);
    // What was typed comes back, and no byte of the attachment is kept.
    const large = await post(round, { ...objection() }, { ...OWN, 'content-length': '30000000' }, [{ name: 'a.pdf', body: PDF }]);
    const html = await large.text();
    expect([large.status, html.includes('合计不超过20MB'), html.includes('请核实'), await filesOnDisk()]).toEqual([413, true, true, 0]);
    expect(await objectionsOf(round.noticeId)).toEqual([]);
  });

  it('takes attachments by their content, once, and keeps their bytes outside the web root', async () => {
    const input = { ...objection() };
    const attached = [{ name: '../证明（一）.pdf', body: PDF }, { name: 'b.pdf', body: `${PDF}\n` }];
    const [first, again] = [await post(round, input, OWN, attached), await post(round, input, OWN, attached)];
    expect([first.status, again.status, again.headers.get('location')]).toEqual([303, 303, first.headers.get('location')]);
    expect((await filesOf(round.noticeId)).map((f) => [f.name, f.media_type, f.size])).toEqual([['b.pdf', 'application/pdf', PDF.length + 1], ['证明（一）.pdf', 'application/pdf', PDF.length]]);
    expect(await filesOnDisk()).toBe(2);
    // The same form with another file is not the same.
    expect((await post(round, input, OWN, attached.slice(0, 1))).status).toBe(409);
    expect(await filesOnDisk()).toBe(2);
    const [one] = await objectionsOf(round.noticeId);
    const [recorded] = await rowsOf<{ data: { files: unknown } }>(admin, `select data from audit_event where act = 'objection.file' and result = 'ok' and target_id = $1`, [one!.id]);
    expect(recorded!.data.files).toEqual(expect.arrayContaining([{ size: PDF.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown }]));
    const public_ = JSON.stringify(await readTenant({ tenantId: T, accountId: null }, (tx) => getNotice(tx, T, round.noticeId)));
    expect(public_).not.toContain('b.pdf');
    const app = new pg.Client({ connectionString: database.appUrl });
    await app.connect();
    await app.query(`select set_config('app.tenant_id', $1, false)`, [T]);
    await expect(app.query('delete from objection_file')).rejects.toThrow();
    await app.end();
  });

  it.each([
    ['x.pdf', 'no pdf', '后缀名'], ['x.exe', PDF, '只接受'], ['x.pdf', '', '空'], ['x.pdf', 'x'.repeat(20_050_000), '合计不超过20MB'],
  ])('refuses %s with a word, and nothing stays of it but what was typed: %#', async (name, body, word) => {
    const reply = await post(round, { ...objection() }, OWN, [{ name: 'good.pdf', body: PDF }, { name, body }]);
    const html = await reply.text();
    expect([reply.status, html.includes(word), html.includes('value="李某某"'), html.includes('没有保存')]).toEqual([422, true, true, true]);
    expect([await objectionsOf(round.noticeId), await filesOnDisk()]).toEqual([[], 0]);
    expect((await refusals(round.noticeId)).map((r) => Object.keys(r.data))).toEqual([['fault', 'notice']]);
  });

  it('takes five attachments and no sixth', async () => {
    const attached = Array.from({ length: 6 }, (_, i) => ({ name: `${i}.pdf`, body: `${PDF}${' '.repeat(i)}` }));
    expect((await post(round, { ...objection() }, OWN, attached)).status).toBe(422);
    expect(await filesOnDisk()).toBe(0);
    expect((await post(round, { ...objection() }, OWN, attached.slice(1))).status).toBe(303);
    expect(await filesOnDisk()).toBe(5);
  });

  it('reads no attachment for a form that cannot be taken, and says so with what was typed', async () => {
    vi.stubEnv('ZHIKONG_NOW', '2026-10-10T16:00:00Z');
    let asked = 0;
    const field = (name: string, value: string) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const head = Buffer.from(`${Object.entries(objection()).map(([n, v]) => field(n, v)).join('')}--b\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n`);
    const body = new ReadableStream<Uint8Array>({ pull: (c) => (c.enqueue(asked === 0 ? head : new Uint8Array(65_536)), (asked += 1), undefined) }, { highWaterMark: 0 });
    const reply = await POST(new Request(`http://zhikong.test/api/${T}/notices/${round.noticeId}/objections`, { method: 'POST', body, duplex: 'half', headers: { host: 'zhikong.test', ...OWN, 'content-type': 'multipart/form-data; boundary=b', 'content-length': '15000000' } } as RequestInit), { params: Promise.resolve({ jurisdiction: T, notice: round.noticeId }) });
    const html = await reply.text();
    expect([reply.status, asked, html.includes('24时期满'), html.includes('请核实')]).toEqual([409, 1, true, true]);
  });

  it('takes no more bytes within an hour, nor altogether, than a notice may; without attachments it is taken all the same', async () => {
    const put = async (at: string, bytes: number) => {
      const filed = await file(round, at);
      if (!filed.ok) throw new Error('not filed');
      await admin.query(`insert into objection_file (tenant_id, id, objection_id, name, media_type, size, sha256, storage, uploaded_at) select tenant_id, gen_random_uuid(), id, 'x', 't', $2, 's', gen_random_uuid()::text, received_at from objection where number = $1 and tenant_id = $3`, [filed.value.number, bytes, T]);
    };
    const attached = [{ name: 'a.pdf', body: PDF }];
    await put('2026-09-29T01:30:00Z', MOST_BYTES_HOUR);
    const full = await post(round, { ...objection() }, OWN, attached);
    expect([full.status, (await full.text()).includes('可以先不带附件提交')]).toEqual([409, true]);
    expect((await post(round, { ...objection() })).status).toBe(303);
    vi.stubEnv('ZHIKONG_NOW', '2026-09-29T02:30:01Z');
    expect((await post(round, { ...objection() }, OWN, attached)).status).toBe(303);
    await put('2026-09-28T02:00:00Z', MOST_BYTES_NOTICE - MOST_BYTES_HOUR);
    expect((await post(round, { ...objection() }, OWN, attached)).status).toBe(409);
    expect(await filesOnDisk()).toBe(1);
  });

  it('leaves a record of every refusal, without what was typed, and of no more than a hundred within an hour', async () => {
    await post(round, { ...objection({ facts: '太短' }) });
    vi.stubEnv('ZHIKONG_NOW', '2026-10-10T16:00:00Z');
    await post(round, { ...objection() });
    const all = await refusals(round.noticeId);
    expect(all.map((r) => [r.account_name, r.data])).toEqual([
      ['公众', { notice: expect.any(String) as unknown, fields: ['facts'] }],
      ['公众', { notice: expect.any(String) as unknown, refusal: { kind: 'not-allowed-now', message: expect.stringContaining('24时期满') as unknown } }],
    ]);
    for (const typed of ['李某某', '1234 5678', '太短', '请核实']) expect(JSON.stringify(all)).not.toContain(typed);
    for (let i = 0; i < MOST_TO_NOTICE + 3; i += 1) await recordRefusedObjection({ tenantId: T, noticeId: round.noticeId, ip: 'direct' }, { fault: 'size' });
    expect(await refusals(round.noticeId)).toHaveLength(MOST_TO_NOTICE + 1);
  });

  it('holds the limit of an address that a trusted proxy tells, whatever the sender says before it', async () => {
    const from = (ip: string) => post(round, { ...objection() }, { ...OWN, 'x-forwarded-for': `10.9.9.${Math.floor(Math.random() * 250)}, ${ip}` });
    for (let i = 0; i < MOST_FROM_ADDRESS + 1; i += 1) expect((await from('203.0.113.5')).status).toBe(303);
    vi.stubEnv('ZHIKONG_TRUST_PROXY', '1');
    for (let i = 0; i < MOST_FROM_ADDRESS; i += 1) expect((await from('203.0.113.5')).status).toBe(303);
    expect((await from('203.0.113.5')).status).toBe(409);
    expect((await from('203.0.113.6')).status).toBe(303);
    expect((await refusals(round.noticeId)).map((r) => r.ip)).toEqual(['203.0.113.5']);
  });
});

describe('an objection that is upheld', () => {
  it('lets the round be opened again; a new release makes a new notice, and the old one takes no more', async () => {
    const round = await published();
    const reopen = async () => act(second, 'selection.reopen', reopenRound, { selectionId: round.id, reason: '专职人员不实' }, { version: await versionOf(round.id), at: '2026-10-09T03:00:00Z' });
    expect(await reopen()).toMatchObject({ ok: false, refusal: { kind: 'not-allowed-now' } });
    await file(round, '2026-09-29T02:00:00Z');
    const [one] = await objectionsOf(round.noticeId);
    await answer(third, one!.id, true);
    expect(await reopen()).toMatchObject({ ok: true });
    expect([await stateOf(round.id), (await noticeOf(round)).state]).toEqual(['choosing', 'replaced']);
    expect(await file(round, '2026-10-09T04:00:00Z')).toMatchObject({ ok: false, refusal: { kind: 'not-allowed-now', message: expect.stringContaining('已经终止') as unknown } });
    // Whoever released the first result may put the next one forward, and then not release it.
    expect(await choose(second, round, 1, {}, '2026-10-09T05:00:00Z')).toMatchObject({ ok: true });
    expect(await release(second, round, 1, {}, '2026-10-09T06:00:00Z')).toMatchObject({ ok: false });
    expect(await release(proposer, round, 1, {}, '2026-10-09T06:00:00Z')).toMatchObject({ ok: true });
    const both = await rowsOf<{ state: string; last_day: Date }>(admin, 'select state from notice where selection_id = $1 order by published_at', [round.id]);
    expect(both.map((n) => n.state)).toEqual(['replaced', 'running']);
  });
});

describe('an objection to the head that is upheld', () => {
  const versionIn = async (table: string, id: string) => (await oneOf<{ version: number }>(admin, `select version from ${table} where id = $1`, [id])).version;
  const reopen = async (actor: Actor, round: Made, at = '2026-10-09T03:00:00Z') => act(actor, 'selection.reopen-review', reopenReview, { selectionId: round.id, reason: '拟任负责人的职称与申报不符' }, { version: await versionOf(round.id), at });
  const on = <I>(actor: Actor, name: Parameters<typeof act>[1], mutation: Parameters<typeof act<I>>[2], table: string, id: string, input: object, at: string) =>
    versionIn(table, id).then((version) => act(actor, name, mutation, input as I, { version, at }));
  const refuseFirst = async (round: Made) => {
    const id = round.applications[0]!.id;
    const conditions = (await readTenant({ tenantId: T, accountId: null }, (tx) => getReviewed(tx, T, id)))!.result!.conditions.map((c) => c.id);
    return on(third, 'application.reject', rejectApplication, 'application', id, { applicationId: id, conditions: conditions.slice(0, 1), reason: '经核实负责人职称不符' }, '2026-10-09T04:10:00Z');
  };
  const upheldNotice = async (options: Parameters<typeof makeRound>[0] = {}) => {
    const round = await published(options);
    await file(round, '2026-09-29T02:00:00Z', objection({ matter: 'head' }));
    await answer(third, (await objectionsOf(round.noticeId))[0]!.id, true);
    return round;
  };

  it('leads back to the review: another is chosen, and a second notice with days of its own is decided', async () => {
    const round = await published();
    expect(await reopen(second, round)).toMatchObject({ ok: false, refusal: { kind: 'not-allowed-now', message: expect.stringContaining('没有经核实成立的异议') as unknown } });
    await file(round, '2026-09-29T02:00:00Z', objection({ matter: 'head' }));
    await answer(third, (await objectionsOf(round.noticeId))[0]!.id, true);
    expect(await reopen(await newActor(admin, T, 'office'), round)).toMatchObject({ ok: false, refusal: { kind: 'denied' } });
    expect(await reopen(second, round)).toMatchObject({ ok: true });
    expect([await stateOf(round.id), (await noticeOf(round)).state]).toEqual(['reviewing', 'replaced']);
    // Everybody reads that it was withdrawn, and why.
    expect(await readTenant({ tenantId: T, accountId: null }, (tx) => getNotice(tx, T, round.noticeId))).toMatchObject({ state: 'replaced', closeReason: '拟任负责人的职称与申报不符' });

    const [first] = round.applications;
    expect(await on(third, 'application.review-again', reviewAgain, 'application', first!.id, { applicationId: first!.id, reason: '异议成立' }, '2026-10-09T04:00:00Z')).toMatchObject({ ok: true });
    expect(await on(third, 'selection.end-review', endReview, 'selection', round.id, { selectionId: round.id }, '2026-10-09T04:05:00Z')).toMatchObject({ ok: false });
    expect(await refuseFirst(round)).toMatchObject({ ok: true });
    const again = (await readTenant({ tenantId: T, accountId: null }, (tx) => getReviewed(tx, T, first!.id)))!;
    expect(actsOf(again).map((a) => [a.act, a.reason])).toEqual([['accept', null], ['again', '异议成立'], ['reject', '经核实负责人职称不符']]);
    expect(actsOf(again)[2]!.against).toHaveLength(1);

    expect(await on(third, 'selection.end-review', endReview, 'selection', round.id, { selectionId: round.id }, '2026-10-09T04:20:00Z')).toMatchObject({ ok: true });
    expect(await choose(proposer, round, 0, {}, '2026-10-09T05:00:00Z')).toMatchObject({ ok: false });
    expect(await choose(proposer, round, 1, {}, '2026-10-09T05:00:00Z')).toMatchObject({ ok: true });
    expect(await release(second, round, 1, {}, '2026-10-12T02:00:00Z')).toMatchObject({ ok: true });
    const notices = await rowsOf<{ state: string; on: string; last: string }>(admin, 'select state, published_on::text as on, last_day::text as last from notice where selection_id = $1 order by published_at', [round.id]);
    expect(notices).toEqual([{ state: 'replaced', on: '2026-09-28', last: '2026-10-10' }, { state: 'running', on: '2026-10-12', last: '2026-10-19' }]);
    const decide = async (at: string) => act(third, 'selection.decide', decideRound, { selectionId: round.id, documentNumber: `渝卫发〔2026〕再${round.id.slice(-12)}号`, reason: undefined, dueOn: undefined } as never, { version: await versionOf(round.id), at });
    expect(await decide('2026-10-19T02:00:00Z')).toMatchObject({ ok: false });
    expect(await decide('2026-10-20T02:00:00Z')).toMatchObject({ ok: true });
    const host = await oneOf<{ institution_id: string }>(admin, 'select h.institution_id from selection s join hosting_period h on (h.tenant_id, h.id) = (s.tenant_id, s.hosting_period_id) where s.id = $1', [round.id]);
    expect(host.institution_id).toBe(round.applications[1]!.institutionId);
  });

  it('keeps the sheets of the panel: those of what stays eligible count, and nothing is scored twice', async () => {
    const round = await upheldNotice({ withPanel: true });
    expect(await reopen(second, round)).toMatchObject({ ok: true });
    const [first] = round.applications;
    await admin.query('update application set defence_order = case when id = $2 then 1 else 2 end where selection_id = $1', [round.id, first!.id]);
    await on(third, 'application.review-again', reviewAgain, 'application', first!.id, { applicationId: first!.id, reason: '异议成立' }, '2026-10-09T04:00:00Z');
    expect(await refuseFirst(round)).toMatchObject({ ok: true });
    expect(await on(third, 'selection.begin-scoring', beginScoring, 'selection', round.id, { selectionId: round.id }, '2026-10-09T05:00:00Z')).toMatchObject({ ok: true });
    expect(await on(third, 'selection.end-scoring', endScoring, 'selection', round.id, { selectionId: round.id }, '2026-10-09T05:10:00Z')).toMatchObject({ ok: true });
    expect(await stateOf(round.id)).toBe('choosing');
    expect(await rowsOf(admin, `select 1 from panel_score s join panel_member m on (m.tenant_id, m.id) = (s.tenant_id, s.panel_member_id) where m.selection_id = $1 and s.state = 'submitted'`, [round.id])).toHaveLength(6);
    expect(await choose(proposer, round, 1, {}, '2026-10-09T06:00:00Z')).toMatchObject({ ok: true });
  });

  it('does not lead a designation to a review that it never had', async () => {
    const round = await makeRound({ road: 'designation' });
    await admin.query(`update selection set state = 'notice', choice = '{}', chosen_by_id = $2 where id = $1`, [round.id, proposer.accountId]);
    expect(await reopen(second, round)).toMatchObject({ ok: false, refusal: { kind: 'not-allowed-now' } });
  });

  it('is withdrawn once, whoever is faster', async () => {
    const round = await upheldNotice();
    const version = await versionOf(round.id);
    const replies = await Promise.all([
      act(second, 'selection.reopen-review', reopenReview, { selectionId: round.id, reason: '重新审核' }, { version, at: '2026-10-09T03:00:00Z' }),
      act(third, 'selection.reopen', reopenRound, { selectionId: round.id, reason: '重新择优' }, { version, at: '2026-10-09T03:00:00Z' }),
    ]);
    expect(replies.filter((r) => r.ok)).toHaveLength(1);
    expect(replies.find((r) => !r.ok)).toMatchObject({ refusal: { kind: 'conflict' } });
  });
});

describe('the proof of a notice', () => {
  it('is the same each time, tells nothing of persons, and shows every byte that was changed', async () => {
    const round = await published();
    await withTenant({ tenantId: T, accountId: null }, (tx) => recordSighting(tx, T, round.noticeId, 'x', new Date('2026-09-28T01:00:14Z')));
    await admin.query('alter table notice_sighting disable trigger user');
    await admin.query('update notice_sighting s set sha256 = n.sha256 from notice n where n.id = s.notice_id and n.id = $1', [round.noticeId]);
    await admin.query('alter table notice_sighting enable trigger user');
    await file(round, '2026-09-29T02:00:00Z', objection({ facts: '这里写着</script><b>不该出现的事实，至少要二十个字才行。' }));
    const [one] = await objectionsOf(round.noticeId);
    await answer(second, one!.id, false);
    const make = () => readTenant({ tenantId: T, accountId: null }, async (tx) => proofHtml((await readProof(tx, T, round.noticeId))!));
    const html = await make();
    expect(await make()).toBe(html);
    expect(proofFault(html)).toBeNull();
    for (const secret of ['李某某', '138 1234', '不该出现的事实', proposer.name, second.name]) expect([secret, html.includes(secret)]).toEqual([secret, false]);
    const events = await rowsOf<{ hash: string }>(admin, `select hash from audit_event where tenant_id = $1 and result = 'ok' and (target_id in ($2, $4) or (target_id = $3 and act = 'selection.release')) order by seq`, [T, one!.id, round.id, round.noticeId]);
    expect(events).toHaveLength(4);
    for (const { hash } of events) expect(html).toContain(hash);
    // Every 37th byte, one after the other, and some at both ends.
    const changed = (at: number) => `${html.slice(0, at)}${html[at] === 'x' ? 'y' : 'x'}${html.slice(at + 1)}`;
    const places = [0, 1, html.length - 1, ...Array.from({ length: Math.floor(html.length / 37) }, (_, i) => i * 37)];
    expect(places.filter((at) => proofFault(changed(at)) === null)).toEqual([]);
    expect(proofFault(html.slice(0, -1))).not.toBeNull();
    expect(proofFault(`${html} `)).not.toBeNull();
    expect(proofFault('')).toBe('文件中没有存证数据');
  });
});
