import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { confirmGrade, proposeGrade, assignAssessments, chooseYearRule } from '../../lib/assessment/mutations.ts';
import { verifyTenant } from '../../lib/audit/data.ts';
import { openCentre } from '../../lib/centre/mutations.ts';
import { approveRoster, beginRoster, saveRoster } from '../../lib/committee/mutations.ts';
import { saveSchema } from '../../lib/committee/schema.ts';
import { readTenant } from '../../lib/db/tenant.ts';
import { decide } from '../../lib/decision/mutations.ts';
import type { Actor } from '../../lib/identity/actor.ts';
import type { Reply } from '../../lib/identity/perform.ts';
import { canonicalJson } from '../../lib/kernel/canonical.ts';
import { localDate } from '../../lib/kernel/local-date.ts';
import { registerPerson } from '../../lib/person/mutations.ts';
import { act, auditHead, auditOf, newActor, oneOf, rowsOf } from './cast.ts';
import type { TestDatabase } from './database.ts';
import { closeSeeded, openSeeded, TODAY } from './seeded.ts';
import { targetsOf, type Targets } from './targets.ts';

// As many connections as there are people in a race, so that they really meet.
vi.hoisted(() => (process.env.ZHIKONG_POOL = '20'));

const T = 'chongqing';
const CROWD = 20;
const EDITS = process.env.PROOF ? 500 : 6;
const SUBMISSIONS = process.env.PROOF ? 1000 : 5;
const COPIES = 50;

let database: TestDatabase;
let admin: pg.Client;
let officials: Actor[];
let targets: Targets;
beforeAll(async () => {
  ({ database, admin } = await openSeeded());
  officials = [];
  for (let i = 0; i < CROWD; i += 1) officials.push(await newActor(admin, T, 'official'));
  targets = await targetsOf(admin, T);
});
afterAll(async () => {
  const { faults, events } = await readTenant({ tenantId: T, accountId: null }, (tx) => verifyTenant(tx, T));
  expect(faults).toEqual([]);
  console.log(`races: ${events} events in the chain afterwards, 0 faults`);
  await closeSeeded({ database, admin });
});

/** All at once; sees that exactly `winners` succeeded and that every other one learned of a conflict, each with an audit row. */
async function race(winners: number, work: ((i: number) => Promise<Reply>)[], kinds: readonly string[] = ['conflict', 'not-allowed-now']): Promise<Reply[]> {
  const head = await auditHead(admin, T);
  const replies = await Promise.all(work.map((w, i) => w(i)));
  expect(replies.filter((r) => r.ok)).toHaveLength(winners);
  for (const r of replies) if (!r.ok) expect(kinds).toContain(r.refusal.kind);
  const trail = await auditOf(admin, { tenantId: T, after: head });
  expect([trail.filter((a) => a.result === 'ok').length, trail.filter((a) => a.result === 'refused').length]).toEqual([winners, work.length - winners]);
  return replies;
}
const crowd = (work: (actor: Actor, i: number) => Promise<Reply>) => officials.map((actor, i) => () => work(actor, i));

