import { z } from 'zod';
import { HANDOVER_KINDS, type HandoverKind } from '../glossary';

// The inventory of a handover: what the text names, with what the centre has in fact used under it.

const rowSchema = z.strictObject({
  /** Number of the row, in the order of the list. */
  id: z.string(),
  /** Id of the profile's item under which it stands. */
  item: z.string(),
  kind: z.enum(Object.keys(HANDOVER_KINDS) as [HandoverKind, ...HandoverKind[]]),
  label: z.string(),
  /** How many the platform knows; null where it knows none. */
  count: z.number().int().nullable(),
  unit: z.string(),
  /** What the platform or the application says of it. */
  source: z.string(),
  /** What the old host wrote. */
  given: z.string(),
  /** What the new host wrote. */
  received: z.string(),
});
export const inventorySchema = z.array(rowSchema);
export type InventoryRow = z.output<typeof rowSchema>;

/** Rows in which something is still to be written by one side. */
export const unwritten = (rows: readonly InventoryRow[], side: 'given' | 'received'): InventoryRow[] => rows.filter((row) => row[side].trim() === '');

/** What a side writes of a row of which it has nothing else to say. */
export const USUAL: Readonly<Record<'given' | 'received', string>> = { given: '已整理齐全', received: '已收到，齐全' };

/** The inventory with the usual words in every row in which one side has written nothing. */
export const filled = (rows: readonly InventoryRow[], side: 'given' | 'received'): InventoryRow[] => rows.map((row) => (row[side].trim() === '' ? { ...row, [side]: USUAL[side] } : row));

/** The inventory with what one side wrote; rows of which nothing came stay as they are. */
export const written = (rows: readonly InventoryRow[], side: 'given' | 'received', entries: Readonly<Record<string, string>>): InventoryRow[] =>
  rows.map((row) => (entries[row.id] === undefined ? row : { ...row, [side]: entries[row.id]! }));

/** What the platform knows under one kind; several rows stand under an item of this kind. */
export interface Known {
  label: string;
  count: number | null;
  unit: string;
  source: string;
}

/** The inventory of the profile's items: under each the rows that the platform knows for its kind, otherwise one empty row. */
export function inventoryOf(items: readonly { id: string; label: string; kind: HandoverKind }[], known: Readonly<Partial<Record<HandoverKind, readonly Known[]>>>): InventoryRow[] {
  const rows = items.flatMap((item) => {
    const own = known[item.kind] ?? [];
    return (own.length > 0 ? own : [{ label: item.label, count: null, unit: '', source: '' }]).map((row) => ({ item: item.id, kind: item.kind, ...row }));
  });
  return rows.map((row, index) => ({ id: String(index + 1), ...row, given: '', received: '' }));
}
