import { z } from 'zod';

// Characters that have no business in a form: control characters other than line breaks and tabs; a NUL would not even be stored.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** The text as a database keeps it: NUL and halves of characters, which it would refuse or change, are replaced. */
export const storable = (text: string): string => text.replace(/[\0\p{Surrogate}]/gu, '\ufffd');

/** Length in characters as a reader counts them, not in UTF-16 units. */
export const lengthOf = (text: string): number => [...text].length;

/** A text field: trimmed, 1 to `max` characters; `name` is how the form calls it. */
export const textField = (name: string, max: number) =>
  z
    .string({ error: `请填写${name}` })
    .trim()
    .refine((t) => t.length > 0, { error: `请填写${name}` })
    .refine((t) => lengthOf(t) <= max, { error: `${name}不超过${max}字` })
    .refine((t) => !CONTROL.test(t), { error: `${name}含有不能使用的字符` });

/** The same where the field may stay empty; empty becomes undefined. */
export const optionalTextField = (name: string, max: number) =>
  z
    .string()
    .optional()
    .transform((t) => t?.trim() || undefined)
    .refine((t) => t === undefined || lengthOf(t) <= max, { error: `${name}不超过${max}字` })
    .refine((t) => t === undefined || !CONTROL.test(t), { error: `${name}含有不能使用的字符` });