describe('twenty officials at once', () => {
  it('approve a list once', async () => {
    const { id, version, committeeId } = targets.submitted;
    const before = await oneOf<{ version: number }>(admin, 'select version from committee where id = $1', [committeeId]);
    await race(1, crowd((a) => act(a, 'roster.approve', approveRoster, { changeId: id, expiresOn: localDate('2028-12-31') }, { version })));
    expect(await oneOf(admin, 'select state, version from roster_change where id = $1', [id])).toEqual({ state: 'approved', version: version + 1 });
    expect(await oneOf(admin, 'select version from committee where id = $1', [committeeId])).toEqual({ version: before.version + 1 });
    expect(await rowsOf(admin, 'select person_id from appointment where committee_id = $1 and valid_to is null group by 1 having count(*) > 1', [committeeId])).toEqual([]);
  });

  it('decide on a host once, as computed or otherwise', async () => {
    const d = await oneOf<{ id: string; version: number; centre_id: string }>(admin, `select id, version, centre_id from decision where tenant_id = $1 and state = 'pending' and result->'decision'->>'host' = 'retained'`, [T]);
    const periods = () => rowsOf<{ cycle: number }>(admin, 'select cycle from hosting_period where centre_id = $1 order by starts_on', [d.centre_id]);
    const before = await periods();
    const base = { decisionId: d.id, effectiveOn: TODAY, rectifyBy: undefined };
    await race(1, crowd((a, i) => act(a, 'decision.confirm', decide, i % 2 ? { ...base, as: 'computed', reason: undefined } : { ...base, as: 'otherwise', host: 'retained', reason: '同样的结论' }, { version: d.version })));
    expect(await periods()).toHaveLength(before.length + 1);
    expect(await oneOf(admin, 'select state, version from decision where id = $1', [d.id])).toEqual({ state: 'confirmed', version: d.version + 1 });
  });

  it('confirm a grade once, with one decision', async () => {
    const { id, version } = targets.proposed!;
    await race(1, crowd((a, i) => act(a, 'assessment.confirm', confirmGrade, { assessmentId: id, ...(i % 2 ? { grade: 'unqualified' as const, reason: '改判' } : { reason: undefined }) }, { version })));
    expect(await rowsOf(admin, 'select 1 from decision where assessment_id = $1', [id])).toHaveLength(1);
  });

  it('confirm different grades under numbers of their own', async () => {
    const proposed = await rowsOf<{ id: string; version: number }>(admin, `select id, version from assessment where tenant_id = $1 and state in ('proposed', 'assigned') and year = 2026 order by id`, [T]);
    const due = proposed.slice(0, CROWD);
    // Of different years, which are settled beside one another; all of them take a number of this one.
    for (const [i, a] of due.entries()) await admin.query(`update assessment set state = 'proposed', proposed_grade = 'good', assessor_account_id = null, year = $2 where id = $1`, [a.id, 2040 + i]);
    await race(due.length, due.map((a, i) => () => act(officials[i]!, 'assessment.confirm', confirmGrade, { assessmentId: a.id, reason: undefined }, { version: a.version })));
    const numbers = await rowsOf<{ number: string }>(admin, `select number from decision where tenant_id = $1 and number like 'CQ-CD-2026-%' order by 1`, [T]);
    expect(new Set(numbers.map((n) => n.number)).size).toBe(numbers.length);
    // None left out either.
    expect(numbers.map((n) => Number(n.number.slice(-4)))).toEqual(numbers.map((_, i) => i + 1));
  });

  it('open one centre for a direction', async () => {
    const head = await auditHead(admin, T);
    const input = { specialtyId: targets.specialtyId, institutionId: targets.institutionId, openedOn: TODAY, document: undefined, name: undefined };
    await race(1, crowd((a) => act(a, 'centre.open', openCentre, input)), ['conflict', 'findings']);
    expect(await rowsOf(admin, `select 1 from centre where tenant_id = $1 and specialty_id = $2 and status <> 'closed'`, [T, targets.specialtyId])).toHaveLength(1);
    expect((await auditOf(admin, { tenantId: T, after: head })).length).toBe(CROWD);
  });

  it('open centres for different directions under codes of their own', async () => {
    const ids = Array.from({ length: CROWD }, () => randomUUID());
    for (const [i, id] of ids.entries()) await admin.query(`insert into specialty (tenant_id, id, class, direction, pinyin) values ($1, $2, 'technical', $3, 'cs')`, [T, id, `并行${i}专业`]);
    await race(CROWD, crowd((a, i) => act(a, 'centre.open', openCentre, { specialtyId: ids[i]!, institutionId: targets.institutionId, openedOn: TODAY, document: undefined, name: undefined })));
    expect(await rowsOf(admin, 'select code from centre where tenant_id = $1 group by 1 having count(*) > 1', [T])).toEqual([]);
  });

  it('assign a centre to one assessor', async () => {
    const input = { year: 2031, centreIds: [targets.begin.centreId], assessorId: targets.assessorId, dueOn: localDate('2026-12-31') };
    await race(1, crowd((a) => act(a, 'assessment.assign', assignAssessments, input)));
    expect(await rowsOf(admin, 'select 1 from assessment where tenant_id = $1 and centre_id = $2 and year = 2031', [T, targets.begin.centreId])).toHaveLength(1);
  });

  it('register somebody once', async () => {
    const input = { name: '钟同时', institutionId: targets.institutionId, title: 'senior' as const, born: localDate('1970-05-01'), employment: 'in-service' as const, headsSpecialty: false, parentLevelExpert: false, isAnother: false, titleSince: undefined, class: undefined, practisesHereSince: undefined };
    await race(1, crowd((a) => act(a, 'person.register', registerPerson, input)), ['invalid']);
  });

  it('choose one rule for a year', async () => {
    const county = await Promise.all(Array.from({ length: CROWD }, () => newActor(admin, 'jinxiang', 'official')));
    const replies = await Promise.all(county.map((a, i) => act(a, 'assessment.choose-rule', chooseYearRule, { year: 2026, gradeRule: i % 2 ? 'score' : 'proportion', reason: '经研究' }, { version: 0 })));
    expect(replies.filter((r) => r.ok)).toHaveLength(1);
    expect(await rowsOf(admin, `select 1 from assessment_year where tenant_id = 'jinxiang' and year = 2026`)).toHaveLength(1);
  });
});

