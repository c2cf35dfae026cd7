import { describe, expect, it } from 'vitest';
import { builtInProfile, builtInProfiles } from '@/lib/regulations/files';
import { profileOf, setting } from '@/tests/unit/one-rule';
import { lintProfile } from './lint';

// The silences that every profile owes, so that a fault planted below stands alone.
const SILENT = [
  { question: 'cycle', note: '未作规定', article: '9' },
  { question: 'grades', note: '未作规定', article: '9' },
  { question: 'deadline', part: 'head-replacement', note: '未作规定', article: '9' },
  { question: 'deadline', part: 'change-filing', note: '未作规定', article: '9' },
  ...['centre', 'host', 'notice', 'conduct', 'activity', 'year'].map((question) => ({ question, note: '未作规定', article: '9' })),
];
const lint = (over: Record<string, unknown>): [string, string][] =>
  lintProfile(profileOf({ silent: SILENT, ...over })).map((f) => [f.path.join('.'), f.message]);
const paths = (over: Record<string, unknown>): string[] => lint(over).map(([path]) => path);

const count = (params: Record<string, unknown>) => setting('committee.post-count', { id: 'count', post: 'vice-chair', ...params });
const READING = { entry: 'A-14', takes: 'x', because: 'y' };
const BANDS = [{ grade: 'excellent', from: 90 }, { grade: 'qualified', from: 75 }, { grade: 'unqualified', from: 0 }];
const SHARES = [{ grade: 'excellent', percent: 30 }, { grade: 'qualified', percent: 50 }, { grade: 'unqualified', percent: 20 }];
const grades = (byScore: object | null, byProportion: object | null = null) => ({
  grades: { article: '5', list: ['excellent', 'qualified', 'unqualified'], byScore: byScore && { article: 'annex', maximum: 100, bands: BANDS, ...byScore }, byProportion },
});
const row = (id: string, when: object, outcome: object = { host: 'rectify' }) => ({ id, label: id, article: '6', when, outcome });
const OPEN = row('otherwise', {}, { host: 'continues' });
const cycle = (...rows: object[]) => ({ cycle: { article: '6', resultsPerCycle: 4, rows }, grades: { article: '5', list: ['good', 'unqualified'], byScore: null, byProportion: null } });
const item = (number: number, points: number, deduct: object = { type: 'discretionary' }) => ({ number, article: `annex ${number}`, title: '项', points, standard: '标准', deduct, evidence: ['记录'] });
const sheet = (...sections: { points: number; items: ReturnType<typeof item>[] }[]) => ({ scoreSheet: { article: 'annex', sections: sections.map((s) => ({ title: '部分', ...s })) } });

describe('the built-in profiles', () => {
  it.each(builtInProfiles())('%s has no fault', (id) => {
    expect(lintProfile(builtInProfile(id))).toEqual([]);
  });
});

describe('a sound profile', () => {
  it('has no fault', () => {
    expect(lint({})).toEqual([]);
  });
});

describe('duplicate ids', () => {
  it('of rules are faults at the second', () => {
    expect(paths({ rules: [count({ max: 4 }), count({ max: 3 })] })).toEqual(['rules.1']);
  });

  it('of cycle rows, bodies and deadlines too', () => {
    expect(paths(cycle(row('a', { newest: ['good'] }), row('a', { newest: ['unqualified'] }), OPEN))).toEqual(['cycle.rows.1']);
    const deadline = { kind: 'change-filing', label: 'x', force: 'mandatory', article: '7', months: 1 };
    expect(paths({ deadlines: [deadline, deadline] })).toEqual(['deadlines.1']);
  });
});

describe('limits that no list can keep', () => {
  it('a minimum above the maximum', () => {
    expect(paths({ rules: [count({ min: 3, max: 2 })] })).toEqual(['rules.0.min']);
    expect(paths({ rules: [count({ min: 2, max: 2 })] })).toEqual([]);
  });

  it('more outside deputies wanted than deputies allowed', () => {
    const outside = (min: number, more: object = {}) => setting('committee.outside-deputies', { id: 'outside', min, whenNone: 'ok', ...more });
    expect(paths({ rules: [count({ max: 2 }), outside(3, { reading: READING })] })).toEqual(['rules.1.min']);
    expect(paths({ rules: [count({ max: 3 }), outside(3, { reading: READING })] })).toEqual([]);
  });

  it('several outside deputies without a reading for lists with fewer deputies', () => {
    const outside = (min: number, more: object = {}) => setting('committee.outside-deputies', { id: 'outside', min, whenNone: 'ok', ...more });
    expect(paths({ rules: [count({ max: 4 }), outside(3)] })).toEqual(['rules.1']);
    expect(paths({ rules: [count({ max: 4 }), outside(1)] })).toEqual([]);
  });
});

describe('bands of points', () => {
  const at = 'grades.byScore.bands';
  const silent = { silent: SILENT.filter((s) => s.question !== 'grades') };

  it('that follow each other are no fault', () => {
    expect(paths({ ...silent, ...grades({}) })).toEqual([]);
  });

  it('that overlap are', () => {
    expect(paths({ ...silent, ...grades({ bands: [BANDS[0], { grade: 'qualified', from: 90 }, BANDS[2]] }) })).toEqual([`${at}.1.from`]);
    expect(paths({ ...silent, ...grades({ printedTo: { qualified: 90 } }) })).toEqual(['grades.byScore.printedTo']);
  });

  it('that leave a gap are, unless a reading fills it', () => {
    expect(paths({ ...silent, ...grades({ printedTo: { qualified: 89 } }) })).toEqual(['grades.byScore.printedTo']);
    expect(paths({ ...silent, ...grades({ printedTo: { qualified: 89 }, reading: { ...READING, entry: 'A-02' } }) })).toEqual([]);
    expect(paths({ ...silent, ...grades({ bands: [BANDS[0], BANDS[1], { grade: 'unqualified', from: 10 }] }) })).toEqual([`${at}.2.from`]);
  });

  it('beyond the maximum or of an unlisted grade are', () => {
    expect(paths({ ...silent, ...grades({ maximum: 80 }) })).toEqual([`${at}.0.from`]);
    expect(paths({ ...silent, ...grades({ maximum: 90 }) })).toEqual([]);
    expect(paths({ ...silent, ...grades({ bands: [BANDS[0], { grade: 'good', from: 75 }, BANDS[2]] }) })).toEqual([`${at}.1`]);
  });
});

