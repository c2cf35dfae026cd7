import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { getApplication, mayRead, pageApplications, submittedFiles, workingFiles } from '../../lib/application/data.ts';
import { fieldsOf, formFor } from '../../lib/application/form.ts';
import { attachFile, detachFile, saveApplication, submitApplication, withdrawApplication } from '../../lib/application/mutations.ts';
import { saveSchema, type Edit } from '../../lib/application/schema.ts';
import { readTenant } from '../../lib/db/tenant.ts';
import type { Actor } from '../../lib/identity/actor.ts';
import type { Reply } from '../../lib/identity/perform.ts';
import { newId } from '../../lib/kernel/ids.ts';
import { getRound } from '../../lib/selection/data.ts';
import { act, auditOf, newActor, oneOf, rowsOf } from './cast.ts';
import type { TestDatabase } from './database.ts';
import { closeSeeded, openSeeded, TODAY } from './seeded.ts';

// As many connections as there are people in a race.
vi.hoisted(() => (process.env.ZHIKONG_POOL = '12'));

const T = 'chongqing';
let database: TestDatabase;
let admin: pg.Client;
beforeAll(async () => {
  ({ database, admin } = await openSeeded());
});
afterAll(() => closeSeeded({ database, admin }));

interface Setting {
  selectionId: string;
  closesOn: string;
  institutionId: string;
  contact: Actor;
  personId: string;
}
let s: Setting;

/** An open round and an institution that has begun nothing in it, with its contact and somebody to head the centre. */
beforeEach(async () => {
  const round = await oneOf<{ id: string; closes_on: string }>(admin, `select id, closes_on::text from selection where tenant_id = $1 and state = 'open' and road = 'selection' and opens_on <= $2 and closes_on > $2 order by id limit 1`, [T, TODAY]);
  const house = await oneOf<{ id: string; person: string }>(
    admin,
    `select i.id, (array_agg(p.id order by p.id))[1] as person from institution i join person p on p.tenant_id = i.tenant_id and p.institution_id = i.id
     where i.tenant_id = $1 and not exists (select 1 from application a where a.tenant_id = i.tenant_id and a.institution_id = i.id and a.selection_id = $2) group by i.id order by i.id limit 1`,
    [T, round.id],
  );
  s = { selectionId: round.id, closesOn: round.closes_on, institutionId: house.id, contact: await newActor(admin, T, 'host-contact', { institutionId: house.id }), personId: house.person };
});

const read = (id: string) => readTenant({ tenantId: T, accountId: null }, async (tx) => (await getApplication(tx, T, id))!);
const roundOf = (selectionId: string) => readTenant({ tenantId: T, accountId: null }, async (tx) => (await getRound(tx, T, selectionId, TODAY))!);

const begin = (actor = s.contact, at?: string) => act(actor, 'application.save', saveApplication, { step: 'begin', selectionId: s.selectionId, institutionId: s.institutionId }, at ? { at } : {});
const begun = async () => {
  const reply = await begin();
  if (!reply.ok) throw new Error(JSON.stringify(reply.refusal));
  return reply.value.id!;
};

/** Everything that the form asks for. */
async function filled(applicationId: string, more: { personId?: string; funds?: 'yes' | 'no' } = {}): Promise<Edit> {
  const round = await roundOf(s.selectionId);
  const form: Edit['form'] = {};
  for (const f of fieldsOf(formFor(round.rules.profile, round))) {
    if (f.type === 'staff') form[f.id] = [{ role: '专职秘书', kind: 'full-time', count: '2', note: '' }];
    else if (f.type === 'budget') form[f.id] = [{ item: '会议', amount: '300,000', note: '' }];
    else if (f.type !== 'files') form[f.id] = f.type === 'choice' ? f.options![0]! : `${f.label}的说明`;
  }
  return saveSchema.parse({ step: 'edit', applicationId, form, personId: s.personId, premises: 'yes', equipment: 'yes', staff: 'yes', funds: 'yes', ...more }) as Edit;
}
const save = async (id: string, input: Edit, options: { version?: number; at?: string } = {}) => act(s.contact, 'application.save', saveApplication, input, { version: options.version ?? (await read(id)).version, ...(options.at ? { at: options.at } : {}) });
const submit = async (id: string, options: { version?: number; key?: string; at?: string; actor?: Actor } = {}) =>
  act(options.actor ?? s.contact, 'application.submit', submitApplication, { applicationId: id, aware: true }, { version: options.version ?? (await read(id)).version, ...(options.key ? { key: options.key } : {}), ...(options.at ? { at: options.at } : {}) });
