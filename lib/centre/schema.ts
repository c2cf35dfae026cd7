import { z } from 'zod';
import { optionalTextField } from '../kernel/text';

export const openSchema = z.object({
  /** What is missing is named by the mutation, together with the host that only some profiles ask for. */
  specialtyId: z.union([z.literal(''), z.uuid()]).optional().transform((v) => v || undefined),
  /** Empty where groups have no host. */
  institutionId: z.union([z.literal(''), z.uuid()]).optional().transform((v) => v || undefined),
  openedOn: z.string().optional(),
  document: optionalTextField('文号', 60),
  name: optionalTextField('名称', 60),
});
