import type { Metadata } from 'next';
import Link from 'next/link';
import { CommandForm, FormSelect } from '@/components/form/command-form';
import { ShownState } from '@/components/application/receipt';
import { DataTable } from '@/components/ui/data-table';
import { Empty } from '@/components/ui/empty';
import { PageHead } from '@/components/ui/page-head';
import { Pagination } from '@/components/ui/pagination';
import { Section } from '@/components/ui/section';
import { SubmitButton } from '@/components/ui/submit-button';
import { saveApplicationAction } from '@/lib/application/actions';
import { postsOf } from '@/lib/application/form';
import { progressFor } from '@/lib/selection/progress';
import { loadApplications } from '@/lib/application/loaders';
import { ROAD_WORDS } from '@/lib/glossary';
import { loadDesk } from '@/lib/jurisdiction/loaders';
import { formatDate } from '@/lib/kernel/chinese';
import { newId } from '@/lib/kernel/ids';
import { formatInstant } from '@/lib/kernel/instant';
import { daysBetween } from '@/lib/kernel/local-date';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { postLabel } from '@/lib/regulation/profile';
import { usualWords } from '@/lib/selection/roads';

export async function generateMetadata({ params }: { params: Promise<{ jurisdiction: string }> }): Promise<Metadata> {
  return { title: usualWords((await loadDesk((await params).jurisdiction)).rules.profile).answer };
}

export default async function ApplicationsPage({ params, searchParams }: { params: Promise<{ jurisdiction: string }>; searchParams: Promise<RawQuery> }) {
  const { jurisdiction } = await params;
  const { before } = queryOf(await searchParams);
  const { desk, institutions, calls, standing, page } = await loadApplications(jurisdiction, before);
  const { profile } = desk.rules;
  const { answer, entry } = usualWords(profile);
  const path = `/${jurisdiction}/applications`;
  const left = (closesOn: (typeof calls)[number]['closesOn']) => {
    const days = daysBetween(desk.today, closesOn);
    return days === 0 ? '今天截止' : `还有 ${days} 天`;
  };

  /** What can be done with a call: go on with what has been begun, or begin. */
  const act = (call: (typeof calls)[number]) => {
    const recommends = call.road === 'recommendation';
    const begun = standing.filter((a) => a.selectionId === call.id);
    const free = recommends ? institutions : institutions.filter((i) => !begun.some((a) => a.institutionId === i.id));
    const posts = recommends ? postsOf(profile, call.body) : [];
    const own = recommends ? [] : begun;
    if (call.opensOn && call.opensOn > desk.today) return <span className="muted nw">{formatDate(call.opensOn)}起</span>;
    return (
      <>
        {own.map((a) => <Link key={a.id} className="btn quiet" href={`${path}/${a.id}`}>{institutions.length > 1 ? `${institutions.find((i) => i.id === a.institutionId)?.name}：` : ''}{a.state === 'draft' ? '继续填写' : a.state === 'withdrawn' ? '已撤回，查看' : '已提交，查看'}</Link>)}
        {free.length > 0 && (
          <CommandForm action={saveApplicationAction} jurisdiction={jurisdiction} formKey={newId()} inline className="inline-form" prefix={`${call.id}-`} fields={{ step: 'begin', selectionId: call.id, ...(free.length === 1 ? { institutionId: free[0]!.id } : {}), ...(posts.length === 1 ? { post: posts[0]! } : {}) }}>
            {free.length > 1 && <FormSelect name="institutionId" label={ROAD_WORDS[call.road].applicant} options={free.map((i) => ({ value: i.id, label: i.name }))} />}
            {posts.length > 1 && <FormSelect name="post" label="推荐职务" options={posts.map((post) => ({ value: post, label: postLabel(profile, post) }))} />}
            <SubmitButton variant="default" pendingText="正在打开" aria-label={`${recommends ? '推荐一人' : '开始申请'}：${call.title}`}>{recommends ? '推荐一人' : '开始申请'}</SubmitButton>
          </CommandForm>
        )}
      </>
    );
  };

  return (
    <>
      <PageHead title={answer} sub={institutions.length > 0 ? institutions.map((i) => i.name).join('、') : `没有您可以代为${answer}的单位`} />
      <Section title={`正在接受${answer}`} aside={calls.length > 0 ? `${calls.length} 项` : undefined}>
        <DataTable
          caption={`正在接受${answer}`} rows={calls} rowKey={(c) => c.id}
          columns={[
            { key: 'title', head: '公告', cell: (c) => <><Link href={`/calls/${jurisdiction}/${c.id}`}>{c.title}</Link><br /><small className="muted">{c.number}，{c.specialty.direction}</small></>, phone: 'primary' },
            { key: 'closes', head: '截止', cell: (c) => <><span className="nw">{formatDate(c.closesOn)}24时</span><br /><small className={daysBetween(desk.today, c.closesOn) <= 3 ? 'c-warn' : 'muted'}>{left(c.closesOn)}</small></>, width: 160 },
            { key: 'act', head: <span className="vh">办理</span>, cell: act, align: 'right', width: 300, phone: 'full' },
          ]}
          empty={<Empty title={`现在没有接受${answer}的公告`} links={[{ href: `/calls/${jurisdiction}`, label: '全部公告' }]}>发布新的公告时，会有消息告知。</Empty>}
        />
      </Section>
      <Section title={`本单位的${entry}`}>
        <DataTable
          caption={`本单位的${entry}`} rows={page.rows} rowKey={(a) => a.id} rowHref={(a) => `${path}/${a.id}`}
          columns={[
            { key: 'title', head: '公告', cell: (a) => <>{a.round.title}{a.post && <>，{postLabel(profile, a.post)}</>}</>, phone: 'primary' },
            ...(institutions.length > 1 ? [{ key: 'institution', head: '单位', cell: (a: (typeof page.rows)[number]) => a.institution.name, width: 200, phone: 'bare' as const }] : []),
            { key: 'receipt', head: '回执号', cell: (a) => (a.receipt ? <span className="nw">{a.receipt}</span> : <span className="muted">未提交</span>), width: 150 },
            { key: 'at', head: '提交时间', cell: (a) => (a.submittedAt ? <span className="nw">{formatInstant(a.submittedAt)}</span> : ''), width: 170 },
            { key: 'closes', head: `${answer}截止`, cell: (a) => (a.round.closesOn ? <span className="nw">{formatDate(a.round.closesOn)}</span> : ''), width: 130 },
            { key: 'state', head: '状态', cell: (a) => <ShownState state={a.state} progress={progressFor(a.round, desk.today)} road={a.round.road} />, align: 'right', width: 150, phone: 'aside' },
          ]}
          empty={<Empty title={`还没有${entry}`}>从上面的公告开始，填写的内容随时保存，截止以前可以修改。</Empty>}
        />
        {page.rows.length > 0 && <Pagination total={page.total} unit="份" {...(page.from ? { prevHref: path } : {})} {...(page.next ? { nextHref: `${path}?before=${page.next}` } : {})} />}
      </Section>
    </>
  );
}
