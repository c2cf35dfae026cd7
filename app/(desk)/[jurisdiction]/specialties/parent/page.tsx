import type { Metadata } from 'next';
import Link from 'next/link';
import { ArticleChip } from '@/components/regulation/article-chip';
import { PlanTabs } from '@/components/specialty/plan-tabs';
import { DataTable } from '@/components/ui/data-table';
import { Empty } from '@/components/ui/empty';
import { PageHead } from '@/components/ui/page-head';
import { loadParentPlan } from '@/lib/specialty/loaders';
import { groupLabel } from '@/lib/specialty/change';

export const metadata: Metadata = { title: '对接上级规划' };

export default async function ParentPlanPage({ params }: { params: Promise<{ jurisdiction: string }> }) {
  const { jurisdiction } = await params;
  const { desk, parent, listed, missing, mayAdd } = await loadParentPlan(jurisdiction);
  const path = `/${jurisdiction}/specialties`;
  return (
    <>
      <PageHead
        title="设置规划"
        sub={parent && listed.length > 0 ? <>{`${parent.name}公布的清单和中心名录共 ${listed.length} 个方向，本辖区已列入 ${listed.length - missing.length} 个，未列入 ${missing.length} 个`} {parent.plan && <ArticleChip letter={parent.letter} article={parent.plan} href={`/rules/${parent.id}#${encodeURIComponent(parent.plan)}`} />}</> : '上级公布的清单、名录与本辖区规划的对照'}
      />
      <PlanTabs jurisdiction={jurisdiction} current="parent" />
      {!parent ? (
        <Empty title={`${desk.tenant.name}没有上级辖区`}>没有需要对接的规划。</Empty>
      ) : listed.length === 0 ? (
        <Empty title={`${parent.name}在平台上没有公布设置清单和中心名录`}>上级公布清单或者设立中心后，本辖区尚未列入的方向会列在这里。</Empty>
      ) : (
        <DataTable
          caption="上级有、本辖区未列入的方向"
          rows={missing}
          rowKey={(d) => `${d.class} ${d.field} ${d.direction}`}
          columns={[
            { key: 'direction', head: '方向', cell: (d) => d.direction, phone: 'primary' },
            { key: 'group', head: '类别和领域', cell: (d) => groupLabel(d), phone: 'bare' },
            ...(mayAdd ? [{ key: 'add', head: '', align: 'right' as const, phone: 'aside' as const, cell: (d: (typeof missing)[number]) => <Link prefetch={false} className="nw" href={`${path}?of=${d.class}&direction=${encodeURIComponent(d.direction)}${d.field ? `&in=${encodeURIComponent(d.field)}` : ''}#add`}>列入规划</Link> }] : []),
          ]}
          empty={<Empty title={`${parent.name}公布的方向都已列入`}>名称相同、类别相同的视为已列入。</Empty>}
        />
      )}
    </>
  );
}
