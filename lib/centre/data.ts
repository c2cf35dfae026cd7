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
      hosting: { where: { OR: [{ endedOn: null }, { endedOn: { gte: toDb(today) } }] }, orderBy: { startsOn: 'desc' }, select: { startsOn: true, endedOn: true, dueToEndOn: true, institution: { select: { name: true } } } },
      committees: {
        where: { endedOn: null, body: { in: ['committee', 'expert-group'] } },
        select: {
          appointments: {
            where: { posts: { hasSome: ['chair', 'leader'] }, validFrom: { lte: toDb(today) }, OR: [{ validTo: null }, { validTo: { gt: toDb(today) } }] },
            select: { person: { select: { name: true } } },
            take: 1,
          },
        },
      },
      assessments: { where: { state: 'confirmed' }, orderBy: { year: 'desc' }, take: 4, select: { year: true, grade: true } },
      decisions: { where: { state: 'pending' }, take: 1, select: { id: true } },
    },
  });
  const rows = found.slice(0, PAGE_SIZE).map((c) => ({ ...c, running: periodOn(c.hosting.map((h) => ({ ...h, startsOn: fromDb(h.startsOn), endedOn: fromDbOrNull(h.endedOn) })), today) })).map((c) => ({
    id: c.id,
    code: c.code,
    name: c.name,
    class: c.class as CentreClass,
    status: c.status as CentreStatus,
    host: c.running?.institution.name ?? null,
    dueToEndOn: fromDbOrNull(c.running?.dueToEndOn ?? null),
    chair: c.committees.flatMap((k) => k.appointments)[0]?.person.name ?? null,
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
      specialty: { select: { direction: true, field: true, number: true, listed: true } },
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
