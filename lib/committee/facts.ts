import { z } from 'zod';
import { EMPLOYMENTS, POSTS, TITLE_RANK, type Body, type CentreClass, type Employment, type Post } from '../glossary';
import type { LocalDate } from '../kernel/local-date';
import { bodySchema, classSchema, dateSchema, titleSchema } from '../regulation/cited';
import { type Profile } from '../regulation/profile';

// The facts of the question `committee`, as they arrive and as the rules read them.

const count = z.int().min(0).max(100);

const personSchema = z.strictObject({
  id: z.string().min(1).max(200),
  roles: z.array(z.enum(Object.keys(POSTS) as [Post, ...Post[]])).min(1),
  institution: z.string().optional(),
  title: titleSchema.optional(),
  titleSince: dateSchema.optional(),
  born: dateSchema.optional(),
  employment: z.enum(Object.keys(EMPLOYMENTS) as [Employment, ...Employment[]]).optional(),
  headsSpecialty: z.boolean().optional(),
  employerConsent: z.boolean().optional(),
  terms: z.strictObject({ full: count.optional(), partial: count.optional(), consecutive: count.optional() }).optional(),
  penalties: z.array(dateSchema).optional(),
  class: classSchema.optional(),
  practisesHereSince: dateSchema.optional(),
  institutionIsNew: z.boolean().optional(),
  parentLevelExpert: z.boolean().optional(),
  institutionIsPrivate: z.boolean().optional(),
  /** Bodies of the same specialty in which he sits now. */
  serves: z.array(bodySchema).optional(),
  replenishes: z.string().optional(),
  servingTerm: z.boolean().optional(),
});

export const committeeFactsSchema = z
  .strictObject({
    body: bodySchema.optional(),
    class: classSchema.optional(),
    host: z.string().optional(),
    unchangedSince: dateSchema.optional(),
    people: z.array(personSchema),
  })
  .superRefine((facts, context) => {
    const seen = new Set<string>();
    facts.people.forEach(({ id }, index) => {
      if (seen.has(id)) context.addIssue({ code: 'custom', path: ['people', index, 'id'], message: `编号 ${id} 重复，应为各不相同的编号` });
      seen.add(id);
      facts.people[index]!.roles.forEach((role, at, roles) => {
        if (roles.indexOf(role) < at) context.addIssue({ code: 'custom', path: ['people', index, 'roles', at], message: `职务 ${role} 重复，每种职务只写一次` });
      });
    });
  });

export type CommitteeFacts = z.input<typeof committeeFactsSchema>;

/** One person of the list, as the rules read it. */
export interface Seat {
  id: string;
  roles: readonly Post[];
  institution: string | undefined;
  fromHost: boolean;
  /** Rank of the title; undefined if it is not given, which counts as sufficient. */
  titleRank: number | undefined;
  titleSince: LocalDate | undefined;
  born: LocalDate | undefined;
  employment: Employment | undefined;
  headsSpecialty: boolean | undefined;
  employerConsent: boolean | undefined;
  terms: { full: number; partial: number; consecutive: number };
  penalties: readonly LocalDate[];
  /** The member's own class, otherwise the centre's. */
  class: CentreClass | undefined;
  practisesHereSince: LocalDate | undefined;
  institutionIsNew: boolean;
  parentLevelExpert: boolean;
  institutionIsPrivate: boolean;
  /** Undefined if nothing is said of it, which counts as sufficient. */
  serves: readonly Body[] | undefined;
  replenishes: string | undefined;
  /** Newly appointed, so that the conditions of appointment are tested; false in the middle of a running term. */
  isAppointed: boolean;
}

/** A list, grouped once so that each rule reads only what it needs. */
export interface Roster {
  body: Body;
  on: LocalDate;
  people: readonly Seat[];
  byPost: Readonly<Record<Post, readonly Seat[]>>;
  /** Those whose post makes them members of the body, in the sense of its profile. */
  members: readonly Seat[];
  /** Members of the host institution. */
  hostMembers: readonly Seat[];
  /** Whether the host is known; without it nobody counts as of the host or as an outsider. */
  hasHost: boolean;
  /** Since when the list stands unchanged; undefined for a new list. */
  unchangedSince: LocalDate | undefined;
}

/** The body that a question without one means: the first of the profile. */
export const defaultBody = (profile: Profile): Body => profile.structure.bodies[0]?.body ?? 'committee';

/** Groups checked facts for the rules; `on` is the day of appointment or of the check. */
export function rosterOf(profile: Profile, facts: z.output<typeof committeeFactsSchema>, on: LocalDate): Roster {
  const body = facts.body ?? defaultBody(profile);
  const described = profile.structure.bodies.find((b) => b.body === body);
  const like = described?.likeBody ? profile.structure.bodies.find((b) => b.body === described.likeBody) : described;
  const byAnalogy = like !== described;
  const memberPosts = new Set<Post>(like?.members ?? []);
  const byPost: Record<Post, Seat[]> = {
    chair: [], 'vice-chair': [], member: [], secretary: [], honorary: [], leader: [], liaison: [], expert: [], inspector: [],
  };
  const people: Seat[] = [];
  const members: Seat[] = [];
  const hostMembers: Seat[] = [];
  for (const person of facts.people) {
    // A group that follows the committee by analogy is led as the committee is chaired.
    const roles = byAnalogy ? person.roles.map((role) => (role === 'leader' ? 'chair' : role)) : person.roles;
    const seat: Seat = {
      id: person.id,
      roles,
      institution: person.institution,
      fromHost: facts.host !== undefined && person.institution === facts.host,
      titleRank: person.title === undefined ? undefined : TITLE_RANK[person.title],
      titleSince: person.titleSince,
      born: person.born,
      employment: person.employment,
      headsSpecialty: person.headsSpecialty,
      employerConsent: person.employerConsent,
      terms: { full: person.terms?.full ?? 0, partial: person.terms?.partial ?? 0, consecutive: person.terms?.consecutive ?? 0 },
      penalties: person.penalties ?? [],
      class: person.class ?? facts.class,
      practisesHereSince: person.practisesHereSince,
      institutionIsNew: person.institutionIsNew ?? false,
      parentLevelExpert: person.parentLevelExpert ?? false,
      institutionIsPrivate: person.institutionIsPrivate ?? false,
      serves: person.serves,
      replenishes: person.replenishes,
      isAppointed: !person.servingTerm && facts.unchangedSince === undefined,
    };
    people.push(seat);
    let isMember = false;
    for (const post of new Set(roles)) {
      byPost[post].push(seat);
      isMember ||= memberPosts.has(post);
    }
    if (isMember) {
      members.push(seat);
      if (seat.fromHost) hostMembers.push(seat);
    }
  }
  return { body, on, people, byPost, members, hostMembers, hasHost: facts.host !== undefined, unchangedSince: facts.unchangedSince };
}
