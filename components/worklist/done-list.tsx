import { DataTable } from '@/components/ui/data-table';
import { Empty } from '@/components/ui/empty';
import { formatInstant } from '@/lib/kernel/instant';

/** What has been done or begun, newest first. */
export function DoneList({ items }: { items: readonly { key: string; at: Date; title: string; subject: string; href: string }[] }) {
  return (
    <DataTable
      caption="事项"
      rows={items}
      rowKey={(i) => i.key}
      rowHref={(i) => i.href}
      columns={[
        { key: 'title', head: '事项', cell: (i) => i.title, phone: 'primary' },
        { key: 'subject', head: '中心', cell: (i) => i.subject, phone: 'bare' },
        { key: 'at', head: '时间', cell: (i) => formatInstant(i.at), align: 'right', phone: 'aside' },
      ]}
      empty={<Empty title="还没有事项">办理或发起后会列在这里。</Empty>}
    />
  );
}
