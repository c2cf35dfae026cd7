import type { Metadata } from 'next';
import Link from 'next/link';
import { PublicFrame } from '@/components/regulation/public-frame';
import { Banner } from '@/components/ui/banner';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import { KeyValue } from '@/components/ui/key-value';
import { formatInstant } from '@/lib/kernel/instant';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { loadReceived } from '@/lib/notice/loaders';

interface Props {
  params: Promise<{ jurisdiction: string; notice: string }>;
  searchParams: Promise<RawQuery>;
}

export const metadata: Metadata = { title: '异议已受理' };

export default async function ReceivedPage({ params, searchParams }: Props) {
  const { jurisdiction, notice: id } = await params;
  const { number = '' } = queryOf(await searchParams);
  const { notice, profile, tenant, objection } = await loadReceived(jurisdiction, id, number);
  const { body } = notice;
  const here = `/notices/${tenant.id}/${notice.id}`;
  return (
    <PublicFrame at="notices" profile={profile}>
      <Breadcrumb prefix="当前位置：" items={[{ label: '公示公告', href: `/notices/${tenant.id}` }, { label: body.number, href: here }, { label: '异议已受理' }]} />
      <div className="head"><h1>异议已受理</h1></div>
      <Banner severity="ok" role="status" title={<>受理编号 {objection.number}</>}>请记下编号，办理结果按编号公布</Banner>
      <KeyValue className="received" items={[
        { label: '收到时间', value: formatInstant(objection.receivedAt) },
        ...(objection._count.files > 0 ? [{ label: '附件', value: `${objection._count.files} 个` }] : []),
        { label: '公示', value: <Link href={here}>{body.title}</Link> },
        { label: '办理部门', value: body.office ?? body.authority },
      ]} />
      <div className="doc-text">
        <p>接下来：</p>
        <ol className="next-steps">
          <li>办理部门按留下的电话核实身份和事实，联系方式不公开。</li>
          <li>异议办结前，不能作出决定。</li>
          <li>答复意见在公示页面“异议办理”一栏按编号公布；经核实成立的，不按公示的结果决定。</li>
        </ol>
      </div>
      <p><Link href={here}>返回公示页面</Link></p>
    </PublicFrame>
  );
}