describe('proportions', () => {
  const silent = { silent: SILENT.filter((s) => s.question !== 'grades') };

  it('have to add up to a hundred', () => {
    expect(paths({ ...silent, ...grades(null, { article: '5', shares: SHARES }) })).toEqual([]);
    expect(paths({ ...silent, ...grades(null, { article: '5', shares: [...SHARES.slice(0, 2), { grade: 'unqualified', percent: 25 }] }) })).toEqual(['grades.byProportion.shares']);
  });

  it('beside thresholds need a reading for where they differ', () => {
    expect(paths({ ...silent, ...grades({}, { article: '5', shares: SHARES }) })).toEqual(['grades.byProportion']);
    expect(paths({ ...silent, ...grades({}, { article: '5', shares: SHARES, reading: { ...READING, entry: 'A-01' } }) })).toEqual([]);
  });
});

describe('a score sheet', () => {
  const byScore = { silent: SILENT.filter((s) => s.question !== 'grades'), ...grades({ maximum: 100 }) };

  it('adds up by section and in all', () => {
    expect(paths({ ...byScore, ...sheet({ points: 60, items: [item(1, 30), item(2, 30)] }, { points: 40, items: [item(3, 40)] }) })).toEqual([]);
  });

  it('is told which section does not, and that the whole does not', () => {
    expect(paths({ ...byScore, ...sheet({ points: 60, items: [item(1, 30), item(2, 29)] }, { points: 40, items: [item(3, 40)] }) })).toEqual(['scoreSheet.sections.0.points']);
    expect(paths({ ...byScore, ...sheet({ points: 60, items: [item(1, 60)] }) })).toEqual(['scoreSheet']);
  });

  it('numbers its items once', () => {
    expect(lint({ ...byScore, ...sheet({ points: 60, items: [item(1, 60)] }, { points: 40, items: [item(1, 40)] }) }).map(([, m]) => m)).toEqual([expect.stringContaining('1 重复')]);
  });
});

describe('rows of a cycle', () => {
  it('end with one that always applies', () => {
    expect(paths(cycle(row('a', { newest: ['good'] }), OPEN))).toEqual([]);
    expect(paths(cycle(row('a', { newest: ['good'] })))).toEqual(['cycle.rows.0.when']);
  });

  it('after one that always applies are never reached', () => {
    expect(paths(cycle(row('a', {}), OPEN))).toEqual(['cycle.rows.1.when']);
  });

  it('repeating the conditions of an earlier row are never reached', () => {
    expect(paths(cycle(row('a', { newest: ['unqualified'], atExpiry: true }), row('b', { atExpiry: true, newest: ['unqualified'] }), OPEN))).toEqual(['cycle.rows.1.when']);
  });

  it('narrower than an earlier row are never reached', () => {
    expect(paths(cycle(row('a', { newest: ['unqualified'] }), row('b', { newest: ['unqualified'], atExpiry: true }), OPEN))).toEqual(['cycle.rows.1.when']);
    expect(paths(cycle(row('a', { newest: ['unqualified'], atExpiry: true }), row('b', { newest: ['unqualified'] }), OPEN))).toEqual([]);
    expect(paths(cycle(row('a', { resultsInCycle: { atMost: 3 } }), row('b', { resultsInCycle: { atMost: 2 } }), OPEN))).toEqual(['cycle.rows.1.when']);
    expect(paths(cycle(row('a', { resultsInCycle: { atMost: 2 } }), row('b', { resultsInCycle: { atMost: 3 } }), OPEN))).toEqual([]);
    expect(paths(cycle(row('a', { newest: ['good'] }), row('b', { newest: ['good', 'unqualified'] }), OPEN))).toEqual([]);
    const twice = (atLeast: number) => ({ countInCycle: [{ grades: ['unqualified'], atLeast }] });
    expect(paths(cycle(row('a', twice(1)), row('b', { ...twice(2), newest: ['good'] }), OPEN))).toEqual(['cycle.rows.1.when']);
    expect(paths(cycle(row('a', twice(2)), row('b', twice(1)), OPEN))).toEqual([]);
  });

  it('say whether the former host may compete, if and only if there is a selection', () => {
    expect(paths(cycle(row('a', { newest: ['good'] }, { host: 'reselect' }), OPEN))).toEqual(['cycle.rows.0.outcome']);
    expect(paths(cycle(row('a', { newest: ['good'] }, { host: 'retained', formerHostMayCompete: true }), OPEN))).toEqual(['cycle.rows.0.outcome']);
  });

  it('speak of listed grades only, wherever they name one', () => {
    expect(paths(cycle(row('a', { newest: ['excellent'] }), OPEN))).toEqual(['cycle.rows.0.when']);
    expect(paths(cycle(row('a', { countInCycle: [{ grades: ['excellent'], atLeast: 1 }] }), OPEN))).toEqual(['cycle.rows.0.when']);
  });
});

describe('silence', () => {
  it.each(SILENT)('on $question $part has to be stated', (missing) => {
    expect(paths({ silent: SILENT.filter((s) => s !== missing) })).toEqual(['silent']);
  });
});
