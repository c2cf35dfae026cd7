import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import Link from 'next/link';
import { ApplicationState } from '@/components/application/review-state';
import { ConditionTally } from '@/components/application/condition-list';
import { EndReview } from '@/components/panel/end-review';
import { RoundHead } from '@/components/selection/round-head';
import { Banner } from '@/components/ui/banner';
import { DataTable } from '@/components/ui/data-table';
import { Empty } from '@/components/ui/empty';
import { FilterBar } from '@/components/ui/filter-bar';
import { Pagination } from '@/components/ui/pagination';
import { Segments } from '@/components/ui/segments';
import { loadReviews } from '@/lib/application/loaders';
import { mayOpen } from '@/lib/application/review';
import { APPLICATION_STATES, type ApplicationState as State } from '@/lib/application/states';
import { HOSPITAL_LEVELS, INSTITUTION_KINDS, ROAD_WORDS, type HospitalLevel, type InstitutionKind } from '@/lib/glossary';
import { may } from '@/lib/identity/actor';
import { formatDate } from '@/lib/kernel/chinese';
import { formatInstant } from '@/lib/kernel/instant';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { postLabel } from '@/lib/regulation/profile';
import { loadRound } from '@/lib/selection/loaders';

export async function generateMetadata({ params }: { params: Promise<{ jurisdiction: string; selection: string }> }): Promise<Metadata> {
  const { jurisdiction, selection } = await params;
  return { title: `${ROAD_WORDS[(await loadRound(jurisdiction, selection)).round.road].entry}与资格` };
}

/** The cuts of the list, in the order in which an application passes them. */
const SHOWN: readonly State[] = ['submitted', 'eligible', 'ineligible', 'withdrawn'];
const WORDS: Partial<Record<State, string>> = { submitted: '待审核' };

