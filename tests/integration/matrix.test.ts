import { existsSync, readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignAssessments, chooseYearRule, confirmGrade, proposeGrade, returnAssessment, saveAssessment } from '../../lib/assessment/mutations.ts';
import { openCentre } from '../../lib/centre/mutations.ts';
import { approveRoster, beginRoster, returnRoster, saveRoster, submitRoster, withdrawRoster } from '../../lib/committee/mutations.ts';
import { closeDatabase } from '../../lib/db/tenant.ts';
import { decide } from '../../lib/decision/mutations.ts';
import { unlockAccount } from '../../lib/identity/accounts.ts';
import { CAPABILITIES, isAllowed, RELATIONS, relationOf, ROLES, type Act, type Role } from '../../lib/identity/capabilities.ts';
import { actorIn } from '../../lib/identity/loaders.ts';
import { perform, type Mutation, type Reply } from '../../lib/identity/perform.ts';
import type { SignedIn } from '../../lib/identity/session.ts';
import { registerInstitution } from '../../lib/institution/mutations.ts';
import { uploadText } from '../../lib/jurisdiction/mutations.ts';
import { newId } from '../../lib/kernel/ids.ts';
import { localDate } from '../../lib/kernel/local-date.ts';
import { registerPerson } from '../../lib/person/mutations.ts';
import { addSpecialty } from '../../lib/specialty/mutations.ts';
import { actionManifest, ROOT } from './action-manifest.ts';
import { auditOf, fingerprint, makeAccount, signedInAs, stopped, type Holding } from './cast.ts';
import type { TestDatabase } from './database.ts';
import { seededDatabase, TODAY } from './seeded.ts';
import { targetsOf, type Targets } from './targets.ts';
import { expected, MAY_READ, MAY_WRITE } from './who-may.ts';

const roles = Object.keys(ROLES) as Role[];
const acts = Object.keys(MAY_WRITE) as Act[];

describe('the table of capabilities', () => {
  it('knows the acts that are tested here and no others', () => {
    expect(Object.keys(CAPABILITIES).sort()).toEqual([...Object.keys(MAY_WRITE), ...Object.keys(MAY_READ)].sort());
  });

  it('allows exactly what is written down here, for every act, role and relation', () => {
    const wrong = Object.keys(CAPABILITIES).flatMap((act) => roles.flatMap((role) => RELATIONS.filter((relation) => isAllowed(act as Act, role, relation) !== expected(act, role, relation)).map((relation) => `${act} ${role} ${relation}`)));
    expect(wrong).toEqual([]);
  });

  it('tells six relations apart', () => {
    const parents: Record<string, string> = { chongqing: 'national', zhengzhou: 'national', wanzhou: 'chongqing' };
    const held = { tenantId: 'chongqing', role: 'director' as const, centreId: 'c', institutionId: null, office: null };
    const to = (tenantId: string, more = {}, role = held as Parameters<typeof relationOf>[0]) => relationOf(role, 'me', { tenantId, ...more }, (t) => parents[t] ?? null);
    expect([to('chongqing', { centreId: 'c' }), to('chongqing', { centreId: 'd' }), to('chongqing'), to('wanzhou', { centreId: 'c' }), to('national'), to('zhengzhou', { centreId: 'c' }), to('elsewhere', { centreId: 'c' })]).toEqual(
      ['own', 'tenant', 'tenant', 'parent', 'child', 'sibling', 'unrelated'],
    );
    const contact = { ...held, role: 'host-contact' as const, centreId: null, institutionId: 'h' };
    expect([to('chongqing', { hostId: 'h' }, contact), to('chongqing', { hostId: 'i' }, contact), to('chongqing', {}, contact)]).toEqual(['own', 'tenant', 'tenant']);
    const assessor = { ...held, role: 'assessor' as const, centreId: null };
    expect([to('chongqing', { assigneeId: 'me' }, assessor), to('chongqing', { assigneeId: 'you' }, assessor), to('chongqing', { assigneeId: null }, assessor)]).toEqual(['own', 'tenant', 'tenant']);
    // What is assigned to somebody is his own as an assessor, not as anything else.
    expect(to('chongqing', { assigneeId: 'me' }, { ...held, centreId: null })).toBe('tenant');
  });
});

