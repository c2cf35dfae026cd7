// The second, plain implementation of the questions centre, host, notice, conduct, activity, year and score, written from the
// five texts and the readings taken. It knows nothing of profiles: each text is its own branch, with its numbers in place.
import { dayAfter, Notes, officesWork, yearsOn, type Plain } from './plain-rules';

export type PlainProfile = 'chongqing-2025' | 'zhengzhou-2024' | 'qingpu-2025' | 'national-2019' | 'jinxiang-2026';
const CQ = 'chongqing-2025';
const ZZ = 'zhengzhou-2024';
const QP = 'qingpu-2025';
const NA = 'national-2019';
const JX = 'jinxiang-2026';

// ---- centre

export interface PlainCentre {
  class: string;
  field?: string;
  direction: string;
  diseaseBased?: boolean;
  listed?: boolean;
  existing?: { class: string; field?: string; direction: string }[];
}

/** Directions of annex 1 of Zhengzhou that the random facts use, typed by hand. */
const ANNEX_1: [string, string, string][] = [
  ['clinical', '临床专科领域', '眼科专业'], ['clinical', '临床专科领域', '骨科专业'], ['clinical', '临床专科领域', '麻醉专业'],
  ['clinical', '重大疾病领域', '罕见病'], ['tcm', '临床专科领域', '麻醉专业'],
];

/** One centre for each direction (CQ 4 and QP 5 in principle, ZZ 7(3) hard), none by disease (ZZ 7(4)), classes (CQ 31, JX 9). */
export function plainCentre(profile: PlainProfile, facts: PlainCentre): Plain {
  const notes = new Notes();
  const taken = (facts.existing ?? []).some((other) => {
    const sameField = other.field === undefined || facts.field === undefined || other.field === facts.field;
    return other.class === facts.class && other.direction === facts.direction && sameField;
  });
  if (profile === CQ) {
    notes.say('warn', '4', taken);
    notes.say('warn', '31', facts.class === 'tcm');
  }
  if (profile === QP) notes.say('warn', '5', taken);
  if (profile === JX) notes.say('block', '9', facts.class === 'tcm');
  if (profile === ZZ) {
    notes.say('block', '7(3)', taken);
    const inAnnex = ANNEX_1.some(([c, f, d]) => c === facts.class && d === facts.direction && (facts.field === undefined || f === facts.field));
    notes.say('block', '7(4)', facts.diseaseBased === true && !(facts.listed === undefined ? inAnnex : facts.listed));
  }
  return notes.result();
}

// ---- host

export interface PlainHost {
  institution: { id: string; level?: string; kind?: string; outstandingInSpecialty?: boolean };
  centre: { class: string; direction: string; newlyEstablished?: boolean };
  resources?: Record<string, boolean>;
  events?: { kind: string; on: string; sameSpecialty?: boolean }[];
  sanctions?: { ground: string; decidedOn: string; class: string; direction: string }[];
  roundReplacesSanctioned?: boolean;
  proposedHead?: { removedChairOfSanctionedHost?: boolean; removedOn?: string; class?: string; direction?: string };
}

