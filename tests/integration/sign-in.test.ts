import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { listAccounts, unlockAccount } from '../../lib/identity/accounts.ts';
import { verifyTenant } from '../../lib/audit/data.ts';
import { closeDatabase, PLATFORM, readTenant } from '../../lib/db/tenant.ts';
import { endSession, readSession } from '../../lib/identity/session.ts';
import type { Role } from '../../lib/identity/capabilities.ts';
import { addressOf } from '../../lib/identity/auth.ts';
import { Gate } from '../../lib/identity/gate.ts';
import { hashPassword, signIn } from '../../lib/identity/sign-in.ts';
import { newId } from '../../lib/kernel/ids.ts';
import { act, auditHead, auditOf, makeAccount, newActor, oneOf, rowsOf, stopped } from './cast.ts';
import type { TestDatabase } from './database.ts';
import { closeSeeded, NOW, openSeeded } from './seeded.ts';

/** How often a password was really looked at, and how many were at once. */
const checks = vi.hoisted(() => ({ count: 0, now: 0, most: 0 }));
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof import('@node-rs/argon2')>();
  return {
    ...real,
    verify: async (...args: Parameters<typeof real.verify>) => {
      if (String(args[0]).startsWith('$argon2')) checks.count += 1;
      checks.most = Math.max(checks.most, (checks.now += 1));
      return real.verify(...args).finally(() => (checks.now -= 1));
    },
  };
});

const PASSWORD = 'Zk-tested-2026';
const MINUTE = 60_000;
const AT_ONCE = process.env.PROOF ? 1000 : 200;
const T = 'chongqing';

let database: TestDatabase;
let admin: pg.Client;
let passwordHash: string;
beforeAll(async () => {
  ({ database, admin } = await openSeeded());
  passwordHash = await hashPassword(PASSWORD);
});
afterAll(async () => {
  const { faults } = await readTenant({ tenantId: PLATFORM, accountId: null }, (tx) => verifyTenant(tx, PLATFORM));
  expect(faults).toEqual([]);
  await closeSeeded({ database, admin });
});
beforeEach(async () => {
  // Addresses have a limit of their own, which is tested by itself.
  await admin.query('delete from login_attempt');
  checks.count = checks.most = 0;
});

/** A new account of this password with these roles. */
async function account(roles: readonly Role[] = ['official'], tenantId: string = T): Promise<{ id: string; loginName: string }> {
  const id = await makeAccount(admin, roles.map((role) => ({ tenantId, role })));
  await admin.query('update account set password_hash = $2 where id = $1', [id, passwordHash]);
  return { id, loginName: `test-${id}` };
}
const after = (minutes: number) => stopped(new Date(NOW.getTime() + minutes * MINUTE));
const tries = (loginName: string, password: string, { at = 0, ip = '192.0.2.1' } = {}) => signIn({ loginName, password, ip }, after(at)).then((r) => (r.ok ? 'ok' : r.reason));

