import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, SIZES, test } from './support/desk';

// Pictures of the main screens, to be looked at; nothing is asserted but that they come.

const folder = path.resolve('test-results/screens');

const SCREENS: readonly (readonly [name: string, login: string, path: string, click?: string])[] = [
  ['worklist', 'cq-official', '/chongqing'],
  ['worklist-secretary', 'cq-secretary', '/chongqing'],
  ['centres', 'cq-official', '/chongqing/centres'],
  ['centre', 'cq-official', '/chongqing/centres?q=cq-l-001', 'main a.cover'],
  ['committee', 'zz-official', '/zhengzhou/centres?q=zz-l-002', 'main a.cover'],
  ['roster', 'cq-secretary', '/chongqing?tab=begun', 'main a.cover'],
  ['roster-approval', 'cq-official', '/chongqing', 'main a[href*="/rosters/"]'],
  ['year', 'cq-official', '/chongqing/assessments'],
  ['year-jinxiang', 'jx-official', '/jinxiang/assessments'],
  ['score-sheet', 'expert', '/jinxiang/assessments', 'main a[href*="/assessments/"]'],
  ['decisions', 'cq-official', '/chongqing/decisions?state=all'],
  ['decision', 'cq-official', '/chongqing/decisions', 'main a.cover'],
  ['rounds', 'cq-official', '/chongqing/selections'],
  ['round', 'cq-official', '/chongqing/selections', 'main a[href*="/chongqing/selections/0"]'],
  ['review', 'cq-office', '/chongqing?kind=application', 'main a[href$="/applications"]'],
  ['choice', 'cq-official', '/chongqing?q=择优提出', 'main a[href$="/result"]'],
  ['release', 'cq-official-2', '/chongqing?q=复核', 'main a[href$="/result"]'],
  ['objection', 'cq-official', '/chongqing?q=答复异议', 'main a[href$="/result"]'],
  ['applications', 'cq-host', '/chongqing/applications'],
  ['application', 'cq-host', '/chongqing?kind=application', 'main a[href*="/applications/0"]'],
  ['panel', 'cq-panel-3', '/chongqing?kind=panel', 'main a[href*="/reviews/0"]'],
  ['handover', 'cq-host-4', '/chongqing?kind=handover', 'main a[href*="/handovers/0"]'],
  ['sanctions', 'cq-official', '/chongqing/sanctions'],
  ['messages', 'cq-official', '/chongqing/messages?show=all'],
  ['calls', 'cq-host', '/calls/chongqing'],
  ['notices', 'cq-host', '/notices/chongqing'],
  ['notice', 'cq-host', '/notices/chongqing', 'main a[href*="/notices/chongqing/0"]'],
  ['directory', 'cq-host', '/directory/chongqing'],
  ['catalogue', 'zz-official', '/zhengzhou/specialties'],
  ['new-centre', 'zz-official', '/zhengzhou/centres/new'],
  ['groups', 'qp-official', '/qingpu/centres'],
  ['rules', 'jx-official', '/jinxiang/rules'],
  ['departures', 'cq-official', '/chongqing/departures'],
  ['institutions', 'cq-official', '/chongqing/institutions'],
  ['new-person', 'cq-secretary', '/chongqing/people/new'],
  ['accounts', 'cq-security', '/chongqing/accounts'],
  ['audit', 'cq-audit', '/chongqing/audit'],
  ['jurisdictions', 'platform', '/platform'],
];

test('pictures of the main screens', async ({ desk }) => {
  mkdirSync(folder, { recursive: true });
  const nobody = await desk.stranger();
  await nobody.goto('/login');
  await nobody.screenshot({ path: path.join(folder, 'login.png') });
  for (const [name, login, address, click] of SCREENS) {
    const page = await desk.enter(login);
    await page.goto(address);
    if (click) {
      const from = page.url();
      await page.locator(click).first().click();
      await expect(page).not.toHaveURL(from);
      await page.waitForLoadState('networkidle');
    }
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      await page.screenshot({ path: path.join(folder, `${name}${size === 'phone' ? '-390' : ''}.png`), fullPage: true });
    }
    await page.context().close();
  }
});
