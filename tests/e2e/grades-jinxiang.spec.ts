import { expect, test, type Page } from './support/desk';
import { assessmentOf, consequence, part, whenDeciding, whenOpeningTheAssessment } from './support/grades';
import { confirmDialog, errorSummary, openCentreFile, openWorkItem, row, stateTag, year } from './support/steps';

const CENTRE = '重症医学质控中心';

test.describe.configure({ mode: 'serial' });

test('Jinxiang: the score sheet names every fault and keeps what was typed', async ({ desk }) => {
  const assessor = await desk.enter('jx-assessor');
  await assessor.goto('/jinxiang');
  await openWorkItem(assessor, /考核/, CENTRE);
  await whenHandingInAnIncompleteSheet(assessor);
  await thenTheSummaryLeadsToEachField(assessor);
  await whenTheSheetIsKeptForLater(assessor);
  await whenTheSheetIsCompleteAndHandedIn(assessor);
  await assessor.goto('/jinxiang?tab=done');
  await expect(assessor.getByRole('main')).toContainText(CENTRE);
});

test('Jinxiang: two grades stand open until the official has chosen one rule for the year', async ({ desk }) => {
  const official = await desk.enter('jx-official');
  await official.goto(`/jinxiang/assessments?year=${year()}`);
  await expect(official.getByText(/个中心按分数与按比例所得等次不同/)).toBeVisible();
  const centre = await givenACentreWithTwoGrades(official);
  await thenItCannotBeConfirmedYet(official, centre);
  await whenChoosingTheScoreWithAReason(official);
  await thenTheConfirmedGradeLeadsToACard(official, centre);
});

test('Jinxiang: two years without a pass end the hosting and shut out the director', async ({ desk }) => {
  const official = await desk.enter('jx-official');
  await official.goto('/jinxiang/decisions');
  const line = row(official, '裁定', '解除挂靠，重新遴选');
  const centre = (await line.getByRole('cell').nth(1).textContent())!;
  await line.getByRole('link').first().click();
  await expect(consequence(official, '主任')).toContainText('取消资格并不得参加本次遴选');
  await expect(consequence(official, '挂靠单位')).toContainText('不得参加本次遴选');
  await expect(consequence(official, '质控中心组成人员')).toContainText('不变');
  await expect(part(official, '什么会改变这一结果').getByRole('columnheader', { name: '主任', exact: true })).toBeVisible();
  await whenDeciding(official);
  await openCentreFile(official, 'jinxiang', centre);
  await expect(stateTag(official)).toHaveText('待重新遴选');
  for (const seat of ['挂靠单位', '主任']) await expect(official.locator('dl.facts > div').filter({ hasText: seat })).toContainText('空缺');
});

/** Points of every item but one, two of them wrong and one without its reason. */
async function whenHandingInAnIncompleteSheet(page: Page) {
  for (const item of await items(page)) await points(page, item.number).fill(String(item.max));
  const [first, second, third, fourth] = await items(page);
  await points(page, first!.number).fill('');
  await points(page, second!.number).fill(String(second!.max + 1));
  await points(page, third!.number).fill(String(third!.max - 1));
  await points(page, fourth!.number).fill('abc');
  await page.getByLabel('考核意见').fill('现场查看了全部台账');
  await page.getByRole('button', { name: '提交考核结果' }).click();
}

async function thenTheSummaryLeadsToEachField(page: Page) {
  await expect(errorSummary(page)).toBeFocused();
  await expect(page.getByLabel('考核意见')).toHaveValue('现场查看了全部台账');
  for (const [number, words] of [[1, /第1项/], [2, /第2项.*3/], [3, /第3项.*理由/], [4, /第4项应为0至\d+分之间/]] as const) {
    await errorSummary(page).getByRole('link', { name: words }).click();
    await expect(page.locator(':focus')).toHaveAttribute('name', new RegExp(`^(points|reason)-${number}$`));
    await expect(page.locator(':focus')).toHaveAttribute('aria-invalid', 'true');
  }
  await expect(points(page, 3)).toHaveValue('2');
  await expect(points(page, 10)).not.toHaveValue('');
}

async function whenTheSheetIsKeptForLater(page: Page) {
  await points(page, 4).fill(String((await items(page))[3]!.max));
  await thenTheTotalFollowsTheTyping(page);
  await thenNothingTypedIsLostByALink(page);
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: '已保存' })).toBeVisible();
  await page.reload();
  await expect(points(page, 3)).toHaveValue('2');
  await expect(page.getByLabel('考核意见')).toHaveValue('现场查看了全部台账');
}

