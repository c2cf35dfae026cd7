// Lifecycles as tables: what may be done in which state, what must hold before, and who is told afterwards.
// Roles stand in the table of capabilities; here they would be a second copy.

/** One row of a lifecycle. */
export interface Step<State extends string, Act extends string, Need extends string, Told extends string> {
  /** Null: it comes into being. */
  from: State | null;
  act: Act;
  to: State;
  /** What must hold, in the order in which it is looked at. */
  needs?: readonly Need[];
  /** Who is told when it is done. */
  tells?: readonly Told[];
}

/** A lifecycle with its words on screen. */
export interface Lifecycle<State extends string, Act extends string, Need extends string, Told extends string> {
  title: string;
  states: Readonly<Record<State, string>>;
  needs: Readonly<Record<Need, string>>;
  tells: Readonly<Record<Told, string>>;
  steps: readonly Step<State, Act, Need, Told>[];
}

/** Makes a lifecycle; each act leads from a state to one other, and every state is named. */
export function lifecycle<State extends string, Act extends string, Need extends string = never, Told extends string = never>(table: Lifecycle<State, Act, Need, Told>): Lifecycle<State, Act, Need, Told> {
  const seen = new Set<string>();
  for (const { from, act } of table.steps) {
    const cell = `${from ?? ''} ${act}`;
    if (seen.has(cell)) throw new Error(`${table.title}: ${cell} stands twice`);
    seen.add(cell);
  }
  return table;
}

/** The row of an act in a state, or null if it cannot be done now. */
export const stepOf = <State extends string, Act extends string, Need extends string, Told extends string>(
  { steps }: Lifecycle<State, Act, Need, Told>,
  from: State | null,
  act: Act,
): Step<State, Act, Need, Told> | null => steps.find((s) => s.from === from && s.act === act) ?? null;

/** Every act that a state allows. */
export const actsIn = <State extends string, Act extends string, Need extends string, Told extends string>({ steps }: Lifecycle<State, Act, Need, Told>, from: State): Act[] =>
  steps.filter((s) => s.from === from).map((s) => s.act);
