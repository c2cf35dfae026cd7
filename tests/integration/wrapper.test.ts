import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as application from '../../lib/application/actions.ts';
import * as assessment from '../../lib/assessment/actions.ts';
import * as centre from '../../lib/centre/actions.ts';
import * as committee from '../../lib/committee/actions.ts';
import * as conduct from '../../lib/conduct/actions.ts';
import * as decision from '../../lib/decision/actions.ts';
import * as handover from '../../lib/handover/actions.ts';
import * as identity from '../../lib/identity/actions.ts';
import * as institution from '../../lib/institution/actions.ts';
import * as jurisdiction from '../../lib/jurisdiction/actions.ts';
import * as message from '../../lib/message/actions.ts';
import * as notice from '../../lib/notice/actions.ts';
import * as panel from '../../lib/panel/actions.ts';
import * as person from '../../lib/person/actions.ts';
import * as redetermination from '../../lib/redetermination/actions.ts';
import * as selection from '../../lib/selection/actions.ts';
import * as specialty from '../../lib/specialty/actions.ts';
import type { FormAction, FormState } from '../../lib/command.ts';
import { PLATFORM } from '../../lib/db/tenant.ts';
import type { Role } from '../../lib/identity/capabilities.ts';
import { newId } from '../../lib/kernel/ids.ts';
import { actionManifest } from './action-manifest.ts';
import { auditHead, auditOf, fingerprint, makeAccount, oneOf, rowsOf } from './cast.ts';
import type { TestDatabase } from './database.ts';
import { closeSeeded, NOW, openSeeded } from './seeded.ts';
import { targetsOf, type Targets } from './targets.ts';
import { MAY_WRITE } from './who-may.ts';

// The server actions as the browser calls them, by a form and nothing else. What Next would give them stands in here.

const request = vi.hoisted(() => ({ sid: undefined as string | undefined, headers: {} as Record<string, string>, revalidated: [] as string[] }));
vi.mock('next-auth', () => ({ getServerSession: () => Promise.resolve(request.sid ? { sid: request.sid } : null) }));
vi.mock('next/headers', () => ({ headers: () => Promise.resolve(new Headers(request.headers)) }));
vi.mock('next/cache', () => ({ revalidatePath: (path: string) => request.revalidated.push(path) }));
vi.mock('next/navigation', () => ({
  redirect: (to: string) => {
    throw Object.assign(new Error('redirect'), { to });
  },
  notFound: () => {
    throw new Error('not found');
  },
}));

const T = 'chongqing';
const FORMS = process.env.PROOF ? 2000 : 40;
const ACTIONS: Record<string, FormAction> = {
  ...application, ...assessment, ...centre, ...committee, ...conduct, ...decision, ...handover, ...identity, ...institution, ...jurisdiction, ...message, ...notice, ...panel, ...person, ...redetermination, ...selection, ...specialty,
};
const declared = actionManifest().actions;
const each = declared.map(({ name, act }) => [act, ACTIONS[name]!, name] as const);

let database: TestDatabase;
let admin: pg.Client;
let targets: Targets;
beforeAll(async () => {
  process.env.ZHIKONG_NOW = NOW.toISOString();
  ({ database, admin } = await openSeeded());
  targets = await targetsOf(admin, T);
});
afterAll(async () => {
  delete process.env.ZHIKONG_NOW;
  await closeSeeded({ database, admin });
});
beforeEach(() => {
  request.sid = undefined;
  request.headers = {};
  request.revalidated = [];
});

/** Signs a new account in for the requests that follow. */
async function as(role: Role | null, tenantId = T, of: { centreId?: string; institutionId?: string } = {}): Promise<string> {
  const accountId = await makeAccount(admin, role ? [{ tenantId, role, ...of }] : []);
  request.sid = newId();
  await admin.query('insert into session (id, account_id, session_version, created_at, last_seen_at) values ($1, $2, 1, $3, $3)', [request.sid, accountId, NOW]);
  return accountId;
}

