import { pinyinKey } from '../../lib/kernel/pinyin';
import { personName } from './names';
import { addDays, addYears, type LocalDate } from '../../lib/kernel/local-date';
import type { Body, CentreClass, Post } from '../../lib/glossary';
import type { CommitteeFacts } from '../../lib/committee/facts';
import type { Random } from './random';
import type { InstitutionRow, PersonRow } from './rows';

// Committees as somebody might really have put them together: who sits on them, and the facts that the rules ask for.

/** How a body is put together in one jurisdiction; each range inclusive. */
export interface Composition {
  body: Body;
  head: Post;
  deputy: Post | null;
  /** Deputies from the host and from outside. */
  hostDeputies: [number, number];
  outsideDeputies: [number, number];
  aide: Post;
  aides: [number, number];
  ordinary: Post;
  /** Ordinary members from the host and from outside. */
  hostOrdinary: [number, number];
  outsideOrdinary: [number, number];
}

const committee: Omit<Composition, 'hostDeputies' | 'outsideDeputies' | 'aides' | 'hostOrdinary' | 'outsideOrdinary'> = {
  body: 'committee', head: 'chair', deputy: 'vice-chair', aide: 'secretary', ordinary: 'member',
};
const group: Omit<Composition, 'body' | 'ordinary' | 'outsideOrdinary'> = {
  head: 'leader', deputy: null, hostDeputies: [0, 0], outsideDeputies: [0, 0], aide: 'liaison', aides: [1, 1], hostOrdinary: [0, 0],
};

/** By the jurisdiction whose regulation it keeps. */
export const COMPOSITIONS = {
  national: [{ ...committee, hostDeputies: [0, 1], outsideDeputies: [2, 3], aides: [1, 2], hostOrdinary: [1, 2], outsideOrdinary: [11, 18] }],
  chongqing: [{ ...committee, hostDeputies: [0, 1], outsideDeputies: [1, 1], aides: [1, 3], hostOrdinary: [1, 3], outsideOrdinary: [12, 22] }],
  zhengzhou: [{ ...committee, hostDeputies: [0, 1], outsideDeputies: [3, 3], aides: [1, 2], hostOrdinary: [0, 1], outsideOrdinary: [8, 13] }],
  qingpu: [
    { ...group, body: 'expert-group', ordinary: 'expert', outsideOrdinary: [6, 11] },
    { ...group, body: 'inspection-group', ordinary: 'inspector', outsideOrdinary: [4, 7] },
  ],
  jinxiang: [{ ...committee, hostDeputies: [0, 1], outsideDeputies: [2, 2], aides: [1, 1], hostOrdinary: [1, 2], outsideOrdinary: [5, 11] }],
} satisfies Record<string, Composition[]>;

/** What is out of the ordinary about a list. */
export type Quirk =
  | 'rehired-head' | 'head-without-specialty' | 'lower-title' | 'no-deputies' | 'oversize' | 'host-share' | 'two-aides' | 'newcomer'
  | 'older-host-share' | 'older-size' | 'older-both';

/** Somebody on a list. */
export interface Listed {
  person: PersonRow;
  posts: Post[];
}

export interface PersonSource {
  random: Random;
  /** Names that are taken. */
  names: Set<string>;
  /** Takes the row. */
  add(person: PersonRow): PersonRow;
  /** Whether the jurisdiction asks how long somebody has practised there. */
  asksPractice: boolean;
}

const AGES = { head: [50, 61], deputy: [44, 58], ordinary: [38, 57], aide: [35, 42], spare: [36, 56] } as const;

/** A new person, qualified for the part on the given day. */
export function makePerson(source: PersonSource, institution: InstitutionRow, part: keyof typeof AGES, on: LocalDate, but: Partial<PersonRow> = {}): PersonRow {
  const { random } = source;
  const [youngest, oldest] = AGES[part];
  const name = personName(random, source.names);
  const born = addDays(addYears(on, -random.int(youngest, oldest)), -random.int(20, 340));
  const title = but.title ?? (part === 'aide' ? (random.chance(0.7) ? 'intermediate' : 'deputy-senior') : part === 'head' || random.chance(0.45) ? 'senior' : 'deputy-senior');
  return source.add({
    id: random.id(),
    name,
    pinyin: pinyinKey(name, { person: true }),
    institutionId: institution.id,
    title,
    titleSince: addDays(addYears(on, -random.int(part === 'head' || part === 'aide' ? 6 : 4, part === 'aide' ? 7 : 12)), random.int(0, 200)),
    born,
    employment: 'in-service',
    class: null,
    headsSpecialty: part === 'head',
    practisesHereSince: source.asksPractice ? addDays(addYears(on, -random.int(4, 18)), random.int(0, 300)) : null,
    parentLevelExpert: source.asksPractice && part === 'ordinary' && random.chance(0.06),
    ...but,
  });
}

