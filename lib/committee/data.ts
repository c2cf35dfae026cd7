import { fromDb, fromDbOrNull, toDb } from '../db/dates';
import type { Prisma, Tx } from '../db/tenant';
import type { Body, CentreClass, Employment, Post, Title } from '../glossary';
import { rulesFor, rulesOfVersion, type RulesInForce } from '../jurisdiction/data';
import { addDays, addYears, type LocalDate } from '../kernel/local-date';
import type { Finding } from '../regulation/finding';
import type { Answer } from '../regulation/question';
import type { Entry } from './change';
import { withDepartures, type RuleReview } from './evaluate';
import type { CommitteeFacts } from './facts';
import { holdsOn, lastDayOfTerm, leadingPost, termsBefore, type Cohort, type DatedSeat } from './history';
import type { RosterState } from './states';

const personFields = {
  id: true,
  name: true,
  title: true,
  titleSince: true,
  born: true,
  employment: true,
  class: true,
  headsSpecialty: true,
  practisesHereSince: true,
  parentLevelExpert: true,
  institution: { select: { id: true, name: true, region: true, newlyOpened: true, privatelyRun: true } },
} as const satisfies Prisma.PersonSelect;

type PersonRow = Prisma.PersonGetPayload<{ select: typeof personFields }>;

/** A person as lists show him. */
export interface ListedPerson {
  id: string;
  name: string;
  title: Title;
  titleSince: LocalDate | null;
  born: LocalDate | null;
  employment: Employment;
  class: CentreClass | null;
  headsSpecialty: boolean;
  practisesHereSince: LocalDate | null;
  parentLevelExpert: boolean;
  institution: { id: string; name: string; region: string; newlyOpened: boolean; privatelyRun: boolean };
}

const listed = (p: PersonRow): ListedPerson => ({
  ...p,
  title: p.title as Title,
  titleSince: fromDbOrNull(p.titleSince),
  born: fromDbOrNull(p.born),
  employment: p.employment as Employment,
  class: p.class as CentreClass | null,
  practisesHereSince: fromDbOrNull(p.practisesHereSince),
});

/** A seat with the person in it. */
export interface FilledSeat extends DatedSeat {
  id: string;
  person: ListedPerson;
  replacesPersonId: string | null;
  endReason: string | null;
}

/** One cohort of a body with its seats, past and present. */
export interface CommitteeRecord extends Cohort {
  id: string;
  centreId: string;
  body: Body;
  endReason: string | null;
  /** The article under which it ended, where one says so. */
  endArticle: string | null;
  version: number;
  seats: FilledSeat[];
}

const committeeFields = {
  id: true,
  centreId: true,
  body: true,
  cohort: true,
  termFrom: true,
  termTo: true,
  endedOn: true,
  endReason: true,
  endArticle: true,
  version: true,
  appointments: {
    orderBy: [{ validFrom: 'asc' }, { id: 'asc' }],
    select: { id: true, personId: true, posts: true, validFrom: true, validTo: true, endReason: true, replacesPersonId: true, person: { select: personFields } },
  },
} as const satisfies Prisma.CommitteeSelect;

const record = (c: Prisma.CommitteeGetPayload<{ select: typeof committeeFields }>): CommitteeRecord => ({
  id: c.id,
  centreId: c.centreId,
  body: c.body as Body,
  cohort: c.cohort,
  termFrom: fromDb(c.termFrom),
  termTo: fromDbOrNull(c.termTo),
  endedOn: fromDbOrNull(c.endedOn),
  endReason: c.endReason,
  endArticle: c.endArticle,
  version: c.version,
  seats: c.appointments.map((a) => ({
    id: a.id,
    personId: a.personId,
    posts: a.posts as Post[],
    validFrom: fromDb(a.validFrom),
    validTo: fromDbOrNull(a.validTo),
    endReason: a.endReason,
    replacesPersonId: a.replacesPersonId,
    person: listed(a.person),
  })),
});

/** Every cohort of every body of a centre, newest first. */
export async function listCommittees(tx: Tx, tenantId: string, centreId: string): Promise<CommitteeRecord[]> {
  const found = await tx.committee.findMany({ where: { tenantId, centreId }, orderBy: [{ body: 'asc' }, { cohort: 'desc' }], select: committeeFields });
  return found.map(record);
}

