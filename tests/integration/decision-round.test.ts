import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { getCentre, listDirectory } from '../../lib/centre/data.ts';
import { openCentre } from '../../lib/centre/mutations.ts';
import { centreTimeline } from '../../lib/centre/timeline.ts';
import { listCommittees } from '../../lib/committee/data.ts';
import { beginRoster } from '../../lib/committee/mutations.ts';
import { readTenant } from '../../lib/db/tenant.ts';
import { decide as decideCard } from '../../lib/decision/mutations.ts';
import { overrideHandover } from '../../lib/handover/mutations.ts';
import type { Actor } from '../../lib/identity/actor.ts';
import type { Reply } from '../../lib/identity/perform.ts';
import { rulesFor } from '../../lib/jurisdiction/data.ts';
import { addDays, localDate } from '../../lib/kernel/local-date.ts';
import { decideRound } from '../../lib/selection/decision.ts';
import { decideRoundSchema } from '../../lib/selection/decision-schema.ts';
import { reopenRound } from '../../lib/selection/result.ts';
import { act, existingActor, fingerprint, makeAccount, newActor, oneOf, rowsOf } from './cast.ts';
import type { TestDatabase } from './database.ts';
import { hostChoice, hostedCentre, idleInstitutions, newInstitution, newSpecialty, putRound } from './put-rounds.ts';
import { closeSeeded, openSeeded, TODAY } from './seeded.ts';

// The decision of a round, from the state in which a result has been put forward or its notice runs.

vi.hoisted(() => (process.env.ZHIKONG_POOL = '20'));

let database: TestDatabase;
let admin: pg.Client;
const officials: Record<string, [Actor, Actor]> = {};
beforeAll(async () => {
  ({ database, admin } = await openSeeded());
  for (const tenant of ['chongqing', 'zhengzhou', 'jinxiang', 'national', 'qingpu']) officials[tenant] = [await newActor(admin, tenant, 'official'), await newActor(admin, tenant, 'official')];
});
afterAll(() => closeSeeded({ database, admin }));

let serial = 0;
const document = () => `卫发〔2026〕${(serial += 1)}号`;
/** Noon of a day in China. */
const noon = (day: string) => `${day}T04:00:00Z`;
const versionOf = async (id: string) => (await oneOf<{ version: number }>(admin, 'select version from selection where id = $1', [id])).version;
const decide = async (actor: Actor, selectionId: string, over: Record<string, unknown> = {}, at = noon(TODAY), key: string = randomUUID()): Promise<Reply> =>
  act(actor, 'selection.decide', decideRound, decideRoundSchema.parse({ selectionId, documentNumber: document(), ...over }), { version: await versionOf(selectionId), at, key });
const round = (id: string) => oneOf<{ state: string; centre_id: string | null; hosting_period_id: string | null; decided_on: string; document_number: string; result: { notice: { verdict: string } | null; committee: { verdict: string } | null } }>(
  admin, 'select state, centre_id, hosting_period_id, decided_on::text, document_number, result from selection where id = $1', [id]);
const periods = (centreId: string) => rowsOf<{ institution_id: string; cycle: number; starts: string; due: string | null; ended: string | null }>(
  admin, 'select institution_id, cycle, starts_on::text as starts, due_to_end_on::text as due, ended_on::text as ended from hosting_period where centre_id = $1 order by starts_on, cycle', [centreId]);
const findings = (reply: Reply) => (!reply.ok && reply.refusal.kind === 'findings' ? reply.refusal.findings.map((f) => [f.severity, f.article, f.message]) : reply);
const departures = (id: string) => rowsOf<{ article: string; reason: string }>(admin, 'select article, reason from departure where selection_id = $1 order by article', [id]).then((list) => list.map((d) => [d.article, d.reason]));
const told = (title: string) => rowsOf<{ account_id: string; href: string }>(admin, 'select account_id, href from message where title = $1 order by id', [title]);

describe('a notice of five working days across the National Day holiday', () => {
  it('is decided on the day after its last one, not before, and the centre opens', async () => {
    const [a, b] = officials.chongqing!;
    const [host] = await idleInstitutions(admin, 'chongqing');
    const contact = await makeAccount(admin, [{ tenantId: 'chongqing', role: 'host-contact', institutionId: host!.id }]);
    const specialtyId = await newSpecialty(admin, 'chongqing');
    const head = await oneOf<{ id: string }>(admin, `select id from person where tenant_id = 'chongqing' and institution_id = $1 order by id limit 1`, [host!.id]).catch(() => null);
    const id = await putRound(admin, { tenantId: 'chongqing', road: 'selection', state: 'notice', specialtyId, chosenById: a.accountId, choice: hostChoice(host!.id, { headPersonId: head?.id ?? null }), notice: { publishedOn: '2026-09-29', lastDay: '2026-10-12' } });
    const before = await fingerprint(admin);
    expect(findings(await decide(b, id, {}, noon('2026-10-12')))).toEqual([['block', '7(5)', expect.stringContaining('至2026年10月12日止')]]);
    // A reason does not shorten what the text sets.
    expect(findings(await decide(b, id, { reason: '急需设立' }, noon('2026-10-12')))).toEqual([['block', '7(5)', expect.stringContaining('最早可于2026年10月13日决定')]]);
    expect(await fingerprint(admin)).toBe(before);

    expect(await decide(b, id, { documentNumber: '渝卫发〔2026〕77号' }, noon('2026-10-13'))).toMatchObject({ ok: true, value: { message: expect.stringContaining('自2026年10月13日起运行') } });
    const done = await round(id);
    expect(done).toMatchObject({ state: 'established', decided_on: '2026-10-13', document_number: '渝卫发〔2026〕77号', result: { notice: { verdict: 'ok' } } });
    expect(await periods(done.centre_id!)).toEqual([{ institution_id: host!.id, cycle: 1, starts: '2026-10-13', due: '2030-10-12', ended: null }]);
    expect(await rowsOf(admin, 'select body, cohort, term_from::text, term_to::text, ended_on from committee where centre_id = $1', [done.centre_id])).toEqual([{ body: 'committee', cohort: 1, term_from: '2026-10-13', term_to: '2030-10-12', ended_on: null }]);
    expect(await oneOf(admin, 'select status, opened_on::text from centre where id = $1', [done.centre_id])).toEqual({ status: 'operating', opened_on: '2026-10-13' });
    expect(await oneOf(admin, 'select state, close_reason from notice where selection_id = $1', [id])).toMatchObject({ state: 'closed' });
    const { name } = await oneOf<{ name: string }>(admin, 'select name from centre where id = $1', [done.centre_id]);
    expect((await told(`本单位自2026年10月13日起挂靠${name}`)).map((m) => m.account_id)).toContain(contact);
    // The first list of the committee begins with the head who was decided together with the host.
    const secretary = await newActor(admin, 'chongqing', 'secretary', { centreId: done.centre_id! });
    const list = await act(secretary, 'roster.begin', beginRoster, { centreId: done.centre_id!, body: 'committee', kind: 'list', effectiveOn: localDate('2026-10-20') }, { version: null, at: noon('2026-10-14') });
    if (!list.ok) throw new Error(JSON.stringify(list));
    expect(head).not.toBeNull();
    expect(await rowsOf(admin, 'select person_id, posts from roster_entry where roster_change_id = $1', [list.value.id])).toEqual([{ person_id: head!.id, posts: ['chair'] }]);
    // Decided once.
    expect(await decide(b, id)).toMatchObject({ ok: false, refusal: { kind: 'not-allowed-now', message: expect.stringContaining('已完成') } });
  });

  it('is held by an objection until it is answered, and not decided if that is upheld', async () => {
    const [a, b] = officials.chongqing!;
    const [host] = await idleInstitutions(admin, 'chongqing');
    const put = async (objections: { at: string; upheld?: boolean }[]) =>
      putRound(admin, { tenantId: 'chongqing', road: 'selection', state: 'notice', specialtyId: await newSpecialty(admin, 'chongqing'), chosenById: a.accountId, choice: hostChoice(host!.id), notice: { publishedOn: '2026-11-09', lastDay: '2026-11-16', objections } });
    const open = await put([{ at: noon('2026-11-12') }, { at: noon('2026-11-13'), upheld: false }]);
    expect(findings(await decide(b, open, { reason: '不影响' }))).toEqual([['block', '7(5)', expect.stringContaining('有1件异议')]]);
    await admin.query(`update objection set state = 'answered', upheld = false, answer = '已核实', answered_by_id = $2 where state = 'open' and notice_id = (select id from notice where selection_id = $1)`, [open, b.accountId]);
    expect(await decide(b, open)).toMatchObject({ ok: true });
    const upheld = await put([{ at: noon('2026-11-12'), upheld: true }]);
    expect(await decide(b, upheld)).toMatchObject({ ok: false, refusal: { kind: 'not-allowed-now', message: expect.stringContaining('经核实成立') } });
  });
});

