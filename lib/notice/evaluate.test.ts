import { describe, expect, it } from 'vitest';
import { localDate } from '@/lib/kernel/local-date';
import { builtInCalendar } from '@/lib/rulebook';
import { asking, profileOf, refusing, told } from '@/tests/unit/one-rule';
import { noticeEnd } from './evaluate';

const notice = (over: object = {}) => ({ notice: { article: '8(1)', days: 5, unit: 'working-days', objection: { article: '8(2)' }, ...over } });
const working = asking('notice', notice());
const calendar = asking('notice', notice({ unit: 'calendar-days', rolls: true }));
const literal = asking('notice', notice({ unit: 'calendar-days' }));
const decide = (publishedOn: string, decisionOn: string, objections?: object[]) => ({ publishedOn, decisionOn, ...(objections ? { objections } : {}) });

describe('a notice of working days', () => {
  it.each([
    // National Day 2026: 1 to 7 October off, 10 October (a Saturday) worked.
    ['2026-09-28', '2026-10-10', '2026-10-11'],
    ['2026-09-23', '2026-10-08', '2026-10-09'],
    ['2026-09-30', '2026-10-13', '2026-10-14'],
    ['2026-10-01', '2026-10-13', '2026-10-14'],
    // The Mid-Autumn Festival 2026 is off from Friday to Sunday, the Sunday before is worked.
    ['2026-09-18', '2026-09-24', '2026-09-25'],
    ['2026-06-01', '2026-06-08', '2026-06-09'],
  ])('published on %s ends on %s', (publishedOn, lastDay, earliest) => {
    expect(working(decide(publishedOn, '2026-12-01')).decision).toEqual({ lastDay, earliestDecision: earliest });
  });

  it('is over on the day after its last, working day or not', () => {
    expect(told(working(decide('2026-09-28', '2026-10-10')))).toEqual(['block notice.period 8(1)']);
    expect(told(working(decide('2026-09-28', '2026-10-11')))).toEqual([]);
  });

  it('says how long it runs and when it can be decided', () => {
    expect(working(decide('2026-06-01', '2026-06-03')).findings[0]).toEqual({
      rule: 'notice.period', severity: 'block', article: '8(1)', actual: '2026-06-03', limit: '2026-06-08',
      message: '公示期不少于5个工作日，至2026年6月8日止，2026年6月3日尚未届满；最早可于2026年6月9日决定',
    });
  });

  it('is never rolled: its last day is a working day already', () => {
    expect(noticeEnd(profileOf(notice({ rolls: true })).notice!, builtInCalendar, localDate('2026-09-28'))).toEqual({ literal: '2026-10-10', last: '2026-10-10' });
  });
});

describe('a notice of calendar days that rolls', () => {
  it('runs over a holiday to the end of the next working day', () => {
    // 28 September + 5 is 3 October; the holiday ends on the 7th.
    expect(calendar(decide('2026-09-28', '2026-12-01')).decision).toEqual({ lastDay: '2026-10-08', earliestDecision: '2026-10-09' });
  });

  it.each([
    ['2026-10-03', ['block notice.period 8(1)']],
    ['2026-10-04', ['warn notice.period 8(1)']],
    ['2026-10-08', ['warn notice.period 8(1)']],
    ['2026-10-09', ['note notice.roll 8(1)']],
  ])('decided on %s: %j', (decisionOn, expected) => {
    expect(told(calendar(decide('2026-09-28', decisionOn)))).toEqual(expected);
  });

  it('says what has rolled, and asks for a reason before', () => {
    expect(calendar(decide('2026-09-28', '2026-10-05')).findings[0]!.message).toBe('公示期5天，2026年10月3日为非工作日，顺延至2026年10月8日止；提前决定须说明理由，或者于2026年10月9日以后决定');
    expect(calendar(decide('2026-09-28', '2026-10-09')).findings[0]!.message).toBe('2026年10月3日为非工作日，公示期顺延至2026年10月8日');
  });

  it('says nothing where its last day is a working day', () => {
    expect(told(calendar(decide('2026-06-03', '2026-06-09')))).toEqual([]);
    expect(told(calendar(decide('2026-06-03', '2026-06-08')))).toEqual(['block notice.period 8(1)']);
  });

  it('ends on a worked Saturday', () => {
    expect(calendar(decide('2026-10-05', '2026-12-01')).decision.lastDay).toBe('2026-10-10');
  });
});

