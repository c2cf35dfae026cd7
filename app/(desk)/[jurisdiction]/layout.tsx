import type { ReactNode } from 'react';
import { Shell } from '@/components/shell/shell';
import { navigation } from '@/components/shell/navigation';
import { LEVELS, type Level } from '@/lib/glossary';
import { mayEver, ROLES } from '@/lib/identity/capabilities';
import { roleLabel } from '@/lib/identity/role-label';
import { loadActor, loadSignedIn } from '@/lib/identity/loaders';
import { loadDesk } from '@/lib/jurisdiction/loaders';

export default async function DeskLayout({ children, params }: { children: ReactNode; params: Promise<{ jurisdiction: string }> }) {
  const { jurisdiction } = await params;
  const actor = await loadActor(jurisdiction);
  const { tenants, roles } = (await loadSignedIn(jurisdiction))!;
  const tenant = tenants.find((t) => t.id === jurisdiction)!;
  const profile = tenant.kind === 'jurisdiction' ? (await loadDesk(jurisdiction)).rules.profile : null;
  const first = actor.roles[0]!;
  return (
    <Shell
      tenant={{ id: tenant.id, authority: tenant.authority, levelLabel: LEVELS[tenant.level as Level] ?? '' }}
      tenants={tenants.map((t) => ({ id: t.id, authority: t.authority, roleLabels: [...new Set(roles.filter((r) => r.tenantId === t.id).map((r) => ROLES[r.role]))] }))}
      user={{ name: actor.name, roleLabel: roleLabel(first.role, profile, first.office) }}
      {...(mayEver('centre.list', actor.roles.map((r) => r.role)) && profile ? { searchHint: `${profile.vocabulary.centreShort}、单位、人员、文号、条文` } : { searchAction: null })}
      nav={navigation(tenant.id, actor.roles.map((r) => r.role), profile)}
    >
      {children}
    </Shell>
  );
}
