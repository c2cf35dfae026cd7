import { z } from 'zod';
import type { Calendar } from '../kernel/calendar';
import { isLocalDate, type LocalDate } from '../kernel/local-date';
import { sortFindings, verdictOf, type Finding, type Verdict } from './finding';
import type { Profile } from './profile';

/** Every question of the contract; those without an evaluator are not answered yet. */
export const QUESTIONS = ['centre', 'committee', 'host', 'notice', 'deadline', 'cycle', 'conduct', 'activity', 'year', 'score', 'grades'] as const;
export type Question = (typeof QUESTIONS)[number];

/** What a question comes to. `decision` holds the fields that the contract names for the question. */
export interface Answer<Decision = Record<string, unknown>> {
  verdict: Verdict;
  findings: Finding[];
  decision: Decision;
}

/** A question bound to a profile: parsing and answering, apart so that facts are parsed once. */
export interface Evaluator<Facts = never, Decision = Record<string, unknown>> {
  /** Checks the facts and prepares them; refuses with paths inside the facts. */
  parse(input: unknown, on: LocalDate): { ok: true; value: Facts } | { ok: false; refusal: z.core.$ZodIssue[] };
  answer(facts: Facts): Answer<Decision>;
}

/** Binds a question to a profile and a calendar, once. */
export type BindQuestion<Facts, Decision> = (profile: Profile, calendar: Calendar) => Evaluator<Facts, Decision>;

/** An answer from findings in any order. */
export const answerOf = <Decision>(findings: Finding[], decision: Decision): Answer<Decision> => ({
  verdict: verdictOf(findings),
  findings: sortFindings(findings),
  decision,
});

/** The answer of a profile that does not regulate the question, or one part of it. */
export function silentAnswer<Decision>(profile: Profile, question: Question, decision: Decision, part?: string): Answer<Decision> {
  const silences = profile.silent.filter((s) => s.question === question);
  const silence = silences.find((s) => s.part === part) ?? silences.find((s) => s.part === undefined);
  return {
    verdict: 'ok',
    findings: [
      {
        rule: `${question}.silent`,
        severity: 'note',
        article: silence?.article ?? profile.instrument.article,
        message: silence?.note ?? `${profile.instrument.title}对此未作规定`,
      },
    ],
    decision,
  };
}

/** One request of the rules command, before its facts are looked at. */
export const requestSchema = z.strictObject({
  id: z.string().min(1).max(200),
  profile: z.string().min(1),
  on: z.string().refine(isLocalDate, { error: '应为存在的日期 YYYY-MM-DD' }),
  question: z.enum(QUESTIONS),
  facts: z.looseObject({}),
});
export type Request = z.infer<typeof requestSchema>;
