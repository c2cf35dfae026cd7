import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { localDate, type LocalDate } from '@/lib/kernel/local-date';
import { compareArticles, isArticle } from '@/lib/regulation/citation';
import { answerOf, QUESTIONS, type Answer, type Question } from '@/lib/regulation/question';
import type { Finding } from '@/lib/regulation/finding';
import { builtInProfile, builtInProfiles } from '@/lib/regulations/files';
import { answerRequest, compile, evaluate, type Rulebook } from '@/lib/rulebook';
import * as plain from './plain-rules';
import { anyQuestion, committee, CQ, deadline, FOUR, group, history, JX, on, QP, scores, THREE, tidy, ZZ } from './random-facts';

// The engine against a second implementation, and what must hold of every answer. PROOF=1 runs fifty times as many.

const RUNS = 600 * (process.env.PROOF ? 50 : 1);
beforeAll(() => {
  // The same cases in every run; with PROOF others each time, and a failure prints its seed.
  fc.configureGlobal({ numRuns: RUNS, ...(process.env.PROOF ? {} : { seed: 20261122 }) });
});
const PATIENCE = process.env.PROOF ? 600_000 : 120_000;

const books = new Map<string, Rulebook>(builtInProfiles().map((id) => [id, compile(builtInProfile(id))]));
function ask(profile: string, question: Question, facts: unknown, on: string): Answer {
  const evaluated = evaluate(books.get(profile)!, question, facts, localDate(on));
  if (!evaluated.ok) throw new Error(JSON.stringify(evaluated.faults));
  return evaluated.answer;
}

/** Severity and article of everything that is no note, as the plain rules give it. */
const plainly = ({ verdict, findings }: Answer): plain.Plain => ({
  verdict,
  articles: [...new Set(findings.filter((f) => f.severity !== 'note').map((f) => `${f.severity} ${f.article}`))].sort(),
});

// ---- the random facts themselves

describe('the random facts', () => {
  const seen = <T>(facts: fc.Arbitrary<T>, look: (fact: T) => string[]): Set<string> => new Set(fc.sample(facts, { numRuns: 3000, seed: 1 }).flatMap(look));
  const all = ({ verdict, articles }: plain.Plain) => [verdict, ...articles];

  it('break every rule of a list somewhere, and keep all of them somewhere', () => {
    expect([...seen(committee, (l) => all(plain.chongqingList(l.facts, l.day)))].sort()).toEqual([
      'block', 'block 13(1)', 'block 13(2)', 'block 14', 'block 14(1)', 'ok', 'warn',
      'warn 13(1)', 'warn 13(2)', 'warn 13(3)', 'warn 14', 'warn 14(1)', 'warn 14(2)',
    ]);
    expect([...seen(committee, (l) => all(plain.zhengzhouList(l.facts)))].sort()).toEqual([
      'block', 'block 12(2)', 'block 12(3)', 'block 12(4)', 'block 12(5)', 'ok', 'warn', 'warn 12(1)', 'warn 12(2)', 'warn 12(3)', 'warn 15',
    ]);
    expect([...seen(committee, (l) => all(plain.jinxiangList(l.facts, l.day)))].sort()).toEqual(['block', 'block 11(1)', 'block 11(5)', 'block 12', 'ok', 'warn', 'warn 12']);
    expect([...seen(group, (l) => all(plain.qingpuList(l.facts, l.day)))].sort()).toEqual([
      'block', 'block 7(1)', 'block 7(2)', 'block 7(5)', 'block 9(1)', 'block 9(3)', 'ok', 'warn', 'warn 10', 'warn 11', 'warn 5', 'warn 7(1)', 'warn 7(2)', 'warn 7(3)', 'warn 9(1)',
    ]);
  });

  it('reach every outcome of a cycle', () => {
    const outcomes = (rule: (h: plain.PlainHistory) => plain.PlainOutcome, grades: string[]) => [...seen(history(grades), (h) => [rule(h).host])].sort();
    expect(outcomes(plain.chongqingCycle, FOUR)).toEqual(['continues', 'decide', 'rectify', 'removed', 'reselect', 'retained']);
    expect(outcomes(plain.zhengzhouCycle, FOUR)).toEqual(['continues', 'decide', 'removed', 'reselect', 'retained']);
    expect(outcomes(plain.jinxiangCycle, THREE)).toEqual(['continues', 'decide', 'rectify', 'removed', 'reselect']);
  });

  it('reach late, early and undone deadlines, rolled and not', () => {
    const kinds = seen(deadline, ({ eventOn, asked, ...rest }) => {
      const { due, late } = plain.oneMonth(eventOn, (rest as { doneOn?: string }).doneOn, asked, '1');
      return [String(late), due.slice(8) === eventOn.slice(8) ? 'same day' : 'moved', due < '2027' ? 'published' : 'unpublished'];
    });
    expect([...kinds].sort()).toEqual(['false', 'moved', 'null', 'published', 'same day', 'true', 'unpublished']);
  });
});

