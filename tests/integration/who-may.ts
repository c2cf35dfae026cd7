import type { Relation, Role } from '../../lib/identity/capabilities.ts';

const each = (acts: readonly string[], grants: Partial<Record<Role, 'own' | 'tenant'>>) => Object.fromEntries(acts.map((act) => [act, grants]));

/**
 * Who may do what, written down from the regulations and the design, not read from the code: officials approve, confirm,
 * choose and decide; the director and the secretary of a centre draw up its lists; whoever is given an assessment makes it.
 * "own" is the centre, institution or piece of work that the membership names, "tenant" anything of its tenant.
 */
export const MAY_WRITE: Readonly<Record<string, Partial<Record<Role, 'own' | 'tenant'>>>> = {
  'centre.open': { official: 'tenant' },
  'centre.redetermine': { official: 'tenant' },
  'specialty.add': { official: 'tenant' },
  'institution.register': { official: 'tenant', office: 'tenant' },
  'institution.correct': { official: 'tenant', office: 'tenant' },
  'roster.begin': { director: 'own', secretary: 'own' },
  'roster.save': { director: 'own', secretary: 'own' },
  'roster.submit': { director: 'own', secretary: 'own' },
  'roster.withdraw': { director: 'own', secretary: 'own' },
  'roster.approve': { official: 'tenant' },
  'roster.return': { official: 'tenant' },
  'person.register': { official: 'tenant', director: 'tenant', secretary: 'tenant', 'host-contact': 'own' },
  'person.correct': { official: 'tenant', office: 'tenant' },
  'assessment.assign': { official: 'tenant', office: 'tenant' },
  'assessment.save': { assessor: 'own' },
  'assessment.propose': { assessor: 'own' },
  'assessment.return': { official: 'tenant' },
  'assessment.confirm': { official: 'tenant' },
  'assessment.choose-rule': { official: 'tenant' },
  'decision.confirm': { official: 'tenant' },
  'specialty.change': { official: 'tenant' },
  // The office prepares a round and carries it out; approving, publishing, choosing, releasing and deciding are the commission's.
  ...each(['selection.save', 'selection.submit-scheme', 'selection.close', 'selection.begin-scoring', 'selection.end-review', 'selection.end-scoring'], { official: 'tenant', office: 'tenant' }),
  ...each(
    ['selection.return-scheme', 'selection.approve-scheme', 'selection.publish', 'selection.choose', 'selection.return-choice', 'selection.release', 'selection.reopen', 'selection.reopen-review', 'selection.decide', 'selection.cancel'],
    { official: 'tenant' },
  ),
  // An institution's contact applies for it and for no other.
  ...each(['application.save', 'application.attach', 'application.detach', 'application.submit', 'application.withdraw'], { 'host-contact': 'own' }),
  ...each(['application.judge', 'application.accept', 'application.reject'], { official: 'tenant', office: 'tenant' }),
  'application.review-again': { official: 'tenant' },
  ...each(['panel.invite', 'panel.propose', 'panel.recuse', 'panel.order'], { official: 'tenant', office: 'tenant' }),
  // Who judges is approved by the commission: at first with the plan, later beside it.
  ...each(['panel.approve', 'panel.refuse'], { official: 'tenant' }),
  // An assessor answers and scores for himself.
  ...each(['panel.accept', 'panel.decline', 'panel.withdraw', 'panel.save-score', 'panel.submit-score'], { assessor: 'own' }),
  ...each(['objection.answer', 'objection.reveal'], { official: 'tenant', office: 'tenant' }),
  ...each(['handover.save', 'handover.give', 'handover.return', 'handover.receive'], { 'host-contact': 'own' }),
  'handover.override': { official: 'tenant' },
  ...each(['sanction.register', 'sanction.revoke', 'event.revoke'], { official: 'tenant' }),
  'event.register': { official: 'tenant', office: 'tenant' },
  // Everybody has messages of his own.
  'message.read': { official: 'tenant', office: 'tenant', director: 'tenant', secretary: 'tenant', assessor: 'tenant', 'host-contact': 'tenant' },
  'regulation.upload': { 'system-admin': 'tenant' },
  'account.unlock': { 'security-admin': 'tenant' },
};

const business = ['official', 'office', 'director', 'secretary', 'assessor', 'host-contact'] as const;
const reach = (roles: readonly Role[], how: 'own' | 'tenant') => Object.fromEntries(roles.map((r) => [r, how]));
export const MAY_READ: Readonly<Record<string, Partial<Record<Role, 'own' | 'tenant'>>>> = {
  'worklist.read': reach(business, 'tenant'),
  'centre.list': reach(business, 'tenant'),
  'specialty.list': reach(business, 'tenant'),
  'objection.read': reach(['official', 'office'], 'tenant'),
  'regulation.read': reach([...business, 'system-admin'], 'tenant'),
  'institution.list': reach(['official', 'office', 'director', 'secretary'], 'tenant'),
  'centre.read': { ...reach(['official', 'office'], 'tenant'), ...reach(['director', 'secretary', 'assessor', 'host-contact'], 'own') },
  'roster.read': { ...reach(['official', 'office'], 'tenant'), ...reach(['director', 'secretary', 'host-contact'], 'own') },
  'assessment.list': reach(['official', 'office', 'director', 'secretary', 'assessor'], 'tenant'),
  'assessment.read': { ...reach(['official', 'office'], 'tenant'), ...reach(['director', 'assessor'], 'own') },
  'decision.read': { ...reach(['official', 'office'], 'tenant'), ...reach(['director', 'secretary', 'host-contact'], 'own') },
  'departure.list': reach(['official', 'office'], 'tenant'),
  'audit.read': { 'audit-admin': 'tenant' },
  'selection.read': reach(['official', 'office'], 'tenant'),
  'application.read': { ...reach(['official', 'office'], 'tenant'), 'host-contact': 'own' },
  'panel.read': { assessor: 'own' },
  'handover.read': { ...reach(['official', 'office'], 'tenant'), 'host-contact': 'own' },
  'sanction.list': reach(['official', 'office'], 'tenant'),
  'account.list': reach(['system-admin', 'security-admin'], 'tenant'),
};

/** Whether the table lets a role do an act in a relation. */
export const expected = (act: string, role: Role, relation: Relation): boolean => {
  const grant = (MAY_WRITE[act] ?? MAY_READ[act])?.[role];
  return grant === 'tenant' ? relation === 'own' || relation === 'tenant' : grant === 'own' && relation === 'own';
};
