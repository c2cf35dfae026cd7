import type { CentreClass } from '../../lib/glossary';
import { addDays, addYears, type LocalDate } from '../../lib/kernel/local-date';
import type { Finding } from '../../lib/regulation/finding';
import type { Answer } from '../../lib/regulation/question';
import { factsOf, makeList, makePerson, type CommitteeContext, type Composition, type Listed, type Proposed, type Quirk } from './committees';
import { instant, type AppointmentRow, type CommitteeRow, type InstitutionRow, type PersonRow, type RosterChangeRow } from './rows';
import { ask, type Staff, type TenantFrame } from './tenant-frame';

// The life of a committee: its first list, who left, what was amended, and what is proposed now.

/** A running seat. */
export interface Seat extends Listed {
  appointment: AppointmentRow;
  termsBefore: number;
}

/** A standing committee and what is needed to propose changes to it. */
export interface Standing {
  row: CommitteeRow;
  composition: Composition;
  class: CentreClass;
  host: InstitutionRow | null;
  seats: Seat[];
  proposer: Staff;
  /** Whether a chair's seat is empty, and whose it was. */
  formerHead: PersonRow | null;
}

/** One cohort's span. */
export interface Cohort {
  number: number;
  termFrom: LocalDate;
  termTo: LocalDate | null;
  endedOn: LocalDate | null;
  endReason: string | null;
  host: InstitutionRow | null;
}

const DEPARTURE_REASONS: Readonly<Record<string, string>> = {
  'committee.member-title': '该委员为本专业骨干，已通过副高级职称评审，正在办理聘任手续',
  'committee.expert-title': '该专家长期负责本专业质控工作，副高级职称已通过评审，待聘任',
  'committee.chair-employment': '主任委员退休返聘，在本专业影响较大，拟任至本届期满',
  'committee.chair-heads-specialty': '该同志分管本专业工作，专业负责人由其团队成员担任',
  'committee.size': '为兼顾远郊区县代表，拟多设1名委员',
  'committee.outside-deputies': '外单位副主任委员人选正在推荐，确定后另行报批',
  'committee.host-share': '挂靠单位承担日常质控抽查任务较重，拟多安排1名委员',
  'committee.replenishment': '原委员调离本辖区，其所在片区没有代表，确需增补',
  'committee.everybody': '为覆盖各镇卫生院，组成人员总数略有超出',
  'committee.liaison-count': '本组工作涉及两个院区，增设1名联络员',
  'committee.from-inspectors': '该专家为外院引进的学科骨干，没有在本专业督查组任过职',
  'committee.practice-years': '该专家为引进人才，本区第一执业点尚不满两年',
};

const LEAVING = ['调离本辖区', '退休', '本人申请退出', '工作岗位变动', '援外工作'] as const;

