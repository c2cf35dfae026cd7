import type { Metadata } from 'next';
import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { DataTable } from '@/components/ui/data-table';
import { Empty } from '@/components/ui/empty';
import { FilterBar } from '@/components/ui/filter-bar';
import { PageHead } from '@/components/ui/page-head';
import { Pagination } from '@/components/ui/pagination';
import { BareSelect, optionsOf } from '@/components/ui/select';
import { Tag } from '@/components/ui/tag';
import { GradeWords } from '@/components/assessment/grade-words';
import { CENTRE_CLASSES, type CentreClass } from '@/lib/glossary';
import { may } from '@/lib/identity/actor';
import { CENTRE_STATUSES, statusesOf, type CentreStatus } from '@/lib/centre/states';
import { loadCentres, loadOpenable } from '@/lib/centre/loaders';
import { loadDesk } from '@/lib/jurisdiction/loaders';
import { formatDate } from '@/lib/kernel/chinese';
import { addDays } from '@/lib/kernel/local-date';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { postLabel } from '@/lib/regulation/profile';

export async function generateMetadata({ params }: { params: Promise<{ jurisdiction: string }> }): Promise<Metadata> {
  return { title: (await loadDesk((await params).jurisdiction)).rules.profile.vocabulary.centreShort };
}

const oneOf = <T extends string>(value: string | undefined, labels: Partial<Record<T, string>>): T | undefined => (value !== undefined && value in labels ? (value as T) : undefined);

export default async function CentresPage({ params, searchParams }: { params: Promise<{ jurisdiction: string }>; searchParams: Promise<RawQuery> }) {
  const { jurisdiction } = await params;
  const query = queryOf(await searchParams);
  const { today, rules } = await loadDesk(jurisdiction);
  const statuses = statusesOf(rules.profile.structure.host !== null);
  const filter = {
    q: query.q?.slice(0, 50),
    class: oneOf(query.class, CENTRE_CLASSES),
    status: oneOf(query.status, statuses),
    dueBy: query.due === 'quarter' ? addDays(today, 92) : undefined,
  };
  const { desk, rows, next, from, total } = await loadCentres(jurisdiction, filter, query.after?.slice(0, 40));
  const canOpen = await loadOpenable(jurisdiction);
  const { profile } = desk.rules;
  const { centreShort, host } = profile.vocabulary;
  const head = profile.structure.bodies.find((b) => b.head)?.head ?? 'chair';
  const path = `/${jurisdiction}/centres`;
  const keep = new URLSearchParams(Object.entries({ q: query.q, class: filter.class, status: filter.status, due: query.due }).flatMap(([k, v]) => (v ? [[k, v]] : [])));
  const page = (after: string) => `${path}?${new URLSearchParams([...keep, ['after', after]])}`;

  return (
    <>
      <PageHead
        title={centreShort}
        sub={`${desk.tenant.authority}，共 ${total} 个`}
        actions={may(desk.actor, 'centre.open', { tenantId: jurisdiction }) && <Button variant="primary" href={`${path}/new`}>设立{centreShort}</Button>}
      />
      <FilterBar action={path} resetHref={path} label="筛选">
        <input className="in q" name="q" type="search" defaultValue={query.q} placeholder={host ? '名称、编号、挂靠单位或拼音首字母' : '名称、编号或拼音首字母'} aria-label="查找" />
        <BareSelect name="class" label="类别" empty="全部类别" defaultValue={filter.class ?? ''} options={optionsOf(CENTRE_CLASSES)} />
        <BareSelect name="status" label="状态" empty="全部状态" defaultValue={filter.status ?? ''} options={optionsOf(statuses)} />
        {profile.structure.hostCycle && <BareSelect name="due" label="周期" empty="全部周期" defaultValue={query.due ?? ''} options={[{ value: 'quarter', label: '三个月内届满' }]} />}
      </FilterBar>
      <DataTable
        caption={centreShort}
        rows={rows}
        rowKey={(c) => c.id}
        rowHref={(c) => (canOpen(c.id) ? `${path}/${c.id}` : undefined)}
        columns={[
          { key: 'code', head: '编号', cell: (c) => <span className="nw muted">{c.code}</span>, width: 110, phone: 'hide' },
          { key: 'name', head: '名称', cell: (c) => c.name, phone: 'primary' },
          { key: 'class', head: '类别', cell: (c) => CENTRE_CLASSES[c.class as CentreClass], width: 90, phone: 'bare' },
          ...(host ? [{ key: 'host', head: host, cell: (c: (typeof rows)[number]) => c.host ?? <span className="c-warn">空缺</span> }] : []),
          { key: 'head', head: postLabel(profile, head), cell: (c) => c.chair ?? <span className="c-warn">空缺</span>, width: 100 },
          ...(profile.grades ? [{ key: 'grades', head: '近四年等次', cell: (c: (typeof rows)[number]) => <GradeWords grades={c.grades} />, phone: 'full' as const }] : []),
          ...(profile.structure.hostCycle ? [{ key: 'due', head: '周期届满', cell: (c: (typeof rows)[number]) => (c.dueToEndOn ? <span className={`nw ${c.dueToEndOn < today ? 'c-block' : ''}`}>{formatDate(c.dueToEndOn)}</span> : <span className="muted">无</span>), width: 130 }] : []),
          { key: 'status', head: '状态', cell: (c) => <span className="nw">{c.undecided && <><Tag tone="warn">待裁定</Tag> </>}<Tag tone={toneOf(c.status)}>{CENTRE_STATUSES[c.status as CentreStatus]}</Tag></span>, align: 'right' as const, phone: 'aside' as const },
        ]}
        empty={keep.size === 0 ? <Empty title={`还没有${centreShort}`} links={[{ href: `/${jurisdiction}/specialties`, label: '设置规划' }]}>主管部门设立后会列在这里。</Empty> : <Empty title={`没有符合条件的${centreShort}`} links={[{ href: path, label: '清除筛选' }]}>可以换一个词查找，或放宽条件。</Empty>}
      />
      <Pagination total={total} unit="个" {...(from ? { prevHref: keep.size ? `${path}?${keep}` : path } : {})} {...(next ? { nextHref: page(next) } : {})} />
      {query.after && <p className="small"><Link href={keep.size ? `${path}?${keep}` : path}>返回第一页</Link></p>}
    </>
  );
}

const toneOf = (status: CentreStatus) => (status === 'operating' ? 'ok' : status === 'without-host' ? 'block' : status === 'closed' ? 'plain' : 'warn');
