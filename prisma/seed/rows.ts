import type { AuditFacts } from '../../lib/audit/chain';
import type { ApplicationState } from '../../lib/application/states';
import type { CentreStatus } from '../../lib/centre/states';
import type { Body, CentreClass, Employment, EVENT_KINDS, Grade, Post, SANCTION_GROUNDS, Title } from '../../lib/glossary';
import type { HandoverState } from '../../lib/handover/states';
import type { LocalDate } from '../../lib/kernel/local-date';
import type { NoticeState, ObjectionState } from '../../lib/notice/states';
import type { Conflict } from '../../lib/panel/conflict';
import type { Defence } from '../../lib/panel/draw';
import type { PanelState, ScoreState } from '../../lib/panel/states';
import type { Choice } from '../../lib/selection/choice';
import type { Scheme } from '../../lib/selection/scheme';
import type { Purpose, Road, SelectionState } from '../../lib/selection/states';
import type { InstitutionText } from './institutions';

// The rows as they are written. The tenant is added when they are inserted; what is left out takes the column's default.

export interface InstitutionRow extends Required<InstitutionText> {
  id: string;
  pinyin: string;
}

export interface PersonRow {
  id: string;
  name: string;
  pinyin: string;
  institutionId: string;
  title: Title;
  titleSince: LocalDate;
  born: LocalDate;
  employment: Employment;
  class: CentreClass | null;
  headsSpecialty: boolean;
  practisesHereSince: LocalDate | null;
  parentLevelExpert: boolean;
}

export interface PenaltyRow {
  id: string;
  personId: string;
  on: LocalDate;
  authority: string;
}

export interface SpecialtyRow {
  id: string;
  class: CentreClass;
  field: string;
  direction: string;
  pinyin: string;
  number: number | null;
  listed: boolean;
}

export interface CentreRow {
  id: string;
  code: string;
  name: string;
  pinyin: string;
  specialtyId: string;
  class: CentreClass;
  status: CentreStatus;
  openedOn: LocalDate;
}

export interface HostingPeriodRow {
  id: string;
  centreId: string;
  institutionId: string;
  cycle: number;
  startsOn: LocalDate;
  dueToEndOn: LocalDate | null;
  endedOn: LocalDate | null;
  endReason: string | null;
}

export interface CommitteeRow {
  id: string;
  centreId: string;
  body: Body;
  cohort: number;
  termFrom: LocalDate;
  termTo: LocalDate | null;
  endedOn: LocalDate | null;
  endReason: string | null;
  endArticle: string | null;
  version: number;
}

export interface AppointmentRow {
  id: string;
  committeeId: string;
  personId: string;
  posts: Post[];
  validFrom: LocalDate;
  validTo: LocalDate | null;
  endReason: string | null;
  replacesPersonId: string | null;
  rosterChangeId: string | null;
}

export interface RosterChangeRow {
  id: string;
  committeeId: string;
  kind: 'list' | 'change';
  state: 'draft' | 'submitted' | 'returned' | 'approved';
  effectiveOn: LocalDate;
  baseVersion: number;
  profileVersionId: string | null;
  facts: unknown;
  result: unknown;
  proposedById: string;
  proposedByName: string;
  submittedAt: string | null;
  decidedById: string | null;
  decidedByName: string | null;
  decidedAt: string | null;
  opinion: string | null;
  version: number;
  createdAt: string;
  updatedAt: string;
}

export interface RosterEntryRow {
  id: string;
  rosterChangeId: string;
  position: number;
  personId: string;
  posts: Post[];
  employerConsent: boolean | null;
  replacesPersonId: string | null;
}

export interface DepartureRow {
  id: string;
  rosterChangeId: string;
  rule: string;
  article: string;
  reason: string;
  state: 'proposed' | 'accepted';
  expiresOn: LocalDate | null;
  approvedById: string | null;
  approvedByName: string | null;
  approvedAt: string | null;
}

export interface AssessmentYearRow {
  id: string;
  year: number;
  gradeRule: 'score' | 'proportion' | null;
  reason: string | null;
  decidedById: string | null;
  decidedByName: string | null;
  decidedAt: string | null;
}

export interface AssessmentRow {
  id: string;
  centreId: string;
  hostingPeriodId: string | null;
  year: number;
  cycle: number;
  state: 'assigned' | 'proposed' | 'returned' | 'confirmed';
  assessorAccountId: string | null;
  assessorName: string | null;
  dueOn: LocalDate | null;
  score: number | null;
  items: Record<string, { points: number; reason?: string }> | null;
  proposedGrade: Grade | null;
  comment: string | null;
  proposedAt: string | null;
  returnReason: string | null;
  grade: Grade | null;
  grounds: 'score' | 'quota' | null;
  confirmedById: string | null;
  confirmedByName: string | null;
  confirmedAt: string | null;
  version: number;
  createdAt: string;
}

