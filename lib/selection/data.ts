import type { SanctionGround } from '../conduct/bans';
import { fills, openPlaces } from '../conduct/data';
import { fromDb, fromDbOrNull } from '../db/dates';
import type { Prisma, Tx } from '../db/tenant';
import type { Body, CentreClass } from '../glossary';
import type { Work } from '../identity/perform';
import { rulesFor, rulesOfVersion, type RulesInForce } from '../jurisdiction/data';
import { addYears, type LocalDate } from '../kernel/local-date';
import { periodOn } from '../centre/data';
import type { CentreStatus } from '../centre/states';
import { tell, type Audience, type News } from '../message/data';
import type { Profile } from '../regulation/profile';
import { explain } from '../rulebook';
import { choiceSchema } from './choice';
import { asLines, stepsOf } from './roads';
import { schemeSchema } from './scheme';
import { isRunning, SELECTION_STATES, type Purpose, type Road, type SelectionState, type SelectionTold } from './states';

const RUNNING = (Object.keys(SELECTION_STATES) as SelectionState[]).filter(isRunning);

/**
 * What a document number already stands for in a tenant, in words: a round or a redetermination; null where it is free. One decision at a
 * time takes a number, until the end of the transaction.
 */
export async function takenNumber(tx: Tx, tenantId: string, documentNumber: string): Promise<string | null> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`document number ${tenantId}`}, 0))`;
  const round = await tx.selection.findFirst({ where: { tenantId, documentNumber }, select: { title: true } });
  if (round) return round.title;
  const looked = await tx.redetermination.findFirst({ where: { tenantId, documentNumber }, select: { centre: { select: { name: true } } } });
  return looked && `${looked.centre.name}的定期评估`;
}

/**
 * Holds a round until the end of the transaction. Whatever changes the round, its applications, its panel or its notice
 * holds it before it reads what it rests on.
 */
export const lockRound = (tx: Tx, tenantId: string, id: string) =>
  tx.$executeRaw`select id from selection where tenant_id = ${tenantId} and id = ${id}::uuid for update`;

/** A round as mutations and pages read it; null if it does not exist in the tenant. Its rules are those of its publication, before that those of `today`. */
export async function getRound(tx: Tx, tenantId: string, id: string, today: LocalDate) {
  const row = await tx.selection.findUnique({
    where: { tenantId_id: { tenantId, id } },
    select: {
      id: true, number: true, road: true, purpose: true, body: true, ground: true, state: true, title: true, conditions: true, materials: true, contact: true, opensOn: true, closesOn: true,
      scheme: true, schemeSha256: true, schemeById: true, schemeByName: true, schemeAt: true, schemeApprovedById: true, schemeApprovedByName: true, schemeApprovedAt: true,
      returnReason: true, profileVersionId: true, publishedAt: true, choice: true, chosenById: true, chosenByName: true, chosenAt: true, releasedById: true, releasedByName: true,
      documentNumber: true, decidedOn: true, decidedByName: true, decidedAt: true, decisionReason: true, result: true, hostingPeriodId: true, cancelReason: true,
      version: true, createdByName: true, createdAt: true, centreId: true, replacesPeriodId: true, specialtyId: true,
      specialty: { select: { class: true, field: true, direction: true } },
      centre: { select: { name: true, code: true } },
      replaces: { select: { institutionId: true, startsOn: true, dueToEndOn: true, endedOn: true, institution: { select: { name: true } } } },
    },
  });
  if (!row) return null;
  const rules: RulesInForce = (row.profileVersionId ? await rulesOfVersion(tx, tenantId, row.profileVersionId) : null) ?? (await rulesFor(tx, tenantId, today));
  return {
    ...row,
    rules,
    road: row.road as Road,
    purpose: row.purpose as Purpose,
    state: row.state as SelectionState,
    opensOn: fromDbOrNull(row.opensOn),
    closesOn: fromDbOrNull(row.closesOn),
    decidedOn: fromDbOrNull(row.decidedOn),
    // Half a plan is kept as it was typed; only a whole one counts.
    scheme: schemeSchema.safeParse(row.scheme).data ?? null,
    schemeDraft: row.scheme,
    choice: choiceSchema.safeParse(row.choice).data ?? null,
    specialty: { ...row.specialty, class: row.specialty.class as CentreClass },
    replaces: row.replaces && { ...row.replaces, startsOn: fromDb(row.replaces.startsOn), dueToEndOn: fromDbOrNull(row.replaces.dueToEndOn), endedOn: fromDbOrNull(row.replaces.endedOn) },
  };
}
export type Round = NonNullable<Awaited<ReturnType<typeof getRound>>>;

/** The next number of a kind in a year, such as CQ-LX-2026-003. Holds the series until the end of the transaction. */
export async function nextNumber(tx: Tx, tenantId: string, code: string, kind: 'LX' | 'SQ' | 'GS' | 'YY', year: number): Promise<string> {
  const prefix = `${code}-${kind}-${year}-`;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`number ${tenantId} ${prefix}`}, 0))`;
  const last = async (): Promise<string | null | undefined> => {
    const where = { startsWith: prefix };
    switch (kind) {
      case 'LX': return (await tx.selection.findFirst({ where: { tenantId, number: where }, orderBy: { number: 'desc' }, select: { number: true } }))?.number;
      case 'SQ': return (await tx.application.findFirst({ where: { tenantId, receipt: where }, orderBy: { receipt: 'desc' }, select: { receipt: true } }))?.receipt;
      case 'GS': return (await tx.notice.findFirst({ where: { tenantId, number: where }, orderBy: { number: 'desc' }, select: { number: true } }))?.number;
      case 'YY': return (await tx.objection.findFirst({ where: { tenantId, number: where }, orderBy: { number: 'desc' }, select: { number: true } }))?.number;
    }
  };
  return `${prefix}${String(Number((await last())?.slice(prefix.length) ?? 0) + 1).padStart(3, '0')}`;
}