function form(fields: Record<string, string | string[]>, envelope: Record<string, string | undefined> = {}): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries({ _jurisdiction: T, _key: randomUUID(), ...envelope })) if (value !== undefined) data.set(name, value);
  for (const [name, value] of Object.entries(fields)) for (const v of [value].flat()) data.append(name, v);
  return data;
}

const send = (action: FormAction, data: FormData): Promise<FormState | { redirect: string }> =>
  action(null, data).catch((error: Error & { to?: string }) => {
    if (error.to !== undefined) return { redirect: error.to };
    throw error;
  });

/** Sees that nothing was written, in no table, but the audit rows given by tenant, act and result. */
async function writesNothing(work: () => Promise<unknown>, expected: { tenant: string; rows: [act: string, result: string][] }[] = []): Promise<void> {
  const before = await fingerprint(admin);
  const tenants = [T, 'zhengzhou', PLATFORM];
  const heads = new Map<string, number>();
  for (const t of tenants) heads.set(t, await auditHead(admin, t));
  await work();
  expect(await fingerprint(admin)).toBe(before);
  for (const t of tenants) {
    const rows = await auditOf(admin, { tenantId: t, after: heads.get(t)! });
    expect([t, rows.map((r) => [r.act, r.result])]).toEqual([t, expected.find((e) => e.tenant === t)?.rows ?? []]);
  }
}

it('are all here', () => {
  expect(each.filter(([, action]) => typeof action !== 'function')).toEqual([]);
  expect(Object.keys(ACTIONS).sort()).toEqual(declared.map((d) => d.name).sort());
});