interface Case {
  mutation: Mutation<never>;
  /** What a form of the tenant would hold, complete and valid; null where the tenant has no such thing. */
  input(t: Targets): { input: unknown; version: number | null } | null;
  /** The same with ids that do not exist; undefined where the form names nothing. */
  missing?(t: Targets): { input: unknown; version: number | null };
}

const plain = <I>(mutation: Mutation<I>, input: Case['input'], missing?: Case['missing']): Case => ({ mutation: mutation as unknown as Mutation<never>, input, ...(missing ? { missing } : {}) });
const nowhere = () => randomUUID();
/** A full sheet without deductions, and a grade with a word beside it: whichever the regulation asks for. */
const results = { items: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [String(i + 1), { points: [3, 3, 3, 3, 5, 5, 5, 5, 5, 5, 6, 7, 6, 6, 5, 5, 5, 4, 5, 5, 4][i]! }])), comment: '工作正常' };

const CASES: Readonly<Record<string, Case>> = {
  'centre.open': plain(openCentre, (t) => ({ input: { specialtyId: t.specialtyId, institutionId: t.tenantId === 'qingpu' ? undefined : t.institutionId, openedOn: TODAY }, version: null }), (t) => ({ input: { specialtyId: nowhere(), institutionId: t.institutionId, openedOn: TODAY }, version: null })),
  'specialty.add': plain(addSpecialty, () => ({ input: { class: 'clinical', field: undefined, direction: '海岛医学专业' }, version: null })),
  'institution.register': plain(registerInstitution, () => ({ input: { name: '测试医院', level: '3A', kind: 'general', region: '市级', newlyOpened: false }, version: null })),
  'roster.begin': plain(beginRoster, (t) => ({ input: { ...t.begin, kind: 'change', effectiveOn: TODAY }, version: null }), () => ({ input: { centreId: nowhere(), body: 'committee', kind: 'change', effectiveOn: TODAY }, version: null })),
  'roster.save': plain(saveRoster, (t) => ({ input: { edit: 'consent-all', changeId: t.draft.id }, version: t.draft.version }), () => ({ input: { edit: 'consent-all', changeId: nowhere() }, version: 1 })),
  'roster.submit': plain(submitRoster, (t) => ({ input: { changeId: t.draft.id }, version: t.draft.version }), () => ({ input: { changeId: nowhere() }, version: 1 })),
  'roster.withdraw': plain(withdrawRoster, (t) => ({ input: { changeId: t.draft.id }, version: t.draft.version }), () => ({ input: { changeId: nowhere() }, version: 1 })),
  'roster.approve': plain(approveRoster, (t) => ({ input: { changeId: t.submitted.id, expiresOn: localDate('2028-12-31') }, version: t.submitted.version }), () => ({ input: { changeId: nowhere() }, version: 1 })),
  'roster.return': plain(returnRoster, (t) => ({ input: { changeId: t.submitted.id, opinion: '请补充材料' }, version: t.submitted.version }), () => ({ input: { changeId: nowhere(), opinion: '请补充材料' }, version: 1 })),
  'person.register': plain(
    registerPerson,
    (t) => ({ input: { name: '程一鸣', institutionId: t.institutionId, title: 'senior', born: localDate('1975-01-01'), employment: 'in-service', headsSpecialty: false, isAnother: false }, version: null }),
    () => ({ input: { name: '程一鸣', institutionId: nowhere(), title: 'senior', born: localDate('1975-01-01'), employment: 'in-service', headsSpecialty: false, isAnother: false }, version: null }),
  ),
  'assessment.assign': plain(
    assignAssessments,
    (t) => ({ input: { year: 2031, centreIds: [t.begin.centreId], assessorId: t.assessorId, dueOn: localDate('2026-12-31') }, version: null }),
    () => ({ input: { year: 2031, centreIds: [nowhere()], assessorId: nowhere(), dueOn: localDate('2026-12-31') }, version: null }),
  ),
  'assessment.save': plain(saveAssessment, (t) => t.assigned && { input: { assessmentId: t.assigned.id, grade: undefined, ...results }, version: t.assigned.version }, () => ({ input: { assessmentId: nowhere(), ...results }, version: 1 })),
  'assessment.propose': plain(proposeGrade, (t) => t.assigned && { input: { assessmentId: t.assigned.id, grade: 'qualified', ...results }, version: t.assigned.version }, () => ({ input: { assessmentId: nowhere(), grade: 'qualified', ...results }, version: 1 })),
  'assessment.return': plain(returnAssessment, (t) => t.proposed && { input: { assessmentId: t.proposed.id, reason: '请复核' }, version: t.proposed.version }, () => ({ input: { assessmentId: nowhere(), reason: '请复核' }, version: 1 })),
  'assessment.confirm': plain(confirmGrade, (t) => t.proposed && { input: { assessmentId: t.proposed.id }, version: t.proposed.version }, () => ({ input: { assessmentId: nowhere() }, version: 1 })),
  // The year is the tenant's own, whoever asks: its form names nothing that another tenant could own.
  'assessment.choose-rule': plain(chooseYearRule, () => ({ input: { year: 2026, gradeRule: 'score', reason: '按附件分数线认定' }, version: 0 })),
  'decision.confirm': plain(decide, (t) => t.decision && { input: { decisionId: t.decision.id, as: 'computed', effectiveOn: t.decision.effectiveOn, rectifyBy: localDate('2027-12-31') }, version: t.decision.version }, () => ({ input: { decisionId: nowhere(), as: 'computed', effectiveOn: TODAY }, version: 1 })),
  'regulation.upload': plain(
    uploadText,
    (t) => ({ input: { profileId: t.profileId, file: { name: '全文.txt', base64: Buffer.from('第一条 甲\n第二条 乙\n第三条 丙\n').toString('base64') } }, version: null }),
    () => ({ input: { profileId: 'nowhere-2026', file: { name: '全文.txt', base64: Buffer.from('第一条 甲').toString('base64') } }, version: null }),
  ),
  'account.unlock': plain(unlockAccount, (t) => ({ input: { accountId: t.accountId }, version: null }), () => ({ input: { accountId: nowhere() }, version: null })),
};

