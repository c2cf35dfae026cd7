import type { z } from 'zod';
import { lockCentre } from '../centre/data';
import { dissolve, endHosting } from '../centre/mutations';
import { headOn } from '../conduct/data';
import { enterSanction } from '../conduct/mutations';
import { STATUS_AFTER } from '../centre/states';
import type { CycleDecision } from '../cycle/evaluate';
import { lastDayOfTerm } from '../committee/history';
import { toDb } from '../db/dates';
import { HOST_OUTCOMES } from '../glossary';
import type { Mutation, Refusal, Work } from '../identity/perform';
import { formatDate } from '../kernel/chinese';
import { newId } from '../kernel/ids';
import { addDays, addMonths, type LocalDate } from '../kernel/local-date';
import { ok, refuse } from '../kernel/result';
import { bodyLabel, postLabel } from '../regulation/profile';
import { articlesOf } from './articles';
import { getDecision, type DecisionRecord } from './data';
import type { decideSchema } from './schema';

const notFound = refuse<Refusal>({ kind: 'not-found' });
const notNow = (message: string) => refuse<Refusal>({ kind: 'not-allowed-now', message });
const invalid = (fields: Record<string, string[]>) => refuse<Refusal>({ kind: 'invalid', fields });

/** As far ahead as a rectification may be set where the text gives no period. */
const MOST_RECTIFY_MONTHS = 36;

/** An outcome that a person has confirmed: that somebody must decide is none. */
type ConfirmedOutcome = CycleDecision & { host: keyof typeof STATUS_AFTER };

/** Confirms what was computed, or decides otherwise with a reason; centre, host and committee follow in the same transaction. */
export const decide: Mutation<z.output<typeof decideSchema>> = async (work, input) => {
  const { tx, actor } = work;
  const d = await getDecision(tx, actor.tenantId, input.decisionId);
  if (!d) return notFound;
  work.authorise({ tenantId: actor.tenantId, centreId: d.centreId, hostId: d.hosting?.institutionId });
  work.record({ type: 'decision', id: d.id });
  if (work.version !== d.version) return refuse({ kind: 'conflict', message: '裁定卡已有变动，请刷新页面查看最新内容' });
  if (d.state !== 'pending') return notNow(`已由${d.decidedByName}裁定，不能再次裁定`);
  await lockCentre(tx, actor.tenantId, d.centreId);
  const newer = await tx.decision.findFirst({
    where: { tenantId: actor.tenantId, centreId: d.centreId, state: 'confirmed', assessment: { year: { gt: d.assessment.year } } },
    select: { number: true },
  });
  if (newer) return notNow(`此后的年度已经裁定（${newer.number}），本卡不能再生效`);

  const computed = d.result.decision;
  const asComputed = input.as === 'computed';
  const faults: Record<string, string[]> = {};
  if (asComputed) {
    if (computed.host === 'decide') faults.as = ['检验结果须由主管部门决定，请选择另行裁定并写明结论和理由'];
  } else Object.assign(faults, otherwiseFaults(d, input));
  // A decision takes effect on the day on which it is made, or on an earlier one on which its facts stood.
  if (input.effectiveOn < d.onDate) faults.effectiveOn = [`生效日期不得早于等次确认之日${formatDate(d.onDate)}`];
  else if (input.effectiveOn > work.today) faults.effectiveOn = [`生效日期不得晚于作出裁定之日${formatDate(work.today)}`];
  const host = asComputed ? computed.host : (input.host ?? null);
  let rectifyBy: LocalDate | undefined;
  if (host === 'rectify') {
    const months = rectifyMonthsOf(d);
    const last = addMonths(input.effectiveOn, asComputed && months ? months : MOST_RECTIFY_MONTHS);
    rectifyBy = input.rectifyBy ?? (months ? addMonths(input.effectiveOn, months) : undefined);
    if (!rectifyBy) faults.rectifyBy = ['条文没有规定整改期限，请填写'];
    else if (rectifyBy <= input.effectiveOn) faults.rectifyBy = ['整改期限应在生效日期之后'];
    else if (rectifyBy > last) faults.rectifyBy = [asComputed && months ? `条文规定整改期限${months}个月，不得晚于${formatDate(last)}` : `整改期限不得晚于${formatDate(last)}`];
  }
  if (Object.keys(faults).length > 0) return invalid(faults);
  if (!host || host === 'decide') return notNow('检验没有可以裁定的结果');
  const outcome: ConfirmedOutcome = asComputed ? { ...computed, host } : { ...chosenOutcome(input), host, talk: computed.talk };
  if (!asComputed && (['host', 'formerHostMayCompete', 'chair', 'committee'] as const).every((part) => outcome[part] === computed[part])) {
    return invalid({ as: ['与检验结果相同，请按检验结果裁定'] });
  }
  if (input.checkOnly) return notNow('内容完整，请确认裁定');
  await close(work, d, outcome, asComputed, input.effectiveOn, input.reason, rectifyBy);
  work.record({ type: 'decision', id: d.id }, { number: d.number, centreId: d.centreId, outcome, asComputed, reason: input.reason ?? null, effectiveOn: input.effectiveOn, digest: d.digest });
  return ok({ message: `已裁定：${HOST_OUTCOMES[outcome.host]}`, id: d.id });
};

