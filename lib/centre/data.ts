import { fromDb, fromDbOrNull, toDb } from '../db/dates';
import type { Prisma, Tx } from '../db/tenant';
import type { CentreClass, Grade } from '../glossary';
import type { LocalDate } from '../kernel/local-date';
import type { CentreStatus } from './states';

export const PAGE_SIZE = 20;

/** What a list of centres may be narrowed to; everything is optional. */
export interface CentreFilter {
  /** Words of the name, the code or the host, in Chinese or pinyin (full or initials). */
  q?: string | undefined;
  class?: CentreClass | undefined;
  status?: CentreStatus | undefined;
  /** Only cycles that end by this day. */
  dueBy?: LocalDate | undefined;
}

export interface CentreRow {
  id: string;
  code: string;
  name: string;
  class: CentreClass;
  status: CentreStatus;
  host: string | null;
  dueToEndOn: LocalDate | null;
  chair: string | null;
  /** Whether a decision on the host waits. */
  undecided: boolean;
  /** The newest confirmed grades, newest first, at most four. */
  grades: { year: number; grade: Grade }[];
}

/** The hosting period that runs on a day; a renewed host's next period has been opened but has not begun. */
export const periodOn = <P extends { startsOn: LocalDate; endedOn: LocalDate | null }>(periods: readonly P[], on: LocalDate): P | null =>
  periods.find((p) => p.startsOn <= on && (p.endedOn === null || p.endedOn >= on)) ?? periods.find((p) => p.endedOn === null) ?? null;

const text = (q: string) => q.trim().toLowerCase();

function where(tenantId: string, { q, class: klass, status, dueBy }: CentreFilter): Prisma.CentreWhereInput {
  const word = q ? text(q) : '';
  return {
    tenantId,
    ...(klass ? { class: klass } : {}),
    ...(status ? { status } : {}),
    ...(dueBy ? { hosting: { some: { endedOn: null, dueToEndOn: { lte: toDb(dueBy) } } } } : {}),
    ...(word
      ? {
          OR: [
            { name: { contains: word, mode: 'insensitive' as const } },
            { code: { contains: word, mode: 'insensitive' as const } },
            ...(/^[a-z ]+$/.test(word) ? [{ pinyin: { contains: word } }] : []),
            { hosting: { some: { endedOn: null, institution: { OR: [{ name: { contains: word } }, ...(/^[a-z ]+$/.test(word) ? [{ pinyin: { contains: word } }] : [])] } } } },
          ],
        }
      : {}),
  };
}

/** What a list of centres asks for of who hosts one and who heads it on a day: whoever holds one of the posts in one of the standing bodies. */
const hostAndHead = (today: LocalDate, bodies: string[], posts: string[]) =>
  ({
    hosting: { where: { OR: [{ endedOn: null }, { endedOn: { gte: toDb(today) } }] }, orderBy: { startsOn: 'desc' }, select: { startsOn: true, endedOn: true, dueToEndOn: true, institution: { select: { name: true } } } },
    committees: {
      where: { endedOn: null, body: { in: bodies } },
      select: {
        appointments: {
          where: { posts: { hasSome: posts }, validFrom: { lte: toDb(today) }, OR: [{ validTo: null }, { validTo: { gt: toDb(today) } }] },
          select: { person: { select: { name: true } } },
          take: 1,
        },
      },
    },
  }) satisfies Prisma.CentreSelect;

type HostAndHead = Prisma.CentreGetPayload<{ select: ReturnType<typeof hostAndHead> }>;

/** The period that runs on a day with its host, and the name of the head. */
const hostAndHeadOf = ({ hosting, committees }: HostAndHead, today: LocalDate) => ({
  running: periodOn(hosting.map((h) => ({ ...h, startsOn: fromDb(h.startsOn), endedOn: fromDbOrNull(h.endedOn), dueToEndOn: fromDbOrNull(h.dueToEndOn) })), today),
  head: committees.flatMap((k) => k.appointments)[0]?.person.name ?? null,
});

/** One page of centres in the order of their codes; `after` is the code that the page before ended with. */
export async function listCentres(
  tx: Tx,
  tenantId: string,
  filter: CentreFilter,
  { after, today }: { after?: string | undefined; today: LocalDate },
): Promise<{ rows: CentreRow[]; next: string | null; total: number }> {
  const condition = where(tenantId, filter);
  const total = await tx.centre.count({ where: condition });
  const found = await tx.centre.findMany({
    where: after ? { AND: [condition, { code: { gt: after } }] } : condition,
    orderBy: { code: 'asc' },
    take: PAGE_SIZE + 1,
    select: {
      id: true,
      code: true,
      name: true,
      class: true,
      status: true,
      ...hostAndHead(today, ['committee', 'expert-group'], ['chair', 'leader']),
      assessments: { where: { state: 'confirmed' }, orderBy: { year: 'desc' }, take: 4, select: { year: true, grade: true } },
      decisions: { where: { state: 'pending' }, take: 1, select: { id: true } },
    },
  });
  const rows = found.slice(0, PAGE_SIZE).map((c) => ({ ...c, ...hostAndHeadOf(c, today) })).map((c) => ({
    id: c.id,
    code: c.code,
    name: c.name,
    class: c.class as CentreClass,
    status: c.status as CentreStatus,
    host: c.running?.institution.name ?? null,
    dueToEndOn: c.running?.dueToEndOn ?? null,
    chair: c.head,
    undecided: c.decisions.length > 0,
    grades: c.assessments.map((a) => ({ year: a.year, grade: a.grade as Grade })),
  }));
  return { rows, next: found.length > PAGE_SIZE ? rows.at(-1)!.code : null, total };
}

