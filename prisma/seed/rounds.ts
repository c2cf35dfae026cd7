import { sha256 } from '../../lib/audit/chain';
import { judgeFacts, type CheckFacts } from '../../lib/application/check';
import { openOf, unmetOf } from '../../lib/application/conditions';
import type { ApplicationState } from '../../lib/application/states';
import { HOSPITAL_LEVELS, ROAD_WORDS, TITLES, type CentreClass } from '../../lib/glossary';
import type { Role } from '../../lib/identity/capabilities';
import { canonicalJson } from '../../lib/kernel/canonical';
import { pinyinKey } from '../../lib/kernel/pinyin';
import { addDays, addMonths, yearOf, type LocalDate } from '../../lib/kernel/local-date';
import { noticeBody } from '../../lib/notice/page';
import type { PanelState } from '../../lib/panel/states';
import { inventoryOf } from '../../lib/handover/inventory';
import { centreNameOf } from '../../lib/centre/name';
import { bodyLabel } from '../../lib/regulation/profile';
import { articleOf, hasStage, titleOf } from '../../lib/selection/roads';
import { fullPoints, type Rubric, type Scheme } from '../../lib/selection/scheme';
import type { Road, SelectionState } from '../../lib/selection/states';
import { builtInCalendar } from '../../lib/rulebook';
import { formatDate } from '../../lib/kernel/chinese';
import { makePerson } from './committees';
import { recordRounds } from './history';
import { personName } from './names';
import type { Standing } from './rosters';
import {
  instant, type ApplicationRow, type CentreRow, type HostingPeriodRow, type InstitutionRow, type NoticeRow, type PanelMemberRow, type PersonRow, type SelectionRow, type SpecialtyRow,
} from './rows';
import type { StoryKind } from './stories';
import type { Staff, TenantFrame } from './tenant-frame';

// The rounds of a demo: one in every state that somebody may want to see, with applications, panels, notices and handovers,
// the registers that bar applicants, and whoever else is needed to run one.

interface CentreFile {
  kind: StoryKind;
  centre: CentreRow;
  hosts: InstitutionRow[];
  periods: HostingPeriodRow[];
  standing: Standing[];
}

export interface RoundsOf {
  frame: TenantFrame;
  files: readonly CentreFile[];
  office: Staff | null;
  /** The contact of the showpiece's host. */
  contact: (Staff & { houseId: string }) | null;
  section: string;
  member: (role: Role, suffix: string, who: Staff, of: { institutionId?: string; personId?: string; office?: string }, label?: string) => void;
}

interface DemoRound {
  state: SelectionState;
  /** Days from today: publication of the call, last day for applications, publication of the notice. */
  published?: number;
  closes?: number;
  notice?: number;
  objection?: 'open' | 'upheld';
}

/** In the order in which they were begun. */
const ROUNDS: Readonly<Record<string, readonly (DemoRound & { class?: CentreClass; direction?: string })[]>> = {
  chongqing: [
    { state: 'notice', published: -120, closes: -84, notice: -32, direction: '职业病专业' },
    { state: 'notice', published: -105, closes: -70, notice: -9, objection: 'upheld', direction: '儿童康复专业' },
    { state: 'notice', published: -98, closes: -62, notice: -2, objection: 'open', direction: '血管外科专业' },
    { state: 'chosen', published: -84, closes: -50, direction: '男科专业' },
    { state: 'choosing', published: -76, closes: -44, direction: '睡眠医学专业' },
    { state: 'scoring', published: -64, closes: -31, direction: '减重代谢外科专业' },
    { state: 'cancelled', published: -58, closes: -20, direction: '医学遗传专业' },
    { state: 'reviewing', published: -50, closes: -16, direction: '创伤救治' },
    { state: 'open', published: -36, closes: -3, direction: '足踝外科专业' },
    { state: 'open', published: -12, closes: 16, direction: '乳腺外科专业' },
    { state: 'scheme-approved', direction: '运动医学专业' },
    { state: 'scheme-submitted', direction: '变态反应专业' },
    { state: 'draft', direction: '康复辅具技术', class: 'technical' },
  ],
  zhengzhou: [
    { state: 'notice', published: -90, closes: -55, notice: -30 },
    { state: 'notice', published: -70, closes: -38, notice: -2, objection: 'open' },
    { state: 'choosing', published: -60, closes: -25 },
    { state: 'reviewing', published: -45, closes: -9 },
    { state: 'open', published: -10, closes: 18 },
    { state: 'draft' },
  ],
};
/** Directions that the plan names and nobody has begun to fill. */
const PLANNED: Readonly<Record<string, readonly string[]>> = { chongqing: ['全科医学专业', '罕见病专业'] };

const PANEL: Omit<Rubric, 'assessors'> = {
  size: 3,
  aggregate: 'mean',
  outlierPercent: 20,
  items: [
    { id: 'quality', label: '质控体系和管理成效', points: 30, guide: '看制度、数据和近3年的改进' },
    { id: 'strength', label: '专业综合实力', points: 30, guide: '看团队、技术和在辖区内的地位' },
    { id: 'provision', label: '场所、人员和经费保障', points: 20, guide: '看专职人员是否到位' },
    { id: 'plan', label: '工作思路与计划', points: 20, guide: '看是否可行、能否落实到基层' },
  ],
  defence: true,
};

const PRAISE = ['体系健全，数据连续三年改善', '团队结构合理，技术覆盖面广', '场所和专职人员已落实', '计划具体，分年目标清楚', '基层指导安排到位'] as const;
const REBUKE = ['个别指标缺少连续数据', '后备人才偏少', '办公场所与科室共用', '对区县的安排较笼统'] as const;

