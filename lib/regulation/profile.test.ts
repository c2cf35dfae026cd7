import { describe, expect, it } from 'vitest';
import { checkProfile } from '@/lib/rulebook';
import { profileDocument, profileOf, setting } from '@/tests/unit/one-rule';

/** Paths of the faults, and nothing if the document is good. */
function faultPaths(document: unknown): string[] {
  const checked = checkProfile(document);
  return checked.ok ? [] : checked.faults.map((f) => f.path.join('.'));
}
const withRule = (rule: Record<string, unknown>) => profileDocument({ rules: [rule] });
const DEADLINE = { kind: 'change-filing', label: 'x', force: 'mandatory', article: '7' };
const SHARE = setting('committee.host-share', { max: 5 });

describe('a profile document', () => {
  it('is accepted whole, with what it may leave out filled in', () => {
    const [rule] = profileOf({ rules: [SHARE] }).rules;
    expect(rule).toMatchObject({ id: 'rule', max: 5, bodies: ['committee'] });
  });

  it('assumes nothing severe that it does not say', () => {
    const { structure, cycle, deadlines, grades, scoreSheet } = profileOf({
      deadlines: [{ ...DEADLINE, months: 1 }],
      cycle: { article: '6', resultsPerCycle: null, rows: [{ id: 'otherwise', label: '其他', article: '6', when: {}, outcome: { host: 'continues' } }] },
    });
    expect(deadlines[0]!.rolls).toBe(false);
    expect(cycle!.rows[0]!.outcome).toEqual({ host: 'continues', formerHostMayCompete: null, chair: 'stays', committee: 'stays', talk: false });
    expect([structure.hostCycle, grades, scoreSheet]).toEqual([null, null, null]);
  });

  it('lets a list older than it be exempt, or be questioned, and nothing else', () => {
    for (const olderLists of ['note', 'warn']) expect(faultPaths(withRule({ ...SHARE, olderLists }))).toEqual([]);
    expect(faultPaths(withRule({ ...SHARE, olderLists: 'block' }))).toEqual(['rules.0.olderLists']);
  });

  it('may give an article as a number, as YAML does', () => {
    expect(profileOf({ rules: [{ ...SHARE, article: 14 }] }).rules[0]!.article).toBe('14');
  });

  it.each<[string, unknown, string]>([
    ['nothing', null, ''],
    ['a list', [], ''],
    ['an unknown key', profileDocument({ ruels: [] }), ''],
    ['an id without a year', profileDocument({ id: 'testland' }), 'id'],
    ['an impossible date', profileDocument({ lastCheckedOn: '2026-02-30' }), 'lastCheckedOn'],
    ['a rule without a citation', withRule({ ...SHARE, article: undefined }), 'rules.0.article'],
    ['an article that is no citation', withRule({ ...SHARE, article: '第十三条' }), 'rules.0.article'],
    ['an unknown force', withRule({ ...SHARE, force: 'strict' }), 'rules.0.force'],
    ['an unknown kind of rule', withRule({ ...SHARE, kind: 'committee.shoe-size' }), 'rules.0.kind'],
    ['a parameter of the wrong type', withRule({ ...SHARE, max: '5' }), 'rules.0.max'],
    ['a missing parameter', withRule(setting('committee.host-share')), 'rules.0.max'],
    ['a parameter that the kind does not have', withRule({ ...SHARE, min: 1 }), 'rules.0'],
    ['an unknown post', withRule(setting('committee.post-count', { post: 'boss' })), 'rules.0.post'],
    ['a reading that names no register entry', withRule({ ...SHARE, reading: { entry: '12', takes: 'x', because: 'y' } }), 'rules.0.reading.entry'],
    ['a reading without a reason', withRule({ ...SHARE, reading: { entry: 'A-12', takes: 'x' } }), 'rules.0.reading.because'],
    ['an unknown grade', profileDocument({ grades: { article: '5', list: ['fair'], byScore: null, byProportion: null } }), 'grades.list.0'],
    ['a deadline of an unknown kind', profileDocument({ deadlines: [{ kind: 'lunch', label: 'x', force: 'mandatory', article: '7', months: 1 }] }), 'deadlines.0.kind'],
    ['a deadline without months or day', profileDocument({ deadlines: [DEADLINE] }), 'deadlines.0'],
    ['a deadline with months and day', profileDocument({ deadlines: [{ ...DEADLINE, months: 1, fixedDay: '12-31' }] }), 'deadlines.0'],
    ['a fixed day of no month', profileDocument({ deadlines: [{ ...DEADLINE, fixedDay: '13-01' }] }), 'deadlines.0.fixedDay'],
    ['a fixed day that its month lacks', profileDocument({ deadlines: [{ ...DEADLINE, fixedDay: '04-31' }] }), 'deadlines.0.fixedDay'],
    ['a fixed day that most years lack', profileDocument({ deadlines: [{ ...DEADLINE, fixedDay: '02-29' }] }), 'deadlines.0.fixedDay'],
  ])('is refused with %s, at its path', (_what, document, path) => {
    expect(faultPaths(document)).toContain(path);
  });

  it('is told every fault of its settings', () => {
    expect(faultPaths(profileDocument({ rules: [{ ...SHARE, kind: 'committee.nothing' }, { ...SHARE, max: -1 }] }))).toEqual(['rules.0.kind', 'rules.1.max']);
  });
});
