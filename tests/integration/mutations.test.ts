import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignAssessments, chooseYearRule, confirmGrade, proposeGrade, returnAssessment, saveAssessment } from '../../lib/assessment/mutations.ts';
import { chooseRuleSchema, sheetSchema } from '../../lib/assessment/schema.ts';
import { listCorrections } from '../../lib/audit/corrections.ts';
import { verifyTenant } from '../../lib/audit/data.ts';
import { nameTargets } from '../../lib/audit/names.ts';
import { getCentre, listCentres } from '../../lib/centre/data.ts';
import { openCentre } from '../../lib/centre/mutations.ts';
import { openSchema } from '../../lib/centre/schema.ts';
import { countPeople, fitFor, listCommittees, loadChange, searchPeople } from '../../lib/committee/data.ts';
import { rosterOn } from '../../lib/committee/history.ts';
import { approveRoster, beginRoster, returnRoster, saveRoster, submitRoster, withdrawRoster } from '../../lib/committee/mutations.ts';
import { saveSchema } from '../../lib/committee/schema.ts';
import { standingLists } from '../../lib/committee/timeline.ts';
import { readTenant } from '../../lib/db/tenant.ts';
import { decide } from '../../lib/decision/mutations.ts';
import { decideSchema } from '../../lib/decision/schema.ts';
import type { Grade, HospitalLevel } from '../../lib/glossary.ts';
import { unlockAccount } from '../../lib/identity/accounts.ts';
import type { Actor } from '../../lib/identity/actor.ts';
import type { Act } from '../../lib/identity/capabilities.ts';
import type { Mutation, Refusal, RefusalFinding } from '../../lib/identity/perform.ts';
import { correctInstitution, registerInstitution } from '../../lib/institution/mutations.ts';
import { addDays, localDate, type LocalDate } from '../../lib/kernel/local-date.ts';
import { correctPerson, registerPerson } from '../../lib/person/mutations.ts';
import { addSpecialty } from '../../lib/specialty/mutations.ts';
import { act, auditHead, auditOf, existingActor, fingerprint, makeAccount, newActor, oneOf, rowsOf } from './cast.ts';
import type { TestDatabase } from './database.ts';
import { closeSeeded, NOW, openSeeded, TODAY } from './seeded.ts';

let database: TestDatabase;
let admin: pg.Client;
beforeAll(async () => {
  ({ database, admin } = await openSeeded());
});
afterAll(() => closeSeeded({ database, admin }));

interface Options {
  version?: number | null;
}

/** Does something that must succeed, and sees that it left one audit row and a whole chain; gives back the reply. */
async function does<I>(actor: Actor, name: Act, mutation: Mutation<I>, input: I, { version = null }: Options = {}) {
  const head = await auditHead(admin, actor.tenantId);
  const reply = await act(actor, name, mutation, input, { version });
  expect(reply).toMatchObject({ ok: true });
  const rows = await auditOf(admin, { tenantId: actor.tenantId, after: head });
  expect(rows.map((r) => [r.act, r.result])).toEqual([[name, 'ok']]);
  const { faults } = await readTenant({ tenantId: actor.tenantId, accountId: null }, (tx) => verifyTenant(tx, actor.tenantId));
  expect(faults).toEqual([]);
  if (!reply.ok) throw new Error('refused');
  return { ...reply.value, audit: rows[0]! };
}

/** Tries something that must be refused, and sees that nothing was written but one audit row; gives back the refusal. */
async function refuses<I>(actor: Actor, name: Act, mutation: Mutation<I>, input: I, { version = null }: Options = {}): Promise<Refusal & { fields?: Record<string, string[]>; findings?: readonly RefusalFinding[] }> {
  const before = await fingerprint(admin);
  const head = await auditHead(admin, actor.tenantId);
  const reply = await act(actor, name, mutation, input, { version });
  expect(reply).toMatchObject({ ok: false });
  expect(await fingerprint(admin)).toBe(before);
  if (reply.ok) throw new Error('done');
  const rows = await auditOf(admin, { tenantId: actor.tenantId, after: head });
  expect(rows.map((r) => [r.act, r.result])).toEqual([[name, reply.refusal.kind === 'denied' ? 'denied' : 'refused']]);
  return reply.refusal;
}

const on = localDate;
const row = <T>(table: string, tenantId: string, id: string) => oneOf<T>(admin, `select * from "${table}" where tenant_id = $1 and id = $2`, [tenantId, id]);
const house = (tenantId: string, n: number) => rowsOf<{ id: string }>(admin, `select id from institution where tenant_id = $1 and kind = 'general' order by id limit 1 offset $2`, [tenantId, n]).then((r) => r[0]!.id);
/** People without a seat anywhere, fit for an ordinary one. */
const spare = (tenantId: string, institutionId: string, n = 0) =>
  rowsOf<{ id: string }>(
    admin,
    `select p.id from person p where p.tenant_id = $1 and p.institution_id = $2 and p.title in ('senior', 'deputy-senior') and p.employment = 'in-service'
       and not exists (select 1 from appointment a where a.tenant_id = p.tenant_id and a.person_id = p.id) and not exists (select 1 from roster_entry e where e.tenant_id = p.tenant_id and e.person_id = p.id)
     order by p.id limit 1 offset $3`,
    [tenantId, institutionId, n],
  ).then((r) => r[0]!.id);
const free = async (tenantId: string) => {
  const id = randomUUID();
  await admin.query(`insert into specialty (tenant_id, id, class, direction, pinyin) values ($1, $2, 'clinical', $3, 'cs')`, [tenantId, id, `测试${id.slice(0, 8)}专业`]);
  return id;
};