const fileOf = (applicationId: string, n = 1) => ({ id: newId(), applicationId, fieldId: 'other-material', name: `材料${n}.pdf`, mediaType: 'application/pdf', size: 1000 * n, sha256: String(n).padStart(64, 'a'), storage: `${T}/${randomUUID().replace(/-/g, '')}` });
const attach = (id: string, n = 1, at?: string, actor = s.contact) => act(actor, 'application.attach', attachFile, fileOf(id, n), at ? { at } : {});
const refusalOf = (reply: Reply) => (reply.ok ? null : reply.refusal);
const wordsOf = (reply: Reply) => (reply.ok ? '' : 'message' in reply.refusal ? reply.refusal.message : reply.refusal.kind);

/** Filled in and submitted. */
async function submitted() {
  const id = await begun();
  expect(await save(id, await filled(id))).toMatchObject({ ok: true });
  expect(await submit(id)).toMatchObject({ ok: true });
  return id;
}
describe('an application', () => {
  it('is begun once for an institution and a round, also by several at the same time', async () => {
    const replies = await Promise.all(Array.from({ length: 6 }, () => begin()));
    expect(replies.every((r) => r.ok)).toBe(true);
    expect(new Set(replies.map((r) => r.ok && r.value.id)).size).toBe(1);
    expect(await rowsOf(admin, 'select id from application where tenant_id = $1 and selection_id = $2 and institution_id = $3', [T, s.selectionId, s.institutionId])).toHaveLength(1);
  });

  it('keeps half of what is typed and says who it is that was changed meanwhile', async () => {
    const id = await begun();
    const half = saveSchema.parse({ step: 'edit', applicationId: id, form: { 'work-plan': '半句话', 'centre-staff': [{ role: '秘书' }], unknown: 'x' }, premises: 'no' }) as Edit;
    expect(await save(id, half, { version: 1 })).toMatchObject({ ok: true });
    const a = await read(id);
    expect([a.version, a.state, a.draft.form['work-plan'], a.draft.form['centre-staff'], a.draft.form.unknown, a.draft.statements]).toEqual([2, 'draft', '半句话', [{ role: '秘书' }], undefined, { resources: { premises: false } }]);
    // The second tab read version 1.
    expect(refusalOf(await save(id, { ...half, form: { 'work-plan': '另一页' } }, { version: 1 }))?.kind).toBe('conflict');
    expect((await read(id)).draft.form['work-plan']).toBe('半句话');
  });

  it('does not take anybody who works elsewhere, nor a text longer than a field', async () => {
    const id = await begun();
    const elsewhere = await oneOf<{ id: string }>(admin, 'select id from person where tenant_id = $1 and institution_id <> $2 limit 1', [T, s.institutionId]);
    expect(refusalOf(await save(id, await filled(id, { personId: elsewhere.id })))).toMatchObject({ kind: 'invalid', fields: { personId: [expect.any(String)] } });
    const long = await filled(id);
    expect(refusalOf(await save(id, { ...long, form: { ...long.form, 'work-plan': '长'.repeat(8001) } }))).toMatchObject({ kind: 'invalid', fields: { 'form.work-plan': [expect.stringContaining('现为8001字')] } });
  });

  it('is not submitted while something required is missing, and every gap is named at its field', async () => {
    const id = await begun();
    await save(id, saveSchema.parse({ step: 'edit', applicationId: id, form: { 'centre-staff': [{ role: '秘书', kind: '', count: 'x' }] } }) as Edit);
    const refusal = refusalOf(await submit(id)) as { kind: string; fields: Record<string, string[]> };
    expect(refusal.kind).toBe('invalid');
    expect(Object.keys(refusal.fields)).toEqual(expect.arrayContaining(['premises', 'form.unit-profile', 'personId', 'form.centre-staff[0].kind', 'form.centre-staff[0].count', 'form.funds']));
    expect(Object.keys(refusal.fields)).not.toContain('files-other-material');
  });

  it('with a condition that is not met asks whoever submits it to say that he knows', async () => {
    const id = await begun();
    await save(id, await filled(id, { funds: 'no' }));
    const reply = await act(s.contact, 'application.submit', submitApplication, { applicationId: id }, { version: (await read(id)).version });
    expect(refusalOf(reply)).toMatchObject({ kind: 'invalid', fields: { aware: [expect.stringContaining('不符合')] } });
    expect(await submit(id)).toMatchObject({ ok: true });
  });
});

