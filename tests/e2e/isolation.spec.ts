import type { Request } from '@playwright/test';
import { newSession } from './support/accounts';
import { complaints, expect, test, type Page } from './support/desk';
import { choices } from './support/steps';

test('an official of Chongqing finds no page of Zhengzhou', async ({ desk }) => {
  const at = await placesIn(await desk.enter('zz-official'), 'zhengzhou');
  const stranger = await desk.enter('cq-official');
  for (const path of at) {
    const reply = await stranger.request.get(path);
    expect(reply.status(), path).toBe(404);
    expect(await reply.text(), path).not.toMatch(/郑州|专委会/);
  }
  await stranger.goto(at[0]!);
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('没有这个页面');
  await stranger.getByRole('link', { name: '返回待办' }).click();
  await expect(stranger).toHaveURL(/\/chongqing$/);
});

test('ids of Zhengzhou lead nowhere under the address of Chongqing', async ({ desk }) => {
  const at = await placesIn(await desk.enter('zz-official'), 'zhengzhou');
  const page = await desk.enter('cq-official');
  for (const path of at.filter((p) => /[0-9a-f]{8}-/.test(p))) expect(await statusOf(page, path.replace('/zhengzhou', '/chongqing')), path).toBe(404);
});

test('without a session every page leads to the sign-in page', async ({ desk }) => {
  const at = await placesIn(await desk.enter('zz-official'), 'zhengzhou');
  const nobody = await desk.stranger();
  for (const path of at) {
    const reply = await nobody.request.get(path, { maxRedirects: 0 });
    expect(reply.status(), path).toBe(307);
    expect(reply.headers()['location'], path).toMatch(/^\/login/);
  }
});

test('a submission that names a foreign jurisdiction has no effect', async ({ desk, baseURL }) => {
  const name = `越界设立${Date.now()}质控中心`;
  const zhengzhou = await desk.enter('zz-official');
  await zhengzhou.goto('/zhengzhou/centres/new');
  // The last one: another scenario sets up a centre for the first.
  const specialty = (await choices(zhengzhou.getByRole('combobox', { name: '专业方向' }))).at(-1);
  const [, institution] = await choices(zhengzhou.getByRole('combobox', { name: '挂靠单位' }));
  const sent = await whenTheFormIsSentButStopped(zhengzhou, { specialty: specialty!.value, institution: institution!.value, name });

  for (const login of ['cq-official', 'zz-secretary', 'zz-system', 'expert', 'platform']) {
    const attacker = await desk.enter(login);
    const reply = await attacker.request.post(sent.url, { headers: { ...sent.headers, origin: baseURL! }, data: sent.body });
    expect(reply.status(), login).toBeLessThan(500);
    expect(await reply.text(), login).toContain('没有这个事项，或您没有办理权限');
  }
  await thenTheCentreIs(zhengzhou, name, 0);

  // Another origin is turned away even with the right session; the very same words of the official himself are heard.
  await zhengzhou.request.post(sent.url, { headers: { ...sent.headers, origin: 'https://example.org' }, data: sent.body });
  await thenTheCentreIs(zhengzhou, name, 0);
  await zhengzhou.request.post(sent.url, { headers: { ...sent.headers, origin: baseURL! }, data: sent.body });
  await thenTheCentreIs(zhengzhou, name, 1);
  // The same submission a second time is the same act.
  await zhengzhou.request.post(sent.url, { headers: { ...sent.headers, origin: baseURL! }, data: sent.body });
  await thenTheCentreIs(zhengzhou, name, 1);
});

test('a foreign submission leaves its trace with the platform, not with the jurisdiction', async ({ desk }) => {
  const audit = await desk.enter('zz-audit');
  await audit.goto('/zhengzhou/audit?result=denied');
  const denied = audit.getByRole('table', { name: '审计日志' }).getByRole('row').filter({ hasText: '设立中心' });
  await expect(denied.filter({ hasText: '秘书' })).not.toHaveCount(0);
  await expect(audit.getByRole('main')).not.toContainText('平台管理员');
});

