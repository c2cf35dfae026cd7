import { z } from 'zod';
import { BODIES, CHAIR_OUTCOMES, COMMITTEE_OUTCOMES, HOST_OUTCOMES, LEVELS, POSTS } from '../glossary';
import { articleSchema, bodySchema, cited, classSchema, dateSchema, forceSchema, gradeSchema, idSchema, keys, monthDaySchema, postSchema, readingSchema } from './cited';
import { dutyParts, furtherArticles } from './duty';
import { procedureParts } from './procedure';
import { sanctionParts } from './sanction';
import { scoreSheetSchema } from './score-sheet';

// The language of rule profiles: one zod schema for one document, a version of one jurisdiction's regulation as pure data.

/** What every setting carries, whatever its kind; the kind adds its parameters. */
export const settingBase = {
  id: idSchema,
  kind: z.string().regex(/^[a-z-]+\.[a-z-]+$/),
  label: z.string().min(1),
  force: forceSchema,
  ...cited,
  validFrom: dateSchema.optional(),
  /** The bodies to which it applies. */
  bodies: z.array(bodySchema).min(1).default(['committee']),
  /** A list older than this regulation: exempt until its next change (`note`), or no worse than a warning. */
  olderLists: z.enum(['note', 'warn']).optional(),
};
export type Setting = z.infer<z.ZodObject<typeof settingBase>> & Record<string, unknown>;

const jurisdictionSchema = z.strictObject({
  id: idSchema,
  name: z.string().min(1),
  authority: z.string().min(1),
  /** Latin letters at the head of file numbers. */
  code: z.string().regex(/^[A-Z]{2,6}$/),
  /** The short sign before an article on screen, one character. */
  letter: z.string().min(1).max(2),
  level: keys(LEVELS),
  /** The nearest jurisdiction above that is a tenant too. */
  parent: z.string().nullable(),
});

const instrumentSchema = z.strictObject({
  title: z.string().min(1),
  number: z.string().min(1),
  issuer: z.string().min(1),
  issuedOn: dateSchema.nullable(),
  effectiveFrom: dateSchema,
  /** Last day, inclusive; null while in force. */
  effectiveTo: dateSchema.nullable(),
  article: articleSchema,
  reading: readingSchema.optional(),
  replaces: z.array(z.string()).default([]),
  restsOn: z.array(z.string()).default([]),
  /** What `annex 2` means: the second item of the annex, or the second annex. */
  annexes: z.enum(['items', 'numbered']).default('items'),
});

const termSchema = z.strictObject({
  years: z.int().min(1).max(20),
  force: forceSchema,
  /** Ends with the host's cycle, whenever it began. */
  endsWithHost: z.boolean().default(false),
  /** The article under which it ends when the host changes; that of the term where the text has none of its own. */
  hostChange: articleSchema.optional(),
  ...cited,
});

const structureSchema = z.strictObject({
  /** How centres are attached; null where groups have no host. */
  host: z.strictObject({ ...cited }).nullable(),
  /** The management cycle of a host; null where the text knows none. */
  hostCycle: termSchema.nullable(),
  bodies: z
    .array(
      z.strictObject({
        body: bodySchema,
        ...cited,
        term: termSchema.nullable(),
        /** Posts of the body in the order of its list. */
        posts: z.array(postSchema).min(1),
        /** Posts that make a person one of the body's members. */
        members: z.array(postSchema).min(1),
        /** The post that heads the centre; null if the body only helps. */
        head: postSchema.nullable(),
        /** Another body whose rules hold by analogy, as warnings. */
        likeBody: bodySchema.optional(),
      }),
    )
    .min(1),
  /** The office that runs daily work for the authority. */
  office: z.strictObject({ name: z.string(), ...cited }).nullable(),
  classes: z.strictObject({ list: z.array(classSchema).min(1), ...cited }).nullable(),
  /** The jurisdiction's published plan. */
  plan: z
    .strictObject({
      ...cited,
      /** Class, field and directions, in the order of the plan; the numbers run on. */
      fields: z.array(z.strictObject({ class: classSchema, field: z.string(), directions: z.array(z.string().min(1)).min(1) })),
    })
    .nullable(),
});

const vocabularySchema = z.strictObject({
  /** What a centre is called, and its short word. */
  centre: z.string(),
  centreShort: z.string(),
  /** What stands behind a specialty in a centre's name. */
  centreSuffix: z.string(),
  host: z.string().nullable(),
  authorityShort: z.string(),
  bodies: z.partialRecord(bodySchema, z.string()),
  posts: z.partialRecord(postSchema, z.string()),
});

/** A condition on the history of grades; all given parts must hold. */
const cycleConditionSchema = z.strictObject({
  atExpiry: z.boolean().optional(),
  newest: z.array(gradeSchema).optional(),
  /** The result of the calendar year before the newest. */
  yearBefore: z.array(gradeSchema).optional(),
  yearBeforeInSameCycle: z.boolean().optional(),
  /** Results of the newest result's cycle. */
  resultsInCycle: z.strictObject({ atLeast: z.int().optional(), atMost: z.int().optional() }).optional(),
  everyInCycle: z.array(gradeSchema).optional(),
  countInCycle: z.array(z.strictObject({ grades: z.array(gradeSchema), atLeast: z.int().optional(), atMost: z.int().optional() })).optional(),
  rectification: z.enum(['failed', 'passed']).optional(),
  grounds: z.enum(['score', 'quota']).optional(),
});

