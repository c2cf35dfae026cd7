import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkApplication } from '../../lib/application/check.ts';
import { openCentre } from '../../lib/centre/mutations.ts';
import { hostRecord } from '../../lib/conduct/data.ts';
import { registerEvent, registerSanction } from '../../lib/conduct/mutations.ts';
import { readTenant } from '../../lib/db/tenant.ts';
import type { Actor } from '../../lib/identity/actor.ts';
import { newId } from '../../lib/kernel/ids.ts';
import { addDays, localDate } from '../../lib/kernel/local-date.ts';
import { countPlan, historyOf, publishedDirections, pagePlan, pagePlanHistory, type PlanFilter } from '../../lib/specialty/data.ts';
import { addSpecialty, changePlan } from '../../lib/specialty/mutations.ts';
import { changePlanSchema } from '../../lib/specialty/schema.ts';
import { getRound } from '../../lib/selection/data.ts';
import { saveRound } from '../../lib/selection/mutations.ts';
import { saveSchema } from '../../lib/selection/schema.ts';
import { act, auditOf, fingerprint, newActor, oneOf, rowsOf } from './cast.ts';
import type { TestDatabase } from './database.ts';
import { closeSeeded, openSeeded, TODAY } from './seeded.ts';

let database: TestDatabase;
let admin: pg.Client;
let official: Actor;
let other: Actor;
const T = 'chongqing';
beforeAll(async () => {
  ({ database, admin } = await openSeeded());
  official = await newActor(admin, T, 'official');
  other = await newActor(admin, T, 'official');
});
afterAll(() => closeSeeded({ database, admin }));

interface Specialty { id: string; class: string; field: string; direction: string; ended_on: string | null; version: number }
const specialty = (id: string) => oneOf<Specialty>(admin, 'select id, class, field, direction, ended_on::text, version from specialty where id = $1', [id]);
const centre = (id: string) => oneOf<{ name: string; status: string; specialty_id: string; version: number }>(admin, 'select name, status, specialty_id, version from centre where id = $1', [id]);
const versionOf = async (tenantId: string) => (await oneOf<{ n: number }>(admin, 'select count(*)::int as n from plan_change where tenant_id = $1', [tenantId])).n;
const lastChange = (tenantId: string) => rowsOf<{ kind: string; reason: string; on: string; before: never; after: never; by_name: string }>(admin, 'select kind, reason, "on"::text, before, after, by_name from plan_change where tenant_id = $1 order by id desc limit 1', [tenantId]).then((r) => r[0]!);

/** A new direction, as it stands in the catalogue. */
async function direction(tenantId: string, name = `试验${randomUUID().slice(0, 8)}专业`, klass = 'clinical', field = ''): Promise<string> {
  const id = newId();
  await admin.query(`insert into specialty (tenant_id, id, class, field, direction, pinyin) values ($1, $2, $3, $4, $5, 'sy')`, [tenantId, id, klass, field, name]);
  return id;
}
/** A centre for it, opened as an official opens one, a month ago. */
async function withCentre(actor: Actor, specialtyId: string, openedOn = addDays(TODAY, -30)): Promise<string> {
  const house = await rowsOf<{ id: string }>(admin, 'select id from institution where tenant_id = $1 order by id limit 1', [actor.tenantId]);
  const reply = await act(actor, 'centre.open', openCentre, { specialtyId, institutionId: house[0]!.id, openedOn, document: undefined, name: undefined });
  if (!reply.ok) throw new Error(JSON.stringify(reply.refusal));
  return reply.value.id!;
}
const base = { reason: '市卫生健康委专题会议研究', document: undefined, on: TODAY };
const change = async (input: object, { actor = official, version }: { actor?: Actor; version?: number | null } = {}) =>
  act(actor, 'specialty.change', changePlan, changePlanSchema.parse({ ...base, ...input }), { version: version === undefined ? await versionOf(actor.tenantId) : version });
async function refused(input: object, options: { actor?: Actor; version?: number | null } = {}) {
  const before = await fingerprint(admin);
  const reply = await change(input, options);
  expect(await fingerprint(admin)).toBe(before);
  if (reply.ok) throw new Error('done');
  return reply.refusal as { kind: string; message?: string; fields?: Record<string, string[]>; findings?: { article: string; severity: string }[] };
}
/** A round of a direction in some state. */
async function round(tenantId: string, specialtyId: string, state: string): Promise<string> {
  const id = newId();
  const by = randomUUID();
  await admin.query(
    `insert into selection (tenant_id, id, number, road, purpose, specialty_id, state, title, cancel_reason, created_by_id, created_by_name) values ($1, $2, $3, 'selection', 'establish', $4, $5, '试验', $6, $7, '测试')`,
    [tenantId, id, `T-${id.slice(-12)}`, specialtyId, state, state === 'cancelled' ? '试验' : null, by],
  );
  return id;
}

