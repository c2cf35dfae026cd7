import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sha256 } from '../../lib/audit/chain.ts';
import type { Actor } from '../../lib/identity/actor.ts';
import type { Act } from '../../lib/identity/capabilities.ts';
import type { Mutation, Reply } from '../../lib/identity/perform.ts';
import { canonicalJson } from '../../lib/kernel/canonical.ts';
import { newId } from '../../lib/kernel/ids.ts';
import { stepOf } from '../../lib/kernel/lifecycle.ts';
import { builtInProfile } from '../../lib/regulations/files.ts';
import { loadCall, loadCalls, loadOpenCalls } from '../../lib/selection/loaders.ts';
import { approveScheme, cancelRound, closeCall, publishCall, returnScheme, saveRound, submitScheme } from '../../lib/selection/mutations.ts';
import { proposedScheme } from '../../lib/selection/roads.ts';
import { saveSchema } from '../../lib/selection/schema.ts';
import { schemeSchema } from '../../lib/selection/scheme.ts';
import { SELECTION_LIFECYCLES, SELECTION_STATES, type Road, type SelectionAct, type SelectionState } from '../../lib/selection/states.ts';
import { act, auditHead, auditOf, makeAccount, newActor, oneOf, rowsOf } from './cast.ts';
import type { TestDatabase } from './database.ts';
import { hostedCentre, newInstitution, newSpecialty } from './put-rounds.ts';
import { closeSeeded, NOW, openSeeded, TODAY } from './seeded.ts';

// The call of a round: begun, drafted, approved by another, published, closed, ended.

vi.hoisted(() => (process.env.ZHIKONG_POOL = '20'));
process.env.ZHIKONG_NOW = NOW.toISOString();

let database: TestDatabase;
let admin: pg.Client;
const officials: Record<string, Actor> = {};
const authors: Record<string, Actor> = {};
beforeAll(async () => {
  ({ database, admin } = await openSeeded());
  for (const tenant of ['chongqing', 'zhengzhou', 'qingpu', 'jinxiang', 'national']) {
    officials[tenant] = await newActor(admin, tenant, 'official');
    authors[tenant] = await newActor(admin, tenant, 'office');
  }
});
afterAll(() => closeSeeded({ database, admin }));

const SCHEME = schemeSchema.parse({ procedure: '1. 申请\n2. 审核', panel: { size: 5, aggregate: 'mean', items: [{ id: 'item-1', label: '基础条件', points: 60 }, { id: 'item-2', label: '工作思路', points: 40, guide: '看计划' }] } });
const LATER = '2026-12-20';

interface Put {
  tenantId: string;
  road: Road;
  state: SelectionState;
  closesOn?: string | null;
  scheme?: unknown;
  specialtyId?: string;
  contact?: string;
}

/** A round with a whole call, straight in a state. */
async function put({ tenantId, road, state, closesOn = LATER, scheme = SCHEME, specialtyId, contact = '质控办' }: Put): Promise<string> {
  const id = newId();
  const direction = specialtyId ?? (await newSpecialty(admin, tenantId));
  const version = await oneOf<{ id: string }>(admin, 'select id from profile_version where tenant_id = $1 order by effective_from desc, revision desc limit 1', [tenantId]);
  const at = (states: readonly SelectionState[]) => states.includes(state);
  // A designation is never published; it is put into the states of a call only to see that nothing can be done there.
  const published = at(['open', 'reviewing', 'scoring']) || (road !== 'designation' && at(['choosing', 'chosen', 'notice', 'decided', 'established']));
  const decided = at(['decided', 'established']);
  const chosen = at(['chosen', 'notice', 'decided', 'established']);
  const author = authors[tenantId]!.accountId;
  await admin.query(
    `insert into selection (tenant_id, id, number, road, purpose, specialty_id, state, title, conditions, materials, contact, opens_on, closes_on, scheme, scheme_by_id, scheme_by_name, body,
       profile_version_id, published_at, choice, chosen_by_id, decided_by_id, decided_on, document_number, cancel_reason, created_by_id, created_by_name)
     values ($1, $2, $3, $4, 'establish', $5, $6, '测试公告', '条件', '材料', $7, least('2026-11-22'::date, $8::date), $8::date, $9, $10, '起草人', $11, $12, $13, $14, $15, $15, $16, $17, $18, $10, '起草人')`,
    [
      tenantId, id, `T-${id}`, road, direction, state, contact, closesOn, road === 'designation' ? null : JSON.stringify(scheme), author, road === 'recommendation' ? 'expert-group' : null,
      published ? version.id : null, published ? NOW : null, chosen ? '{}' : null, chosen ? author : null, decided ? TODAY : null, decided ? '文' : null, state === 'cancelled' ? '不办了' : null,
    ],
  );
  return id;
}
const rowOf = (id: string) => oneOf<Record<string, unknown> & { state: string; version: number }>(admin, 'select * from selection where id = $1', [id]);
const versionOf = async (id: string) => (await rowOf(id)).version;
const said = (reply: Reply): unknown => (reply.ok ? reply.value.message : 'message' in reply.refusal ? `${reply.refusal.kind}: ${reply.refusal.message}` : reply.refusal.kind === 'invalid' ? reply.refusal.fields : reply.refusal.kind);
const messages = (id: string) => rowsOf<{ account_id: string; title: string; href: string }>(admin, `select account_id, title, href from message where text like '%' || (select number from selection where id = $1) || '%' order by account_id`, [id]);

