import { expect, type Locator, type Page } from '@playwright/test';
import { confirmDialog } from './steps';

// The road of a round, step by step, as its people take it.

/** The institution for which a contact speaks, from the label of his role. */
export const houseOf = (roleLabel: string): string => /（(.*)）$/.exec(roleLabel)![1]!;

/** Chooses the option of a select whose text holds the words. */
export async function choose(select: Locator, words: string): Promise<void> {
  const value = await select.locator('option').filter({ hasText: words }).first().getAttribute('value');
  await select.selectOption(value!);
}

/** An official puts a direction into the plan. */
export async function whenPlanning(page: Page, jurisdiction: string, direction: string, reason: string): Promise<void> {
  await page.goto(`/${jurisdiction}/specialties`);
  const form = page.getByRole('region', { name: '增加方向' });
  await form.getByLabel('工作方向').fill(direction);
  await form.getByRole('combobox', { name: '类别' }).selectOption({ label: '临床类' });
  await form.getByLabel('理由').first().fill(reason);
  if (await form.getByRole('radio', { name: '否', exact: true }).count()) await form.getByRole('radio', { name: '否', exact: true }).check();
  await form.getByRole('button', { name: '增加方向' }).click();
  await expect(page.getByRole('status')).toContainText(direction);
}

/** An event is registered against a house. */
export async function whenRegisteringAnEvent(page: Page, jurisdiction: string, { house, direction, on, note }: { house: string; direction: string; on: string; note: string }): Promise<void> {
  await page.goto(`/${jurisdiction}/sanctions/new?kind=event`);
  await choose(page.getByRole('combobox', { name: '单位' }), house);
  await page.waitForURL(/institution=/);
  await page.getByRole('radio', { name: '重大医疗质量安全事件' }).check();
  await page.getByLabel('发生日期').fill(on);
  await choose(page.getByRole('combobox', { name: '所涉专业' }), direction);
  await page.getByLabel('情况说明').fill(note);
  await page.getByRole('button', { name: '登记事件' }).click();
  await confirmDialog(page, '登记事件');
  await page.waitForURL(/\/sanctions\/events/);
  await expect(page.getByRole('row').filter({ hasText: house }).filter({ hasText: note })).toBeVisible();
}

/** A sanction is registered against a house. */
export async function whenRegisteringASanction(page: Page, jurisdiction: string, { house, direction, on, reason }: { house: string; direction: string; on: string; reason: string }): Promise<void> {
  await page.goto(`/${jurisdiction}/sanctions/new`);
  await choose(page.getByRole('combobox', { name: '单位' }), house);
  await page.waitForURL(/institution=/);
  await page.getByRole('radio', { name: /情节严重的违规/ }).check();
  await choose(page.getByRole('combobox', { name: '所涉专业' }), direction);
  await page.getByLabel('决定日期').fill(on);
  await page.getByLabel('事由').fill(reason);
  await page.getByRole('button', { name: '登记处理决定' }).click();
  await confirmDialog(page, '登记处理决定');
  await page.waitForURL(/\/sanctions$/);
  await expect(page.getByRole('row').filter({ hasText: house }).filter({ hasText: direction })).toBeVisible();
}

