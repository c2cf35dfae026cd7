import type { z } from 'zod';
import { fromDbOrNull } from '../db/dates';
import type { Prisma, Tx } from '../db/tenant';
import { ROAD_WORDS, type Post, type Title } from '../glossary';
import type { Mutation, Refusal, Work } from '../identity/perform';
import { changedMeanwhile, invalid, notNow, takeStep, type Check as Looked } from '../identity/step';
import { dateInChina } from '../kernel/clock';
import type { LocalDate } from '../kernel/local-date';
import { ok, refuse } from '../kernel/result';
import { getRound, lockRound, type Round } from '../selection/data';
import type { SelectionState } from '../selection/states';
import { checkApplication, keptCheck, type Applying, type Check, type CheckFacts } from './check';
import { countConditions, departedFrom, openOf, toExplain, unmetOf, withJudgements, type Condition, type Judgement } from './conditions';
import type { acceptSchema, judgeSchema, rejectSchema, reviewAgainSchema } from './review-schema';
import type { Answers } from './schema';
import { APPLICATION_LIFECYCLE, entryOf, thisEntry, type ApplicationAct, type ApplicationNeed, type ApplicationState } from './states';

// The commission's review of eligibility: what a person finds, admission or refusal, and looking at it again.

const notFound = refuse<Refusal>({ kind: 'not-found' });

/** One act of the review, as it is kept with the result. */
export interface ReviewAct {
  act: 'accept' | 'reject' | 'again';
  reason: string | null;
  byName: string;
  /** Instant, ISO 8601. */
  at: string;
  /** Labels of the conditions on which a refusal rested. */
  against?: string[];
}

/** What an application keeps of its review. */
export interface KeptResult extends Pick<Check, 'answer' | 'conditions'> {
  /** Ids of the conditions on which a refusal rests. */
  against?: string[];
  acts?: ReviewAct[];
}

/** Whether the commission may open applications: not before the last day for them has passed. */
export const mayOpen = (state: SelectionState): boolean => !['draft', 'scheme-submitted', 'scheme-approved', 'open'].includes(state);

const reviewedFields = {
  id: true, selectionId: true, institutionId: true, personId: true, post: true, state: true, form: true, statements: true, receipt: true, submittedAt: true, submittedByName: true,
  profileVersionId: true, facts: true, result: true, judgements: true, reviewReason: true, reviewedByName: true, reviewedAt: true, version: true,
  institution: { select: { name: true } },
  person: { select: { name: true, title: true, born: true, employment: true, institution: { select: { name: true } } } },
} as const satisfies Prisma.ApplicationSelect;

type Row = Prisma.ApplicationGetPayload<{ select: typeof reviewedFields }>;

const reviewed = (row: Row) => ({
  ...row,
  state: row.state as ApplicationState,
  post: row.post as Post | null,
  person: row.person && { ...row.person, title: row.person.title as Title, born: fromDbOrNull(row.person.born) },
  statements: row.statements as Applying['statements'],
  form: row.form as Answers,
  facts: row.facts as unknown as CheckFacts | null,
  result: row.result as unknown as KeptResult | null,
  judgements: row.judgements as unknown as Judgement[],
});
export type ReviewedApplication = ReturnType<typeof reviewed>;

/** An application as the commission reads it; null if nobody has submitted it. Drafts are the applicant's own. */
export async function getReviewed(tx: Tx, tenantId: string, id: string): Promise<ReviewedApplication | null> {
  const row = await tx.application.findUnique({ where: { tenantId_id: { tenantId, id } }, select: reviewedFields });
  return row && row.submittedAt && row.state !== 'draft' ? reviewed(row) : null;
}

/** Checks an application again: as of the day of its submission, under the rules of its round, with today's registers and what people judged. */
export async function reviewCheck(tx: Tx, tenantId: string, round: Round, a: ReviewedApplication): Promise<Check> {
  const check = await checkApplication(tx, tenantId, round, a, submittedOn(a));
  return { ...check, conditions: withJudgements(check.conditions, a.judgements) };
}