/** An institution that hosts nothing. */
async function institution(): Promise<string> {
  const id = newId();
  await admin.query(`insert into institution (tenant_id, id, name, pinyin, level, kind, region) values ($1, $2, $3, 'sy', '3A', 'general', '市级')`, [T, id, `设置医院${id.slice(-12)}`]);
  return id;
}

describe('adding a direction', () => {
  it('asks the rules: what holds in principle asks for a reason, and the reason stands in the history', async () => {
    const name = `眼底${randomUUID().slice(0, 6)}专业`;
    await direction(T, name, 'clinical', '眼科领域');
    const input = { class: 'clinical' as const, field: undefined, direction: name };
    const before = await fingerprint(admin);
    const asked = await act(official, 'specialty.add', addSpecialty, input);
    expect(asked).toMatchObject({ ok: false, refusal: { kind: 'findings', findings: [{ severity: 'warn', article: '4' }] } });
    expect(await fingerprint(admin)).toBe(before);
    expect(await act(official, 'specialty.add', addSpecialty, { ...input, departure: '市级规划要求单列' })).toMatchObject({ ok: true });
    expect(await lastChange(T)).toMatchObject({ kind: 'add', by_name: official.name, after: { directions: [{ direction: name }], departure: { reason: '市级规划要求单列', findings: [{ article: '4' }] } } });
  });

  it('is refused where the rule is hard, whatever the reason', async () => {
    const zhengzhou = await newActor(admin, 'zhengzhou', 'official');
    const name = `眼底${randomUUID().slice(0, 6)}专业`;
    await direction('zhengzhou', name, 'clinical', '临床专科领域');
    const reply = await act(zhengzhou, 'specialty.add', addSpecialty, { class: 'clinical', field: undefined, direction: name, departure: '必须' });
    expect(reply).toMatchObject({ ok: false, refusal: { kind: 'findings', findings: [{ severity: 'block', article: '7(3)' }] } });
    const disease = await act(zhengzhou, 'specialty.add', addSpecialty, { class: 'clinical', field: undefined, direction: '糖尿病', diseaseBased: true, departure: '必须' });
    expect(disease).toMatchObject({ ok: false, refusal: { findings: [{ severity: 'block', article: '7(4)' }] } });
    expect(await act(zhengzhou, 'specialty.add', addSpecialty, { class: 'clinical', field: undefined, direction: '糖尿病' })).toMatchObject({ ok: true });
  });

  it('takes up again what had ended', async () => {
    const name = `重启${randomUUID().slice(0, 6)}专业`;
    const id = await direction(T, name);
    expect(await change({ kind: 'withdraw', specialtyId: id })).toMatchObject({ ok: true });
    expect(await act(official, 'specialty.add', addSpecialty, { class: 'clinical', field: undefined, direction: name })).toMatchObject({ ok: true, value: { id } });
    expect(await specialty(id)).toMatchObject({ ended_on: null, version: 3 });
  });
});

describe('opening a centre', () => {
  it('asks the rules too: refused where they are hard, with a reason where they hold in principle', async () => {
    const open = async (tenantId: string, departure?: string) => {
      const actor = tenantId === T ? official : await newActor(admin, tenantId, 'official');
      const name = `角膜${randomUUID().slice(0, 6)}专业`;
      const house = await rowsOf<{ id: string }>(admin, 'select id from institution where tenant_id = $1 order by id limit 1', [tenantId]);
      const input = (specialtyId: string) => ({ specialtyId, institutionId: house[0]!.id, openedOn: TODAY, document: undefined, name: undefined, departure });
      expect(await act(actor, 'centre.open', openCentre, input(await direction(tenantId, name, 'clinical', '眼科领域')))).toMatchObject({ ok: true });
      return act(actor, 'centre.open', openCentre, input(await direction(tenantId, name)));
    };
    expect(await open('zhengzhou', '必须')).toMatchObject({ ok: false, refusal: { kind: 'findings', findings: [{ severity: 'block', article: '7(3)' }] } });
    expect(await open(T)).toMatchObject({ ok: false, refusal: { kind: 'findings', findings: [{ severity: 'warn', article: '4' }] } });
    expect(await open(T, '市级规划要求单列')).toMatchObject({ ok: true });
  });
});

