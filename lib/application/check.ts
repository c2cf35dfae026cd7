import type { z } from 'zod';
import type { CommitteeFacts, committeeFactsSchema, Roster } from '../committee/facts';
import { servingIn } from '../committee/data';
import { termsBefore } from '../committee/history';
import { fills, headRecord, hostRecord, openPlaces, successors } from '../conduct/data';
import { fromDb, fromDbOrNull } from '../db/dates';
import type { Tx } from '../db/tenant';
import type { Body, CentreClass, Employment, HospitalLevel, InstitutionKind, Post, Title } from '../glossary';
import type { HostDecision } from '../host/evaluate';
import { hostFactsSchema, type HostFacts } from '../host/facts';
import type { RulesInForce } from '../jurisdiction/data';
import type { LocalDate } from '../kernel/local-date';
import { postLabel, type Profile } from '../regulation/profile';
import { answerOf, type Answer } from '../regulation/question';
import { bindRule } from '../regulation/rule-kind';
import { asksOf, HOST_KINDS, type Rulebook } from '../rulebook';
import type { Round } from '../selection/data';
import { conditionOf, findingConditions, sanctionCondition, type Condition } from './conditions';

// Whether an application meets the conditions: the same check for the applicant, who looks before he submits, and for the
// commission. Facts come from the registers and from what the applicant states; the rules are those of the round.

type Person = z.output<typeof committeeFactsSchema>['people'][number];

/** Everything a check rests on, so that it can be run again. */
export interface CheckFacts {
  /** Day of submission; before it, the day of the self-check. */
  on: LocalDate;
  /** Facts of the question `host`; null where members are recommended. */
  host: Omit<HostFacts, 'on'> | null;
  /** Whether the round fills the place from which the proposed head was removed. */
  headFillsOwnPlace: boolean;
  /** A list of one: the proposed head or the person recommended, in his post; null while nobody is named. */
  person: (CommitteeFacts & { name: string }) | null;
  /** The body and post for which the person is wanted; null where the profile has none. */
  post: { body: Body; post: Post } | null;
}

export interface Check {
  facts: CheckFacts;
  answer: Answer<HostDecision>;
  conditions: Condition[];
}

export interface Applying {
  institutionId: string;
  personId: string | null;
  /** For which the person is recommended; null for an application to host. */
  post: Post | null;
  statements: { outstandingInSpecialty?: boolean | undefined; resources?: { premises?: boolean | undefined; equipment?: boolean | undefined; staff?: boolean | undefined; funds?: boolean | undefined } | undefined };
}

/** What a round is to the check. */
type CheckedRound = Pick<Round, 'rules' | 'road' | 'purpose' | 'body' | 'centreId' | 'specialtyId' | 'specialty'>;

/** Checks an application under the rules of its round, with the registers as they stand; `on` is the day of submission. */
export async function checkApplication(tx: Tx, tenantId: string, round: CheckedRound, applying: Applying, on: LocalDate): Promise<Check> {
  const facts = await gatherFacts(tx, tenantId, round, applying, on);
  return { facts, ...judgeFacts(round.rules.rulebook, facts) };
}

/** What an application keeps of its check, as columns. */
export const keptCheck = ({ facts, answer, conditions }: Check, rules: Pick<RulesInForce, 'versionId'>) => ({
  profileVersionId: rules.versionId,
  facts: facts as unknown as object,
  result: { answer, conditions } as unknown as object,
});

/** The conditions of the check that an application has kept, with what people judged of them when it was admitted; empty before there is one. */
export const keptConditions = (result: unknown): Condition[] => (result as Pick<Check, 'conditions'> | null | undefined)?.conditions ?? [];

