import type { Metadata } from 'next';
import Link from 'next/link';
import { NoticeDays, NoticeText } from '@/components/notice/notice-view';
import { ObjectionForm } from '@/components/notice/objection-form';
import { ObjectionList } from '@/components/notice/objection-list';
import { PublicFrame } from '@/components/regulation/public-frame';
import { Banner } from '@/components/ui/banner';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import { formatDate } from '@/lib/kernel/chinese';
import { dateInChina } from '@/lib/kernel/clock';
import { newId } from '@/lib/kernel/ids';
import { formatInstant } from '@/lib/kernel/instant';
import { loadNotice } from '@/lib/notice/loaders';

type Props = { params: Promise<{ jurisdiction: string; notice: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { jurisdiction, notice } = await params;
  return { title: (await loadNotice(jurisdiction, notice)).notice.body.title };
}

export default async function NoticePage({ params }: Props) {
  const { jurisdiction, notice: id } = await params;
  const { notice, profile, tenant, successor, today } = await loadNotice(jurisdiction, id);
  const { body } = notice;
  const { lastDay } = body.period;
  const isOpen = notice.state === 'running' && today <= lastDay;
  const here = `/notices/${tenant.id}/${notice.id}`;
  return (
    <PublicFrame at="notices" profile={profile}>
      <Breadcrumb prefix="当前位置：" items={[{ label: '公示公告', href: '/notices' }, { label: tenant.name, href: `/notices/${tenant.id}` }, { label: body.number }]} />
      <div className="notice">
        <article>
          <h1>{body.title}</h1>
          <p className="notice-meta"><span>发布 {formatDate(body.period.publishedOn)}</span><span>来源 {body.office ?? body.authority}</span><span>公示编号 {body.number}</span></p>
          {notice.state === 'replaced' && (
            <Banner severity="warn" title={`本公示${notice.closedAt ? `于${formatDate(dateInChina(notice.closedAt))}` : '已'}终止，不作为决定的依据`} {...(successor ? { aside: <Link href={`/notices/${tenant.id}/${successor.id}`}>新的公示 {successor.number}</Link> } : {})}>{notice.closeReason && `终止理由：${notice.closeReason}`}</Banner>
          )}
          {notice.state === 'closed' && <Banner severity="ok" title={notice.decision ? `公示已结束，${formatDate(notice.decision.decidedOn)}作出决定${notice.decision.documentNumber ? `，文号${notice.decision.documentNumber}` : ''}` : '公示已结束'} />}
          <NoticeDays body={body} today={today} stopped={notice.state === 'replaced'} />
          <NoticeText body={body} />
        </article>
        <aside>
          {isOpen
            ? <ObjectionForm action={`/api/${tenant.id}/notices/${notice.id}/objections`} formKey={newId()} lastDay={lastDay} today={today} forMembers={body.rows.length > 1 || body.columns[0] === '姓名'} />
            : <section id="objection"><h2>提出异议</h2><p className="sub">{notice.state === 'replaced' ? '公示已终止，不再受理异议。' : `公示已于${formatDate(lastDay)} 24:00 期满，不再受理异议。`}</p></section>}
          <ObjectionList objections={notice.objections} decided={notice.state !== 'running'} />
          <section className="aside-part" aria-labelledby="proof-head">
            <h3 id="proof-head">页面存证</h3>
            <p className="small">摘要 <span className="digest">{notice.sha256.slice(0, 16)}</span><br />{notice.sighting ? `首次可见 ${formatInstant(notice.sighting.at)}` : '尚无公众访问记录'}</p>
            <p><a href={`${here}/proof`} download>下载存证文件</a></p>
          </section>
        </aside>
      </div>
    </PublicFrame>
  );
}