/** Draws up one centre's cohorts of one body; gives back the standing one, if any. */
export function buildCommittee(
  frame: TenantFrame,
  centre: { id: string; class: CentreClass },
  composition: Composition,
  cohorts: readonly Cohort[],
  quirk: Quirk | null,
  proposer: Staff | null,
): Standing | null {
  const { random, people, institutions } = frame;
  const last = cohorts.at(-1)!;
  const members = makeList(people, composition, { host: last.host, others: institutions.filter((i) => i.id !== last.host?.id) }, last.termFrom, quirk);
  addPenalties(frame, members, last.termFrom);

  // Earlier cohorts: more than half of today's members, and others who have left since.
  const termsBefore = new Map<string, number>();
  let later: Listed[] = members;
  for (const cohort of cohorts.slice(0, -1).toReversed()) {
    const stayed = later.filter(() => random.chance(0.6));
    const gone = later.filter((l) => !stayed.includes(l)).map(({ person, posts }): Listed => {
      const house = institutions.find((i) => i.id === person.institutionId)!;
      const part = posts.includes(composition.head) ? 'head' : posts.includes(composition.aide) ? 'aide' : 'ordinary';
      const former = makePerson(people, house, part, cohort.termFrom, random.chance(0.4) ? { employment: 'retired', headsSpecialty: false } : { headsSpecialty: false });
      return { person: former, posts };
    });
    const list = [...stayed, ...gone];
    for (const { person } of stayed) termsBefore.set(person.id, (termsBefore.get(person.id) ?? 0) + 1);
    const row = addCommittee(frame, centre.id, composition, cohort);
    const through = addDays(cohort.endedOn!, 1);
    const early = new Set(gone.length > 0 && random.chance(0.5) ? [random.pick(gone).person.id] : []);
    for (const { person, posts } of list) {
      const left = early.has(person.id);
      const validTo = left ? random.day(addDays(cohort.termFrom, 120), addDays(through, -60)) : through;
      addAppointment(frame, row, { person, posts }, cohort.termFrom, { validTo, endReason: left ? random.pick(LEAVING) : cohort.endReason });
    }
    later = list;
  }

  const row = addCommittee(frame, centre.id, composition, last);
  const by = proposer ?? { id: random.id(), name: members.find((m) => m.posts.includes(composition.aide))?.person.name ?? members[0]!.person.name };
  const standing: Standing = { row, composition, class: centre.class, host: last.host, seats: [], proposer: by, formerHead: null };
  const list = members.map((m): Proposed => ({ ...m, termsBefore: termsBefore.get(m.person.id) ?? 0 }));
  const { change } = approve(frame, standing, 'list', list, last.termFrom);
  for (const listed of list) {
    const end = last.endedOn ? { validTo: addDays(last.endedOn, 1), endReason: last.endReason === '解散' ? '委员会解散' : last.endReason } : {};
    const appointment = addAppointment(frame, row, listed, last.termFrom, { rosterChangeId: change.id, ...end });
    standing.seats.push({ person: listed.person, posts: listed.posts, appointment, termsBefore: listed.termsBefore ?? 0 });
  }
  return last.endedOn ? null : standing;
}

/** Somebody's seat ends and stays empty. */
export function leave(frame: TenantFrame, standing: Standing, seat: Seat, on: LocalDate, reason: string = frame.random.pick(LEAVING)): void {
  Object.assign(seat.appointment, { validTo: on, endReason: reason });
  standing.seats = standing.seats.filter((s) => s !== seat);
  standing.row.version += 1;
  if (seat.posts.includes(standing.composition.head)) standing.formerHead = seat.person;
}

/** An ordinary member who may leave without anything else happening. */
export const ordinarySeat = (frame: TenantFrame, { seats, composition }: Standing): Seat => frame.random.pick(seats.filter((s) => s.posts.includes(composition.ordinary)));

/** The list after somebody left and others came. */
export interface Amendment {
  leaver?: Seat;
  newcomers: Listed[];
}

/** The whole list as it is to stand after an amendment. */
export function amended({ seats }: Standing, { leaver, newcomers }: Amendment, replaces: PersonRow | null = leaver?.person ?? null): Proposed[] {
  return [
    ...seats.filter((s) => s !== leaver).map((s): Proposed => ({ person: s.person, posts: s.posts, serving: true, termsBefore: s.termsBefore })),
    ...newcomers.map((n, i): Proposed => ({ ...n, replaces: i === 0 ? replaces : null })),
  ];
}

/** Carries out an amendment that was approved in the past. */
export function amend(frame: TenantFrame, standing: Standing, amendment: Amendment, on: LocalDate): void {
  const { change } = approve(frame, standing, 'change', amended(standing, amendment), on);
  const { leaver, newcomers } = amendment;
  if (leaver) {
    Object.assign(leaver.appointment, { validTo: on, endReason: frame.random.pick(LEAVING) });
    standing.seats = standing.seats.filter((s) => s !== leaver);
  }
  newcomers.forEach((newcomer, i) => {
    const appointment = addAppointment(frame, standing.row, newcomer, on, { rosterChangeId: change.id, replacesPersonId: i === 0 ? (leaver?.person.id ?? null) : null });
    standing.seats.push({ ...newcomer, appointment, termsBefore: 0 });
  });
  standing.row.version += 1;
}

