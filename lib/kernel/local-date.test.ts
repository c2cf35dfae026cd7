import { describe, expect, it } from 'vitest';
import {
  addDays, addMonths, addYears, completedYears, dateOf, dayOf, daysBetween, daysInMonth, isLocalDate, localDate, monthOf, weekdayOf, yearOf, type LocalDate,
} from './local-date';

const d = (text: string): LocalDate => localDate(text);

describe('isLocalDate', () => {
  it.each(['1900-01-01', '2026-02-28', '2024-02-29', '2000-02-29', '2199-12-31'])('takes %s', (text) => {
    expect(isLocalDate(text)).toBe(true);
  });

  it.each([
    '2026-02-29', '2100-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-01-00', '2026-01-32',
    '2026-1-1', '26-01-01', '2026/01/01', '2026-01-01T00:00:00Z', ' 2026-01-01', '2026-01-01\n', '1899-12-31', '2200-01-01', '２０２６-01-01', '',
  ])('refuses %j', (text) => {
    expect(isLocalDate(text)).toBe(false);
  });

  it.each([null, undefined, 20260101, new Date(0), ['2026-01-01'], {}])('refuses what is no text: %j', (value) => {
    expect(isLocalDate(value)).toBe(false);
  });
});

describe('localDate', () => {
  it('throws on a constant that is no date', () => {
    expect(() => localDate('2026-02-30')).toThrow(RangeError);
  });
});

describe('parts of a date', () => {
  it('are numbers, and put together again they are the date', () => {
    expect([yearOf('2026-03-09'), monthOf('2026-03-09'), dayOf('2026-03-09')]).toEqual([2026, 3, 9]);
    expect(dateOf(2026, 3, 9)).toBe('2026-03-09');
  });

  it.each([
    [2026, 2, 28], [2024, 2, 29], [1900, 2, 28], [2000, 2, 29], [2026, 4, 30], [2026, 12, 31],
  ])('days of %i-%i are %i', (year, month, days) => {
    expect(daysInMonth(year, month)).toBe(days);
  });
});

describe('addDays', () => {
  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-06-15', 0, '2026-06-15'],
    ['2026-01-01', 365, '2027-01-01'],
  ])('%s and %i days is %s', (from, days, expected) => {
    expect(addDays(d(from), days)).toBe(expected);
  });
});

describe('addMonths', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-03-31', 1, '2026-04-30'],
    ['2026-02-28', 1, '2026-03-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-06-15', 48, '2030-06-15'],
    ['2024-02-29', 48, '2028-02-29'],
  ])('%s and %i months is %s', (from, months, expected) => {
    expect(addMonths(d(from), months)).toBe(expected);
  });
});

describe('addYears', () => {
  it.each([
    ['2024-02-29', 1, '2025-02-28'],
    ['2024-02-29', 4, '2028-02-29'],
    ['2026-06-15', -2, '2024-06-15'],
    ['2028-02-29', -2, '2026-02-28'],
  ])('%s and %i years is %s', (from, years, expected) => {
    expect(addYears(d(from), years)).toBe(expected);
  });
});

describe('daysBetween', () => {
  it('counts over leap days, and backwards below zero', () => {
    expect(daysBetween(d('2024-02-28'), d('2024-03-01'))).toBe(2);
    expect(daysBetween(d('2026-02-28'), d('2026-03-01'))).toBe(1);
    expect(daysBetween(d('2026-06-15'), d('2026-06-15'))).toBe(0);
    expect(daysBetween(d('2026-06-15'), d('2026-06-10'))).toBe(-5);
  });
});

describe('weekdayOf', () => {
  it('is 0 on a Sunday and 6 on a Saturday', () => {
    expect(weekdayOf(d('2026-06-14'))).toBe(0);
    expect(weekdayOf(d('2026-06-20'))).toBe(6);
    expect(weekdayOf(d('2026-06-15'))).toBe(1);
  });
});

describe('completedYears', () => {
  it.each([
    ['1961-06-15', '2026-06-14', 64],
    ['1961-06-15', '2026-06-15', 65],
    ['1961-06-15', '2027-06-14', 65],
    ['1960-02-29', '2026-02-27', 65],
    ['1960-02-29', '2026-02-28', 66],
    ['1960-02-29', '2028-02-28', 67],
    ['1960-02-29', '2028-02-29', 68],
    ['2026-06-15', '2026-06-15', 0],
  ])('from %s to %s are %i', (from, on, years) => {
    expect(completedYears(d(from), d(on))).toBe(years);
  });
});