/** A proposed list as it is kept. */
export interface RosterChangeRecord {
  id: string;
  kind: 'list' | 'change';
  state: RosterState;
  effectiveOn: LocalDate;
  baseVersion: number;
  version: number;
  proposedById: string;
  proposedByName: string;
  submittedAt: Date | null;
  /** What it was judged by when it was last submitted or decided; null before. */
  profileVersionId: string | null;
  storedFacts: unknown;
  decidedByName: string | null;
  decidedAt: Date | null;
  opinion: string | null;
  updatedAt: Date;
  committeeId: string;
  centreId: string;
  body: Body;
  entries: (Entry & { person: ListedPerson })[];
  departures: { rule: string; article: string; reason: string; state: string; expiresOn: LocalDate | null; approvedByName: string | null }[];
}

/** One proposed list; null if it does not exist in the tenant. */
export async function getRosterChange(tx: Tx, tenantId: string, id: string): Promise<RosterChangeRecord | null> {
  const c = await tx.rosterChange.findUnique({
    where: { tenantId_id: { tenantId, id } },
    select: {
      id: true, kind: true, state: true, effectiveOn: true, baseVersion: true, version: true, proposedById: true, proposedByName: true,
      submittedAt: true, decidedByName: true, decidedAt: true, opinion: true, updatedAt: true, committeeId: true, profileVersionId: true, facts: true,
      committee: { select: { centreId: true, body: true } },
      entries: { orderBy: { position: 'asc' }, select: { personId: true, posts: true, employerConsent: true, replacesPersonId: true, person: { select: personFields } } },
      departures: { orderBy: { rule: 'asc' }, select: { rule: true, article: true, reason: true, state: true, expiresOn: true, approvedByName: true } },
    },
  });
  if (!c) return null;
  const { facts, ...kept } = c;
  return {
    ...kept,
    storedFacts: facts,
    kind: c.kind as 'list' | 'change',
    state: c.state as RosterState,
    effectiveOn: fromDb(c.effectiveOn),
    centreId: c.committee.centreId,
    body: c.committee.body as Body,
    entries: c.entries.map((e) => ({ ...e, posts: e.posts as Post[], person: listed(e.person) })),
    departures: c.departures.map((d) => ({ ...d, expiresOn: fromDbOrNull(d.expiresOn) })),
  };
}

/** What the rules say of a list: the answer, every rule's line for the panel, and the facts it rests on. */
export interface RosterCheck {
  rules: RulesInForce;
  facts: CommitteeFacts;
  answer: Answer;
  review: RuleReview[];
  /** What the same rules would say of another list on the same day. */
  ask(entries: CheckInput['entries']): Answer;
}

interface CheckInput {
  centreClass: CentreClass;
  specialtyId: string;
  hostId: string | null;
  body: Body;
  /** Day of appointment or of the check. */
  on: LocalDate;
  entries: readonly (Entry & { person: ListedPerson })[];
  /** All cohorts of the same body of the same centre. */
  cohorts: readonly CommitteeRecord[];
  /** The cohort to which the list belongs. */
  cohort: number;
  /** Seats that the list continues: their holders are in the middle of a term. */
  continued: readonly DatedSeat[];
  unchangedSince?: LocalDate | undefined;
}

/** In which bodies of a specialty people sit; null where no rule asks. */
type Serving = ReadonlyMap<string, Body[]> | null;

/** The bodies of a specialty in which each person sits on a day; null where no rule of the jurisdiction asks for it. */
export async function servingIn(tx: Tx, tenantId: string, { profile }: RulesInForce, specialtyId: string, personIds: readonly string[], on: LocalDate): Promise<Serving> {
  if (!profile.rules.some((r) => r.kind === 'committee.drawn-from')) return null;
  const day = toDb(on);
  const found = await tx.appointment.findMany({
    where: { tenantId, personId: { in: [...personIds] }, validFrom: { lte: day }, AND: [{ OR: [{ validTo: null }, { validTo: { gt: day } }] }], committee: { endedOn: null, centre: { specialtyId } } },
    select: { personId: true, committee: { select: { body: true } } },
  });
  const serving = new Map<string, Body[]>();
  for (const { personId, committee } of found) serving.set(personId, [...(serving.get(personId) ?? []), committee.body as Body]);
  return serving;
}

