import { expect, type Locator, type Page } from '@playwright/test';

// A list being drawn up: the seats, the candidates and the panel of rules.

/** The row of the panel that speaks of this rule. */
export const rule = (page: Page, label: string): Locator =>
  page.getByRole('region', { name: '规则检验' }).getByRole('listitem').filter({ has: page.locator('b', { hasText: new RegExp(`^${label}$`) }) });

/** The rule says what it counts, what it allows, its article and its verdict. */
export async function thenTheRuleSays(page: Page, label: string, says: { numbers?: string; article?: string; verdict: '符合' | '需说明' | '已说明' | '不符合' | '提示' }): Promise<void> {
  const at = rule(page, label).first();
  await expect(at.locator('.st')).toHaveText(says.verdict);
  if (says.numbers) await expect(at.locator('.v')).toHaveText(says.numbers);
  if (says.article) await expect(at).toContainText(says.article);
}

/** Everybody on the list. */
export const seats = (page: Page): Locator => page.getByRole('table', { name: '名单', exact: true }).getByRole('row').filter({ has: page.getByRole('cell') });

/** The seat of a person. */
export const seat = (page: Page, name: string): Locator => seats(page).filter({ has: page.getByRole('cell', { name: new RegExp(`^${name}`) }) });

/** The host's name, as the head of the list gives it. */
export async function hostOf(page: Page): Promise<string> {
  const sub = await page.getByRole('main').getByText('拟任期').first().textContent();
  return /挂靠单位 ([^；]+)；/.exec(sub!)![1]!;
}

export async function whenLookingFor(page: Page, word: string): Promise<void> {
  await page.getByRole('searchbox', { name: '查找人选' }).fill(word);
  await page.getByRole('button', { name: '查找', exact: true }).click();
  await page.waitForURL(/[?&]add=/);
  await expect(page.getByRole('searchbox', { name: '查找人选' })).toHaveValue(word);
}

/** Rows of the people found. */
export const candidates = (page: Page): Locator => page.getByRole('table', { name: '可选人选' }).getByRole('row').filter({ has: page.getByRole('button') });

/** Adds the first person found whose row says all of the words; gives back the name. */
export async function whenAddingSomebody(page: Page, { from, says, as }: { from: string; says?: RegExp; as?: string }): Promise<string> {
  await whenLookingFor(page, from);
  const found = candidates(page).filter({ hasText: says ?? /./ }).first();
  const name = (await found.getByRole('cell').first().textContent())!;
  if (as) await found.getByRole('combobox', { name: '职务' }).selectOption(as);
  await found.getByRole('button', { name: '添加' }).click();
  await expect(seat(page, name)).toBeVisible();
  return name;
}

export async function whenRemoving(page: Page, name: string): Promise<void> {
  await seat(page, name).getByRole('button', { name: '移出' }).click();
  await expect(seat(page, name)).toHaveCount(0);
}

/** Gives somebody another post. */
export async function whenChangingThePost(page: Page, name: string, post: string): Promise<void> {
  const select = page.getByRole('combobox', { name: '调整职务' });
  const value = await select.locator('option').filter({ hasText: name }).getAttribute('value');
  await select.selectOption(value!);
  await page.getByRole('combobox', { name: '改任' }).selectOption({ label: post });
  await page.getByRole('button', { name: '保存职务' }).click();
  // The word that it is saved may still stand there from the step before; the list itself tells.
  await expect(select.locator('option').filter({ hasText: `${name}（${post}` })).toHaveCount(1);
}

export async function whenTheListTakesEffectOn(page: Page, date: string): Promise<void> {
  await page.getByLabel('生效日期').fill(date);
  await page.getByRole('button', { name: '保存日期' }).click();
  await expect(page.getByRole('status').filter({ hasText: '已保存生效日期' })).toBeVisible();
}

/** Takes a new person into the pool and comes back to the list with him in the search. */
export async function whenRegistering(page: Page, person: { name: string; institution: string; title: string; born?: string }): Promise<void> {
  await page.getByRole('link', { name: '登记新人选' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('登记人选');
  await page.getByLabel('姓名').fill(person.name);
  const select = page.getByRole('combobox', { name: '所在单位' });
  await select.selectOption((await select.locator('option').filter({ hasText: person.institution }).first().getAttribute('value'))!);
  await page.getByRole('combobox', { name: '职称' }).selectOption({ label: person.title });
  await page.getByLabel('取得职称日期').fill('2015-06-30');
  await page.getByLabel('出生日期').fill(person.born ?? '1982-03-04');
  await page.getByRole('button', { name: '登记人选' }).click();
  await page.waitForURL(/\/rosters\//);
}

/** The box in which a departure is explained. */
export const departure = (page: Page, label: string): Locator => page.locator('.dv').filter({ hasText: label });

export async function whenExplaining(page: Page, label: string, reason: string): Promise<void> {
  await departure(page, label).getByLabel('理由').fill(reason);
  await departure(page, label).getByRole('button', { name: '保存理由' }).click();
  await expect(departure(page, label)).toContainText('已填写');
}

export const submitButton = (page: Page): Locator => page.getByRole('button', { name: /^报.*审定$/ });

export async function thenSubmittingIsClosed(page: Page, ...reasons: (string | RegExp)[]): Promise<void> {
  await expect(submitButton(page)).toBeDisabled();
  await expect(submitButton(page)).toHaveAccessibleDescription(/^暂不能报送/);
  for (const reason of reasons) await expect(page.locator('.why').getByRole('link', { name: reason })).toBeVisible();
}

export async function whenSubmitting(page: Page): Promise<void> {
  await submitButton(page).click();
  await expect(page.getByText('报送，等待审定')).toBeVisible();
}
