import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { sha256 } from '../../lib/audit/chain.ts';
import { giveHandover, overrideHandover, receiveHandover, returnHandover, saveInventory } from '../../lib/handover/mutations.ts';
import { giveSchema, overrideSchema, returnHandoverSchema } from '../../lib/handover/schema.ts';
import { sealedPage, type Sealed } from '../../lib/handover/sealed.ts';
import { HANDOVER_LIFECYCLE, HANDOVER_STATES, type HandoverAct, type HandoverState } from '../../lib/handover/states.ts';
import type { Actor } from '../../lib/identity/actor.ts';
import type { Mutation, Reply } from '../../lib/identity/perform.ts';
import { canonicalJson } from '../../lib/kernel/canonical.ts';
import { stepOf } from '../../lib/kernel/lifecycle.ts';
import { ok } from '../../lib/kernel/result.ts';
import { beginTerm, decideRound } from '../../lib/selection/decision.ts';
import { decideRoundSchema } from '../../lib/selection/decision-schema.ts';
import { act, existingActor, fingerprint, makeAccount, newActor, oneOf, rowsOf } from './cast.ts';
import type { TestDatabase } from './database.ts';
import { hostChoice, hostedCentre, newInstitution, putRound } from './put-rounds.ts';
import { closeSeeded, openSeeded } from './seeded.ts';

// What passes from the old host to the new one, and that no term begins without it.

vi.hoisted(() => (process.env.ZHIKONG_POOL = '20'));

const T = 'chongqing';
const LATER = '2026-12-03T04:00:00Z';

let database: TestDatabase;
let admin: pg.Client;
let officials: [Actor, Actor];
let stranger: Actor;
beforeAll(async () => {
  ({ database, admin } = await openSeeded());
  officials = [await newActor(admin, T, 'official'), await newActor(admin, T, 'official')];
  stranger = await newActor(admin, T, 'host-contact', { institutionId: await newInstitution(admin, T) });
});
afterAll(() => closeSeeded({ database, admin }));

interface Case {
  id: string;
  roundId: string;
  centre: Awaited<ReturnType<typeof hostedCentre>>;
  hostId: string;
  old: Actor;
  next: Actor;
  rows: { id: string; label: string; kind: string; count: number | null; source: string }[];
}

/** A decided round whose handover is open. */
async function handover(prepare: (centre: Case['centre']) => Promise<unknown> = async () => undefined): Promise<Case> {
  const centre = await hostedCentre(admin, T);
  await prepare(centre);
  const hostId = await newInstitution(admin, T);
  const roundId = await putRound(admin, { tenantId: T, road: 'designation', state: 'notice', specialtyId: centre.specialtyId, centreId: centre.id, replacesPeriodId: centre.periodId, chosenById: officials[0].accountId, choice: hostChoice(hostId), notice: { publishedOn: '2026-11-02', lastDay: '2026-11-09' } });
  const decided = await act(officials[1], 'selection.decide', decideRound, decideRoundSchema.parse({ selectionId: roundId, documentNumber: randomUUID() }), { version: 1 });
  expect(decided).toMatchObject({ ok: true });
  const { id, inventory } = await oneOf<{ id: string; inventory: Case['rows'] }>(admin, 'select id, inventory from handover where selection_id = $1', [roundId]);
  return {
    id, roundId, centre, hostId, rows: inventory,
    old: await newActor(admin, T, 'host-contact', { institutionId: centre.hostId }), next: await newActor(admin, T, 'host-contact', { institutionId: hostId }),
  };
}

const MUTATIONS: Record<HandoverAct, Mutation<never>> = {
  'handover.save': saveInventory as Mutation<never>, 'handover.give': giveHandover as Mutation<never>, 'handover.return': returnHandover as Mutation<never>,
  'handover.receive': receiveHandover as Mutation<never>, 'handover.override': overrideHandover as Mutation<never>,
};
const version = async (id: string) => (await oneOf<{ version: number }>(admin, 'select version from handover where id = $1', [id])).version;
const all = (c: Case, side: 'given' | 'received', text = '齐全') => Object.fromEntries(c.rows.map((r) => [`${side}-${r.id}`, text]));