describe.each(each)('the action of %s', (act, action) => {
  const nobody = { redirect: '/login?error=expired' };
  const none = '没有这个事项，或您没有办理权限';

  it('sends whoever is not signed in to the sign-in, whatever he claims', async () => {
    await writesNothing(async () => {
      expect(await send(action, form({}))).toEqual(nobody);
      request.sid = newId();
      expect(await send(action, form({}))).toEqual(nobody);
      request.sid = 'x';
      request.headers = { authorization: 'Bearer %', cookie: 'zhikong.session=%', 'x-middleware-subrequest': 'proxy:proxy:proxy' };
      expect(await send(action, form({ accountId: randomUUID() }))).toEqual(nobody);
    });
  });

  it('takes a jurisdiction for a claim: without a role there it is not found, and the platform records it', async () => {
    await as('official', 'zhengzhou');
    await writesNothing(async () => expect(await send(action, form({}))).toMatchObject({ message: none }), [{ tenant: PLATFORM, rows: [[act, 'denied']] }]);
    await as(null);
    await writesNothing(async () => expect(await send(action, form({}))).toMatchObject({ message: none }), [{ tenant: PLATFORM, rows: [[act, 'denied']] }]);
    await as('official', 'zhengzhou');
    for (const claim of ['nowhere', 'CHONGQING', '../chongqing', 'chongqing\u0000', '%', '\ud800']) {
      await writesNothing(async () => expect(await send(action, form({}, { _jurisdiction: claim }))).toMatchObject({ message: none }), [{ tenant: PLATFORM, rows: [[act, 'denied']] }]);
    }
  });

  it('tells whoever may never do it nothing of what the form should have held', async () => {
    const role = act === 'account.unlock' ? 'official' : 'audit-admin';
    await as(role);
    await writesNothing(async () => {
      const reply = (await send(action, form({ nonsense: '1' }))) as FormState;
      expect(Object.keys(reply).sort()).toEqual(['key', 'message']);
      expect(reply.message).toBe(none);
    }, [{ tenant: T, rows: [[act, 'denied']] }]);
    const [denial] = await auditOf(admin, { tenantId: T, after: (await auditHead(admin, T)) - 1 });
    expect([denial!.act, denial!.target_type, denial!.target_id]).toEqual([act, 'tenant', T]);
  });

  it('does not take a form without its envelope', async () => {
    await as('official');
    const bad: Record<string, string | undefined>[] = [{ _key: undefined }, { _key: 'x' }, { _key: '' }, { _jurisdiction: undefined }, { _jurisdiction: '' }, { _jurisdiction: 'x'.repeat(65) }, { _version: '-1' }, { _version: 'x' }, { _version: '1.5' }, { _version: '1e99' }];
    await writesNothing(async () => {
      for (const envelope of bad) expect([envelope, await send(action, form({}, envelope))]).toMatchObject([envelope, { message: expect.stringContaining('表单已失效') as unknown }]);
    });
  });

  it('answers any form with words, and writes nothing of one that is not whole', async () => {
    // Somebody who may do it, so that the form is really read.
    const role = (['official', 'secretary', 'assessor', 'host-contact', 'security-admin', 'system-admin'] as const).find((r) => r in MAY_WRITE[act]!)!;
    await as(role, T, role === 'secretary' ? { centreId: targets.draft.centreId } : role === 'host-contact' ? { institutionId: targets.rounds.application!.institutionId } : {});
    const names = ['changeId', 'centreId', 'centreIds', 'centreIds[0]', 'centreIds[]', 'centreIds[4000000]', 'assessmentId', 'decisionId', 'accountId', 'specialtyId', 'institutionId', 'personId', 'posts', 'posts.length', 'edit', 'kind', 'body', 'effectiveOn', 'openedOn', 'dueOn', 'born', 'year', 'grade', 'as', 'host', 'chair', 'reason', 'opinion', 'comment', 'name', 'title', 'level', 'points-1', 'reason-1', 'points-999', 'selectionId', 'applicationId', 'memberId', 'objectionId', 'handoverId', 'sanctionId', 'eventId', 'messageId', 'step', 'given-1', 'place-x', 'interest-x', 'confirmed', 'shown', 'count', '__proto__', '__proto__.polluted', 'constructor.prototype.polluted', 'a.b[0].c', '', '[', 'a]', '$ACTION_ID', 'tenantId', '_tenant'];
    const values = ['', ' ', '\u0000', 'x', '0', '-1', '1e309', 'NaN', 'null', 'true', '[]', '{}', randomUUID(), targets.draft.id, targets.draft.centreId, targets.rounds.reviewing!.id, 'begin', 'edit', '2026-02-30', '2026-12-01', '0000-00-00', 'x'.repeat(5000), '😀'.repeat(400), '\ud800', "'; drop table centre; --", '<script>alert(1)</script>', '=1+1', 'add', 'explain', 'chair', 'good', 'computed', 'committee', '../../etc/passwd', '％００'];
    let state = each.findIndex(([a]) => a === act) + 7;
    const pick = <X>(list: readonly X[]): X => list[(state = (state * 1103515245 + 12345) % 2147483648) % list.length]!;
    const before = await fingerprint(admin);
    for (let i = 0; i < FORMS; i += 1) {
      const fields: Record<string, string | string[]> = {};
      for (let n = 0; n < 1 + (i % 8); n += 1) Object.defineProperty(fields, pick(names), { value: i % 5 === 0 ? [pick(values), pick(values)] : pick(values), enumerable: true, configurable: true, writable: true });
      const before = process.cpuUsage();
      const reply = await send(action, form(fields, i % 3 ? { _version: '1' } : {}));
      // What this process has worked, not what the clock says: another program's stall is not the form's doing.
      expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000);
      if ('redirect' in reply) throw new Error(`a form of ${JSON.stringify(fields)} was done`);
      expect(reply.done).toBeUndefined();
      // Only what the form may show: no text of the database or the program.
      expect(Object.keys(reply).every((k) => ['key', 'submission', 'message', 'findings'].includes(k))).toBe(true);
      expect(JSON.stringify(reply.message ?? '') + JSON.stringify(reply.submission?.error ?? '')).not.toMatch(/prisma|invocation|constraint|Error:|at \w+ \(|node_modules|select |insert /i);
    }
    expect(await fingerprint(admin)).toBe(before);
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });
});