const BUSINESS = ['待办', '质控中心', '设置规划'];
const MENUS: Record<string, { shows: string[]; forbidden: string[] }> = {
  'cq-official': { shows: [...BUSINESS, '遴选', '交接', '年度考核', '裁定', '医疗机构', '偏离登记', '处理登记', '条文与口径'], forbidden: ['accounts', 'audit'] },
  'cq-office': { shows: [...BUSINESS, '遴选', '交接', '年度考核', '裁定', '医疗机构', '偏离登记', '处理登记', '条文与口径'], forbidden: ['accounts', 'audit', 'centres/new', 'people/new'] },
  'cq-director': { shows: [...BUSINESS, '年度考核', '裁定', '医疗机构', '条文与口径'], forbidden: ['selections', 'applications', 'reviews', 'handovers', 'sanctions', 'accounts', 'audit', 'departures', 'centres/new'] },
  'cq-secretary': { shows: [...BUSINESS, '年度考核', '裁定', '医疗机构', '条文与口径'], forbidden: ['accounts', 'audit', 'departures', 'centres/new'] },
  'cq-assessor': { shows: [...BUSINESS, '评审', '年度考核', '条文与口径'], forbidden: ['selections', 'applications', 'handovers', 'sanctions', 'accounts', 'audit', 'departures', 'decisions', 'institutions', 'centres/new', 'people/new'] },
  'cq-host': { shows: [...BUSINESS, '申报', '交接', '裁定', '条文与口径'], forbidden: ['selections', 'reviews', 'sanctions', 'accounts', 'audit', 'departures', 'assessments', 'institutions', 'centres/new'] },
  // Uploads the words of the regulation, and so reads its rules.
  'cq-system': { shows: ['账号', '条文与口径'], forbidden: ['audit', 'departures', 'centres', 'specialties', 'decisions', 'assessments', 'institutions', 'centres/new', 'people/new'] },
  'cq-security': { shows: ['账号'], forbidden: ['audit', 'rules', 'departures', 'centres', 'specialties', 'decisions', 'assessments', 'institutions'] },
  'cq-audit': { shows: ['审计日志'], forbidden: ['accounts', 'rules', 'departures', 'centres', 'specialties', 'decisions', 'assessments', 'institutions'] },
};

for (const [login, { shows, forbidden }] of Object.entries(MENUS)) {
  test(`the menu of ${login} shows its items, and what it hides is not there`, async ({ desk }) => {
    const page = await desk.enter(login);
    await page.goto('/');
    const menu = page.getByRole('navigation', { name: '主导航' });
    await expect(menu.getByRole('link')).toHaveText(shows);
    for (const path of forbidden) expect(await statusOf(page, `/chongqing/${path}`), path).toBe(404);
    for (const path of ['zhengzhou', 'national', 'platform', 'nowhere']) expect(await statusOf(page, `/${path}`), path).toBe(404);
  });
}

test('a secretary finds neither the file nor the lists of another centre', async ({ desk }) => {
  const others = (await placesIn(await desk.enter('cq-official'), 'chongqing')).filter((p) => /\/(rosters|assessments|decisions|centres)\/[0-9a-f]{8}-/.test(p));
  expect(others.length).toBeGreaterThan(3);
  for (const login of ['cq-secretary', 'cq-director']) {
    const page = await desk.enter(login);
    for (const path of others) expect(await statusOf(page, path), `${login} ${path}`).toBe(404);
  }
});

