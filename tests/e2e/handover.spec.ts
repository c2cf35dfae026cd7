import { expect, test } from './support/desk';
import { errorSummary } from './support/steps';

// The host that leaves hands over: what is missing is named before the question is put, and every empty row is written at once,
// with scripts and without them. Nobody signs here: the demo's handover stays open for the other scenarios.

test('a handover names what is missing before it asks, and writes every empty row at once', async ({ desk }) => {
  const page = await desk.enter('cq-host-4');
  await page.goto('/chongqing/handovers');
  await page.getByRole('main').getByRole('row').filter({ hasText: '待原单位移交' }).getByRole('link').first().click();
  await page.waitForURL(/\/handovers\/[0-9a-f-]{36}$/);
  const rows = page.getByRole('table', { name: '交接清单' }).getByRole('textbox');
  for (const row of await rows.all()) await row.fill('');
  await rows.nth(1).fill('光盘两张');
  await page.getByRole('button', { name: '签字移交' }).click();
  await expect(errorSummary(page)).toContainText('请写明第1项');
  await expect(errorSummary(page)).not.toContainText('请写明第2项');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(rows.nth(1)).toHaveValue('光盘两张');
  await page.getByRole('button', { name: '空白项填写“已整理齐全”' }).click();
  await expect(rows.nth(0)).toHaveValue('已整理齐全');
  await expect(rows.nth(1)).toHaveValue('光盘两张');
  await page.getByRole('button', { name: '签字移交' }).click();
  await expect(page.getByRole('dialog')).toContainText('退回以前不能再改');
  await page.getByRole('dialog').getByRole('button', { name: '返回' }).click();

  const plain = await desk.enter('cq-host-4', { javaScriptEnabled: false });
  await plain.goto(page.url());
  const lines = plain.getByRole('table', { name: '交接清单' }).getByRole('textbox');
  await lines.nth(0).fill('三箱，已编号');
  await plain.getByRole('button', { name: '空白项填写“已整理齐全”' }).click();
  await expect(plain.getByRole('status')).toContainText('填写为“已整理齐全”');
  await expect(lines.nth(0)).toHaveValue('三箱，已编号');
  await expect(lines.nth(2)).toHaveValue('已整理齐全');
  // For whoever reads the demo next: empty again.
  for (const line of await lines.all()) await line.fill('');
  await plain.getByRole('button', { name: '保存', exact: true }).click();
  await expect(plain.getByRole('status')).toContainText('已保存');
});
