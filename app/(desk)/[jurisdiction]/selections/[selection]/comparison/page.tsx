import type { Metadata } from 'next';
import { ComparisonTable, ItemMeans, SheetsOf } from '@/components/panel/comparison-table';
import { RoundHead } from '@/components/selection/round-head';
import { Empty } from '@/components/ui/empty';
import { PrintButton } from '@/components/ui/print-button';
import { Section } from '@/components/ui/section';
import { loadComparison } from '@/lib/panel/loaders';
import { loadRound } from '@/lib/selection/loaders';
import { AGGREGATES, fullPoints } from '@/lib/selection/scheme';

type Props = { params: Promise<{ jurisdiction: string; selection: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { jurisdiction, selection } = await params;
  return { title: `评审对比 ${(await loadRound(jurisdiction, selection)).round.title}` };
}

export default async function ComparisonPage({ params }: Props) {
  const { jurisdiction, selection } = await params;
  const { desk, round } = await loadRound(jurisdiction, selection);
  const { comparison } = await loadComparison(jurisdiction, selection);
  if (!comparison) {
    const panel = `/${jurisdiction}/selections/${round.id}/panel`;
    return (
      <>
        <RoundHead jurisdiction={jurisdiction} desk={desk} round={round} current="comparison" />
        {round.scheme && !round.scheme.panel
          ? <Empty title="方案不设评审组">申请不经评审组评分，没有评审对比。</Empty>
          : <Empty title={round.state === 'cancelled' ? '本轮已经终止，没有评审对比' : '评审结束后才有对比'} links={round.state === 'cancelled' ? [] : [{ href: panel, label: '评审组' }]}>在此之前，任何人都看不到别人的评分。</Empty>}
      </>
    );
  }
  const { rubric } = comparison;
  return (
    <>
      <RoundHead
        jurisdiction={jurisdiction} desk={desk} round={round} current="comparison"
        actions={<><a className="btn noprint" href={`/api/${jurisdiction}/selections/${round.id}/comparison`}>导出表格</a><PrintButton /></>}
      />
      <Section title="名次" aside={`满分 ${fullPoints(rubric)} 分`}>
        <ComparisonTable comparison={comparison} />
        <p className="small">{`得分取${AGGREGATES[rubric.aggregate]}，四舍五入到两位小数，得分相同的名次相同。与中位数相差超过满分 ${rubric.outlierPercent}% 的标为偏离，照常计入；否决不改变得分，由主管部门择优时审酌。`}</p>
      </Section>
      <Section title="各项均分">
        <ItemMeans comparison={comparison} />
        <p className="small">均分按全部评分表计算。</p>
      </Section>
      <Section title="评分与理由">
        {comparison.rows.map((row) => <SheetsOf key={row.applicationId} comparison={comparison} row={row} />)}
      </Section>
    </>
  );
}
