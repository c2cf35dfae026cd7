import type { Metadata } from 'next';
import { DecisionTable } from '@/components/decision/decision-table';
import { PageHead } from '@/components/ui/page-head';
import { Pagination } from '@/components/ui/pagination';
import { Tabs } from '@/components/ui/tabs';
import { loadDecisions } from '@/lib/decision/loaders';
import { queryOf, type RawQuery } from '@/lib/kernel/text';

export const metadata: Metadata = { title: '裁定' };

export default async function DecisionsPage({ params, searchParams }: { params: Promise<{ jurisdiction: string }>; searchParams: Promise<RawQuery> }) {
  const { jurisdiction } = await params;
  const { state: asked, before } = queryOf(await searchParams);
  const state = asked === 'confirmed' ? 'confirmed' : asked === 'all' ? undefined : 'pending';
  const { lines, total, next, from } = await loadDecisions(jurisdiction, state, before?.slice(0, 40));
  const path = `/${jurisdiction}/decisions`;
  const query = asked ? `state=${asked}&` : '';
  return (
    <>
      <PageHead title="裁定" sub="由年度考核结果按条文算出，由主管部门裁定后生效" />
      <Tabs label="裁定" items={[{ href: path, label: '待裁定', current: state === 'pending' }, { href: `${path}?state=confirmed`, label: '已裁定', current: state === 'confirmed' }, { href: `${path}?state=all`, label: '全部', current: state === undefined }]} />
      <DecisionTable jurisdiction={jurisdiction} lines={lines} empty={state === 'pending' ? '没有待裁定的事项' : '还没有裁定'} />
      <Pagination total={total} unit="项" {...(from ? { prevHref: `${path}?${query}`.replace(/[?&]$/, '') } : {})} {...(next ? { nextHref: `${path}?${query}before=${encodeURIComponent(next)}` } : {})} />
    </>
  );
}