test('every reply carries the headers that protect it', async ({ desk, baseURL }) => {
  const page = await desk.enter('cq-official');
  for (const path of ['/login', '/chongqing', '/chongqing/centres', '/chongqing/nowhere', '/api/health', '/api/auth/session']) {
    const reply = await page.request.get(path);
    const headers = reply.headers();
    expect(headers['strict-transport-security'], path).toContain('max-age=');
    expect(headers['x-content-type-options'], path).toBe('nosniff');
    expect(headers['x-frame-options'], path).toBe('DENY');
    expect(headers['referrer-policy'], path).toBe('same-origin');
    expect(headers['cache-control'], path).toContain('no-store');
    expect(headers['x-powered-by'], path).toBeUndefined();
    const policy = headers['content-security-policy']!;
    expect(policy, path).toContain("default-src 'self'");
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(policy.match(/script-src[^;]*/)![0], path).toMatch(/'nonce-[^']+'/);
    expect(policy.match(/script-src[^;]*/)![0], path).not.toMatch(/unsafe/);
  }
  // A fresh nonce each time.
  const nonce = async () => /nonce-([^']+)/.exec((await page.request.get('/login')).headers()['content-security-policy']!)![1];
  expect(await nonce()).not.toBe(await nonce());
  const session = await newSession('na-audit', baseURL!);
  const cookie = session.cookies.find((c) => c.name.endsWith('session'))!;
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
});

const statusOf = async (page: Page, path: string) => (await page.request.get(path, { maxRedirects: 0 })).status();

/** Addresses of the official: every kind of page there is, each with a real id. */
async function placesIn(page: Page, jurisdiction: string): Promise<string[]> {
  const found = new Set([`/${jurisdiction}`, `/${jurisdiction}/rules`, `/${jurisdiction}/specialties`, `/${jurisdiction}/centres/new`]);
  const first = async (pattern: RegExp) => {
    const links = await page.getByRole('main').getByRole('link').evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
    for (const href of links) if (pattern.test(href) && !href.includes('#')) return href.split('?')[0]!;
    return null;
  };
  const visit = async (path: string, ...patterns: RegExp[]) => {
    await page.goto(path);
    found.add(path);
    for (const pattern of patterns) {
      const href = await first(pattern);
      if (href) found.add(href);
    }
  };
  await visit(`/${jurisdiction}`, /\/rosters\/[0-9a-f]/, /\/decisions\/[0-9a-f]/, /\/assessments\/[0-9a-f]/);
  await visit(`/${jurisdiction}/centres?class=technical`, /\/centres\/[0-9a-f]{8}-/);
  await visit(`/${jurisdiction}/decisions`, /\/decisions\/[0-9a-f]/);
  await visit(`/${jurisdiction}/departures`);
  await visit(`/${jurisdiction}/assessments`);
  const centre = [...found].find((p) => /\/centres\/[0-9a-f]{8}-[0-9a-f-]+$/.test(p))!;
  for (const tab of ['committee', 'years', 'decisions', 'timeline']) found.add(`${centre}/${tab}`);
  return [...found];
}

/** Fills in the form for a new centre, takes what the browser would have sent, and keeps it from the server. */
async function whenTheFormIsSentButStopped(page: Page, { specialty, institution, name }: { specialty: string; institution: string; name: string }) {
  await page.getByRole('combobox', { name: '专业方向' }).selectOption(specialty);
  await page.getByRole('combobox', { name: '挂靠单位' }).selectOption(institution);
  await page.getByLabel('名称').fill(name);
  let catches: (request: Request) => void = () => undefined;
  const caught = new Promise<Request>((resolve) => (catches = resolve));
  await page.route('**/zhengzhou/centres/new', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    // Stopped first: it must not slip by while the handler is taken away.
    await route.abort();
    catches(route.request());
  });
  await page.getByRole('button', { name: '设立质控中心' }).click();
  const request = await caught;
  await page.unroute('**/zhengzhou/centres/new');
  await page.goto('/zhengzhou');
  // Only the reply that was kept back may be missed.
  expect(complaints(page).filter((c) => !/Failed to (load resource|fetch)/.test(c))).toEqual([]);
  const headers = await request.allHeaders();
  return {
    url: request.url(),
    headers: { 'next-action': headers['next-action']!, 'content-type': headers['content-type']!, accept: 'text/x-component' },
    body: request.postDataBuffer()!,
  };
}

async function thenTheCentreIs(page: Page, name: string, count: number) {
  await page.goto(`/zhengzhou/centres?q=${encodeURIComponent(name)}`);
  await expect(page.locator('.sub')).toContainText(`共 ${count} 个`);
}