it('a calendar-day notice whose last day rolls is decided early only with a reason, and before its literal end not at all', async () => {
  const [a, b] = officials.zhengzhou!;
  const [host] = await idleInstitutions(admin, 'zhengzhou');
  // Published on a Tuesday: five days end on Sunday 15 November, and roll to Monday.
  const id = await putRound(admin, { tenantId: 'zhengzhou', road: 'selection', state: 'notice', specialtyId: await newSpecialty(admin, 'zhengzhou'), chosenById: a.accountId, choice: hostChoice(host!.id), notice: { publishedOn: '2026-11-10', lastDay: '2026-11-16' } });
  expect(findings(await decide(b, id, { reason: '急需' }, noon('2026-11-15')))).toEqual([['block', '9(4)', expect.stringContaining('尚未届满')]]);
  expect(findings(await decide(b, id, {}, noon('2026-11-16')))).toEqual([['warn', '9(4)', expect.stringContaining('提前决定须说明理由')]]);
  expect(await decide(b, id, { reason: '工作急需，公示已满五日' }, noon('2026-11-16'))).toMatchObject({ ok: true });
  expect(await oneOf(admin, 'select decision_reason, result->\'notice\'->>\'verdict\' as verdict from selection where id = $1', [id])).toEqual({ decision_reason: '工作急需，公示已满五日', verdict: 'warn' });
});

it('a document number belongs to one decision, and a form sent twice decides once', async () => {
  const [a, b] = officials.chongqing!;
  const hosts = await idleInstitutions(admin, 'chongqing');
  const put = async (i: number) => putRound(admin, { tenantId: 'chongqing', road: 'selection', state: 'notice', specialtyId: await newSpecialty(admin, 'chongqing'), chosenById: a.accountId, choice: hostChoice(hosts[i]!.id), notice: { publishedOn: '2026-11-02', lastDay: '2026-11-09' } });
  const [one, two] = [await put(0), await put(1)];
  const key = randomUUID();
  const version = await versionOf(one);
  const input = decideRoundSchema.parse({ selectionId: one, documentNumber: '渝卫发〔2026〕90号' });
  const replies = await Promise.all([1, 2].map(() => act(b, 'selection.decide', decideRound, input, { version, key })));
  expect(replies[0]).toEqual(replies[1]);
  expect(replies[0]).toMatchObject({ ok: true });
  expect(await rowsOf(admin, 'select id from centre where specialty_id = (select specialty_id from selection where id = $1)', [one])).toHaveLength(1);
  expect(await decide(b, two, { documentNumber: '渝卫发〔2026〕90号' })).toMatchObject({ ok: false, refusal: { kind: 'invalid', fields: { documentNumber: [expect.stringContaining('已用于')] } } });
});

it('a host that was sanctioned after it was found eligible is not decided on', async () => {
  const [a, b] = officials.chongqing!;
  const [host] = await idleInstitutions(admin, 'chongqing');
  const specialtyId = await newSpecialty(admin, 'chongqing');
  const id = await putRound(admin, { tenantId: 'chongqing', road: 'selection', state: 'notice', specialtyId, chosenById: a.accountId, choice: hostChoice(host!.id), notice: { publishedOn: '2026-11-02', lastDay: '2026-11-09' } });
  const sanction = randomUUID();
  await admin.query(`insert into sanction (tenant_id, id, institution_id, specialty_id, ground, decided_on, reason, registered_by_id, registered_by_name) values ('chongqing', $1, $2, $3, 'serious-violation', '2026-11-10', '情节严重', $4, '登记人')`, [sanction, host!.id, specialtyId, a.accountId]);
  expect(findings(await decide(b, id))).toEqual([['block', '23', expect.stringContaining('不得参与')]]);
  await admin.query('update sanction set revoked_at = now(), revoke_reason = $2, revoked_by_name = $2 where id = $1', [sanction, '登记有误']);
  expect(await decide(b, id)).toMatchObject({ ok: true });
});