describe('the bar from this round', () => {
  /** A centre whose host was removed for its grades yesterday. */
  async function removed() {
    const [specialtyId, house] = [await direction(T), await institution()];
    const opened = await act(official, 'centre.open', openCentre, { specialtyId, institutionId: house, openedOn: addDays(TODAY, -30), document: undefined, name: undefined });
    const centreId = opened.ok ? opened.value.id! : '';
    expect(await act(official, 'sanction.register', registerSanction, { institutionId: house, centreId, ground: 'unqualified', decidedOn: addDays(TODAY, -1), document: undefined, reason: '连续两年不合格' })).toMatchObject({ ok: true });
    return { specialtyId, house, centreId };
  }
  /** The articles that bar a house from a round of a direction, as the check of an application of today finds them. */
  async function barsOf(house: string, specialtyId: string, centreId: string | null): Promise<string[]> {
    const id = await round(T, specialtyId, 'draft');
    await admin.query('update selection set centre_id = $2, purpose = $3 where id = $1', [id, centreId, centreId ? 'replace' : 'establish']);
    const { answer } = await readTenant({ tenantId: T, accountId: null }, async (tx) => checkApplication(tx, T, (await getRound(tx, T, id, TODAY))!, { institutionId: house, personId: null, post: null, statements: {} }, TODAY));
    await admin.query('delete from selection where id = $1', [id]);
    return answer.findings.filter((f) => f.rule.startsWith('host.sanction-') && f.severity === 'block').map((f) => f.article);
  }
  /** The place of a centre has gone to somebody else, from today on. */
  const complete = async (centreId: string) => {
    await admin.query('update hosting_period set ended_on = $2 where centre_id = $1 and ended_on is null', [centreId, addDays(TODAY, -1)]);
    await admin.query('insert into hosting_period (tenant_id, id, centre_id, institution_id, cycle, starts_on) values ($1, $2, $3, $4, 9, $5)', [T, newId(), centreId, await institution(), TODAY]);
  };
  const openFor = async (specialtyId: string) => {
    const opened = await act(official, 'centre.open', openCentre, { specialtyId, institutionId: await institution(), openedOn: TODAY, document: undefined, name: undefined });
    return opened.ok ? opened.value.id! : '';
  };

  it('holds where the centre is closed and set up anew, for designation as well, until somebody has the place', async () => {
    const { specialtyId, house, centreId } = await removed();
    const { direction: name } = await specialty(specialtyId);
    expect(await change({ kind: 'withdraw', specialtyId })).toMatchObject({ ok: true });
    expect(await act(official, 'specialty.add', addSpecialty, { class: 'clinical', field: undefined, direction: name })).toMatchObject({ ok: true, value: { id: specialtyId } });
    expect((await centre(centreId)).status).toBe('closed');
    expect(await barsOf(house, specialtyId, null)).toEqual(['25(2)']);
    expect(await barsOf(await institution(), specialtyId, null)).toEqual([]);
    const begun = await act(official, 'selection.save', saveRound, saveSchema.parse({ step: 'begin', specialtyId, road: 'designation', purpose: 'establish', ground: '工作急需' }));
    expect(begun).toMatchObject({ ok: false, refusal: { kind: 'not-allowed-now', message: expect.stringContaining('不能指定') as unknown } });
    const anew = await openFor(specialtyId);
    expect(await barsOf(house, specialtyId, anew)).toEqual([]);
    expect(await barsOf(house, specialtyId, null)).toEqual([]);
  });

  it('goes with a direction that is renamed', async () => {
    const { specialtyId, house, centreId } = await removed();
    expect(await change({ kind: 'rename', specialtyId, direction: `更名${randomUUID().slice(0, 6)}专业` })).toMatchObject({ ok: true });
    expect(await barsOf(house, specialtyId, centreId)).toEqual(['25(2)']);
  });

  it('goes with a direction that is merged: from the next round of the one into which it went, and not from the one after', async () => {
    const { specialtyId, house, centreId } = await removed();
    const into = await direction(T);
    const goesOn = await withCentre(official, into);
    expect(await barsOf(house, into, goesOn)).toEqual([]);
    expect(await change({ kind: 'merge', specialtyIds: [specialtyId, into], into })).toMatchObject({ ok: true });
    expect((await centre(centreId)).status).toBe('closed');
    expect(await barsOf(house, into, goesOn)).toEqual(['25(2)']);
    await complete(goesOn);
    expect(await barsOf(house, into, goesOn)).toEqual([]);
  });

  it.each(['ends', 'stays'])('goes with a direction that is split, to each part until somebody has it; the whole %s', async (original) => {
    const { specialtyId, house, centreId } = await removed();
    const names = ['甲', '乙'].map((part) => `拆分${part}${randomUUID().slice(0, 6)}专业`);
    expect(await change({ kind: 'split', specialtyId, original, directions: names.join('\n') })).toMatchObject({ ok: true });
    const [a, b] = await Promise.all(names.map((name) => oneOf<{ id: string }>(admin, 'select id from specialty where tenant_id = $1 and direction = $2', [T, name])));
    expect([await barsOf(house, a!.id, null), await barsOf(house, b!.id, null), await barsOf(await institution(), a!.id, null)]).toEqual([['25(2)'], ['25(2)'], []]);
    if (original === 'stays') expect(await barsOf(house, specialtyId, centreId)).toEqual(['25(2)']);
    await openFor(a!.id);
    expect([await barsOf(house, a!.id, null), await barsOf(house, b!.id, null)]).toEqual([[], ['25(2)']]);
  });

  it('is none of the parts, nor of what it was merged into, where the place was filled before', async () => {
    const [split, merged] = [await removed(), await removed()];
    for (const { centreId } of [split, merged]) await complete(centreId);
    const [name, into] = [`拆分${randomUUID().slice(0, 6)}专业`, await direction(T)];
    expect(await change({ kind: 'split', specialtyId: split.specialtyId, original: 'ends', directions: `${name}\n${name}二` })).toMatchObject({ ok: true });
    expect(await change({ kind: 'merge', specialtyIds: [merged.specialtyId, into], into, keepCentreId: 'none' })).toMatchObject({ ok: true });
    const part = await oneOf<{ id: string }>(admin, 'select id from specialty where tenant_id = $1 and direction = $2', [T, name]);
    expect([await barsOf(split.house, part.id, null), await barsOf(merged.house, into, null)]).toEqual([[], []]);
  });

  it.each(['ends', 'stays'])('of a day, from the specialty: holds in every part of a split direction; the whole %s', async (original) => {
    const [specialtyId, house] = [await direction(T), await institution()];
    expect(await act(official, 'sanction.register', registerSanction, { institutionId: house, specialtyId, ground: 'serious-violation', decidedOn: addDays(TODAY, -1), document: undefined, reason: '试验' })).toMatchObject({ ok: true });
    expect(await barsOf(house, specialtyId, null)).not.toEqual([]);
    const names = ['甲', '乙'].map((part) => `拆分${part}${randomUUID().slice(0, 6)}专业`);
    expect(await change({ kind: 'split', specialtyId, original, directions: names.join('\n') })).toMatchObject({ ok: true });
    for (const name of names) {
      const { id } = await oneOf<{ id: string }>(admin, 'select id from specialty where tenant_id = $1 and direction = $2', [T, name]);
      expect(await barsOf(house, id, null)).toHaveLength(1);
    }
    expect(await barsOf(house, await direction(T), null)).toEqual([]);
  });

  it('of a decision after the split stays with the whole that goes on', async () => {
    const [specialtyId, house] = [await direction(T), await institution()];
    const name = `拆分${randomUUID().slice(0, 6)}专业`;
    expect(await change({ kind: 'split', specialtyId, original: 'stays', directions: name, on: addDays(TODAY, -5) })).toMatchObject({ ok: true });
    expect(await act(official, 'sanction.register', registerSanction, { institutionId: house, specialtyId, ground: 'serious-violation', decidedOn: addDays(TODAY, -1), document: undefined, reason: '试验' })).toMatchObject({ ok: true });
    const { id } = await oneOf<{ id: string }>(admin, 'select id from specialty where tenant_id = $1 and direction = $2', [T, name]);
    expect([(await barsOf(house, specialtyId, null)).length, await barsOf(house, id, null)]).toEqual([1, []]);
  });

  it('is none where another house had the place already when the removal was decided', async () => {
    const { specialtyId, house, centreId } = await removed();
    await admin.query('update hosting_period set ended_on = $2 where centre_id = $1', [centreId, addDays(TODAY, -20)]);
    await admin.query('insert into hosting_period (tenant_id, id, centre_id, institution_id, cycle, starts_on) values ($1, $2, $3, $4, 9, $5)', [T, newId(), centreId, await institution(), addDays(TODAY, -19)]);
    expect(await barsOf(house, specialtyId, centreId)).toEqual([]);
  });

  it('is from the place that was emptied, not from that of another centre of the direction', async () => {
    const { specialtyId, house, centreId } = await removed();
    const second = await oneOf<{ id: string }>(admin, `insert into centre (tenant_id, id, code, name, pinyin, specialty_id, class, opened_on) select tenant_id, $2, $3, name || '二', pinyin, specialty_id, class, opened_on from centre where id = $1 returning id`, [centreId, newId(), `T-${randomUUID().slice(0, 8)}`]);
    expect(await barsOf(house, specialtyId, second.id)).toEqual([]);
    await complete(second.id);
    expect(await barsOf(house, specialtyId, centreId)).toEqual(['25(2)']);
    await complete(centreId);
    expect(await barsOf(house, specialtyId, centreId)).toEqual([]);
  });
});