/** What was chosen instead of the computed outcome. */
const chosenOutcome = (input: z.output<typeof decideSchema>) => ({
  formerHostMayCompete: input.host === 'removed' || input.host === 'reselect' ? (input.formerHostMayCompete ?? null) : null,
  chair: input.chair ?? ('stays' as const),
  committee: input.committee ?? ('stays' as const),
});

/** What is missing from, or contradicts itself in, a decision that departs from the computed outcome. */
function otherwiseFaults({ hosting, rules }: DecisionRecord, input: z.output<typeof decideSchema>): Record<string, string[]> {
  const { profile } = rules;
  const faults: Record<string, string[]> = {};
  const host = profile.vocabulary.host ?? '挂靠单位';
  if (!input.host || input.host === 'decide') faults.host = [`请选择${host}的去留`];
  if (!input.reason) faults.reason = ['另行裁定须写明理由'];
  if (input.host === 'retained' && !hosting?.dueToEndOn) faults.host = ['没有管理周期，不能作出不作调整的结论'];
  if ((input.host === 'removed' || input.host === 'reselect') && input.formerHostMayCompete === undefined) faults.formerHostMayCompete = [`请选择原${host}可否参与遴选`];
  const { chair, committee } = chosenOutcome(input);
  const body = profile.structure.bodies.find((b) => b.head);
  if (body?.head && committee === 'dissolved' && chair === 'stays') faults.chair = [`${bodyLabel(profile, body.body)}解散的，${postLabel(profile, body.head)}不能留任`];
  return faults;
}

/** Closes a decision from which nothing follows, in the act that confirmed the grade. Leaves every other one pending. */
export async function confirmAtOnce(work: Work, id: string): Promise<void> {
  const d = await getDecision(work.tx, work.actor.tenantId, id);
  if (!d || d.result.decision.host !== 'continues' || d.result.decision.talk) return;
  await lockCentre(work.tx, work.actor.tenantId, d.centreId);
  await close(work, d, { ...d.result.decision, host: 'continues' }, true, work.today, undefined, undefined);
}

/** Months that the deciding row of the profile gives for a rectification. */
export function rectifyMonthsOf({ rules, result }: Pick<DecisionRecord, 'rules' | 'result'>): number | undefined {
  const rule = result.findings[0]?.rule;
  return rules.profile.cycle?.rows.find((row) => `cycle.${row.id}` === rule)?.rectifyMonths;
}

async function close(
  work: Work,
  d: DecisionRecord,
  outcome: ConfirmedOutcome,
  asComputed: boolean,
  effectiveOn: LocalDate,
  reason: string | undefined,
  rectifyBy: LocalDate | undefined,
): Promise<void> {
  const { tx, actor } = work;
  const { tenantId } = actor;
  const { count } = await tx.decision.updateMany({
    where: { tenantId, id: d.id, version: d.version, state: 'pending' },
    data: {
      state: 'confirmed',
      outcome: outcome as object,
      asComputed,
      reason: reason ?? null,
      effectiveOn: toDb(effectiveOn),
      rectifyBy: rectifyBy ? toDb(rectifyBy) : null,
      decidedById: actor.accountId,
      decidedByName: actor.name,
      decidedAt: work.now,
      version: { increment: 1 },
    },
  });
  // The loser of a race finds the decision closed; nothing of what follows may happen twice.
  if (count !== 1) throw Object.assign(new Error('decided meanwhile'), { code: 'P2002' });

  await enterRemoval(work, d, outcome, effectiveOn, asComputed ? undefined : reason);
  // The host of whom the card speaks has given the place up meanwhile: nothing of it touches the next one.
  if (await isSucceeded(work, d)) return;
  await tx.centre.update({ where: { tenantId_id: { tenantId, id: d.centreId } }, data: { status: STATUS_AFTER[outcome.host], version: { increment: 1 } }, select: { id: true } });
  if (outcome.host === 'removed') await endHosting(work, d.centreId, addDays(effectiveOn, -1), '解除挂靠关系');
  if (outcome.host === 'retained') await renewHosting(work, d);
  // What was decided otherwise rests on its reason, not on the article of what was computed.
  if (outcome.committee === 'dissolved') await dissolve(work, d.centreId, effectiveOn, asComputed ? articlesOf(d).committee : null);
  else if (outcome.chair === 'removed' || outcome.chair === 'excluded') await removeHead(work, d, effectiveOn);
}