describe('what was registered since the review', () => {
  const sanction = async (tenantId: string, institutionId: string, specialtyId: string, on: string, more: { ground?: string; periodId?: string; centreId?: string } = {}) => {
    const id = randomUUID();
    await admin.query(
      `insert into sanction (tenant_id, id, institution_id, specialty_id, ground, decided_on, reason, registered_by_id, registered_by_name, hosting_period_id, centre_id) values ($1, $2, $3, $4, $5, $6, '情节严重', $2, '登记人', $7, $8)`,
      [tenantId, id, institutionId, specialtyId, more.ground ?? 'serious-violation', on, more.periodId ?? null, more.centreId ?? null]);
    return id;
  };
  const event = async (tenantId: string, institutionId: string, specialtyId: string | null, on: string) => {
    const id = randomUUID();
    await admin.query(`insert into institution_event (tenant_id, id, institution_id, kind, "on", specialty_id, note, registered_by_id, registered_by_name) values ($1, $2, $3, 'major-event', $4, $5, '经调查认定', $2, '登记人')`, [tenantId, id, institutionId, on, specialtyId]);
    return id;
  };
  /** A round in its notice on the choice of an application that was handed in on a day. */
  const applied = async (tenantId: string, submittedOn: string, conditions: object[] = []) => {
    const [a] = officials[tenantId]!;
    const institutionId = await newInstitution(admin, tenantId);
    const specialtyId = await newSpecialty(admin, tenantId);
    const application = randomUUID();
    const id = await putRound(admin, { tenantId, road: 'selection', state: 'notice', specialtyId, chosenById: a.accountId, choice: hostChoice(institutionId, { applicationId: application }), notice: { publishedOn: '2026-11-02', lastDay: '2026-11-09' } });
    await admin.query(
      `insert into application (tenant_id, id, selection_id, institution_id, state, receipt, submitted_at, submitted_by_id, reviewed_by_id, reviewed_at, created_by_id, result, updated_at) values ($1, $2, $3, $4, 'eligible', $8, $5, $6, $6, now(), $6, $7, now())`,
      [tenantId, application, id, institutionId, noon(submittedOn), a.accountId, JSON.stringify({ conditions }), `T-${application}`]);
    return { id, institutionId, specialtyId };
  };

  it('counts as of the day of the application, too: what has left its period since then still bars', async () => {
    const [, b] = officials.chongqing!;
    // Four years from 15 November 2022 and three from 16 November 2023: both ran on the day of the application, neither does today.
    const banned = await applied('chongqing', '2026-11-14');
    await sanction('chongqing', banned.institutionId, banned.specialtyId, '2022-11-15');
    expect(findings(await decide(b, banned.id))).toEqual([['block', '23', expect.stringContaining('不得参与')]]);
    const stained = await applied('chongqing', '2026-11-14');
    await event('chongqing', stained.institutionId, stained.specialtyId, '2023-11-16');
    expect(findings(await decide(b, stained.id))).toEqual([['block', '6(4)', expect.any(String)]]);
    const clean = await applied('chongqing', '2026-11-16');
    await sanction('chongqing', clean.institutionId, clean.specialtyId, '2022-11-15');
    expect(await decide(b, clean.id)).toMatchObject({ ok: true });
  });

  it('is for whoever decides where the rules leave it to a person, and his reason is kept with it', async () => {
    const [, b] = officials.zhengzhou!;
    const r = await applied('zhengzhou', '2026-10-20');
    await event('zhengzhou', r.institutionId, null, '2026-10-01');
    expect(findings(await decide(b, r.id))).toEqual([['warn', '8(4)', expect.any(String)]]);
    expect(await decide(b, r.id, { reason: '事件发生在其他专业，与本专业无关' })).toMatchObject({ ok: true });
    expect(await oneOf(admin, `select decision_reason, result->'since'->0->>'article' as article from selection where id = $1`, [r.id])).toEqual({ decision_reason: '事件发生在其他专业，与本专业无关', article: '8(4)' });
  });

  it('is settled where a person has found in the review that it does not matter', async () => {
    const [, b] = officials.chongqing!;
    const found = { id: 'sanction.serious-violation.2026-11-10.1', about: 'sanction', status: 'met', says: '提交申请之后，于2026年11月10日受处理；是否影响本次申请由主管部门决定', judgement: { met: true } };
    const r = await applied('chongqing', '2026-11-01', [found]);
    await sanction('chongqing', r.institutionId, r.specialtyId, '2026-11-10');
    expect(await decide(b, r.id)).toMatchObject({ ok: true });
    const other = await applied('chongqing', '2026-11-01', [{ ...found, id: 'sanction.serious-violation.2026-11-09.1' }]);
    await sanction('chongqing', other.institutionId, other.specialtyId, '2026-11-10');
    expect(findings(await decide(b, other.id))).toEqual([['block', '23', expect.any(String)]]);
  });

  it('ends the notice without an objection where it bars who was chosen, and only there', async () => {
    const [, b] = officials.chongqing!;
    const r = await applied('chongqing', '2026-11-01');
    const reopen = async () => act(b, 'selection.reopen', reopenRound, { selectionId: r.id, reason: '拟定单位公示期间受到处理' }, { version: await versionOf(r.id) });
    expect(await reopen()).toMatchObject({ ok: false, refusal: { kind: 'not-allowed-now' } });
    await sanction('chongqing', r.institutionId, r.specialtyId, '2026-11-10');
    expect(await reopen()).toMatchObject({ ok: true });
    expect(await oneOf(admin, 'select s.state, n.state as notice from selection s join notice n on n.selection_id = s.id where s.id = $1', [r.id])).toEqual({ state: 'choosing', notice: 'replaced' });
  });

  it('does not undo a decision: the term begins, and the host answers for it as a host', async () => {
    const [a, b] = officials.chongqing!;
    const c = await hostedCentre(admin, 'chongqing');
    const house = await newInstitution(admin, 'chongqing');
    const id = await putRound(admin, { tenantId: 'chongqing', road: 'designation', state: 'notice', specialtyId: c.specialtyId, centreId: c.id, replacesPeriodId: c.periodId, chosenById: a.accountId, choice: hostChoice(house), notice: { publishedOn: '2026-11-02', lastDay: '2026-11-09' } });
    expect(await decide(b, id)).toMatchObject({ ok: true, value: { message: '已决定，等待双方交接' } });
    await event('chongqing', house, c.specialtyId, '2026-12-01');
    const handover = await oneOf<{ id: string; version: number }>(admin, 'select id, version from handover where selection_id = $1', [id]);
    expect(await act(b, 'handover.override', overrideHandover, { handoverId: handover.id, reason: '原单位拒不移交' }, { version: handover.version, at: noon('2026-12-02') })).toMatchObject({ ok: true });
    expect(await round(id)).toMatchObject({ state: 'established' });
  });

  it('stops a designation where the host was removed for his grades after it was begun', async () => {
    const [a, b] = officials.chongqing!;
    const c = await hostedCentre(admin, 'chongqing');
    const house = await newInstitution(admin, 'chongqing');
    const id = await putRound(admin, { tenantId: 'chongqing', road: 'designation', state: 'notice', specialtyId: c.specialtyId, centreId: c.id, replacesPeriodId: c.periodId, chosenById: a.accountId, choice: hostChoice(house), notice: { publishedOn: '2026-11-02', lastDay: '2026-11-09' } });
    await sanction('chongqing', c.hostId, c.specialtyId, '2026-11-10', { ground: 'unqualified', periodId: c.periodId, centreId: c.id });
    expect(await decide(b, id)).toMatchObject({ ok: false, refusal: { message: expect.stringContaining('须重新遴选') } });
  });
});

