import { describe, expect, it } from 'vitest';
import { localDate as on } from '../kernel/local-date';
import { profileOf } from '@/tests/unit/one-rule';
import { banUntil, type Ban } from '../regulation/sanction';
import { bansOf, runsSince } from './bans';

const sanction = (bans: object[], ground = 'unqualified') => ({ id: ground, label: '违规', article: '7', ground, bans });
const profile = profileOf({ sanctions: [sanction([{ scope: 'this-round' }, { scope: 'same-specialty', years: 4 }]), sanction([{ scope: 'same-kind', calendarYear: true }], 'serious-violation')] });

describe('the bans of a sanction', () => {
  it('begin on its day and end with their last day, each by its own ground', () => {
    const bans = bansOf(profile, { ground: 'unqualified', decidedOn: on('2026-06-15') }, on('2026-06-15'), 'not-begun');
    expect(bans.map((b) => [b.scope, b.from, b.until, b.runs, b.article])).toEqual([
      ['this-round', '2026-06-15', null, true, '7'],
      ['same-specialty', '2026-06-15', '2030-06-15', true, '7'],
    ]);
    expect(bansOf(profile, { ground: 'serious-violation', decidedOn: on('2026-06-15') }, on('2026-12-31'), null)).toMatchObject([{ scope: 'same-kind', until: '2026-12-31', runs: true }]);
  });

  it.each([
    ['2026-06-14', false],
    ['2026-06-15', true],
    ['2030-06-15', true],
    ['2030-06-16', false],
  ])('of four years runs on %s: %s', (today, runs) => {
    expect(bansOf(profile, { ground: 'unqualified', decidedOn: on('2026-06-15') }, on(today), null)[1]!.runs).toBe(runs);
  });

  it.each([
    ['not-begun', true],
    ['running', true],
    ['over', false],
    [null, false],
  ] as const)('from a round runs while that round is %s: %s', (place, runs) => {
    expect(bansOf(profile, { ground: 'unqualified', decidedOn: on('2026-06-15') }, on('2040-01-01'), place)[0]!.runs).toBe(runs);
  });

  it('are none where the rules have no sanction of that ground', () => {
    expect(bansOf(profileOf(), { ground: 'unqualified', decidedOn: on('2026-06-15') }, on('2026-06-15'), 'running')).toEqual([]);
  });
});

describe('the first day whose ban still runs', () => {
  it.each<[object, string]>([
    [{ scope: 'same-specialty', years: 4 }, '2026-06-15'],
    [{ scope: 'same-specialty', years: 1 }, '2028-02-29'],
    [{ scope: 'same-specialty', years: 3 }, '2031-02-28'],
    [{ scope: 'same-kind', years: 1, calendarYear: false }, '2029-02-28'],
    [{ scope: 'same-kind', calendarYear: true }, '2026-12-31'],
  ])('%j on %s is the last that is met going back', (ban, today) => {
    const first = runsSince(ban as Ban, on(today))!;
    expect(banUntil(ban as Ban, first)! >= today).toBe(true);
    const before = new Date(Date.parse(first) - 86_400_000).toISOString().slice(0, 10);
    expect(banUntil(ban as Ban, on(before))! >= today).toBe(false);
  });

  it('does not exist for a round', () => {
    expect(runsSince({ scope: 'this-round', calendarYear: false }, on('2026-01-01'))).toBeNull();
  });
});