/** The day of submission: from it every period is counted. */
export const submittedOn = ({ submittedAt }: Pick<ReviewedApplication, 'submittedAt'>): LocalDate => dateInChina(submittedAt!);

/** The conditions of the last check that was kept, with what people judged; what was settled when it was decided stays so. */
export const standing = ({ result, judgements }: Pick<ReviewedApplication, 'result' | 'judgements'>): Condition[] => withJudgements(result?.conditions ?? [], judgements);

const PAGE = 30;

export interface ReviewFilter {
  state?: ApplicationState | undefined;
  /** Words of the institution or the receipt. */
  q?: string | undefined;
  /** Receipt with which the page before ended. */
  after?: string | undefined;
}

/**
 * One page of what was submitted in a round, by receipt; drafts are counted and not shown. The conditions are those of the
 * last check that was kept. Before the last day has passed, and of what was withdrawn, only who applied and when is told.
 */
export async function pageReviews(tx: Tx, tenantId: string, selectionId: string, { state, q, after }: ReviewFilter) {
  const submitted: Prisma.ApplicationWhereInput = { tenantId, selectionId, submittedAt: { not: null }, state: { not: 'draft' } };
  const where: Prisma.ApplicationWhereInput = { ...submitted, ...(state ? { state } : {}), ...(q ? { OR: [{ institution: { name: { contains: q } } }, { receipt: { contains: q, mode: 'insensitive' } }] } : {}) };
  const round = await tx.selection.findUniqueOrThrow({ where: { tenantId_id: { tenantId, id: selectionId } }, select: { state: true } });
  const grouped = await tx.application.groupBy({ by: ['state'], where: submitted, _count: true });
  const drafts = await tx.application.count({ where: { tenantId, selectionId, state: 'draft' } });
  const total = await tx.application.count({ where });
  const found = await tx.application.findMany({
    where: after ? { AND: [where, { receipt: { gt: after } }] } : where,
    orderBy: { receipt: 'asc' },
    take: PAGE + 1,
    select: {
      id: true, state: true, post: true, receipt: true, submittedAt: true, result: true, judgements: true,
      institution: { select: { name: true, level: true, kind: true } },
      person: { select: { name: true } },
    },
  });
  const rows = found.slice(0, PAGE).map(({ result, judgements, person, post, ...a }) => {
    const opened = mayOpen(round.state as SelectionState) && a.state !== 'withdrawn';
    const kept = { result: result as unknown as KeptResult | null, judgements: judgements as unknown as Judgement[] };
    return {
      ...a, submittedAt: a.submittedAt!, state: a.state as ApplicationState,
      opened, person: opened ? person : null, post: opened ? (post as Post | null) : null, counts: opened && kept.result ? countConditions(standing(kept)) : null,
    };
  });
  const counts = new Map(grouped.map((g) => [g.state as ApplicationState, g._count]));
  return { rows, total, counts, drafts, next: found.length > PAGE ? rows.at(-1)!.receipt : null };
}

interface Case {
  work: Work;
  a: ReviewedApplication;
  round: Round;
}

/** Holds the round, then reads: two who review at once come one after the other, and the second sees what the first has done. */
async function open(work: Work, id: string): Promise<Case | null> {
  const { tx, actor: { tenantId } } = work;
  const at = await tx.application.findUnique({ where: { tenantId_id: { tenantId, id } }, select: { selectionId: true } });
  if (!at) return null;
  await lockRound(tx, tenantId, at.selectionId);
  const a = await getReviewed(tx, tenantId, id);
  const round = await getRound(tx, tenantId, at.selectionId, work.today);
  if (!round) return null;
  work.authorise({ tenantId });
  if (!a) return null;
  work.record({ type: 'application', id }, { selectionId: round.id });
  return { work, a, round };
}

/** The step of an act, after the version and everything that its row needs. */
async function step({ work, a, round }: Case, act: ApplicationAct, checks: Partial<Record<ApplicationNeed, Looked>> = {}) {
  if (work.version !== a.version) return refuse(changedMeanwhile(thisEntry(round)));
  return takeStep(APPLICATION_LIFECYCLE, a.state, act, {
    'round-reviewing': () => (round.state === 'reviewing' ? null : notNow(mayOpen(round.state) ? '资格审核已经结束，不能再办理' : `${ROAD_WORDS[round.road].answer}截止后才能审核`)),
    // Every schema of the review asks for it.
    reason: () => null,
    ...checks,
  }, thisEntry(round));
}

