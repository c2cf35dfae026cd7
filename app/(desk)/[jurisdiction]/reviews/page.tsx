import type { Metadata } from 'next';
import { PanelStateTag } from '@/components/panel/panel-table';
import { DataTable } from '@/components/ui/data-table';
import { Empty } from '@/components/ui/empty';
import { PageHead } from '@/components/ui/page-head';
import { loadReviews } from '@/lib/panel/loaders';
import { SELECTION_STATES } from '@/lib/selection/states';

export const metadata: Metadata = { title: '评审' };

type Review = Awaited<ReturnType<typeof loadReviews>>['reviews'][number];

export default async function ReviewsPage({ params }: { params: Promise<{ jurisdiction: string }> }) {
  const { jurisdiction } = await params;
  const { reviews } = await loadReviews(jurisdiction);
  const answers = (r: Review) => r.state === 'invited' && (r.round.state === 'reviewing' || r.round.state === 'scoring');
  const scores = (r: Review) => r.sheets !== null && r.round.state === 'scoring' && r.sheets.submitted < r.sheets.owed;
  const groups = [
    { key: 'answer', title: '待答复', rows: reviews.filter(answers) },
    { key: 'score', title: '待评分', rows: reviews.filter(scores) },
    { key: 'other', title: '其他', rows: reviews.filter((r) => !answers(r) && !scores(r)) },
  ].filter((g) => g.rows.length > 0).map((g) => ({ ...g, count: `${g.rows.length} 项` }));
  return (
    <>
      <PageHead title="评审" sub="邀请您担任评委的遴选" />
      <DataTable
        caption="评审"
        groups={groups}
        rowKey={(r) => r.id}
        rowHref={(r) => `/${jurisdiction}/reviews/${r.round.id}`}
        columns={[
          { key: 'title', head: '遴选', phone: 'primary', cell: (r) => r.round.title },
          { key: 'number', head: '编号', width: 150, phone: 'bare', cell: (r) => <span className="nw">{r.round.number}</span> },
          { key: 'round', head: '进展', width: 110, phone: 'bare', cell: (r) => SELECTION_STATES[r.round.state] },
          { key: 'sheets', head: '评分表', align: 'right', width: 110, cell: (r) => (r.sheets ? `${r.sheets.submitted} / ${r.sheets.owed} 份` : '') },
          { key: 'state', head: '邀请', align: 'right', width: 90, phone: 'aside', cell: (r) => <PanelStateTag state={r.state} /> },
        ]}
        empty={<Empty title="没有评审邀请">受邀担任评委后，遴选出现在这里。</Empty>}
      />
    </>
  );
}