async function thenTheTotalFollowsTheTyping(page: Page) {
  const total = page.locator('.total .tt');
  await points(page, 10).fill('0');
  const less = Number(/合计\s*([\d.]+)/.exec((await total.textContent())!)![1]);
  await points(page, 10).fill('２.５');
  await expect(total).toContainText(`合计 ${less + 2.5} /`);
  await points(page, 10).fill(String((await items(page))[9]!.max));
}

async function thenNothingTypedIsLostByALink(page: Page) {
  const asked = new Promise<string>((resolve) => page.once('dialog', (dialog) => { resolve(dialog.message()); void dialog.dismiss(); }));
  await page.getByRole('navigation', { name: '当前位置' }).getByRole('link').first().click();
  expect(await asked).toContain('还没有保存');
  await expect(page.getByLabel('考核意见')).toHaveValue('现场查看了全部台账');
}

async function whenTheSheetIsCompleteAndHandedIn(page: Page) {
  const [first, second] = await items(page);
  await points(page, 1).fill(String(first!.max));
  await points(page, 2).fill(String(second!.max));
  await page.getByLabel('第3项扣分理由').fill('全年少开一次会议');
  await page.getByRole('button', { name: '提交考核结果' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('待办');
}

async function givenACentreWithTwoGrades(page: Page): Promise<string> {
  await page.getByRole('link', { name: /两种等次不同/ }).click();
  await page.waitForURL(/state=conflict/);
  const line = page.getByRole('table', { name: `${year()}年度考核` }).getByRole('row').filter({ has: page.getByRole('cell') }).filter({ hasText: '合格' }).first();
  const [byScore, byProportion] = [await line.getByRole('cell').nth(5).textContent(), await line.getByRole('cell').nth(6).textContent()];
  expect(byScore).toBeTruthy();
  expect(byProportion).not.toBe(byScore);
  return (await line.getByRole('link').first().textContent())!;
}

async function thenItCannotBeConfirmedYet(page: Page, centre: string) {
  await whenOpeningTheAssessment(page, 'jinxiang', centre);
  const result = part(page, '考核结果');
  await expect(result).toContainText('两种办法不同，尚未选定');
  await expect(result).toContainText('附件');
  await expect(result).toContainText('第二十三条');
  await expect(page.getByRole('button', { name: /^确认/ })).toHaveCount(0);
  await page.getByRole('link', { name: '选定认定办法' }).click();
  await expect(page.getByRole('heading', { name: '选定认定办法' })).toBeVisible();
}

async function whenChoosingTheScoreWithAReason(page: Page) {
  await page.getByRole('button', { name: '选定办法' }).click();
  await expect(errorSummary(page)).toContainText('请选择一种办法');
  await expect(errorSummary(page)).toContainText('理由');
  await page.getByRole('radio', { name: /按分数/ }).check();
  await page.getByLabel('理由').fill('按附件分数线认定，不按比例强制分布');
  await page.getByRole('button', { name: '选定办法' }).click();
  await expect(page.getByRole('dialog').getByRole('heading')).toContainText('一律按分数认定等次');
  await expect(page.getByRole('dialog')).toContainText(/\d+个中心的等次因此与按比例所得不同/);
  await confirmDialog(page, '选定');
  await expect(page.getByText(`${year()}年度一律按分数认定等次`)).toBeVisible();
}

async function thenTheConfirmedGradeLeadsToACard(page: Page, centre: string) {
  await whenOpeningTheAssessment(page, 'jinxiang', centre);
  await expect(part(page, '考核结果')).toContainText('按分数');
  const button = page.getByRole('button', { name: /^确认为/ });
  const grade = (await button.textContent())!.replace('确认为', '');
  await button.click();
  await confirmDialog(page, '确认');
  await page.waitForURL(/\/decisions\//);
  await expect(page.getByRole('main')).toContainText(`${centre}${year()}年度考核${grade}`);
  await expect(part(page, '逐条检验').getByRole('row').filter({ hasText: '触发' })).toContainText('第二十四条');
  await page.goto(`/jinxiang/assessments?year=${year()}`);
  await expect(assessmentOf(page, centre)).toContainText('已确认');
}

const points = (page: Page, number: number) => page.getByLabel(`第${number}项得分`);

/** The items of the sheet with what each is worth. */
async function items(page: Page): Promise<{ number: number; max: number }[]> {
  const rows = page.getByRole('table', { name: '考核评分表' }).getByRole('row').filter({ has: page.getByRole('textbox') });
  return rows.evaluateAll((all) => all.map((r) => ({ number: Number(r.querySelector('.no')!.textContent), max: Number(r.querySelector('.mx')!.textContent) })));
}