describe('the next host of a centre', () => {
  it('who wins again goes on after his running cycle, with a fresh one and without a handover', async () => {
    const [a, b] = officials.chongqing!;
    const c = await hostedCentre(admin, 'chongqing');
    const committee = await rowsOf(admin, 'select id from committee where centre_id = $1 and ended_on is null', [c.id]);
    const id = await putRound(admin, { tenantId: 'chongqing', road: 'selection', state: 'notice', specialtyId: c.specialtyId, centreId: c.id, replacesPeriodId: c.periodId, chosenById: a.accountId, choice: hostChoice(c.hostId), notice: { publishedOn: '2026-11-02', lastDay: '2026-11-09' } });
    expect(await decide(b, id)).toMatchObject({ ok: true });
    expect(await round(id)).toMatchObject({ state: 'established', centre_id: c.id });
    const [last, next] = (await periods(c.id)).slice(-2);
    expect(last).toMatchObject({ institution_id: c.hostId, due: c.due, ended: c.due });
    const begins = new Date(Date.parse(c.due!) + 86_400_000).toISOString().slice(0, 10);
    const ends = `${Number(c.due!.slice(0, 4)) + 4}${c.due!.slice(4)}`;
    expect(next).toEqual({ institution_id: c.hostId, cycle: c.cycle + 1, starts: begins, due: ends, ended: null });
    expect(await rowsOf(admin, 'select id from handover where selection_id = $1', [id])).toEqual([]);
    expect(await rowsOf(admin, 'select id from committee where centre_id = $1 and ended_on is null', [c.id])).toEqual(committee);
  });

  it('another one waits for the handover where the text asks for it', async () => {
    const [a, b] = officials.chongqing!;
    const c = await hostedCentre(admin, 'chongqing');
    const [host] = await idleInstitutions(admin, 'chongqing');
    const before = await periods(c.id);
    const id = await putRound(admin, { tenantId: 'chongqing', road: 'designation', state: 'notice', specialtyId: c.specialtyId, centreId: c.id, replacesPeriodId: c.periodId, chosenById: a.accountId, choice: hostChoice(host!.id), notice: { publishedOn: '2026-11-02', lastDay: '2026-11-09' } });
    expect(await decide(b, id, { dueOn: '2026-11-21' })).toMatchObject({ ok: false, refusal: { kind: 'invalid', fields: { dueOn: [expect.any(String)] } } });
    const contacts = [await makeAccount(admin, [{ tenantId: 'chongqing', role: 'host-contact', institutionId: c.hostId }]), await makeAccount(admin, [{ tenantId: 'chongqing', role: 'host-contact', institutionId: host!.id }])];
    expect(await decide(b, id, { dueOn: '2026-12-31' })).toMatchObject({ ok: true, value: { message: '已决定，等待双方交接' } });
    for (const account of contacts) expect(await rowsOf(admin, `select href from message where account_id = $1 and href = '/handovers/' || (select id from handover where selection_id = $2)`, [account, id])).toHaveLength(1);
    expect(await round(id)).toMatchObject({ state: 'decided', hosting_period_id: null });
    expect(await periods(c.id)).toEqual(before);
    const handover = await oneOf<{ state: string; inventory: { kind: string; count: number | null }[]; due: string }>(admin, 'select state, inventory, due_on::text as due from handover where selection_id = $1', [id]);
    expect(handover).toMatchObject({ state: 'open', due: '2026-12-31' });
    expect(new Set(handover.inventory.map((r) => r.kind))).toEqual(new Set(['document', 'data', 'platform', 'network', 'permission', 'equipment']));
    expect(handover.inventory.some((r) => r.kind === 'network' && r.count! > 0)).toBe(true);
    // Nobody decides on the same centre again before that has ended.
    const other = await putRound(admin, { tenantId: 'chongqing', road: 'designation', state: 'notice', specialtyId: c.specialtyId, centreId: c.id, replacesPeriodId: c.periodId, chosenById: a.accountId, choice: hostChoice(c.hostId), notice: { publishedOn: '2026-11-02', lastDay: '2026-11-09' } });
    expect(await decide(b, other)).toMatchObject({ ok: false, refusal: { message: expect.stringContaining('正在交接') } });
  });

  it('waits for the end of a running term, unless there is a ground to replace the host before', async () => {
    const [a, b] = officials.zhengzhou!;
    const c = await hostedCentre(admin, 'zhengzhou');
    const [host] = await idleInstitutions(admin, 'zhengzhou');
    const id = await putRound(admin, { tenantId: 'zhengzhou', road: 'selection', state: 'notice', specialtyId: c.specialtyId, centreId: c.id, replacesPeriodId: c.periodId, chosenById: a.accountId, choice: hostChoice(host!.id), ground: null, notice: { publishedOn: '2026-11-02', lastDay: '2026-11-09' } });
    expect(await decide(b, id)).toMatchObject({ ok: false, refusal: { message: expect.stringContaining('届满后再作决定') } });
    const after = addDays(localDate(c.due!), 1);
    expect(await decide(b, id, {}, noon(c.due!))).toMatchObject({ ok: false });
    expect(await decide(b, id, {}, noon(after))).toMatchObject({ ok: true });
    expect((await periods(c.id)).slice(-2)).toMatchObject([{ institution_id: c.hostId, ended: c.due }, { institution_id: host!.id, starts: after, ended: null }]);
  });

  it('takes over at once where it does not: old period, committee and access end, a fresh cycle and cohort begin', async () => {
    const [a, b] = officials.zhengzhou!;
    const c = await hostedCentre(admin, 'zhengzhou');
    const [host] = await idleInstitutions(admin, 'zhengzhou');
    const secretary = await makeAccount(admin, [{ tenantId: 'zhengzhou', role: 'secretary', centreId: c.id }]);
    const id = await putRound(admin, { tenantId: 'zhengzhou', road: 'selection', state: 'notice', specialtyId: c.specialtyId, centreId: c.id, replacesPeriodId: c.periodId, chosenById: a.accountId, choice: hostChoice(host!.id), notice: { publishedOn: '2026-11-02', lastDay: '2026-11-09' } });
    expect(await decide(b, id)).toMatchObject({ ok: true });
    const [last, next] = (await periods(c.id)).slice(-2);
    expect(last).toMatchObject({ institution_id: c.hostId, ended: '2026-11-21' });
    expect(next).toEqual({ institution_id: host!.id, cycle: c.cycle + 1, starts: '2026-11-22', due: '2030-11-21', ended: null });
    const bodies = await rowsOf<{ cohort: number; ended: string | null; seats: number }>(
      admin, `select cohort, ended_on::text as ended, (select count(*)::int from appointment p where p.committee_id = c.id and p.valid_to is null) as seats from committee c where centre_id = $1 and body = 'committee' order by cohort`, [c.id]);
    expect(bodies.slice(-2)).toEqual([{ cohort: bodies.length - 1, ended: '2026-11-21', seats: 0 }, { cohort: bodies.length, ended: null, seats: 0 }]);
    expect(await oneOf(admin, 'select status from membership where account_id = $1', [secretary])).toEqual({ status: 'ended' });
    expect((await told(`${c.name}的办理权限已结束`)).map((m) => m.account_id)).toContain(secretary);
    await expect(existingActor(admin, secretary, 'zhengzhou')).rejects.toThrow();
  });

  it('is not decided while a card on the centre waits, nor for a closed centre', async () => {
    const [a, b] = officials.chongqing!;
    const card = await oneOf<{ centre_id: string; specialty_id: string; number: string }>(
      admin, `select d.centre_id, c.specialty_id, d.number from decision d join centre c on c.id = d.centre_id where d.tenant_id = 'chongqing' and d.state = 'pending' and not exists (select from selection s where s.centre_id = c.id) order by d.number limit 1`);
    const [host] = await idleInstitutions(admin, 'chongqing');
    const id = await putRound(admin, { tenantId: 'chongqing', road: 'designation', state: 'notice', specialtyId: card.specialty_id, centreId: card.centre_id, chosenById: a.accountId, choice: hostChoice(host!.id), notice: { publishedOn: '2026-11-02', lastDay: '2026-11-09' } });
    expect(await decide(b, id)).toMatchObject({ ok: false, refusal: { message: expect.stringContaining(card.number) } });
    await admin.query(`update centre set status = 'closed' where id = $1`, [card.centre_id]);
    expect(await decide(b, id)).toMatchObject({ ok: false, refusal: { message: expect.stringContaining('已撤销') } });
  });
});