describe('twenty editors of one centre', () => {
  let editors: Actor[];
  beforeAll(async () => {
    editors = await Promise.all(Array.from({ length: CROWD }, (_, i) => newActor(admin, T, i % 2 ? 'secretary' : 'director', { centreId: targets.draft.centreId })));
  });

  it('begin one list', async () => {
    const own = await Promise.all(Array.from({ length: CROWD }, () => newActor(admin, T, 'secretary', { centreId: targets.begin.centreId })));
    await race(1, own.map((a) => () => act(a, 'roster.begin', beginRoster, { centreId: targets.begin.centreId, body: 'committee', kind: 'change', effectiveOn: TODAY })));
  });

  it('lose no edit: those accepted are as many as the versions that the draft went through', async () => {
    const { id } = targets.draft;
    const version = async () => (await oneOf<{ version: number }>(admin, 'select version from roster_change where id = $1', [id])).version;
    const first = await version();
    const people = await rowsOf<{ person_id: string }>(admin, 'select person_id from roster_entry where roster_change_id = $1 order by position', [id]);
    let accepted = 0;
    let tried = 0;
    for (let round = 0; round < EDITS; round += 1) {
      const read = await version();
      const replies = await Promise.all(editors.map((a, i) => act(a, 'roster.save', saveRoster, saveSchema.parse({ changeId: id, edit: 'consent', personId: people[i % people.length]!.person_id, consent: round % 2 ? 'true' : 'false' }), { version: read })));
      tried += replies.length;
      accepted += replies.filter((r) => r.ok).length;
      expect(replies.filter((r) => !r.ok && r.refusal.kind !== 'conflict')).toEqual([]);
      expect(replies.filter((r) => r.ok)).toHaveLength(1);
    }
    expect(await version()).toBe(first + accepted);
    console.log(`races: ${tried} racing edits, ${accepted} accepted, version went up by ${accepted}, 0 lost`);
  }, process.env.PROOF ? 1_800_000 : 120_000);

  it('hand in one result of an assessment', async () => {
    const assessor = await newActor(admin, T, 'assessor');
    const [id, version] = [randomUUID(), 1];
    await admin.query(`insert into assessment (tenant_id, id, centre_id, year, cycle, assessor_account_id) values ($1, $2, $3, 2033, 1, $4)`, [T, id, targets.begin.centreId, assessor.accountId]);
    await race(1, Array.from({ length: CROWD }, () => () => act(assessor, 'assessment.propose', proposeGrade, { assessmentId: id, grade: 'good', comment: '良好', items: {} }, { version })));
    expect(await oneOf(admin, 'select state, version from assessment where id = $1', [id])).toEqual({ state: 'proposed', version: 2 });
  });
});

