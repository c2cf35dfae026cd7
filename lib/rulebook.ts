import type { z } from 'zod';
import { z as zod } from 'zod';
import { bindGrades, type GradesDecision } from './assessment/grades';
import { bindCommittee, type CommitteeEvaluator } from './committee/evaluate';
import type { Roster } from './committee/facts';
import { ageLimit } from './committee/rules/age-limit';
import { bodySize } from './committee/rules/body-size';
import { employerConsent } from './committee/rules/employer-consent';
import { employment } from './committee/rules/employment';
import { fromHost } from './committee/rules/from-host';
import { headsSpecialty } from './committee/rules/heads-specialty';
import { hostShare } from './committee/rules/host-share';
import { institutionSpread } from './committee/rules/institution-spread';
import { outsideDeputies } from './committee/rules/outside-deputies';
import { penaltyFree } from './committee/rules/penalty-free';
import { postCount } from './committee/rules/post-count';
import { practiceYears } from './committee/rules/practice-years';
import { replenishment } from './committee/rules/replenishment';
import { termLimit } from './committee/rules/term-limit';
import { title } from './committee/rules/title';
import { bindCycle, type CycleEvaluator } from './cycle/evaluate';
import { bindDeadline, type DeadlineDecision } from './deadline/evaluate';
import { PUBLISHED_YEARS } from './kernel/calendar-data';
import type { Calendar } from './kernel/calendar';
import { localDate, type LocalDate } from './kernel/local-date';
import { profileSchema, settingBase, type Profile, type Setting } from './regulation/profile';
import { bindRule, type BoundRule, type RuleKind } from './regulation/rule-kind';
import { requestSchema, type Answer, type Evaluator, type Question } from './regulation/question';

/** Every rule kind there is. A new kind is one file, one line here, and the profiles that speak of it. */
const COMMITTEE_KINDS: ReadonlyMap<string, RuleKind<Roster>> = new Map(
  [
    postCount, bodySize, hostShare, outsideDeputies, title, ageLimit, termLimit, penaltyFree, employment, headsSpecialty,
    fromHost, employerConsent, replenishment, practiceYears, institutionSpread,
  ].map((kind) => [kind.kind, kind as unknown as RuleKind<Roster>]),
);

/** The State Council calendars that the platform carries. */
export const builtInCalendar: Calendar = { years: PUBLISHED_YEARS };

/** A fault of a profile document: where it stands and what was expected. */
export interface ProfileFault {
  path: (string | number)[];
  message: string;
}

/** A profile whose settings have been checked against their kinds. */
export type CheckedProfile = Profile & { rules: Setting[] };

/** Checks a document against the language of profiles, the parameters of each rule kind included. */
export function checkProfile(document: unknown): { ok: true; profile: CheckedProfile } | { ok: false; faults: ProfileFault[] } {
  const parsed = profileSchema.safeParse(document);
  if (!parsed.success) return { ok: false, faults: faultsOf(parsed.error.issues) };
  const faults: ProfileFault[] = [];
  const rules: Setting[] = [];
  parsed.data.rules.forEach((raw, index) => {
    const kind = COMMITTEE_KINDS.get(raw.kind);
    if (!kind) {
      faults.push({ path: ['rules', index, 'kind'], message: `没有规则种类 ${raw.kind}，应为 ${[...COMMITTEE_KINDS.keys()].join('、')}` });
      return;
    }
    const setting = zod.strictObject({ ...settingBase, ...kind.params }).safeParse(raw);
    if (setting.success) rules.push(setting.data as Setting);
    else faults.push(...faultsOf(setting.error.issues, ['rules', index]));
  });
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, profile: { ...parsed.data, rules } };
}

const faultsOf = (issues: readonly z.core.$ZodIssue[], under: (string | number)[] = []): ProfileFault[] =>
  issues.map((issue) => ({ path: [...under, ...(issue.path as (string | number)[])], message: issue.message }));

/** A compiled profile: the one evaluator behind screens, actions, exports and the command. */
export interface Rulebook {
  profile: CheckedProfile;
  committee: CommitteeEvaluator;
  cycle: CycleEvaluator;
  deadline: Evaluator<never, DeadlineDecision>;
  grades: Evaluator<ReadonlyMap<string, number>, GradesDecision>;
}

/** Compiles a checked profile into closures, once. Pure; the calendar is passed in. */
export function compile(profile: CheckedProfile, calendar: Calendar = builtInCalendar): Rulebook {
  const rules: BoundRule<Roster>[] = profile.rules.map((setting) => bindRule(COMMITTEE_KINDS.get(setting.kind)!, setting, profile));
  return {
    profile,
    committee: bindCommittee(profile, rules),
    cycle: bindCycle(profile),
    deadline: bindDeadline(profile, calendar) as Evaluator<never, DeadlineDecision>,
    grades: bindGrades(profile),
  };
}

/** A refusal to answer: which part of the request is at fault. */
export interface RequestFault {
  path: string;
  expected: string;
}

const fault = (path: readonly PropertyKey[], expected: string): RequestFault => ({ path: path.map(String).join('.'), expected });

/** Answers a question with unchecked facts; refuses what is no valid question, with the path of each fault. */
export function evaluate(
  rulebook: Rulebook,
  question: Question,
  facts: unknown,
  on: LocalDate,
): { ok: true; answer: Answer } | { ok: false; faults: RequestFault[] } {
  const { effectiveFrom, effectiveTo } = rulebook.profile.instrument;
  if (on < effectiveFrom) return { ok: false, faults: [fault(['on'], `不早于办法施行之日 ${effectiveFrom}`)] };
  if (effectiveTo && on > effectiveTo) return { ok: false, faults: [fault(['on'], `不晚于办法失效之日 ${effectiveTo}`)] };
  const evaluators: Partial<Record<Question, Evaluator<never>>> = {
    committee: rulebook.committee as unknown as Evaluator<never>,
    cycle: rulebook.cycle as unknown as Evaluator<never>,
    deadline: rulebook.deadline,
    grades: rulebook.grades as unknown as Evaluator<never>,
  };
  const evaluator = evaluators[question];
  if (!evaluator) return { ok: false, faults: [fault(['question'], `目前可答的问题：${Object.keys(evaluators).join('、')}`)] };
  const parsed = evaluator.parse(facts, on);
  if (!parsed.ok) return { ok: false, faults: parsed.refusal.map((issue) => fault(['facts', ...issue.path], issue.message)) };
  return { ok: true, answer: evaluator.answer(parsed.value) };
}

/** Answers one request of the rules command; `find` gives the rulebook of a profile id, or null. */
export function answerRequest(
  request: unknown,
  find: (profile: string) => Rulebook | null,
): { ok: true; result: Record<string, unknown> } | { ok: false; id: unknown; faults: RequestFault[] } {
  const id = typeof request === 'object' && request !== null && 'id' in request ? request.id : null;
  const parsed = requestSchema.safeParse(request);
  if (!parsed.success) return { ok: false, id, faults: parsed.error.issues.map((issue) => fault(issue.path, issue.message)) };
  const { profile, on, question, facts } = parsed.data;
  const rulebook = find(profile);
  if (!rulebook) return { ok: false, id, faults: [fault(['profile'], `没有规则档案 ${profile}`)] };
  const evaluated = evaluate(rulebook, question, facts, localDate(on));
  if (!evaluated.ok) return { ok: false, id, faults: evaluated.faults };
  return { ok: true, result: { id: parsed.data.id, profile, question, on, ...evaluated.answer } };
}
