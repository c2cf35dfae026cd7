import { builtInProfile } from '../../lib/regulations/files';
import { checkProfile, type CheckedProfile } from '../../lib/rulebook';
import { plannedSpecialties, SPECIALTIES } from './specialties';
import type { TenantPlan } from './tenant';

// What each of the five jurisdictions holds, and synthetic counties for measuring with many tenants.

/** The five built-in jurisdictions, parents first. */
export function builtInPlans(): TenantPlan[] {
  const zhengzhou = builtInProfile('zhengzhou-2024');
  return [
    {
      profile: builtInProfile('national-2019'), flavour: 'national', sort: 1, section: '医疗质量处', allRoles: true,
      catalogue: SPECIALTIES.national, showpiece: '麻醉专业', usual: { qualified: 1 },
      stories: { 'newly-unqualified': 2, rectifying: 2, rectified: 1, 'chair-left': 1, ordinary: 33 },
    },
    {
      profile: builtInProfile('chongqing-2025'), flavour: 'chongqing', sort: 2, section: '医政处', allRoles: true,
      catalogue: SPECIALTIES.chongqing, showpiece: '重症医学专业', usual: { excellent: 25, good: 50, qualified: 25 },
      stories: {
        expiring: 4, 'expiring-reselect': 1, 'expired-retained': 1, 'expired-reselect': 1, 'second-unqualified': 2, 'across-cycles': 1,
        rectifying: 4, rectified: 2, retained: 5, 'two-excellent': 2, 'reselected-same': 2, 'reselected-other': 2, reselecting: 1,
        removed: 1, undecided: 1, closed: 1, 'older-host-share': 1, 'older-size': 1, 'older-both': 1, 'chair-left': 3, ordinary: 22,
      },
    },
    {
      profile: zhengzhou, flavour: 'zhengzhou', sort: 3, section: '医政处', allRoles: true,
      catalogue: plannedSpecialties(zhengzhou), showpiece: '重症医学专业', usual: { excellent: 25, good: 50, qualified: 25 },
      stories: {
        expiring: 3, 'expiring-reselect': 1, 'expired-retained': 1, 'expired-removed': 1, 'two-apart': 1, 'once-unqualified': 3, retained: 3,
        'two-excellent': 2, 'reselected-same': 1, 'reselected-other': 2, reselecting: 1, removed: 1, incomplete: 1, 'chair-left': 2, ordinary: 21,
      },
    },
    {
      profile: builtInProfile('qingpu-2025'), flavour: 'qingpu', sort: 4, section: '医政科', allRoles: true,
      catalogue: SPECIALTIES.qingpu, showpiece: '急诊医学专业', usual: null,
      stories: { 'chair-left': 2, ordinary: 22 },
    },
    { ...countyPlan(builtInProfile('jinxiang-2026')), sort: 5, allRoles: true },
  ];
}

/** A synthetic county with the regulation of Jinxiang under its own name; `index` counts from 1. */
export function syntheticPlan(index: number, template: CheckedProfile): TenantPlan {
  const number = String(index).padStart(3, '0');
  const checked = checkProfile({
    ...template,
    id: `county-${number}-2026`,
    jurisdiction: { ...template.jurisdiction, id: `county-${number}`, code: `C${letters(index)}`, name: `示例县${number}`, authority: `示例县${number}卫生健康局`, letter: '例' },
    instrument: { ...template.instrument, title: `示例县${number}医疗质量控制中心管理办法`, number: `示例县卫健字〔2026〕${index}号`, issuer: `示例县${number}卫生健康局` },
  });
  if (!checked.ok) throw new Error(checked.faults.map((f) => `${f.path.join('.')} ${f.message}`).join('; '));
  return { ...countyPlan(checked.profile), sort: 100 + index, allRoles: false };
}

/** AAA, AAB, AAC … */
const letters = (n: number): string => [676, 26, 1].map((unit) => String.fromCharCode(65 + (Math.floor(n / unit) % 26))).join('');

const countyPlan = (profile: CheckedProfile): Omit<TenantPlan, 'sort' | 'allRoles'> => ({
  profile, flavour: 'jinxiang', section: '医政股', catalogue: SPECIALTIES.jinxiang, showpiece: '重症医学专业',
  usual: { excellent: 35, qualified: 65 },
  stories: { 'second-unqualified': 1, 'newly-unqualified': 1, rectifying: 2, rectified: 1, 'chair-left': 1, ordinary: 13 },
});
