import { z } from 'zod';
import { optionalTextField, textField } from '../kernel/text';

const id = z.union([z.literal('').transform(() => undefined), z.uuid()]).optional();
const ids = z.union([z.uuid().transform((v) => [v]), z.array(z.uuid())]).default([]);

/** What is put forward; which fields are needed depends on the road of the round. */
export const chooseSchema = z.object({
  selectionId: z.uuid(),
  /** The application chosen, or, for a designation, the institution. */
  applicationId: id,
  institutionId: id,
  headPersonId: id,
  /** The applications whose persons are taken. */
  applicationIds: ids,
  reason: textField('理由', 2000),
  headReason: optionalTextField('另定负责人的理由', 500),
  rankReason: optionalTextField('未按评审名次择优的理由', 1000),
  /** What a person finds of the conditions of a designation that the rules leave to him. */
  judgement: optionalTextField('认定意见', 2000),
  /** Whether a designation is put up for public notice. */
  notice: z.enum(['held', 'waived'], { error: '请选择是否公示' }).optional(),
  noticeWaived: optionalTextField('不公示的理由', 1000),
});

export const returnChoiceSchema = z.object({ selectionId: z.uuid(), reason: textField('退回理由', 1000) });

/** The second official confirms the list that he was shown, name by name, and its number. */
export const releaseSchema = z.object({
  selectionId: z.uuid(),
  /** What stood on the screen: the ids, in their order, with commas between. */
  shown: z.string().max(10_000),
  confirmed: ids,
  count: z.coerce.number({ error: '请填写公示的数量' }).int({ error: '请填写整数' }).min(1, { error: '请填写公示的数量' }),
});

export const reopenSchema = z.object({ selectionId: z.uuid(), reason: textField('理由', 1000) });
