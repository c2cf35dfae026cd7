import { notFound } from 'next/navigation';
import { cache } from 'react';
import { z } from 'zod';
import { askCentre, directionsWithCentre } from '../centre/check';
import { fromDb, fromDbOrNull, toDb } from '../db/dates';
import { PLATFORM, readTenant } from '../db/tenant';
import type { Body, CentreClass } from '../glossary';
import { pageJurisdictions, rulesOfVersion } from '../jurisdiction/data';
import { loadDeskFor, loadPublishedRules, readAs, type Desk } from '../jurisdiction/loaders';
import { today as todayInChina } from '../kernel/clock';
import { pageFrom } from '../db/cursor';
import { isId } from '../kernel/ids';
import type { HandoverState } from '../handover/states';
import type { NoticeState } from '../notice/states';
import { directionCase, getRound, isDue, pageRounds, type RoundFilter } from './data';
import { foreseeDecision } from './decision';
import { schemeSchema, unnamed } from './scheme';
import { SELECTION_LIFECYCLES, type Purpose, type Road, type SelectionState } from './states';

/** A round for the commission, with the number of its applications, of those still in it, of those that were begun and not handed in, and its newest notice; not found for anybody else. */
export const loadRound = cache(async (jurisdiction: string, id: string) => {
  const desk = await loadDeskFor(jurisdiction, 'selection.read');
  if (!isId(id)) notFound();
  const { tenantId } = desk.actor;
  const round = await readAs(desk.actor, async (tx) => {
    const found = await getRound(tx, tenantId, id, desk.today);
    if (!found) return null;
    const grouped = await tx.application.groupBy({ by: ['state'], where: { tenantId, selectionId: id, state: { not: 'withdrawn' } }, _count: true });
    const count = (is: (state: string) => boolean) => grouped.reduce((sum, g) => sum + (is(g.state) ? g._count : 0), 0);
    const notice = await tx.notice.findFirst({ where: { tenantId, selectionId: id }, orderBy: { publishedAt: 'desc' }, select: { id: true, number: true, state: true, publishedOn: true, publishedAt: true, lastDay: true } });
    return { ...found, applications: count((s) => s !== 'draft'), standing: count((s) => s === 'submitted' || s === 'eligible'), drafts: count((s) => s === 'draft'), notice: notice && { ...notice, state: notice.state as NoticeState, publishedOn: fromDb(notice.publishedOn), lastDay: fromDb(notice.lastDay) } };
  });
  return { desk, round: round ?? notFound() };
});
export type LoadedRound = Awaited<ReturnType<typeof loadRound>>['round'];

/** One page of the rounds of a jurisdiction. */
export async function loadRounds(jurisdiction: string, filter: RoundFilter, before?: string) {
  const desk = await loadDeskFor(jurisdiction, 'selection.read');
  return { desk, ...(await readAs(desk.actor, (tx) => pageFrom(isId(before) ? before : undefined, (from) => pageRounds(tx, desk.actor.tenantId, filter, from), (p) => p.rows))) };
}

/** What the page of a new round shows: the directions for which none runs, and of the one chosen its centres, what is due, and what the rules say of a further centre. */
export async function loadBeginning(jurisdiction: string, specialtyId: string | undefined) {
  const desk = await loadDeskFor(jurisdiction, 'selection.save');
  const { tenantId } = desk.actor;
  const found = await readAs(desk.actor, async (tx) => {
    const rows = await tx.specialty.findMany({
      where: { tenantId, OR: [{ endedOn: null }, { centres: { some: { status: { not: 'closed' } } } }], selections: { none: { state: { notIn: ['established', 'cancelled'] } } } },
      orderBy: [{ number: 'asc' }, { class: 'asc' }, { pinyin: 'asc' }],
      select: { id: true, class: true, direction: true, number: true, centres: { where: { status: { not: 'closed' } }, select: { status: true } } },
    });
    const chosen = isId(specialtyId) ? await directionCase(tx, tenantId, specialtyId, desk.today) : null;
    return { directions: rows.map((s) => ({ ...s, class: s.class as CentreClass })), chosen, existing: chosen ? await directionsWithCentre(tx, tenantId) : [] };
  });
  const { chosen, existing } = found;
  return {
    desk,
    directions: found.directions,
    chosen: chosen && { ...chosen, ended: chosen.endedOn !== null && chosen.endedOn < desk.today, centres: chosen.centres.map((c) => ({ ...c, due: isDue(c, desk.today) })) },
    findings: chosen ? askCentre(desk.rules, chosen, desk.today, { existing, listed: chosen.listed || undefined }).findings : [],
  };
}

/** What is done with a round itself; who looked at it or took a copy stands in the log alone. */
const ROUND_ACTS = [...new Set(Object.values(SELECTION_LIFECYCLES).flatMap((table) => table.steps.map((step) => step.act as string))), 'panel.order'];

/** What was done in a round, newest first, with the reason that was given for it. */
export async function loadRoundHistory(jurisdiction: string, id: string) {
  const { desk, round } = await loadRound(jurisdiction, id);
  const { tenantId } = desk.actor;
  const events = await readAs(desk.actor, (tx) =>
    tx.auditEvent.findMany({ where: { tenantId, targetId: round.id, targetType: 'selection', result: 'ok', act: { in: ROUND_ACTS } }, orderBy: { seq: 'desc' }, take: 200, select: { act: true, accountId: true, accountName: true, at: true, data: true } }),
  );
  // Of a row of savings by the same person the last one is told.
  return events
    .filter((e, i) => !(e.act === 'selection.save' && events[i - 1]?.act === 'selection.save' && events[i - 1]?.accountId === e.accountId))
    .map(({ act, accountName, at, data }) => ({ act, accountName, at, reason: reasonSchema.safeParse(data).data?.reason ?? null }));
}

