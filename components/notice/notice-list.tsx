import { DataTable } from '@/components/ui/data-table';
import { Empty } from '@/components/ui/empty';
import type { LocalDate } from '@/lib/kernel/local-date';
import type { NoticeLine } from '@/lib/notice/data';
import { NoticeTag } from './notice-tag';
import { NoticeDates } from './notice-view';

interface NoticeListProps {
  rows: readonly NoticeLine[];
  today: LocalDate;
  /** Of their jurisdictions, where there are several. */
  nameOf?: ReadonlyMap<string, string>;
  resetHref: string;
  searched: boolean;
  /** The calls that may lead to a notice, in the words of the page; nothing where there are none. */
  calls?: { href: string; label: string };
}

/** Notices, those that run first. */
export function NoticeList({ rows, today, nameOf, resetHref, searched, calls }: NoticeListProps) {
  return (
    <DataTable
      caption="公示公告"
      rows={rows}
      rowKey={(n) => n.id}
      rowHref={(n) => `/notices/${n.tenantId}/${n.id}`}
      columns={[
        { key: 'title', head: '公示', cell: (n) => n.title, phone: 'primary' },
        ...(nameOf ? [{ key: 'tenant', head: '辖区', cell: (n: NoticeLine) => nameOf.get(n.tenantId) ?? '', phone: 'bare' as const, width: 96 }] : []),
        { key: 'number', head: '编号', cell: (n) => <span className="nw">{n.number}</span>, phone: 'bare', width: 150 },
        { key: 'period', head: '公示期', cell: (n) => <NoticeDates {...n} />, phone: 'bare', width: 250 },
        { key: 'state', head: '状态', cell: (n) => <NoticeTag state={n.state} lastDay={n.lastDay} today={today} />, phone: 'aside', width: 120 },
      ]}
      empty={searched
        ? <Empty title="没有符合条件的公示" links={[{ href: resetHref, label: '清除筛选' }]}>可以换一个词查找。</Empty>
        : <Empty title="还没有公示" links={calls ? [{ ...calls, label: `查看${calls.label}` }] : []}>结果公示后列在这里。</Empty>}
    />
  );
}
