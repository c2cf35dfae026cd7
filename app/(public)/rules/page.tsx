import type { Metadata } from 'next';
import { PublicFrame } from '@/components/regulation/public-frame';
import { DataTable } from '@/components/ui/data-table';
import { Empty } from '@/components/ui/empty';
import { PageHead } from '@/components/ui/page-head';
import { FilterBar } from '@/components/ui/filter-bar';
import { Pagination } from '@/components/ui/pagination';
import { LEVELS, type Level } from '@/lib/glossary';
import { loadJurisdictionPage } from '@/lib/jurisdiction/loaders';
import { queryOf, type RawQuery } from '@/lib/kernel/text';

export const metadata: Metadata = { title: '各地办法' };

export default async function RegulationsPage({ searchParams }: { searchParams: Promise<RawQuery> }) {
  const { q, after } = queryOf(await searchParams);
  const word = typeof q === 'string' ? q.slice(0, 50) : undefined;
  const { rows, total, next } = await loadJurisdictionPage(word, typeof after === 'string' ? after.slice(0, 100) : undefined);
  const keep = word ? `q=${encodeURIComponent(word)}&` : '';
  return (
    <PublicFrame at="rules">
      <PageHead title="各地办法" sub={`共 ${total} 个辖区公布了规则档案`} />
      <FilterBar action="/rules" resetHref="/rules" label="查找辖区">
        <input className="in q" type="search" name="q" defaultValue={word} placeholder="辖区或主管部门" aria-label="查找辖区" />
      </FilterBar>
      <DataTable
        caption="各地办法"
        rows={rows}
        rowKey={(t) => t.id}
        rowHref={(t) => `/rules/${t.id}`}
        columns={[
          { key: 'name', head: '辖区', cell: (t) => t.name, phone: 'primary' },
          { key: 'level', head: '层级', cell: (t) => LEVELS[t.level as Level] ?? '', phone: 'aside' },
          { key: 'authority', head: '主管部门', cell: (t) => t.authority, phone: 'full' },
        ]}
        empty={<Empty title="没有符合条件的辖区" links={[{ href: '/rules', label: '清除筛选' }]}>可以换一个词查找。</Empty>}
      />
      <Pagination total={total} unit="个" {...(after ? { prevHref: word ? `/rules?q=${encodeURIComponent(word)}` : '/rules' } : {})} {...(next ? { nextHref: `/rules?${keep}after=${encodeURIComponent(next)}` } : {})} />
    </PublicFrame>
  );
}