/** Who is told of a step, as the registers of messages know them: of applicants those whose application stands. */
export async function tellRound(work: Work, round: Pick<Round, 'id' | 'schemeById' | 'chosenById' | 'choice' | 'replaces'>, told: readonly SelectionTold[] | undefined, news: News): Promise<void> {
  const { tx, actor: { tenantId, accountId } } = work;
  const audiences: Audience[] = [];
  for (const who of told ?? []) {
    switch (who) {
      case 'official':
      case 'office':
        audiences.push({ role: who });
        break;
      case 'author':
        audiences.push({ accounts: [round.schemeById] });
        break;
      case 'proposer':
        audiences.push({ accounts: [round.chosenById] });
        break;
      case 'institutions':
        audiences.push({ allInstitutions: true });
        break;
      case 'applicants': {
        const found = await tx.application.findMany({ where: { tenantId, selectionId: round.id, state: { notIn: ['draft', 'withdrawn'] } }, select: { institutionId: true } });
        audiences.push({ institutions: found.map((a) => a.institutionId) });
        break;
      }
      case 'panel': {
        const found = await tx.panelMember.findMany({ where: { tenantId, selectionId: round.id, state: { in: ['invited', 'accepted'] } }, select: { accountId: true } });
        audiences.push({ accounts: found.map((m) => m.accountId) });
        break;
      }
      case 'chosen':
        audiences.push({ institutions: round.choice?.kind === 'host' ? [round.choice.institutionId] : [] });
        break;
      case 'old-host':
        audiences.push({ institutions: round.replaces ? [round.replaces.institutionId] : [] });
        break;
    }
  }
  await tell(tx, tenantId, audiences, news, { at: work.now, by: accountId });
}

const ROUND_PAGE = 30;

/** What a list of rounds may be narrowed to; everything is optional. */
export interface RoundFilter {
  /** Words of the title, the number or the direction. */
  q?: string | undefined;
  state?: SelectionState | undefined;
  road?: Road | undefined;
  /** Only rounds that still run. */
  running?: boolean | undefined;
}

/** One page of a tenant's rounds, newest first; `before` is the id that the page before ended with. */
export async function pageRounds(tx: Tx, tenantId: string, { q, state, road, running }: RoundFilter, before?: string) {
  const word = q?.trim();
  const where: Prisma.SelectionWhereInput = {
    tenantId,
    ...(state ? { state } : running ? { state: { in: RUNNING } } : {}),
    ...(road ? { road } : {}),
    ...(word
      ? { OR: [{ title: { contains: word } }, { number: { contains: word, mode: 'insensitive' as const } }, { specialty: { direction: { contains: word } } }, ...(/^[a-z ]+$/i.test(word) ? [{ specialty: { pinyin: { contains: word.toLowerCase() } } }] : [])] }
      : {}),
  };
  const total = await tx.selection.count({ where });
  const found = await tx.selection.findMany({
    where: before ? { AND: [where, { id: { lt: before } }] } : where,
    orderBy: { id: 'desc' },
    take: ROUND_PAGE + 1,
    select: {
      id: true, number: true, road: true, purpose: true, state: true, title: true, closesOn: true, createdAt: true, specialty: { select: { direction: true } },
      _count: { select: { applications: { where: { state: { notIn: ['draft', 'withdrawn'] } } } } },
    },
  });
  const rows = found.slice(0, ROUND_PAGE).map(({ _count, ...s }) => ({
    ...s, road: s.road as Road, purpose: s.purpose as Purpose, state: s.state as SelectionState, closesOn: fromDbOrNull(s.closesOn), applications: _count.applications,
  }));
  return { rows, total, next: found.length > ROUND_PAGE ? rows.at(-1)!.id : null };
}

