import type { Metadata } from 'next';
import { NoticeList } from '@/components/notice/notice-list';
import { callsWord, knows, PublicFrame } from '@/components/regulation/public-frame';
import { Empty } from '@/components/ui/empty';
import { FilterBar } from '@/components/ui/filter-bar';
import { PageHead } from '@/components/ui/page-head';
import { Pagination } from '@/components/ui/pagination';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { MOST_SEARCHED } from '@/lib/notice/data';
import { loadNoticesOf } from '@/lib/notice/loaders';

interface Props {
  params: Promise<{ jurisdiction: string }>;
  searchParams: Promise<RawQuery>;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { q = '', after } = queryOf(await searchParams);
  const { tenant } = await loadNoticesOf((await params).jurisdiction, q.trim() || undefined, after);
  return { title: `${tenant.name}公示公告` };
}

export default async function JurisdictionNoticesPage({ params, searchParams }: Props) {
  const { jurisdiction } = await params;
  const { q = '', after } = queryOf(await searchParams);
  const word = q.trim() || undefined;
  const { tenant, profile, rows, total, isMore, next, today } = await loadNoticesOf(jurisdiction, word, after);
  const here = `/notices/${tenant.id}`;
  const keep = word ? `q=${encodeURIComponent(word)}&` : '';
  return (
    <PublicFrame at="notices" profile={profile}>
      <PageHead crumb={[{ label: '各地公示', href: '/notices' }, { label: tenant.name }]} title="公示公告" sub={profile.notice ? `${profile.jurisdiction.authority}发布，正在公示的在前` : '本辖区的办法未规定公示'} />
      {(total > 0 || word) && (
        <FilterBar action={here} resetHref={here} label="查找公示">
          <input className="in q" type="search" name="q" defaultValue={word} placeholder="标题或公示编号" aria-label="查找公示" />
        </FilterBar>
      )}
      {total === 0 && !word && !profile.notice
        ? <Empty title="本辖区没有公示" links={[{ href: `/directory/${tenant.id}`, label: `${profile.vocabulary.centreShort}名录` }]}>办法未规定公示，结果见决定。</Empty>
        : <NoticeList rows={rows} today={today} resetHref={here} searched={word !== undefined} {...(knows(profile, 'calls') ? { calls: { href: `/calls/${tenant.id}`, label: callsWord(profile) } } : {})} />}
      {isMore && <p className="small">{word ? `只在最近的 ${MOST_SEARCHED} 件中查找。` : `共 ${MOST_SEARCHED} 件以上。`}</p>}
      {total > 0 && <Pagination {...(isMore && !word ? {} : { total })} unit="件" {...(after ? { prevHref: `${here}${word ? `?q=${encodeURIComponent(word)}` : ''}` } : {})} {...(next ? { nextHref: `${here}?${keep}after=${next}` } : {})} />}
    </PublicFrame>
  );
}
