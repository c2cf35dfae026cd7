import { z } from 'zod';
import { ROAD_WORDS } from '../glossary';
import { optionalDateField } from '../kernel/date-field';
import { optionalIdField, optionalTextField, textField } from '../kernel/text';
import { bodySchema } from '../regulation/cited';
import { AGGREGATES, type Aggregate, type Named } from './scheme';
import { PURPOSES, ROADS, type Purpose, type Road } from './states';

const oneOf = <T extends string>(words: Readonly<Record<T, string>>, error: string) => z.enum(Object.keys(words) as [T, ...T[]], { error });

/** What a round begins with; everything else is proposed and then edited. */
const beginSchema = z.object({
  step: z.literal('begin'),
  specialtyId: z.uuid({ error: '请选择专业方向' }),
  road: oneOf<Road>(ROADS, '请选择方式'),
  purpose: oneOf<Purpose>(PURPOSES, '请选择新设或者更换'),
  /** The centre whose host is replaced. */
  centreId: optionalIdField,
  /** The body whose members are recommended. */
  body: bodySchema.optional(),
  ground: optionalTextField('理由', 500),
});

const rowSchema = z.object({
  id: z.string().max(40).optional(),
  label: optionalTextField('评分项目', 60),
  points: optionalTextField('满分', 10),
  guide: optionalTextField('评分要点', 300),
});

/** The draft of call and work plan: half of it may be missing until it is handed in or published. */
const editSchema = z
  .object({
    step: z.literal('edit'),
    selectionId: z.uuid(),
    title: textField('标题', 80),
    conditions: optionalTextField('条件', 8000),
    materials: optionalTextField('材料', 8000),
    contact: optionalTextField('联系方式', 500),
    opensOn: optionalDateField('开始日期'),
    closesOn: optionalDateField('截止日期'),
    procedure: optionalTextField('办理流程', 4000),
    panel: z.enum(['yes', 'no']).default('no'),
    size: optionalTextField('评委人数', 10),
    aggregate: oneOf<Aggregate>(AGGREGATES, '请选择计分办法').default('mean'),
    outlierPercent: optionalTextField('离群幅度', 10),
    defence: z.enum(['yes', 'no']).default('yes'),
    items: z.array(rowSchema).max(30, { error: '评分细则不超过30项' }).default([]),
    /** Accounts of the assessors whom the plan names. */
    assessors: z.array(z.uuid()).max(500).default([]),
    /** Without scripts a button adds, removes or moves a row and saves the rest: `add`, `remove-2`, `up-2`, `down-2`. */
    rowAct: z.string().regex(/^(add|(remove|up|down)-\d{1,2})$/).optional(),
    /** Saved and gone on with. */
    stay: z.stringbool().optional(),
  })
  .refine((f) => !f.opensOn || !f.closesOn || f.closesOn >= f.opensOn, { error: '截止日期不早于开始日期', path: ['closesOn'] });

export const saveSchema = z.discriminatedUnion('step', [beginSchema, editSchema]);
export type Begin = z.output<typeof beginSchema>;
export type Edit = z.output<typeof editSchema>;

export const roundSchema = z.object({ selectionId: z.uuid() });
export const returnSchemeSchema = z.object({ selectionId: z.uuid(), reason: textField('退回理由', 500) });
export const cancelSchema = z.object({ selectionId: z.uuid(), reason: textField('终止理由', 500) });

/** A row of a rubric as it stands in a draft: what is no number of points stays as it was typed. */
export interface DraftRow {
  id: string;
  label: string;
  points: number | string;
  guide: string;
}

const numberOr = (text: string | undefined): number | string => (text !== undefined && /^\d{1,5}(\.\d{1,2})?$/.test(text) ? Number(text) : (text ?? ''));

/** The rows after one was added, removed or moved; rows without an id are given one that no other has. */
function rowsOf({ items, rowAct }: Edit): DraftRow[] {
  const taken = new Set(items.map((i) => i.id));
  let next = 1;
  const free = () => {
    while (taken.has(`item-${next}`)) next += 1;
    taken.add(`item-${next}`);
    return `item-${next}`;
  };
  const rows = items.map((i) => ({ id: i.id && /^[a-z0-9-]{1,40}$/.test(i.id) ? i.id : free(), label: i.label ?? '', points: numberOr(i.points), guide: i.guide ?? '' }));
  const [, act, at] = /^(add|remove|up|down)-?(\d*)$/.exec(rowAct ?? '') ?? [];
  const from = Number(at ?? 0);
  if (act === 'add') rows.push({ id: free(), label: '', points: '', guide: '' });
  if (act === 'remove') rows.splice(from, 1);
  const to = act === 'up' ? from - 1 : act === 'down' ? from + 1 : from;
  if ((act === 'up' || act === 'down') && rows[from] && rows[to]) [rows[from], rows[to]] = [rows[to]!, rows[from]!];
  return rows;
}

/** The work plan of a form as it is kept: whole or half, with the assessors whom it names. Recommendations are compared without a panel. */
export const schemeDraftOf = (edit: Edit, road: Road, assessors: readonly Named[]) => ({
  procedure: (edit.procedure ?? '').replaceAll('\r\n', '\n'),
  panel:
    edit.panel === 'no' || road !== 'selection'
      ? null
      : { size: numberOr(edit.size), aggregate: edit.aggregate, outlierPercent: numberOr(edit.outlierPercent ?? '20'), items: rowsOf(edit), defence: edit.defence === 'yes', assessors },
});

/** What a call still lacks, in words; nothing where it is complete. */
export function callFaults({ road, conditions, materials, contact, opensOn, closesOn, body }: { road: Road; conditions: string; materials: string; contact: string; opensOn: string | null; closesOn: string | null; body: string | null }): string[] {
  const { answer } = ROAD_WORDS[road];
  return [
    ...(road === 'recommendation' && !body ? ['推荐到哪个组'] : []),
    ...(conditions ? [] : [`${answer}条件`]),
    ...(materials ? [] : [`${answer}材料`]),
    ...(opensOn ? [] : [`${answer}开始日期`]),
    ...(closesOn ? [] : [`${answer}截止日期`]),
    ...(contact ? [] : ['联系方式']),
  ];
}
