import { z } from 'zod';
import { evaluate, type Rulebook } from '../rulebook';
import { localDate } from '../kernel/local-date';
import { dateSchema } from '../regulation/cited';
import { itemsOf } from '../assessment/sheet';
import { QUESTIONS, type Question } from '../regulation/question';
import { parseYaml, placeOf, readText, type FileFault } from './files';

// Worked examples beside a profile: what the authority expects the rules to say, in the form of the rules command.

const caseSchema = z.strictObject({
  name: z.string().min(1),
  on: dateSchema,
  question: z.enum(QUESTIONS),
  /** As in a request; a person with `times: n` stands for n people. */
  facts: z.looseObject({}),
  expect: z.strictObject({
    verdict: z.enum(['ok', 'warn', 'block']).optional(),
    /** Articles under which there must be a finding that is no note. */
    articles: z.array(z.union([z.string(), z.number()]).transform(String)).optional(),
    decision: z.record(z.string(), z.unknown()).optional(),
  }),
});
export type WorkedCase = z.infer<typeof caseSchema>;

/** The path of a profile's worked examples. */
export const casesPath = (profilePath: string): string => profilePath.replace(/\.ya?ml$/, '.cases.yaml');

/** Writes out the people of a case. */
function expand(facts: Record<string, unknown>): Record<string, unknown> {
  if (!Array.isArray(facts.people)) return facts;
  const people = facts.people.flatMap((person: Record<string, unknown>) => {
    const { times, ...rest } = person;
    return typeof times === 'number' ? Array.from({ length: times }, (_, i) => ({ ...rest, id: `${String(rest.id)}${i + 1}` })) : [rest];
  });
  return { ...facts, people };
}

const same = (want: unknown, got: unknown): boolean => {
  if (want === null || typeof want !== 'object') return want === got;
  if (got === null || typeof got !== 'object') return false;
  return Object.entries(want).every(([key, value]) => same(value, (got as Record<string, unknown>)[key]));
};

/** What a case got wrong, in words; empty if it passes. */
export function runCase(rulebook: Rulebook, example: WorkedCase): string[] {
  const evaluated = evaluate(rulebook, example.question, expand(example.facts), localDate(example.on));
  if (!evaluated.ok) return evaluated.faults.map((f) => `${f.path} ${f.expected}`);
  const { verdict, findings, decision } = evaluated.answer;
  const wrong: string[] = [];
  if (example.expect.verdict && verdict !== example.expect.verdict) wrong.push(`应为 ${example.expect.verdict}，得 ${verdict}（${findings.map((f) => `${f.article} ${f.message}`).join('；') || '没有意见'}）`);
  for (const article of example.expect.articles ?? []) {
    if (!findings.some((f) => f.article === article && f.severity !== 'note')) wrong.push(`应有第 ${article} 条的意见`);
  }
  for (const [field, want] of Object.entries(example.expect.decision ?? {})) {
    if (!same(want, decision[field])) wrong.push(`decision.${field} 应为 ${JSON.stringify(want)}，得 ${JSON.stringify(decision[field])}`);
  }
  return wrong;
}

/** A statement that should be shown at work, by the id under which findings name it. */
interface Shown {
  rule: string;
  question: Question;
  /** A row of a table only has to be reached; a limit has to be kept in one example and broken in another. */
  once: boolean;
  path: (string | number)[];
}

/** The statements of a profile that an example can reach. */
function statementsOf({ profile }: Rulebook): Shown[] {
  const shown: Shown[] = [];
  const add = (question: Question, id: string, path: (string | number)[], once = false) => shown.push({ rule: `${question}.${id}`, question, once, path });
  profile.rules.forEach((rule, i) => add(rule.kind.split('.')[0] as Question, rule.id, ['rules', i]));
  profile.sanctions.forEach((sanction, i) => add('host', `sanction-${sanction.id}`, ['sanctions', i]));
  if (profile.notice) for (const id of ['period', 'objection']) add('notice', id, ['notice']);
  profile.deadlines.forEach((deadline, i) => add('deadline', deadline.kind, ['deadlines', i]));
  profile.duties.forEach(({ id, measure }, i) => measure.type !== 'standing' && measure.type !== 'occasion' && add('year', id, ['duties', i]));
  profile.approvals.forEach((approval, i) => add('activity', approval.id, ['approvals', i]));
  profile.prohibitions.forEach((item, i) => add('conduct', item.id, ['prohibitions', i], true));
  profile.conduct.forEach((row, i) => add('conduct', row.id, ['conduct', i], true));
  profile.cycle?.rows.forEach((row, i) => row.message !== undefined && add('cycle', row.id, ['cycle', 'rows', i], true));
  for (const item of itemsOf(profile)) {
    // Items that only an assessor can judge lose points by his hand.
    add('score', `item-${item.number}`, ['scoreSheet'], true);
  }
  return shown;
}

/** Statements that no example shows kept, or none shows broken: where they stand, and what is wanting. */
export function exampleGaps(rulebook: Rulebook, examples: readonly WorkedCase[]): { path: (string | number)[]; message: string }[] {
  const kept = new Set<string>();
  const broken = new Set<string>();
  const statements = statementsOf(rulebook);
  for (const { question, facts, on } of examples) {
    const evaluated = evaluate(rulebook, question, expand(facts), localDate(on));
    if (!evaluated.ok) continue;
    const said = new Set(evaluated.answer.findings.map((finding) => finding.rule));
    for (const { rule, question: about } of statements) if (about === question) (said.has(rule) ? broken : kept).add(rule);
  }
  return statements.flatMap(({ rule, once, path }) => {
    const wanting = [!broken.has(rule) && (once ? '适用' : '不符合'), !once && !kept.has(rule) && '符合'].filter(Boolean);
    return wanting.length > 0 ? [{ path, message: `${rule} 没有${wanting.join('和')}的示例` }] : [];
  });
}

/** Reads the worked examples of a profile file; none is a fault of its own. */
export function readCases(path: string): { cases: { example: WorkedCase; line: number }[]; faults: FileFault[] } {
  const text = readText(path);
  if (text === null) return { cases: [], faults: [{ line: 1, column: 1, path: '', message: `没有示例文件 ${path.split('/').at(-1)}` }] };
  const { data, document, lines, faults } = parseYaml(text);
  if (faults.length > 0) return { cases: [], faults };
  const parsed = z.array(caseSchema).min(1).safeParse(data);
  if (!parsed.success) {
    return {
      cases: [],
      faults: parsed.error.issues.map((issue) => ({
        ...placeOf(document, lines, issue.path as (string | number)[]),
        path: issue.path.join('.'),
        message: issue.message,
      })),
    };
  }
  return { cases: parsed.data.map((example, i) => ({ example, line: placeOf(document, lines, [i]).line })), faults: [] };
}