/** Conditions (CQ 6, ZZ 8, JX 10) and bars (CQ 23, 25(2); ZZ 25, 27(2); JX 24); the other two texts say nothing. */
export function plainHost(profile: PlainProfile, facts: PlainHost, on: string): Plain & { eligible: boolean | null; barredUntil?: string } {
  const notes = new Notes();
  if (profile === QP || profile === NA) return { ...notes.result(), eligible: null };
  const { institution, centre } = facts;
  const lacks = Object.values(facts.resources ?? {}).some((there) => !there);
  const lookedBack = (years: number) => (facts.events ?? []).filter((e) => e.on <= on && e.on >= yearsOn(on, -years));
  const level = institution.level;
  let open = false;
  let until: string | undefined;
  const unsettled = (article: string) => {
    notes.say('warn', article);
    open = true;
  };
  const bar = (article: string, last?: string) => {
    notes.say('block', article);
    if (last !== undefined && (until === undefined || last > until)) until = last;
  };

  if (profile === CQ) {
    notes.say('block', '6(1)', lacks);
    notes.say('warn', '6(2)', level !== undefined && level !== '3A');
    notes.say('block', '6(4)', lookedBack(3).some((e) => e.sameSpecialty === true));
  }
  if (profile === ZZ) {
    notes.say('warn', '8', institution.kind === 'other');
    notes.say('block', '8(1)', lacks);
    const tertiary = level === undefined || level[0] === '3';
    const strongSecondary = level !== undefined && level[0] === '2' && institution.outstandingInSpecialty === true;
    notes.say('warn', '8(2)', centre.class === 'clinical' && !tertiary && !strongSecondary);
    notes.say('block', '8(4)', lookedBack(3).some((e) => e.sameSpecialty === true));
    if (lookedBack(3).some((e) => e.sameSpecialty !== true)) unsettled('8(4)');
  }
  if (profile === JX) {
    const goodLevel = level === undefined || level[0] === '3' || level === '2A';
    const goodKind = institution.kind === undefined || ['general', 'tcm', 'maternal-child'].includes(institution.kind);
    // An outstanding specialty is a road of its own, so it has to be stated.
    notes.say('block', '10(1)', !(goodLevel && goodKind) && institution.outstandingInSpecialty !== true);
    notes.say('block', '10(3)', lookedBack(2).some((e) => e.kind === 'major-event'));
    notes.say('block', '10(5)', lacks);
  }

  const replaces = facts.roundReplacesSanctioned === true;
  /** What is left out is the specialty of the round. */
  const about = (of: { class?: string; direction?: string }) => {
    const sameClass = (of.class ?? centre.class) === centre.class;
    return { sameClass, same: sameClass && (of.direction ?? centre.direction) === centre.direction };
  };
  const during = (from: string, to: string) => from <= on && on <= to;
  const jinxiangYear = (decidedOn: string, { sameClass, same }: ReturnType<typeof about>) => {
    const end = `${decidedOn.slice(0, 4)}-12-31`;
    const runs = during(decidedOn, end);
    if (runs && same) bar('24', end);
    else if ((runs && sameClass) || (replaces && same && decidedOn <= on)) unsettled('24');
  };

  for (const past of facts.sanctions ?? []) {
    const { same, ...rest } = about(past);
    const fourYears = yearsOn(past.decidedOn, 4);
    const runs = during(past.decidedOn, fourYears);
    if (profile === CQ && past.ground === 'serious-violation' && runs && same) bar('23', fourYears);
    if (profile === CQ && past.ground === 'unqualified' && replaces && same) bar('25(2)');
    if (profile === ZZ && past.ground === 'unqualified' && replaces && same) bar('27(2)');
    if (profile === ZZ && past.ground === 'serious-violation') {
      if (replaces && same) bar('25');
      else if (runs && !same && centre.newlyEstablished === true) bar('25', fourYears);
      // What the four years do not name is for a person to decide while they run.
      else if (runs) unsettled('25');
    }
    if (profile === JX && past.ground === 'unqualified') jinxiangYear(past.decidedOn, { same, ...rest });
  }
  const head = facts.proposedHead;
  if (head?.removedChairOfSanctionedHost === true) {
    if (profile === CQ && replaces && about(head).same) unsettled('25(2)');
    if (profile === JX) jinxiangYear(head.removedOn ?? on, about(head));
  }
  const said = notes.result();
  return { ...said, eligible: said.verdict === 'block' ? false : open ? null : true, ...(until === undefined ? {} : { barredUntil: until }) };
}

// ---- notice

export interface PlainNotice {
  publishedOn: string;
  decisionOn: string;
  objections?: { on: string; resolved?: boolean }[];
}

/** Five working days (CQ 7(5)), or five days that end on a working day (ZZ 9(4)); the day of publication is not counted. */
export function plainNotice(profile: PlainProfile, { publishedOn, decisionOn, objections = [] }: PlainNotice): Plain & { lastDay: string | null; earliestDecision: string | null } {
  const notes = new Notes();
  if (profile !== CQ && profile !== ZZ) return { ...notes.result(), lastDay: null, earliestDecision: null };
  const article = profile === CQ ? '7(5)' : '9(4)';
  let day = publishedOn;
  for (let counted = 0; counted < 5; ) {
    day = dayAfter(day);
    if (profile === ZZ || officesWork(day)) counted += 1;
  }
  const literal = day;
  while (!officesWork(day)) day = dayAfter(day);
  notes.say('block', article, decisionOn <= literal);
  notes.say('warn', article, decisionOn > literal && decisionOn <= day);
  const open = objections.some((objection) => objection.resolved !== true);
  notes.say('block', article, open);
  notes.say('warn', article, day >= '2027');
  return { ...notes.result(), lastDay: day, earliestDecision: open ? null : dayAfter(day) };
}

