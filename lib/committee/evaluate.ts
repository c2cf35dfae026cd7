import type { Body } from '../glossary';
import type { Finding } from '../regulation/finding';
import { answerOf, silentAnswer, type Answer, type Evaluator } from '../regulation/question';
import { bodyLabel, type Profile, type Setting } from '../regulation/profile';
import type { BoundRule, Measure } from '../regulation/rule-kind';
import { committeeFactsSchema, defaultBody, rosterOf, type Roster } from './facts';

/** One line of the live panel: a rule, what it saw, and what it says. */
export interface RuleReview {
  rule: string;
  setting: Setting;
  measure: Measure;
  findings: Finding[];
}

export interface CommitteeEvaluator extends Evaluator<Roster> {
  /** Every rule that applies to the list, kept or not, in the order of the profile. */
  review(roster: Roster): RuleReview[];
}

interface BodyRule {
  bound: BoundRule<Roster>;
  cap: Finding['severity'];
}

/** Binds the question `committee`; `rules` are the profile's committee settings, bound. */
export function bindCommittee(profile: Profile, rules: readonly BoundRule<Roster>[]): CommitteeEvaluator {
  const byBody = new Map<Body, BodyRule[]>();
  for (const { body, likeBody } of profile.structure.bodies) {
    byBody.set(body, [
      ...rules.filter((r) => r.setting.bodies.includes(body)).map((bound) => ({ bound, cap: 'block' as const })),
      // By analogy only: what blocks a committee is a warning for a group that follows it.
      ...rules.filter((r) => likeBody && r.setting.bodies.includes(likeBody)).map((bound) => ({ bound, cap: 'warn' as const })),
    ]);
  }
  const effectiveFrom = profile.instrument.effectiveFrom;

  const capOf = ({ bound, cap }: BodyRule, roster: Roster): Finding['severity'] => {
    const older = bound.setting.olderLists;
    if (older && roster.unchangedSince !== undefined && roster.unchangedSince < effectiveFrom) return older;
    return cap;
  };

  return {
    parse(input, on) {
      const parsed = committeeFactsSchema.safeParse(input);
      if (!parsed.success) return { ok: false, refusal: parsed.error.issues };
      const wrong = foreignPosts(profile, parsed.data.body ?? defaultBody(profile), parsed.data.people);
      if (wrong.length > 0) return { ok: false, refusal: wrong };
      return { ok: true, value: rosterOf(profile, parsed.data, on) };
    },
    answer(roster): Answer {
      const applying = byBody.get(roster.body);
      if (!applying || applying.length === 0) return silentAnswer(profile, 'committee', {}, roster.body);
      const findings: Finding[] = [];
      for (const rule of applying) rule.bound.collect(roster, findings, capOf(rule, roster));
      return answerOf(findings, {});
    },
    review(roster) {
      return (byBody.get(roster.body) ?? []).map((rule) => {
        const findings: Finding[] = [];
        rule.bound.collect(roster, findings, capOf(rule, roster));
        return { rule: rule.bound.id, setting: rule.bound.setting, measure: rule.bound.rule.measure(roster), findings };
      });
    },
  };
}

/**
 * Where a standing list still departs from a rule, as it was allowed to. Conditions of appointment are not tested in
 * mid-term, so these rules are read as of an appointment on the day; `departures` gives back those that still matter.
 */
export function withDepartures<D extends { rule: string }>(review: readonly RuleReview[], asAppointed: readonly RuleReview[], departures: readonly D[]): { review: RuleReview[]; departures: D[] } {
  const departs = new Map(asAppointed.filter((line) => line.findings.some((f) => f.severity === 'warn')).map((line) => [line.rule, line]));
  const standing = departures.filter((d) => departs.has(d.rule));
  const rules = new Set(standing.map((d) => d.rule));
  return { review: review.map((line) => (rules.has(line.rule) && line.findings.every((f) => f.severity === 'note') ? departs.get(line.rule)! : line)), departures: standing };
}

/** Posts that the body does not have; asking about them would otherwise be silently ignored. */
function foreignPosts(profile: Profile, body: Body, people: { roles: string[] }[]) {
  const described = profile.structure.bodies.find((b) => b.body === body);
  if (!described) return [];
  const allowed = new Set<string>([...described.posts, ...(body === 'committee' ? ['honorary'] : [])]);
  return people.flatMap(({ roles }, index) =>
    roles.flatMap((role, at) =>
      allowed.has(role)
        ? []
        : [{ code: 'custom' as const, path: ['people', index, 'roles', at], message: `${bodyLabel(profile, body)}没有职务 ${role}，应为 ${[...allowed].join('、')}`, input: role }],
    ),
  );
}

