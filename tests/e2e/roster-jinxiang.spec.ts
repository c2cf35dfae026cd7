import { expect, test, type Page } from './support/desk';
import { seat, seats, submitButton, thenSubmittingIsClosed, thenTheRuleSays, whenAddingSomebody, whenChangingThePost, whenExplaining, whenRemoving, whenSubmitting } from './support/roster';
import { confirmDialog, openWorkItem, stateTag } from './support/steps';

const CENTRE = '重症医学质控中心';

test('Jinxiang: two or three deputies, one secretary, and a reason for more than twenty people', async ({ desk }) => {
  const secretary = await desk.enter('jx-secretary');
  await givenTheSecretaryHasOpenedTheDraft(secretary);

  const [deputy] = await peopleWithThePost(secretary, '副主任');
  await whenChangingThePost(secretary, deputy!, '委员');
  await thenTheRuleSays(secretary, '副主任人数', { numbers: '1 / 2至3人', article: '第十二条', verdict: '不符合' });
  await thenSubmittingIsClosed(secretary, /副主任/);
  await whenChangingThePost(secretary, deputy!, '副主任');

  const members = await peopleWithThePost(secretary, '委员');
  for (const name of members.slice(0, 2)) await whenChangingThePost(secretary, name, '副主任');
  await thenTheRuleSays(secretary, '副主任人数', { numbers: '4 / 2至3人', article: '第十二条', verdict: '不符合' });
  await whenChangingThePost(secretary, members[0]!, '委员');
  await thenTheRuleSays(secretary, '副主任人数', { numbers: '3 / 2至3人', verdict: '符合' });

  const aide = await whenAddingSomebody(secretary, { from: '医院', as: 'secretary' });
  await thenTheRuleSays(secretary, '秘书人数', { numbers: '2 / 应为1人', article: '第十二条', verdict: '不符合' });
  await whenRemoving(secretary, aide);

  await whenExplaining(secretary, '全体人数', '为覆盖各镇卫生院，组成人员总数略有超出');
  await thenTheRuleSays(secretary, '全体人数', { numbers: '21 / 至多20人', verdict: '已说明' });
  await whenSubmitting(secretary);
  await whenTheSecretaryTakesItBackAndSubmitsAgain(secretary);

  await whenTheOfficialApproves(await desk.enter('jx-official'));
  await secretary.reload();
  await expect(stateTag(secretary)).toHaveText('已审定');
  await expect(seat(secretary, members[1]!)).toBeVisible();
  await expect(seats(secretary)).toHaveCount(21);
});

async function givenTheSecretaryHasOpenedTheDraft(page: Page) {
  await page.goto('/jinxiang');
  await openWorkItem(page, '完成质控中心组成人员名单草稿', CENTRE);
}

async function peopleWithThePost(page: Page, post: string): Promise<string[]> {
  const options = await page.getByRole('combobox', { name: '调整职务' }).locator('option').allTextContents();
  return options.filter((o) => o.endsWith(`（${post}）`)).map((o) => o.split('（')[0]!);
}

async function whenTheSecretaryTakesItBackAndSubmitsAgain(page: Page) {
  await page.getByRole('button', { name: '撤回修改' }).click();
  await expect(stateTag(page)).toHaveText('草稿');
  await expect(submitButton(page)).toBeEnabled();
  await whenSubmitting(page);
}

async function whenTheOfficialApproves(page: Page) {
  await page.goto('/jinxiang');
  await openWorkItem(page, '审定质控中心组成人员名单（调整）', CENTRE);
  await page.getByRole('button', { name: '审定名单' }).click();
  await confirmDialog(page, '审定并生效');
  await expect(page).toHaveURL(/\/committee$/);
}
