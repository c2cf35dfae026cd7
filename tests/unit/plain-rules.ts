// A second, plain implementation of the committee, cycle, grade and deadline rules, written from the regulations alone; the other
// questions are in plain-questions.ts.
// It shares nothing with the engine, so that the two can be held against each other. Articles are those of each text.

type Severity = 'block' | 'warn';

/** What a text says of some facts: the worst severity, and under which articles. */
export interface Plain {
  verdict: 'block' | 'warn' | 'ok';
  /** `severity article`, without duplicates, sorted. */
  articles: string[];
}

export interface PlainPerson {
  id: string;
  roles: string[];
  institution?: string;
  title?: string;
  titleSince?: string;
  born?: string;
  employment?: string;
  headsSpecialty?: boolean;
  employerConsent?: boolean;
  terms?: { full?: number; partial?: number; consecutive?: number };
  penalties?: string[];
  class?: string;
  practisesHereSince?: string;
  institutionIsNew?: boolean;
  parentLevelExpert?: boolean;
  institutionIsPrivate?: boolean;
  serves?: string[];
  replenishes?: string;
  servingTerm?: boolean;
}

export interface PlainList {
  body?: string;
  class?: string;
  host?: string;
  unchangedSince?: string;
  people: PlainPerson[];
}

export class Notes {
  private readonly said = new Set<string>();

  say(severity: Severity, article: string, when = true): void {
    if (when) this.said.add(`${severity} ${article}`);
  }

  result(): Plain {
    const articles = [...this.said].sort();
    const worst = (severity: string) => articles.some((a) => a.startsWith(severity));
    return { verdict: worst('block') ? 'block' : worst('warn') ? 'warn' : 'ok', articles };
  }
}

// ---- dates, without the engine's

const leap = (year: number) => new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;

/** The same day `years` on; 29 February becomes the 28th where there is none. */
export function yearsOn(date: string, years: number): string {
  const year = Number(date.slice(0, 4)) + years;
  const day = date.slice(4) === '-02-29' && !leap(year) ? '-02-28' : date.slice(4);
  return `${year}${day}`;
}

/** The same day of the next month, or its last. */
function nextMonth(date: string): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(day, last))).toISOString().slice(0, 10);
}

export const dayAfter = (date: string) => new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

// The State Council's notices for 2025 and 2026, typed by hand: days off as ranges, and the weekend days worked in exchange.
const OFF = [
  ['2025-01-01', '2025-01-01'], ['2025-01-28', '2025-02-04'], ['2025-04-04', '2025-04-06'], ['2025-05-01', '2025-05-05'],
  ['2025-05-31', '2025-06-02'], ['2025-10-01', '2025-10-08'],
  ['2026-01-01', '2026-01-03'], ['2026-02-15', '2026-02-23'], ['2026-04-04', '2026-04-06'], ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'], ['2026-09-25', '2026-09-27'], ['2026-10-01', '2026-10-07'],
] as const;
const WORKED = [
  '2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11',
  '2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10',
];

