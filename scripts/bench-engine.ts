// How fast a committee list is checked, against hand-written code and against a general rule engine; how fast every other question
// is answered, and how long profiles take to compile. Facts are parsed once; only the checking is timed, in
// processor time.
// Run alone: node --import tsx scripts/bench-engine.ts
import { pathToFileURL } from 'node:url';
import { Engine, type RuleProperties } from 'json-rules-engine';
import type { Roster, Seat } from '../lib/committee/facts';
import { addYears, localDate } from '../lib/kernel/local-date';
import type { Evaluator, Question } from '../lib/regulation/question';
import { builtInPath, builtInProfile, builtInProfiles, parseYaml, readText } from '../lib/regulations/files';
import { checkProfile, compile } from '../lib/rulebook';

/** One line of the bench. */
export interface Row {
  name: string;
  value: number;
  unit: string;
  /** What the value is held against, if anything. */
  aim?: string;
  ok?: boolean;
}

/** A row as it is printed, with whether its aim is met. */
export const lineOf = ({ name, value, unit, aim, ok }: Row): string =>
  `${name.padEnd(62)} ${(value >= 100 ? Math.round(value) : value).toLocaleString('en', { maximumFractionDigits: 2 }).padStart(14)} ${unit}${aim ? `  (aim ${aim}: ${ok ? 'met' : 'MISSED'})` : ''}`;

const PROFILE = 'chongqing-2025';
const ON = localDate('2026-06-15');
const DEPUTY_SENIOR = 3;

/** Thirty people, most of them fine: 4 of the host, one title too low, a chair between his 65th and 66th birthday. */
function listOfThirty(): unknown {
  const people: Record<string, unknown>[] = [
    { id: 'p1', roles: ['chair'], institution: 'H', title: 'senior', born: '1961-01-10', employment: 'in-service', headsSpecialty: true, terms: { full: 1, consecutive: 1 } },
    { id: 'p2', roles: ['vice-chair'], institution: 'H', title: 'senior', born: '1970-05-01', employment: 'in-service' },
    { id: 'p3', roles: ['vice-chair'], institution: 'E1', title: 'senior', born: '1971-05-01', employment: 'in-service' },
  ];
  for (let i = 4; i <= 30; i += 1) {
    people.push({ id: `p${i}`, roles: i === 30 ? ['secretary'] : ['member'], institution: i < 6 ? 'H' : `E${i % 12}`, title: i === 17 ? 'intermediate' : 'deputy-senior', born: '1975-01-01', employment: 'in-service' });
  }
  return { class: 'clinical', host: 'H', people };
}

type Said = [severity: 'block' | 'warn', article: string, message: string, actual: number, limit: number, subjects: string[]];

const ids = (seats: readonly Seat[]): string[] => seats.map((p) => p.id);

/** The same checks in one straight function, as somebody would write them for this one text. */
function straightLine(roster: Roster): Said[] {
  const said: Said[] = [];
  const { byPost, members, hostMembers } = roster;
  const chairs = byPost.chair;
  const deputies = byPost['vice-chair'];
  const secretaries = byPost.secretary;
  if (chairs.length !== 1) said.push(['block', '13(2)', `主任委员${chairs.length}人，应为1人`, chairs.length, 1, ids(chairs)]);
  if (deputies.length > 2) said.push(['block', '13(2)', `副主任委员${deputies.length}人，至多2人`, deputies.length, 2, ids(deputies)]);
  const ofHost = deputies.filter((p) => p.fromHost);
  if (deputies.length === 0) said.push(['warn', '13(2)', '未设副主任委员', 0, 1, []]);
  else if (ofHost.length === deputies.length) said.push(['block', '13(2)', `非挂靠单位副主任委员0人，应至少1人`, 0, 1, ids(ofHost)]);
  if (secretaries.length > 3) said.push(['block', '13(2)', `秘书${secretaries.length}人，至多3人`, secretaries.length, 3, ids(secretaries)]);
  if (members.length > 30) said.push(['warn', '13(1)', `委员${members.length}人，至多30人`, members.length, 30, ids(members)]);
  if (hostMembers.length > 5) said.push(['block', '13(1)', `挂靠单位委员${hostMembers.length}人，至多5人`, hostMembers.length, 5, ids(hostMembers)]);
  const low: string[] = [];
  for (const p of members) {
    if (p.isAppointed && p.titleRank !== undefined && p.titleRank < DEPUTY_SENIOR && (p.class === 'clinical' || p.class === 'technical')) low.push(p.id);
  }
  if (low.length > 0) said.push(['warn', '13(3)', `委员应为副高及以上，${low.length}人职称不足`, low.length, 0, low]);
  for (const p of chairs) {
    if (roster.hasHost && p.institution !== undefined && !p.fromHost) said.push(['warn', '14', '主任委员不是挂靠单位人员', 1, 0, [p.id]]);
    if (!p.isAppointed) continue;
    if (p.employment !== undefined && p.employment !== 'in-service') said.push(['warn', '14', '主任委员应为在职人员', 1, 0, [p.id]]);
    if (p.headsSpecialty === false) said.push(['warn', '14', '主任委员不是专业负责人', 1, 0, [p.id]]);
    if (p.terms.full >= 2) said.push(['block', '14', `主任委员已任${p.terms.full}届`, p.terms.full + 1, 2, [p.id]]);
    else if (p.terms.full + p.terms.partial >= 2) said.push(['warn', '14', '主任委员曾中途任职', 3, 2, [p.id]]);
    if (p.born !== undefined) {
      if (addYears(p.born, 66) <= roster.on) said.push(['block', '14(1)', '主任委员超过65岁', 66, 65, [p.id]]);
      else if (addYears(p.born, 65) < roster.on) said.push(['warn', '14(1)', '主任委员已过65岁生日', 65, 65, [p.id]]);
    }
    if (p.titleRank !== undefined && p.titleRank < DEPUTY_SENIOR) said.push(['warn', '14(2)', '主任委员应为副高及以上', 1, 0, [p.id]]);
  }
  return said.length < 2 ? said : said.sort((a, b) => (a[0] === b[0] ? (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0) : a[0] === 'block' ? -1 : 1));
}