class TakenBack extends Error {}

/** The mutation as it is, except that what it writes is taken back: a cell of the matrix must not change the next one. */
const takenBack = (mutation: Mutation<never>): Mutation<never> => async (work, input) => {
  const result = await mutation(work, input);
  if (result.ok) throw new TakenBack();
  return result;
};

/** What became of a request: "ok", or the kind of its refusal. */
async function answer(work: () => Promise<Reply>): Promise<string> {
  try {
    const reply = await work();
    return reply.ok ? 'ok' : reply.refusal.kind;
  } catch (error) {
    if (error instanceof TakenBack) return 'ok';
    throw error;
  }
}

/** Where the acts are tried; only Jinxiang has two grades to choose between. All jurisdictions run with `npm run proof`. */
const bases: Record<string, Act[]> = process.env.PROOF
  ? { chongqing: acts, zhengzhou: acts, jinxiang: acts, qingpu: acts }
  : { chongqing: acts, jinxiang: ['assessment.propose', 'assessment.confirm', 'assessment.choose-rule'] };
let cells = 0;
const succeeded = new Map<string, string[]>();

describe.each(Object.entries(bases))('the matrix of %s', (base, tried) => {
  const isLast = base === Object.keys(bases).at(-1);
  const sibling = base === 'zhengzhou' ? 'chongqing' : 'zhengzhou';
  const parent = 'national';
  const stranger = 'county-001';
  let database: TestDatabase;
  let admin: pg.Client;
  const targets = new Map<string, Targets>();
  const principals = new Map<string, SignedIn>();
  let still: string;

  beforeAll(async () => {
    database = await seededDatabase();
    process.env.DATABASE_URL = database.appUrl;
    admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
    for (const id of [base, parent]) targets.set(id, await targetsOf(admin, id));
    for (const tenantId of [base, parent, sibling, stranger]) {
      const t = targets.get(tenantId);
      for (const role of roles) {
        const isCentre = role === 'director' || role === 'secretary';
        const anyCentre = async () => (await admin.query<{ id: string }>('select id from centre where tenant_id = $1 order by id limit 1', [tenantId])).rows[0]!.id;
        const anyHouse = async () => (await admin.query<{ id: string }>('select id from institution where tenant_id = $1 order by id limit 1', [tenantId])).rows[0]!.id;
        const hold = (of: Partial<Holding>): Holding => ({ tenantId, role, ...of });
        const own = isCentre ? (t?.centreIds ?? [await anyCentre()]).map((centreId) => hold({ centreId }))
          : role === 'host-contact' ? (t?.hostIds.length ? t.hostIds : [await anyHouse()]).map((institutionId) => hold({ institutionId }))
          : [hold({})];
        const other = isCentre ? hold({ centreId: t?.otherCentreId ?? (await anyCentre()) }) : role === 'host-contact' ? hold({ institutionId: t?.otherInstitutionId ?? (await anyHouse()) }) : hold({});
        for (const [which, holdings] of [['own', own], ['other', [other]]] as const) {
          const id = await makeAccount(admin, holdings, `${tenantId} ${role} ${which}`);
          principals.set(`${tenantId} ${role} ${which}`, await signedInAs(admin, id));
          if (role === 'assessor' && which === 'own' && t) {
            await admin.query('update assessment set assessor_account_id = $1 where tenant_id = $2 and id = any ($3)', [id, tenantId, [t.assigned?.id, t.proposed?.id].filter(Boolean)]);
          }
        }
      }
    }
    still = await fingerprint(admin);
  });
  afterAll(async () => {
    await closeDatabase();
    await admin.end();
    await database.drop();
    if (isLast) console.log(`authorisation matrix: ${cells} cells tried (${acts.length} acts × ${roles.length} roles × ${RELATIONS.length} relations × ways in; ${Object.keys(bases).join(', ')})`);
  });

  /** One cell: what came out, and that it left exactly the trace it should and nothing else. */
  async function cell(name: string, actor: NonNullable<ReturnType<typeof actorIn>>, act: Act, request: { input: unknown; version: number | null }, { back }: { back: boolean }, allowed: readonly string[]): Promise<string[]> {
    cells += 1;
    const requestId = newId();
    const mutation = CASES[act]!.mutation;
    const got = await answer(() => perform({ ...actor, requestId }, act, back ? takenBack(mutation) : mutation, request.input as never, { key: randomUUID(), version: request.version }, stopped()));
    if (got === 'ok' && back) succeeded.set(act, [...(succeeded.get(act) ?? []), name]);
    const faults = allowed.includes(got) ? [] : [`${name}: ${got}`];
    // What was taken back leaves no trace; any refusal leaves one, in the tenant in which it was tried.
    const rows = await auditOf(admin, { requestId });
    const trail = rows.map((a) => `${a.tenant_id} ${a.act} ${a.result}`);
    if (got === 'denied' && rows.some((a) => a.target_type === '' || a.target_id === '')) faults.push(`${name}: the record of the denial does not say of what`);
    const wanted = got === 'ok' ? (back ? [] : [`${actor.tenantId} ${act} ok`]) : [`${actor.tenantId} ${act} ${got === 'denied' ? 'denied' : 'refused'}`];
    if (trail.join() !== wanted.join()) faults.push(`${name}: audit ${trail.join() || 'empty'} instead of ${wanted.join() || 'nothing'}`);
    return faults;
  }

  describe.each(tried)('%s', (act) => {
    const { input, missing } = CASES[act]!;

    it.each(roles)('by %s', async (role) => {
      const faults: string[] = [];
      const here = input(targets.get(base)!);
      const above = input(targets.get(parent)!);
      const as = (tenantId: string, which = 'own') => principals.get(`${tenantId} ${role} ${which}`)!;

      // In the tenant itself: with one's own, and with another's.
      for (const [relation, which] of [['own', 'own'], ['tenant', 'other']] as const) {
        const actor = actorIn(as(base, which), base, '192.0.2.1')!;
        // A role that names nothing has nothing of its own but the work that is given to it.
        const may = expected(act, role, relation);
        if (here) faults.push(...(await cell(`${role} ${relation}`, actor, act, here, { back: may }, may ? ['ok', 'not-allowed-now', 'invalid', 'findings'] : ['denied'])));
        if (missing) faults.push(...(await cell(`${role} ${relation}, no such id`, actor, act, missing(targets.get(base)!), { back: false }, may ? ['not-found', 'invalid', 'not-allowed-now'] : ['denied', 'not-found'])));
      }

      // Across tenants, by every way there is.
      for (const [relation, from, to, request] of [['parent', parent, base, here], ['child', base, parent, above], ['sibling', sibling, base, here], ['unrelated', stranger, base, here]] as const) {
        expect(expected(act, role, relation)).toBe(false);
        // The jurisdiction that a form claims is none of the account's.
        if (actorIn(as(from), to, '192.0.2.1') !== null) faults.push(`${role} ${relation}: found an actor in ${to}`);
        if (!request) continue;
        // Even with the tenant already set, a role of another tenant carries nothing.
        const forged = { ...actorIn(as(from), from, '192.0.2.1')!, tenantId: to };
        faults.push(...(await cell(`${role} ${relation}, with the tenant forged`, forged, act, request, { back: false }, ['denied'])));
        // In one's own tenant, with the other's ids in the form.
        if (!missing) continue;
        const at = actorIn(as(from), from, '192.0.2.1')!;
        faults.push(...(await cell(`${role} ${relation}, with foreign ids`, at, act, request, { back: false }, expected(act, role, 'own') ? ['not-found', 'invalid', 'not-allowed-now', 'denied'] : ['denied', 'not-found'])));
      }
      expect(faults).toEqual([]);
      expect(await fingerprint(admin)).toBe(still);
    });
  });

  it('lets each act succeed for somebody: what was denied was not denied for a fault in the form', () => {
    const never = tried.filter((act) => CASES[act]!.input(targets.get(base)!) && !succeeded.get(act)?.length);
    const impossible: Record<string, string[]> = {
      // Only Jinxiang ranks as well as scores.
      chongqing: ['assessment.choose-rule'], zhengzhou: ['assessment.choose-rule'], qingpu: ['assessment.choose-rule', 'assessment.assign'], jinxiang: [],
    };
    expect(never.filter((act) => !impossible[base]!.includes(act))).toEqual([]);
    if (isLast) expect([...succeeded.keys()].sort()).toEqual([...acts].sort());
  });
});

