import { z } from 'zod';
import { formatDate } from '../kernel/chinese';
import { isPublished, isWorkingDay, nextWorkingDay, type Calendar } from '../kernel/calendar';
import { addMonths, localDate, yearOf, type LocalDate } from '../kernel/local-date';
import type { Finding } from '../regulation/finding';
import { dateSchema } from '../regulation/cited';
import { type Profile } from '../regulation/profile';
import { answerOf, silentAnswer, type Answer, type Evaluator } from '../regulation/question';

// The question `deadline`: was it done in time?

const factsSchema = z.strictObject({
  kind: z.enum(['head-replacement', 'change-filing']),
  eventOn: dateSchema,
  doneOn: dateSchema.optional(),
});
type Facts = z.output<typeof factsSchema> & { on: LocalDate };

export interface DeadlineDecision extends Record<string, unknown> {
  due: LocalDate | null;
  late: boolean | null;
}

/** Binds the question `deadline` to a profile and a calendar. */
export function bindDeadline(profile: Profile, calendar: Calendar): Evaluator<Facts, DeadlineDecision> {
  return {
    parse(input, on) {
      const parsed = factsSchema.safeParse(input);
      return parsed.success ? { ok: true, value: { ...parsed.data, on } } : { ok: false, refusal: parsed.error.issues };
    },
    answer({ kind, eventOn, doneOn, on }): Answer<DeadlineDecision> {
      const rule = profile.deadlines.find((d) => d.kind === kind);
      if (!rule) return silentAnswer(profile, 'deadline', { due: null, late: null }, kind);
      const findings: Finding[] = [];
      const literal = rule.fixedDay ? localDate(`${yearOf(eventOn)}-${rule.fixedDay}`) : addMonths(eventOn, rule.months!);
      const due = rule.rolls ? nextWorkingDay(calendar, literal) : literal;
      if (rule.rolls && !(isPublished(calendar, literal) && isPublished(calendar, due))) {
        findings.push({
          rule: 'deadline.calendar', severity: 'warn', article: rule.article,
          message: `${yearOf(due)}年节假日安排尚未公布，期限暂按普通周末推算为${formatDate(due)}，公布后须重算`,
        });
      } else if (due !== literal) {
        findings.push({
          rule: 'deadline.roll', severity: 'note', article: rule.article,
          message: `${formatDate(literal)}${isWorkingDay(calendar, literal) ? '' : '为非工作日'}，期限顺延至${formatDate(due)}`,
        });
      }
      const late = doneOn ? doneOn > due : on > due ? true : null;
      if (late) {
        findings.push({
          rule: `deadline.${kind}`, severity: 'warn', article: rule.article,
          message: `${rule.label}应于${formatDate(due)}前完成，${doneOn ? `${formatDate(doneOn)}才完成` : '尚未完成'}，已逾期${rule.consequence ? `；${rule.consequence}` : ''}`,
          actual: doneOn ?? on,
          limit: due,
        });
      }
      return answerOf(findings, { due, late });
    },
  };
}
