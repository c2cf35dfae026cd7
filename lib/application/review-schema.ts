import { z } from 'zod';
import { optionalTextField, textField } from '../kernel/text';

const reason = (most: number) => textField('理由', most);

export const judgeSchema = z.object({
  applicationId: z.uuid(),
  condition: z.string().min(1).max(200),
  met: z.stringbool({ error: '请选择符合或者不符合' }),
  reason: reason(500),
});

export const acceptSchema = z.object({
  applicationId: z.uuid(),
  /** Why what holds in principle is departed from; needed only where it is. */
  reason: optionalTextField('理由', 1000),
});

export const rejectSchema = z.object({
  applicationId: z.uuid(),
  /** Ids of the conditions that are not met; those that the rules found unmet if none is named. */
  conditions: z.array(z.string().min(1).max(200)).max(100).default([]),
  reason: reason(1000),
});

export const reviewAgainSchema = z.object({ applicationId: z.uuid(), reason: reason(1000) });
