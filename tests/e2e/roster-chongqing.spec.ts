import { expect, PHONE, test, type Locator, type Page } from './support/desk';
import {
  departure, hostOf, rule, seat, seats, submitButton, thenSubmittingIsClosed, thenTheRuleSays, whenAddingSomebody, whenChangingThePost, whenExplaining, whenRegistering, whenRemoving,
  whenSubmitting, whenTheListTakesEffectOn,
} from './support/roster';
import { confirmDialog, day, errorSummary, inWords, openCentreFile, openWorkItem, row, stateTag, workItem } from './support/steps';

const CENTRE = '重症医学质控中心';
const NEWCOMER = '申屠青禾';
const REASON = '该同志为远郊区县唯一的重症专业骨干，已通过副高级职称评审，待聘任';
const OPINION = '请补充该同志通过副高级职称评审的证明材料';

test('Chongqing: a list is drawn up under the limits, returned, submitted again, approved and kept', async ({ desk }) => {
  const secretary = await desk.enter('cq-secretary');
  await givenTheSecretaryHasOpenedTheDraft(secretary);
  const host = await hostOf(secretary);
  const before = await seats(secretary).count();

  await thenOneFormAtATimeSaysWhatIsWrong(secretary);
  await thenAStaleTabIsToldSo(secretary, await desk.enter('cq-secretary', { viewport: PHONE }));
  await thenTheChairIsOfferedWhereHeIsMissing(secretary);

  const [, last] = await whenHostMembersAreAddedUntilThereAreSix(secretary, host);
  await thenTheRuleSays(secretary, '挂靠单位委员', { numbers: '6 / 至多5人', article: '第十三条（一）', verdict: '不符合' });
  await expect(secretary.getByRole('region', { name: '规则检验' }).getByRole('listitem').filter({ hasText: '不符合' }).first()).toContainText('1');
  await thenSubmittingIsClosed(secretary, /挂靠单位.*6/);

  await whenRemoving(secretary, last!);
  await thenTheRuleSays(secretary, '挂靠单位委员', { numbers: '5 / 至多5人', verdict: '符合' });
  await expect(submitButton(secretary)).toBeEnabled();

  await whenAMemberOfIntermediateTitleIsAdded(secretary);
  await thenTheRuleSays(secretary, '委员职称', { article: '第十三条（三）', verdict: '需说明' });
  await thenSubmittingIsClosed(secretary, '委员职称：偏离说明未填写');

  await whenSavingAnEmptyReason(secretary);
  await whenExplaining(secretary, '委员职称', REASON);
  await thenTheRuleSays(secretary, '委员职称', { verdict: '已说明' });
  await whenTheListTakesEffectOn(secretary, day());
  await whenSubmitting(secretary);
  await expect(stateTag(secretary)).toHaveText('待审定');

  const official = await desk.enter('cq-official');
  await whenTheOfficialReturnsTheList(official);
  await thenTheSecretaryReadsTheOpinion(secretary);
  await whenSubmitting(secretary);

  await whenTheOfficialApproves(official);
  await thenTheStandingListHasChanged(official, before + 2);
  await thenTheRuleSays(official, '委员职称', { verdict: '已说明' });
  await thenADayBeforeTheRegulationIsNotJudged(official);
  await thenTheDepartureIsRegistered(official);
  await thenYesterdayShowsTheOldList(official);
  await thenTheAuditAdministratorSeesEveryStep(await desk.enter('cq-audit'));
});

async function givenTheSecretaryHasOpenedTheDraft(page: Page) {
  await page.goto('/chongqing');
  await openWorkItem(page, '完成专家委员会名单草稿', CENTRE);
  await expect(stateTag(page)).toHaveText('草稿');
}

const isAboveTheHeading = async (page: Page, what: Locator) => {
  const [at, heading] = await Promise.all([what.boundingBox(), page.getByRole('heading', { level: 1 }).boundingBox()]);
  return at!.y + at!.height <= heading!.y;
};

async function thenOneFormAtATimeSaysWhatIsWrong(page: Page) {
  await page.getByRole('button', { name: '保存职务' }).click();
  await expect(errorSummary(page)).toContainText('请选择人员');
  await expect(errorSummary(page)).toBeFocused();
  expect(await isAboveTheHeading(page, errorSummary(page))).toBe(true);
  await page.getByLabel('生效日期').fill('2099-01-01');
  await page.getByRole('button', { name: '保存日期' }).click();
  await expect(errorSummary(page)).toContainText('生效日期不得晚于');
  await expect(errorSummary(page)).not.toContainText('请选择人员');
  await whenTheListTakesEffectOn(page, day(20));
  await expect(errorSummary(page)).toHaveCount(0);
  await expect(page.locator('.field.bad')).toHaveCount(0);
}

