import { CENTRE_CLASSES, type CentreClass } from '../glossary';
import type { Profile } from '../regulation/profile';

// What may be done to the plan of centres, and what each change does to the directions and the centres that it meets.

/** Every kind of change, with its word on screen; the kinds stand in a check constraint of `plan_change`. */
export const PLAN_CHANGES = { add: '增加', rename: '更名', merge: '合并', split: '拆分', withdraw: '撤销' } as const;
export type PlanChangeKind = keyof typeof PLAN_CHANGES;

/** A direction as the history keeps it. */
export interface PlanDirection {
  id: string;
  class: CentreClass;
  field: string;
  direction: string;
}

/** A centre as the history keeps it. */
export interface PlanCentre {
  id: string;
  code: string;
  name: string;
  /** Of lib/centre/states.ts; "closed" where the change has closed it. */
  status: string;
  specialtyId: string;
}

/** One side of a change: the directions that stand, and their centres. */
export interface PlanState {
  directions: PlanDirection[];
  centres: PlanCentre[];
  /** Why it departs from a rule that holds in principle, and from which. */
  departure?: { reason: string; findings: { article: string; message: string }[] };
}

/** A direction in words: its field, where the plan names one, and itself. */
export const directionLabel = ({ field, direction }: { field: string; direction: string }): string => (field ? `${field} · ${direction}` : direction);

/** The class and field of a direction in words. */
export const groupLabel = ({ class: klass, field }: { class: CentreClass; field: string }): string => (field ? `${CENTRE_CLASSES[klass]} · ${field}` : CENTRE_CLASSES[klass]);

/**
 * Which centre goes on when directions are merged: the one chosen, otherwise that of the direction into which the others go,
 * otherwise the only one there is. Undefined where several could and nobody has chosen; null where none shall.
 */
export function survivorOf(centres: readonly Pick<PlanCentre, 'id' | 'specialtyId'>[], into: string, keep: string | undefined): string | null | undefined {
  if (keep === 'none') return null;
  if (keep) return centres.some((c) => c.id === keep) ? keep : undefined;
  const own = centres.find((c) => c.specialtyId === into);
  if (own) return own.id;
  return centres.length <= 1 ? (centres[0]?.id ?? null) : undefined;
}

/** The id of the step of the text that a kind of change is, where the text names one. */
const STEP: Partial<Record<PlanChangeKind, string>> = { merge: 'merge', split: 'split', withdraw: 'abolish' };

/** The article on which a change rests: that of the step where the text names it, otherwise of the plan, of the rules of setting up, or of the text as a whole. */
export function articleOfChange(profile: Profile, kind: PlanChangeKind): string {
  const step = profile.selection?.changes.find((s) => s.id === STEP[kind]);
  return step?.article ?? profile.structure.plan?.article ?? profile.rules.find((r) => r.kind.startsWith('centre.'))?.article ?? profile.instrument.article;
}

/** Whether a rule of setting up holds only in principle, so that a reason lets the authority depart from it. */
export const mayDepart = (profile: Profile): boolean => profile.rules.some((r) => r.kind.startsWith('centre.') && r.force === 'in-principle');

/** Whether the text asks if a direction stands for a single disease. */
export const asksDisease = (profile: Profile): boolean => profile.rules.some((r) => r.kind === 'centre.not-by-disease');
