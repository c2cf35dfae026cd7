import type { Metadata } from 'next';
import { HandoverTag } from '@/components/handover/handover-tag';
import { DataTable } from '@/components/ui/data-table';
import { Day } from '@/components/ui/day';
import { Empty } from '@/components/ui/empty';
import { PageHead } from '@/components/ui/page-head';
import { Pagination } from '@/components/ui/pagination';
import { Tabs } from '@/components/ui/tabs';
import { loadHandovers } from '@/lib/handover/loaders';
import { HANDOVER_STATES, type HandoverState } from '@/lib/handover/states';
import { queryOf, type RawQuery } from '@/lib/kernel/text';

export const metadata: Metadata = { title: '交接' };

export default async function HandoversPage({ params, searchParams }: { params: Promise<{ jurisdiction: string }>; searchParams: Promise<RawQuery> }) {
  const { jurisdiction } = await params;
  const { state: asked, before } = queryOf(await searchParams);
  const state = asked !== undefined && asked in HANDOVER_STATES ? (asked as HandoverState) : undefined;
  const { desk, rows, total, next } = await loadHandovers(jurisdiction, state, before);
  const { host, centreShort } = desk.rules.profile.vocabulary;
  const path = `/${jurisdiction}/handovers`;
  const own = state ? `${path}?state=${state}` : path;
  return (
    <>
      <PageHead title="交接" sub={`${host ?? '单位'}更换时由原单位移交、新单位接收，双方签字后开始新的挂靠期`} />
      <Tabs
        label="交接"
        items={[{ href: path, label: '全部', current: state === undefined }, ...Object.entries(HANDOVER_STATES).map(([value, label]) => ({ href: `${path}?state=${value}`, label, current: value === state }))]}
      />
      <DataTable
        caption="交接"
        rows={rows}
        rowKey={(h) => h.id}
        rowHref={(h) => `${path}/${h.id}`}
        columns={[
          { key: 'centre', head: centreShort, cell: (h) => h.centre, phone: 'primary' },
          { key: 'from', head: `原${host ?? '单位'}`, cell: (h) => h.from, phone: 'full' },
          { key: 'to', head: `新${host ?? '单位'}`, cell: (h) => h.to, phone: 'full' },
          { key: 'due', head: '交接时限', cell: (h) => (h.dueOn ? <Day on={h.dueOn} /> : <span className="muted">未定</span>), width: 130 },
          { key: 'state', head: '状态', cell: (h) => <HandoverTag state={h.state} />, phone: 'aside', width: 150 },
        ]}
        empty={state
          ? <Empty title="没有这种状态的交接" links={[{ href: path, label: '查看全部' }]} />
          : <Empty title="没有交接">决定更换{host ?? '单位'}以后列在这里。</Empty>}
      />
      <Pagination total={total} unit="份" {...(before ? { prevHref: own } : {})} {...(next ? { nextHref: `${own}${state ? '&' : '?'}before=${next}` } : {})} />
    </>
  );
}
