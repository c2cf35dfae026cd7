import { describe, expect, it } from 'vitest';
import { milder, severityOf, sortFindings, verdictOf, type Finding } from './finding';

const finding = (severity: Finding['severity'], article: string): Finding => ({ rule: 'committee.x', severity, article, message: '' });

describe('verdictOf', () => {
  it.each([
    [[], 'ok'],
    [['note'], 'ok'],
    [['note', 'warn'], 'warn'],
    [['warn', 'block', 'note'], 'block'],
  ] as const)('of %j is %s', (severities, verdict) => {
    expect(verdictOf(severities.map((s) => finding(s, '1')))).toBe(verdict);
  });
});

describe('sortFindings', () => {
  it('puts the worst first, then follows the text, not the alphabet', () => {
    const sorted = sortFindings([finding('note', '1'), finding('block', 'annex 2'), finding('warn', '9'), finding('block', '13(2)'), finding('block', '9(1)'), finding('warn', '13')]);
    expect(sorted.map((f) => `${f.severity} ${f.article}`)).toEqual(['block 9(1)', 'block 13(2)', 'block annex 2', 'warn 9', 'warn 13', 'note 1']);
  });

  it('sorts as few as two', () => {
    expect(sortFindings([finding('note', '1'), finding('block', '2')]).map((f) => f.severity)).toEqual(['block', 'note']);
  });

  it('keeps the order of equals', () => {
    const [a, b] = [finding('warn', '5'), finding('warn', '5')];
    expect(sortFindings([a, b])[0]).toBe(a);
  });
});

describe('severityOf', () => {
  it('lets mandatory block, in principle warn, advisory tell', () => {
    expect([severityOf('mandatory'), severityOf('in-principle'), severityOf('advisory')]).toEqual(['block', 'warn', 'note']);
  });
});

describe('milder', () => {
  it('is the milder of two, either way round', () => {
    expect([milder('block', 'warn'), milder('warn', 'block'), milder('note', 'block'), milder('warn', 'warn')]).toEqual(['warn', 'warn', 'note', 'warn']);
  });
});