describe('a notice of calendar days that does not roll', () => {
  it('ends on its literal last day', () => {
    expect(literal(decide('2026-09-28', '2026-10-04')).decision).toEqual({ lastDay: '2026-10-03', earliestDecision: '2026-10-04' });
    expect(told(literal(decide('2026-09-28', '2026-10-04')))).toEqual([]);
    expect(told(literal(decide('2026-09-28', '2026-10-03')))).toEqual(['block notice.period 8(1)']);
  });

  it('needs no holiday calendar', () => {
    expect(told(literal(decide('2031-09-28', '2031-10-10')))).toEqual([]);
  });
});

describe('a year whose holidays are not published', () => {
  it.each([
    ['2026-12-24', '2026-12-31', []],
    ['2026-12-25', '2027-01-01', ['warn notice.calendar 8(1)']],
    ['2027-03-01', '2027-03-08', ['warn notice.calendar 8(1)']],
  ])('is computed with plain weekends and said so: published on %s, last day %s, %j', (publishedOn, lastDay, expected) => {
    const answer = working(decide(publishedOn, '2027-06-01'));
    expect([answer.decision.lastDay, told(answer)]).toEqual([lastDay, expected]);
  });

  it('names the year, also where a calendar-day notice rolls', () => {
    expect(working(decide('2026-12-25', '2027-06-01')).findings[0]!.message).toContain('2027年节假日安排尚未公布，公示期暂按普通周末推算至2027年1月1日');
    expect(told(calendar(decide('2027-03-01', '2027-06-01')))).toContain('warn notice.calendar 8(1)');
  });
});

describe('objections', () => {
  const open = { on: '2026-06-03', resolved: false };
  const done = { on: '2026-06-03', resolved: true };

  it('that are open, or of which nothing more is said, leave no earliest day, however late it is', () => {
    const answer = working(decide('2026-06-01', '2027-01-01', [done, open, { on: '2026-06-03' }]));
    expect([told(answer), answer.decision]).toEqual([['block notice.objection 8(2)'], { lastDay: '2026-06-08', earliestDecision: null }]);
    expect(answer.findings[0]).toMatchObject({ actual: 2, limit: 0, message: expect.stringContaining('有2件异议尚未处理') as unknown });
  });

  it('that are resolved are recalled only', () => {
    const answer = working(decide('2026-06-01', '2026-06-09', [done]));
    expect([answer.verdict, told(answer), answer.decision.earliestDecision]).toEqual(['ok', ['note notice.objection 8(2)'], '2026-06-09']);
  });

  it('do not hide that it is too early', () => {
    expect(told(working(decide('2026-06-01', '2026-06-08', [open])))).toEqual(['block notice.period 8(1)', 'block notice.objection 8(2)']);
  });

  it('that nobody made are not spoken of', () => {
    expect(told(working(decide('2026-06-01', '2026-06-09', [])))).toEqual([]);
  });
});

describe('a text without a notice', () => {
  it('is silent, in its own words where it has some', () => {
    const answer = asking('notice', { silent: [{ question: 'notice', note: '未规定公示', article: '13' }] })(decide('2026-06-01', '2026-06-02'));
    expect(answer).toEqual({ verdict: 'ok', findings: [{ rule: 'notice.silent', severity: 'note', article: '13', message: '未规定公示' }], decision: { lastDay: null, earliestDecision: null } });
  });
});

describe('facts that cannot be', () => {
  const refuse = refusing('notice', notice());

  it.each<[string, object, string]>([
    ['no day of publication', { decisionOn: '2026-06-01' }, 'facts.publishedOn'],
    ['no day of decision', { publishedOn: '2026-06-01' }, 'facts.decisionOn'],
    ['an objection without a day', decide('2026-06-01', '2026-06-09', [{}]), 'facts.objections.0.on'],
    ['an impossible day', decide('2026-06-31', '2026-07-09'), 'facts.publishedOn'],
    ['an unknown key', { ...decide('2026-06-01', '2026-06-09'), days: 5 }, 'facts.days'],
  ])('are refused: %s', (_what, facts, path) => {
    expect(refuse(facts).map(([p]) => p)).toEqual([path]);
  });
});
