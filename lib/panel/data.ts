import { getPerson, getSubmitted, submittedFiles } from '../application/data';
import { fromDbOrNull, toDb } from '../db/dates';
import type { Tx } from '../db/tenant';
import type { Body, Title } from '../glossary';
import { may, type Actor } from '../identity/actor';
import type { LocalDate } from '../kernel/local-date';
import { bodyLabel, type Profile } from '../regulation/profile';
import { getRound, type Round } from '../selection/data';
import { namesPanel } from '../selection/roads';
import { unnamed } from '../selection/scheme';
import { isReadByPanel, READING, type SelectionState } from '../selection/states';
import { conflictsOf, withDeclared, type ApplicantFacts, type AssessorFacts, type Conflict } from './conflict';
import type { Defence } from './draw';
import type { SheetEntries } from './points';
import { holdsPlace, NOT_ASKED, type PanelState, type ScoreState } from './states';
import { tally, type Standing } from './tally';

/** Applications that were handed in: an assessor declares about each. Those found ineligible may come back. */
const HANDED_IN = ['submitted', 'eligible', 'ineligible'];
/** Applications that still compete: an interest in one of them bars from the round. */
const COMPETING = ['submitted', 'eligible'];
/** States in which the scores are known: after the panel has ended, and to the commission only. */
const SCORED: readonly SelectionState[] = ['choosing', 'chosen', 'notice', 'decided', 'established'];

/** States of a round that is over: of it an assessor keeps his own sheets. */
const ENDED: readonly SelectionState[] = ['decided', 'established', 'cancelled'];

/** Seats that are held, on bodies that stand, on a day. */
const heldOn = (on: LocalDate) => ({
  validFrom: { lte: toDb(on) },
  OR: [{ validTo: null }, { validTo: { gt: toDb(on) } }],
  committee: { OR: [{ endedOn: null }, { endedOn: { gte: toDb(on) } }] },
});
const hostOn = (on: LocalDate) => ({ where: { startsOn: { lte: toDb(on) }, OR: [{ endedOn: null }, { endedOn: { gte: toDb(on) } }] }, select: { institutionId: true }, take: 1 });

/** Who handed in an application, by receipt. */
export async function listApplicants(tx: Tx, tenantId: string, selectionId: string, on: LocalDate) {
  const found = await tx.application.findMany({
    where: { tenantId, selectionId, state: { in: HANDED_IN } },
    orderBy: [{ receipt: 'asc' }, { id: 'asc' }],
    select: { id: true, state: true, receipt: true, defenceOrder: true, institutionId: true, institution: { select: { name: true } }, person: { select: { id: true, name: true } } },
  });
  const heads = found.flatMap((a) => (a.person ? [a.person.id] : []));
  const seats = await tx.appointment.findMany({ where: { tenantId, personId: { in: heads }, ...heldOn(on) }, select: { personId: true, committeeId: true } });
  return found.map((a) => ({
    applicationId: a.id, institutionId: a.institutionId, institution: a.institution.name, headId: a.person?.id ?? null, head: a.person?.name ?? null,
    headSeats: seats.filter((s) => s.personId === a.person?.id).map((s) => s.committeeId),
    state: a.state, receipt: a.receipt, defenceOrder: a.defenceOrder, competes: COMPETING.includes(a.state),
  }));
}
export type Applicant = Awaited<ReturnType<typeof listApplicants>>[number];

