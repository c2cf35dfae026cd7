import { complaints, expect, SIZES, test, type Page } from './support/desk';

// The rules of a jurisdiction are public; two can be laid side by side; an administrator uploads the words of the text.

test('anybody reads what applies in a jurisdiction, with force, article, reading and the day of the last check', async ({ desk }) => {
  const page = await desk.stranger();
  await page.goto('/rules');
  await page.getByRole('searchbox', { name: '查找辖区' }).fill('青浦');
  await page.getByRole('button', { name: '查询' }).click();
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.getByRole('link', { name: '上海市青浦区' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('青浦区医疗质量控制组管理规定（试行）');
  const leader = page.getByRole('row').filter({ hasText: '组长职称及年限' });
  for (const words of ['第七条（一）', '强制', '副高及以上满5年', '年11月']) await expect(leader).toContainText(words);
  await expect(page.getByRole('row').filter({ hasText: '同一专业' }).first()).toContainText('原则上');
  await expect(page.getByRole('row').filter({ hasText: 'A-37' }).first()).toBeVisible();
  // What the text leaves open is stated, not left out.
  await expect(page.getByRole('rowheader', { name: /未作规定/ })).toBeVisible();
  await fits(page);
  expect(complaints(page)).toEqual([]);
});

test('two regulations stand side by side, differences marked, and the cut stays in the address', async ({ desk }) => {
  const page = await desk.stranger();
  await page.goto('/rules/compare?left=chongqing&right=zhengzhou');
  const row = (label: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: label, exact: true }) });
  const share = row('挂靠单位委员');
  await expect(share).toContainText('不同');
  await expect(share.locator('mark').first()).toHaveText('5');
  await expect(share.getByRole('cell').last().locator('mark').first()).toHaveText('3');
  await expect(row('主任委员年龄')).toContainText('一方无规定');
  await expect(row('公示期')).toContainText('工作日');

  await page.getByRole('link', { name: /^相同/ }).click();
  await expect(page).toHaveURL(/show=same/);
  await expect(page.locator('mark')).toHaveCount(0);
  await page.getByLabel('右侧辖区').selectOption('jinxiang');
  await expect(page).toHaveURL(/right=jinxiang.*show=same|show=same.*right=jinxiang/);
  await page.getByLabel('筛选规则').fill('没有这种规则');
  await page.getByRole('button', { name: '查询' }).click();
  await expect(page.getByText('没有符合条件的规则')).toBeVisible();
  await page.goto('/rules/compare?left=chongqing&right=zhengzhou');
  await fits(page);
  expect(complaints(page)).toEqual([]);
});

test('an address that names no jurisdiction or no version is not found', async ({ desk }) => {
  const page = await desk.stranger();
  for (const path of ['/rules/nowhere', '/rules/platform', '/rules/chongqing?version=x', '/rules/chongqing?version=01900000-0000-7000-8000-000000000000', '/rules/compare?left=nowhere&right=chongqing']) {
    expect((await page.goto(path))!.status(), path).toBe(404);
  }
  expect(complaints(page)).toEqual([]);
});

test('the words of a regulation are uploaded by its administrator and then stand beside each rule', async ({ desk }) => {
  const page = await desk.enter('na-system');
  await page.goto('/national/rules');
  const upload = page.getByRole('button', { name: '上传并拆分' });
  await upload.click();
  await expect(page.locator('.errs')).toContainText('请选择办法全文');

  const file = page.locator('input[type=file]');
  await file.setInputFiles({ name: '全文.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') });
  await upload.click();
  await expect(page.locator('.errs')).toContainText('只接受 txt 和 docx');
  await file.setInputFiles({ name: '全文.docx', mimeType: 'application/octet-stream', buffer: Buffer.from('这不是 docx') });
  await upload.click();
  await expect(page.locator('.errs')).toContainText('文件内容不是 docx');
  await file.setInputFiles({ name: '便条.txt', mimeType: 'text/plain', buffer: Buffer.from('今日值班表') });
  await upload.click();
  await expect(page.locator('.errs')).toContainText('只认出0条条文');

  const articles = Array.from({ length: 33 }, (_, i) => `第${numeral(i + 1)}条 测试文本第${i + 1}段。`).join('\n');
  await file.setInputFiles({ name: '全文.txt', mimeType: 'text/plain', buffer: Buffer.from(articles) });
  await upload.click();
  await expect(page.getByRole('status')).toContainText('已保存办法全文：33条');
  const term = page.getByRole('row').filter({ hasText: '第十七条' }).first();
  await term.getByText('条文原文').click();
  await expect(term.getByRole('blockquote')).toHaveText('测试文本第17段。');
  await fits(page);

  // Everybody reads them there; another jurisdiction has none of them.
  const reader = await desk.stranger();
  await reader.goto('/rules/national');
  await expect(reader.getByText('条文原文').first()).toBeVisible();
  await reader.goto('/rules/zhengzhou');
  await expect(reader.getByText('测试文本')).toHaveCount(0);
  // The words stand beside the rule where it is tested, too.
  const secretary = await desk.enter('na-secretary');
  await secretary.goto('/national/centres');
  await secretary.locator('main a.cover').first().click();
  await secretary.getByRole('link', { name: '名单与任期' }).click();
  const spread = secretary.locator('.rule').filter({ hasText: '成员代表性' });
  await spread.locator('summary.art').click();
  await expect(spread.getByRole('blockquote')).toHaveText('测试文本第14段。');
  expect(complaints(secretary)).toEqual([]);
  // An official reads the rules and uploads nothing.
  const official = await desk.enter('na-official');
  await official.goto('/national/rules');
  await expect(official.getByRole('button', { name: '上传并拆分' })).toHaveCount(0);
  expect([...complaints(page), ...complaints(reader), ...complaints(official)]).toEqual([]);
});

const DIGITS = '零一二三四五六七八九';
const numeral = (n: number) => `${n >= 20 ? DIGITS[Math.floor(n / 10)] : ''}${n >= 10 ? '十' : ''}${n % 10 ? DIGITS[n % 10] : ''}`;

async function fits(page: Page): Promise<void> {
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `too wide for a ${size}`).toBeLessThanOrEqual(0);
  }
}
