import { createHash, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { getSubmitted, mayRead } from '../../lib/application/data.ts';
import { readTenant, withTenant } from '../../lib/db/tenant.ts';
import type { Actor } from '../../lib/identity/actor.ts';
import type { Act } from '../../lib/identity/capabilities.ts';
import type { Mutation, Reply } from '../../lib/identity/perform.ts';
import { canonicalJson } from '../../lib/kernel/canonical.ts';
import { newId } from '../../lib/kernel/ids.ts';
import { stepOf } from '../../lib/kernel/lifecycle.ts';
import { defencePlace, readComparison, readPanel, readReview, readReviews, readSheet, searchAssessors, tallyOf } from '../../lib/panel/data.ts';
import { drawOrder } from '../../lib/panel/draw.ts';
import { acceptInvitation, approveProposal, declineInvitation, inviteAssessor, proposeAssessor, recuseMember, refuseProposal, saveScore, setDefenceOrder, submitScore, withdrawFromPanel } from '../../lib/panel/mutations.ts';
import { PANEL_LIFECYCLE, PANEL_STATES, type PanelAct, type PanelState } from '../../lib/panel/states.ts';
import { reasonRows, summaryRows } from '../../lib/panel/workbook.ts';
import { getRound } from '../../lib/selection/data.ts';
import { beginScoring, endReview, endScoring } from '../../lib/selection/phases.ts';
import { SELECTION_LIFECYCLES, SELECTION_STATES, type SelectionAct, type SelectionState } from '../../lib/selection/states.ts';
import { roundWork } from '../../lib/worklist/rounds.ts';
import { act, auditOf, fingerprint, newActor, oneOf, rowsOf } from './cast.ts';
import type { TestDatabase } from './database.ts';
import { closeSeeded, NOW, openSeeded, TODAY } from './seeded.ts';

vi.hoisted(() => (process.env.ZHIKONG_POOL = '20'));

const T = 'chongqing';
let database: TestDatabase;
let admin: pg.Client;
let official: Actor;
let office: Actor;
beforeAll(async () => {
  ({ database, admin } = await openSeeded());
  official = await newActor(admin, T, 'official');
  office = await newActor(admin, T, 'office');
});
afterAll(() => closeSeeded({ database, admin }));

const ITEMS = [{ id: 'base', label: '基础条件', points: 60, guide: '' }, { id: 'plan', label: '工作设想', points: 40, guide: '' }];

interface Staged {
  id: string;
  number: string;
  applications: { id: string; institutionId: string; receipt: string }[];
}

let serial = 0;
/** A round with applications of different institutions, past every rule of the road that leads there. */
async function stage({ state = 'reviewing' as SelectionState, size = 3, panel = true, road = 'selection', tenantId = T, applications = ['eligible', 'eligible'] as string[], aggregate = 'mean' } = {}): Promise<Staged> {
  serial += 1;
  const [id, specialtyId] = [newId(), newId()];
  const number = `T-LX-2026-${String(serial).padStart(3, '0')}`;
  await admin.query(`insert into specialty (tenant_id, id, class, direction, pinyin) values ($1, $2, 'clinical', $3, 'cs')`, [tenantId, specialtyId, `评审${serial}专业`]);
  const version = await oneOf<{ id: string }>(admin, 'select id from profile_version where tenant_id = $1 order by effective_from desc, revision desc limit 1', [tenantId]);
  const scheme = { procedure: '评审', panel: panel ? { size, aggregate, outlierPercent: 20, items: ITEMS, defence: true } : null };
  const ended = ['decided', 'established'].includes(state);
  await admin.query(
    `insert into selection (tenant_id, id, number, road, purpose, specialty_id, state, title, scheme, published_at, profile_version_id, choice, chosen_by_id, decided_by_id, decided_on, document_number, cancel_reason, created_by_id, created_by_name)
     values ($1, $2, $3, $4, 'establish', $5, $6, $7, $8, $9, $10, '{}', $11, $12, $13, $14, $15, $11, '某人')`,
    [tenantId, id, number, road, specialtyId, state, `评审${serial}`, scheme, NOW, version.id, randomUUID(), ended ? randomUUID() : null, ended ? TODAY : null, ended ? '文号' : null, state === 'cancelled' ? '终止' : null],
  );
  const houses = await rowsOf<{ id: string }>(admin, `select id from institution where tenant_id = $1 and kind = 'general' order by id limit $2`, [tenantId, applications.length]);
  const made = [];
  for (const [i, applied] of applications.entries()) {
    const [applicationId, receipt] = [newId(), `T-SQ-2026-${serial}-${i}`];
    const reviewed = applied === 'eligible' || applied === 'ineligible';
    await admin.query(
      `insert into application (tenant_id, id, selection_id, institution_id, state, receipt, submitted_at, reviewed_by_id, result, created_by_id, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $7)`,
      [tenantId, applicationId, id, houses[i]!.id, applied, receipt, NOW, reviewed ? randomUUID() : null, reviewed ? {} : null, randomUUID()],
    );
    made.push({ id: applicationId, institutionId: houses[i]!.id, receipt });
  }
  return { id, number, applications: made };
}

/** An assessor who stands in the pool of experts, at a house that nobody in these rounds applies from. */
async function expert(): Promise<{ actor: Actor; personId: string }> {
  const actor = await newActor(admin, T, 'assessor');
  const { id: house } = await oneOf<{ id: string }>(admin, `select id from institution where tenant_id = $1 and kind = 'general' order by id desc limit 1`, [T]);
  const personId = newId();
  await admin.query(`insert into person (tenant_id, id, name, pinyin, institution_id, title) values ($1, $2, '某专家', 'mzj', $3, 'senior')`, [T, personId, house]);
  await admin.query('update membership set person_id = $1 where account_id = $2', [personId, actor.accountId]);
  return { actor, personId };
}

/** An assessor who works for the first applicant of a round. */
async function employee(round: Staged): Promise<{ actor: Actor }> {
  const found = await expert();
  await admin.query('update person set institution_id = $2 where id = $1', [found.personId, round.applications[0]!.institutionId]);
  return found;
}

const version = async (table: 'selection' | 'panel_member', id: string) => (await oneOf<{ version: number }>(admin, `select version from ${table} where id = $1`, [id])).version;
const stateOf = async (table: string, id: string) => (await oneOf<{ state: string }>(admin, `select state from ${table} where id = $1`, [id])).state;
const memberOf = async (round: Staged, who: Actor) => (await oneOf<{ id: string }>(admin, 'select id from panel_member where selection_id = $1 and account_id = $2', [round.id, who.accountId])).id;
const said = (round: Staged, over: object = {}) => Object.fromEntries(round.applications.map((a) => [a.id, { interest: false, worked: false, note: undefined, ...over }]));

/** The approved plan names him. */
const name = async (round: Staged, ...who: Actor[]) => {
  for (const { accountId, name: called } of who) {
    await admin.query(`update selection set scheme = jsonb_set(scheme, '{panel,assessors}', coalesce(scheme->'panel'->'assessors', '[]') || $2::jsonb) where id = $1 and jsonb_typeof(scheme->'panel') = 'object'`, [round.id, JSON.stringify({ accountId, name: called, institution: null })]);
  }
};
const inviteUnnamed = (round: Staged, accountId: string, by = official) => act(by, 'panel.invite', inviteAssessor, { selectionId: round.id, accountId });
const invite = async (round: Staged, who: Actor, by = official) => {
  const { named } = await oneOf<{ named: boolean }>(admin, `select exists (select 1 from selection s, jsonb_array_elements(case when jsonb_typeof(scheme->'panel'->'assessors') = 'array' then scheme->'panel'->'assessors' else '[]' end) a where s.id = $1 and a->>'accountId' = $2) as named`, [round.id, who.accountId]);
  if (!named) await name(round, who);
  return inviteUnnamed(round, who.accountId, by);
};
const propose = (round: Staged, who: Actor, by: Actor, reason = '两人回避') => act(by, 'panel.propose', proposeAssessor, { selectionId: round.id, accountId: who.accountId, reason });
const answer = async (round: Staged, who: Actor, by: Actor, name_: 'panel.approve' | 'panel.refuse', reason = '情况属实') => {
  const memberId = await memberOf(round, who);
  return act(by, name_, name_ === 'panel.approve' ? approveProposal : refuseProposal, { memberId, reason }, { version: await version('panel_member', memberId) });
};
async function accept(round: Staged, who: Actor, declarations: Parameters<typeof acceptInvitation>[1]['declarations'] = said(round)): Promise<Reply> {
  const memberId = await memberOf(round, who);
  return act(who, 'panel.accept', acceptInvitation, { memberId, reason: undefined, declarations }, { version: await version('panel_member', memberId) });
}
async function withdraw(round: Staged, who: Actor, reason: string | undefined, declarations: Parameters<typeof acceptInvitation>[1]['declarations'] = {}): Promise<Reply> {
  const memberId = await memberOf(round, who);
  return act(who, 'panel.withdraw', withdrawFromPanel, { memberId, reason, declarations }, { version: await version('panel_member', memberId) });
}
async function recuse(round: Staged, who: Actor, reason = '与申请单位有合作'): Promise<Reply> {
  const memberId = await memberOf(round, who);
  return act(official, 'panel.recuse', recuseMember, { memberId, reason }, { version: await version('panel_member', memberId) });
}
const pass = async (round: Staged, name: Act, mutation: Mutation<{ selectionId: string }>, by = official) => act(by, name, mutation, { selectionId: round.id }, { version: await version('selection', round.id) });
const begin = (round: Staged) => pass(round, 'selection.begin-scoring', beginScoring);
const end = (round: Staged) => pass(round, 'selection.end-scoring', endScoring);

const sheet = (applicationId: string, base: number, plan: number, reason = '有据可查', veto?: string) =>
  ({ applicationId, items: { base: { points: base, reason }, plan: { points: plan, reason } }, unread: {}, veto, checkOnly: undefined });
const submit = (who: Actor, input: ReturnType<typeof sheet>, at: number | null = null, key?: string) => act(who, 'panel.submit-score', submitScore, input, { version: at, ...(key ? { key } : {}) });

async function panelOf(round: Staged, n: number): Promise<Actor[]> {
  const panel = [];
  for (let i = 0; i < n; i += 1) {
    const who = await newActor(admin, T, 'assessor');
    expect(await invite(round, who)).toMatchObject({ ok: true });
    expect(await accept(round, who)).toMatchObject({ ok: true });
    panel.push(who);
  }
  return panel;
}
/** A round whose panel scores. */
async function scoring(options: Parameters<typeof stage>[0] = {}, members = 3) {
  const round = await stage(options);
  const panel = await panelOf(round, members);
  expect(await begin(round)).toMatchObject({ ok: true });
  return { round, panel };
}
const read = <R>(work: (tx: Parameters<Parameters<typeof readTenant>[1]>[0]) => Promise<R>, tenantId = T) => readTenant({ tenantId, accountId: null }, work);
const roundOf = (id: string) => read((tx) => getRound(tx, T, id, TODAY)).then((r) => r!);
const refusal = (reply: Reply) => (reply.ok ? 'done' : 'message' in reply.refusal ? reply.refusal.message : 'fields' in reply.refusal ? JSON.stringify(reply.refusal.fields) : reply.refusal.kind);
const told = async (account: Actor) => (await rowsOf<{ title: string }>(admin, 'select title from message where account_id = $1 order by at, id', [account.accountId])).map((m) => m.title.split('：')[0]);

describe('an invitation', () => {
  it('goes to an assessor of the jurisdiction, once, while applications are reviewed', async () => {
    const round = await stage();
    const assessor = await newActor(admin, T, 'assessor');
    expect(await invite(round, assessor, office)).toMatchObject({ ok: true });
    expect(await told(assessor)).toEqual(['请答复评委邀请']);
    expect(refusal(await invite(round, assessor))).toContain('不能再次邀请');
    expect(refusal(await invite(round, office))).toContain('没有这位考核专家');
    expect(refusal(await invite(round, await newActor(admin, 'zhengzhou', 'assessor')))).toContain('没有这位考核专家');
    expect(refusal(await invite(await stage({ panel: false }), assessor))).toContain('不设评审组');
    expect(refusal(await invite({ ...round, id: randomUUID() }, assessor))).toBe('not-found');
  });

  it('is accepted with a declaration about every applicant, and declined or left with a reason', async () => {
    const round = await stage({ applications: ['eligible', 'submitted', 'ineligible'] });
    const [a, b, c] = [await newActor(admin, T, 'assessor'), await newActor(admin, T, 'assessor'), await newActor(admin, T, 'assessor')];
    for (const who of [a, b, c]) await invite(round, who);
    const first = round.applications[0]!.id;
    expect(Object.keys(JSON.parse(refusal(await accept(round, a, {}))) as object)).toHaveLength(6);
    expect(refusal(await accept(round, a, { ...said(round), [first]: { interest: true, worked: false } }))).toContain('请写明');
    expect(await accept(round, a)).toMatchObject({ ok: true });
    const kept = await oneOf<{ declaration: string; declared_at: Date }>(admin, 'select declaration, declared_at from panel_member where id = $1', [await memberOf(round, a)]);
    expect(kept.declaration).toContain('无利害关系，未曾任职');
    expect(kept.declared_at).toEqual(NOW);
    expect(await told(official)).toContain(`测试assessor已接受评委邀请`);
    expect(await told(office)).toContain(`测试assessor已接受评委邀请`);
    const decline = async (who: Actor, reason: string) => act(who, 'panel.decline', declineInvitation, { memberId: await memberOf(round, who), reason }, { version: 1 });
    expect(refusal(await decline(b, ' '))).toContain('请写明理由');
    expect(await decline(b, '出差')).toMatchObject({ ok: true });
    expect(refusal(await accept(round, b))).toContain('已谢绝');
    expect(refusal(await withdraw(round, c, undefined))).toContain('请写明理由');
    expect(await withdraw(round, c, '共同课题')).toMatchObject({ ok: true });
    expect(await oneOf(admin, 'select state, recused_reason, recused_by_name from panel_member where id = $1', [await memberOf(round, c)])).toEqual({ state: 'recused', recused_reason: '共同课题', recused_by_name: c.name });
  });

  it('is nobody else\'s to answer, and no other jurisdiction\'s', async () => {
    const round = await stage();
    const assessor = await newActor(admin, T, 'assessor');
    await invite(round, assessor);
    const memberId = await memberOf(round, assessor);
    const answer = { memberId, reason: '理由', declarations: said(round) };
    for (const [name, mutation] of [['panel.accept', acceptInvitation], ['panel.withdraw', withdrawFromPanel]] as const) {
      expect(refusal(await act(await newActor(admin, T, 'assessor'), name, mutation, answer, { version: 1 }))).toBe('denied');
      expect(refusal(await act(official, name, mutation, answer, { version: 1 }))).toBe('denied');
      expect(refusal(await act(await newActor(admin, 'zhengzhou', 'assessor'), name, mutation, answer, { version: 1 }))).toBe('not-found');
    }
    expect(refusal(await act(assessor, 'panel.accept', acceptInvitation, answer, { version: 7 }))).toContain('已被他人更新');
    expect(await stateOf('panel_member', memberId)).toBe('invited');
  });
});

describe('a conflict of interest', () => {
  const place = async (round: Staged, name: 'employer' | 'former-employer' | 'committee' | 'centre' | 'head', personId: string) => {
    const a = round.applications[0]!;
    const head = newId();
    const committee = async (hosted: boolean) => oneOf<{ id: string }>(
      admin,
      `select c.id from committee c join hosting_period h on h.tenant_id = c.tenant_id and h.centre_id = c.centre_id and h.ended_on is null
       where c.tenant_id = $1 and c.ended_on is null and c.term_from <= $3 and (h.institution_id = $2) = $4 order by c.id limit 1`,
      [T, a.institutionId, TODAY, hosted],
    );
    const seat = async (committeeId: string, who: string) =>
      admin.query(`insert into appointment (tenant_id, id, committee_id, person_id, posts, valid_from) values ($1, $2, $3, $4, '{member}', '2024-01-01')`, [T, newId(), committeeId, who]);
    if (name === 'employer') await admin.query('update person set institution_id = $2 where id = $1', [personId, a.institutionId]);
    if (name === 'former-employer') await admin.query(`insert into employment (tenant_id, id, person_id, institution_id, started_on, ended_on) values ($1, $2, $3, $4, '1999-07-01', '2005-06-30')`, [T, newId(), personId, a.institutionId]);
    if (name === 'head') await admin.query('update application set person_id = $2 where id = $1', [a.id, personId]);
    if (name === 'centre') await seat((await committee(true)).id, personId);
    if (name === 'committee') {
      await admin.query(`insert into person (tenant_id, id, name, pinyin, institution_id, title) values ($1, $2, '某主任', 'mzr', $3, 'senior')`, [T, head, a.institutionId]);
      await admin.query('update application set person_id = $2 where id = $1', [a.id, head]);
      const { id } = await committee(false);
      await seat(id, personId);
      await seat(id, head);
    }
  };

  it.each([
    ['employer', '现任职于'], ['former-employer', '1999年至2005年'], ['committee', '拟任负责人同在'], ['centre', '任职于'], ['head', '拟任负责人'],
  ] as const)('of ground %s is found before he is invited and keeps him out; one that arises later keeps him from accepting', async (ground, words) => {
    const round = await stage();
    const { actor, personId } = await expert();
    const before = { fresh: await expert() };
    expect(await invite(round, before.fresh.actor)).toMatchObject({ ok: true });
    await name(round, actor);
    await place(round, ground, personId);
    const waiting = (await read(async (tx) => readPanel(tx, official, await roundOf(round.id), TODAY)))!.named!.waiting;
    expect(waiting.find((w) => w.accountId === actor.accountId)!.conflicts.map((c) => c.ground)).toContain(ground);
    const untouched = await fingerprint(admin);
    expect(refusal(await invite(round, actor))).toMatch(new RegExp(`应当回避，不能邀请：.*${words}`));
    expect(await fingerprint(admin)).toBe(untouched);
    expect(await told(actor)).toEqual([]);

    // The same about somebody who has his invitation already.
    await place(round, ground, before.fresh.personId);
    const asked = before.fresh.actor;
    const still = await fingerprint(admin);
    const refused = refusal(await accept(round, asked));
    expect(refused).toContain('应当回避，不能接受邀请');
    expect(refused).toContain(words);
    expect(refused).toContain('自行回避');
    expect(await fingerprint(admin)).toBe(still);
    // He is shown it before he tries, and steps back with what was found as the reason.
    expect((await read((tx) => readReview(tx, asked, round.id, TODAY)))!.conflicts.map((c) => c.ground)).toContain(ground);
    expect(await withdraw(round, asked, undefined)).toMatchObject({ ok: true });
    const kept = await oneOf<{ recused_reason: string; conflicts: { ground: string; applicationId: string }[] }>(admin, 'select recused_reason, conflicts from panel_member where id = $1', [await memberOf(round, asked)]);
    expect(kept.recused_reason).toContain(words);
    expect(kept.conflicts.every((c) => c.applicationId === round.applications[0]!.id)).toBe(true);
    expect(await read((tx) => tx.panelMember.count({ where: { tenantId: T, selectionId: round.id, state: 'recused' } }))).toBe(1);
  });

  it('with an applicant that no longer competes bars nobody', async () => {
    const round = await stage({ applications: ['ineligible', 'eligible'] });
    const { actor, personId } = await expert();
    await place(round, 'employer', personId);
    await invite(round, actor);
    expect(await accept(round, actor)).toMatchObject({ ok: true });
  });

  it('that he declares with an applicant that no longer competes is kept, and counts when it is admitted after all', async () => {
    const round = await stage({ applications: ['ineligible', 'eligible'] });
    const { actor } = await expert();
    await invite(round, actor);
    expect(await accept(round, actor, { ...said(round), [round.applications[0]!.id]: { interest: true, note: '配偶在该院', worked: false } })).toMatchObject({ ok: true });
    await panelOf(round, 2);
    await admin.query(`update application set state = 'eligible' where id = $1`, [round.applications[0]!.id]);
    expect(refusal(await begin(round))).toContain('配偶在该院');
    await admin.query(`update application set state = 'ineligible' where id = $1`, [round.applications[0]!.id]);
    expect(await begin(round)).toMatchObject({ ok: true });
  });

  it('that he declares keeps him out, and former employment enters the register', async () => {
    const round = await stage();
    const { actor, personId } = await expert();
    await invite(round, actor);
    const [a, b] = round.applications as [Staged['applications'][0], Staged['applications'][0]];
    const declarations = { [a.id]: { interest: true, note: '配偶在该院', worked: false }, [b.id]: { interest: false, worked: true } };
    expect(refusal(await accept(round, actor, declarations))).toContain('配偶在该院');
    expect(await withdraw(round, actor, undefined, declarations)).toMatchObject({ ok: true });
    const kept = await oneOf<{ recused_reason: string; conflicts: { ground: string }[] }>(admin, 'select recused_reason, conflicts from panel_member where id = $1', [await memberOf(round, actor)]);
    expect(kept.recused_reason).toContain('配偶在该院');
    expect(kept.conflicts.map((c) => c.ground)).toEqual(['declared', 'declared']);
    expect(await rowsOf(admin, 'select institution_id from employment where person_id = $1', [personId])).toEqual([{ institution_id: b.institutionId }]);
    // In the next round it is found.
    const next = await stage();
    expect(refusal(await invite(next, actor))).toMatch(/不能邀请：曾任职于/);
    expect((await read(async (tx) => readPanel(tx, official, await roundOf(next.id), TODAY)))!.named!.waiting[0]!.conflicts.map((c) => c.ground)).toEqual(['former-employer']);
  });

  it('that turns up after he accepted is found when scoring is to begin; he steps back and somebody takes his place', async () => {
    const round = await stage();
    const { actor, personId } = await expert();
    await invite(round, actor);
    expect(await accept(round, actor)).toMatchObject({ ok: true });
    await panelOf(round, 2);
    await place(round, 'former-employer', personId);
    expect(refusal(await begin(round))).toMatch(/应当回避.*1999年至2005年/);
    expect((await read(async (tx) => readPanel(tx, official, await roundOf(round.id), TODAY)))!.members[0]!.conflicts.map((c) => c.ground)).toEqual(['former-employer']);
    expect(await recuse(round, actor, '曾任职')).toMatchObject({ ok: true });
    expect(await told(actor)).toContain('请回避');
    expect(refusal(await begin(round))).toContain('还差1人');
    await panelOf(round, 1);
    expect(await begin(round)).toMatchObject({ ok: true });
  });

  it('that turns up while he scores stops his sheets, and scoring does not end while he is counted', async () => {
    const round = await stage();
    const { actor, personId } = await expert();
    await invite(round, actor);
    await accept(round, actor);
    const others = await panelOf(round, 2);
    expect(await begin(round)).toMatchObject({ ok: true });
    const [a, b] = round.applications.map((x) => x.id) as [string, string];
    expect(await submit(actor, sheet(a, 50, 30))).toMatchObject({ ok: true });
    await place(round, 'former-employer', personId);
    const before = await fingerprint(admin);
    expect(refusal(await act(actor, 'panel.save-score', saveScore, sheet(b, 50, 30)))).toMatch(/应当回避，不能再评分：曾任职于.*自行回避/);
    expect(refusal(await submit(actor, sheet(b, 50, 30)))).toMatch(/应当回避，不能再评分：曾任职于/);
    expect(await fingerprint(admin)).toBe(before);
    expect((await read((tx) => readReview(tx, actor, round.id, TODAY)))!.conflicts.map((c) => c.ground)).toEqual(['former-employer']);
    for (const who of others) for (const id of [a, b]) await submit(who, sheet(id, 50, 30));
    expect(refusal(await end(round))).toMatch(/有评委应当回避.*1999年至2005年/);
    // Who had handed in everything before it turned up is counted no more than others.
    await admin.query(`insert into panel_score (tenant_id, id, panel_member_id, application_id, state, items, total, submitted_at) values ($1, $2, $3, $4, 'submitted', '{}', 50, $5)`, [T, newId(), await memberOf(round, actor), b, NOW]);
    expect(refusal(await end(round))).toMatch(/有评委应当回避/);
    expect(await recuse(round, actor, '曾任职')).toMatchObject({ ok: true });
    const [late] = await panelOf(round, 1);
    for (const id of [a, b]) await submit(late!, sheet(id, 50, 30));
    expect(await end(round)).toMatchObject({ ok: true });
  });
});

describe('the assessors whom the approved plan names', () => {
  it('are the only ones who are invited, one by one or all who have no conflict', async () => {
    const round = await stage();
    const named = [await newActor(admin, T, 'assessor'), await newActor(admin, T, 'assessor'), (await employee(round)).actor];
    const stranger = await newActor(admin, T, 'assessor');
    await name(round, ...named);
    const before = await fingerprint(admin);
    expect(refusal(await inviteUnnamed(round, stranger.accountId))).toContain('审定的方案没有列名');
    expect(await fingerprint(admin)).toBe(before);
    expect(await inviteUnnamed(round, 'all', office)).toMatchObject({ ok: true });
    expect((await rowsOf<{ account_id: string }>(admin, 'select account_id from panel_member where selection_id = $1 order by id', [round.id])).map((m) => m.account_id).sort()).toEqual(named.slice(0, 2).map((a) => a.accountId).sort());
    expect(await told(named[0]!)).toEqual(['请答复评委邀请']);
    expect(await told(named[2]!)).toEqual([]);
    expect(refusal(await inviteUnnamed(round, 'all'))).toContain('没有可以邀请的评委');
    await admin.query(`update account set status = 'disabled' where id = $1`, [named[0]!.accountId]);
    const other = await stage();
    expect(refusal(await invite(other, named[0]!))).toContain('账号已停用');
  });

  it('are not asked for where the text knows no approved plan', async () => {
    const tenantId = 'zhengzhou';
    const round = await stage({ tenantId });
    const [commission, assessor] = [await newActor(admin, tenantId, 'official'), await newActor(admin, tenantId, 'assessor')];
    expect(refusal(await act(commission, 'panel.propose', proposeAssessor, { selectionId: round.id, accountId: assessor.accountId, reason: '人少' }))).toContain('可以直接邀请');
    expect(refusal(await inviteUnnamed(round, 'all', commission))).toContain('请逐一邀请');
    expect(await inviteUnnamed(round, assessor.accountId, commission)).toMatchObject({ ok: true });
  });

  it('are supplemented once they no longer suffice: one proposes, another approves, and only then he is asked', async () => {
    const round = await stage();
    const [a, b, c, d, e] = [await newActor(admin, T, 'assessor'), await newActor(admin, T, 'assessor'), await newActor(admin, T, 'assessor'), await newActor(admin, T, 'assessor'), await newActor(admin, T, 'assessor')];
    await name(round, a, b, c);
    expect(refusal(await propose(round, d, office))).toContain('足够3人，不需要增补');
    for (const who of [a, b, c]) await invite(round, who);
    expect(refusal(await propose(round, d, office))).toContain('不需要增补');
    await recuse(round, a);
    expect(refusal(await propose(round, a, office))).toContain('不能再次提请');
    expect(refusal(await propose(round, d, office, ' '))).toContain('请写明理由');
    expect(await propose(round, d, office)).toMatchObject({ ok: true });
    // One place was empty, and now somebody waits for it.
    expect(refusal(await propose(round, e, official))).toContain('不需要增补');
    expect(await told(official)).toContain('请审定增补评委');
    // He knows nothing of it, and nothing of who applied.
    expect(await read((tx) => readReviews(tx, d))).toEqual([]);
    expect(await read((tx) => readReview(tx, d, round.id, TODAY))).toBeNull();
    expect(await told(d)).toEqual([]);
    expect(refusal(await accept(round, d))).toContain('增补待审定');
    expect(refusal(await answer(round, d, office, 'panel.approve'))).toBe('denied');
    expect(refusal(await answer(round, d, official, 'panel.approve', ' '))).toContain('请写明理由');
    expect(await answer(round, d, official, 'panel.approve')).toMatchObject({ ok: true });
    expect(await told(d)).toEqual(['请答复评委邀请']);
    expect(await told(office)).toContain(`同意增补评委${d.name}`);
    expect(await accept(round, d)).toMatchObject({ ok: true });
    const row = await oneOf(admin, 'select state, proposed_by_name, proposal_reason, answered_by_name, answer_reason from panel_member where id = $1', [await memberOf(round, d)]);
    expect(row).toEqual({ state: 'accepted', proposed_by_name: office.name, proposal_reason: '两人回避', answered_by_name: official.name, answer_reason: '情况属实' });
  });

  it('are not supplemented by whoever proposes, and a proposal may be turned down', async () => {
    const round = await stage();
    const { actor: other, personId } = await expert();
    const [second, who] = [await newActor(admin, T, 'official'), await newActor(admin, T, 'assessor')];
    expect(await propose(round, who, official)).toMatchObject({ ok: true });
    for (const act_ of ['panel.approve', 'panel.refuse'] as const) expect(refusal(await answer(round, who, official, act_))).toContain('须由另一人审定');
    const memberId = await memberOf(round, who);
    await expect(admin.query(`update panel_member set state = 'invited', answered_by_id = proposed_by_id, answered_at = now(), answer_reason = '可以' where id = $1`, [memberId])).rejects.toThrow(/panel_member_not_own/);
    await expect(admin.query(`update panel_member set state = 'invited' where id = $1`, [memberId])).rejects.toThrow(/panel_member_answered/);
    const { rules } = await roundOf(round.id);
    const work = await read((tx) => roundWork(tx, second, rules, TODAY));
    expect(work.find((w) => w.key === `proposal ${memberId}`)).toMatchObject({ kind: 'panel', href: `/selections/${round.id}/panel?answer=${memberId}#answer` });
    expect((await read((tx) => roundWork(tx, official, rules, TODAY))).some((w) => w.key === `proposal ${memberId}`)).toBe(false);
    expect(await answer(round, who, second, 'panel.refuse', '专业不符')).toMatchObject({ ok: true });
    expect(await told(official)).toContain(`不同意增补评委${who.name}`);
    expect(await told(who)).toEqual([]);
    expect(refusal(await inviteUnnamed(round, who.accountId))).toContain('已在评审组名单中');
    expect(await propose(round, other, official)).toMatchObject({ ok: true });
    // A conflict that turned up in between stops the approval.
    await admin.query('update person set institution_id = $2 where id = $1', [personId, round.applications[0]!.institutionId]);
    expect(refusal(await answer(round, other, second, 'panel.approve'))).toMatch(/应当回避，不能增补：现任职于/);
    expect(refusal(await propose(round, other, official))).toContain('不能再次提请');
  });
});

describe('scoring', () => {
  it('begins when every application is reviewed and the panel is complete', async () => {
    const waiting = await stage({ applications: ['eligible', 'submitted'] });
    expect(refusal(await begin(waiting))).toBe('还有1份申请没有审核');
    expect(refusal(await begin(await stage({ applications: ['ineligible'] })))).toContain('没有符合条件的申请');
    expect(refusal(await begin(await stage({ panel: false })))).toContain('不设评审组');
    const round = await stage();
    const contact = await newActor(admin, T, 'host-contact', { institutionId: round.applications[0]!.institutionId });
    const panel = await panelOf(round, 2);
    expect(refusal(await begin(round))).toBe('方案需要评委3人，现有2人接受邀请，还差1人');
    panel.push(...(await panelOf(round, 1)));
    expect(await begin(round)).toMatchObject({ ok: true });
    expect(await told(panel[0]!)).toContain('评审开始');
    expect(await told(contact)).toContain('进入评审');
    expect(refusal(await act(official, 'selection.begin-scoring', beginScoring, { selectionId: round.id }, { version: 1 }))).toContain('已被他人更新');
  });

  it('is skipped where the plan knows no panel', async () => {
    const round = await stage({ panel: false, applications: ['eligible', 'ineligible'] });
    const contacts = await Promise.all(round.applications.map(({ institutionId }) => newActor(admin, T, 'host-contact', { institutionId })));
    expect(await pass(round, 'selection.end-review', endReview)).toMatchObject({ ok: true });
    expect(await stateOf('selection', round.id)).toBe('choosing');
    // Every applicant hears the same: what was found is told by the result.
    for (const contact of contacts) expect(await rowsOf(admin, 'select title, text, href from message where account_id = $1', [contact.accountId])).toEqual([{ title: expect.stringMatching(/^资格审核已结束：/), text: '现由主管部门择优，结果确定后另行告知', href: '/applications' }]);
    expect(await told(office)).not.toContain('请择优确定');
    expect(refusal(await pass(await stage(), 'selection.end-review', endReview))).toContain('方案设评审组');
    expect(await pass(await stage({ road: 'recommendation', panel: false }), 'selection.end-review', endReview)).toMatchObject({ ok: true });
  });

  it('shows nobody another\'s sheet before it has ended, and then the commission only', async () => {
    const { round, panel } = await scoring();
    const [a, b] = round.applications.map((x) => x.id) as [string, string];
    const canary = '只有我知道的理由';
    const veto = '只有我知道的否决';
    expect(await submit(panel[0]!, sheet(a, 41.5, 33.5, canary, veto))).toMatchObject({ ok: true });
    expect(await act(panel[0]!, 'panel.save-score', saveScore, sheet(b, 12.5, 3, canary))).toMatchObject({ ok: true });
    const views = async (who: Actor) => {
      const current = await roundOf(round.id);
      const seen = JSON.stringify(await read(async (tx) => [
        await readPanel(tx, who, current, TODAY), await readComparison(tx, who, current), await tallyOf(tx, T, current), await readReviews(tx, who), await readReview(tx, who, round.id, TODAY),
        await readSheet(tx, who, a, TODAY), await readSheet(tx, who, b, TODAY), await searchAssessors(tx, who, current, undefined, TODAY),
      ]));
      // The seconds of an instant may be the very points that are looked for.
      return seen.replace(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, '""');
    };
    const others = [panel[1]!, official, office, await newActor(admin, T, 'assessor'), await newActor(admin, T, 'host-contact', { institutionId: round.applications[0]!.institutionId })];
    for (const who of others) for (const secret of [canary, veto, '41.5', '33.5', '12.5', '"total":75']) expect(await views(who)).not.toContain(secret);
    // Each sees his own.
    expect(await views(panel[0]!)).toContain(canary);
    expect((await read((tx) => readSheet(tx, panel[0]!, b, TODAY)))!.sheet).toMatchObject({ state: 'draft', items: { base: { points: 12.5 } } });
    // How far each has come is known, not what he gave.
    expect((await read(async (tx) => readPanel(tx, official, await roundOf(round.id), TODAY)))!.members.map((m) => m.submitted)).toEqual([1, 0, 0]);
    // Nor does the audit tell.
    const trail = await rowsOf<{ data: object }>(admin, `select data from audit_event where tenant_id = $1 and act in ('panel.submit-score', 'panel.save-score') and account_id = $2`, [T, panel[0]!.accountId]);
    expect(trail).toHaveLength(2);
    expect(JSON.stringify(trail)).not.toMatch(/41\.5|只有我知道/);

    expect(await act(panel[0]!, 'panel.submit-score', submitScore, sheet(b, 12.5, 3, canary), { version: 1 })).toMatchObject({ ok: true });
    for (const who of panel.slice(1)) for (const id of [a, b]) expect(await submit(who, sheet(id, 50, 30))).toMatchObject({ ok: true });
    expect(await end(round)).toMatchObject({ ok: true });
    expect(await views(official)).toContain(canary);
    for (const who of [panel[1]!, others[3]!, others[4]!]) {
      const current = await roundOf(round.id);
      expect(JSON.stringify(await read(async (tx) => [await readPanel(tx, who, current, TODAY), await readComparison(tx, who, current), await readReview(tx, who, round.id, TODAY), await readSheet(tx, who, a, TODAY)]))).not.toContain(canary);
    }
  });

  it('lets whoever is on the panel read the applications from then on, and nobody else', async () => {
    const round = await stage({ applications: ['eligible', 'eligible', 'ineligible'] });
    const panel = await panelOf(round, 3);
    const may = async (who: Actor, i: number) => (await read((tx) => readSheet(tx, who, round.applications[i]!.id, TODAY))) !== null;
    expect(await may(panel[0]!, 0)).toBe(false);
    expect(JSON.stringify(await read((tx) => readReview(tx, panel[0]!, round.id, TODAY)))).not.toContain(round.applications[0]!.id);
    await begin(round);
    expect([await may(panel[0]!, 0), await may(panel[0]!, 2), await may(official, 0)]).toEqual([true, false, false]);
    await recuse(round, panel[0]!);
    expect(await may(panel[0]!, 0)).toBe(false);
    expect(await read((tx) => readSheet(tx, { ...panel[1]!, tenantId: 'zhengzhou' }, round.applications[0]!.id, TODAY), 'zhengzhou')).toBeNull();
  });

  it.each(['decided', 'established', 'cancelled'] as const)('is over when the round is %s: nobody on the panel reads an application any more, each keeps his own sheets', async (state) => {
    const { round, panel } = await scoring();
    const [a, b] = round.applications.map((x) => x.id) as [string, string];
    const canary = '申请书的内容';
    await admin.query(`update application set form = $2 where selection_id = $1`, [round.id, JSON.stringify({ plan: canary })]);
    expect(await submit(panel[0]!, sheet(a, 50, 30, '我的理由'))).toMatchObject({ ok: true });
    const reader = panel[0]!;
    const views = async () => JSON.stringify(await read(async (tx) => [await readSheet(tx, reader, a, TODAY), await readSheet(tx, reader, b, TODAY), await readReview(tx, reader, round.id, TODAY)]));
    const files = () => read(async (tx) => mayRead(tx, reader, (await getSubmitted(tx, T, a))!, (await roundOf(round.id)).state));
    expect([(await views()).includes(canary), (await views()).includes(b), await files()]).toEqual([true, true, true]);
    await admin.query(`update selection set state = $2, decided_by_id = $3, decided_on = $4, document_number = '文号', cancel_reason = '终止' where id = $1`, [round.id, state, randomUUID(), TODAY]);
    expect([(await views()).includes(canary), (await views()).includes(b), await files()]).toEqual([false, false, false]);
    expect(await read((tx) => readSheet(tx, reader, b, TODAY))).toBeNull();
    expect(await read((tx) => readSheet(tx, reader, a, TODAY))).toMatchObject({ application: { content: null }, sheet: { total: 80, items: { base: { reason: '我的理由' } } } });
    // Nor does whoever wrote nothing.
    expect(await read((tx) => readSheet(tx, panel[1]!, a, TODAY))).toBeNull();
    expect((await read((tx) => readReview(tx, panel[1]!, round.id, TODAY)))!.eligible).toEqual([]);
  });

  it('shows the panel what was submitted, never what its applicant is still writing', async () => {
    const { round, panel } = await scoring();
    const { id } = round.applications[0]!;
    await admin.query(`update application set draft = $2, form = $3 where id = $1`, [id, JSON.stringify({ form: { plan: '未提交的修改' }, statements: { resources: {} }, personId: null, post: null }), JSON.stringify({ plan: '已提交的内容' })]);
    const seen = JSON.stringify(await read(async (tx) => [await readSheet(tx, panel[0]!, id, TODAY), await getSubmitted(tx, T, id)]));
    expect(seen).toContain('已提交的内容');
    expect(seen).not.toContain('未提交的修改');
  });

  it('takes a whole sheet only, within its points, and keeps half of one', async () => {
    const { round, panel } = await scoring();
    const a = round.applications[0]!.id;
    const who = panel[0]!;
    const half = { applicationId: a, items: { base: { points: 30 }, plan: { reason: '待看' } }, unread: {}, veto: undefined, checkOnly: undefined };
    expect(await act(who, 'panel.save-score', saveScore, half)).toMatchObject({ ok: true });
    // Two windows: the second had not read what the first kept.
    expect(refusal(await act(who, 'panel.save-score', saveScore, half))).toContain('已被他人更新');
    expect(refusal(await submit(who, half as never, 1))).toMatch(/工作设想”未评分.*|基础条件”的评分理由/);
    expect(refusal(await submit(who, sheet(a, 60.5, 40), 1))).toContain('应在0至60分之间');
    expect(refusal(await act(who, 'panel.save-score', saveScore, sheet(a, 30.25, 40), { version: 1 }))).toContain('以0.5分为一档');
    expect(refusal(await act(who, 'panel.save-score', saveScore, { ...half, unread: { base: '很好' } }, { version: 1 }))).toContain('应在0至60分之间');
    expect(refusal(await submit(who, { ...sheet(a, 1, 1), items: { ...sheet(a, 1, 1).items, other: { points: 1, reason: '' } } } as never, 1))).toContain('没有这一项');
    expect(refusal(await submit(who, { ...sheet(a, 60, 0), checkOnly: true } as never, 1))).toContain('内容完整');
    expect(await submit(who, sheet(a, 60, 0), 1)).toMatchObject({ ok: true });
    expect(await oneOf(admin, 'select state, total from panel_score where application_id = $1', [a])).toEqual({ state: 'submitted', total: '60.00' });
  });

  it('takes a sheet once: a copy gets the same answer, a second one is refused, and not even SQL changes it', async () => {
    const { round, panel } = await scoring();
    const a = round.applications[0]!.id;
    const key = randomUUID();
    const replies = await Promise.all(Array.from({ length: 6 }, () => submit(panel[0]!, sheet(a, 50, 30), null, key)));
    expect(new Set(replies.map((r) => canonicalJson(r))).size).toBe(1);
    expect(replies[0]).toMatchObject({ ok: true });
    expect(refusal(await submit(panel[0]!, sheet(a, 60, 40), 1))).toContain('已提交');
    expect(refusal(await act(panel[0]!, 'panel.save-score', saveScore, sheet(a, 60, 40), { version: 1 }))).toContain('已提交');
    // Different sheets at once: one stands.
    const raced = await Promise.all([10, 20, 30, 40].map((n) => submit(panel[1]!, sheet(a, n, n))));
    expect(raced.filter((r) => r.ok)).toHaveLength(1);
    const { id } = await oneOf<{ id: string }>(admin, 'select s.id from panel_score s join panel_member m on m.id = s.panel_member_id where m.account_id = $1', [panel[0]!.accountId]);
    for (const data of [{ total: 1 }, { state: 'draft', total: null, submittedAt: null }, { veto: '改' }]) {
      await expect(withTenant({ tenantId: T, accountId: panel[0]!.accountId }, (tx) => tx.panelScore.updateMany({ where: { tenantId: T, id }, data }))).rejects.toThrow(/final/);
    }
    await expect(withTenant({ tenantId: T, accountId: panel[0]!.accountId }, (tx) => tx.panelScore.deleteMany({ where: { tenantId: T, id } }))).rejects.toThrow(/permission denied|denied/i);
  });

  it('takes no sheet from whoever is not on the panel, and none about what is not scored', async () => {
    const { round, panel } = await scoring({ applications: ['eligible', 'ineligible'] });
    const [a, b] = round.applications.map((x) => x.id) as [string, string];
    expect(refusal(await submit(await newActor(admin, T, 'assessor'), sheet(a, 1, 1)))).toBe('denied');
    expect(refusal(await submit(official, sheet(a, 1, 1)))).toBe('denied');
    expect(refusal(await submit(await newActor(admin, 'zhengzhou', 'assessor'), sheet(a, 1, 1)))).toBe('not-found');
    expect(refusal(await submit(panel[0]!, sheet(b, 1, 1)))).toContain('不在评审范围');
    expect(refusal(await submit(panel[0]!, sheet(randomUUID(), 1, 1)))).toBe('not-found');
  });

  it('does not count the sheets of whoever steps back, and does not end with fewer than planned', async () => {
    const { round, panel } = await scoring();
    const [a, b] = round.applications.map((x) => x.id) as [string, string];
    for (const who of panel) await submit(who, sheet(a, who === panel[0] ? 10 : 50, who === panel[0] ? 10 : 30));
    expect(refusal(await end(round))).toMatch(/^评分还没有全部提交：(测试assessor尚缺1份，?){3}$/);
    expect(await withdraw(round, panel[0]!, '共同课题')).toMatchObject({ ok: true });
    expect(refusal(await submit(panel[0]!, sheet(b, 10, 10)))).toContain('已回避');
    for (const who of panel.slice(1)) await submit(who, sheet(b, 50, 30));
    expect(refusal(await end(round))).toContain('现只有2人，方案需要3人');
    // His place is filled, and no further one.
    const [late, later] = [await newActor(admin, T, 'assessor'), await newActor(admin, T, 'assessor')];
    expect(await invite(round, late)).toMatchObject({ ok: true });
    expect(refusal(await invite(round, later))).toContain('不再增加');
    expect(await accept(round, late)).toMatchObject({ ok: true });
    expect(refusal(await end(round))).toContain('尚缺2份');
    for (const id of [a, b]) await submit(late, sheet(id, 50, 30));
    expect(await end(round)).toMatchObject({ ok: true });
    const comparison = (await read(async (tx) => readComparison(tx, official, await roundOf(round.id))))!;
    expect(comparison.assessors).toHaveLength(3);
    expect(comparison.rows.map((r) => [r.rank, r.score])).toEqual([[1, 80], [1, 80]]);
  });

  it('is ended once by two officials at once', async () => {
    const { round, panel } = await scoring();
    for (const who of panel) for (const { id } of round.applications) await submit(who, sheet(id, 50, 30));
    const at = await version('selection', round.id);
    const replies = await Promise.all([official, office, await newActor(admin, T, 'official')].map((who) => act(who, 'selection.end-scoring', endScoring, { selectionId: round.id }, { version: at })));
    expect(replies.filter((r) => r.ok)).toHaveLength(1);
    for (const r of replies) if (!r.ok) expect(['conflict', 'not-allowed-now']).toContain(r.refusal.kind);
    expect(await version('selection', round.id)).toBe(at + 1);
    expect((await told(official)).filter((t) => t === '请择优确定').length).toBeLessThanOrEqual(4);
    expect((await rowsOf(admin, `select 1 from audit_event where tenant_id = $1 and act = 'selection.end-scoring' and result = 'ok' and target_id = $2`, [T, round.id]))).toHaveLength(1);
  });

  it('comes to a ranking that the workbook repeats', async () => {
    const { round, panel } = await scoring({ size: 5, aggregate: 'trimmed-mean', applications: ['eligible', 'eligible'] }, 5);
    const [a, b] = round.applications.map((x) => x.id) as [string, string];
    for (const [i, who] of panel.entries()) {
      await submit(who, sheet(a, [60, 50, 50, 50, 20][i]!, 30, `理由${i}`));
      await submit(who, sheet(b, 55, 30.5, '=1+1', i === 0 ? '@造假' : undefined));
    }
    await end(round);
    const comparison = (await read(async (tx) => readComparison(tx, office, await roundOf(round.id))))!;
    expect(comparison.rows.map((r) => [r.applicationId, r.rank, r.score, r.vetoes])).toEqual([[b, 1, 85.5, 1], [a, 2, 80, 0]]);
    expect(comparison.rows[1]!.marks.map((m) => [m.total, m.dropped, m.outlier])).toEqual([[90, 'highest', false], [80, null, false], [80, null, false], [80, null, false], [50, 'lowest', true]]);
    const summary = summaryRows(comparison);
    expect(summary.slice(1).map((r) => [r[0], r[4], r[5]])).toEqual([[1, 85.5, 85.5], [2, 80, 80]]);
    expect(summary[1]![11]).toBe('测试assessor');
    expect(reasonRows(comparison).filter((r) => r[2] === '合计')).toHaveLength(10);
    expect(reasonRows(comparison).filter((r) => r[2] === '否决').map((r) => r[5])).toEqual(['@造假']);
  });
});

describe('the order of the defence', () => {
  const order = async (round: Staged, input: Partial<Parameters<typeof setDefenceOrder>[1]>, at?: Date) =>
    act(official, 'panel.order', setDefenceOrder, { selectionId: round.id, how: 'draw', reason: undefined, places: {}, ...input }, { version: await version('selection', round.id), ...(at ? { at } : {}) });
  const places = async (round: Staged) => (await rowsOf<{ receipt: string }>(admin, 'select receipt from application where selection_id = $1 and defence_order is not null order by defence_order', [round.id])).map((r) => r.receipt);

  it('is drawn by lot, and anybody can repeat the draw', async () => {
    const round = await stage({ applications: ['eligible', 'ineligible', 'eligible', 'eligible', 'eligible'] });
    expect(await order(round, {})).toMatchObject({ ok: true });
    const { defence } = await oneOf<{ defence: { at: string; seed: string; how: string } }>(admin, 'select defence from selection where id = $1', [round.id]);
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    expect(defence).toMatchObject({ how: 'draw', at: NOW.toISOString(), seed: sha256(`${round.number} ${NOW.toISOString()}`) });
    expect(await places(round)).toEqual(drawOrder(round.applications.filter((_, i) => i !== 1).map((a) => a.receipt), defence.seed, sha256));
    // Drawn again it is another draw, with a record of its own.
    await order(round, {}, new Date('2026-11-22T02:00:01Z'));
    expect((await rowsOf(admin, `select 1 from audit_event where tenant_id = $1 and act = 'panel.order' and result = 'ok' and target_id = $2`, [T, round.id]))).toHaveLength(2);
  });

  it('is set by hand with a reason, each place once', async () => {
    const round = await stage();
    const [a, b] = round.applications.map((x) => x.id) as [string, string];
    expect(refusal(await order(round, { how: 'hand', places: { [a]: 1, [b]: 1 } }))).toMatch(/重复.*请|不抽签的/);
    expect(refusal(await order(round, { how: 'hand', places: { [a]: 1, [b]: 3 }, reason: '到场先后' }))).toContain('应为1至2');
    expect(await order(round, { how: 'hand', places: { [a]: 2, [b]: 1 }, reason: '到场先后' })).toMatchObject({ ok: true });
    expect(await places(round)).toEqual([round.applications[1]!.receipt, round.applications[0]!.receipt]);
  });

  it('is shown to the panel, and to each applicant its own place once scoring has begun; it stands when the first sheet is in', async () => {
    const round = await stage();
    const panel = await panelOf(round, 3);
    await order(round, { how: 'hand', places: { [round.applications[0]!.id]: 2, [round.applications[1]!.id]: 1 }, reason: '到场先后' });
    const place = () => read((tx) => defencePlace(tx, T, round.applications[0]!.id));
    expect(await place()).toBeNull();
    await begin(round);
    expect(await place()).toBe(2);
    expect((await read((tx) => readReview(tx, panel[0]!, round.id, TODAY)))!.eligible.map((e) => e.defenceOrder)).toEqual([1, 2]);
    expect(await order(round, {})).toMatchObject({ ok: true });
    await submit(panel[0]!, sheet(round.applications[0]!.id, 1, 1));
    expect(refusal(await order(round, {}))).toContain('已有评委提交评分');
  });

  it('is set anew when the applications have changed since', async () => {
    const round = await stage();
    await panelOf(round, 3);
    await order(round, {});
    await admin.query(`update application set state = 'ineligible' where id = $1`, [round.applications[0]!.id]);
    expect(refusal(await begin(round))).toContain('重新排定答辩顺序');
    await order(round, {});
    expect(await begin(round)).toMatchObject({ ok: true });
  });
});

describe('every state', () => {
  const ROUND_ACTS: [SelectionAct & Act, Mutation<{ selectionId: string }>][] = [['selection.begin-scoring', beginScoring], ['selection.end-review', endReview], ['selection.end-scoring', endScoring]];

  it.each(Object.keys(SELECTION_STATES) as SelectionState[])('of a round allows what its table allows: %s', async (state) => {
    const round = await stage({ state });
    for (const [name, mutation] of ROUND_ACTS) {
      const reply = await pass(round, name, mutation);
      const allowed = stepOf(SELECTION_LIFECYCLES.selection, state, name) !== null;
      // Where the table allows it, something else is missing here; where it does not, the state is named.
      expect(reply.ok).toBe(false);
      expect([name, refusal(reply).includes(`现为“${SELECTION_STATES[state]}”`)]).toEqual([name, !allowed]);
    }
    const assessor = await newActor(admin, T, 'assessor');
    expect((await invite(round, assessor)).ok).toBe(state === 'reviewing' || state === 'scoring');
    const ordered = await act(official, 'panel.order', setDefenceOrder, { selectionId: round.id, how: 'draw', reason: undefined, places: {} }, { version: await version('selection', round.id) });
    expect(ordered.ok).toBe(state === 'reviewing' || state === 'scoring');
    expect(await read(async (tx) => readComparison(tx, official, await roundOf(round.id)))).toBeNull();
  });

  it.each(Object.keys(PANEL_STATES) as PanelState[])('of a place on a panel allows what its table allows: %s', async (from) => {
    const acts: Record<Exclude<PanelAct, 'panel.invite' | 'panel.propose'>, (round: Staged, who: Actor, memberId: string) => Promise<Reply>> = {
      'panel.accept': (round, who, memberId) => act(who, 'panel.accept', acceptInvitation, { memberId, reason: undefined, declarations: said(round) }, { version: 1 }),
      'panel.decline': (_, who, memberId) => act(who, 'panel.decline', declineInvitation, { memberId, reason: '出差' }, { version: 1 }),
      'panel.withdraw': (_, who, memberId) => act(who, 'panel.withdraw', withdrawFromPanel, { memberId, reason: '共同课题', declarations: {} }, { version: 1 }),
      'panel.recuse': (_, _who, memberId) => act(official, 'panel.recuse', recuseMember, { memberId, reason: '共同课题' }, { version: 1 }),
      'panel.approve': (_, _who, memberId) => act(official, 'panel.approve', approveProposal, { memberId, reason: '情况属实' }, { version: 1 }),
      'panel.refuse': (_, _who, memberId) => act(official, 'panel.refuse', refuseProposal, { memberId, reason: '专业不符' }, { version: 1 }),
    };
    for (const state of ['reviewing', 'scoring', 'choosing', 'notice', 'cancelled'] as const) {
      for (const name of Object.keys(acts) as (keyof typeof acts)[]) {
        const round = await stage({ state });
        const who = await newActor(admin, T, 'assessor');
        const memberId = newId();
        await admin.query(
          `insert into panel_member (tenant_id, id, selection_id, account_id, name, state, declared_at, recused_reason, proposed_by_id, proposal_reason, answered_by_id, answer_reason, answered_at)
           values ($1, $2, $3, $4, '某人', $5, $6, $7, $8, $9, $10, $11, $12)`,
          [
            T, memberId, round.id, who.accountId, from, from === 'accepted' ? NOW : null, from === 'recused' ? '回避' : null, ...(['proposed', 'refused'].includes(from) ? [randomUUID(), '缺人'] : [null, null]),
            ...(from === 'refused' ? [randomUUID(), '不同意', NOW] : [null, null, null]),
          ],
        );
        const step = stepOf(PANEL_LIFECYCLE, from, name);
        const inTime = state === 'reviewing' || state === 'scoring' || !(step?.needs?.includes('before-choice') || step?.needs?.includes('round-reviewing'));
        const reply = await acts[name](round, who, memberId);
        expect([from, state, name, reply.ok, await stateOf('panel_member', memberId)]).toEqual([from, state, name, step !== null && inTime, step !== null && inTime ? step.to : from]);
        const trail = await auditOf(admin, { tenantId: T, after: 0 });
        expect(trail.at(-1)).toMatchObject({ act: name, result: reply.ok ? 'ok' : 'refused', target_type: 'panel-member', target_id: memberId });
      }
    }
  });

  it('of a round but scoring takes no sheet', async () => {
    for (const state of Object.keys(SELECTION_STATES) as SelectionState[]) {
      if (state === 'scoring') continue;
      const round = await stage({ state });
      const who = await newActor(admin, T, 'assessor');
      await admin.query(`insert into panel_member (tenant_id, id, selection_id, account_id, name, state, declared_at) values ($1, $2, $3, $4, '某人', 'accepted', $5)`, [T, newId(), round.id, who.accountId, NOW]);
      expect([state, (await submit(who, sheet(round.applications[0]!.id, 1, 1))).ok]).toEqual([state, false]);
      expect([state, (await act(who, 'panel.save-score', saveScore, sheet(round.applications[0]!.id, 1, 1))).ok]).toEqual([state, false]);
    }
  });
});

