import type { Prisma } from '../db/tenant';
import { ROAD_WORDS } from '../glossary';
import { changedMeanwhile, takeStep, type Check } from '../identity/step';
import type { Refusal, Work } from '../identity/perform';
import { ok, refuse, type Result } from '../kernel/result';
import { getRound, lockRound, type Round } from './data';
import { SELECTION_LIFECYCLES, type SelectionAct, type SelectionNeed } from './states';

// How every act on a round begins and ends.

/** What a round is called in a sentence. */
export const whatOf = ({ road }: Pick<Round, 'road'>): string => ROAD_WORDS[road].round;

/** The round of a form, held, allowed and as the form had read it. */
export async function heldRound(work: Work, id: string): Promise<Result<Round, Refusal>> {
  const { tx, actor: { tenantId } } = work;
  await lockRound(tx, tenantId, id);
  const round = await getRound(tx, tenantId, id, work.today);
  if (!round) return refuse({ kind: 'not-found' });
  work.authorise({ tenantId });
  work.record({ type: 'selection', id });
  return work.version === round.version ? ok(round) : refuse(changedMeanwhile(whatOf(round)));
}

/** Takes a held round through an act of its table, writes what changes with it, and gives back who is to be told. */
export async function passRound(work: Work, round: Round, act: SelectionAct, checks: Partial<Record<SelectionNeed, Check>>, data: () => Prisma.SelectionUncheckedUpdateManyInput = () => ({})) {
  const taken = await takeStep(SELECTION_LIFECYCLES[round.road], round.state, act, checks, whatOf(round));
  if (!taken.ok) return taken;
  const { count } = await work.tx.selection.updateMany({
    where: { tenantId: work.actor.tenantId, id: round.id, version: round.version, state: round.state },
    data: { ...data(), state: taken.value.to, version: { increment: 1 } },
  });
  return count === 1 ? taken : refuse<Refusal>(changedMeanwhile(whatOf(round)));
}