// ---- the two implementations

describe('the engine agrees with the plain rules', () => {
  it('on lists of Chongqing', () => {
    fc.assert(fc.property(committee, ({ day: asked, facts }) => {
      expect(plainly(ask(CQ, 'committee', facts, asked))).toEqual(plain.chongqingList(facts, asked));
    }));
  }, PATIENCE);

  it('on lists of Zhengzhou', () => {
    fc.assert(fc.property(committee, ({ day: asked, facts }) => {
      expect(plainly(ask(ZZ, 'committee', facts, asked))).toEqual(plain.zhengzhouList(facts));
    }));
  }, PATIENCE);

  it('on groups of Qingpu', () => {
    fc.assert(fc.property(group, ({ day: asked, facts }) => {
      expect(plainly(ask(QP, 'committee', facts, asked))).toEqual(plain.qingpuList(facts, asked));
    }));
  }, PATIENCE);

  it('on lists of Jinxiang', () => {
    fc.assert(fc.property(committee, ({ day: asked, facts }) => {
      expect(plainly(ask(JX, 'committee', facts, asked))).toEqual(plain.jinxiangList(facts, asked));
    }));
  }, PATIENCE);

  it.each([
    [CQ, FOUR, plain.chongqingCycle],
    [ZZ, FOUR, plain.zhengzhouCycle],
    [JX, THREE, plain.jinxiangCycle],
  ] as const)('on the cycle of %s', (profile, grades, rule) => {
    fc.assert(fc.property(history([...grades]), (facts) => {
      const answer = ask(profile, 'cycle', facts, '2030-02-01');
      expect({ ...plainly(answer), ...answer.decision }).toEqual(rule(facts));
    }), { numRuns: RUNS * 2 });
  }, PATIENCE);

  it("on a year's grades", () => {
    fc.assert(fc.property(scores, (all) => {
      const { verdict, decision } = ask(JX, 'grades', { scores: all }, '2027-01-15');
      expect({ verdict, ...decision }).toEqual(plain.jinxiangGrades(all));
    }));
  }, PATIENCE);

  it.each([
    [CQ, 'head-replacement', '15', plain.oneMonth],
    [ZZ, 'head-replacement', '14', plain.oneMonth],
    [ZZ, 'change-filing', '6', plain.oneMonth],
    [QP, 'head-replacement', '14', plain.oneMonth],
    [CQ, 'change-filing', '29', plain.endOfYear],
  ] as const)('on the deadline of %s for %s', (profile, kind, article, rule) => {
    fc.assert(fc.property(deadline, ({ asked, ...facts }) => {
      const answer = ask(profile, 'deadline', { kind, ...facts }, asked);
      expect({ ...plainly(answer), ...answer.decision }).toEqual(rule(facts.eventOn, (facts as { doneOn?: string }).doneOn, asked, article));
    }));
  }, PATIENCE);
});

// ---- what holds of every answer