describe('a change of the plan', () => {
  it('renames a direction and its centre', async () => {
    const id = await direction(T);
    const centreId = await withCentre(official, id);
    const was = (await specialty(id)).direction;
    expect(await change({ kind: 'rename', specialtyId: id, direction: `${was}甲`, document: '渝卫〔2026〕1号' })).toMatchObject({ ok: true, value: { next: '/specialties/history' } });
    expect(await specialty(id)).toMatchObject({ direction: `${was}甲`, ended_on: null, version: 2 });
    expect((await centre(centreId)).name).toContain(`${was}甲`);
    expect(await lastChange(T)).toMatchObject({ kind: 'rename', on: TODAY, before: { directions: [{ id, direction: was }] }, after: { directions: [{ id, direction: `${was}甲` }], centres: [{ id: centreId }] } });
    expect(await refused({ kind: 'rename', specialtyId: id, direction: `${was}甲` })).toMatchObject({ fields: { direction: ['与现在的名称相同'] } });
  });

  it('gives two centres of one direction no name in common', async () => {
    const id = await direction(T);
    const centreId = await withCentre(official, id);
    const was = (await specialty(id)).direction;
    const { name } = await centre(centreId);
    const second = newId();
    await admin.query(`insert into centre (tenant_id, id, code, name, pinyin, specialty_id, class, opened_on) select tenant_id, $2, $3, name || '（南区）', pinyin, specialty_id, class, opened_on from centre where id = $1`, [centreId, second, `T-${randomUUID().slice(0, 8)}`]);
    expect(await refused({ kind: 'rename', specialtyId: id, direction: `${was}乙`, centreName: '同名中心' })).toMatchObject({ fields: { centreName: ['这个方向有2个质控中心，不能改为同一个名称'] } });
    expect(await change({ kind: 'rename', specialtyId: id, direction: `${was}乙` })).toMatchObject({ ok: true });
    const called = (await centre(centreId)).name;
    expect(called).not.toBe(name);
    expect((await centre(second)).name).toBe(`${called}（南区）`);
  });

  it('merges directions: the others end, their centres close with host and bodies, the surviving one goes on', async () => {
    const [a, b, c] = [await direction(T), await direction(T), await direction(T)];
    const [centreA, centreB] = [await withCentre(official, a), await withCentre(official, b)];
    expect(await change({ kind: 'merge', specialtyIds: [a, b, c], into: b })).toMatchObject({ ok: true });
    const yesterday = addDays(TODAY, -1);
    expect([(await specialty(a)).ended_on, (await specialty(b)).ended_on, (await specialty(c)).ended_on]).toEqual([yesterday, null, yesterday]);
    expect([(await centre(centreA)).status, (await centre(centreB)).status]).toEqual(['closed', 'operating']);
    expect(await rowsOf(admin, 'select ended_on::text from hosting_period where centre_id = any($1) order by ended_on nulls last', [[centreA, centreB]])).toEqual([{ ended_on: yesterday }, { ended_on: null }]);
    expect(await rowsOf(admin, 'select centre_id from committee where centre_id = any($1) and ended_on is null group by 1', [[centreA, centreB]])).toEqual([{ centre_id: centreB }]);
    expect(await lastChange(T)).toMatchObject({ kind: 'merge', after: { directions: [{ id: b }], centres: expect.arrayContaining([expect.objectContaining({ id: centreA, status: 'closed' })]) as unknown } });
  });

  it('merges into a newly named direction: of several centres one is chosen, moves there and takes its name', async () => {
    const [a, b] = [await direction(T), await direction(T)];
    const [centreA, centreB] = [await withCentre(official, a), await withCentre(official, b)];
    const name = `融合${randomUUID().slice(0, 6)}专业`;
    const input = { kind: 'merge', specialtyIds: [a, b], into: 'new', direction: name };
    expect(await refused(input)).toMatchObject({ fields: { keepCentreId: ['请选择保留哪一个'] } });
    expect(await refused({ ...input, direction: undefined, keepCentreId: centreA })).toMatchObject({ fields: { direction: ['请填写新的工作方向'] } });
    expect(await change({ ...input, keepCentreId: centreA })).toMatchObject({ ok: true });
    const made = await oneOf<{ id: string }>(admin, 'select id from specialty where tenant_id = $1 and direction = $2', [T, name]);
    expect(await centre(centreA)).toMatchObject({ status: 'operating', specialty_id: made.id, name: expect.stringContaining(name.replace('专业', '')) as unknown });
    expect((await centre(centreB)).status).toBe('closed');
  });

  it('ends no bar: what stands against an institution in a merged direction counts in the one it went into', async () => {
    const [a, b] = [await direction(T), await direction(T)];
    const house = newId();
    await admin.query(`insert into institution (tenant_id, id, name, pinyin, level, kind, region) values ($1, $2, $3, 'sy', '3A', 'general', '市级')`, [T, house, `合并医院${house.slice(-12)}`]);
    await act(official, 'sanction.register', registerSanction, { institutionId: house, specialtyId: a, ground: 'serious-violation', decidedOn: TODAY, document: undefined, reason: '试验' });
    await act(official, 'event.register', registerEvent, { institutionId: house, specialtyId: a, kind: 'major-event', on: TODAY, document: undefined, note: '试验' });
    const about = () => readTenant({ tenantId: T, accountId: null }, (tx) => hostRecord(tx, T, house)).then((r) => [r.sanctions[0]!.direction, r.events[0]!.specialtyId]);
    expect(await about()).toEqual([(await specialty(a)).direction, a]);
    expect(await change({ kind: 'merge', specialtyIds: [a, b], into: b })).toMatchObject({ ok: true });
    expect(await about()).toEqual([(await specialty(b)).direction, b]);
    const name = `再并${randomUUID().slice(0, 6)}专业`;
    expect(await change({ kind: 'merge', specialtyIds: [b, await direction(T)], into: 'new', direction: name })).toMatchObject({ ok: true });
    expect((await about())[0]).toBe(name);
    // Taken up again it stands for itself.
    const was = (await specialty(a)).direction;
    await act(official, 'specialty.add', addSpecialty, { class: 'clinical', field: undefined, direction: was });
    expect(await about()).toEqual([was, a]);
  });

  it('merges only directions of one class that stand, and at least two', async () => {
    const [a, b] = [await direction(T), await direction(T, undefined, 'technical')];
    expect(await refused({ kind: 'merge', specialtyIds: [a, b], into: a })).toMatchObject({ fields: { specialtyIds: ['只能合并同一类别的方向'] } });
    expect(await refused({ kind: 'merge', specialtyIds: [a, a], into: a })).toMatchObject({ fields: { specialtyIds: ['至少选择两个方向'] } });
    expect(await refused({ kind: 'merge', specialtyIds: [a, await direction('zhengzhou')], into: a })).toMatchObject({ kind: 'not-found' });
    const c = await direction(T);
    await change({ kind: 'withdraw', specialtyId: c });
    expect((await refused({ kind: 'merge', specialtyIds: [a, c], into: a })).message).toContain('退出规划');
  });

  it('splits a direction that stays, and one that ends with its centre', async () => {
    const [a, b] = [await direction(T), await direction(T)];
    const [centreA, centreB] = [await withCentre(official, a), await withCentre(official, b)];
    const tag = randomUUID().slice(0, 6);
    expect(await change({ kind: 'split', specialtyId: a, original: 'stays', directions: `细分${tag}甲\n 细分${tag}乙 ` })).toMatchObject({ ok: true });
    expect([(await specialty(a)).ended_on, (await centre(centreA)).status]).toEqual([null, 'operating']);
    expect(await rowsOf(admin, 'select direction from specialty where tenant_id = $1 and direction like $2 order by 1', [T, `细分${tag}%`])).toHaveLength(2);
    expect(await refused({ kind: 'split', specialtyId: b, original: 'ends', directions: '只有一个' })).toMatchObject({ fields: { directions: [expect.stringContaining('两个')] } });
    expect(await refused({ kind: 'split', specialtyId: b, original: 'ends', directions: `细分${tag}甲\n细分${tag}丙` })).toMatchObject({ fields: { directions: [expect.stringContaining('规划中已有')] } });
    expect(await change({ kind: 'split', specialtyId: b, original: 'ends', directions: `细分${tag}丙\n细分${tag}丁` })).toMatchObject({ ok: true });
    expect([(await specialty(b)).ended_on, (await centre(centreB)).status]).toEqual([addDays(TODAY, -1), 'closed']);
  });

  it('asks the rules of what comes into being', async () => {
    const zhengzhou = await newActor(admin, 'zhengzhou', 'official');
    const a = await direction('zhengzhou');
    const found = await refused({ kind: 'rename', specialtyId: a, direction: '糖尿病足', diseaseBased: 'true', departure: '必须' }, { actor: zhengzhou });
    expect(found).toMatchObject({ kind: 'findings', findings: [{ severity: 'block', article: '7(4)' }] });
  });

  it('closes a centre of a withdrawn direction, tells its host, and offers neither any more', async () => {
    const id = await direction(T);
    const centreId = await withCentre(official, id);
    const host = await oneOf<{ institution_id: string }>(admin, 'select institution_id from hosting_period where centre_id = $1', [centreId]);
    const contact = await newActor(admin, T, 'host-contact', { institutionId: host.institution_id });
    expect(await change({ kind: 'withdraw', specialtyId: id })).toMatchObject({ ok: true });
    expect((await centre(centreId)).status).toBe('closed');
    expect(await rowsOf(admin, 'select title from message where account_id = $1', [contact.accountId])).toEqual([{ title: '设置规划调整' }]);
    const plan = await readTenant({ tenantId: T, accountId: null }, (tx) => pagePlan(tx, T, {}, undefined, { today: TODAY, rounds: true }));
    expect(plan.lines.map((l) => l.id)).not.toContain(id);
    const again = await act(official, 'centre.open', openCentre, { specialtyId: id, institutionId: host.institution_id, openedOn: TODAY, document: undefined, name: undefined });
    expect(again).toMatchObject({ ok: false, refusal: { fields: { specialtyId: ['没有这个专业方向'] } } });
    const history = await readTenant({ tenantId: T, accountId: null }, (tx) => historyOf(tx, T, id));
    expect(history.map((h) => h.kind)).toEqual(['withdraw']);
  });

  it('waits for rounds, decisions, lists and assessments, and says for which', async () => {
    const id = await direction(T);
    const running = await round(T, id, 'draft');
    expect((await refused({ kind: 'withdraw', specialtyId: id })).message).toContain(`T-${running.slice(-12)}`);
    await admin.query(`update selection set state = 'cancelled', cancel_reason = '试验' where id = $1`, [running]);
    const centreId = await withCentre(official, id);
    await admin.query(
      `insert into roster_change (tenant_id, id, committee_id, kind, state, effective_on, base_version, proposed_by_id, proposed_by_name, updated_at)
       select tenant_id, $2, id, 'list', 'submitted', $3, 1, $4, '测试', now() from committee where centre_id = $1 limit 1`,
      [centreId, newId(), TODAY, randomUUID()],
    );
    expect((await refused({ kind: 'withdraw', specialtyId: id })).message).toContain('待审批的名单');
    await admin.query(`update roster_change set state = 'draft' where committee_id in (select id from committee where centre_id = $1)`, [centreId]);
    const decided = await oneOf<{ id: string; number: string; specialty_id: string }>(admin, `select d.id, d.number, c.specialty_id from decision d join centre c on c.tenant_id = d.tenant_id and c.id = d.centre_id where d.tenant_id = $1 and d.state = 'pending' order by d.number limit 1`, [T]);
    expect((await refused({ kind: 'withdraw', specialtyId: decided.specialty_id })).message).toContain(decided.number);
    const assessed = await oneOf<{ specialty_id: string; year: number }>(
      admin,
      `select c.specialty_id, a.year from assessment a join centre c on c.tenant_id = a.tenant_id and c.id = a.centre_id where a.tenant_id = $1 and a.state <> 'confirmed'
         and not exists (select 1 from decision d where d.tenant_id = c.tenant_id and d.centre_id = c.id and d.state = 'pending')
         and not exists (select 1 from roster_change r join committee k on k.tenant_id = r.tenant_id and k.id = r.committee_id where k.tenant_id = c.tenant_id and k.centre_id = c.id and r.state = 'submitted') order by c.code limit 1`,
      [T],
    );
    expect((await refused({ kind: 'withdraw', specialtyId: assessed.specialty_id })).message).toContain(`${assessed.year}年度考核尚未确认`);
    expect(await change({ kind: 'withdraw', specialtyId: id })).toMatchObject({ ok: true });
    expect(await rowsOf(admin, 'select state from roster_change where committee_id in (select id from committee where centre_id = $1)', [centreId])).toEqual([{ state: 'withdrawn' }]);
  });

  it('holds from a day not after today and not before what last happened', async () => {
    const id = await direction(T);
    await withCentre(official, id, addDays(TODAY, -10));
    expect(await refused({ kind: 'withdraw', specialtyId: id, on: addDays(TODAY, 1) })).toHaveProperty('fields.on');
    expect(await refused({ kind: 'withdraw', specialtyId: id, on: addDays(TODAY, -11) })).toHaveProperty('fields.on');
    expect(await refused({ kind: 'withdraw', specialtyId: id, on: localDate('2020-01-01') })).toHaveProperty('fields.on');
    expect(await change({ kind: 'rename', specialtyId: id, direction: `改名${id.slice(-12)}`, on: addDays(TODAY, -2) })).toMatchObject({ ok: true });
    expect(await refused({ kind: 'withdraw', specialtyId: id, on: addDays(TODAY, -3) })).toHaveProperty('fields.on');
    expect(await change({ kind: 'withdraw', specialtyId: id, on: addDays(TODAY, -2) })).toMatchObject({ ok: true });
  });

  it('is an official\'s alone, and only checked where it is asked to be', async () => {
    const id = await direction(T);
    expect(await refused({ kind: 'withdraw', specialtyId: id }, { actor: await newActor(admin, T, 'office') })).toEqual({ kind: 'denied' });
    expect(await refused({ kind: 'withdraw', specialtyId: id, checkOnly: 'true' })).toMatchObject({ kind: 'not-allowed-now' });
    const reply = await change({ kind: 'withdraw', specialtyId: id });
    expect(reply.ok).toBe(true);
    const [row] = await auditOf(admin, { tenantId: T, after: (await oneOf<{ n: number }>(admin, 'select max(seq)::int - 1 as n from audit_event where tenant_id = $1', [T])).n });
    expect(row).toMatchObject({ act: 'specialty.change', target_type: 'specialty', target_id: id, data: { kind: 'withdraw', reason: base.reason } });
  });

  it('is done once when two officials merge at once, whichever way', async () => {
    for (let n = 0; n < 4; n += 1) {
      const [a, b] = [await direction(T), await direction(T)];
      const [centreA, centreB] = [await withCentre(official, a), await withCentre(official, b)];
      const version = await versionOf(T);
      const replies = await Promise.all([
        change({ kind: 'merge', specialtyIds: [a, b], into: a }, { version }),
        change({ kind: 'merge', specialtyIds: [b, a], into: b }, { actor: other, version }),
      ]);
      expect(replies.filter((r) => r.ok)).toHaveLength(1);
      expect(replies.find((r) => !r.ok)).toMatchObject({ refusal: { kind: 'conflict' } });
      const after = [await specialty(a), await specialty(b)];
      expect(after.filter((s) => s.ended_on === null)).toHaveLength(1);
      expect([(await centre(centreA)).status, (await centre(centreB)).status].toSorted()).toEqual(['closed', 'operating']);
      expect(await versionOf(T)).toBe(version + 1);
    }
  });

  it('leaves no centre on a direction that is withdrawn while one is opened for it', async () => {
    const house = await rowsOf<{ id: string }>(admin, 'select id from institution where tenant_id = $1 order by id limit 1', [T]);
    for (let n = 0; n < 4; n += 1) {
      const id = await direction(T);
      const version = await versionOf(T);
      await Promise.all([
        change({ kind: 'withdraw', specialtyId: id }, { version }),
        act(other, 'centre.open', openCentre, { specialtyId: id, institutionId: house[0]!.id, openedOn: TODAY, document: undefined, name: undefined }),
      ]);
      const { ended_on } = await specialty(id);
      const open = await rowsOf(admin, `select id from centre where specialty_id = $1 and status <> 'closed'`, [id]);
      expect(open.length > 0 && ended_on !== null).toBe(false);
    }
  });
});