/** What the platform knows today of assessors, by account. */
async function assessorFacts(tx: Tx, tenantId: string, profile: Profile, accountIds: readonly string[], on: LocalDate): Promise<Map<string, AssessorFacts>> {
  const ids = [...accountIds];
  const memberships = await tx.membership.findMany({
    where: { tenantId, accountId: { in: ids }, status: 'active' },
    select: { accountId: true, role: true, personId: true, institutionId: true, centre: { select: { name: true, hosting: hostOn(on) } } },
  });
  const personOf = new Map(memberships.flatMap((m) => (m.personId ? [[m.accountId, m.personId] as const] : [])));
  const personIds = [...personOf.values()];
  const people = await tx.person.findMany({
    where: { tenantId, id: { in: personIds } },
    select: {
      id: true, institutionId: true,
      employments: { orderBy: { startedOn: 'asc' }, select: { institutionId: true, startedOn: true, endedOn: true } },
      appointments: { where: heldOn(on), orderBy: { id: 'asc' }, select: { committeeId: true, committee: { select: { body: true, centre: { select: { name: true, hosting: hostOn(on) } } } } } },
    },
  });
  return new Map(ids.map((accountId) => {
    const own = memberships.filter((m) => m.accountId === accountId);
    const person = people.find((p) => p.id === personOf.get(accountId));
    return [accountId, {
      personId: person?.id ?? null,
      employers: [...(person ? [person.institutionId] : []), ...own.flatMap((m) => (m.institutionId ? [m.institutionId] : []))],
      employments: (person?.employments ?? []).map((e) => ({ institutionId: e.institutionId, startedOn: fromDbOrNull(e.startedOn), endedOn: fromDbOrNull(e.endedOn) })),
      posts: [
        ...(person?.appointments ?? []).map((a) => ({ committeeId: a.committeeId, name: `${a.committee.centre.name}${bodyLabel(profile, a.committee.body as Body)}`, hostId: a.committee.centre.hosting[0]?.institutionId ?? null })),
        ...own.flatMap((m) => (m.centre ? [{ committeeId: null, name: m.centre.name, hostId: m.centre.hosting[0]?.institutionId ?? null }] : [])),
      ],
    }];
  }));
}

/** What speaks against assessors in a round today, by account; only applicants that still compete count. */
export async function findConflicts(tx: Tx, tenantId: string, profile: Profile, accountIds: readonly string[], applicants: readonly Applicant[], on: LocalDate): Promise<Map<string, Conflict[]>> {
  const facts = await assessorFacts(tx, tenantId, profile, accountIds, on);
  const competing: ApplicantFacts[] = applicants.filter((a) => a.competes);
  return new Map([...facts].map(([id, f]) => [id, conflictsOf(f, competing)]));
}

/** Of conflicts those that bar from the round as it stands: with applicants that still compete. */
export const barring = (conflicts: readonly Conflict[], applicants: readonly Applicant[]): Conflict[] =>
  conflicts.filter((c) => applicants.some((a) => a.competes && a.applicationId === c.applicationId));

const memberFields = {
  id: true, selectionId: true, accountId: true, personId: true, name: true, state: true, conflicts: true, declaredAt: true, declaration: true,
  recusedReason: true, recusedByName: true, recusedAt: true, proposedById: true, proposedByName: true, proposalReason: true, answeredByName: true, answerReason: true, answeredAt: true, createdAt: true, version: true,
} as const;
const member = <M extends { state: string; conflicts: unknown }>(m: M) => ({ ...m, state: m.state as PanelState, conflicts: m.conflicts as Conflict[] });

/** One place on a panel; null if it does not exist in the tenant. */
export async function getMember(tx: Tx, tenantId: string, id: string) {
  const found = await tx.panelMember.findUnique({ where: { tenantId_id: { tenantId, id } }, select: memberFields });
  return found && member(found);
}
export type Member = NonNullable<Awaited<ReturnType<typeof getMember>>>;

/** The places on the panel of a round, in the order of the invitations. */
export async function listMembers(tx: Tx, tenantId: string, selectionId: string): Promise<Member[]> {
  return (await tx.panelMember.findMany({ where: { tenantId, selectionId }, orderBy: { id: 'asc' }, select: memberFields })).map(member);
}

