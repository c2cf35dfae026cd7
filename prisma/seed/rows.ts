import type { CentreStatus } from '../../lib/centre/states';
import type { Body, CentreClass, Employment, Grade, Post, Title } from '../../lib/glossary';
import type { LocalDate } from '../../lib/kernel/local-date';
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
  office: string | null;
}

/** Everything of one tenant, each table after those it refers to. */
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
}

export const emptyRows = (): TenantRows => ({
  profile_version: [], institution: [], person: [], penalty: [], specialty: [], centre: [], hosting_period: [], committee: [],
  roster_change: [], roster_entry: [], departure: [], appointment: [], assessment_year: [], assessment: [], decision: [], membership: [],
});

/** An instant of a day in China. */
export const instant = (date: LocalDate, time = '10:00'): string => `${date}T${time}:00+08:00`;