// ---- conduct

export interface PlainConduct {
  breach: string;
  serious?: boolean | null;
  by?: string;
  consent?: boolean;
  penalty?: boolean;
  managementResponsibility?: boolean | null;
  count?: number;
  monthsSinceSetUp?: number;
  missing?: string[];
}

export interface PlainConsequence extends Plain {
  host: string | null;
  committee: string | null;
  member?: string;
  talk: boolean | null;
  bans: { scope: string; until: string | null }[] | null;
}

/** Which items of each text forbid which acts. */
const FORBIDDEN: Record<PlainProfile, Record<string, string[]>> = {
  [CQ]: { 'unrelated-activity': ['22(1)'], delegation: ['22(2)'], sponsorship: ['22(3)'], fees: ['22(4)'], 'seal-or-letterhead': ['22(5)'], certificates: ['22(6)'], 'data-misuse': ['22(7)'] },
  [ZZ]: { 'unrelated-activity': ['24(1)'], delegation: ['24(2)'], sponsorship: ['24(3)'], fees: ['24(4)'], 'seal-or-letterhead': ['24(5)'], certificates: ['24(6)'], 'data-misuse': ['24(7)'] },
  [QP]: { 'unrelated-activity': ['17(1)'], delegation: ['17(2)'], sponsorship: ['17(3)'], fees: ['17(4)'], 'seal-or-letterhead': ['17(5)'], certificates: ['17(6)'], 'data-misuse': ['17(7)'] },
  [JX]: { certificates: ['15(1)'], 'seal-or-letterhead': ['15(1)', '15(2)'], fees: ['15(2)'], 'data-misuse': ['15(3)'], interference: ['15(4)'], 'empty-work': ['15(5)'] },
  [NA]: { 'unrelated-activity': ['29(1)'], sponsorship: ['29(2)'], fees: ['29(3)'], 'seal-or-letterhead': ['29(4)'], certificates: ['29(5)'], 'data-misuse': ['22', '29(6)'] },
};

/** Items that say 未经同意: consent makes the act lawful under them. */
const CONSENT: Record<PlainProfile, string[]> = { [CQ]: ['22(1)', '22(6)'], [ZZ]: [], [QP]: ['17(1)'], [JX]: ['15(1)'], [NA]: [] };

/** What follows: the host, the committee, the member, the articles with their severity, the bans. */
interface Effect {
  host?: string;
  committee?: string;
  member?: string;
  talk?: boolean;
  says: [severity: 'block' | 'warn', ...articles: string[]] | [];
  bans?: { scope: string; until: string | null }[];
}

export function plainConduct(profile: PlainProfile, facts: PlainConduct, on: string): PlainConsequence {
  const notes = new Notes();
  const items = FORBIDDEN[profile][facts.breach] ?? [];
  const broken = items.filter((item) => !(facts.consent === true && CONSENT[profile].includes(item)));
  for (const item of broken) notes.say('warn', item);
  const isHarmless = items.length > 0 && broken.length === 0;
  const effect = isHarmless ? null : { [CQ]: chongqingConduct, [ZZ]: zhengzhouConduct, [QP]: qingpuConduct, [NA]: nationalConduct, [JX]: jinxiangConduct }[profile](facts, items.length > 0, on);
  if (effect === null && items.length === 0) return { ...notes.result(), host: null, committee: null, talk: null, bans: null };
  const [severity, ...articles] = effect?.says ?? [];
  for (const article of articles) notes.say(severity!, article);
  return {
    ...notes.result(),
    host: profile === QP ? null : (effect?.host ?? 'continues'), committee: effect?.committee ?? 'stays', talk: effect?.talk ?? false, bans: effect?.bans ?? [],
    ...(effect?.member === undefined ? {} : { member: effect.member }),
  };
}