/** Submitted sheets for eligible applications of members who accepted and did not step back, by member. */
export async function submittedSheets(tx: Tx, tenantId: string, selectionId: string): Promise<Map<string, string[]>> {
  const found = await tx.panelScore.findMany({
    where: { tenantId, state: 'submitted', member: { selectionId, state: 'accepted' }, application: { state: 'eligible' } },
    select: { panelMemberId: true, applicationId: true },
  });
  const by = new Map<string, string[]>();
  for (const s of found) by.set(s.panelMemberId, [...(by.get(s.panelMemberId) ?? []), s.applicationId]);
  return by;
}

/** How the order of the defence of a round came about; null while there is none. */
export const defenceOf = async (tx: Tx, tenantId: string, selectionId: string): Promise<Defence | null> =>
  ((await tx.selection.findUnique({ where: { tenantId_id: { tenantId, id: selectionId } }, select: { defence: true } }))?.defence ?? null) as Defence | null;

/** The place of one application in the order of the defence, for its applicant: none before scoring has begun, and from then on. */
export async function defencePlace(tx: Tx, tenantId: string, applicationId: string): Promise<number | null> {
  const a = await tx.application.findUnique({ where: { tenantId_id: { tenantId, id: applicationId } }, select: { state: true, defenceOrder: true, selection: { select: { state: true } } } });
  return a?.state === 'eligible' && (a.selection.state === 'scoring' || SCORED.includes(a.selection.state as SelectionState)) ? a.defenceOrder : null;
}

/** Whether an account may read an application as a member of its panel: he accepted, did not step back, scoring has begun, and the round is not decided. */
export async function mayReadAsPanel(tx: Tx, tenantId: string, accountId: string, applicationId: string): Promise<boolean> {
  const found = await tx.application.findFirst({
    where: { tenantId, id: applicationId, state: 'eligible', selection: { state: { in: [...READING] }, panel: { some: { tenantId, accountId, state: 'accepted' } } } },
    select: { id: true },
  });
  return found !== null;
}

// For the commission

/** The panel of a round for the commission, and whom its plan names besides; null for anybody else. Points are in none of it. */
export async function readPanel(tx: Tx, actor: Actor, round: Round, on: LocalDate) {
  const { tenantId } = actor;
  if (!may(actor, 'selection.read', { tenantId })) return null;
  const applicants = await listApplicants(tx, tenantId, round.id, on);
  const members = await listMembers(tx, tenantId, round.id);
  const open = round.state === 'reviewing' || round.state === 'scoring';
  const active = members.filter((m) => holdsPlace(m.state));
  const found = open ? await findConflicts(tx, tenantId, round.rules.profile, active.map((m) => m.accountId), applicants, on) : new Map<string, Conflict[]>();
  const people = await tx.person.findMany({
    where: { tenantId, id: { in: members.flatMap((m) => (m.personId ? [m.personId] : [])) } },
    select: { id: true, title: true, institution: { select: { name: true } } },
  });
  const sheets = await submittedSheets(tx, tenantId, round.id);
  return {
    applicants,
    named: await namedPool(tx, tenantId, round, members, applicants, on),
    defence: await defenceOf(tx, tenantId, round.id),
    members: members.map((m) => {
      const person = people.find((p) => p.id === m.personId);
      const conflicts = found.has(m.accountId) ? withDeclared(found.get(m.accountId)!, m.conflicts) : m.conflicts;
      return { ...m, person: person ? { title: person.title as Title, institution: person.institution.name } : null, conflicts: m.state === 'recused' ? conflicts : barring(conflicts, applicants), submitted: sheets.get(m.id)?.length ?? 0 };
    }),
  };
}

/** Assessors whom the approved plan names and nobody has asked yet, and how many places nobody of them can fill. */
export interface NamedPool {
  waiting: { accountId: string; name: string; institution: string | null; assessor: Assessor | null; conflicts: Conflict[] }[];
  /** Places that a supplement may fill. */
  missing: number;
}

