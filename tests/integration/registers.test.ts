import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headOn, headRecord, hostRecord, pageEvents, pageSanctions, type SanctionFilter } from '../../lib/conduct/data.ts';
import { registerEvent, registerSanction, revokeEvent, revokeSanction } from '../../lib/conduct/mutations.ts';
import { registerSanctionSchema } from '../../lib/conduct/schema.ts';
import { readTenant } from '../../lib/db/tenant.ts';
import { decide } from '../../lib/decision/mutations.ts';
import type { Actor } from '../../lib/identity/actor.ts';
import { rulesFor } from '../../lib/jurisdiction/data.ts';
import { newId } from '../../lib/kernel/ids.ts';
import { addDays, localDate } from '../../lib/kernel/local-date.ts';
import { act, auditHead, auditOf, fingerprint, newActor, oneOf, rowsOf } from './cast.ts';
import type { TestDatabase } from './database.ts';
import { closeSeeded, openSeeded, TODAY } from './seeded.ts';

let database: TestDatabase;
let admin: pg.Client;
let official: Actor;
const T = 'chongqing';
beforeAll(async () => {
  ({ database, admin } = await openSeeded());
  official = await newActor(admin, T, 'official');
});
afterAll(() => closeSeeded({ database, admin }));

const on = localDate;
/** An institution of its own, so that tests do not meet in the register. */
async function institution(tenantId = T): Promise<string> {
  const id = newId();
  await admin.query(`insert into institution (tenant_id, id, name, pinyin, level, kind, region) values ($1, $2, $3, 'sy', '3A', 'general', '市级')`, [tenantId, id, `试验医院${id.slice(-12)}`]);
  return id;
}
const specialtyOf = (tenantId: string, offset = 0) => rowsOf<{ id: string; class: string; direction: string }>(admin, 'select id, class, direction from specialty where tenant_id = $1 order by id limit 1 offset $2', [tenantId, offset]).then((r) => r[0]!);
/** A running centre with its host and its head. */
const hosted = () =>
  rowsOf<{ centre: string; institution: string; period: string; specialty: string; starts: string }>(
    admin,
    `select c.id as centre, h.institution_id as institution, h.id as period, c.specialty_id as specialty, h.starts_on::text as starts from centre c
     join hosting_period h on h.tenant_id = c.tenant_id and h.centre_id = c.id and h.ended_on is null and h.starts_on < $2
     where c.tenant_id = $1 and exists (select 1 from committee k join appointment a on a.tenant_id = k.tenant_id and a.committee_id = k.id and 'chair' = any(a.posts) and a.valid_from < $2 and a.valid_to is null where k.tenant_id = c.tenant_id and k.centre_id = c.id)
     order by c.code limit 1`,
    [T, addDays(TODAY, -10)],
  ).then((r) => r[0]!);
const sanction = (over: object) => registerSanctionSchema.parse({ ground: 'unqualified', decidedOn: addDays(TODAY, -3), reason: '连续两年考核不合格', ...over });
const register = (over: object, actor = official) => act(actor, 'sanction.register', registerSanction, sanction(over));
async function refused(reply: Promise<{ ok: boolean }>) {
  const before = await fingerprint(admin);
  const said = (await reply) as { ok: false; refusal: { kind: string; message?: string; fields?: Record<string, string[]> } };
  expect(said.ok).toBe(false);
  expect(await fingerprint(admin)).toBe(before);
  return said.refusal;
}
const page = (filter: SanctionFilter = {}, tenantId = T) =>
  readTenant({ tenantId, accountId: null }, async (tx) => pageSanctions(tx, tenantId, (await rulesFor(tx, tenantId, TODAY)).profile, filter, undefined, TODAY));
const record = (institutionId: string, tenantId = T) => readTenant({ tenantId, accountId: null }, (tx) => hostRecord(tx, tenantId, institutionId));