/** Does an act with everything that it needs, or with what is given instead. */
async function go(c: Case, name: HandoverAct, actor: Actor, form: Record<string, unknown>, at = LATER): Promise<Reply> {
  const schema = name === 'handover.return' ? returnHandoverSchema : name === 'handover.override' ? overrideSchema : giveSchema;
  return act(actor, name, MUTATIONS[name], schema.parse({ handoverId: c.id, ...form }) as never, { version: await version(c.id), at });
}
const give = (c: Case) => go(c, 'handover.give', c.old, all(c, 'given'));
const receive = (c: Case, at = LATER) => go(c, 'handover.receive', c.next, all(c, 'received'), at);

const stateOf = async (c: Case) => (await oneOf<{ state: HandoverState }>(admin, 'select state from handover where id = $1', [c.id])).state;
const roundOf = (c: Case) => oneOf<{ state: string; hosting_period_id: string | null }>(admin, 'select state, hosting_period_id from selection where id = $1', [c.roundId]);
const running = (c: Case) => oneOf<{ institution_id: string; starts: string; due: string; cycle: number }>(admin, 'select institution_id, starts_on::text as starts, due_to_end_on::text as due, cycle from hosting_period where centre_id = $1 and ended_on is null', [c.centre.id]);
const told = (account: string) => rowsOf<{ title: string }>(admin, 'select title from message where account_id = $1 order by at, id', [account]).then((list) => list.map((m) => m.title));

it('the inventory holds what the platform knows of the centre, and the equipment that its host named when it applied', async () => {
  const holder = await makeAccount(admin, []);
  const c = await handover(async (centre) => {
    await admin.query(`insert into membership (tenant_id, id, account_id, role, centre_id) values ($1, $2, $3, 'secretary', $4)`, [T, randomUUID(), holder, centre.id]);
    const won = await putRound(admin, { tenantId: T, road: 'selection', state: 'chosen', specialtyId: centre.specialtyId, chosenById: officials[0].accountId, choice: hostChoice(centre.hostId) });
    await admin.query(
      `update selection set state = 'established', hosting_period_id = $2, centre_id = $3, decided_by_id = chosen_by_id, decided_on = '2024-01-01', document_number = '早先的决定' where id = $1`, [won, centre.periodId, centre.id]);
    await admin.query(
      `insert into application (tenant_id, id, selection_id, institution_id, state, form, receipt, submitted_at, reviewed_by_id, result, created_by_id, updated_at) values ($1, $2, $3, $4, 'eligible', $5, '回执', now(), $6, '{}', $6, now())`,
      [T, randomUUID(), won, centre.hostId, JSON.stringify({ equipment: '服务器2台，工作站6台' }), officials[0].accountId],
    );
  });
  const of = (kind: string) => c.rows.filter((r) => r.kind === kind);
  const { n: lists } = await oneOf<{ n: number }>(admin, `select count(*)::int as n from roster_change r join committee k on k.id = r.committee_id where k.centre_id = $1 and r.state = 'approved'`, [c.centre.id]);
  expect(of('document').filter((r) => r.label === '经审定的名单').map((r) => r.count)).toEqual([lists, lists]);
  const { n: seats } = await oneOf<{ n: number }>(admin, `select count(*)::int as n from appointment a join committee k on k.id = a.committee_id where k.centre_id = $1 and k.ended_on is null and k.body = 'committee' and a.valid_from <= '2026-11-22' and (a.valid_to is null or a.valid_to > '2026-11-22')`, [c.centre.id]);
  expect(of('network').map((r) => r.count)).toContain(seats);
  expect(of('permission').find((r) => r.label.startsWith('秘书'))).toMatchObject({ count: expect.any(Number), source: expect.stringContaining('测试人员') });
  expect(of('equipment')).toEqual([expect.objectContaining({ label: '申请书所列设备和设施', source: '服务器2台，工作站6台' })]);
  expect(of('platform')).toEqual([expect.objectContaining({ label: '质控信息化平台', count: null, source: '' })]);
});

