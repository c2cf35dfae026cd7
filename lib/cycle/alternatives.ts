import type { Grade } from '../glossary';
import { GRADES } from '../glossary';
import type { LocalDate } from '../kernel/local-date';
import type { Answer } from '../regulation/question';
import type { CycleDecision, CycleEvaluator, CycleFacts } from './evaluate';

/** What would follow if one fact were another: the line of "什么会改变这一结果" and of the forecast. */
export interface Alternative {
  /** The changed fact in words. */
  if: string;
  answer: Answer<CycleDecision>;
}

/** The outcome for every other grade of the newest year, and of the year before it; only those that change the outcome. */
export function alternatives(evaluator: CycleEvaluator, facts: CycleFacts, on: LocalDate, grades: readonly Grade[]): Alternative[] {
  const now = ask(evaluator, facts, on);
  if (!now) return [];
  const found: Alternative[] = [];
  for (const back of [1, 2]) {
    const index = facts.results.length - back;
    const result = facts.results[index];
    if (!result) continue;
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

/** What each grade of the coming year would lead to; grades with the same outcome share a line. */
export function forecast(evaluator: CycleEvaluator, facts: Omit<CycleFacts, 'results'> & { results: CycleFacts['results'] }, next: { year: number; cycle: number }, on: LocalDate, grades: readonly Grade[]): { grades: Grade[]; answer: Answer<CycleDecision> }[] {
  const lines = new Map<string, { grades: Grade[]; answer: Answer<CycleDecision> }>();
  for (const grade of grades) {
    const answer = ask(evaluator, { ...facts, results: [...facts.results, { ...next, grade }] }, on);
    if (!answer) continue;
    const key = JSON.stringify([answer.decision, answer.findings.map((f) => f.rule)]);
    const line = lines.get(key) ?? { grades: [], answer };
    line.grades.push(grade);
    lines.set(key, line);
  }
  return [...lines.values()];
}

function ask(evaluator: CycleEvaluator, facts: CycleFacts, on: LocalDate): Answer<CycleDecision> | null {
  const parsed = evaluator.parse(facts, on);
  return parsed.ok ? evaluator.answer(parsed.value) : null;
}

const same = (a: Answer<CycleDecision>, b: Answer<CycleDecision>) => JSON.stringify(a.decision) === JSON.stringify(b.decision);
