import { readdirSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLATFORM } from '../../lib/db/tenant.ts';
import { ROLES, type Role } from '../../lib/identity/capabilities.ts';
import { newId } from '../../lib/kernel/ids.ts';
import { ROOT, sources } from './action-manifest.ts';
import { auditHead, auditOf, makeAccount, type AuditRow, type Holding } from './cast.ts';
import type { TestDatabase } from './database.ts';
import { closeSeeded, openSeeded } from './seeded.ts';
import { givePanel, roundIds } from './round-targets.ts';
import { targetsOf, type Targets } from './targets.ts';
import { cookieOf, serveWeb, type WebServer } from './web.ts';
import { expected } from './who-may.ts';

// Who may read what, asked of the built application over http: every page of the workspace × every role × one's own, another's of
// the tenant, and another tenant's, by its address and by its ids. The table is that of who-may.ts.

const HERE = 'chongqing';
const THERE = 'zhengzhou';

interface Route {
  /** Its act in the table; null for a page of everybody who has a role there. */
  act: string | null;
  /** Its address below the jurisdiction. */
  at(t: Targets): string;
  /** Whether it shows one thing, which is somebody's own or not; otherwise a list of what the reader may see. */
  one?: boolean;
}

const ROUTES: Readonly<Record<string, Route>> = {
  '': { act: null, at: () => '' },
  '/accounts': { act: 'account.list', at: () => '/accounts' },
  '/applications': { act: 'application.save', at: () => '/applications' },
  '/applications/[application]': { act: 'application.save', at: (t) => `/applications/${t.rounds.application!.id}`, one: true },
  // A draft is nobody's but its institution's, not the commission's either.
  '/applications/[application]/print': { act: 'application.save', at: (t) => `/applications/${t.rounds.application!.id}/print`, one: true },
  '/assessments': { act: 'assessment.list', at: () => '/assessments?year=2026' },
  '/assessments/[assessment]': { act: 'assessment.read', at: (t) => `/assessments/${t.assigned!.id}`, one: true },
  '/audit': { act: 'audit.read', at: () => '/audit' },
  '/centres': { act: 'centre.list', at: () => '/centres' },
  '/centres/new': { act: 'centre.open', at: () => '/centres/new' },
  '/centres/[centre]': { act: 'centre.read', at: (t) => `/centres/${t.assigned!.centreId}`, one: true },
  '/centres/[centre]/committee': { act: 'roster.read', at: (t) => `/centres/${t.draft.centreId}/committee`, one: true },
  '/centres/[centre]/decisions': { act: 'decision.read', at: (t) => `/centres/${t.decision!.centreId}/decisions`, one: true },
  '/centres/[centre]/rosters/[change]': { act: 'roster.read', at: (t) => `/centres/${t.draft.centreId}/rosters/${t.draft.id}`, one: true },
  '/centres/[centre]/timeline': { act: 'centre.read', at: (t) => `/centres/${t.assigned!.centreId}/timeline`, one: true },
  '/centres/[centre]/years': { act: 'centre.read', at: (t) => `/centres/${t.assigned!.centreId}/years`, one: true },
  '/decisions': { act: 'decision.read', at: () => '/decisions?state=all' },
  '/decisions/[decision]': { act: 'decision.read', at: (t) => `/decisions/${t.decision!.id}`, one: true },
  '/departures': { act: 'departure.list', at: () => '/departures' },
  '/handovers': { act: 'handover.read', at: () => '/handovers' },
  '/handovers/[handover]': { act: 'handover.read', at: (t) => `/handovers/${t.rounds.opened!.id}`, one: true },
  '/institutions': { act: 'institution.list', at: () => '/institutions' },
  '/institutions/[institution]': { act: 'institution.list', at: (t) => `/institutions/${t.institutionId}`, one: true },
  '/messages': { act: 'message.read', at: () => '/messages?show=all' },
  '/people/[person]': { act: 'person.correct', at: (t) => `/people/${t.personId}`, one: true },
  '/people/new': { act: 'person.register', at: () => '/people/new' },
  '/reviews': { act: 'panel.read', at: () => '/reviews' },
  '/reviews/[selection]': { act: 'panel.read', at: (t) => `/reviews/${t.rounds.invitation!.selectionId}`, one: true },
  '/reviews/[selection]/[application]': { act: 'panel.read', at: (t) => `/reviews/${t.rounds.judge!.selectionId}/${t.rounds.judge!.applicationId}`, one: true },
  '/rules': { act: 'regulation.read', at: () => '/rules' },
  '/sanctions': { act: 'sanction.list', at: () => '/sanctions' },
  '/sanctions/events': { act: 'sanction.list', at: () => '/sanctions/events' },
  '/sanctions/new': { act: 'sanction.register', at: () => '/sanctions/new' },
  '/search': { act: 'centre.list', at: () => `/search?q=${encodeURIComponent('质控')}` },
  '/selections': { act: 'selection.read', at: () => '/selections' },
  '/selections/new': { act: 'selection.save', at: () => '/selections/new' },
  ...Object.fromEntries(
    ([['', 'draft'], ['/edit', 'draft'], ['/applications', 'reviewing'], ['/panel', 'reviewing'], ['/comparison', 'choosing'], ['/result', 'chosen']] as const).map(
      ([tab, state]): [string, Route] => [`/selections/[selection]${tab}`, { act: 'selection.read', at: (t) => `/selections/${t.rounds[state]!.id}${tab}`, one: true }],
    ),
  ),
  '/selections/[selection]/applications/[application]': { act: 'application.judge', at: (t) => `/selections/${t.rounds.reviewing!.id}/applications/${t.rounds.eligible!.id}`, one: true },
  '/specialties': { act: 'specialty.list', at: () => '/specialties' },
  '/specialties/[specialty]': { act: 'specialty.list', at: (t) => `/specialties/${t.specialtyId}`, one: true },
  '/specialties/change': { act: 'specialty.change', at: (t) => `/specialties/change?kind=rename&d=${t.specialtyId}` },
  '/specialties/history': { act: 'specialty.list', at: () => '/specialties/history' },
  '/specialties/parent': { act: 'specialty.list', at: () => '/specialties/parent' },
};

