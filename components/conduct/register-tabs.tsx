import { Tabs } from '@/components/ui/tabs';

/** The two registers from which bars are computed. */
export function RegisterTabs({ jurisdiction, current }: { jurisdiction: string; current: 'sanctions' | 'events' }) {
  const path = `/${jurisdiction}/sanctions`;
  return <Tabs label="处理登记" items={[{ href: path, label: '处理决定', current: current === 'sanctions' }, { href: `${path}/events`, label: '影响资格的事件', current: current === 'events' }]} />;
}
