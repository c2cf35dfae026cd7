import type { LocalDate } from '../kernel/local-date';

// Conflicts of interest of an assessor with those who applied. Found from what the platform knows, and from what he declares.

export const CONFLICT_GROUNDS = {
  employer: '现在该单位任职',
  'former-employer': '曾在该单位任职',
  committee: '与拟任负责人同在一个专家组织',
  centre: '在该单位现有的中心任职',
  head: '本人为拟任负责人',
  declared: '本人声明有利害关系',
} as const;
export type ConflictGround = keyof typeof CONFLICT_GROUNDS;

/** Why somebody may not judge, and whose application it is about. */
export interface Conflict {
  applicationId: string;
  ground: ConflictGround;
  note: string;
}

/** What is known of an assessor on a day. */
export interface AssessorFacts {
  /** In the pool of experts; null where he does not stand there. */
  personId: string | null;
  /** Institutions that employ him now, or for which his account speaks. */
  employers: readonly string[];
  /** Earlier and present employment; first and last day, inclusive, null where unknown. */
  employments: readonly { institutionId: string; startedOn: LocalDate | null; endedOn: LocalDate | null }[];
  /** What he does for centres that stand: seats on their bodies, and offices of his account, which have no body. */
  posts: readonly { committeeId: string | null; name: string; hostId: string | null }[];
}

/** What is known of an applicant on a day. */
export interface ApplicantFacts {
  applicationId: string;
  institutionId: string;
  institution: string;
  headId: string | null;
  /** Standing bodies on which the proposed head sits. */
  headSeats: readonly string[];
}

/** Every conflict between an assessor and the applicants, in the order of the applicants. */
export const conflictsOf = (assessor: AssessorFacts, applicants: readonly ApplicantFacts[]): Conflict[] =>
  applicants.flatMap((applicant) => {
    const { applicationId, institution, institutionId } = applicant;
    const found = (ground: ConflictGround, note: string): Conflict => ({ applicationId, ground, note });
    const conflicts: Conflict[] = [];
    if (assessor.personId !== null && assessor.personId === applicant.headId) conflicts.push(found('head', `本人为${institution}申请的拟任负责人`));
    const isEmployed = assessor.employers.includes(institutionId);
    if (isEmployed) conflicts.push(found('employer', `现任职于${institution}`));
    const earlier = assessor.employments.filter((e) => e.institutionId === institutionId);
    if (earlier.length > 0 && !isEmployed) conflicts.push(found('former-employer', `曾任职于${institution}（${earlier.map(yearsOf).join('、')}）`));
    const shared = assessor.posts.find((p) => p.committeeId !== null && applicant.headSeats.includes(p.committeeId));
    if (shared) conflicts.push(found('committee', `与${institution}申请的拟任负责人同在${shared.name}`));
    const hosted = assessor.posts.find((p) => p.hostId === institutionId);
    if (hosted) conflicts.push(found('centre', `任职于${hosted.name}，该中心现由${institution}承担`));
    return conflicts;
  });

/** The years of an employment, such as 2012年至2018年. */
export function yearsOf({ startedOn, endedOn }: { startedOn: LocalDate | null; endedOn: LocalDate | null }): string {
  const [from, to] = [startedOn, endedOn].map((d) => (d ? `${Number(d.slice(0, 4))}年` : null));
  if (from && to) return from === to ? from : `${from}至${to}`;
  return from ? `${from}起` : to ? `至${to}` : '起止不详';
}

/** Conflicts found, and those that he declared and that no new look at the registers takes away. */
export const withDeclared = (found: readonly Conflict[], stored: readonly Conflict[]): Conflict[] => [...found, ...stored.filter((c) => c.ground === 'declared')];

/** What an assessor declares about one applicant; undefined where he has not said. */
export interface Declaration {
  interest?: boolean | undefined;
  note?: string | undefined;
  /** Whether he ever worked there. */
  worked?: boolean | undefined;
}

/** What he declares against himself. Former employment counts as declared: the register may know nothing of it. */
export const declaredConflicts = (declarations: Readonly<Record<string, Declaration>>, applicants: readonly Pick<ApplicantFacts, 'applicationId' | 'institution'>[]): Conflict[] =>
  applicants.flatMap(({ applicationId, institution }) => {
    const said = declarations[applicationId];
    return [
      ...(said?.interest ? [{ applicationId, ground: 'declared' as const, note: `声明与${institution}有利害关系${said.note ? `：${said.note}` : ''}` }] : []),
      ...(said?.worked ? [{ applicationId, ground: 'declared' as const, note: `声明曾任职于${institution}` }] : []),
    ];
  });
