import type { Metadata } from 'next';
import { JurisdictionSearch, JurisdictionTable } from '@/components/jurisdiction/jurisdiction-table';
import { PublicFrame } from '@/components/regulation/public-frame';
import { PageHead } from '@/components/ui/page-head';
import { loadJurisdictionPage } from '@/lib/jurisdiction/loaders';
import { queryOf, type RawQuery } from '@/lib/kernel/text';

export const metadata: Metadata = { title: '各地办法' };

export default async function RegulationsPage({ searchParams }: { searchParams: Promise<RawQuery> }) {
  const { q, after } = queryOf(await searchParams);
  const word = q?.slice(0, 50) || undefined;
  const page = await loadJurisdictionPage(word, after?.slice(0, 100));
  return (
    <PublicFrame at="rules">
      <PageHead title="各地办法" sub={`共 ${page.total} 个辖区公布了规则档案`} />
      <JurisdictionSearch at="/rules" word={word} />
      <JurisdictionTable at="/rules" caption="各地办法" unit="个" {...page} word={word} after={after} />
    </PublicFrame>
  );
}