describe('a sanction registered by hand', () => {
  it('names the centre, its period and who headed it then, bars by the rules, and tells the contacts', async () => {
    const place = await hosted();
    const contact = await newActor(admin, T, 'host-contact', { institutionId: place.institution });
    const head = await auditHead(admin, T);
    const reply = await register({ institutionId: place.institution, centreId: place.centre, ground: 'serious-violation', document: '渝卫处〔2026〕9号' });
    expect(reply).toMatchObject({ ok: true, value: { next: '/sanctions' } });
    const row = await oneOf<Record<string, unknown>>(admin, 'select * from sanction where tenant_id = $1 and centre_id = $2', [T, place.centre]);
    const chair = await readTenant({ tenantId: T, accountId: null }, async (tx) => headOn(tx, T, (await rulesFor(tx, T, TODAY)).profile, place.centre, addDays(TODAY, -4)));
    expect(chair).not.toBeNull();
    expect(row).toMatchObject({ institution_id: place.institution, hosting_period_id: place.period, specialty_id: place.specialty, head_person_id: chair, decision_id: null, document: '渝卫处〔2026〕9号', registered_by_name: official.name });
    expect(await auditOf(admin, { tenantId: T, after: head })).toMatchObject([{ act: 'sanction.register', result: 'ok', target_type: 'sanction', target_id: row.id }]);
    const [told] = await rowsOf<{ text: string }>(admin, 'select text from message where account_id = $1', [contact.accountId]);
    expect(told!.text).toContain('本专业中心，至2030年11月19日止');
    const listed = (await page({ stands: 'runs', ground: 'serious-violation' })).rows.find((r) => r.id === row.id)!;
    expect(listed.bans).toMatchObject([{ scope: 'same-specialty', from: addDays(TODAY, -3), until: '2030-11-19', runs: true, article: '23' }]);
    const about = await oneOf<{ class: string; direction: string }>(admin, 'select class, direction from specialty where id = $1', [place.specialty]);
    expect(await readTenant({ tenantId: T, accountId: null }, (tx) => headRecord(tx, T, chair!))).toEqual({ decidedOn: addDays(TODAY, -3), ...about });
    expect((await record(place.institution)).sanctions).toEqual([{ ground: 'serious-violation', decidedOn: addDays(TODAY, -3), ...about }]);
    // The same once more, by somebody else.
    expect((await refused(register({ institutionId: place.institution, centreId: place.centre, ground: 'serious-violation' }, await newActor(admin, T, 'official')))).message).toContain('已经登记过');
  });

  it('may be about a specialty without a centre', async () => {
    const id = await institution();
    const about = await specialtyOf(T);
    expect(await register({ institutionId: id, specialtyId: about.id })).toMatchObject({ ok: true });
    expect((await record(id)).sanctions).toEqual([{ ground: 'unqualified', decidedOn: addDays(TODAY, -3), class: about.class, direction: about.direction }]);
    const [row] = (await page({ q: '试验医院' + id.slice(-12) })).rows;
    expect(row!.bans).toMatchObject([{ scope: 'this-round', until: null, runs: false }]);
  });

  it('is refused in words that say what is wrong', async () => {
    const place = await hosted();
    const id = await institution();
    const about = await specialtyOf(T);
    expect(await refused(register({ institutionId: id, specialtyId: about.id, decidedOn: addDays(TODAY, 1) }))).toHaveProperty('fields.decidedOn');
    expect((await refused(register({ institutionId: id, centreId: place.centre }))).fields?.centreId?.[0]).toContain('不是');
    expect(await refused(register({ institutionId: id }))).toHaveProperty('fields.specialtyId');
    expect(await refused(register({ institutionId: id, specialtyId: (await specialtyOf('zhengzhou')).id }))).toHaveProperty('fields.specialtyId');
    expect(await refused(register({ institutionId: await institution('zhengzhou'), specialtyId: about.id }))).toHaveProperty('fields.institutionId');
    expect(await refused(register({ institutionId: id, specialtyId: about.id }, await newActor(admin, T, 'office')))).toEqual({ kind: 'denied' });
    const jinxiang = await newActor(admin, 'jinxiang', 'official');
    const house = await institution('jinxiang');
    expect(await refused(register({ institutionId: house, specialtyId: (await specialtyOf('jinxiang')).id, ground: 'serious-violation' }, jinxiang))).toHaveProperty('fields.ground');
  });

  it('is entered once when two officials enter it at once', async () => {
    const id = await institution();
    const about = await specialtyOf(T);
    const other = await newActor(admin, T, 'official');
    const replies = await Promise.all([official, other].map((actor) => register({ institutionId: id, specialtyId: about.id }, actor)));
    expect(replies.filter((r) => r.ok)).toHaveLength(1);
    expect(await rowsOf(admin, 'select 1 from sanction where institution_id = $1', [id])).toHaveLength(1);
  });

  it('can be revoked once, with a reason, and stays in the register', async () => {
    const id = await institution();
    const contact = await newActor(admin, T, 'host-contact', { institutionId: id });
    const reply = await register({ institutionId: id, specialtyId: (await specialtyOf(T)).id });
    const sanctionId = reply.ok ? reply.value.id! : '';
    const revoke = (version: number, actor = official) => act(actor, 'sanction.revoke', revokeSanction, { sanctionId, reason: '复议撤销' }, { version });
    expect(await refused(revoke(9))).toMatchObject({ kind: 'conflict' });
    expect(await refused(revoke(1, await newActor(admin, T, 'office')))).toEqual({ kind: 'denied' });
    const other = await newActor(admin, T, 'official');
    const replies = await Promise.all([revoke(1), revoke(1, other)]);
    expect(replies.filter((r) => r.ok)).toHaveLength(1);
    expect((await refused(revoke(2))).message).toContain('已经撤销');
    expect((await record(id)).sanctions).toEqual([]);
    expect(await oneOf(admin, 'select revoke_reason, version from sanction where id = $1', [sanctionId])).toEqual({ revoke_reason: '复议撤销', version: 2 });
    expect((await page({ stands: 'revoked' })).rows.map((r) => r.id)).toContain(sanctionId);
    expect((await page({ stands: 'runs' })).rows.map((r) => r.id)).not.toContain(sanctionId);
    expect(await rowsOf(admin, 'select title from message where account_id = $1 order by at, title', [contact.accountId])).toHaveLength(2);
  });

  it('is listed as running on its last day and as over on the next', async () => {
    const house = await institution();
    const about = await specialtyOf(T);
    await register({ institutionId: house, specialtyId: about.id, ground: 'serious-violation', decidedOn: on('2022-11-22') });
    await register({ institutionId: house, specialtyId: about.id, ground: 'serious-violation', decidedOn: on('2022-11-21') });
    const mine = (stands: 'runs' | 'over') => page({ stands, q: '试验医院' + house.slice(-12) }).then((p) => p.rows.map((r) => [r.decidedOn, r.bans[0]!.runs]));
    expect(await mine('runs')).toEqual([['2022-11-22', true]]);
    expect(await mine('over')).toEqual([['2022-11-21', false]]);
  });

  it('keeps out of the round that fills its place until that round has been completed', async () => {
    const place = await rowsOf<{ centre: string; institution: string; period: string; specialty: string }>(
      admin,
      `select c.id as centre, h.institution_id as institution, h.id as period, c.specialty_id as specialty from centre c join hosting_period h on h.tenant_id = c.tenant_id and h.centre_id = c.id and h.ended_on is null and h.starts_on < $2
       where c.tenant_id = $1 and not exists (select 1 from sanction s where s.centre_id = c.id) order by c.code offset 2 limit 1`,
      [T, addDays(TODAY, -10)],
    ).then((r) => r[0]!);
    await register({ institutionId: place.institution, centreId: place.centre });
    const mine = async () => (await page()).rows.find((r) => r.centre?.id === place.centre)!;
    expect([(await mine()).place, (await mine()).bans[0]!.runs]).toEqual(['not-begun', true]);
    const id = newId();
    await admin.query(
      `insert into selection (tenant_id, id, number, road, purpose, specialty_id, centre_id, replaces_period_id, state, title, created_by_id, created_by_name) values ($1, $2, $3, 'selection', 'replace', $4, $5, $6, 'draft', '试验', $7, '测试')`,
      [T, id, `T-${id.slice(-12)}`, place.specialty, place.centre, place.period, randomUUID()],
    );
    expect([(await mine()).place, (await mine()).bans[0]!.runs]).toEqual(['running', true]);
    expect((await page({ stands: 'runs' })).rows.map((r) => r.centre?.id)).toContain(place.centre);
    await admin.query(`update selection set state = 'established', choice = '{}', chosen_by_id = $2, decided_by_id = $3, decided_on = $4, document_number = 'x' where id = $1`, [id, randomUUID(), randomUUID(), TODAY]);
    await admin.query(`update hosting_period set ended_on = $2 where id = $1`, [place.period, addDays(TODAY, -1)]);
    await admin.query(`insert into hosting_period (tenant_id, id, centre_id, institution_id, cycle, starts_on) values ($1, $2, $3, $4, 9, $5)`, [T, newId(), place.centre, await institution(), TODAY]);
    expect([(await mine()).place, (await mine()).bans[0]!.runs]).toEqual(['over', false]);
    expect((await page({ stands: 'over' })).rows.map((r) => r.centre?.id)).toContain(place.centre);
  });
});