describe('the bodies of a centre, when its host changes', () => {
  /** A centre with a standing committee and, where the text knows one, a group that follows its rules. */
  async function place(tenant: string, way: 'replacement' | 'expiry' | 'removal') {
    const c = await hostedCentre(admin, tenant);
    await admin.query(`insert into committee (tenant_id, id, centre_id, body, cohort, term_from) select $1, $2, $3, 'subspecialty-group', 1, '2025-01-01' where not exists (select from committee where centre_id = $3 and body = 'subspecialty-group') and $1 in ('chongqing', 'zhengzhou')`, [tenant, randomUUID(), c.id]);
    if (way === 'expiry') await admin.query(`update hosting_period set due_to_end_on = '2026-11-20' where id = $1`, [c.periodId]);
    if (way === 'removal') {
      await admin.query(`update hosting_period set ended_on = '2026-11-01', end_reason = '解除挂靠关系' where id = $1`, [c.periodId]);
      await admin.query(`update centre set status = 'without-host' where id = $1`, [c.id]);
    }
    return c;
  }
  /** Another host is decided, and takes over. */
  async function takesOver(tenant: string, c: Awaited<ReturnType<typeof place>>, ground: string | null) {
    const [a, b] = officials[tenant]!;
    const road = tenant === 'national' ? 'designation' : 'selection';
    const shown = tenant === 'chongqing' || tenant === 'zhengzhou';
    const id = await putRound(admin, {
      tenantId: tenant, road, state: shown ? 'notice' : 'chosen', specialtyId: c.specialtyId, centreId: c.id, replacesPeriodId: c.periodId, chosenById: a.accountId, choice: hostChoice((await idleInstitutions(admin, tenant)).at(-1)!.id), ground,
      ...(shown ? { notice: { publishedOn: '2026-11-02', lastDay: '2026-11-09' } } : {}),
    });
    expect(await decide(b, id)).toMatchObject({ ok: true });
    const [handover] = await rowsOf<{ id: string }>(admin, 'select id from handover where selection_id = $1', [id]);
    if (handover) expect(await act(b, 'handover.override', overrideHandover, { handoverId: handover.id, reason: '逾期未交' }, { version: 1 })).toMatchObject({ ok: true });
    expect(await round(id)).toMatchObject({ state: 'established' });
  }
  const bodiesOf = (centreId: string) => rowsOf<{ body: string; ended: string | null; why: string | null; article: string | null }>(
    admin, `select body, ended_on::text as ended, end_reason as why, end_article as article from committee where centre_id = $1 and (ended_on is null or end_article is not null) order by body, cohort`, [centreId]);
  /** What the file of the centre tells of its bodies. */
  const toldOf = (tenant: string, centreId: string) => readTenant({ tenantId: tenant, accountId: null }, async (tx) => {
    const story = { centre: (await getCentre(tx, tenant, centreId, TODAY))!, committees: await listCommittees(tx, tenant, centreId), decisions: [], assessments: [], changes: [], redeterminations: [] };
    return centreTimeline(story, (await rulesFor(tx, tenant, TODAY)).profile).filter((e) => e.title.startsWith('第') && e.text?.startsWith('随')).map((e) => e.article);
  });

  it.each([
    ['chongqing', 'replacement', '28'], ['chongqing', 'expiry', '28'], ['chongqing', 'removal', '28'],
    ['zhengzhou', 'replacement', '15'], ['zhengzhou', 'expiry', '15'], ['zhengzhou', 'removal', '15'],
  ] as const)('end with it in %s by %s, under Article %s, and a new committee begins', async (tenant, way, article) => {
    const c = await place(tenant, way);
    await takesOver(tenant, c, way === 'replacement' ? '协商更换' : null);
    const why = '随挂靠单位更换结束';
    expect(await bodiesOf(c.id)).toEqual([
      { body: 'committee', ended: '2026-11-21', why, article }, { body: 'committee', ended: null, why: null, article: null }, { body: 'subspecialty-group', ended: '2026-11-21', why, article },
    ]);
    expect(await toldOf(tenant, c.id)).toEqual([article, article]);
  });

  it.each([['jinxiang', 'replacement'], ['jinxiang', 'removal'], ['national', 'replacement'], ['national', 'removal']] as const)('go on in %s by %s: the text ties no term to the host', async (tenant, way) => {
    const c = await place(tenant, way);
    const before = await bodiesOf(c.id);
    expect(before).toHaveLength(1);
    await takesOver(tenant, c, '重新确定');
    expect(await bodiesOf(c.id)).toEqual(before);
    expect(await toldOf(tenant, c.id)).toEqual([]);
  });
});

it('a card on the host before touches nothing of the next one', async () => {
  const [a] = officials.zhengzhou!;
  const card = await oneOf<{ id: string; version: number; centre_id: string; on: string }>(
    admin, `select d.id, d.version, d.centre_id, d.on_date::text as on from decision d join centre c on c.id = d.centre_id where d.tenant_id = 'zhengzhou' and d.state = 'pending' and d.hosting_period_id is not null order by d.number limit 1`);
  const next = await newInstitution(admin, 'zhengzhou');
  await admin.query(`update hosting_period set ended_on = '2026-11-20' where centre_id = $1 and ended_on is null`, [card.centre_id]);
  await admin.query(`insert into hosting_period (tenant_id, id, centre_id, institution_id, cycle, starts_on, due_to_end_on) values ('zhengzhou', $1, $2, $3, 9, '2026-11-21', '2030-11-20')`, [randomUUID(), card.centre_id, next]);
  await admin.query(`update centre set status = 'operating' where id = $1`, [card.centre_id]);
  const bodies = await rowsOf(admin, 'select id, ended_on from committee where centre_id = $1 order by id', [card.centre_id]);
  const reply = await act(a, 'decision.confirm', decideCard, { decisionId: card.id, as: 'otherwise', host: 'removed', chair: 'removed', committee: 'dissolved', formerHostMayCompete: false, reason: '原单位的责任', effectiveOn: TODAY, rectifyBy: undefined }, { version: card.version });
  expect(reply).toMatchObject({ ok: true });
  expect((await periods(card.centre_id)).at(-1)).toMatchObject({ institution_id: next, ended: null });
  expect(await oneOf(admin, 'select status from centre where id = $1', [card.centre_id])).toEqual({ status: 'operating' });
  expect(await rowsOf(admin, 'select id, ended_on from committee where centre_id = $1 order by id', [card.centre_id])).toEqual(bodies);
});

