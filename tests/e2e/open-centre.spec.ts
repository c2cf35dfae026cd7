import { expect, test, type Page } from './support/desk';
import { choices, errorSummary, openCentreFile, stateTag } from './support/steps';

// Where every direction of the catalogue has its centre, the official adds one first.
const PLACES = [
  { login: 'na-official', path: 'national', kind: '质控中心', body: '专家委员会', hosted: true, adds: '航空医学救援专业' },
  { login: 'cq-official', path: 'chongqing', kind: '质控中心', body: '专家委员会', hosted: true, adds: null },
  { login: 'zz-official', path: 'zhengzhou', kind: '质控中心', body: '专委会', hosted: true, adds: null },
  { login: 'qp-official', path: 'qingpu', kind: '质控组', body: '专家组', hosted: false, adds: '疼痛专业' },
  { login: 'jx-official', path: 'jinxiang', kind: '质控中心', body: '质控中心组成人员', hosted: true, adds: '眼科专业' },
] as const;

for (const place of PLACES) {
  test(`an official of ${place.path} opens a centre from the catalogue`, async ({ desk }) => {
    const page = await desk.enter(place.login);
    await page.goto(`/${place.path}/specialties`);
    if (place.adds) await whenAddingADirection(page, place.adds);
    const direction = await whenChoosingADirectionWithoutACentre(page, place.adds);

    if (place.hosted) await whenOpeningWithoutAHost(page, place.kind);
    else await expect(page.getByText('挂靠')).toHaveCount(0);
    const host = place.hosted ? await whenChoosingAHost(page) : null;
    await page.getByRole('button', { name: new RegExp(`^(设立|组建)${place.kind}`) }).click();
    await page.waitForURL(/\/centres\/[0-9a-f-]{36}$/);

    await thenTheFileIsOpen(page, { ...place, direction, host });
    await thenItsListIsEmpty(page, place);
    await thenTheDirectionIsTaken(page, place.path, direction);
  });
}

test('the catalogue of Zhengzhou is the annex: 83 directions in 4 classes and 7 fields', async ({ desk }) => {
  const page = await desk.enter('zz-secretary');
  await page.goto('/zhengzhou/specialties');
  await expect(page.locator('.sub')).toContainText('共 83 个方向，4 类 7 个领域');
  await expect(page.locator('.sub')).toContainText('附件');
  const table = page.getByRole('table', { name: '设置规划' });
  const numbers = await table.getByRole('row').filter({ has: page.getByRole('cell') }).locator('td:first-child').allTextContents();
  expect(numbers.map(Number)).toEqual(Array.from({ length: 83 }, (_, i) => i + 1));
  await page.getByRole('combobox', { name: '类别' }).selectOption('tcm');
  await page.waitForURL(/class=tcm/);
  await expect(table.getByRole('row').filter({ has: page.getByRole('cell') })).toHaveCount(20);
  await page.getByRole('searchbox', { name: '查找' }).fill('xdgy');
  await page.getByRole('button', { name: '查询' }).click();
  await expect(table.getByRole('row').filter({ has: page.getByRole('cell') })).toHaveCount(1);
  await expect(table).toContainText('消毒供应');
});

async function whenAddingADirection(page: Page, direction: string) {
  await page.getByLabel('工作方向').fill(direction);
  await page.getByRole('button', { name: '增加方向' }).click();
  await expect(errorSummary(page)).toContainText('类别');
  await expect(page.getByLabel('工作方向')).toHaveValue(direction);
  await page.getByRole('region', { name: '增加方向' }).getByRole('combobox', { name: '类别' }).selectOption({ label: '临床类' });
  await page.getByRole('button', { name: '增加方向' }).click();
  await expect(page.getByRole('status')).toContainText(`规划中已增加${direction}`);
}

async function whenChoosingADirectionWithoutACentre(page: Page, direction: string | null): Promise<string> {
  const line = page.getByRole('table', { name: '设置规划' }).getByRole('row').filter({ hasText: direction ?? '专业' }).filter({ has: page.getByRole('link', { name: '设立登记' }) }).first();
  const link = line.getByRole('link', { name: '设立登记' });
  const cells = await line.getByRole('cell').allTextContents();
  await link.click();
  await page.waitForURL(/\/centres\/new/);
  const found = direction ?? cells.find((c) => /[专业]/.test(c))!;
  await expect(page.getByRole('combobox', { name: '专业方向' }).locator('option:checked')).toContainText(found);
  return found;
}

async function whenOpeningWithoutAHost(page: Page, kind: string) {
  await page.getByRole('button', { name: new RegExp(`^(设立|组建)${kind}`) }).click();
  await expect(errorSummary(page)).toBeFocused();
  await expect(errorSummary(page)).toContainText('挂靠单位');
}

async function whenChoosingAHost(page: Page): Promise<string> {
  const select = page.getByRole('combobox', { name: '挂靠单位' });
  const [first] = await choices(select);
  await select.selectOption(first!.value);
  return first!.label.replace(/（.*/, '');
}

async function thenTheFileIsOpen(page: Page, { direction, host, kind }: { direction: string; host: string | null; kind: string }) {
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`${direction.replace(/专业$/, '')}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(kind);
  await expect(stateTag(page)).toHaveText('正常运行');
  if (host) await expect(page.locator('dl.facts')).toContainText(host);
  else await expect(page.locator('dl.facts')).not.toContainText('挂靠');
}

async function thenItsListIsEmpty(page: Page, { kind, body }: { kind: string; body: string }) {
  await page.getByRole('navigation', { name: `${kind}档案` }).getByRole('link').nth(1).click();
  await expect(page.getByText(`${body}尚无名单`)).toBeVisible();
  // Lists are put forward by the centre, not by the official.
  await expect(page.getByRole('button', { name: '起草名单' })).toHaveCount(0);
}

async function thenTheDirectionIsTaken(page: Page, path: string, direction: string) {
  const name = (await page.getByRole('heading', { level: 1 }).textContent())!.split(/\s/)[0]!;
  await page.goto(`/${path}/specialties?q=${encodeURIComponent(direction)}`);
  await expect(page.getByRole('table', { name: '设置规划' }).getByRole('link', { name })).toBeVisible();
  await openCentreFile(page, path, name);
}
