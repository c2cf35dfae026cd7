import { fromDb, fromDbOrNull, toDb } from '../db/dates';
import type { Tx } from '../db/tenant';
import type { CentreClass } from '../glossary';
import type { LocalDate } from '../kernel/local-date';
import type { CentreStatus } from '../centre/states';
import { periodOn } from '../centre/data';
import type { Road, SelectionState } from '../selection/states';
import type { PlanChangeKind, PlanState } from './change';

export const PLAN_PAGE = 100;
const HISTORY_PAGE = 30;

/** What stands against each direction: a centre, nothing, or a round on its way. */
export const PLAN_STANDS = { yes: '已设', no: '未设', round: '有轮次' } as const;
export type PlanStand = keyof typeof PLAN_STANDS;

export interface PlanFilter {
  class?: CentreClass | undefined;
  field?: string | undefined;
  stands?: PlanStand | undefined;
  /** Words of the direction or the field, or pinyin. */
  q?: string | undefined;
}

/** Rounds that have come to their end. */
const OVER = ['established', 'cancelled'];

const select = (today: LocalDate) => ({
  id: true, class: true, field: true, direction: true, number: true, listed: true, version: true, endedOn: true,
  centres: {
    where: { status: { not: 'closed' } },
    orderBy: { code: 'asc' as const },
    select: {
      id: true, code: true, name: true, status: true,
      hosting: { where: { OR: [{ endedOn: null }, { endedOn: { gte: toDb(today) } }] }, orderBy: { startsOn: 'desc' as const }, select: { startsOn: true, endedOn: true, institution: { select: { name: true } } } },
    },
  },
  selections: { where: { state: { notIn: OVER } }, orderBy: { createdAt: 'desc' as const }, select: { id: true, number: true, road: true, state: true } },
});

type Found = Awaited<ReturnType<typeof readDirections>>[number];
const readDirections = (tx: Tx, tenantId: string, ids: readonly string[], today: LocalDate) =>
  tx.specialty.findMany({ where: { tenantId, id: { in: [...ids] } }, select: select(today) });

/** A direction with its centre and its round. Rounds are the commission's: they leave only where `rounds` says so. */
const lineOf = ({ centres, selections, ...s }: Found, { today, rounds }: Eyes) => ({
  ...s,
  class: s.class as CentreClass,
  endedOn: fromDbOrNull(s.endedOn),
  centres: centres.map(({ hosting, ...c }) => ({
    ...c, status: c.status as CentreStatus,
    host: periodOn(hosting.map((h) => ({ ...h, startsOn: fromDb(h.startsOn), endedOn: fromDbOrNull(h.endedOn) })), today)?.institution.name ?? null,
  })),
  rounds: rounds ? selections.map((r) => ({ ...r, road: r.road as Road, state: r.state as SelectionState })) : [],
});
export type PlanLine = ReturnType<typeof lineOf>;

interface Eyes {
  today: LocalDate;
  /** Whether the reader may know of rounds. */
  rounds: boolean;
}

/**
 * One page of the directions that stand, in the order of the plan: class, number, field, pinyin. `after` is the id that the page
 * before ended with; the page begins anew where it no longer stands.
 */
export async function pagePlan(tx: Tx, tenantId: string, filter: PlanFilter, after: string | undefined, eyes: Eyes) {
  const word = filter.q?.trim().toLowerCase() || null;
  const klass = filter.class ?? null;
  const field = filter.field ?? null;
  const stands = filter.stands === 'round' && !eyes.rounds ? null : (filter.stands ?? null);
  const found = await tx.$queryRaw<{ id: string; total: number }[]>`
    with plan as (
      select s.id, row_number() over (order by array_position(array['clinical', 'technical', 'management', 'tcm'], s.class), s.number nulls last, s.field, s.pinyin, s.id) as place
      from specialty s
      where s.tenant_id = ${tenantId} and s.ended_on is null
        and (${klass}::text is null or s.class = ${klass}) and (${field}::text is null or s.field = ${field})
        and (${word}::text is null or strpos(lower(s.direction), ${word}) > 0 or strpos(lower(s.field), ${word}) > 0 or (${word} ~ '^[a-z ]+$' and strpos(s.pinyin, ${word}) > 0))
        and (${stands}::text is null
          or (${stands} = 'round' and exists (select 1 from selection r where r.tenant_id = s.tenant_id and r.specialty_id = s.id and r.state <> all (${OVER}::text[])))
          or (${stands} in ('yes', 'no') and (${stands} = 'yes') = exists (select 1 from centre c where c.tenant_id = s.tenant_id and c.specialty_id = s.id and c.status <> 'closed')))
    )
    select id, (select count(*)::int from plan) as total from plan
    where place > coalesce((select place from plan where id = ${after ?? null}::uuid), 0)
    order by place limit ${PLAN_PAGE + 1}`;
  const ids = found.slice(0, PLAN_PAGE).map((f) => f.id);
  const read = new Map((await readDirections(tx, tenantId, ids, eyes.today)).map((s) => [s.id, s]));
  return { lines: ids.flatMap((id) => (read.has(id) ? [lineOf(read.get(id)!, eyes)] : [])), total: found[0]?.total ?? 0, next: found.length > PLAN_PAGE ? ids.at(-1)! : null };
}