describe('what holds in principle', () => {
  it('lets a second centre of a direction be set up with its reason, and enters it in the register', async () => {
    const [a, b] = officials.chongqing!;
    const centre = await hostedCentre(admin, 'chongqing', 3);
    const [host] = await idleInstitutions(admin, 'chongqing');
    const application = randomUUID();
    const put = async (ground: string | null) => {
      const id = await putRound(admin, { tenantId: 'chongqing', road: 'selection', state: 'notice', specialtyId: centre.specialtyId, chosenById: a.accountId, choice: hostChoice(host!.id, { applicationId: application }), notice: { publishedOn: '2026-11-02', lastDay: '2026-11-09' } });
      await admin.query('update selection set ground = $2 where id = $1', [id, ground]);
      return id;
    };
    const silent = await put(null);
    expect(findings(await decide(b, silent))).toEqual([['warn', '4', expect.any(String)]]);
    await admin.query(`update selection set state = 'cancelled', cancel_reason = '试验' where id = $1`, [silent]);
    const id = await put('东西两片各设一个');
    await admin.query(
      `insert into application (tenant_id, id, selection_id, institution_id, state, receipt, submitted_at, submitted_by_id, reviewed_by_id, reviewed_at, created_by_id, result, updated_at) values ('chongqing', $1, $2, $3, 'eligible', 'T-1', now(), $4, $4, now(), $4, $5, now())`,
      [application, id, host!.id, a.accountId, JSON.stringify({ conditions: [{ id: 'host.level', status: 'departed', article: '6(1)', departure: '本专业全市领先' }, { id: 'host.outstanding', status: 'met', article: '6(2)' }] })],
    );
    expect(await decide(b, id)).toMatchObject({ ok: true });
    expect(await departures(id)).toEqual([['4', '东西两片各设一个'], ['6(1)', '本专业全市领先']]);
    const { name } = await oneOf<{ name: string }>(admin, 'select c.name from centre c join selection s on s.centre_id = c.id where s.id = $1', [id]);
    expect(name).toBe(`${centre.name}（二）`);
  });

  it('is not what a hard rule is: no reason helps', async () => {
    const [a, b] = officials.zhengzhou!;
    const centre = await hostedCentre(admin, 'zhengzhou', 3);
    const [host] = await idleInstitutions(admin, 'zhengzhou');
    const id = await putRound(admin, { tenantId: 'zhengzhou', road: 'selection', state: 'notice', specialtyId: centre.specialtyId, chosenById: a.accountId, choice: hostChoice(host!.id), notice: { publishedOn: '2026-11-02', lastDay: '2026-11-09' } });
    expect(findings(await decide(b, id, { reason: '东西两片各设一个' }))).toEqual([['block', '7(3)', expect.any(String)]]);
  });
});

describe('the public directory', () => {
  const read = (tenantId: string, heads: { body: string; post: string }[], filter: { q?: string; class?: 'clinical' } = {}, after?: string) =>
    readTenant({ tenantId, accountId: null }, (tx) => listDirectory(tx, tenantId, { ...filter, heads }, { after, today: TODAY }));
  const CHAIR = [{ body: 'committee', post: 'chair' }];

  it('lists what is not closed with host and head, page by page, and shows where a place is vacant', async () => {
    const first = await read('chongqing', CHAIR);
    expect(first.rows).toHaveLength(50);
    const second = await read('chongqing', CHAIR, {}, first.next!);
    const all = [...first.rows, ...second.rows];
    expect(all).toHaveLength(first.total);
    expect(new Set(all.map((r) => r.id)).size).toBe(all.length);
    const closed = await rowsOf<{ id: string }>(admin, `select id from centre where tenant_id = 'chongqing' and status = 'closed'`);
    expect(closed.length).toBeGreaterThan(0);
    expect(all.filter((r) => closed.some((c) => c.id === r.id))).toEqual([]);
    const vacant = all.filter((r) => r.vacant);
    expect(vacant.length).toBeGreaterThan(0);
    expect(vacant.every((r) => r.host === null || r.dueToEndOn !== null)).toBe(true);
    expect(Object.keys(all[0]!).sort()).toEqual(['class', 'code', 'dueToEndOn', 'head', 'host', 'id', 'name', 'openedOn', 'round', 'since', 'vacant']);
  });

  it('leads to a running notice, to the call before it, and to nothing that is not public', async () => {
    const [a] = officials.chongqing!;
    const c = await hostedCentre(admin, 'chongqing');
    const put = (state: 'chosen' | 'notice', road: 'selection' | 'designation') =>
      putRound(admin, { tenantId: 'chongqing', road, state, specialtyId: c.specialtyId, centreId: c.id, replacesPeriodId: c.periodId, chosenById: a.accountId, choice: hostChoice(c.hostId), ...(state === 'notice' ? { notice: { publishedOn: '2026-11-20', lastDay: '2026-11-27' } } : {}) });
    const roundOf = async () => (await read('chongqing', CHAIR, { q: c.name })).rows.find((r) => r.id === c.id)!.round;
    const end = (id: string) => admin.query(`update selection set state = 'cancelled', cancel_reason = '测试' where id = $1`, [id]);
    expect(await roundOf()).toBeNull();
    const chosen = await put('chosen', 'selection');
    expect(await roundOf()).toEqual({ callId: chosen, noticeId: null });
    await end(chosen);
    const designated = await put('chosen', 'designation');
    await admin.query('update selection set published_at = null where id = $1', [designated]);
    expect(await roundOf()).toBeNull();
    await end(designated);
    const shown = await put('notice', 'designation');
    expect(await roundOf()).toEqual({ callId: null, noticeId: (await oneOf<{ id: string }>(admin, 'select id from notice where selection_id = $1', [shown])).id });
    await end(shown);
  });
});

