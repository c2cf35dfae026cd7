import type { Relation, Role } from '../../lib/identity/capabilities.ts';

/**
 * Who may do what, written down from the regulations and the design, not read from the code: officials approve, confirm,
 * choose and decide; the director and the secretary of a centre draw up its lists; whoever is given an assessment makes it.
 * "own" is the centre, institution or piece of work that the membership names, "tenant" anything of its tenant.
 */
export const MAY_WRITE: Readonly<Record<string, Partial<Record<Role, 'own' | 'tenant'>>>> = {
  'centre.open': { official: 'tenant' },
  'specialty.add': { official: 'tenant' },
  'institution.register': { official: 'tenant', office: 'tenant' },
  'roster.begin': { director: 'own', secretary: 'own' },
  'roster.save': { director: 'own', secretary: 'own' },
  'roster.submit': { director: 'own', secretary: 'own' },
  'roster.withdraw': { director: 'own', secretary: 'own' },
  'roster.approve': { official: 'tenant' },
  'roster.return': { official: 'tenant' },
  'person.register': { official: 'tenant', director: 'tenant', secretary: 'tenant' },
  'assessment.assign': { official: 'tenant', office: 'tenant' },
  'assessment.save': { assessor: 'own' },
  'assessment.propose': { assessor: 'own' },
  'assessment.return': { official: 'tenant' },
  'assessment.confirm': { official: 'tenant' },
  'assessment.choose-rule': { official: 'tenant' },
  'decision.confirm': { official: 'tenant' },
  'regulation.upload': { 'system-admin': 'tenant' },
  'account.unlock': { 'security-admin': 'tenant' },
};

const business = ['official', 'office', 'director', 'secretary', 'assessor', 'host-contact'] as const;
const reach = (roles: readonly Role[], how: 'own' | 'tenant') => Object.fromEntries(roles.map((r) => [r, how]));
export const MAY_READ: Readonly<Record<string, Partial<Record<Role, 'own' | 'tenant'>>>> = {
  'worklist.read': reach(business, 'tenant'),
  'centre.list': reach(business, 'tenant'),
  'specialty.list': reach(business, 'tenant'),
  'regulation.read': reach([...business, 'system-admin'], 'tenant'),
  'institution.list': reach(['official', 'office', 'director', 'secretary'], 'tenant'),
  'centre.read': { ...reach(['official', 'office'], 'tenant'), ...reach(['director', 'secretary', 'assessor', 'host-contact'], 'own') },
  'roster.read': { ...reach(['official', 'office'], 'tenant'), ...reach(['director', 'secretary', 'host-contact'], 'own') },
  'assessment.list': reach(['official', 'office', 'director', 'secretary', 'assessor'], 'tenant'),
  'assessment.read': { ...reach(['official', 'office'], 'tenant'), ...reach(['director', 'assessor'], 'own') },
  'decision.read': { ...reach(['official', 'office'], 'tenant'), ...reach(['director', 'secretary', 'host-contact'], 'own') },
  'departure.list': reach(['official', 'office'], 'tenant'),
  'audit.read': { 'audit-admin': 'tenant' },
  'account.list': reach(['system-admin', 'security-admin'], 'tenant'),
};

/** Whether the table lets a role do an act in a relation. */
export const expected = (act: string, role: Role, relation: Relation): boolean => {
  const grant = (MAY_WRITE[act] ?? MAY_READ[act])?.[role];
  return grant === 'tenant' ? relation === 'own' || relation === 'tenant' : grant === 'own' && relation === 'own';
};