/** A round is begun for a direction of the plan, and its call and work plan are filled in, with the assessors whom the plan names; gives back the address of the round. */
export async function whenBeginning(page: Page, jurisdiction: string, { direction, opensOn, closesOn, size, assessors = [], ground }: { direction: string; opensOn: string; closesOn: string; size?: number; assessors?: readonly string[]; ground?: string }): Promise<string> {
  await page.goto(`/${jurisdiction}/specialties?q=${encodeURIComponent(direction)}`);
  await page.getByRole('row').filter({ hasText: direction }).getByRole('link', { name: /^发起/ }).click();
  await page.waitForURL(/\/selections\/new\?specialty=/);
  if (ground) await page.getByLabel('设置的理由').fill(ground);
  await page.getByRole('button', { name: '建立草稿' }).click();
  await page.waitForURL(/\/selections\/[0-9a-f-]{36}\/edit$/);
  await page.getByLabel('申报开始').fill(opensOn);
  await page.getByLabel('申报截止').fill(closesOn);
  await page.getByLabel('联系方式').fill('医政处，023-00000000');
  await page.getByRole('radio', { name: size ? /^评审组评分/ : /^不设评审组/ }).check();
  if (size) await page.getByLabel('评委人数').fill(String(size));
  for (const name of assessors) await page.getByRole('group', { name: /^评委名单/ }).getByRole('checkbox', { name: new RegExp(`^${name}`) }).check();
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.waitForURL(/\/selections\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

/** The state of the round as its head says it. */
export const roundState = (page: Page): Locator => page.locator('h1 .tag');

/** Presses a button of the page and, where it asks, confirms. */
export async function press(page: Page, name: string, confirm?: string): Promise<void> {
  await page.getByRole('main').getByRole('button', { name, exact: true }).first().click();
  if (confirm) await confirmDialog(page, confirm);
}

/** Everything that the form of an application asks for, filled in by hand. */
export async function whenFillingIn(page: Page, { says, head }: { says: string; head?: string }): Promise<void> {
  const form = page.locator('form#application');
  for (const area of await form.locator('textarea').all()) await area.fill(says);
  for (const field of await form.locator('input[type=text][name^="form."], input:not([type])[name^="form."]').all()) {
    const name = (await field.getAttribute('name'))!;
    await field.fill(/\.count$/.test(name) ? '2' : /\.amount$/.test(name) ? '300000' : /\.role$/.test(name) ? '质控专员' : says);
  }
  for (const select of await form.locator('select[name^="form."]').all()) await select.selectOption({ index: 1 });
  const person = form.locator('select[name="personId"]');
  if (head) await choose(person, head);
  else await person.selectOption({ index: 1 });
  const choices = new Set(await form.locator('input[type=radio][name^="form."]').evaluateAll((all) => all.map((r) => (r as HTMLInputElement).name)));
  for (const name of choices) await form.locator(`input[type=radio][name="${name}"]`).first().check();
  for (const radio of await form.locator('input[type=radio][value=yes]').all()) await radio.check();
}

/** Goes on to the self-check; gives back the row of a condition. */
export async function whenChecking(page: Page): Promise<(label: string) => Locator> {
  await page.getByRole('button', { name: '保存并自查' }).click();
  await page.waitForURL(/step=check/);
  return (label) => page.getByRole('main').getByRole('listitem').or(page.getByRole('main').getByRole('row')).filter({ hasText: label });
}

/** The application of a house in the review. */
export async function whenOpeningTheApplication(page: Page, round: string, house: string): Promise<void> {
  await page.goto(`${round}/applications`);
  await page.getByRole('row').filter({ hasText: house }).getByRole('link').first().click();
  await page.waitForURL(/\/applications\/[0-9a-f-]{36}$/);
}

/** A person finds every condition met that the rules leave to him. */
export async function whenFindingAllMet(page: Page, reason: string): Promise<void> {
  const part = page.getByRole('region', { name: '由人认定' });
  const open = part.locator('form').filter({ has: page.getByRole('button', { name: '认定', exact: true }) });
  while ((await open.count()) > 0) {
    const left = await open.count();
    await open.first().getByRole('radio', { name: '符合', exact: true }).check();
    await open.first().getByRole('textbox').fill(reason);
    await open.first().getByRole('button', { name: '认定', exact: true }).click();
    await expect(part).toContainText(left > 1 ? `还有${left - 1}项` : '均已认定');
    await expect(open).toHaveCount(left - 1);
  }
}

/** An application is admitted; what holds in principle only is explained. */
export async function whenAdmitting(page: Page, reason: string): Promise<void> {
  const departs = page.getByLabel('准予的理由');
  if ((await departs.count()) > 0) await departs.fill(reason);
  await press(page, '认定符合条件');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('：符合条件');
}

/** An application is refused for what the rules found. */
export async function whenRejecting(page: Page, reason: string): Promise<void> {
  const fold = page.locator('details').filter({ has: page.getByRole('button', { name: '认定不符合条件' }) });
  if ((await fold.count()) > 0 && !(await fold.evaluate((d: HTMLDetailsElement) => d.open))) await fold.locator('summary').click();
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: '认定不符合条件' }) });
  await form.getByLabel('理由').fill(reason);
  await form.getByRole('button', { name: '认定不符合条件' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('：不符合条件');
}

/** An assessor declares that he has nothing to do with any applicant. */
export async function whenDeclaringNothing(page: Page): Promise<void> {
  for (const group of await page.getByRole('group', { name: '利害关系' }).or(page.getByRole('radiogroup', { name: '利害关系' })).all()) await group.getByRole('radio', { name: '无', exact: true }).check();
  for (const group of await page.getByRole('group', { name: '曾在该单位任职' }).or(page.getByRole('radiogroup', { name: '曾在该单位任职' })).all()) await group.getByRole('radio', { name: '否', exact: true }).check();
}

/** A sheet filled in, item by item, with its share of the full points. */
export async function whenScoring(page: Page, share: number, reason: string): Promise<void> {
  for (const line of await page.getByRole('table').getByRole('row').filter({ has: page.locator('input[name^="points-"]') }).all()) {
    const field = line.locator('input[name^="points-"]');
    const most = Number(/至 (\d+) 分/.exec((await field.getAttribute('title'))!)![1]);
    await field.fill(String(Math.round(most * share * 2) / 2));
    await line.locator('[name^="reason-"]').fill(reason);
  }
}

/** Those who draft a plan hand it in, somebody else approves it and publishes the call. */
export async function whenOpeningTheCall(writer: Page, approver: Page, round: string): Promise<void> {
  await writer.goto(round);
  await press(writer, '报送方案');
  await expect(roundState(writer)).toHaveText('方案待审定');
  await approver.goto(round);
  await press(approver, '审定方案');
  await expect(roundState(approver)).toHaveText('方案已审定');
  await press(approver, '发布公告', '发布');
  await expect(roundState(approver)).toHaveText('申报中');
}

/** A call is closed after its last day, which is asked for first. */
export async function whenClosing(page: Page, round: string): Promise<void> {
  await page.goto(round);
  await press(page, '截止申报，转入审核', '截止申报');
  await expect(roundState(page)).toHaveText('资格审核');
}

/** Another official confirms the one name that was put forward, and puts the notice up. */
export async function whenReleasing(page: Page, round: string, house: string): Promise<void> {
  await page.goto(`${round}/result`);
  await page.getByRole('checkbox', { name: new RegExp(house) }).check();
  await page.getByLabel(/公示的数量/).fill('1');
  await press(page, '发布公示', '发布');
  await expect(roundState(page)).toHaveText('公示中');
}
