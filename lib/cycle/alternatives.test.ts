import { describe, expect, it } from 'vitest';
import { localDate } from '@/lib/kernel/local-date';
import { builtInProfile } from '@/lib/regulations/files';
import { compile } from '@/lib/rulebook';
import { alternatives, restsOnQuota, whatFollows } from './alternatives';

const ON = localDate('2026-04-01');
const zhengzhou = compile(builtInProfile('zhengzhou-2024'));
const jinxiang = compile(builtInProfile('jinxiang-2026'));

describe('what would change the outcome', () => {
  it('is looked for in every year of the history, newest first', () => {
    // The second year without a pass is the first of the cycle, three years back.
    const results = (['unqualified', 'good', 'qualified', 'unqualified'] as const).map((grade, i) => ({ cycle: 1, year: 2022 + i, grade }));
    const found = alternatives(zhengzhou.cycle, { results, atExpiry: false }, ON, ['excellent', 'good', 'qualified', 'unqualified']);
    expect(found.map((f) => [f.if, f.answer.decision.host])).toEqual([
      ['2025年度为优秀、良好、合格', 'continues'],
      ['2022年度为优秀、良好、合格', 'continues'],
    ]);
  });
});

describe('what the coming year leads to', () => {
  const earlier = [{ year: 2024, cycle: 1, grade: 'unqualified' as const, grounds: 'score' }];

  it('shares a line among grades with one outcome, and counts the coming year towards the end of the cycle', () => {
    const full = [2022, 2023, 2024].map((year) => ({ year, cycle: 1, grade: 'good' as const }));
    const next = whatFollows(zhengzhou.profile, zhengzhou.cycle, { earlier: full, year: 2025, cycle: 1, dueToEndOn: localDate('2026-06-30') }, ON)!;
    expect(next.atExpiry).toBe(true);
    expect(next.lines.map((l) => [l.grades, l.answer.decision.host])).toEqual([[['excellent', 'good'], 'retained'], [['qualified'], 'reselect'], [['unqualified'], 'reselect']]);
  });

  it('removes no host on a quota alone', () => {
    const outcome = (grounds: string | null) => whatFollows(jinxiang.profile, jinxiang.cycle, { earlier, year: 2025, cycle: 1, dueToEndOn: null, grounds }, ON)!.lines.find((l) => l.grades.includes('unqualified'))!.answer.decision.host;
    expect([outcome('score'), outcome('quota'), outcome(null)]).toEqual(['removed', 'decide', 'removed']);
    expect(restsOnQuota([{ grade: 'unqualified', grounds: 'quota' }, { grade: 'unqualified', grounds: 'score' }, { grade: 'unqualified', grounds: 'score' }])).toBe(false);
  });
});
