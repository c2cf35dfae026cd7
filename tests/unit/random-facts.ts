// Random facts of every question, crowded around the limits of the five texts: dates some whole years back give or take two days,
// counts at and beside a limit, ranks at an exact edge.
import fc from 'fast-check';
import { ACTIVITIES, BREACHES, COUNTERS, EVENT_KINDS, FILINGS, HOSPITAL_LEVELS, INSTITUTION_KINDS, SANCTION_GROUNDS, STEPS } from '@/lib/glossary';
import { addDays, localDate } from '@/lib/kernel/local-date';
import type { Question } from '@/lib/regulation/question';
import * as plain from './plain-rules';
import { POINTS, type PlainActivity, type PlainCentre, type PlainConduct, type PlainHost, type PlainNotice, type PlainProfile, type PlainScore, type PlainYear } from './plain-questions';

export const CQ = 'chongqing-2025';
export const ZZ = 'zhengzhou-2024';
export const QP = 'qingpu-2025';
export const NA = 'national-2019';
export const JX = 'jinxiang-2026';
export const PROFILES: readonly PlainProfile[] = [CQ, ZZ, QP, NA, JX];


/** The value in so many of ten cases. */
export const maybe = <T>(value: fc.Arbitrary<T>, of10 = 7) => fc.oneof({ weight: of10, arbitrary: value }, { weight: 10 - of10, arbitrary: fc.constant(undefined) });
export const on = fc.constantFrom('2026-02-28', '2026-03-31', '2026-06-15', '2027-12-31', '2028-02-29', '2029-02-28');
export const titles = fc.constantFrom('senior', 'deputy-senior', 'intermediate', 'junior', 'none');
export const classes = fc.constantFrom('clinical', 'technical', 'management', 'tcm');

/** A day some whole years before `day`, give or take two days. */
export const yearsBefore = (day: string, years: number[]) =>
  fc.tuple(fc.constantFrom(...years), fc.integer({ min: -2, max: 2 })).map(([n, days]) => addDays(localDate(plain.yearsOn(day, -n)), days) as string);

const details = (day: string) =>
  fc.record(
    {
      title: titles,
      titleSince: yearsBefore(day, [2, 3, 4, 5, 6]),
      born: yearsBefore(day, [40, 64, 65, 66]),
      employment: fc.constantFrom('in-service', 'rehired', 'retired'),
      headsSpecialty: fc.boolean(),
      employerConsent: fc.boolean(),
      terms: fc.record({ full: fc.nat(3), partial: fc.nat(2), consecutive: fc.nat(3) }, { requiredKeys: [] }),
      penalties: fc.array(yearsBefore(day, [0, 1, 2, 3]), { maxLength: 3 }),
      class: classes,
      practisesHereSince: yearsBefore(day, [1, 2, 3]),
      institutionIsNew: fc.boolean(),
      parentLevelExpert: fc.boolean(),
      institutionIsPrivate: fc.boolean(),
      serves: fc.constantFrom([], ['inspection-group'], ['expert-group']),
      replenishes: fc.constant('someone'),
      servingTerm: fc.boolean(),
    },
    { requiredKeys: [] },
  );

type Person = plain.PlainPerson;
export const tidy = <T extends object>(object: T): T => Object.fromEntries(Object.entries(object).filter(([, v]) => v !== undefined)) as T;

/** So many people of one kind, most of them without any detail. */
const block = (day: string, roles: string[][], institutions: (string | undefined)[], max: number) =>
  fc.array(fc.tuple(fc.constantFrom(...roles), fc.constantFrom(...institutions), maybe(details(day), 2)), { maxLength: max, size: 'max' });

function listOf(blocks: fc.Arbitrary<[string[], string | undefined, object | undefined][]>[]): fc.Arbitrary<Person[]> {
  return fc.tuple(...blocks).map((groups) =>
    groups.flat().map(([roles, institution, more], i) => tidy({ id: `p${i}`, roles, institution, ...more })),
  );
}

const OUTSIDE = ['E1', 'E2', 'E3', undefined];

