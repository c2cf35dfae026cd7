import { z } from 'zod';
import { isLocalDate } from './local-date';

/** A date field of a form; `name` is how the form calls it. */
export const dateField = (name: string) =>
  z.string({ error: `请填写${name}` }).refine(isLocalDate, { error: `${name}应为存在的日期，如 2026-03-01` });

/** The same where the field may stay empty; empty becomes undefined. */
export const optionalDateField = (name: string) => z.union([z.literal(''), dateField(name)]).optional().transform((v) => v || undefined);