const reasonSchema = z.object({ reason: z.string().min(1) });

/** How many jurisdictions stand on one page of the open calls. */
const CALLS_PAGE = 20;

const PUBLIC_CALL = { id: true, number: true, title: true, road: true, state: true, opensOn: true, closesOn: true, publishedAt: true, specialty: { select: { direction: true } } } as const;
type PublicCallRow = { opensOn: Date | null; closesOn: Date | null; road: string; state: string; publishedAt: Date | null };
const publicCall = <R extends PublicCallRow>(row: R) => ({ ...row, road: row.road as Road, state: row.state as SelectionState, opensOn: fromDb(row.opensOn!), closesOn: fromDb(row.closesOn!), publishedAt: row.publishedAt! });

/** Calls are public from their publication; a designation has none. */
const published = (tenantId: string) => ({ tenantId, publishedAt: { not: null }, opensOn: { not: null }, closesOn: { not: null } });

/** Jurisdictions by name with their open calls, those with any first; for pages without login. */
export async function loadOpenCalls(word: string | undefined, after: string | undefined) {
  const today = todayInChina();
  const { rows, total, next } = await readTenant({ tenantId: PLATFORM, accountId: null }, (tx) => pageJurisdictions(tx, word, after, CALLS_PAGE));
  const jurisdictions = await Promise.all(
    rows.map(async (tenant) => ({
      ...tenant,
      calls: await readTenant({ tenantId: tenant.id, accountId: null }, async (tx) =>
        (await tx.selection.findMany({ where: { ...published(tenant.id), state: 'open', closesOn: { gte: toDb(today) } }, orderBy: [{ closesOn: 'asc' }, { id: 'asc' }], take: 20, select: PUBLIC_CALL })).map(publicCall)),
    })),
  );
  return { today, total, next, jurisdictions: jurisdictions.toSorted((a, b) => Number(b.calls.length > 0) - Number(a.calls.length > 0)) };
}

const CALL_PAGE = 30;

/** A jurisdiction's open calls, and one page of those that are closed, newest first; for anybody. */
export async function loadCalls(jurisdiction: string, before: string | undefined) {
  const { tenant, rules } = await loadPublishedRules(jurisdiction);
  const today = todayInChina();
  const found = await readTenant({ tenantId: tenant.id, accountId: null }, async (tx) => {
    const isOpen = { state: 'open', closesOn: { gte: toDb(today) } };
    const open = await tx.selection.findMany({ where: { ...published(tenant.id), ...isOpen }, orderBy: [{ closesOn: 'asc' }, { id: 'asc' }], take: 100, select: PUBLIC_CALL });
    const { rows, from } = await pageFrom(isId(before) ? before : undefined, async (at) => ({
      rows: await tx.selection.findMany({ where: { AND: [published(tenant.id), { NOT: isOpen }, ...(at ? [{ id: { lt: at } }] : [])] }, orderBy: { id: 'desc' }, take: CALL_PAGE + 1, select: PUBLIC_CALL }),
    }), (p) => p.rows);
    return { open: open.map(publicCall), closed: rows.slice(0, CALL_PAGE).map(publicCall), from, next: rows.length > CALL_PAGE ? rows[CALL_PAGE - 1]!.id : null };
  });
  return { tenant, rules, today, ...found };
}

/** One published call with what its public page says, and nothing else; not found before its publication. */
export const loadCall = cache(async (jurisdiction: string, id: string) => {
  if (!isId(id)) notFound();
  const { tenant, text } = await loadPublishedRules(jurisdiction);
  const today = todayInChina();
  const found = await readTenant({ tenantId: tenant.id, accountId: null }, async (tx) => {
    const row = await tx.selection.findFirst({
      where: { ...published(tenant.id), id },
      select: {
        ...PUBLIC_CALL, purpose: true, body: true, conditions: true, materials: true, contact: true, scheme: true, schemeSha256: true, schemeApprovedAt: true, profileVersionId: true,
        specialty: { select: { class: true, field: true, direction: true } }, centre: { select: { name: true } },
      },
    });
    if (!row) return null;
    const rules = row.profileVersionId ? await rulesOfVersion(tx, tenant.id, row.profileVersionId) : null;
    const scheme = schemeSchema.safeParse(row.scheme).data;
    return rules && { call: { ...publicCall(row), purpose: row.purpose as Purpose, body: row.body as Body | null, scheme: scheme ? unnamed(scheme) : null, specialty: { ...row.specialty, class: row.specialty.class as CentreClass } }, rules };
  });
  return { tenant, today, text, ...(found ?? notFound()) };
});

/** What a decision of today would rest on, or what came of the one that was made: the handover and the place that it filled. */
export const loadRoundDecision = cache(async (desk: Desk, round: LoadedRound) => {
  const { tenantId } = desk.actor;
  const isDecided = round.decidedOn !== null;
  return readAs(desk.actor, async (tx) => {
    const handover = isDecided ? await tx.handover.findUnique({ where: { tenantId_selectionId: { tenantId, selectionId: round.id } }, select: { id: true, state: true } }) : null;
    const period = round.hostingPeriodId
      ? await tx.hostingPeriod.findUnique({ where: { tenantId_id: { tenantId, id: round.hostingPeriodId } }, select: { cycle: true, startsOn: true, dueToEndOn: true, institution: { select: { name: true } } } })
      : null;
    return {
      foreseen: isDecided ? null : await foreseeDecision(tx, tenantId, round, desk.today),
      handover: handover && { ...handover, state: handover.state as HandoverState },
      period: period && { cycle: period.cycle, host: period.institution.name, startsOn: fromDb(period.startsOn), dueToEndOn: fromDbOrNull(period.dueToEndOn) },
    };
  });
});
