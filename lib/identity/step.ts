import { ok, refuse, type Result } from '../kernel/result';
import { stepOf, type Lifecycle, type Step } from '../kernel/lifecycle';
import type { Refusal } from './perform';

/** What speaks against a step now; null where nothing does. */
export type Check = () => Refusal | null | Promise<Refusal | null>;

/**
 * Looks at an act in a lifecycle: whether the state allows it, then at everything that its row needs, in the row's order.
 * `what` is how the thing is called. A need that the caller does not look at is a fault of the program.
 */
export async function takeStep<State extends string, Act extends string, Need extends string, Told extends string>(
  table: Lifecycle<State, Act, Need, Told>,
  from: State | null,
  act: Act,
  checks: Partial<Record<Need, Check>>,
  what: string,
): Promise<Result<Step<State, Act, Need, Told>, Refusal>> {
  const step = stepOf(table, from, act);
  if (!step) return refuse({ kind: 'not-allowed-now', message: from === null ? `${what}还没有建立` : `${what}现为“${table.states[from]}”，不能这样办理；请刷新页面查看最新情况` });
  for (const need of step.needs ?? []) {
    const check = checks[need];
    if (!check) throw new Error(`${table.title}: ${act} does not look at ${need}`);
    const refusal = await check();
    if (refusal) return refuse(refusal);
  }
  return ok(step);
}

/** A refusal in one sentence. */
export const notNow = (message: string): Refusal => ({ kind: 'not-allowed-now', message });

/** A refusal that stands beside fields of the form. */
export const invalid = (fields: Record<string, string[]>): Refusal => ({ kind: 'invalid', fields });

/** The answer to whoever read an older version. */
export const changedMeanwhile = (what: string): Refusal => ({ kind: 'conflict', message: `${what}已被他人更新，请刷新页面查看最新情况后再办理` });
