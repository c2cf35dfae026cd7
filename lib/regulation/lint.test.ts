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

const dutyOf = (id: string, measure: object, more: object = {}) => ({ id, label: id, article: '6', topic: 'work', measure, proof: '记录', ...more });
const approvalOf = (id: string, more: object) => ({ id, label: id, article: '6', force: 'mandatory', activities: ['meeting'], ...more });
const prohibitionOf = (id: string) => ({ id, label: id, article: '7', limbs: [{ breach: 'fees', qualifier: 'absolute' }] });
const sanctionOf = (id: string) => ({ id, label: id, article: '7', ground: 'unqualified', bans: [{ scope: 'this-round' }] });
const conductOf = (id: string, more: object = {}) => ({ id, label: id, article: '7', when: { breach: ['fees'] }, severity: 'warn', outcome: {}, message: 'x', ...more });
const stepOf = (id: string, more: object = {}) => ({ id, label: id, article: '8', by: 'authority', ...more });
const fieldOf = (id: string) => ({ id, label: id, article: '8', type: 'text' });

describe('names given twice', () => {
  it.each<[string, object, string]>([
    ['duties', { duties: [dutyOf('a', { type: 'standing' }), dutyOf('a', { type: 'quarterly' })] }, 'duties.1'],
    ['approvals', { approvals: [approvalOf('a', { planned: true }), approvalOf('a', { planned: true })] }, 'approvals.1'],
    ['prohibitions', { prohibitions: [prohibitionOf('a'), prohibitionOf('b'), prohibitionOf('a')] }, 'prohibitions.2'],
    ['sanctions', { sanctions: [sanctionOf('a'), sanctionOf('a')] }, 'sanctions.1'],
    ['consequences', { conduct: [conductOf('a'), conductOf('a')] }, 'conduct.1'],
    ['steps', { selection: { steps: [stepOf('a'), stepOf('a')], designation: null } }, 'selection.steps.1'],
    ['fields, also of different sections', { applicationForm: { title: '表', article: '8', sections: [{ id: 's', title: '一', fields: [fieldOf('a')] }, { id: 't', title: '二', fields: [fieldOf('a')] }] } }, 'applicationForm.sections.1'],
  ])('of %s are faults at the second', (_what, over, path) => {
    expect(paths(over as Record<string, unknown>)).toContain(path);
  });

  it('of a prohibition and a consequence are a fault: the command could not tell their findings apart', () => {
    expect(lint({ prohibitions: [prohibitionOf('a')], conduct: [conductOf('a')] })).toEqual([['conduct.1', '禁止事项与后果的编号 a 重复']]);
    const items = ['a', 'b', 'a'].map((id) => ({ id, label: '资料', kind: 'document' }));
    expect(lint({ handover: { article: '9', items } })).toEqual([['handover.items.2', '交接事项编号 a 重复']]);
    const change = { id: 'c', label: '撤销', article: '8', by: 'authority' };
    expect(lint({ selection: { steps: [{ ...change, id: 's' }], designation: null, changes: [change, change] } })).toEqual([['selection.changes.1', '调整编号 c 重复']]);
    expect(lint({ prohibitions: [prohibitionOf('a')], conduct: [conductOf('b')] })).toEqual([]);
  });

  it('of different lists are none', () => {
    expect(lint({ duties: [dutyOf('a', { type: 'standing' })], approvals: [approvalOf('a', { planned: true })], sanctions: [sanctionOf('a')] })).toEqual([]);
  });
});

