import { expect, test, type Page } from './support/time';
import { confirmDialog } from './support/steps';
import { houseOf, press, roundState, whenAdmitting, whenBeginning, whenChecking, whenDeclaringNothing, whenFillingIn, whenFindingAllMet, whenOpeningTheApplication, whenPlanning, whenRegisteringAnEvent, whenRegisteringASanction, whenRejecting, whenScoring } from './support/rounds';

// From a planned specialty to an established centre: three houses apply, of which the rules admit one; the notice runs across the
// National Day holiday of 2026, in which 10 October, a Saturday, is a working day.

const DIRECTION = '海岛医学专业';
const CENTRE = '海岛医学质控中心';
const PLACE = 'chongqing';
/** Whom the plan names: the last one works for an applicant. */
const PANEL = ['cq-panel-1', 'cq-panel-2', 'cq-panel-3', 'cq-assessor', 'cq-panel-5'];

test('Chongqing: of three applicants the rules admit one, and across the holiday the notice ends on 10 October', async ({ world }) => {
  await world.goTo('2026-08-10 09:30');
  const [withEvent, barred, fit] = (['cq-host-2', 'cq-host-3', 'cq-host-4'] as const).map((login) => ({ login, house: houseOf(world.roleOf(login)) })) as [Applicant, Applicant, Applicant];

  const official = await world.enter('cq-official');
  await whenPlanning(official, PLACE, DIRECTION, '海岛和库区急救需求增长');
  await whenRegisteringAnEvent(official, PLACE, { house: withEvent.house, direction: DIRECTION, on: '2024-11-05', note: '术后大出血处置不当' });
  await whenRegisteringASanction(official, PLACE, { house: barred.house, direction: DIRECTION, on: '2025-09-01', reason: '以质控名义收取企业费用' });

  const office = await world.enter('cq-office');
  const round = await whenBeginning(office, PLACE, { direction: DIRECTION, opensOn: '2026-08-10', closesOn: '2026-08-28', size: 3, assessors: PANEL.map((login) => world.nameOf(login)) });
  await press(office, '报送方案');
  await expect(roundState(office)).toHaveText('方案待审定');
  // Whoever wrote the plan does not approve it, and the office never does.
  await expect(office.getByRole('button', { name: '审定方案' })).toBeDisabled();
  await official.goto(round);
  // Who judges is approved with the plan.
  for (const login of PANEL) await expect(official.getByRole('region', { name: /^工作方案/ })).toContainText(world.nameOf(login));
  await press(official, '审定方案');
  await expect(roundState(official)).toHaveText('方案已审定');
  await press(official, '发布公告', '发布');
  await expect(roundState(official)).toHaveText('申报中');
  await thenTheCallIsPublic(await world.stranger());

  await whenApplying(await world.enter(withEvent.login), { meets: false, says: '三级医院评审成绩优良' });
  await whenApplying(await world.enter(barred.login), { meets: false, says: '本专业团队齐全' });
  await whenApplying(await world.enter(fit.login), { meets: true, says: '本专业连续三年质控指标居前' });

  await world.goTo('2026-08-29 09:00');
  const clerk = await world.enter('cq-office');
  await clerk.goto(round);
  await clerk.getByRole('button', { name: '截止申报，转入审核' }).click();
  await expect(clerk.getByRole('dialog')).toContainText('3份，转入资格审核');
  await confirmDialog(clerk, '截止申报');
  await expect(roundState(clerk)).toHaveText('资格审核');
  // What the rules say against an application stands beside it, with its article and, for a ban, its last day.
  await whenOpeningTheApplication(clerk, round, withEvent.house);
  await expect(clerk.getByRole('main')).toContainText('第六条');
  await whenRejecting(clerk, '三年内本专业发生重大事件');
  await whenOpeningTheApplication(clerk, round, barred.house);
  await expect(clerk.getByRole('main')).toContainText('第二十三条');
  await expect(clerk.getByRole('main')).toContainText('2029年9月1日');
  await whenRejecting(clerk, '限制期内不得参加本专业遴选');
  await whenOpeningTheApplication(clerk, round, fit.house);
  await whenFindingAllMet(clerk, '申报材料和现场核实一致');
  await whenAdmitting(clerk, '拟任负责人主持本专业工作，专业负责人由其团队成员担任');

  await clerk.goto(`${round}/panel`);
  // Who works for an applicant is never asked; the others are, all at once.
  const unasked = clerk.getByRole('table', { name: '方案列名、尚未邀请的评委' });
  await expect(unasked.getByRole('row').filter({ hasText: world.nameOf('cq-panel-5') })).toContainText(`现任职于${fit.house}`);
  await expect(clerk.getByRole('button', { name: `邀请${world.nameOf('cq-panel-5')}`, exact: true })).toHaveCount(0);
  await press(clerk, '全部邀请（4 人）', '邀请');
  await expect(unasked.getByRole('row')).toHaveCount(2);
  for (const login of ['cq-panel-1', 'cq-panel-2', 'cq-assessor']) await whenAccepting(await world.enter(login), round);
  await whenSteppingBack(await world.enter('cq-panel-3'), round);

  await clerk.goto(`${round}/panel`);
  await press(clerk, '抽签排定', '抽签');
  // The page has learned of the draw.
  await expect(clerk.getByRole('main')).toContainText('可以复核');
  await press(clerk, '开始评审', '开始评审');
  await expect(roundState(clerk)).toHaveText('评审');

  await world.goTo('2026-09-15 10:00');
  for (const [n, login] of ['cq-panel-1', 'cq-panel-2', 'cq-assessor'].entries()) {
    const assessor = await world.enter(login);
    await assessor.goto(`/${PLACE}/reviews/${round.split('/').at(-1)}`);
    await assessor.getByRole('main').getByRole('link', { name: fit.house }).first().click();
    await assessor.waitForURL(/\/reviews\/[0-9a-f-]{36}\/[0-9a-f-]{36}$/);
    await whenScoring(assessor, 0.8 + n * 0.05, '材料属实，答辩清楚');
    await press(assessor, '提交评分', '提交');
    await expect(assessor.getByRole('main')).toContainText('评分表已全部提交');
  }
  // The recused one has nothing to score.
  const recused = await world.enter('cq-panel-3');
  await recused.goto(`/${PLACE}/reviews/${round.split('/').at(-1)}`);
  await expect(recused.getByRole('main')).toContainText('已回避');

  const chooser = await world.enter('cq-official');
  await chooser.goto(`${round}/panel`);
  await press(chooser, '结束评审', '结束评审');
  await expect(roundState(chooser)).toHaveText('待择优');
  await chooser.goto(`${round}/comparison`);
  await expect(chooser.getByRole('table').first()).toContainText(fit.house);
  await chooser.goto(`${round}/result`);
  await whenPuttingForward(chooser, fit.house);
  await expect(roundState(chooser)).toHaveText('待复核');
  // Nobody releases what he has put forward, and nobody outside sees it.
  await expect(chooser.getByRole('button', { name: '发布公示' }).first()).toBeDisabled();
  const applicant = await world.enter(fit.login);
  await applicant.goto(`/${PLACE}/applications`);
  await expect(applicant.getByRole('main')).not.toContainText('拟定');

  await world.goTo('2026-09-28 09:00');
  const second = await world.enter('cq-official-2');
  await second.goto(`${round}/result`);
  await expect(second.getByRole('main')).toContainText('2026年10月10日');
  await second.getByRole('checkbox', { name: new RegExp(fit.house) }).check();
  await second.getByLabel(/公示的数量/).fill('1');
  await press(second, '发布公示', '发布');
  await expect(roundState(second)).toHaveText('公示中');
  const reader = await world.stranger();
  await reader.goto(`/notices/${PLACE}`);
  await reader.getByRole('link', { name: new RegExp(CENTRE) }).first().click();
  await expect(reader.getByRole('main')).toContainText(fit.house);
  await expect(reader.getByRole('main')).toContainText('10月10日');
  await expect(reader.getByRole('main')).toContainText('国庆节');

  // On its last day the notice still runs; a decision is not open.
  await world.goTo('2026-10-10 16:00');
  const early = await world.enter('cq-official');
  await early.goto(`${round}/result`);
  await expect(early.getByRole('button', { name: '作出决定' })).toBeDisabled();
  await expect(early.getByRole('main')).toContainText('2026年10月11日');

  await world.goTo('2026-10-11 09:00');
  const decider = await world.enter('cq-official');
  await decider.goto(`/${PLACE}`);
  await expect(decider.getByRole('link', { name: '公示期满，作出决定' }).first()).toBeVisible();
  await decider.goto(`${round}/result`);
  await decider.getByLabel('决定文号').fill('渝卫发〔2026〕88号');
  await press(decider, '作出决定', '决定');
  await expect(roundState(decider)).toHaveText('已完成');
  // What was done stands in the history; who looked or took a copy does not.
  expect((await decider.request.get(`/api/${PLACE}${round.replace(`/${PLACE}`, '')}/comparison`)).ok()).toBe(true);
  await decider.goto(round);
  const history = decider.getByRole('region', { name: '经过' });
  for (const act of ['报送工作方案', '审定工作方案', '发布公告', '截止申报', '开始评审', '结束评审', '提出拟定结果', '发布公示', '作出决定']) await expect(history).toContainText(act);
  await expect(history).not.toContainText('查看');
  await thenTheCentreStands(decider, fit.house);
  await thenTheDirectoryNames(await world.stranger(), fit.house);
});