/** Checks a list under the rules in force on its day. */
export async function checkRoster(tx: Tx, tenantId: string, input: CheckInput): Promise<RosterCheck> {
  const rules = await rulesFor(tx, tenantId, input.on);
  const penalties = await tx.penalty.findMany({
    where: { tenantId, personId: { in: input.entries.map((e) => e.personId) } },
    select: { personId: true, on: true },
  });
  const serving = await servingIn(tx, tenantId, rules, input.specialtyId, input.entries.map((e) => e.personId), input.on);
  const factsOf = (entries: CheckInput['entries']) => rosterFacts(rules, { ...input, entries }, penalties.map((p) => ({ personId: p.personId, on: fromDb(p.on) })), serving);
  const facts = factsOf(input.entries);
  return { rules, facts, ...judge(rules, facts, input.on), ask: (entries) => judge(rules, factsOf(entries), input.on).answer };
}

/** What the rules say of facts on a day. */
function judge({ rulebook }: RulesInForce, facts: CommitteeFacts, on: LocalDate): { answer: Answer; review: RuleReview[] } {
  const parsed = rulebook.committee.parse(facts, on);
  if (!parsed.ok) throw new Error(`facts made from the record are not valid: ${parsed.refusal.map((i) => `${i.path.join('.')} ${i.message}`).join('; ')}`);
  return { answer: rulebook.committee.answer(parsed.value), review: rulebook.committee.review(parsed.value) };
}

/** The contract's facts from the record: what is stored is turned into what the rules ask for, nothing is judged here. */
export function rosterFacts(rules: RulesInForce, input: CheckInput, penalties: readonly { personId: string; on: LocalDate }[], serving: Serving = null): CommitteeFacts {
  const order = rules.profile.structure.bodies.find((b) => b.body === input.body)?.posts ?? [];
  const continued = new Map(input.continued.map((s) => [s.personId, [...s.posts].sort().join(',')]));
  return {
    body: input.body,
    class: input.centreClass,
    ...(input.hostId ? { host: input.hostId } : {}),
    ...(input.unchangedSince ? { unchangedSince: input.unchangedSince } : {}),
    people: input.entries.map(({ person: p, posts, employerConsent, replacesPersonId }) => {
      const hits = penalties.filter((x) => x.personId === p.id).map((x) => x.on);
      return {
        id: p.id,
        roles: [...posts],
        institution: p.institution.id,
        title: p.title,
        ...(p.titleSince ? { titleSince: p.titleSince } : {}),
        ...(p.born ? { born: p.born } : {}),
        employment: p.employment,
        headsSpecialty: p.headsSpecialty,
        // Consent that nobody has recorded is no consent.
        employerConsent: employerConsent ?? false,
        terms: termsBefore(input.cohorts, p.id, leadingPost(posts, order), input.cohort),
        ...(hits.length > 0 ? { penalties: hits } : {}),
        ...(p.class ? { class: p.class } : {}),
        ...(p.practisesHereSince ? { practisesHereSince: p.practisesHereSince } : {}),
        institutionIsNew: p.institution.newlyOpened,
        parentLevelExpert: p.parentLevelExpert,
        institutionIsPrivate: p.institution.privatelyRun,
        ...(serving ? { serves: serving.get(p.id) ?? [] } : {}),
        ...(replacesPersonId ? { replenishes: replacesPersonId } : {}),
        servingTerm: continued.get(p.id) === [...posts].sort().join(','),
      };
    }),
  };
}

