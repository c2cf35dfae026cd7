import type { Metadata } from 'next';
import { CommandForm } from '@/components/form/command-form';
import { Empty } from '@/components/ui/empty';
import { PageHead } from '@/components/ui/page-head';
import { Pagination } from '@/components/ui/pagination';
import { Segments } from '@/components/ui/segments';
import { SubmitButton } from '@/components/ui/submit-button';
import { MessageList } from '@/components/worklist/message-list';
import { newId } from '@/lib/kernel/ids';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { markReadAction } from '@/lib/message/actions';
import { loadMessages } from '@/lib/message/loaders';

export const metadata: Metadata = { title: '消息' };

export default async function MessagesPage({ params, searchParams }: { params: Promise<{ jurisdiction: string }>; searchParams: Promise<RawQuery> }) {
  const { jurisdiction } = await params;
  const { show, before } = queryOf(await searchParams);
  const showsAll = show === 'all';
  const { items, next, all, unread } = await loadMessages(jurisdiction, { unread: !showsAll, before });
  const path = `/${jurisdiction}/messages`;
  const address = (more: Record<string, string>) => {
    const query = new URLSearchParams({ ...(showsAll ? { show: 'all' } : {}), ...more });
    return query.size > 0 ? `${path}?${query}` : path;
  };
  return (
    <>
      <PageHead
        crumb={[{ href: `/${jurisdiction}`, label: '待办' }, { label: '消息' }]}
        title="消息"
        sub="与您有关的办理进展；需要您办理的事项另在待办中"
        actions={unread > 0 && (
          <CommandForm action={markReadAction} jurisdiction={jurisdiction} formKey={newId()} fields={{ all: 'true' }} inline>
            <SubmitButton variant="default">全部标为已读</SubmitButton>
          </CommandForm>
        )}
      />
      <Segments label="范围" items={[{ href: path, label: '未读', count: unread, current: !showsAll }, { href: `${path}?show=all`, label: '全部', count: all, current: showsAll }]} />
      {items.length === 0
        ? <Empty title={showsAll ? '还没有消息' : '没有未读消息'} links={showsAll || all === 0 ? [] : [{ href: `${path}?show=all`, label: '查看全部消息' }]}>办理有进展时会通知到这里。</Empty>
        : <MessageList jurisdiction={jurisdiction} items={items} />}
      <Pagination total={showsAll ? all : unread} unit="条" {...(before ? { prevHref: address({}) } : {})} {...(next ? { nextHref: address({ before: next }) } : {})} />
    </>
  );
}
