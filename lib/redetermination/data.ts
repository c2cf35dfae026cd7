import { fromDb, fromDbOrNull } from '../db/dates';
import type { Prisma, Tx } from '../db/tenant';
import { addDays, type LocalDate } from '../kernel/local-date';
import type { Profile } from '../regulation/profile';
import { redeterminationDue } from './due';

/** Days before the last one from which a centre waits in the worklist. */
export const AHEAD_DAYS = 60;

/** What determines a centre's host, as columns: the period that runs, the newest decision and the newest redetermination by which he stays. */
const DETERMINED = {
  hosting: { where: { endedOn: null }, orderBy: { startsOn: 'desc' }, take: 1, select: { startsOn: true, institutionId: true, institution: { select: { name: true } } } },
  decisions: { where: { state: 'confirmed', OR: [{ outcome: { path: ['host'], equals: 'continues' } }, { outcome: { path: ['host'], equals: 'retained' } }] }, orderBy: { effectiveOn: 'desc' }, take: 1, select: { effectiveOn: true } },
  redeterminations: { where: { outcome: 'continued' }, orderBy: { decidedOn: 'desc' }, take: 1, select: { decidedOn: true } },
} as const satisfies Prisma.CentreSelect;
type Row = Prisma.CentreGetPayload<{ select: typeof DETERMINED }>;

const dueOf = (profile: Profile, { hosting: [host], decisions: [decision], redeterminations: [continued] }: Row) =>
  redeterminationDue(profile, { hostSince: host ? fromDb(host.startsOn) : null, decidedOn: fromDbOrNull(decision?.effectiveOn ?? null), continuedOn: fromDbOrNull(continued?.decidedOn ?? null) });

/** A centre as its redetermination meets it, with what stands against one now; null if it does not exist in the tenant. */
export async function redeterminationCase(tx: Tx, tenantId: string, profile: Profile, centreId: string) {
  const centre = await tx.centre.findUnique({
    where: { tenantId_id: { tenantId, id: centreId } },
    select: {
      id: true, name: true, status: true, version: true, specialtyId: true, ...DETERMINED,
      specialty: { select: { selections: { where: { state: { notIn: ['established', 'cancelled'] } }, take: 1, select: { id: true, number: true } } } },
    },
  });
  if (!centre) return null;
  const pending = await tx.decision.findFirst({ where: { tenantId, centreId, state: 'pending' }, select: { number: true } });
  const round = centre.specialty.selections[0] ?? null;
  const host = centre.hosting[0] ?? null;
  const against = centre.status === 'closed' ? `${centre.name}已撤销`
    : !host ? `${centre.name}现在没有${profile.vocabulary.host ?? '承担单位'}`
    : pending ? `${centre.name}尚有待裁定的考核结果（${pending.number}），请先裁定`
    : round ? `这个专业方向的${round.number}正在进行，结束后再办理`
    : null;
  return { id: centre.id, name: centre.name, version: centre.version, specialtyId: centre.specialtyId, host, dates: dueOf(profile, centre), against };
}

/** Every redetermination of a centre, newest first. */
export const listRedeterminations = async (tx: Tx, tenantId: string, centreId: string) =>
  (await tx.redetermination.findMany({
    where: { tenantId, centreId },
    orderBy: [{ decidedOn: 'desc' }, { id: 'desc' }],
    take: 50,
    select: { id: true, outcome: true, decidedOn: true, documentNumber: true, reason: true, decidedByName: true, selectionId: true },
  })).map((r) => ({ ...r, decidedOn: fromDb(r.decidedOn) }));

/** Centres whose host has to be determined anew within sixty days, or should have been, the most urgent first. */
export async function centresDue(tx: Tx, tenantId: string, profile: Profile, today: LocalDate, most: number) {
  if (!profile.redetermination) return [];
  const found = await tx.centre.findMany({
    where: {
      tenantId, status: { in: ['operating', 'rectifying'] }, hosting: { some: { endedOn: null } }, decisions: { none: { state: 'pending' } },
      // As it is decided: one round of a direction at a time, whichever of its centres it is for.
      specialty: { selections: { none: { state: { notIn: ['established', 'cancelled'] } } } },
    },
    select: { id: true, name: true, ...DETERMINED },
  });
  return found
    .flatMap((c) => {
      const dates = dueOf(profile, c);
      return dates && dates.due <= addDays(today, AHEAD_DAYS) ? [{ id: c.id, name: c.name, host: c.hosting[0]!.institution.name, ...dates }] : [];
    })
    .sort((a, b) => (a.due < b.due ? -1 : 1))
    .slice(0, most);
}
