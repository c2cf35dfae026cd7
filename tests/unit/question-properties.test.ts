import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '@/lib/kernel/local-date';
import { QUESTIONS, type Answer, type Question } from '@/lib/regulation/question';
import { builtInProfile, builtInProfiles } from '@/lib/regulations/files';
import { answerRequest, compile, evaluate, type Rulebook } from '@/lib/rulebook';
import * as second from './plain-questions';
import type { Plain } from './plain-rules';
import { activity, anyQuestion, centre, conduct, CQ, host, JX, NA, notice, PROFILES, QP, score, tidy, year, ZZ, type AnyQuestion } from './random-facts';

// The other seven questions against their second implementation, and what holds of all eleven. A failure prints its seed and path;
// PROOF=1 runs fifty times as many.

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
const plainly = ({ verdict, findings }: Answer): Plain => ({
  verdict,
  articles: [...new Set(findings.filter((f) => f.severity !== 'note').map((f) => `${f.severity} ${f.article}`))].sort(),
});

// ---- the random facts themselves: a property over facts that never reach a limit proves nothing

describe('the random facts', () => {
  const seen = <T>(facts: fc.Arbitrary<T>, look: (fact: T) => string[]): string[] => [...new Set(fc.sample(facts, { numRuns: 4000, seed: 1 }).flatMap(look))].sort();
  const all = ({ verdict, articles }: Plain) => [verdict, ...articles];

  it.each([
    [CQ, ['ok', 'warn', 'warn 31', 'warn 4']],
    [ZZ, ['block', 'block 7(3)', 'block 7(4)', 'ok']],
    [JX, ['block', 'block 9', 'ok']],
  ] as const)('break and keep every rule on centres of %s', (profile, expected) => {
    expect(seen(centre, (facts) => all(second.plainCentre(profile, facts)))).toEqual(expected);
  });

  it.each([
    [CQ, ['block', 'block 23', 'block 25(2)', 'block 6(1)', 'block 6(4)', 'eligible false', 'eligible null', 'eligible true', 'ok', 'warn', 'warn 25(2)', 'warn 6(2)']],
    [ZZ, ['block', 'block 25', 'block 27(2)', 'block 8(1)', 'block 8(4)', 'eligible false', 'eligible null', 'eligible true', 'ok', 'warn', 'warn 25', 'warn 8', 'warn 8(2)', 'warn 8(4)']],
    [JX, ['block', 'block 10(1)', 'block 10(3)', 'block 10(5)', 'block 24', 'eligible false', 'eligible null', 'eligible true', 'ok', 'warn', 'warn 24']],
  ] as const)('reach every condition and bar of an application in %s', (profile, expected) => {
    expect(seen(host, ({ facts, day }) => {
      const answer = second.plainHost(profile, facts, day);
      return [...all(answer), `eligible ${String(answer.eligible)}`];
    })).toEqual(expected);
  });

  it('fall before, on and behind the end of a notice, rolled or not', () => {
    expect(seen(notice, (facts) => all(second.plainNotice(CQ, facts)))).toEqual(['block', 'block 7(5)', 'ok', 'warn', 'warn 7(5)']);
    expect(seen(notice, (facts) => all(second.plainNotice(ZZ, facts)))).toEqual(['block', 'block 9(4)', 'ok', 'warn', 'warn 9(4)']);
  });

  it('reach every outcome of conduct', () => {
    const outcomes = PROFILES.map((profile) => seen(conduct, (facts) => {
      const { host: becomes, committee, member } = second.plainConduct(profile, facts, '2027-06-01');
      return [`${String(becomes)} ${String(committee)} ${member ?? ''}`.trim()];
    }));
    expect(outcomes).toEqual([
      ['continues adjusted decide', 'continues stays', 'continues stays removed', 'decide stays', 'null null', 'removed dissolved'],
      ['continues stays', 'continues stays decide', 'continues stays removed', 'continues stays stays', 'decide stays', 'null null', 'rectify stays', 'removed dissolved', 'removed stays'],
      ['null adjusted decide', 'null null', 'null stays'],
      ['continues stays', 'decide stays', 'null null'],
      ['continues stays', 'decide stays', 'null null', 'removed stays'],
    ]);
  });

  it('meet, miss and are silent on every duty of a year', () => {
    for (const profile of PROFILES) {
      const states = seen(year, ({ facts, day }) => second.plainYear(profile, facts, day).duties.flatMap((duty, i) => [`${i} ${duty.met}`, ...(duty.met && duty.actual === undefined ? [`${i} untold`] : [])]));
      expect(new Set(states.map((s) => s.split(' ')[0])).size * 3 - states.length, profile).toBe(0);
    }
  });

  it('reach every grade of a score, and the gap between two bands', () => {
    expect(seen(score, (facts) => {
      const { grade, total } = second.plainScore(facts);
      return [total > 89 && total < 90 ? 'between' : grade];
    })).toEqual(['between', 'excellent', 'qualified', 'unqualified']);
  });
});