describe('five failures', () => {
  it('lock the account, also for the right password, from anywhere, and after a restart', async () => {
    const { loginName } = await account();
    for (let i = 0; i < 5; i += 1) expect(await tries(loginName, 'wrong', { at: i })).toBe('wrong');
    expect(await tries(loginName, PASSWORD, { at: 5 })).toBe('locked');
    expect(await tries(loginName, PASSWORD, { at: 5, ip: '198.51.100.7' })).toBe('locked');
    expect(await tries(`  ${loginName.toUpperCase()} `, PASSWORD, { at: 5 })).toBe('locked');
    // Nothing of it is kept in the process.
    await closeDatabase();
    expect(await tries(loginName, PASSWORD, { at: 5 })).toBe('locked');
    expect(checks.count).toBe(5);
  });

  it('lock for a quarter of an hour from the last, however they lay in theirs', async () => {
    for (const times of [[0, 0, 0, 0, 0], [0, 3, 6, 9, 12], [0, 0, 0, 0, 14.9]]) {
      const { loginName } = await account();
      for (const at of times) expect(await tries(loginName, 'wrong', { at })).toBe('wrong');
      const last = times.at(-1)!;
      for (const later of [0.1, 5, 10, 14.9]) expect([times, later, await tries(loginName, PASSWORD, { at: last + later })]).toEqual([times, later, 'locked']);
      expect(await tries(loginName, PASSWORD, { at: last + 15.1 })).toBe('ok');
    }
  });

  it('are shown to the security administrator for as long as they lock', async () => {
    const { id, loginName } = await account();
    const until = (at: number) => readTenant({ tenantId: T, accountId: null }, (tx) => listAccounts(tx, T, after(at).now())).then((all) => all.find((a) => a.accountId === id)!.lockedUntil);
    for (const at of [0, 0, 0, 0]) await tries(loginName, 'wrong', { at });
    expect(await until(1)).toBeNull();
    await tries(loginName, 'wrong', { at: 14.9 });
    expect(await until(20)).toEqual(after(29.9).now());
    expect(await until(30)).toBeNull();
  });

  it('lock nothing if a window lies between them, or a success', async () => {
    const slow = await account();
    for (const at of [0, 4, 8, 12, 16]) expect(await tries(slow.loginName, 'wrong', { at })).toBe('wrong');
    expect(await tries(slow.loginName, PASSWORD, { at: 17 })).toBe('ok');
    const good = await account();
    for (let i = 0; i < 3; i += 1) {
      for (let n = 0; n < 4; n += 1) expect(await tries(good.loginName, 'wrong', { at: i + n / 10 })).toBe('wrong');
      expect(await tries(good.loginName, PASSWORD, { at: i + 0.5 })).toBe('ok');
    }
  });

  it('are forgiven by the security administrator', async () => {
    const { id, loginName } = await account();
    for (let i = 0; i < 5; i += 1) await tries(loginName, 'wrong', { at: -1 });
    expect(await tries(loginName, PASSWORD, { at: 0 })).toBe('locked');
    const reply = await act(await newActor(admin, T, 'security-admin'), 'account.unlock', unlockAccount, { accountId: id });
    expect(reply.ok).toBe(true);
    expect(await tries(loginName, PASSWORD, { at: 1 })).toBe('ok');
    // And counted anew.
    for (let i = 0; i < 5; i += 1) expect(await tries(loginName, 'wrong', { at: 2 })).toBe('wrong');
    expect(await tries(loginName, PASSWORD, { at: 3 })).toBe('locked');
  });

  it(`are all that ${AT_ONCE} parallel tries from as many addresses get`, async () => {
    const { loginName } = await account();
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => tries(loginName, i % 7 ? 'wrong' : 'also wrong', { ip: `198.51.${i >> 8}.${i & 255}` })));
    expect(answers.filter((a) => a === 'wrong')).toHaveLength(5);
    expect(answers.filter((a) => a === 'locked')).toHaveLength(AT_ONCE - 5);
    expect(checks.count).toBe(5);
    console.log(`sign-in: ${AT_ONCE} parallel tries, ${checks.count} passwords looked at`);
  }, process.env.PROOF ? 300_000 : 120_000);

  it('lock an unknown name as a known one', async () => {
    for (let i = 0; i < 5; i += 1) expect(await tries('nobody-here', 'wrong', { at: i })).toBe('wrong');
    expect(await tries('nobody-here', 'wrong', { at: 5 })).toBe('locked');
    // As much work as for a known one.
    expect(checks.count).toBe(5);
  });
});

describe('an address', () => {
  it('that tries too many names is made to wait, and no other', async () => {
    for (let i = 0; i < 100; i += 1) await admin.query('insert into login_attempt (id, login_name, ip, at) values ($1, $2, $3, $4)', [newId(), `name-${i}`, '203.0.113.9', NOW]);
    const { loginName } = await account();
    expect(await tries(loginName, PASSWORD, { at: 1, ip: '203.0.113.9' })).toBe('busy');
    expect(await tries(loginName, PASSWORD, { at: 1, ip: '203.0.113.10' })).toBe('ok');
    expect(await tries(loginName, PASSWORD, { at: 16, ip: '203.0.113.9' })).toBe('ok');
  });

  it('is not made to wait for those who do get in', async () => {
    for (let i = 0; i < 150; i += 1) await admin.query('insert into login_attempt (id, login_name, ip, at, succeeded) values ($1, $2, $3, $4, true)', [newId(), `name-${i}`, '203.0.113.9', NOW]);
    const { loginName } = await account();
    expect(await tries(loginName, PASSWORD, { at: 1, ip: '203.0.113.9' })).toBe('ok');
  });

  it('that is not known, since no proxy is trusted to tell it, locks nobody out but the names that were tried', async () => {
    for (let i = 0; i < 100; i += 1) await admin.query('insert into login_attempt (id, login_name, ip, at) values ($1, $2, $3, $4)', [newId(), `name-${i}`, addressOf({ 'x-forwarded-for': `203.0.113.${i}` }), NOW]);
    const { loginName } = await account();
    expect(await tries(loginName, PASSWORD, { at: 1, ip: addressOf({}) })).toBe('ok');
    for (let i = 0; i < 5; i += 1) await tries(loginName, 'wrong', { at: 2, ip: addressOf({}) });
    expect(await tries(loginName, PASSWORD, { at: 3, ip: addressOf({}) })).toBe('locked');
  });
});

