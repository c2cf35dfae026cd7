import { z } from 'zod';
import { DUTY_HOLDERS, HANDOVER_KINDS, SANCTION_GROUNDS, SELECTION_STAGES } from '../glossary';
import { bodySchema, cited, articleSchema, forceSchema, idSchema, keys } from './cited';

// The road to an established centre as data: steps, public notice, the application form and the handover.

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
  /** What the step is on the platform's road; left out for what is done outside it. */
  stage: keys(SELECTION_STAGES).optional(),
  /** The body for whose members the text writes it; left out where it is for all. */
  body: bodySchema.optional(),
});

const redeterminationSchema = z.strictObject({
  ...cited,
  /** Months from one determination of a host to the next. */
  everyMonths: z.int().min(1).max(120),
  /** The article under which whom to commission is determined anew; that of the look where the text has none of its own. */
  anew: articleSchema.optional(),
});

const handoverSchema = z.strictObject({
  ...cited,
  /** What the text names; what the centre has in fact used is listed under it. */
  items: z.array(z.strictObject({ id: idSchema, label: z.string().min(1), kind: keys(HANDOVER_KINDS) })).min(1),
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
      designation: z
        .strictObject({
          ...cited,
          /** Whether it may be decided without a public notice where the text knows one; a reason is asked for. */
          noticeMayBeWaived: z.boolean().default(false),
          /** Hosts that were removed for these grounds are replaced by selection only. */
          notAfter: z.array(keys(SANCTION_GROUNDS)).default([]),
        })
        .nullable(),
      /** What may be done to an existing centre, by whom and under which article. */
      changes: z.array(stepSchema).default([]),
    })
    .nullable()
    .default(null),
  /** How often the authority looks at each host anew; null where the text asks for nothing. */
  redetermination: redeterminationSchema.nullable().default(null),
  /** What the old host hands over to the new one; null where the text asks for nothing. */
  handover: handoverSchema.nullable().default(null),
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
