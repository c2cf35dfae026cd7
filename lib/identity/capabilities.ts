// Who may do what: one table, printed for review in docs/capabilities.md and proven by the matrix test.

/** Every role; the names stand in the check constraint of `membership`. */
export const ROLES = {
  official: '医政处',
  office: '质控办',
  director: '中心负责人',
  secretary: '秘书',
  assessor: '考核专家',
  'host-contact': '挂靠单位联系人',
  'system-admin': '系统管理员',
  'security-admin': '安全管理员',
  'audit-admin': '审计管理员',
  'platform-admin': '平台管理员',
} as const;
export type Role = keyof typeof ROLES;

/** How a membership stands to what an act touches. */
export const RELATIONS = ['own', 'tenant', 'parent', 'child', 'sibling', 'unrelated'] as const;
export type Relation = (typeof RELATIONS)[number];

/** The centre, institution or account that an act touches; what is left out is the whole tenant. */
export interface Target {
  tenantId: string;
  centreId?: string | undefined;
  /** Institution that hosts the centre today. */
  hostId?: string | undefined;
  /** Account to which the piece of work is assigned. */
  assigneeId?: string | null | undefined;
}

/** What a role may do with its own, and with anything of its tenant. Nothing is ever allowed across tenants. */
type Grant = 'own' | 'tenant';

const everyoneInBusiness = { official: 'tenant', office: 'tenant', director: 'tenant', secretary: 'tenant', assessor: 'tenant', 'host-contact': 'tenant' } as const;
const fileReaders = { official: 'tenant', office: 'tenant', director: 'own', secretary: 'own', assessor: 'own', 'host-contact': 'own' } as const;

const commission = { official: 'tenant', office: 'tenant' } as const;

