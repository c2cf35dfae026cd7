import { expect, type Locator, type Page } from '@playwright/test';
import { account } from './accounts';
import { day, inWords, row, year } from './steps';

// The year: assigned, proposed, returned, confirmed; then the card on which the fate of the host is decided.

/** Every line of the list of centres: its cells by their heads. */
export async function allCentres(page: Page, jurisdiction: string, query = ''): Promise<Record<string, string>[]> {
  await page.goto(`/${jurisdiction}/centres${query}`);
  const lines: Record<string, string>[] = [];
  for (;;) {
    const table = page.getByRole('main').getByRole('table');
    const heads = await table.getByRole('columnheader').allTextContents();
    for (const line of await table.getByRole('row').filter({ has: page.getByRole('cell') }).all()) {
      const cells = await line.getByRole('cell').allTextContents();
      lines.push(Object.fromEntries(heads.map((head, i) => [head, cells[i]!])));
    }
    const next = page.getByRole('link', { name: '下一页' });
    if ((await next.count()) === 0) return lines;
    await page.goto((await next.getAttribute('href'))!);
  }
}

/** The line of this year's assessments for a centre. */
export const assessmentOf = (page: Page, centre: string): Locator => row(page, `${year()}年度考核`, new RegExp(`^${centre.replace(/[()（）]/g, '.')}`));

/** Assigns this year's assessment of a centre; does nothing if somebody has it already. Gives back the login name of who has it. */
export async function whenTheCentreIsAssigned(page: Page, jurisdiction: string, centre: string, assessor: string): Promise<string> {
  await page.goto(`/${jurisdiction}/assessments`);
  const box = page.getByRole('checkbox', { name: new RegExp(`^${centre}`) });
  if (await box.count()) {
    await box.check();
    await page.getByRole('combobox', { name: '考核专家' }).selectOption({ label: account(assessor).displayName });
    await page.getByRole('button', { name: '分配给考核专家' }).click();
    await expect(assessmentOf(page, centre)).toContainText('考核中');
  }
  const who = await assessmentOf(page, centre).getByRole('cell').nth(2).textContent();
  return [assessor, 'expert'].find((login) => account(login).displayName === who)!;
}

/** Opens this year's assessment of a centre from the list. */
export async function whenOpeningTheAssessment(page: Page, jurisdiction: string, centre: string): Promise<void> {
  await page.goto(`/${jurisdiction}/assessments`);
  await assessmentOf(page, centre).getByRole('link', { name: centre, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('考核');
  await page.waitForURL(/\/assessments\/[0-9a-f-]+/);
}

export async function whenProposing(page: Page, grade: string, comment: string): Promise<void> {
  await page.getByRole('radio', { name: grade, exact: true }).check();
  await page.getByLabel('考核意见').fill(comment);
  await page.getByRole('button', { name: '提出等次' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('待办');
}

export async function whenReturning(page: Page, reason: string): Promise<void> {
  await page.getByLabel('退回理由').fill(reason);
  await page.getByRole('button', { name: '退回考核专家' }).click();
  await expect(page.locator('h1 .tag')).toHaveText('已退回');
}

/** A part of the card. */
export const part = (page: Page, heading: string): Locator => page.getByRole('region', { name: heading });

/** What happens to one of host, head and committee. */
export const consequence = (page: Page, subject: string): Locator =>
  part(page, '后果').locator('dl > div').filter({ has: page.locator('dt', { hasText: new RegExp(`^${subject}$`) }) });

/** Asks for the decision without having filled in everything: no question is put, every fault is named. */
export async function whenDecidingTooEarly(page: Page): Promise<void> {
  await page.getByRole('button', { name: '确认裁定' }).first().click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** Decides; the question names the outcome and the day. */
export async function whenDeciding(page: Page, outcome: string | RegExp = /裁定：/): Promise<void> {
  await page.getByRole('button', { name: '确认裁定' }).first().click();
  await expect(page.getByRole('dialog').getByRole('heading')).toContainText(outcome);
  await expect(page.getByRole('dialog')).toContainText(inWords(day()));
  await page.getByRole('dialog').getByRole('button', { name: '确认裁定' }).click();
  await expect(page.getByText(/(按检验结果|另行)裁定，自/)).toBeVisible();
}