export interface DecisionRow {
  id: string;
  number: string;
  centreId: string;
  hostingPeriodId: string | null;
  assessmentId: string;
  question: 'cycle';
  onDate: LocalDate;
  profileVersionId: string;
  facts: unknown;
  result: unknown;
  digest: string;
  state: 'pending' | 'confirmed';
  outcome: unknown;
  asComputed: boolean | null;
  reason: string | null;
  effectiveOn: LocalDate | null;
  rectifyBy: LocalDate | null;
  decidedById: string | null;
  decidedByName: string | null;
  decidedAt: string | null;
  version: number;
  createdAt: string;
}

export interface ProfileVersionRow {
  id: string;
  profileId: string;
  revision: number;
  effectiveFrom: LocalDate;
  effectiveTo: LocalDate | null;
  document: unknown;
  sha256: string;
}

export interface AccountRow {
  id: string;
  loginName: string;
  displayName: string;
  passwordHash: string | null;
  passwordChangedAt: string;
  demo: true;
}

export interface MembershipRow {
  id: string;
  accountId: string;
  role: string;
  centreId: string | null;
  institutionId: string | null;
  /** The assessor in the pool of experts. */
  personId: string | null;
  office: string | null;
}

export interface SelectionRow {
  id: string;
  number: string;
  road: Road;
  purpose: Purpose;
  specialtyId: string;
  centreId: string | null;
  replacesPeriodId: string | null;
  body: string | null;
  ground: string | null;
  defence: Defence | null;
  state: SelectionState;
  title: string;
  conditions: string;
  materials: string;
  contact: string;
  opensOn: LocalDate | null;
  closesOn: LocalDate | null;
  scheme: Scheme | null;
  schemeSha256: string | null;
  schemeById: string | null;
  schemeByName: string | null;
  schemeAt: string | null;
  schemeApprovedById: string | null;
  schemeApprovedByName: string | null;
  schemeApprovedAt: string | null;
  returnReason: string | null;
  profileVersionId: string | null;
  publishedAt: string | null;
  choice: Choice | null;
  chosenById: string | null;
  chosenByName: string | null;
  chosenAt: string | null;
  releasedById: string | null;
  releasedByName: string | null;
  documentNumber: string | null;
  decidedOn: LocalDate | null;
  decidedById: string | null;
  decidedByName: string | null;
  decidedAt: string | null;
  decisionReason: string | null;
  result: unknown;
  hostingPeriodId: string | null;
  cancelReason: string | null;
  version: number;
  createdById: string;
  createdByName: string;
  createdAt: string;
}

export interface ApplicationRow {
  id: string;
  selectionId: string;
  institutionId: string;
  personId: string | null;
  post: Post | null;
  state: ApplicationState;
  draft: unknown;
  form: unknown;
  statements: unknown;
  receipt: string | null;
  submittedAt: string | null;
  submittedById: string | null;
  submittedByName: string | null;
  profileVersionId: string | null;
  facts: unknown;
  result: unknown;
  judgements: unknown;
  reviewReason: string | null;
  reviewedById: string | null;
  reviewedByName: string | null;
  reviewedAt: string | null;
  defenceOrder: number | null;
  version: number;
  createdById: string;
  createdAt: string;
  updatedAt: string;
}

export interface PanelMemberRow {
  id: string;
  selectionId: string;
  accountId: string;
  personId: string | null;
  name: string;
  state: PanelState;
  conflicts: readonly Conflict[];
  declaration: string | null;
  declaredAt: string | null;
  recusedReason: string | null;
  recusedByName: string | null;
  recusedAt: string | null;
  version: number;
  createdAt: string;
}

export interface PanelScoreRow {
  id: string;
  panelMemberId: string;
  applicationId: string;
  state: ScoreState;
  items: Record<string, { points: number; reason: string }>;
  total: number | null;
  veto: string | null;
  submittedAt: string | null;
  version: number;
}

/** When the page of a notice was first served. */
export interface NoticeSightingRow {
  id: string;
  noticeId: string;
  at: string;
  sha256: string;
}

export interface NoticeRow {
  id: string;
  selectionId: string;
  number: string;
  state: NoticeState;
  title: string;
  publishedAt: string;
  publishedOn: LocalDate;
  lastDay: LocalDate;
  profileVersionId: string;
  body: unknown;
  sha256: string;
  closedAt: string | null;
  closeReason: string | null;
  version: number;
}

