import { z } from 'zod';
import { addWorkingDays, isPublished, nextWorkingDay, type Calendar } from '../kernel/calendar';
import { formatDate } from '../kernel/chinese';
import { addDays, yearOf, type LocalDate } from '../kernel/local-date';
import { dateSchema } from '../regulation/cited';
import type { Finding } from '../regulation/finding';
import type { Profile } from '../regulation/profile';
import { answerOf, silentAnswer, type Answer, type Evaluator } from '../regulation/question';

// The question `notice`: may the result of the public notice be decided?

const factsSchema = z.strictObject({
  publishedOn: dateSchema,
  decisionOn: dateSchema,
  /** An objection that is not said to be resolved is open. */
  objections: z.array(z.strictObject({ on: dateSchema, resolved: z.boolean().default(false) })).max(10_000).default([]),
});
export type NoticeFacts = z.output<typeof factsSchema>;

export interface NoticeDecision extends Record<string, unknown> {
  /** Last day on which objections are taken, inclusive. */
  lastDay: LocalDate | null;
  /** First day on which it may be decided; null while an objection is open. */
  earliestDecision: LocalDate | null;
}

/** The last day of a notice: as the words have it, and as it runs when that day is no working day. The day of publication is not counted. */
export function noticeEnd(notice: NonNullable<Profile['notice']>, calendar: Calendar, publishedOn: LocalDate): { literal: LocalDate; last: LocalDate } {
  if (notice.unit === 'working-days') {
    const last = addWorkingDays(calendar, publishedOn, notice.days);
    return { literal: last, last };
  }
  const literal = addDays(publishedOn, notice.days);
  return { literal, last: notice.rolls ? nextWorkingDay(calendar, literal) : literal };
}

/** Binds the question `notice` to a profile and a calendar. */
export function bindNotice(profile: Profile, calendar: Calendar): Evaluator<NoticeFacts, NoticeDecision> {
  const { notice } = profile;
  return {
    parse(input) {
      const parsed = factsSchema.safeParse(input);
      return parsed.success ? { ok: true, value: parsed.data } : { ok: false, refusal: parsed.error.issues };
    },
    answer({ publishedOn, decisionOn, objections }): Answer<NoticeDecision> {
      if (!notice) return silentAnswer(profile, 'notice', { lastDay: null, earliestDecision: null });
      const { literal, last } = noticeEnd(notice, calendar, publishedOn);
      const unit = notice.unit === 'working-days' ? '个工作日' : '天';
      const open = objections.filter((objection) => !objection.resolved).length;
      const findings: Finding[] = [];
      if (decisionOn <= last) {
        findings.push({
          rule: 'notice.period',
          severity: decisionOn <= literal ? 'block' : 'warn',
          article: notice.article,
          message:
            decisionOn <= literal
              ? `公示期不少于${notice.days}${unit}，至${formatDate(last)}止，${formatDate(decisionOn)}尚未届满；最早可于${formatDate(addDays(last, 1))}决定`
              : `公示期${notice.days}${unit}，${formatDate(literal)}为非工作日，顺延至${formatDate(last)}止；提前决定须说明理由，或者于${formatDate(addDays(last, 1))}以后决定`,
          actual: decisionOn,
          limit: last,
        });
      } else if (last !== literal) {
        findings.push({ rule: 'notice.roll', severity: 'note', article: notice.article, message: `${formatDate(literal)}为非工作日，公示期顺延至${formatDate(last)}` });
      }
      if (open > 0) {
        findings.push({
          rule: 'notice.objection', severity: 'block', article: notice.objection.article, actual: open, limit: 0,
          message: `有${open}件异议尚未处理，无异议的方可决定；公示不重新开始，处理完毕后由主管部门决定`,
        });
      } else if (objections.length > 0) {
        findings.push({ rule: 'notice.objection', severity: 'note', article: notice.objection.article, message: `${objections.length}件异议已经处理，由主管部门记录处理结果后决定` });
      }
      const unpublished = [publishedOn, last].find((date) => !isPublished(calendar, date));
      if (unpublished && (notice.unit === 'working-days' || notice.rolls)) {
        findings.push({
          rule: 'notice.calendar', severity: 'warn', article: notice.article,
          message: `${yearOf(unpublished)}年节假日安排尚未公布，公示期暂按普通周末推算至${formatDate(last)}，公布后须重算`,
        });
      }
      return answerOf(findings, { lastDay: last, earliestDecision: open > 0 ? null : addDays(last, 1) });
    },
  };
}
