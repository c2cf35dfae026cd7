import { fromDb, toDb } from '../db/dates';
import type { Prisma, Tx } from '../db/tenant';
import type { CentreClass, EVENT_KINDS } from '../glossary';
import { isId } from '../kernel/ids';
import { addDays, isLocalDate, type LocalDate } from '../kernel/local-date';
import type { Profile } from '../regulation/profile';
import type { PlanState } from '../specialty/change';
import { bansOf, runsSince, type PlaceFilled, type SanctionGround } from './bans';

export type EventKind = keyof typeof EVENT_KINDS;

/** What stands against an institution today: its sanctions and the events of its record, without what was revoked; oldest first. What goes on as several directions stands as `specialtyId` where that is one of them. */
export async function hostRecord(tx: Tx, tenantId: string, institutionId: string, specialtyId?: string, known?: GoesOn) {
  const where = { tenantId, institutionId, revokedAt: null };
  const sanctions = await tx.sanction.findMany({
    where,
    orderBy: [{ decidedOn: 'asc' }, { id: 'asc' }],
    select: { ground: true, decidedOn: true, specialty: { select: { id: true, class: true, direction: true } } },
  });
  const events = await tx.institutionEvent.findMany({
    where,
    orderBy: [{ on: 'asc' }, { id: 'asc' }],
    select: { kind: true, on: true, specialty: { select: { id: true, class: true, direction: true } } },
  });
  const goesOn = known ?? (await successors(tx, tenantId));
  return {
    sanctions: sanctions.map(({ specialty, ...s }) => {
      const { class: klass, direction } = concerning(goesOn(specialty, fromDb(s.decidedOn)), specialtyId);
      return { ground: s.ground as SanctionGround, decidedOn: fromDb(s.decidedOn), class: klass as CentreClass, direction };
    }),
    events: events.map(({ specialty, ...e }) => {
      const about = specialty && concerning(goesOn(specialty, fromDb(e.on)), specialtyId);
      return { kind: e.kind as EventKind, on: fromDb(e.on), specialtyId: about?.id ?? null, direction: about?.direction ?? null };
    }),
  };
}

/**
 * As which directions one goes on of which something was decided `on` a day: itself, the one into which it was merged, the parts into
 * which it was split; so that no change of the plan ends a bar. What was decided after a split of a direction that stays concerns no part.
 */
export async function successors(tx: Tx, tenantId: string) {
  const found = await tx.planChange.findMany({ where: { tenantId, kind: { not: 'rename' } }, orderBy: { id: 'asc' }, select: { kind: true, on: true, before: true, after: true } });
  const idsOf = (state: unknown) => (state as PlanState).directions.map((d) => d.id);
  const changes = found.map(({ kind, on, before, after }) => ({ kind, on: fromDb(on), before: idsOf(before), after: idsOf(after) }));
  // What was taken up again stands for itself: only its last end counts.
  const endedBy = new Map<string, object>();
  for (const change of changes) {
    for (const id of change.before) endedBy.set(id, change);
    for (const id of change.after) endedBy.delete(id);
  }
  const named = new Map((await tx.specialty.findMany({ where: { tenantId, id: { in: changes.flatMap((c) => c.after) } }, select: { id: true, class: true, direction: true } })).map((s) => [s.id, s]));
  const goesTo = (change: (typeof changes)[number], id: string, on: LocalDate): string[] => {
    if (!change.before.includes(id)) return [id];
    const ends = endedBy.get(id) === change;
    const reaches = ends || (change.kind === 'split' && on <= change.on);
    return [...(ends ? [] : [id]), ...(reaches ? change.after.filter((other) => other !== id) : [])];
  };
  const moves = changes.filter((c) => c.kind === 'merge' || c.kind === 'split');
  return (direction: { id: string; class: string; direction: string }, on: LocalDate) => {
    const ids = moves.reduce((now, change) => now.flatMap((id) => goesTo(change, id, on)), [direction.id]);
    return [...new Set(ids)].map((id) => named.get(id) ?? direction);
  };
}

