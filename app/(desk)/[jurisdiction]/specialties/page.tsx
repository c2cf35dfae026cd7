import type { Metadata } from 'next';
import Link from 'next/link';
import { Fragment } from 'react';
import { CommandForm, FormSelect, FormText } from '@/components/form/command-form';
import { ArticleChip } from '@/components/regulation/article-chip';
import { JudgedFields } from '@/components/specialty/judged-fields';
import { PlanTabs } from '@/components/specialty/plan-tabs';
import { Button } from '@/components/ui/button';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Empty } from '@/components/ui/empty';
import { FilterBar } from '@/components/ui/filter-bar';
import { PageHead } from '@/components/ui/page-head';
import { Pagination } from '@/components/ui/pagination';
import { Section } from '@/components/ui/section';
import { Segments } from '@/components/ui/segments';
import { BareSelect } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { Tag } from '@/components/ui/tag';
import { loadOpenable } from '@/lib/centre/loaders';
import { CENTRE_STATUSES } from '@/lib/centre/states';
import { CENTRE_CLASSES, type CentreClass } from '@/lib/glossary';
import { newId } from '@/lib/kernel/ids';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { roadsOf } from '@/lib/selection/roads';
import { ROADS, stateWord } from '@/lib/selection/states';
import { addSpecialtyAction } from '@/lib/specialty/actions';
import { groupLabel } from '@/lib/specialty/change';
import { PLAN_STANDS, type PlanLine, type PlanStand } from '@/lib/specialty/data';
import { loadPlan } from '@/lib/specialty/loaders';

export const metadata: Metadata = { title: '设置规划' };

