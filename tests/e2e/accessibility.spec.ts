import AxeBuilder from '@axe-core/playwright';
import { account } from './support/accounts';
import { expect, SIZES, test, type Page } from './support/desk';
import { stateTag } from './support/steps';

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** The main screens of each role: an address, and what is clicked there to come to the screen. */
const SCREENS: Record<string, readonly (readonly [screen: string, path: string, click?: string])[]> = {
  'cq-official': [
    ['worklist', '/chongqing'], ['centres', '/chongqing/centres'], ['a file', '/chongqing/centres?q=cq-l-001', 'main a.cover'],
    ['a list to approve', '/chongqing', 'main a[href*="/rosters/"]'], ['a card', '/chongqing/decisions', 'main a.cover'],
    ['the year', '/chongqing/assessments'], ['a grade to confirm', '/chongqing/assessments?state=proposed', 'main a[href*="/assessments/0"]'],
    ['a new centre', '/chongqing/centres/new'], ['departures', '/chongqing/departures'], ['rules', '/chongqing/rules'], ['institutions', '/chongqing/institutions'], ['an institution', '/chongqing/institutions', 'main table a[href*="/institutions/"]'], ['a person', '/chongqing/search?q=zh', 'main a[href*="/people/"]'],
  ],
  'cq-official-2': [
    ['plan', '/chongqing/specialties'], ['rounds', '/chongqing/selections'], ['a round', '/chongqing/selections', 'main a[href*="/chongqing/selections/0"]'], ['a new round', '/chongqing/selections/new'],
    ['applications under review', '/chongqing?kind=application', 'main a[href$="/applications"]'], ['a result to release', '/chongqing?kind=selection&q=复核', 'main a[href$="/result"]'],
    ['an objection', '/chongqing?kind=objection', 'main a[href$="/result"]'], ['sanctions', '/chongqing/sanctions'], ['a new event', '/chongqing/sanctions/new?kind=event'], ['messages', '/chongqing/messages?show=all'],
  ],
  'cq-host': [['calls and applications', '/chongqing/applications'], ['an application', '/chongqing?kind=application', 'main a[href*="/applications/0"]']],
  'cq-host-4': [['handovers', '/chongqing/handovers'], ['a handover', '/chongqing?kind=handover', 'main a[href*="/handovers/0"]']],
  'cq-panel-3': [['reviews', '/chongqing/reviews'], ['a review', '/chongqing?kind=panel', 'main a[href*="/reviews/0"]']],
  'zz-host-2': [['public calls', '/calls/zhengzhou'], ['public notices', '/notices/zhengzhou'], ['a notice', '/notices/zhengzhou', 'main a[href*="/notices/zhengzhou/0"]'], ['directory', '/directory/zhengzhou']],
  'cq-director': [['committee', '/chongqing', 'main a[href*="/centres/"]'], ['a new person', '/chongqing/people/new']],
  'cq-assessor': [['an assessment', '/chongqing', 'main a[href*="/assessments/"]']],
  'cq-audit': [['audit', '/chongqing/audit']],
  'cq-security': [['accounts', '/chongqing/accounts']],
  'zz-official': [['catalogue', '/zhengzhou/specialties'], ['a card', '/zhengzhou/decisions?state=all', 'main a.cover']],
  'zz-secretary': [['a list', '/zhengzhou?tab=begun', 'main a.cover']],
  'qp-secretary': [['worklist', '/qingpu'], ['a list', '/qingpu?tab=begun', 'main a.cover'], ['groups', '/qingpu/centres']],
  'jx-official': [['the year', '/jinxiang/assessments']],
  'expert': [['a score sheet', '/jinxiang/assessments', 'main a[href*="/assessments/"]'], ['worklist', '/chongqing']],
  'platform': [['jurisdictions', '/platform']],
};

test('the sign-in page keeps to WCAG 2.2 AA, with and without faults', async ({ desk }) => {
  const page = await desk.stranger();
  for (const viewport of Object.values(SIZES)) {
    await page.setViewportSize(viewport);
    await page.goto('/login');
    await thenNothingIsInTheWay(page, 'sign-in');
    await page.getByRole('button', { name: '登录' }).click();
    await expect(page.getByRole('alert').filter({ hasText: '需要更正' })).toBeFocused();
    await thenNothingIsInTheWay(page, 'sign-in with faults');
  }
});

