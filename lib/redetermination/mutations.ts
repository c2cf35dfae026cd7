import type { z } from 'zod';
import { lockCentre, lockSpecialty } from '../centre/data';
import { toDb } from '../db/dates';
import type { Mutation, Refusal } from '../identity/perform';
import { changedMeanwhile, invalid, notNow } from '../identity/step';
import { rulesFor } from '../jurisdiction/data';
import { formatDate } from '../kernel/chinese';
import { newId } from '../kernel/ids';
import { ok, refuse } from '../kernel/result';
import { tell } from '../message/data';
import { takenNumber } from '../selection/data';
import { saveRound } from '../selection/mutations';
import { roadsOf } from '../selection/roads';
import { redeterminationCase } from './data';
import { redeterminationDue } from './due';
import { REDETERMINATIONS, type redetermineSchema } from './schema';

/**
 * What the authority has come to after its regular look at a centre: the host goes on, and the time begins anew; or his place is
 * filled anew, by a round that begins here with its ground. The bodies of the centre stay until that round is decided.
 */
export const redetermine: Mutation<z.output<typeof redetermineSchema>> = async (work, input) => {
  const { tx, actor, today } = work;
  const { tenantId } = actor;
  const { profile } = await rulesFor(tx, tenantId, today);
  const before = await redeterminationCase(tx, tenantId, profile, input.centreId);
  if (!before) return refuse<Refusal>({ kind: 'not-found' });
  work.authorise({ tenantId });
  work.record({ type: 'centre', id: before.id });
  if (!profile.redetermination) return refuse(notNow('本办法没有定期重新确定的规定'));
  // In the order in which a round begins: the direction first, then its centre.
  await lockSpecialty(tx, tenantId, before.specialtyId);
  await lockCentre(tx, tenantId, before.id);
  const centre = (await redeterminationCase(tx, tenantId, profile, before.id))!;
  if (work.version !== centre.version) return refuse(changedMeanwhile(centre.name));
  if (centre.against || !centre.host || !centre.dates) return refuse(notNow(centre.against ?? `${centre.name}不须重新确定`));

  const faults: Record<string, string[]> = {};
  const decidedOn = input.decidedOn ?? today;
  if (decidedOn > today) faults.decidedOn = ['决定日期不得晚于今天'];
  else if (decidedOn < centre.dates.last) faults.decidedOn = [`决定日期不得早于上次确定之日${formatDate(centre.dates.last)}`];
  const used = await takenNumber(tx, tenantId, input.documentNumber);
  if (used) faults.documentNumber = [`该文号已用于“${used}”`];
  if (Object.keys(faults).length > 0) return refuse(invalid(faults));

  let selectionId: string | null = null;
  if (input.outcome === 'anew') {
    const roads = roadsOf(profile);
    const road = roads.includes('designation') ? 'designation' : roads[0]!;
    const begun = await saveRound(work, { step: 'begin', specialtyId: centre.specialtyId, road, purpose: 'replace', centreId: centre.id, ground: `${input.documentNumber}，${REDETERMINATIONS.anew}：${input.reason}` });
    if (!begun.ok) return begun;
    selectionId = begun.value.id!;
  }
  await tx.redetermination.create({
    data: {
      tenantId, id: newId(), centreId: centre.id, outcome: input.outcome, decidedOn: toDb(decidedOn), documentNumber: input.documentNumber, reason: input.reason, selectionId,
      decidedById: actor.accountId, decidedByName: actor.name, decidedAt: work.now,
    },
    select: { id: true },
  });
  await tx.centre.update({ where: { tenantId_id: { tenantId, id: centre.id } }, data: { version: { increment: 1 } }, select: { id: true } });
  const word = REDETERMINATIONS[input.outcome];
  await tell(tx, tenantId, [{ institutions: [centre.host.institutionId] }], { title: `${centre.name}：${word}`, text: `${input.documentNumber}，${formatDate(decidedOn)}决定`, href: `/centres/${centre.id}` }, { at: work.now, by: actor.accountId });
  work.record({ type: 'centre', id: centre.id }, { name: centre.name, outcome: input.outcome, documentNumber: input.documentNumber, decidedOn, reason: input.reason, selectionId });
  if (selectionId) return ok({ message: `已决定重新确定，请提出${profile.vocabulary.host ?? '承担单位'}`, next: `/selections/${selectionId}`, id: selectionId });
  const next = redeterminationDue(profile, { hostSince: decidedOn, decidedOn: null, continuedOn: null })!;
  return ok({ message: `已登记继续委托，下次至${formatDate(next.due)}`, id: centre.id });
};