describe('a designation', () => {
  it('without a notice needs its reason in the choice and another official', async () => {
    const [a, b] = officials.chongqing!;
    const [host] = await idleInstitutions(admin, 'chongqing');
    const put = async (noticeWaived: string | null) => putRound(admin, { tenantId: 'chongqing', road: 'designation', state: 'chosen', specialtyId: await newSpecialty(admin, 'chongqing'), chosenById: a.accountId, choice: hostChoice(host!.id, { noticeWaived }) });
    expect(await decide(b, await put(null))).toMatchObject({ ok: false, refusal: { message: expect.stringContaining('须先公示') } });
    const waived = await put('唯一具备条件的单位');
    expect(await decide(a, waived)).toMatchObject({ ok: false, refusal: { message: expect.stringContaining('他人') } });
    expect(await decide(b, waived)).toMatchObject({ ok: true });
    expect(await round(waived)).toMatchObject({ state: 'established', result: { notice: null } });
  });

  it('is told to the house that is designated, as a selection is to its applicants: at the decision, before its term begins', async () => {
    const [a, b] = officials.chongqing!;
    const c = await hostedCentre(admin, 'chongqing');
    const hostId = await newInstitution(admin, 'chongqing');
    const contact = await makeAccount(admin, [{ tenantId: 'chongqing', role: 'host-contact', institutionId: hostId }]);
    const id = await putRound(admin, { tenantId: 'chongqing', road: 'designation', state: 'chosen', specialtyId: c.specialtyId, centreId: c.id, replacesPeriodId: c.periodId, chosenById: a.accountId, choice: hostChoice(hostId, { noticeWaived: '双方同意' }) });
    expect(await decide(b, id, { documentNumber: '渝卫发〔2026〕91号' })).toMatchObject({ ok: true });
    expect(await round(id)).toMatchObject({ state: 'decided' });
    const handover = await oneOf<{ id: string }>(admin, 'select id from handover where selection_id = $1', [id]);
    const heard = await rowsOf<{ title: string; text: string; href: string }>(admin, 'select title, text, href from message where account_id = $1 order by id', [contact]);
    expect(heard).toEqual([{ title: expect.stringContaining('等待原挂靠单位移交'), text: expect.stringContaining('渝卫发〔2026〕91号'), href: `/handovers/${handover.id}` }]);
    await admin.query('delete from handover where id = $1', [handover.id]);
    await admin.query('delete from selection where id = $1', [id]);
  });

  it('of a national centre knows no cycle; a running or a vacant one is given anew, at once', async () => {
    const [a, b] = officials.national!;
    const [host, next] = await idleInstitutions(admin, 'national');
    const made = await putRound(admin, { tenantId: 'national', road: 'designation', state: 'chosen', specialtyId: await newSpecialty(admin, 'national'), chosenById: a.accountId, choice: hostChoice(host!.id) });
    expect(await decide(b, made)).toMatchObject({ ok: true });
    const { centre_id: centreId } = await round(made);
    expect(await periods(centreId!)).toEqual([{ institution_id: host!.id, cycle: 1, starts: TODAY, due: null, ended: null }]);

    const { specialty_id: specialtyId } = await oneOf<{ specialty_id: string }>(admin, 'select specialty_id from centre where id = $1', [centreId]);
    const running = await putRound(admin, { tenantId: 'national', road: 'designation', state: 'chosen', specialtyId, centreId: centreId!, chosenById: a.accountId, choice: hostChoice(next!.id) });
    expect(await decide(b, running, {}, noon('2026-12-01'))).toMatchObject({ ok: true });
    expect((await periods(centreId!)).map((p) => [p.institution_id, p.starts, p.ended])).toEqual([[host!.id, TODAY, '2026-11-30'], [next!.id, '2026-12-01', null]]);
    // The committee of this text stays: its term is its own.
    expect(await rowsOf(admin, 'select cohort from committee where centre_id = $1 and ended_on is null', [centreId])).toEqual([{ cohort: 1 }]);

    await admin.query(`update hosting_period set ended_on = '2026-12-10' where centre_id = $1 and ended_on is null`, [centreId]);
    await admin.query(`update centre set status = 'without-host' where id = $1`, [centreId]);
    const vacant = await putRound(admin, { tenantId: 'national', road: 'designation', state: 'chosen', specialtyId, centreId: centreId!, chosenById: a.accountId, choice: hostChoice(host!.id) });
    expect(await decide(b, vacant, {}, noon('2026-12-15'))).toMatchObject({ ok: true });
    expect((await periods(centreId!)).at(-1)).toEqual({ institution_id: host!.id, cycle: 3, starts: '2026-12-15', due: null, ended: null });
    expect(await oneOf(admin, 'select status from centre where id = $1', [centreId])).toEqual({ status: 'operating' });
  });
});

describe('members who were recommended', () => {
  // An expert of the level above enters without having been an inspector.
  const person = async (post: string, over: { title?: string; employment?: string; above?: boolean } = {}) => {
    const { id: institutionId } = await oneOf<{ id: string }>(admin, `select id from institution where tenant_id = 'qingpu' order by id limit 1`);
    const id = randomUUID();
    await admin.query(
      `insert into person (tenant_id, id, name, pinyin, institution_id, title, title_since, born, employment, heads_specialty, practises_here_since, parent_level_expert) values ('qingpu', $1, $2, 'x', $3, $4, '2010-01-01', '1975-01-01', $5, false, '2010-01-01', $6)`,
      [id, `${post}${id.slice(0, 4)}`, institutionId, over.title ?? 'senior', over.employment ?? 'in-service', over.above ?? post === 'expert'],
    );
    return id;
  };
  const members = (list: [string, 'leader' | 'liaison' | 'expert'][]) => ({ kind: 'members' as const, body: 'expert-group', members: list.map(([personId, post]) => ({ applicationId: randomUUID(), personId, post })), reason: '择优', noticeWaived: null });
  const put = async (choice: ReturnType<typeof members>, centreId: string | null = null) => {
    const specialtyId = centreId ? (await oneOf<{ id: string }>(admin, 'select specialty_id as id from centre where id = $1', [centreId])).id : await newSpecialty(admin, 'qingpu');
    return putRound(admin, { tenantId: 'qingpu', road: 'recommendation', purpose: 'establish', state: 'chosen', specialtyId, centreId, chosenById: officials.qingpu![0].accountId, choice, body: 'expert-group' });
  };
  const seats = (centreId: string) => rowsOf<{ posts: string[]; person_id: string }>(admin, `select a.posts, a.person_id from appointment a join committee c on c.id = a.committee_id where c.centre_id = $1 and c.body = 'expert-group' and a.valid_to is null order by a.posts`, [centreId]);

  it('make a group without a host: whoever breaks a rule stops it, what is to be explained needs a reason', async () => {
    const [, b] = officials.qingpu!;
    const [leader, liaison, expert] = [await person('leader'), await person('liaison'), await person('expert')];
    const retired = await person('expert', { employment: 'retired' });
    expect(findings(await decide(b, await put(members([[leader, 'leader'], [liaison, 'liaison'], [retired, 'expert']]))))).toEqual([['block', '7(5)', expect.any(String)]]);
    const small = await put(members([[leader, 'leader'], [expert, 'expert']]));
    expect(findings(await decide(b, small))).toEqual([['warn', '5', expect.any(String)]]);
    const id = await put(members([[leader, 'leader'], [liaison, 'liaison'], [expert, 'expert']]));
    expect(await decide(b, id)).toMatchObject({ ok: true });
    const done = await round(id);
    expect(done).toMatchObject({ state: 'established', hosting_period_id: null, result: { committee: { verdict: 'ok' } } });
    expect(await seats(done.centre_id!)).toEqual([{ posts: ['expert'], person_id: expert }, { posts: ['leader'], person_id: leader }, { posts: ['liaison'], person_id: liaison }]);
    expect(await decide(b, small, { reason: '联络员下一轮推荐' })).toMatchObject({ ok: true });
    expect(await departures(small)).toEqual([['5', '联络员下一轮推荐']]);
  });

  it('join a standing group beside those who sit', async () => {
    const [, b] = officials.qingpu!;
    const [leader, liaison] = [await person('leader'), await person('liaison')];
    const first = await put(members([[leader, 'leader'], [liaison, 'liaison']]));
    expect(await decide(b, first)).toMatchObject({ ok: true });
    const { centre_id: centreId } = await round(first);
    const expert = await person('expert');
    const second = await put(members([[expert, 'expert'], [liaison, 'expert']]), centreId);
    // The liaison is no inspector: that he becomes an expert needs a reason, which the register keeps.
    expect(findings(await decide(b, second, {}, noon('2026-11-25')))).toEqual([['warn', '11', expect.stringContaining('优先从本专业督查组中产生')]]);
    expect(await decide(b, second, { reason: '本专业督查员不足' }, noon('2026-11-25'))).toMatchObject({ ok: true });
    expect(await departures(second)).toEqual([['11', '本专业督查员不足']]);
    expect(await seats(centreId!)).toEqual([{ posts: ['expert'], person_id: expert }, { posts: ['leader'], person_id: leader }, { posts: ['liaison', 'expert'], person_id: liaison }]);
    // A second leader is one too many: a person has to say why.
    const third = await put(members([[await person('leader'), 'leader']]), centreId);
    expect(findings(await decide(b, third, {}, noon('2026-11-26')))).toEqual([['warn', '5', expect.stringContaining('组长')]]);
  });
});

