import { z } from 'zod';
import { EVENT_KINDS, HOSPITAL_LEVELS, INSTITUTION_KINDS, SANCTION_GROUNDS } from '../glossary';
import { classSchema, dateSchema, keys } from '../regulation/cited';
import type { LocalDate } from '../kernel/local-date';

const direction = z.string().min(1).max(200);

/** The facts of the question `host`. */
export const hostFactsSchema = z.strictObject({
  institution: z.strictObject({
    id: z.string().min(1).max(200),
    level: keys(HOSPITAL_LEVELS).optional(),
    kind: keys(INSTITUTION_KINDS).optional(),
    outstandingInSpecialty: z.boolean().optional(),
  }),
  centre: z.strictObject({ class: classSchema, direction, newlyEstablished: z.boolean().optional() }),
  resources: z.strictObject({ premises: z.boolean().optional(), equipment: z.boolean().optional(), staff: z.boolean().optional(), funds: z.boolean().optional() }).default({}),
  events: z.array(z.strictObject({ kind: keys(EVENT_KINDS), on: dateSchema, sameSpecialty: z.boolean().optional() })).max(10_000).default([]),
  sanctions: z.array(z.strictObject({ ground: keys(SANCTION_GROUNDS), decidedOn: dateSchema, class: classSchema, direction })).max(10_000).default([]),
  roundReplacesSanctioned: z.boolean().default(false),
  proposedHead: z
    .strictObject({ removedChairOfSanctionedHost: z.boolean().optional(), removedOn: dateSchema.optional(), class: classSchema.optional(), direction: direction.optional() })
    .optional(),
});

/** With the day of application. */
export type HostFacts = z.output<typeof hostFactsSchema> & { on: LocalDate };