describe('server actions', () => {
  const { actions, faults } = actionManifest();

  it('stand only in lib/<noun>/actions.ts and are made by command() with an act of the table', () => {
    expect(faults).toEqual([]);
    expect(actions.length).toBeGreaterThanOrEqual(16);
  });

  it('are one for each act that writes', () => {
    expect(actions.map((a) => a.act).sort()).toEqual([...acts].sort());
  });

  it('run the mutation that the matrix drives for that act', () => {
    for (const { act, run } of actions) expect(`${act} ${CASES[act]!.mutation.name}`).toBe(`${act} ${run}`);
  });

  const manifest = path.join(ROOT, '.next/server/server-reference-manifest.json');
  it('are all that the build has made callable', () => {
    expect(existsSync(manifest), 'there is no build: npm test -- build').toBe(true);
    const { node, edge } = JSON.parse(readFileSync(manifest, 'utf8')) as Record<'node' | 'edge', Record<string, { exportedName: string; filename: string }>>;
    expect(Object.keys(edge)).toEqual([]);
    const built = Object.values(node).map((a) => `${a.filename}#${a.exportedName}`);
    expect(built.length).toBeGreaterThan(0);
    const known = new Set(actions.map((a) => `${a.file}#${a.name}`));
    expect(built.filter((a) => !known.has(a))).toEqual([]);
  });
});
