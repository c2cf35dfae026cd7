import type { z } from 'zod';
import { z as zod } from 'zod';
import { bindActivity, type ActivityDecision, type ActivityFacts } from './activity/evaluate';
import { bindGrades, type GradesDecision } from './assessment/grades';
import { bindScore } from './assessment/score';
import { centreFactsSchema, type CentreFacts } from './centre/facts';
import { centreClass } from './centre/rules/class';
import { notByDisease } from './centre/rules/not-by-disease';
import { onePerDirection } from './centre/rules/one-per-direction';
import { bindCommittee, type CommitteeEvaluator } from './committee/evaluate';
import type { Roster } from './committee/facts';
import { ageLimit } from './committee/rules/age-limit';
import { bodySize } from './committee/rules/body-size';
import { drawnFrom } from './committee/rules/drawn-from';
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
import { bindConduct, type ConductDecision, type ConductFacts } from './conduct/evaluate';
import { bindCycle, type CycleEvaluator } from './cycle/evaluate';
import { bindDeadline, type DeadlineDecision } from './deadline/evaluate';
import { bindYear, type YearDecision, type YearFacts } from './duty/evaluate';
import { bindHost, type HostDecision } from './host/evaluate';
import type { HostFacts } from './host/facts';
import { cleanRecord } from './host/rules/clean-record';
import { level } from './host/rules/level';
import { resources } from './host/rules/resources';
import { PUBLISHED_YEARS } from './kernel/calendar-data';
import type { Calendar } from './kernel/calendar';
import { localDate, type LocalDate } from './kernel/local-date';
import { linesOf, type ProfileLine } from './regulation/explain';
import { bindNotice, type NoticeDecision, type NoticeFacts } from './notice/evaluate';
import { profileSchema, settingBase, type Profile, type Setting } from './regulation/profile';
import { bindRule, type BoundRule, type RuleKind } from './regulation/rule-kind';
import { requestSchema, type Answer, type Evaluator, type Question } from './regulation/question';
import { bindRules } from './regulation/rules-question';

const named = <Facts>(kinds: readonly { kind: string }[]): ReadonlyMap<string, RuleKind<Facts>> =>
  new Map(kinds.map((kind) => [kind.kind, kind as unknown as RuleKind<Facts>]));

/** Every rule kind there is. A new kind is one file, one line here, and the profiles that speak of it. */
const COMMITTEE_KINDS = named<Roster>([
  postCount, bodySize, hostShare, outsideDeputies, title, ageLimit, termLimit, penaltyFree, employment, headsSpecialty,
  fromHost, employerConsent, replenishment, practiceYears, institutionSpread, drawnFrom,
]);
const CENTRE_KINDS = named<CentreFacts>([onePerDirection, notByDisease, centreClass]);
/** What a host must be; an application shows each of these rules by itself. */
export const HOST_KINDS = named<HostFacts>([level, resources, cleanRecord]);
const KINDS = new Map<string, { params: z.ZodRawShape; describe(setting: Setting, profile: Profile): string }>([...COMMITTEE_KINDS, ...CENTRE_KINDS, ...HOST_KINDS]);

/** The State Council calendars that the platform carries. */
export const builtInCalendar: Calendar = { years: PUBLISHED_YEARS };

/** A fault of a profile document: where it stands and what was expected. */
export interface ProfileFault {
  path: (string | number)[];
  message: string;
}

/** A profile whose settings have been checked against their kinds. */
export type CheckedProfile = Profile & { rules: Setting[] };

/** What a setting of each kind looks like; made once, since making a schema takes longer than using it. */
const settingSchemas = new Map<string, z.ZodType>();

function settingSchema(kind: string, params: z.ZodRawShape): z.ZodType {
  const known = settingSchemas.get(kind) ?? zod.strictObject({ ...settingBase, ...params });
  settingSchemas.set(kind, known);
  return known;
}