// The same rules for json-rules-engine: each reads the parsed list through operators of its own, as a user of it would.
type Condition = { fact: string; operator: string; value: number };
const rule = (severity: string, article: string, ...all: Condition[]): RuleProperties => ({ conditions: { all }, event: { type: severity, params: { article } } });
const when = (fact: string, operator: string, value: number): Condition => ({ fact, operator, value });

function generalEngine(): { run(roster: Roster): Promise<unknown> } {
  const engine = new Engine([
    rule('block', '13(2)', when('chairs', 'notEqual', 1)),
    rule('block', '13(2)', when('deputies', 'greaterThan', 2)),
    rule('warn', '13(2)', when('deputies', 'equal', 0)),
    rule('block', '13(2)', when('deputies', 'greaterThan', 0), when('outside', 'equal', 0)),
    rule('block', '13(2)', when('secretaries', 'greaterThan', 3)),
    rule('warn', '13(1)', when('members', 'greaterThan', 30)),
    rule('block', '13(1)', when('hostMembers', 'greaterThan', 5)),
    rule('warn', '13(3)', when('lowTitles', 'greaterThan', 0)),
    rule('warn', '14', when('chairsElsewhere', 'greaterThan', 0)),
    rule('warn', '14', when('chairsNotInService', 'greaterThan', 0)),
    rule('warn', '14', when('chairsNotHeading', 'greaterThan', 0)),
    rule('block', '14', when('chairTerms', 'greaterThanInclusive', 2)),
    rule('warn', '14', when('chairTerms', 'lessThan', 2), when('chairTermsWithParts', 'greaterThanInclusive', 2)),
    rule('block', '14(1)', when('chairsPast66', 'greaterThan', 0)),
    rule('warn', '14(1)', when('chairsPast66', 'equal', 0), when('chairsPast65', 'greaterThan', 0)),
    rule('warn', '14(2)', when('chairsLowTitle', 'greaterThan', 0)),
  ]);
  const count = (seats: readonly Seat[], test: (p: Seat) => boolean): number => seats.reduce((n, p) => (test(p) ? n + 1 : n), 0);
  const counts: Record<string, (roster: Roster) => number> = {
    chairs: (r) => r.byPost.chair.length,
    deputies: (r) => r.byPost['vice-chair'].length,
    outside: (r) => count(r.byPost['vice-chair'], (p) => !p.fromHost),
    secretaries: (r) => r.byPost.secretary.length,
    members: (r) => r.members.length,
    hostMembers: (r) => r.hostMembers.length,
    lowTitles: (r) => count(r.members, (p) => p.isAppointed && p.titleRank !== undefined && p.titleRank < DEPUTY_SENIOR && p.class !== 'management' && p.class !== 'tcm'),
    chairsElsewhere: (r) => count(r.byPost.chair, (p) => r.hasHost && p.institution !== undefined && !p.fromHost),
    chairsNotInService: (r) => count(r.byPost.chair, (p) => p.isAppointed && p.employment !== undefined && p.employment !== 'in-service'),
    chairsNotHeading: (r) => count(r.byPost.chair, (p) => p.isAppointed && p.headsSpecialty === false),
    chairTerms: (r) => Math.max(0, ...r.byPost.chair.map((p) => p.terms.full)),
    chairTermsWithParts: (r) => Math.max(0, ...r.byPost.chair.map((p) => p.terms.full + p.terms.partial)),
    chairsPast66: (r) => count(r.byPost.chair, (p) => p.born !== undefined && addYears(p.born, 66) <= r.on),
    chairsPast65: (r) => count(r.byPost.chair, (p) => p.born !== undefined && addYears(p.born, 65) < r.on),
    chairsLowTitle: (r) => count(r.byPost.chair, (p) => p.titleRank !== undefined && p.titleRank < DEPUTY_SENIOR),
  };
  for (const [name, value] of Object.entries(counts)) {
    engine.addFact(name, async (_params, almanac) => value(await almanac.factValue<Roster>('roster')));
  }
  return { run: (roster) => engine.run({ roster }) };
}

