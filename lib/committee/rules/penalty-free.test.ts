import { describe, expect, it } from 'vitest';
import { oneRule, severities, type ListFacts } from '@/tests/unit/one-rule';

const rule = oneRule('committee.penalty-free', { post: 'chair', years: 2 });
const chair = (penalties: string[], more: object = {}): ListFacts => ({ people: [{ id: 'c', roles: ['chair'], penalties, ...more }] });

describe('penalty-free', () => {
  it.each([
    ['2024-06-14', []],
    ['2024-06-15', ['block']],
    ['2026-06-15', ['block']],
    ['2026-06-16', []],
  ])('a penalty of %s against two years back from 15 June 2026', (on, expected) => {
    expect(severities(rule(chair([on])))).toEqual(expected);
  });

  it('counts the penalties of the period and names the latest', () => {
    const [finding] = rule(chair(['2026-01-01', '2020-01-01', '2025-03-03']));
    expect(finding).toMatchObject({ actual: 2, limit: 0, subjects: ['c'] });
    expect(finding!.message).toContain('2026-01-01');
  });

  it('looks back from a leap day to the last of February', () => {
    expect(severities(rule(chair(['2026-02-28']), '2028-02-29'))).toEqual(['block']);
    expect(rule(chair(['2026-02-27']), '2028-02-29')).toEqual([]);
  });

  it('tests the post it names, at appointment', () => {
    expect(rule({ people: [{ id: 'v', roles: ['vice-chair'], penalties: ['2026-01-01'] }] })).toEqual([]);
    expect(rule(chair(['2026-01-01'], { servingTerm: true }))).toEqual([]);
  });
});