/** The list of the approved plan as it stands for a round; null where the text knows none and inviting is free. */
export async function namedPool(tx: Tx, tenantId: string, round: Round, members: readonly Member[], applicants: readonly Applicant[], on: LocalDate): Promise<NamedPool | null> {
  const rubric = round.scheme?.panel;
  if (!rubric || !namesPanel(round.rules.profile)) return null;
  const unasked = rubric.assessors.filter((a) => !members.some((m) => m.accountId === a.accountId));
  const ids = unasked.map((a) => a.accountId);
  const active = await listAssessors(tx, tenantId, ids);
  const conflicts = await findConflicts(tx, tenantId, round.rules.profile, ids, applicants, on);
  const waiting = unasked.map((a) => ({ ...a, assessor: active.find((b) => b.accountId === a.accountId) ?? null, conflicts: conflicts.get(a.accountId) ?? [] }));
  const able = waiting.filter((a) => a.assessor && a.conflicts.length === 0).length + members.filter((m) => holdsPlace(m.state)).length;
  return { waiting, missing: Math.max(0, rubric.size - able) };
}

const CANDIDATES = 30;

/** Assessors of the tenant who are neither on the panel nor named for it, by name, with what speaks against each; for the commission. */
export async function searchAssessors(tx: Tx, actor: Actor, round: Round, word: string | undefined, on: LocalDate) {
  const { tenantId } = actor;
  if (!may(actor, 'panel.invite', { tenantId })) return null;
  const taken = [...(await listMembers(tx, tenantId, round.id)), ...(round.scheme?.panel?.assessors ?? [])].map((m) => m.accountId);
  const found = await tx.membership.findMany({
    where: { tenantId, role: 'assessor', status: 'active', accountId: { notIn: taken }, account: { status: 'active', ...(word ? { displayName: { contains: word } } : {}) } },
    orderBy: [{ account: { displayName: 'asc' } }, { id: 'asc' }],
    take: CANDIDATES + 1,
    select: { accountId: true, account: { select: { displayName: true } }, person: { select: { title: true, institution: { select: { name: true } } } } },
  });
  const rows = found.slice(0, CANDIDATES);
  const conflicts = await findConflicts(tx, tenantId, round.rules.profile, rows.map((r) => r.accountId), await listApplicants(tx, tenantId, round.id, on), on);
  return {
    more: found.length > CANDIDATES,
    rows: rows.map((r) => ({
      accountId: r.accountId, name: r.account.displayName,
      person: r.person && { title: r.person.title as Title, institution: r.person.institution.name }, conflicts: conflicts.get(r.accountId) ?? [],
    })),
  };
}

/** Somebody who may be named or invited as an assessor, with his place in the pool of experts; `person` is null where he does not stand there. */
export interface Assessor {
  accountId: string;
  name: string;
  personId: string | null;
  person: { title: Title; institution: string } | null;
}

/** The assessors of a tenant with an account in use, by name, at most a thousand; of `among` only. */
export async function listAssessors(tx: Tx, tenantId: string, among?: readonly string[]): Promise<Assessor[]> {
  const found = await tx.membership.findMany({
    where: { tenantId, role: 'assessor', status: 'active', account: { status: 'active' }, ...(among ? { accountId: { in: [...among] } } : {}) },
    orderBy: [{ account: { displayName: 'asc' } }, { id: 'asc' }],
    take: 1000,
    select: { accountId: true, personId: true, account: { select: { displayName: true } }, person: { select: { title: true, institution: { select: { name: true } } } } },
  });
  // Who holds the role twice is one assessor.
  return [...new Map(found.map((m) => [m.accountId, { accountId: m.accountId, name: m.account.displayName, personId: m.personId, person: m.person && { title: m.person.title as Title, institution: m.person.institution.name } }])).values()];
}

/** One assessor of the tenant; null if he is none. */
export const getAssessor = async (tx: Tx, tenantId: string, accountId: string): Promise<Assessor | null> => (await listAssessors(tx, tenantId, [accountId]))[0] ?? null;

// Scores

