import type { Tx } from '../db/tenant';
import type { Departed } from '../departure/data';
import type { CentreClass } from '../glossary';
import type { Refusal } from '../identity/perform';
import type { RulesInForce } from '../jurisdiction/data';
import type { LocalDate } from '../kernel/local-date';
import { ok, refuse, type Result } from '../kernel/result';
import type { Finding } from '../regulation/finding';
import type { Answer } from '../regulation/question';

/** A direction as the plan keeps it: class, field and direction together are its key; an empty field tells nothing apart. */
export interface Direction {
  class: CentreClass;
  field: string;
  direction: string;
}

/** The directions that have a centre today, but for one centre. */
export async function directionsWithCentre(tx: Tx, tenantId: string, exceptCentreId?: string | null): Promise<Direction[]> {
  const found = await tx.centre.findMany({
    where: { tenantId, status: { not: 'closed' }, ...(exceptCentreId ? { id: { not: exceptCentreId } } : {}) },
    select: { specialty: { select: { class: true, field: true, direction: true } } },
  });
  return found.map(({ specialty }) => ({ ...specialty, class: specialty.class as CentreClass }));
}

/** Asks the rules whether there may be a centre for this direction beside those that exist; whether it is listed is looked up in the published plan if it is left out. */
export function askCentre({ rulebook }: RulesInForce, { class: klass, field, direction }: Direction, on: LocalDate, { existing, listed, diseaseBased }: { existing: readonly Direction[]; listed?: boolean | undefined; diseaseBased?: boolean | undefined }): Answer<Record<string, unknown>> {
  const parsed = rulebook.centre.parse(
    {
      class: klass, direction, ...(field ? { field } : {}), ...(listed === undefined ? {} : { listed }), ...(diseaseBased === undefined ? {} : { diseaseBased }),
      existing: existing.map((e) => ({ class: e.class, direction: e.direction, ...(e.field ? { field: e.field } : {}) })),
    },
    on,
  );
  if (!parsed.ok) throw new Error(`a direction of the plan is not valid: ${parsed.refusal.map((i) => i.message).join('; ')}`);
  return rulebook.centre.answer(parsed.value);
}

/** What the rules say of a new centre of a direction of the plan, beside those that exist by now. */
export async function askNewCentre(tx: Tx, tenantId: string, rules: RulesInForce, { listed, class: klass, field, direction }: { class: string; field: string; direction: string; listed: boolean }, on: LocalDate): Promise<readonly Finding[]> {
  return askCentre(rules, { class: klass as CentreClass, field, direction }, on, { existing: await directionsWithCentre(tx, tenantId), listed: listed || undefined }).findings;
}

/** Why and from what a setting up departs, as it is kept. */
export interface SettingDeparture {
  reason: string;
  findings: { rule: string; article: string; message: string }[];
}

/** A departure as the register enters it, a line for each rule. */
export const departedBy = (departure: SettingDeparture | null | undefined): Departed[] =>
  (departure?.findings ?? []).map(({ rule, article }) => ({ rule, article, reason: departure!.reason }));

/** What the findings of the question `centre` let the authority do: nothing against a hard rule, and what departs from one in principle only with a reason. Null where nothing departs. */
export function weigh(findings: readonly Finding[], departure: string | undefined): Result<SettingDeparture | null, Refusal> {
  if (findings.some((f) => f.severity === 'block')) return refuse({ kind: 'findings', message: '不符合设置的规定，不能办理', findings });
  const departs = findings.filter((f) => f.severity === 'warn');
  if (departs.length === 0) return ok(null);
  if (!departure) return refuse({ kind: 'findings', message: '与原则性规定不一致，须写明偏离的理由', findings });
  return ok({ reason: departure, findings: departs.map(({ rule, article, message }) => ({ rule, article, message })) });
}