describe('registers', () => {
  it('take a person once, and a namesake only when told that he is another', async () => {
    const official = await newActor(admin, 'chongqing', 'official');
    const input = { name: '郑大同', institutionId: await house('chongqing', 0), title: 'senior' as const, born: on('1970-05-01'), employment: 'in-service' as const, headsSpecialty: true, parentLevelExpert: false, isAnother: false, titleSince: undefined, class: undefined, practisesHereSince: undefined };
    const { id, audit } = await does(official, 'person.register', registerPerson, input);
    expect(await row('person', 'chongqing', id!)).toMatchObject({ name: '郑大同', pinyin: 'zhengdatong zdt', heads_specialty: true });
    expect(audit).toMatchObject({ role: 'official', target_type: 'person', target_id: id, data: { name: '郑大同' } });
    expect(await refuses(official, 'person.register', registerPerson, input)).toMatchObject({ kind: 'invalid', fields: { isAnother: [expect.stringContaining('郑大同')] } });
    await does(official, 'person.register', registerPerson, { ...input, isAnother: true });
    await does(official, 'person.register', registerPerson, { ...input, institutionId: await house('chongqing', 1) });
    expect((await refuses(official, 'person.register', registerPerson, { ...input, name: '郑小同', born: TODAY })).fields).toHaveProperty('born');
    expect((await refuses(official, 'person.register', registerPerson, { ...input, name: '郑小同', titleSince: on('2026-11-23') })).fields).toHaveProperty('titleSince');
    expect((await refuses(official, 'person.register', registerPerson, { ...input, institutionId: await house('zhengzhou', 0) })).fields).toHaveProperty('institutionId');
  });

  it('take an institution and a direction once', async () => {
    const official = await newActor(admin, 'zhengzhou', 'official');
    const hospital = { name: '测试医院', level: '3A' as const, kind: 'general' as const, region: '市级', newlyOpened: false, privatelyRun: false };
    await does(official, 'institution.register', registerInstitution, hospital);
    expect((await refuses(official, 'institution.register', registerInstitution, hospital)).fields).toHaveProperty('name');
    // The same name in another jurisdiction is another house.
    await does(await newActor(admin, 'chongqing', 'office'), 'institution.register', registerInstitution, hospital);
    const direction = { class: 'clinical' as const, field: undefined, direction: '海岛医学专业' };
    await does(official, 'specialty.add', addSpecialty, direction);
    expect((await refuses(official, 'specialty.add', addSpecialty, direction)).fields).toHaveProperty('direction');
  });

  it('correct an entry of the register: with its reason, on the version that was read, and tell what it was', async () => {
    const official = await newActor(admin, 'jinxiang', 'official');
    const { id, ...was } = await oneOf<{ id: string; name: string; level: string; kind: string; region: string; newly: boolean; private: boolean }>(admin, `select id, name, level, kind, region, newly_opened as newly, privately_run as private from institution where tenant_id = 'jinxiang' order by id limit 1`);
    const { name: taken } = await oneOf<{ name: string }>(admin, `select name from institution where tenant_id = 'jinxiang' and id <> $1 limit 1`, [id]);
    const entry = { institutionId: id, name: was.name, level: was.level as HospitalLevel, kind: was.kind as 'general', region: was.region, newlyOpened: was.newly, privatelyRun: was.private, reason: '等级评审结果已公布' };
    const level = was.level === '2B' ? '2A' : '2B';
    const correct = (over: Partial<typeof entry>, version: number, by = official) => act(by, 'institution.correct', correctInstitution, { ...entry, ...over }, { version });

    expect(await correct({}, 1)).toMatchObject({ ok: false, refusal: { kind: 'invalid', fields: { name: [expect.stringContaining('没有需要更正')] } } });
    expect(await correct({ name: taken }, 1)).toMatchObject({ ok: false, refusal: { kind: 'invalid', fields: { name: [`${taken}已经登记`] } } });
    expect(await correct({ level }, 2)).toMatchObject({ ok: false, refusal: { kind: 'conflict' } });
    // Of several at once one is right, the others are told.
    const others = await Promise.all(['official', 'office'].map((role) => newActor(admin, 'jinxiang', role as 'official')));
    const replies = await Promise.all([official, ...others].map((by) => correct({ level, name: `${was.name}（更名）` }, 1, by)));
    expect(replies.filter((r) => r.ok)).toHaveLength(1);
    expect(replies.filter((r) => !r.ok)).toEqual([1, 2].map(() => expect.objectContaining({ refusal: expect.objectContaining({ kind: 'conflict' }) })));
    const row = await oneOf(admin, `select name, level, version, pinyin from institution where tenant_id = 'jinxiang' and id = $1`, [id]);
    expect(row).toMatchObject({ name: `${was.name}（更名）`, level, version: 2 });
    const told = await readTenant({ tenantId: 'jinxiang', accountId: official.accountId }, (tx) => listCorrections(tx, 'jinxiang', 'institution', id));
    expect(told).toMatchObject([{ reason: entry.reason, changed: { level: { from: was.level, to: level }, name: { from: was.name } } }]);
  });

  it('correct the entry of a person; where somebody has moved, the house that was left is a former one', async () => {
    const office = await newActor(admin, 'jinxiang', 'office');
    const [home, away] = [await house('jinxiang', 0), await house('jinxiang', 1)];
    const entry = { name: '郑更正', institutionId: home, title: 'senior' as const, titleSince: undefined, born: on('1970-05-01'), employment: 'in-service' as const, headsSpecialty: true, parentLevelExpert: false, class: undefined, practisesHereSince: undefined };
    const { id } = await does(await newActor(admin, 'jinxiang', 'official'), 'person.register', registerPerson, { ...entry, isAnother: false });
    const corrected = (over: object) => ({ personId: id!, ...entry, moved: false, reason: '人事档案核实', ...over });
    const former = () => rowsOf(admin, `select institution_id from employment where tenant_id = 'jinxiang' and person_id = $1`, [id]);
    const tried = async (over: object, version = 1) => refuses(office, 'person.correct', correctPerson, corrected(over), { version });

    expect((await tried({})).fields).toMatchObject({ name: [expect.stringContaining('没有需要更正')] });
    expect((await tried({ born: TODAY })).fields).toHaveProperty('born');
    expect((await tried({ title: 'junior', moved: true })).fields).toHaveProperty('moved');
    expect((await tried({ institutionId: await house('zhengzhou', 0) })).fields).toHaveProperty('institutionId');
    expect(await tried({ title: 'junior' }, 2)).toMatchObject({ kind: 'conflict' });

    await does(office, 'person.correct', correctPerson, corrected({ born: on('1971-05-01') }), { version: 1 });
    expect(await former()).toEqual([]);
    await does(office, 'person.correct', correctPerson, corrected({ born: on('1971-05-01'), institutionId: away, moved: true, headsSpecialty: false }), { version: 2 });
    expect(await former()).toEqual([{ institution_id: home }]);
    expect(await row('person', 'jinxiang', id!)).toMatchObject({ institution_id: away, heads_specialty: false, version: 3 });
    const told = await readTenant({ tenantId: 'jinxiang', accountId: office.accountId }, (tx) => listCorrections(tx, 'jinxiang', 'person', id!));
    expect(told.map((t) => Object.keys(t.changed).sort())).toEqual([['headsSpecialty', 'institution'], ['born']]);
    expect(told[1]!.changed).toEqual({ born: { from: '1970-05-01', to: '1971-05-01' } });
  });

  it('open a centre with its host, its cycle and its empty committee, once for a direction', async () => {
    const official = await newActor(admin, 'chongqing', 'official');
    const specialtyId = await free('chongqing');
    const input = { specialtyId, institutionId: await house('chongqing', 0), openedOn: TODAY, document: '渝卫函〔2026〕1号', name: undefined };
    const { id, audit } = await does(official, 'centre.open', openCentre, input);
    const centre = await row<{ code: string; status: string; version: number }>('centre', 'chongqing', id!);
    expect(centre).toMatchObject({ status: 'operating', version: 1, code: expect.stringMatching(/^CQ-L-\d{3}$/) });
    expect(audit.data).toMatchObject({ code: centre.code, document: '渝卫函〔2026〕1号' });
    expect(await rowsOf(admin, 'select cycle, starts_on::text, due_to_end_on::text, ended_on from hosting_period where centre_id = $1', [id])).toEqual([{ cycle: 1, starts_on: '2026-11-22', due_to_end_on: '2030-11-21', ended_on: null }]);
    expect(await rowsOf(admin, 'select body, cohort, term_from::text, term_to::text, version from committee where centre_id = $1', [id])).toEqual([{ body: 'committee', cohort: 1, term_from: '2026-11-22', term_to: '2030-11-21', version: 1 }]);
    // Chongqing holds one centre for a direction in principle: a second one has its reason, a name of its own and its line in the register.
    expect(await refuses(official, 'centre.open', openCentre, input)).toMatchObject({ kind: 'findings', findings: [{ severity: 'warn', article: '4' }] });
    const { name } = await row<{ name: string }>('centre', 'chongqing', id!);
    expect((await refuses(official, 'centre.open', openCentre, { ...input, name, departure: '东西两片各设一个' })).fields).toHaveProperty('name');
    const twin = await does(official, 'centre.open', openCentre, { ...input, departure: '东西两片各设一个' });
    expect(await row('centre', 'chongqing', twin.id!)).toMatchObject({ name: `${name}（二）` });
    expect(await rowsOf(admin, 'select rule, article, reason, state, approved_by_name, expires_on from departure where centre_id = $1', [twin.id]))
      .toEqual([{ rule: expect.stringMatching(/^centre\./), article: '4', reason: '东西两片各设一个', state: 'accepted', approved_by_name: official.name, expires_on: null }]);
    // Zhengzhou's rule is hard: no reason helps.
    const zhengzhou = await newActor(admin, 'zhengzhou', 'official');
    const there = { specialtyId: await free('zhengzhou'), institutionId: await house('zhengzhou', 0), openedOn: TODAY, document: '郑卫函〔2026〕1号', name: undefined };
    await does(zhengzhou, 'centre.open', openCentre, there);
    expect(await refuses(zhengzhou, 'centre.open', openCentre, { ...there, departure: '东西两片各设一个' })).toMatchObject({ kind: 'findings', findings: [{ severity: 'block', article: '7(3)' }] });
    expect((await refuses(official, 'centre.open', openCentre, { ...input, specialtyId: await free('chongqing'), institutionId: undefined })).fields).toHaveProperty('institutionId');
    expect((await refuses(official, 'centre.open', openCentre, { ...input, specialtyId: await free('chongqing'), openedOn: on('2020-01-01') })).fields).toHaveProperty('openedOn');
    for (const day of ['2026-11-23', '2099-01-01', '1989-12-31']) expect((await refuses(official, 'centre.open', openCentre, { ...input, specialtyId: await free('chongqing'), openedOn: on(day) })).fields).toHaveProperty('openedOn');
    // An empty form names everything that is missing.
    expect(Object.keys((await refuses(official, 'centre.open', openCentre, openSchema.parse({}))).fields!).sort()).toEqual(['institutionId', 'openedOn', 'specialtyId']);
    const inQingpu = await newActor(admin, 'qingpu', 'official');
    expect((await refuses(inQingpu, 'centre.open', openCentre, { ...input, specialtyId: await free('qingpu'), institutionId: await house('qingpu', 0) })).fields).toHaveProperty('institutionId');
    const group = await does(inQingpu, 'centre.open', openCentre, { ...input, specialtyId: await free('qingpu'), institutionId: undefined });
    expect(await rowsOf(admin, 'select body, term_to from committee where centre_id = $1 order by 1', [group.id])).toEqual([{ body: 'expert-group', term_to: null }, { body: 'inspection-group', term_to: null }]);
  });

  it('unlock an account of the tenant, and no other', async () => {
    const security = await newActor(admin, 'chongqing', 'security-admin');
    const locked = await makeAccount(admin, [{ tenantId: 'chongqing', role: 'official' }]);
    await does(security, 'account.unlock', unlockAccount, { accountId: locked });
    expect((await oneOf<{ unlocked_at: Date }>(admin, 'select unlocked_at from account where id = $1', [locked])).unlocked_at).toEqual(NOW);
    const elsewhere = await makeAccount(admin, [{ tenantId: 'zhengzhou', role: 'official' }]);
    expect(await refuses(security, 'account.unlock', unlockAccount, { accountId: elsewhere })).toEqual({ kind: 'not-found' });
    const former = await makeAccount(admin, [{ tenantId: 'chongqing', role: 'official' }]);
    await admin.query(`update membership set status = 'ended' where account_id = $1`, [former]);
    expect(await refuses(security, 'account.unlock', unlockAccount, { accountId: former })).toEqual({ kind: 'not-found' });
  });
});

