import type { z } from 'zod';
import { askCentre, departedBy, weigh, type Direction, type SettingDeparture } from '../centre/check';
import { lockCentre, lockSpecialty } from '../centre/data';
import { closeCentre } from '../centre/mutations';
import { centreNameOf, renamedCentres } from '../centre/name';
import { enterDepartures } from '../departure/data';
import { fromDb, fromDbOrNull, toDb } from '../db/dates';
import { CENTRE_CLASSES, type CentreClass } from '../glossary';
import type { Mutation, Refusal, Work } from '../identity/perform';
import { changedMeanwhile, invalid, notNow } from '../identity/step';
import { rulesFor, rulesInForce, type RulesInForce } from '../jurisdiction/data';
import { formatDate } from '../kernel/chinese';
import { newId } from '../kernel/ids';
import { addDays, type LocalDate } from '../kernel/local-date';
import { pinyinKey } from '../kernel/pinyin';
import { ok, refuse } from '../kernel/result';
import { tell } from '../message/data';
import type { Finding } from '../regulation/finding';
import { articleOfChange, PLAN_CHANGES, survivorOf, type PlanCentre, type PlanChangeKind, type PlanDirection, type PlanState } from './change';
import { planVersion } from './data';
import type { addSpecialtySchema, ChangePlan } from './schema';