interface Applicant {
  login: string;
  house: string;
}

async function thenTheCallIsPublic(page: Page): Promise<void> {
  await page.goto(`/calls/${PLACE}`);
  await page.getByRole('link', { name: new RegExp(CENTRE) }).first().click();
  await expect(page.getByRole('main')).not.toContainText('评委名单');
  await expect(page.getByRole('main')).toContainText('8月28日');
  await expect(page.getByRole('main')).toContainText('第六条');
}

async function whenApplying(page: Page, { meets, says }: { meets: boolean; says: string }): Promise<void> {
  await page.goto(`/${PLACE}/applications`);
  await page.getByRole('row').filter({ hasText: CENTRE }).getByRole('button', { name: /^开始申请/ }).click();
  await page.waitForURL(/\/applications\/[0-9a-f-]{36}/);
  await whenFillingIn(page, { says });
  await page.locator('input[type=file]').first().setInputFiles({ name: '总结.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n') });
  await expect(page.getByRole('main').getByRole('link', { name: '总结.pdf' })).toBeVisible();
  await whenChecking(page);
  // The applicant sees the article of what speaks against him before he submits.
  if (!meets) await expect(page.getByRole('main')).toContainText('不符合');
  if (!meets) await page.getByRole('checkbox', { name: /^知道有/ }).check();
  await press(page, '提交申请', '提交申请');
  await expect(page.getByRole('main')).toContainText(/CQ-SQ-2026-\d{3}/);
}