/** Left out, an act is the centre's. */
const byPeople = ({ by }: PlainConduct) => by === 'member' || by === 'chair';

function chongqingConduct(facts: PlainConduct, forbidden: boolean, on: string): Effect | null {
  if (facts.breach === 'inactivity') {
    if (facts.by === 'centre' || facts.by === 'host') return null;
    return { committee: 'adjusted', member: 'decide', says: ['warn', facts.by === 'chair' ? '15' : '26(2)'] };
  }
  if (!forbidden) return null;
  if (byPeople(facts)) return { member: 'removed', says: ['block', '26(1)'] };
  if (facts.serious === true) return { host: 'removed', committee: 'dissolved', says: ['block', '23', '28'], bans: [{ scope: 'same-specialty', until: yearsOn(on, 4) }] };
  return facts.serious === false ? { says: ['warn', '22'] } : { host: 'decide', says: ['warn', '23'] };
}

function zhengzhouConduct(facts: PlainConduct, forbidden: boolean, on: string): Effect | null {
  const cancelled = (article: string): Effect => ({ host: 'removed', committee: 'dissolved', says: ['block', article] });
  const people = byPeople(facts);
  switch (facts.breach) {
    case 'chair-misconduct':
      return facts.penalty === true ? cancelled('31(4)') : { says: [] };
    case 'major-event':
      return cancelled('31(5)');
    case 'no-support':
      return cancelled('31(6)');
    case 'grave-breach':
      if (facts.serious === null) return { host: 'decide', says: ['warn', '31(7)'] };
      return facts.serious === false ? { says: ['warn', '31(7)', '30'] } : cancelled('31(7)');
    case 'no-plan':
    case 'no-committee': {
      const halfYear = (facts.monthsSinceSetUp ?? 0) >= 6;
      const wanting = facts.breach === 'no-committee' || facts.missing === undefined || facts.missing.length > 0;
      return halfYear && wanting ? { host: 'rectify', says: ['warn', '31(1)'] } : { says: [] };
    }
    case 'slow-plan':
      return { host: 'rectify', says: ['warn', '31(2)'] };
    case 'replacement-refused':
      return { host: 'removed', says: ['block', '14'] };
    case 'inactivity':
      return facts.by === 'centre' || facts.by === 'host' ? null : { member: 'removed', says: ['block', '29'] };
    case 'absence':
      if (!people) return { host: 'rectify', says: ['warn', '31(3)'] };
      break;
    default:
      if (!forbidden) return null;
  }
  if (people) {
    const duty = facts.breach === 'absence' ? '28(1)' : '28(2)';
    if (facts.serious === true) return { member: 'removed', says: ['block', '29', duty] };
    return facts.serious === false ? { member: 'stays', says: ['warn', duty] } : { member: 'decide', says: ['warn', '29', duty] };
  }
  if (facts.serious === true) {
    return { host: 'removed', says: ['block', '25'], bans: [{ scope: 'this-round', until: null }, { scope: 'new-other-specialties', until: yearsOn(on, 4) }] };
  }
  return facts.serious === false ? { says: ['warn', '24', '30'] } : { host: 'decide', says: ['warn', '25'] };
}

function jinxiangConduct(facts: PlainConduct): Effect | null {
  const withdrawn = (article: string): Effect => ({ host: 'removed', says: ['block', article] });
  const byJudgement = (judged: boolean | null | undefined, article: string, otherwise: Effect): Effect =>
    judged === true ? withdrawn(article) : judged === false ? otherwise : { host: 'decide', says: ['warn', article] };
  switch (facts.breach) {
    case 'inactivity':
      return byJudgement(facts.serious, '25(1)', { talk: true, says: ['warn', '5(6)', '25(1)'] });
    case 'falsification':
      return withdrawn('25(2)');
    case 'fees':
    case 'seal-or-letterhead':
      return withdrawn('25(3)');
    case 'major-event':
      return byJudgement(facts.managementResponsibility, '25(4)', { says: [] });
    case 'defiance':
      return withdrawn('25(5)');
    case 'empty-work':
      return { talk: true, says: ['warn', '5(6)'] };
    case 'slow-plan':
      return { talk: true, says: ['warn', '27'] };
    case 'interference':
      return facts.by === 'host' ? { says: ['warn', '7(4)'] } : { says: [] };
    default:
      return null;
  }
}