/** What the sheets of a round come to, with the reasons; null before its scoring has ended and for rounds without a panel. */
export async function tallyOf(tx: Tx, tenantId: string, round: Pick<Round, 'id' | 'state' | 'scheme'>) {
  const rubric = round.scheme?.panel;
  if (!rubric || !SCORED.includes(round.state)) return null;
  const found = await tx.panelScore.findMany({
    where: { tenantId, state: 'submitted', member: { selectionId: round.id, state: 'accepted' }, application: { state: 'eligible' } },
    orderBy: [{ panelMemberId: 'asc' }, { id: 'asc' }],
    select: {
      panelMemberId: true, applicationId: true, items: true, total: true, veto: true, submittedAt: true,
      member: { select: { name: true } }, application: { select: { receipt: true, institution: { select: { name: true } }, person: { select: { name: true } } } },
    },
  });
  if (found.length === 0) return null;
  const sheets = found.map((s) => ({ memberId: s.panelMemberId, applicationId: s.applicationId, items: s.items as Record<string, { points: number; reason: string }>, total: Number(s.total), veto: s.veto, submittedAt: s.submittedAt! }));
  const applications = [...new Map(found.map((s) => [s.applicationId, { applicationId: s.applicationId, institution: s.application.institution.name, head: s.application.person?.name ?? null, receipt: s.application.receipt! }])).values()]
    .sort((a, b) => (a.receipt < b.receipt ? -1 : 1));
  const standings: Standing[] = tally(rubric, applications.map(({ applicationId }) => ({ applicationId, sheets: sheets.filter((s) => s.applicationId === applicationId) })));
  return {
    rubric,
    assessors: [...new Map(found.map((s) => [s.panelMemberId, { memberId: s.panelMemberId, name: s.member.name }])).values()],
    sheets,
    rows: standings.map((s) => ({ ...applications.find((a) => a.applicationId === s.applicationId)!, ...s })),
  };
}
export type Comparison = NonNullable<Awaited<ReturnType<typeof tallyOf>>>;

/** The comparison of a round for the commission; null for anybody else, and for everybody before scoring has ended. */
export async function readComparison(tx: Tx, actor: Actor, round: Round): Promise<Comparison | null> {
  return may(actor, 'selection.read', { tenantId: actor.tenantId }) ? tallyOf(tx, actor.tenantId, round) : null;
}

// For an assessor

/** The rounds to which an account was invited, newest first. */
export async function readReviews(tx: Tx, actor: Actor) {
  const { tenantId, accountId } = actor;
  if (!may(actor, 'panel.read', { tenantId, assigneeId: accountId })) return [];
  const found = await tx.panelMember.findMany({
    where: { tenantId, accountId, state: { notIn: [...NOT_ASKED] } },
    orderBy: { id: 'desc' },
    take: 100,
    select: {
      id: true, state: true, selection: { select: { id: true, number: true, title: true, state: true, _count: { select: { applications: { where: { state: 'eligible' } } } } } },
      _count: { select: { scores: { where: { state: 'submitted', application: { state: 'eligible' } } } } },
    },
  });
  return found.map(({ selection: { _count, ...s }, _count: { scores }, ...m }) => {
    const state = s.state as SelectionState;
    const scored = m.state === 'accepted' && (state === 'scoring' || SCORED.includes(state));
    return { ...m, state: m.state as PanelState, round: { ...s, state }, sheets: scored ? { submitted: scores, owed: _count.applications } : null };
  });
}