async function whenAccepting(page: Page, round: string): Promise<void> {
  await page.goto(`/${PLACE}/reviews/${round.split('/').at(-1)}`);
  await whenDeclaringNothing(page);
  await press(page, '接受邀请', '接受');
  await expect(page.getByRole('main')).toContainText('等待评审开始');
}

async function whenSteppingBack(page: Page, round: string): Promise<void> {
  await page.goto(`/${PLACE}/reviews/${round.split('/').at(-1)}`);
  await page.getByLabel('回避理由').first().fill('与申请单位的负责人合作课题');
  await press(page, '自行回避', '回避');
  await expect(page.getByRole('main')).toContainText('已回避');
}

async function whenPuttingForward(page: Page, house: string): Promise<void> {
  const line = page.getByRole('table', { name: '符合条件的申请' }).getByRole('row').filter({ hasText: house });
  const pick = line.getByRole('link', { name: /选择|择优|拟定/ });
  if ((await pick.count()) > 0) await pick.first().click();
  await page.getByLabel('择优理由').fill('评审得分最高，专职人员和场所已经落实');
  await press(page, '提出拟定结果', '提出');
}

async function thenTheCentreStands(page: Page, house: string): Promise<void> {
  await page.goto(`/${PLACE}/centres?q=${encodeURIComponent(CENTRE)}`);
  await page.getByRole('main').getByRole('link', { name: CENTRE, exact: true }).click();
  await expect(page.locator('dl.facts')).toContainText(house);
  await expect(page.locator('h1 .tag')).toHaveText('正常运行');
}

async function thenTheDirectoryNames(page: Page, house: string): Promise<void> {
  await page.goto(`/directory/${PLACE}?q=${encodeURIComponent(CENTRE)}`);
  await expect(page.getByRole('main')).toContainText(CENTRE);
  await expect(page.getByRole('main')).toContainText(house);
}
