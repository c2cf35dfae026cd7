import { expect, test, type Page } from './support/desk';
import { errorSummary, row } from './support/steps';

// The register on which eligibility rests is corrected, with a reason, and tells what it was.

test('an entry of the register is corrected, and what was emptied or unticked stays so', async ({ desk }) => {
  const official = await desk.enter('jx-official');
  await official.goto('/jinxiang/institutions');
  const link = official.getByRole('table', { name: '医疗机构' }).getByRole('link').first();
  const name = (await link.textContent())!;
  await link.click();
  await expect(official.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(official.getByText('登记后没有更正过')).toBeVisible();

  await whenCorrecting(official, { region: '金乡街道', private: true, reason: '' });
  await expect(errorSummary(official)).toContainText('更正理由');
  await expect(official.getByLabel('所在区域')).toHaveValue('金乡街道');
  await whenCorrecting(official, { region: '', private: false, reason: '' });
  await expect(errorSummary(official)).toContainText('所在区域');
  // Not what the entry holds, but what was sent.
  await expect(official.getByLabel('所在区域')).toHaveValue('');
  await expect(official.getByRole('checkbox', { name: '社会办医疗机构' })).not.toBeChecked();

  await whenCorrecting(official, { region: '金乡街道', private: true, reason: '执业许可证已变更' });
  const line = row(official, '更正记录', '执业许可证已变更');
  await expect(line).toContainText('改为金乡街道');
  await expect(line).toContainText('社会办：否改为是');
  await expect(official.getByRole('status').filter({ hasText: '登记已更正' })).toBeVisible();
  await expect(official.getByLabel('更正理由')).toHaveValue('');
  await expect(official.getByRole('checkbox', { name: '社会办医疗机构' })).toBeChecked();
  await whenCorrecting(official, { region: '金乡街道', private: true, reason: '再次提交' });
  await expect(errorSummary(official)).toContainText('没有需要更正的内容');
});

async function whenCorrecting(page: Page, to: { region: string; private: boolean; reason: string }) {
  await page.getByLabel('所在区域').fill(to.region);
  await page.getByRole('checkbox', { name: '社会办医疗机构' }).setChecked(to.private);
  await page.getByLabel('更正理由').fill(to.reason);
  const answer = page.waitForResponse((r) => r.request().method() === 'POST');
  await page.getByRole('button', { name: '更正登记' }).click();
  await answer;
}
