import { plainDigits, runningTotal, type RunningTotal } from '../kernel/points';

// Points as they are typed into a sheet. Pure and small: it runs in the browser too.

/** An item of a rubric as a sheet looks at it. */
export interface SheetItem {
  id: string;
  label: string;
  /** Full points. */
  points: number;
}

/** The points that a text means, in steps of a half; null if it means none. Takes the digits of a Chinese keyboard. */
export function readHalves(text: string): number | null {
  const plain = plainDigits(text);
  return /^\d{1,4}(\.[05]0?)?$/.test(plain) ? Number(plain) : null;
}

/** What stands in a sheet so far. `typed` is by field: `points-<id>`. */
export const soFar = (items: readonly SheetItem[], typed: Readonly<Record<string, string>>): RunningTotal => runningTotal(items.map(({ id, points }) => ({ key: id, points })), typed, readHalves);

/** What an assessor entered, by item; half of it while he is at it. */
export type SheetEntries = Readonly<Record<string, { points?: number | undefined; reason?: string | undefined }>>;

/** What was typed as points and is none, and points beyond an item, by form field. */
export function pointFaults(items: readonly SheetItem[], entries: SheetEntries, unread: Readonly<Record<string, string>> = {}): Record<string, string[]> {
  const faults: Record<string, string[]> = {};
  for (const { id, label, points } of items) {
    const entered = entries[id]?.points;
    if (id in unread || (entered !== undefined && (entered < 0 || entered > points || !Number.isInteger(entered * 2)))) faults[`points-${id}`] = [`“${label}”应在0至${points}分之间，以0.5分为一档`];
  }
  return faults;
}

/** What is missing or wrong before a sheet can be handed in, by form field, item by item. */
export function sheetFaults(items: readonly SheetItem[], entries: SheetEntries, unread?: Readonly<Record<string, string>>): Record<string, string[]> {
  const wrong = pointFaults(items, entries, unread);
  const faults: Record<string, string[]> = {};
  for (const { id, label } of items) {
    const points = wrong[`points-${id}`] ?? (entries[id]?.points === undefined ? [`“${label}”未评分`] : null);
    if (points) faults[`points-${id}`] = points;
    if (!entries[id]?.reason?.trim()) faults[`reason-${id}`] = [`请写明“${label}”的评分理由`];
  }
  return faults;
}
