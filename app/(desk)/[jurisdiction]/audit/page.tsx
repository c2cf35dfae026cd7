import { usualWords } from '@/lib/selection/roads';
import type { Metadata } from 'next';
import { DataTable } from '@/components/ui/data-table';
import { Empty } from '@/components/ui/empty';
import { FilterBar } from '@/components/ui/filter-bar';
import { PageHead } from '@/components/ui/page-head';
import { Pagination } from '@/components/ui/pagination';
import { BareSelect, optionsOf } from '@/components/ui/select';
import { Tag } from '@/components/ui/tag';
import { ACT_LABELS, AUDIT_RESULTS, targetWords } from '@/lib/audit/labels';
import { loadAudit } from '@/lib/audit/loaders';
import { ROLES, type Role } from '@/lib/identity/capabilities';
import { roleLabel } from '@/lib/identity/role-label';
import { formatInstant } from '@/lib/kernel/instant';
import { queryOf, type RawQuery } from '@/lib/kernel/text';

export const metadata: Metadata = { title: '审计日志' };

export default async function AuditPage({ params, searchParams }: { params: Promise<{ jurisdiction: string }>; searchParams: Promise<RawQuery> }) {
  const { jurisdiction } = await params;
  const query = queryOf(await searchParams);
  const before = /^\d{1,9}$/.test(query.before ?? '') ? Number(query.before) : undefined;
  const filter = { act: query.act && query.act in ACT_LABELS ? query.act : undefined, result: query.result && query.result in AUDIT_RESULTS ? query.result : undefined, account: query.account?.slice(0, 30) || undefined };
  const { desk, rows, names, total, next, from } = await loadAudit(jurisdiction, filter, before);
  const labels = { ...ACT_LABELS, ...usualWords(desk.rules.profile).acts };
  const path = `/${jurisdiction}/audit`;
  const keep = new URLSearchParams(Object.entries(filter).flatMap(([k, v]) => (v ? [[k, v]] : [])));
  return (
    <>
      <PageHead title="审计日志" sub="每项办理写入一条，前后相连，不能修改和删除；完整性由命令 audit:verify 核对" />
      <FilterBar action={path} resetHref={path} label="筛选">
        <input className="in q" type="search" name="account" defaultValue={query.account} placeholder="办理人" aria-label="办理人" />
        <BareSelect name="act" label="事项" empty="全部事项" defaultValue={filter.act ?? ''} options={optionsOf(labels)} />
        <BareSelect name="result" label="结果" empty="全部结果" defaultValue={filter.result ?? ''} options={optionsOf(AUDIT_RESULTS)} />
      </FilterBar>
      <DataTable
        caption="审计日志"
        rows={rows}
        rowKey={(e) => e.id}
        columns={[
          { key: 'seq', head: '序号', cell: (e) => e.seq, width: 70, phone: 'hide' },
          { key: 'at', head: '时间', cell: (e) => <span className="nw">{formatInstant(e.at)}</span>, phone: 'bare' },
          { key: 'who', head: '办理人', cell: (e) => `${e.accountName}${e.role ? `（${e.role in ROLES ? roleLabel(e.role as Role, desk.rules.profile) : e.role}）` : ''}`, phone: 'bare' },
          { key: 'act', head: '事项', cell: (e) => labels[e.act] ?? e.act, phone: 'primary' },
          { key: 'target', head: '对象', cell: (e) => targetWords(e.targetType, e.targetId, names.get(e.targetId)), phone: 'full' },
          { key: 'ip', head: '来源', cell: (e) => (e.ip === 'direct' ? '本机' : e.ip) },
          { key: 'hash', head: '摘要', cell: (e) => <span className="small">{e.hash.slice(0, 12)}</span>, phone: 'hide' },
          { key: 'result', head: '结果', cell: (e) => <Tag tone={e.result === 'ok' ? 'ok' : e.result === 'refused' ? 'warn' : 'block'}>{AUDIT_RESULTS[e.result]}</Tag>, align: 'right', phone: 'aside' },
        ]}
        empty={keep.size ? <Empty title="没有符合条件的记录" links={[{ href: path, label: '清除筛选' }]} /> : <Empty title="还没有记录">办理事项后会逐条列在这里。</Empty>}
      />
      <Pagination total={total} unit="条" {...(from ? { prevHref: keep.size ? `${path}?${keep}` : path } : {})} {...(next ? { nextHref: `${path}?${new URLSearchParams([...keep, ['before', String(next)]])}` } : {})} />
    </>
  );
}