/** One typical request of each question, none of them silent. */
const TYPICAL: Readonly<Record<Exclude<Question, 'committee'>, { profile: string; facts: unknown }>> = {
  centre: { profile: 'zhengzhou-2024', facts: { class: 'clinical', direction: '眼科专业', diseaseBased: false, existing: Array.from({ length: 60 }, (_, i) => ({ class: 'clinical', direction: `方向${i}` })) } },
  host: {
    profile: 'zhengzhou-2024',
    facts: {
      institution: { id: 'A', level: '3A', kind: 'general' }, centre: { class: 'clinical', direction: '眼科专业', newlyEstablished: true }, resources: { premises: true, equipment: true, staff: true, funds: false },
      events: [{ kind: 'major-event', on: '2024-01-05', sameSpecialty: false }], sanctions: [{ ground: 'serious-violation', decidedOn: '2025-04-01', class: 'clinical', direction: '骨科专业' }],
    },
  },
  notice: { profile: 'chongqing-2025', facts: { publishedOn: '2026-09-28', decisionOn: '2026-10-10', objections: [{ on: '2026-10-08', resolved: true }] } },
  deadline: { profile: 'zhengzhou-2024', facts: { kind: 'head-replacement', eventOn: '2026-01-31', doneOn: '2026-03-05' } },
  cycle: { profile: 'chongqing-2025', facts: { results: [2023, 2024, 2025, 2026].map((year, i) => ({ year, grade: ['excellent', 'good', 'unqualified', 'qualified'][i] })), atExpiry: true } },
  conduct: { profile: 'zhengzhou-2024', facts: { breach: 'fees', by: 'centre', serious: true, count: 2 } },
  activity: { profile: 'national-2019', facts: { kind: 'meeting', steps: ['director-signature', 'host-stamp'], heldThisYear: 2, planned: true } },
  year: { profile: 'jinxiang-2026', facts: { year: 2026, counts: { committeeMeetings: 1, contests: 1, trainings: 2 }, caseChecks: ['2026-02-10', '2026-05-12', '2026-08-20'], filings: [{ kind: 'half-year-summary', doneOn: '2026-08-03' }, { kind: 'annual-summary', doneOn: '2026-12-20' }] } },
  score: { profile: 'jinxiang-2026', facts: { year: 2026, counts: { committeeMeetings: 1 }, caseChecks: ['2026-02-10', '2026-05-12', '2026-08-20'], filings: [{ kind: 'half-year-summary', doneOn: '2026-08-03' }], rank: { position: 5, of: 12 }, absences: { staff: 1 } } },
  grades: { profile: 'jinxiang-2026', facts: { scores: Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`c${i}`, 60 + i])) } },
};

/** Answers per second of every question but the committee's, facts already parsed. */
function questionRows(ms: number): Row[] {
  return Object.entries(TYPICAL).map(([question, { profile, facts }]) => {
    const evaluator = compile(builtInProfile(profile))[question as Question] as Evaluator<unknown>;
    const parsed = evaluator.parse(facts, ON);
    if (!parsed.ok) throw new Error(`${question}: ${JSON.stringify(parsed.refusal)}`);
    if (evaluator.answer(parsed.value).findings.some((f) => f.rule.endsWith('.silent'))) throw new Error(`the bench asks ${profile} a question that it does not answer: ${question}`);
    rate(() => evaluator.answer(parsed.value), ms);
    return { name: `${question}, one request to ${profile}`, value: median([1, 2, 3].map(() => rate(() => evaluator.answer(parsed.value), ms))), unit: 'per second' };
  });
}