/** A direction as a new round meets it: its standing centres with their hosting, and the round that runs for it. */
export async function directionCase(tx: Tx, tenantId: string, specialtyId: string, today: LocalDate) {
  const row = await tx.specialty.findUnique({
    where: { tenantId_id: { tenantId, id: specialtyId } },
    select: {
      id: true, class: true, field: true, direction: true, listed: true, endedOn: true,
      centres: {
        where: { status: { not: 'closed' } },
        orderBy: { code: 'asc' },
        select: { id: true, name: true, status: true, hosting: { orderBy: { startsOn: 'desc' }, select: { id: true, startsOn: true, dueToEndOn: true, endedOn: true, institution: { select: { name: true } } } } },
      },
      selections: { where: { state: { notIn: ['established', 'cancelled'] } }, orderBy: { id: 'desc' }, take: 1, select: { id: true, number: true, state: true } },
    },
  });
  if (!row) return null;
  const running = row.selections[0] ? { ...row.selections[0], state: row.selections[0].state as SelectionState } : null;
  return {
    id: row.id, class: row.class as CentreClass, field: row.field, direction: row.direction, listed: row.listed, endedOn: fromDbOrNull(row.endedOn), running,
    centres: row.centres.map((c) => {
      const hosting = c.hosting.map((h) => ({ ...h, startsOn: fromDb(h.startsOn), dueToEndOn: fromDbOrNull(h.dueToEndOn), endedOn: fromDbOrNull(h.endedOn) }));
      // The hosting that runs, otherwise the last one: its place is the one that is filled.
      return { id: c.id, name: c.name, status: c.status as CentreStatus, period: periodOn(hosting, today) ?? hosting[0] ?? null, isRenewed: hosting.some((h) => h.startsOn > today && h.endedOn === null) };
    }),
  };
}
export type DirectionCase = NonNullable<Awaited<ReturnType<typeof directionCase>>>;

/** Whether a centre's host is up for selection: lost, told so by a decision, or expiring within a year. */
export const isDue = ({ status, period, isRenewed }: DirectionCase['centres'][number], today: LocalDate): boolean =>
  !isRenewed && (status === 'reselecting' || status === 'without-host' || (period?.dueToEndOn != null && period.dueToEndOn <= addYears(today, 1)));

/** Rules that speak of one person, not of a whole list. */
const PERSONAL = ['title', 'age-limit', 'practice-years', 'employment', 'heads-specialty', 'penalty-free', 'employer-consent', 'term-limit', 'drawn-from'].map((kind) => `committee.${kind}`);

/** The conditions of the call from the rules of the text: of a host, or of a person recommended for a body. */
export function proposedConditions({ profile }: RulesInForce, { road, class: klass, body }: { road: Road; class: CentreClass; body: Body | null }): string {
  const lines = explain(profile);
  const concerned = profile.rules.filter((r) => (road === 'recommendation' ? PERSONAL.includes(r.kind) && body !== null && r.bodies.includes(body) : r.kind.startsWith('host.') && (!Array.isArray(r.classes) || r.classes.includes(klass))));
  const ofRules = concerned.map((r) => {
    const value = lines.find((l) => l.article === r.article && l.label === r.label)?.value ?? '';
    const principle = r.force === 'in-principle' ? '原则上' : '';
    // The label of a register or of provisions says it all; of the others the value is what is asked for.
    const text = r.kind === 'host.clean-record' ? r.label : r.kind === 'host.resources' ? `具备${r.label}` : `${r.label}：${principle}${r.kind === 'host.level' && principle ? '为' : ''}${value.replace(/^[^：]*[类组]：/, '')}`;
    return { text, article: r.article };
  });
  const judged = road === 'recommendation' ? [] : stepsOf(profile, 'judgement').map((s) => ({ text: s.label.replace(/^认定/, ''), article: s.article }));
  const bans = road === 'recommendation' ? [] : profile.sanctions.map((s) => ({ text: `没有因${s.label}被限制参加遴选`, article: s.article }));
  return asLines(profile, [...ofRules, ...judged, ...bans]);
}

/** The removals of its host after which the text wants a place to be filled by a round, where one of them has emptied this place; empty where it may be filled by designation. */
export async function designationBarred(tx: Tx, tenantId: string, profile: Profile, place: { centreId: string | null; specialtyId: string }): Promise<readonly SanctionGround[]> {
  const { notAfter = [] } = profile.selection?.designation ?? {};
  if (notAfter.length === 0) return [];
  return (await openPlaces(tx, tenantId)).some((p) => notAfter.includes(p.ground) && fills(place, p)) ? notAfter : [];
}
