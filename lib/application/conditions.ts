import { SANCTION_GROUNDS, type Force } from '../glossary';
import { formatDate, formatRange } from '../kernel/chinese';
import type { LocalDate } from '../kernel/local-date';
import type { Finding } from '../regulation/finding';
import type { Profile, Setting } from '../regulation/profile';
import type { Measure } from '../regulation/rule-kind';
import { banUntil } from '../regulation/sanction';

// The conditions of an application, one by one: what the rules say, what only a person can say, and what he said.

/** What was decided by a person where the rules cannot. The newest one of a condition counts; earlier ones stay in the list. */
export interface Judgement {
  condition: string;
  met: boolean;
  reason: string;
  byName: string;
  /** Instant, ISO 8601. */
  at: string;
}

export interface Condition {
  /** Unique in the application and the same each time it is checked. */
  id: string;
  /** Of the institution, of what was decided against it, of what a person must find, or of the person put forward. */
  about: 'institution' | 'sanction' | 'finding' | 'person';
  label: string;
  article: string;
  force: Force;
  status: 'met' | 'unmet' | 'open' | 'departed';
  /** What was seen, or what speaks against it. */
  says: string;
  /** What is asked for, in words; left out where the label says it all, and in checks that were kept before it was. */
  asks?: string;
  judgement?: Judgement;
  /** Why the authority admits the application all the same. */
  departure?: string;
}

/** A condition in the word of the screen. */
export function statusWord({ status, force }: Pick<Condition, 'status' | 'force'>): string {
  if (status === 'met') return '符合';
  if (status === 'open') return '须由人认定';
  if (status === 'departed') return '原则上不符合，已说明';
  return force === 'in-principle' ? '原则上不符合，须说明' : force === 'advisory' ? '提示' : '不符合';
}

/** A rule as it was read against the facts. */
export interface RuleLine {
  rule: string;
  setting: Pick<Setting, 'label' | 'article' | 'force'>;
  /** What the setting asks for, in words. */
  asks: string;
  measure: Measure;
  findings: readonly Pick<Finding, 'severity' | 'message'>[];
  /** The text leaves it to a person. */
  open: boolean;
  /** The facts are kept nowhere, and with the worst of them it would not hold. */
  unknown: boolean;
}

/** The line of the list that a rule makes. What a mandatory rule only questions is for a person to settle. */
export function conditionOf(about: Condition['about'], { rule, setting, asks, measure, findings, open, unknown }: RuleLine): Condition {
  const { label, article, force } = setting;
  const base = { id: rule, about, label, article, force, asks };
  const worst = findings.find((f) => f.severity === 'block') ?? findings.find((f) => f.severity === 'warn');
  if (worst?.severity === 'block') return { ...base, status: 'unmet', says: messagesOf(findings) };
  if (worst && (open || force === 'mandatory')) return { ...base, status: 'open', says: messagesOf(findings) };
  if (worst) return { ...base, status: 'unmet', says: messagesOf(findings) };
  if (unknown) return { ...base, status: 'open', says: '有关情况没有填写或者登记，不能检验' };
  if (findings.length > 0) return { ...base, status: force === 'advisory' ? 'unmet' : 'met', says: messagesOf(findings) };
  return { ...base, status: 'met', says: measure.seen ?? String(measure.actual) };
}

const messagesOf = (findings: readonly Pick<Finding, 'message'>[]): string => findings.map((f) => f.message).join('；');

/** A sanction on record, of the institution or of the centre that the proposed head led. */
export interface SanctionOnRecord {
  decidedOn: LocalDate;
  /** Left out for the head, who falls under whatever sanction the text extends to him. */
  ground?: keyof typeof SANCTION_GROUNDS | undefined;
  direction?: string | undefined;
}

