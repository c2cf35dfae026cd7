import { z } from 'zod';
import { dateField } from '../kernel/date-field';
import { optionalTextField, textField } from '../kernel/text';
import { gradeSchema } from '../regulation/cited';
import { readPoints } from './tally';

export const assignSchema = z.object({
  year: z.coerce.number().int().min(2000).max(2199),
  centreIds: z.array(z.uuid(), { error: '请选择中心' }).min(1, '请选择中心').max(500),
  assessorId: z.uuid({ error: '请选择考核专家' }),
  dueOn: dateField('完成期限'),
});

/** The fields of a score sheet as they arrive: `points-1`, `reason-1`, …; what is no number of points stays as it was typed, under `unread`. */
const sheetFields = z.record(z.string(), z.unknown()).transform((fields) => {
  const items: Record<string, { points: number; reason?: string }> = {};
  const unread: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    const number = /^points-(\d{1,3})$/.exec(name)?.[1];
    if (number === undefined || typeof value !== 'string' || value.trim() === '') continue;
    const points = readPoints(value);
    if (points === null) {
      unread[number] = value;
      continue;
    }
    const reason = textField('理由', 300).safeParse(fields[`reason-${number}`]);
    items[number] = { points, ...(reason.success ? { reason: reason.data } : {}) };
  }
  return { items, ...(Object.keys(unread).length > 0 ? { unread } : {}) };
});

const base = z.object({ assessmentId: z.uuid(), comment: optionalTextField('考核意见', 1000) });

/** An assessor's form: a grade, or the sheet. */
export const sheetSchema = z.looseObject({}).transform((form, context) => {
  const head = base.safeParse(form);
  const grade = gradeSchema.optional().safeParse(form.grade || undefined);
  const sheet = sheetFields.parse(form);
  for (const parsed of [head, grade]) if (!parsed.success) for (const issue of parsed.error.issues) context.addIssue({ code: 'custom', path: issue.path as string[], message: issue.message });
  return { ...(head.data ?? { assessmentId: '', comment: undefined }), grade: grade.data, ...sheet };
});

export const returnSchema = z.object({ assessmentId: z.uuid(), reason: textField('退回理由', 500) });
export const confirmSchema = z.object({
  assessmentId: z.uuid(),
  grade: gradeSchema.optional(),
  reason: optionalTextField('改动理由', 500),
  /** Only names what is missing or wrong; nothing is confirmed. */
  checkOnly: z.stringbool().optional(),
});
export const chooseRuleSchema = z.object({
  year: z.coerce.number().int().min(2000).max(2199),
  gradeRule: z.enum(['score', 'proportion'], { error: '请选择一种办法' }),
  reason: textField('理由', 500),
  /** Only names what is missing or wrong; nothing is chosen. */
  checkOnly: z.stringbool().optional(),
});