async function gatherFacts(tx: Tx, tenantId: string, round: CheckedRound, { institutionId, personId, post, statements }: Applying, on: LocalDate): Promise<CheckFacts> {
  const { profile } = round.rules;
  const wanted = postWanted(profile, round, post);
  const person = personId && wanted ? await personFacts(tx, tenantId, round, wanted, institutionId, personId, on) : null;
  if (round.road === 'recommendation') return { on, host: null, headFillsOwnPlace: false, person, post: wanted };

  const institution = await tx.institution.findUniqueOrThrow({ where: { tenantId_id: { tenantId, id: institutionId } }, select: { level: true, kind: true } });
  const goesOn = await successors(tx, tenantId);
  const record = await hostRecord(tx, tenantId, institutionId, round.specialtyId, goesOn);
  const emptied = (await openPlaces(tx, tenantId, goesOn)).filter((place) => fills(round, place));
  // Of several sanctions of centres that he headed, the one that emptied this very place counts before the newest.
  const ownPlace = personId ? emptied.find((place) => place.headPersonId === personId) : undefined;
  const head = ownPlace
    ? { decidedOn: ownPlace.decidedOn, class: round.specialty.class, direction: round.specialty.direction }
    : personId ? await headRecord(tx, tenantId, personId, round.specialtyId, goesOn) : null;
  return {
    on,
    host: {
      institution: { id: institutionId, level: institution.level as HospitalLevel, kind: institution.kind as InstitutionKind, outstandingInSpecialty: statements.outstandingInSpecialty },
      centre: { class: round.specialty.class, direction: round.specialty.direction, newlyEstablished: round.purpose === 'establish' },
      resources: statements.resources ?? {},
      // What concerns the institution as a whole lies outside the specialty; the profile says whether that matters.
      events: record.events.map((e) => ({ kind: e.kind, on: e.on, sameSpecialty: e.specialtyId === round.specialtyId })),
      sanctions: record.sanctions.map((s) => ({ ground: s.ground, decidedOn: s.decidedOn, class: s.class, direction: s.direction })),
      roundReplacesSanctioned: emptied.some((place) => place.institutionId === institutionId),
      ...(head ? { proposedHead: { removedChairOfSanctionedHost: true, removedOn: head.decidedOn, class: head.class, direction: head.direction } } : {}),
    },
    headFillsOwnPlace: ownPlace !== undefined,
    person,
    post: wanted,
  };
}

/** The post for which a round wants somebody: the head of the centre, or the one for which he is recommended. */
function postWanted({ structure }: Profile, { road, body }: Pick<CheckedRound, 'road' | 'body'>, post: Post | null): CheckFacts['post'] {
  if (road !== 'recommendation') {
    const led = structure.bodies.find((b) => b.head);
    return led?.head ? { body: led.body, post: led.head } : null;
  }
  const named = structure.bodies.find((b) => (body ? b.body === body : post !== null && b.posts.includes(post)));
  return named && post && named.posts.includes(post) ? { body: named.body, post } : null;
}

/** One person as a list of his own; what the registers do not know is left out. */
async function personFacts(tx: Tx, tenantId: string, round: CheckedRound, { body, post }: { body: Body; post: Post }, institutionId: string, personId: string, on: LocalDate): Promise<CheckFacts['person']> {
  const p = await tx.person.findUnique({
    where: { tenantId_id: { tenantId, id: personId } },
    select: {
      id: true, name: true, title: true, titleSince: true, born: true, employment: true, class: true, headsSpecialty: true, practisesHereSince: true, parentLevelExpert: true, institutionId: true,
      institution: { select: { newlyOpened: true, privatelyRun: true } },
      penalties: { orderBy: { on: 'asc' }, select: { on: true } },
    },
  });
  if (!p) return null;
  const serving = await servingIn(tx, tenantId, round.rules, round.specialtyId, [personId], on);
  const cohorts = round.centreId
    ? await tx.committee.findMany({
        where: { tenantId, centreId: round.centreId, body },
        select: { cohort: true, termFrom: true, termTo: true, endedOn: true, appointments: { where: { personId }, select: { personId: true, posts: true, validFrom: true, validTo: true } } },
      })
    : [];
  const served = cohorts.map((c) => ({
    cohort: c.cohort, termFrom: fromDb(c.termFrom), termTo: fromDbOrNull(c.termTo), endedOn: fromDbOrNull(c.endedOn),
    seats: c.appointments.map((a) => ({ ...a, posts: a.posts as Post[], validFrom: fromDb(a.validFrom), validTo: fromDbOrNull(a.validTo) })),
  }));
  return {
    name: p.name,
    body,
    class: round.specialty.class,
    ...(round.road === 'recommendation' ? {} : { host: institutionId }),
    people: [
      {
        id: p.id,
        roles: [post],
        institution: p.institutionId,
        title: p.title as Title,
        ...(p.titleSince ? { titleSince: fromDb(p.titleSince) } : {}),
        ...(p.born ? { born: fromDb(p.born) } : {}),
        employment: p.employment as Employment,
        headsSpecialty: p.headsSpecialty,
        // An employer that puts its own people forward agrees; of another one nothing is known.
        ...(p.institutionId === institutionId ? { employerConsent: true } : {}),
        terms: termsBefore(served, p.id, post, Math.max(0, ...served.map((c) => c.cohort)) + 1),
        penalties: p.penalties.map((x) => fromDb(x.on)),
        ...(p.class ? { class: p.class as CentreClass } : {}),
        ...(p.practisesHereSince ? { practisesHereSince: fromDb(p.practisesHereSince) } : {}),
        institutionIsNew: p.institution.newlyOpened,
        parentLevelExpert: p.parentLevelExpert,
        institutionIsPrivate: p.institution.privatelyRun,
        ...(serving ? { serves: serving.get(p.id) ?? [] } : {}),
      },
    ],
  };
}