describe('submitting', () => {
  it('until 24:00 of the last day in China, and not a second longer; what was typed stays', async () => {
    const id = await begun();
    expect(await save(id, await filled(id))).toMatchObject({ ok: true });
    const before = await read(id);
    const late = await submit(id, { at: `${s.closesOn}T16:00:00Z` });
    expect(wordsOf(late)).toMatch(/已于\d+年\d+月\d+日24时截止.*都保留着/);
    const lateSave = await save(id, await filled(id, { funds: 'no' }), { at: `${s.closesOn}T16:00:00Z` });
    expect(wordsOf(lateSave)).toContain('截止');
    expect(wordsOf(await attach(id, 1, `${s.closesOn}T16:00:00Z`))).toContain('截止');
    expect(await read(id)).toEqual(before);
    expect(await submit(id, { at: `${s.closesOn}T15:59:59Z` })).toMatchObject({ ok: true });
  });

  it('twice by one click is one submission with one receipt', async () => {
    const id = await begun();
    await save(id, await filled(id));
    const { version } = await read(id);
    const key = randomUUID();
    const replies = await Promise.all([submit(id, { version, key }), submit(id, { version, key }), submit(id, { version, key })]);
    expect(replies[0]).toMatchObject({ ok: true });
    for (const reply of replies) expect(reply).toEqual(replies[0]);
    const a = await read(id);
    expect([a.version, a.state]).toEqual([version + 1, 'submitted']);
    expect(await rowsOf(admin, `select 1 from audit_event where tenant_id = $1 and target_id = $2 and act = 'application.submit' and result = 'ok'`, [T, id])).toHaveLength(1);
    expect(await rowsOf(admin, 'select 1 from message where tenant_id = $1 and text like $2 group by account_id having count(*) > 1', [T, `%${a.receipt}%`])).toEqual([]);
  });

  it('twice in two windows is one submission, and the other learns of it', async () => {
    const id = await submitted();
    await save(id, await filled(id, { funds: 'no' }));
    const { version, receipt } = await read(id);
    const replies = await Promise.all([submit(id, { version }), submit(id, { version }), submit(id, { version })]);
    expect(replies.filter((r) => r.ok)).toHaveLength(1);
    for (const r of replies) if (!r.ok) expect(r.refusal.kind).toBe('conflict');
    expect((await read(id)).receipt).toBe(receipt);
  });

  it('puts the working copy in force with check, rules and receipt, and tells the commission', async () => {
    const id = await submitted();
    const row = await oneOf<Record<string, unknown>>(admin, 'select form, statements, person_id, receipt, profile_version_id, facts, result, submitted_by_name from application where id = $1', [id]);
    expect(row).toMatchObject({ person_id: s.personId, receipt: expect.stringMatching(/^CQ-SQ-2026-\d{3}$/), submitted_by_name: '测试host-contact', statements: { resources: { funds: true } } });
    expect(row.profile_version_id).toBe((await roundOf(s.selectionId)).profileVersionId);
    expect((row.result as { conditions: unknown[] }).conditions.length).toBeGreaterThan(5);
    const told = await rowsOf<{ role: string }>(admin, `select distinct m.role from message x join membership m on m.account_id = x.account_id and m.tenant_id = x.tenant_id where x.tenant_id = $1 and x.text like $2`, [T, `%${row.receipt as string}%`]);
    expect(told.map((t) => t.role)).toEqual(expect.arrayContaining(['official', 'office']));
  });

  it('what is amended afterwards is in force only when it is submitted again, attachments too', async () => {
    const id = await submitted();
    expect(await attach(id, 1, '2026-11-22T03:00:00Z')).toMatchObject({ ok: true });
    const change = await filled(id);
    await save(id, { ...change, form: { ...change.form, 'work-plan': '改过的思路' } }, { at: '2026-11-22T03:01:00Z' });
    const a = await read(id);
    const look = () => readTenant({ tenantId: T, accountId: null }, async (tx) => ({ working: (await workingFiles(tx, T, id)).length, inForce: (await submittedFiles(tx, T, await read(id))).length }));
    expect([a.state, a.inForce.form['work-plan'], a.draft.form['work-plan'], await look()]).toEqual(['submitted', '质控工作思路与计划的说明', '改过的思路', { working: 1, inForce: 0 }]);
    expect(await submit(id, { at: '2026-11-22T03:02:00Z' })).toMatchObject({ ok: true });
    const again = await read(id);
    expect([again.inForce.form['work-plan'], again.receipt, await look()]).toEqual(['改过的思路', a.receipt, { working: 1, inForce: 1 }]);
    const file = await oneOf<{ id: string }>(admin, 'select id from application_file where application_id = $1 and removed_at is null', [id]);
    expect(await act(s.contact, 'application.detach', detachFile, { applicationId: id, fileId: file.id }, { at: '2026-11-22T03:03:00Z' })).toMatchObject({ ok: true });
    expect(await look()).toEqual({ working: 0, inForce: 1 });
    expect(wordsOf(await act(s.contact, 'application.detach', detachFile, { applicationId: id, fileId: file.id }))).toContain('已经移除');
  });

  it('may be withdrawn and taken up again with the same receipt until the deadline', async () => {
    const id = await submitted();
    const { receipt, version } = await read(id);
    expect(wordsOf(await act(s.contact, 'application.withdraw', withdrawApplication, { applicationId: id }, { version, at: `${s.closesOn}T16:00:00Z` }))).toContain('截止');
    expect(await act(s.contact, 'application.withdraw', withdrawApplication, { applicationId: id }, { version })).toMatchObject({ ok: true });
    expect(await begin()).toMatchObject({ ok: true, value: { id } });
    expect(wordsOf(await save(id, await filled(id)))).toContain('已经撤回');
    expect(await act(s.contact, 'application.save', saveApplication, { step: 'resume', applicationId: id }, { version: version + 1 })).toMatchObject({ ok: true });
    expect(await submit(id)).toMatchObject({ ok: true });
    expect(await read(id)).toMatchObject({ state: 'submitted', receipt });
  });
});