/** Adds the people, registers and rounds of one jurisdiction. */
export function addRounds(of: RoundsOf): void {
  const { frame, files, member, section } = of;
  const { profile, rows, random, today, people } = frame;
  const staff = (): Staff => ({ id: random.id(), name: personName(random, people.names) });
  const second = staff();
  member('official', 'official-2', second, { office: section }, section);

  const { host } = profile.structure;
  const pool = frame.institutions.filter((i) => (host ? i.kind === 'general' && i.level === '3A' : i.kind === 'general' || i.kind === 'tcm'));
  const own = frame.institutions.find((i) => i.id === of.contact?.houseId);
  addRemovals(frame, files);
  const sanctioned = new Set(rows.sanction.map((s) => s.institutionId));
  const free = random.sample(pool.filter((i) => i !== own && !sanctioned.has(i.id)), pool.length);
  const id = profile.jurisdiction.id;

  if (!host) {
    const contact = staff();
    member('host-contact', 'host-1', contact, { institutionId: free[0]!.id, office: '医务科' }, `推荐单位联系人（${free[0]!.name}）`);
    recommendation(of, second, [{ ...contact, house: free[0]! }, ...free.slice(1, 3).map((house) => ({ ...staff(), house }))]);
    recordRounds(frame, of.office ?? second);
    return;
  }
  if (!ROUNDS[id]) return;

  // One of the new contacts speaks for a house that is about to hand a centre over.
  const leaving = files.find((f) => f.kind === 'ordinary' && f.standing.length > 0 && free.includes(f.hosts.at(-1)!) && f.periods.at(-1)!.dueToEndOn! > addMonths(today, 12));
  const giving = leaving?.hosts.at(-1);
  const houses = [...free.filter((i) => i !== giving).slice(0, id === 'chongqing' ? 2 : 1), ...(giving && id === 'chongqing' ? [giving] : [])];
  const contacts = houses.map((house, n) => {
    const contact = { ...staff(), house };
    member('host-contact', `host-${n + 2}`, contact, { institutionId: house.id, office: '医务处' }, `挂靠单位联系人（${house.name}）`);
    return contact;
  });
  const others = free.filter((i) => !houses.includes(i)).slice(0, 3).map((house) => ({ ...staff(), house }));
  const panel = hasStage(profile, 'scheme') ? addPanel(of, files, contacts.map((c) => c.house), others.map((c) => c.house)) : [];
  const cast: Cast = { ...of, second, office: of.office ?? second, own: own && of.contact ? { ...of.contact, house: own } : null, contacts, others, panel, numbers: new Map() };

  for (const direction of PLANNED[id] ?? []) addDirection(cast, 'clinical', direction);
  registerEvents(cast);
  const made = ROUNDS[id].map((round, n) => addRound(cast, round, specialtyFor(cast, round.class ?? 'clinical', round.direction ?? null), n));
  addEstablished(cast);
  addReplacement(cast);
  if (leaving && giving) addDesignation(cast, leaving, giving);
  tellOf(cast, made);
  recordRounds(frame, cast.office);
}

interface Contact extends Staff {
  house: InstitutionRow;
}

interface Cast extends RoundsOf {
  office: Staff;
  second: Staff;
  own: Contact | null;
  /** Contacts with an account, and applicants without one. */
  contacts: Contact[];
  others: Contact[];
  panel: { account: Staff; person: PersonRow }[];
  numbers: Map<string, number>;
}

/** The next number of a kind in the year of a day, as the platform gives them. */
function numberOf({ frame: { code }, numbers }: Cast, kind: 'LX' | 'SQ' | 'GS' | 'YY', on: LocalDate): string {
  const prefix = `${code}-${kind}-${yearOf(on)}-`;
  const next = (numbers.get(prefix) ?? 0) + 1;
  numbers.set(prefix, next);
  return prefix + String(next).padStart(3, '0');
}

/** What was decided of hosts stands in the register of sanctions. */
function addRemovals({ rows, random, official }: TenantFrame, files: readonly CentreFile[]): void {
  for (const decision of rows.decision) {
    if ((decision.outcome as { host?: string } | null)?.host !== 'removed') continue;
    const file = files.find((f) => f.centre.id === decision.centreId)!;
    const period = file.periods.find((p) => p.id === decision.hostingPeriodId)!;
    const seat = rows.appointment.find((a) => rows.committee.some((c) => c.id === a.committeeId && c.centreId === file.centre.id) && a.posts.includes('chair') && a.validFrom <= decision.onDate);
    rows.sanction.push({
      id: random.id(), institutionId: period.institutionId, ground: 'unqualified', decidedOn: decision.decidedAt!.slice(0, 10) as LocalDate, specialtyId: file.centre.specialtyId,
      centreId: file.centre.id, hostingPeriodId: period.id, decisionId: decision.id, headPersonId: seat?.personId ?? null, document: decision.number,
      reason: '周期内年度考核不合格，解除挂靠关系', registeredById: official.id, registeredByName: official.name, registeredAt: decision.decidedAt!,
    });
  }
  // One that was registered by hand: a house that hosted until the place went to another.
  const other = files.find((f) => f.kind === 'reselected-other' && f.hosts.length > 1);
  if (!other) return;
  const period = other.periods[0]!;
  rows.sanction.push({
    id: random.id(), institutionId: period.institutionId, ground: 'serious-violation', decidedOn: addDays(period.endedOn!, -40), specialtyId: other.centre.specialtyId,
    centreId: other.centre.id, hostingPeriodId: period.id, decisionId: null, headPersonId: null, document: null,
    reason: '以质控中心名义向企业收取费用，经核实情节严重', registeredById: official.id, registeredByName: official.name, registeredAt: instant(addDays(period.endedOn!, -38)),
  });
}

