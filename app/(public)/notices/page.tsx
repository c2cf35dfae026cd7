import type { Metadata } from 'next';
import { NoticeList } from '@/components/notice/notice-list';
import { callsWord, PublicFrame } from '@/components/regulation/public-frame';
import { FilterBar } from '@/components/ui/filter-bar';
import { PageHead } from '@/components/ui/page-head';
import { Pagination } from '@/components/ui/pagination';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { MOST_SEARCHED } from '@/lib/notice/data';
import { loadNotices } from '@/lib/notice/loaders';

export const metadata: Metadata = { title: '公示公告' };

export default async function NoticesPage({ searchParams }: { searchParams: Promise<RawQuery> }) {
  const { q = '', after } = queryOf(await searchParams);
  const word = q.trim() || undefined;
  const { rows, total, isMore, next, today, nameOf } = await loadNotices(word, after);
  const keep = word ? `q=${encodeURIComponent(word)}&` : '';
  return (
    <PublicFrame at="notices">
      <PageHead title="公示公告" sub="各辖区遴选、指定和推荐结果的公示，正在公示的在前" />
      {(total > 0 || word) && (
        <FilterBar action="/notices" resetHref="/notices" label="查找公示">
          <input className="in q" type="search" name="q" defaultValue={word} placeholder="标题或公示编号" aria-label="查找公示" />
        </FilterBar>
      )}
      <NoticeList rows={rows} today={today} nameOf={nameOf} resetHref="/notices" searched={word !== undefined} calls={{ href: '/calls', label: callsWord() }} />
      {isMore && <p className="small">{word ? `只在最近的 ${MOST_SEARCHED} 件中查找。` : `共 ${MOST_SEARCHED} 件以上。`}</p>}
      {total > 0 && <Pagination {...(isMore && !word ? {} : { total })} unit="件" {...(after ? { prevHref: `/notices${word ? `?q=${encodeURIComponent(word)}` : ''}` } : {})} {...(next ? { nextHref: `/notices?${keep}after=${next}` } : {})} />}
    </PublicFrame>
  );
}
