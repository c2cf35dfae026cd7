import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { complaints, expect, SIZES, test, type Page } from './support/desk';

// A new jurisdiction is a profile and its worked examples: no code knows it, and it has its screens.

const PROFILE = `
id: linhe-2026
jurisdiction: {id: linhe, name: 临禾县, authority: 临禾县卫生健康局, letter: 禾, code: LH, level: county, parent: null}
instrument:
  {title: 临禾县医疗质量控制小组细则, number: 临禾卫〔2026〕1号, issuer: 临禾县卫生健康局, issuedOn: 2026-01-05, effectiveFrom: 2026-01-05, effectiveTo: null, article: 12}
lastCheckedOn: 2026-01-05
structure:
  host: {article: 3}
  hostCycle: {years: 2, force: mandatory, article: 10}
  bodies:
    - {body: committee, article: 5, term: {years: 2, force: mandatory, article: 5}, posts: [chair, member], members: [chair, member], head: chair}
  office: null
  classes: null
  plan: null
vocabulary:
  centre: 医疗质量控制小组
  centreShort: 质控小组
  centreSuffix: 质控小组
  host: 承办医院
  authorityShort: 县卫健局
  bodies: {committee: 小组专家}
  posts: {chair: 首席专家, member: 专家}
rules:
  - {id: head-count, kind: committee.post-count, label: 首席专家人数, post: chair, min: 1, max: 1, force: mandatory, article: 5(1)}
  - {id: size, kind: committee.body-size, label: 专家人数, max: 7, counts: members, force: mandatory, article: 5(2)}
notice: {article: 4, days: 3, unit: working-days, objection: {article: 4}}
grades: {article: 9, list: [good, unqualified], byScore: null, byProportion: null}
cycle:
  article: 10
  resultsPerCycle: 2
  rows:
    - {id: unqualified, label: 一年不合格即更换, article: 10(1), when: {newest: [unqualified]}, outcome: {host: removed, formerHostMayCompete: true}, message: 年度考核不合格，更换承办医院}
    - {id: continues, label: 继续, article: 10, when: {}, outcome: {host: continues}}
deadlines: []
silent:
  - {question: deadline, part: head-replacement, article: 5, note: 细则未规定更换期限}
  - {question: deadline, part: change-filing, article: 11, note: 细则未要求变更备案}
  - {question: grades, article: 9, note: 细则未规定分数}
  - {question: centre, article: 2, note: 细则未限定个数}
  - {question: host, article: 3, note: 细则未规定条件}
  - {question: conduct, article: 11, note: 细则未规定后果}
  - {question: activity, article: 6, note: 细则未规定事前程序}
  - {question: year, article: 6, note: 细则未规定次数}
`;

const person = (id: string, roles: string) => `{id: ${id}, roles: [${roles}]}`;
const CASES = `
- {name: 一名首席专家，符合, on: 2026-02-01, question: committee, facts: {people: [${person('a', 'chair')}]}, expect: {verdict: ok}}
- {name: 没有首席专家，不符合, on: 2026-02-01, question: committee, facts: {people: [${person('a', 'member')}]}, expect: {verdict: block, articles: [5(1)]}}
- {name: 八名专家，不符合, on: 2026-02-01, question: committee, facts: {people: [${person('a', 'chair')}, {id: m, roles: [member], times: 7}]}, expect: {verdict: block, articles: [5(2)]}}
- {name: 公示满三个工作日，符合, on: 2026-03-06, question: notice, facts: {publishedOn: 2026-03-02, decisionOn: 2026-03-06}, expect: {verdict: ok, decision: {lastDay: 2026-03-05}}}
- {name: 公示未满，不符合, on: 2026-03-05, question: notice, facts: {publishedOn: 2026-03-02, decisionOn: 2026-03-05, objections: [{on: 2026-03-03, resolved: false}]}, expect: {verdict: block, articles: [4]}}
- {name: 不合格即更换, on: 2027-02-01, question: cycle, facts: {results: [{year: 2026, grade: unqualified}]}, expect: {verdict: block, decision: {host: removed}}}
`;