/** One change of the plan at a time in a tenant, until the end of the transaction. */
const lockPlan = (tx: Work['tx'], tenantId: string) => tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`plan ${tenantId}`}, 0))`;

/** Adds a direction to the plan, beside those of the published list. Class, field and direction together are its key; one that had ended stands again. */
export const addSpecialty: Mutation<z.output<typeof addSpecialtySchema>> = async (work, input) => {
  const { tx, actor } = work;
  const { tenantId } = actor;
  work.authorise({ tenantId });
  await lockPlan(tx, tenantId);
  const rules = await rulesFor(tx, tenantId, work.today);
  const { classes } = rules.profile.structure;
  if (classes && !classes.list.includes(input.class)) return refuse(invalid({ class: [`本辖区分为${classes.list.map((c) => CENTRE_CLASSES[c]).join('、')}`] }));
  const key = { class: input.class, field: input.field ?? '', direction: input.direction };
  const there = await findByKey(tx, tenantId, key);
  if (there && !there.endedOn) return refuse(invalid({ direction: ['规划中已有这个方向'] }));
  const asked = ask(rules, work.today, await standing(tx, tenantId), [{ ...key, listed: there?.listed }], input);
  if (!asked.ok) return asked;
  const id = await place(work, key, there);
  await remember(work, 'add', { reason: input.reason ?? '列入设置规划', document: input.document ?? null, on: work.today }, EMPTY, { directions: [{ id, ...key }], centres: [] }, asked.value);
  work.record({ type: 'specialty', id }, { class: key.class, field: key.field, direction: key.direction, reason: input.reason ?? null, document: input.document ?? null, departure: asked.value?.reason ?? null });
  return ok({ message: `规划中已增加${input.direction}`, id });
};

const EMPTY: PlanState = { directions: [], centres: [] };

/**
 * Renames, merges, splits or withdraws directions of the plan; their centres follow in the same transaction. The version of the form
 * is that of the plan as a whole: the number of its changes.
 */
export const changePlan: Mutation<ChangePlan> = async (work, input) => {
  const { tx, actor } = work;
  const { tenantId } = actor;
  work.authorise({ tenantId });
  await lockPlan(tx, tenantId);
  const ids = [...new Set(input.kind === 'merge' ? input.specialtyIds : [input.specialtyId])].sort();
  work.record({ type: 'specialty', id: ids[0]! });
  for (const id of ids) await lockSpecialty(tx, tenantId, id);
  const rows = await tx.specialty.findMany({
    where: { tenantId, id: { in: ids } },
    orderBy: { id: 'asc' },
    select: { id: true, class: true, field: true, direction: true, listed: true, endedOn: true, version: true },
  });
  if (rows.length !== ids.length) return refuse<Refusal>({ kind: 'not-found' });
  if (work.version !== (await planVersion(tx, tenantId))) return refuse(changedMeanwhile('设置规划'));
  const ended = rows.find((r) => r.endedOn);
  if (ended) return refuse(notNow(`${ended.direction}已于${formatDate(fromDb(ended.endedOn!))}退出规划，不能再变更`));
  const directions: PlanDirection[] = rows.map(({ id, field, direction, ...r }) => ({ id, class: r.class as CentreClass, field, direction }));
  if (input.kind === 'merge' && ids.length < 2) return refuse(invalid({ specialtyIds: ['至少选择两个方向'] }));
  if (new Set(rows.map((r) => r.class)).size > 1) return refuse(invalid({ specialtyIds: ['只能合并同一类别的方向'] }));

  const running = await tx.selection.findFirst({
    where: { tenantId, specialtyId: { in: ids }, state: { notIn: ['established', 'cancelled'] } },
    orderBy: { number: 'asc' },
    select: { number: true, specialty: { select: { direction: true } } },
  });
  if (running) return refuse(notNow(`${running.specialty.direction}有一轮尚未完成（${running.number}），请先办完或者终止`));

  const held = await tx.centre.findMany({ where: { tenantId, specialtyId: { in: ids }, status: { not: 'closed' } }, orderBy: { id: 'asc' }, select: { id: true } });
  for (const { id } of held) await lockCentre(tx, tenantId, id);
  const centres: PlanCentre[] = await tx.centre.findMany({ where: { tenantId, id: { in: held.map((c) => c.id) } }, orderBy: { code: 'asc' }, select: { id: true, code: true, name: true, status: true, specialtyId: true } });

  const rules = await rulesInForce(tx, tenantId, input.on);
  const faults: Record<string, string[]> = {};
  if (input.on > work.today) faults.on = [`生效日期不得晚于今天${formatDate(work.today)}`];
  else if (!rules) faults.on = [`生效日期不得早于本办法施行之日${formatDate((await rulesFor(tx, tenantId, work.today)).effectiveFrom)}`];
  else {
    const since = await lastHappening(work, ids, centres.map((c) => c.id));
    if (since && input.on < since) faults.on = [`生效日期不得早于${formatDate(since)}，当日所涉的方向或者${rules.profile.vocabulary.centreShort}另有变动`];
  }

  const planned = plan(input, directions, centres);
  if (input.kind === 'rename' && input.centreName && centres.length > 1) faults.centreName = [`这个方向有${centres.length}个${(rules?.profile ?? (await rulesFor(tx, tenantId, work.today)).profile).vocabulary.centreShort}，不能改为同一个名称`];
  Object.assign(faults, planned.faults);
  // What comes into being must not stand already; a name that has ended is taken up again, but not by renaming another.
  const found = new Map<PlanDirection | Direction, Awaited<ReturnType<typeof findByKey>>>();
  for (const key of planned.fresh) {
    const there = await findByKey(tx, tenantId, key);
    found.set(key, there);
    if (there && !(there.endedOn && input.kind !== 'rename')) {
      const field = input.kind === 'split' ? 'directions' : 'direction';
      faults[field] ??= [there.id === planned.renames ? '与现在的名称相同' : there.endedOn ? `${key.direction}曾经列入规划，请用其他名称` : `规划中已有${key.direction}`];
    }
  }
  if (Object.keys(faults).length > 0 || !rules) return refuse(invalid(faults));

  const closing = centres.filter((c) => planned.closes.has(c.id));
  const hanging = await hangingOn(work, closing);
  if (hanging) return refuse(notNow(hanging));

  const rest = (await standing(tx, tenantId)).filter((s) => !planned.ends.has(s.id) && s.id !== planned.renames);
  const asked = ask(rules, input.on, rest, planned.fresh.map((key) => ({ ...key, listed: found.get(key)?.listed })), input);
  if (!asked.ok) return asked;
  if (input.checkOnly) return refuse(notNow('内容完整，请确认'));

  // The directions first, then the centres in the order in which they are held.
  for (const { id, version } of rows.filter((r) => planned.ends.has(r.id))) {
    const { count } = await tx.specialty.updateMany({ where: { tenantId, id, version, endedOn: null }, data: { endedOn: toDb(addDays(input.on, -1)), version: { increment: 1 } } });
    if (count !== 1) throw Object.assign(new Error('ended meanwhile'), { code: 'P2002' });
  }
  const after: PlanDirection[] = directions.filter((d) => !planned.ends.has(d.id) && d.id !== planned.renames);
  for (const key of planned.fresh) {
    const made = { class: key.class, field: key.field, direction: key.direction };
    if (planned.renames) {
      const { version } = rows.find((r) => r.id === planned.renames)!;
      const { count } = await tx.specialty.updateMany({ where: { tenantId, id: planned.renames, version, endedOn: null }, data: { field: made.field, direction: made.direction, pinyin: pinyinKey(made.direction), version: { increment: 1 } } });
      if (count !== 1) throw Object.assign(new Error('renamed meanwhile'), { code: 'P2002' });
      after.push({ id: planned.renames, ...made });
    } else after.push({ id: await place(work, made, found.get(key) ?? null), ...made });
  }
  const goesOn: PlanCentre[] = [];
  const renamed = input.kind === 'rename' ? renamedCentres(rules.profile, centres, { from: directions[0]!.direction, to: input.direction, given: input.centreName }) : [];
  for (const centre of centres.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    if (planned.closes.has(centre.id)) {
      await closeCentre(work, centre.id, input.on, PLAN_ENDS[input.kind], articleOfChange(rules.profile, input.kind));
      goesOn.push({ ...centre, status: 'closed' });
      continue;
    }
    // Whoever goes on stands for the direction into which its own has gone, and takes its name.
    const own = after.find((d) => d.id === centre.specialtyId);
    const direction = own ?? after[0]!;
    const isMoved = direction.id === planned.renames || !own;
    const name = own ? (renamed.find((c) => c.id === centre.id)?.renamed ?? centre.name) : centreNameOf(rules.profile, direction.direction);
    if (isMoved) {
      await tx.centre.update({ where: { tenantId_id: { tenantId, id: centre.id } }, data: { name, pinyin: pinyinKey(name), specialtyId: direction.id, version: { increment: 1 } }, select: { id: true } });
    }
    goesOn.push({ ...centre, name, specialtyId: direction.id });
  }

  await remember(work, input.kind, { reason: input.reason, document: input.document ?? null, on: input.on }, { directions, centres }, { directions: after, centres: goesOn }, asked.value);
  await tellHosts(work, input.kind, closing, goesOn.filter((c) => c.status !== 'closed' && c.name !== centres.find((o) => o.id === c.id)!.name), input.on);
  work.record({ type: 'specialty', id: ids[0]! }, {
    kind: input.kind, directions: directions.map((d) => d.direction), becomes: after.map((d) => d.direction), closed: closing.map((c) => c.name), on: input.on,
    reason: input.reason, document: input.document ?? null, departure: asked.value?.reason ?? null,
  });
  return ok({ message: `已办理${PLAN_CHANGES[input.kind]}`, next: '/specialties/history', id: after[0]?.id ?? ids[0]! });
};

/** Why a host's period ends with a change. */
const PLAN_ENDS: Readonly<Record<ChangePlan['kind'], string>> = { rename: '更名', merge: '规划合并，中心撤销', split: '规划拆分，中心撤销', withdraw: '撤销' };

interface Planned {
  /** Directions that end, by id. */
  ends: ReadonlySet<string>;
  /** The direction that takes the one new name; null where new ones come into being. */
  renames: string | null;
  /** What comes into being, or what the one is called from now on. */
  fresh: Direction[];
  /** Centres that are closed, by id. */
  closes: ReadonlySet<string>;
  faults: Record<string, string[]>;
}

/** What a change does to the directions and the centres that it names. */
function plan(input: ChangePlan, directions: readonly PlanDirection[], centres: readonly PlanCentre[]): Planned {
  const all = new Set(centres.map((c) => c.id));
  const { class: klass, field: was } = directions[0]!;
  const nothing = { ends: new Set<string>(), renames: null, fresh: [], closes: new Set<string>(), faults: {} };
  switch (input.kind) {
    case 'rename':
      return { ...nothing, renames: input.specialtyId, fresh: [{ class: klass, field: input.field ?? '', direction: input.direction }] };
    case 'withdraw':
      return { ...nothing, ends: new Set([input.specialtyId]), closes: all };
    case 'split': {
      const ends = input.original === 'ends';
      const faults: Record<string, string[]> = ends && input.directions.length < 2 ? { directions: ['原方向不保留的，至少写两个新的方向'] } : {};
      return { ...nothing, ends: new Set(ends ? [input.specialtyId] : []), closes: ends ? all : new Set(), fresh: input.directions.map((direction) => ({ class: klass, field: input.field ?? was, direction })), faults };
    }
    case 'merge': {
      const faults: Record<string, string[]> = {};
      const isNew = input.into === 'new';
      if (isNew && !input.direction) faults.direction = ['请填写新的工作方向'];
      if (!isNew && !directions.some((d) => d.id === input.into)) faults.into = ['请从所选的方向中选择'];
      const survivor = survivorOf(centres, input.into, input.keepCentreId);
      if (survivor === undefined) faults.keepCentreId = [input.keepCentreId ? '请从所涉的机构中选择' : '请选择保留哪一个'];
      return {
        ...nothing,
        ends: new Set(directions.filter((d) => d.id !== input.into).map((d) => d.id)),
        closes: new Set(centres.filter((c) => c.id !== survivor).map((c) => c.id)),
        fresh: isNew && input.direction ? [{ class: klass, field: input.field ?? '', direction: input.direction }] : [],
        faults,
      };
    }
  }
}

/** Asks the rules about each new direction beside those that stand; a departure from what holds in principle needs its reason. */
function ask(
  rules: RulesInForce, on: LocalDate, rest: readonly Direction[], fresh: readonly (Direction & { listed?: boolean | undefined })[],
  { diseaseBased, departure }: { diseaseBased?: boolean | undefined; departure?: string | undefined },
) {
  const findings: Finding[] = fresh.flatMap((key, i) => askCentre(rules, key, on, { existing: [...rest, ...fresh.slice(0, i)], listed: key.listed || undefined, diseaseBased }).findings);
  return weigh(findings, departure);
}

/** The directions that stand. */
const standing = async (tx: Work['tx'], tenantId: string): Promise<PlanDirection[]> =>
  (await tx.specialty.findMany({ where: { tenantId, endedOn: null }, select: { id: true, class: true, field: true, direction: true } })).map((s) => ({ ...s, class: s.class as CentreClass }));

async function findByKey(tx: Work['tx'], tenantId: string, { class: klass, field, direction }: Direction) {
  const found = await tx.specialty.findUnique({ where: { tenantId_class_field_direction: { tenantId, class: klass, field, direction } }, select: { id: true, listed: true, endedOn: true } });
  return found && { ...found, endedOn: fromDbOrNull(found.endedOn) };
}

/** Puts a direction into the plan, or takes up again the one of that name that had ended; its id. */
async function place({ tx, actor: { tenantId } }: Work, key: Direction, ended: { id: string } | null): Promise<string> {
  if (ended) {
    await tx.specialty.update({ where: { tenantId_id: { tenantId, id: ended.id } }, data: { endedOn: null, version: { increment: 1 } }, select: { id: true } });
    return ended.id;
  }
  const id = newId();
  await tx.specialty.create({ data: { tenantId, id, class: key.class, field: key.field, direction: key.direction, pinyin: pinyinKey(key.direction) }, select: { id: true } });
  return id;
}

/** Writes a change into the history of the plan. */
async function remember(work: Work, kind: PlanChangeKind, { reason, document, on }: { reason: string; document: string | null; on: LocalDate }, before: PlanState, after: PlanState, departure: SettingDeparture | null): Promise<void> {
  const { tx, actor, now } = work;
  const id = newId();
  const kept = { ...after, ...(departure ? { departure } : {}) };
  await tx.planChange.create({
    data: { tenantId: actor.tenantId, id, kind, reason, document, on: toDb(on), before: before as object, after: kept as object, byId: actor.accountId, byName: actor.name, at: now },
    select: { id: true },
  });
  await enterDepartures(work, { planChangeId: id }, departedBy(departure));
}

/** The last day on which something happened to these directions or centres that a change cannot precede; null where nothing did. */
async function lastHappening({ tx, actor: { tenantId }, today }: Work, specialtyIds: readonly string[], centreIds: readonly string[]): Promise<LocalDate | null> {
  const [found] = await tx.$queryRaw<{ on: Date | null }[]>`
    select max(day) as on from (
      select p."on" as day from plan_change p, unnest(${specialtyIds as string[]}::text[]) s(id)
        where p.tenant_id = ${tenantId} and (p.before -> 'directions' @> jsonb_build_array(jsonb_build_object('id', s.id)) or p.after -> 'directions' @> jsonb_build_array(jsonb_build_object('id', s.id)))
      union all select opened_on from centre where tenant_id = ${tenantId} and id = any (${centreIds as string[]}::uuid[])
      union all select starts_on from hosting_period where tenant_id = ${tenantId} and centre_id = any (${centreIds as string[]}::uuid[]) and starts_on <= ${today}::date
      union all select term_from from committee where tenant_id = ${tenantId} and centre_id = any (${centreIds as string[]}::uuid[]) and term_from <= ${today}::date
      union all select effective_on from decision where tenant_id = ${tenantId} and centre_id = any (${centreIds as string[]}::uuid[]) and state = 'confirmed'
    ) happened`;
  return fromDbOrNull(found?.on ?? null);
}

/** What still waits at the centres that would be closed and would be lost with them, in words; null where nothing does. */
async function hangingOn({ tx, actor: { tenantId } }: Work, closing: readonly PlanCentre[]): Promise<string | null> {
  const where = { tenantId, centreId: { in: closing.map((c) => c.id) } };
  const nameOf = (id: string) => closing.find((c) => c.id === id)!.name;
  const decision = await tx.decision.findFirst({ where: { ...where, state: 'pending' }, select: { number: true, centreId: true } });
  if (decision) return `${nameOf(decision.centreId)}有待裁定的事项（${decision.number}），请先裁定`;
  const list = await tx.rosterChange.findFirst({ where: { tenantId, committee: { centreId: where.centreId }, state: 'submitted' }, select: { committee: { select: { centreId: true } } } });
  if (list) return `${nameOf(list.committee.centreId)}有待审批的名单，请先批准或者退回`;
  const assessment = await tx.assessment.findFirst({ where: { ...where, state: { not: 'confirmed' } }, orderBy: { year: 'asc' }, select: { centreId: true, year: true } });
  if (assessment) return `${nameOf(assessment.centreId)}的${assessment.year}年度考核尚未确认，请先完成`;
  const handover = await tx.handover.findFirst({ where: { ...where, state: { in: ['open', 'given'] } }, select: { centreId: true } });
  return handover ? `${nameOf(handover.centreId)}的交接尚未完成，请先办完` : null;
}

/** Tells the hosts what becomes of their centres. */
async function tellHosts({ tx, actor, now }: Work, kind: ChangePlan['kind'], closed: readonly PlanCentre[], renamed: readonly PlanCentre[], on: LocalDate): Promise<void> {
  const last = toDb(addDays(on, -1));
  for (const centre of [...closed, ...renamed]) {
    const periods = await tx.hostingPeriod.findMany({ where: { tenantId: actor.tenantId, centreId: centre.id, OR: [{ endedOn: null }, { endedOn: last }] }, select: { institutionId: true } });
    const text = closed.includes(centre) ? `因设置规划${PLAN_CHANGES[kind]}，${centre.name}自${formatDate(on)}起撤销。` : `因设置规划${PLAN_CHANGES[kind]}，自${formatDate(on)}起名称为${centre.name}。`;
    await tell(tx, actor.tenantId, [{ institutions: [...new Set(periods.map((p) => p.institutionId))] }], { title: '设置规划调整', text, href: `/centres/${centre.id}` }, { at: now, by: actor.accountId });
  }
}