export function officesWork(date: string): boolean {
  if (WORKED.includes(date)) return true;
  if (OFF.some(([from, to]) => from <= date && date <= to)) return false;
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

// ---- lists

const isLow = (title: string | undefined, least: 'deputy-senior' | 'intermediate'): boolean =>
  title !== undefined && !(least === 'intermediate' ? ['intermediate', 'deputy-senior', 'senior'] : ['deputy-senior', 'senior']).includes(title);

/** The title is of the rank asked for and was obtained less than so many full years ago. */
function isFresh(p: PlainPerson, least: string, years: number, on: string): 'no' | 'yes' | 'unclear' {
  if (p.titleSince === undefined || p.title === undefined || on >= yearsOn(p.titleSince, years)) return 'no';
  return p.title === least ? 'yes' : 'unclear';
}

/** Chongqing 13, 14: at most 30 members in principle, 5 of the host; chair up to 65 and two terms. */
export function chongqingList(list: PlainList, on: string): Plain {
  const notes = new Notes();
  const { people, host } = list;
  const old = list.unchangedSince !== undefined && list.unchangedSince < '2025-05-27';
  const isNew = (p: PlainPerson) => !p.servingTerm && list.unchangedSince === undefined;
  const ofHost = (p: PlainPerson) => host !== undefined && p.institution === host;
  const chairs = people.filter((p) => p.roles.includes('chair'));
  const deputies = people.filter((p) => p.roles.includes('vice-chair'));
  const members = people.filter((p) => p.roles.includes('chair') || p.roles.includes('vice-chair') || p.roles.includes('member'));

  notes.say('block', '13(2)', chairs.length !== 1);
  notes.say('block', '13(2)', deputies.length > 2);
  notes.say('warn', '13(2)', deputies.length === 0);
  notes.say('block', '13(2)', deputies.length > 0 && deputies.every(ofHost));
  notes.say('block', '13(2)', people.filter((p) => p.roles.includes('secretary')).length > 3);
  notes.say('warn', '13(1)', members.length > 30 && !old);
  notes.say(old ? 'warn' : 'block', '13(1)', members.filter(ofHost).length > 5);
  for (const p of members) {
    const memberClass = p.class ?? list.class;
    notes.say('warn', '13(3)', isNew(p) && (memberClass === 'clinical' || memberClass === 'technical') && isLow(p.title, 'deputy-senior'));
  }
  for (const p of chairs) {
    if (!isNew(p)) continue;
    notes.say('warn', '14', host !== undefined && p.institution !== undefined && p.institution !== host);
    notes.say('warn', '14', p.employment === 'rehired' || p.employment === 'retired');
    notes.say('warn', '14', p.headsSpecialty === false);
    const full = Math.max(p.terms?.full ?? 0, p.terms?.consecutive ?? 0);
    if (full >= 2) notes.say('block', '14');
    else notes.say('warn', '14', full + (p.terms?.partial ?? 0) >= 2);
    if (p.born !== undefined) {
      if (on >= yearsOn(p.born, 66)) notes.say('block', '14(1)');
      else notes.say('warn', '14(1)', on > yearsOn(p.born, 65));
    }
    notes.say('warn', '14(2)', isLow(p.title, 'deputy-senior'));
  }
  return notes.result();
}

/** Zhengzhou 12, 15: at most 20 members, 3 of the host in principle; of up to four deputies three from outside. */
export function zhengzhouList(list: PlainList): Plain {
  const notes = new Notes();
  const { people, host } = list;
  const isNew = (p: PlainPerson) => !p.servingTerm && list.unchangedSince === undefined;
  const ofHost = (p: PlainPerson) => host !== undefined && p.institution === host;
  const holding = (role: string) => people.filter((p) => p.roles.includes(role));
  const members = people.filter((p) => p.roles.some((r) => ['chair', 'vice-chair', 'member'].includes(r)));
  const deputies = holding('vice-chair');
  const outside = deputies.filter((p) => !ofHost(p)).length;

  notes.say('block', '12(3)', holding('chair').length !== 1);
  notes.say('block', '12(3)', deputies.length > 4);
  if (deputies.length > 0 && outside < 3) notes.say(outside < deputies.length ? 'block' : 'warn', '12(3)');
  notes.say('warn', '12(3)', holding('honorary').length > 0);
  notes.say('block', '12(5)', holding('secretary').length > 2);
  notes.say('block', '12(5)', holding('secretary').some((p) => host !== undefined && p.institution !== undefined && !ofHost(p)));
  notes.say('block', '12(2)', members.length > 20);
  notes.say('warn', '12(2)', members.filter(ofHost).length > 3);
  notes.say('warn', '12(1)', members.some((p) => isNew(p) && isLow(p.title, 'deputy-senior')));
  notes.say('block', '12(4)', members.some((p) => isNew(p) && p.employerConsent === false));
  notes.say('warn', '15', members.some((p) => isNew(p) && p.replenishes !== undefined && !p.roles.includes('chair')));
  return notes.result();
}

/** Qingpu 5, 7, 9, 10: expert groups and inspection groups, without a host. */
export function qingpuList(list: PlainList, on: string): Plain {
  const notes = new Notes();
  const { people } = list;
  const isNew = (p: PlainPerson) => !p.servingTerm && list.unchangedSince === undefined;
  const holding = (role: string) => people.filter((p) => p.roles.includes(role));
  const held = (article: string, p: PlainPerson, least: 'deputy-senior' | 'intermediate', years: number) => {
    if (!isNew(p)) return;
    const fresh = isFresh(p, least, years, on);
    if (isLow(p.title, least)) notes.say('block', article);
    else if (fresh !== 'no') notes.say(fresh === 'yes' ? 'block' : 'warn', article);
  };

  notes.say('warn', '5', holding('leader').length !== 1);
  notes.say('warn', '5', holding('liaison').length !== 1);
  for (const p of people) {
    if (!isNew(p)) continue;
    const short = p.practisesHereSince !== undefined && on < yearsOn(p.practisesHereSince, 2);
    notes.say('warn', '10', short && !p.parentLevelExpert && !p.institutionIsNew);
  }
  if (list.body === 'inspection-group') {
    for (const p of people) {
      // Listing alone is open to experts of the level above; the two posts are not.
      if (!p.parentLevelExpert || p.roles.includes('leader') || p.roles.includes('liaison')) held('9(1)', p, 'intermediate', 3);
      notes.say('block', '9(3)', isNew(p) && p.employment !== undefined && p.employment !== 'in-service');
    }
    return notes.result();
  }
  holding('leader').forEach((p) => held('7(1)', p, 'deputy-senior', 5));
  holding('liaison').forEach((p) => held('7(2)', p, 'intermediate', 5));
  for (const p of people) {
    const mereExpert = p.roles.includes('expert') && !p.roles.includes('leader') && !p.roles.includes('liaison');
    notes.say('warn', '7(3)', isNew(p) && mereExpert && !p.parentLevelExpert && isLow(p.title, 'deputy-senior'));
    const isSenior = p.title === undefined || p.title === 'senior';
    const entersDirectly = p.parentLevelExpert || (isSenior && (p.institutionIsNew || (p.institutionIsPrivate && p.headsSpecialty !== false)));
    notes.say('warn', '11', isNew(p) && p.roles.includes('expert') && p.serves !== undefined && !p.serves.includes('inspection-group') && !entersDirectly);
    notes.say('block', '7(5)', isNew(p) && p.employment !== undefined && p.employment !== 'in-service');
  }
  return notes.result();
}

/** Jinxiang 11, 12: one director, two or three deputies, one secretary, up to 20 ordinary members. */
export function jinxiangList(list: PlainList, on: string): Plain {
  const notes = new Notes();
  const { people } = list;
  const isNew = (p: PlainPerson) => !p.servingTerm && list.unchangedSince === undefined;
  const holding = (role: string) => people.filter((p) => p.roles.includes(role));
  const members = people.filter((p) => p.roles.some((r) => ['chair', 'vice-chair', 'member'].includes(r)));
  const ordinary = holding('member').filter((p) => !p.roles.some((r) => ['chair', 'vice-chair'].includes(r)));
  const everybody = people.filter((p) => p.roles.some((r) => r !== 'honorary'));

  notes.say('block', '12', holding('chair').length !== 1);
  notes.say('block', '12', holding('vice-chair').length < 2 || holding('vice-chair').length > 3);
  notes.say('block', '12', holding('secretary').length !== 1);
  notes.say('block', '12', ordinary.length > 20);
  notes.say('warn', '12', everybody.length > 20);
  const places = new Set(members.map((p) => p.institution));
  notes.say('warn', '12', members.length > 1 && places.size === 1 && !places.has(undefined));
  notes.say('warn', '12', everybody.some((p) => isNew(p) && (p.terms?.consecutive ?? 0) + (p.terms?.partial ?? 0) >= 2));
  for (const p of holding('chair').filter(isNew)) {
    notes.say('block', '11(1)', isLow(p.title, 'deputy-senior'));
    notes.say('block', '11(1)', p.employment === 'retired');
    notes.say('block', '11(5)', (p.penalties ?? []).some((day) => day <= on && day >= yearsOn(on, -2)));
  }
  return notes.result();
}

// ---- annual results

export interface PlainHistory {
  results: { cycle?: number; year: number; grade: string }[];
  atExpiry?: boolean;
  rectification?: string;
  grounds?: string;
}

export interface PlainOutcome extends Plain {
  host: string;
  formerHostMayCompete: boolean | null;
  chair: string;
  committee: string;
  talk: boolean;
}

interface View {
  unqualifiedNow: boolean;
  unqualifiedYearBefore: boolean;
  sameCycleAsYearBefore: boolean;
  /** Grades of the newest result's cycle. */
  grades: string[];
  atExpiry: boolean;
}

function viewOf({ results, atExpiry }: PlainHistory): View {
  const newest = results[results.length - 1]!;
  const before = results.find((r) => r.year === newest.year - 1);
  return {
    unqualifiedNow: newest.grade === 'unqualified',
    unqualifiedYearBefore: before?.grade === 'unqualified',
    sameCycleAsYearBefore: (before?.cycle ?? 1) === (newest.cycle ?? 1),
    grades: results.filter((r) => (r.cycle ?? 1) === (newest.cycle ?? 1)).map((r) => r.grade),
    atExpiry: atExpiry ?? false,
  };
}

const howMany = (grades: string[], grade: string) => grades.filter((g) => g === grade).length;

/** Four good results, or two excellent ones and none unqualified: the host stays. */
const earnsRetention = (grades: string[]): boolean =>
  howMany(grades, 'good') + howMany(grades, 'excellent') === grades.length || (howMany(grades, 'excellent') >= 2 && howMany(grades, 'unqualified') === 0);

const VERDICT = { removed: 'block', rectify: 'warn', reselect: 'warn', decide: 'warn', continues: 'ok', retained: 'ok' } as const;

function outcome(host: keyof typeof VERDICT, articles: string[], more: Partial<PlainOutcome> = {}): PlainOutcome {
  const verdict = VERDICT[host];
  return {
    host, verdict, articles: verdict === 'ok' ? [] : articles.map((a) => `${verdict} ${a}`).sort(),
    formerHostMayCompete: host === 'reselect' ? true : host === 'removed' ? false : null, chair: 'stays', committee: 'stays', talk: false, ...more,
  };
}
const ENDS = { chair: 'ends', committee: 'ends' };

/** Chongqing 25, 28: two years running within the cycle remove host and chair and dissolve the committee. */
export function chongqingCycle(history: PlainHistory): PlainOutcome {
  const v = viewOf(history);
  if (v.unqualifiedNow && v.unqualifiedYearBefore) {
    return v.sameCycleAsYearBefore
      ? outcome('removed', ['25(2)', '28'], { chair: 'removed', committee: 'dissolved' })
      : outcome('decide', ['25(2)'], v.atExpiry ? ENDS : {});
  }
  if (v.unqualifiedNow) return v.atExpiry ? outcome('reselect', ['25(2)', '25(3)'], ENDS) : outcome('rectify', ['25(2)']);
  if (!v.atExpiry) return outcome('continues', []);
  if (v.grades.length < 4) return outcome('decide', ['25(1)'], ENDS);
  return earnsRetention(v.grades) ? outcome('retained', [], ENDS) : outcome('reselect', ['25(3)'], ENDS);
}

/** Zhengzhou 27: any two unqualified years of the cycle; a single one has no consequence before expiry. */
export function zhengzhouCycle(history: PlainHistory): PlainOutcome {
  const v = viewOf(history);
  if (v.unqualifiedNow && howMany(v.grades, 'unqualified') >= 2) return outcome('removed', ['27(2)']);
  if (v.unqualifiedNow) return v.atExpiry ? outcome('reselect', ['27(3)'], ENDS) : outcome('continues', []);
  if (!v.atExpiry) return outcome('continues', []);
  if (v.grades.length < 4) return outcome('decide', ['27(1)'], ENDS);
  return earnsRetention(v.grades) ? outcome('retained', [], ENDS) : outcome('reselect', ['27(3)'], ENDS);
}

/** Jinxiang 5, 12, 24: two years running, whatever the term; a talk with every first unqualified year. */
export function jinxiangCycle(history: PlainHistory): PlainOutcome {
  const v = viewOf(history);
  const end = v.atExpiry ? ENDS : {};
  if (!v.unqualifiedNow) return v.atExpiry ? outcome('decide', ['12'], ENDS) : outcome('continues', []);
  if (v.unqualifiedYearBefore) {
    return history.grounds === 'quota' ? outcome('decide', ['23', '24'], { ...end, talk: true }) : outcome('removed', ['24'], { chair: 'excluded' });
  }
  if (history.rectification === 'failed') return outcome('decide', ['5(6)'], { ...end, talk: true });
  if (v.atExpiry) return outcome('reselect', ['24'], { ...ENDS, talk: true });
  return history.rectification === 'passed' ? outcome('continues', [], { talk: true }) : outcome('rectify', ['24'], { talk: true });
}

// ---- grades of a year (Jinxiang 23 and annex)

export function jinxiangGrades(scores: Record<string, number>): { byScore: Record<string, string>; byProportion: Record<string, string>; conflicts: string[]; verdict: 'warn' | 'ok' } {
  const ids = Object.keys(scores);
  const byScore: Record<string, string> = {};
  const byProportion: Record<string, string> = {};
  for (const id of ids) {
    const score = scores[id]!;
    byScore[id] = score >= 90 ? 'excellent' : score >= 75 ? 'qualified' : 'unqualified';
    const rank = 1 + ids.filter((other) => scores[other]! > score).length;
    // Whole numbers: 30 % and 80 % of n, the edge included.
    byProportion[id] = rank * 10 <= 3 * ids.length ? 'excellent' : rank * 10 <= 8 * ids.length ? 'qualified' : 'unqualified';
  }
  const conflicts = ids.filter((id) => byScore[id] !== byProportion[id]);
  const between = ids.some((id) => scores[id]! > 89 && scores[id]! < 90);
  return { byScore, byProportion, conflicts, verdict: conflicts.length > 0 || between ? 'warn' : 'ok' };
}

// ---- deadlines

/** One month, over a day without office hours to the next with them; 2027 and later are not published. */
export function oneMonth(eventOn: string, doneOn: string | undefined, on: string, article: string): Plain & { due: string; late: boolean | null } {
  const notes = new Notes();
  let due = nextMonth(eventOn);
  const literal = due;
  while (!officesWork(due)) due = dayAfter(due);
  notes.say('warn', article, literal >= '2027' || due >= '2027');
  const late = doneOn !== undefined ? doneOn > due : on > due ? true : null;
  notes.say('warn', article, late === true);
  return { ...notes.result(), due, late };
}

/** Chongqing 29: by the end of the event's year, whatever the weekday. */
export function endOfYear(eventOn: string, doneOn: string | undefined, on: string, article: string): Plain & { due: string; late: boolean | null } {
  const notes = new Notes();
  const due = `${eventOn.slice(0, 4)}-12-31`;
  const late = doneOn !== undefined ? doneOn > due : on > due ? true : null;
  notes.say('warn', article, late === true);
  return { ...notes.result(), due, late };
}