/** A committee near the limits of all three texts. */
export const committee = on.chain((day) =>
  fc
    .record({
      host: maybe(fc.constant('H'), 9),
      class: classes,
      unchangedSince: maybe(fc.constantFrom('2024-01-01', '2025-05-26', '2025-05-27', '2026-01-15'), 2).map((since) => (since !== undefined && since <= day ? since : undefined)),
      people: listOf([
        block(day, [['chair'], ['chair', 'member']], ['H', 'H', 'H', 'E1', undefined], 2),
        block(day, [['vice-chair']], ['H'], 2),
        block(day, [['vice-chair'], ['vice-chair', 'member']], OUTSIDE, 4),
        block(day, [['secretary'], ['secretary'], ['secretary', 'member']], ['H', 'H', 'E1'], 4),
        block(day, [['member']], ['H'], 6),
        block(day, [['member']], OUTSIDE, 30),
        block(day, [['honorary'], ['honorary', 'member'], ['chair', 'vice-chair']], ['H', 'E1'], 1),
      ]),
    })
    .map((facts) => ({ day, facts: tidy(facts) as plain.PlainList })),
);

export const group = on.chain((day) =>
  fc.constantFrom('expert-group', 'inspection-group').chain((body) => {
    const ordinary = body === 'expert-group' ? 'expert' : 'inspector';
    return fc
      .record({
        unchangedSince: maybe(fc.constant('2026-01-15'), 1),
        people: listOf([
          block(day, [['leader'], ['leader', ordinary]], OUTSIDE, 2),
          block(day, [['liaison'], ['liaison', ordinary]], OUTSIDE, 2),
          block(day, [[ordinary]], OUTSIDE, 5),
        ]),
      })
      .map((facts) => ({ day, facts: tidy({ body, ...facts }) as plain.PlainList }));
  }),
);

/** Annual results with gaps and cycles that only go forward. */
export const history = (grades: string[]) =>
  fc.record({
    results: fc
      .array(fc.tuple(fc.constantFrom(...grades), fc.constantFrom(1, 1, 1, 1, 2), fc.constantFrom(0, 0, 0, 0, 1)), { minLength: 1, maxLength: 7 })
      .map((rows) => {
        let year = 2019;
        let cycle = 1;
        return rows.map(([grade, step, next]) => ({ cycle: (cycle += next), year: (year += step), grade }));
      }),
    atExpiry: fc.boolean(),
    rectification: maybe(fc.constantFrom('failed', 'passed'), 4),
    grounds: maybe(fc.constantFrom('score', 'quota'), 5),
  }).map((facts) => tidy(facts));

export const FOUR = ['excellent', 'good', 'qualified', 'unqualified', 'unqualified'];
export const THREE = ['excellent', 'qualified', 'unqualified', 'unqualified'];

export const scores = fc.dictionary(fc.constantFrom(...'abcdefghijklmnopqrst'.split('').map((c) => `c${c}`)), fc.constantFrom(0, 60, 74, 74.5, 75, 76, 80, 88, 89, 89.5, 90, 91, 95, 100), { noNullPrototype: true });

const day = (from: string, days: number) => fc.integer({ min: 0, max: days }).map((n) => addDays(localDate(from), n) as string);
export const deadline = fc.record({ eventOn: day('2025-06-01', 600), after: maybe(fc.integer({ min: 0, max: 50 })), asked: fc.integer({ min: 0, max: 50 }) }).map(({ eventOn, after, asked }) => ({
  eventOn,
  ...(after === undefined ? {} : { doneOn: addDays(localDate(eventOn), after) as string }),
  asked: addDays(localDate(eventOn), asked) as string,
}));

// ---- the questions of plain-questions.ts

/** One of the keys of a table of terms. */
const key = (table: object) => fc.constantFrom(...Object.keys(table));
const flag = (trueIn10 = 8) => fc.integer({ min: 0, max: 9 }).map((n) => n < trueIn10);
const without = <T extends object>(record: fc.Arbitrary<T>) => record.map((facts) => tidy(facts));
const DIRECTIONS = fc.constantFrom('眼科专业', '骨科专业', '麻醉专业', '罕见病', '糖尿病');
const FIELDS = fc.constantFrom('临床专科领域', '重大疾病领域', undefined, undefined);

export const centre = without(fc.record({
  class: classes, field: FIELDS, direction: DIRECTIONS, diseaseBased: maybe(fc.boolean(), 6), listed: maybe(fc.boolean(), 4),
  existing: maybe(fc.array(without(fc.record({ class: classes, field: FIELDS, direction: DIRECTIONS })), { maxLength: 4 })),
})) as fc.Arbitrary<PlainCentre>;