const editOf = (id: string, over: Record<string, unknown> = {}) =>
  saveSchema.parse({
    step: 'edit', selectionId: id, title: '测试公告', conditions: '具备条件（第六条（一））', materials: '申请书', contact: '质控办', opensOn: '2026-11-22', closesOn: LATER, procedure: '1. 申请', panel: 'yes', size: '5',
    aggregate: 'mean', outlierPercent: '20', defence: 'yes', items: [{ id: 'item-1', label: '基础条件', points: '60' }, { id: 'item-2', label: '工作思路', points: '40' }], ...over,
  });
const beginOf = (over: Record<string, unknown>) => saveSchema.parse({ step: 'begin', road: 'selection', purpose: 'establish', ...over });

interface Move {
  act: SelectionAct & Act;
  run: (actor: Actor, id: string, more?: { version?: number; at?: string; key?: string }) => Promise<Reply>;
}
const move = (name: SelectionAct & Act, mutation: Mutation<never>, input: (id: string) => unknown): Move => ({
  act: name,
  run: async (actor, id, { version, at, key } = {}) => act(actor, name, mutation as Mutation<unknown>, input(id), { version: version ?? (await versionOf(id)), at: at ?? NOW, key: key ?? randomUUID() }),
});
const SAVE = move('selection.save', saveRound as Mutation<never>, (id) => editOf(id));
const SUBMIT = move('selection.submit-scheme', submitScheme as Mutation<never>, (selectionId) => ({ selectionId }));
const RETURN = move('selection.return-scheme', returnScheme as Mutation<never>, (selectionId) => ({ selectionId, reason: '细则不清' }));
const APPROVE = move('selection.approve-scheme', approveScheme as Mutation<never>, (selectionId) => ({ selectionId }));
const PUBLISH = move('selection.publish', publishCall as Mutation<never>, (selectionId) => ({ selectionId }));
const CLOSE = move('selection.close', closeCall as Mutation<never>, (selectionId) => ({ selectionId }));
const CANCEL = move('selection.cancel', cancelRound as Mutation<never>, (selectionId) => ({ selectionId, reason: '规划调整' }));
const MOVES = [SAVE, SUBMIT, RETURN, APPROVE, PUBLISH, CLOSE, CANCEL];

describe('every state of a round', () => {
  // Where no work plan has to be approved first, everything that the table allows can be done.
  const tenants: Record<Road, string> = { selection: 'zhengzhou', designation: 'zhengzhou', recommendation: 'qingpu' };
  const states = Object.keys(SELECTION_STATES) as SelectionState[];
  it.each((Object.keys(tenants) as Road[]).flatMap((road) => states.map((state) => [road, state] as const)))('%s, %s: allows what its table allows', async (road, state) => {
    const tenantId = tenants[road];
    for (const { act: name, run } of MOVES) {
      const id = await put({ tenantId, road, state, closesOn: road === 'designation' ? null : name === 'selection.close' ? '2026-11-21' : LATER });
      const before = await rowOf(id);
      const reply = await run(officials[tenantId]!, id);
      const step = stepOf(SELECTION_LIFECYCLES[road], state, name);
      const after = await rowOf(id);
      if (step) {
        expect(reply, `${name}: ${JSON.stringify(reply)}`).toMatchObject({ ok: true });
        expect([after.state, after.version], name).toEqual([step.to, before.version + 1]);
      } else {
        expect(reply, name).toMatchObject({ ok: false, refusal: { kind: 'not-allowed-now', message: expect.stringContaining(SELECTION_STATES[state]) } });
        expect(after, name).toEqual(before);
        expect(await messages(id), name).toEqual([]);
      }
    }
  });
});