/** A change that is still open: with the secretary, or with the official. */
export function propose(frame: TenantFrame, standing: Standing, state: 'draft' | 'submitted' | 'returned', list: Proposed[], on: LocalDate, opinion?: string): RosterChangeRow {
  const { today, random, official } = frame;
  const begun = addDays(today, -random.int(8, 14));
  const submitted = state === 'draft' ? null : addDays(begun, random.int(1, 4));
  const { facts, answer } = state === 'draft' ? { facts: null, answer: null } : check(frame, standing, withConsent(frame, list), on, frame.profile.rules.some((r) => r.kind === 'committee.drawn-from'));
  if (answer?.verdict === 'block') throw new Error(`a change that blocks cannot be submitted: ${text(answer)}`);
  const returned = state === 'returned' ? { decidedById: official.id, decidedByName: official.name, decidedAt: instant(addDays(submitted!, 2), '16:20'), opinion: opinion ?? null } : {};
  const change = addChange(frame, standing, {
    kind: 'change', state, effectiveOn: on, facts, result: answer && { verdict: answer.verdict, findings: answer.findings },
    profileVersionId: answer ? frame.profileVersionId : null,
    submittedAt: submitted ? instant(submitted, '15:30') : null,
    createdAt: instant(begun, '09:40'),
    version: state === 'draft' ? 1 : state === 'submitted' ? 2 : 3,
    ...returned,
  }, withConsent(frame, list));
  for (const finding of answer?.findings ?? []) if (finding.severity === 'warn') addDeparture(frame, change, finding, standing.row.termTo, false);
  return change;
}

/** Asks the rules about a list for a day; a list from before the regulation is tested as a standing one on its first day. */
function check(frame: TenantFrame, standing: Standing, list: readonly Proposed[], on: LocalDate, asksOrigin = false): { facts: ReturnType<typeof factsOf>; answer: Answer; isOlder: boolean } {
  const { effectiveFrom } = frame.profile.instrument;
  const isOlder = on < effectiveFrom;
  const penalties = new Map<string, LocalDate[]>();
  for (const { personId, on: day } of frame.rows.penalty) penalties.set(personId, [...(penalties.get(personId) ?? []), day]);
  const context: CommitteeContext = {
    body: standing.row.body,
    class: standing.class,
    host: standing.host,
    ...(isOlder ? { unchangedSince: on } : {}),
    penalties,
    newlyOpened: new Set(frame.institutions.filter((i) => i.newlyOpened).map((i) => i.id)),
    asksOrigin,
  };
  const facts = factsOf(context, list);
  return { facts, answer: ask(frame, 'committee', facts, isOlder ? (effectiveFrom as LocalDate) : on), isOlder };
}

function approve(frame: TenantFrame, standing: Standing, kind: 'list' | 'change', list: Proposed[], on: LocalDate): { change: RosterChangeRow } {
  const { official, random, profile } = frame;
  const { facts, answer, isOlder } = check(frame, standing, withConsent(frame, list), on);
  if (answer.verdict === 'block' && !isOlder) throw new Error(`${profile.id}: a list that blocks cannot have been approved: ${text(answer)}`);
  // Lists from before the regulation were entered when the platform began to keep them.
  const decided = isOlder ? addDays(profile.instrument.effectiveFrom as LocalDate, random.int(20, 45)) : addDays(on, -random.int(3, 9));
  const submitted = addDays(decided, -random.int(4, 12));
  const change = addChange(frame, standing, {
    kind, state: 'approved', effectiveOn: on, facts, result: { verdict: answer.verdict, findings: answer.findings },
    profileVersionId: frame.profileVersionId,
    submittedAt: instant(submitted, '11:10'),
    decidedById: official.id, decidedByName: official.name, decidedAt: instant(decided, '15:00'),
    opinion: isOlder ? '办法施行前产生的名单，补录备查' : '同意',
    createdAt: instant(addDays(submitted, -random.int(1, 6)), '09:20'),
    version: 3,
  }, withConsent(frame, list));
  if (!isOlder) for (const finding of answer.findings) if (finding.severity === 'warn') addDeparture(frame, change, finding, standing.row.termTo, true);
  return { change };
}

