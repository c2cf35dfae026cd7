import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../kernel/canonical';
import { localDate } from '../kernel/local-date';
import { countOf, sealedPage, type Sealed } from './sealed';

const sealed = (over: Partial<Sealed> = {}): Sealed => ({
  form: 1, jurisdiction: '某市', rests: { title: '管理办法', number: '某卫发〔2025〕1号', article: '27' }, centre: { name: '护理质控中心', code: 'X-G-001' }, from: '甲医院', to: '乙医院',
  decision: { round: 'X-LX-2026-001', document: '某卫发〔2026〕9号', on: localDate('2026-11-02') }, dueOn: null, state: 'done',
  inventory: [{ id: '1', item: 'paper', kind: 'document', label: '名单', count: 3, unit: '份', source: '', given: '三箱', received: '收到' }],
  given: { name: '张三', at: '2026-11-20T02:00:00.000Z' }, received: { name: '李四', at: '2026-11-22T02:00:00.000Z' }, overridden: null, sealedAt: '2026-11-22T02:00:00.000Z',
  file: { openedOn: localDate('2020-01-01'), periods: [], bodies: [], grades: [], decisions: [] },
  ...over,
});

describe('the sealed copy', () => {
  it('stands alone: no script that runs, nothing from elsewhere, and the data it was made from', () => {
    const page = sealedPage(sealed(), 'feed');
    expect(page).not.toMatch(/src=|href=|@import|url\(/);
    expect(page.match(/<script[^>]*>/g)).toEqual(['<script type="application/json" id="data">']);
    const data: unknown = JSON.parse(/id="data">(.*?)<\/script>/.exec(page)![1]!);
    expect(canonicalJson(data)).toBe(canonicalJson(sealed()));
    expect(page).toContain('feed');
    for (const words of ['管理办法（某卫发〔2025〕1号）第二十七条', '张三，2026年11月20日 10:00', '李四，2026年11月22日 10:00', '某卫发〔2026〕9号，2026年11月2日，X-LX-2026-001', '已交接']) expect(page).toContain(words);
  });

  it('shows what people wrote as text, whatever it is', () => {
    const evil = '</script><script>alert(1)</script><b title="x">\'&';
    const page = sealedPage(sealed({ inventory: [{ ...sealed().inventory[0]!, given: evil }] }), 'feed');
    expect(page).not.toContain('<script>alert');
    expect(page).not.toContain('<b title');
    const data = JSON.parse(/id="data">(.*?)<\/script>/.exec(page)![1]!) as Sealed;
    expect(data.inventory[0]!.given).toBe(evil);
  });

  it('says who let the term begin without a signature, and why', () => {
    const page = sealedPage(sealed({ state: 'overridden', received: null, dueOn: localDate('2026-11-21'), overridden: { name: '王五', at: '2026-11-23T02:00:00.000Z', reason: '逾期未交' } }), '');
    for (const words of ['未签收先行起算', '王五，2026年11月23日 10:00；逾期未交', '2026年11月21日', '未签字']) expect(page).toContain(words);
  });
});

it('seats are told by their first and last day', () => {
  const seat = (from: string, until: string | null) => ({ name: '赵六', institution: '甲医院', posts: ['委员'], from: localDate(from), until: until === null ? null : localDate(until) });
  const bodies = [{ body: '专家委员会', cohort: 2, from: localDate('2024-01-01'), to: localDate('2027-12-31'), ended: null, seats: [seat('2024-01-01', null), seat('2024-01-01', '2026-03-01'), seat('2026-03-01', '2026-03-01')] }];
  const page = sealedPage(sealed({ file: { ...sealed().file, bodies } }), '');
  for (const words of ['专家委员会第2届，2024年1月1日 至 2027年12月31日', '<td>2024年1月1日起</td>', '<td>2024年1月1日 至 2026年2月28日</td>', '<td>未到任</td>']) expect(page).toContain(words);
});

it('a row without a number shows none', () => {
  expect(countOf({ count: null, unit: '份' })).toBe('');
  expect(countOf({ count: 0, unit: '份' })).toBe('0 份');
});