describe('the way to a call whose work plan is approved first', () => {
  it('is begun with what the rules say, drafted by one, approved by another, and frozen when it is published', async () => {
    const [official, office] = [officials.chongqing!, authors.chongqing!];
    const specialtyId = await newSpecialty(admin, 'chongqing');
    const begun = await act(office, 'selection.save', saveRound, beginOf({ specialtyId }));
    if (!begun.ok) throw new Error(JSON.stringify(begun));
    const id = begun.value.id!;
    expect(begun.value.next).toBe(`/selections/${id}/edit`);
    const row = await rowOf(id);
    expect(row).toMatchObject({ state: 'draft', road: 'selection', purpose: 'establish', centre_id: null, scheme_by_id: office.accountId, ground: null });
    expect(row.number).toMatch(/^CQ-LX-2026-\d{3}$/);
    expect(row.title).toMatch(/^关于遴选方向.+质控中心挂靠单位的公告$/);
    expect(row.conditions).toContain('原则上为三级甲等（第六条（二））');
    expect(row.conditions).toContain('质控体系完善、质量管理成效良好（第六条（二））');
    expect(row.materials).toContain('工作经费（第八条（四））');
    expect((row.scheme as { panel: { items: { points: number }[] } }).panel.items.reduce((n, i) => n + i.points, 0)).toBe(100);

    expect(said(await SUBMIT.run(office, id))).toBe('not-allowed-now: 公告还缺：申报开始日期、申报截止日期、联系方式');
    const save = (actor: Actor, over: Record<string, unknown>) => versionOf(id).then((version) => act(actor, 'selection.save', saveRound, editOf(id, over), { version }));
    // Half a plan is kept as it was typed, and named where it is handed in.
    expect(await save(office, { size: '两人', items: [{ id: 'item-1', label: '基础条件', points: '六十' }] })).toMatchObject({ ok: true, value: { next: `/selections/${id}` } });
    expect((await rowOf(id)).scheme).toMatchObject({ panel: { size: '两人', items: [{ points: '六十' }] } });
    expect(said(await SUBMIT.run(office, id))).toBe('not-allowed-now: 工作方案还不完整：评委人数应为整数；评分细则第1项：满分应为数字');
    expect((await save(office, {})).ok).toBe(true);
    // Who judges belongs to the plan: names of the jurisdiction's own assessors, as many as it needs.
    expect(said(await SUBMIT.run(office, id))).toBe('not-allowed-now: 工作方案还不完整：评委名单0人，不足方案的5人');
    const judges = [];
    for (let i = 0; i < 6; i += 1) judges.push(await newActor(admin, 'chongqing', 'assessor'));
    const assessors = judges.map((j) => j.accountId);
    const elsewhere = await newActor(admin, 'zhengzhou', 'assessor');
    expect(said(await save(office, { assessors: [...assessors, elsewhere.accountId] }))).toEqual({ assessors: [expect.stringContaining('已不是考核专家')] });
    expect((await save(office, { assessors: assessors.slice(1) })).ok).toBe(true);
    expect((await rowOf(id)).scheme).toMatchObject({ panel: { assessors: expect.arrayContaining([{ accountId: assessors[1], name: judges[1]!.name, institution: null }]) as unknown } });
    await admin.query(`update account set status = 'disabled' where id = $1`, [assessors[1]]);
    expect(said(await SUBMIT.run(office, id))).toBe(`not-allowed-now: 工作方案还不完整：${judges[1]!.name}已不是考核专家，或者账号已停用，请修改评委名单`);
    await admin.query(`update account set status = 'active' where id = $1`, [assessors[1]]);
    // Without a plan that was approved nothing is published here.
    expect(said(await PUBLISH.run(official, id))).toBe('not-allowed-now: 工作方案须先审定（第七条（二）），请先报送');
    expect(said(await SUBMIT.run(office, id))).toBe('已报送，等待审定');
    expect((await messages(id)).map((m) => m.title)).toContain('工作方案待审定');

    const [written] = [await rowOf(id)];
    await admin.query('update selection set scheme_by_id = $2 where id = $1', [id, official.accountId]);
    expect(said(await APPROVE.run(official, id))).toBe('not-allowed-now: 方案由您起草，须由另一人审定');
    await admin.query('update selection set scheme_by_id = $2 where id = $1', [id, office.accountId]);
    expect(said(await RETURN.run(official, id))).toBe('已退回起草');
    expect(await rowOf(id)).toMatchObject({ state: 'draft', return_reason: '细则不清', scheme: written.scheme });
    expect((await messages(id)).filter((m) => m.title === '工作方案已退回').map((m) => m.account_id)).toEqual([office.accountId]);
    await SUBMIT.run(office, id);
    expect(said(await APPROVE.run(official, id))).toBe('已审定，可以发布公告');
    expect(await rowOf(id)).toMatchObject({ state: 'scheme-approved', scheme_approved_by_id: official.accountId, return_reason: null });
    // What was approved is edited only after it was sent back.
    expect(await save(official, { closesOn: '2027-01-31' })).toMatchObject({ ok: false, refusal: { kind: 'not-allowed-now' } });

    const contact = await makeAccount(admin, [{ tenantId: 'chongqing', role: 'host-contact', institutionId: await newInstitution(admin, 'chongqing') }]);
    expect(said(await PUBLISH.run(official, id))).toBe('已发布，申报到2026年12月20日截止');
    const open = await rowOf(id);
    const version = await oneOf<{ id: string }>(admin, `select id from profile_version where tenant_id = 'chongqing' and effective_from <= $1 order by effective_from desc, revision desc limit 1`, [TODAY]);
    expect(open).toMatchObject({ state: 'open', profile_version_id: version.id, published_at: NOW, scheme_sha256: sha256(canonicalJson(open.scheme)) });
    const told = (await messages(id)).filter((m) => m.href === '/applications').map((m) => m.account_id);
    const contacts = await rowsOf<{ account_id: string }>(admin, `select distinct account_id from membership where tenant_id = 'chongqing' and role = 'host-contact' and status = 'active' order by 1`);
    expect(told).toEqual(contacts.map((c) => c.account_id));
    expect(told).toContain(contact);
    // The names are frozen with the plan and its hash, and stand in nothing that is public.
    expect((open.scheme as { panel: { assessors: unknown[] } }).panel.assessors).toHaveLength(5);
    expect(JSON.stringify(await loadCall('chongqing', id))).not.toContain(assessors[1]);
    for (const m of [SAVE, SUBMIT, RETURN, APPROVE, PUBLISH]) expect(await m.run(official, id), m.act).toMatchObject({ ok: false, refusal: { kind: 'not-allowed-now' } });

    // The last day ends at midnight in China.
    expect(said(await CLOSE.run(office, id, { at: '2026-12-20T15:59:59Z' }))).toBe('not-allowed-now: 申报到2026年12月20日24时截止，2026年12月21日起可以办理');
    expect(said(await CLOSE.run(office, id, { at: '2026-12-20T16:00:00Z' }))).toBe('申报已截止，收到申请0份');
  });

  it('is not published once its last day is over, and opens no earlier than it is published', async () => {
    const official = officials.zhengzhou!;
    const late = await put({ tenantId: 'zhengzhou', road: 'selection', state: 'draft', closesOn: '2026-11-22' });
    expect(said(await PUBLISH.run(official, late, { at: '2026-11-22T16:00:00Z' }))).toBe('not-allowed-now: 申报截止日期2026年11月22日已过，请先改为今天或者以后');
    expect(said(await PUBLISH.run(official, late, { at: '2026-11-22T15:59:59Z' }))).toBe('已发布，申报到2026年11月22日截止');
    const id = await put({ tenantId: 'zhengzhou', road: 'selection', state: 'draft' });
    await PUBLISH.run(official, id, { at: '2026-11-30T02:00:00Z' });
    expect(await oneOf(admin, 'select opens_on::text, closes_on::text from selection where id = $1', [id])).toEqual({ opens_on: '2026-11-30', closes_on: LATER });
  });

  it('lacks what it lacks: each fault is named', async () => {
    const id = await put({ tenantId: 'zhengzhou', road: 'selection', state: 'draft', scheme: { procedure: '', panel: { size: 5, aggregate: 'trimmed-mean', items: [], defence: true } }, contact: '' });
    expect(said(await PUBLISH.run(officials.zhengzhou!, id))).toBe('not-allowed-now: 公告还缺：联系方式');
    await admin.query(`update selection set contact = '质控办' where id = $1`, [id]);
    expect(said(await PUBLISH.run(officials.zhengzhou!, id))).toBe('not-allowed-now: 工作方案还不完整：请填写办理流程；评分细则至少有一项');
  });
});