describe('a form that is whole', () => {
  const fields = (name: string) => ({ name, institutionId: targets.institutionId, title: 'senior', born: '1970-05-01', employment: 'in-service' });

  it('is done in the tenant of the membership, whatever else names another', async () => {
    await as('official');
    const [foreign] = await rowsOf<{ id: string }>(admin, `select id from institution where tenant_id = 'zhengzhou' limit 1`);
    request.headers = { 'x-tenant-id': 'zhengzhou', 'x-jurisdiction': 'zhengzhou', cookie: 'tenant=zhengzhou', referer: 'http://localhost/zhengzhou/people/new', 'x-forwarded-host': 'zhengzhou.example' };
    const reply = await send(person.registerPersonAction, form({ ...fields('何属地'), tenantId: 'zhengzhou', tenant_id: 'zhengzhou', _tenant: 'zhengzhou', accountId: randomUUID(), role: 'official', version: '9' }));
    expect(reply).toMatchObject({ done: '何属地已登记' });
    expect(Object.keys(reply).sort()).toEqual(['done', 'key']);
    expect(await rowsOf(admin, `select tenant_id from person where name = '何属地'`)).toEqual([{ tenant_id: T }]);
    expect(request.revalidated).toEqual([`/${T}`]);
    expect(await send(person.registerPersonAction, form({ ...fields('何外地'), institutionId: foreign!.id }))).toMatchObject({ submission: { error: { institutionId: expect.anything() as unknown } } });
  });

  it('is done once for its key, and not at all for a key that has done something else', async () => {
    await as('official');
    const _key = randomUUID();
    // A field without words of its own is told in plain ones.
    expect(await send(person.registerPersonAction, form({ ...fields('何一次'), changeId: 'x', title: '' }))).toMatchObject({ submission: { error: { changeId: ['这一项填写有误，请核对；如果没有填写过，请刷新页面后重试'], title: ['请选择职称'] } } });
    expect(await send(person.registerPersonAction, form(fields('何一次'), { _key }))).toMatchObject({ done: '何一次已登记' });
    expect(await send(person.registerPersonAction, form(fields('何一次'), { _key }))).toMatchObject({ done: '何一次已登记' });
    expect(await rowsOf(admin, `select 1 from person where name = '何一次'`)).toHaveLength(1);
    expect(await send(person.registerPersonAction, form(fields('何两次'), { _key }))).toMatchObject({ message: expect.stringContaining('已经提交过') as unknown });
    expect(await rowsOf(admin, `select 1 from person where name = '何两次'`)).toEqual([]);
  });

  it('of somebody whose session ends or whose role goes while he fills it in is not done', async () => {
    const id = await as('official');
    await admin.query(`update membership set status = 'ended' where account_id = $1`, [id]);
    expect(await send(person.registerPersonAction, form(fields('何离任')))).toMatchObject({ message: '没有这个事项，或您没有办理权限' });
    await as('official');
    await admin.query('update account set session_version = session_version + 1 where id = (select account_id from session where id = $1)', [request.sid]);
    expect(await send(person.registerPersonAction, form(fields('何离任')))).toEqual({ redirect: '/login?error=expired' });
    expect(await oneOf(admin, `select count(*)::int as n from person where name = '何离任'`)).toEqual({ n: 0 });
  });

  it('records the address of the client only where a proxy is trusted', async () => {
    await as('official');
    request.headers = { 'x-forwarded-for': '203.0.113.1, 198.51.100.2' };
    const head = await auditHead(admin, T);
    await send(person.registerPersonAction, form(fields('何地址')));
    process.env.ZHIKONG_TRUST_PROXY = '1';
    await send(person.registerPersonAction, form(fields('何地址二')));
    delete process.env.ZHIKONG_TRUST_PROXY;
    expect(await rowsOf(admin, 'select ip from audit_event where tenant_id = $1 and seq > $2 order by seq', [T, head])).toEqual([{ ip: 'direct' }, { ip: '198.51.100.2' }]);
  });
});
