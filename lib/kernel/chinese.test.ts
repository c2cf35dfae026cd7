import { describe, expect, it } from 'vitest';
import { chineseNumber, formatDate, formatRange, formatShortDate } from './chinese';

describe('chineseNumber', () => {
  it.each([
    [1, '一'], [9, '九'], [10, '十'], [11, '十一'], [19, '十九'], [20, '二十'], [25, '二十五'], [99, '九十九'],
    [100, '一百'], [101, '一百零一'], [110, '一百一十'], [111, '一百一十一'], [120, '一百二十'], [205, '二百零五'], [999, '九百九十九'],
  ])('writes %i as %s', (n, text) => {
    expect(chineseNumber(n)).toBe(text);
  });

  it('gives every number of its range a text of its own', () => {
    const texts = Array.from({ length: 999 }, (_, i) => chineseNumber(i + 1));
    expect(new Set(texts).size).toBe(999);
  });

  it.each([0, -1, 1000, 1.5, Number.NaN])('refuses %d', (n) => {
    expect(() => chineseNumber(n)).toThrow(RangeError);
  });
});

describe('formatDate', () => {
  it('writes month and day without padding', () => {
    expect(formatDate('2026-03-01')).toBe('2026年3月1日');
    expect(formatDate('2026-12-31')).toBe('2026年12月31日');
  });

  it('shows what is no date as it is', () => {
    expect(formatDate('')).toBe('');
    expect(formatDate('2026年3月')).toBe('2026年3月');
  });
});

describe('formatShortDate', () => {
  it('drops the year within the current year', () => {
    expect(formatShortDate('2026-10-09', '2026-01-01')).toBe('10月9日');
  });

  it('keeps the year of any other year', () => {
    expect(formatShortDate('2025-12-31', '2026-01-01')).toBe('2025年12月31日');
    expect(formatShortDate('2027-01-01', '2026-12-31')).toBe('2027年1月1日');
  });

  it('shows what is no date as it is', () => {
    expect(formatShortDate('待定', '2026-01-01')).toBe('待定');
  });
});

describe('formatRange', () => {
  it('names a shared year once', () => {
    expect(formatRange('2026-09-29', '2026-10-10')).toBe('2026年9月29日 至 10月10日');
  });

  it('names both years when they differ', () => {
    expect(formatRange('2023-03-20', '2027-03-19')).toBe('2023年3月20日 至 2027年3月19日');
  });

  it('names no year when both dates lie in the current one', () => {
    expect(formatRange('2026-09-29', '2026-10-10', '2026-10-09')).toBe('9月29日 至 10月10日');
  });

  it('names both years of a range that only begins in the current one', () => {
    expect(formatRange('2026-12-29', '2027-01-08', '2026-12-30')).toBe('2026年12月29日 至 2027年1月8日');
  });
});
