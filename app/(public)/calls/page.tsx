import type { Metadata } from 'next';
import { JurisdictionSearch, JurisdictionTable } from '@/components/jurisdiction/jurisdiction-table';
import { callsWord, PublicFrame } from '@/components/regulation/public-frame';
import { CallTable } from '@/components/selection/call-table';
import { Empty } from '@/components/ui/empty';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { loadOpenCalls } from '@/lib/selection/loaders';

export const metadata: Metadata = { title: callsWord() };

export default async function CallsPage({ searchParams }: { searchParams: Promise<RawQuery> }) {
  const { q, after } = queryOf(await searchParams);
  const word = q?.slice(0, 50) || undefined;
  const { jurisdictions, today, total, next } = await loadOpenCalls(word, after?.slice(0, 100));
  const open = jurisdictions.flatMap((t) => t.calls.map((call) => ({ ...call, jurisdiction: { id: t.id, name: t.name } }))).sort((a, b) => (a.closesOn < b.closesOn ? -1 : 1));
  return (
    <PublicFrame at="calls">
      <PageHead title={callsWord()} sub="正在征集的公告，各辖区已截止的公告在其页面" />
      <JurisdictionSearch at="/calls" word={word} />
      <Section title="正在征集" aside={`${open.length} 个`}>
        {open.length > 0 ? <CallTable caption="正在征集的公告" lines={open} today={today} withJurisdiction /> : <Empty title="没有正在征集的公告">{word ? '可以换一个辖区查找。' : '公告发布后列在这里。'}</Empty>}
      </Section>
      <Section title="辖区">
        <JurisdictionTable
          at="/calls" rows={jurisdictions} total={total} next={next} word={word} after={after}
          extra={{ key: 'open', head: '正在征集', cell: (t) => (t.calls.length > 0 ? `${t.calls.length}个` : <span className="muted">没有</span>), align: 'right', width: 100, phone: 'aside' }}
        />
      </Section>
    </PublicFrame>
  );
}