/** How many directions stand in each class, and how many of them have a centre or a round. */
export async function countPlan(tx: Tx, tenantId: string, { rounds }: Eyes) {
  const counted = await tx.$queryRaw<{ class: CentreClass; total: number; set: number; round: number }[]>`
    select s.class, count(*)::int as total,
      count(*) filter (where exists (select 1 from centre c where c.tenant_id = s.tenant_id and c.specialty_id = s.id and c.status <> 'closed'))::int as set,
      count(*) filter (where ${rounds} and exists (select 1 from selection r where r.tenant_id = s.tenant_id and r.specialty_id = s.id and r.state <> all (${OVER}::text[])))::int as round
    from specialty s where s.tenant_id = ${tenantId} and s.ended_on is null
    group by s.class order by array_position(array['clinical', 'technical', 'management', 'tcm'], s.class)`;
  return counted;
}

/** The fields that stand in the plan, by class. */
export const planFields = (tx: Tx, tenantId: string) =>
  tx.specialty.groupBy({ by: ['field'], where: { tenantId, endedOn: null, field: { not: '' } }, orderBy: { field: 'asc' } }).then((rows) => rows.map((r) => r.field));

/** One direction, whether it stands or has ended; null if it does not exist in the tenant. */
export async function getDirection(tx: Tx, tenantId: string, id: string, eyes: Eyes): Promise<PlanLine | null> {
  const found = (await readDirections(tx, tenantId, [id], eyes.today))[0];
  return found ? lineOf(found, eyes) : null;
}

/** Several directions of the plan that stand, in the order asked for. */
export async function getDirections(tx: Tx, tenantId: string, ids: readonly string[], eyes: Eyes): Promise<PlanLine[]> {
  const read = new Map((await readDirections(tx, tenantId, ids, eyes.today)).map((s) => [s.id, s]));
  return ids.flatMap((id) => (read.has(id) ? [lineOf(read.get(id)!, eyes)] : []));
}

/** How often the plan has been changed: its version. */
export const planVersion = (tx: Tx, tenantId: string): Promise<number> => tx.planChange.count({ where: { tenantId } });

const changeSelect = { id: true, kind: true, reason: true, document: true, on: true, before: true, after: true, byName: true, at: true };
type FoundChange = { id: string; kind: string; reason: string; document: string | null; on: Date; before: unknown; after: unknown; byName: string; at: Date };
const changeOf = (c: FoundChange) => ({ ...c, kind: c.kind as PlanChangeKind, on: fromDb(c.on), before: c.before as PlanState, after: c.after as PlanState });

/** One page of the history of the plan, newest first; `before` is the id that the page before ended with. */
export async function pagePlanHistory(tx: Tx, tenantId: string, before: string | undefined) {
  const total = await planVersion(tx, tenantId);
  const found = await tx.planChange.findMany({
    where: { tenantId, ...(before ? { id: { lt: before } } : {}) },
    orderBy: { id: 'desc' },
    take: HISTORY_PAGE + 1,
    select: changeSelect,
  });
  return { changes: found.slice(0, HISTORY_PAGE).map(changeOf), total, next: found.length > HISTORY_PAGE ? found[HISTORY_PAGE - 1]!.id : null };
}

/** What was ever done to one direction, newest first. */
export async function historyOf(tx: Tx, tenantId: string, specialtyId: string) {
  const touched = await tx.$queryRaw<{ id: string }[]>`
    select id from plan_change where tenant_id = ${tenantId}
      and (before @> ${JSON.stringify({ directions: [{ id: specialtyId }] })}::jsonb or after @> ${JSON.stringify({ directions: [{ id: specialtyId }] })}::jsonb)`;
  const found = await tx.planChange.findMany({ where: { tenantId, id: { in: touched.map((t) => t.id) } }, orderBy: { id: 'desc' }, select: changeSelect });
  return found.map(changeOf);
}

/** What a jurisdiction has published, in its plan or by a centre in its directory, which anybody may know; nothing else of it leaves. */
export const publishedDirections = async (tx: Tx, tenantId: string) =>
  (
    await tx.specialty.findMany({
      where: { tenantId, endedOn: null, OR: [{ listed: true }, { centres: { some: { status: { not: 'closed' } } } }] },
      orderBy: [{ number: 'asc' }, { pinyin: 'asc' }],
      select: { class: true, field: true, direction: true },
    })
  ).map((s) => ({ ...s, class: s.class as CentreClass }));