/** Writes what was done, if nobody has touched the application since it was read; the loser of a race learns of a conflict. */
async function write({ work, a }: Case, data: Prisma.ApplicationUncheckedUpdateManyInput): Promise<boolean> {
  const { count } = await work.tx.application.updateMany({ where: { tenantId: work.actor.tenantId, id: a.id, version: a.version, state: a.state }, data: { ...data, version: { increment: 1 } } });
  return count === 1;
}

const kept = (check: Check, round: Round, more: Pick<KeptResult, 'against' | 'acts'>) => {
  const { result, ...columns } = keptCheck(check, round.rules);
  return { ...columns, result: { ...result, ...more } as unknown as Prisma.InputJsonObject };
};

/** What was done in the review of an application, oldest first. A finding that was kept before its acts were is one of them. */
export const actsOf = (a: Pick<ReviewedApplication, 'state' | 'result' | 'reviewReason' | 'reviewedByName' | 'reviewedAt'>): ReviewAct[] =>
  a.result?.acts ?? (a.reviewedAt && a.state !== 'submitted' ? [{ act: a.state === 'eligible' ? 'accept' : 'reject', reason: a.reviewReason, byName: a.reviewedByName ?? '', at: a.reviewedAt.toISOString() }] : []);

const actsAfter = ({ work, a }: Case, act: ReviewAct['act'], reason: string | undefined, against: readonly Condition[] = []): ReviewAct[] => [
  ...actsOf(a), { act, reason: reason ?? null, byName: work.actor.name, at: work.now.toISOString(), ...(against.length > 0 ? { against: against.map((c) => c.label) } : {}) },
];

const named = (conditions: readonly Condition[]) => conditions.map((c) => `“${c.label}”`).join('、');

/** A person says whether a condition is met that the rules leave open. The newest judgement counts; earlier ones stay. */
export const judgeCondition: Mutation<z.output<typeof judgeSchema>> = async (work, input) => {
  const found = await open(work, input.applicationId);
  if (!found) return notFound;
  const { a, round } = found;
  const taken = await step(found, 'application.judge');
  if (!taken.ok) return taken;
  const check = await checkApplication(work.tx, work.actor.tenantId, round, a, submittedOn(a));
  const condition = check.conditions.find((c) => c.id === input.condition);
  if (!condition) return refuse(notNow('没有这一条件，请刷新页面查看最新情况'));
  if (condition.status !== 'open') return refuse(notNow(`“${condition.label}”已由规则检验，不须由人认定`));
  const judgement: Judgement = { condition: condition.id, met: input.met, reason: input.reason, byName: work.actor.name, at: work.now.toISOString() };
  const done = await write(found, { judgements: [...a.judgements, judgement] as unknown as Prisma.InputJsonValue, ...kept(check, round, { acts: actsOf(a) }) });
  if (!done) return refuse(changedMeanwhile(thisEntry(round)));
  work.record({ type: 'application', id: a.id }, { selectionId: round.id, ...judgement });
  return ok({ message: `已记录：${condition.label}，${input.met ? '符合' : '不符合'}` });
};

