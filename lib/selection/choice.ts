import { z } from 'zod';
import { POSTS, type Post } from '../glossary';

// What a round comes to, as it is put forward, released and decided: one host with its head, or the members of a group.

export const choiceSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('host'),
    /** Null for a designation. */
    applicationId: z.uuid().nullable(),
    institutionId: z.uuid(),
    headPersonId: z.uuid().nullable(),
    reason: z.string().min(1),
    /** Why another head than the one proposed in the application. */
    headReason: z.string().optional(),
    /** Why not the first of the panel's ranking. */
    rankReason: z.string().optional(),
    /** Of a designation, or of another head: the conditions left to a person, and what he found of them. */
    judged: z.array(z.strictObject({ rule: z.string(), label: z.string(), article: z.string() })).optional(),
    judgement: z.string().optional(),
    /** Of a designation, or of another head: what it departs from in principle; its reason is that of the designation or of the head. */
    departs: z.array(z.strictObject({ rule: z.string(), article: z.string(), message: z.string() })).optional(),
    /** Why a designation is decided without a public notice; null where there is one. */
    noticeWaived: z.string().nullable(),
  }),
  z.strictObject({
    kind: z.literal('members'),
    body: z.string(),
    members: z.array(z.strictObject({ applicationId: z.uuid(), personId: z.uuid(), post: z.enum(Object.keys(POSTS) as [Post, ...Post[]]) })).min(1),
    reason: z.string().min(1),
    noticeWaived: z.null(),
  }),
]);
export type Choice = z.output<typeof choiceSchema>;

/** What is released, name by name: the id that is ticked, and what stood there when it was. */
export const listOf = (choice: Choice): { id: string; shown: string }[] =>
  choice.kind === 'host'
    ? [{ id: choice.institutionId, shown: `${choice.institutionId}:${choice.headPersonId ?? ''}` }]
    : choice.members.map((m) => ({ id: m.personId, shown: `${m.personId}:${m.post}` }));
