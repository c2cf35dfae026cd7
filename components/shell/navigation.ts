import { mayEver, type Act, type Role } from '@/lib/identity/capabilities';
import type { Profile } from '@/lib/regulation/profile';
import { roadsOf, roundsWord, usualWords } from '@/lib/selection/roads';
import type { NavGroup } from './shell';

/** The side menu of a workspace: what the roles may see, in the jurisdiction's own words. */
export function navigation(jurisdiction: string, roles: readonly Role[], profile: Profile | null): NavGroup[] {
  if (!profile) return [{ items: [{ href: `/${jurisdiction}`, label: '辖区' }] }];
  const { vocabulary } = profile;
  const roads = roadsOf(profile);
  const groups: { title?: string; items: { act: Act; path: string; label: string }[] }[] = [
    { items: [{ act: 'worklist.read', path: '', label: '待办' }] },
    {
      title: '业务',
      items: [
        { act: 'centre.list', path: '/centres', label: vocabulary.centreShort },
        { act: 'specialty.list', path: '/specialties', label: '设置规划' },
        ...(roads[0] ? [{ act: 'selection.read' as const, path: '/selections', label: roundsWord(profile) }, { act: 'application.save' as const, path: '/applications', label: usualWords(profile).answer }] : []),
        { act: 'panel.read', path: '/reviews', label: '评审' },
        ...(profile.handover ? [{ act: 'handover.read' as const, path: '/handovers', label: '交接' }] : []),
        // What the text does not know has no place in the menu.
        ...(profile.grades ? [{ act: 'assessment.list' as const, path: '/assessments', label: '年度考核' }] : []),
        ...(profile.cycle ? [{ act: 'decision.read' as const, path: '/decisions', label: '裁定' }] : []),
      ],
    },
    { title: '登记', items: [{ act: 'institution.list', path: '/institutions', label: '医疗机构' }, { act: 'departure.list', path: '/departures', label: '偏离登记' }, ...(profile.structure.host ? [{ act: 'sanction.list' as const, path: '/sanctions', label: '处理登记' }] : [])] },
    {
      title: '管理',
      items: [
        { act: 'account.list', path: '/accounts', label: '账号' },
        { act: 'audit.read', path: '/audit', label: '审计日志' },
      ],
    },
    { title: '规则', items: [{ act: 'regulation.read', path: '/rules', label: '条文与口径' }] },
  ];
  return groups
    .map(({ title, items }) => ({ ...(title ? { title } : {}), items: items.filter(({ act }) => mayEver(act, roles)).map(({ path, label }) => ({ href: `/${jurisdiction}${path}`, label })) }))
    .filter(({ items }) => items.length > 0);
}
