import { z } from 'zod';
import { dateField } from '../kernel/date-field';
import { optionalTextField, textField } from '../kernel/text';
import { gradeSchema } from '../regulation/cited';

export const assignSchema = z.object({
  year: z.coerce.number().int().min(2000).max(2199),
  centreIds: z.array(z.uuid(), { error: '请选择中心' }).min(1, '请选择中心').max(500),
  assessorId: z.uuid({ error: '请选择考核专家' }),
  dueOn: dateField('完成期限'),
});

const points = z.string().trim().regex(/^\d{1,4}(\.\d)?$/, '应为不超过一位小数的分数').transform(Number);

/** The fields of a score sheet as they arrive: `points-1`, `reason-1`, … */
const sheetFields = z.record(z.string(), z.unknown()).transform((fields, context) => {
  const scores: Record<string, { points: number; reason?: string }> = {};
  for (const [name, value] of Object.entries(fields)) {
    const number = /^points-(\d{1,3})$/.exec(name)?.[1];
    if (number === undefined || typeof value !== 'string' || value.trim() === '') continue;
    const parsed = points.safeParse(value);
    if (!parsed.success) {
      context.addIssue({ code: 'custom', path: [name], message: `第${number}项${parsed.error.issues[0]!.message}` });
      continue;
    }
    const reason = textField('理由', 300).safeParse(fields[`reason-${number}`]);
    scores[number] = { points: parsed.data, ...(reason.success ? { reason: reason.data } : {}) };
  }
  return scores;
});

const base = z.object({ assessmentId: z.uuid(), comment: optionalTextField('考核意见', 1000) });

/** An assessor's form: a grade, or the sheet. */
export const sheetSchema = z.looseObject({}).transform((form, context) => {
  const head = base.safeParse(form);
  const grade = gradeSchema.optional().safeParse(form.grade || undefined);
  const items = sheetFields.safeParse(form);
  for (const parsed of [head, grade, items]) if (!parsed.success) for (const issue of parsed.error.issues) context.addIssue({ code: 'custom', path: issue.path as string[], message: issue.message });
  return { ...(head.data ?? { assessmentId: '', comment: undefined }), grade: grade.data, items: items.data ?? {} };
});

export const returnSchema = z.object({ assessmentId: z.uuid(), reason: textField('退回理由', 500) });
export const confirmSchema = z.object({
  assessmentId: z.uuid(),
  grade: gradeSchema.optional(),
  reason: optionalTextField('改动理由', 500),
});
export const chooseRuleSchema = z.object({
  year: z.coerce.number().int().min(2000).max(2199),
  gradeRule: z.enum(['score', 'proportion'], { error: '请选择一种办法' }),
  reason: textField('理由', 500),
});