/** The platform's administrator has no role in a jurisdiction. */
const roles = (Object.keys(ROLES) as Role[]).filter((r) => r !== 'platform-admin');
const named = ['director', 'secretary', 'host-contact', 'assessor'];

let database: TestDatabase;
let admin: pg.Client;
let web: WebServer;
const targets = new Map<string, Targets>();
const cookies = new Map<string, string>();
const as = (tenantId: string, role: Role, which: 'own' | 'other') => cookies.get(`${tenantId} ${role} ${which}`)!;

beforeAll(async () => {
  ({ database, admin } = await openSeeded());
  web = await serveWeb(database.appUrl);
  for (const tenantId of [HERE, THERE]) {
    const t = await targetsOf(admin, tenantId);
    targets.set(tenantId, t);
    for (const role of roles) {
      const hold = (of: Partial<Holding>): Holding => ({ tenantId, role, ...of });
      const isCentre = role === 'director' || role === 'secretary';
      const own = isCentre ? t.centreIds.map((centreId) => hold({ centreId })) : role === 'host-contact' ? t.hostIds.map((institutionId) => hold({ institutionId })) : [hold({})];
      const other = isCentre ? hold({ centreId: t.otherCentreId }) : role === 'host-contact' ? hold({ institutionId: t.otherInstitutionId }) : hold({});
      for (const [which, holdings] of [['own', own], ['other', [other]]] as const) {
        const id = await makeAccount(admin, holdings, `${role} ${which}`);
        cookies.set(`${tenantId} ${role} ${which}`, await cookieOf(admin, id));
        if (role === 'assessor' && which === 'own') await givePanel(admin, t, id);
        if (role === 'assessor' && which === 'own') await admin.query('update assessment set assessor_account_id = $1 where tenant_id = $2 and id = any ($3)', [id, tenantId, [t.assigned?.id, t.proposed?.id].filter(Boolean)]);
      }
    }
  }
}, 180_000);
afterAll(async () => {
  await web?.stop();
  await closeSeeded({ database, admin });
});