describe('experts come from the inspectors first', () => {
  it.each<[string, { title?: string; parent?: boolean; serves?: boolean; isNew?: boolean; isPrivate?: boolean; heads?: boolean }, string[]]>([
    ['an inspector of the specialty', { serves: true }, []],
    ['nobody\'s inspector', {}, ['11']],
    ['a senior of a newly opened institution', { title: 'senior', isNew: true }, []],
    ['a deputy senior of a newly opened institution', { isNew: true }, ['11']],
    ['a senior head at a private institution', { title: 'senior', isPrivate: true, heads: true }, []],
    ['an expert of the level above', { parent: true }, []],
  ])('%s', async (_who, { title = 'deputy-senior', parent = false, serves = false, isNew = false, isPrivate = false, heads = false }, expected) => {
    const [, b] = officials.qingpu!;
    const [institutionId, personId, centreId] = [randomUUID(), randomUUID(), randomUUID()];
    const specialtyId = await newSpecialty(admin, 'qingpu');
    await admin.query(`insert into institution (tenant_id, id, name, pinyin, level, kind, region, newly_opened, privately_run) values ('qingpu', $1, $2, 'x', '2A', 'general', '城区', $3, $4)`, [institutionId, `机构${institutionId.slice(0, 8)}`, isNew, isPrivate]);
    await admin.query(
      `insert into person (tenant_id, id, name, pinyin, institution_id, title, title_since, born, employment, heads_specialty, practises_here_since, parent_level_expert) values ('qingpu', $1, '专家', 'x', $2, $3, '2010-01-01', '1975-01-01', 'in-service', $4, '2010-01-01', $5)`,
      [personId, institutionId, title, heads, parent],
    );
    await admin.query(`insert into centre (tenant_id, id, code, name, pinyin, specialty_id, class, opened_on, status) values ('qingpu', $1, $2, $3, 'x', $4, 'clinical', '2026-01-01', 'operating')`, [centreId, `Z${centreId.slice(0, 6)}`, `质控组${centreId.slice(0, 6)}`, specialtyId]);
    for (const body of ['expert-group', 'inspection-group']) {
      const id = randomUUID();
      await admin.query(`insert into committee (tenant_id, id, centre_id, body, cohort, term_from) values ('qingpu', $1, $2, $3, 1, '2026-01-01')`, [id, centreId, body]);
      if (serves && body === 'inspection-group') await admin.query(`insert into appointment (tenant_id, id, committee_id, person_id, posts, valid_from) values ('qingpu', $1, $2, $3, '{inspector}', '2026-01-01')`, [randomUUID(), id, personId]);
    }
    const choice = { kind: 'members' as const, body: 'expert-group', members: [{ applicationId: randomUUID(), personId, post: 'expert' as const }], reason: '推荐', noticeWaived: null };
    const id = await putRound(admin, { tenantId: 'qingpu', road: 'recommendation', purpose: 'replace', state: 'chosen', specialtyId, centreId, chosenById: officials.qingpu![0].accountId, choice, body: 'expert-group' });
    // Of a group of one the text also misses the leader and the liaison, in principle.
    const held = await decide(b, id);
    expect(!held.ok && held.refusal.kind === 'findings' && held.refusal.findings.map((f) => f.article).filter((article) => article !== '5')).toEqual(expected);
    expect(await decide(b, id, { reason: '学科需要' })).toMatchObject({ ok: true });
    expect((await departures(id)).filter(([article]) => article !== '5')).toEqual(expected.map((article) => [article, '学科需要']));
  });
});

describe('at once', () => {
  it('ten officials decide a round once', async () => {
    const [a] = officials.chongqing!;
    const [host] = await idleInstitutions(admin, 'chongqing');
    const specialtyId = await newSpecialty(admin, 'chongqing');
    const id = await putRound(admin, { tenantId: 'chongqing', road: 'selection', state: 'notice', specialtyId, chosenById: a.accountId, choice: hostChoice(host!.id), notice: { publishedOn: '2026-11-02', lastDay: '2026-11-09' } });
    const crowd = await Promise.all(Array.from({ length: 10 }, () => makeAccount(admin, [{ tenantId: 'chongqing', role: 'official' }])));
    const actors: Actor[] = [];
    for (const account of crowd) actors.push(await existingActor(admin, account, 'chongqing'));
    const version = await versionOf(id);
    const replies = await Promise.all(actors.map((actor) => act(actor, 'selection.decide', decideRound, decideRoundSchema.parse({ selectionId: id, documentNumber: document() }), { version })));
    expect(replies.filter((r) => r.ok)).toHaveLength(1);
    for (const r of replies) if (!r.ok) expect(['conflict', 'not-allowed-now']).toContain(r.refusal.kind);
    expect(await rowsOf(admin, 'select id from centre where specialty_id = $1', [specialtyId])).toHaveLength(1);
  });

  it('a centre that is opened by hand meanwhile is the only one of its direction', async () => {
    const [a, b] = officials.chongqing!;
    const [host, other] = await idleInstitutions(admin, 'chongqing');
    const specialtyId = await newSpecialty(admin, 'chongqing');
    const id = await putRound(admin, { tenantId: 'chongqing', road: 'selection', state: 'notice', specialtyId, chosenById: a.accountId, choice: hostChoice(host!.id), notice: { publishedOn: '2026-11-02', lastDay: '2026-11-09' } });
    const replies = await Promise.all([decide(b, id), act(a, 'centre.open', openCentre, { specialtyId, institutionId: other!.id, openedOn: TODAY, document: undefined, name: undefined })]);
    expect(replies.filter((r) => r.ok)).toHaveLength(1);
    expect(await rowsOf(admin, 'select id from centre where specialty_id = $1', [specialtyId])).toHaveLength(1);
  });
});

it('is the official\'s: the office and the contact of a host are refused, and a round of another jurisdiction is not there', async () => {
  const [a] = officials.chongqing!;
  const [host] = await idleInstitutions(admin, 'chongqing');
  const id = await putRound(admin, { tenantId: 'chongqing', road: 'selection', state: 'notice', specialtyId: await newSpecialty(admin, 'chongqing'), chosenById: a.accountId, choice: hostChoice(host!.id), notice: { publishedOn: '2026-11-02', lastDay: '2026-11-09' } });
  expect(await decide(await newActor(admin, 'chongqing', 'office'), id)).toMatchObject({ ok: false, refusal: { kind: 'denied' } });
  expect(await decide(await newActor(admin, 'chongqing', 'host-contact', { institutionId: host!.id }), id)).toMatchObject({ ok: false, refusal: { kind: 'denied' } });
  expect(await decide(officials.zhengzhou![0], id)).toMatchObject({ ok: false, refusal: { kind: 'not-found' } });
});