export interface ObjectionRow {
  id: string;
  key: string;
  noticeId: string;
  number: string;
  kind: 'person' | 'institution';
  name: string;
  contactSealed: string;
  matter: string;
  facts: string;
  receivedAt: string;
  state: ObjectionState;
  upheld: boolean | null;
  answer: string | null;
  answeredById: string | null;
  answeredByName: string | null;
  answeredAt: string | null;
  version: number;
}

export interface HandoverRow {
  id: string;
  centreId: string;
  selectionId: string;
  fromPeriodId: string;
  toInstitutionId: string;
  state: HandoverState;
  dueOn: LocalDate | null;
  inventory: unknown;
  oldSignedById: string | null;
  oldSignedByName: string | null;
  oldSignedAt: string | null;
  version: number;
  createdAt: string;
}

export interface SanctionRow {
  id: string;
  institutionId: string;
  ground: keyof typeof SANCTION_GROUNDS;
  decidedOn: LocalDate;
  specialtyId: string;
  centreId: string | null;
  hostingPeriodId: string | null;
  decisionId: string | null;
  headPersonId: string | null;
  document: string | null;
  reason: string;
  registeredById: string;
  registeredByName: string;
  registeredAt: string;
}

export interface InstitutionEventRow {
  id: string;
  institutionId: string;
  kind: keyof typeof EVENT_KINDS;
  on: LocalDate;
  specialtyId: string | null;
  note: string;
  document: string | null;
  registeredById: string;
  registeredByName: string;
  registeredAt: string;
  revokedAt: string | null;
  revokedByName: string | null;
  revokeReason: string | null;
}

export interface EmploymentRow {
  id: string;
  personId: string;
  institutionId: string;
  startedOn: LocalDate | null;
  endedOn: LocalDate | null;
}

export interface PlanChangeRow {
  id: string;
  kind: 'add' | 'rename' | 'merge' | 'split' | 'withdraw';
  reason: string;
  document: string | null;
  on: LocalDate;
  before: unknown;
  after: unknown;
  byId: string;
  byName: string;
  at: string;
}

export interface RedeterminationRow {
  id: string;
  centreId: string;
  outcome: 'continued' | 'anew';
  decidedOn: LocalDate;
  documentNumber: string;
  reason: string;
  selectionId: string | null;
  decidedById: string;
  decidedByName: string;
  decidedAt: string;
}

export interface MessageRow {
  id: string;
  accountId: string;
  title: string;
  text: string;
  href: string;
  at: string;
  readAt: string | null;
}

/** Everything of one tenant, each table after those it refers to. */
/** An event in the chain of the tenant. */
export interface AuditEventRow extends Omit<AuditFacts, 'at'> {
  id: string;
  at: string;
  hash: string;
}

export interface TenantRows {
  profile_version: ProfileVersionRow[];
  institution: InstitutionRow[];
  person: PersonRow[];
  penalty: PenaltyRow[];
  specialty: SpecialtyRow[];
  centre: CentreRow[];
  hosting_period: HostingPeriodRow[];
  committee: CommitteeRow[];
  roster_change: RosterChangeRow[];
  roster_entry: RosterEntryRow[];
  departure: DepartureRow[];
  appointment: AppointmentRow[];
  assessment_year: AssessmentYearRow[];
  assessment: AssessmentRow[];
  decision: DecisionRow[];
  membership: MembershipRow[];
  employment: EmploymentRow[];
  selection: SelectionRow[];
  application: ApplicationRow[];
  panel_member: PanelMemberRow[];
  panel_score: PanelScoreRow[];
  notice: NoticeRow[];
  notice_sighting: NoticeSightingRow[];
  objection: ObjectionRow[];
  handover: HandoverRow[];
  sanction: SanctionRow[];
  institution_event: InstitutionEventRow[];
  plan_change: PlanChangeRow[];
  redetermination: RedeterminationRow[];
  message: MessageRow[];
  audit_event: AuditEventRow[];
}

export const emptyRows = (): TenantRows => ({
  profile_version: [], institution: [], person: [], penalty: [], specialty: [], centre: [], hosting_period: [], committee: [],
  roster_change: [], roster_entry: [], departure: [], appointment: [], assessment_year: [], assessment: [], decision: [], membership: [],
  employment: [], selection: [], application: [], panel_member: [], panel_score: [], notice: [], notice_sighting: [], objection: [], handover: [],
  sanction: [], institution_event: [], plan_change: [], redetermination: [], message: [], audit_event: [],
});

/** An instant of a day in China. */
export const instant = (date: LocalDate, time = '10:00'): string => `${date}T${time}:00+08:00`;