/** Assessors for panels, each standing in the pool of experts; the last ones have an interest in an applicant. */
function addPanel({ frame, member }: RoundsOf, files: readonly CentreFile[], applicants: readonly InstitutionRow[], others: readonly InstitutionRow[]): Cast['panel'] {
  const { rows, random, people, today, institutions } = frame;
  const neutral = random.sample(institutions.filter((i) => i.level === '3A' && !applicants.includes(i) && !others.includes(i)), 4);
  const sits = files[0]!.standing[0]!.seats.find((s) => s.posts.includes('member') && !applicants.some((i) => i.id === s.person.institutionId) && !others.some((i) => i.id === s.person.institutionId))!.person;
  const persons = [
    makePerson(people, neutral[0]!, 'deputy', today, { title: 'senior' }),
    makePerson(people, neutral[1]!, 'deputy', today, { title: 'senior' }),
    sits,
    makePerson(people, neutral[2]!, 'deputy', today, { title: 'senior' }),
    makePerson(people, applicants.at(-1)!, 'deputy', today, { title: 'senior' }),
  ];
  // The fourth worked for an applicant until three years ago.
  rows.employment.push({ id: random.id(), personId: persons[3]!.id, institutionId: applicants[1 % applicants.length]!.id, startedOn: addMonths(today, -150), endedOn: addMonths(today, -38) });
  rows.employment.push({ id: random.id(), personId: persons[0]!.id, institutionId: neutral[3]!.id, startedOn: null, endedOn: addMonths(today, -90) });
  return persons.map((person, n) => {
    const account = { id: random.id(), name: person.name };
    member('assessor', `panel-${n + 1}`, account, { personId: person.id });
    return { account, person };
  });
}

/** A direction that is put into the plan, with the row of its history. */
function addDirection({ frame: { rows, random, today, official, profile } }: Cast, of: CentreClass, direction: string): SpecialtyRow {
  const row: SpecialtyRow = { id: random.id(), class: of, field: '', direction, pinyin: pinyinKey(direction), number: null, listed: false };
  const on = [addDays(today, -180), addDays(profile.instrument.effectiveFrom as LocalDate, 20)].reduce((a, b) => (a > b ? a : b));
  rows.specialty.push(row);
  rows.plan_change.push({
    id: random.id(), kind: 'add', reason: '辖区内服务量增长，尚无质控中心覆盖，列入年度设置规划', document: null, on,
    before: { directions: [], centres: [] }, after: { directions: [{ id: row.id, class: of, field: '', direction }], centres: [] }, byId: official.id, byName: official.name, at: instant(on, '11:00'),
  });
  return row;
}

/** The direction of a round: the one it names, otherwise the next of the plan that has neither centre nor round. */
function specialtyFor(cast: Cast, of: CentreClass, direction: string | null): SpecialtyRow {
  const { rows } = cast.frame;
  if (direction !== null) return rows.specialty.find((s) => s.direction === direction && s.class === of) ?? addDirection(cast, of, direction);
  return rows.specialty.find((s) => s.class === of && !rows.centre.some((c) => c.specialtyId === s.id) && !rows.selection.some((r) => r.specialtyId === s.id))!;
}

/** What stands against houses: one event in the look-back, one before it, one revoked. */
function registerEvents({ frame: { rows, random, today, official }, others, office }: Cast): void {
  const add = (house: InstitutionRow, on: LocalDate, specialtyId: string | null, note: string, revoked = false) =>
    rows.institution_event.push({
      id: random.id(), institutionId: house.id, kind: 'major-event', on, specialtyId, note, document: null, registeredById: office.id, registeredByName: office.name,
      registeredAt: instant(addDays(on, 20), '09:40'), revokedAt: revoked ? instant(addDays(on, 60), '15:10') : null, revokedByName: revoked ? official.name : null, revokeReason: revoked ? '经复核不属于重大医疗质量安全事件' : null,
    });
  const [first, next, last] = others;
  const clinical = rows.specialty.filter((s) => s.class === 'clinical');
  add(first!.house, addMonths(today, -50), random.pick(clinical).id, '手术部位错误，已整改');
  add(next!.house, addMonths(today, -20), random.pick(clinical).id, '院内感染聚集事件，处置迟缓');
  add(last!.house, addMonths(today, -8), null, '群众反映的用血安全事件', true);
}

/** Whom the work plans of the demo name: everybody who can judge, by name as the platform lists them. */
const namedBy = ({ frame: { assessor, rows }, panel }: Cast): Rubric['assessors'] =>
  [...panel.map((p) => ({ accountId: p.account.id, name: p.account.name, institution: rows.institution.find((i) => i.id === p.person.institutionId)!.name })), { accountId: assessor.id, name: assessor.name, institution: null }]
    .sort((a, b) => (a.name < b.name ? -1 : 1));

/** A round as a row, before anything has happened in it. */
function begin(cast: Cast, specialty: SpecialtyRow, createdOn: LocalDate, by: Staff): SelectionRow {
  const { frame: { profile, random, rows } } = cast;
  const name = centreNameOf(profile, specialty.direction);
  const row: SelectionRow = {
    id: random.id(), number: numberOf(cast, 'LX', createdOn), road: 'selection', purpose: 'establish', specialtyId: specialty.id, centreId: null, replacesPeriodId: null, body: null, ground: null, defence: null,
    state: 'draft', title: titleOf(profile, { road: 'selection', purpose: 'establish', name, body: null }), conditions: '', materials: '', contact: '', opensOn: null, closesOn: null,
    scheme: null, schemeSha256: null, schemeById: null, schemeByName: null, schemeAt: null, schemeApprovedById: null, schemeApprovedByName: null, schemeApprovedAt: null, returnReason: null,
    profileVersionId: null, publishedAt: null, choice: null, chosenById: null, chosenByName: null, chosenAt: null, releasedById: null, releasedByName: null,
    documentNumber: null, decidedOn: null, decidedById: null, decidedByName: null, decidedAt: null, decisionReason: null, result: null, hostingPeriodId: null, cancelReason: null,
    version: 1, createdById: by.id, createdByName: by.name, createdAt: instant(createdOn, '09:20'),
  };
  rows.selection.push(row);
  return row;
}

