import { z } from 'zod';
import { dateField } from '../kernel/date-field';
import { optionalTextField } from '../kernel/text';

export const openSchema = z.object({
  specialtyId: z.uuid({ error: '请选择专业方向' }),
  /** Empty where groups have no host. */
  institutionId: z.union([z.literal(''), z.uuid()]).optional().transform((v) => v || undefined),
  openedOn: dateField('设立日期'),
  document: optionalTextField('文号', 60),
  name: optionalTextField('名称', 60),
});