/** Asks a few at a time, and gives back what is not as expected. */
async function faultsOf(asked: readonly { name: string; address: string; cookie: string | undefined; status: number; without?: readonly string[] }[]): Promise<string[]> {
  const faults: string[] = [];
  const left = [...asked];
  await Promise.all(Array.from({ length: 6 }, async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const reply = await web.get(next.address, next.cookie);
      const text = await reply.text();
      if (reply.status !== next.status) faults.push(`${next.name}: ${reply.status} instead of ${next.status}`);
      for (const word of next.without ?? []) if (text.includes(word)) faults.push(`${next.name}: shows ${word}`);
    }
  }));
  return faults.sort();
}

it('every page of the workspace is asked for', () => {
  const folder = path.join(ROOT, 'app/(desk)/[jurisdiction]');
  const pages = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((e) => /^(page|route)\.tsx?$/.test(e.name))
    .map((e) => path.relative(folder, e.parentPath).split(path.sep).join('/'))
    .map((p) => (p === '' ? '' : `/${p}`));
  expect(pages.sort()).toEqual(Object.keys(ROUTES).sort());
});

describe.each(Object.entries(ROUTES))('the page %s', (_, { act, at, one }) => {
  /** Whether the role may see it, by the table. */
  const sees = (role: Role, relation: 'own' | 'tenant') => act === null || expected(act, role, one ? relation : 'own');
  const anybody = (role: Role) => act === null && !expected('worklist.read', role, 'own');

  it('is found by whom the table lets read it, and by nobody else of the tenant', async () => {
    const t = targets.get(HERE)!;
    const asked = roles.flatMap((role) => ([['own', 'own'], ['other', 'tenant']] as const).map(([which, relation]) => ({
      // Whoever has no worklist is sent on to the first page that he has.
      name: `${role} ${relation}`, address: `/${HERE}${at(t)}`, cookie: as(HERE, role, which), status: anybody(role) ? 307 : sees(role, relation) ? 200 : 404,
      // A list holds no way to what its reader may not open, and no page anything of another tenant.
      without: [
        ...(which === 'other' && named.includes(role)
          ? [['assessment.read', `/assessments/${t.assigned!.id}`], ['decision.read', `/decisions/${t.decision!.id}`], ['roster.read', `/rosters/${t.draft.id}`], ['application.save', `/applications/${t.rounds.application!.id}`], ['handover.read', `/handovers/${t.rounds.opened!.id}`], ['panel.read', `/reviews/${t.rounds.invitation!.selectionId}`]].flatMap(([a, address]) => (expected(a!, role, 'tenant') ? [] : [`href="/${HERE}${address!.startsWith('/rosters') ? `/centres/${t.draft.centreId}` : ''}${address}"`]))
          : []),
        ...[targets.get(THERE)!].flatMap((x) => [x.draft.id, x.decision?.id, x.assigned?.id, ...x.centreIds, ...x.hostIds, ...roundIds(x.rounds)].filter((id): id is string => Boolean(id))),
      ],
    })));
    expect(await faultsOf(asked)).toEqual([]);
  });

  it('is not found from another tenant, neither by its address nor by its ids under an address of their own', async () => {
    const t = targets.get(HERE)!;
    const asked = roles.flatMap((role) => [
      { name: `${role} of ${THERE}`, address: `/${HERE}${at(t)}`, cookie: as(THERE, role, 'own'), status: 404 },
      ...(one ? [{ name: `${role} with foreign ids`, address: `/${THERE}${at(t)}`, cookie: as(THERE, role, 'own'), status: 404 }] : []),
    ]);
    expect(await faultsOf(asked)).toEqual([]);
  });

  it('leads whoever is not signed in to the sign-in, and from there back', async () => {
    const page = `/${HERE}${at(targets.get(HERE)!)}`;
    const reply = await web.get(page);
    expect([reply.status, reply.headers.get('location')]).toEqual([307, `/login?${new URLSearchParams({ callbackUrl: page })}`]);
  });
});

