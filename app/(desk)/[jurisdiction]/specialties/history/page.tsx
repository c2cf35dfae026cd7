import type { Metadata } from 'next';
import { PlanHistory } from '@/components/specialty/plan-history';
import { PlanTabs } from '@/components/specialty/plan-tabs';
import { Empty } from '@/components/ui/empty';
import { PageHead } from '@/components/ui/page-head';
import { Pagination } from '@/components/ui/pagination';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { articleOfChange } from '@/lib/specialty/change';
import { loadPlanHistory } from '@/lib/specialty/loaders';

export const metadata: Metadata = { title: '规划沿革' };

export default async function PlanHistoryPage({ params, searchParams }: { params: Promise<{ jurisdiction: string }>; searchParams: Promise<RawQuery> }) {
  const { jurisdiction } = await params;
  const { before } = queryOf(await searchParams);
  const { desk, changes, total, next, from } = await loadPlanHistory(jurisdiction, before);
  const { profile } = desk.rules;
  const path = `/${jurisdiction}/specialties/history`;
  return (
    <>
      <PageHead title="设置规划" sub="规划的每一次变动，连同理由、文号和办理人；记下后不能改动" />
      <PlanTabs jurisdiction={jurisdiction} current="history" />
      {changes.length === 0 ? (
        <Empty title="规划还没有变动过">增加、更名、合并、拆分和撤销都会记在这里。</Empty>
      ) : (
        <PlanHistory
          changes={changes} today={desk.today} letter={profile.jurisdiction.letter} annexes={profile.instrument.annexes}
          articleOf={(kind) => articleOfChange(profile, kind)} articleHref={(article) => `/${jurisdiction}/rules#${encodeURIComponent(article)}`}
          directionHref={(id) => `/${jurisdiction}/specialties/${id}`}
        />
      )}
      <Pagination total={total} unit="次" {...(from ? { prevHref: path } : {})} {...(next ? { nextHref: `${path}?before=${next}` } : {})} />
    </>
  );
}
