import { Tabs } from '@/components/ui/tabs';

/** The views of the plan. */
export function PlanTabs({ jurisdiction, current }: { jurisdiction: string; current: 'plan' | 'parent' | 'history' }) {
  const path = `/${jurisdiction}/specialties`;
  return (
    <Tabs
      label="设置规划"
      items={[
        { href: path, label: '规划方向', current: current === 'plan' },
        { href: `${path}/parent`, label: '对接上级规划', current: current === 'parent' },
        { href: `${path}/history`, label: '规划沿革', current: current === 'history' },
      ]}
    />
  );
}
