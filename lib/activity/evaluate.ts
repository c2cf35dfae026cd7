import { z } from 'zod';
import { ACTIVITIES, STEPS, type Activity, type Step } from '../glossary';
import { keys } from '../regulation/cited';
import { severityOf, type Finding } from '../regulation/finding';
import type { Profile } from '../regulation/profile';
import { answerOf, silentAnswer, type Answer, type Evaluator } from '../regulation/question';

// The question `activity`: may this be done now? Steps required beforehand, plan, number in the year, and what is forbidden.

const factsSchema = z.strictObject({
  kind: keys(ACTIVITIES),
  steps: z.array(keys(STEPS)).optional(),
  /** How many were held this year before this one. */
  heldThisYear: z.int().min(0).max(100_000).default(0),
  planned: z.boolean().default(true),
});
export type ActivityFacts = z.output<typeof factsSchema>;

export interface ActivityDecision extends Record<string, unknown> {
  /** Steps still to be taken, in the order of the profile. */
  missing: Step[] | null;
}

interface Requirement {
  rule: string;
  article: string;
  severity: Finding['severity'];
  label: string;
  steps: readonly Step[];
  planned: boolean;
  perYear: number | undefined;
}

interface Clause {
  rule: string;
  article: string;
  label: string;
  qualifier: 'absolute' | 'irregular';
}

/** Binds the question `activity` to a profile. */
export function bindActivity(profile: Profile): Evaluator<ActivityFacts, ActivityDecision> {
  const requirements = new Map<Activity, Requirement[]>();
  const clauses = new Map<Activity, Clause[]>();
  const add = <T>(map: Map<Activity, T[]>, kind: Activity, value: T) => void map.set(kind, [...(map.get(kind) ?? []), value]);

  for (const { id, article, force, label, activities, steps, planned, perYear } of profile.approvals) {
    for (const kind of activities) add(requirements, kind, { rule: `activity.${id}`, article, severity: severityOf(force), label, steps, planned, perYear });
  }
  for (const { id, article, label, limbs } of profile.prohibitions) {
    for (const { qualifier, activities } of limbs) {
      for (const kind of activities) {
        const rule = `activity.${id}`;
        if (qualifier === 'consent-lifts') add(requirements, kind, { rule, article, severity: 'block', label, steps: ['authority-approval'], planned: false, perYear: undefined });
        else add(clauses, kind, { rule, article, label, qualifier });
      }
    }
  }

  return {
    parse(input) {
      const parsed = factsSchema.safeParse(input);
      return parsed.success ? { ok: true, value: parsed.data } : { ok: false, refusal: parsed.error.issues };
    },
    answer({ kind, steps, heldThisYear, planned }): Answer<ActivityDecision> {
      const required = requirements.get(kind) ?? [];
      const forbidden = clauses.get(kind) ?? [];
      if (required.length === 0 && forbidden.length === 0) return silentAnswer(profile, 'activity', { missing: null }, kind);
      const findings: Finding[] = [];
      const missing = new Set<Step>();
      for (const { rule, article, label, qualifier } of forbidden) {
        findings.push({
          rule, article, severity: qualifier === 'absolute' ? 'block' : 'note',
          message: qualifier === 'absolute' ? `${label}，经同意也不得开展` : `${ACTIVITIES[kind]}不得违规：${label}`,
        });
      }
      for (const requirement of required) {
        const { rule, article, severity, label, perYear } = requirement;
        const lacking = steps === undefined ? [] : requirement.steps.filter((step) => !steps.includes(step));
        if (lacking.length > 0) {
          lacking.forEach((step) => missing.add(step));
          findings.push({
            rule, article, severity, actual: requirement.steps.length - lacking.length, limit: requirement.steps.length,
            message: `${label}：须先完成${requirement.steps.length}项，尚缺${lacking.map((step) => STEPS[step]).join('、')}`,
          });
        }
        if (requirement.planned && !planned) findings.push({ rule, article, severity, message: `${label}：未列入年度计划，须先列入计划` });
        if (perYear !== undefined && heldThisYear + 1 > perYear) {
          findings.push({ rule, article, severity, actual: heldThisYear + 1, limit: perYear, message: `${label}：本年度第${heldThisYear + 1}次，超过${perYear}次` });
        }
      }
      return answerOf(findings, { missing: [...missing] });
    },
  };
}
