import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTenant } from '../../lib/db/tenant.ts';
import type { Actor } from '../../lib/identity/actor.ts';
import { rulesFor } from '../../lib/jurisdiction/data.ts';
import { addDays, addMonths, localDate, type LocalDate } from '../../lib/kernel/local-date.ts';
import { centresDue, redeterminationCase } from '../../lib/redetermination/data.ts';
import { redetermine } from '../../lib/redetermination/mutations.ts';
import { redetermineSchema } from '../../lib/redetermination/schema.ts';
import { decideRoundSchema } from '../../lib/selection/decision-schema.ts';
import { decideRound } from '../../lib/selection/decision.ts';
import { listWork } from '../../lib/worklist/data.ts';
import { act, auditHead, auditOf, newActor, oneOf, rowsOf } from './cast.ts';
import type { TestDatabase } from './database.ts';
import { hostChoice, newSpecialty, putRound } from './put-rounds.ts';
import { closeSeeded, openSeeded, TODAY } from './seeded.ts';

const T = 'national';
let database: TestDatabase;
let admin: pg.Client;
let official: Actor;
let other: Actor;
beforeAll(async () => {
  ({ database, admin } = await openSeeded());
  official = await newActor(admin, T, 'official');
  other = await newActor(admin, T, 'official');
});
afterAll(() => closeSeeded({ database, admin }));

/** A centre whose host has had it since a day, and about which nothing was decided. */
async function centreSince(startsOn: LocalDate): Promise<{ id: string; specialtyId: string; institutionId: string }> {
  const [id, specialtyId, periodId] = [randomUUID(), randomUUID(), randomUUID()];
  const { id: institutionId } = await oneOf<{ id: string }>(admin, 'select id from institution where tenant_id = $1 order by id limit 1', [T]);
  const name = `测试${id.slice(0, 6)}专业`;
  await admin.query(`insert into specialty (tenant_id, id, class, direction, pinyin) values ($1, $2, 'clinical', $3, 'x')`, [T, specialtyId, name]);
  await admin.query(`insert into centre (tenant_id, id, code, name, pinyin, specialty_id, class, opened_on, status) values ($1, $2, $3, $4, 'x', $5, 'clinical', $6, 'operating')`, [T, id, `Z-${id.slice(0, 8)}`, `${name}质控中心`, specialtyId, startsOn]);
  await admin.query('insert into hosting_period (tenant_id, id, centre_id, institution_id, cycle, starts_on) values ($1, $2, $3, $4, 1, $5)', [T, periodId, id, institutionId, startsOn]);
  await admin.query(`insert into committee (tenant_id, id, centre_id, body, cohort, term_from) values ($1, $2, $3, 'committee', 1, $4)`, [T, randomUUID(), id, startsOn]);
  return { id, specialtyId, institutionId };
}

let numbers = 0;
const input = (centreId: string, over: object = {}) =>
  redetermineSchema.parse({ centreId, outcome: 'continued', documentNumber: `国卫医质量便函〔2026〕${(numbers += 1)}号`, decidedOn: '', reason: '考核评估合格', ...over });
const versionOf = async (id: string) => (await oneOf<{ version: number }>(admin, 'select version from centre where id = $1', [id])).version;
const decide = async (actor: Actor, id: string, over: object = {}, version?: number) => act(actor, 'centre.redetermine', redetermine, input(id, over), { version: version ?? (await versionOf(id)) });
const datesOf = (id: string) => readTenant({ tenantId: T, accountId: null }, async (tx) => (await redeterminationCase(tx, T, (await rulesFor(tx, T, TODAY)).profile, id))!.dates);
const dueIds = (on: LocalDate) => readTenant({ tenantId: T, accountId: null }, async (tx) => (await centresDue(tx, T, (await rulesFor(tx, T, TODAY)).profile, on, 1000)).map((c) => c.id));

