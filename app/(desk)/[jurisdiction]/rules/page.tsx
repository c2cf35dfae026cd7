import type { Metadata } from 'next';
import { ArticleChip } from '@/components/regulation/article-chip';
import { ForceBadge } from '@/components/regulation/force-badge';
import { DataTable } from '@/components/ui/data-table';
import { PageHead } from '@/components/ui/page-head';
import { PrintButton } from '@/components/ui/print-button';
import { loadDesk } from '@/lib/jurisdiction/loaders';
import { formatDate } from '@/lib/kernel/chinese';
import { linesOf } from '@/lib/regulation/explain';

export const metadata: Metadata = { title: '条文与口径' };

export default async function RulesPage({ params }: { params: Promise<{ jurisdiction: string }> }) {
  const { jurisdiction } = await params;
  const { rules } = await loadDesk(jurisdiction);
  const { profile } = rules;
  const lines = linesOf(profile);
  const first = new Set<string>();
  return (
    <>
      <PageHead
        title="条文与口径"
        sub={`${profile.instrument.title}（${profile.instrument.number}），自${formatDate(profile.instrument.effectiveFrom)}施行，修订 ${rules.revision}，${formatDate(profile.lastCheckedOn)}核对`}
        actions={<PrintButton />}
      />
      <DataTable
        caption="适用的规则"
        rows={lines.map((line, i) => ({ ...line, key: `${line.article} ${i}` }))}
        rowKey={(l) => l.key}
        columns={[
          {
            key: 'article', head: '条文', width: 150, phone: 'aside',
            cell: (l) => {
              const anchor = first.has(l.article) ? undefined : l.article;
              first.add(l.article);
              return <span id={anchor} className="nw"><ArticleChip letter={profile.jurisdiction.letter} article={l.article} /></span>;
            },
          },
          { key: 'force', head: '效力', width: 80, phone: 'bare', cell: (l) => (l.force === 'silent' ? <span className="muted">未规定</span> : <ForceBadge force={l.force} />) },
          { key: 'label', head: '规则', cell: (l) => l.label, phone: 'primary' },
          { key: 'value', head: '内容', cell: (l) => l.value, phone: 'full' },
          { key: 'reading', head: '解释口径', cell: (l) => (l.reading ? <><b>{l.reading.entry}</b> {l.reading.takes}{l.reading.because && <span className="small">（{l.reading.because}）</span>}</> : ''), phone: 'full' },
        ]}
      />
    </>
  );
}