/** Draws up a list for the day: head, deputies, ordinary members, aides. */
export function makeList(source: PersonSource, composition: Composition, houses: { host: InstitutionRow | null; others: readonly InstitutionRow[] }, on: LocalDate, quirk: Quirk | null): Listed[] {
  const { random } = source;
  const { host, others } = houses;
  const range = ([min, max]: readonly [number, number]) => random.int(min, max);
  // Hospitals send one or two people each.
  let queue: InstitutionRow[] = [];
  const outside = (): InstitutionRow => {
    if (queue.length === 0) queue = random.sample([...others, ...others], others.length * 2);
    return queue.pop()!;
  };
  const home = (): InstitutionRow => host ?? outside();

  const list: Listed[] = [];
  const seat = (count: number, post: Post, from: () => InstitutionRow, part: keyof typeof AGES, but?: Partial<PersonRow>) => {
    for (let i = 0; i < count; i += 1) list.push({ person: makePerson(source, from(), part, on, but), posts: [post] });
  };
  const older = quirk === 'older-host-share' || quirk === 'older-both';
  const large = quirk === 'older-size' || quirk === 'older-both';

  seat(1, composition.head, home, 'head', quirk === 'rehired-head' ? { employment: 'rehired' } : quirk === 'head-without-specialty' ? { headsSpecialty: false } : {});
  const hostDeputies = quirk === 'host-share' ? 1 : range(composition.hostDeputies);
  if (composition.deputy && quirk !== 'no-deputies') {
    seat(host ? hostDeputies : 0, composition.deputy, home, 'deputy');
    seat(range(composition.outsideDeputies), composition.deputy, outside, 'deputy');
  }
  seat(older ? 6 : quirk === 'host-share' ? 2 : host ? range(composition.hostOrdinary) : 0, composition.ordinary, home, 'ordinary');
  seat(large ? (older ? 25 : 29) : range(composition.outsideOrdinary), composition.ordinary, outside, 'ordinary');
  // One more than the text allows in principle.
  if (quirk === 'oversize') seat((composition.deputy === 'vice-chair' && composition.aides[1] === 1 ? 20 : 31) - list.length, composition.ordinary, outside, 'ordinary');
  if (quirk === 'lower-title') Object.assign(list.at(-1)!.person, { title: 'intermediate', parentLevelExpert: false });
  if (quirk === 'newcomer') Object.assign(list.at(-1)!.person, { practisesHereSince: addDays(addYears(on, -1), -random.int(5, 120)), parentLevelExpert: false });
  seat(quirk === 'two-aides' ? 2 : range(composition.aides), composition.aide, home, 'aide');
  return list;
}

/** One line of a proposed list, with what only the proposal knows. */
export interface Proposed extends Listed {
  employerConsent?: boolean | null;
  replaces?: PersonRow | null;
  /** In the middle of a term in the same post. */
  serving?: boolean;
  /** Whole terms served in the same post directly before this one. */
  termsBefore?: number;
}

/** What a committee is asked about, apart from its people. */
export interface CommitteeContext {
  body: Body;
  class: CentreClass;
  host: InstitutionRow | null;
  /** Since when a standing list has not changed; undefined for a new one. */
  unchangedSince?: LocalDate;
  penalties: ReadonlyMap<string, readonly LocalDate[]>;
  newlyOpened: ReadonlySet<string>;
  /** Whether a rule asks where newcomers come from; they are new to the register and sit nowhere. */
  asksOrigin?: boolean;
}

/** The facts of the question `committee`. */
export function factsOf(context: CommitteeContext, list: readonly Proposed[]): CommitteeFacts {
  return {
    body: context.body,
    class: context.class,
    ...(context.host ? { host: context.host.id } : {}),
    ...(context.unchangedSince ? { unchangedSince: context.unchangedSince } : {}),
    people: list.map(({ person, posts, employerConsent, replaces, serving, termsBefore }) => {
      const penalties = context.penalties.get(person.id);
      return {
        id: person.id,
        roles: posts,
        institution: person.institutionId,
        title: person.title,
        titleSince: person.titleSince,
        born: person.born,
        employment: person.employment,
        headsSpecialty: person.headsSpecialty,
        ...(employerConsent === undefined || employerConsent === null ? {} : { employerConsent }),
        ...(termsBefore ? { terms: { full: termsBefore, consecutive: termsBefore } } : {}),
        ...(penalties ? { penalties: [...penalties] } : {}),
        ...(person.class ? { class: person.class } : {}),
        ...(person.practisesHereSince ? { practisesHereSince: person.practisesHereSince } : {}),
        ...(context.newlyOpened.has(person.institutionId) ? { institutionIsNew: true } : {}),
        ...(person.parentLevelExpert ? { parentLevelExpert: true } : {}),
        ...(replaces ? { replenishes: replaces.id } : {}),
        ...(serving ? { servingTerm: true } : context.asksOrigin ? { serves: [] } : {}),
      };
    }),
  };
}