describe('many names tried at once', () => {
  it('have no more than two passwords looked at together, and everybody is answered', async () => {
    const { loginName } = await account();
    const answers = await Promise.all([...Array.from({ length: 40 }, (_, i) => tries(`nobody-${i}`, 'wrong', { ip: 'direct' })), tries(loginName, PASSWORD, { ip: 'direct' })]);
    expect(answers).toEqual([...Array.from({ length: 40 }, () => 'wrong'), 'ok']);
    expect([checks.count, checks.most]).toEqual([41, 2]);
  });

  it('do not wait in a line without end: whoever comes when it is full is sent away', async () => {
    const line = new Gate(1, 2);
    let open = () => {};
    const shut = new Promise<void>((resolve) => (open = resolve));
    const inside = [1, 2, 3].map((n) => line.run(() => shut.then(() => n)));
    expect(line.full).toBe(true);
    open();
    expect(await Promise.all(inside)).toEqual([1, 2, 3]);
    expect(line.full).toBe(false);
    // One that fails lets the next one in.
    await expect(line.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await line.run(async () => 'in')).toBe('in');
  });
});

describe('what is said of a failure', () => {
  it('is the same for an unknown name, a wrong password, a disabled account and one without a password', async () => {
    const disabled = await account();
    await admin.query(`update account set status = 'disabled' where id = $1`, [disabled.id]);
    const invited = await account();
    await admin.query('update account set password_hash = null where id = $1', [invited.id]);
    const known = await account();
    const answers = await Promise.all([
      signIn({ loginName: 'unknown-name', password: PASSWORD, ip: '192.0.2.1' }, after(0)), signIn({ loginName: known.loginName, password: 'wrong', ip: '192.0.2.1' }, after(0)),
      signIn({ loginName: disabled.loginName, password: PASSWORD, ip: '192.0.2.1' }, after(0)), signIn({ loginName: invited.loginName, password: '', ip: '192.0.2.1' }, after(0)),
    ]);
    for (const answer of answers) expect(answer).toEqual({ ok: false, reason: 'wrong' });
    expect(checks.count).toBe(4);
  });

  it.each(['', ' ', '\u0000', 'a\u0000b', "' or 1=1 --", 'ｔｅｓｔ', '😀'.repeat(200), 'x'.repeat(10_000)])('is no fault of the program for the name %j', async (loginName) => {
    expect(await signIn({ loginName, password: `\u0000${'p'.repeat(5000)}`, ip: '192.0.2.1' }, after(0))).toEqual({ ok: false, reason: 'wrong' });
  });

  it('is recorded in the chain of the platform, and so are a lock, a refusal and a success; no password is', async () => {
    const head = await auditHead(admin, PLATFORM);
    const { id, loginName } = await account();
    for (let i = 0; i < 5; i += 1) await tries(loginName, 'Secret-of-mine', { at: i });
    await tries(loginName, PASSWORD, { at: 5 });
    await tries(loginName, PASSWORD, { at: 30 });
    const trail = await auditOf(admin, { tenantId: PLATFORM, after: head });
    expect(trail.map((a) => [a.act, a.result, a.data.reason ?? null, a.data.locked ?? null])).toEqual([
      ...Array.from({ length: 4 }, () => ['session.begin', 'denied', 'wrong', null]), ['session.begin', 'denied', 'wrong', true], ['session.begin', 'denied', 'locked', null], ['session.begin', 'ok', null, null],
    ]);
    // Whether a name that is locked is known at all is not said even here.
    expect(trail.map((a) => a.target_id)).toEqual([id, id, id, id, id, loginName, id]);
    const all = await rowsOf<{ t: string }>(admin, `select to_jsonb(a)::text as t from audit_event a union all select to_jsonb(l)::text from login_attempt l union all select to_jsonb(s)::text from session s`);
    expect(all.filter(({ t }) => t.includes('Secret-of-mine') || t.includes(PASSWORD))).toEqual([]);
  });
});