describe('a list of Chongqing, from the first draft to the next cohort', () => {
  const T = 'chongqing';
  let official: Actor;
  let secretary: Actor;
  let centreId: string;
  let home: string;
  let away: string;
  let changeId: string;
  const people: Record<string, string> = {};

  const change = () => row<{ state: string; version: number; base_version: number; kind: string; opinion: string | null; submitted_at: Date | null; decided_by_id: string | null; facts: { people: unknown[] } | null; result: { verdict: string } | null; profile_version_id: string | null }>('roster_change', T, changeId);
  const save = async (edit: Record<string, unknown>, by = secretary) => does(by, 'roster.save', saveRoster, saveSchema.parse({ changeId, ...edit }), { version: (await change()).version });
  const tries = async (edit: Record<string, unknown>, by = secretary) => refuses(by, 'roster.save', saveRoster, saveSchema.parse({ changeId, ...edit }), { version: (await change()).version });
  const entries = () => rowsOf<{ person_id: string; posts: string[]; employer_consent: boolean | null; replaces_person_id: string | null }>(admin, 'select person_id, posts, employer_consent, replaces_person_id from roster_entry where roster_change_id = $1 order by position', [changeId]);
  const seatsOn = (day: LocalDate, body = 'committee') => readTenant({ tenantId: T, accountId: null }, async (tx) => (await listCommittees(tx, T, centreId)).filter((c) => c.body === body).flatMap((c) => rosterOn(c.seats, day)).map((s) => s.personId).sort());
  const committee = (cohort: number) => oneOf<{ id: string; version: number; term_from: string; term_to: string; ended_on: string | null; end_reason: string | null }>(admin, 'select id, version, term_from::text, term_to::text, ended_on::text, end_reason from committee where centre_id = $1 and cohort = $2', [centreId, cohort]);
  const begin = async (kind: 'list' | 'change', effectiveOn: string) => {
    const { id } = await does(secretary, 'roster.begin', beginRoster, { centreId, body: 'committee', kind, effectiveOn: on(effectiveOn) });
    changeId = id!;
  };

  beforeAll(async () => {
    official = await newActor(admin, T, 'official');
    home = await house(T, 0);
    away = await house(T, 1);
    const opened = await does(official, 'centre.open', openCentre, { specialtyId: await free(T), institutionId: home, openedOn: on('2026-10-01'), document: undefined, name: undefined });
    centreId = opened.id!;
    secretary = await newActor(admin, T, 'secretary', { centreId });
    const chair = await does(official, 'person.register', registerPerson, { name: '江北望', institutionId: home, title: 'senior', titleSince: on('2010-01-01'), born: on('1972-03-01'), employment: 'in-service', headsSpecialty: true, parentLevelExpert: false, isAnother: false, class: undefined, practisesHereSince: undefined });
    people.chair = chair.id!;
    people.deputy = await spare(T, away, 0);
    for (const n of [0, 1]) people[`home${n}`] = await spare(T, home, n);
    for (const n of [1, 2]) people[`away${n}`] = await spare(T, away, n);
    for (const n of [0, 1, 2]) people[`far${n}`] = await spare(T, await house(T, 2), n);
  });

  it('is begun once, as a first list whatever is asked for', async () => {
    expect((await refuses(secretary, 'roster.begin', beginRoster, { centreId, body: 'committee', kind: 'change', effectiveOn: on('2026-09-30') })).fields).toHaveProperty('effectiveOn');
    expect(await refuses(secretary, 'roster.begin', beginRoster, { centreId, body: 'expert-group', kind: 'change', effectiveOn: TODAY })).toMatchObject({ kind: 'not-allowed-now' });
    // Nobody can say today who will be fit in more than a year.
    expect((await refuses(secretary, 'roster.begin', beginRoster, { centreId, body: 'committee', kind: 'list', effectiveOn: on('2027-11-23') })).fields).toEqual({ effectiveOn: ['生效日期不得晚于今天起一年2027年11月22日'] });
    const begun = await does(secretary, 'roster.begin', beginRoster, { centreId, body: 'committee', kind: 'change', effectiveOn: on('2026-12-01') });
    changeId = begun.id!;
    expect(await change()).toMatchObject({ state: 'draft', kind: 'list', version: 1, base_version: 1 });
    expect(begun.audit.data).toMatchObject({ centreId, kind: 'list' });
    expect(await refuses(secretary, 'roster.begin', beginRoster, { centreId, body: 'committee', kind: 'list', effectiveOn: TODAY })).toMatchObject({ kind: 'not-allowed-now' });
  });

  it('keeps each edit at once, under a new version', async () => {
    await save({ edit: 'add', personId: people.chair, posts: 'chair' });
    await save({ edit: 'add', personId: people.home0, posts: 'vice-chair' });
    await save({ edit: 'add', personId: people.home1, posts: 'member' });
    await save({ edit: 'add', personId: people.away1, posts: 'member+secretary' });
    await save({ edit: 'add', personId: people.far0, posts: 'member' });
    await save({ edit: 'remove', personId: people.far0 });
    await save({ edit: 'replace', personId: people.home1, byPersonId: people.far1 });
    await save({ edit: 'consent', personId: people.far1, consent: 'true' });
    await save({ edit: 'effective-on', effectiveOn: '2026-12-10' });
    expect((await change()).version).toBe(10);
    expect((await entries()).map((e) => [e.person_id, e.posts, e.employer_consent, e.replaces_person_id])).toEqual([
      [people.chair, ['chair'], null, null], [people.home0, ['vice-chair'], null, null], [people.far1, ['member'], true, people.home1], [people.away1, ['member', 'secretary'], null, null],
    ]);
  });

  it('refuses edits that make no sense, and edits of what somebody else has changed meanwhile', async () => {
    expect(await tries({ edit: 'add', personId: people.chair, posts: 'member' })).toMatchObject({ kind: 'not-allowed-now' });
    expect(await tries({ edit: 'remove', personId: people.far2 })).toMatchObject({ kind: 'not-allowed-now' });
    expect(await tries({ edit: 'replace', personId: people.home0, byPersonId: people.chair })).toMatchObject({ kind: 'not-allowed-now' });
    expect((await tries({ edit: 'add', personId: randomUUID(), posts: 'member' })).fields).toHaveProperty('personId');
    expect((await tries({ edit: 'add', personId: await spare('zhengzhou', await house('zhengzhou', 0)), posts: 'member' })).fields).toHaveProperty('personId');
    expect(await tries({ edit: 'explain', rule: 'committee.no-such-rule', reason: '理由' })).toMatchObject({ kind: 'not-allowed-now' });
    expect((await tries({ edit: 'effective-on', effectiveOn: '2099-01-01' })).fields).toEqual({ effectiveOn: ['生效日期不得晚于今天起一年2027年11月22日'] });
    expect((await tries({ edit: 'effective-on', effectiveOn: '2026-09-30' })).fields).toEqual({ effectiveOn: ['生效日期不得早于本届起始日2026年10月1日'] });
    const stale = (await change()).version - 1;
    expect(await refuses(secretary, 'roster.save', saveRoster, saveSchema.parse({ changeId, edit: 'consent-all' }), { version: stale })).toMatchObject({ kind: 'conflict' });
    expect(await refuses(secretary, 'roster.save', saveRoster, saveSchema.parse({ changeId, edit: 'consent-all' }))).toMatchObject({ kind: 'conflict' });
    expect(await refuses(official, 'roster.approve', approveRoster, { changeId }, { version: (await change()).version })).toMatchObject({ kind: 'not-allowed-now' });
  });

  it('refuses a post that the body does not know', async () => {
    expect((await tries({ edit: 'add', personId: people.far2, posts: 'inspector' })).fields).toHaveProperty('posts');
    expect((await tries({ edit: 'set-posts', personId: people.far1, posts: 'leader' })).fields).toHaveProperty('posts');
    expect(saveSchema.safeParse({ changeId, edit: 'add', personId: people.far2, posts: 'member+member' }).success).toBe(false);
  });

  it('is refused with all its faults at once, and stays a draft', async () => {
    const refusal = await refuses(secretary, 'roster.submit', submitRoster, { changeId }, { version: (await change()).version });
    expect(refusal.kind).toBe('findings');
    // A deputy of the host alone blocks.
    expect(refusal.findings!.map((f) => [f.rule, f.severity])).toContainEqual(['committee.outside-deputies', 'block']);
    expect(refusal.findings!.every((f) => f.article && f.message)).toBe(true);
    await save({ edit: 'set-posts', personId: people.home0, posts: 'member' });
    await save({ edit: 'set-posts', personId: people.chair, posts: 'member' });
    const worse = await refuses(secretary, 'roster.submit', submitRoster, { changeId }, { version: (await change()).version });
    expect(worse.findings!.map((f) => f.rule)).toContain('committee.chair-count');
    expect(worse.findings!.map((f) => f.rule)).toContain('committee.outside-deputies');
    // Whoever heads the specialty at the host comes first; of the others something would have to be explained.
    const fit = fitFor((await readTenant({ tenantId: T, accountId: null }, (tx) => loadChange(tx, T, changeId)))!, 'chair');
    expect(fit[0]).toMatchObject({ entry: { personId: people.chair }, doubts: 0 });
    expect(fit.find(({ entry }) => entry.personId === people.away1)!.doubts).toBeGreaterThan(0);
    await save({ edit: 'set-posts', personId: people.chair, posts: 'chair' });
    expect(await change()).toMatchObject({ state: 'draft', submitted_at: null, facts: null, result: null });
  });

  it('needs a reason for each departure, and then waits for the official with the facts it rests on', async () => {
    await save({ edit: 'consent-all' });
    const version = (await change()).version;
    const refusal = await refuses(secretary, 'roster.submit', submitRoster, { changeId }, { version });
    expect(refusal.findings!.map((f) => [f.rule, f.severity])).toEqual([['committee.outside-deputies', 'warn']]);
    await save({ edit: 'explain', rule: 'committee.outside-deputies', reason: '外单位人选正在推荐' });
    const { audit } = await does(secretary, 'roster.submit', submitRoster, { changeId }, { version: version + 1 });
    const submitted = await change();
    expect(submitted).toMatchObject({ state: 'submitted', version: version + 2, submitted_at: NOW, result: { verdict: 'warn' } });
    expect(submitted.facts!.people).toHaveLength(4);
    expect(submitted.profile_version_id).not.toBeNull();
    expect(audit.data).toMatchObject({ profile: 'chongqing-2025', verdict: 'warn', people: 4, departures: [{ rule: 'committee.outside-deputies', reason: '外单位人选正在推荐' }] });
    expect(await tries({ edit: 'consent-all' })).toMatchObject({ kind: 'not-allowed-now' });
  });

  it('is returned with an opinion, mended, taken back and submitted again', async () => {
    await does(official, 'roster.return', returnRoster, { changeId, opinion: '请补充副主任委员人选' }, { version: (await change()).version });
    expect(await change()).toMatchObject({ state: 'returned', opinion: '请补充副主任委员人选', decided_by_id: official.accountId });
    await save({ edit: 'add', personId: people.deputy, posts: 'vice-chair' });
    await save({ edit: 'consent-all' });
    await does(secretary, 'roster.submit', submitRoster, { changeId }, { version: (await change()).version });
    expect(await change()).toMatchObject({ state: 'submitted', opinion: null });
    // What has been mended needs no reason any more.
    expect(await rowsOf(admin, 'select rule from departure where roster_change_id = $1', [changeId])).toEqual([]);
    await does(secretary, 'roster.withdraw', withdrawRoster, { changeId }, { version: (await change()).version });
    expect(await change()).toMatchObject({ state: 'draft', submitted_at: null });
    await does(secretary, 'roster.submit', submitRoster, { changeId }, { version: (await change()).version });
  });

  it('is approved by an official who did not propose it, and becomes dated seats', async () => {
    expect(await refuses(official, 'roster.approve', approveRoster, { changeId }, { version: (await change()).version - 1 })).toMatchObject({ kind: 'conflict' });
    const { audit } = await does(official, 'roster.approve', approveRoster, { changeId, opinion: '同意' }, { version: (await change()).version });
    expect(audit.data).toMatchObject({ verdict: 'ok', people: 5, opinion: '同意' });
    expect(await change()).toMatchObject({ state: 'approved', opinion: '同意', decided_by_id: official.accountId });
    expect(await committee(1)).toMatchObject({ version: 2, term_from: '2026-12-10', term_to: '2030-09-30' });
    expect(await rowsOf(admin, 'select valid_from::text, valid_to, roster_change_id from appointment where committee_id = $1', [(await committee(1)).id])).toEqual(Array.from({ length: 5 }, () => ({ valid_from: '2026-12-10', valid_to: null, roster_change_id: changeId })));
    expect(await seatsOn(on('2026-12-09'))).toEqual([]);
    expect(await seatsOn(on('2026-12-10'))).toHaveLength(5);
    for (const [name, mutation, input] of [['roster.save', saveRoster, { changeId, edit: 'consent-all' }], ['roster.submit', submitRoster, { changeId }], ['roster.withdraw', withdrawRoster, { changeId }]] as const) {
      expect(await refuses(secretary, name, mutation as Mutation<unknown>, input, { version: (await change()).version })).toMatchObject({ kind: 'not-allowed-now' });
    }
    expect(await refuses(official, 'roster.approve', approveRoster, { changeId }, { version: (await change()).version })).toMatchObject({ kind: 'not-allowed-now' });
  });

  it('is told in the log with everything else that rounds, registers and handovers are about', async () => {
    const tables = { 'roster-change': 'roster_change', assessment: 'assessment', decision: 'decision', selection: 'selection', application: 'application', 'panel-member': 'panel_member', 'panel-score': 'panel_score', notice: 'notice', objection: 'objection', handover: 'handover', sanction: 'sanction', 'institution-event': 'institution_event', institution: 'institution', person: 'person', specialty: 'specialty' };
    const rows = await Promise.all(Object.entries(tables).map(async ([targetType, table]) => ({ targetType, targetId: (await oneOf<{ id: string }>(admin, `select id from ${table} where tenant_id = $1 limit 1`, [T])).id })));
    const names = await readTenant({ tenantId: T, accountId: null }, (tx) => nameTargets(tx, T, rows));
    expect(rows.filter((r) => !/[\u4e00-\u9fff]|-\d{4}-/.test(names.get(r.targetId) ?? '')).map((r) => [r.targetType, names.get(r.targetId)])).toEqual([]);
  });

  it('is called by its centre in the log, and what is gone by nothing', async () => {
    const { name } = await row<{ name: string }>('centre', T, centreId);
    const gone = randomUUID();
    const rows = [{ targetType: 'roster-change', targetId: changeId }, { targetType: 'centre', targetId: centreId }, { targetType: 'person', targetId: gone }, { targetType: 'tenant', targetId: T }];
    const names = await readTenant({ tenantId: T, accountId: null }, (tx) => nameTargets(tx, T, rows));
    expect([...names].sort()).toEqual([[changeId, name], [centreId, name], [T, '重庆市']].sort());
    // Nothing is called by a name of another jurisdiction.
    expect(await readTenant({ tenantId: 'zhengzhou', accountId: null }, (tx) => nameTargets(tx, 'zhengzhou', rows))).toEqual(new Map());
  });

  it('finds people by every word of a search, and tells how many there are', async () => {
    const { name, institution } = await oneOf<{ name: string; institution: string }>(admin, 'select p.name, i.name as institution from person p join institution i on (i.tenant_id, i.id) = (p.tenant_id, p.institution_id) where p.tenant_id = $1 and p.id = $2', [T, people.far0]);
    const search = (q: string) => readTenant({ tenantId: T, accountId: null }, async (tx) => ({ shown: await searchPeople(tx, T, q, []), total: await countPeople(tx, T, q, []) }));
    const house = await search(institution);
    const there = Number((await oneOf<{ n: string }>(admin, 'select count(*) as n from person p join institution i on (i.tenant_id, i.id) = (p.tenant_id, p.institution_id) where p.tenant_id = $1 and i.name like $2', [T, `%${institution}%`])).n);
    expect([house.shown.length, house.total]).toEqual([Math.min(20, there), there]);
    const narrowed = await search(`${institution} ${name}`);
    expect(narrowed.shown.every((p) => p.name.includes(name) && p.institution.name.includes(institution))).toBe(true);
    expect(narrowed.shown.map((p) => p.id)).toContain(people.far0);
    expect(await search('   ')).toEqual({ shown: [], total: 0 });
  });

  it('is amended: what ends is closed, what begins is opened, and every day is still answered', async () => {
    const before = await seatsOn(on('2026-12-31'));
    await begin('change', '2027-03-01');
    expect(await entries()).toHaveLength(5);
    await save({ edit: 'replace', personId: people.far1, byPersonId: people.far2 });
    await save({ edit: 'consent-all' });
    await does(secretary, 'roster.submit', submitRoster, { changeId }, { version: (await change()).version });
    await does(official, 'roster.approve', approveRoster, { changeId, expiresOn: on('2028-12-31') }, { version: (await change()).version });
    expect(await seatsOn(on('2027-02-28'))).toEqual(before);
    expect(await seatsOn(on('2027-03-01'))).toEqual(before.filter((p) => p !== people.far1).concat(people.far2!).sort());
    expect(await seatsOn(on('2026-12-31'))).toEqual(before);
    expect(await rowsOf(admin, 'select valid_to::text, end_reason from appointment where person_id = $1', [people.far1])).toEqual([{ valid_to: '2027-03-01', end_reason: '调整' }]);
    expect(await rowsOf(admin, 'select valid_from::text, replaces_person_id from appointment where person_id = $1', [people.far2])).toEqual([{ valid_from: '2027-03-01', replaces_person_id: people.far1 }]);
    expect((await committee(1)).version).toBe(3);
  });

  it('keeps the day until which a departure is allowed, and refuses one that is over before it begins', async () => {
    await begin('change', '2027-06-01');
    await save({ edit: 'add', personId: await spare(T, await house(T, 3)), posts: 'member' });
    await admin.query(`update person set title = 'intermediate' where id = (select person_id from roster_entry where roster_change_id = $1 order by position desc limit 1)`, [changeId]);
    await save({ edit: 'consent-all' });
    const { findings } = await refuses(secretary, 'roster.submit', submitRoster, { changeId }, { version: (await change()).version });
    for (const f of findings!) await save({ edit: 'explain', rule: f.rule, reason: '已通过评审，待聘任' });
    await does(secretary, 'roster.submit', submitRoster, { changeId }, { version: (await change()).version });
    expect((await refuses(official, 'roster.approve', approveRoster, { changeId, expiresOn: on('2027-05-31') }, { version: (await change()).version })).fields).toHaveProperty('expiresOn');
    await does(official, 'roster.approve', approveRoster, { changeId, expiresOn: on('2027-12-31') }, { version: (await change()).version });
    const kept = await rowsOf<{ state: string; expires: string; approved_by_id: string }>(admin, 'select state, expires_on::text as expires, approved_by_id from departure where roster_change_id = $1', [changeId]);
    expect(kept.length).toBe(findings!.length);
    expect(kept.every((d) => d.state === 'accepted' && d.expires === '2027-12-31' && d.approved_by_id === official.accountId)).toBe(true);
    // The approved list is read as it was judged, not as one that stands already.
    const decided = (await readTenant({ tenantId: T, accountId: null }, (tx) => loadChange(tx, T, changeId)))!;
    expect(decided.check.answer.findings.filter((f) => f.severity === 'warn').map((f) => f.rule)).toEqual(findings!.map((f) => f.rule));
    // The standing list shows where it departs for as long as it does, and when the time for it is over.
    const lines = async (day: string) => {
      const found = await readTenant({ tenantId: T, accountId: null }, async (tx) => {
        const centre = (await getCentre(tx, T, centreId, TODAY))!;
        return standingLists(tx, T, { centre, committees: await listCommittees(tx, T, centreId), described: decided.check.rules.profile.structure.bodies.filter((b) => b.body === 'committee'), day: on(day), mayLookBack: false });
      });
      const [list] = found.bodies;
      return { rulesFrom: found.rulesFrom, departures: list!.departures.map((d) => [d.rule, d.reason, d.changeId, d.hasExpired]), warned: list!.review?.filter((l) => l.findings.some((f) => f.severity === 'warn')).map((l) => l.rule) };
    };
    expect(await lines('2027-06-01')).toMatchObject({ rulesFrom: null, departures: findings!.map((f) => [f.rule, '已通过评审，待聘任', changeId, false]), warned: findings!.map((f) => f.rule) });
    expect((await lines('2027-05-31')).departures).toEqual([]);
    // An amendment that goes on with it needs no second reason, and does not call it kept either.
    await begin('change', '2027-06-15');
    const next = (await readTenant({ tenantId: T, accountId: null }, (tx) => loadChange(tx, T, changeId)))!;
    expect(next.goesOn.map((d) => [d.rule, d.hasExpired])).toEqual(findings!.map((f) => [f.rule, false]));
    expect(next.check.answer.findings.filter((f) => f.severity === 'warn')).toEqual([]);
    expect(next.review.filter((l) => l.findings.some((f) => f.severity === 'warn')).map((l) => l.rule)).toEqual(findings!.map((f) => f.rule));
    await does(secretary, 'roster.withdraw', withdrawRoster, { changeId }, { version: (await change()).version });
    changeId = decided.change.id;
    expect((await lines('2028-01-01')).departures.map((d) => d[3])).toEqual(findings!.map(() => true));
    expect(await lines('2022-06-01')).toMatchObject({ rulesFrom: '2025-05-27', departures: [] });
    await admin.query(`update person set title = 'senior' where id = (select person_id from roster_entry where roster_change_id = $1 order by position desc limit 1)`, [changeId]);
    expect(await lines('2027-06-01')).toMatchObject({ departures: [], warned: [] });
  });

  it('is refused where the committee has moved on since it was proposed', async () => {
    await begin('change', '2027-07-01');
    await save({ edit: 'remove', personId: people.far2 });
    await does(secretary, 'roster.submit', submitRoster, { changeId }, { version: (await change()).version }).catch(async () => {
      for (const f of (await refuses(secretary, 'roster.submit', submitRoster, { changeId }, { version: (await change()).version })).findings!) await save({ edit: 'explain', rule: f.rule, reason: '理由' });
      await does(secretary, 'roster.submit', submitRoster, { changeId }, { version: (await change()).version });
    });
    const { id, version } = await committee(1);
    await admin.query('update committee set version = version + 1 where id = $1', [id]);
    expect(await refuses(official, 'roster.approve', approveRoster, { changeId }, { version: (await change()).version })).toMatchObject({ kind: 'not-allowed-now', message: expect.stringContaining('已有变动') });
    await admin.query('update committee set version = $2 where id = $1', [id, version]);
    await does(official, 'roster.return', returnRoster, { changeId, opinion: '请重新核对' }, { version: (await change()).version });
    await does(secretary, 'roster.withdraw', withdrawRoster, { changeId }, { version: (await change()).version });
    expect(await change()).toMatchObject({ state: 'withdrawn' });
  });

  it('changes nothing if it is the list that stands, and nothing before the newest seat', async () => {
    await begin('change', '2027-08-01');
    await save({ edit: 'consent-all' });
    const submit = async () => {
      const reply = await act(secretary, 'roster.submit', submitRoster, { changeId }, { version: (await change()).version });
      if (!reply.ok && reply.refusal.kind === 'findings') for (const f of reply.refusal.findings) await save({ edit: 'explain', rule: f.rule, reason: '理由' });
      return refuses(secretary, 'roster.submit', submitRoster, { changeId }, { version: (await change()).version });
    };
    expect(await submit()).toMatchObject({ kind: 'not-allowed-now', message: expect.stringContaining('相同') });
    await save({ edit: 'effective-on', effectiveOn: '2027-04-01' });
    expect(await submit()).toMatchObject({ kind: 'not-allowed-now', message: expect.stringContaining('不得早于') });
    await does(secretary, 'roster.withdraw', withdrawRoster, { changeId }, { version: (await change()).version });
  });

  it('begins the next cohort, with which the old one ends the day before', async () => {
    await begin('list', '2027-11-01');
    await save({ edit: 'remove', personId: people.away1 });
    await save({ edit: 'consent-all' });
    const reply = await act(secretary, 'roster.submit', submitRoster, { changeId }, { version: (await change()).version });
    if (!reply.ok) {
      expect(reply.refusal.kind).toBe('findings');
      if (reply.refusal.kind === 'findings') for (const f of reply.refusal.findings) await save({ edit: 'explain', rule: f.rule, reason: '理由' });
      await does(secretary, 'roster.submit', submitRoster, { changeId }, { version: (await change()).version });
    }
    await does(official, 'roster.approve', approveRoster, { changeId, expiresOn: on('2030-01-01') }, { version: (await change()).version });
    expect(await committee(1)).toMatchObject({ ended_on: '2027-10-31', end_reason: '换届' });
    expect(await committee(2)).toMatchObject({ term_from: '2027-11-01', term_to: '2030-09-30', ended_on: null });
    expect(await seatsOn(on('2027-10-31'))).toContain(people.away1);
    const now = await seatsOn(on('2027-11-01'));
    expect(now).not.toContain(people.away1);
    expect(new Set(now).size).toBe(now.length);
    expect(await rowsOf(admin, `select 1 from appointment a join committee c on c.id = a.committee_id where c.centre_id = $1 and c.cohort = 1 and a.valid_to is null`, [centreId])).toEqual([]);
  });

  it('is neither approved nor returned by whoever proposed it, though he be an official', async () => {
    const { id } = await does(official, 'centre.open', openCentre, { specialtyId: await free(T), institutionId: home, openedOn: TODAY, document: undefined, name: undefined });
    const both = await existingActor(admin, await makeAccount(admin, [{ tenantId: T, role: 'official' }, { tenantId: T, role: 'director', centreId: id! }]), T);
    const begun = await does(both, 'roster.begin', beginRoster, { centreId: id!, body: 'committee', kind: 'list', effectiveOn: TODAY });
    changeId = begun.id!;
    await save({ edit: 'add', personId: people.chair, posts: 'chair' }, both);
    await save({ edit: 'add', personId: people.deputy, posts: 'vice-chair' }, both);
    await save({ edit: 'consent-all' }, both);
    await does(both, 'roster.submit', submitRoster, { changeId }, { version: (await change()).version });
    expect(await refuses(both, 'roster.approve', approveRoster, { changeId }, { version: (await change()).version })).toMatchObject({ kind: 'not-allowed-now', message: expect.stringContaining('本人') });
    expect(await refuses(both, 'roster.return', returnRoster, { changeId, opinion: '自己退回' }, { version: (await change()).version })).toMatchObject({ kind: 'not-allowed-now', message: expect.stringContaining('本人') });
    // A second official is another person.
    await does(official, 'roster.approve', approveRoster, { changeId }, { version: (await change()).version });
  });

  it('ends with its term, and begins no earlier than the regulation', async () => {
    const { id } = await does(official, 'centre.open', openCentre, { specialtyId: await free(T), institutionId: home, openedOn: TODAY, document: undefined, name: undefined });
    const director = await newActor(admin, T, 'director', { centreId: id! });
    const begun = await does(director, 'roster.begin', beginRoster, { centreId: id!, body: 'committee', kind: 'list', effectiveOn: TODAY });
    const { committee_id } = await row<{ committee_id: string }>('roster_change', T, begun.id!);
    await admin.query(`update roster_change set kind = 'change' where id = $1`, [begun.id]);
    changeId = begun.id!;
    await admin.query(`update committee set term_from = '2024-01-01', term_to = '2027-01-31' where id = $1`, [committee_id]);
    expect((await tries({ edit: 'effective-on', effectiveOn: '2027-02-01' }, director)).fields).toEqual({ effectiveOn: ['生效日期不得晚于本届届满日2027年1月31日'] });
    expect((await tries({ edit: 'effective-on', effectiveOn: '2025-05-26' }, director)).fields).toEqual({ effectiveOn: ['生效日期不得早于办法施行之日2025年5月27日'] });
    await save({ edit: 'effective-on', effectiveOn: '2027-01-31' }, director);
    // What was drafted while it was allowed is asked again when it is submitted.
    await admin.query(`update committee set term_to = '2026-11-21' where id = $1`, [committee_id]);
    const late = await refuses(director, 'roster.submit', submitRoster, { changeId }, { version: (await change()).version });
    expect(late).toMatchObject({ kind: 'not-allowed-now', message: '生效日期不得晚于本届届满日2026年11月21日，本届已届满，应提出换届名单' });
  });

  it('does not begin before its centre does', async () => {
    const { id } = await does(official, 'centre.open', openCentre, { specialtyId: await free(T), institutionId: home, openedOn: TODAY, document: undefined, name: undefined });
    const director = await newActor(admin, T, 'director', { centreId: id! });
    changeId = (await does(director, 'roster.begin', beginRoster, { centreId: id!, body: 'committee', kind: 'list', effectiveOn: TODAY })).id!;
    await save({ edit: 'add', personId: people.chair, posts: 'chair' }, director);
    await save({ edit: 'add', personId: people.deputy, posts: 'vice-chair' }, director);
    await save({ edit: 'consent-all' }, director);
    const refusal = await tries({ edit: 'effective-on', effectiveOn: '2026-11-21' }, director);
    expect(refusal.fields).toHaveProperty('effectiveOn');
  });
});

