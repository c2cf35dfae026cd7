import { describe, expect, it } from 'vitest';
import { CAPABILITIES, isAllowed, mayEver, RELATIONS, relationOf, ROLES, type Act, type HeldRole, type Role } from '../../lib/identity/capabilities';

const acts = Object.keys(CAPABILITIES) as Act[];
const roles = Object.keys(ROLES) as Role[];

/** The table as a page for those who review it. */
function printed(): string {
  const grant = { own: '本人范围', tenant: '本辖区' };
  const rows = acts.map((act) => `| ${act} | ${roles.map((role) => grant[(CAPABILITIES[act] as Partial<Record<Role, keyof typeof grant>>)[role]!] ?? '').join(' | ')} |`);
  return `# Who may do what\n\nPrinted from \`lib/identity/capabilities.ts\` by its test; nothing is ever allowed across tenants.\n\n| act | ${roles.map((r) => ROLES[r]).join(' | ')} |\n|---|${roles.map(() => '---|').join('')}\n${rows.join('\n')}\n`;
}

describe('the capability table', () => {
  it('is printed for review', async () => {
    await expect(printed()).toMatchFileSnapshot('../../docs/capabilities.md');
  });

  it('allows nothing across tenants', () => {
    for (const act of acts) for (const role of roles) for (const relation of RELATIONS.slice(2)) expect(isAllowed(act, role, relation), `${act} ${role} ${relation}`).toBe(false);
  });

  it('lets the audit administrator read the log and nothing else', () => {
    expect(acts.filter((act) => mayEver(act, ['audit-admin']))).toEqual(['audit.read']);
  });

  it('gives the platform administrator no act in any tenant', () => {
    expect(acts.filter((act) => mayEver(act, ['platform-admin']))).toEqual([]);
  });
});

describe('the relation of a role to what an act touches', () => {
  const parents: Record<string, string | null> = { top: null, city: 'top', county: 'city', town: 'city', far: null };
  const parentOf = (id: string) => parents[id] ?? null;
  const held = (tenantId: string, more: Partial<HeldRole> = {}): HeldRole => ({ tenantId, role: 'official', centreId: null, institutionId: null, office: null, ...more });

  it.each([
    ['city', 'county', 'parent'],
    ['county', 'city', 'child'],
    ['county', 'town', 'sibling'],
    ['county', 'top', 'unrelated'],
    ['far', 'county', 'unrelated'],
    ['county', 'county', 'tenant'],
  ])('of %s to %s is %s', (from, to, relation) => {
    expect(relationOf(held(from), 'a', { tenantId: to }, parentOf)).toBe(relation);
  });

  it('is own for the centre, the hosted centre and the assigned piece of work, and only for those', () => {
    const target = { tenantId: 'county', centreId: 'c1', hostId: 'i1', assigneeId: 'a' };
    expect(relationOf(held('county', { role: 'secretary', centreId: 'c1' }), 'x', target, parentOf)).toBe('own');
    expect(relationOf(held('county', { role: 'secretary', centreId: 'c2' }), 'x', target, parentOf)).toBe('tenant');
    expect(relationOf(held('county', { role: 'host-contact', institutionId: 'i1' }), 'x', target, parentOf)).toBe('own');
    expect(relationOf(held('county', { role: 'assessor' }), 'a', target, parentOf)).toBe('own');
    expect(relationOf(held('county', { role: 'assessor' }), 'b', target, parentOf)).toBe('tenant');
    // Somebody else's role does not become own because the account is named.
    expect(relationOf(held('county', { role: 'office' }), 'a', target, parentOf)).toBe('tenant');
  });
});