/** The call and the work plan, as far as the state asks for them; published on a day if there is one. */
function call(cast: Cast, row: SelectionRow, { state, publishedOn, closesOn }: { state: SelectionState; publishedOn: LocalDate | null; closesOn: LocalDate }): void {
  const { frame: { profile, today, profileVersionId, official }, office } = cast;
  const hasScheme = hasStage(profile, 'scheme');
  const planned = publishedOn ?? addDays(today, 7);
  const scheme: Scheme = {
    procedure: '一、接收申请并审核资格；二、组织评审和答辩；三、按评审结果择优提出建议；四、集体研究后公示；五、期满无异议的作出决定。',
    panel: hasScheme ? { ...PANEL, assessors: namedBy(cast) } : null,
  };
  Object.assign(row, {
    conditions: '在本专业有较强的综合实力，能够提供办公场所、设备、专职人员和经费，近3年本专业没有重大医疗质量安全事件。',
    materials: '申请书及附件；本专业近3年工作总结；拟任负责人的履历和职称证明。',
    contact: `${profile.vocabulary.authorityShort}${cast.section}，电话 023-00000000`,
    opensOn: planned, closesOn, scheme, version: 2,
  });
  const before = (days: number): LocalDate => addDays(publishedOn ?? today, -days);
  if (state === 'draft') return;
  Object.assign(row, { schemeById: office.id, schemeByName: office.name, schemeAt: instant(before(6), '16:00') });
  if (state !== 'scheme-submitted' && hasScheme) Object.assign(row, { schemeApprovedById: official.id, schemeApprovedByName: official.name, schemeApprovedAt: instant(before(3), '10:10') });
  if (publishedOn) Object.assign(row, { schemeSha256: sha256(canonicalJson(scheme)), profileVersionId, publishedAt: instant(publishedOn, '09:00') });
  row.state = state;
}

type Applied = ApplicationRow & { house: InstitutionRow };

/** One application: what was written, what the rules said of it, and what became of it. */
function apply(cast: Cast, round: SelectionRow, by: Contact, on: LocalDate, state: ApplicationState, weak = false): Applied {
  const { frame, frame: { rows, random, people, profileVersionId, official }, office } = cast;
  const { house } = by;
  const specialty = rows.specialty.find((s) => s.id === round.specialtyId)!;
  const head = makePerson(people, house, 'head', on);
  const statements = { resources: { premises: true, equipment: true, staff: !weak, funds: true } };
  const form = answersOf(frame, house, head, specialty);
  const facts = factsOf(frame, round, specialty, house, head, statements.resources, on);
  const isIn = state !== 'draft' && state !== 'withdrawn';
  const isReviewed = state === 'eligible' || state === 'ineligible';
  const reviewedOn = addDays(round.closesOn!, 4);
  const { answer, conditions } = judgeFacts(frame.rulebook, facts);
  const judged = state === 'eligible' ? openOf(conditions) : [];
  const refusal = state === 'ineligible' ? '没有专职人员，且未说明何时到位' : null;
  const reviewed = !isReviewed ? {} : {
    acts: [{ act: refusal ? 'reject' : 'accept', reason: refusal, byName: official.name, at: instant(reviewedOn, '16:20') }],
    ...(refusal ? { against: unmetOf(conditions).map((c) => c.id) } : {}),
  };
  const row: ApplicationRow = {
    id: random.id(), selectionId: round.id, institutionId: house.id, personId: isIn ? head.id : null, post: null, state,
    draft: { form, statements, personId: head.id, post: null }, form: isIn ? form : {}, statements: isIn ? statements : {},
    receipt: isIn ? numberOf(cast, 'SQ', on) : null, submittedAt: isIn ? instant(on, '15:30') : null, submittedById: isIn ? by.id : null, submittedByName: isIn ? by.name : null,
    profileVersionId: isIn ? profileVersionId : null, facts: isIn ? facts : null, result: isIn ? { answer, conditions, ...reviewed } : null,
    judgements: judged.map((s) => ({ condition: s.id, met: true, reason: '材料齐全，经核实符合', byName: office.name, at: instant(reviewedOn, '10:40') })),
    reviewReason: refusal,
    reviewedById: isReviewed ? official.id : null, reviewedByName: isReviewed ? official.name : null, reviewedAt: isReviewed ? instant(reviewedOn, '16:20') : null,
    defenceOrder: null, version: isReviewed ? 4 : isIn ? 2 : 1, createdById: by.id, createdAt: instant(addDays(on, -3), '10:00'), updatedAt: instant(isReviewed ? reviewedOn : on, '16:20'),
  };
  rows.application.push(row);
  return { ...row, house };
}

/** What the check of an application rests on, as the platform gathers it. */
function factsOf({ rows, profile }: TenantFrame, round: SelectionRow, specialty: SpecialtyRow, house: InstitutionRow, head: PersonRow, resources: NonNullable<CheckFacts['host']>['resources'], on: LocalDate): CheckFacts {
  const led = profile.structure.bodies.find((b) => b.head)!;
  const sanctions = rows.sanction.filter((s) => s.institutionId === house.id && s.decidedOn <= on);
  return {
    on,
    host: {
      institution: { id: house.id, level: house.level, kind: house.kind },
      centre: { class: specialty.class, direction: specialty.direction, newlyEstablished: round.purpose === 'establish' },
      resources,
      events: rows.institution_event.filter((e) => e.institutionId === house.id && e.revokedAt === null && e.on <= on).map((e) => ({ kind: e.kind, on: e.on, sameSpecialty: e.specialtyId === specialty.id })),
      sanctions: sanctions.map(({ ground, decidedOn, specialtyId }) => ({ ground, decidedOn, class: rows.specialty.find((d) => d.id === specialtyId)!.class, direction: rows.specialty.find((d) => d.id === specialtyId)!.direction })),
      roundReplacesSanctioned: round.replacesPeriodId !== null && sanctions.some((s) => s.hostingPeriodId === round.replacesPeriodId),
    },
    headFillsOwnPlace: false,
    person: {
      name: head.name, body: led.body, class: specialty.class, host: house.id,
      people: [{
        id: head.id, roles: [led.head!], institution: house.id, title: head.title, titleSince: head.titleSince, born: head.born, employment: head.employment, headsSpecialty: head.headsSpecialty,
        employerConsent: true, terms: { full: 0, consecutive: 0 }, penalties: [], institutionIsNew: false, parentLevelExpert: false,
      }],
    },
    post: { body: led.body, post: led.head! },
  };
}

