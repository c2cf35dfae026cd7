import { expect, test, type Page } from './support/desk';
import {
  hostOf, rule, seat, seats, submitButton, thenSubmittingIsClosed, thenTheRuleSays, whenAddingSomebody, whenChangingThePost, whenExplaining, whenSubmitting,
} from './support/roster';
import { confirmDialog, day, openWorkItem, stateTag } from './support/steps';

/** The centre, and not one whose name ends like its. */
const CENTRE = /(?<!急诊)重症医学质控中心/;

test('Zhengzhou: employers agree first, three deputies come from outside, and more than three of the host need a reason', async ({ desk }) => {
  const secretary = await desk.enter('zz-secretary');
  await givenTheSecretaryHasOpenedTheDraft(secretary);
  await thenTheRuleSays(secretary, '任期内增补', { article: '第十五条', verdict: '需说明' });

  const deputy = await whenAnOutsideDeputyBecomesAMember(secretary);
  await thenTheRuleSays(secretary, '非挂靠单位副主任委员', { numbers: '2 / 至少3人', article: '第十二条（三）', verdict: '不符合' });
  await thenSubmittingIsClosed(secretary, /副主任委员/, '任期内增补：偏离说明未填写');
  await whenChangingThePost(secretary, deputy, '副主任委员');
  await thenTheRuleSays(secretary, '非挂靠单位副主任委员', { numbers: '3 / 至少3人', verdict: '符合' });

  const joined = await whenHostMembersAreAddedUntilThereAreFour(secretary, await hostOf(secretary));
  await thenTheRuleSays(secretary, '挂靠单位委员', { numbers: '4 / 至多3人', article: '第十二条（二）', verdict: '需说明' });

  await expect(seat(secretary, joined[0]!)).toContainText('单位未同意');
  await thenTheRuleSays(secretary, '所在单位同意', { article: '第十二条（四）', verdict: '不符合' });
  await thenSubmittingIsClosed(secretary, /同意/);
  await whenTheEmployersHaveAgreed(secretary);
  await thenTheRuleSays(secretary, '所在单位同意', { verdict: '符合' });

  await whenExplaining(secretary, '挂靠单位委员', '挂靠单位承担日常质控抽查任务较重');
  await whenExplaining(secretary, '任期内增补', '原委员调离本辖区，其所在片区没有代表');
  const proposed = await seats(secretary).count();
  await whenSubmitting(secretary);
  await expect(stateTag(secretary)).toHaveText('待审定');
  await expect(submitButton(secretary)).toHaveCount(0);

  const official = await desk.enter('zz-official');
  await whenTheOfficialApproves(official);
  await thenTheListStandsFromItsDay(official, proposed);
});

async function givenTheSecretaryHasOpenedTheDraft(page: Page) {
  await page.goto('/zhengzhou');
  await openWorkItem(page, '完成专委会名单草稿', CENTRE);
}

async function whenAnOutsideDeputyBecomesAMember(page: Page): Promise<string> {
  const options = await page.getByRole('combobox', { name: '调整职务' }).locator('option').allTextContents();
  const deputies = options.filter((o) => o.endsWith('（副主任委员）')).map((o) => o.split('（')[0]!);
  for (const name of deputies) {
    if (await seat(page, name).getByText('挂靠', { exact: true }).count()) continue;
    await whenChangingThePost(page, name, '委员');
    return name;
  }
  throw new Error('no deputy from outside');
}

async function whenHostMembersAreAddedUntilThereAreFour(page: Page, host: string): Promise<string[]> {
  const count = async () => Number((await rule(page, '挂靠单位委员').locator('.v strong').textContent())!);
  const added: string[] = [];
  for (let n = await count(); n < 4; n = await count()) {
    added.push(await whenAddingSomebody(page, { from: host, says: /正高|副高/ }));
    await expect(rule(page, '挂靠单位委员').locator('.v strong')).toHaveText(String(n + 1));
  }
  return added;
}

async function whenTheEmployersHaveAgreed(page: Page) {
  await page.getByRole('button', { name: '登记全部所在单位已同意' }).click();
  await expect(page.getByText('单位未同意')).toHaveCount(0);
}

async function whenTheOfficialApproves(page: Page) {
  await page.goto('/zhengzhou');
  await openWorkItem(page, '审定专委会名单（调整）', CENTRE);
  await expect(page.getByLabel('偏离有效期')).not.toHaveValue('');
  await page.getByRole('button', { name: '审定名单' }).click();
  await expect(page.getByRole('dialog')).toContainText('批准偏离 2 项');
  await confirmDialog(page, '审定并生效');
  await expect(page).toHaveURL(/\/committee$/);
}

async function thenTheListStandsFromItsDay(page: Page, count: number) {
  await page.getByLabel('查看日期').fill(day(45));
  await page.getByRole('button', { name: '查看', exact: true }).click();
  await expect(seats(page)).toHaveCount(count);
  await expect(seats(page).filter({ hasText: '挂靠' })).not.toHaveCount(0);
}