describe('the beginning of a round', () => {
  const begin = (tenant: string, over: Record<string, unknown>) => act(officials[tenant]!, 'selection.save', saveRound, beginOf(over));

  it('replaces a host whose time has come, and another one only with a reason', async () => {
    const centre = await hostedCentre(admin, 'chongqing');
    await admin.query(`update hosting_period set due_to_end_on = '2028-06-30' where id = $1`, [centre.periodId]);
    const input = { specialtyId: centre.specialtyId, purpose: 'replace', centreId: centre.id };
    expect(said(await begin('chongqing', input))).toEqual({ ground: [`${centre.name}未到遴选的时候，请写明更换的理由`] });
    await admin.query(`update hosting_period set due_to_end_on = '2027-11-22' where id = $1`, [centre.periodId]);
    const due = await begin('chongqing', input);
    expect(due).toMatchObject({ ok: true });
    const row = await rowOf(due.ok ? due.value.id! : '');
    expect(row).toMatchObject({ purpose: 'replace', centre_id: centre.id, replaces_period_id: centre.periodId, ground: null });
    expect(row.title).toBe(`关于重新遴选${centre.name}挂靠单位的公告`);
    // Of a direction only one round runs.
    expect(said(await begin('chongqing', { ...input, ground: '再来一轮' }))).toContain(`遴选${String(row.number)}正在进行`);
    const other = await hostedCentre(admin, 'chongqing', 1);
    await admin.query(`update hosting_period set due_to_end_on = '2029-06-30' where id = $1`, [other.periodId]);
    expect(await begin('chongqing', { specialtyId: other.specialtyId, purpose: 'replace', centreId: other.id, ground: '主动提出退出' })).toMatchObject({ ok: true });
  });

  it('fills the place of the last host where a centre has none', async () => {
    const centre = await hostedCentre(admin, 'zhengzhou');
    await admin.query(`update centre set status = 'without-host' where id = $1`, [centre.id]);
    await admin.query(`update hosting_period set ended_on = '2026-11-01' where id = $1`, [centre.periodId]);
    const reply = await begin('zhengzhou', { specialtyId: centre.specialtyId, purpose: 'replace', centreId: centre.id });
    expect(await rowOf(reply.ok ? reply.value.id! : '')).toMatchObject({ centre_id: centre.id, replaces_period_id: centre.periodId });
  });

  it('sets up a second centre of a direction as the text allows: never, or with a reason', async () => {
    const hard = await hostedCentre(admin, 'zhengzhou', 1);
    expect(await begin('zhengzhou', { specialtyId: hard.specialtyId, ground: '工作需要' })).toMatchObject({ ok: false, refusal: { kind: 'findings', message: '按条文不能新设', findings: [{ severity: 'block', article: '7(3)' }] } });
    const soft = await hostedCentre(admin, 'chongqing', 2);
    expect(await begin('chongqing', { specialtyId: soft.specialtyId })).toMatchObject({ ok: false, refusal: { kind: 'findings', message: '与条文不一致，新设须写明理由', findings: [{ severity: 'warn', article: '4' }] } });
    const reply = await begin('chongqing', { specialtyId: soft.specialtyId, ground: '人口众多，分片设置' });
    expect(await rowOf(reply.ok ? reply.value.id! : '')).toMatchObject({ purpose: 'establish', centre_id: null, ground: '人口众多，分片设置' });
  });

  it('takes the roads of the text and no others', async () => {
    const of = async (tenant: string, over: Record<string, unknown>) => said(await begin(tenant, { specialtyId: await newSpecialty(admin, tenant), ...over }));
    expect(await of('qingpu', { road: 'selection' })).toEqual({ road: ['本办法没有遴选'] });
    expect(await of('qingpu', { road: 'designation' })).toEqual({ road: ['本办法没有指定'] });
    expect(await of('chongqing', { road: 'recommendation' })).toEqual({ road: ['本办法没有推荐'] });
    expect(await of('national', { road: 'selection' })).toEqual({ road: ['本办法没有遴选'] });
    for (const road of ['selection', 'designation']) for (const tenant of ['chongqing', 'zhengzhou', 'jinxiang']) expect(await of(tenant, { road })).toMatch(/^已建立/);
    expect(await of('national', { road: 'designation' })).toMatch(/^已建立NA-LX-2026-\d{3}$/);
  });

  it('asks to which body people are recommended, and asks of them what the text asks', async () => {
    const specialtyId = await newSpecialty(admin, 'qingpu');
    expect(said(await begin('qingpu', { specialtyId, road: 'recommendation' }))).toEqual({ body: ['请选择推荐到哪个组'] });
    expect(said(await begin('qingpu', { specialtyId, road: 'recommendation', body: 'committee' }))).toEqual({ body: ['请选择推荐到哪个组'] });
    const reply = await begin('qingpu', { specialtyId, road: 'recommendation', body: 'inspection-group' });
    const row = await rowOf(reply.ok ? reply.value.id! : '');
    expect(row).toMatchObject({ body: 'inspection-group', scheme: { panel: null } });
    expect(row.title).toMatch(/^关于推荐方向.+质控组督查组成员的公告$/);
    expect(String(row.conditions).split('\n').length).toBeGreaterThan(1);
  });

  it('finds nothing of another jurisdiction', async () => {
    expect(said(await begin('chongqing', { specialtyId: await newSpecialty(admin, 'zhengzhou') }))).toEqual({ specialtyId: ['没有这个专业方向'] });
    const theirs = await put({ tenantId: 'zhengzhou', road: 'selection', state: 'draft' });
    for (const m of MOVES) expect(await m.run(officials.chongqing!, theirs), m.act).toEqual({ ok: false, refusal: { kind: 'not-found' } });
  });

  it('is open to the commission only, and what binds others to officials', async () => {
    const id = await put({ tenantId: 'chongqing', road: 'selection', state: 'draft' });
    const centre = await hostedCentre(admin, 'chongqing', 3);
    for (const role of ['director', 'secretary', 'assessor', 'host-contact', 'audit-admin'] as const) {
      const actor = await newActor(admin, 'chongqing', role, role === 'host-contact' ? { institutionId: centre.hostId } : role === 'director' || role === 'secretary' ? { centreId: centre.id } : {});
      for (const m of MOVES) expect(await m.run(actor, id), `${role} ${m.act}`).toEqual({ ok: false, refusal: { kind: 'denied' } });
    }
    for (const m of [RETURN, APPROVE, PUBLISH, CANCEL]) expect(await m.run(authors.chongqing!, id), m.act).toEqual({ ok: false, refusal: { kind: 'denied' } });
  });
});