export default async function SpecialtiesPage({ params, searchParams }: { params: Promise<{ jurisdiction: string }>; searchParams: Promise<RawQuery> }) {
  const { jurisdiction } = await params;
  const query = queryOf(await searchParams);
  const klass = query.class && query.class in CENTRE_CLASSES ? (query.class as CentreClass) : undefined;
  const stands = query.set && query.set in PLAN_STANDS ? (query.set as PlanStand) : undefined;
  const filter = { class: klass, field: query.field || undefined, stands, q: query.q?.slice(0, 50) };
  const { desk, lines, total, next, counts, fields, mayAdd, mayOpen, maySelect, seesRounds } = await loadPlan(jurisdiction, filter, query.after);
  const canOpen = await loadOpenable(jurisdiction);
  const { profile } = desk.rules;
  const { plan, classes } = profile.structure;
  const { centreShort, host } = profile.vocabulary;
  const path = `/${jurisdiction}/specialties`;
  const address = (over: Record<string, string | undefined>) => {
    const kept = new URLSearchParams(Object.entries({ class: klass, field: filter.field, set: stands, q: filter.q, ...over }).filter((e): e is [string, string] => Boolean(e[1])));
    return kept.size > 0 ? `${path}?${kept}` : path;
  };
  const all = counts.reduce((sum, c) => ({ total: sum.total + c.total, set: sum.set + c.set, round: sum.round + c.round }), { total: 0, set: 0, round: 0 });
  // Under the class chosen the counts are those of that class.
  const shown = counts.find((c) => c.class === klass) ?? all;
  const roads = roadsOf(profile);
  const begin = roads.length > 0 && maySelect ? `发起${roads.map((r) => ROADS[r]).join('或')}` : null;
  const groups: { key: string; title: string; count: string; rows: PlanLine[] }[] = [];
  for (const line of lines) {
    const key = `${line.class} ${line.field}`;
    const last = groups.at(-1);
    if (last?.key === key) last.rows.push(line);
    else groups.push({ key, title: groupLabel(line), count: '', rows: [line] });
  }
  for (const group of groups) group.count = `${group.rows.length} 个${stands === 'yes' || stands === 'no' ? '' : `，已设 ${group.rows.filter((l) => l.centres.length > 0).length}`}`;
  const columns: Column<PlanLine>[] = [
    ...(plan ? [{ key: 'number', head: '序号', cell: (l: PlanLine) => l.number ?? '', width: 56, phone: 'hide' as const }] : []),
    { key: 'direction', head: '方向', cell: (l) => <Link prefetch={false} href={`${path}/${l.id}`}>{l.direction}</Link>, phone: 'primary' },
    {
      key: 'centre', head: centreShort, phone: 'bare',
      cell: (l) => (l.centres.length === 0 ? <span className="muted">未设</span> : l.centres.map((c, i) => <Fragment key={c.id}>{i > 0 && '、'}{canOpen(c.id) ? <Link prefetch={false} href={`/${jurisdiction}/centres/${c.id}`}>{c.name}</Link> : c.name}</Fragment>)),
    },
    ...(host ? [{ key: 'host', head: host, cell: (l: PlanLine) => l.centres.map((c, i) => <Fragment key={c.id}>{i > 0 && '、'}{c.host ?? <span className="muted">暂缺</span>}</Fragment>), phone: 'line' as const }] : []),
    {
      key: 'status', head: '状态', align: 'right', phone: 'aside',
      cell: (l) => (
        <>
          {l.centres.map((c) => <div key={c.id} className="nw">{c.status === 'operating' ? CENTRE_STATUSES[c.status] : <Tag tone="warn">{CENTRE_STATUSES[c.status]}</Tag>}</div>)}
          {l.rounds.map((r) => <div key={r.id} className="nw"><Link prefetch={false} href={`/${jurisdiction}/selections/${r.id}`}>{ROADS[r.road]}：{stateWord(r.road, r.state)}</Link></div>)}
          {l.rounds.length === 0 && l.centres.every((c) => c.status === 'without-host' || c.status === 'reselecting') && (
            <span className="nw">
              {begin && <Link prefetch={false} href={`/${jurisdiction}/selections/new?specialty=${l.id}`}>{begin}</Link>}
              {mayOpen && l.centres.length === 0 && <>{begin && <span className="muted"> · </span>}<Link prefetch={false} href={`/${jurisdiction}/centres/new?specialty=${l.id}`}>设立登记</Link></>}
            </span>
          )}
        </>
      ),
    },
  ];
  const isFiltered = Boolean(klass || filter.field || stands || filter.q);
  return (
    <>
      <PageHead
        title="设置规划"
        sub={<>{`共 ${all.total} 个方向，${counts.length} 类${fields.length > 0 ? ` ${fields.length} 个领域` : ''}，已设 ${all.set} 个`} {plan && <ArticleChip letter={profile.jurisdiction.letter} article={plan.article} annexes={profile.instrument.annexes} href={`/${jurisdiction}/rules#${encodeURIComponent(plan.article)}`} />}</>}
        actions={mayAdd ? <Button href={`${address({})}#add`}>增加方向</Button> : undefined}
      />
      <PlanTabs jurisdiction={jurisdiction} current="plan" />
      <FilterBar action={path} resetHref={path} keep={{ set: stands }} label="筛选">
        <Segments
          label="设立情况"
          items={[
            { href: address({ set: undefined }), label: '全部', count: shown.total, current: !stands },
            { href: address({ set: 'yes' }), label: PLAN_STANDS.yes, count: shown.set, current: stands === 'yes' },
            { href: address({ set: 'no' }), label: PLAN_STANDS.no, count: shown.total - shown.set, current: stands === 'no' },
            ...(seesRounds ? [{ href: address({ set: 'round' }), label: PLAN_STANDS.round, count: shown.round, current: stands === 'round' }] : []),
          ]}
        />
        <BareSelect name="class" label="类别" empty="全部类别" defaultValue={klass ?? ''} options={counts.map((c) => ({ value: c.class, label: `${CENTRE_CLASSES[c.class]}（${c.total}）` }))} />
        {fields.length > 0 && <BareSelect name="field" label="领域" empty="全部领域" defaultValue={filter.field ?? ''} options={fields.map((f) => ({ value: f, label: f }))} />}
        <input className="in" type="search" name="q" defaultValue={query.q} placeholder="方向、领域或拼音" aria-label="查找" />
      </FilterBar>
      <DataTable
        caption="设置规划" groups={groups} rowKey={(l) => l.id} columns={columns}
        empty={isFiltered ? <Empty title="没有符合条件的方向" links={[{ href: path, label: '清除筛选' }]}>{filter.q ? '可以换一个词查找。' : '可以放宽条件。'}</Empty> : <Empty title="规划还是空的">主管部门增加方向后，才能设立{centreShort}。</Empty>}
      />
      <Pagination total={total} unit="个" {...(query.after ? { prevHref: address({}) } : {})} {...(next ? { nextHref: address({ after: next }) } : {})} />
      {mayAdd && (
        <Section title="增加方向" id="add">
          <CommandForm action={addSpecialtyAction} jurisdiction={jurisdiction} formKey={newId()} className="form" letter={profile.jurisdiction.letter}>
            <FormText name="direction" label="工作方向" required defaultValue={query.direction} />
            <div className="fg">
              <FormSelect name="class" label="类别" required empty="请选择" defaultValue={query.of} options={(classes?.list ?? (Object.keys(CENTRE_CLASSES) as CentreClass[])).map((value) => ({ value, label: CENTRE_CLASSES[value] }))} />
              <FormText name="field" label="专业领域" hint="可以不填" defaultValue={query.in} />
              <FormText name="reason" label="理由" hint="记入规划沿革，可以不填" />
              <FormText name="document" label="文号" hint="可以不填" />
            </div>
            <JudgedFields profile={profile} />
            <div className="acts"><SubmitButton>增加方向</SubmitButton></div>
          </CommandForm>
        </Section>
      )}
    </>
  );
}
