import type { Metadata } from 'next';
import { JurisdictionSearch, JurisdictionTable } from '@/components/jurisdiction/jurisdiction-table';
import { PublicFrame } from '@/components/regulation/public-frame';
import { PageHead } from '@/components/ui/page-head';
import { loadJurisdictionPage } from '@/lib/jurisdiction/loaders';
import { queryOf, type RawQuery } from '@/lib/kernel/text';

export const metadata: Metadata = { title: '质控中心名录' };

export default async function DirectoriesPage({ searchParams }: { searchParams: Promise<RawQuery> }) {
  const { q, after } = queryOf(await searchParams);
  const word = q?.slice(0, 50) || undefined;
  const page = await loadJurisdictionPage(word, after?.slice(0, 100));
  return (
    <PublicFrame at="directory">
      <PageHead title="质控中心名录" sub="各辖区在运行的质控中心，由主管部门决定设置" />
      <JurisdictionSearch at="/directory" word={word} />
      <JurisdictionTable at="/directory" {...page} word={word} after={after} />
    </PublicFrame>
  );
}
