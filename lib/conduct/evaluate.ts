import { z } from 'zod';
import { BREACHES, BREACH_BY, type BanScope, type Breach, type CommitteeOutcome, type HostOutcome } from '../glossary';
import type { LocalDate } from '../kernel/local-date';
import { classSchema, keys } from '../regulation/cited';
import type { Prohibition } from '../regulation/duty';
import type { Finding } from '../regulation/finding';
import type { Profile } from '../regulation/profile';
import { answerOf, silentAnswer, type Answer, type Evaluator } from '../regulation/question';
import { banUntil, type ConductRow } from '../regulation/sanction';

// The question `conduct`: what follows from this breach or event? By the profile's table and its sanctions.

const factsSchema = z.strictObject({
  breach: keys(BREACHES),
  serious: z.boolean().nullable().optional(),
  by: keys(BREACH_BY).optional(),
  consent: z.boolean().optional(),
  penalty: z.boolean().optional(),
  managementResponsibility: z.boolean().nullable().optional(),
  count: z.int().min(0).max(1_000_000).optional(),
  monthsSinceSetUp: z.number().min(0).max(12_000).optional(),
  missing: z.array(z.enum(['long-term-plan', 'annual-plan', 'committee'])).optional(),
  class: classSchema.optional(),
  direction: z.string().min(1).max(200).optional(),
});
/** With the day of the decision. */
export type ConductFacts = z.output<typeof factsSchema> & { on: LocalDate };

export interface ConductDecision extends Record<string, unknown> {
  /** Null where the jurisdiction has no host, or the text is silent. */
  host: HostOutcome | null;
  committee: CommitteeOutcome | null;
  member?: 'stays' | 'removed' | 'decide';
  talk: boolean | null;
  bans: { scope: BanScope; until: LocalDate | null }[] | null;
}

type Judgement = 'yes' | 'no' | 'open' | 'unsaid';
const judged = (value: boolean | null | undefined): Judgement => (value === undefined ? 'unsaid' : value === null ? 'open' : value ? 'yes' : 'no');

/** Compiles a row into a test; `prohibited` are the breaches of the list of prohibitions. */
function compileRow({ when }: ConductRow, prohibited: ReadonlySet<Breach>): (facts: ConductFacts) => boolean {
  const breaches = when.breach === 'prohibited' ? prohibited : new Set(when.breach);
  return (facts) =>
    breaches.has(facts.breach) &&
    (!when.by || facts.by === undefined || when.by.includes(facts.by)) &&
    (!when.serious || when.serious.includes(judged(facts.serious))) &&
    (!when.responsible || when.responsible.includes(judged(facts.managementResponsibility))) &&
    (when.penalty === undefined || (facts.penalty ?? false) === when.penalty) &&
    (when.monthsAtLeast === undefined || (facts.monthsSinceSetUp ?? 0) >= when.monthsAtLeast) &&
    // The breach itself says that something is missing; only an empty list says otherwise.
    (when.anyMissing === undefined || (facts.missing?.length !== 0) === when.anyMissing);
}

/** Binds the question `conduct` to a profile. */
export function bindConduct(profile: Profile): Evaluator<ConductFacts, ConductDecision> {
  const items = new Map<Breach, Prohibition[]>();
  for (const item of profile.prohibitions) {
    for (const breach of new Set(item.limbs.map((limb) => limb.breach))) items.set(breach, [...(items.get(breach) ?? []), item]);
  }
  const prohibited = new Set(items.keys());
  const rows = profile.conduct.map((row) => ({ row, applies: compileRow(row, prohibited) }));
  const sanctions = new Map(profile.sanctions.map((sanction) => [sanction.id, sanction]));
  const hostGoesOn = profile.structure.host ? 'continues' : null;
  const undisturbed: ConductDecision = { host: hostGoesOn, committee: 'stays', talk: false, bans: [] };

  /** Consent lifts an item unless one of its clauses forbids the act regardless of consent. */
  const isLifted = ({ breach, consent }: ConductFacts, { limbs }: Prohibition) =>
    consent === true && limbs.every((limb) => limb.breach !== breach || limb.qualifier === 'consent-lifts');

  return {
    parse(input, on) {
      const parsed = factsSchema.safeParse(input);
      return parsed.success ? { ok: true, value: { ...parsed.data, on } } : { ok: false, refusal: parsed.error.issues };
    },
    answer(facts): Answer<ConductDecision> {
      const named = (items.get(facts.breach) ?? []).map((item) => ({ item, lifted: isLifted(facts, item) }));
      const isLawful = named.length > 0 && named.every(({ lifted }) => lifted);
      const hit = isLawful ? undefined : rows.find(({ applies }) => applies(facts))?.row;
      if (named.length === 0 && !hit) return silentAnswer(profile, 'conduct', { host: null, committee: null, talk: null, bans: null }, facts.breach);

      const findings: Finding[] = named.map(({ item: { id, article, label }, lifted }) => ({
        rule: `conduct.${id}`,
        severity: lifted ? 'note' : 'warn',
        article,
        message: lifted ? `${label}；已经主管部门同意，不属违反` : `违反“${label}”，须立即停止并纠正${facts.count && facts.count > 1 ? `；已发生${facts.count}次，作为认定情节的依据` : ''}`,
        ...(facts.count === undefined ? {} : { actual: facts.count, limit: 0 }),
      }));
      if (!hit) return answerOf(findings, undisturbed);

      const rule = `conduct.${hit.id}`;
      findings.push({ rule, severity: hit.severity, article: hit.article, message: hit.message });
      for (const article of hit.articles) findings.push({ rule, severity: hit.severity, article, message: hit.alsoMessage ?? hit.message });
      const sanction = hit.sanction === undefined ? undefined : sanctions.get(hit.sanction);
      const { host, committee, member, talk } = hit.outcome;
      return answerOf(findings, {
        host: host ?? hostGoesOn,
        committee,
        ...(member ? { member } : {}),
        talk,
        bans: (sanction?.bans ?? []).map((ban) => ({ scope: ban.scope, until: banUntil(ban, facts.on) })),
      });
    },
  };
}
