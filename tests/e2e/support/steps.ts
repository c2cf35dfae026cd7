import { expect, type Locator, type Page } from '@playwright/test';

// What users do and see on every screen, in plain words.

/** The instant at which the clock of the server stands (scripts/test.mjs); without one it runs. */
const now = (): number => (process.env.ZHIKONG_NOW ? Date.parse(process.env.ZHIKONG_NOW) : Date.now());

/** The year in China. */
export const year = (): number => Number(day().slice(0, 4));

/** The day as a date field takes it, counted from today in China. */
export function day(offset = 0): string {
  return new Date(now() + (8 + offset * 24) * 3_600_000).toISOString().slice(0, 10);
}

/** The same day as the screens write it. */
export function inWords(date: string): string {
  const [y, m, d] = date.split('-').map(Number);
  return `${y}年${m}月${d}日`;
}

/** The item of the worklist with this title; `about` is a word of its second line. */
export const workItem = (page: Page, title: string | RegExp, about: string | RegExp = ''): Locator =>
  page.getByRole('main').getByRole('listitem').filter({ has: page.getByRole('link', { name: title }) }).filter({ hasText: about });

/** Opens an item of the worklist and waits for its page. */
export async function openWorkItem(page: Page, title: string | RegExp, about: string | RegExp = ''): Promise<void> {
  await workItem(page, title, about).getByRole('link', { name: title }).click();
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('待办');
}

/** Confirms what a dialog asks. */
export async function confirmDialog(page: Page, button: string): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: button }).click();
}

/** The state beside the title of the page. */
export const stateTag = (page: Page): Locator => page.locator('h1 .tag');

/** The error summary above a form. */
export const errorSummary = (page: Page): Locator => page.getByRole('alert').filter({ hasText: '处需要更正' });

/** The row of a table that holds the text. */
export const row = (page: Page, table: string, text: string | RegExp): Locator => page.getByRole('table', { name: table, exact: true }).getByRole('row').filter({ hasText: text });

/** The choices of a select, without the empty one. */
export const choices = async (select: Locator): Promise<{ value: string; label: string }[]> =>
  (await select.locator('option').evaluateAll((all) => all.map((o) => ({ value: (o as HTMLOptionElement).value, label: o.textContent ?? '' })))).filter((o) => o.value !== '');

/** Finds a centre by name in the list and opens its file. */
export async function openCentreFile(page: Page, jurisdiction: string, name: string): Promise<void> {
  await page.goto(`/${jurisdiction}/centres?q=${encodeURIComponent(name)}`);
  // A centre that was closed may have left its name to another.
  await page.getByRole('main').getByRole('row').filter({ hasNotText: '已撤销' }).getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
}
