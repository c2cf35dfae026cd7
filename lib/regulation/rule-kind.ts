import type { z } from 'zod';
import { milder, severityOf, type Finding } from './finding';
import type { Profile, Setting } from './profile';

/** What a rule says; the rulebook adds rule id, article and severity. */
export interface Breach {
  message: string;
  actual?: number | string;
  limit?: number | string;
  subjects?: string[];
  /** Where one limb of the text is milder or stronger than the setting's force. */
  severity?: Finding['severity'];
  /** The text does not settle it: a person decides whether the rule is met. */
  open?: boolean;
}

/** Takes what a rule has to say. */
export type Report = (breach: Breach) => void;

/** What a rule saw, said even when it is kept: the line of the live panel. */
export interface Measure {
  actual: number | string;
  /** The limit in words, such as 至多 5 人. */
  limit: string;
  /** The fact itself in words, where only one is looked at; `limit` is not part of it. */
  seen?: string;
  /** There is nobody or nothing of whom the rule speaks: it is neither kept nor broken. */
  notApplicable?: boolean;
}

/** A setting bound to its rule: pure and total. */
export interface Rule<Facts> {
  test(facts: Facts, report: Report): void;
  measure(facts: Facts): Measure;
}

/** A kind of rule; takes parameters, never names a jurisdiction. */
export interface RuleKind<Facts, Params extends z.ZodRawShape = z.ZodRawShape> {
  /** Question and constraint, such as `committee.host-share`. */
  kind: string;
  params: Params;
  /** What the setting asks for, in words; the label says of whom or what. */
  describe(setting: Setting & z.infer<z.ZodObject<Params>>, profile: Profile): string;
  bind(setting: Setting & z.infer<z.ZodObject<Params>>, profile: Profile): Rule<Facts>;
}

/** A rule of a compiled profile. */
export interface BoundRule<Facts> {
  id: string;
  setting: Setting;
  rule: Rule<Facts>;
  /** Collects the findings of one rule; `cap` is the worst severity it may reach. Tells whether a person must decide. */
  collect(facts: Facts, findings: Finding[], cap: Finding['severity']): boolean;
}

/** Binds a setting whose parameters have been checked. */
export function bindRule<Facts>(kind: RuleKind<Facts>, setting: Setting, profile: Profile): BoundRule<Facts> {
  const id = `${kind.kind.split('.')[0]}.${setting.id}`;
  const base = severityOf(setting.force);
  const rule = kind.bind(setting as never, profile);
  return {
    id,
    setting,
    rule,
    collect(facts, findings, cap) {
      let open = false;
      rule.test(facts, (breach) => {
        open ||= breach.open === true;
        const finding: Finding = { rule: id, severity: milder(breach.severity ?? base, cap), article: setting.article, message: breach.message };
        if (breach.actual !== undefined) finding.actual = breach.actual;
        if (breach.limit !== undefined) finding.limit = breach.limit;
        if (breach.subjects?.length) finding.subjects = breach.subjects;
        findings.push(finding);
      });
      return open;
    },
  };
}
