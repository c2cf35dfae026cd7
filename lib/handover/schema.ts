import { z } from 'zod';
import { optionalTextField, textField } from '../kernel/text';

const handoverId = z.uuid();

/** The fields of the inventory as they arrive: `given-1`, `received-1`, …; each says how one row was handed over or taken. */
const inventoryFields = z.looseObject({
  handoverId,
  /** Every row that is still empty takes the usual words. */
  rest: z.stringbool().optional(),
  /** Only names what is missing; nothing is signed. */
  checkOnly: z.stringbool().optional(),
}).transform(({ handoverId: id, rest, checkOnly, ...form }, context) => {
  const entries: Record<string, string> = {};
  for (const [name, value] of Object.entries(form)) {
    const row = /^(?:given|received)-(\d{1,3})$/.exec(name)?.[1];
    if (row === undefined) continue;
    const text = optionalTextField(`第${row}项`, 500).safeParse(value);
    if (text.success) entries[row] = text.data ?? '';
    else context.addIssue({ code: 'custom', path: [name], message: text.error.issues[0]!.message });
  }
  return { handoverId: id, entries, rest: rest ?? false, checkOnly: checkOnly ?? false };
});

export const saveInventorySchema = inventoryFields;
export const giveSchema = inventoryFields;
export const receiveSchema = inventoryFields;
export const returnHandoverSchema = z.object({ handoverId, reason: textField('退回理由', 500) });
export const overrideSchema = z.object({ handoverId, reason: textField('先行起算的理由', 500) });