const WORST = ['block', 'warn', 'note'];
const findingArb: fc.Arbitrary<Finding> = fc.record({
  rule: fc.constant('committee.x'), severity: fc.constantFrom('block', 'warn', 'note'), article: fc.constantFrom('1', '13(1)', '13(2)', '9', 'annex', 'annex 5', '25(1)1', '19(3)-2'), message: fc.constant('说明'),
});

describe('every answer', () => {
  it('has the worst severity of its findings as verdict', () => {
    fc.assert(fc.property(anyQuestion, ({ profile, question, facts, day: asked }) => {
      const { verdict, findings } = ask(profile, question, facts, asked);
      const worst = WORST.find((s) => findings.some((f) => f.severity === s)) ?? 'ok';
      expect(verdict).toBe(worst === 'note' ? 'ok' : worst);
    }));
  }, PATIENCE);

  it('keeps its verdict when a note is added', () => {
    fc.assert(fc.property(fc.array(findingArb, { maxLength: 6 }), fc.nat(6), (findings, at) => {
      const note: Finding = { rule: 'committee.y', severity: 'note', article: '2', message: '提示' };
      expect(answerOf(findings.toSpliced(at, 0, note), {}).verdict).toBe(answerOf([...findings], {}).verdict);
    }));
  }, PATIENCE);

  it('has its findings sorted by severity, then by the order of the text', () => {
    fc.assert(fc.property(anyQuestion, ({ profile, question, facts, day: asked }) => {
      const { findings } = ask(profile, question, facts, asked);
      for (let i = 1; i < findings.length; i += 1) {
        const [a, b] = [findings[i - 1]!, findings[i]!];
        const bySeverity = WORST.indexOf(a.severity) - WORST.indexOf(b.severity);
        expect(bySeverity < 0 || (bySeverity === 0 && compareArticles(a.article, b.article) <= 0)).toBe(true);
      }
    }));
  }, PATIENCE);

  it('cites an article in each finding and says in Chinese what it saw', () => {
    fc.assert(fc.property(anyQuestion, ({ profile, question, facts, day: asked }) => {
      for (const finding of ask(profile, question, facts, asked).findings) {
        expect(isArticle(finding.article)).toBe(true);
        expect(finding.rule).toMatch(new RegExp(`^${question}\\.[a-z0-9-]+$`));
        expect(finding.message).toMatch(/[一-鿿]/);
        expect(finding.message).not.toMatch(/undefined|null|NaN|\[object/);
      }
    }));
  }, PATIENCE);

  it('is the same every time, and leaves its facts alone', () => {
    fc.assert(fc.property(anyQuestion, ({ profile, question, facts, day: asked }) => {
      const before = JSON.stringify(facts);
      const first = ask(profile, question, facts, asked);
      expect(ask(profile, question, JSON.parse(before), asked)).toEqual(first);
      expect(JSON.stringify(facts)).toBe(before);
      // A rulebook holds no state: a fresh one says the same.
      const fresh = evaluate(compile(builtInProfile(profile)), question, facts, localDate(asked));
      expect(fresh.ok && fresh.answer).toEqual(first);
    }), { numRuns: Math.ceil(RUNS / 6) });
  }, PATIENCE);
});

describe('every list', () => {
  const anyList = fc.oneof(fc.record({ profile: fc.constantFrom(CQ, ZZ, JX), list: committee }), group.map((list) => ({ profile: QP, list })));
  const essence = ({ verdict, findings }: Answer) => [verdict, findings.map((f) => [f.rule, f.severity, f.article, f.actual, f.subjects?.toSorted()]).map((f) => JSON.stringify(f)).sort()];

  it('is judged alike in any order of its people', () => {
    fc.assert(fc.property(anyList.chain((q) => fc.tuple(fc.constant(q), fc.shuffledSubarray(q.list.facts.people, { minLength: q.list.facts.people.length }))), ([{ profile, list }, shuffled]) => {
      expect(essence(ask(profile, 'committee', { ...list.facts, people: shuffled }, list.day))).toEqual(essence(ask(profile, 'committee', list.facts, list.day)));
    }));
  }, PATIENCE);

  it('is judged alike whatever its people are called', () => {
    fc.assert(fc.property(anyList, fc.string({ minLength: 1, maxLength: 8 }), ({ profile, list }, prefix) => {
      const renamed = list.facts.people.map((p, i) => ({ ...p, id: `${prefix}${i}` }));
      expect(plainly(ask(profile, 'committee', { ...list.facts, people: renamed }, list.day))).toEqual(plainly(ask(profile, 'committee', list.facts, list.day)));
    }));
  }, PATIENCE);

  it('is judged no worse when a fact is left out', () => {
    const facts = ['institution', 'title', 'titleSince', 'born', 'employment', 'headsSpecialty', 'employerConsent', 'terms', 'penalties', 'practisesHereSince', 'replenishes'] as const;
    fc.assert(fc.property(anyList, fc.constantFrom(...facts), fc.nat(), ({ profile, list }, left, at) => {
      const { people } = list.facts;
      if (people.length === 0) return;
      const without = people.map((p, i) => (i === at % people.length ? tidy({ ...p, [left]: undefined }) : p));
      const rank = (facts_: object) => ['ok', 'warn', 'block'].indexOf(ask(profile, 'committee', facts_, list.day).verdict);
      expect(rank({ ...list.facts, people: without })).toBeLessThanOrEqual(rank(list.facts));
    }));
  }, PATIENCE);

  it('is reviewed with exactly the findings of its answer', () => {
    fc.assert(fc.property(anyList, ({ profile, list }) => {
      const { committee: evaluator } = books.get(profile)!;
      const parsed = evaluator.parse(list.facts, list.day as LocalDate);
      if (!parsed.ok) throw new Error('refused');
      const reviewed = evaluator.review(parsed.value).flatMap((line) => line.findings);
      expect(reviewed.map((f) => JSON.stringify(f)).sort()).toEqual(evaluator.answer(parsed.value).findings.map((f) => JSON.stringify(f)).sort());
    }));
  }, PATIENCE);
});

describe('any input at all', () => {
  const find = (id: string) => books.get(id) ?? null;

  /** Every path of a value, to replace something in the middle of a good request. */
  function replaceAt(value: unknown, at: number, by: unknown): unknown {
    let left = at;
    const walk = (node: unknown): unknown => {
      if (left-- === 0) return by;
      if (Array.isArray(node)) return node.map(walk);
      if (node !== null && typeof node === 'object') return Object.fromEntries(Object.entries(node).map(([k, v]) => [k, walk(v)]));
      return node;
    };
    return walk(value);
  }

  it('is answered or refused with paths, never thrown at', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 4 }), (json) => {
      const answered = answerRequest(json, find);
      expect(answered.ok).toBe(false);
    }));
  }, PATIENCE);

  it('of the right envelope is answered or refused with paths', () => {
    const envelope = fc.record({
      id: fc.constant('r'), profile: fc.constantFrom(...books.keys()), on: on.map(String), question: fc.constantFrom(...QUESTIONS),
      facts: fc.dictionary(fc.constantFrom('people', 'body', 'host', 'results', 'scores', 'kind', 'eventOn', 'toString', '__proto__', 'atExpiry'), fc.jsonValue({ maxDepth: 3 })),
    });
    fc.assert(fc.property(envelope, (request) => {
      const answered = answerRequest(request, find);
      if (!answered.ok) for (const { path, expected } of answered.faults) expect([typeof path, expected.length > 0]).toEqual(['string', true]);
    }));
  }, PATIENCE);

  it('that differs from a good request in one place is answered or refused at a path', () => {
    fc.assert(fc.property(anyQuestion, fc.nat(400), fc.jsonValue({ maxDepth: 2 }), ({ profile, question, facts, day: asked }, at, by) => {
      const answered = answerRequest(replaceAt({ id: 'r', profile, on: asked, question, facts }, at, by), find);
      if (answered.ok) expect(['ok', 'warn', 'block']).toContain(answered.result.verdict);
      else expect(answered.faults.length).toBeGreaterThan(0);
    }), { numRuns: RUNS * 2 });
  }, PATIENCE);
});
