import { z } from 'zod';
import { CHAIR_OUTCOMES, COMMITTEE_OUTCOMES, HOST_OUTCOMES } from '../glossary';
import { dateField } from '../kernel/date-field';
import { optionalTextField } from '../kernel/text';

const keys = <T extends object>(labels: T) => z.enum(Object.keys(labels) as [keyof T & string, ...(keyof T & string)[]], { error: '请选择' });

export const decideSchema = z.object({
  decisionId: z.uuid(),
  /** As computed, or otherwise with a reason. */
  as: z.enum(['computed', 'otherwise'], { error: '请选择按检验结果裁定或另行裁定' }),
  host: keys(HOST_OUTCOMES).optional(),
  chair: keys(CHAIR_OUTCOMES).optional(),
  committee: keys(COMMITTEE_OUTCOMES).optional(),
  formerHostMayCompete: z.stringbool().optional(),
  reason: optionalTextField('理由', 1000),
  effectiveOn: dateField('生效日期'),
  rectifyBy: z.union([z.literal(''), dateField('整改期限')]).optional().transform((v) => v || undefined),
});
