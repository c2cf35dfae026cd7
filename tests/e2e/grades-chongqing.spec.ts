import { expect, test, type Page } from './support/desk';
import { allCentres, assessmentOf, consequence, part, whenDeciding, whenDecidingTooEarly, whenOpeningTheAssessment, whenProposing, whenReturning, whenTheCentreIsAssigned } from './support/grades';
import { confirmDialog, day, errorSummary, inWords, openCentreFile, openWorkItem, row, stateTag, workItem, year } from './support/steps';

test('Chongqing: a second year without a pass ends the hosting and dissolves the committee', async ({ desk }) => {
  const official = await desk.enter('cq-official');
  const centre = await givenACentreUnderRectification(official);
  const login = await whenTheCentreIsAssigned(await desk.enter('cq-office'), 'chongqing', centre, 'cq-assessor');

  const assessor = await desk.enter(login);
  await assessor.goto('/chongqing');
  await openWorkItem(assessor, /考核/, centre);
  await whenProposingWithoutAComment(assessor);
  await whenProposing(assessor, '合格', '基本完成年度任务，整改复查资料不全');

  await whenOpeningTheAssessment(official, 'chongqing', centre);
  await whenReturning(official, '整改复查不合格，请按事实重新提出等次');
  await assessor.goto('/chongqing');
  await openWorkItem(assessor, /考核/, centre);
  await expect(assessor.getByText('整改复查不合格')).toBeVisible();
  await whenProposing(assessor, '不合格', '年度计划未完成，整改无反馈');

  await official.goto('/chongqing');
  await openWorkItem(official, `确认${year()}年度考核等次`, centre);
  await whenAnotherGradeIsConfirmedWithoutAReason(official);
  await whenConfirming(official, '不合格');
  await thenTheCardShowsTheRemoval(official, centre);

  const host = (await official.getByRole('heading', { level: 1 }).textContent())!.split('：')[0]!;
  await whenDeciding(official);
  await expect(official.getByText(/按检验结果裁定，自/)).toBeVisible();
  await expect(official.getByRole('heading', { name: '作出裁定' })).toHaveCount(0);
  await thenTheFileShowsTheVacancy(official, centre, host);
});

test('Chongqing: what the text leaves to the authority is decided otherwise, with a reason', async ({ desk }) => {
  const official = await desk.enter('cq-official');
  await official.goto('/chongqing/decisions');
  await row(official, '裁定', '由主管部门决定').first().getByRole('link').first().click();
  await expect(official.getByRole('heading', { level: 1 })).toContainText('由主管部门决定');
  await expect(official.getByRole('radio', { name: /按检验结果裁定/ })).toBeDisabled();

  await whenDecidingTooEarly(official);
  await expect(errorSummary(official)).toBeFocused();
  await expect(errorSummary(official)).toContainText('另行裁定须写明理由');
  await expect(errorSummary(official)).toContainText('请选择挂靠单位的去留');
  await errorSummary(official).getByRole('link', { name: '另行裁定须写明理由' }).click();
  const reason = official.getByRole('textbox', { name: '理由', exact: true });
  await expect(reason).toBeFocused();
  await expect(reason).toHaveAccessibleDescription(/另行裁定须写明理由/);

  await official.getByRole('combobox', { name: '挂靠单位', exact: true }).selectOption({ label: '继续挂靠' });
  // What the test result says stands beside each choice, with its article.
  await expect(official.locator('.otherwise .field').filter({ hasText: '主任委员' })).toContainText('检验结果：');
  await official.getByRole('combobox', { name: '挂靠单位', exact: true }).selectOption({ label: '解除挂靠，重新遴选' });
  await expect(official.getByRole('combobox', { name: '原挂靠单位可否参加遴选' })).toBeVisible();
  await official.getByRole('combobox', { name: '挂靠单位', exact: true }).selectOption({ label: '继续挂靠' });
  await expect(official.getByRole('combobox', { name: '原挂靠单位可否参加遴选' })).toBeHidden();
  await reason.fill('上一周期末年的问题已整改到位，经委务会研究，继续挂靠');
  await whenDeciding(official, '另行裁定：继续挂靠');
  await expect(official.getByText(/另行裁定，自/)).toBeVisible();
  await expect(official.getByText('经委务会研究，继续挂靠')).toBeVisible();
  await official.goto('/chongqing?tab=done');
  await expect(official.getByRole('main')).toContainText('裁定：继续挂靠');
});