describe('an assessment of Chongqing', () => {
  const T = 'chongqing';
  let official: Actor;
  let office: Actor;
  let assessor: Actor;
  let id: string;
  let centreId: string;
  const assessment = () => row<{ state: string; version: number; grade: Grade | null; grounds: string | null; proposed_grade: string | null; comment: string | null; return_reason: string | null; confirmed_by_id: string | null }>('assessment', T, id);
  const sheet = (more: Record<string, unknown>) => sheetSchema.parse({ assessmentId: id, ...more });

  beforeAll(async () => {
    official = await newActor(admin, T, 'official');
    office = await newActor(admin, T, 'office');
    assessor = await newActor(admin, T, 'assessor');
    // In the middle of its cycle, good so far: nothing follows from another good year.
    centreId = (await rowsOf<{ id: string }>(
      admin,
      `select c.id from centre c join hosting_period h on (h.tenant_id, h.centre_id) = (c.tenant_id, c.id) and h.ended_on is null
       where c.tenant_id = $1 and c.status = 'operating' and h.due_to_end_on > '2028-06-01' and not exists (select 1 from assessment a where a.centre_id = c.id and a.year = 2026)
         and not exists (select 1 from assessment a where a.centre_id = c.id and a.grade = 'unqualified') order by c.id limit 1`,
      [T],
    ))[0]!.id;
  });

  it('is assigned by official or office, once for a year, to an assessor of the tenant', async () => {
    const input = { year: 2026, centreIds: [centreId], assessorId: assessor.accountId, dueOn: on('2026-12-31') };
    expect((await refuses(office, 'assessment.assign', assignAssessments, { ...input, assessorId: official.accountId })).fields).toHaveProperty('assessorId');
    expect((await refuses(office, 'assessment.assign', assignAssessments, { ...input, dueOn: on('2026-11-21') })).fields).toHaveProperty('dueOn');
    const { audit } = await does(office, 'assessment.assign', assignAssessments, input);
    expect(audit).toMatchObject({ role: 'office', data: { centreIds: [centreId] } });
    expect(await refuses(official, 'assessment.assign', assignAssessments, input)).toMatchObject({ kind: 'not-allowed-now' });
    ({ id } = await oneOf<{ id: string }>(admin, 'select id from assessment where centre_id = $1 and year = 2026', [centreId]));
    expect(await assessment()).toMatchObject({ state: 'assigned', version: 1, grade: null });
    const inQingpu = await newActor(admin, 'qingpu', 'office');
    expect(await refuses(inQingpu, 'assessment.assign', assignAssessments, input)).toMatchObject({ kind: 'not-allowed-now' });
  });

  it('is kept while it is made, and handed in complete', async () => {
    await does(assessor, 'assessment.save', saveAssessment, sheet({ comment: '初稿' }), { version: 1 });
    expect(await assessment()).toMatchObject({ state: 'assigned', version: 2, comment: '初稿' });
    expect((await refuses(assessor, 'assessment.propose', proposeGrade, sheet({ comment: '良好' }), { version: 2 })).fields).toHaveProperty('grade');
    expect((await refuses(assessor, 'assessment.propose', proposeGrade, sheet({ grade: 'good' }), { version: 2 })).fields).toHaveProperty('comment');
    expect(await refuses(assessor, 'assessment.propose', proposeGrade, sheet({ grade: 'good', comment: '良好' }), { version: 1 })).toMatchObject({ kind: 'conflict' });
    expect(await refuses(official, 'assessment.confirm', confirmGrade, { assessmentId: id, reason: undefined }, { version: 2 })).toMatchObject({ kind: 'not-allowed-now' });
    await does(assessor, 'assessment.propose', proposeGrade, sheet({ grade: 'good', comment: '工作按计划完成' }), { version: 2 });
    expect(await assessment()).toMatchObject({ state: 'proposed', version: 3, proposed_grade: 'good' });
    expect(await refuses(assessor, 'assessment.save', saveAssessment, sheet({}), { version: 3 })).toMatchObject({ kind: 'not-allowed-now' });
  });

  it('is returned with a reason and handed in again', async () => {
    await does(official, 'assessment.return', returnAssessment, { assessmentId: id, reason: '请补充核查记录' }, { version: 3 });
    expect(await assessment()).toMatchObject({ state: 'returned', return_reason: '请补充核查记录' });
    await does(assessor, 'assessment.propose', proposeGrade, sheet({ grade: 'good', comment: '已补充' }), { version: 4 });
    expect(await assessment()).toMatchObject({ state: 'proposed', return_reason: null, version: 5 });
  });

  it('is confirmed by somebody else; another grade needs a reason; what nothing follows from is decided at once', async () => {
    expect((await refuses(official, 'assessment.confirm', confirmGrade, { assessmentId: id, grade: 'excellent', reason: undefined }, { version: 5 })).fields).toHaveProperty('reason');
    await admin.query(`insert into membership (tenant_id, id, account_id, role) values ($1, gen_random_uuid(), $2, 'official')`, [T, assessor.accountId]);
    const both = await existingActor(admin, assessor.accountId, T);
    expect(await refuses(both, 'assessment.confirm', confirmGrade, { assessmentId: id, reason: undefined }, { version: 5 })).toMatchObject({ kind: 'not-allowed-now', message: expect.stringContaining('本人') });
    const { id: decisionId, audit } = await does(official, 'assessment.confirm', confirmGrade, { assessmentId: id, grade: 'excellent', reason: '全年抽查无不合格项' }, { version: 5 });
    expect(audit.data).toMatchObject({ grade: 'excellent', proposed: 'good', reason: '全年抽查无不合格项' });
    expect(await assessment()).toMatchObject({ state: 'confirmed', grade: 'excellent', grounds: null, confirmed_by_id: official.accountId });
    expect(await row('decision', T, decisionId!)).toMatchObject({ state: 'confirmed', as_computed: true, decided_by_id: official.accountId, centre_id: centreId });
    expect(await row('centre', T, centreId)).toMatchObject({ status: 'operating' });
  });

  it('of an earlier year is not confirmed after a later one', async () => {
    await does(official, 'assessment.assign', assignAssessments, { year: 2019, centreIds: [centreId], assessorId: assessor.accountId, dueOn: on('2026-12-31') });
    ({ id } = await oneOf<{ id: string }>(admin, 'select id from assessment where centre_id = $1 and year = 2019', [centreId]));
    await does(assessor, 'assessment.propose', proposeGrade, sheet({ grade: 'good', comment: '补记' }), { version: 1 });
    expect(await refuses(official, 'assessment.confirm', confirmGrade, { assessmentId: id, reason: undefined }, { version: 2 })).toMatchObject({ kind: 'not-allowed-now', message: expect.stringContaining('年度已经确认') });
  });

  it('with an unqualified year opens a decision that waits for a person', async () => {
    const proposed = await oneOf<{ id: string; version: number; centre_id: string }>(admin, `select a.id, a.version, a.centre_id from assessment a where a.tenant_id = $1 and a.state = 'proposed' and a.year = 2026 and not exists (select 1 from assessment b where b.centre_id = a.centre_id and b.grade = 'unqualified') order by a.id limit 1`, [T]);
    const { id: decisionId } = await does(official, 'assessment.confirm', confirmGrade, { assessmentId: proposed.id, grade: 'unqualified', reason: '数据造假' }, { version: proposed.version });
    const decision = await row<{ number: string; result: { decision: { host: string } } }>('decision', T, decisionId!);
    expect(decision).toMatchObject({ state: 'pending', outcome: null, as_computed: null, result: { decision: { host: 'rectify' } } });
    expect(decision.number).toBe('CQ-CD-2026-0031');
    expect(await row('centre', T, proposed.centre_id)).toMatchObject({ status: 'operating' });
    expect(await refuses(official, 'decision.confirm', decide, { decisionId: decisionId!, as: 'computed', effectiveOn: on('2026-11-21'), rectifyBy: undefined, reason: undefined }, { version: 1 })).toMatchObject({ fields: { effectiveOn: [expect.any(String)] } });
    expect((await refuses(official, 'decision.confirm', decide, { decisionId: decisionId!, as: 'computed', effectiveOn: TODAY, rectifyBy: TODAY, reason: undefined }, { version: 1 })).fields).toHaveProperty('rectifyBy');
    await does(official, 'decision.confirm', decide, { decisionId: decisionId!, as: 'computed', effectiveOn: TODAY, rectifyBy: undefined, reason: undefined }, { version: 1 });
    // The text gives a year.
    expect(await oneOf(admin, 'select state, rectify_by::text as by, effective_on::text as on from decision where id = $1', [decisionId])).toEqual({ state: 'confirmed', by: '2027-11-22', on: '2026-11-22' });
    expect(await row('centre', T, proposed.centre_id)).toMatchObject({ status: 'rectifying', version: 2 });
  });
});

