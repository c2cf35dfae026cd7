import { z } from 'zod';

// Characters that have no business in a form: control characters other than line breaks and tabs; a NUL would not even be stored.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** The text as a database keeps it: NUL and halves of characters, which it would refuse or change, are replaced. */
export const storable = (text: string): string => text.replace(/[\0\p{Surrogate}]/gu, '\ufffd');

/** The parameters of an address as they come: one may stand there several times, or hold anything. */
export type RawQuery = Readonly<Record<string, string | string[] | undefined>>;

/** Without control characters, and no longer than a line. */
const plain = (value: string): string => storable([...value].slice(0, 200).filter((c) => !CONTROL.test(c)).join(''));

/** Every value of a parameter that may stand several times, as plain texts; at most a hundred. */
export const queryListOf = (raw: RawQuery, name: string): string[] => [raw[name] ?? []].flat().slice(0, 100).map(plain);

/** The same as plain texts that may go into a query: of several the first. */
export function queryOf(raw: RawQuery): Readonly<Partial<Record<string, string>>> {
  return Object.fromEntries(Object.entries(raw).flatMap(([name, value]) => {
    const first = Array.isArray(value) ? value[0] : value;
    return first === undefined ? [] : [[name, plain(first)]];
  }));
}

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

/** An id of a form that may stay empty; empty becomes undefined. */
export const optionalIdField = z.union([z.literal(''), z.uuid()]).optional().transform((v) => v || undefined);
