import { z } from 'zod';
import { EVENT_KINDS, SANCTION_GROUNDS } from '../glossary';
import { dateField } from '../kernel/date-field';
import { optionalIdField, optionalTextField, textField } from '../kernel/text';
import { keys } from '../regulation/cited';

/** An id that a form may leave empty. */
const optionalId = optionalIdField.optional();

export const registerSanctionSchema = z.object({
  institutionId: z.uuid({ error: '请选择单位' }),
  ground: keys(SANCTION_GROUNDS),
  /** The centre that it hosted, or, where there is none, the specialty. */
  centreId: optionalId,
  specialtyId: optionalId,
  decidedOn: dateField('决定日期'),
  document: optionalTextField('文号', 60),
  reason: textField('事由', 1000),
});

export const registerEventSchema = z.object({
  institutionId: z.uuid({ error: '请选择单位' }),
  kind: keys(EVENT_KINDS),
  on: dateField('发生日期'),
  /** Left out where it concerns the institution as a whole. */
  specialtyId: optionalId,
  note: textField('情况说明', 1000),
  document: optionalTextField('文号', 60),
});

export const revokeSanctionSchema = z.object({ sanctionId: z.uuid(), reason: textField('撤销的理由', 500) });
export const revokeEventSchema = z.object({ eventId: z.uuid(), reason: textField('撤销的理由', 500) });