/** The form filled in: a sentence for each field. */
function answersOf({ profile }: TenantFrame, house: InstitutionRow, head: PersonRow, specialty: SpecialtyRow): Record<string, unknown> {
  const answers: Record<string, unknown> = {
    person: `${head.name}从事${specialty.direction}工作二十余年，现任科室负责人`,
    staff: [{ role: '质控办公室主任', kind: 'full-time', count: '1', note: '副主任医师' }, { role: '质控专员', kind: 'full-time', count: '1', note: '' }, { role: '数据分析员', kind: 'part-time', count: '3', note: '' }],
    budget: [{ item: '人员经费', amount: '180000', note: '列入医院预算' }, { item: '培训和督导', amount: '90000', note: '' }, { item: '信息系统维护', amount: '30000', note: '' }],
  };
  const fields = profile.applicationForm?.sections.flatMap((s) => s.fields) ?? [];
  return Object.fromEntries(
    fields.filter((f) => f.type !== 'files').map((f) => [f.id, answers[f.type] ?? (f.type === 'choice' ? f.options![0]! : f.id === 'specialty' ? specialty.direction : f.id === 'host-name' ? house.name : `${house.name}：${f.label}已落实，具体情况见附件材料。`)]),
  );
}

/** The panel of a round with its sheets; `sheets` says how far the scoring has come. */
function seatPanel(cast: Cast, round: SelectionRow, eligible: readonly Applied[], sheets: 'none' | 'some' | 'all'): void {
  const { frame: { rows, random, today, assessor, official }, panel } = cast;
  if (panel.length === 0) return;
  const invitedOn = addDays(round.closesOn!, 2);
  const seat = (account: Staff, personId: string | null, state: PanelState): PanelMemberRow => {
    const row: PanelMemberRow = {
      id: random.id(), selectionId: round.id, accountId: account.id, personId, name: account.name, state,
      conflicts: state === 'recused' && eligible[0] ? [{ applicationId: eligible[0].id, ground: 'declared', note: '与申请单位的负责人合作课题' }] : [],
      declaration: state === 'accepted' ? '与各申请单位没有利害关系' : null, declaredAt: state === 'accepted' ? instant(addDays(invitedOn, 1), '11:00') : null,
      recusedReason: state === 'recused' ? '与申请单位的负责人合作课题，应当回避' : null, recusedByName: state === 'recused' ? official.name : null, recusedAt: state === 'recused' ? instant(addDays(invitedOn, 2), '09:00') : null,
      version: state === 'invited' ? 1 : 2, createdAt: instant(invitedOn, '14:00'),
    };
    rows.panel_member.push(row);
    return row;
  };
  const asked = sheets === 'none';
  const members = [
    ...panel.slice(0, 3).map((p, n) => seat(p.account, p.person.id, asked && n === 2 ? 'invited' : 'accepted')),
    seat(panel[3]!.account, panel[3]!.person.id, 'recused'),
    seat(assessor, null, asked ? 'invited' : 'accepted'),
  ].filter((m) => m.state === 'accepted');
  const rubric = round.scheme!.panel!;
  if (sheets !== 'none') round.defence = { how: 'hand', at: instant(addDays(round.closesOn!, 8)), byName: cast.office.name, reason: '按回执号先后' };
  eligible.forEach((applied, n) => {
    rows.application.find((a) => a.id === applied.id)!.defenceOrder = sheets === 'none' ? null : n + 1;
    members.forEach((m, at) => {
      if (sheets === 'none' || (sheets === 'some' && (at > 1 || (at === 1 && n > 0)))) return;
      const isDraft = sheets === 'some' && at === 1;
      const items = Object.fromEntries(rubric.items.map((item) => {
        const points = Math.round(item.points * (0.95 - n * 0.08 - random.int(0, 8) / 100) * 2) / 2;
        return [item.id, { points, reason: points >= item.points * 0.85 ? random.pick(PRAISE) : random.pick(REBUKE) }];
      }));
      const total = Object.values(items).reduce((sum, i) => sum + i.points, 0);
      if (total > fullPoints(rubric)) throw new RangeError('more points than there are');
      rows.panel_score.push({
        id: random.id(), panelMemberId: m.id, applicationId: applied.id, state: isDraft ? 'draft' : 'submitted', items, total: isDraft ? null : total, veto: null,
        submittedAt: isDraft ? null : instant([addDays(round.closesOn!, 12 + at), addDays(today, -1)].reduce((a, b) => (a < b ? a : b)), '17:10'), version: isDraft ? 2 : 1,
      });
    });
  });
}

/** What is put forward by one official. */
function choose(cast: Cast, round: SelectionRow, applied: Applied, on: LocalDate): void {
  const { official } = cast.frame;
  Object.assign(round, {
    choice: { kind: 'host', applicationId: applied.id, institutionId: applied.house.id, headPersonId: applied.personId, reason: '评审得分最高，专职人员和场所落实，能够承担全辖区的质控任务', noticeWaived: null },
    chosenById: official.id, chosenByName: official.name, chosenAt: instant(on, '11:20'),
  });
}