describe('others', () => {
  it('a contact of another hospital, an official, and somebody of another tenant may do nothing to it, and each attempt is recorded', async () => {
    const id = await submitted();
    const other = await oneOf<{ id: string }>(admin, 'select id from institution where tenant_id = $1 and id <> $2 limit 1', [T, s.institutionId]);
    const stranger = await newActor(admin, T, 'host-contact', { institutionId: other.id });
    const official = await newActor(admin, T, 'official');
    const abroad = await oneOf<{ id: string }>(admin, `select id from institution where tenant_id = 'zhengzhou' limit 1`);
    const foreigner = await newActor(admin, 'zhengzhou', 'host-contact', { institutionId: abroad.id });
    const before = await read(id);
    for (const [actor, kind] of [[stranger, 'denied'], [official, 'denied'], [foreigner, 'not-found']] as const) {
      const version = before.version;
      const requestsOf = async (reply: Reply) => expect(refusalOf(reply)?.kind).toBe(kind);
      await requestsOf(await act(actor, 'application.save', saveApplication, await filled(id), { version }));
      await requestsOf(await submit(id, { version, actor }));
      await requestsOf(await act(actor, 'application.withdraw', withdrawApplication, { applicationId: id }, { version }));
      await requestsOf(await attach(id, 3, undefined, actor));
    }
    expect(refusalOf(await begin(stranger))?.kind).toBe('denied');
    expect(await read(id)).toEqual(before);
  });

  it('read it only when they may: its institution always, the commission after the last day, nobody else', async () => {
    const id = await submitted();
    const other = await oneOf<{ id: string }>(admin, 'select id from institution where tenant_id = $1 and id <> $2 limit 1', [T, s.institutionId]);
    const actors = { own: s.contact, stranger: await newActor(admin, T, 'host-contact', { institutionId: other.id }), official: await newActor(admin, T, 'official'), assessor: await newActor(admin, T, 'assessor') };
    const a = await read(id);
    const may = (actor: Actor, round: Parameters<typeof mayRead>[3], state = a.state) => readTenant({ tenantId: T, accountId: null }, (tx) => mayRead(tx, actor, { ...a, state }, round));
    expect(await Promise.all(Object.values(actors).map((x) => may(x, 'open')))).toEqual([true, false, false, false]);
    expect(await Promise.all(Object.values(actors).map((x) => may(x, 'reviewing')))).toEqual([true, false, true, false]);
    expect(await may(actors.official, 'reviewing', 'draft')).toBe(false);
    // An assessor reads what goes to the scoring of his panel.
    await admin.query(`insert into panel_member (tenant_id, id, selection_id, account_id, name, state, declaration, declared_at) values ($1, $2, $3, $4, '评委', 'accepted', '没有利害关系', now())`, [T, newId(), s.selectionId, actors.assessor.accountId]);
    expect([await may(actors.assessor, 'scoring', 'eligible'), await may(actors.assessor, 'scoring', 'ineligible'), await may(actors.assessor, 'reviewing', 'eligible')]).toEqual([true, false, false]);
  });

  it('the applicant learns nothing of the review before the notice opens', async () => {
    const reviewed = await oneOf<{ id: string; institution_id: string; round: string }>(admin, `select a.id, a.institution_id, s.state as round from application a join selection s on s.tenant_id = a.tenant_id and s.id = a.selection_id where a.tenant_id = $1 and a.state = 'ineligible' and s.state in ('reviewing', 'scoring', 'choosing', 'chosen') order by a.id limit 1`, [T]);
    const a = await read(reviewed.id);
    expect([a.shown, a.reviewReason]).toEqual(['submitted', null]);
    const page = await readTenant({ tenantId: T, accountId: null }, (tx) => pageApplications(tx, T, [reviewed.institution_id]));
    expect(page.rows.find((r) => r.id === reviewed.id)?.state).toBe('submitted');
    const told = await oneOf<{ id: string }>(admin, `select a.id from application a join selection s on s.tenant_id = a.tenant_id and s.id = a.selection_id where a.tenant_id = $1 and a.state = 'eligible' and s.state in ('notice', 'established', 'decided') order by a.id limit 1`, [T]);
    expect((await read(told.id)).shown).toBe('eligible');
  });
});