function qingpuConduct(facts: PlainConduct, forbidden: boolean): Effect | null {
  if (facts.breach === 'inactivity') return { committee: 'adjusted', member: 'decide', says: ['warn', '19'] };
  return forbidden ? { says: ['warn', '18'] } : null;
}

function nationalConduct(facts: PlainConduct, forbidden: boolean): Effect | null {
  const grave = facts.breach === 'grave-breach';
  if (!grave && !forbidden) return null;
  if (facts.serious === false) return { says: grave ? ['warn', '31'] : [] };
  return { host: 'decide', says: ['warn', '31'] };
}

// ---- activity

export interface PlainActivity {
  kind: string;
  steps?: string[];
  heldThisYear?: number;
  planned?: boolean;
}

/** Steps before each activity, by article; `warn` where the text only says 参照 or 原则上. */
const BEFORE: Record<PlainProfile, [kinds: string[], article: string, steps: string[], severity?: 'warn'][]> = {
  [CQ]: [
    [['meeting', 'training', 'survey', 'evaluation', 'bulletin', 'annual-report'], '18', ['office-copy']],
    [['committee-change'], '13(4)', ['authority-approval']],
    [['subspecialty-group'], '4', ['authority-approval'], 'warn'],
    [['third-party-data'], '19(3)-1', ['authority-approval']],
    [['paper'], '19(3)-2', ['committee-consent', 'authority-review', 'deidentified', 'source-cited', 'centre-first']],
    [['certificate'], '22(6)', ['authority-approval']],
  ],
  [ZZ]: [
    [['long-term-plan', 'annual-plan'], '21(1)', ['authority-approval']],
    [['indicators'], '21(2)', ['authority-approval']],
    [['committee-change'], '21(3)', ['authority-approval']],
    [['committee-change'], '12(4)', ['authority-approval']],
    [['meeting'], '21(4)', ['authority-approval']],
    [['survey', 'training', 'evaluation'], '21(5)', ['authority-approval']],
    [['bulletin', 'annual-report'], '21(6)', ['authority-approval']],
    [['subspecialty-group'], '16', ['authority-approval']],
    [['certificate'], '24(6)', []],
  ],
  [QP]: [[['committee-change'], '14', ['authority-approval']], [['certificate'], '17(6)', []]],
  [JX]: [
    [['indicators', 'annual-plan'], '5(4)', ['authority-approval']],
    [['long-term-plan'], '6(1)', ['authority-filing']],
    [['training', 'evaluation', 'survey', 'contest', 'meeting'], '17', ['authority-review']],
    [['contest', 'certificate', 'bulletin', 'annual-report'], '15(1)', ['authority-approval']],
    [['committee-change'], '5(2)', ['authority-approval']],
  ],
  [NA]: [
    [['meeting'], '13', ['director-signature', 'host-leader-signature', 'host-stamp', 'authority-approval']],
    [['committee-change'], '14', ['authority-approval']],
    [['subspecialty-group'], '18', ['authority-approval']],
    [['third-party-data'], '22', ['authority-approval']],
    [['paper'], '23', ['authority-review']],
    [['certificate'], '29(5)', []],
  ],
};

/** Which steps are missing, sorted; null where the text says nothing of the activity. */
export function plainActivity(profile: PlainProfile, { kind, steps, heldThisYear = 0, planned = true }: PlainActivity): Plain & { missing: string[] | null } {
  const notes = new Notes();
  const applying = BEFORE[profile].filter(([kinds]) => kinds.includes(kind));
  if (applying.length === 0) return { ...notes.result(), missing: null };
  const missing = new Set<string>();
  for (const [, article, wanted, severity = 'block'] of applying) {
    const lacking = steps === undefined ? [] : wanted.filter((step) => !steps.includes(step));
    lacking.forEach((step) => missing.add(step));
    notes.say(severity, article, lacking.length > 0);
  }
  if (profile === NA && kind === 'meeting') {
    notes.say('block', '12', !planned);
    notes.say('warn', '12', heldThisYear >= 2);
  }
  // Certificates in the name of the centre are forbidden outright at the national level only.
  notes.say('block', '29(5)', profile === NA && kind === 'certificate');
  return { ...notes.result(), missing: [...missing].sort() };
}