describe('what is named must be there', () => {
  const faults = (over: object) => lint(over as Record<string, unknown>);

  it('a sanction', () => {
    expect(faults({ sanctions: [sanctionOf('a')], conduct: [conductOf('r', { sanction: 'a' })] })).toEqual([]);
    expect(faults({ sanctions: [sanctionOf('a')], conduct: [conductOf('r', { sanction: 'b' })] })).toEqual([['conduct.0.sanction', '没有限制 b']]);
  });

  it('a prohibition, where a consequence follows from all of them', () => {
    const row = conductOf('r', { when: { breach: 'prohibited' } });
    expect(faults({ prohibitions: [prohibitionOf('a')], conduct: [row] })).toEqual([]);
    expect(faults({ conduct: [row] })).toEqual([['conduct.0.when', '没有禁止事项，此行永远不会用到']]);
  });

  it('a host, where something becomes of it', () => {
    const row = conductOf('r', { outcome: { host: 'removed' } });
    const group = { host: null, hostCycle: null, office: null, classes: null, plan: null, bodies: [{ body: 'expert-group', article: '3', term: null, posts: ['leader'], members: ['leader'], head: 'leader' }] };
    expect(faults({ conduct: [row] })).toEqual([]);
    expect(faults({ structure: group, conduct: [row] })).toEqual([['conduct.0.outcome', '本辖区没有挂靠单位，后果不能写 host']]);
    expect(faults({ structure: group, conduct: [conductOf('r')] })).toEqual([]);
  });

  const duties = [dutyOf('n', { type: 'count', of: 'trainings', min: 1 }), dutyOf('q', { type: 'quarterly' }), dutyOf('f', { type: 'filing', kind: 'annual-plan' }), dutyOf('s', { type: 'standing' })];
  it.each<[string, object, string[]]>([
    ['a number', { type: 'per-missing', points: 1, duty: 'n' }, []],
    ['a quarter', { type: 'per-missing', points: 1, duty: 'q' }, []],
    ['none', { type: 'per-missing', points: 1 }, []],
    ['a document short', { type: 'per-missing', points: 1, duty: 'f' }, ['职责 f 不能用来计算此项扣分']],
    ['a standing duty short', { type: 'per-missing', points: 1, duty: 's' }, ['职责 s 不能用来计算此项扣分']],
    ['an unknown duty short', { type: 'per-missing', points: 1, duty: 'x' }, ['没有职责 x']],
    ['a late document', { type: 'per-late', points: 1, duties: ['f'] }, []],
    ['a late number and an unknown document', { type: 'per-late', points: 1, duties: ['n', 'x', 'f'] }, ['职责 n 不能用来计算此项扣分', '没有职责 x']],
  ])('a duty, of the kind that an item of the sheet can count: %s', (_what, deduct, expected) => {
    const found = faults({ duties, ...sheet({ points: 10, items: [item(1, 10, deduct)] }) });
    expect(found.map(([, message]) => message)).toEqual(expected);
    for (const [path] of found) expect(path).toBe('scoreSheet.sections.0.items.0.deduct');
  });
});

describe('points of an item', () => {
  const found = (deduct: object) => lint(sheet({ points: 5, items: [item(1, 5, deduct)] })).map(([path]) => path.replace('scoreSheet.sections.0.items.0.', ''));
  const bands = (...list: [number, number][]) => found({ type: 'by-rank', bands: list.map(([upTo, points]) => ({ upTo, points })) });

  it('by rank go down as the rank does', () => {
    expect(bands([30, 5], [80, 3])).toEqual([]);
    expect(bands([30, 5], [30, 3])).toEqual(['deduct.bands.1']);
    expect(bands([80, 5], [30, 3])).toEqual(['deduct.bands.1']);
    expect(bands([30, 3], [80, 3])).toEqual(['deduct.bands.1']);
    expect(bands([30, 3], [80, 4])).toEqual(['deduct.bands.1']);
    expect(bands([10, 5], [30, 4], [20, 3])).toEqual(['deduct.bands.2']);
  });

  it('by rank are no more than the item has', () => {
    expect(bands([30, 6], [80, 3])).toEqual(['deduct.bands.0']);
  });

  it('at discretion lie between bounds that can be', () => {
    expect(found({ type: 'discretionary', from: 3, to: 5 })).toEqual([]);
    expect(found({ type: 'discretionary', from: 3, to: 3 })).toEqual([]);
    expect(found({ type: 'discretionary', from: 3 })).toEqual([]);
    expect(found({ type: 'discretionary' })).toEqual([]);
    expect(found({ type: 'discretionary', from: 3, to: 6 })).toEqual(['deduct']);
    expect(found({ type: 'discretionary', from: 4, to: 3 })).toEqual(['deduct']);
  });
});