test('Chongqing: a full cycle of good years renews the hosting as computed', async ({ desk }) => {
  const official = await desk.enter('cq-official');
  await official.goto('/chongqing');
  const item = workItem(official, '裁定挂靠单位去留', '不作调整').first();
  const centre = (await item.locator('small').last().textContent())!.split('，')[0]!;
  await item.getByRole('link').first().click();
  await expect(official.getByRole('heading', { level: 1 })).toContainText('不作调整');
  await expect(part(official, '逐条检验').getByRole('row').filter({ hasText: '触发' })).toContainText('第二十五条（一）');
  await whenDeciding(official);
  await openCentreFile(official, 'chongqing', centre);
  await expect(official.getByRole('table', { name: '挂靠记录' })).toContainText('周期届满，不作调整');
  await expect(stateTag(official)).toHaveText('正常运行');
});

async function givenACentreUnderRectification(page: Page): Promise<string> {
  const found = (await allCentres(page, 'chongqing', '?status=rectifying')).filter((c) => c['近四年等次']!.endsWith('不合格'));
  await page.goto('/chongqing/assessments');
  for (const { 名称: name } of found) if (await page.getByRole('checkbox', { name: new RegExp(`^${name}`) }).count()) return name!;
  return found[0]!['名称']!;
}

async function whenProposingWithoutAComment(page: Page) {
  await page.getByRole('button', { name: '提出等次' }).click();
  await expect(errorSummary(page)).toContainText('请选择等次');
  await page.getByRole('radio', { name: '合格', exact: true }).check();
  await page.getByRole('button', { name: '提出等次' }).click();
  await expect(errorSummary(page)).toContainText('请填写考核意见');
  await expect(page.getByRole('radio', { name: '合格', exact: true })).toBeChecked();
}

async function whenAnotherGradeIsConfirmedWithoutAReason(page: Page) {
  await page.getByRole('combobox', { name: '等次' }).selectOption({ label: '合格' });
  await page.getByRole('button', { name: '确认等次' }).click();
  await expect(errorSummary(page)).toContainText('与考核专家提出的等次不同，请写明理由');
}

async function whenConfirming(page: Page, grade: string) {
  await page.getByRole('combobox', { name: '等次' }).selectOption({ label: grade });
  await page.getByRole('button', { name: '确认等次' }).click();
  await expect(page.getByRole('dialog').getByRole('heading')).toContainText(`年度等次为${grade}`);
  await confirmDialog(page, '确认');
  await page.waitForURL(/\/decisions\//);
}

async function thenTheCardShowsTheRemoval(page: Page, centre: string) {
  await expect(page.getByRole('heading', { level: 1 })).toContainText('解除挂靠，重新遴选');
  await expect(page.getByRole('main')).toContainText(`${centre}${year()}年度考核不合格`);
  await expect(consequence(page, '挂靠单位')).toContainText('不得参加本次遴选');
  await expect(consequence(page, '主任委员')).toContainText('取消资格');
  await expect(consequence(page, '专家委员会')).toContainText('解散');
  await expect(consequence(page, '专家委员会')).toContainText('第二十八条');
  const decisive = part(page, '逐条检验').getByRole('row').filter({ hasText: '触发' });
  await expect(decisive).toHaveCount(1);
  await expect(decisive).toContainText('第二十五条（二）');
  await expect(decisive).toContainText(`${year()}年度不合格，${year() - 1}年度不合格，同一周期`);
  // Each other grade of the two years leads elsewhere; where to depends on how much of the cycle is left.
  const changes = part(page, '什么会改变这一结果').getByRole('row');
  await expect(changes.filter({ hasText: `${year()}年度为优秀、良好、合格` })).toContainText(/继续挂靠|重新遴选/);
  await expect(changes.filter({ hasText: `${year() - 1}年度为优秀、良好、合格` })).toContainText(/责令整改|重新遴选/);
  await expect(changes.filter({ hasText: '解除挂靠' })).toHaveCount(0);
}

async function thenTheFileShowsTheVacancy(page: Page, centre: string, host: string) {
  await openCentreFile(page, 'chongqing', centre);
  await expect(stateTag(page)).toHaveText('待重新遴选');
  await expect(page.locator('dl.facts > div').filter({ hasText: '挂靠单位' })).toContainText('空缺');
  await expect(page.locator('dl.facts > div').filter({ hasText: '主任委员' })).toContainText('空缺');
  await expect(page.getByText('目前没有专家委员会')).toBeVisible();
  await expect(row(page, '挂靠记录', host).first()).toContainText('解除挂靠关系');
  await page.getByRole('navigation', { name: '质控中心档案' }).getByRole('link', { name: '年度考核' }).click();
  await expect(row(page, '历年考核', `${year()}年度`)).toContainText('不合格');
  await page.getByRole('navigation', { name: '质控中心档案' }).getByRole('link', { name: '裁定' }).click();
  await expect(page.getByRole('table', { name: '裁定' }).getByRole('row').filter({ hasText: `${year()}年度不合格` })).toContainText(inWords(day()));
  await page.goto('/chongqing/assessments');
  await expect(assessmentOf(page, centre)).toContainText('已确认');
}
