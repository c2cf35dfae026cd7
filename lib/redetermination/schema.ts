import { z } from 'zod';
import { optionalDateField } from '../kernel/date-field';
import { textField } from '../kernel/text';

/** What becomes of the host: he goes on, or a round of his place begins. */
export const REDETERMINATIONS = { continued: '继续委托', anew: '重新确定' } as const;
export type RedeterminationOutcome = keyof typeof REDETERMINATIONS;

export const redetermineSchema = z.object({
  centreId: z.uuid(),
  outcome: z.enum(Object.keys(REDETERMINATIONS) as [RedeterminationOutcome, ...RedeterminationOutcome[]], { error: '请选择评估结论' }),
  documentNumber: textField('文号', 60),
  decidedOn: optionalDateField('决定日期'),
  reason: textField('理由', 500),
});
