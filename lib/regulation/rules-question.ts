import type { z } from 'zod';
import type { Finding } from './finding';
import type { Profile } from './profile';
import { answerOf, silentAnswer, type Evaluator, type Question } from './question';
import type { BoundRule } from './rule-kind';

/** A question that is answered by its rules alone; silent where the profile has none. */
export function bindRules<Facts>(profile: Profile, question: Question, rules: readonly BoundRule<Facts>[], schema: z.ZodType<Facts>): Evaluator<Facts> {
  return {
    parse(input) {
      const parsed = schema.safeParse(input);
      return parsed.success ? { ok: true, value: parsed.data } : { ok: false, refusal: parsed.error.issues };
    },
    answer(facts) {
      if (rules.length === 0) return silentAnswer(profile, question, {});
      const findings: Finding[] = [];
      for (const rule of rules) rule.collect(facts, findings, 'block');
      return answerOf(findings, {});
    },
  };
}
