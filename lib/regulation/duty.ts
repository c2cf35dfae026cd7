import { z } from 'zod';
import { ACTIVITIES, BREACHES, COUNTERS, DUTY_HOLDERS, DUTY_TOPICS, FILINGS, QUALIFIERS, STEPS } from '../glossary';
import { articleSchema, cited, forceSchema, idSchema, keys, monthDaySchema } from './cited';

// What a regulation asks of those who run a centre: duties, steps before an activity, and what is forbidden.

const measureSchema = z.discriminatedUnion('type', [
  /** A number in the calendar year; `max` where the text sets a ceiling. */
  z
    .strictObject({ type: z.literal('count'), of: keys(COUNTERS), min: z.int().min(1).optional(), max: z.int().min(0).optional() })
    .refine((m) => m.min !== undefined || m.max !== undefined, { error: '须写明 min 或 max' }),
  /** One key-case check in each quarter; several in one quarter are one. */
  z.strictObject({ type: z.literal('quarterly') }),
  /** Share of tertiary institutions reached in the year, in per cent. */
  z.strictObject({ type: z.literal('coverage'), percent: z.number().min(0).max(100) }),
  /** A document; `due` is its last day in the year, inclusive, never moved by a holiday; none where the text gives none. */
  z.strictObject({ type: z.literal('filing'), kind: keys(FILINGS), due: monthDaySchema.optional() }),
  /** In place throughout, shown by its record. */
  z.strictObject({ type: z.literal('standing') }),
  /** Owed each time the occasion arises; `occasion` says when, `months` how long it may take. */
  z.strictObject({ type: z.literal('occasion'), occasion: z.string().min(1) }),
]);

const dutySchema = z.strictObject({
  id: idSchema,
  label: z.string().min(1),
  force: forceSchema.default('mandatory'),
  ...cited,
  topic: keys(DUTY_TOPICS),
  by: keys(DUTY_HOLDERS).default('centre'),
  /** Who receives it, in the profile's words. */
  to: z.string().min(1).optional(),
  measure: measureSchema,
  /** The record that proves it. */
  proof: z.string().min(1),
  /** What is to be done if it is not met. */
  remedy: z.string().min(1).optional(),
});

const approvalSchema = z.strictObject({
  id: idSchema,
  label: z.string().min(1),
  force: forceSchema,
  ...cited,
  activities: z.array(keys(ACTIVITIES)).min(1),
  /** Taken before the activity is held. */
  steps: z.array(keys(STEPS)).default([]),
  /** Has to stand in the annual plan. */
  planned: z.boolean().default(false),
  /** Largest number in a year, this one included. */
  perYear: z.int().min(1).optional(),
});

const prohibitionSchema = z.strictObject({
  id: idSchema,
  label: z.string().min(1),
  ...cited,
  /** The clauses of an item, each with its own qualifier. */
  limbs: z
    .array(
      z.strictObject({
        breach: keys(BREACHES),
        qualifier: keys(QUALIFIERS),
        /** The activity that it forbids or binds to consent. */
        activities: z.array(keys(ACTIVITIES)).default([]),
      }),
    )
    .min(1),
});

/** The three lists as keys of a profile; empty where the text has none. */
export const dutyParts = {
  duties: z.array(dutySchema).default([]),
  approvals: z.array(approvalSchema).default([]),
  prohibitions: z.array(prohibitionSchema).default([]),
};

export type Duty = z.infer<typeof dutySchema>;
export type Approval = z.infer<typeof approvalSchema>;
export type Prohibition = z.infer<typeof prohibitionSchema>;

/** Further articles on which a statement rests. */
export const furtherArticles = z.array(articleSchema).default([]);
