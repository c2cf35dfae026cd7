import type { Metadata } from 'next';
import { ArticleChip } from '@/components/regulation/article-chip';
import { DataTable } from '@/components/ui/data-table';
import { Empty } from '@/components/ui/empty';
import { PageHead } from '@/components/ui/page-head';
import { Pagination } from '@/components/ui/pagination';
import { Segments } from '@/components/ui/segments';
import { loadDepartures } from '@/lib/departure/loaders';
import { formatDate } from '@/lib/kernel/chinese';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { explain } from '@/lib/rulebook';

export const metadata: Metadata = { title: '偏离登记' };

export default async function DeparturesPage({ params, searchParams }: { params: Promise<{ jurisdiction: string }>; searchParams: Promise<RawQuery> }) {
  const { jurisdiction } = await params;
  const { show, after } = queryOf(await searchParams);
  const { desk, rows, total, next, from } = await loadDepartures(jurisdiction, show === 'ended', after);
  const { profile } = desk.rules;
  const path = `/${jurisdiction}/departures`;
  const label = (rule: string) => profile.rules.find((r) => `${r.kind.split('.')[0]}.${r.id}` === rule)?.label ?? '其他规定';
  const lines = explain(profile);
  // On the chip while the pointer rests: what the rule asks for.
  const clause = (rule: string) => {
    const line = lines.find((l) => l.part === 'committee' && l.label === label(rule));
    return line && `${line.label}：${line.value}`;
  };
  return (
    <>
      <PageHead title="偏离登记" sub="原则上的规定经批准可以偏离，写明理由和批准人；名单的偏离另有有效期" />
      <Segments label="范围" items={[{ href: path, label: '有效', current: show !== 'ended' }, { href: `${path}?show=ended`, label: '已到期', current: show === 'ended' }]} />
      <DataTable
        caption="偏离登记"
        rows={rows}
        rowKey={(d) => d.id}
        rowHref={(d) => `/${jurisdiction}${d.href}`}
        columns={[
          { key: 'rule', head: '规定', cell: (d) => label(d.rule), phone: 'primary' },
          { key: 'article', head: '条文', cell: (d) => <ArticleChip letter={profile.jurisdiction.letter} article={d.article} href={`/${jurisdiction}/rules#${encodeURIComponent(d.article)}`} title={clause(d.rule)} />, phone: 'aside' },
          { key: 'about', head: '涉及', cell: (d) => d.about, phone: 'bare' },
          { key: 'reason', head: '理由', cell: (d) => d.reason, phone: 'full' },
          { key: 'by', head: '批准', cell: (d) => d.approvedByName ?? '未填写' },
          { key: 'until', head: '有效期至', cell: (d) => (d.expiresOn ? <span className="nw">{formatDate(d.expiresOn)}</span> : '随决定') },
        ]}
        empty={<Empty title={show === 'ended' ? '没有到期的偏离' : '没有有效的偏离'}>审定名单、作出设置决定和调整规划时批准的偏离会列在这里。</Empty>}
      />
      <Pagination total={total} unit="项" {...(from ? { prevHref: show ? `${path}?show=${show}` : path } : {})} {...(next ? { nextHref: `${path}?${show ? `show=${show}&` : ''}after=${next}` } : {})} />
    </>
  );
}