describe('what stands in the address bar', () => {
  const names = ['q', 'after', 'before', 'class', 'status', 'due', 'set', 'state', 'year', 'tab', 'show', 'on', 'act', 'result', 'account', 'specialty', 'change', 'centre', 'replace', 'add', 'kind', 'period', 'level', 'region', 'version', 'with', 'left', 'right', 'token', 'error', 'callbackUrl', 'road', 'purpose', 'institution', 'step', 'person', 'fault', 'field', 'recuse', 'page'];
  const values = ['%00', 'a%00b', '', '%20', "'", '%25', '%5C', '-1', '1e99', 'NaN', '0000-00-00', '2026-02-30', '9999-12-31', '%F0%9F%98%80', 'x'.repeat(3000), newId(), '%EF%BF%BF', '__proto__', 'constructor'];

  it.each([...Object.entries(ROUTES).map(([name, { at }]) => [`/${HERE}${name}`, (t: Targets) => `/${HERE}${at(t).split('?')[0]}`] as const), ...['/', '/login', '/invite', '/rules', '/rules/compare', `/rules/${HERE}`, '/calls', `/calls/${HERE}`, '/notices', `/notices/${HERE}`, '/directory', `/directory/${HERE}`].map((p) => [p, () => p] as const)])('is no fault of the program on %s', async (_, at) => {
    const address = at(targets.get(HERE)!);
    const reader = [as(HERE, 'official', 'own'), as(HERE, 'audit-admin', 'own'), as(HERE, 'system-admin', 'own'), as(HERE, 'secretary', 'own')];
    const queries = [
      ...values.map((v) => names.map((n) => `${n}=${v}`).join('&')),
      names.map((n) => `${n}=a&${n}=b`).join('&'),
      ...['q', 'after', 'before', 'account', 'year', 'on', 'change', 'add'].flatMap((n) => [`${n}=%00`, `${n}=a&${n}=b`]),
    ];
    const faults: string[] = [];
    for (const cookie of address.startsWith(`/${HERE}`) ? reader : [undefined]) {
      // Whoever may not see the page has said so to the plain address already.
      if (cookie && (await web.get(address, cookie)).status !== 200) continue;
      const left = [...queries];
      await Promise.all(Array.from({ length: 4 }, async () => {
        for (let query = left.shift(); query; query = left.shift()) {
          const { status } = await web.get(`${address}?${query}`, cookie);
          if (status >= 500) faults.push(`${status} ${query.slice(0, 60)}`);
        }
      }));
      break;
    }
    expect(faults.sort()).toEqual([]);
  });

  it('is read by one helper, wherever it is read', () => {
    const readers = [...sources('app')].filter(([, text]) => text.includes('searchParams'));
    expect(readers.length).toBeGreaterThan(15);
    expect(readers.filter(([, text]) => !text.includes('queryOf(') || /(?<!queryOf\(|queryListOf\()await searchParams/.test(text)).map(([file]) => file)).toEqual([]);
  });

  it('is no fault of the program as a jurisdiction or an id', async () => {
    const cookie = as(HERE, 'official', 'own');
    const statuses = await Promise.all(['/%00', '/%00/centres', `/${HERE}%00`, '/a%20b', '/__proto__', `/${HERE}/centres/%00`, `/${HERE}/decisions/%00`, `/${HERE}/assessments/%00`, '/rules/%00', '/rules/__proto__', `/${HERE}/%00`].map(async (a) => `${a} ${(await web.get(a, cookie)).status}`));
    expect(statuses.filter((s) => !s.endsWith(' 404') && !s.endsWith(' 400'))).toEqual([]);
  });
});

describe('the public pages of rounds', () => {
  it('are read by anybody, and hold nothing of what is not public', async () => {
    const { rounds } = targets.get(HERE)!;
    const [open] = (await admin.query<{ id: string }>(`select id from selection where tenant_id = $1 and state = 'open' order by closes_on desc limit 1`, [HERE])).rows;
    const [notice] = (await admin.query<{ id: string }>(`select id from notice where tenant_id = $1 and selection_id = $2`, [HERE, rounds.over!.id])).rows;
    const { rows: houses } = await admin.query<{ name: string }>('select distinct i.name from application a join institution i on (i.tenant_id, i.id) = (a.tenant_id, a.institution_id) where a.tenant_id = $1 and a.selection_id = any ($2)', [HERE, [open!.id, rounds.chosen!.id]]);
    const asked = [
      ...['/calls', `/calls/${HERE}`, `/calls/${HERE}/${open!.id}`, '/notices', `/notices/${HERE}`, `/notices/${HERE}/${notice!.id}`, '/directory'].map((address) => ({ name: address, address, cookie: undefined, status: 200, without: address.startsWith('/calls') ? houses.map((h) => h.name) : [] })),
      { name: 'directory', address: `/directory/${HERE}`, cookie: undefined, status: 200 },
      // A round that has not been published has no page, nor has one of another jurisdiction under this address.
      ...[`/calls/${HERE}/${rounds.draft!.id}`, `/calls/${HERE}/${rounds.submittedScheme!.id}`, `/calls/${THERE}/${open!.id}`, `/notices/${THERE}/${notice!.id}`, `/notices/${HERE}/${rounds.chosen!.id}`, '/calls/nowhere', '/notices/nowhere', '/directory/nowhere', `/calls/${HERE}/x`]
        .map((address) => ({ name: address, address, cookie: undefined, status: 404 })),
    ];
    expect(await faultsOf(asked)).toEqual([]);
  });
});

it.each(['/login', '/', '/nowhere/at/all', '/icon.svg', '/favicon.ico', '/_next/static/nowhere.js', '/_next/static/chunks/nowhere.css', '/_next/image?url=x', '/api/health', '/api/nowhere', '/_next/nowhere'])('%s has a content security policy and the other security headers', async (address) => {
  const { headers } = await web.get(address);
  expect(headers.get('content-security-policy')).toMatch(/^default-src '(self|none)'; [^,]*frame-ancestors 'none'$/);
  for (const name of ['strict-transport-security', 'x-content-type-options', 'x-frame-options', 'referrer-policy']) expect([name, headers.get(name)]).toEqual([name, expect.stringMatching(/./)]);
});

describe('a page that is refused', () => {
  /** What the request has left in the chains of both tenants and the platform. */
  const leaves = async (address: string, cookie?: string) => {
    const chains = [HERE, THERE, PLATFORM];
    const heads: number[] = [];
    for (const tenantId of chains) heads.push(await auditHead(admin, tenantId));
    await web.get(address, cookie);
    const rows: AuditRow[] = [];
    for (const [i, tenantId] of chains.entries()) rows.push(...(await auditOf(admin, { tenantId, after: heads[i]! })));
    return rows.map((r) => [r.tenant_id, r.act, r.result, r.target_type, r.target_id]);
  };

  it('leaves one record in the chain of its tenant: what was asked for, and of whom', async () => {
    const t = targets.get(HERE)!;
    const other = as(HERE, 'director', 'other');
    expect(await leaves(`/${HERE}/centres/${t.draft.centreId}`, other)).toEqual([[HERE, 'centre.read', 'denied', 'centre', t.draft.centreId]]);
    expect(await leaves(`/${HERE}/centres/${t.draft.centreId}/rosters/${t.draft.id}`, other)).toEqual([[HERE, 'roster.read', 'denied', 'roster-change', t.draft.id]]);
    expect(await leaves(`/${HERE}/decisions/${t.decision!.id}`, other)).toEqual([[HERE, 'decision.read', 'denied', 'decision', t.decision!.id]]);
    expect(await leaves(`/${HERE}/assessments/${t.assigned!.id}`, other)).toEqual([[HERE, 'assessment.read', 'denied', 'assessment', t.assigned!.id]]);
    expect(await leaves(`/${HERE}/applications/${t.rounds.application!.id}`, as(HERE, 'host-contact', 'other'))).toEqual([[HERE, 'application.save', 'denied', 'application', t.rounds.application!.id]]);
    expect(await leaves(`/${HERE}/handovers/${t.rounds.opened!.id}`, as(HERE, 'host-contact', 'other'))).toEqual([[HERE, 'handover.read', 'denied', 'handover', t.rounds.opened!.id]]);
    expect(await leaves(`/${HERE}/reviews/${t.rounds.invitation!.selectionId}`, as(HERE, 'assessor', 'other'))).toEqual([[HERE, 'panel.read', 'denied', 'selection', t.rounds.invitation!.selectionId]]);
    expect(await leaves(`/${HERE}/audit`, as(HERE, 'official', 'own'))).toEqual([[HERE, 'audit.read', 'denied', 'tenant', HERE]]);
    const log = await (await web.get(`/${HERE}/audit?result=denied`, as(HERE, 'audit-admin', 'own'))).text();
    expect([log.includes('辖区 重庆市'), log.includes('辖区 chongqing')]).toEqual([true, false]);
  });

  it('of another tenant leaves one in the chain of the platform', async () => {
    expect(await leaves(`/${HERE}/centres/${targets.get(HERE)!.draft.centreId}`, as(THERE, 'official', 'own'))).toEqual([[PLATFORM, 'page.read', 'denied', 'tenant', HERE]]);
  });

  it('leaves none where nobody is signed in, where there is nothing to refuse, or where it is shown', async () => {
    const t = targets.get(HERE)!;
    const official = as(HERE, 'official', 'own');
    expect(await leaves(`/${HERE}/audit`)).toEqual([]);
    for (const address of ['/nowhere', '/Chongqing', `/${HERE}/centres/${newId()}`, `/${HERE}/centres/x`, `/${HERE}/assessments/${newId()}`, `/${HERE}/centres/${targets.get(THERE)!.draft.centreId}`, `/${HERE}/centres/${t.draft.centreId}`]) {
      expect([address, await leaves(address, official)]).toEqual([address, []]);
    }
  });
});

describe('somebody with roles in two tenants', () => {
  it('finds in each only what belongs to it, even of himself', async () => {
    const id = await makeAccount(admin, [{ tenantId: HERE, role: 'official' }, { tenantId: THERE, role: 'assessor' }, { tenantId: THERE, role: 'official' }], '两地任职');
    const cookie = await cookieOf(admin, id);
    // Who can be given the work of the year: the assessors of this tenant.
    const page = await (await web.get(`/${HERE}/assessments?year=2031`, cookie)).text();
    expect(page).toContain('name="assessorId"');
    expect(page).not.toContain(`value="${id}"`);
    const there = await (await web.get(`/${THERE}/assessments?year=2031`, cookie)).text();
    expect(there).toContain(`value="${id}"`);

    const administrator = await makeAccount(admin, [{ tenantId: HERE, role: 'system-admin' }, { tenantId: THERE, role: 'director', centreId: targets.get(THERE)!.centreIds[0] }], '两地管理');
    const accounts = await (await web.get(`/${HERE}/accounts`, await cookieOf(admin, administrator))).text();
    expect(accounts).toContain('两地管理');
    const [{ name } = { name: '' }] = (await admin.query<{ name: string }>('select name from centre where id = $1', [targets.get(THERE)!.centreIds[0]])).rows;
    expect(accounts.replace(/<title>.*?<\/title>/g, '')).not.toContain(name);
  });
});