async function thenAStaleTabIsToldSo(page: Page, stale: Page) {
  await stale.goto(page.url());
  await expect(stateTag(stale)).toHaveText('草稿');
  await whenTheListTakesEffectOn(page, day(21));
  await expect(page.getByRole('main')).toContainText(`生效日期 ${inWords(day(21))}`);
  await stale.getByRole('button', { name: /^移出/ }).last().click();
  const told = stale.getByRole('alert').filter({ hasText: '名单已被他人修改' });
  await expect(told).toBeFocused();
  expect(await isAboveTheHeading(stale, told)).toBe(true);
  expect(await stale.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
}

async function thenTheChairIsOfferedWhereHeIsMissing(page: Page) {
  const option = await page.getByRole('combobox', { name: '调整职务' }).locator('option').filter({ hasText: '（主任委员）' }).textContent();
  const chair = option!.split('（')[0]!;
  await whenChangingThePost(page, chair, '委员');
  await thenTheRuleSays(page, '主任委员人数', { numbers: '0 / 应为1人', verdict: '不符合' });
  await expect(rule(page, '主任委员年龄').locator('.st')).toHaveText('不适用');
  await rule(page, '主任委员人数').getByRole('listitem').filter({ hasText: chair }).getByRole('button', { name: '改任主任委员' }).click();
  await thenTheRuleSays(page, '主任委员人数', { numbers: '1 / 应为1人', verdict: '符合' });
}

async function thenADayBeforeTheRegulationIsNotJudged(page: Page) {
  await page.getByLabel('查看日期').fill('2022-06-01');
  await page.getByRole('button', { name: '查看', exact: true }).click();
  await expect(page.getByText('这一日没有生效的版本，名单只供查阅，不作检验')).toBeVisible();
  await expect(seats(page)).not.toHaveCount(0);
  await expect(page.getByRole('region', { name: '规则检验' })).toHaveCount(0);
}

async function whenHostMembersAreAddedUntilThereAreSix(page: Page, host: string): Promise<string[]> {
  const count = async () => Number((await rule(page, '挂靠单位委员').locator('.v strong').textContent())!);
  const added: string[] = [];
  for (let n = await count(); n < 6; n = await count()) {
    added.push(await whenAddingSomebody(page, { from: host, says: /正高|副高/ }));
    await expect(rule(page, '挂靠单位委员').locator('.v strong')).toHaveText(String(n + 1));
  }
  return added;
}

async function whenAMemberOfIntermediateTitleIsAdded(page: Page) {
  await whenRegistering(page, { name: NEWCOMER, institution: '渝岚医院', title: '中级' });
  await page.getByRole('row', { name: NEWCOMER }).getByRole('button', { name: '添加' }).click();
  await expect(seat(page, NEWCOMER)).toContainText('新任');
}

async function whenSavingAnEmptyReason(page: Page) {
  await departure(page, '委员职称').getByRole('button', { name: '保存理由' }).click();
  await expect(errorSummary(page)).toContainText('理由');
  await expect(errorSummary(page)).toBeFocused();
}

async function whenTheOfficialReturnsTheList(page: Page) {
  await page.goto('/chongqing');
  await openWorkItem(page, '审定专家委员会名单（调整）', CENTRE);
  await expect(page.getByRole('main')).toContainText(REASON);
  await page.getByRole('button', { name: '退回' }).click();
  await expect(errorSummary(page)).toContainText('退回意见');
  await page.getByLabel('退回意见').fill(OPINION);
  await page.getByRole('button', { name: '退回' }).click();
  await expect(page).toHaveURL(/\/chongqing$/);
  await expect(workItem(page, '审定专家委员会名单（调整）', CENTRE)).toHaveCount(0);
}

async function thenTheSecretaryReadsTheOpinion(page: Page) {
  await page.goto('/chongqing');
  await openWorkItem(page, /专家委员会名单/, CENTRE);
  await expect(stateTag(page)).toHaveText('已退回');
  await expect(page.getByText(OPINION)).toBeVisible();
}

async function whenTheOfficialApproves(page: Page) {
  await page.goto('/chongqing');
  await openWorkItem(page, '审定专家委员会名单（调整）', CENTRE);
  await page.getByLabel('偏离有效期').fill(day(400));
  await page.getByLabel('审定意见').fill('同意');
  await page.getByRole('button', { name: '审定名单' }).click();
  await confirmDialog(page, '审定并生效');
  await expect(page).toHaveURL(/\/committee$/);
}

async function thenTheStandingListHasChanged(page: Page, count: number) {
  await expect(seat(page, NEWCOMER)).toContainText(inWords(day()));
  await expect(seats(page)).toHaveCount(count);
}

async function thenTheDepartureIsRegistered(page: Page) {
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '偏离登记' }).click();
  const entry = row(page, '偏离登记', REASON);
  await expect(entry).toContainText('委员职称');
  await expect(entry).toContainText('第十三条（三）');
  await expect(entry).toContainText(CENTRE);
  await expect(entry).toContainText(inWords(day(400)));
}

async function thenYesterdayShowsTheOldList(page: Page) {
  await openCentreFile(page, 'chongqing', CENTRE);
  await page.getByRole('navigation', { name: '质控中心档案' }).getByRole('link', { name: /专家委员会/ }).click();
  await expect(seat(page, NEWCOMER)).toBeVisible();
  await page.getByLabel('查看日期').fill(day(-1));
  await page.getByRole('button', { name: '查看', exact: true }).click();
  await expect(page.getByText(`${inWords(day(-1))}的名单`)).toBeVisible();
  await expect(seat(page, NEWCOMER)).toHaveCount(0);
}

async function thenTheAuditAdministratorSeesEveryStep(page: Page) {
  await page.goto('/chongqing/audit');
  for (const [act, who] of [['报送名单', '秘书'], ['退回名单', '医政处'], ['审定名单', '医政处'], ['修改名单', '秘书'], ['登记人选', '秘书']] as const) {
    const acts = page.getByRole('combobox', { name: '事项' });
    await acts.selectOption({ label: act });
    await expect(page).toHaveURL(new RegExp(`act=${await acts.inputValue()}`));
    const entry = page.getByRole('table', { name: '审计日志' }).getByRole('row').filter({ hasText: act });
    await expect(entry.first()).toContainText(who);
    await expect(entry.filter({ hasText: '成功' }).first()).toBeVisible();
  }
}
