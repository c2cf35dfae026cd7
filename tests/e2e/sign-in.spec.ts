import { account } from './support/accounts';
import { expect, test, type Page } from './support/desk';
import { errorSummary } from './support/steps';

test('wrong and missing entries are named, and the account name is kept', async ({ desk }) => {
  const page = await desk.stranger();
  await page.goto('/');
  await expect(page).toHaveURL(/\/login/);
  await whenSigningIn(page, '', '');
  await expect(errorSummary(page)).toContainText('请填写账号和密码');

  await whenSigningIn(page, 'na-system', 'not the password');
  await expect(errorSummary(page)).toContainText('账号或密码不正确');
  await expect(errorSummary(page)).toBeFocused();
  await expect(page).toHaveTitle(/^错误：/);
  await expect(page.getByLabel('账号')).toHaveValue('na-system');
  await expect(page.getByLabel('密码')).toHaveValue('');
  await errorSummary(page).getByRole('link', { name: '账号或密码不正确' }).click();
  await expect(page.getByLabel('密码')).toBeFocused();

  await whenSigningIn(page, 'nobody-of-this-name', 'not the password');
  await expect(errorSummary(page)).toContainText('账号或密码不正确');
});

test('five failures lock an account until the security administrator unlocks it', async ({ desk }) => {
  const page = await desk.stranger();
  await page.goto('/login');
  for (let i = 1; i <= 5; i += 1) {
    await whenSigningIn(page, 'na-host', `wrong ${i}`);
    await expect(errorSummary(page)).toContainText('账号或密码不正确');
  }
  await whenSigningIn(page, 'na-host', account('na-host').password);
  await expect(errorSummary(page)).toContainText('账号已锁定 15 分钟');
  await expect(page).toHaveURL(/\/login/);

  const security = await desk.enter('na-security');
  await security.goto('/');
  await expect(security).toHaveURL(/\/national\/accounts$/);
  const line = security.getByRole('row').filter({ hasText: 'na-host' });
  await expect(line).toContainText('锁定至');
  await line.getByRole('button', { name: '解锁' }).click();
  await expect(line).toContainText('正常');

  await whenSigningIn(page, 'na-host', account('na-host').password);
  await expect(page).toHaveURL(/\/national$/);
});

test('somebody with posts in three jurisdictions goes from one to the other', async ({ desk }) => {
  const page = await desk.enter('expert');
  await page.goto('/');
  await expect(page).toHaveURL(/\/chongqing$/);
  for (const [authority, path, letter] of [['郑州市卫生健康委员会', 'zhengzhou', '郑'], ['金乡县卫生健康局', 'jinxiang', '金'], ['重庆市卫生健康委员会', 'chongqing', '渝']] as const) {
    await whenSwitchingTo(page, authority);
    await expect(page).toHaveURL(new RegExp(`/${path}$`));
    await expect(page.getByRole('banner')).toContainText(authority);
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '条文与口径' }).click();
    await expect(page.getByRole('table', { name: '适用的规则' }).getByRole('row').filter({ has: page.getByRole('cell') }).first()).toContainText(letter);
  }
});

test('signing out ends the session on the server; its old cookie leads to the sign-in page', async ({ desk }) => {
  const page = await desk.stranger();
  await page.goto('/login');
  await whenSigningIn(page, 'na-system', account('na-system').password);
  await expect(page).toHaveURL(/\/national\/accounts$/);
  const session = await page.context().storageState();

  await page.locator('summary', { hasText: '账号菜单' }).click();
  await page.getByRole('button', { name: '退出登录' }).first().click();
  await expect(page).toHaveURL(/\/login/);
  await page.goto('/national/accounts');
  await expect(page).toHaveURL(/\/login/);

  const replay = await desk.stranger({ storageState: session });
  await replay.goto('/national/accounts');
  await expect(replay).toHaveURL(/\/login/);
  await expect(replay.getByRole('heading', { level: 1 })).toHaveText('登录');
});

for (const [elsewhere, path] of [
  ['https://example.org/', '/national/accounts'],
  ['//example.org/national', '/national/accounts'],
  ['/\\example.org', '/national/accounts'],
  ['javascript:alert(1)', '/national/accounts'],
  ['/national/audit?result=ok', '/national/audit?result=ok'],
] as const) {
  test(`after signing in, ${elsewhere} leads to ${path}`, async ({ desk, baseURL }) => {
    const page = await desk.stranger();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`/login?callbackUrl=${encodeURIComponent(elsewhere)}`);
    const login = path.includes('audit') ? 'na-audit' : 'na-system';
    await whenSigningIn(page, login, account(login).password);
    await expect(page).toHaveURL(`${baseURL}${path}`);
    expect(asked.filter((url) => !url.startsWith(baseURL!) && !url.startsWith('data:'))).toEqual([]);
  });
}

test.describe('without scripts', () => {
  test('signing in is a plain form: faults are said, and it leads to the page that was asked for; so is signing out', async ({ desk, baseURL }) => {
    const page = await desk.stranger({ javaScriptEnabled: false });
    await page.goto('/national/audit?result=ok');
    await expect(page).toHaveURL(/\/login\?/);
    await whenSigningIn(page, '', '');
    await expect(errorSummary(page)).toContainText('请填写账号和密码');
    await whenSigningIn(page, 'na-audit', 'not the password');
    await expect(errorSummary(page)).toContainText('账号或密码不正确');
    await whenSigningIn(page, 'na-audit', account('na-audit').password);
    await expect(page).toHaveURL(`${baseURL}/national/audit?result=ok`);

    await page.locator('summary', { hasText: '账号菜单' }).click();
    await page.getByRole('button', { name: '退出登录' }).first().click();
    await expect(page).toHaveURL(/\/login/);
    await page.goto('/national/audit');
    await expect(page).toHaveURL(/\/login/);
  });

  test('a form that nobody was given a token for signs nobody in', async ({ request, baseURL }) => {
    const { password } = account('na-audit');
    const reply = await request.post('/api/auth/callback/credentials', { form: { loginName: 'na-audit', password, callbackUrl: '/national' }, headers: { origin: baseURL! }, maxRedirects: 0 });
    expect(reply.headers()['set-cookie'] ?? '').not.toContain('zhikong.session=');
  });

  test('an address elsewhere is not followed', async ({ desk, baseURL }) => {
    const page = await desk.stranger({ javaScriptEnabled: false });
    await page.goto(`/login?callbackUrl=${encodeURIComponent('//example.org/national')}`);
    await whenSigningIn(page, 'na-system', account('na-system').password);
    await expect(page).toHaveURL(`${baseURL}/national/accounts`);
  });
});

test('a browser that keeps no cookies is told so', async ({ request }) => {
  const page = await (await request.get('/login?csrf=sent')).text();
  expect(page).toContain('登录需要 cookie');
});

async function whenSigningIn(page: Page, login: string, password: string) {
  await page.getByLabel('账号').fill(login);
  await page.getByLabel('密码').fill(password);
  const answered = page.waitForResponse((r) => r.url().includes('/api/auth/callback'), { timeout: 5000 }).catch(() => null);
  await page.getByRole('button', { name: '登录' }).click();
  if (login && password) await answered;
}

async function whenSwitchingTo(page: Page, authority: string) {
  await page.locator('summary', { hasText: '切换辖区' }).click();
  await page.getByRole('banner').getByRole('link', { name: authority }).click();
}