type GoesOn = Awaited<ReturnType<typeof successors>>;

/** Of the directions as which one goes on, the one that is asked about, otherwise the first. */
const concerning = <T extends { id: string }>(directions: readonly T[], specialtyId: string | undefined): T => directions.find((d) => d.id === specialtyId) ?? directions[0]!;

/** The place of a host that a sanction emptied, and that nobody has filled since; each part of a direction that was split has its own. */
export interface OpenPlace {
  sanctionId: string;
  institutionId: string;
  /** Who headed the centre then. */
  headPersonId: string | null;
  ground: SanctionGround;
  decidedOn: LocalDate;
  centreId: string;
  /** The direction as which it goes on. */
  specialtyId: string;
  /** Filled by a round of the direction, not of the centre: that was closed, or the direction is a part split off. */
  ofDirection: boolean;
}

/** Whether a round fills the place: that of its centre, or, where that was closed or split off, that of its direction. */
export const fills = ({ centreId, specialtyId }: { centreId: string | null; specialtyId: string }, place: OpenPlace): boolean => (place.ofDirection ? specialtyId === place.specialtyId : centreId === place.centreId);

/** Every place that sanctions which stand have emptied and nobody has filled, newest sanction first. It is filled when a new period of hosting begins there, and was never empty where another house had the centre by then. */
export async function openPlaces(tx: Tx, tenantId: string, known?: GoesOn): Promise<OpenPlace[]> {
  const found = await tx.sanction.findMany({
    where: { tenantId, revokedAt: null, hostingPeriodId: { not: null } },
    orderBy: [{ decidedOn: 'desc' }, { id: 'desc' }],
    select: { id: true, institutionId: true, headPersonId: true, ground: true, decidedOn: true, specialty: { select: { id: true, class: true, direction: true } }, hosting: { select: { centre: { select: { id: true, status: true, specialtyId: true } } } } },
  });
  if (found.length === 0) return [];
  const goesOn = known ?? (await successors(tx, tenantId));
  const places = found.flatMap(({ specialty, hosting, ...s }) => {
    const { centre } = hosting!;
    const decidedOn = fromDb(s.decidedOn);
    const isClosed = centre.status === 'closed';
    const place = (specialtyId: string, ofDirection: boolean): OpenPlace & { was: string } =>
      ({ sanctionId: s.id, institutionId: s.institutionId, headPersonId: s.headPersonId, ground: s.ground as SanctionGround, decidedOn, centreId: centre.id, specialtyId, ofDirection, was: specialty.id });
    const others = goesOn(specialty, decidedOn).filter(({ id }) => isClosed || id !== centre.specialtyId).map(({ id }) => place(id, true));
    return isClosed ? others : [place(centre.specialtyId, false), ...others];
  });
  const hosted = await tx.hostingPeriod.findMany({
    where: { tenantId, OR: [{ endedOn: null }, { endedOn: { gte: toDb(places.at(-1)!.decidedOn) } }], centre: { OR: [{ id: { in: places.map((p) => p.centreId) } }, { specialtyId: { in: places.flatMap((p) => [p.specialtyId, p.was]) } }] } },
    select: { institutionId: true, startsOn: true, endedOn: true, centre: { select: { id: true, specialtyId: true } } },
  });
  return places.filter((place) => !hosted.some(({ institutionId, startsOn, endedOn, centre }) => {
    const isLater = fromDb(startsOn) >= place.decidedOn || (centre.id === place.centreId && institutionId !== place.institutionId);
    // Filled before the plan was changed, it is not emptied by the change.
    const isThere = centre.id === place.centreId || (place.ofDirection && [place.specialtyId, place.was].includes(centre.specialtyId));
    return isLater && (endedOn === null || fromDb(endedOn) >= place.decidedOn) && isThere;
  }));
}