/** Everything that a proposed list is judged by: the list, its centre, its cohorts, and what the rules say of it. */
export async function loadChange(tx: Tx, tenantId: string, id: string) {
  const change = await getRosterChange(tx, tenantId, id);
  if (!change) return null;
  const centre = await tx.centre.findUniqueOrThrow({
    where: { tenantId_id: { tenantId, id: change.centreId } },
    select: {
      id: true, name: true, class: true, specialtyId: true,
      hosting: { where: { endedOn: null }, select: { dueToEndOn: true, institution: { select: { id: true, name: true } } } },
    },
  });
  const cohorts = (await tx.committee.findMany({ where: { tenantId, centreId: change.centreId, body: change.body }, orderBy: { cohort: 'desc' }, select: committeeFields })).map(record);
  const base = cohorts.find((c) => c.id === change.committeeId)!;
  const host = centre.hosting[0]?.institution ?? null;
  const standing = base.seats.filter((s) => holdsOn(s, change.effectiveOn));
  const startsCohort = change.kind === 'list' && base.seats.length > 0;
  // What has been approved is read as it was judged then: by the facts and the version that are kept with it.
  const asDecided = change.state === 'approved' ? await recheck(tx, tenantId, change) : null;
  const input = {
    centreClass: centre.class as CentreClass, specialtyId: centre.specialtyId, hostId: host?.id ?? null, body: change.body, on: change.effectiveOn,
    entries: change.entries, cohorts, cohort: startsCohort ? base.cohort + 1 : base.cohort,
  };
  const check = asDecided ?? await checkRoster(tx, tenantId, { ...input, continued: change.kind === 'change' ? standing : [] });
  // What an amendment goes on with, allowed before, is shown as allowed; what it breaks itself needs a reason of its own.
  const allowed = asDecided || change.kind === 'list' ? [] : await allowedDepartures(tx, tenantId, base, change.effectiveOn);
  const shown = withDepartures(check.review, allowed.length > 0 ? (await checkRoster(tx, tenantId, { ...input, continued: [] })).review : [], allowed);
  const isSilent = (rule: string) => check.review.some((line) => line.rule === rule && line.findings.every((f) => f.severity === 'note'));
  const term = check.rules.profile.structure.bodies.find((b) => b.body === change.body)?.term ?? null;
  const hostEnds = fromDbOrNull(centre.hosting[0]?.dueToEndOn ?? null);
  const termFrom = change.kind === 'list' ? change.effectiveOn : base.termFrom;
  const termTo =
    change.kind === 'change' ? base.termTo : term === null ? null : term.endsWithHost && hostEnds && hostEnds > termFrom ? hostEnds : lastDayOfTerm(termFrom, term.years);
  return {
    change,
    centre: { id: centre.id, name: centre.name, class: centre.class as CentreClass },
    host,
    base,
    standing,
    startsCohort,
    check,
    /** Every rule's line, with the departures that the list only goes on with. */
    review: shown.review,
    goesOn: shown.departures.filter((d) => isSilent(d.rule)),
    term: { from: termFrom, to: termTo },
  };
}
export type LoadedChange = NonNullable<Awaited<ReturnType<typeof loadChange>>>;

/** A decided list under the version and the facts that are kept with it; null if they are not kept. */
async function recheck(tx: Tx, tenantId: string, { profileVersionId, storedFacts, effectiveOn }: RosterChangeRecord): Promise<RosterCheck | null> {
  const rules = profileVersionId && storedFacts ? await rulesOfVersion(tx, tenantId, profileVersionId) : null;
  if (!rules) return null;
  const facts = storedFacts as CommitteeFacts;
  // A list from before the regulation was entered as one that stood on its first day.
  const first = rules.profile.instrument.effectiveFrom as LocalDate;
  const judged = judge(rules, facts, effectiveOn < first ? first : effectiveOn);
  return { rules, facts, ...judged, ask: () => judged.answer };
}

/** A departure that was allowed, as it stands on a day. */
export interface AllowedDeparture {
  rule: string;
  reason: string;
  approvedByName: string | null;
  expiresOn: LocalDate | null;
  /** The list with which it was allowed. */
  changeId: string;
  hasExpired: boolean;
}

/** The departures allowed for a cohort up to a day, the newest for each rule. */
export async function allowedDepartures(tx: Tx, tenantId: string, committee: CommitteeRecord, day: LocalDate): Promise<AllowedDeparture[]> {
  const found = await tx.departure.findMany({
    where: {
      tenantId, state: 'accepted',
      change: { state: 'approved', committee: { centreId: committee.centreId, body: committee.body }, effectiveOn: { gte: toDb(committee.termFrom), lte: toDb(day) } },
    },
    orderBy: [{ change: { effectiveOn: 'desc' } }, { id: 'desc' }],
    select: { rule: true, reason: true, approvedByName: true, expiresOn: true, rosterChangeId: true },
  });
  const newest = new Map<string, AllowedDeparture>();
  for (const { rosterChangeId, expiresOn, ...d } of found) {
    const until = fromDbOrNull(expiresOn);
    if (!newest.has(d.rule)) newest.set(d.rule, { ...d, expiresOn: until, changeId: rosterChangeId!, hasExpired: until !== null && until < day });
  }
  return [...newest.values()];
}

