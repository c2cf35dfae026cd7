import { z } from 'zod';
import { optionalIdField, optionalTextField } from '../kernel/text';

export const openSchema = z.object({
  /** What is missing is named by the mutation, together with the host that only some profiles ask for. */
  specialtyId: optionalIdField,
  /** Empty where groups have no host. */
  institutionId: optionalIdField,
  openedOn: z.string().optional(),
  document: optionalTextField('文号', 60),
  name: optionalTextField('名称', 60),
  /** Why it departs from a rule that holds in principle. */
  departure: optionalTextField('偏离的理由', 500).optional(),
});