/** Admits an application whose conditions are all met; what holds in principle only may be departed from with a reason. */
export const acceptApplication: Mutation<z.output<typeof acceptSchema>> = async (work, input) => {
  const found = await open(work, input.applicationId);
  if (!found) return notFound;
  const { a, round } = found;
  const check = await reviewCheck(work.tx, work.actor.tenantId, round, a);
  const taken = await step(found, 'application.accept', {
    'nothing-open': () => {
      const waiting = openOf(check.conditions);
      return waiting.length > 0 ? notNow(`还有${waiting.length}项须由人认定：${named(waiting)}`) : null;
    },
    'nothing-unmet': () => {
      const unmet = unmetOf(check.conditions);
      if (unmet.length > 0) {
        return { kind: 'findings', message: `有${unmet.length}项条件不符合，不能认定为符合条件`, findings: unmet.map((c) => ({ rule: c.id, severity: 'block', article: c.article, message: c.judgement?.reason ?? c.says })) };
      }
      const explain = toExplain(check.conditions);
      return explain.length > 0 && !input.reason ? invalid({ reason: [`原则上不符合${named(explain)}，须写明准予的理由`] }) : null;
    },
  });
  if (!taken.ok) return taken;
  const conditions = input.reason ? departedFrom(check.conditions, input.reason) : check.conditions;
  const departed = conditions.filter((c) => c.status === 'departed').map((c) => c.id);
  const done = await write(found, {
    state: taken.value.to, ...kept({ ...check, conditions }, round, { acts: actsAfter(found, 'accept', input.reason) }),
    reviewReason: input.reason ?? null, reviewedById: work.actor.accountId, reviewedByName: work.actor.name, reviewedAt: work.now,
  });
  if (!done) return refuse(changedMeanwhile(thisEntry(round)));
  work.record({ type: 'application', id: a.id }, { selectionId: round.id, outcome: 'eligible', reason: input.reason ?? null, departed, conditions: statusesOf(conditions) });
  return ok({ message: `已认定${a.institution.name}的${entryOf(round)}符合条件` });
};

/** Finds that an application does not meet the conditions: which, and why. */
export const rejectApplication: Mutation<z.output<typeof rejectSchema>> = async (work, input) => {
  const found = await open(work, input.applicationId);
  if (!found) return notFound;
  const { a, round } = found;
  const taken = await step(found, 'application.reject');
  if (!taken.ok) return taken;
  const check = await reviewCheck(work.tx, work.actor.tenantId, round, a);
  const ids = new Set(check.conditions.map((c) => c.id));
  if (input.conditions.some((id) => !ids.has(id))) return refuse(invalid({ conditions: ['所选条件已有变化，请刷新页面后重新选择'] }));
  const against = input.conditions.length > 0 ? [...new Set(input.conditions)] : unmetOf(check.conditions).map((c) => c.id);
  if (against.length === 0) return refuse(invalid({ conditions: ['请选择不符合哪一项条件'] }));
  const done = await write(found, {
    state: taken.value.to, ...kept(check, round, { against, acts: actsAfter(found, 'reject', input.reason, check.conditions.filter((c) => against.includes(c.id))) }),
    reviewReason: input.reason, reviewedById: work.actor.accountId, reviewedByName: work.actor.name, reviewedAt: work.now,
  });
  if (!done) return refuse(changedMeanwhile(thisEntry(round)));
  work.record({ type: 'application', id: a.id }, { selectionId: round.id, outcome: 'ineligible', reason: input.reason, against, conditions: statusesOf(check.conditions) });
  return ok({ message: `已认定${a.institution.name}的${entryOf(round)}不符合条件` });
};

/** Takes a review back while the round is reviewed, the first time or after a notice; what was judged stays, what was concluded stays in its history, and the conclusion is open again. */
export const reviewAgain: Mutation<z.output<typeof reviewAgainSchema>> = async (work, input) => {
  const found = await open(work, input.applicationId);
  if (!found) return notFound;
  const { a, round } = found;
  const taken = await step(found, 'application.review-again');
  if (!taken.ok) return taken;
  const check = await checkApplication(work.tx, work.actor.tenantId, round, a, submittedOn(a));
  const done = await write(found, {
    state: taken.value.to, ...kept(check, round, { acts: actsAfter(found, 'again', input.reason) }),
    reviewReason: null, reviewedById: null, reviewedByName: null, reviewedAt: null,
  });
  if (!done) return refuse(changedMeanwhile(thisEntry(round)));
  work.record({ type: 'application', id: a.id }, { selectionId: round.id, before: a.state, beforeReason: a.reviewReason, beforeAgainst: a.result?.against ?? [], reason: input.reason });
  return ok({ message: `已重新审核${a.institution.name}的${entryOf(round)}` });
};

const statusesOf = (conditions: readonly Condition[]) => Object.fromEntries(conditions.map((c) => [c.id, c.status]));