describe('a host is looked at anew', () => {
  it('waits in the worklist of the official from sixty days before the last day on', async () => {
    const soon = await centreSince(addMonths(addDays(TODAY, 60), -12));
    const later = await centreSince(addMonths(addDays(TODAY, 61), -12));
    const late = await centreSince(localDate('2020-01-01'));
    const ids = await dueIds(TODAY);
    expect([soon, later, late].map((c) => ids.includes(c.id))).toEqual([true, false, true]);
    const work = await readTenant({ tenantId: T, accountId: null }, async (tx) => listWork(tx, official, await rulesFor(tx, T, TODAY), TODAY));
    const row = work.find((i) => i.key === `redetermine ${late.id}`)!;
    expect(row).toMatchObject({ kind: 'redetermination', article: '30', dueOn: '2021-01-01', stage: '已超期', href: `/centres/${late.id}#redetermination` });
    expect(work.some((i) => i.key === `redetermine ${later.id}`)).toBe(false);
  });

  it('goes on with a number, a day and a reason; the next day counts from that day', async () => {
    const { id } = await centreSince(localDate('2025-06-01'));
    const head = await auditHead(admin, T);
    const reply = await decide(official, id, { decidedOn: '2026-11-02', documentNumber: '国卫医质量便函〔2026〕900号' });
    expect(reply).toMatchObject({ ok: true, value: { message: '已登记继续委托，下次至2027年11月2日' } });
    expect(await rowsOf(admin, 'select outcome, decided_on::text, document_number, reason, selection_id, decided_by_name from redetermination where centre_id = $1', [id])).toEqual([
      { outcome: 'continued', decided_on: '2026-11-02', document_number: '国卫医质量便函〔2026〕900号', reason: '考核评估合格', selection_id: null, decided_by_name: official.name },
    ]);
    expect(await datesOf(id)).toEqual({ last: '2026-11-02', due: '2027-11-02' });
    expect(await dueIds(TODAY)).not.toContain(id);
    expect(await auditOf(admin, { tenantId: T, after: head })).toMatchObject([{ act: 'centre.redetermine', result: 'ok', target_id: id }]);
    await expect(admin.query(`update redetermination set reason = 'x' where centre_id = $1`, [id])).rejects.toThrow();
  });

  it('is determined anew by a round of the shorter road with the ground filled in; host and committee stay until it is decided', async () => {
    const { id, specialtyId, institutionId } = await centreSince(localDate('2025-06-01'));
    const reply = await decide(official, id, { outcome: 'anew', documentNumber: '国卫医质量便函〔2026〕901号', reason: '不再具备条件' });
    expect(reply).toMatchObject({ ok: true, value: { next: expect.stringMatching(/^\/selections\//) } });
    const [round] = await rowsOf<{ id: string }>(admin, 'select id, road, purpose, state, ground, centre_id from selection where specialty_id = $1', [specialtyId]);
    expect(round).toMatchObject({ road: 'designation', purpose: 'replace', state: 'draft', ground: '国卫医质量便函〔2026〕901号，重新确定：不再具备条件', centre_id: id });
    expect(await rowsOf(admin, 'select outcome, selection_id from redetermination where centre_id = $1', [id])).toEqual([{ outcome: 'anew', selection_id: round!.id }]);
    expect(await rowsOf(admin, 'select institution_id from hosting_period where centre_id = $1 and ended_on is null', [id])).toEqual([{ institution_id: institutionId }]);
    expect(await rowsOf(admin, 'select body from committee where centre_id = $1 and ended_on is null', [id])).toEqual([{ body: 'committee' }]);
    expect(await dueIds(TODAY)).not.toContain(id);
    // Once is enough: the round has to end first.
    expect(await decide(official, id)).toMatchObject({ ok: false, refusal: { kind: 'not-allowed-now', message: expect.stringContaining('正在进行') } });
  });

  it('takes no number twice, no day ahead and none before the last time', async () => {
    const { id } = await centreSince(localDate('2026-01-10'));
    const number = '国卫医质量便函〔2026〕902号';
    expect(await decide(official, id, { documentNumber: number })).toMatchObject({ ok: true });
    const fields = async (over: object) => {
      const reply = await decide(official, id, over);
      return !reply.ok && reply.refusal.kind === 'invalid' ? Object.keys(reply.refusal.fields) : reply;
    };
    expect(await fields({ documentNumber: number })).toEqual(['documentNumber']);
    expect(await fields({ decidedOn: addDays(TODAY, 1) })).toEqual(['decidedOn']);
    expect(await fields({ decidedOn: addDays(TODAY, -1) })).toEqual(['decidedOn']);
  });

  it('rests on one article, the round that fills the place on another, and one that sets up on neither', async () => {
    const { id, specialtyId, institutionId } = await centreSince(localDate('2025-06-01'));
    const chosen = { tenantId: T, road: 'designation', state: 'chosen', chosenById: official.accountId, choice: hostChoice(institutionId) } as const;
    const fills = await putRound(admin, { ...chosen, purpose: 'replace', specialtyId, centreId: id });
    const sets = await putRound(admin, { ...chosen, purpose: 'establish', specialtyId: await newSpecialty(admin, T) });
    const work = await readTenant({ tenantId: T, accountId: null }, async (tx) => listWork(tx, other, await rulesFor(tx, T, TODAY), TODAY));
    expect([fills, sets].map((round) => work.find((i) => i.key === `round ${round}`)?.article)).toEqual(['31', '2']);
  });

  it('does not wait while a round of another centre of the direction runs, for which it would be refused', async () => {
    const { id, specialtyId, institutionId } = await centreSince(localDate('2025-06-01'));
    const second = await centreSince(localDate('2025-06-01'));
    await admin.query(`update centre set specialty_id = $2, name = name || '（二）' where id = $1`, [second.id, specialtyId]);
    expect(await dueIds(TODAY)).toEqual(expect.arrayContaining([id, second.id]));
    const round = await putRound(admin, { tenantId: T, road: 'designation', purpose: 'replace', state: 'chosen', specialtyId, centreId: id, chosenById: official.accountId, choice: hostChoice(institutionId) });
    expect(await decide(official, second.id, { outcome: 'anew' })).toMatchObject({ ok: false, refusal: { message: expect.stringContaining('正在进行') } });
    expect(await dueIds(TODAY)).not.toContain(second.id);
    await admin.query(`update selection set state = 'cancelled', cancel_reason = '试验' where id = $1`, [round]);
    expect(await dueIds(TODAY)).toContain(second.id);
    expect(await decide(official, second.id, { outcome: 'anew' })).toMatchObject({ ok: true });
  });

  it('takes no number of a round, nor a round one of a redetermination', async () => {
    const { id, institutionId } = await centreSince(localDate('2025-06-01'));
    const [taken, free] = ['国卫医质量便函〔2026〕903号', '国卫医质量便函〔2026〕904号'];
    expect(await decide(official, id, { documentNumber: taken })).toMatchObject({ ok: true });
    const round = await putRound(admin, { tenantId: T, road: 'designation', state: 'chosen', specialtyId: await newSpecialty(admin, T), chosenById: official.accountId, choice: hostChoice(institutionId) });
    const { version } = await oneOf<{ version: number }>(admin, 'select version from selection where id = $1', [round]);
    const decideAs = (documentNumber: string) => act(other, 'selection.decide', decideRound, decideRoundSchema.parse({ selectionId: round, documentNumber }), { version });
    const used = { ok: false, refusal: { kind: 'invalid', fields: { documentNumber: [expect.stringContaining('已用于')] } } };
    expect(await decideAs(taken)).toMatchObject(used);
    expect(await decideAs(free)).toMatchObject({ ok: true });
    expect(await decide(official, id, { documentNumber: free })).toMatchObject(used);
  });

  it('of two officials at once the second learns that it was done', async () => {
    const { id } = await centreSince(localDate('2025-06-01'));
    const version = await versionOf(id);
    const replies = await Promise.all([decide(official, id, {}, version), decide(other, id, { outcome: 'anew' }, version)]);
    expect(replies.filter((r) => r.ok)).toHaveLength(1);
    expect(replies.flatMap((r) => (r.ok ? [] : [r.refusal.kind]))).toEqual(['conflict']);
    expect(await rowsOf(admin, 'select 1 from redetermination where centre_id = $1', [id])).toHaveLength(1);
  });

  it('is not there where the text asks for nothing, nor for a centre of another jurisdiction', async () => {
    const chongqing = await newActor(admin, 'chongqing', 'official');
    const { id } = await oneOf<{ id: string }>(admin, `select id from centre where tenant_id = 'chongqing' and status = 'operating' order by id limit 1`);
    expect(await decide(chongqing, id)).toMatchObject({ ok: false, refusal: { kind: 'not-allowed-now' } });
    expect(await decide(official, id)).toMatchObject({ ok: false, refusal: { kind: 'not-found' } });
  });
});
