import { expect, test, type Page } from './support/desk';
import { allCentres, consequence, part, whenDeciding, whenOpeningTheAssessment, whenProposing, whenReturning, whenTheCentreIsAssigned } from './support/grades';
import { seats } from './support/roster';
import { confirmDialog, openCentreFile, row, stateTag, year } from './support/steps';

test('Zhengzhou: a first year without a pass has no consequence yet, the second within the cycle has', async ({ desk }) => {
  const official = await desk.enter('zz-official');
  const centre = await givenACentreThatFailedLastYear(official);
  const login = await whenTheCentreIsAssigned(official, 'zhengzhou', centre, 'zz-assessor');
  const assessor = await desk.enter(login);

  await whenOpeningTheAssessment(assessor, 'zhengzhou', centre);
  await whenProposing(assessor, '良好', '主要工作按计划完成');
  await whenOpeningTheAssessment(official, 'zhengzhou', centre);
  await whenReturning(official, '指标数据未报送，请核实');
  await whenOpeningTheAssessment(assessor, 'zhengzhou', centre);
  await whenProposing(assessor, '不合格', '质控数据长期缺报，会议和培训未按要求开展');

  await whenOpeningTheAssessment(official, 'zhengzhou', centre);
  await official.getByRole('button', { name: '确认等次' }).click();
  await confirmDialog(official, '确认');
  await official.waitForURL(/\/decisions\//);
  await expect(official.getByRole('heading', { level: 1 })).toContainText('解除挂靠，重新遴选');
  const decisive = part(official, '逐条检验').getByRole('row').filter({ hasText: '触发' });
  await expect(decisive).toContainText('第二十七条（二）');
  await expect(decisive).toContainText('不合格 2次');
  await expect(part(official, '什么会改变这一结果').getByRole('row').filter({ hasText: `${year()}年度为` })).toBeVisible();
});

test('Zhengzhou: the host goes, the committee stays', async ({ desk }) => {
  const official = await desk.enter('zz-official');
  const centre = await givenARemovalThatLeavesTheCommittee(official);
  await expect(consequence(official, '主任委员')).toContainText('留任');
  await whenDeciding(official);
  await expect(official.getByText(/按检验结果裁定，自/)).toBeVisible();

  await openCentreFile(official, 'zhengzhou', centre);
  await expect(stateTag(official)).toHaveText('待重新遴选');
  await expect(official.locator('dl.facts > div').filter({ hasText: '挂靠单位' })).toContainText('空缺');
  await expect(official.locator('dl.facts > div').filter({ hasText: '主任委员' })).not.toContainText('空缺');
  await expect(official.getByText('目前没有专委会')).toHaveCount(0);
  await official.getByRole('navigation', { name: '质控中心档案' }).getByRole('link', { name: /专委会/ }).click();
  await expect(seats(official)).not.toHaveCount(0);
});

async function givenACentreThatFailedLastYear(page: Page): Promise<string> {
  const once = (await allCentres(page, 'zhengzhou', '?status=operating')).filter((c) => {
    const grades = c['近四年等次']!.split('、');
    return grades.at(-1) === '不合格' && grades.filter((g) => g === '不合格').length === 1;
  });
  // With the fewest years behind it, so that this year is not the last of the cycle.
  once.sort((a, b) => a['近四年等次']!.length - b['近四年等次']!.length);
  return once[0]!['名称']!;
}

async function givenARemovalThatLeavesTheCommittee(page: Page): Promise<string> {
  await page.goto('/zhengzhou/decisions');
  for (const line of await row(page, '裁定', '解除挂靠，重新遴选').filter({ hasText: `${year() - 1}年度` }).all()) {
    const centre = (await line.getByRole('cell').nth(1).textContent())!;
    const href = (await line.getByRole('link').first().getAttribute('href'))!;
    const card = await page.context().newPage();
    await card.goto(href);
    const stays = await consequence(card, '专委会').getByText('不变').count();
    await card.close();
    if (!stays) continue;
    await page.goto(href);
    return centre;
  }
  throw new Error('no removal that leaves the committee');
}