/** Runs an operator's command against the data of the server under test. */
function run(script: string, args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', `scripts/${script}.ts`, ...args], { encoding: 'utf8', env: { ...process.env, DATABASE_URL: '', DATABASE_OWNER_URL: '' } });
  expect(status, `${script}: ${stdout}${stderr}`).toBe(0);
  return stdout;
}

test('a sixth jurisdiction is published from two files and gets its screens in its own words', async ({ desk }) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'linhe-'));
  try {
    const file = path.join(folder, 'linhe-2026.yaml');
    writeFileSync(file, PROFILE);
    writeFileSync(path.join(folder, 'linhe-2026.cases.yaml'), CASES);
    expect(run('rules', ['validate', file])).toContain('没有问题');
    expect(run('publish', [file])).toContain('修订 1');
    // The same again is the same version.
    expect(run('publish', [file])).toContain('内容相同');
  } finally {
    rmSync(folder, { recursive: true });
  }
  const link = /\/invite\?token=\S+/.exec(run('account', ['lin-he', '林禾', 'linhe', 'official', '--office', '医政股']))![0];

  const page = await desk.stranger();
  await page.goto(link);
  await page.getByLabel('设置密码').fill('Hejia-2026-ok');
  await page.getByLabel('再输入一次').fill('Hejia-2026-ok');
  await page.getByRole('button', { name: '启用账号' }).click();
  await page.getByLabel('账号').fill('lin-he');
  await page.getByLabel('密码').fill('Hejia-2026-ok');
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page).toHaveURL(/\/linhe$/);
  await expect(page.getByRole('navigation', { name: '主导航' })).toContainText('质控小组');

  await page.goto('/linhe/institutions');
  await page.getByLabel('单位名称').fill('临禾县人民医院');
  await page.getByLabel('等级').selectOption({ label: '二级甲等' });
  await page.getByLabel('类型').selectOption({ label: '综合医院' });
  await page.getByLabel('所在区域').fill('城关镇');
  await page.getByRole('button', { name: '登记机构' }).click();
  await expect(page.getByRole('row').filter({ hasText: '临禾县人民医院' })).toBeVisible();

  await page.goto('/linhe/specialties');
  await page.getByLabel('工作方向').fill('护理专业');
  await page.getByLabel('类别').last().selectOption({ index: 1 });
  await page.getByRole('button', { name: '增加方向' }).click();
  await expect(page.getByRole('table').getByRole('row').filter({ hasText: '护理专业' })).toBeVisible();
  await page.goto('/linhe/centres/new');
  await page.getByLabel('专业方向').selectOption({ index: 1 });
  await page.getByLabel('承办医院').selectOption({ index: 1 });
  await page.getByRole('button', { name: '设立质控小组' }).click();
  await page.waitForURL(/\/centres\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('护理质控小组');
  await expect(page.getByRole('main')).toContainText('承办医院');
  await expect(page.getByRole('main')).toContainText('小组专家');
  await expect(page.getByRole('main')).not.toContainText('主任委员');

  for (const address of ['/linhe', '/linhe/assessments', '/linhe/decisions', '/linhe/rules', '/rules/linhe', '/rules/compare?left=linhe&right=national']) {
    const reply = await page.goto(address);
    expect(reply!.status(), address).toBe(200);
    await fits(page, address);
  }
  await page.goto('/rules/linhe');
  await expect(page.getByRole('row').filter({ hasText: '公示期' }).first()).toContainText('不少于3个工作日');
  expect(complaints(page)).toEqual([]);
});

async function fits(page: Page, address: string): Promise<void> {
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `${address} too wide for a ${size}`).toBeLessThanOrEqual(0);
  }
}
