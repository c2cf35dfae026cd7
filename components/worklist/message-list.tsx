import { CommandForm } from '@/components/form/command-form';
import { DataTable } from '@/components/ui/data-table';
import { SubmitButton } from '@/components/ui/submit-button';
import { Tag } from '@/components/ui/tag';
import { formatInstant } from '@/lib/kernel/instant';
import { newId } from '@/lib/kernel/ids';
import { markReadAction } from '@/lib/message/actions';

export interface ShownMessage {
  id: string;
  title: string;
  text: string;
  href: string;
  at: Date;
  readAt: Date | null;
}

/** What an account was told, newest first; each line leads to what it is about. */
export function MessageList({ jurisdiction, items }: { jurisdiction: string; items: readonly ShownMessage[] }) {
  return (
    <DataTable
      caption="消息"
      rows={items}
      rowKey={(m) => m.id}
      rowHref={(m) => `/${jurisdiction}${m.href}`}
      columns={[
        { key: 'title', head: '消息', cell: (m) => m.title, phone: 'primary' },
        { key: 'text', head: '内容', cell: (m) => m.text, phone: 'bare' },
        { key: 'at', head: '时间', cell: (m) => <span className="nw">{formatInstant(m.at)}</span>, phone: 'bare' },
        {
          key: 'read', head: '状态', align: 'right', phone: 'aside',
          cell: (m) => m.readAt ? <Tag>已读</Tag> : (
            <CommandForm action={markReadAction} jurisdiction={jurisdiction} formKey={newId()} fields={{ messageId: m.id }} prefix={`${m.id}-`} inline>
              <SubmitButton variant="quiet" pendingText="正在标记">标为已读</SubmitButton>
            </CommandForm>
          ),
        },
      ]}
    />
  );
}