describe('an event of an institution', () => {
  it('is registered for one specialty or the whole, once, and counts until it is revoked', async () => {
    const id = await institution();
    const about = await specialtyOf(T);
    const office = await newActor(admin, T, 'office');
    const input = { institutionId: id, kind: 'major-event' as const, on: addDays(TODAY, -100), specialtyId: about.id, note: '经调查认定', document: undefined };
    const enter = (over: object = {}) => act(office, 'event.register', registerEvent, { ...input, ...over });
    const reply = await enter();
    expect(reply).toMatchObject({ ok: true, value: { next: '/sanctions/events' } });
    expect(await enter({ specialtyId: undefined })).toMatchObject({ ok: true });
    expect((await refused(enter())).message).toContain('已经登记过');
    expect(await refused(enter({ on: addDays(TODAY, 1) }))).toHaveProperty('fields.on');
    expect(await refused(enter({ specialtyId: (await specialtyOf('zhengzhou')).id }))).toHaveProperty('fields.specialtyId');
    expect((await record(id)).events).toEqual([
      { kind: 'major-event', on: addDays(TODAY, -100), specialtyId: about.id, direction: about.direction },
      { kind: 'major-event', on: addDays(TODAY, -100), specialtyId: null, direction: null },
    ]);
    const eventId = reply.ok ? reply.value.id! : '';
    const revoke = (actor: Actor) => act(actor, 'event.revoke', revokeEvent, { eventId, reason: '查无实据' }, { version: 1 });
    expect(await refused(revoke(office))).toEqual({ kind: 'denied' });
    expect(await revoke(official)).toMatchObject({ ok: true });
    expect(await refused(revoke(official))).toMatchObject({ kind: 'conflict' });
    expect((await record(id)).events.map((e) => e.specialtyId)).toEqual([null]);
    const listed = await readTenant({ tenantId: T, accountId: null }, (tx) => pageEvents(tx, T, { revoked: true }, undefined));
    expect(listed.rows.map((r) => r.id)).toContain(eventId);
  });
});