/** What the rules say of facts: the answer, and every condition by itself. The same facts give the same, years later. */
export function judgeFacts(rulebook: Rulebook, facts: CheckFacts): Omit<Check, 'facts'> {
  const { profile } = rulebook;
  const host = facts.host && hostPart(rulebook, facts.host, facts);
  const conditions = [...(host?.conditions ?? []), ...findingConditions(profile), ...personPart(rulebook, facts)];
  return { answer: host?.answer ?? answerOf([], { eligible: null }), conditions };
}

/** Institution and sanctions. The institution is asked for itself and its head for himself: a round may fill the place of the one and not of the other. */
function hostPart(rulebook: Rulebook, facts: Omit<HostFacts, 'on'>, { on, headFillsOwnPlace }: CheckFacts): Omit<Check, 'facts'> {
  const { profile } = rulebook;
  const ask = (more: Partial<HostFacts>) => rulebook.host.answer(hostFactsOf({ ...facts, on, ...more }));
  const own = ask({ proposedHead: undefined });
  // Facts are as good as unknown where the applicant says nothing of them.
  const denied = { premises: false, equipment: false, staff: false, funds: false, ...known(facts.resources) };
  const ruleLines = profile.rules.flatMap((setting) => {
    const kind = HOST_KINDS.get(setting.kind);
    if (!kind) return [];
    const bound = bindRule(kind, setting, profile);
    const read = (of: HostFacts) => {
      const findings: Answer['findings'] = [];
      return { open: bound.collect(of, findings, 'block'), findings };
    };
    const told = hostFactsOf({ ...facts, on });
    const measure = bound.rule.measure(told);
    const { open, findings } = read(told);
    if (measure.notApplicable || (measure.actual === '不适用' && findings.length === 0)) return [];
    return [conditionOf('institution', { rule: bound.id, setting, asks: asksOf(setting, profile), measure, findings, open, unknown: read(hostFactsOf({ ...facts, on, resources: denied })).findings.length > findings.length })];
  });
  const bans = (answer: Answer) => answer.findings.filter((f) => f.rule.startsWith('host.sanction-'));
  const sanctionLines = facts.sanctions.flatMap((past, i) => {
    const alone = { sanctions: [past], proposedHead: undefined };
    const id = `sanction.${past.ground}.${past.decidedOn}.${facts.sanctions.slice(0, i).filter((s) => s.ground === past.ground && s.decidedOn === past.decidedOn).length + 1}`;
    return sanctionCondition(profile, id, past, on, bans(ask(alone)), past.decidedOn > on ? bans(ask({ ...alone, on: past.decidedOn })) : []) ?? [];
  });
  const head = facts.proposedHead;
  const ofHead = head ? ask({ sanctions: [], events: [], roundReplacesSanctioned: headFillsOwnPlace }) : null;
  const headLine = ofHead && head?.removedOn && bans(ofHead).length > 0 ? sanctionCondition(profile, `sanction.head.${head.removedOn}`, { decidedOn: head.removedOn, direction: head.direction }, on, bans(ofHead), []) : null;
  const silent = own.findings.find((f) => f.rule === 'host.silent');
  return {
    answer: ofHead ? together(own, bans(ofHead), ofHead.decision) : own,
    conditions: [
      ...(silent ? [{ id: silent.rule, about: 'finding' as const, label: `申请${profile.vocabulary.host ?? '单位'}的条件`, article: silent.article, force: 'mandatory' as const, status: 'open' as const, says: `${silent.message}，由主管部门认定` }] : []),
      ...ruleLines, ...sanctionLines, ...(headLine ? [headLine] : []),
    ],
  };
}