describe('the draft', () => {
  const rows = [{ id: 'item-1', label: '甲', points: '10' }, { id: 'item-2', label: '乙', points: '20' }];
  it.each([
    ['add', ['甲', '乙', '']],
    ['remove-0', ['乙']],
    ['up-1', ['乙', '甲']],
    ['down-0', ['乙', '甲']],
    ['up-0', ['甲', '乙']],
    ['down-1', ['甲', '乙']],
  ])('keeps its rows in order when a button without scripts says %s', async (rowAct, labels) => {
    const id = await put({ tenantId: 'chongqing', road: 'selection', state: 'draft' });
    const reply = await act(authors.chongqing!, 'selection.save', saveRound, editOf(id, { items: rows, rowAct }), { version: 1 });
    // Whoever works on the rows stays where he is.
    expect(reply).toEqual({ ok: true, value: { message: '已保存' } });
    const { items } = ((await rowOf(id)).scheme as { panel: { items: { id: string; label: string }[] } }).panel;
    expect(items.map((i) => i.label)).toEqual(labels);
    expect(new Set(items.map((i) => i.id)).size).toBe(items.length);
  });

  it('has as its author who last changed the plan, not who changed a date', async () => {
    const id = await put({ tenantId: 'chongqing', road: 'selection', state: 'draft' });
    await act(authors.chongqing!, 'selection.save', saveRound, editOf(id), { version: 1 });
    await act(officials.chongqing!, 'selection.save', saveRound, editOf(id, { closesOn: '2026-12-25' }), { version: 2 });
    expect(await rowOf(id)).toMatchObject({ scheme_by_id: authors.chongqing!.accountId });
    await act(officials.chongqing!, 'selection.save', saveRound, editOf(id, { procedure: '1. 申请\n2. 答辩' }), { version: 3 });
    expect(await rowOf(id)).toMatchObject({ scheme_by_id: officials.chongqing!.accountId });
  });

  it('announces no panel that it does not have: a procedure that nobody has rewritten follows, another is asked about', async () => {
    const id = await put({ tenantId: 'chongqing', road: 'selection', state: 'draft', scheme: proposedScheme(builtInProfile('chongqing-2025'), 'selection') });
    const procedure = async () => ((await rowOf(id)).scheme as { procedure: string }).procedure;
    const save = async (over: Record<string, unknown>) => said(await act(authors.chongqing!, 'selection.save', saveRound, editOf(id, over), { version: await versionOf(id) }));
    expect(await procedure()).toContain('答辩和专家评审');
    expect(await save({ procedure: (await procedure()).replaceAll('\n', '\r\n'), panel: 'no' })).toBe('已保存');
    expect(await procedure()).toBe('1. 单位申请\n2. 资格审核\n3. 择优确定\n4. 公示\n5. 决定');
    expect(await save({ procedure: await procedure(), defence: 'no' })).toBe('已保存');
    expect((await procedure()).split('\n')[2]).toBe('3. 专家评审');
    const own = '1. 申请\n2. 评审并答辩';
    expect(await save({ procedure: own, panel: 'no' })).toBe('已保存。办理流程提到评审、答辩，工作方案没有安排，请核对');
    expect(await procedure()).toBe(own);
  });

  it('is refused where its form was read before another one was saved', async () => {
    const id = await put({ tenantId: 'chongqing', road: 'selection', state: 'draft' });
    expect(await act(authors.chongqing!, 'selection.save', saveRound, editOf(id), { version: 1 })).toMatchObject({ ok: true });
    expect(said(await act(officials.chongqing!, 'selection.save', saveRound, editOf(id, { title: '另一个' }), { version: 1 }))).toMatch(/^conflict: 这一轮遴选已被他人更新/);
    expect(await rowOf(id)).toMatchObject({ title: '测试公告', version: 2 });
  });

  it('does not end before it begins', () => {
    expect(saveSchema.safeParse({ step: 'edit', selectionId: randomUUID(), title: '公告', opensOn: '2026-12-02', closesOn: '2026-12-01' }).error?.issues.map((i) => [i.path, i.message])).toEqual([[['closesOn'], '截止日期不早于开始日期']]);
    expect(saveSchema.safeParse({ step: 'edit', selectionId: randomUUID(), title: '公告', opensOn: '2026-12-01', closesOn: '2026-12-01' }).success).toBe(true);
  });
});