for (const [login, screens] of Object.entries(SCREENS)) {
  test(`the screens of ${login} keep to WCAG 2.2 AA at both sizes`, async ({ desk }) => {
    const page = await desk.enter(login);
    for (const [screen, path, click] of screens) {
      await page.setViewportSize(SIZES.desktop);
      await page.goto(path);
      if (click) {
        const from = page.url();
        await page.locator(click).first().click();
        await expect(page).not.toHaveURL(from);
        await page.waitForLoadState();
        await expect(page).toHaveTitle(/质控$/);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      }
      for (const viewport of Object.values(SIZES)) {
        await page.setViewportSize(viewport);
        await thenNothingIsInTheWay(page, `${screen}, ${viewport.width}`);
      }
    }
  });
}

test('by keyboard alone: sign in, open the work, change the list, submit it', async ({ desk }) => {
  const page = await desk.stranger();
  await page.goto('/login');
  await byTab(page, (at) => at.name === 'loginName');
  await page.keyboard.type('na-secretary');
  await page.keyboard.press('Tab');
  await page.keyboard.type(account('na-secretary').password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/national$/);
  await page.waitForLoadState();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('待办');

  await page.keyboard.press('Tab');
  await expect(page.locator(':focus')).toHaveText('跳到正文');
  await page.keyboard.press('Enter');
  await byTab(page, (at) => at.text === '完成专家委员会名单草稿');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('名单');

  const seats = page.getByRole('table', { name: '名单', exact: true }).getByRole('row').filter({ hasText: '移出' });
  const before = await seats.count();
  const removed = await byTab(page, (at) => at.label.startsWith('移出'), 200);
  await page.keyboard.press('Enter');
  await expect(seats).toHaveCount(before - 1);
  await byTab(page, (at) => at.label === '查找人选', 300);
  await page.keyboard.type(removed.label.slice(2).trim());
  await page.keyboard.press('Enter');
  await expect(page.getByRole('table', { name: '可选人选' })).toBeVisible();
  await byTab(page, (at) => at.text === '添加', 300);
  await page.keyboard.press('Enter');
  await expect(seats).toHaveCount(before);

  await byTab(page, (at) => /^报.*审定$/.test(at.text), 300);
  await page.keyboard.press('Enter');
  await expect(stateTag(page)).toHaveText('待审定');
});

async function thenNothingIsInTheWay(page: Page, where: string) {
  const { violations } = await new AxeBuilder({ page }).withTags(STANDARDS).analyze();
  expect(violations.map((v) => `${where}: ${v.id} (${v.help}) at ${v.nodes.slice(0, 3).map((n) => `${n.target.join(' ')} ${n.failureSummary?.split('\n')[1] ?? ''}`).join(' | ')}`)).toEqual([]);
}

interface Focus {
  name: string;
  text: string;
  label: string;
}

/** Presses Tab until the focus is where it should be; every stop on the way has to be seen. */
async function byTab(page: Page, arrived: (at: Focus) => boolean, most = 60): Promise<Focus> {
  for (let i = 0; i < most; i += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const e = document.activeElement as HTMLElement;
      const { outlineStyle, boxShadow } = getComputedStyle(e);
      const shown = e === document.body || e.checkVisibility();
      return {
        name: e.getAttribute('name') ?? '', text: e.textContent?.trim() ?? '', label: e.getAttribute('aria-label') ?? '',
        // Inside a date field the browser marks the part that has the focus.
        marked: e === document.body || (e as HTMLInputElement).type === 'date' || outlineStyle !== 'none' || boxShadow !== 'none', shown, tag: e.outerHTML.slice(0, 80),
      };
    });
    expect(at.shown, `the focus is seen: ${at.tag}`).toBe(true);
    expect(at.marked, `the focus is marked: ${at.tag}`).toBe(true);
    if (arrived(at)) return at;
  }
  throw new Error('Tab did not come there');
}
