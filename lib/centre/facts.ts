import { z } from 'zod';
import { classSchema } from '../regulation/cited';

const direction = { class: classSchema, field: z.string().min(1).max(200).optional(), direction: z.string().min(1).max(200) };

/** The facts of the question `centre`. */
export const centreFactsSchema = z.strictObject({
  ...direction,
  diseaseBased: z.boolean().optional(),
  /** It stands in the jurisdiction's published plan; looked up there if left out. */
  listed: z.boolean().optional(),
  existing: z.array(z.strictObject(direction)).max(100_000).default([]),
});
export type CentreFacts = z.output<typeof centreFactsSchema>;
