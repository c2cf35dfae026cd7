import { describe, expect, it } from 'vitest';
import { localDate } from '@/lib/kernel/local-date';
import { builtInCalendar } from '@/lib/rulebook';
import { profileOf } from '@/tests/unit/one-rule';
import { countingWords, daysLeft, noticePeriod, placeOf } from './days';

const rule = (over: object = {}) => profileOf({ notice: { article: '8(1)', days: 5, unit: 'working-days', objection: { article: '8(2)' }, ...over } }).notice!;
const on = localDate;
const working = noticePeriod(rule(), builtInCalendar, on('2026-09-28'));
const calendarDays = noticePeriod(rule({ unit: 'calendar-days', rolls: true }), builtInCalendar, on('2026-09-28'));
const place = (period: typeof working, day: string) => {
  const { words, more } = placeOf(period, on(day));
  return `${words}，${more}`;
};

describe('five working days over the National Day of 2026', () => {
  it('end on 10 October, and may be decided from the 11th', () => {
    expect([working.literalLastDay, working.lastDay, working.earliestDecision]).toEqual(['2026-10-10', '2026-10-10', '2026-10-11']);
  });

  it('name every day from publication to the last', () => {
    expect(working.calendar.map((d) => `${d.on.slice(5)} ${d.kind} ${d.name ?? '-'} ${d.counted ?? '-'}`)).toEqual([
      '09-28 working - -', '09-29 working - 1', '09-30 working - 2',
      ...['01', '02', '03', '04', '05', '06', '07'].map((d) => `10-${d} holiday 国庆节 -`),
      '10-08 working - 3', '10-09 working - 4', '10-10 makeup - 5',
    ]);
  });

  it.each([
    ['2026-09-28', '今日发布，共 5 个工作日', 5],
    ['2026-09-29', '第 1 个工作日，共 5 个工作日', 4],
    ['2026-10-01', '已过 2 个工作日，今日不计入，共 5 个工作日', 3],
    ['2026-10-07', '已过 2 个工作日，今日不计入，共 5 个工作日', 3],
    ['2026-10-09', '第 4 个工作日，共 5 个工作日', 1],
    ['2026-10-10', '第 5 个工作日，共 5 个工作日', 0],
    ['2026-10-11', '公示期满，共 5 个工作日', 0],
  ])('on %s: %s, %i left', (day, words, left) => {
    expect([place(working, day), daysLeft(working, on(day))]).toEqual([words, left]);
  });

  it('say how they were counted', () => {
    expect(countingWords(working).join('。')).toBe('发布当日不计入。10月1日至7日为国庆节放假，不计；10月10日（周六）为调休上班日，计入。最早作出决定的日期为10月11日，且须没有未办结的异议');
  });
});

describe('five calendar days over it', () => {
  it('end literally on 3 October and run to the 8th', () => {
    expect([calendarDays.literalLastDay, calendarDays.lastDay, calendarDays.earliestDecision]).toEqual(['2026-10-03', '2026-10-08', '2026-10-09']);
    expect(calendarDays.calendar.map((d) => d.counted)).toEqual([null, 1, 2, 3, 4, 5, null, null, null, null, null]);
  });

  it.each([
    ['2026-10-01', '第 3 天，共 5 天'],
    ['2026-10-03', '第 5 天，共 5 天'],
    ['2026-10-04', '已满 5 天，顺延至10月8日'],
    ['2026-10-08', '已满 5 天，顺延至10月8日'],
    ['2026-10-09', '公示期满，共 5 天'],
  ])('on %s: %s', (day, words) => {
    expect(place(calendarDays, day)).toBe(words);
  });

  it('say that they were moved', () => {
    expect(countingWords(calendarDays)[2]).toBe('10月3日为非工作日，公示期顺延至10月8日');
  });
});

describe('a notice into a year without a holiday calendar', () => {
  it('says so and counts plain weekends', () => {
    const late = noticePeriod(rule(), builtInCalendar, on('2026-12-28'));
    expect([late.lastDay, late.calendarPublished]).toEqual(['2027-01-04', false]);
    expect(countingWords(late)).toContain('2027年节假日安排尚未公布，暂按普通周末推算');
    expect(countingWords(late)[1]).toBe('周末不计');
  });
});