// ---- the two implementations

describe('the engine agrees with the plain questions', () => {
  it.each(PROFILES)('on centres of %s', (profile) => {
    fc.assert(fc.property(centre, (facts) => {
      expect(plainly(ask(profile, 'centre', facts, '2027-06-01'))).toEqual(second.plainCentre(profile, facts));
    }));
  }, PATIENCE);

  it.each(PROFILES)('on applications to host in %s', (profile) => {
    fc.assert(fc.property(host, ({ facts, day }) => {
      const answer = ask(profile, 'host', facts, day);
      expect({ ...plainly(answer), ...answer.decision }).toEqual(second.plainHost(profile, facts, day));
    }), { numRuns: RUNS * 2 });
  }, PATIENCE);

  it.each(PROFILES)('on notices of %s', (profile) => {
    fc.assert(fc.property(notice, (facts) => {
      const answer = ask(profile, 'notice', facts, '2027-06-01');
      expect({ ...plainly(answer), ...answer.decision }).toEqual(second.plainNotice(profile, facts));
    }));
  }, PATIENCE);

  it.each(PROFILES)('on conduct in %s', (profile) => {
    fc.assert(fc.property(conduct, (facts) => {
      const answer = ask(profile, 'conduct', facts, '2027-02-28');
      expect({ ...plainly(answer), ...answer.decision }).toEqual(second.plainConduct(profile, facts, '2027-02-28'));
    }), { numRuns: RUNS * 3 });
  }, PATIENCE);

  it.each(PROFILES)('on activities in %s', (profile) => {
    fc.assert(fc.property(activity, (facts) => {
      const answer = ask(profile, 'activity', facts, '2027-06-01');
      const missing = (answer.decision as { missing: string[] | null }).missing?.toSorted() ?? null;
      expect({ ...plainly(answer), missing }).toEqual(second.plainActivity(profile, facts));
    }));
  }, PATIENCE);

  it.each(PROFILES)('on the duties of a year in %s', (profile) => {
    const order = (duties: second.PlainDuty[]) => duties.map(({ article, met, actual }) => JSON.stringify([article, met, actual ?? null])).sort();
    fc.assert(fc.property(year, ({ facts, day }) => {
      const on = day < '2026' ? '2026-01-01' : day;
      const answer = ask(profile, 'year', facts, on);
      const wanted = second.plainYear(profile, facts, on);
      expect(plainly(answer)).toEqual({ verdict: wanted.verdict, articles: wanted.articles });
      // What was covered is shown as a share, which the plain rules leave to the engine; a paper never filed is said in words.
      const duties = (answer.decision as { duties: { rule: string; article: string; met: boolean; actual: number | string | null }[] }).duties
        .map(({ rule, article, met, actual }) => ({ article, met, ...(rule === 'year.coverage' || actual === null || actual === '未报送' ? {} : { actual }) }));
      expect(order(duties)).toEqual(order(wanted.duties));
    }), { numRuns: RUNS * 2 });
  }, PATIENCE);

  it('on the score sheet', () => {
    fc.assert(fc.property(score, (facts) => {
      const { verdict, decision } = ask(JX, 'score', facts, '2027-06-01');
      expect({ verdict, ...decision }).toEqual(second.plainScore(facts));
    }), { numRuns: RUNS * 2 });
  }, PATIENCE);
});

