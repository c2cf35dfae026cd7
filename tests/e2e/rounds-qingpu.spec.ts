import { expect, test, type Page } from './support/time';
import { choose, houseOf, press, roundState, whenAdmitting, whenChecking, whenFillingIn, whenOpeningTheApplication, whenPlanning } from './support/rounds';

// Qingpu has no hosts: employers recommend people for its groups. Nobody applies, nothing is selected and no notice is published, and no
// screen of the road says so. An expert who was no inspector is admitted with a reason, and the register keeps it.

const PLACE = 'qingpu';
const DIRECTION = '睡眠医学专业';
const FOREIGN = /遴选|申请|申报|挂靠|公示|择优/;

/** A page of the road speaks of it in its own words. */
async function inItsOwnWords(page: Page): Promise<void> {
  const said = await page.locator('body').innerText();
  expect(FOREIGN.exec(said)?.[0], `${page.url()} speaks of another road`).toBeUndefined();
}

test('Qingpu: somebody is recommended for the experts and takes his seat', async ({ world }) => {
  await world.goTo('2026-08-10 09:30');
  const official = await world.enter('qp-official');
  await whenPlanning(official, PLACE, DIRECTION, '区内新开设三个睡眠门诊');
  await official.goto(`/${PLACE}/specialties?q=${encodeURIComponent(DIRECTION)}`);
  await official.getByRole('row').filter({ hasText: DIRECTION }).getByRole('link', { name: /^发起/ }).click();
  await official.waitForURL(/\/selections\/new\?specialty=/);
  await inItsOwnWords(official);
  await official.getByRole('combobox', { name: '推荐到' }).selectOption({ label: '专家组' });
  await official.getByRole('button', { name: '建立草稿' }).click();
  await official.waitForURL(/\/edit$/);
  await official.getByLabel('推荐开始').fill('2026-08-10');
  await official.getByLabel('推荐截止').fill('2026-08-21');
  await official.getByLabel('联系方式').fill('医政科，021-00000000');
  await inItsOwnWords(official);
  await official.getByRole('button', { name: '保存', exact: true }).click();
  await official.waitForURL(/\/selections\/[0-9a-f-]{36}$/);
  const round = new URL(official.url()).pathname;
  await press(official, '发布公告', '发布');
  await expect(roundState(official)).toHaveText('推荐中');
  await inItsOwnWords(official);

  const stranger = await world.stranger();
  await stranger.goto(`/calls/${PLACE}`);
  await inItsOwnWords(stranger);
  await stranger.getByRole('main').getByRole('link', { name: /睡眠医学/ }).click();
  await stranger.waitForURL(/\/calls\/qingpu\/[0-9a-f-]{36}/);
  await expect(stranger.getByRole('heading', { name: '推荐条件' })).toBeVisible();
  await inItsOwnWords(stranger);

  const house = houseOf(world.roleOf('qp-host-1'));
  const contact = await world.enter('qp-host-1');
  await contact.goto(`/${PLACE}`);
  await inItsOwnWords(contact);
  await contact.goto(`/${PLACE}/applications`);
  await inItsOwnWords(contact);
  const call = contact.getByRole('row').filter({ hasText: '睡眠医学' });
  await choose(call.getByRole('combobox', { name: '推荐职务' }), '专家');
  await call.getByRole('button', { name: /^推荐一人/ }).click();
  await contact.waitForURL(/\/applications\/[0-9a-f-]{36}/);
  await whenFillingIn(contact, { says: '从事睡眠医学临床工作十年，可以保证督查时间' });
  await whenChecking(contact);
  await expect(contact.getByRole('main')).toContainText('专家来源');
  await inItsOwnWords(contact);
  const aware = contact.getByRole('checkbox', { name: /^知道有/ });
  if ((await aware.count()) > 0) await aware.check();
  await press(contact, '提交推荐', '提交推荐');
  await expect(contact.getByRole('main')).toContainText(/QP-SQ-2026-\d{3}/);
  await inItsOwnWords(contact);
  await contact.getByRole('link', { name: '打印推荐表' }).click();
  await contact.waitForURL(/\/print$/);
  await expect(contact.getByRole('main')).toContainText('推荐单位意见');
  await inItsOwnWords(contact);

  await world.goTo('2026-08-24 09:00');
  const reviewer = await world.enter('qp-official');
  await reviewer.goto(`/${PLACE}`);
  await inItsOwnWords(reviewer);
  await reviewer.goto(round);
  await press(reviewer, '截止推荐，转入审核', '截止推荐');
  await expect(roundState(reviewer)).toHaveText('资格审核');
  await reviewer.goto(`${round}/applications`);
  await inItsOwnWords(reviewer);
  await whenOpeningTheApplication(reviewer, round, house);
  await expect(reviewer.getByRole('main')).toContainText('不是督查组成员');
  await expect(reviewer.getByRole('main')).toContainText('第十一条');
  await inItsOwnWords(reviewer);
  await whenAdmitting(reviewer, '新设专业，督查组尚未组成');
  await reviewer.goto(`${round}/applications`);
  await press(reviewer, '结束资格审核', '结束资格审核');
  await expect(roundState(reviewer)).toHaveText('待定人选');
  await reviewer.goto(`${round}/result`);
  await expect(reviewer.getByRole('main')).toContainText('专家来源');
  await inItsOwnWords(reviewer);
  await reviewer.locator('input[name="applicationIds"]').first().check();
  await reviewer.getByLabel('理由').fill('从业年限和督查时间均有保证');
  await press(reviewer, '提出拟定成员', '提出');
  await expect(roundState(reviewer)).toHaveText('待复核');
  await inItsOwnWords(reviewer);

  const second = await world.enter('qp-official-2');
  await second.goto(`/${PLACE}`);
  await inItsOwnWords(second);
  await second.goto(`${round}/result`);
  await expect(second.getByRole('main')).toContainText('优先从本专业督查组中产生');
  await second.getByLabel('决定文号').fill('青卫健医政〔2026〕21号');
  await second.getByLabel('理由', { exact: true }).or(second.getByLabel(/^理由/)).last().fill('新设专业，组长、联络员和督查组随后推荐');
  await press(second, '作出决定', '决定');
  await expect(roundState(second)).toHaveText('已完成');
  await second.goto(round);
  await inItsOwnWords(second);
  for (const act of ['起草推荐公告', '发布公告', '截止推荐', '结束资格审核', '提出拟定成员', '作出决定']) await expect(second.getByRole('main')).toContainText(act);
  await second.goto(`/${PLACE}/selections`);
  await inItsOwnWords(second);
  await second.goto(`/${PLACE}/departures`);
  await expect(second.getByRole('row').filter({ hasText: '新设专业，组长、联络员和督查组随后推荐' }).filter({ hasText: '专家来源' })).toBeVisible();
  await second.goto(round);
  await second.getByRole('link', { name: '查看质控组' }).click();
  await second.waitForURL(/\/centres\/[0-9a-f-]{36}$/);
  await expect(second.getByRole('main')).toContainText('睡眠医学质控组');
  await second.goto(`${new URL(second.url()).pathname}/committee`);
  await expect(second.getByRole('main')).toContainText(house);

  const reader = await world.stranger({ viewport: { width: 390, height: 844 } });
  await reader.goto(`/directory/${PLACE}?q=${encodeURIComponent('睡眠医学')}`);
  await expect(reader.getByRole('main')).toContainText('睡眠医学质控组');
  await inItsOwnWords(reader);
});