describe.each(['jinxiang', 'county-001'])('a year of %s, where score and proportion differ', (T) => {
  let official: Actor;
  let open: { id: string; version: number };
  const rule = T === 'jinxiang' ? 'proportion' : 'score';
  const assessments = () => rowsOf<{ id: string; version: number; score: number; state: string; grade: Grade | null; grounds: string | null; centre_id: string }>(admin, 'select id, version, score::float as score, state, grade, grounds, centre_id from assessment where tenant_id = $1 and year = 2026 order by score desc nulls last, id', [T]);
  const points = [3, 3, 3, 3, 5, 5, 5, 5, 5, 5, 6, 7, 6, 6, 5, 5, 5, 4, 5, 5, 4];
  const full = Object.fromEntries(points.map((p, i) => [`points-${i + 1}`, String(p)]));
  // By score all from ninety on are excellent, by proportion the best three in ten, of twenty.
  const isConflicting = (a: { score: number }, all: { score: number }[]) => a.score >= 90 && all.filter((b) => b.score > a.score).length + 1 > 6;
  const choose = (gradeRule: 'score' | 'proportion', reason = '经局务会研究') => ({ year: 2026, gradeRule, reason });

  beforeAll(async () => {
    official = await newActor(admin, T, 'official');
    open = (await assessments()).find((a) => a.state === 'assigned')!;
  });

  it('is open while a sheet is missing, which is handed in only without faults', async () => {
    const first = (await assessments())[0]!;
    expect(await refuses(official, 'assessment.confirm', confirmGrade, { assessmentId: first.id, reason: undefined }, { version: first.version })).toMatchObject({ kind: 'not-allowed-now', message: expect.stringContaining('尚有中心未提交评分') });
    const assessor = await newActor(admin, T, 'assessor');
    await admin.query('update assessment set assessor_account_id = $1 where id = $2', [assessor.accountId, open.id]);
    const fields = { ...full, 'points-2': '3.5', 'points-3': '1', 'points-99': '1', assessmentId: open.id } as Record<string, string>;
    delete fields['points-1'];
    const { fields: faults } = await refuses(assessor, 'assessment.propose', proposeGrade, sheetSchema.parse(fields), { version: open.version });
    expect(Object.keys(faults!).sort()).toEqual(['points-1', 'points-2', 'points-99', 'reason-3']);
    // What cannot be read as points is named with the limits of its item, beside every other fault; digits of a Chinese keyboard are read.
    const unread = await refuses(assessor, 'assessment.propose', proposeGrade, sheetSchema.parse({ ...full, 'points-1': '二', 'points-2': '３．０', 'points-3': '1', assessmentId: open.id }), { version: open.version });
    expect(unread.fields).toEqual({ 'points-1': ['第1项应为0至3分之间、最多一位小数的分数'], 'reason-3': [expect.stringContaining('请写明理由')] });
    await does(assessor, 'assessment.save', saveAssessment, sheetSchema.parse({ assessmentId: open.id, 'points-1': '3', 'points-3': '1' }), { version: open.version });
    expect(await row('assessment', T, open.id)).toMatchObject({ state: 'assigned', score: '4.0' });
    await does(assessor, 'assessment.propose', proposeGrade, sheetSchema.parse({ ...full, 'points-3': '1', 'reason-3': '会议少1次', assessmentId: open.id }), { version: open.version + 1 });
    expect(await row('assessment', T, open.id)).toMatchObject({ state: 'proposed', score: '98.0', proposed_grade: null });
  });

  it('settles what both ways of grading agree on, and leaves open what they do not', async () => {
    const all = await assessments();
    const [best] = all;
    const conflicting = all.find((a) => isConflicting(a, all))!;
    expect(await refuses(official, 'assessment.confirm', confirmGrade, { assessmentId: conflicting.id, reason: undefined }, { version: conflicting.version })).toMatchObject({ kind: 'not-allowed-now', message: expect.stringContaining('选定一种办法') });
    const { audit } = await does(official, 'assessment.confirm', confirmGrade, { assessmentId: best!.id, grade: 'unqualified', reason: undefined }, { version: best!.version });
    // The grade follows from the sheet; whatever the form says.
    expect(audit.data).toMatchObject({ grade: 'excellent', grounds: 'score' });
    expect(await row('assessment', T, best!.id)).toMatchObject({ state: 'confirmed', grade: 'excellent', grounds: 'score' });
  });

  it('is settled by one rule for all, chosen once and with a reason', async () => {
    expect(chooseRuleSchema.safeParse(choose(rule, ' ')).success).toBe(false);
    expect(await refuses(official, 'assessment.choose-rule', chooseYearRule, choose(rule), { version: 3 })).toMatchObject({ kind: 'conflict' });
    await does(official, 'assessment.choose-rule', chooseYearRule, choose(rule), { version: 0 });
    expect(await rowsOf(admin, 'select grade_rule, reason, decided_by_id, version from assessment_year where tenant_id = $1 and year = 2026', [T])).toEqual([{ grade_rule: rule, reason: '经局务会研究', decided_by_id: official.accountId, version: 1 }]);
    for (const other of ['score', 'proportion'] as const) expect(await refuses(official, 'assessment.choose-rule', chooseYearRule, choose(other), { version: 1 })).toMatchObject({ kind: 'not-allowed-now' });
    const all = await assessments();
    const conflicting = all.find((a) => isConflicting(a, all))!;
    await does(official, 'assessment.confirm', confirmGrade, { assessmentId: conflicting.id, reason: undefined }, { version: conflicting.version });
    expect(await row('assessment', T, conflicting.id)).toMatchObject(rule === 'score' ? { grade: 'excellent', grounds: 'score' } : { grade: 'qualified', grounds: 'quota' });
  });

  it('lets a quota alone remove no host: a person decides, with a reason', async () => {
    // Last but by score not unqualified, and unqualified the year before.
    const all = await assessments();
    const last = all.filter((a) => a.score >= 75 && a.state === 'proposed').at(-1)!;
    await admin.query(`update assessment set grade = 'unqualified', grounds = 'score' where tenant_id = $1 and centre_id = $2 and year = 2025`, [T, last.centre_id]);
    const { id } = await does(official, 'assessment.confirm', confirmGrade, { assessmentId: last.id, reason: undefined }, { version: last.version });
    const decision = await row<{ result: { decision: { host: string } }; version: number; state: string }>('decision', T, id!);
    if (rule === 'score') {
      expect(await row('assessment', T, last.id)).toMatchObject({ grade: 'qualified', grounds: 'score' });
      expect(decision).toMatchObject({ state: 'confirmed', result: { decision: { host: 'continues' } } });
      return;
    }
    expect(await row('assessment', T, last.id)).toMatchObject({ grade: 'unqualified', grounds: 'quota' });
    expect(decision).toMatchObject({ state: 'pending', result: { decision: { host: 'decide' } } });
    const input = { decisionId: id!, as: 'computed' as const, effectiveOn: TODAY, reason: undefined, rectifyBy: undefined };
    expect((await refuses(official, 'decision.confirm', decide, input, { version: 1 })).fields).toHaveProperty('as');
    const otherwise = { ...input, as: 'otherwise' as const };
    expect(Object.keys((await refuses(official, 'decision.confirm', decide, otherwise, { version: 1 })).fields!).sort()).toEqual(['host', 'reason']);
    expect((await refuses(official, 'decision.confirm', decide, { ...otherwise, host: 'removed', reason: '理由' }, { version: 1 })).fields).toHaveProperty('formerHostMayCompete');
    expect((await refuses(official, 'decision.confirm', decide, { ...otherwise, host: 'retained', reason: '理由' }, { version: 1 })).fields).toHaveProperty('host');
    expect((await refuses(official, 'decision.confirm', decide, { ...otherwise, host: 'rectify', reason: '理由' }, { version: 1 })).fields).toHaveProperty('rectifyBy');
    await does(official, 'decision.confirm', decide, { ...otherwise, host: 'rectify', reason: '不合格只依据比例，约谈并限期整改', rectifyBy: on('2027-06-30') }, { version: 1 });
    expect(await row('decision', T, id!)).toMatchObject({ state: 'confirmed', as_computed: false, reason: '不合格只依据比例，约谈并限期整改', outcome: { host: 'rectify', chair: 'stays', committee: 'stays' } });
    expect(await row('centre', T, last.centre_id)).toMatchObject({ status: 'rectifying' });
  });
});

