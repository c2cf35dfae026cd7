import { z } from 'zod';
import { textField } from '../kernel/text';

// The work plan of a round: procedure, panel and rubric. Frozen, with its hash, when the call is published.

export const AGGREGATES = { mean: '平均分', 'trimmed-mean': '去掉一个最高分和一个最低分后的平均分' } as const;
export type Aggregate = keyof typeof AGGREGATES;

const rubricItemSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  label: textField('评分项目', 60),
  /** Full points of the item. */
  points: z.number({ error: '满分应为数字' }).positive({ error: '满分应大于0' }).multipleOf(0.5, { error: '满分以0.5分为单位' }).max(1000, { error: '满分不超过1000' }),
  /** What is looked at. */
  guide: z.string().max(300).default(''),
});

/** Somebody whom a work plan names as an assessor, as he was called when it was written. */
const namedSchema = z.strictObject({ accountId: z.uuid(), name: z.string().max(60), institution: z.string().max(120).nullable() });
export type Named = z.output<typeof namedSchema>;

export const schemeSchema = z.strictObject({
  procedure: textField('办理流程', 4000),
  /** Null where applications are compared without a panel. */
  panel: z
    .strictObject({
      /** Assessors needed. */
      size: z.int({ error: '评委人数应为整数' }).min(3, { error: '评委不少于3人' }).max(30, { error: '评委不超过30人' }),
      aggregate: z.enum(Object.keys(AGGREGATES) as [Aggregate, ...Aggregate[]]),
      /** A total that lies further from the median than this share of the full points is flagged, in percent. */
      outlierPercent: z.int({ error: '离群幅度应为整数' }).min(5, { error: '离群幅度不小于5%' }).max(50, { error: '离群幅度不大于50%' }).default(20),
      items: z.array(rubricItemSchema).min(1, { error: '评分细则至少有一项' }).max(30, { error: '评分细则不超过30项' }),
      defence: z.boolean().default(true),
      /** Who may be invited, where the plan is approved by name; empty where inviting is free. */
      assessors: z.array(namedSchema).max(100, { error: '评委名单不超过100人' }).default([]),
    })
    .refine(({ aggregate, size }) => aggregate === 'mean' || size >= 5, { error: '去掉最高分和最低分的，评委不少于5人', path: ['aggregate'] })
    .refine(({ assessors }) => new Set(assessors.map((a) => a.accountId)).size === assessors.length, { error: '评委名单中有人重复', path: ['assessors'] })
    .refine(({ items }) => new Set(items.map((i) => i.label)).size === items.length, { error: '评分项目不能重名', path: ['items'] })
    .nullable(),
});

/** What of a work plan, whole or half written, says how applications are judged. */
export interface PlanDraft {
  procedure?: string;
  panel?: { defence?: boolean } | null;
}

/** A work plan as it was stored, which may be half written; nothing of it where there is none. */
export const planDraft = (stored: unknown): PlanDraft => (stored ?? {}) as PlanDraft;

/** What a work plan still lacks, in words; nothing where it is whole. `named`: whether it has to name its assessors, at least as many as it needs. */
export function schemeFaults(draft: unknown, named: boolean): string[] {
  const parsed = schemeSchema.safeParse(draft ?? { procedure: '', panel: null });
  const faults = (parsed.error?.issues ?? []).map(({ path, message }) => {
    const row = path[1] === 'items' && typeof path[2] === 'number' ? path[2] + 1 : null;
    return row === null ? message : `评分细则第${row}项：${message}`;
  });
  const panel = (draft as { panel?: { size?: unknown; assessors?: unknown } | null } | null)?.panel;
  const listed = Array.isArray(panel?.assessors) ? panel.assessors.length : 0;
  if (named && panel && typeof panel.size === 'number' && listed < panel.size) faults.push(`评委名单${listed}人，不足方案的${panel.size}人`);
  return faults;
}

export type Scheme = z.output<typeof schemeSchema>;
export type Rubric = NonNullable<Scheme['panel']>;

/** A work plan for those who are not told who judges. */
export const unnamed = (scheme: Scheme): Scheme => ({ ...scheme, panel: scheme.panel && { ...scheme.panel, assessors: [] } });

/** Full points of a rubric. */
export const fullPoints = (rubric: Rubric): number => rubric.items.reduce((sum, item) => sum + item.points, 0);