/** Checks a document against the language of profiles, the parameters of each rule kind included. */
export function checkProfile(document: unknown): { ok: true; profile: CheckedProfile } | { ok: false; faults: ProfileFault[] } {
  const parsed = profileSchema.safeParse(document);
  if (!parsed.success) return { ok: false, faults: faultsOf(parsed.error.issues) };
  const faults: ProfileFault[] = [];
  const rules: Setting[] = [];
  parsed.data.rules.forEach((raw, index) => {
    const kind = KINDS.get(raw.kind);
    if (!kind) {
      faults.push({ path: ['rules', index, 'kind'], message: `没有规则种类 ${raw.kind}，应为 ${[...KINDS.keys()].join('、')}` });
      return;
    }
    const setting = settingSchema(raw.kind, kind.params).safeParse(raw);
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
  centre: Evaluator<CentreFacts>;
  committee: CommitteeEvaluator;
  host: Evaluator<HostFacts, HostDecision>;
  notice: Evaluator<NoticeFacts, NoticeDecision>;
  deadline: Evaluator<never, DeadlineDecision>;
  cycle: CycleEvaluator;
  conduct: Evaluator<ConductFacts, ConductDecision>;
  activity: Evaluator<ActivityFacts, ActivityDecision>;
  year: Evaluator<YearFacts, YearDecision>;
  score: ReturnType<typeof bindScore>;
  grades: Evaluator<ReadonlyMap<string, number>, GradesDecision>;
}

/** Compiles a checked profile into closures, once. Pure; the calendar is passed in. */
export function compile(profile: CheckedProfile, calendar: Calendar = builtInCalendar): Rulebook {
  const rulesOf = <Facts>(kinds: ReadonlyMap<string, RuleKind<Facts>>): BoundRule<Facts>[] =>
    profile.rules.flatMap((setting) => {
      const kind = kinds.get(setting.kind);
      return kind ? [bindRule(kind, setting, profile)] : [];
    });
  return {
    profile,
    centre: bindRules(profile, 'centre', rulesOf(CENTRE_KINDS), centreFactsSchema),
    committee: bindCommittee(profile, rulesOf(COMMITTEE_KINDS)),
    host: bindHost(profile, rulesOf(HOST_KINDS)),
    notice: bindNotice(profile, calendar),
    deadline: bindDeadline(profile, calendar) as Evaluator<never, DeadlineDecision>,
    cycle: bindCycle(profile),
    conduct: bindConduct(profile),
    activity: bindActivity(profile),
    year: bindYear(profile),
    score: bindScore(profile),
    grades: bindGrades(profile),
  };
}

/** What a setting asks for, in words. */
export const asksOf = (setting: Setting, profile: Profile): string => KINDS.get(setting.kind)!.describe(setting, profile);

/** Every statement of law in a profile, in words and in the order of the text. */
export const explain = (profile: CheckedProfile): ProfileLine[] => linesOf(profile, (setting) => asksOf(setting, profile));

/** A refusal to answer: which part of the request is at fault. */
export interface RequestFault {
  path: string;
  expected: string;
}

const fault = (path: readonly PropertyKey[], expected: string): RequestFault => ({ path: path.map(String).join('.'), expected });

/** The faults of a schema under a path; each unknown key is a fault of its own, at the key. */
const requestFaults = (issues: readonly z.core.$ZodIssue[], under: readonly PropertyKey[] = []): RequestFault[] =>
  issues.flatMap((issue) => {
    const path = [...under, ...issue.path];
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => fault([...path, key], '不认识的字段，请核对拼写或者删去'));
    // What is wrong with the key of a list of values is said by the schema of the key.
    return [fault(path, issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message)];
  });

/** Keys that mean something to JavaScript; parsers drop or follow them, so no fact may be called so. */
const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);

/** Where such a key stands in some data, however deeply nested. */
function reservedKeys(data: unknown, under: readonly PropertyKey[] = []): RequestFault[] {
  const faults: RequestFault[] = [];
  const waiting: { value: unknown; path: readonly PropertyKey[] }[] = [{ value: data, path: under }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path } = next;
    if (value === null || typeof value !== 'object') continue;
    for (const key of Object.keys(value)) {
      if (RESERVED.has(key)) faults.push(fault([...path, key], '不能用作名称'));
      const child = (value as Record<string, unknown>)[key];
      // Far deeper than any fact lies; the schema refuses it at its own place.
      if (child !== null && typeof child === 'object' && path.length < 50) waiting.push({ value: child, path: [...path, key] });
    }
  }
  return faults;
}

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
  const reserved = reservedKeys(facts, ['facts']);
  if (reserved.length > 0) return { ok: false, faults: reserved };
  const evaluator = rulebook[question] as Evaluator<never>;
  const parsed = evaluator.parse(facts, on);
  if (!parsed.ok) return { ok: false, faults: requestFaults(parsed.refusal, ['facts']) };
  return { ok: true, answer: evaluator.answer(parsed.value) };
}

/** Answers one request of the rules command; `find` gives the rulebook of a profile id, what is wrong with its file, or null. */
export function answerRequest(
  request: unknown,
  find: (profile: string) => Rulebook | { faults: string[] } | null,
): { ok: true; result: Record<string, unknown> } | { ok: false; id: unknown; faults: RequestFault[] } {
  const id = typeof request === 'object' && request !== null && 'id' in request ? request.id : null;
  const parsed = requestSchema.safeParse(request);
  if (!parsed.success) return { ok: false, id, faults: requestFaults(parsed.error.issues) };
  const { profile, on, question } = parsed.data;
  const rulebook = find(profile);
  if (!rulebook) return { ok: false, id, faults: [fault(['profile'], `没有规则档案 ${profile}`)] };
  if ('faults' in rulebook) return { ok: false, id, faults: rulebook.faults.map((message) => fault(['profile'], message)) };
  // The facts as they came: a copy made by the schema has lost what cannot be copied.
  const evaluated = evaluate(rulebook, question, (request as { facts: unknown }).facts, localDate(on));
  if (!evaluated.ok) return { ok: false, id, faults: evaluated.faults };
  return { ok: true, result: { id: parsed.data.id, profile, question, on, ...evaluated.answer } };
}