/** The answer of the institution with what stands against its head. */
function together(own: Answer<HostDecision>, ofHead: Answer['findings'], { eligible, barredUntil }: HostDecision): Answer<HostDecision> {
  const findings = [...own.findings, ...ofHead];
  const blocked = findings.some((f) => f.severity === 'block');
  const until = [own.decision.barredUntil, barredUntil].flatMap((d) => d ?? []).sort().at(-1);
  return answerOf(findings, { eligible: blocked ? false : own.decision.eligible === null || eligible === null ? null : true, ...(until ? { barredUntil: until } : {}) });
}

const known = <T extends object>(facts: T): Partial<T> => Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Partial<T>;

/** Facts as the rules read them; what is made from the registers is always valid. */
function hostFactsOf({ on, ...facts }: HostFacts): HostFacts {
  return { ...hostFactsSchema.parse(facts), on };
}

/** Somebody who meets no condition at all. A rule that has nothing against him in his post is none about a person. */
const worstPerson = (on: LocalDate): Partial<Person> => ({
  institution: 'elsewhere', title: 'none', titleSince: on, born: '1900-01-01' as LocalDate, employment: 'retired', headsSpecialty: false, employerConsent: false,
  terms: { full: 90, consecutive: 90 }, penalties: [on], practisesHereSince: on, institutionIsNew: false, parentLevelExpert: false, institutionIsPrivate: false, serves: [],
});

/**
 * The conditions of the person by the rules of the body, asked of a list that holds only him. Which of its rules are about
 * a person shows by asking them of one who meets none: those that name him are; how many sit on a list is no condition of
 * an application. What would turn against him if the unknown were at its worst is open.
 */
function personPart({ profile, committee }: Rulebook, { on, host, person, post }: CheckFacts): Condition[] {
  if (!post) return [];
  const lines = (one: Person, list: Partial<CommitteeFacts>) => committee.review(rosterFor(committee, { ...list, body: post.body, people: [one] }, on));
  const named = (findings: Answer['findings'], id: string) => findings.filter((f) => f.subjects?.includes(id));
  const { name, people: [one], ...list }: NonNullable<CheckFacts['person']> | { name: string; people: []; class?: CentreClass; host?: string } =
    person ?? { name: '', people: [], ...(host ? { class: host.centre.class, host: host.institution.id } : {}) };
  const nobody: Person = { id: '-', roles: [post.post] };
  const candidate = (one ?? nobody) as Person;
  const against = lines({ ...candidate, ...worstPerson(on) }, { ...list, host: list.host ?? '-' }).filter((l) => named(l.findings, candidate.id).length > 0);
  if (against.length === 0) return [];
  const label = postLabel(profile, post.post);
  if (!one) {
    return [{ id: 'person', about: 'person', label: `${label}人选的任职条件`, article: against[0]!.setting.article, force: 'mandatory', status: 'open', says: `没有写明${label}人选，${against.length}项任职条件无法检验` }];
  }
  const seen = new Map(lines(candidate, list).map((l) => [l.rule, l]));
  const doubted = new Map(lines({ ...worstPerson(on), ...known(candidate) } as Person, list).map((l) => [l.rule, l]));
  return against.flatMap(({ rule }) => {
    const line = seen.get(rule)!;
    const findings = named(line.findings, candidate.id);
    const unknown = named(doubted.get(rule)!.findings, candidate.id).some((f) => f.severity !== 'note');
    const condition = conditionOf('person', { rule, setting: line.setting, asks: asksOf(line.setting, profile), measure: line.measure, findings, open: false, unknown });
    return line.measure.notApplicable && !unknown ? [] : [{ ...condition, says: `${name}：${condition.says}` }];
  });
}

function rosterFor(committee: Rulebook['committee'], facts: CommitteeFacts, on: LocalDate): Roster {
  const parsed = committee.parse(facts, on);
  if (!parsed.ok) throw new Error(`facts made from the registers are not valid: ${parsed.refusal.map((i) => `${i.path.join('.')} ${i.message}`).join('; ')}`);
  return parsed.value;
}