/** Act → role → reach. An act that does not stand here cannot be done. */
export const CAPABILITIES = {
  // Reading
  'worklist.read': everyoneInBusiness,
  'centre.list': everyoneInBusiness,
  'centre.read': fileReaders,
  'specialty.list': everyoneInBusiness,
  'institution.list': { official: 'tenant', office: 'tenant', director: 'tenant', secretary: 'tenant' },
  'roster.read': { official: 'tenant', office: 'tenant', director: 'own', secretary: 'own', 'host-contact': 'own' },
  'assessment.list': { official: 'tenant', office: 'tenant', assessor: 'tenant', director: 'tenant', secretary: 'tenant' },
  'assessment.read': { official: 'tenant', office: 'tenant', assessor: 'own', director: 'own' },
  'decision.read': { official: 'tenant', office: 'tenant', director: 'own', secretary: 'own', 'host-contact': 'own' },
  'departure.list': { official: 'tenant', office: 'tenant' },
  'audit.read': { 'audit-admin': 'tenant' },
  'account.list': { 'system-admin': 'tenant', 'security-admin': 'tenant' },
  'regulation.read': { ...everyoneInBusiness, 'system-admin': 'tenant' },
  'selection.read': commission,
  'application.read': { ...commission, 'host-contact': 'own' },
  'panel.read': { assessor: 'own' },
  'handover.read': { ...commission, 'host-contact': 'own' },
  'sanction.list': commission,
  'objection.read': commission,
  // Centres
  'centre.open': { official: 'tenant' },
  'centre.redetermine': { official: 'tenant' },
  'specialty.add': { official: 'tenant' },
  'specialty.change': { official: 'tenant' },
  'institution.register': { official: 'tenant', office: 'tenant' },
  'institution.correct': { official: 'tenant', office: 'tenant' },
  // Rosters
  'roster.begin': { secretary: 'own', director: 'own' },
  'roster.save': { secretary: 'own', director: 'own' },
  'roster.submit': { secretary: 'own', director: 'own' },
  'roster.withdraw': { secretary: 'own', director: 'own' },
  'roster.approve': { official: 'tenant' },
  'roster.return': { official: 'tenant' },
  'person.register': { secretary: 'tenant', director: 'tenant', official: 'tenant', 'host-contact': 'own' },
  'person.correct': { official: 'tenant', office: 'tenant' },
  // Assessments
  'assessment.assign': { official: 'tenant', office: 'tenant' },
  'assessment.save': { assessor: 'own' },
  'assessment.propose': { assessor: 'own' },
  'assessment.return': { official: 'tenant' },
  'assessment.confirm': { official: 'tenant' },
  'assessment.choose-rule': { official: 'tenant' },
  // Decisions
  'decision.confirm': { official: 'tenant' },
  // Rounds: from the call to the decision
  'selection.save': commission,
  'selection.submit-scheme': commission,
  'selection.return-scheme': { official: 'tenant' },
  'selection.approve-scheme': { official: 'tenant' },
  'selection.publish': { official: 'tenant' },
  'selection.close': commission,
  'selection.begin-scoring': commission,
  'selection.end-review': commission,
  'selection.end-scoring': commission,
  'selection.choose': { official: 'tenant' },
  'selection.return-choice': { official: 'tenant' },
  'selection.release': { official: 'tenant' },
  'selection.reopen': { official: 'tenant' },
  'selection.reopen-review': { official: 'tenant' },
  'selection.decide': { official: 'tenant' },
  'selection.cancel': { official: 'tenant' },
  // Applications
  'application.save': { 'host-contact': 'own' },
  'application.attach': { 'host-contact': 'own' },
  'application.detach': { 'host-contact': 'own' },
  'application.submit': { 'host-contact': 'own' },
  'application.withdraw': { 'host-contact': 'own' },
  'application.judge': commission,
  'application.accept': commission,
  'application.reject': commission,
  'application.review-again': { official: 'tenant' },
  // Panel
  'panel.invite': commission,
  'panel.propose': commission,
  'panel.approve': { official: 'tenant' },
  'panel.refuse': { official: 'tenant' },
  'panel.recuse': commission,
  'panel.order': commission,
  'panel.accept': { assessor: 'own' },
  'panel.decline': { assessor: 'own' },
  'panel.withdraw': { assessor: 'own' },
  'panel.save-score': { assessor: 'own' },
  'panel.submit-score': { assessor: 'own' },
  // Objections; anybody may file one, without an account
  'objection.answer': commission,
  'objection.reveal': commission,
  // Handover
  'handover.save': { 'host-contact': 'own' },
  'handover.give': { 'host-contact': 'own' },
  'handover.return': { 'host-contact': 'own' },
  'handover.receive': { 'host-contact': 'own' },
  'handover.override': { official: 'tenant' },
  // Registers
  'sanction.register': { official: 'tenant' },
  'sanction.revoke': { official: 'tenant' },
  'event.register': commission,
  'event.revoke': { official: 'tenant' },
  // Messages are an account's own: the mutation touches no others
  'message.read': everyoneInBusiness,
  // Regulation
  'regulation.upload': { 'system-admin': 'tenant' },
  // Accounts
  'account.unlock': { 'security-admin': 'tenant' },
} as const satisfies Record<string, Partial<Record<Role, Grant>>>;

export type Act = keyof typeof CAPABILITIES;

/** A role as an account holds it in one tenant. */
export interface HeldRole {
  tenantId: string;
  role: Role;
  centreId: string | null;
  institutionId: string | null;
  office: string | null;
}

/** How a held role stands to a target; the tree of tenants is passed in. */
export function relationOf(held: HeldRole, accountId: string, target: Target, parentOf: (tenantId: string) => string | null): Relation {
  if (held.tenantId !== target.tenantId) {
    if (parentOf(target.tenantId) === held.tenantId) return 'parent';
    if (parentOf(held.tenantId) === target.tenantId) return 'child';
    const parent = parentOf(held.tenantId);
    return parent !== null && parent === parentOf(target.tenantId) ? 'sibling' : 'unrelated';
  }
  const own =
    (held.centreId !== null && held.centreId === target.centreId) ||
    (held.institutionId !== null && held.institutionId === target.hostId) ||
    (held.role === 'assessor' && target.assigneeId === accountId);
  return own ? 'own' : 'tenant';
}

/** Whether a role in a relation may do an act. */
export function isAllowed(act: Act, role: Role, relation: Relation): boolean {
  const grant: Grant | undefined = (CAPABILITIES[act] as Partial<Record<Role, Grant>>)[role];
  return grant === 'tenant' ? relation === 'tenant' || relation === 'own' : grant === 'own' && relation === 'own';
}

/** Whether a role may ever do an act; decides what a menu shows, never what an action does. */
export const mayEver = (act: Act, roles: readonly Role[]): boolean => roles.some((role) => role in CAPABILITIES[act]);