/** An application, with the day on which it is made. */
export const host: fc.Arbitrary<{ day: string; facts: PlainHost }> = on.chain((asked) =>
  without(fc.record({
    institution: without(fc.record({
      id: fc.constant('A'), level: maybe(fc.oneof({ weight: 5, arbitrary: fc.constantFrom('3A', '2A') }, { weight: 3, arbitrary: key(HOSPITAL_LEVELS) })),
      kind: maybe(fc.oneof({ weight: 5, arbitrary: fc.constant('general') }, { weight: 3, arbitrary: key(INSTITUTION_KINDS) })), outstandingInSpecialty: maybe(fc.boolean()),
    })),
    centre: without(fc.record({ class: fc.constantFrom('clinical', 'clinical', 'technical'), direction: fc.constantFrom('眼科专业', '骨科专业'), newlyEstablished: maybe(fc.boolean()) })),
    resources: maybe(without(fc.record({ premises: maybe(flag(9), 5), equipment: maybe(flag(9), 5), staff: maybe(flag(9), 5), funds: maybe(flag(9), 5) })), 5),
    events: maybe(fc.array(without(fc.record({ kind: key(EVENT_KINDS), on: yearsBefore(asked, [0, 2, 3, 4]), sameSpecialty: maybe(fc.boolean()) })), { maxLength: 2 }), 5),
    sanctions: maybe(fc.array(fc.record({
      ground: key(SANCTION_GROUNDS), decidedOn: fc.oneof(yearsBefore(asked, [0, 1, 3, 4]), fc.constantFrom(`${asked.slice(0, 4)}-01-01`, `${Number(asked.slice(0, 4)) - 1}-12-31`)),
      class: fc.constantFrom('clinical', 'technical'), direction: fc.constantFrom('眼科专业', '骨科专业'),
    }), { maxLength: 2 }), 6),
    roundReplacesSanctioned: maybe(fc.boolean()),
    proposedHead: maybe(without(fc.record({
      removedChairOfSanctionedHost: maybe(flag(6)), removedOn: maybe(yearsBefore(asked, [0, 1])), class: maybe(fc.constantFrom('clinical', 'technical'), 5), direction: maybe(fc.constantFrom('眼科专业', '骨科专业'), 5),
    })), 4),
  })).map((facts) => ({ day: asked, facts: facts as PlainHost })),
);

/** Notices around National Day, New Year and Spring Festival; the decision up to two weeks after. */
export const notice: fc.Arbitrary<PlainNotice> = fc
  .record({
    publishedOn: fc.oneof(day('2025-09-20', 25), day('2026-09-15', 30), day('2026-02-01', 30), day('2026-12-18', 20)), after: fc.integer({ min: -1, max: 16 }),
    objections: maybe(fc.array(without(fc.record({ after: fc.nat(5), resolved: maybe(flag(6)) })), { maxLength: 2 }), 4),
  })
  .map(({ publishedOn, after, objections }) => tidy({
    publishedOn, decisionOn: addDays(localDate(publishedOn), after) as string,
    objections: objections?.map((o) => tidy({ on: addDays(localDate(publishedOn), o.after) as string, resolved: o.resolved })),
  }) as PlainNotice);

const judgement = fc.constantFrom(true, false, null, undefined);
export const conduct = without(fc.record({
  breach: key(BREACHES), serious: judgement, by: maybe(fc.constantFrom('centre', 'member', 'chair', 'host')), consent: maybe(fc.boolean(), 5), penalty: maybe(fc.boolean(), 5),
  managementResponsibility: judgement, count: maybe(fc.nat(3), 3), monthsSinceSetUp: maybe(fc.constantFrom(0, 5, 5.9, 6, 6.1, 7)),
  missing: maybe(fc.subarray(['long-term-plan', 'annual-plan', 'committee']), 5), class: maybe(classes, 2), direction: maybe(DIRECTIONS, 2),
})) as fc.Arbitrary<PlainConduct>;

export const activity = without(fc.record({
  kind: key(ACTIVITIES), steps: maybe(fc.subarray(Object.keys(STEPS)), 9), heldThisYear: maybe(fc.nat(3)), planned: maybe(flag(6)),
})) as fc.Arbitrary<PlainActivity>;

/** Days at the ends of quarters and of the two dates that texts name, give or take one. */
const inYear = fc.tuple(fc.constantFrom('2026-01-31', '2026-03-31', '2026-06-30', '2026-07-31', '2026-09-30', '2026-12-31', '2025-12-31'), fc.integer({ min: -1, max: 1 }))
  .map(([date, days]) => addDays(localDate(date), days) as string);