/** The newest sanction of a centre that this person headed then; null where there is none that stands. */
export async function headRecord(tx: Tx, tenantId: string, personId: string, specialtyId?: string, known?: GoesOn): Promise<{ decidedOn: LocalDate; class: CentreClass; direction: string } | null> {
  const found = await tx.sanction.findFirst({
    where: { tenantId, headPersonId: personId, revokedAt: null },
    orderBy: [{ decidedOn: 'desc' }, { id: 'desc' }],
    select: { decidedOn: true, specialty: { select: { id: true, class: true, direction: true } } },
  });
  if (!found) return null;
  const decidedOn = fromDb(found.decidedOn);
  const { class: klass, direction } = concerning((known ?? (await successors(tx, tenantId)))(found.specialty, decidedOn), specialtyId);
  return { decidedOn, class: klass as CentreClass, direction };
}

/** Who headed a centre on a day, by the post that the rules call its head; null where nobody did. */
export async function headOn(tx: Tx, tenantId: string, profile: Profile, centreId: string, on: LocalDate): Promise<string | null> {
  for (const { body, head } of profile.structure.bodies) {
    if (!head) continue;
    const seat = await tx.appointment.findFirst({
      where: { tenantId, posts: { has: head }, validFrom: { lte: toDb(on) }, OR: [{ validTo: null }, { validTo: { gt: toDb(on) } }], committee: { centreId, body } },
      orderBy: { validFrom: 'desc' },
      select: { personId: true },
    });
    if (seat) return seat.personId;
  }
  return null;
}

/** The period in which an institution hosted a centre on a day or on the day before it; null where it did not. */
export const periodOf = (tx: Tx, tenantId: string, { centreId, institutionId }: { centreId: string; institutionId: string }, on: LocalDate) =>
  tx.hostingPeriod.findFirst({
    where: { tenantId, centreId, institutionId, startsOn: { lte: toDb(on) }, OR: [{ endedOn: null }, { endedOn: { gte: toDb(addDays(on, -1)) } }] },
    orderBy: { startsOn: 'desc' },
    select: { id: true },
  });

const PAGE = 30;

/** Where a cursor `day|id` stands in a list that runs from the newest day back. */
function cursorOf(after: string | undefined): { day: Date; id: string } | null {
  const [day, id] = after?.split('|') ?? [];
  return isLocalDate(day) && isId(id) ? { day: toDb(day), id } : null;
}

/** How a sanction stands: its bans run, have run out, or it was revoked. */
export const SANCTION_STANDS = { runs: '限制生效中', over: '限制已满', revoked: '已撤销' } as const;
export type SanctionStand = keyof typeof SANCTION_STANDS;

export interface SanctionFilter {
  /** Words of the institution or the direction, or pinyin. */
  q?: string | undefined;
  ground?: SanctionGround | undefined;
  stands?: SanctionStand | undefined;
}

const named = (word: string) => ({ OR: [{ institution: { name: { contains: word } } }, { specialty: { direction: { contains: word } } }, ...(/^[a-z ]+$/.test(word) ? [{ institution: { pinyin: { contains: word } } }] : [])] });

/** Sanctions of which a ban runs today: by their day, or because the place that they emptied has not been filled. */
function running(profile: Profile, today: LocalDate, places: readonly OpenPlace[]): Prisma.SanctionWhereInput {
  return {
    OR: profile.sanctions.flatMap(({ ground, bans }) =>
      bans.map((ban): Prisma.SanctionWhereInput => {
        const since = runsSince(ban, today);
        return since
          ? { ground, decidedOn: { gte: toDb(since), lte: toDb(today) } }
          : { ground, decidedOn: { lte: toDb(today) }, id: { in: places.map((p) => p.sanctionId) } };
      }),
    ),
  };
}

