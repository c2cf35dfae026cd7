import { z } from 'zod';
import type { ChairOutcome, CommitteeOutcome, Grade, HostOutcome } from '../glossary';
import { GRADES } from '../glossary';
import type { LocalDate } from '../kernel/local-date';
import type { Finding } from '../regulation/finding';
import { gradeSchema } from '../regulation/cited';
import { type CycleRow, type Profile } from '../regulation/profile';
import { answerOf, silentAnswer, type Answer, type Evaluator } from '../regulation/question';

// The question `cycle`: what follows from the annual grades, by the profile's decision table.

const resultSchema = z.strictObject({ cycle: z.int().min(1).max(1000).default(1), year: z.int().min(1990).max(2199), grade: gradeSchema });

const factsSchema = z.strictObject({
  results: z.array(resultSchema).min(1),
  atExpiry: z.boolean().default(false),
  rectification: z.enum(['failed', 'passed']).optional(),
  grounds: z.enum(['score', 'quota']).optional(),
});
export type CycleFacts = z.input<typeof factsSchema>;
type ParsedFacts = z.output<typeof factsSchema>;

/** What the rows look at, worked out once. */
export interface CycleHistory {
  facts: ParsedFacts;
  on: LocalDate;
  newest: { year: number; cycle: number; grade: Grade };
  /** The result of the calendar year before the newest. */
  yearBefore: { cycle: number; grade: Grade } | undefined;
  /** Results of the newest result's cycle. */
  inCycle: readonly { grade: Grade }[];
}

export interface CycleDecision extends Record<string, unknown> {
  host: HostOutcome | null;
  formerHostMayCompete: boolean | null;
  chair: ChairOutcome | null;
  committee: CommitteeOutcome | null;
  talk: boolean | null;
}

/** One row of the table as the decision card shows it. */
export interface RowReview {
  row: CycleRow;
  /** Whether its conditions hold for the history. */
  holds: boolean;
  /** Whether it is the first that holds, and so decides. */
  decides: boolean;
}

export interface CycleEvaluator extends Evaluator<CycleHistory, CycleDecision> {
  /** Every row of the table against the history. */
  review(history: CycleHistory): RowReview[];
}

const SEVERITY: Readonly<Record<HostOutcome, Finding['severity'] | null>> = {
  removed: 'block', rectify: 'warn', reselect: 'warn', decide: 'warn', continues: null, retained: null,
};

const within = (n: number, { atLeast = 0, atMost = Infinity }: { atLeast?: number | undefined; atMost?: number | undefined }) => n >= atLeast && n <= atMost;

/** Compiles one row's conditions into a test of the history. */
function compileRow({ when }: CycleRow): (history: CycleHistory) => boolean {
  const tests: ((h: CycleHistory) => boolean)[] = [];
  const { atExpiry, newest, yearBefore, yearBeforeInSameCycle, resultsInCycle, everyInCycle, countInCycle, rectification, grounds } = when;
  if (atExpiry !== undefined) tests.push((h) => h.facts.atExpiry === atExpiry);
  if (newest) tests.push((h) => newest.includes(h.newest.grade));
  if (yearBefore) tests.push((h) => h.yearBefore !== undefined && yearBefore.includes(h.yearBefore.grade));
  if (yearBeforeInSameCycle !== undefined) tests.push((h) => h.yearBefore !== undefined && (h.yearBefore.cycle === h.newest.cycle) === yearBeforeInSameCycle);
  if (resultsInCycle) tests.push((h) => within(h.inCycle.length, resultsInCycle));
  if (everyInCycle) tests.push((h) => h.inCycle.every((r) => everyInCycle.includes(r.grade)));
  for (const { grades, ...limits } of countInCycle ?? []) tests.push((h) => within(h.inCycle.filter((r) => grades.includes(r.grade)).length, limits));
  if (rectification) tests.push((h) => h.facts.rectification === rectification);
  if (grounds) tests.push((h) => h.facts.grounds === grounds);
  return (history) => tests.every((test) => test(history));
}

/** What a row comes to. A term that runs out at expiry cannot go on, also where the authority has yet to decide on the host. */
function outcomeOf({ outcome }: CycleRow, { facts }: CycleHistory): CycleDecision {
  if (!facts.atExpiry || outcome.host === 'removed') return { ...outcome };
  return { ...outcome, chair: outcome.chair === 'stays' ? 'ends' : outcome.chair, committee: outcome.committee === 'stays' ? 'ends' : outcome.committee };
}

/** Binds the question `cycle` to a profile. */
export function bindCycle(profile: Profile): CycleEvaluator {
  const table = profile.cycle;
  const rows = (table?.rows ?? []).map((row) => ({ row, holds: compileRow(row) }));
  const allowed = table ? profile.grades?.list : undefined;

  return {
    parse(input, on) {
      const parsed = factsSchema.safeParse(input);
      if (!parsed.success) return { ok: false, refusal: parsed.error.issues };
      const { results } = parsed.data;
      const faults: z.core.$ZodIssue[] = [];
      results.forEach(({ year, cycle, grade }, i) => {
        const before = results[i - 1];
        if (before && year <= before.year) faults.push({ code: 'custom', path: ['results', i, 'year'], message: `年度应逐年递增，${year} 不在 ${before.year} 之后`, input: year });
        if (before && cycle < before.cycle) faults.push({ code: 'custom', path: ['results', i, 'cycle'], message: `周期不得倒退，${cycle} 小于 ${before.cycle}`, input: cycle });
        if (allowed && !allowed.includes(grade)) {
          faults.push({ code: 'custom', path: ['results', i, 'grade'], message: `本办法的等次为 ${allowed.map((g) => `${g}（${GRADES[g]}）`).join('、')}`, input: grade });
        }
      });
      if (faults.length > 0) return { ok: false, refusal: faults };
      const newest = results.at(-1)!;
      const before = results.at(-2);
      return {
        ok: true,
        value: {
          facts: parsed.data,
          on,
          newest,
          yearBefore: before?.year === newest.year - 1 ? before : undefined,
          inCycle: results.filter((r) => r.cycle === newest.cycle),
        },
      };
    },
    answer(history): Answer<CycleDecision> {
      const hit = rows.find(({ holds }) => holds(history));
      if (!hit) return silentAnswer(profile, 'cycle', { host: null, formerHostMayCompete: null, chair: null, committee: null, talk: null });
      const { row } = hit;
      const severity = SEVERITY[row.outcome.host];
      const findings: Finding[] = [];
      const rule = `cycle.${row.id}`;
      if (severity || row.message) findings.push({ rule, severity: severity ?? 'note', article: row.article, message: row.message ?? row.label });
      for (const article of row.articles) findings.push({ rule, severity: severity ?? 'note', article, message: row.alsoMessage ?? row.message ?? row.label });
      return answerOf(findings, outcomeOf(row, history));
    },
    review(history) {
      let decided = false;
      return rows.map(({ row, holds }) => {
        const applies = holds(history);
        const decides = applies && !decided;
        decided ||= applies;
        return { row, holds: applies, decides };
      });
    },
  };
}