/** A centre as its file begins: what it is, who hosts it, since when. Null if it does not exist in the tenant. */
export async function getCentre(tx: Tx, tenantId: string, id: string, today: LocalDate) {
  const centre = await tx.centre.findUnique({
    where: { tenantId_id: { tenantId, id } },
    select: {
      id: true,
      code: true,
      name: true,
      class: true,
      status: true,
      openedOn: true,
      version: true,
      specialty: { select: { id: true, direction: true, field: true, number: true, listed: true } },
      hosting: {
        orderBy: { startsOn: 'desc' },
        select: {
          id: true,
          cycle: true,
          startsOn: true,
          dueToEndOn: true,
          endedOn: true,
          endReason: true,
          version: true,
          institution: { select: { id: true, name: true, level: true, region: true } },
        },
      },
    },
  });
  if (!centre) return null;
  const hosting = centre.hosting.map((h) => ({
    ...h,
    startsOn: fromDb(h.startsOn),
    dueToEndOn: fromDbOrNull(h.dueToEndOn),
    endedOn: fromDbOrNull(h.endedOn),
  }));
  return {
    ...centre,
    class: centre.class as CentreClass,
    status: centre.status as CentreStatus,
    openedOn: fromDb(centre.openedOn),
    hosting,
    /** The period that runs today. */
    current: periodOn(hosting, today),
  };
}
export type CentreFile = NonNullable<Awaited<ReturnType<typeof getCentre>>>;

/** What an authorisation needs to know of a centre; null if it does not exist in the tenant. */
export async function centreTarget(tx: Tx, tenantId: string, id: string): Promise<{ tenantId: string; centreId: string; hostId: string | undefined } | null> {
  const centre = await tx.centre.findUnique({
    where: { tenantId_id: { tenantId, id } },
    select: { hosting: { where: { endedOn: null }, select: { institutionId: true } } },
  });
  return centre && { tenantId, centreId: id, hostId: centre.hosting[0]?.institutionId };
}

/**
 * Holds a centre until the end of the transaction. Whatever changes its host, its committees or its lists holds it before it
 * reads what it rests on: of two such acts the second sees what the first has done, and neither waits for the other in a circle.
 */
export const lockCentre = (tx: Tx, tenantId: string, centreId: string) =>
  tx.$executeRaw`select id from centre where tenant_id = ${tenantId} and id = ${centreId}::uuid for update`;

/** Holds a direction of the plan until the end of the transaction: what sets up a centre or a round for it holds it before it sees whether it still stands. */
export const lockSpecialty = (tx: Tx, tenantId: string, specialtyId: string) =>
  tx.$executeRaw`select id from specialty where tenant_id = ${tenantId} and id = ${specialtyId}::uuid for no key update`;

const DIRECTORY_PAGE = 50;

/** A centre as anybody may read of it. */
export interface DirectoryRow {
  id: string;
  code: string;
  name: string;
  class: CentreClass;
  /** Null where the place is vacant, or where groups have no host. */
  host: string | null;
  head: string | null;
  openedOn: LocalDate;
  /** Since when this host has it. */
  since: LocalDate | null;
  dueToEndOn: LocalDate | null;
  /** Whether its place is to be given anew. */
  vacant: boolean;
  /** The round under way, as far as it is public. */
  round: { callId: string | null; noticeId: string | null } | null;
}

/** One page of the public directory: what is not closed, in the order of codes; `after` is the code that the page before ended with. */
export async function listDirectory(
  tx: Tx, tenantId: string, { q, class: klass, heads }: { q?: string | undefined; class?: CentreClass | undefined; heads: readonly { body: string; post: string }[] }, { after, today }: { after?: string | undefined; today: LocalDate },
): Promise<{ rows: DirectoryRow[]; next: string | null; total: number }> {
  const condition: Prisma.CentreWhereInput = { AND: [where(tenantId, { q, class: klass }), { status: { not: 'closed' } }] };
  const total = await tx.centre.count({ where: condition });
  const found = await tx.centre.findMany({
    where: after ? { AND: [condition, { code: { gt: after } }] } : condition,
    orderBy: { code: 'asc' },
    take: DIRECTORY_PAGE + 1,
    select: {
      id: true, code: true, name: true, class: true, status: true, openedOn: true,
      ...hostAndHead(today, heads.map((h) => h.body), heads.map((h) => h.post)),
      selections: {
        where: { state: { in: ['open', 'reviewing', 'scoring', 'choosing', 'chosen', 'notice'] }, OR: [{ publishedAt: { not: null } }, { state: 'notice' }] },
        orderBy: { id: 'desc' }, take: 1, select: { id: true, road: true, publishedAt: true, notices: { where: { state: 'running' }, take: 1, select: { id: true } } },
      },
    },
  });
  const rows = found.slice(0, DIRECTORY_PAGE).map((c): DirectoryRow => {
    const { running, head } = hostAndHeadOf(c, today);
    const round = c.selections[0];
    return {
      id: c.id, code: c.code, name: c.name, class: c.class as CentreClass,
      host: running?.institution.name ?? null, head,
      openedOn: fromDb(c.openedOn), since: running?.startsOn ?? null, dueToEndOn: running?.dueToEndOn ?? null,
      vacant: c.status === 'without-host' || c.status === 'reselecting',
      round: round ? { callId: round.publishedAt && round.road !== 'designation' ? round.id : null, noticeId: round.notices[0]?.id ?? null } : null,
    };
  });
  return { rows, next: found.length > DIRECTORY_PAGE ? rows.at(-1)!.code : null, total };
}
