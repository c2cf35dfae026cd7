import { sha256 } from '../audit/chain';
import { fromDb, fromDbOrNull, toDb } from '../db/dates';
import type { Tx } from '../db/tenant';
import type { Grade } from '../glossary';
import { rulesFor, rulesOfVersion, type RulesInForce } from '../jurisdiction/data';
import { canonicalJson } from '../kernel/canonical';
import { newId } from '../kernel/ids';
import { yearOf, type LocalDate } from '../kernel/local-date';
import { restsOnQuota } from '../cycle/alternatives';
import type { CycleDecision, CycleFacts } from '../cycle/evaluate';
import { isAtExpiry } from '../cycle/expiry';
import type { Finding } from '../regulation/finding';

/** The history of a centre's confirmed grades as facts of the question `cycle`. */
export interface CycleCase {
  rules: RulesInForce;
  facts: CycleFacts;
  hostingPeriodId: string | null;
}

/** Facts up to and including a year; null if the centre has no confirmed result by then. */
export async function cycleCase(tx: Tx, tenantId: string, centreId: string, year: number, on: LocalDate): Promise<CycleCase | null> {
  const rules = await rulesFor(tx, tenantId, on);
  const results = await tx.assessment.findMany({
    where: { tenantId, centreId, state: 'confirmed', year: { lte: year } },
    orderBy: { year: 'asc' },
    select: { year: true, cycle: true, grade: true, grounds: true },
  });
  const newest = results.at(-1);
  if (!newest) return null;
  const hosting = await tx.hostingPeriod.findFirst({ where: { tenantId, centreId, cycle: newest.cycle }, orderBy: { startsOn: 'desc' }, select: { id: true, dueToEndOn: true } });
  const inCycle = results.filter((r) => r.cycle === newest.cycle).length;
  const onQuota = restsOnQuota(results);
  return {
    rules,
    hostingPeriodId: hosting?.id ?? null,
    facts: {
      results: results.map((r) => ({ cycle: r.cycle, year: r.year, grade: r.grade as Grade })),
      atExpiry: isAtExpiry(rules.profile, inCycle, fromDbOrNull(hosting?.dueToEndOn ?? null), on),
      ...(onQuota ? { grounds: 'quota' as const } : {}),
    },
  };
}

/** The digest of a computed result: the same profile revision and facts give it again, years later. */
export const digestOf = (rules: RulesInForce, on: LocalDate, facts: CycleFacts, result: object): string =>
  sha256(canonicalJson({ profile: rules.profile.id, revision: rules.revision, on, question: 'cycle', facts, result }));

/** Computes what follows from a newly confirmed grade and stores it as a decision that waits for a person; its id, or null where the text is silent. */
export async function openDecision(tx: Tx, tenantId: string, input: { centreId: string; assessmentId: string; year: number; on: LocalDate }): Promise<string | null> {
  const found = await cycleCase(tx, tenantId, input.centreId, input.year, input.on);
  if (!found?.rules.profile.cycle) return null;
  const { rules, facts, hostingPeriodId } = found;
  const parsed = rules.rulebook.cycle.parse(facts, input.on);
  if (!parsed.ok) throw new Error(`grades on record are not valid: ${parsed.refusal.map((i) => i.message).join('; ')}`);
  const result = rules.rulebook.cycle.answer(parsed.value);
  const id = newId();
  await tx.decision.create({
    data: {
      tenantId,
      id,
      number: await nextNumber(tx, tenantId, rules.profile.jurisdiction.code, yearOf(input.on)),
      centreId: input.centreId,
      hostingPeriodId,
      assessmentId: input.assessmentId,
      question: 'cycle',
      onDate: toDb(input.on),
      profileVersionId: rules.versionId,
      facts: facts as object,
      result: result as unknown as object,
      digest: digestOf(rules, input.on, facts, result),
    },
    select: { id: true },
  });
  return id;
}