const cycleOutcomeSchema = z.strictObject({
  host: keys(HOST_OUTCOMES),
  formerHostMayCompete: z.boolean().nullable().default(null),
  chair: keys(CHAIR_OUTCOMES).default('stays'),
  committee: keys(COMMITTEE_OUTCOMES).default('stays'),
  talk: z.boolean().default(false),
});

const cycleSchema = z.strictObject({
  article: articleSchema,
  /** Annual results that a full cycle has; null where the text knows no cycle. */
  resultsPerCycle: z.int().min(1).nullable(),
  /** Tried from the top; the first row that applies decides. The last row has no condition. */
  rows: z
    .array(
      z.strictObject({
        id: idSchema,
        /** The rule in a few words, for the decision card. */
        label: z.string().min(1),
        article: articleSchema,
        /** Further articles on which parts of the outcome rest. */
        articles: furtherArticles,
        force: forceSchema.default('mandatory'),
        when: cycleConditionSchema,
        outcome: cycleOutcomeSchema,
        /** Months that the text gives for the rectification; the authority sets a date where it gives none. */
        rectifyMonths: z.int().min(1).max(36).optional(),
        /** What it means and what has to be done now; may be left out where nothing has to be done. */
        message: z.string().min(1).optional(),
        /** What the further articles add, such as the rectification beside a reselection. */
        alsoMessage: z.string().min(1).optional(),
        reading: readingSchema.optional(),
        lastCheckedOn: dateSchema.optional(),
      }),
    )
    .min(1),
});
export type CycleRow = z.infer<typeof cycleSchema>['rows'][number];

const deadlineSchema = z
  .strictObject({
    kind: z.enum(['head-replacement', 'change-filing']),
    label: z.string().min(1),
    force: forceSchema,
    ...cited,
    /** Months after the event, or a fixed day (MM-DD) of the event's year. */
    months: z.int().min(1).max(24).optional(),
    fixedDay: monthDaySchema.optional(),
    /** Whether a last day without office hours moves to the next working day. */
    rolls: z.boolean().default(false),
    /** What follows if it is missed, in words. */
    consequence: z.string().optional(),
  })
  .refine((d) => (d.months === undefined) !== (d.fixedDay === undefined), { error: '须写明 months 或 fixedDay 之一' });

/** Lower edge of each band, in points, inclusive. */
const bandSchema = z.strictObject({ grade: gradeSchema, from: z.number().min(0).max(1000) });

const gradesSchema = z.strictObject({
  article: articleSchema,
  list: z.array(gradeSchema).min(1),
  /** Grades by score, best first; null where the text has no thresholds. */
  byScore: z
    .strictObject({
      ...cited,
      maximum: z.number().positive(),
      bands: z.array(bandSchema).min(2),
      /** Highest score printed for each band below the best, where the print leaves a gap. */
      printedTo: z.partialRecord(gradeSchema, z.number()).optional(),
    })
    .nullable(),
  /** Shares in per cent, best first; null where the text has no proportions. */
  byProportion: z
    .strictObject({ ...cited, shares: z.array(z.strictObject({ grade: gradeSchema, percent: z.number().min(0).max(100) })).min(2) })
    .nullable(),
  /** Which grade counts where both exist and differ. */
  onConflict: z.enum(['open', 'score', 'proportion']).default('open'),
});

const silenceSchema = z.strictObject({
  /** A question, or one part of it such as a deadline's or a body's kind. */
  question: z.enum(['centre', 'committee', 'host', 'notice', 'deadline', 'cycle', 'conduct', 'activity', 'year', 'score', 'grades']),
  part: z.string().optional(),
  note: z.string().min(1),
  /** The article that comes nearest. */
  article: articleSchema,
});

/** A rule profile: one version of one jurisdiction's regulation. */
export const profileSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]*-\d{4}$/, '应为 辖区-年份（小写拼音和四位数字）'),
    jurisdiction: jurisdictionSchema,
    instrument: instrumentSchema,
    lastCheckedOn: dateSchema,
    structure: structureSchema,
    vocabulary: vocabularySchema,
    /** Each is a base setting plus the parameters of its kind, which the rulebook checks. */
    rules: z.array(z.looseObject(settingBase)),
    grades: gradesSchema.nullable(),
    cycle: cycleSchema.nullable(),
    deadlines: z.array(deadlineSchema),
    scoreSheet: scoreSheetSchema.nullable().default(null),
    ...dutyParts,
    ...sanctionParts,
    ...procedureParts,
    /** Readings of the register on which no single value rests. */
    register: z.array(readingSchema.extend({ article: articleSchema })).default([]),
    silent: z.array(silenceSchema),
  });
export type Profile = z.infer<typeof profileSchema>;
export type ProfileBody = Profile['structure']['bodies'][number];

/** What a profile calls a post in its own body; the common word if it has none of its own. */
export const postLabel = (profile: Profile, post: keyof typeof POSTS): string => profile.vocabulary.posts[post] ?? POSTS[post];

/** What a profile calls a body. */
export const bodyLabel = (profile: Profile, body: keyof typeof BODIES): string => profile.vocabulary.bodies[body] ?? BODIES[body];