// ---- what holds of all eleven questions

const rank = ({ verdict }: Answer) => ['ok', 'warn', 'block'].indexOf(verdict);
const isRecord = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value);

/** Every object inside some facts, by its path. */
function objectsOf(value: unknown, path: (string | number)[] = []): { path: (string | number)[]; object: Record<string, unknown> }[] {
  if (Array.isArray(value)) return value.flatMap((child, i) => objectsOf(child, [...path, i]));
  if (!isRecord(value)) return [];
  return [{ path, object: value }, ...Object.entries(value).flatMap(([name, child]) => objectsOf(child, [...path, name]))];
}

/** Some facts with the object at a path replaced. */
function withAt(value: unknown, path: readonly (string | number)[], by: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return by;
  if (Array.isArray(value)) return value.map((child: unknown, i) => (i === first ? withAt(child, rest, by) : child));
  return Object.fromEntries(Object.entries(value as object).map(([name, child]) => [name, name === first ? withAt(child, rest, by) : child]));
}

describe('all eleven questions to all five texts', () => {
  it('are among the random ones', () => {
    const asked = new Set(fc.sample(anyQuestion, { numRuns: 3000, seed: 1 }).map(({ profile, question }) => `${profile} ${question}`));
    // Only one text has a score sheet.
    expect(asked.size).toBe((QUESTIONS.length - 1) * PROFILES.length + 1);
  });

  it('with a key that nobody knows are errors at its path, wherever it stands', () => {
    fc.assert(fc.property(anyQuestion, fc.nat(), fc.constantFrom('colour', 'titel', 'Year', 'toString', 'constructor', '0'), ({ profile, question, facts, day }, at, name) => {
      // Scores, awarded points and counts are keyed by what they count, so any name can be one there.
      const places = objectsOf(facts).filter(({ path }) => !['scores', 'awarded'].includes(String(path.at(-1))));
      const { path, object } = places[at % places.length]!;
      if (Object.hasOwn(object, name)) return;
      const answered = answerRequest({ id: 'r', profile, on: day, question, facts: withAt(facts, path, { ...object, [name]: 1 }) }, (id) => books.get(id) ?? null);
      expect(answered.ok).toBe(false);
      if (!answered.ok) expect(answered.faults.map((f) => f.path)).toContain(['facts', ...path, name].join('.'));
    }));
  }, PATIENCE);

  it('with a word in place of an enum value, a number or a date are errors at its path', () => {
    fc.assert(fc.property(anyQuestion, fc.nat(), ({ profile, question, facts, day }, at) => {
      const leaves = objectsOf(facts).flatMap(({ path, object }) => Object.entries(object).filter(([name, v]) => typeof v !== 'object' && !['id', 'institution', 'direction', 'field', 'replenishes', 'host'].includes(name)).map(([name]) => [...path, name]));
      if (leaves.length === 0) return;
      const path = leaves[at % leaves.length]!;
      const answered = answerRequest({ id: 'r', profile, on: day, question, facts: withAt(facts, path, '随便') }, (id) => books.get(id) ?? null);
      expect(answered.ok ? [] : answered.faults.map((f) => f.path)).toContain(['facts', ...path].join('.'));
    }));
  }, PATIENCE);

  it('are answered with the words and numbers of the text, never with those of the program', () => {
    fc.assert(fc.property(anyQuestion, ({ profile, question, facts, day }) => {
      for (const finding of ask(profile, question, facts, day).findings) {
        expect(finding.message).toMatch(/[一-鿿]/);
        expect(finding.message).not.toMatch(/undefined|null|NaN|Infinity|\[object|-\d+[个次家]/);
        expect(`${String(finding.actual)} ${String(finding.limit)}`).not.toMatch(/NaN|Infinity|\[object/);
      }
    }), { numRuns: RUNS * 2 });
  }, PATIENCE);

  it('are silent with a single note and nothing decided, or speak', () => {
    fc.assert(fc.property(anyQuestion, ({ profile, question, facts, day }) => {
      const { verdict, findings, decision } = ask(profile, question, facts, day);
      const silent = findings.filter((f) => f.rule === `${question}.silent`);
      if (silent.length === 0) return;
      expect([verdict, findings.length, silent[0]!.severity]).toEqual(['ok', 1, 'note']);
      for (const [field, value] of Object.entries(decision)) expect([field, value]).toEqual([field, null]);
    }));
  }, PATIENCE);
});

describe('a fact left out', () => {
  // What is asked about must be named, and a judgement not made is not the same as one made either way. Strength in a specialty and
  // the end of an objection have to be stated.
  const MAY_BE_LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
    host: ['institution.level', 'institution.kind', 'centre.newlyEstablished', 'resources', 'events', 'sanctions', 'roundReplacesSanctioned', 'proposedHead'],
    centre: ['diseaseBased', 'existing'],
    notice: ['objections'],
    activity: ['steps', 'heldThisYear', 'planned'],
    year: ['counts', 'caseChecks', 'coverage', 'filings', 'counts.committeeMeetings', 'counts.trainings', 'counts.bulletins', 'counts.contests'],
  };
  const anyOf = anyQuestion.filter(({ question }) => question in MAY_BE_LEFT_OUT);

  function leftOut(facts: unknown, path: readonly string[]): unknown {
    const [first, ...rest] = path;
    if (Array.isArray(facts)) return facts.map((child: unknown, i) => (String(i) === first ? leftOut(child, rest) : child));
    if (!isRecord(facts) || first === undefined || !(first in facts)) return facts;
    return rest.length === 0 ? tidy({ ...facts, [first]: undefined }) : { ...facts, [first]: leftOut(facts[first], rest) };
  }

  it('complies: the verdict gets no worse without it', () => {
    fc.assert(fc.property(anyOf, fc.nat(), ({ profile, question, facts, day }, at) => {
      const paths = MAY_BE_LEFT_OUT[question]!;
      const path = paths[at % paths.length]!;
      const less = leftOut(facts, path.split('.'));
      expect(rank(ask(profile, question, less, day))).toBeLessThanOrEqual(rank(ask(profile, question, facts, day)));
    }), { numRuns: RUNS * 2 });
  }, PATIENCE);

  it('complies: a score gets no lower without it', () => {
    const total = (facts: unknown) => (ask(JX, 'score', facts, '2027-06-01').decision as { total: number }).total;
    fc.assert(fc.property(score, fc.constantFrom('counts', 'caseChecks', 'filings', 'absences', 'breaches', 'rank', 'counts.committeeMeetings', 'absences.director', 'absences.staff'), (facts, left) => {
      expect(total(leftOut({ ...facts, awarded: {} }, left.split('.')))).toBeGreaterThanOrEqual(total({ ...facts, awarded: {} }));
    }));
  }, PATIENCE);

  it('complies: with nothing but what must be said, every text is content', () => {
    const LEAST: [Question, object][] = [
      ['host', { institution: { id: 'A' }, centre: { class: 'clinical', direction: '眼科专业' } }],
      ['centre', { class: 'clinical', direction: '眼科专业' }],
      ['notice', { publishedOn: '2026-11-02', decisionOn: '2026-11-30' }],
      ['year', { year: 2026 }],
      ['deadline', { kind: 'head-replacement', eventOn: '2026-11-02' }],
      ['grades', { scores: {} }],
    ];
    for (const profile of PROFILES) for (const [question, facts] of LEAST) expect([profile, question, ask(profile, question, facts, '2026-11-30').verdict]).toEqual([profile, question, 'ok']);
    expect(ask(JX, 'score', { year: 2026 }, '2027-01-15').decision).toMatchObject({ total: 100, grade: 'excellent' });
  });
});

describe('one breach more', () => {
  /** What makes each question worse, or leaves it as bad. */
  const WORSE: Readonly<Record<string, (facts: Record<string, never>, day: string) => object[]>> = {
    host: (facts: { [key: string]: unknown }, day) => [
      { ...facts, events: [...((facts.events as object[] | undefined) ?? []), { kind: 'major-event', on: day, sameSpecialty: true }] },
      { ...facts, sanctions: [...((facts.sanctions as object[] | undefined) ?? []), { ground: 'serious-violation', decidedOn: day, class: 'clinical', direction: '骨科专业' }] },
      { ...facts, sanctions: [...((facts.sanctions as object[] | undefined) ?? []), { ground: 'unqualified', decidedOn: day, class: 'technical', direction: '眼科专业' }] },
      { ...facts, resources: { ...(facts.resources as object | undefined), funds: false } },
      { ...facts, proposedHead: { ...(facts.proposedHead as object | undefined), removedChairOfSanctionedHost: true } },
    ],
    centre: (facts: { [key: string]: unknown }) => [{ ...facts, existing: [...((facts.existing as object[] | undefined) ?? []), { class: facts.class, direction: facts.direction }] }, { ...facts, diseaseBased: true }],
    notice: (facts: { [key: string]: unknown }) => [
      { ...facts, objections: [...((facts.objections as object[] | undefined) ?? []), { on: facts.publishedOn, resolved: false }] },
      { ...facts, decisionOn: facts.publishedOn },
    ],
    activity: (facts: { [key: string]: unknown }) => [{ ...facts, steps: ((facts.steps as string[] | undefined) ?? []).slice(1) }, { ...facts, planned: false }, { ...facts, heldThisYear: 9 }],
    year: (facts: { [key: string]: unknown }, day) => [
      { ...facts, counts: { ...(facts.counts as object | undefined), trainings: 0, bulletins: 0 } },
      { ...facts, caseChecks: [] },
      { ...facts, coverage: { tertiary: 9, covered: 0 } },
      // While a paper is not yet due, one that is filed late some day is worse than one not yet filed.
      ...(day < '2027' ? [] : [{ ...facts, filings: [...((facts.filings ?? []) as { kind: string }[]).filter((f) => f.kind !== 'annual-plan'), { kind: 'annual-plan', doneOn: null }] }]),
    ],
    conduct: (facts: { [key: string]: unknown }) => [{ ...facts, penalty: true }, { ...facts, managementResponsibility: true }, { ...facts, serious: true }, { ...facts, monthsSinceSetUp: 12, missing: ['committee'] }, tidy({ ...facts, consent: undefined })],
    deadline: (facts: { [key: string]: unknown }) => [{ ...facts, doneOn: '2031-01-01' }],
    cycle: (facts: { [key: string]: unknown }) => [tidy({ ...facts, grounds: undefined, rectification: 'failed', atExpiry: facts.atExpiry, results: (facts.results as object[]).map((r, i, { length }) => (i === length - 1 ? { ...r, grade: 'unqualified' } : r)) })],
  };

  it('never improves the verdict', () => {
    fc.assert(fc.property(anyQuestion.filter(({ question }) => question in WORSE), fc.nat(), ({ profile, question, facts, day }: AnyQuestion, at) => {
      const worse = WORSE[question]!(facts as Record<string, never>, day);
      // A cycle is measured by its newest grade: only where the newest was not yet unqualified is it a breach more.
      if (question === 'cycle' && (facts as { results: { grade: string }[] }).results.at(-1)!.grade === 'unqualified') return;
      expect(rank(ask(profile, question, worse[at % worse.length], day))).toBeGreaterThanOrEqual(rank(ask(profile, question, facts, day)));
    }), { numRuns: RUNS * 3 });
  }, PATIENCE);

  it('never improves the verdict on a list', () => {
    const faults = [
      { title: 'none' }, { born: '1930-01-01' }, { employment: 'retired' }, { employerConsent: false }, { headsSpecialty: false }, { penalties: ['2026-01-31', '2027-12-31', '2028-02-28', '2026-06-01'] },
      { terms: { full: 9, consecutive: 9 } }, { replenishes: 'x' }, { practisesHereSince: '2029-02-27', parentLevelExpert: false, institutionIsNew: false },
    ];
    fc.assert(fc.property(anyQuestion.filter(({ question }) => question === 'committee'), fc.constantFrom(...faults), fc.nat(), ({ profile, facts, day }, fault, at) => {
      const { people, ...rest } = facts as { people: object[] };
      if (people.length === 0) return;
      const worse = people.map((p, i) => (i === at % people.length ? { ...p, ...fault } : p));
      expect(rank(ask(profile, 'committee', { ...rest, people: worse }, day))).toBeGreaterThanOrEqual(rank(ask(profile, 'committee', facts, day)));
    }));
  }, PATIENCE);

  it('on a score sheet never adds a point', () => {
    fc.assert(fc.property(score, fc.constantFrom<object>({ breaches: 3 }, { absences: { director: 3, staff: 6 } }, { caseChecks: [] }, { rank: { position: 20, of: 20 } }, { filings: [{ kind: 'annual-plan', doneOn: null }] }), (facts, fault) => {
      const total = (f: object) => (ask(JX, 'score', f, '2027-06-01').decision as { total: number }).total;
      expect(total({ ...facts, ...fault })).toBeLessThanOrEqual(total(facts));
    }));
  }, PATIENCE);
});

describe('a day later', () => {
  it('can only end a bar that runs, never lengthen it', () => {
    fc.assert(fc.property(host, fc.constantFrom(CQ, ZZ, JX), fc.integer({ min: 1, max: 400 }), ({ facts, day }, profile, days) => {
      const only = tidy({ institution: { id: 'A' }, centre: facts.centre, sanctions: facts.sanctions?.filter((s) => s.decidedOn <= day), roundReplacesSanctioned: false });
      const until = (on: string) => (ask(profile, 'host', only, on).decision as { barredUntil?: string }).barredUntil;
      const later = new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
      const [now, then] = [until(day), until(later)];
      if (then !== undefined) expect([now !== undefined && then <= now, later <= then]).toEqual([true, true]);
      else if (now !== undefined) expect(later > now).toBe(true);
    }));
  }, PATIENCE);

  it('is never too early to decide on a notice that could be decided', () => {
    fc.assert(fc.property(notice, fc.constantFrom(CQ, ZZ), fc.integer({ min: 1, max: 20 }), (facts, profile, days) => {
      const later = new Date(Date.parse(facts.decisionOn) + days * 86_400_000).toISOString().slice(0, 10);
      expect(rank(ask(profile, 'notice', { ...facts, decisionOn: later }, '2027-06-01'))).toBeLessThanOrEqual(rank(ask(profile, 'notice', facts, '2027-06-01')));
    }));
  }, PATIENCE);

  it('the earliest decision is one that may be taken, and the day before is not', () => {
    fc.assert(fc.property(notice, fc.constantFrom(CQ, ZZ), (facts, profile) => {
      const { earliestDecision } = ask(profile, 'notice', facts, '2027-06-01').decision as { earliestDecision: string | null };
      if (earliestDecision === null) return;
      const period = (on: string) => ask(profile, 'notice', { ...facts, decisionOn: on }, '2027-06-01').findings.filter((f) => f.rule === 'notice.period').length;
      const before = new Date(Date.parse(earliestDecision) - 86_400_000).toISOString().slice(0, 10);
      expect([period(earliestDecision), period(before)]).toEqual([0, 1]);
    }));
  }, PATIENCE);
});

describe('the silent texts', () => {
  it('say so of each question that they do not regulate', () => {
    const questions: [Question, object][] = [
      ['host', { institution: { id: 'A' }, centre: { class: 'clinical', direction: '眼科专业' } }], ['notice', { publishedOn: '2026-11-02', decisionOn: '2026-11-30' }],
      ['centre', { class: 'clinical', direction: '眼科专业' }], ['cycle', { results: [{ year: 2026, grade: 'unqualified' }] }], ['grades', { scores: { a: 1 } }],
    ];
    const silent = PROFILES.map((profile) => [profile, questions.filter(([question, facts]) => ask(profile, question, facts, '2026-11-30').findings.some((f) => f.rule.endsWith('.silent'))).map(([question]) => question)]);
    expect(silent).toEqual([[CQ, ['grades']], [ZZ, ['grades']], [QP, ['host', 'notice', 'cycle', 'grades']], [NA, ['host', 'notice', 'centre', 'grades']], [JX, ['notice']]]);
  });
});