/** The line that a sanction makes. `later` says what it would bar if the application were handed in on the day of the sanction. */
export function sanctionCondition(
  profile: Profile,
  id: string,
  { decidedOn, ground, direction }: SanctionOnRecord,
  on: LocalDate,
  findings: readonly Finding[],
  later: readonly Finding[],
): Condition | null {
  const sanctions = profile.sanctions.filter((s) => ground === undefined || s.ground === ground);
  const [first] = sanctions;
  if (!first) return null;
  const found = findings.find((f) => f.severity === 'block') ?? findings[0] ?? later[0];
  const sanction = sanctions.find((s) => found?.rule === `host.sanction-${s.id}`) ?? first;
  const base = { id, about: 'sanction' as const, label: `处理记录：${ground ? SANCTION_GROUNDS[ground] : sanction.label}`, article: sanction.article, force: 'mandatory' as const };
  if (findings.length > 0) return { ...base, status: findings.some((f) => f.severity === 'block') ? 'unmet' : 'open', says: messagesOf(findings) };
  // What was decided after the application was handed in is in no period that the text counts from the decision.
  if (decidedOn > on) return later.length === 0 ? null : { ...base, status: 'open', says: `提交申请之后，于${formatDate(decidedOn)}受处理；是否影响本次申请由主管部门决定` };
  const lasts = sanction.bans.flatMap((ban) => banUntil(ban, decidedOn) ?? []).sort();
  const last = lasts.at(-1);
  const what = `${direction ? `${direction}，` : ''}${formatDate(decidedOn)}受处理`;
  return { ...base, status: 'met', says: last && last < on ? `${what}，限制自${formatRange(decidedOn, last)}，已经届满` : `${what}，限制不及于本次申请` };
}

/** The conditions of which the text wants a person to be convinced. */
export const findingConditions = (profile: Profile): Condition[] =>
  (profile.selection?.steps ?? []).flatMap(({ id, label, article, force, stage }) =>
    stage === 'judgement' ? [{ id: `finding.${id}`, about: 'finding' as const, label, article, force, status: 'open' as const, says: '规则不能代替判断，由人审阅材料后认定' }] : [],
  );

/** The judgements of a condition, oldest first. */
export const judgementsOf = (judgements: readonly Judgement[], condition: string): Judgement[] => judgements.filter((j) => j.condition === condition);

/** The list with what people decided: only what is open can be judged, and the newest judgement counts. */
export const withJudgements = (conditions: readonly Condition[], judgements: readonly Judgement[]): Condition[] =>
  conditions.map((condition) => {
    const judgement = judgementsOf(judgements, condition.id).at(-1);
    return condition.status === 'open' && judgement ? { ...condition, status: judgement.met ? 'met' : 'unmet', judgement } : condition;
  });

/** What still needs a person. */
export const openOf = (conditions: readonly Condition[]): Condition[] => conditions.filter((c) => c.status === 'open');

/** Whether a condition keeps the application out. */
export const isBarring = ({ status, force }: Condition): boolean => status === 'unmet' && force === 'mandatory';

/** What keeps the application out. */
export const unmetOf = (conditions: readonly Condition[]): Condition[] => conditions.filter(isBarring);

/** A condition as a finding, with its label in the message. */
export const findingOf = (severity: Finding['severity'], { id, article, label, says }: Condition): Finding => ({ rule: id, severity, article, message: `${label}：${says}` });

/** What does not hold and may be departed from, with a reason. */
export const toExplain = (conditions: readonly Condition[]): Condition[] => conditions.filter((c) => c.status === 'unmet' && c.force === 'in-principle');

/** The list as it stands when the authority admits the application with a reason. */
export const departedFrom = (conditions: readonly Condition[], reason: string): Condition[] =>
  conditions.map((c) => (c.status === 'unmet' && c.force === 'in-principle' ? { ...c, status: 'departed', departure: reason } : c));

export interface ConditionCounts {
  met: number;
  unmet: number;
  /** Unmet in principle: to be explained, or explained. */
  explain: number;
  open: number;
}

/** How many conditions stand how. What only advises counts as met. */
export const countConditions = (conditions: readonly Condition[]): ConditionCounts => ({
  met: conditions.filter((c) => c.status === 'met' || (c.status === 'unmet' && c.force === 'advisory')).length,
  unmet: unmetOf(conditions).length,
  explain: conditions.filter((c) => c.status === 'departed').length + toExplain(conditions).length,
  open: openOf(conditions).length,
});