/** Milliseconds of processor time of something done several times: the first run, as in a fresh process, and the middle one. */
function timed(runs: number, act: () => void): { first: number; usual: number } {
  const times = Array.from({ length: runs }, () => {
    const start = spent();
    act();
    return spent() - start;
  });
  return { first: times[0]!, usual: median(times) };
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Processor time of this process in milliseconds: what else the machine does is no matter. */
const spent = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Calls per second of processor time, over about `ms` milliseconds of it. */
function rate(call: () => unknown, ms: number): number {
  let calls = 0;
  const start = spent();
  let now = start;
  while (now - start < ms) {
    for (let i = 0; i < 200; i += 1) sink.value = call();
    calls += 200;
    now = spent();
  }
  return (calls / (now - start)) * 1000;
}

async function rateAsync(call: () => Promise<unknown>, ms: number): Promise<number> {
  let calls = 0;
  const start = spent();
  let now = start;
  while (now - start < ms) {
    for (let i = 0; i < 20; i += 1) sink.value = await call();
    calls += 20;
    now = spent();
  }
  return (calls / (now - start)) * 1000;
}

/** Keeps the results, so that nothing is optimised away. */
const sink: { value: unknown } = { value: undefined };

/** Measures one process: rounds of all three in turn, medians after a warm-up. */
export async function benchEngine({ rounds = 7, ms = 150 } = {}): Promise<Row[]> {
  // What the database holds of a frozen profile is its document as data; checking it comes before compiling it.
  const documents = builtInProfiles().map((id) => parseYaml(readText(builtInPath(id)) ?? '').data);
  const check = () => documents.map((document) => {
    const checked = checkProfile(document);
    if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
    return checked.profile;
  });
  const checking = timed(21, () => void (sink.value = check()));
  const profiles = check();
  const compiling = timed(21, () => void (sink.value = profiles.map((profile) => compile(profile))));

  const { committee } = compile(builtInProfile(PROFILE));
  const parsed = committee.parse(listOfThirty(), ON);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  const roster = parsed.value;
  const general = generalEngine();
  const asked = listOfThirty();

  // All three have to say the same before their speed means anything.
  const ours = committee.answer(roster).findings.map((f) => `${f.severity} ${f.article}`);
  const straight = straightLine(roster).map(([severity, article]) => `${severity} ${article}`);
  const { events } = (await general.run(roster)) as { events: { type: string; params: { article: string } }[] };
  const generally = events.map((e) => `${e.type} ${e.params.article}`);
  for (const other of [straight, generally]) {
    if (other.toSorted().join() !== ours.toSorted().join()) throw new Error(`the bench disagrees: ${ours.join()} / ${other.join()}`);
  }

  const rates = { engine: [] as number[], straight: [] as number[], general: [] as number[], parse: [] as number[] };
  for (let round = -2; round < rounds; round += 1) {
    const engine = rate(() => committee.answer(roster), ms);
    const line = rate(() => straightLine(roster), ms);
    const slow = await rateAsync(() => general.run(roster), ms);
    const parse = rate(() => committee.parse(asked, ON), ms);
    if (round < 0) continue;
    rates.engine.push(engine);
    rates.straight.push(line);
    rates.general.push(slow);
    rates.parse.push(parse);
  }
  const timesSlower = median(rates.straight.map((r, i) => r / rates.engine[i]!));
  const timesFaster = median(rates.engine.map((r, i) => r / rates.general[i]!));
  return [
    { name: 'committee checks of 30 people, rule engine', value: median(rates.engine), unit: 'per second' },
    { name: 'the same checks, straight line', value: median(rates.straight), unit: 'per second' },
    { name: 'the same checks, json-rules-engine', value: median(rates.general), unit: 'per second' },
    { name: 'times slower than straight line', value: timesSlower, unit: '×', aim: 'at most 5', ok: timesSlower <= 5 },
    { name: 'times faster than json-rules-engine', value: timesFaster, unit: '×', aim: 'at least 50', ok: timesFaster >= 50 },
    { name: 'parsing and grouping of the same list', value: median(rates.parse), unit: 'per second' },
    ...questionRows(ms),
    { name: `compiling ${profiles.length} frozen profiles, in a fresh process`, value: compiling.first, unit: 'ms', aim: 'under 50', ok: compiling.first < 50 },
    { name: `compiling ${profiles.length} frozen profiles, warm`, value: compiling.usual, unit: 'ms', aim: 'under 50', ok: compiling.usual < 50 },
    { name: 'checking their documents, in a fresh process', value: checking.first, unit: 'ms' },
    { name: 'checking and compiling, warm', value: checking.usual + compiling.usual, unit: 'ms', aim: 'under 50', ok: checking.usual + compiling.usual < 50 },
  ];
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const row of await benchEngine()) console.log(lineOf(row));
}
