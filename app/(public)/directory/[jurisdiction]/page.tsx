import { roundsWord, usualWords } from '@/lib/selection/roads';
import type { Metadata } from 'next';
import Link from 'next/link';
import { PublicFrame } from '@/components/regulation/public-frame';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Day } from '@/components/ui/day';
import { Empty } from '@/components/ui/empty';
import { FilterBar } from '@/components/ui/filter-bar';
import { PageHead } from '@/components/ui/page-head';
import { Pagination } from '@/components/ui/pagination';
import { PrintButton } from '@/components/ui/print-button';
import { Segments } from '@/components/ui/segments';
import { Tag } from '@/components/ui/tag';
import type { DirectoryRow } from '@/lib/centre/data';
import { loadDirectory } from '@/lib/centre/loaders';
import { CENTRE_CLASSES } from '@/lib/glossary';
import { loadPublishedRules } from '@/lib/jurisdiction/loaders';
import { formatDate } from '@/lib/kernel/chinese';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { postLabel } from '@/lib/regulation/profile';

interface Props {
  params: Promise<{ jurisdiction: string }>;
  searchParams: Promise<RawQuery>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant, rules } = await loadPublishedRules((await params).jurisdiction);
  return { title: `${tenant.name}${rules.profile.vocabulary.centreShort}名录` };
}

export default async function DirectoryPage({ params, searchParams }: Props) {
  const { jurisdiction } = await params;
  const { q, class: asked, after } = queryOf(await searchParams);
  const word = q?.slice(0, 50) || undefined;
  const { tenant, profile, today, classes, chosen, rows, total, next, from } = await loadDirectory(jurisdiction, { q: word, class: asked }, after?.slice(0, 40));
  const { vocabulary, structure } = profile;
  const head = structure.bodies.find((b) => b.head);
  const path = `/directory/${tenant.id}`;
  const address = (over: { class?: string | undefined; after?: string | undefined }) => {
    const query = new URLSearchParams(Object.entries({ q: word, class: chosen, ...over }).flatMap(([k, v]) => (v ? [[k, v]] : [])));
    return query.size > 0 ? `${path}?${query}` : path;
  };
  const under = (row: DirectoryRow) => {
    const links = [
      ...(row.round?.noticeId ? [{ href: `/notices/${tenant.id}/${row.round.noticeId}`, label: '结果公示' }] : []),
      ...(row.round?.callId && !row.round.noticeId ? [{ href: `/calls/${tenant.id}/${row.round.callId}`, label: usualWords(profile).call }] : []),
    ];
    return <>{row.vacant && <Tag tone="warn">待{roundsWord(profile)}</Tag>}{links.map((l) => <span key={l.href}> <Link prefetch={false} className="nw" href={l.href}>{l.label}</Link></span>)}</>;
  };
  const columns: Column<DirectoryRow>[] = [
    { key: 'name', head: vocabulary.centreShort, cell: (r) => <b>{r.name}</b>, phone: 'primary' },
    ...(vocabulary.host ? [{ key: 'host', head: vocabulary.host, cell: (r: DirectoryRow) => r.host ?? <span className="muted">空缺</span>, phone: 'full' as const }] : []),
    ...(head?.head ? [{ key: 'head', head: postLabel(profile, head.head), cell: (r: DirectoryRow) => r.head ?? <span className="muted">空缺</span>, width: 92 }] : []),
    { key: 'since', head: vocabulary.host ? '挂靠起始' : '设立', cell: (r) => { const on = vocabulary.host ? r.since : r.openedOn; return on && <Day on={on} />; }, width: 122 },
    ...(structure.hostCycle ? [{ key: 'due', head: '周期届满', cell: (r: DirectoryRow) => r.dueToEndOn && <Day on={r.dueToEndOn} />, width: 122 }] : []),
    ...(rows.some((r) => r.vacant || r.round?.callId || r.round?.noticeId) ? [{ key: 'round', head: roundsWord(profile), cell: (r: DirectoryRow) => under(r), width: 118, phone: 'aside' as const }] : []),
  ];
  const groups = classes.map((c) => ({ key: c, title: CENTRE_CLASSES[c], rows: rows.filter((r) => r.class === c) })).filter((g) => g.rows.length > 0);
  // A page cut from a longer list does not count its classes.
  const counted = after || next ? groups : groups.map((g) => ({ ...g, count: `${g.rows.length} 个` }));
  return (
    <PublicFrame at="directory" profile={profile}>
      <Breadcrumb prefix="当前位置：" items={[{ label: '质控中心名录', href: '/directory' }, { label: tenant.name }]} />
      <PageHead
        title={`${vocabulary.centreShort}名录`}
        sub={`${profile.jurisdiction.authority}决定设置，截至${formatDate(today)}`}
        actions={<><Link className="btn noprint" href={`/rules/${tenant.id}`}>规则条文</Link><PrintButton /></>}
      />
      <FilterBar action={path} resetHref={path} keep={{ class: chosen }} label={`查找${vocabulary.centreShort}`}>
        <input className="in q" type="search" name="q" defaultValue={word} placeholder={vocabulary.host ? `名称或${vocabulary.host}` : '名称'} aria-label={`查找${vocabulary.centreShort}`} />
        <Segments label="类别" items={[{ href: address({ class: undefined }), label: '全部', current: chosen === undefined }, ...classes.map((c) => ({ href: address({ class: c }), label: CENTRE_CLASSES[c], current: chosen === c }))]} />
      </FilterBar>
      <DataTable
        caption={`${vocabulary.centreShort}名录`}
        groups={counted}
        rowKey={(r) => r.id}
        columns={columns}
        empty={word || chosen
          ? <Empty title={`没有符合条件的${vocabulary.centreShort}`} links={[{ href: path, label: '清除筛选' }]}>可以换一个词查找。</Empty>
          : <Empty title={`还没有${vocabulary.centreShort}`}>决定设置后列在这里。</Empty>}
      />
      <Pagination total={total} unit="个" {...(from ? { prevHref: address({ after: undefined }) } : {})} {...(next ? { nextHref: address({ after: next }) } : {})} />
    </PublicFrame>
  );
}