describe('contradictions', () => {
  const count = (id: string, limits: object, of = 'trainings') => dutyOf(id, { type: 'count', of, ...limits });

  it('of two numbers that no year can keep together, in one duty or in two', () => {
    expect(paths({ duties: [count('a', { min: 2, max: 2 })] })).toEqual([]);
    expect(lint({ duties: [count('a', { min: 3, max: 2 })] })).toEqual([['duties.0.measure', '至少 3 次与不超过 2 次不能同时满足']]);
    expect(paths({ duties: [count('a', { max: 2 }), count('b', { min: 3 })] })).toEqual(['duties.0.measure']);
    expect(paths({ duties: [count('a', { max: 2 }), count('b', { min: 2 })] })).toEqual([]);
    expect(paths({ duties: [count('a', { max: 2 }), count('b', { min: 3 }, 'contests'), dutyOf('q', { type: 'quarterly' })] })).toEqual([]);
  });

  it('of meetings wanted and meetings allowed', () => {
    const allowed = (perYear: number, activities = ['meeting']) => paths({ duties: [count('a', { min: 3 }, 'committeeMeetings'), count('b', { min: 9 })], approvals: [approvalOf('m', { activities, perYear })] });
    expect([allowed(2), allowed(3), allowed(2, ['training'])]).toEqual([['approvals.0.perYear'], [], []]);
  });

  it('of an approval that asks for nothing', () => {
    expect(lint({ approvals: [approvalOf('a', {})] })).toEqual([['approvals.0', '既无步骤，也无计划和次数要求，不起作用']]);
    for (const more of [{ steps: ['host-stamp'] }, { planned: true }, { perYear: 1 }]) expect(paths({ approvals: [approvalOf('a', more)] })).toEqual([]);
  });

  it('of dates: no end before the beginning', () => {
    const until = (effectiveTo: string | null) => paths({ instrument: { title: 'x', number: 'x', issuer: 'x', issuedOn: null, effectiveFrom: '2026-01-01', effectiveTo, article: '9' } });
    expect([until(null), until('2026-01-01'), until('2025-12-31')]).toEqual([[], [], ['instrument.effectiveTo']]);
  });
});

describe('soft words', () => {
  it.each(['原则上不超过30人', '一般不超过两届', '一般应为副高', '优先从督查组产生', '尽量兼顾', '可适当放宽'])('%s leave room that a mandatory statement denies', (label) => {
    const rule = setting('committee.host-share', { max: 5, label });
    expect(paths({ rules: [rule] })).toEqual(['rules.0.force']);
    for (const force of ['in-principle', 'advisory']) expect(paths({ rules: [{ ...rule, force }] })).toEqual([]);
    expect(paths({ duties: [dutyOf('a', { type: 'standing' }, { label })] })).toEqual(['duties.0.force']);
    expect(paths({ approvals: [approvalOf('a', { planned: true, label })] })).toEqual(['approvals.0.force']);
    expect(paths({ selection: { steps: [stepOf('a'), stepOf('b', { label })], designation: null } })).toEqual(['selection.steps.1.force']);
  });

  it('are no fault in firm words', () => {
    expect(paths({ rules: [setting('committee.host-share', { max: 5, label: '挂靠单位委员不超过5人' })] })).toEqual([]);
  });
});

describe('a question that the text answers', () => {
  const without = (question: string) => SILENT.filter((s) => s.question !== question);

  it.each<[string, object]>([
    ['centre', { rules: [setting('centre.one-per-direction')] }],
    ['host', { rules: [setting('host.resources', { needs: ['funds'] })] }],
    ['host', { sanctions: [sanctionOf('a')] }],
    ['notice', { notice: { article: '8', days: 5, unit: 'working-days', objection: { article: '8' } } }],
    ['conduct', { prohibitions: [prohibitionOf('a')] }],
    ['conduct', { conduct: [conductOf('a')] }],
    ['activity', { approvals: [approvalOf('a', { planned: true })] }],
    ['year', { duties: [dutyOf('a', { type: 'quarterly' })] }],
    ['deadline', { deadlines: ['head-replacement', 'change-filing'].map((kind) => ({ kind, label: 'x', force: 'mandatory', article: '7', months: 1 })) }],
    ['cycle', { ...cycle(OPEN) }],
    ['grades', { ...grades({}) }],
    ['grades', { ...grades(null, { article: '5', shares: SHARES }) }],
  ])('%s need not be called silent', (question, over) => {
    expect(paths({ silent: without(question), ...over })).toEqual([]);
  });

  it('is not answered by a rule on another question, by a duty that only stands, or by silence on a part', () => {
    expect(paths({ silent: without('host'), rules: [setting('committee.host-share', { max: 5 })] })).toEqual(['silent']);
    expect(paths({ silent: without('year'), duties: [dutyOf('a', { type: 'standing' }), dutyOf('b', { type: 'occasion', occasion: '每次' })] })).toEqual(['silent']);
    const deadlines = [{ kind: 'head-replacement', label: 'x', force: 'mandatory', article: '7', months: 1 }];
    expect(lint({ silent: without('deadline'), deadlines })).toEqual([['silent', '没有期限 change-filing，也没有写明条文对此未作规定']]);
  });
});