describe('signed by both hosts', () => {
  let c: Case;
  beforeEach(async () => {
    c = await handover();
  });

  it('ends sealed, and the new term begins that day with a cycle that counts from the decision', async () => {
    const secretary = await makeAccount(admin, [{ tenantId: T, role: 'secretary', centreId: c.centre.id }]);
    const office = await newActor(admin, T, 'office');
    expect(await go(c, 'handover.save', c.old, { [`given-${c.rows[0]!.id}`]: '三箱，已编号' })).toMatchObject({ ok: true });
    expect((await oneOf<{ inventory: { given: string }[] }>(admin, 'select inventory from handover where id = $1', [c.id])).inventory[0]!.given).toBe('三箱，已编号');
    expect(await give(c)).toMatchObject({ ok: true });
    expect((await told(c.next.accountId)).at(-1)).toBe(`${c.centre.name}：已移交，请核对接收`);
    expect((await told(office.accountId)).at(-1)).toBe(`${c.centre.name}：已移交，请核对接收`);
    expect(await running(c)).toMatchObject({ institution_id: c.centre.hostId });
    expect((await rowsOf<{ href: string }>(admin, 'select href from message where account_id = $1 order by id', [c.next.accountId])).at(-1)).toEqual({ href: `/handovers/${c.id}` });
    expect(await receive(c)).toMatchObject({ ok: true, value: { message: '已签字接收，新的挂靠期自2026年12月3日开始' } });

    expect(await stateOf(c)).toBe('done');
    expect(await roundOf(c)).toMatchObject({ state: 'established', hosting_period_id: expect.any(String) });
    expect(await running(c)).toEqual({ institution_id: c.hostId, starts: '2026-12-03', due: '2030-11-21', cycle: c.centre.cycle + 1 });
    expect(await oneOf(admin, 'select ended_on::text as ended from hosting_period where id = $1', [c.centre.periodId])).toEqual({ ended: '2026-12-02' });
    expect(await oneOf(admin, 'select status from membership where account_id = $1', [secretary])).toEqual({ status: 'ended' });
    expect((await told(c.old.accountId)).slice(-1)).toEqual([`${c.centre.name}：交接已完成`]);
    expect(await told(officials[0].accountId)).toContain(`${c.centre.name}：交接已完成`);

    const { sealed, digest } = await oneOf<{ sealed: Sealed; digest: string }>(admin, 'select sealed, sealed_sha256 as digest from handover where id = $1', [c.id]);
    expect(sha256(canonicalJson(sealed))).toBe(digest);
    expect(sealed).toMatchObject({ state: 'done', given: { name: c.old.name }, received: { name: c.next.name }, overridden: null });
    expect(sealed.inventory.every((r) => r.given === '齐全' && r.received === '齐全')).toBe(true);
    // The file is the old host's: as it stood before the term changed.
    expect(sealed.file.periods.at(-1)).toMatchObject({ ended: null });
    expect(sealed.file.bodies.some((b) => b.ended === null && b.seats.length > 0)).toBe(true);
    const page = sealedPage(sealed, digest);
    const embedded = /<script type="application\/json" id="data">(.*)<\/script>/.exec(page)![1]!;
    expect(sha256(canonicalJson(JSON.parse(embedded)))).toBe(digest);
  });

  it('is not signed with a row unwritten: every one is named, and nothing is kept of it', async () => {
    const [first, ...rest] = c.rows;
    const before = await fingerprint(admin);
    const partly = await go(c, 'handover.give', c.old, { [`given-${first!.id}`]: '齐全' });
    expect(partly).toMatchObject({ ok: false, refusal: { kind: 'invalid', fields: Object.fromEntries(rest.map((r) => [`given-${r.id}`, [expect.stringContaining(r.label)]])) } });
    expect(await fingerprint(admin)).toBe(before);
    await give(c);
    expect(await go(c, 'handover.receive', c.next, { ...all(c, 'received'), [`received-${first!.id}`]: '  ' })).toMatchObject({ ok: false, refusal: { kind: 'invalid', fields: { [`received-${first!.id}`]: [expect.any(String)] } } });
    expect(await roundOf(c)).toMatchObject({ state: 'decided' });
  });

  it('takes the usual words for every row at once, and is only looked at where it is asked to be', async () => {
    const [first] = c.rows;
    expect(await go(c, 'handover.give', c.old, { ...all(c, 'given'), checkOnly: 'true' })).toMatchObject({ ok: false, refusal: { kind: 'not-allowed-now', message: '内容完整，请签字' } });
    expect(await go(c, 'handover.give', c.old, { [`given-${first!.id}`]: '三箱', checkOnly: 'true' })).toMatchObject({ ok: false, refusal: { kind: 'invalid' } });
    expect(await stateOf(c)).toBe('open');
    expect(await go(c, 'handover.save', c.old, { [`given-${first!.id}`]: '三箱', rest: 'true' })).toMatchObject({ ok: true, value: { message: `已保存，${c.rows.length - 1}个空白项填写为“已整理齐全”` } });
    const { inventory } = await oneOf<{ inventory: { given: string; received: string }[] }>(admin, 'select inventory from handover where id = $1', [c.id]);
    expect(inventory.map((r) => r.given)).toEqual(['三箱', ...c.rows.slice(1).map(() => '已整理齐全')]);
    expect(inventory.every((r) => r.received === '')).toBe(true);
    expect(await go(c, 'handover.give', c.old, {})).toMatchObject({ ok: true });
    expect(await go(c, 'handover.receive', c.next, { ...all(c, 'received'), checkOnly: 'true' })).toMatchObject({ ok: false, refusal: { message: '内容完整，请签字' } });
    expect(await stateOf(c)).toBe('given');
  });

  it('is each host\'s own: the other one is told whose turn it is, and a third one is refused', async () => {
    expect(await go(c, 'handover.give', c.next, all(c, 'given'))).toMatchObject({ ok: false, refusal: { kind: 'not-allowed-now', message: expect.stringContaining('填写和签字') } });
    expect(await go(c, 'handover.save', c.next, all(c, 'given'))).toMatchObject({ ok: false, refusal: { kind: 'not-allowed-now' } });
    for (const who of [stranger, officials[0]]) expect(await go(c, 'handover.give', who, all(c, 'given'))).toMatchObject({ ok: false, refusal: { kind: 'denied' } });
    await give(c);
    expect(await go(c, 'handover.receive', c.old, all(c, 'received'))).toMatchObject({ ok: false, refusal: { kind: 'not-allowed-now', message: expect.stringContaining('核对和签字') } });
    // One hand does not both give and take, though it belongs to both.
    const both = await makeAccount(admin, [{ tenantId: T, role: 'host-contact', institutionId: c.centre.hostId }]);
    await admin.query('update handover set old_signed_by_id = $2 where id = $1', [c.id, both]);
    await admin.query(`insert into membership (tenant_id, id, account_id, role, institution_id) values ($1, $2, $3, 'host-contact', $4)`, [T, randomUUID(), both, c.hostId]);
    expect(await go(c, 'handover.receive', await existingActor(admin, both, T), all(c, 'received'))).toMatchObject({ ok: false, refusal: { message: expect.stringContaining('同一人') } });
  });

  it('is sent back with a reason; the signature falls away and the old host may write again', async () => {
    await give(c);
    expect(await go(c, 'handover.return', c.next, { reason: '缺硬件清单' })).toMatchObject({ ok: true });
    expect(await oneOf(admin, 'select state, old_signed_by_id, return_reason from handover where id = $1', [c.id])).toEqual({ state: 'open', old_signed_by_id: null, return_reason: '缺硬件清单' });
    expect((await told(c.old.accountId)).at(-1)).toBe(`${c.centre.name}：已退回，请补正后重新移交`);
    await give(c);
    expect(await receive(c)).toMatchObject({ ok: true });
  });
});