describe('the end without a result', () => {
  it('tells the applicants whose application stands and the panel, ends the notice, and keeps the reason', async () => {
    const tenantId = 'chongqing';
    const id = await put({ tenantId, road: 'selection', state: 'notice' });
    const contacts: Record<string, string> = {};
    for (const state of ['submitted', 'draft', 'withdrawn', 'ineligible']) {
      const institutionId = await newInstitution(admin, tenantId);
      contacts[state] = await makeAccount(admin, [{ tenantId, role: 'host-contact', institutionId }]);
      const submitted = state === 'submitted' || state === 'ineligible';
      await admin.query(
        `insert into application (tenant_id, id, selection_id, institution_id, state, receipt, submitted_at, reviewed_by_id, result, created_by_id, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now())`,
        [tenantId, newId(), id, institutionId, state, submitted ? `R-${newId()}` : null, submitted ? NOW : null, state === 'ineligible' ? authors[tenantId]!.accountId : null, state === 'ineligible' ? '{}' : null, contacts[state]],
      );
    }
    const panel: Record<string, string> = {};
    for (const state of ['invited', 'accepted', 'declined']) {
      panel[state] = await makeAccount(admin, [{ tenantId, role: 'assessor' }]);
      await admin.query(`insert into panel_member (tenant_id, id, selection_id, account_id, name, state, declaration, declared_at) values ($1, $2, $3, $4, $5, $6, '无', now())`, [tenantId, newId(), id, panel[state], '评委', state]);
    }
    const version = await oneOf<{ id: string }>(admin, 'select id from profile_version where tenant_id = $1 limit 1', [tenantId]);
    const noticeId = newId();
    await admin.query(`insert into notice (tenant_id, id, selection_id, number, title, published_at, published_on, last_day, profile_version_id, body, sha256) values ($1, $2, $3, $4, '公示', now(), '2026-11-20', '2026-11-27', $5, '{}', '')`, [tenantId, noticeId, id, `N-${noticeId}`, version.id]);
    expect(said(await CANCEL.run(officials[tenantId]!, id))).toBe('已终止');
    expect(await rowOf(id)).toMatchObject({ state: 'cancelled', cancel_reason: '规划调整' });
    const told = await messages(id);
    expect(new Map(told.map((m) => [m.account_id, m.href]))).toEqual(new Map([[contacts.submitted, '/applications'], [contacts.ineligible, '/applications'], [panel.invited, '/reviews'], [panel.accepted, '/reviews']]));
    expect(await oneOf(admin, 'select state, close_reason from notice where id = $1', [noticeId])).toEqual({ state: 'replaced', close_reason: '遴选终止：规划调整' });
  });

  it('of a draft tells nobody, and frees the direction', async () => {
    const specialtyId = await newSpecialty(admin, 'chongqing');
    const id = await put({ tenantId: 'chongqing', road: 'selection', state: 'draft', specialtyId });
    await CANCEL.run(officials.chongqing!, id);
    expect(await messages(id)).toEqual([]);
    expect(await act(authors.chongqing!, 'selection.save', saveRound, beginOf({ specialtyId }))).toMatchObject({ ok: true });
  });
});