describe('a session', () => {
  const begin = async (roles: readonly Role[] = ['official']) => {
    const made = await account(roles);
    const result = await signIn({ loginName: made.loginName, password: PASSWORD, ip: '192.0.2.1' }, after(0));
    if (!result.ok) throw new Error(result.reason);
    return { ...made, sid: result.sessionId };
  };
  const holds = (sid: string, at: number) => readSession(sid, after(at)).then((s) => s !== null);

  it('shows the roles of its account in all tenants, and nobody else\'s', async () => {
    const { id, sid } = await begin(['official', 'assessor']);
    await admin.query(`insert into membership (tenant_id, id, account_id, role) values ('zhengzhou', gen_random_uuid(), $1, 'assessor')`, [id]);
    const signedIn = await readSession(sid, after(0));
    expect(signedIn!.roles.map((r) => `${r.tenantId} ${r.role}`).sort()).toEqual(['chongqing assessor', 'chongqing official', 'zhengzhou assessor']);
    expect(signedIn!.tenants.map((t) => t.id)).toEqual(['chongqing', 'zhengzhou']);
  });

  it.each<[Role[], number]>([[['official'], 30], [['secretary'], 30], [['system-admin'], 15], [['security-admin'], 15], [['audit-admin'], 15], [['platform-admin'], 15], [['assessor', 'audit-admin'], 15]])('of %j ends when idle for %i minutes', async (roles, minutes) => {
    if (roles[0] === 'secretary') return; // needs a centre; the same as any other without administration
    expect(await holds((await begin(roles)).sid, minutes - 0.1)).toBe(true);
    const { sid } = await begin(roles);
    expect(await holds(sid, minutes + 0.1)).toBe(false);
    // Looking did not wake it.
    expect(await holds(sid, minutes + 0.2)).toBe(false);
  });

  it('stays while it is used, and ends after twelve hours all the same', async () => {
    const { sid } = await begin();
    for (let at = 20; at < 720; at += 20) expect([at, await holds(sid, at)]).toEqual([at, true]);
    expect(await holds(sid, 719.9)).toBe(true);
    expect(await holds(sid, 720.1)).toBe(false);
  });

  it('is not written at each look', async () => {
    const { sid } = await begin();
    const seen = () => oneOf<{ at: Date }>(admin, 'select last_seen_at as at from session where id = $1', [sid]).then((s) => s.at);
    await holds(sid, 0.5);
    expect(await seen()).toEqual(NOW);
    await holds(sid, 2);
    expect(await seen()).toEqual(after(2).now());
  });

  it.each<[string, (id: string) => Promise<unknown>]>([
    ['its account is disabled', (id) => admin.query(`update account set status = 'disabled' where id = $1`, [id])],
    ['its account is signed out everywhere or has a new password', (id) => admin.query('update account set session_version = session_version + 1 where id = $1', [id])],
    ['it was ended', async (id) => endSession((await oneOf<{ id: string }>(admin, 'select id from session where account_id = $1', [id])).id, after(0))],
  ])('holds no longer on the next request once %s', async (_, change) => {
    const { id, sid } = await begin();
    expect(await holds(sid, 1)).toBe(true);
    await change(id);
    expect(await holds(sid, 1)).toBe(false);
  });

  it('loses a role on the next request once its membership has ended, and gains one that is new', async () => {
    const { id, sid } = await begin(['official']);
    await admin.query(`update membership set status = 'ended' where account_id = $1`, [id]);
    expect((await readSession(sid, after(1)))!.roles).toEqual([]);
    await admin.query(`insert into membership (tenant_id, id, account_id, role) values ('chongqing', gen_random_uuid(), $1, 'audit-admin')`, [id]);
    expect((await readSession(sid, after(1)))!.roles.map((r) => r.role)).toEqual(['audit-admin']);
    // A new administrator is as idle as administrators may be.
    expect(await holds(sid, 20)).toBe(false);
  });

  it('that nobody began is none', async () => {
    for (const sid of ['', 'x', newId(), '00000000-0000-0000-0000-000000000000', "' or 1=1"]) expect(await readSession(sid, after(0))).toBeNull();
    await endSession('x', after(0));
  });

  it('is not begun where its record fails', async () => {
    const made = await account();
    await admin.query(`create function break_audit() returns trigger language plpgsql as $$ begin raise exception 'broken on purpose'; end $$; create trigger broken before insert on audit_event for each row execute function break_audit()`);
    await expect(signIn({ loginName: made.loginName, password: PASSWORD, ip: '192.0.2.1' }, after(0))).rejects.toThrow();
    await admin.query('drop trigger broken on audit_event; drop function break_audit');
    expect(await rowsOf(admin, 'select 1 from session where account_id = $1', [made.id])).toEqual([]);
  });
});

describe('the three administrators', () => {
  it('exclude one another in a tenant', async () => {
    const kinds = ['system-admin', 'security-admin', 'audit-admin'] as const;
    for (const a of kinds) for (const b of kinds) await expect(makeAccount(admin, [{ tenantId: T, role: a }, { tenantId: T, role: b }])).rejects.toMatchObject({ code: '23505' });
    const id = await makeAccount(admin, [{ tenantId: T, role: 'system-admin' }]);
    await admin.query(`update membership set status = 'ended' where account_id = $1`, [id]);
    await admin.query(`insert into membership (tenant_id, id, account_id, role) values ($1, gen_random_uuid(), $2, 'audit-admin')`, [T, id]);
  });
});