describe('overridden by the authority', () => {
  it('begins the term from an open or a given one, with the reason in the sealed copy', async () => {
    for (const prepare of [async () => undefined, give]) {
      const c = await handover();
      await prepare(c);
      expect(await go(c, 'handover.override', await newActor(admin, T, 'office'), { reason: '逾期' })).toMatchObject({ ok: false, refusal: { kind: 'denied' } });
      expect(await go(c, 'handover.override', officials[1], { reason: '原单位逾期不交' })).toMatchObject({ ok: true });
      expect(await stateOf(c)).toBe('overridden');
      expect(await running(c)).toMatchObject({ institution_id: c.hostId, starts: '2026-12-03', due: '2030-11-21' });
      const { sealed } = await oneOf<{ sealed: Sealed }>(admin, 'select sealed from handover where id = $1', [c.id]);
      expect(sealed).toMatchObject({ state: 'overridden', received: null, overridden: { reason: '原单位逾期不交', name: officials[1].name } });
      for (const account of [c.old.accountId, c.next.accountId]) expect(await told(account)).toContain(`${c.centre.name}：经批准先行起算`);
    }
  });
});

it('what is sealed is changed by nobody, the database owner neither', async () => {
  const c = await handover();
  await give(c);
  await receive(c);
  await expect(admin.query(`update handover set inventory = '[]' where id = $1`, [c.id])).rejects.toThrow('never changed');
  await expect(admin.query(`update handover set state = 'open', sealed = null where id = $1`, [c.id])).rejects.toThrow('never changed');
});