describe('many at once', () => {
  const CROWD = 12;
  let crowd: Actor[];
  beforeAll(async () => {
    crowd = [];
    for (let i = 0; i < CROWD; i += 1) crowd.push(await newActor(admin, 'chongqing', 'official'));
  });

  it('publish one call, with one set of messages and one audit row of success', async () => {
    const id = await put({ tenantId: 'chongqing', road: 'selection', state: 'scheme-approved' });
    const contacts = (await rowsOf(admin, `select distinct account_id from membership where tenant_id = 'chongqing' and role = 'host-contact' and status = 'active'`)).length;
    const head = await auditHead(admin, 'chongqing');
    const replies = await Promise.all(crowd.map((a) => PUBLISH.run(a, id, { version: 1 })));
    expect(replies.filter((r) => r.ok)).toHaveLength(1);
    for (const r of replies) if (!r.ok) expect(said(r)).toMatch(/^conflict: 这一轮遴选已被他人更新/);
    expect(await messages(id)).toHaveLength(contacts);
    expect(await rowOf(id)).toMatchObject({ state: 'open', version: 2 });
    const trail = await auditOf(admin, { tenantId: 'chongqing', after: head });
    expect([trail.filter((t) => t.result === 'ok').length, trail.filter((t) => t.result === 'refused').length]).toEqual([1, CROWD - 1]);
  });

  it('publish or send back, but not both', async () => {
    const id = await put({ tenantId: 'chongqing', road: 'selection', state: 'scheme-approved' });
    const replies = await Promise.all(crowd.map((a, i) => (i % 2 ? PUBLISH : RETURN).run(a, id, { version: 1 })));
    expect(replies.filter((r) => r.ok)).toHaveLength(1);
    expect((await rowOf(id)).version).toBe(2);
  });

  it('begin one round of a direction', async () => {
    const specialtyId = await newSpecialty(admin, 'chongqing');
    const replies = await Promise.all(crowd.map((a) => act(a, 'selection.save', saveRound, beginOf({ specialtyId }))));
    expect(replies.filter((r) => r.ok)).toHaveLength(1);
    for (const r of replies) if (!r.ok) expect(said(r)).toContain('正在进行');
    expect(await rowsOf(admin, 'select 1 from selection where specialty_id = $1', [specialtyId])).toHaveLength(1);
  });

  it('begin rounds of different directions under numbers that run on', async () => {
    const directions: string[] = [];
    for (let i = 0; i < CROWD; i += 1) directions.push(await newSpecialty(admin, 'jinxiang'));
    const replies = await Promise.all(directions.map((specialtyId) => act(officials.jinxiang!, 'selection.save', saveRound, beginOf({ specialtyId }))));
    expect(replies.filter((r) => r.ok)).toHaveLength(CROWD);
    const numbers = (await rowsOf<{ number: string }>(admin, `select number from selection where tenant_id = 'jinxiang' and number like 'JX-LX-2026-%' order by number`)).map((r) => Number(r.number.slice(-3)));
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  });

  it('are one, where they are a double click', async () => {
    const id = await put({ tenantId: 'zhengzhou', road: 'selection', state: 'draft' });
    const key = randomUUID();
    const replies = await Promise.all(Array.from({ length: CROWD }, () => PUBLISH.run(officials.zhengzhou!, id, { version: 1, key })));
    for (const r of replies) expect(r).toEqual(replies[0]);
    expect(replies[0]).toMatchObject({ ok: true });
    expect(await rowOf(id)).toMatchObject({ state: 'open', version: 2 });
  });
});

