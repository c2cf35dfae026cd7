import { z } from 'zod';
import { BAN_SCOPES, BREACHES, BREACH_BY, COMMITTEE_OUTCOMES, HOST_OUTCOMES, MEMBER_OUTCOMES, SANCTION_GROUNDS } from '../glossary';
import { addYears, localDate, yearOf, type LocalDate } from '../kernel/local-date';
import { articleSchema, cited, idSchema, keys } from './cited';
import { furtherArticles } from './duty';

// What follows from a breach or an event, and how long a sanctioned host is kept out. The same bans answer both questions:
// what a breach brings (`conduct`) and who may apply (`host`).

const banSchema = z
  .strictObject({
    scope: keys(BAN_SCOPES),
    /** Years from the day of the decision, last day included. */
    years: z.int().min(1).max(20).optional(),
    /** Until the end of the calendar year of the decision. */
    calendarYear: z.boolean().default(false),
  })
  .refine((ban) => (ban.scope === 'this-round') === (ban.years === undefined && !ban.calendarYear), { error: '除本轮遴选外须写明 years 或 calendarYear' });
export type Ban = z.infer<typeof banSchema>;

/** The last day of a ban that a decision of this day brings, inclusive; null where it holds for one round only. */
export function banUntil(ban: Ban, decidedOn: LocalDate): LocalDate | null {
  if (ban.years !== undefined) return addYears(decidedOn, ban.years);
  return ban.calendarYear ? localDate(`${yearOf(decidedOn)}-12-31`) : null;
}

const sanctionSchema = z.strictObject({
  id: idSchema,
  label: z.string().min(1),
  ...cited,
  ground: keys(SANCTION_GROUNDS),
  bans: z.array(banSchema).min(1),
  /** What its words leave open while a ban runs: a person decides, or the institution is free. */
  otherwise: z.enum(['decide', 'free']).default('free'),
  /** Whether the former head is kept out as well: barred, or a person decides. */
  head: z.enum(['barred', 'decide', 'free']).default('free'),
});
export type Sanction = z.infer<typeof sanctionSchema>;

/** How a judgement stands: yes, no, not made yet (null), or not spoken of. */
const judgement = z.array(z.enum(['yes', 'no', 'open', 'unsaid'])).min(1);

const conductRowSchema = z.strictObject({
  id: idSchema,
  label: z.string().min(1),
  article: articleSchema,
  /** Further articles on which parts of the outcome rest. */
  articles: furtherArticles,
  when: z.strictObject({
    /** One of these breaches; `prohibited` for every act of the list of prohibitions. */
    breach: z.union([z.literal('prohibited'), z.array(keys(BREACHES)).min(1)]),
    by: z.array(keys(BREACH_BY)).min(1).optional(),
    serious: judgement.optional(),
    responsible: judgement.optional(),
    penalty: z.boolean().optional(),
    monthsAtLeast: z.int().min(0).optional(),
    /** Whether something is named as missing. */
    anyMissing: z.boolean().optional(),
  }),
  severity: z.enum(['block', 'warn', 'note']),
  outcome: z.strictObject({
    host: keys(HOST_OUTCOMES).optional(),
    committee: keys(COMMITTEE_OUTCOMES).default('stays'),
    member: keys(MEMBER_OUTCOMES).optional(),
    talk: z.boolean().default(false),
  }),
  /** The sanction whose bans follow. */
  sanction: idSchema.optional(),
  message: z.string().min(1),
  /** What the further articles add. */
  alsoMessage: z.string().min(1).optional(),
  ...{ reading: cited.reading, lastCheckedOn: cited.lastCheckedOn },
});
export type ConductRow = z.infer<typeof conductRowSchema>;

/** Sanctions and the table of consequences as keys of a profile. */
export const sanctionParts = {
  sanctions: z.array(sanctionSchema).default([]),
  /** Tried from the top; the first row that applies decides. */
  conduct: z.array(conductRowSchema).default([]),
};