/** The next running number of the year; serialised for the tenant, so that none is given twice. */
async function nextNumber(tx: Tx, tenantId: string, code: string, year: number): Promise<string> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`decision number ${tenantId}`}, 0))`;
  const prefix = `${code}-CD-${year}-`;
  const last = await tx.decision.findFirst({ where: { tenantId, number: { startsWith: prefix } }, orderBy: { number: 'desc' }, select: { number: true } });
  return `${prefix}${String(Number(last?.number.slice(prefix.length) ?? 0) + 1).padStart(4, '0')}`;
}

/** One decision with everything its card shows; null if it does not exist in the tenant. */
export async function getDecision(tx: Tx, tenantId: string, id: string) {
  const d = await tx.decision.findUnique({
    where: { tenantId_id: { tenantId, id } },
    select: {
      id: true, number: true, centreId: true, assessmentId: true, onDate: true, profileVersionId: true, facts: true, result: true, digest: true, state: true,
      outcome: true, asComputed: true, reason: true, effectiveOn: true, rectifyBy: true, decidedByName: true, decidedAt: true, version: true, createdAt: true,
      centre: { select: { name: true, code: true, class: true } },
      hosting: { select: { id: true, cycle: true, startsOn: true, dueToEndOn: true, institutionId: true, institution: { select: { name: true } } } },
      assessment: { select: { year: true, grade: true, grounds: true, confirmedByName: true, confirmedAt: true } },
    },
  });
  if (!d) return null;
  const rules = await rulesOfVersion(tx, tenantId, d.profileVersionId);
  if (!rules) throw new Error(`decision ${id} points to no profile version`);
  return {
    ...d,
    onDate: fromDb(d.onDate),
    effectiveOn: fromDbOrNull(d.effectiveOn),
    rectifyBy: fromDbOrNull(d.rectifyBy),
    facts: d.facts as unknown as CycleFacts,
    result: d.result as unknown as { verdict: 'ok' | 'warn' | 'block'; findings: Finding[]; decision: CycleDecision },
    outcome: d.outcome as unknown as CycleDecision | null,
    hosting: d.hosting && { ...d.hosting, startsOn: fromDb(d.hosting.startsOn), dueToEndOn: fromDbOrNull(d.hosting.dueToEndOn) },
    rules,
  };
}
export type DecisionRecord = NonNullable<Awaited<ReturnType<typeof getDecision>>>;

/** A centre's decisions, newest first. */
export async function listDecisions(tx: Tx, tenantId: string, centreId: string) {
  const found = await tx.decision.findMany({
    where: { tenantId, centreId },
    orderBy: [{ onDate: 'desc' }, { id: 'desc' }],
    take: 50,
    select: { id: true, number: true, onDate: true, state: true, outcome: true, result: true, asComputed: true, decidedByName: true, effectiveOn: true, assessment: { select: { year: true, grade: true } } },
  });
  return found.map((d) => ({
    ...d,
    onDate: fromDb(d.onDate),
    effectiveOn: fromDbOrNull(d.effectiveOn),
    outcome: d.outcome as unknown as CycleDecision | null,
    result: d.result as unknown as { findings: Finding[]; decision: CycleDecision },
  }));
}

const DECISION_PAGE = 30;

/** One page of a tenant's decisions, the open ones or all, newest first; `centres` narrows it to some centres. */
export async function pageDecisions(tx: Tx, tenantId: string, { state, centres, before }: { state?: 'pending' | 'confirmed' | undefined; centres: string[] | null; before?: string | undefined }) {
  const where = { tenantId, ...(state ? { state } : {}), ...(centres ? { centreId: { in: centres } } : {}) };
  const total = await tx.decision.count({ where });
  const found = await tx.decision.findMany({
    where: before ? { ...where, number: { lt: before } } : where,
    orderBy: { number: 'desc' },
    take: DECISION_PAGE + 1,
    select: { id: true, number: true, onDate: true, state: true, outcome: true, result: true, asComputed: true, decidedByName: true, effectiveOn: true, centre: { select: { name: true } }, assessment: { select: { year: true, grade: true } } },
  });
  const lines = found.slice(0, DECISION_PAGE).map((d) => {
    const result = d.result as unknown as { verdict: 'ok' | 'warn' | 'block'; decision: CycleDecision };
    return {
      id: d.id, number: d.number, onDate: fromDb(d.onDate), state: d.state, verdict: result.verdict, computed: result.decision, outcome: d.outcome as unknown as CycleDecision | null,
      asComputed: d.asComputed, decidedByName: d.decidedByName, effectiveOn: fromDbOrNull(d.effectiveOn), year: d.assessment.year, grade: d.assessment.grade as Grade | null, centre: d.centre.name,
    };
  });
  return { lines, total, next: found.length > DECISION_PAGE ? lines.at(-1)!.number : null };
}
