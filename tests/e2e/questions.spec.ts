import { expect, test, type Page } from './support/desk';
import { errorSummary } from './support/steps';

// What cannot be undone is asked for first, also where the scripts have not come yet, or never come.

test('the question is put without scripts', async ({ desk }) => {
  const page = await desk.enter('cq-official', { javaScriptEnabled: false });
  await whenAboutToRegister(page);
  await page.getByRole('main').getByRole('button', { name: '登记事件' }).click();
  const question = page.getByRole('dialog');
  await expect(question).toBeVisible();
  await question.getByRole('button', { name: '返回' }).click();
  await expect(question).toBeHidden();
  await page.getByRole('radio', { name: '重大医疗质量安全事件' }).check();
  await page.getByLabel('发生日期').fill('2026-09-01');
  await page.getByLabel('情况说明').fill('由他院转入的患者投诉');
  await page.getByLabel('发生日期').press('Enter');
  await expect(page.getByRole('alert')).toContainText('尚未办理');
  await expect(page).toHaveURL(/\/sanctions\/new/);
  await expect(page.getByLabel('情况说明')).toHaveValue('由他院转入的患者投诉');

  await page.getByLabel('情况说明').fill('');
  await page.getByRole('main').getByRole('button', { name: '登记事件' }).click();
  await question.getByRole('button', { name: '登记事件' }).click();
  await expect(page.getByRole('alert'), 'the server names what is missing').toContainText('请填写情况说明');
});

test('with scripts what is missing is named before the question, to which the Enter key leads, too', async ({ desk }) => {
  const page = await desk.enter('cq-official');
  await whenAboutToRegister(page);
  await page.getByRole('radio', { name: '重大医疗质量安全事件' }).check();
  await page.getByLabel('发生日期').fill('2026-09-01');
  await page.getByRole('main').getByRole('button', { name: '登记事件' }).click();
  await expect(errorSummary(page)).toContainText('请填写情况说明');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByLabel('发生日期')).toHaveValue('2026-09-01');
  await page.getByLabel('情况说明').fill('由他院转入的患者投诉');
  await page.getByLabel('发生日期').press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

async function whenAboutToRegister(page: Page): Promise<void> {
  await page.goto('/chongqing/sanctions/new?kind=event');
  const id = await page.getByRole('combobox', { name: '单位' }).locator('option').nth(1).getAttribute('value');
  await page.goto(`/chongqing/sanctions/new?kind=event&institution=${id}`);
  await expect(page.getByLabel('发生日期')).toBeVisible();
}