describe('attachments', () => {
  it('are at most twenty and a hundred megabytes, and the same one counts once', async () => {
    const id = await begun();
    expect(await attach(id, 1)).toMatchObject({ ok: true });
    const same = await attach(id, 1);
    expect(same).toMatchObject({ ok: true, value: { message: expect.stringContaining('已经上传过') } });
    for (let n = 2; n <= 20; n += 1) expect(await attach(id, n)).toMatchObject({ ok: true });
    expect(wordsOf(await attach(id, 21))).toContain('最多20个');
    await admin.query('update application_file set removed_at = now() where application_id = $1', [id]);
    const large = (n: number) => act(s.contact, 'application.attach', attachFile, { ...fileOf(id, n), size: 20_000_000 });
    for (let n = 1; n <= 5; n += 1) expect(await large(n)).toMatchObject({ ok: true });
    expect(wordsOf(await large(6))).toContain('100MB');
    expect(wordsOf(await act(s.contact, 'application.attach', attachFile, { ...fileOf(id, 7), fieldId: 'work-plan' }))).toContain('没有这一栏');
  });

  it('beside each other at the same moment still are at most twenty', async () => {
    const id = await begun();
    for (let n = 1; n <= 18; n += 1) await attach(id, n);
    const replies = await Promise.all([31, 32, 33, 34, 35].map((n) => attach(id, n)));
    expect(replies.filter((r) => r.ok)).toHaveLength(2);
    const trail = await auditOf(admin, { tenantId: T, after: 0 });
    expect(trail.filter((t) => t.act === 'application.attach' && t.target_id === id && t.result === 'ok')).toHaveLength(20);
  });
});
