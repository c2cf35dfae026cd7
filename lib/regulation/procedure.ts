import { z } from 'zod';
import { DUTY_HOLDERS } from '../glossary';
import { cited, articleSchema, forceSchema, idSchema, keys } from './cited';

// The road to an established centre as data: steps, public notice and the application form.

const noticeSchema = z.strictObject({
  ...cited,
  /** Least number of days; the day of publication is not counted. */
  days: z.int().min(1).max(60),
  unit: z.enum(['working-days', 'calendar-days']),
  /** A calendar-day notice whose last day is no working day runs to the end of the next one. */
  rolls: z.boolean().default(false),
  /** How an objection is dealt with. */
  objection: z.strictObject({ ...cited }),
});

const stepSchema = z.strictObject({
  id: idSchema,
  label: z.string().min(1),
  force: forceSchema.default('mandatory'),
  ...cited,
  by: keys(DUTY_HOLDERS),
});

const fieldSchema = z.strictObject({
  id: idSchema,
  label: z.string().min(1),
  article: articleSchema,
  type: z.enum(['text', 'long-text', 'choice', 'person', 'staff', 'budget', 'files']),
  options: z.array(z.string().min(1)).min(2).optional(),
  required: z.boolean().default(true),
  /** What the applicant is asked to write, in our own words. */
  help: z.string().min(1).optional(),
});

/** The procedure as keys of a profile; null or empty where the text has none. */
export const procedureParts = {
  notice: noticeSchema.nullable().default(null),
  selection: z
    .strictObject({
      /** In the order of the text. */
      steps: z.array(stepSchema).min(1),
      /** Designation as the shorter road. */
      designation: z.strictObject({ ...cited }).nullable(),
      /** What may be done to an existing centre, by whom and under which article. */
      changes: z.array(stepSchema).default([]),
    })
    .nullable()
    .default(null),
  applicationForm: z
    .strictObject({
      title: z.string().min(1),
      ...cited,
      sections: z.array(z.strictObject({ id: idSchema, title: z.string().min(1), fields: z.array(fieldSchema).min(1) })).min(1),
    })
    .nullable()
    .default(null),
};
export type FormField = z.infer<typeof fieldSchema>;