const yearParts = {
  year: fc.constant(2026),
  counts: maybe(without(fc.record(Object.fromEntries(Object.keys(COUNTERS).map((name) => [name, maybe(fc.integer({ min: 0, max: 5 }), 8)])))), 8),
  caseChecks: maybe(fc.array(inYear, { maxLength: 8, size: 'max' })),
  filings: maybe(fc.array(fc.record({ kind: key(FILINGS), doneOn: fc.oneof({ weight: 4, arbitrary: inYear }, { weight: 1, arbitrary: fc.constant(null) }) }), { maxLength: 6, size: 'max' }), 8),
};
const coverage = fc.oneof(
  fc.constantFrom({ tertiary: 81, covered: 40 }, { tertiary: 80, covered: 40 }, { tertiary: 0, covered: 0 }, { tertiary: 5002, covered: 2499 }),
  fc.nat(12).chain((tertiary) => fc.nat(tertiary).map((covered) => ({ tertiary, covered }))),
);
export const year: fc.Arbitrary<{ day: string; facts: PlainYear }> = fc.record({ day: fc.oneof(inYear, fc.constant('2027-01-15')), facts: without(fc.record({ ...yearParts, coverage: maybe(coverage) })) as fc.Arbitrary<PlainYear> });

/** Points in halves, so that a total falls between two bands now and then. */
const awarded = fc.dictionary(fc.integer({ min: 1, max: 21 }).map(String), fc.nat(14), { maxKeys: 9, noNullPrototype: true })
  .map((halves) => Object.fromEntries(Object.entries(halves).map(([item, n]) => [item, Math.min(n / 2, POINTS[Number(item) - 1]!)])));
export const score = without(fc.record({
  ...yearParts, awarded: maybe(awarded, 6), absences: maybe(without(fc.record({ director: maybe(fc.nat(3)), staff: maybe(fc.nat(6)) })), 5), breaches: maybe(fc.nat(2), 4),
  rank: maybe(fc.constantFrom(5, 10, 12, 20).chain((of) => fc.integer({ min: 1, max: of }).map((position) => ({ position, of })))),
})) as fc.Arbitrary<PlainScore>;

/** A valid question to some profile, for what holds of every answer. */
export interface AnyQuestion {
  profile: PlainProfile;
  question: Question;
  facts: object;
  day: string;
}

const of = (question: Question, profiles: readonly PlainProfile[], facts: fc.Arbitrary<{ day: string; facts: object }>): fc.Arbitrary<AnyQuestion> =>
  fc.record({ profile: fc.constantFrom(...profiles), asked: facts }).map(({ profile, asked }) => ({ profile, question, ...asked }));
const undated = (facts: fc.Arbitrary<object>, asked = '2027-06-01') => facts.map((f) => ({ day: asked, facts: f }));

/** The question `committee` to every text; the national list knows no honorary post. */
export const anyList: fc.Arbitrary<AnyQuestion> = fc.oneof(
  of('committee', [CQ, ZZ, JX], committee),
  of('committee', [NA], committee.map((list) => ({ ...list, facts: { ...list.facts, people: list.facts.people.map((p) => ({ ...p, roles: [...new Set(p.roles.map((r) => (r === 'honorary' ? 'member' : r)))] })) } }))),
  of('committee', [QP], group),
);

/** Every question to every text that answers it. */
export const anyQuestion: fc.Arbitrary<AnyQuestion> = fc.oneof(
  { weight: 2, arbitrary: anyList },
  of('cycle', [CQ, ZZ, QP], undated(history(FOUR), '2030-02-01')),
  of('cycle', [JX], undated(history(THREE), '2030-02-01')),
  of('cycle', [NA], undated(history(['qualified', 'unqualified']), '2030-02-01')),
  of('grades', PROFILES, undated(scores.map((all) => ({ scores: all })))),
  of('deadline', PROFILES, undated(fc.record({ kind: fc.constantFrom('head-replacement', 'change-filing'), deadline }).map(({ kind, deadline: { asked: _asked, ...facts } }) => ({ kind, ...facts })))),
  of('centre', PROFILES, undated(centre)),
  of('host', PROFILES, host),
  of('notice', PROFILES, undated(notice)),
  of('conduct', PROFILES, undated(conduct)),
  of('activity', PROFILES, undated(activity)),
  // A check of the year may fall before some of the texts are in force.
  of('year', PROFILES, year.map((asked) => ({ ...asked, day: asked.day < '2026' ? '2026-01-01' : asked.day }))),
  of('score', [JX], undated(score)),
);
