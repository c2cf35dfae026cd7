import { expect, test, type Page } from './support/time';
import { houseOf, press, roundState, whenAdmitting, whenChecking, whenFillingIn, whenBeginning, whenClosing, whenFindingAllMet, whenOpeningTheApplication, whenOpeningTheCall, whenPlanning, whenRegisteringASanction, whenRejecting, whenReleasing } from './support/rounds';

// A host that was removed for a serious violation is barred from its specialty for four years: refused in a round within them,
// admitted on the first day after. One that was removed for its grades is barred from the round that fills its place, and from no other.

const PLACE = 'chongqing';
const DIRECTION = '航空医学专业';

test('a removed host is refused in the round and admitted after its ban', async ({ world }) => {
  await world.goTo('2029-08-10 09:30');
  const login = 'cq-host-3';
  const house = houseOf(world.roleOf(login));
  const official = await world.enter('cq-official');
  await whenPlanning(official, PLACE, DIRECTION, '航空救援起降点增多');
  // The last day of the ban is 2029-09-01.
  await whenRegisteringASanction(official, PLACE, { house, direction: DIRECTION, on: '2025-09-01', reason: '挪用质控经费，情节严重' });

  const round = await whenRunning('2029-08-10', '2029-08-20');
  await whenApplyingAs({ barred: true });
  await world.goTo('2029-08-21 09:00');
  const refusing = await world.enter('cq-office');
  await whenClosing(refusing, round);
  await whenRefusing(refusing, round, house, ['2029年9月1日', '第二十三条'], '仍在限制期内');
  const ending = await world.enter('cq-official');
  await ending.goto(round);
  // Where nobody is left, it stands open.
  await expect(ending.getByRole('main')).toContainText('都不符合条件，终止后可以另行发起');
  await ending.getByLabel('终止理由').fill('没有符合条件的申请');
  await press(ending, '终止', '终止');
  await expect(roundState(ending)).toHaveText('已终止');

  // The ban ended the day before.
  await world.goTo('2029-09-02 09:00');
  const again = await whenRunning('2029-09-02', '2029-09-10');
  await whenApplyingAs({ barred: false });
  await world.goTo('2029-09-11 09:00');
  const admitting = await world.enter('cq-office');
  await whenClosing(admitting, again);
  await whenOpeningTheApplication(admitting, again, house);
  await whenFindingAllMet(admitting, '现场核实一致');
  await whenAdmitting(admitting, '拟任负责人主持本专业工作');

  async function whenRunning(opensOn: string, closesOn: string): Promise<string> {
    const office = await world.enter('cq-office');
    const at = await whenBeginning(office, PLACE, { direction: DIRECTION, opensOn, closesOn, size: 3, assessors: ['cq-panel-1', 'cq-panel-2', 'cq-panel-3'].map((login) => world.nameOf(login)) });
    await whenOpeningTheCall(office, await world.enter('cq-official'), at);
    return at;
  }

  async function whenApplyingAs({ barred }: { barred: boolean }): Promise<void> {
    const page = await world.enter(login);
    await page.goto(`/${PLACE}/applications`);
    await page.getByRole('row').filter({ hasText: '航空医学' }).getByRole('button', { name: /^开始申请/ }).click();
    await page.waitForURL(/\/applications\/[0-9a-f-]{36}/);
    await whenFillingIn(page, { says: '院前急救和航空转运经验丰富' });
    await whenChecking(page);
    await expect(page.getByRole('row').filter({ hasText: '处理记录' })).toContainText(barred ? '不符合' : '已经届满');
    if (barred) await page.getByRole('checkbox', { name: /^知道有/ }).check();
    await press(page, '提交申请', '提交申请');
    await expect(page.getByRole('main')).toContainText(/CQ-SQ-2029-\d{3}/);
  }
});

/** What the rules say against an application cannot be passed over, with everything else found; so it is refused. */
async function whenRefusing(page: Page, round: string, house: string, against: readonly string[], reason: string): Promise<void> {
  await whenOpeningTheApplication(page, round, house);
  for (const words of against) await expect(page.getByRole('main')).toContainText(words);
  await whenFindingAllMet(page, '现场核实一致');
  await expect(page.getByRole('main')).toContainText('不能认定为符合条件');
  await whenRejecting(page, reason);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('：不符合条件');
}