/** The public notice of a result, released by the second official. */
function announce(cast: Cast, round: SelectionRow, applied: Applied, on: LocalDate, state: NoticeRow['state']): NoticeRow {
  const { frame: { profile, random, rows, revision, profileVersionId }, second } = cast;
  const specialty = rows.specialty.find((d) => d.id === round.specialtyId)!;
  const head = rows.person.find((p) => p.id === applied.personId)!;
  const number = numberOf(cast, 'GS', on);
  const all = rows.application.filter((a) => a.selectionId === round.id && a.submittedAt);
  const body = noticeBody({
    number, profile, revision, sha256: rows.profile_version[0]!.sha256, calendar: builtInCalendar, publishedOn: on, contact: round.contact,
    proposed: { kind: 'host', designated: false, centre: centreNameOf(profile, specialty.direction), host: `${applied.house.name}（${HOSPITAL_LEVELS[applied.house.level]}）`, head: `${head.name}（${TITLES[head.title]}）` },
    course: [
      { on: round.publishedAt!.slice(0, 10) as LocalDate, text: '发布遴选公告和条件', article: articleOf(profile, 'call') },
      { on: round.closesOn, text: `收到申请 ${all.length} 份，资格审核通过 ${all.filter((a) => a.state === 'eligible').length} 份`, article: articleOf(profile, 'application') },
      { on: round.chosenAt!.slice(0, 10) as LocalDate, text: `择优拟定${profile.vocabulary.host}`, article: articleOf(profile, 'choice') },
    ],
    steps: ['单位申请', '资格审核', ...(round.scheme!.panel ? ['答辩评审'] : [])],
  })!;
  Object.assign(round, { releasedById: second.id, releasedByName: second.name });
  const row: NoticeRow = {
    id: random.id(), selectionId: round.id, number, state, title: body.title, publishedAt: instant(on, '09:30'), publishedOn: body.period.publishedOn, lastDay: body.period.lastDay, profileVersionId,
    body, sha256: sha256(canonicalJson(body)), closedAt: null, closeReason: null, version: 1,
  };
  rows.notice.push(row);
  rows.notice_sighting.push({ id: random.id(), noticeId: row.id, at: instant(on, '09:42'), sha256: row.sha256 });
  return row;
}

function addRound(cast: Cast, { state, published, closes, notice, objection }: DemoRound, specialty: SpecialtyRow, index: number): SelectionRow {
  const { frame: { profile, rows, random, today, official }, office, own, contacts, others } = cast;
  const at = (days: number) => addDays(today, days);
  const publishedOn = published === undefined ? null : at(published);
  const round = begin(cast, specialty, addDays(publishedOn ?? today, -(publishedOn ? 9 : 8)), hasStage(profile, 'scheme') ? office : official);
  call(cast, round, { state, publishedOn, closesOn: closes === undefined ? addMonths(today, 1) : at(closes) });
  round.state = state;
  if (!publishedOn || closes === undefined) return round;

  // The house of the showpiece applies in every second round.
  const applicants = [...contacts, ...others];
  const one = applicants[index % applicants.length]!;
  const two = applicants[(index + 1) % applicants.length]!;
  const three = applicants[(index + 2) % applicants.length]!;
  const early = addDays(publishedOn, 5);
  if (state === 'cancelled') {
    round.cancelReason = '专业设置拟与相邻方向合并，本轮终止';
    return round;
  }
  if (state === 'open') {
    apply(cast, round, contacts[0]!, early, 'submitted');
    if (closes > 0) apply(cast, round, own ?? contacts.at(-1)!, addDays(publishedOn, 8), 'draft');
    else apply(cast, round, others[0]!, addDays(publishedOn, 8), 'submitted');
    return round;
  }
  const isReviewing = state === 'reviewing';
  const first = apply(cast, round, one, early, 'eligible');
  const second = apply(cast, round, two, addDays(early, 4), isReviewing ? 'submitted' : 'eligible');
  apply(cast, round, three, addDays(early, 9), 'ineligible', true);
  const eligible = isReviewing ? [first] : [first, second];
  if (round.scheme!.panel) seatPanel(cast, round, eligible, isReviewing ? 'none' : state === 'scoring' ? 'some' : 'all');
  if (state === 'chosen' || state === 'notice') choose(cast, round, first, at(notice === undefined ? -2 : notice - 4));
  if (notice === undefined) return round;
  const shown = announce(cast, round, first, at(notice), 'running');
  if (!objection) return round;
  const receivedOn = at(notice + 1);
  const isOpen = objection === 'open';
  rows.objection.push({
    id: random.id(), key: random.id(), noticeId: shown.id, number: numberOf(cast, 'YY', receivedOn), kind: isOpen ? 'person' : 'institution', name: isOpen ? personName(random, cast.frame.people.names) : second.house.name,
    contactSealed: '', matter: isOpen ? 'head' : 'host',
    facts: isOpen ? '公示的负责人上月已调离该院，请核实其是否仍在职。' : '公示单位申报的专职人员中有两人在其他科室全职工作，请核实。',
    receivedAt: instant(receivedOn, '14:25'), state: isOpen ? 'open' : 'answered', upheld: isOpen ? null : true, answer: isOpen ? null : '经核查，所列专职人员中有两人未脱离原科室，异议成立，将重新择优。',
    answeredById: isOpen ? null : official.id, answeredByName: isOpen ? null : official.name, answeredAt: isOpen ? null : instant(addDays(receivedOn, 3), '16:30'), version: isOpen ? 1 : 2,
  });
  return round;
}

const documentNumber = ({ frame: { profile } }: Cast, on: LocalDate, n: number): string => `${profile.instrument.number.replace(/〔.*$/, '')}〔${yearOf(on)}〕${n}号`;

