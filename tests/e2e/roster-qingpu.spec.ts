import { expect, test, type Page } from './support/desk';
import { seat, thenSubmittingIsClosed, thenTheRuleSays, whenAddingSomebody, whenChangingThePost, whenExplaining, whenRemoving, whenSubmitting } from './support/roster';
import { confirmDialog, day, openCentreFile, openWorkItem } from './support/steps';

const GROUP = '急诊医学质控组';

test('Qingpu: groups of experts and inspectors, without a host on any screen', async ({ desk }) => {
  const secretary = await desk.enter('qp-secretary');
  await givenTheSecretaryHasOpenedTheDraft(secretary);
  await thenNoHostIsMentioned(secretary);

  const second = await whenAddingSomebody(secretary, { from: '医院', says: /正高|副高/, as: 'liaison' });
  await thenTheRuleSays(secretary, '联络员人数', { numbers: '2 / 应为1人', article: '第五条', verdict: '需说明' });
  await thenSubmittingIsClosed(secretary, '联络员人数：偏离说明未填写');
  await whenChangingThePost(secretary, second, '专家');
  await thenTheRuleSays(secretary, '联络员人数', { numbers: '1 / 应为1人', verdict: '符合' });
  await whenRemoving(secretary, second);

  const leader = (await seat(secretary, '').first().getByRole('cell').nth(1).textContent())!;
  await whenRemoving(secretary, leader);
  await thenTheRuleSays(secretary, '组长人数', { numbers: '0 / 应为1人', article: '第五条', verdict: '需说明' });
  await whenExplaining(secretary, '组长人数', '原组长调离，人选正在推荐');
  await thenNoHostIsMentioned(secretary);
  await whenSubmitting(secretary);

  const official = await desk.enter('qp-official');
  await whenTheOfficialApproves(official);
  await openCentreFile(official, 'qingpu', GROUP);
  await thenNoHostIsMentioned(official);
  await thenBothGroupsAreListed(official);
});

async function givenTheSecretaryHasOpenedTheDraft(page: Page) {
  await page.goto('/qingpu');
  await thenNoHostIsMentioned(page);
  await openWorkItem(page, '完成专家组名单草稿', GROUP);
}

async function thenNoHostIsMentioned(page: Page) {
  // The one sentence that says so itself is welcome.
  const text = (await page.locator('body').innerText()).replace('质控组不挂靠单位', '') + (await page.locator('[placeholder]').evaluateAll((all) => all.map((e) => e.getAttribute('placeholder')).join(' ')));
  expect(text).not.toMatch(/挂靠|主任委员|专委会|undefined/);
}

async function whenTheOfficialApproves(page: Page) {
  await page.goto('/qingpu');
  await openWorkItem(page, '审定专家组名单（调整）', GROUP);
  await thenNoHostIsMentioned(page);
  // A group has no term from which the end of a departure could follow.
  await page.getByLabel('偏离有效期').fill('');
  await page.getByRole('button', { name: '审定名单' }).click();
  await expect(page.getByText('请填写偏离有效期').first()).toBeVisible();
  await page.getByLabel('偏离有效期').fill(day(180));
  await page.getByRole('button', { name: '审定名单' }).click();
  await confirmDialog(page, '审定并生效');
  await expect(page).toHaveURL(/\/committee$/);
}

async function thenBothGroupsAreListed(page: Page) {
  await page.getByRole('navigation', { name: '质控组档案' }).getByRole('link', { name: /人员/ }).click();
  await expect(page.getByRole('heading', { name: '专家组', exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { name: '督查组', exact: true })).toBeVisible();
  await thenNoHostIsMentioned(page);
}
