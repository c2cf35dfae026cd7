import type { Metadata } from 'next';
import { RegisterTabs } from '@/components/conduct/register-tabs';
import { RevokeForm } from '@/components/conduct/revoke-form';
import { Button } from '@/components/ui/button';
import { DataTable } from '@/components/ui/data-table';
import { Day } from '@/components/ui/day';
import { Empty } from '@/components/ui/empty';
import { FilterBar } from '@/components/ui/filter-bar';
import { PageHead } from '@/components/ui/page-head';
import { Pagination } from '@/components/ui/pagination';
import { Segments } from '@/components/ui/segments';
import { BareSelect, optionsOf } from '@/components/ui/select';
import { Tag } from '@/components/ui/tag';
import { revokeEventAction } from '@/lib/conduct/actions';
import type { EventKind } from '@/lib/conduct/data';
import { loadEvents } from '@/lib/conduct/loaders';
import { EVENT_KINDS } from '@/lib/glossary';
import { formatInstant } from '@/lib/kernel/instant';
import { queryOf, type RawQuery } from '@/lib/kernel/text';

export const metadata: Metadata = { title: '影响资格的事件' };

export default async function EventsPage({ params, searchParams }: { params: Promise<{ jurisdiction: string }>; searchParams: Promise<RawQuery> }) {
  const { jurisdiction } = await params;
  const query = queryOf(await searchParams);
  const kind = query.kind && query.kind in EVENT_KINDS ? (query.kind as EventKind) : undefined;
  const state = query.state === 'stands' || query.state === 'revoked' ? query.state : undefined;
  const q = query.q?.slice(0, 50);
  const { desk, rows, total, next, from, mayRegister, mayRevoke } = await loadEvents(jurisdiction, { q, kind, revoked: state && state === 'revoked' }, query.after);
  const path = `/${jurisdiction}/sanctions/events`;
  const address = (over: Record<string, string | undefined>) => {
    const kept = new URLSearchParams(Object.entries({ state, kind, q, ...over }).filter((e): e is [string, string] => Boolean(e[1])));
    return kept.size > 0 ? `${path}?${kept}` : path;
  };
  return (
    <>
      <PageHead
        title="处理登记" sub={`资格审核时按${desk.rules.profile.instrument.title}规定的年限查这里的事件`}
        actions={mayRegister ? <Button variant="primary" href={`/${jurisdiction}/sanctions/new?kind=event`}>登记事件</Button> : undefined}
      />
      <RegisterTabs jurisdiction={jurisdiction} current="events" />
      <FilterBar action={path} resetHref={path} keep={{ state }} label="筛选">
        <Segments label="登记" items={[{ href: address({ state: undefined }), label: '全部', current: !state }, { href: address({ state: 'stands' }), label: '有效', current: state === 'stands' }, { href: address({ state: 'revoked' }), label: '已撤销', current: state === 'revoked' }]} />
        <BareSelect name="kind" label="种类" empty="全部种类" defaultValue={kind ?? ''} options={optionsOf(EVENT_KINDS)} />
        <input className="in" type="search" name="q" defaultValue={q} placeholder="单位、方向或拼音" aria-label="查找" />
      </FilterBar>
      <DataTable
        caption="影响资格的事件" rows={rows} rowKey={(e) => e.id}
        columns={[
          { key: 'who', head: '单位', phone: 'primary', cell: (e) => <><b>{e.institution.name}</b><div className="small">{e.specialty ? e.specialty.direction : '全院'}</div></> },
          {
            key: 'what', head: '事件', phone: 'full',
            cell: (e) => (
              <>
                <span className="nw">{EVENT_KINDS[e.kind]}</span>，<Day on={e.on} />{e.document && `，${e.document}`}
                <div className="small">{e.note}</div>
                {e.revokedAt && <div className="small">{e.revokedByName} {formatInstant(e.revokedAt)} 撤销：{e.revokeReason}</div>}
                {mayRevoke && !e.revokedAt && (
                  <RevokeForm action={revokeEventAction} jurisdiction={jurisdiction} field="eventId" id={e.id} version={e.version} title={`撤销${e.institution.name}的事件登记？`} effect="资格审核不再计入这一事件；登记和撤销的理由都留在登记簿中。" />
                )}
              </>
            ),
          },
          { key: 'by', head: '登记', phone: 'full', cell: (e) => <>{e.registeredByName} <span className="nw">{formatInstant(e.registeredAt)}</span></> },
          { key: 'state', head: '状态', align: 'right', phone: 'aside', cell: (e) => (e.revokedAt ? <Tag>已撤销</Tag> : <Tag tone="warn">计入</Tag>) },
        ]}
        empty={q || kind || state ? <Empty title="没有符合条件的事件" links={[{ href: path, label: '清除筛选' }]}>可以放宽条件。</Empty> : <Empty title="没有登记过事件">重大医疗质量安全事件和严重违法违规由主管部门登记，供资格审核查询。</Empty>}
      />
      <Pagination total={total} unit="项" {...(from ? { prevHref: address({}) } : {})} {...(next ? { nextHref: address({ after: next }) } : {})} />
    </>
  );
}
