import { z } from 'zod';
import { COUNTERS, FILINGS, type Counter } from '../glossary';
import { formatDate } from '../kernel/chinese';
import { localDate, type LocalDate } from '../kernel/local-date';
import type { Duty } from '../regulation/duty';
import type { Finding } from '../regulation/finding';
import type { Profile } from '../regulation/profile';
import { answerOf, silentAnswer, type Answer, type Evaluator } from '../regulation/question';
import { filedOn, filingDue, filingState, quartersCovered, withJointMeetings, yearFacts, type Counts } from '../regulation/counts';

// The question `year`: are the year's duties met?

const factsSchema = z.strictObject({
  ...yearFacts,
  coverage: z
    .strictObject({ tertiary: z.int().min(0).max(1_000_000), covered: z.int().min(0).max(1_000_000) })
    .refine((c) => c.covered <= c.tertiary, { error: '已覆盖的机构数不得超过三级医疗机构总数', path: ['covered'] })
    .optional(),
});
type Facts = z.output<typeof factsSchema>;
/** With the day of the check. */
export type YearFacts = Facts & { on: LocalDate; shared: Counts };

/** How one duty stands; `actual` is null where the facts say nothing, which counts as met. */
export interface DutyState {
  rule: string;
  article: string;
  required: number | string;
  actual: number | string | null;
  met: boolean;
}

export interface YearDecision extends Record<string, unknown> {
  duties: DutyState[] | null;
}

/** What a duty asks for, what is there, whether it is met, and from which day it can no longer be met. */
interface Reading {
  required: number | string;
  actual: number | string | null;
  met: boolean;
  /** Last day on which it can still be fulfilled, inclusive; null for a ceiling, which is broken at once. */
  until: LocalDate | null;
  said: string;
}

function readDuty(duty: Duty, facts: YearFacts): Reading | null {
  const { measure } = duty;
  const endOfYear = localDate(`${facts.year}-12-31`);
  switch (measure.type) {
    case 'count': {
      const actual = facts.shared[measure.of] ?? null;
      const { min = 0, max = Infinity } = measure;
      const tooMany = actual !== null && actual > max;
      return {
        required: measure.min ?? measure.max!,
        actual,
        met: actual === null || (actual >= min && !tooMany),
        until: tooMany ? null : endOfYear,
        said: tooMany ? `全年${COUNTERS[measure.of]}${actual}次，不超过${max}次` : `全年${COUNTERS[measure.of]}至少${min}次，已有${actual}次，还差${min - (actual ?? 0)}次`,
      };
    }
    case 'quarterly': {
      const actual = facts.caseChecks ? quartersCovered(facts.caseChecks, facts.year) : null;
      return { required: 4, actual, met: actual === null || actual >= 4, until: endOfYear, said: `每季度至少1次重点病例抽查，有抽查的季度${actual}个，还差${4 - (actual ?? 0)}个` };
    }
    case 'coverage': {
      const { coverage } = facts;
      const met = !coverage || coverage.covered * 100 >= measure.percent * coverage.tertiary;
      const exact = coverage && coverage.tertiary > 0 ? (coverage.covered * 100) / coverage.tertiary : 100;
      const rounded = Math.round(exact * 10) / 10;
      // A share just short of the limit is not rounded up to it.
      const share = met || rounded < measure.percent ? rounded : Math.floor(exact * 10) / 10;
      return {
        required: measure.percent,
        actual: coverage ? share : null,
        met,
        until: endOfYear,
        said: coverage ? `应覆盖三级医疗机构${coverage.tertiary}家的${measure.percent}%，已覆盖${coverage.covered}家（${share}%），还差${Math.ceil((measure.percent * coverage.tertiary) / 100) - coverage.covered}家` : '',
      };
    }
    case 'filing': {
      const state = filingState(duty, facts.year, facts.filings);
      const due = filingDue(duty, facts.year);
      const done = filedOn(measure.kind, facts.filings);
      const name = FILINGS[measure.kind];
      return {
        required: due ?? '须报送',
        actual: state === 'missing' ? '未报送' : done,
        met: state === undefined || state === 'met',
        until: due ?? endOfYear,
        said: state === 'late' ? `${name}应于${formatDate(due!)}前报送，${formatDate(done!)}才报送，已逾期` : `${name}尚未报送${due ? `，期限为${formatDate(due)}` : ''}`,
      };
    }
    default:
      return null;
  }
}

/** Binds the question `year` to a profile. */
export function bindYear(profile: Profile): Evaluator<YearFacts, YearDecision> {
  const measured = profile.duties.filter((duty) => !['standing', 'occasion'].includes(duty.measure.type));
  const needs: Partial<Record<Counter, number>> = {};
  for (const { measure } of measured) if (measure.type === 'count' && measure.min !== undefined) needs[measure.of] = measure.min;

  return {
    parse(input, on) {
      const parsed = factsSchema.safeParse(input);
      if (!parsed.success) return { ok: false, refusal: parsed.error.issues };
      return { ok: true, value: { ...parsed.data, on, shared: withJointMeetings(parsed.data.counts, needs) } };
    },
    answer(facts): Answer<YearDecision> {
      if (measured.length === 0) return silentAnswer(profile, 'year', { duties: null });
      const findings: Finding[] = [];
      const duties: DutyState[] = [];
      for (const duty of measured) {
        const reading = readDuty(duty, facts);
        if (!reading) continue;
        const rule = `year.${duty.id}`;
        const { required, actual, met, until, said } = reading;
        duties.push({ rule, article: duty.article, required, actual, met });
        if (met) continue;
        // What can still be done this year is a reminder; what cannot is a fault.
        const isDue = until === null || facts.on > until || said.endsWith('已逾期');
        findings.push({
          rule, severity: isDue && duty.force !== 'advisory' ? 'warn' : 'note', article: duty.article,
          message: `${duty.label}：${said}${duty.remedy ? `；${duty.remedy}` : ''}`,
          ...(actual === null ? {} : { actual }),
          limit: required,
        });
      }
      return answerOf(findings, { duties });
    },
  };
}