export default async function ApplicationsPage({ params, searchParams }: { params: Promise<{ jurisdiction: string; selection: string }>; searchParams: Promise<RawQuery> }) {
  const { jurisdiction, selection } = await params;
  const { state: asked, q, after } = queryOf(await searchParams);
  const { desk, round } = await loadRound(jurisdiction, selection);
  if (round.road === 'designation') notFound();
  const state = SHOWN.find((s) => s === asked);
  const { rows, total, counts, drafts, next, from } = await loadReviews(jurisdiction, round.id, { state, q, after });
  const { profile } = round.rules;
  const path = `/${jurisdiction}/selections/${round.id}/applications`;
  const opened = mayOpen(round.state);
  const all = SHOWN.reduce((n, s) => n + (counts.get(s) ?? 0), 0);
  const href = (more: Record<string, string | undefined>) => {
    const query = new URLSearchParams(Object.entries({ state, q, ...more }).flatMap(([k, v]) => (v ? [[k, v]] : [])));
    return query.size > 0 ? `${path}?${query.toString()}` : path;
  };
  const waiting = counts.get('submitted') ?? 0;
  const isOver = round.closesOn !== null && round.closesOn < desk.today;
  const { answer, applicant, entry } = ROAD_WORDS[round.road];
  const isRecommendation = round.road === 'recommendation';
  const head = profile.structure.bodies.find((b) => b.head)?.head;

  return (
    <>
      <RoundHead jurisdiction={jurisdiction} desk={desk} round={round} current="applications" />
      {round.state === 'open' && (
        <Banner severity={isOver ? 'warn' : 'note'} title={`已提交${waiting}份${drafts > 0 ? `，另有${drafts}份${isOver ? '没有' : '尚未'}提交` : ''}`} aside={isOver && <Link href={`/${jurisdiction}/selections/${round.id}`}>办理截止</Link>}>
          {round.closesOn && (isOver ? `${answer}已于${formatDate(round.closesOn)}截止，办理截止后开始资格审核。` : `${answer}至${formatDate(round.closesOn)}止。截止前只显示${applicant}，不能打开内容；截止后开始资格审核。`)}
        </Banner>
      )}
      {round.state === 'reviewing' && round.returnReason && round.choice && (
        <Banner severity="warn" title="公示已终止，重新审核资格">{round.returnReason}。须改变结论的，打开后点“重新审核”；其余的结论和评审组已提交的评分不变。</Banner>
      )}
      {round.state === 'reviewing' && all > 0 && waiting === 0 && (
        <Banner
          severity={counts.get('eligible') ? 'ok' : 'warn'} title={counts.get('eligible') ? `已全部审核，${counts.get('eligible')}份符合条件` : `已全部审核，没有符合条件的${entry}`}
          aside={!counts.get('eligible') ? <a href={`/${jurisdiction}/selections/${round.id}#end`}>终止这一轮</a> : !isRecommendation && round.scheme?.panel ? <Link href={`/${jurisdiction}/selections/${round.id}/panel`}>组织评审</Link> : <a href="#end-review">结束资格审核</a>}
        />
      )}
      {all > 0 && (
        <FilterBar action={path} keep={{ state }} {...(q || state ? { resetHref: path } : {})}>
          <Segments
            label="审核情况"
            items={[
              { href: href({ state: undefined }), label: '全部', count: all, current: !state },
              ...SHOWN.filter((s) => counts.get(s) || s === state).map((s) => ({ href: href({ state: s }), label: (opened && WORDS[s]) || APPLICATION_STATES[s], count: counts.get(s) ?? 0, current: s === state })),
            ]}
          />
          <input className="in q" type="search" name="q" aria-label="单位或回执号" placeholder="单位、回执号" defaultValue={q ?? ''} />
        </FilterBar>
      )}
      <DataTable
        caption={`收到的${entry}`}
        rows={rows}
        rowKey={(a) => a.id}
        rowHref={(a) => (a.opened ? `${path}/${a.id}` : undefined)}
        empty={
          q || state ? <Empty title={`没有符合条件的${entry}`} links={[{ href: path, label: '查看全部' }]} />
          : round.publishedAt ? <Empty title={`没有收到${entry}`}>{drafts > 0 ? `有${drafts}份还没有提交` : undefined}</Empty>
          : <Empty title={`还没有收到${entry}`}>公告发布后开始接收</Empty>
        }
        columns={[
          { key: 'institution', head: applicant, cell: (a) => a.institution.name, phone: 'primary' },
          { key: 'level', head: '等级类别', cell: (a) => `${HOSPITAL_LEVELS[a.institution.level as HospitalLevel]}${INSTITUTION_KINDS[a.institution.kind as InstitutionKind]}`, phone: 'bare' },
          ...(opened
            ? [{ key: 'person', head: isRecommendation ? '推荐人选' : `拟任${head ? postLabel(profile, head) : '负责人'}`, cell: (a: (typeof rows)[number]) => (a.person ? `${a.person.name}${a.post ? `（${postLabel(profile, a.post)}）` : ''}` : a.opened && <span className="muted">没有写明</span>) }]
            : []),
          { key: 'receipt', head: '回执号', cell: (a) => <span className="nw">{a.receipt}</span> },
          { key: 'submitted', head: '提交时间', cell: (a) => <span className="nw">{formatInstant(a.submittedAt)}</span> },
          ...(opened ? [{ key: 'conditions', head: '条件', cell: (a: (typeof rows)[number]) => (a.counts ? <ConditionTally counts={a.counts} settled={a.state !== 'submitted'} /> : a.opened && <span className="muted">没有检验</span>), phone: 'full' as const }] : []),
          { key: 'state', head: '状态', cell: (a) => <ApplicationState state={a.state} opened={opened} />, phone: 'aside', align: 'right' },
        ]}
      />
      {all > 0 && <Pagination total={total} unit="份" {...(from ? { prevHref: href({}) } : {})} {...(next ? { nextHref: href({ after: next }) } : {})} />}
      {round.state === 'reviewing' && (isRecommendation || (round.scheme && !round.scheme.panel)) && may(desk.actor, 'selection.end-review', { tenantId: jurisdiction }) && (
        <EndReview jurisdiction={jurisdiction} round={round} applications={SHOWN.flatMap((s) => Array.from({ length: counts.get(s) ?? 0 }, () => ({ state: s })))} reviewHref={`${path}?state=submitted`} endHref={`/${jurisdiction}/selections/${round.id}#end`} />
      )}
      {opened && drafts > 0 && <p className="small">另有{drafts}份到截止时没有提交，不在审核之列。</p>}
    </>
  );
}