describe('a decision that removes a host', () => {
  const pending = (host: string, tenantId = T) =>
    rowsOf<{ id: string; version: number; centre_id: string; hosting_period_id: string }>(admin, `select id, version, centre_id, hosting_period_id from decision where tenant_id = $1 and state = 'pending' and result->'decision'->>'host' = $2 order by number`, [tenantId, host]);
  const entered = (decisionId: string) => rowsOf<Record<string, unknown>>(admin, 'select ground, decided_on::text, centre_id, hosting_period_id, head_person_id, reason, revoked_at from sanction where decision_id = $1', [decisionId]);

  it('enters the register in the same act, once, with its period, its head and the finding', async () => {
    const [d] = await pending('removed');
    const input = { decisionId: d!.id, as: 'computed' as const, effectiveOn: TODAY, rectifyBy: undefined, reason: undefined };
    const chair = await readTenant({ tenantId: T, accountId: null }, async (tx) => headOn(tx, T, (await rulesFor(tx, T, TODAY)).profile, d!.centre_id, addDays(TODAY, -1)));
    const actors = [official, await newActor(admin, T, 'official'), await newActor(admin, T, 'official')];
    const replies = await Promise.all(actors.map((actor) => act(actor, 'decision.confirm', decide, input, { version: d!.version })));
    expect(replies.filter((r) => r.ok)).toHaveLength(1);
    expect(await entered(d!.id)).toEqual([
      { ground: 'unqualified', decided_on: TODAY, centre_id: d!.centre_id, hosting_period_id: d!.hosting_period_id, head_person_id: chair, reason: expect.stringContaining('不合格') as unknown, revoked_at: null },
    ]);
    expect(chair).not.toBeNull();
    expect((await page({ stands: 'runs', ground: 'unqualified' })).rows.map((r) => r.centre?.id)).toContain(d!.centre_id);
  });

  it('enters nothing where a host stays, or is removed for something else than its grade', async () => {
    const [kept] = await pending('retained');
    const confirmed = await act(official, 'decision.confirm', decide, { decisionId: kept!.id, as: 'otherwise', host: 'removed', formerHostMayCompete: false, chair: 'removed', committee: 'dissolved', reason: '另有原因', effectiveOn: TODAY, rectifyBy: undefined }, { version: kept!.version });
    expect(confirmed).toMatchObject({ ok: true });
    expect(await entered(kept!.id)).toEqual([]);
  });
});