test('a host removed for two years without a pass is refused in the round that fills its place, hands over, and is admitted to another one', async ({ world }) => {
  await world.goTo('2026-11-25 09:00');
  const [removed, next] = ['cq-host-2', 'cq-host-3'] as const;
  const [old, fresh] = [houseOf(world.roleOf(removed)), houseOf(world.roleOf(next))];
  const official = await world.enter('cq-official');
  // A centre of his did not pass last year and was ordered to put things right.
  await official.goto(`/${PLACE}/centres?status=rectifying`);
  const centre = (await official.getByRole('main').getByRole('row').filter({ hasText: old }).first().getByRole('link').first().textContent())!;
  await whenItFailsAgain();
  await whenTheCardIsDecided();

  // The worklist leads to the round that fills the place.
  await official.goto(`/${PLACE}`);
  await official.getByRole('listitem').filter({ hasText: `${centre}；已没有挂靠单位` }).getByRole('link').first().click();
  await expect(official.getByRole('main')).toContainText(centre);
  await official.getByRole('button', { name: '建立草稿' }).click();
  await official.waitForURL(/\/selections\/[0-9a-f-]{36}\/edit$/);
  await official.getByLabel('申报开始').fill('2026-11-25');
  await official.getByLabel('申报截止').fill('2026-12-05');
  await official.getByLabel('联系方式').fill('医政处，023-00000000');
  await official.getByRole('radio', { name: /^不设评审组/ }).check();
  await official.getByRole('button', { name: '保存', exact: true }).click();
  await official.waitForURL(/\/selections\/[0-9a-f-]{36}$/);
  const round = new URL(official.url()).pathname;
  await whenOpeningTheCall(await world.enter('cq-official'), await world.enter('cq-official-2'), round);
  await whenApplying(removed, centre, 'barred');
  await whenApplying(next, centre, 'free');
  await world.goTo('2026-12-07 09:00');
  const clerk = await world.enter('cq-office');
  await whenClosing(clerk, round);
  await whenRefusing(clerk, round, old, ['本轮遴选', '第二十五条（二）'], '原挂靠单位不得参加本轮');
  await whenOpeningTheApplication(clerk, round, fresh);
  await whenFindingAllMet(clerk, '现场核实一致');
  await whenAdmitting(clerk, '拟任负责人主持本专业工作');
  const chooser = await world.enter('cq-official');
  await chooser.goto(`${round}/panel`);
  await press(chooser, '结束资格审核', '结束资格审核');
  await expect(roundState(chooser)).toHaveText('待择优');
  await chooser.goto(`${round}/result`);
  await chooser.getByLabel('择优理由').fill('唯一符合条件的申请，条件已落实');
  await press(chooser, '提出拟定结果', '提出');
  await expect(roundState(chooser)).toHaveText('待复核');
  await whenReleasing(await world.enter('cq-official-2'), round, fresh);

  // Five working days after Monday the 7th end on Monday the 14th.
  await world.goTo('2026-12-15 09:00');
  const decider = await world.enter('cq-official');
  await decider.goto(`${round}/result`);
  await decider.getByLabel('决定文号').fill('渝卫发〔2026〕95号');
  await press(decider, '作出决定', '决定');
  await expect(roundState(decider)).toHaveText('待交接');
  await whenSigning(removed, '已整理齐全', '签字移交', '待新单位接收');
  await whenSigning(next, '已收到，齐全', '签字接收', '已交接');
  await decider.goto(`/${PLACE}/centres?q=${encodeURIComponent(centre)}`);
  await decider.getByRole('main').getByRole('link', { name: centre, exact: true }).click();
  await expect(decider.locator('dl.facts')).toContainText(fresh);
  await expect(decider.locator('h1 .tag')).toHaveText('正常运行');
  // What was sealed stays readable to the old host.
  const keeper = await world.enter(removed);
  await keeper.goto(`/${PLACE}/handovers`);
  await keeper.getByRole('main').getByRole('link', { name: new RegExp(centre) }).first().click();
  await expect(keeper.getByRole('main')).toContainText('档案已封存');

  // The place is filled: in another round nothing of it is left.
  await whenPlanning(decider, PLACE, DIRECTION, '航空救援起降点增多');
  const other = await whenBeginning(decider, PLACE, { direction: DIRECTION, opensOn: '2026-12-15', closesOn: '2026-12-20' });
  await whenOpeningTheCall(await world.enter('cq-official'), await world.enter('cq-official-2'), other);
  await whenApplying(removed, '航空医学', 'free');
  await world.goTo('2026-12-21 09:00');
  const admitting = await world.enter('cq-office');
  await whenClosing(admitting, other);
  await whenOpeningTheApplication(admitting, other, old);
  await whenFindingAllMet(admitting, '现场核实一致');
  await whenAdmitting(admitting, '拟任负责人主持本专业工作');

  async function whenItFailsAgain(): Promise<void> {
    const office = await world.enter('cq-office');
    await office.goto(`/${PLACE}/assessments`);
    const line = () => office.getByRole('table', { name: '2026年度考核' }).getByRole('row').filter({ hasText: centre });
    const box = office.getByRole('checkbox', { name: new RegExp(`^${centre}`) });
    if (await box.count()) {
      await box.check();
      await office.getByRole('combobox', { name: '考核专家' }).selectOption({ label: world.nameOf('cq-assessor') });
      await office.getByRole('button', { name: '分配给考核专家' }).click();
      await expect(line()).toContainText('考核中');
    }
    const who = await line().getByRole('cell').nth(2).textContent();
    const assessor = await world.enter(['cq-assessor', 'expert'].find((login) => world.nameOf(login) === who)!);
    await assessor.goto(`/${PLACE}`);
    await assessor.getByRole('main').getByRole('listitem').filter({ hasText: centre }).getByRole('link').first().click();
    await assessor.getByRole('radio', { name: '不合格', exact: true }).check();
    await assessor.getByLabel('考核意见').fill('整改没有反馈，年度计划未完成');
    await assessor.getByRole('button', { name: '提出等次' }).click();
    await expect(assessor.getByRole('heading', { level: 1 })).toHaveText('待办');
  }

  async function whenTheCardIsDecided(): Promise<void> {
    await official.goto(`/${PLACE}`);
    await official.getByRole('listitem').filter({ hasText: centre }).getByRole('link', { name: '确认2026年度考核等次' }).click();
    await official.getByRole('combobox', { name: '等次' }).selectOption({ label: '不合格' });
    await press(official, '确认等次', '确认');
    await official.waitForURL(/\/decisions\//);
    await expect(official.getByRole('heading', { level: 1 })).toContainText('解除挂靠，重新遴选');
    await press(official, '确认裁定', '确认裁定');
    await expect(official.getByRole('heading', { name: '作出裁定' })).toHaveCount(0);
  }

  async function whenApplying(login: string, about: string, stands: 'barred' | 'free'): Promise<void> {
    const page = await world.enter(login);
    await page.goto(`/${PLACE}/applications`);
    await page.getByRole('row').filter({ hasText: about }).getByRole('button', { name: /^开始申请/ }).click();
    await page.waitForURL(/\/applications\/[0-9a-f-]{36}/);
    await whenFillingIn(page, { says: '团队齐全，近三年指标改善' });
    await whenChecking(page);
    if (stands === 'barred') await expect(page.getByRole('main')).toContainText('第二十五条（二）');
    const aware = page.getByRole('checkbox', { name: /^知道有/ });
    if ((await aware.count()) > 0) await aware.check();
    await press(page, '提交申请', '提交申请');
    await expect(page.getByRole('main')).toContainText(/CQ-SQ-2026-\d{3}/);
  }

  async function whenSigning(login: string, fill: string, act: string, becomes: string): Promise<void> {
    const page = await world.enter(login);
    await page.goto(`/${PLACE}/handovers`);
    await page.getByRole('main').getByRole('link', { name: new RegExp(centre) }).first().click();
    await page.getByRole('button', { name: new RegExp(fill) }).click();
    await press(page, act, '签字');
    // The button is renamed while the act is under way: only the state tells that it is done.
    await expect(page.locator('h1 .tag')).toHaveText(becomes);
    await expect(page.getByRole('button', { name: act, exact: true })).toHaveCount(0);
  }
});