describe('a decision', () => {
  interface Pending { id: string; version: number; centre_id: string; host: string; hosting_period_id: string; year: number }
  const pending = (tenantId: string, host: string, n = 0) =>
    rowsOf<Pending>(admin, `select d.id, d.version, d.centre_id, d.hosting_period_id, d.result->'decision'->>'host' as host, a.year from decision d join assessment a on (a.tenant_id, a.id) = (d.tenant_id, d.assessment_id) where d.tenant_id = $1 and d.state = 'pending' and d.result->'decision'->>'host' = $2 order by d.number limit 1 offset $3`, [tenantId, host, n]).then((r) => r[0]!);
  const asComputed = (d: Pending, effectiveOn = '2026-11-22') => ({ decisionId: d.id, as: 'computed' as const, effectiveOn: on(effectiveOn), reason: undefined, rectifyBy: undefined });
  const hosting = (centreId: string) => rowsOf<{ cycle: number; starts: string; due: string | null; ended: string | null; reason: string | null; institution_id: string }>(admin, 'select cycle, starts_on::text as starts, due_to_end_on::text as due, ended_on::text as ended, end_reason as reason, institution_id from hosting_period where centre_id = $1 order by starts_on', [centreId]);
  const running = (centreId: string) => rowsOf<{ posts: string[] }>(admin, 'select a.posts from appointment a join committee c on (c.tenant_id, c.id) = (a.tenant_id, a.committee_id) where c.centre_id = $1 and a.valid_to is null', [centreId]);
  const standing = (centreId: string) => rowsOf<{ id: string; version: number }>(admin, 'select id, version from committee where centre_id = $1 and ended_on is null', [centreId]);

  it('to remove in Chongqing ends the hosting and dissolves the committee, and what was on its way falls away', async () => {
    const official = await newActor(admin, 'chongqing', 'official');
    const d = await pending('chongqing', 'removed');
    const secretary = await newActor(admin, 'chongqing', 'secretary', { centreId: d.centre_id });
    const begun = await does(secretary, 'roster.begin', beginRoster, { centreId: d.centre_id, body: 'committee', kind: 'change', effectiveOn: on('2026-12-20') });
    expect(await refuses(official, 'decision.confirm', decide, asComputed(d), { version: 7 })).toMatchObject({ kind: 'conflict' });
    const { audit } = await does(official, 'decision.confirm', decide, asComputed(d), { version: d.version });
    expect(audit.data).toMatchObject({ outcome: { host: 'removed', chair: 'removed', committee: 'dissolved', formerHostMayCompete: false }, asComputed: true, effectiveOn: '2026-11-22', digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await row('centre', 'chongqing', d.centre_id)).toMatchObject({ status: 'without-host' });
    expect((await hosting(d.centre_id)).at(-1)).toMatchObject({ ended: '2026-11-21', reason: '解除挂靠关系' });
    expect(await standing(d.centre_id)).toEqual([]);
    expect(await running(d.centre_id)).toEqual([]);
    expect(await rowsOf(admin, `select end_reason, end_article from committee where centre_id = $1 and ended_on = '2026-11-21'`, [d.centre_id])).toEqual([{ end_reason: '解散', end_article: '28' }]);
    expect(await rowsOf(admin, `select distinct a.valid_to::text as to, a.end_reason as reason from appointment a join committee c on c.id = a.committee_id where c.centre_id = $1 and a.end_reason = '委员会解散'`, [d.centre_id])).toEqual([{ to: '2026-11-22', reason: '委员会解散' }]);
    expect(await row('roster_change', 'chongqing', begun.id!)).toMatchObject({ state: 'withdrawn' });
    expect(await refuses(official, 'decision.confirm', decide, asComputed(d), { version: d.version + 1 })).toMatchObject({ kind: 'not-allowed-now' });
    expect(await refuses(secretary, 'roster.begin', beginRoster, { centreId: d.centre_id, body: 'committee', kind: 'list', effectiveOn: on('2026-12-20') })).toMatchObject({ kind: 'not-allowed-now' });
  });

  it('to remove also ends what has been approved for a later day', async () => {
    const official = await newActor(admin, 'chongqing', 'official');
    const d = await pending('chongqing', 'removed');
    const [committee] = await standing(d.centre_id);
    const person = await spare('chongqing', await house('chongqing', 4));
    await admin.query(`insert into appointment (tenant_id, id, committee_id, person_id, posts, valid_from) values ('chongqing', gen_random_uuid(), $1, $2, '{member}', '2027-02-01')`, [committee!.id, person]);
    await does(official, 'decision.confirm', decide, asComputed(d), { version: d.version });
    expect(await running(d.centre_id)).toEqual([]);
    // It never began.
    expect(await rowsOf(admin, 'select valid_from::text as from, valid_to::text as to from appointment where person_id = $1', [person])).toEqual([{ from: '2027-02-01', to: '2027-02-01' }]);
  });

  it('to remove ends a committee whose term had yet to begin, and a hosting that had', async () => {
    const official = await newActor(admin, 'zhengzhou', 'official');
    const d = await pending('zhengzhou', 'removed');
    await admin.query(`update hosting_period set starts_on = '2027-01-01', due_to_end_on = '2030-12-31' where centre_id = $1 and ended_on is null`, [d.centre_id]);
    await admin.query(`update committee set term_from = '2027-01-01', term_to = '2030-12-31' where centre_id = $1 and ended_on is null`, [d.centre_id]);
    await does(official, 'decision.confirm', decide, { ...asComputed(d), as: 'otherwise', host: 'removed', chair: 'removed', committee: 'dissolved', formerHostMayCompete: false, reason: '一并解散' }, { version: d.version });
    expect((await hosting(d.centre_id)).at(-1)).toMatchObject({ starts: '2027-01-01', ended: '2026-12-31' });
    expect(await standing(d.centre_id)).toEqual([]);
  });

  it('to remove in Jinxiang ends the seat of the chair and leaves the committee', async () => {
    const official = await newActor(admin, 'jinxiang', 'official');
    const d = await pending('jinxiang', 'removed');
    const before = await running(d.centre_id);
    const [committee] = await standing(d.centre_id);
    await does(official, 'decision.confirm', decide, asComputed(d), { version: d.version });
    const after = await running(d.centre_id);
    expect(before.filter((s) => s.posts.includes('chair'))).toHaveLength(1);
    expect(after).toHaveLength(before.length - 1);
    expect(after.filter((s) => s.posts.includes('chair'))).toEqual([]);
    expect(await standing(d.centre_id)).toEqual([{ id: committee!.id, version: committee!.version + 1 }]);
    expect((await hosting(d.centre_id)).at(-1)).toMatchObject({ ended: '2026-11-21' });
    expect(await row('centre', 'jinxiang', d.centre_id)).toMatchObject({ status: 'without-host' });
  });

  it('to remove in Zhengzhou leaves committee and chair', async () => {
    const official = await newActor(admin, 'zhengzhou', 'official');
    const d = await pending('zhengzhou', 'removed');
    const before = await running(d.centre_id);
    await does(official, 'decision.confirm', decide, asComputed(d), { version: d.version });
    expect(await running(d.centre_id)).toEqual(before);
    expect((await hosting(d.centre_id)).at(-1)).toMatchObject({ ended: '2026-11-21' });
  });

  it('to retain begins the next cycle with the same host on the day after the last', async () => {
    const official = await newActor(admin, 'chongqing', 'official');
    const d = await pending('chongqing', 'retained');
    const [before] = (await hosting(d.centre_id)).slice(-1);
    await does(official, 'decision.confirm', decide, asComputed(d), { version: d.version });
    const [old, next] = (await hosting(d.centre_id)).slice(-2);
    expect(old).toEqual({ ...before, ended: before!.due, reason: '周期届满，不作调整' });
    expect(next).toMatchObject({ cycle: before!.cycle + 1, ended: null, institution_id: before!.institution_id });
    expect([before!.due, next!.starts, next!.due]).toEqual(['2026-10-19', '2026-10-20', '2030-10-19']);
    expect(await row('centre', 'chongqing', d.centre_id)).toMatchObject({ status: 'operating' });
  });

  it('to select anew waits for the selection; the host stays until then', async () => {
    const official = await newActor(admin, 'chongqing', 'official');
    const d = await pending('chongqing', 'reselect');
    await does(official, 'decision.confirm', decide, asComputed(d), { version: d.version });
    expect(await row('centre', 'chongqing', d.centre_id)).toMatchObject({ status: 'reselecting' });
    expect((await hosting(d.centre_id)).at(-1)).toMatchObject({ ended: null });
  });

  it('takes effect on the day on which it is made or earlier, not before the finding and never later; the list and the file agree', async () => {
    const official = await newActor(admin, 'chongqing', 'official');
    const d = await pending('chongqing', 'decide');
    const otherwise = { ...asComputed(d), as: 'otherwise' as const, host: 'removed' as const, chair: 'removed' as const, committee: 'dissolved' as const, formerHostMayCompete: false, reason: '连续不合格' };
    for (const day of ['2099-01-01', '2026-11-23']) expect(await refuses(official, 'decision.confirm', decide, { ...otherwise, effectiveOn: on(day) }, { version: d.version })).toEqual({ kind: 'invalid', fields: { effectiveOn: ['生效日期不得晚于作出裁定之日2026年11月22日'] } });
    const found = await oneOf<{ on: string }>(admin, 'select on_date::text as on from decision where id = $1', [d.id]);
    expect((await refuses(official, 'decision.confirm', decide, { ...otherwise, effectiveOn: addDays(on(found.on), -1) }, { version: d.version })).fields).toHaveProperty('effectiveOn', [expect.stringContaining('不得早于')]);
    await does(official, 'decision.confirm', decide, { ...otherwise, effectiveOn: on(found.on) }, { version: d.version });
    await readTenant({ tenantId: 'chongqing', accountId: null }, async (tx) => {
      const file = (await getCentre(tx, 'chongqing', d.centre_id, TODAY))!;
      const listed = (await listCentres(tx, 'chongqing', { q: file.code.toLowerCase() }, { today: TODAY })).rows[0]!;
      expect([listed.host, listed.status, listed.dueToEndOn]).toEqual([null, 'without-host', null]);
      expect([file.current, file.status]).toEqual([null, 'without-host']);
    });
  });

  it('shows the host of today in the list and in the file also where the next period has been opened', async () => {
    await readTenant({ tenantId: 'chongqing', accountId: null }, async (tx) => {
      const all = await tx.centre.findMany({ where: { tenantId: 'chongqing' }, select: { id: true } });
      const rows = new Map<string, (typeof listed)[number]>();
      let listed: Awaited<ReturnType<typeof listCentres>>['rows'] = [];
      for (let after: string | undefined = undefined as string | undefined; ;) {
        const page: Awaited<ReturnType<typeof listCentres>> = await listCentres(tx, 'chongqing', {}, { after, today: TODAY });
        listed = page.rows;
        for (const r of listed) rows.set(r.id, r);
        if (!page.next) break;
        after = page.next;
      }
      for (const { id } of all) {
        const file = (await getCentre(tx, 'chongqing', id, TODAY))!;
        expect([rows.get(id)!.host, rows.get(id)!.dueToEndOn]).toEqual([file.current?.institution.name ?? null, file.current?.dueToEndOn ?? null]);
      }
    });
  });

  it('otherwise is another one than computed, whole in itself, and names every fault at once', async () => {
    const official = await newActor(admin, 'zhengzhou', 'official');
    const d = await oneOf<Pending>(admin, `select id, version, centre_id from decision where tenant_id = 'zhengzhou' and state = 'pending' and result->'decision'->>'host' = 'retained'`);
    const same = { ...asComputed(d), as: 'otherwise' as const, host: 'retained' as const, chair: 'ends' as const, committee: 'ends' as const, reason: '同检验结果' };
    expect(await refuses(official, 'decision.confirm', decide, same, { version: d.version })).toEqual({ kind: 'invalid', fields: { as: ['与检验结果相同，请按检验结果裁定'] } });
    expect((await refuses(official, 'decision.confirm', decide, { ...same, host: 'removed', chair: 'stays', committee: 'dissolved', reason: undefined, effectiveOn: on('2026-11-23') }, { version: d.version })).fields).toMatchObject({
      effectiveOn: [expect.stringContaining('不得晚于')], reason: [expect.any(String)], formerHostMayCompete: [expect.any(String)], chair: [expect.stringContaining('不能留任')],
    });
    expect(await refuses(official, 'decision.confirm', decide, { ...same, host: 'continues', checkOnly: true }, { version: d.version })).toMatchObject({ kind: 'not-allowed-now' });
    const form = decideSchema.safeParse({ decisionId: d.id, as: 'otherwise', host: 'removed' });
    expect(form.error!.issues.map((i) => i.path[0]).sort()).toEqual(['effectiveOn', 'formerHostMayCompete', 'reason']);
    expect(decideSchema.safeParse({ decisionId: d.id, as: 'computed', effectiveOn: '2026-11-22' }).success).toBe(true);
  });

  it('of an older year is not made after one of a later', async () => {
    const official = await newActor(admin, 'chongqing', 'official');
    const d = await pending('chongqing', 'decide');
    const later = randomUUID();
    await admin.query(`insert into assessment (tenant_id, id, centre_id, year, cycle, state, grade) values ('chongqing', $1, $2, 2030, 9, 'confirmed', 'good')`, [later, d.centre_id]);
    await admin.query(
      `insert into decision (tenant_id, id, number, centre_id, assessment_id, question, on_date, profile_version_id, facts, result, digest, state, outcome, as_computed, decided_by_id)
       select tenant_id, gen_random_uuid(), 'CQ-CD-2030-0001', centre_id, $2, question, on_date, profile_version_id, facts, result, digest, 'confirmed', '{}', true, gen_random_uuid() from decision where id = $1`,
      [d.id, later],
    );
    expect(await refuses(official, 'decision.confirm', decide, { ...asComputed(d), as: 'otherwise', host: 'continues', reason: '理由' }, { version: d.version })).toMatchObject({ kind: 'not-allowed-now' });
  });
});