describe('what the public reads', () => {
  const PUBLIC = ['body', 'centre', 'closesOn', 'conditions', 'contact', 'id', 'materials', 'number', 'opensOn', 'profileVersionId', 'publishedAt', 'purpose', 'road', 'scheme', 'schemeApprovedAt', 'schemeSha256', 'specialty', 'state', 'title'];

  it('is a published call and nothing besides, whoever chose or applied', async () => {
    for (const state of ['draft', 'scheme-submitted', 'scheme-approved'] as const) await expect(loadCall('zhengzhou', await put({ tenantId: 'zhengzhou', road: 'selection', state }))).rejects.toThrow(/NEXT_HTTP_ERROR_FALLBACK;404/);
    await expect(loadCall('zhengzhou', await put({ tenantId: 'zhengzhou', road: 'designation', state: 'decided' }))).rejects.toThrow(/404/);
    for (const state of ['open', 'reviewing', 'scoring', 'choosing', 'chosen', 'notice', 'decided'] as const) {
      const { call } = await loadCall('zhengzhou', await put({ tenantId: 'zhengzhou', road: 'selection', state }));
      expect(Object.keys(call).sort()).toEqual(PUBLIC);
      expect(Object.keys(call.specialty).sort()).toEqual(['class', 'direction', 'field']);
    }
  });

  it('is found in its jurisdiction only', async () => {
    const id = await put({ tenantId: 'zhengzhou', road: 'selection', state: 'open' });
    for (const [jurisdiction, selection] of [['chongqing', id], ['nowhere', id], ['zhengzhou', newId()], ['zhengzhou', 'x'], ["zheng'zhou", id]]) await expect(loadCall(jurisdiction!, selection!)).rejects.toThrow(/404/);
  });

  it('lists what is open until the end of its last day, and what is closed below it', async () => {
    const today = await put({ tenantId: 'qingpu', road: 'recommendation', state: 'open', closesOn: TODAY });
    const over = await put({ tenantId: 'qingpu', road: 'recommendation', state: 'open', closesOn: '2026-11-22' });
    await admin.query(`update selection set opens_on = '2026-11-01', closes_on = '2026-11-21' where id = $1`, [over]);
    const draft = await put({ tenantId: 'qingpu', road: 'recommendation', state: 'draft' });
    const { open, closed } = await loadCalls('qingpu', undefined);
    expect(open.map((c) => c.id)).toContain(today);
    expect(closed.map((c) => c.id)).toContain(over);
    expect([...open, ...closed].map((c) => c.id)).not.toContain(draft);
    const everywhere = await loadOpenCalls('青浦', undefined);
    expect(everywhere.jurisdictions.map((j) => j.id)).toEqual(['qingpu']);
    expect(everywhere.jurisdictions[0]!.calls.map((c) => c.id)).toContain(today);
    expect(everywhere.jurisdictions[0]!.calls.map((c) => c.id)).not.toContain(over);
  });

  it('has the jurisdictions with open calls first', async () => {
    await put({ tenantId: 'jinxiang', road: 'selection', state: 'open' });
    const { jurisdictions } = await loadOpenCalls(undefined, undefined);
    const firstWithout = jurisdictions.findIndex((j) => j.calls.length === 0);
    expect(jurisdictions.slice(firstWithout === -1 ? jurisdictions.length : firstWithout).every((j) => j.calls.length === 0)).toBe(true);
    expect(jurisdictions.find((j) => j.id === 'jinxiang')!.calls.length).toBeGreaterThan(0);
  });
});