// ---- year

export interface PlainYear {
  year: number;
  counts?: Record<string, number>;
  caseChecks?: string[];
  coverage?: { tertiary: number; covered: number };
  filings?: { kind: string; doneOn: string | null }[];
}

/** What a text asks of a year: a least or largest number, every quarter, half of the tertiary hospitals, or a paper with its last day. */
type Owed = [article: string, least: { count: string; min?: number; max?: number } | { paper: string; due?: string } | 'quarters' | 'half'];

const YEARLY: Record<PlainProfile, Owed[]> = {
  [CQ]: [
    ['9(4)', { count: 'bulletins', min: 1 }], ['9(4)', { paper: 'annual-report' }], ['9(5)', { count: 'trainings', min: 2 }], ['9(6)', { count: 'evaluations', min: 1 }], ['9(6)', 'half'],
    ['16', { count: 'committeeMeetings', min: 2 }], ['16', { count: 'networkMeetings', min: 4 }], ['17', { paper: 'annual-plan' }], ['17', { paper: 'annual-summary' }],
  ],
  [ZZ]: [['17(1)', { paper: 'annual-plan' }], ['17(3)', { count: 'trainings', min: 2 }], ['17(3)', { count: 'evaluations', min: 1 }], ['17(4)', { paper: 'annual-report' }]],
  [QP]: [['6(2)', { count: 'trainings', min: 1 }], ['6(3)', { count: 'bulletins', min: 1 }], ['6(3)', { paper: 'annual-report' }], ['15', { paper: 'annual-plan' }], ['15', { paper: 'annual-summary' }]],
  [NA]: [['4(3)', { count: 'bulletins', min: 1 }], ['10', { paper: 'annual-plan', due: '01-31' }], ['10', { paper: 'annual-summary', due: '01-31' }], ['12', { count: 'committeeMeetings', max: 2 }]],
  [JX]: [
    ['14(1)', { count: 'committeeMeetings', min: 2 }], ['14(2)', { count: 'contests', min: 1 }], ['14(3)', 'quarters'], ['14(4)', { count: 'coreIndicatorPlans', min: 1 }], ['14(4)', { count: 'keyIndicatorPlans', min: 1 }],
    ['6(2)', { paper: 'annual-plan' }], ['6(2)', { paper: 'half-year-summary', due: '07-31' }], ['6(2)', { paper: 'annual-summary', due: '12-31' }], ['6(4)', { count: 'trainings', min: 1 }], ['6(5)', { count: 'bulletins', min: 1 }],
  ],
};

/** Meetings after the joint ones have gone to the side that lacks them, the committee first. */
function meetings(profile: PlainProfile, counts: Record<string, number>): Record<string, number> {
  const wanted = profile === CQ ? { committeeMeetings: 2, networkMeetings: 4 } : profile === JX ? { committeeMeetings: 2, networkMeetings: 0 } : { committeeMeetings: 0, networkMeetings: 0 };
  const result = { ...counts };
  for (let left = counts.jointMeetings ?? 0; left > 0; left -= 1) {
    if (result.committeeMeetings !== undefined && result.committeeMeetings < wanted.committeeMeetings) result.committeeMeetings += 1;
    else if (result.networkMeetings !== undefined && result.networkMeetings < wanted.networkMeetings) result.networkMeetings += 1;
  }
  return result;
}

const quarterOf = (date: string) => ['01', '02', '03'].includes(date.slice(5, 7)) ? 1 : ['04', '05', '06'].includes(date.slice(5, 7)) ? 2 : ['07', '08', '09'].includes(date.slice(5, 7)) ? 3 : 4;
const quartersOf = (checks: string[], year: number) => [1, 2, 3, 4].filter((q) => checks.some((date) => date.slice(0, 4) === String(year) && quarterOf(date) === q)).length;

/** The first day on which a paper was filed; null if it never was, undefined if nothing is said of it. */
function filedOn(filings: PlainYear['filings'], paper: string): string | null | undefined {
  const told = (filings ?? []).filter((f) => f.kind === paper);
  if (told.length === 0) return undefined;
  return told.map((f) => f.doneOn).reduce((first, day) => (first === null || (day !== null && day < first) ? day : first));
}