const text = (answer: Answer): string => answer.findings.map((f) => `${f.severity} ${f.rule} ${f.message}`).join('; ');

/** Who sits already has the employer's consent; the others have it where the regulation asks for it. */
function withConsent({ profile }: TenantFrame, list: Proposed[]): Proposed[] {
  const asked = profile.rules.some((rule) => rule.kind === 'committee.employer-consent');
  return list.map((p) => ({ ...p, employerConsent: asked || p.serving ? true : null }));
}

function addCommittee({ rows, random, profile }: TenantFrame, centreId: string, { body }: Composition, cohort: Cohort): CommitteeRow {
  const { number, termFrom, termTo, endedOn, endReason } = cohort;
  const endArticle = endReason === '解散' ? (profile.structure.bodies.find((b) => b.body === body)?.term?.hostChange ?? null) : null;
  const row: CommitteeRow = { id: random.id(), centreId, body, cohort: number, termFrom, termTo, endedOn, endReason, endArticle, version: 1 };
  rows.committee.push(row);
  return row;
}

function addAppointment({ rows, random }: TenantFrame, committee: CommitteeRow, { person, posts }: Listed, validFrom: LocalDate, more: Partial<AppointmentRow> = {}): AppointmentRow {
  const row: AppointmentRow = {
    id: random.id(), committeeId: committee.id, personId: person.id, posts, validFrom, validTo: null, endReason: null, replacesPersonId: null, rosterChangeId: null, ...more,
  };
  rows.appointment.push(row);
  return row;
}

function addChange(
  { rows, random }: TenantFrame,
  { row, proposer }: Standing,
  given: Pick<RosterChangeRow, 'kind' | 'state' | 'effectiveOn' | 'facts' | 'result' | 'profileVersionId' | 'submittedAt' | 'createdAt' | 'version'> & Partial<RosterChangeRow>,
  list: readonly Proposed[],
): RosterChangeRow {
  const change: RosterChangeRow = {
    id: random.id(), committeeId: row.id, baseVersion: row.version,
    proposedById: proposer.id, proposedByName: proposer.name,
    decidedById: null, decidedByName: null, decidedAt: null, opinion: null,
    updatedAt: given.decidedAt ?? given.submittedAt ?? given.createdAt,
    ...given,
  };
  rows.roster_change.push(change);
  list.forEach(({ person, posts, employerConsent, replaces }, i) => {
    rows.roster_entry.push({
      id: random.id(), rosterChangeId: change.id, position: i, personId: person.id, posts,
      employerConsent: employerConsent ?? null, replacesPersonId: replaces?.id ?? null,
    });
  });
  return change;
}

function addDeparture({ rows, random, official }: TenantFrame, change: RosterChangeRow, finding: Finding, termTo: LocalDate | null, isAccepted: boolean): void {
  rows.departure.push({
    id: random.id(), rosterChangeId: change.id, rule: finding.rule, article: finding.article,
    reason: DEPARTURE_REASONS[finding.rule] ?? '因工作需要，确需按此安排',
    state: isAccepted ? 'accepted' : 'proposed',
    expiresOn: isAccepted ? (termTo ?? addYears(change.effectiveOn, 2)) : null,
    approvedById: isAccepted ? official.id : null,
    approvedByName: isAccepted ? official.name : null,
    approvedAt: isAccepted ? change.decidedAt : null,
  });
}

/** A few people were once penalised, long enough ago. */
function addPenalties({ rows, random, profile }: TenantFrame, members: readonly Listed[], on: LocalDate): void {
  if (!profile.rules.some((rule) => rule.kind === 'committee.penalty-free') || !random.chance(0.2)) return;
  const { person } = random.chance(0.3) ? members[0]! : random.pick(members);
  rows.penalty.push({ id: random.id(), personId: person.id, on: addDays(addYears(on, -3), -random.int(0, 900)), authority: profile.jurisdiction.authority });
}
