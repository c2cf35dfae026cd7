import { describe, expect, it } from 'vitest';
import { localDate } from '@/lib/kernel/local-date';
import { compile, type Rulebook } from '@/lib/rulebook';
import { profileOf } from '@/tests/unit/one-rule';
import type { DeadlineDecision } from './evaluate';

const MONTH = { kind: 'head-replacement', label: '重新推荐人选', force: 'mandatory', article: '7', months: 1, rolls: true };
const YEARLY = { kind: 'change-filing', label: '报送变更', force: 'mandatory', article: '8', fixedDay: '12-31' };

const rulebook = (...deadlines: Record<string, unknown>[]): Rulebook => compile(profileOf({ deadlines }));

/** Asks on a day; `doneOn` may be left out. */
function ask(book: Rulebook, kind: string, eventOn: string, on: string, doneOn?: string) {
  const parsed = book.deadline.parse({ kind, eventOn, ...(doneOn ? { doneOn } : {}) }, localDate(on));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  return book.deadline.answer(parsed.value as never);
}
const due = (book: Rulebook, eventOn: string, kind = 'head-replacement') => ask(book, kind, eventOn, eventOn).decision.due;

describe('a deadline of one month', () => {
  const book = rulebook(MONTH);

  it.each([
    ['2026-05-15', '2026-06-15', 'the same day of the next month'],
    ['2026-01-31', '2026-02-28', 'the last day of a shorter month, a Saturday worked in exchange'],
    ['2026-03-31', '2026-04-30', 'the last day of a shorter month'],
    ['2024-01-31', '2024-02-29', 'the leap day'],
    ['2026-02-28', '2026-03-30', 'from a shorter month: the 28th is a Saturday'],
    ['2025-10-31', '2025-12-01', 'over a Sunday'],
    ['2026-09-01', '2026-10-08', 'over National Day'],
    ['2026-04-01', '2026-05-06', 'over Labour Day'],
    ['2026-01-17', '2026-02-24', 'over Spring Festival'],
    ['2026-09-10', '2026-10-10', 'to a Saturday worked in exchange'],
  ])('from %s is due on %s: %s', (eventOn, expected) => {
    expect(due(book, eventOn)).toBe(expected);
  });

  it('stays on the literal day where the setting does not roll', () => {
    expect(due(rulebook({ ...MONTH, rolls: false }), '2026-09-01')).toBe('2026-10-01');
  });

  it.each<[string | undefined, string, boolean | null, string]>([
    ['2026-10-08', '2026-10-08', false, 'ok'],
    ['2026-10-09', '2026-10-09', true, 'warn'],
    [undefined, '2026-10-08', null, 'ok'],
    [undefined, '2026-10-09', true, 'warn'],
  ])('done on %s, asked on %s: late %s, verdict %s', (doneOn, on, late, verdict) => {
    const answer = ask(book, 'head-replacement', '2026-09-01', on, doneOn);
    expect(answer).toMatchObject({ verdict, decision: { due: '2026-10-08', late } });
  });

  it('says that it moved, as a note', () => {
    expect(ask(book, 'head-replacement', '2026-09-01', '2026-09-02').findings).toMatchObject([{ rule: 'deadline.roll', severity: 'note', article: '7' }]);
    expect(ask(book, 'head-replacement', '2026-05-15', '2026-05-15').findings).toEqual([]);
  });

  it('warns of a year whose holidays are not published, and counts plain weekends', () => {
    const answer = ask(book, 'head-replacement', '2030-03-09', '2030-03-10');
    expect(answer.findings).toMatchObject([{ rule: 'deadline.calendar', severity: 'warn', article: '7' }]);
    expect(answer.decision.due).toBe('2030-04-09');
    expect(due(book, '2030-03-13')).toBe('2030-04-15');
  });

  it('warns too where it rolls out of the published years', () => {
    const years = { 2026: { off: { '12-30': '长假', '12-31': '长假' }, work: {} } };
    const answer = ask(compile(profileOf({ deadlines: [MONTH] }), { years }), 'head-replacement', '2026-11-30', '2026-12-01');
    expect([answer.decision.due, answer.findings.map((f) => f.rule)]).toEqual(['2027-01-01', ['deadline.calendar']]);
  });

  it('adds what follows from being late, in the words of the profile', () => {
    const strict = rulebook({ ...MONTH, consequence: '调整挂靠单位' });
    expect(ask(strict, 'head-replacement', '2026-05-15', '2026-07-01').findings[0]!.message).toContain('调整挂靠单位');
  });
});

describe('a deadline on a fixed day', () => {
  const book = rulebook(YEARLY);

  it.each([
    ['2026-01-01', '2026-12-31', false],
    ['2026-12-31', '2026-12-31', false],
    ['2026-12-31', '2027-01-01', true],
  ])('of an event on %s, filed on %s: late %s', (eventOn, doneOn, late) => {
    expect(ask(book, 'change-filing', eventOn, doneOn, doneOn).decision).toEqual({ due: '2026-12-31', late });
  });

  it('needs no calendar, so a far year does not warn, and a Sunday does not move it', () => {
    expect(ask(book, 'change-filing', '2028-06-01', '2028-06-01')).toMatchObject({ verdict: 'ok', decision: { due: '2028-12-31' } });
  });
});

describe('facts of a deadline', () => {
  it.each([
    [{}, ['kind', 'eventOn']],
    [{ kind: 'lunch', eventOn: '2026-01-01' }, ['kind']],
    [{ kind: 'change-filing', eventOn: '2026-02-30' }, ['eventOn']],
    [{ kind: 'change-filing', eventOn: '2026-01-01', doneOn: null }, ['doneOn']],
  ])('%j are refused at %j', (facts, paths) => {
    const parsed = rulebook(YEARLY).deadline.parse(facts, localDate('2026-06-15'));
    expect(parsed.ok ? [] : parsed.refusal.map((issue) => issue.path.join('.'))).toEqual(paths);
  });
});

describe('a deadline that the text does not know', () => {
  it('answers silent for that kind only', () => {
    const book = compile(profileOf({ deadlines: [MONTH], silent: [{ question: 'deadline', part: 'change-filing', note: '未要求备案', article: '9' }] }));
    const answer = ask(book, 'change-filing', '2026-05-01', '2026-07-01');
    expect(answer).toEqual({
      verdict: 'ok',
      findings: [{ rule: 'deadline.silent', severity: 'note', article: '9', message: '未要求备案' }],
      decision: { due: null, late: null } satisfies DeadlineDecision,
    });
  });
});
