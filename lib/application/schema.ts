import { z } from 'zod';
import { RESOURCES, type Resource } from '../glossary';
import { lengthOf, optionalIdField, storable } from '../kernel/text';
import { postSchema } from '../regulation/cited';

// What an applicant types. The working copy keeps everything as it was typed, half of it too; what must be there is asked when it is submitted (form.ts).

/** The most characters that one field holds; a page of the printed form takes some 800. What is longer is named with its field in form.ts. */
export const MOST_CHARACTERS = 8000;
const MOST_ROWS = 60;
const MOST_FIELDS = 100;

/** As it was typed, without what a document leaves behind when it is pasted: a vertical tab is a line break, other control characters go. */
const typed = z
  .string()
  .transform((text) => storable(text.replace(/\r\n?|[\v\f]/g, '\n').replace(/[\u0001-\u0008\u000e-\u001f\u007f]/g, '')))
  .refine((text) => text.length <= 100_000, { error: `不超过${MOST_CHARACTERS}字` });

/** A row of a list of staff or of a budget; its cells by name. */
const rowSchema = z.partialRecord(z.enum(['role', 'kind', 'count', 'item', 'amount', 'note']), typed.refine((t) => lengthOf(t) <= 500, { error: '不超过500字' }).optional());
const answerSchema = z.union([typed, z.array(rowSchema).max(MOST_ROWS, { error: `不超过${MOST_ROWS}行` })]);

/** Answers by the id of the field of the form. */
const formSchema = z
  .record(z.string().regex(/^[a-z][a-z0-9-]{0,60}$/), answerSchema)
  .refine((form) => Object.keys(form).length <= MOST_FIELDS, { error: '栏目过多，请刷新页面后重试' });
export type Answers = z.output<typeof formSchema>;
export type Row = z.output<typeof rowSchema>;

/** A question that is answered with yes or no, or not yet. */
const yesNo = z.enum(['yes', 'no']).optional().transform((v) => (v === undefined ? undefined : v === 'yes'));

/** What the applicant states as facts of the rules; what he says nothing of is left out. */
export const statementsSchema = z.object({
  /** Strong in the specialty. */
  outstandingInSpecialty: z.boolean().optional(),
  resources: z.object(Object.fromEntries(Object.keys(RESOURCES).map((r) => [r, z.boolean().optional()])) as Record<Resource, z.ZodOptional<z.ZodBoolean>>).default({}),
});
export type Statements = z.output<typeof statementsSchema>;

/** The working copy, and what is put in force of it by submitting. */
export const draftSchema = z.object({
  form: formSchema.default({}),
  statements: statementsSchema.default({ resources: {} }),
  /** The proposed head, or the person recommended. */
  personId: z.uuid().nullable().default(null),
  /** The post for which the person is recommended; null for an application to host. */
  post: postSchema.nullable().default(null),
});
export type Draft = z.output<typeof draftSchema>;

const idOrNone = optionalIdField.transform((v) => v ?? null);

/** Begins an application, takes up a withdrawn one, or saves the working copy. */
export const saveSchema = z.discriminatedUnion('step', [
  z.object({ step: z.literal('begin'), selectionId: z.uuid(), institutionId: z.uuid({ error: '请选择单位' }), post: postSchema.optional() }),
  z.object({ step: z.literal('resume'), applicationId: z.uuid() }),
  z.object({
    step: z.literal('edit'),
    applicationId: z.uuid(),
    form: formSchema.default({}),
    personId: idOrNone,
    post: postSchema.optional(),
    outstanding: yesNo,
    premises: yesNo,
    equipment: yesNo,
    staff: yesNo,
    funds: yesNo,
    /** Without scripts a button adds a row to a field, or takes its last one away, and saves the rest. */
    rowAct: z.string().regex(/^(add|remove)-[a-z0-9-]{1,60}$/).optional(),
    /** Saved and gone on to the self-check. */
    go: z.literal('check').optional(),
  }),
]);
export type Begin = Extract<z.output<typeof saveSchema>, { step: 'begin' }>;
export type Resume = Extract<z.output<typeof saveSchema>, { step: 'resume' }>;
export type Edit = Extract<z.output<typeof saveSchema>, { step: 'edit' }>;

export const submitSchema = z.object({
  applicationId: z.uuid(),
  /** Said by whoever submits although a condition is not met. */
  aware: z.stringbool().optional(),
});
export const withdrawSchema = z.object({ applicationId: z.uuid() });
export const detachSchema = z.object({ applicationId: z.uuid(), fileId: z.uuid() });
/** An attachment whose bytes are stored already; made by the upload route, never by a form. */
export const attachSchema = z.object({
  /** Of the attachment; made by the route, which sees by it whether its bytes are used. */
  id: z.uuid(),
  applicationId: z.uuid(),
  fieldId: z.string().regex(/^[a-z][a-z0-9-]{0,60}$/),
  name: z.string().min(1).max(200),
  mediaType: z.string().min(1).max(100),
  size: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  storage: z.string().min(1).max(200),
});
