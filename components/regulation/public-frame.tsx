import type { ReactNode } from 'react';
import { PublicShell } from '@/components/shell/public-shell';
import type { Profile } from '@/lib/regulation/profile';
import { roadsOf, usualWords } from '@/lib/selection/roads';

type Part = 'directory' | 'calls' | 'notices' | 'rules' | 'compare';

/** The parts, in a jurisdiction's own words where the pages are those of one. */
const partsOf = (profile?: Profile): Record<Exclude<Part, 'compare'>, string> => ({
  directory: `${profile?.vocabulary.centreShort ?? '质控中心'}名录`, calls: callsWord(profile), notices: '公示公告', rules: '规则条文',
});

/** What the calls of a jurisdiction are called: for a host, or for members without one. */
export const callsWord = (profile?: Profile): string => (profile ? usualWords(profile).call : '遴选和推荐公告');

/** Whether the text knows what a part shows: a notice, and a call, which there is none where hosts are only designated. */
export const knows = (profile: Profile, part: string): boolean =>
  part === 'notices' ? profile.notice !== null : part === 'calls' ? roadsOf(profile).some((road) => road !== 'designation') : true;

/** What a jurisdiction's public pages are called: 某市医疗质量控制中心. */
export const publicTitle = ({ jurisdiction: { name }, vocabulary: { centre } }: Profile): string => (centre.startsWith(name) ? centre : name + centre);

/** The frame of pages without login: of all jurisdictions, or with a `profile` of one. */
export function PublicFrame({ at, profile, children }: { at: Part; profile?: Profile; children: ReactNode }) {
  const of = profile ? `/${profile.jurisdiction.id}` : '';
  const onRules = at === 'rules' || at === 'compare';
  return (
    <PublicShell
      title={profile && !onRules ? publicTitle(profile) : '医疗质量控制中心管理'}
      subtitle={onRules ? '规则公开' : '信息公开'}
      nav={[
        ...Object.entries(partsOf(profile)).filter(([part]) => !profile || at === part || knows(profile, part)).map(([part, label]) => ({ href: `/${part}${of}`, label, current: at === part })),
        ...(onRules ? [{ href: '/rules/compare', label: '两地对照', current: at === 'compare' }] : []),
      ]}
      homeHref={profile ? `/directory${of}` : '/directory'}
      loginHref="/login"
      footer={
        onRules ? { note: '所列为规则档案的内容和解释口径，以主管部门印发的文本为准' }
        : profile ? { host: profile.jurisdiction.authority, ...(profile.structure.office ? { operator: profile.structure.office.name } : {}) }
        : { note: '内容由各辖区主管部门发布' }
      }
    >
      {children}
    </PublicShell>
  );
}
