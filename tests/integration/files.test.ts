import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { detachFile } from '../../lib/application/mutations.ts';
import { closeDatabase } from '../../lib/db/tenant.ts';
import { newId } from '../../lib/kernel/ids.ts';
import { sweep } from '../../scripts/sweep.ts';
import { act, existingActor, makeAccount, oneOf, rowsOf } from './cast.ts';
import type { TestDatabase } from './database.ts';
import { seededDatabase, TODAY } from './seeded.ts';

// The routes of attachments as a browser meets them; who is signed in is set here.
const signedIn = vi.hoisted(() => ({ sid: null as string | null }));
vi.hoisted(() => (process.env.ZHIKONG_NOW = '2026-11-22T02:00:00Z'));
vi.mock('next-auth', () => ({ getServerSession: () => Promise.resolve(signedIn.sid ? { sid: signedIn.sid } : null) }));
vi.mock('next/headers', () => ({ headers: () => Promise.resolve(new Headers()) }));

const T = 'chongqing';
let database: TestDatabase;
let admin: pg.Client;
let home: string;
let application: { id: string; institution_id: string };
beforeAll(async () => {
  database = await seededDatabase();
  process.env.DATABASE_URL = database.appUrl;
  home = await mkdtemp(path.join(tmpdir(), 'files-'));
  process.env.ZHIKONG_DATA = home;
  admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
  application = await oneOf(admin, `select a.id, a.institution_id from application a join selection s on s.tenant_id = a.tenant_id and s.id = a.selection_id where a.tenant_id = $1 and a.state = 'draft' and s.state = 'open' and s.closes_on > $2 order by a.id limit 1`, [T, TODAY]);
});
afterAll(async () => {
  await closeDatabase();
  await admin.end();
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

async function signIn(tenantId: string, role: 'host-contact' | 'official' | 'office', institutionId?: string): Promise<void> {
  const account = await makeAccount(admin, [{ tenantId, role, institutionId }]);
  signedIn.sid = newId();
  await admin.query('insert into session (id, account_id, session_version, created_at, last_seen_at) select $1, id, session_version, $3, $3 from account where id = $2', [signedIn.sid, account, '2026-11-22T02:00:00Z']);
}

const OWN = 'http://127.0.0.1:3000';
const PDF = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n';
/** A body that counts the pieces of 64 kB that were asked of it. */
function endless(asked: { pieces: number }): ReadableStream<Uint8Array> {
  return new ReadableStream({ pull: (c) => (asked.pieces += 1, c.enqueue(new Uint8Array(65_536))) }, { highWaterMark: 0 });
}
async function uploadStream(body: ReadableStream<Uint8Array>, length: number, field = 'other-material'): Promise<Response> {
  const { POST } = await import('../../app/api/[jurisdiction]/applications/[application]/files/route.ts');
  const request = new Request(`${OWN}/api/${T}/applications/${application.id}/files?field=${field}`, {
    method: 'POST', body, duplex: 'half', headers: { host: '127.0.0.1:3000', accept: 'application/json', origin: OWN, 'content-type': 'multipart/form-data; boundary=b', 'content-length': String(length) },
  } as RequestInit);
  return POST(request, { params: Promise.resolve({ jurisdiction: T, application: application.id }) });
}
async function upload(body: string, name: string, { origin = OWN as string | null, accept = 'application/json', jurisdiction = T, field = 'other-material' } = {}): Promise<Response> {
  const { POST } = await import('../../app/api/[jurisdiction]/applications/[application]/files/route.ts');
  const form = new FormData();
  form.append('file', new Blob([body]), name);
  const request = new Request(`${OWN}/api/${jurisdiction}/applications/${application.id}/files?field=${field}`, { method: 'POST', body: form, headers: { host: '127.0.0.1:3000', accept, ...(origin ? { origin } : {}) } });
  return POST(request, { params: Promise.resolve({ jurisdiction, application: application.id }) });
}
const download = async (file: string, jurisdiction = T) => {
  const { GET } = await import('../../app/api/[jurisdiction]/applications/[application]/files/[file]/route.ts');
  return GET(new Request(OWN), { params: Promise.resolve({ jurisdiction, application: application.id, file }) });
};
const stored = async () => (await readdir(path.join(home, 'files', T)).catch(() => [])).length;
const rows = () => rowsOf<{ id: string; name: string }>(admin, 'select id, name from application_file where application_id = $1 and removed_at is null', [application.id]);

describe('an attachment', () => {
  it('is taken from its own contact, kept, and given back as a download', async () => {
    await signIn(T, 'host-contact', application.institution_id);
    const reply = await upload(PDF, '../资质（一）.pdf');
    expect([reply.status, await reply.json()]).toEqual([200, { message: '已上传“资质（一）.pdf”' }]);
    const [file] = await rows();
    expect([file!.name, await stored()]).toEqual(['资质（一）.pdf', 1]);
    const back = await download(file!.id);
    expect([back.headers.get('content-type'), back.headers.get('x-content-type-options'), back.headers.get('cache-control'), await back.text()]).toEqual(['application/pdf', 'nosniff', 'private, no-store', PDF]);
    expect(back.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${encodeURIComponent('资质（一）.pdf')}`);
  });

  it('that is sent twice is kept once', async () => {
    expect((await upload(PDF, '资质（一）.pdf')).status).toBe(200);
    expect([(await rows()).length, await stored()]).toEqual([1, 1]);
  });

  it('without scripts leads back to the page, with what was wrong', async () => {
    const reply = await upload('no pdf', 'x.pdf', { accept: 'text/html' });
    expect([reply.status, reply.headers.get('location')]).toEqual([303, `/chongqing/applications/${application.id}?step=edit&fault=content#files-other-material`]);
  });

  it.each([['no pdf', 'x.pdf', 422, '后缀名'], [PDF, 'x.exe', 422, '只接受'], ['x'.repeat(20_000_001), 'x.pdf', 413, '20MB'], ['', 'x.pdf', 422, '空']] as const)('that is none is refused with a clear word and leaves nothing: %#', async (body, name, status, word) => {
    const reply = await upload(body, name);
    expect([reply.status, ((await reply.json()) as { message: string }).message]).toEqual([status, expect.stringContaining(word)]);
    expect([(await rows()).length, await stored()]).toEqual([1, 1]);
  });

  it('beside a field that the form has not is refused, and its bytes go', async () => {
    expect((await upload(`${PDF} `, 'y.pdf', { field: 'work-plan' })).status).toBe(422);
    expect(await stored()).toBe(1);
  });

  it.each([['https://evil.example'], ['null'], [null]])('from the origin %s is refused', async (origin) => {
    expect((await upload(`${PDF}\n`, 'z.pdf', { origin })).status).toBe(403);
    expect(await stored()).toBe(1);
  });

  it('that cannot be taken is refused before its body is read, and the refusal is on record', async () => {
    const refused = async () => (await oneOf<{ n: number }>(admin, `select count(*)::int as n from audit_event where act = 'application.attach' and result = 'refused' and target_id = $1`, [application.id])).n;
    const before = await refused();
    const asked = { pieces: 0 };
    const size = await uploadStream(endless(asked), 25_000_000);
    expect([size.status, asked.pieces]).toEqual([413, 0]);
    const field = await uploadStream(endless(asked), 1000, 'work-plan');
    expect([field.status, asked.pieces]).toEqual([422, 0]);
    await admin.query(`insert into application_file (tenant_id, id, application_id, field_id, name, media_type, size, sha256, storage, uploaded_by_id) select $1, gen_random_uuid(), $2, 'other-material', 'x', 't', 1, 's', 'full-' || i, $2 from generate_series(1, 19) i`, [T, application.id]);
    const count = await uploadStream(endless(asked), 1000);
    expect([count.status, await count.json(), asked.pieces]).toEqual([422, { message: expect.stringContaining('附件最多20个') as unknown }, 0]);
    await admin.query(`update application_file set removed_at = now(), storage = null where storage like 'full-%'`);
    const closes = await oneOf<{ closes_on: string; selection_id: string }>(admin, 'select s.closes_on::text, s.id as selection_id from application a join selection s on (s.tenant_id, s.id) = (a.tenant_id, a.selection_id) where a.id = $1', [application.id]);
    await admin.query(`update selection set opens_on = null, closes_on = '2026-11-21' where id = $1`, [closes.selection_id]);
    const late = await uploadStream(endless(asked), 1000);
    expect([late.status, await late.json(), asked.pieces]).toEqual([422, { message: expect.stringContaining('截止') as unknown }, 0]);
    await admin.query('update selection set closes_on = $2 where id = $1', [closes.selection_id, closes.closes_on]);
    expect(await refused()).toBe(before + 3);
    expect(await stored()).toBe(1);
  });

  it('whose sum with everything that is kept is too large is refused, also of what was submitted and taken away', async () => {
    await admin.query(`insert into application_file (tenant_id, id, application_id, field_id, name, media_type, size, sha256, storage, uploaded_by_id, removed_at) values ($1, gen_random_uuid(), $2, 'other-material', 'x', 't', 299999990, 's', 'kept', $2, now())`, [T, application.id]);
    const reply = await upload(`${PDF}%`, 'z.pdf');
    expect([reply.status, await reply.json()]).toEqual([422, { message: expect.stringContaining('300MB') as unknown }]);
    await admin.query(`update application_file set storage = null where storage = 'kept'`);
    expect(await stored()).toBe(1);
  });

  it('that is taken away before it was submitted leaves no bytes, only what it was; one that was submitted keeps them', async () => {
    expect((await upload(`${PDF}\n\n`, '草稿.pdf')).status).toBe(200);
    const row = await oneOf<{ id: string; storage: string; sha256: string; uploaded_by_id: string }>(admin, `select id, storage, sha256, uploaded_by_id from application_file where application_id = $1 and name = '草稿.pdf'`, [application.id]);
    const contact = await existingActor(admin, row.uploaded_by_id, T);
    const detach = (id: string) => act(contact, 'application.detach', detachFile, { applicationId: application.id, fileId: id });
    expect(await detach(row.id)).toMatchObject({ ok: true });
    expect(await stored()).toBe(1);
    expect(await oneOf(admin, 'select name, size, sha256, storage, removed_at is not null as removed from application_file where id = $1', [row.id])).toEqual({ name: '草稿.pdf', size: PDF.length + 2, sha256: row.sha256, storage: null, removed: true });
    expect(await oneOf(admin, `select account_id, data from audit_event where act = 'application.detach' and target_id = $1 order by seq desc limit 1`, [application.id])).toMatchObject({ account_id: row.uploaded_by_id, data: { name: '草稿.pdf', size: PDF.length + 2, sha256: row.sha256, bytes: 'removed' } });
    expect((await download(row.id)).status).toBe(410);
    const [kept] = await rows();
    await admin.query(`update application set state = 'submitted', receipt = 'CQ-SQ-T', submitted_at = now() where id = $1`, [application.id]);
    expect(await detach(kept!.id)).toMatchObject({ ok: true });
    expect(await oneOf(admin, 'select storage is not null as kept from application_file where id = $1', [kept!.id])).toEqual({ kept: true });
    expect(await stored()).toBe(1);
    await admin.query(`update application set state = 'draft', receipt = null, submitted_at = null where id = $1`, [application.id]);
    await admin.query('update application_file set removed_at = null where id = $1', [kept!.id]);
  });

  it('that no row knows is swept when it is older than a day, and nothing else', async () => {
    const folder = path.join(home, 'files', T);
    const names = ['a', 'b', 'c'].map((c) => c.repeat(32));
    for (const name of [...names.slice(0, 2), `${names[2]}.part`]) await writeFile(path.join(folder, name), 'orphan');
    const yesterday = new Date(Date.now() - 25 * 3_600_000);
    for (const name of await readdir(folder)) if (name !== names[1]) await utimes(path.join(folder, name), yesterday, yesterday);
    expect(await sweep(T, new Date(), false)).toEqual({ files: 2, bytes: 12 });
    expect(await stored()).toBe(4);
    expect(await sweep(T, new Date(), true)).toEqual({ files: 2, bytes: 12 });
    // The one that a row knows, and the young one.
    expect((await readdir(folder)).sort()).toHaveLength(2);
    expect(await sweep('zhengzhou', new Date(), true)).toEqual({ files: 0, bytes: 0 });
    expect(await oneOf(admin, `select account_id, data from audit_event where act = 'files.sweep' and tenant_id = $1`, [T])).toEqual({ account_id: null, data: { files: 2, bytes: 12 } });
    await rm(path.join(folder, names[1]!));
  });

  it('is nobody else’s business', async () => {
    const [file] = await rows();
    const other = await oneOf<{ id: string }>(admin, 'select id from institution where tenant_id = $1 and id <> $2 limit 1', [T, application.institution_id]);
    const abroad = await oneOf<{ id: string }>(admin, `select id from institution where tenant_id = 'zhengzhou' limit 1`);
    await signIn(T, 'host-contact', other.id);
    expect((await upload(`${PDF}\n`, 'z.pdf')).status).toBe(404);
    await expect(download(file!.id)).rejects.toThrow('404');
    // Before the last day has passed the commission does not read it either.
    await signIn(T, 'official');
    expect((await upload(`${PDF}\n`, 'z.pdf')).status).toBe(404);
    await expect(download(file!.id)).rejects.toThrow('404');
    await signIn('zhengzhou', 'host-contact', abroad.id);
    await expect(upload(`${PDF}\n`, 'z.pdf')).rejects.toThrow('404');
    await expect(download(file!.id)).rejects.toThrow('404');
    expect((await upload(`${PDF}\n`, 'z.pdf', { jurisdiction: 'zhengzhou' })).status).toBe(404);
    await expect(download(file!.id, 'zhengzhou')).rejects.toThrow('404');
    signedIn.sid = null;
    expect((await upload(`${PDF}\n`, 'z.pdf')).status).toBe(401);
    expect([(await rows()).length, await stored()]).toEqual([1, 1]);
  });
});

describe('an attachment of an objection', () => {
  const get = async (objection: string, file: string, jurisdiction = T) => {
    const { GET } = await import('../../app/api/[jurisdiction]/objections/[objection]/files/[file]/route.ts');
    return GET(new Request(OWN), { params: Promise.resolve({ jurisdiction, objection, file }) });
  };

  it('is given to whoever handles objections, with a record, and to nobody else', async () => {
    const o = await oneOf<{ id: string }>(admin, `select id from objection where tenant_id = $1 order by id limit 1`, [T]);
    const id = newId();
    const storage = `${T}/${'d'.repeat(32)}`;
    await writeFile(path.join(home, 'files', storage), PDF);
    await admin.query(`insert into objection_file (tenant_id, id, objection_id, name, media_type, size, sha256, storage, uploaded_at) values ($1, $2, $3, '证明.pdf', 'application/pdf', $4, 'abc', $5, now())`, [T, id, o.id, PDF.length, storage]);
    const records = () => rowsOf<{ role: string; data: unknown }>(admin, `select role, data from audit_event where act = 'objection.read' and result = 'ok' and target_id = $1 order by seq`, [o.id]);
    for (const role of ['official', 'office'] as const) {
      await signIn(T, role);
      const reply = await get(o.id, id);
      expect([reply.status, reply.headers.get('content-type'), reply.headers.get('content-disposition'), reply.headers.get('content-security-policy'), await reply.text()]).toEqual([200, 'application/pdf', `attachment; filename*=UTF-8''${encodeURIComponent('证明.pdf')}`, "default-src 'none'; sandbox", PDF]);
    }
    expect(await records()).toEqual([{ role: 'official', data: { file: id, name: '证明.pdf', sha256: 'abc' } }, { role: 'office', data: { file: id, name: '证明.pdf', sha256: 'abc' } }]);
    await expect(get(newId(), id)).rejects.toThrow('404');
    await expect(get(o.id, newId())).rejects.toThrow('404');
    await signIn(T, 'host-contact', application.institution_id);
    await expect(get(o.id, id)).rejects.toThrow('404');
    await signIn('zhengzhou', 'official');
    await expect(get(o.id, id)).rejects.toThrow('404');
    await expect(get(o.id, id, 'zhengzhou')).rejects.toThrow('404');
    signedIn.sid = null;
    await expect(get(o.id, id)).rejects.toThrow('NEXT_REDIRECT');
    expect(await records()).toHaveLength(2);
  });
});