export interface PlainDuty {
  article: string;
  met: boolean;
  /** Where it is a number or a date. */
  actual?: number | string;
}

/** The duties with a number or a date: a warning once they can no longer be met, before that a reminder. */
export function plainYear(profile: PlainProfile, facts: PlainYear, on: string): Plain & { duties: PlainDuty[] } {
  const notes = new Notes();
  const counts = meetings(profile, facts.counts ?? {});
  const duties = YEARLY[profile].map(([article, owed]): PlainDuty => {
    const lastDay = `${facts.year}-${typeof owed === 'object' && 'paper' in owed && owed.due !== undefined ? owed.due : '12-31'}`;
    const duty = (met: boolean, actual: number | string | undefined, tooLate = false): PlainDuty => {
      notes.say('warn', article, !met && (tooLate || on > lastDay));
      return { article, met, ...(actual === undefined ? {} : { actual }) };
    };
    if (owed === 'quarters') {
      if (facts.caseChecks === undefined) return duty(true, undefined);
      const covered = quartersOf(facts.caseChecks, facts.year);
      return duty(covered === 4, covered);
    }
    if (owed === 'half') return duty(facts.coverage === undefined || facts.coverage.covered * 2 >= facts.coverage.tertiary, undefined);
    if ('paper' in owed) {
      const filed = filedOn(facts.filings, owed.paper);
      if (filed === undefined || filed === null) return duty(filed === undefined, undefined);
      const late = owed.due !== undefined && filed > lastDay;
      return duty(!late, filed, late);
    }
    const actual = counts[owed.count];
    if (actual === undefined) return duty(true, undefined);
    if (owed.max !== undefined) return duty(actual <= owed.max, actual, true);
    return duty(actual >= owed.min!, actual);
  });
  return { ...notes.result(), duties };
}

// ---- score (Jinxiang, annex)

export interface PlainScore extends PlainYear {
  awarded?: Record<string, number>;
  absences?: { director?: number; staff?: number };
  breaches?: number;
  rank?: { position: number; of: number };
}

/** The 21 items: 12 + 30 + 30 + 10 + 18 points. */
export const POINTS = [3, 3, 3, 3, 5, 5, 5, 5, 5, 5, 6, 7, 6, 6, 5, 5, 5, 4, 5, 5, 4];

export function plainScore(facts: PlainScore): { verdict: 'warn' | 'ok'; items: Record<string, number>; total: number; grade: string } {
  const items = [...POINTS];
  const take = (item: number, points: number) => {
    items[item - 1] = Math.max(0, items[item - 1]! - points);
  };
  const counts = meetings(JX, facts.counts ?? {});
  if (counts.committeeMeetings !== undefined) take(3, 2 * Math.max(0, 2 - counts.committeeMeetings));
  for (const [paper, due] of [['annual-plan', undefined], ['half-year-summary', '07-31'], ['annual-summary', '12-31']] as const) {
    const filed = filedOn(facts.filings, paper);
    if (filed === null) take(5, 5);
    else if (filed !== undefined && due !== undefined && filed > `${facts.year}-${due}`) take(5, 2);
  }
  if (facts.caseChecks !== undefined) take(7, 2 * (4 - quartersOf(facts.caseChecks, facts.year)));
  const events = [counts.contests, counts.trainings].filter((n) => n !== undefined);
  if (events.length > 0 && events.every((n) => n === 0)) take(8, 5);
  take(18, 4 * (facts.breaches ?? 0));
  if (facts.rank !== undefined) {
    const { position, of } = facts.rank;
    if (position * 10 > of * 8) take(19, 5);
    else if (position * 10 > of * 3) take(19, 2);
  }
  take(20, 2 * (facts.absences?.director ?? 0));
  take(20, facts.absences?.staff ?? 0);
  for (const [item, points] of Object.entries(facts.awarded ?? {})) items[Number(item) - 1] = points;
  const total = items.reduce((a, b) => a + b, 0);
  const grade = total >= 90 ? 'excellent' : total >= 75 ? 'qualified' : 'unqualified';
  return { verdict: grade === 'unqualified' || (total > 89 && total < 90) ? 'warn' : 'ok', items: Object.fromEntries(items.map((points, i) => [String(i + 1), points])), total, grade };
}
