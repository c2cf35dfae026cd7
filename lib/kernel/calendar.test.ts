import { describe, expect, it } from 'vitest';
import { builtInCalendar } from '@/lib/rulebook';
import { addWorkingDays, dayName, daysOfMonth, isPublished, isWorkingDay, nextWorkingDay, workingDaysBetween, type Calendar } from './calendar';
import { PUBLISHED_YEARS } from './calendar-data';
import { daysInMonth, isLocalDate, localDate, weekdayOf } from './local-date';

const calendar = builtInCalendar;
const plain: Calendar = { years: {} };

/** Days of a month on which offices work. */
const working = (year: number, month: number): number[] =>
  daysOfMonth(year, month).filter((day) => isWorkingDay(calendar, day)).map((day) => Number(day.slice(8)));

describe('the published calendar', () => {
  it('of National Day 2026 closes 1 to 7 October and works on 20 September and 10 October', () => {
    expect(working(2026, 10).slice(0, 4)).toEqual([8, 9, 10, 12]);
    expect(isWorkingDay(calendar, localDate('2026-09-20'))).toBe(true);
    expect(isWorkingDay(calendar, localDate('2026-09-19'))).toBe(false);
  });

  it('of Spring Festival 2026 closes 15 to 23 February and works on the 14th and 28th', () => {
    expect(working(2026, 2).filter((day) => day >= 13)).toEqual([13, 14, 24, 25, 26, 27, 28]);
  });

  it('of 2025 joins National Day and Mid-Autumn to eight days', () => {
    expect(working(2025, 10).slice(0, 3)).toEqual([9, 10, 11]);
    expect(isWorkingDay(calendar, localDate('2025-09-28'))).toBe(true);
  });

  it('names the holiday, the exchange of a weekend, and nothing on an ordinary day', () => {
    expect(dayName(calendar, localDate('2026-10-01'))).toBe('国庆节');
    expect(dayName(calendar, localDate('2026-10-10'))).toBe('调休');
    expect(dayName(calendar, localDate('2026-10-09'))).toBeNull();
    expect(dayName(calendar, localDate('2026-10-11'))).toBeNull();
    expect(dayName(calendar, localDate('2040-10-01'))).toBeNull();
  });

  it.each(Object.entries(PUBLISHED_YEARS))('of %s holds existing days, exchanges on weekends only, and all seven statutory holidays', (year, { off, work }) => {
    for (const key of [...Object.keys(off), ...Object.keys(work)]) expect(isLocalDate(`${year}-${key}`), `${year}-${key}`).toBe(true);
    for (const key of Object.keys(work)) {
      expect(off).not.toHaveProperty(key);
      expect([0, 6], `${year}-${key}`).toContain(weekdayOf(localDate(`${year}-${key}`)));
    }
    for (const day of ['01-01', '05-01', '10-01', '10-02', '10-03']) expect(off, `${year}-${day}`).toHaveProperty(day);
    expect(new Set(Object.values(off)).size, 'names of holidays').toBeGreaterThanOrEqual(6);
  });
});

describe('a year that is not published', () => {
  it('is known as such', () => {
    expect(isPublished(calendar, localDate('2026-12-31'))).toBe(true);
    expect(isPublished(calendar, localDate('2040-01-01'))).toBe(false);
    expect(isPublished(calendar, localDate('2000-01-01'))).toBe(false);
  });

  it('has plain weekends', () => {
    expect(isWorkingDay(calendar, localDate('2040-10-01'))).toBe(true);
    expect(isWorkingDay(calendar, localDate('2040-10-06'))).toBe(false);
    expect(isWorkingDay(calendar, localDate('2040-10-07'))).toBe(false);
  });

  it('can be added without touching the built-in ones', () => {
    const more: Calendar = { years: { ...calendar.years, 2040: { off: { '10-01': '国庆节' }, work: { '10-06': '国庆节' } } } };
    expect(isWorkingDay(more, localDate('2040-10-01'))).toBe(false);
    expect(isWorkingDay(more, localDate('2040-10-06'))).toBe(true);
    expect(isPublished(calendar, localDate('2040-10-01'))).toBe(false);
  });
});

describe('nextWorkingDay', () => {
  it.each([
    ['2026-09-30', '2026-09-30'],
    ['2026-10-01', '2026-10-08'],
    ['2026-10-10', '2026-10-10'],
    ['2026-10-11', '2026-10-12'],
    ['2026-02-15', '2026-02-24'],
    ['2025-12-31', '2025-12-31'],
    ['2026-01-01', '2026-01-04'],
  ])('of %s is %s', (from, expected) => {
    expect(nextWorkingDay(calendar, localDate(from))).toBe(expected);
  });

  it('steps over a weekend where nothing is published', () => {
    expect(nextWorkingDay(plain, localDate('2026-10-03'))).toBe('2026-10-05');
  });
});

describe('addWorkingDays', () => {
  it.each([
    ['2026-09-28', 5, '2026-10-10'],
    ['2026-06-15', 5, '2026-06-23'],
    ['2026-06-08', 5, '2026-06-15'],
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-02-14', 1, '2026-02-24'],
    ['2026-06-13', 1, '2026-06-15'],
  ])('%s and %i working days is %s', (from, count, expected) => {
    expect(addWorkingDays(calendar, localDate(from), count)).toBe(expected);
  });
});

describe('workingDaysBetween', () => {
  it('leaves out the first day, takes in the last, and is the opposite backwards', () => {
    expect(workingDaysBetween(calendar, localDate('2026-09-28'), localDate('2026-10-10'))).toBe(5);
    expect(workingDaysBetween(calendar, localDate('2026-10-10'), localDate('2026-09-28'))).toBe(-5);
    expect(workingDaysBetween(calendar, localDate('2026-10-01'), localDate('2026-10-01'))).toBe(0);
    expect(workingDaysBetween(calendar, localDate('2026-10-01'), localDate('2026-10-07'))).toBe(0);
  });
});

describe('daysOfMonth', () => {
  it('lists every day once', () => {
    expect(daysOfMonth(2024, 2)).toHaveLength(daysInMonth(2024, 2));
    expect([daysOfMonth(2024, 2).at(0), daysOfMonth(2024, 2).at(-1)]).toEqual(['2024-02-01', '2024-02-29']);
  });
});