/** A round as one of its assessors may see it; null if he was not invited. Who applied he learns to declare and to score; once the round is over he keeps his own sheets and nothing else. */
export async function readReview(tx: Tx, actor: Actor, selectionId: string, on: LocalDate) {
  const { tenantId, accountId } = actor;
  const found = await tx.panelMember.findUnique({ where: { tenantId_selectionId_accountId: { tenantId, selectionId, accountId } }, select: memberFields });
  if (!found || NOT_ASKED.includes(found.state as PanelState) || !may(actor, 'panel.read', { tenantId, assigneeId: found.accountId })) return null;
  const round = (await getRound(tx, tenantId, selectionId, on))!;
  const me = member(found);
  const asked = me.state === 'invited' && (round.state === 'reviewing' || round.state === 'scoring');
  const reads = me.state === 'accepted' && isReadByPanel(round.state);
  const kept = me.state === 'accepted' && (reads || ENDED.includes(round.state));
  const own = kept
    ? await tx.panelScore.findMany({ where: { tenantId, panelMemberId: me.id }, orderBy: { id: 'asc' }, select: { applicationId: true, state: true, total: true } })
    : [];
  const applicants = asked || reads || own.length > 0 ? await listApplicants(tx, tenantId, selectionId, on) : [];
  const bars = asked || (reads && round.state === 'scoring') ? (await findConflicts(tx, tenantId, round.rules.profile, [accountId], applicants, on)).get(accountId) : undefined;
  return {
    member: me,
    round: { id: round.id, number: round.number, title: round.title, state: round.state, rubric: (round.scheme && unnamed(round.scheme).panel) ?? null, road: round.road, body: round.body, specialty: round.specialty, centre: round.centre, rules: round.rules },
    /** What bars him now, before he accepts and while he scores. */
    conflicts: bars ? barring(withDeclared(bars, me.conflicts), applicants) : [],
    asked: asked ? applicants.map(({ applicationId, institution, head }) => ({ applicationId, institution, head })) : [],
    defence: reads ? await defenceOf(tx, tenantId, selectionId) : null,
    /** Whether he still reads the applications, not only what he wrote himself. */
    reads,
    eligible: applicants.filter((a) => (reads ? a.state === 'eligible' : own.some((s) => s.applicationId === a.applicationId)))
      .sort((a, b) => (a.defenceOrder ?? 999) - (b.defenceOrder ?? 999))
      .map(({ applicationId, institution, head, receipt, defenceOrder }) => {
        const sheet = own.find((s) => s.applicationId === applicationId);
        return { applicationId, institution, head, receipt, defenceOrder, sheet: sheet ? { state: sheet.state as ScoreState, total: sheet.total === null ? null : Number(sheet.total) } : null };
      }),
  };
}

/** One sheet of an assessor; null before he has begun it. */
export async function getSheet(tx: Tx, tenantId: string, panelMemberId: string, applicationId: string) {
  const found = await tx.panelScore.findUnique({
    where: { tenantId_panelMemberId_applicationId: { tenantId, panelMemberId, applicationId } },
    select: { id: true, state: true, items: true, total: true, veto: true, submittedAt: true, version: true },
  });
  return found && { ...found, state: found.state as ScoreState, items: found.items as SheetEntries, total: found.total === null ? null : Number(found.total) };
}

/**
 * An application as it was submitted, with the assessor's own sheet for it; null for anybody who is not on its panel, and before
 * scoring has begun. Once the round is over the sheet alone is left, where he wrote one.
 */
export async function readSheet(tx: Tx, actor: Actor, applicationId: string, on: LocalDate) {
  const { tenantId } = actor;
  const a = await getSubmitted(tx, tenantId, applicationId);
  const review = a && (await readReview(tx, actor, a.selectionId, on));
  const listed = review?.eligible.find((e) => e.applicationId === applicationId);
  if (!listed) return null;
  return {
    ...review!,
    application: {
      ...listed,
      content: review!.reads ? { answers: a!.inForce.form, person: await getPerson(tx, tenantId, a!.inForce.personId), files: await submittedFiles(tx, tenantId, a!) } : null,
    },
    sheet: await getSheet(tx, tenantId, review!.member.id, applicationId),
  };
}

/** Whether the register knows that a person ever worked for an institution. */
export const employmentKnown = async (tx: Tx, tenantId: string, personId: string, institutionId: string): Promise<boolean> =>
  (await tx.employment.findFirst({ where: { tenantId, personId, institutionId }, select: { id: true } })) !== null;
