import { expect, test, type Page } from './support/time';
import { houseOf, press, roundState, whenAdmitting, whenBeginning, whenChecking, whenClosing, whenFillingIn, whenFindingAllMet, whenOpeningTheApplication, whenReleasing } from './support/rounds';

// Zhengzhou knows no work plan that must be approved and no panel of its own: the official compares. Its notice counts calendar
// days, and an objection holds the decision until it has been answered.

const PLACE = 'zhengzhou';

test('Zhengzhou: an objection holds the decision until it is answered', async ({ world }) => {
  await world.goTo('2026-08-10 09:30');
  const official = await world.enter('zz-official');
  const direction = await givenADirectionWithoutACentre(official);
  const round = await whenBeginning(official, PLACE, { direction, opensOn: '2026-08-10', closesOn: '2026-08-21' });
  await press(official, '发布公告', '发布');
  await expect(roundState(official)).toHaveText('申报中');

  const house = houseOf(world.roleOf('zz-host-2'));
  const applicant = await world.enter('zz-host-2');
  await applicant.goto(`/${PLACE}/applications`);
  await applicant.getByRole('row').filter({ hasText: direction }).getByRole('button', { name: /^开始申请/ }).click();
  await applicant.waitForURL(/\/applications\/[0-9a-f-]{36}/);
  await whenFillingIn(applicant, { says: '体系健全，近三年指标改善明显' });
  await whenChecking(applicant);
  const aware = applicant.getByRole('checkbox', { name: /^知道有/ });
  if ((await aware.count()) > 0) await aware.check();
  await press(applicant, '提交申请', '提交申请');
  await expect(applicant.getByRole('main')).toContainText(/ZZ-SQ-2026-\d{3}/);

  await world.goTo('2026-08-24 09:00');
  const reviewer = await world.enter('zz-official');
  await whenClosing(reviewer, round);
  await whenOpeningTheApplication(reviewer, round, house);
  await whenFindingAllMet(reviewer, '材料属实，现场核实一致');
  await whenAdmitting(reviewer, '专业实力突出');
  await reviewer.goto(`${round}/panel`);
  await press(reviewer, '结束资格审核', '结束资格审核');
  await expect(roundState(reviewer)).toHaveText('待择优');
  await reviewer.goto(`${round}/result`);
  await whenPuttingForward(reviewer, house);

  // The applicant learns how far the round is, and nothing of what was put forward.
  const waiting = await world.enter('zz-host-2');
  await waiting.goto(`/${PLACE}/applications`);
  const own = waiting.getByRole('table', { name: '本单位的申请' }).getByRole('row').filter({ hasText: direction.replace(/专业$/, '') });
  await expect(own).toContainText('资格审核中');
  await own.getByRole('link').first().click();
  await expect(waiting.getByRole('main')).toContainText('下一步：择优确定');
  await expect(waiting.getByRole('main')).not.toContainText('认定符合条件');

  await whenReleasing(await world.enter('zz-official-2'), round, house);
  await waiting.goto(`/${PLACE}/applications`);
  await expect(own).toContainText('公示中');
  await expect(own).toContainText('符合条件');

  // Five calendar days after 24 August, a Monday, end on a Saturday: the notice runs on to Monday the 31st.
  await world.goTo('2026-08-27 10:00');
  await whenSomebodyObjects(await world.stranger(), direction.replace(/专业$/, ''));

  await world.goTo('2026-09-01 09:00');
  const held = await world.enter('zz-official-2');
  await held.goto(`${round}/result`);
  await expect(held.getByRole('button', { name: '作出决定' })).toBeDisabled();
  await expect(held.locator('.why')).toContainText('异议');
  await expect(held.locator('.why')).toContainText('第九条');
  const answering = await world.enter('zz-official');
  await answering.goto(`/${PLACE}`);
  await expect(answering.getByRole('link', { name: '核实并答复异议' }).first()).toBeVisible();
  await answering.goto(`${round}/result`);
  await answering.getByRole('radio', { name: '不成立' }).check();
  await answering.getByRole('textbox', { name: '答复' }).fill('经核实，拟任负责人为该院在职人员，劳动关系和执业注册均在该院。');
  await press(answering, '办结并公布', '办结并公布');
  await expect(answering.getByRole('button', { name: '办结并公布' })).toHaveCount(0);
  await expect(answering.getByRole('main')).toContainText('劳动关系和执业注册均在该院');

  await held.goto(`${round}/result`);
  await held.getByLabel('决定文号').fill('郑卫医〔2026〕66号');
  await press(held, '作出决定', '决定');
  await expect(roundState(held)).toHaveText('已完成');
  const reader = await world.stranger();
  await reader.goto(`/directory/${PLACE}?q=${encodeURIComponent(direction.replace(/专业$/, ''))}`);
  await expect(reader.getByRole('main')).toContainText(house);
});

/** A clinical direction of the annex for which there is neither a centre nor a round. */
async function givenADirectionWithoutACentre(page: Page): Promise<string> {
  await page.goto(`/${PLACE}/specialties?set=no&class=clinical`);
  const line = page.getByRole('table', { name: '设置规划' }).getByRole('row').filter({ has: page.getByRole('link', { name: /^发起/ }) }).first();
  return (await line.getByRole('link').first().textContent())!;
}

async function whenPuttingForward(page: Page, house: string): Promise<void> {
  const line = page.getByRole('table', { name: '符合条件的申请' }).getByRole('row').filter({ hasText: house });
  const pick = line.getByRole('link', { name: /选择|择优|拟定/ });
  if ((await pick.count()) > 0) await pick.first().click();
  await page.getByLabel('择优理由').fill('唯一符合条件的申请，综合实力和场所人员均已落实');
  await press(page, '提出拟定结果', '提出');
  await expect(roundState(page)).toHaveText('待复核');
}

async function whenSomebodyObjects(page: Page, about: string): Promise<void> {
  await page.goto(`/notices/${PLACE}`);
  await page.getByRole('main').getByRole('link', { name: new RegExp(about) }).first().click();
  await expect(page.getByRole('main')).toContainText('8月31日');
  await page.getByLabel('姓名或单位名称').fill('周问');
  await page.getByLabel('联系电话').fill('13800000000');
  await page.getByRole('combobox', { name: '涉及事项' }).selectOption({ label: '负责人条件' });
  await page.getByLabel('事实和依据').fill('公示的负责人据说上月已经调往外地，请核实其是否仍为该院在职人员。');
  await page.getByRole('button', { name: '提交异议' }).click();
  await expect(page.getByRole('main')).toContainText(/ZZ-YY-2026-\d{3}/);
}