describe('the history of the plan', () => {
  it('can be neither changed nor removed, by the application nor by its owner', async () => {
    const app = new pg.Client({ connectionString: database.appUrl });
    await app.connect();
    await app.query(`select set_config('app.tenant_id', $1, false)`, [T]);
    await expect(app.query(`update plan_change set reason = 'x'`)).rejects.toThrow();
    await expect(app.query('delete from plan_change')).rejects.toThrow();
    await app.end();
    await expect(admin.query(`update plan_change set reason = 'x'`)).rejects.toThrow();
    await expect(admin.query('delete from plan_change')).rejects.toThrow();
    await expect(admin.query('truncate plan_change')).rejects.toThrow();
  });

  it('is read newest first, a page at a time', async () => {
    const page = await readTenant({ tenantId: T, accountId: null }, (tx) => pagePlanHistory(tx, T, undefined));
    expect(page.changes.map((c) => c.id)).toEqual(page.changes.map((c) => c.id).toSorted().toReversed());
    expect(page.total).toBe(await versionOf(T));
    const rest = await readTenant({ tenantId: T, accountId: null }, (tx) => pagePlanHistory(tx, T, page.changes[1]!.id));
    expect(rest.changes[0]!.id).toBe(page.changes[2]!.id);
  });
});

describe('the plan', () => {
  const read = (tenantId: string, filter: PlanFilter, after?: string, rounds = true) => readTenant({ tenantId, accountId: null }, (tx) => pagePlan(tx, tenantId, filter, after, { today: TODAY, rounds }));

  it('is counted as it is listed', async () => {
    const counts = await readTenant({ tenantId: T, accountId: null }, (tx) => countPlan(tx, T, { today: TODAY, rounds: true }));
    for (const { class: klass, total, set, round: running } of counts) {
      expect([(await read(T, { class: klass })).total, (await read(T, { class: klass, stands: 'yes' })).total, (await read(T, { class: klass, stands: 'no' })).total, (await read(T, { class: klass, stands: 'round' })).total]).toEqual([total, set, total - set, running]);
    }
    expect((await read(T, { stands: 'yes' })).lines.every((l) => l.centres.length > 0)).toBe(true);
    expect((await read(T, { stands: 'no' })).lines.every((l) => l.centres.length === 0)).toBe(true);
  });

  it('goes on where a page ended', async () => {
    const first = await read('zhengzhou', {});
    const rest = await read('zhengzhou', {}, first.lines[4]!.id);
    expect(rest.lines[0]!.id).toBe(first.lines[5]!.id);
    expect(first.lines.filter((l) => l.listed).map((l) => l.number)).toEqual(Array.from({ length: 83 }, (_, i) => i + 1));
  });

  it('tells nobody of a round who may not know of it', async () => {
    const id = await direction(T);
    await round(T, id, 'draft');
    const name = (await specialty(id)).direction;
    expect((await read(T, { q: name })).lines[0]!.rounds).toHaveLength(1);
    expect((await read(T, { q: name }, undefined, false)).lines[0]!.rounds).toEqual([]);
    expect((await read(T, { stands: 'round' })).lines.map((l) => l.id)).toContain(id);
  });

  it('shows another jurisdiction its published list and nothing else', async () => {
    const listed = await readTenant({ tenantId: 'zhengzhou', accountId: null }, (tx) => publishedDirections(tx, 'zhengzhou'));
    // Its plan, and the direction of a centre that was there before the plan.
    const beside = await rowsOf<{ n: number }>(admin, `select count(distinct s.id)::int as n from specialty s join centre c on (c.tenant_id, c.specialty_id) = (s.tenant_id, s.id) where s.tenant_id = 'zhengzhou' and not s.listed and c.status <> 'closed'`);
    expect(listed).toHaveLength(83 + beside[0]!.n);
    expect(Object.keys(listed[0]!).toSorted()).toEqual(['class', 'direction', 'field']);
    expect(await readTenant({ tenantId: T, accountId: null }, (tx) => publishedDirections(tx, 'zhengzhou'))).toEqual([]);
    // Without a list of its own a jurisdiction has published the directions of its centres, not those of its catalogue.
    const national = await readTenant({ tenantId: 'national', accountId: null }, (tx) => publishedDirections(tx, 'national'));
    const standing = await rowsOf<{ n: number }>(admin, `select count(distinct specialty_id)::int as n from centre where tenant_id = 'national' and status <> 'closed'`);
    expect(national).toHaveLength(standing[0]!.n);
  });
});
