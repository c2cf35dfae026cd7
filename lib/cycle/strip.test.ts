import { describe, expect, it } from 'vitest';
import { localDate } from '@/lib/kernel/local-date';
import { stripYears, yearsWithin } from './strip';

const on = localDate;
const words = (years: ReturnType<typeof stripYears>) => years.map((y) => `${y.year} ${y.grade ?? (y.open ? 'open' : 'missing')}`);

describe('the strip of a hosting period', () => {
  it('has one cell for each calendar year that ends within it', () => {
    expect(yearsWithin(on('2023-03-01'), on('2027-02-28'))).toEqual([2023, 2024, 2025, 2026]);
    expect(yearsWithin(on('2023-12-31'), on('2024-12-30'))).toEqual([2023]);
  });

  it('shows the years that are still to come as open', () => {
    expect(words(stripYears([{ year: 2024, grade: 'good' }, { year: 2025, grade: 'unqualified' }, { year: 2026, grade: null }], { startsOn: on('2024-05-02'), dueToEndOn: on('2028-05-01') }, 4)))
      .toEqual(['2024 good', '2025 unqualified', '2026 open', '2027 open']);
    expect(words(stripYears([], { startsOn: on('2026-11-25'), dueToEndOn: on('2030-11-24') }, 4))).toEqual(['2026 open', '2027 open', '2028 open', '2029 open']);
  });

  it('tells a year that was never graded from one that is to come, and has none to come once the host is gone', () => {
    expect(words(stripYears([{ year: 2022, grade: 'good' }, { year: 2024, grade: 'good' }], { startsOn: on('2022-05-02'), dueToEndOn: on('2026-05-01') }, 4))).toEqual(['2022 good', '2023 missing', '2024 good', '2025 open']);
    expect(words(stripYears([{ year: 2023, grade: 'unqualified' }, { year: 2024, grade: 'unqualified' }], { startsOn: on('2023-01-01'), dueToEndOn: on('2026-12-31'), endedOn: on('2025-04-01') }, 4))).toEqual(['2023 unqualified', '2024 unqualified']);
  });

  it('never has more cells than the cycle has years, whatever year a result was counted to', () => {
    expect(words(stripYears([2022, 2023, 2024, 2025].map((year) => ({ year, grade: 'good' as const })), { startsOn: on('2023-01-01'), dueToEndOn: on('2026-12-31') }, 4))).toEqual(['2022 good', '2023 good', '2024 good', '2025 good']);
    // Without a cycle: the newest years and the one that is being assessed.
    expect(words(stripYears([{ year: 2024, grade: 'excellent' }, { year: 2025, grade: 'qualified' }, { year: 2026, grade: null }], { startsOn: on('2020-01-01'), dueToEndOn: null }, 4))).toEqual(['2024 excellent', '2025 qualified', '2026 open']);
  });
});
