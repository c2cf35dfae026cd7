import type { ReactNode } from 'react';
import { PublicShell } from '@/components/shell/public-shell';

/** The frame of the public pages on regulations. */
export function PublicFrame({ at, children }: { at: 'rules' | 'compare'; children: ReactNode }) {
  return (
    <PublicShell
      title="医疗质量控制中心管理"
      subtitle="规则公开"
      homeHref="/rules"
      nav={[{ href: '/rules', label: '各地办法', current: at === 'rules' }, { href: '/rules/compare', label: '两地对照', current: at === 'compare' }]}
      loginHref="/login"
      footer={{ note: '所列为规则档案的内容和解释口径，以主管部门印发的文本为准' }}
    >
      {children}
    </PublicShell>
  );
}
