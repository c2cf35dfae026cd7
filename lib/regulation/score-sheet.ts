import { z } from 'zod';
import { COUNTERS } from '../glossary';
import { articleSchema, cited, idSchema, keys } from './cited';

// An annual score sheet as data: how each item loses points, and where its evidence comes from.

const points = z.number().min(0).max(1000);

const deductionSchema = z.discriminatedUnion('type', [
  /** So many points for each one short of a duty, or for each piece that an assessor finds missing. */
  z.strictObject({ type: z.literal('per-missing'), points, duty: idSchema.optional() }),
  /** So many points for each late document of these duties; one never filed costs them all where `missingCostsAll`. */
  z.strictObject({ type: z.literal('per-late'), points, duties: z.array(idSchema).default([]), missingCostsAll: z.boolean().default(false) }),
  /** Everything or nothing; counters of which one is enough. */
  z.strictObject({ type: z.literal('all-or-nothing'), anyOf: z.array(keys(COUNTERS)).default([]) }),
  /** So many points each time something happened. */
  z.strictObject({ type: z.literal('per-occurrence'), of: z.array(z.strictObject({ fact: z.enum(['breaches', 'absences.director', 'absences.staff', 'assessor']), points })).min(1) }),
  /** By rank among all centres: points up to a share in per cent, an exact edge to the better band; nothing after the last. */
  z.strictObject({ type: z.literal('by-rank'), bands: z.array(z.strictObject({ upTo: z.number().min(0).max(100), points })).min(1) }),
  /** As the assessor judges, within bounds where the sheet gives some. */
  z.strictObject({ type: z.literal('discretionary'), from: points.optional(), to: points.optional() }),
]);
export type Deduction = z.infer<typeof deductionSchema>;

export const scoreSheetSchema = z.strictObject({
  ...cited,
  sections: z
    .array(
      z.strictObject({
        title: z.string().min(1),
        points: z.number().positive(),
        items: z
          .array(
            z.strictObject({
              number: z.int().positive(),
              article: articleSchema,
              title: z.string().min(1),
              points: z.number().positive(),
              /** How points are lost, in our own words. */
              standard: z.string().min(1),
              deduct: deductionSchema,
              /** The records an assessor looks at. */
              evidence: z.array(z.string().min(1)).min(1),
              reading: cited.reading,
            }),
          )
          .min(1),
      }),
    )
    .min(1),
});
export type ScoreSheet = z.infer<typeof scoreSheetSchema>;
export type ScoreItem = ScoreSheet['sections'][number]['items'][number];
