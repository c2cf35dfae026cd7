import { z } from 'zod';
import { optionalDateField } from '../kernel/date-field';
import { optionalTextField, textField } from '../kernel/text';

export const decideRoundSchema = z.object({
  selectionId: z.uuid(),
  documentNumber: textField('决定文号', 60),
  /** Why it is decided although the rules warn. */
  reason: optionalTextField('理由', 1000),
  /** Last day that the authority sets for the handover, inclusive; may stay empty. */
  dueOn: optionalDateField('交接时限'),
});
