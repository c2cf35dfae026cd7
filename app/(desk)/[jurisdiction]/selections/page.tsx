import type { Metadata } from 'next';
import { RoundState } from '@/components/selection/round-head';
import { Button } from '@/components/ui/button';
import { DataTable } from '@/components/ui/data-table';
import { Empty } from '@/components/ui/empty';
import { FilterBar } from '@/components/ui/filter-bar';
import { PageHead } from '@/components/ui/page-head';
import { Pagination } from '@/components/ui/pagination';
import { BareSelect } from '@/components/ui/select';
import { may } from '@/lib/identity/actor';
import { loadDesk } from '@/lib/jurisdiction/loaders';
import { formatDate } from '@/lib/kernel/chinese';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { loadRounds } from '@/lib/selection/loaders';
import { purposeWord, roadsOf, roundsWord, statesUnder, usualWords } from '@/lib/selection/roads';
import { ROADS, SELECTION_STATES, stateWord } from '@/lib/selection/states';

export async function generateMetadata({ params }: { params: Promise<{ jurisdiction: string }> }): Promise<Metadata> {
  return { title: roundsWord((await loadDesk((await params).jurisdiction)).rules.profile) };
}

const oneOf = <T extends string>(value: string | undefined, labels: Readonly<Record<T, string>>): T | undefined => (value !== undefined && value in labels ? (value as T) : undefined);

export default async function RoundsPage({ params, searchParams }: { params: Promise<{ jurisdiction: string }>; searchParams: Promise<RawQuery> }) {
  const { jurisdiction } = await params;
  const query = queryOf(await searchParams);
  const filter = { q: query.q?.slice(0, 50), state: oneOf(query.state, SELECTION_STATES), road: oneOf(query.road, ROADS), running: query.state === 'running' };
  const { desk, rows, total, next, from } = await loadRounds(jurisdiction, filter, query.before);
  const { profile } = desk.rules;
  const roads = roadsOf(profile);
  const words = usualWords(profile);
  const path = `/${jurisdiction}/selections`;
  const keep = new URLSearchParams(Object.entries({ q: query.q, state: filter.state ?? (filter.running ? 'running' : undefined), road: filter.road }).flatMap(([k, v]) => (v ? [[k, v]] : [])));
  const first = keep.size ? `${path}?${keep}` : path;
  return (
    <>
      <PageHead
        title={roundsWord(profile)}
        sub={`${profile.vocabulary.host ? `确定${profile.vocabulary.host}，` : ''}从公告到决定，共 ${total} 轮`}
        actions={roads.length > 0 && may(desk.actor, 'selection.save', { tenantId: jurisdiction }) && <Button variant="primary" href={`${path}/new`}>发起</Button>}
      />
      <FilterBar action={path} resetHref={path} label="筛选">
        <input className="in q" name="q" type="search" defaultValue={query.q} placeholder="标题、编号、专业方向或拼音首字母" aria-label="查找" />
        <BareSelect name="state" label="状态" empty="全部状态" defaultValue={keep.get('state') ?? ''} options={[{ value: 'running', label: '进行中' }, ...statesUnder(profile).map((value) => ({ value, label: stateWord(roads[0] ?? 'selection', value) }))]} />
        {roads.length > 1 && <BareSelect name="road" label="方式" empty="全部方式" defaultValue={filter.road ?? ''} options={roads.map((value) => ({ value, label: ROADS[value] }))} />}
      </FilterBar>
      <DataTable
        caption={roundsWord(profile)}
        rows={rows}
        rowKey={(r) => r.id}
        rowHref={(r) => `${path}/${r.id}`}
        columns={[
          { key: 'number', head: '编号', cell: (r) => <span className="nw muted">{r.number}</span>, width: 140, phone: 'hide' },
          { key: 'title', head: '标题', cell: (r) => r.title, phone: 'primary' },
          { key: 'road', head: '方式', cell: (r) => `${ROADS[r.road]}，${purposeWord(profile, r.purpose)}`, width: 120, phone: 'bare' },
          { key: 'closes', head: `${words.answer}截止`, cell: (r) => (r.closesOn ? <span className="nw">{formatDate(r.closesOn)}</span> : <span className="muted">{r.road === 'designation' ? '不申报' : '未定'}</span>), width: 130 },
          { key: 'applications', head: words.entry, cell: (r) => (r.road === 'designation' ? '' : r.applications), align: 'right', width: 60 },
          { key: 'state', head: '状态', cell: (r) => <RoundState round={r} today={desk.today} />, align: 'right', width: 110, phone: 'aside' },
        ]}
        empty={keep.size ? <Empty title="没有符合条件的轮次" links={[{ href: path, label: '清除筛选' }]}>可以换一个词查找，或放宽条件。</Empty> : <Empty title="还没有发起过" links={[{ href: `/${jurisdiction}/specialties`, label: '设置规划' }]}>从一个专业方向发起后列在这里。</Empty>}
      />
      <Pagination total={total} unit="轮" {...(from ? { prevHref: first } : {})} {...(next ? { nextHref: `${path}?${new URLSearchParams([...keep, ['before', next]])}` } : {})} />
    </>
  );
}