/** One page of the sanctions register, newest first, with the bans as the rules say today; `after` is the cursor of the page before. */
export async function pageSanctions(tx: Tx, tenantId: string, profile: Profile, { q, ground, stands }: SanctionFilter, after: string | undefined, today: LocalDate) {
  const word = q?.trim().toLowerCase() ?? '';
  const places = await openPlaces(tx, tenantId);
  const where: Prisma.SanctionWhereInput = {
    tenantId,
    AND: [
      word ? named(word) : {},
      ground ? { ground } : {},
      stands === 'revoked' ? { revokedAt: { not: null } } : stands === 'runs' ? { revokedAt: null, ...running(profile, today, places) } : stands === 'over' ? { revokedAt: null, NOT: running(profile, today, places) } : {},
    ],
  };
  const cursor = cursorOf(after);
  const total = await tx.sanction.count({ where });
  const found = await tx.sanction.findMany({
    where: cursor ? { AND: [where, { OR: [{ decidedOn: { lt: cursor.day } }, { decidedOn: cursor.day, id: { lt: cursor.id } }] }] } : where,
    orderBy: [{ decidedOn: 'desc' }, { id: 'desc' }],
    take: PAGE + 1,
    select: {
      id: true, ground: true, decidedOn: true, document: true, reason: true, registeredByName: true, registeredAt: true, revokedAt: true, revokedByName: true, revokeReason: true, version: true,
      institution: { select: { name: true } },
      specialty: { select: { direction: true } },
      centre: { select: { id: true, name: true, status: true } },
      decision: { select: { id: true, number: true } },
      head: { select: { name: true } },
      hostingPeriodId: true,
    },
  });
  const rounds = await tx.selection.findMany({ where: { tenantId, specialtyId: { in: places.map((p) => p.specialtyId) }, state: { notIn: ['established', 'cancelled'] } }, select: { centreId: true, specialtyId: true } });
  const rows = found.slice(0, PAGE).map(({ hostingPeriodId, ...s }) => {
    const facts = { ground: s.ground as SanctionGround, decidedOn: fromDb(s.decidedOn) };
    const emptied = places.filter((p) => p.sanctionId === s.id);
    const place: PlaceFilled = !hostingPeriodId ? null : emptied.length === 0 ? 'over' : rounds.some((r) => emptied.some((p) => fills(r, p))) ? 'running' : 'not-begun';
    return { ...s, ...facts, place, bans: bansOf(profile, facts, today, place) };
  });
  const last = rows.at(-1);
  return { rows, total, next: found.length > PAGE && last ? `${last.decidedOn}|${last.id}` : null };
}
export type SanctionRow = Awaited<ReturnType<typeof pageSanctions>>['rows'][number];

export interface EventFilter {
  q?: string | undefined;
  kind?: EventKind | undefined;
  revoked?: boolean | undefined;
}

/** One page of the events that count against an institution's record, newest first. */
export async function pageEvents(tx: Tx, tenantId: string, { q, kind, revoked }: EventFilter, after: string | undefined) {
  const word = q?.trim().toLowerCase() ?? '';
  const where: Prisma.InstitutionEventWhereInput = {
    tenantId,
    AND: [word ? named(word) : {}, kind ? { kind } : {}, revoked === undefined ? {} : { revokedAt: revoked ? { not: null } : null }],
  };
  const cursor = cursorOf(after);
  const total = await tx.institutionEvent.count({ where });
  const found = await tx.institutionEvent.findMany({
    where: cursor ? { AND: [where, { OR: [{ on: { lt: cursor.day } }, { on: cursor.day, id: { lt: cursor.id } }] }] } : where,
    orderBy: [{ on: 'desc' }, { id: 'desc' }],
    take: PAGE + 1,
    select: {
      id: true, kind: true, on: true, note: true, document: true, registeredByName: true, registeredAt: true, revokedAt: true, revokedByName: true, revokeReason: true, version: true,
      institution: { select: { name: true } }, specialty: { select: { direction: true } },
    },
  });
  const rows = found.slice(0, PAGE).map((e) => ({ ...e, kind: e.kind as EventKind, on: fromDb(e.on) }));
  const last = rows.at(-1);
  return { rows, total, next: found.length > PAGE && last ? `${last.on}|${last.id}` : null };
}