describe('copies of one submission', () => {
  it('are done once and answered alike, however many come at once', async () => {
    const actor = officials[0]!;
    const head = await auditHead(admin, T);
    const before = (await oneOf<{ n: number }>(admin, 'select count(*)::int as n from person where tenant_id = $1', [T])).n;
    for (let n = 0; n < SUBMISSIONS; n += 1) {
      const key = randomUUID();
      const input = { name: `钟重复${n}`, institutionId: targets.institutionId, title: 'senior' as const, born: localDate('1970-05-01'), employment: 'in-service' as const, headsSpecialty: false, parentLevelExpert: false, isAnother: true, titleSince: undefined, class: undefined, practisesHereSince: undefined };
      const replies = await Promise.all(Array.from({ length: COPIES }, () => act(actor, 'person.register', registerPerson, input, { key })));
      expect(new Set(replies.map((r) => canonicalJson(r))).size).toBe(1);
      expect(replies[0]).toMatchObject({ ok: true });
      // A copy that comes later too.
      expect(await act(actor, 'person.register', registerPerson, input, { key })).toEqual(replies[0]);
    }
    expect((await oneOf<{ n: number }>(admin, 'select count(*)::int as n from person where tenant_id = $1', [T])).n).toBe(before + SUBMISSIONS);
    expect((await auditOf(admin, { tenantId: T, after: head })).map((a) => a.result)).toEqual(Array.from({ length: SUBMISSIONS }, () => 'ok'));
    console.log(`idempotency: ${SUBMISSIONS} submissions × ${COPIES} copies, ${SUBMISSIONS} rows`);
  }, process.env.PROOF ? 1_800_000 : 120_000);

  it('that were refused are answered alike', async () => {
    const key = randomUUID();
    const input = { changeId: targets.submitted.id, opinion: undefined };
    const replies = await Promise.all(Array.from({ length: COPIES }, () => act(officials[0]!, 'roster.approve', approveRoster, input, { key, version: targets.submitted.version })));
    expect(new Set(replies.map((r) => canonicalJson(r))).size).toBe(1);
    expect(replies[0]).toMatchObject({ ok: false, refusal: { kind: 'conflict' } });
    expect(await rowsOf(admin, 'select 1 from submission where key = $1', [key])).toHaveLength(1);
  });

  it('with another body under the same key are a conflict, and are not done', async () => {
    const key = randomUUID();
    const input = (name: string) => ({ name, institutionId: targets.institutionId, title: 'senior' as const, born: localDate('1970-05-01'), employment: 'in-service' as const, headsSpecialty: false, parentLevelExpert: false, isAnother: true, titleSince: undefined, class: undefined, practisesHereSince: undefined });
    const replies = await Promise.all(Array.from({ length: CROWD }, (_, i) => act(officials[0]!, 'person.register', registerPerson, input(`钟异体${i % 2}`), { key })));
    expect(await rowsOf(admin, `select name from person where name like '钟异体_'`)).toHaveLength(1);
    expect(replies.filter((r) => r.ok)).toHaveLength(CROWD / 2);
    for (const r of replies) if (!r.ok) expect(r.refusal.kind).toBe('conflict');
    // The version belongs to the body.
    expect(await act(officials[0]!, 'person.register', registerPerson, input('钟异体0'), { key, version: 3 })).toMatchObject({ ok: false, refusal: { kind: 'conflict' } });
  });

  it('of two people under the same key are two submissions', async () => {
    const key = randomUUID();
    const input = { name: '钟两人', institutionId: targets.institutionId, title: 'senior' as const, born: localDate('1970-05-01'), employment: 'in-service' as const, headsSpecialty: false, parentLevelExpert: false, isAnother: true, titleSince: undefined, class: undefined, practisesHereSince: undefined };
    const replies = await Promise.all([officials[0]!, officials[1]!].map((a) => act(a, 'person.register', registerPerson, input, { key })));
    expect(replies.map((r) => r.ok)).toEqual([true, true]);
    expect(await rowsOf(admin, `select 1 from person where name = '钟两人'`)).toHaveLength(2);
  });
});