/** The whole road behind a young centre. */
function addEstablished(cast: Cast): void {
  const { frame: { profile, rows, official }, files, others } = cast;
  const young = files
    .filter((f) => f.kind === 'ordinary' && f.periods.length === 1 && f.hosts[0]!.level === '3A' && f.standing.length > 0 && f.centre.openedOn > addDays(profile.instrument.effectiveFrom as LocalDate, 130))
    .sort((a, b) => (a.centre.openedOn < b.centre.openedOn ? 1 : -1))[0];
  if (!young) return;
  const { centre, periods, hosts, standing } = young;
  const opened = centre.openedOn;
  const publishedOn = addDays(opened, -110);
  const round = begin(cast, rows.specialty.find((s) => s.id === centre.specialtyId)!, addDays(publishedOn, -9), hasStage(profile, 'scheme') ? cast.office : official);
  call(cast, round, { state: 'established', publishedOn, closesOn: addDays(opened, -78) });
  const host = { id: cast.frame.random.id(), name: personName(cast.frame.random, cast.frame.people.names), house: hosts.at(-1)! };
  const first = apply(cast, round, host, addDays(publishedOn, 6), 'eligible');
  const chair = standing[0]!.seats.find((s) => s.posts.includes(standing[0]!.composition.head));
  if (chair) rows.application.find((a) => a.id === first.id)!.personId = first.personId = chair.person.id;
  const rest = others.filter((o) => o.house !== host.house);
  const second = apply(cast, round, rest[0]!, addDays(publishedOn, 11), 'eligible');
  if (round.scheme!.panel) seatPanel(cast, round, [first, second], 'all');
  choose(cast, round, first, addDays(opened, -44));
  const shown = announce(cast, round, first, addDays(opened, -40), 'closed');
  const decidedOn = addDays(opened, -8);
  Object.assign(shown, { closedAt: instant(decidedOn, '10:00'), closeReason: '期满无异议，已作出决定' });
  decide(cast, round, decidedOn, centre, 41);
  Object.assign(round, { state: 'established', hostingPeriodId: periods.at(-1)!.id });
}

function decide(cast: Cast, round: SelectionRow, on: LocalDate, centre: CentreRow, n: number): void {
  const { second } = cast;
  Object.assign(round, {
    centreId: centre.id, documentNumber: documentNumber(cast, on, n), decidedOn: on, decidedById: second.id, decidedByName: second.name, decidedAt: instant(on, '10:00'), state: 'decided', version: 9,
    result: { notice: null, committee: null, headPersonId: round.choice?.kind === 'host' ? round.choice.headPersonId : null },
  });
}

/** A centre that waits for its new host: the old one has given, the new one has not received yet. */
function addReplacement(cast: Cast): void {
  const { frame: { profile, rows, today, official }, files, contacts, others } = cast;
  const file = files.find((f) => f.kind === 'reselecting');
  if (!file || !profile.handover) return;
  const period = file.periods.at(-1)!;
  const round = begin(cast, rows.specialty.find((s) => s.id === file.centre.specialtyId)!, addDays(today, -76), hasStage(profile, 'scheme') ? cast.office : official);
  Object.assign(round, { purpose: 'replace', centreId: file.centre.id, replacesPeriodId: period.id, title: titleOf(profile, { road: 'selection', purpose: 'replace', name: file.centre.name, body: null }) });
  call(cast, round, { state: 'decided', publishedOn: addDays(today, -66), closesOn: addDays(today, -48) });
  const first = apply(cast, round, contacts[0]!, addDays(today, -60), 'eligible');
  const second = apply(cast, round, others[1]!, addDays(today, -58), 'eligible');
  if (round.scheme!.panel) seatPanel(cast, round, [first, second], 'all');
  choose(cast, round, first, addDays(today, -30));
  const shown = announce(cast, round, first, addDays(today, -28), 'closed');
  const decidedOn = addDays(today, -12);
  Object.assign(shown, { closedAt: instant(decidedOn, '10:00'), closeReason: '期满无异议，已作出决定' });
  decide(cast, round, decidedOn, file.centre, 57);
  handOver(cast, round, period, contacts[0]!.house, decidedOn, { id: cast.frame.random.id(), name: personName(cast.frame.random, cast.frame.people.names) });
}

/** A host changed within its cycle by designation: the old one still has to hand over. */
function addDesignation(cast: Cast, file: CentreFile, giving: InstitutionRow): void {
  const { frame, frame: { profile, rows, today, official, people }, contacts } = cast;
  if (!profile.handover) return;
  const to = contacts.find((c) => c.house !== giving)!;
  const period = file.periods.at(-1)!;
  const decidedOn = addDays(today, -6);
  const round = begin(cast, rows.specialty.find((s) => s.id === file.centre.specialtyId)!, addDays(today, -20), official);
  const ground = `${giving.name}因院区改造一年内不能提供办公场所，经协商不再承担`;
  Object.assign(round, {
    road: 'designation', purpose: 'replace', centreId: file.centre.id, replacesPeriodId: period.id, title: titleOf(profile, { road: 'designation', purpose: 'replace', name: file.centre.name, body: null }), ground,
    choice: { kind: 'host', applicationId: null, institutionId: to.house.id, headPersonId: makePerson(people, to.house, 'head', decidedOn).id, reason: ground, noticeWaived: '周期内更换，原单位书面同意，两家单位均无异议' },
    chosenById: official.id, chosenByName: official.name, chosenAt: instant(addDays(today, -14), '15:00'), profileVersionId: frame.profileVersionId,
  });
  decide(cast, round, decidedOn, file.centre, 61);
  handOver(cast, round, period, to.house, decidedOn, null);
}

function handOver({ frame: { profile, rows, random, today } }: Cast, round: SelectionRow, period: HostingPeriodRow, to: InstitutionRow, on: LocalDate, givenBy: Staff | null): void {
  /** As the platform counts it when the handover is opened. */
  const usedBy = (centreId: string) => {
    const years = rows.assessment.filter((a) => a.centreId === centreId && a.state === 'confirmed').map((a) => a.year);
    const standing = rows.committee.filter((c) => c.centreId === centreId && c.endedOn === null);
    return {
      document: years.length > 0 ? [{ label: '年度考核结果', count: years.length, unit: '份', source: `最近一份为${Math.max(...years)}年度` }] : [],
      network: standing.map((c) => ({ label: bodyLabel(profile, c.body), count: rows.appointment.filter((a) => a.committeeId === c.id && a.validTo === null).length, unit: '人', source: `第${c.cohort}届` })),
    };
  };
  rows.handover.push({
    id: random.id(), centreId: round.centreId!, selectionId: round.id, fromPeriodId: period.id, toInstitutionId: to.id, state: givenBy ? 'given' : 'open', dueOn: addDays(today, 18),
    inventory: inventoryOf(profile.handover!.items, usedBy(round.centreId!)).map((row) => ({ ...row, given: givenBy ? '已整理装箱，附清单' : '' })),
    oldSignedById: givenBy?.id ?? null, oldSignedByName: givenBy?.name ?? null, oldSignedAt: givenBy ? instant(addDays(on, 5), '16:00') : null, version: givenBy ? 2 : 1, createdAt: instant(on, '10:00'),
  });
}