describe('a term', () => {
  it('does not begin while the handover is open or given, whoever asks', async () => {
    const c = await handover();
    const begin: Mutation<null> = async (work) => {
      work.authorise({ tenantId: T });
      const begun = await beginTerm(work, c.roundId);
      return begun.ok ? ok({ message: '' }) : begun;
    };
    for (const prepare of [async () => undefined, give]) {
      await prepare(c);
      expect(await act(officials[0], 'selection.decide', begin, null)).toMatchObject({ ok: false, refusal: { kind: 'not-allowed-now', message: expect.stringContaining('交接') } });
      const { version: v } = await oneOf<{ version: number }>(admin, 'select version from selection where id = $1', [c.roundId]);
      expect(await act(officials[0], 'selection.decide', decideRound, decideRoundSchema.parse({ selectionId: c.roundId, documentNumber: randomUUID() }), { version: v })).toMatchObject({ ok: false, refusal: { kind: 'not-allowed-now' } });
      expect(await running(c)).toMatchObject({ institution_id: c.centre.hostId });
    }
    // Neither does it when the handover has gone astray.
    await admin.query('delete from handover where id = $1', [c.id]);
    expect(await act(officials[0], 'selection.decide', begin, null)).toMatchObject({ ok: false, refusal: { message: expect.stringContaining('还没有办理交接') } });
  });

  it('does not begin in a centre that was closed meanwhile; what was signed is not kept either', async () => {
    const c = await handover();
    await give(c);
    await admin.query(`update centre set status = 'closed' where id = $1`, [c.centre.id]);
    const before = await fingerprint(admin);
    expect(await receive(c)).toMatchObject({ ok: false, refusal: { kind: 'not-allowed-now', message: expect.stringContaining('已撤销') } });
    expect(await fingerprint(admin)).toBe(before);
  });

  it('begins once, of a signature and an override at once', async () => {
    const c = await handover();
    await give(c);
    const replies = await Promise.all([receive(c), go(c, 'handover.override', officials[0], { reason: '逾期' }), receive(c), go(c, 'handover.override', officials[1], { reason: '逾期' })]);
    expect(replies.filter((r) => r.ok)).toHaveLength(1);
    for (const r of replies) if (!r.ok) expect(['conflict', 'not-allowed-now']).toContain(r.refusal.kind);
    expect(await rowsOf(admin, 'select id from hosting_period where centre_id = $1 and institution_id = $2', [c.centre.id, c.hostId])).toHaveLength(1);
  });
});

it('every act in every state does what the table says', async () => {
  const acts = Object.keys(MUTATIONS) as HandoverAct[];
  const reach: Record<HandoverState, (c: Case) => Promise<unknown>> = {
    open: async () => undefined, given: give, done: async (c) => { await give(c); await receive(c); }, overridden: (c) => go(c, 'handover.override', officials[1], { reason: '逾期' }),
  };
  for (const from of Object.keys(HANDOVER_STATES) as HandoverState[]) {
    for (const name of acts) {
      const c = await handover();
      await reach[from](c);
      expect(await stateOf(c)).toBe(from);
      const step = stepOf(HANDOVER_LIFECYCLE, from, name);
      const who = name === 'handover.override' ? officials[0] : step?.needs?.includes('by-new-host') || (!step && name !== 'handover.give' && name !== 'handover.save') ? c.next : c.old;
      const reply = await go(c, name, who, { ...all(c, from === 'open' ? 'given' : 'received'), reason: '理由' });
      expect([from, name, reply.ok]).toEqual([from, name, step !== null]);
      expect(await stateOf(c)).toBe(step?.to ?? from);
      if (!reply.ok) expect(reply.refusal).toMatchObject({ kind: 'not-allowed-now', message: expect.stringContaining(HANDOVER_STATES[from]) });
      // The centre is free for the next case.
      await admin.query('delete from handover where id = $1', [c.id]);
      await admin.query('delete from objection where notice_id in (select id from notice where selection_id = $1)', [c.roundId]);
      await admin.query('delete from notice where selection_id = $1', [c.roundId]);
      await admin.query('delete from selection where id = $1', [c.roundId]);
    }
  }
});
