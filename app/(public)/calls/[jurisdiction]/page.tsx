import type { Metadata } from 'next';
import { callsWord, PublicFrame } from '@/components/regulation/public-frame';
import { CallTable } from '@/components/selection/call-table';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import { Empty } from '@/components/ui/empty';
import { PageHead } from '@/components/ui/page-head';
import { Pagination } from '@/components/ui/pagination';
import { Section } from '@/components/ui/section';
import { loadPublishedRules } from '@/lib/jurisdiction/loaders';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { usualWords } from '@/lib/selection/roads';
import { loadCalls } from '@/lib/selection/loaders';

type Props = { params: Promise<{ jurisdiction: string }>; searchParams: Promise<RawQuery> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant, rules } = await loadPublishedRules((await params).jurisdiction);
  return { title: tenant.name + callsWord(rules.profile) };
}

export default async function JurisdictionCallsPage({ params, searchParams }: Props) {
  const { jurisdiction } = await params;
  const { before } = queryOf(await searchParams);
  const { tenant, rules, today, open, closed, next, from } = await loadCalls(jurisdiction, before);
  const withTenant = <C extends object>(calls: readonly C[]) => calls.map((call) => ({ ...call, jurisdiction: tenant }));
  const path = `/calls/${tenant.id}`;
  const { answer } = usualWords(rules.profile);
  return (
    <PublicFrame at="calls" profile={rules.profile}>
      <Breadcrumb prefix="当前位置：" items={[{ label: '公告', href: '/calls' }, { label: tenant.name }]} />
      <PageHead title={tenant.name + callsWord(rules.profile)} sub={rules.profile.jurisdiction.authority} />
      {!from && (
        <Section title={`正在${answer}`} aside={`${open.length} 个`}>
          {open.length > 0 ? <CallTable caption={`正在${answer}的公告`} lines={withTenant(open)} today={today} /> : <Empty title={`没有正在${answer}的公告`}>公告发布后列在这里。</Empty>}
        </Section>
      )}
      <Section title="已经截止">
        {closed.length > 0 ? <CallTable caption="已经截止的公告" lines={withTenant(closed)} today={today} /> : <Empty title="没有已经截止的公告" />}
        {(from || next) && <Pagination {...(from ? { prevHref: path } : {})} {...(next ? { nextHref: `${path}?before=${next}` } : {})} />}
      </Section>
    </PublicFrame>
  );
}
