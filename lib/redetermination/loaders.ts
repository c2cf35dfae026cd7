import { may } from '../identity/actor';
import { readAs, type Desk } from '../jurisdiction/loaders';
import { redeterminationCase } from './data';

/** When a centre's host has to be looked at anew, what stands against it now, and whether the actor may decide; null where the text asks for nothing. */
export async function loadRedetermination({ actor, rules: { profile } }: Pick<Desk, 'actor' | 'rules'>, centreId: string) {
  const { redetermination } = profile;
  if (!redetermination) return null;
  const { tenantId } = actor;
  const found = await readAs(actor, (tx) => redeterminationCase(tx, tenantId, profile, centreId));
  return found && { ...found, article: redetermination.article, anew: redetermination.anew ?? null, reading: redetermination.reading ?? null, everyMonths: redetermination.everyMonths, mayDecide: may(actor, 'centre.redetermine', { tenantId }) };
}
export type LoadedRedetermination = NonNullable<Awaited<ReturnType<typeof loadRedetermination>>>;
