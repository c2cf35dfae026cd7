import { z } from 'zod';
import { BODIES, CENTRE_CLASSES, FORCES, GRADES, POSTS } from '../glossary';
import { isLocalDate } from '../kernel/local-date';
import { isArticle } from './citation';

// The words that every part of a profile is written with: terms of the glossary, dates, and the citation each statement of law carries.

/** The keys of a table of terms as an enum. */
export const keys = <T extends object>(labels: T) => z.enum(Object.keys(labels) as [keyof T & string, ...(keyof T & string)[]]);

export const titleSchema = z.enum(['senior', 'deputy-senior', 'intermediate', 'junior', 'none']);
export const classSchema = keys(CENTRE_CLASSES);
export const gradeSchema = keys(GRADES);
export const bodySchema = keys(BODIES);
export const postSchema = keys(POSTS);
export const forceSchema = keys(FORCES);

/** Ids inside a profile. */
export const idSchema = z.string().regex(/^[a-z][a-z0-9-]*$/, '应为小写字母、数字和连字符');

export const dateSchema = z.string().refine(isLocalDate, { error: '应为存在的日期 YYYY-MM-DD' });

/** A day that every year has, `MM-DD`. */
export const monthDaySchema = z.string().refine((day) => isLocalDate(`2001-${day}`), { error: '应为每年都有的日期 MM-DD' });

/** An article; YAML may give a bare number. */
export const articleSchema = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine(isArticle, { error: '应为条文编号，如 13(1)、25(1)1、19(3)-2、annex 5' });

/** How an open text is read: the entry of the interpretation register, the reading taken and why. */
export const readingSchema = z.strictObject({
  entry: z.string().regex(/^A-\d\d$/, '应为解释口径编号，如 A-12'),
  takes: z.string().min(1),
  because: z.string().min(1),
});
export type Reading = z.infer<typeof readingSchema>;

/** What every statement of law in a profile carries. */
export const cited = {
  article: articleSchema,
  /** When somebody last compared the value with the text; the document's date if left out. */
  lastCheckedOn: dateSchema.optional(),
  reading: readingSchema.optional(),
};