/** A round of recommendation, with people put forward by their employers. */
function recommendation(of: RoundsOf, second: Staff, contacts: Contact[]): void {
  const cast: Cast = { ...of, office: of.office ?? second, second, own: null, contacts, others: [], panel: [], numbers: new Map() };
  const { frame, frame: { profile, rows, random, today, official, people, profileVersionId }, files } = cast;
  const file = files.find((f) => f.kind === 'chair-left' && f.standing.length > 0) ?? files[1]!;
  const specialty = rows.specialty.find((s) => s.id === file.centre.specialtyId)!;
  const publishedOn = addDays(today, -25);
  const round = begin(cast, specialty, addDays(publishedOn, -5), official);
  const { body, posts } = profile.structure.bodies[0]!;
  const post = posts.at(-1)!;
  Object.assign(round, {
    road: 'recommendation', purpose: 'establish', centreId: file.centre.id, body, title: titleOf(profile, { road: 'recommendation', purpose: 'establish', name: file.centre.name, body }), state: 'reviewing',
    conditions: '本专业副高级以上职称，热心质控工作，能够保证工作时间。', materials: '推荐表和职称证明。', contact: `${profile.vocabulary.authorityShort}${of.section}`,
    opensOn: publishedOn, closesOn: addDays(today, -5), scheme: { procedure: '单位推荐，资格审核后集体研究确定。', panel: null }, schemeById: official.id, schemeByName: official.name, schemeAt: instant(addDays(publishedOn, -2)),
    profileVersionId, publishedAt: instant(publishedOn, '09:00'), version: 3,
  });
  contacts.forEach((by, n) => {
    const person = makePerson(people, by.house, 'ordinary', today, { practisesHereSince: addMonths(today, -90) });
    const on = addDays(publishedOn, 4 + n * 3);
    const statements = { resources: {} };
    const form = { person: `${person.name}从事本专业临床工作多年`, reasons: '熟悉质控标准，参加过区级督查，能够保证每月两天工作时间' };
    const facts: CheckFacts = {
      on, host: null, headFillsOwnPlace: false, post: { body, post },
      person: {
        name: person.name, body, class: specialty.class,
        people: [{
          id: person.id, roles: [post], institution: by.house.id, title: person.title, titleSince: person.titleSince, born: person.born, employment: person.employment, headsSpecialty: false, employerConsent: true,
          terms: { full: 0, consecutive: 0 }, penalties: [], practisesHereSince: person.practisesHereSince!, institutionIsNew: false, parentLevelExpert: person.parentLevelExpert,
          ...(profile.rules.some((r) => r.kind === 'committee.drawn-from') ? { serves: [] } : {}),
        }],
      },
    };
    rows.application.push({
      id: random.id(), selectionId: round.id, institutionId: by.house.id, personId: person.id, post, state: 'submitted',
      draft: { form, statements, personId: person.id, post }, form, statements, receipt: numberOf(cast, 'SQ', on), submittedAt: instant(on, '15:30'), submittedById: by.id, submittedByName: by.name,
      profileVersionId, facts, result: judgeFacts(frame.rulebook, facts), judgements: [], reviewReason: null, reviewedById: null, reviewedByName: null, reviewedAt: null, defenceOrder: null, version: 2,
      createdById: by.id, createdAt: instant(addDays(on, -1)), updatedAt: instant(on, '15:30'),
    });
  });
}

/** What the accounts of the demo were told of all this. */
function tellOf({ frame: { rows, random, official, assessor }, office, own, contacts, panel }: Cast, made: readonly SelectionRow[]): void {
  const tell = (to: Staff | null | undefined, at: string, title: string, text: string, href: string, read = false) => {
    if (to) rows.message.push({ id: random.id(), accountId: to.id, title, text, href, at, readAt: read ? at : null });
  };
  for (const round of made) {
    const page = `/selections/${round.id}`;
    const words = ROAD_WORDS[round.road as Road];
    if (round.state === 'scheme-submitted') tell(official, round.schemeAt!, '工作方案待审定', `${round.number} ${round.title}`, page);
    if (!round.publishedAt) continue;
    for (const to of [own, ...contacts]) tell(to, round.publishedAt, round.title, `${round.number}，${words.answer}到${formatDate(round.closesOn!)}截止`, '/applications', round.state !== 'open');
    for (const a of rows.application.filter((x) => x.selectionId === round.id && x.submittedAt)) {
      for (const to of [official, office]) tell(to, a.submittedAt!, `收到${words.entry}`, `${round.number} ${round.title}，回执${a.receipt}`, `${page}/applications`, round.state !== 'open' && round.state !== 'reviewing');
    }
    for (const m of rows.panel_member.filter((x) => x.selectionId === round.id)) {
      tell([assessor, ...panel.map((p) => p.account)].find((p) => p.id === m.accountId), m.createdAt, '评审邀请', `${round.number} ${round.title}，请答复是否担任评委`, `/reviews/${round.id}`, m.state !== 'invited');
    }
  }
  for (const o of rows.objection) {
    const round = made.find((r) => rows.notice.some((n) => n.id === o.noticeId && n.selectionId === r.id))!;
    for (const to of [official, office]) tell(to, o.receivedAt, `收到异议${o.number}`, `${round.number} ${round.title}；办结前不能作出决定`, `/selections/${round.id}/result`, o.state === 'answered');
  }
}