/**
 * A host that is removed for its grades stands in the sanctions register from that day, with the head it had, where the text bars it from
 * anything. Nothing is entered where it was removed for something else than its grade, or where it is said that it may compete.
 */
async function enterRemoval(work: Work, d: DecisionRecord, outcome: ConfirmedOutcome, effectiveOn: LocalDate, reason: string | undefined): Promise<void> {
  const { tx, actor } = work;
  const { profile } = d.rules;
  const isForGrades = d.facts.results.at(-1)?.grade === 'unqualified' && profile.sanctions.some((s) => s.ground === 'unqualified');
  if (outcome.host !== 'removed' || outcome.formerHostMayCompete === true || !isForGrades || !d.hosting) return;
  const { specialtyId } = await tx.centre.findUniqueOrThrow({ where: { tenantId_id: { tenantId: actor.tenantId, id: d.centreId } }, select: { specialtyId: true } });
  await enterSanction(work, profile, {
    institutionId: d.hosting.institutionId, ground: 'unqualified', decidedOn: effectiveOn, specialtyId, centreId: d.centreId, hostingPeriodId: d.hosting.id, decisionId: d.id,
    headPersonId: await headOn(tx, actor.tenantId, profile, d.centreId, addDays(effectiveOn, -1)), document: null, reason: reason ?? d.result.findings[0]?.message ?? HOST_OUTCOMES.removed,
  });
}

/** Whether another host has taken the place of the one whom the decision is about. */
async function isSucceeded({ tx, actor: { tenantId } }: Work, { centreId, hosting }: DecisionRecord): Promise<boolean> {
  return hosting !== null && (await tx.hostingPeriod.count({ where: { tenantId, centreId, endedOn: null, institutionId: { not: hosting.institutionId } } })) > 0;
}

/** The same host goes on for another cycle, from the day after the last. */
async function renewHosting(work: Work, d: DecisionRecord): Promise<void> {
  const { tx, actor } = work;
  const years = d.rules.profile.structure.hostCycle?.years;
  if (!d.hosting?.dueToEndOn || !years) return;
  await endHosting(work, d.centreId, d.hosting.dueToEndOn, '周期届满，不作调整');
  const startsOn = addDays(d.hosting.dueToEndOn, 1);
  await tx.hostingPeriod.create({
    data: {
      tenantId: actor.tenantId, id: newId(), centreId: d.centreId, institutionId: d.hosting.institutionId, cycle: d.hosting.cycle + 1,
      startsOn: toDb(startsOn), dueToEndOn: toDb(lastDayOfTerm(startsOn, years)),
    },
    select: { id: true },
  });
}

/** Whoever heads the centre leaves the post; the other seats stay. */
async function removeHead(work: Work, d: DecisionRecord, effectiveOn: LocalDate): Promise<void> {
  const { tx, actor } = work;
  const { tenantId } = actor;
  const heads = d.rules.profile.structure.bodies.flatMap((b) => (b.head ? [{ body: b.body as string, head: b.head as string }] : []));
  for (const { body, head } of heads) {
    const count = await tx.$executeRaw`
      update appointment a set valid_to = greatest(${effectiveOn}::date, a.valid_from), end_reason = '取消资格'
      from committee c
      where a.tenant_id = ${tenantId} and a.valid_to is null and ${head} = any (a.posts)
        and c.tenant_id = a.tenant_id and c.id = a.committee_id and c.centre_id = ${d.centreId}::uuid and c.body = ${body} and c.ended_on is null`;
    if (count > 0) await tx.committee.updateMany({ where: { tenantId, centreId: d.centreId, body, endedOn: null }, data: { version: { increment: 1 } } });
  }
}
