import { describe, expect, it } from 'vitest';
import { localDate } from '@/lib/kernel/local-date';
import { builtInCalendar } from '@/lib/rulebook';
import { filterWork, groupWork, type WorkItem } from './model';

const TODAY = localDate('2026-11-24');
const item = (key: string, kind: WorkItem['kind'], dueOn: string | null, title: string, weight = 0): WorkItem => ({
  key, kind, dueOn: dueOn === null ? null : localDate(dueOn), title, subject: `${key}质控中心`, href: '/', article: '1', stage: '', act: '办理', weight,
});
const groups = groupWork(
  [
    item('a', 'term', '2027-03-01', '换届'), item('b', 'roster', '2026-11-20', '审定名单'), item('c', 'decision', null, '裁定', 2), item('d', 'decision', null, '裁定', 3),
    item('e', 'roster', '2026-11-27', '审定名单'), item('f', 'assessment', '2026-11-30', '考核'), item('g', 'roster', '2026-11-19', '审定名单'),
  ],
  TODAY, builtInCalendar,
);
const keys = (shown: { groups: ReturnType<typeof groupWork> }) => shown.groups.map((g) => `${g.period} ${g.items.map((i) => i.key).join('')}`);

describe('the worklist', () => {
  it('stands worst first, then soonest, and the heaviest first where no date orders', () => {
    expect(keys({ groups })).toEqual(['late gb', 'soon e', 'month f', 'waiting dc', 'later a']);
  });

  it('is narrowed by words and kind, with the counts of every period that is left', () => {
    const shown = filterWork(groups, { kind: 'roster' });
    expect(keys(shown)).toEqual(['late gb', 'soon e']);
    expect([shown.counts, shown.total]).toEqual([{ late: 2, soon: 1 }, 3]);
    expect(keys(filterWork(groups, { q: ' D质控 ' }))).toEqual(['waiting d']);
    expect(keys(filterWork(groups, { q: '名单', kind: 'decision' }))).toEqual([]);
  });

  it('keeps the counts of the other periods when one is chosen', () => {
    const shown = filterWork(groups, { period: 'late' });
    expect(keys(shown)).toEqual(['late gb']);
    expect([shown.counts, shown.total]).toEqual([{ late: 2, soon: 1, month: 1, waiting: 2, later: 1 }, 7]);
  });
});
