import { expect, test } from './support/desk';
import { confirmDialog, errorSummary } from './support/steps';

// The plan is changed: what a change will do stands in its question, and what was done in the history.

test('Qingpu: two directions are merged; the group that does not go on is closed', async ({ desk }) => {
  const page = await desk.enter('qp-official');
  await page.goto('/qingpu/specialties?q=内分泌');
  await page.getByRole('main').getByRole('table').getByRole('link', { name: '内分泌专业' }).click();
  await page.getByRole('link', { name: '合并', exact: true }).click();
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByRole('alert').filter({ hasText: '请至少选择一个方向' })).toBeVisible();
  await page.getByRole('checkbox', { name: '消化内科专业' }).check();
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('合并内分泌专业、消化内科专业');

  await page.getByRole('button', { name: '确认合并' }).click();
  await expect(errorSummary(page), 'what is missing is named before the question').toContainText('请填写理由');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('radio', { name: /^消化内科专业/ }).check();
  await page.getByRole('textbox', { name: '理由', exact: true }).fill('两个方向工作交叉，合并办理');
  await page.getByRole('button', { name: '确认合并' }).click();
  const question = page.getByRole('dialog');
  await expect(question).toContainText(/退出规划内分泌专业/);
  await expect(question).toContainText(/撤销内分泌质控组/);
  await expect(question).toContainText(/保留消化内科质控组/);
  await confirmDialog(page, '确认合并');

  await expect(page).toHaveURL(/\/specialties\/history$/);
  const entry = page.getByRole('main').getByRole('listitem').filter({ hasText: '内分泌' }).first();
  await expect(entry).toContainText('合并为消化内科专业');
  await expect(entry).toContainText('内分泌质控组撤销');
  await entry.getByRole('link', { name: '内分泌专业' }).click();
  await expect(page.getByRole('main')).toContainText('已撤销的');
  await expect(page.getByRole('link', { name: '内分泌质控组' })).toBeVisible();
});

test('Qingpu: a direction is renamed, and its question says what the group is called then', async ({ desk }) => {
  const page = await desk.enter('qp-official');
  await page.goto('/qingpu/specialties?q=精神卫生');
  await page.getByRole('main').getByRole('table').getByRole('link', { name: '精神卫生专业' }).click();
  await page.getByRole('link', { name: '更名' }).click();
  await page.getByLabel('新的名称').fill('心理卫生专业');
  await page.getByRole('textbox', { name: '理由', exact: true }).fill('与上级目录一致');
  await page.getByRole('button', { name: '确认更名' }).click();
  await expect(page.getByRole('dialog')).toContainText('精神卫生质控组改称心理卫生质控组');
  await confirmDialog(page, '确认更名');
  await expect(page).toHaveURL(/\/specialties\/history$/);
  await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: '更名为心理卫生专业' })).toContainText('精神卫生质控组改称心理卫生质控组');
});
