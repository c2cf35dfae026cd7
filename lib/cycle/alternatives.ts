import type { Grade } from '../glossary';
import { GRADES } from '../glossary';
import type { LocalDate } from '../kernel/local-date';
import type { Answer } from '../regulation/question';
import type { Profile } from '../regulation/profile';
import type { CycleDecision, CycleEvaluator, CycleFacts } from './evaluate';
import { isAtExpiry } from './expiry';

/** What would follow if one fact were another: the line of "什么会改变这一结果". */
export interface Alternative {
  /** The changed fact in words. */
  if: string;
  answer: Answer<CycleDecision>;
}

/** The outcome for every other grade of each year on record, newest first; only those that change the outcome. */
export function alternatives(evaluator: CycleEvaluator, facts: CycleFacts, on: LocalDate, grades: readonly Grade[]): Alternative[] {
  const now = ask(evaluator, facts, on);
  if (!now) return [];
  const found: Alternative[] = [];
  for (const [index, result] of [...facts.results.entries()].reverse()) {
    // Grades with the same consequence share a line.
    const byOutcome = new Map<string, { grades: Grade[]; answer: Answer<CycleDecision> }>();
    for (const grade of grades) {
      if (grade === result.grade) continue;
      const answer = ask(evaluator, { ...facts, results: facts.results.map((r, i) => (i === index ? { ...r, grade } : r)) }, on);
      if (!answer || same(answer, now)) continue;
      const key = JSON.stringify(answer.decision);
      const entry = byOutcome.get(key) ?? { grades: [], answer };
      entry.grades.push(grade);
      byOutcome.set(key, entry);
    }
    for (const { grades: which, answer } of byOutcome.values()) found.push({ if: `${result.year}年度为${which.map((g) => GRADES[g]).join('、')}`, answer });
  }
  return found;
}

/** A confirmed result, and on what it rests. */
export interface PastResult {
  year: number;
  cycle: number;
  grade: Grade;
  /** "score" or "quota". */
  grounds?: string | null;
}

/** A year without a result yet, as the forecast looks at it. */
export interface ComingYear {
  earlier: readonly PastResult[];
  year: number;
  cycle: number;
  /** Last day of the host's cycle. */
  dueToEndOn: LocalDate | null;
  /** On what the coming grade would rest, where that is known. */
  grounds?: string | null;
}

export interface Forecast {
  year: number;
  atExpiry: boolean;
  lines: { grades: Grade[]; answer: Answer<CycleDecision> }[];
}

/** Whether what follows carries the ground of a quota: it does if any of the unqualified years that lead to it rests on one. */
export const restsOnQuota = (results: readonly { grade: string | null; grounds?: string | null }[]): boolean =>
  results.filter((r) => r.grade === 'unqualified').slice(-2).some((r) => r.grounds === 'quota');

/** What each grade of the coming year would lead to; grades with the same outcome share a line. Null where the text has no grades or no table. */
export function whatFollows(profile: Profile, evaluator: CycleEvaluator, { earlier, year, cycle, dueToEndOn, grounds }: ComingYear, on: LocalDate): Forecast | null {
  const grades = profile.grades?.list;
  if (!profile.cycle || !grades) return null;
  const atExpiry = isAtExpiry(profile, earlier.filter((r) => r.cycle === cycle).length + 1, dueToEndOn, on);
  const lines = new Map<string, Forecast['lines'][number]>();
  for (const grade of grades) {
    const results = [...earlier.map((r) => ({ year: r.year, cycle: r.cycle, grade: r.grade })), { year, cycle, grade }];
    const onQuota = restsOnQuota([...earlier, { grade, grounds: grounds ?? null }]);
    const answer = ask(evaluator, { results, atExpiry, ...(onQuota ? { grounds: 'quota' as const } : {}) }, on);
    if (!answer) continue;
    const key = JSON.stringify([answer.decision, answer.findings.map((f) => f.rule)]);
    const line = lines.get(key) ?? { grades: [], answer };
    line.grades.push(grade);
    lines.set(key, line);
  }
  return { year, atExpiry, lines: [...lines.values()] };
}

function ask(evaluator: CycleEvaluator, facts: CycleFacts, on: LocalDate): Answer<CycleDecision> | null {
  const parsed = evaluator.parse(facts, on);
  return parsed.ok ? evaluator.answer(parsed.value) : null;
}

const same = (a: Answer<CycleDecision>, b: Answer<CycleDecision>) => JSON.stringify(a.decision) === JSON.stringify(b.decision);