/** Since when and until when a list may take effect. */
export function effectiveBounds({ kind, today, termFrom, termTo, rulesFrom }: { kind: 'list' | 'change'; today: LocalDate; termFrom: LocalDate; termTo: LocalDate | null; rulesFrom: LocalDate }) {
  const inAYear = addYears(today, 1);
  return {
    from: termFrom > rulesFrom ? { on: termFrom, why: '本届起始日' } : { on: rulesFrom, why: '办法施行之日' },
    to: kind === 'change' && termTo !== null && termTo < inAYear ? { on: termTo, why: '本届届满日' } : { on: inAYear, why: '今天起一年' },
  };
}

/** People of a list who could take a post without breaking a rule that the list keeps now; first those of whom nothing would have to be explained. */
export function fitFor({ change, check }: Pick<LoadedChange, 'change' | 'check'>, post: Post): { entry: RosterChangeRecord['entries'][number]; doubts: number }[] {
  const of = (answer: Answer, severity: Finding['severity']) => answer.findings.filter((f) => f.severity === severity).map((f) => f.rule);
  const blocked = new Set(of(check.answer, 'block'));
  const warned = new Set(of(check.answer, 'warn'));
  return change.entries
    .filter((e) => !e.posts.includes(post))
    .flatMap((entry) => {
      const after = check.ask(change.entries.map((e) => (e === entry ? { ...e, posts: [post] } : e)));
      if (of(after, 'block').some((rule) => !blocked.has(rule))) return [];
      return [{ entry, doubts: of(after, 'warn').filter((rule) => !warned.has(rule)).length }];
    })
    .sort((a, b) => a.doubts - b.doubts);
}

/** Warnings that still need a reason. */
export function unexplained(check: RosterCheck, departures: readonly { rule: string; reason: string }[]) {
  const explained = new Set(departures.filter((d) => d.reason.trim() !== '').map((d) => d.rule));
  return check.answer.findings.filter((f) => f.severity === 'warn' && !explained.has(f.rule));
}

/** How many people a search shows. */
export const PEOPLE_SHOWN = 20;

/** Every word must be met: by the name, in Chinese or pinyin, or by the institution. */
const peopleWhere = (tenantId: string, words: readonly string[], except: readonly string[]): Prisma.PersonWhereInput => ({
  tenantId,
  id: { notIn: [...except] },
  AND: words.map((word) => ({
    OR: [{ name: { contains: word } }, ...(/^[a-z]+$/.test(word) ? [{ pinyin: { contains: word } }] : []), { institution: { name: { contains: word } } }],
  })),
});
const wordsOf = (q: string): string[] => q.trim().toLowerCase().split(/\s+/).filter(Boolean).slice(0, 5);

/** People of the tenant who match a name in Chinese or pinyin, for the search of a list; the first of them. */
export async function searchPeople(tx: Tx, tenantId: string, q: string, except: readonly string[]): Promise<ListedPerson[]> {
  const words = wordsOf(q);
  if (words.length === 0) return [];
  const found = await tx.person.findMany({ where: peopleWhere(tenantId, words, except), orderBy: [{ pinyin: 'asc' }, { id: 'asc' }], take: PEOPLE_SHOWN, select: personFields });
  return found.map(listed);
}

/** People by their ids, as lists show them. */
export async function peopleById(tx: Tx, tenantId: string, ids: readonly string[]): Promise<Map<string, ListedPerson>> {
  const found = await tx.person.findMany({ where: { tenantId, id: { in: [...ids] } }, select: personFields });
  return new Map(found.map((p) => [p.id, listed(p)]));
}

/** How many people match in all. */
export async function countPeople(tx: Tx, tenantId: string, q: string, except: readonly string[]): Promise<number> {
  const words = wordsOf(q);
  return words.length === 0 ? 0 : tx.person.count({ where: peopleWhere(tenantId, words, except) });
}

/** The day after the last day of a term: when the next cohort is due. */
export const nextCohortOn = (termTo: LocalDate | null): LocalDate | null => (termTo ? addDays(termTo, 1) : null);

/** The head on whom was decided together with the host that has the centre now, for the first list of its committee; null without such a decision. */
export async function decidedHead(tx: Tx, tenantId: string, centreId: string): Promise<string | null> {
  const round = await tx.selection.findFirst({ where: { tenantId, centreId, state: 'established', hosting: { endedOn: null } }, orderBy: { decidedAt: 'desc' }, select: { result: true } });
  const head = (round?.result as { headPersonId?: unknown } | null)?.headPersonId;
  return typeof head === 'string' ? head : null;
}
