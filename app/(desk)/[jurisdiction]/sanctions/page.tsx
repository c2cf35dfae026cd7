import type { Metadata } from 'next';
import Link from 'next/link';
import { BanList } from '@/components/conduct/ban-list';
import { RegisterTabs } from '@/components/conduct/register-tabs';
import { RevokeForm } from '@/components/conduct/revoke-form';
import { Button } from '@/components/ui/button';
import { DataTable } from '@/components/ui/data-table';
import { Day } from '@/components/ui/day';
import { Empty } from '@/components/ui/empty';
import { FilterBar } from '@/components/ui/filter-bar';
import { PageHead } from '@/components/ui/page-head';
import { Pagination } from '@/components/ui/pagination';
import { Segments } from '@/components/ui/segments';
import { BareSelect, optionsOf } from '@/components/ui/select';
import { revokeSanctionAction } from '@/lib/conduct/actions';
import { SANCTION_STANDS, type SanctionStand } from '@/lib/conduct/data';
import { loadSanctions } from '@/lib/conduct/loaders';
import { SANCTION_GROUNDS } from '@/lib/glossary';
import { formatInstant } from '@/lib/kernel/instant';
import { queryOf, type RawQuery } from '@/lib/kernel/text';

export const metadata: Metadata = { title: '处理登记' };

export default async function SanctionsPage({ params, searchParams }: { params: Promise<{ jurisdiction: string }>; searchParams: Promise<RawQuery> }) {
  const { jurisdiction } = await params;
  const query = queryOf(await searchParams);
  const stands = query.state && query.state in SANCTION_STANDS ? (query.state as SanctionStand) : undefined;
  const ground = query.ground && query.ground in SANCTION_GROUNDS ? (query.ground as keyof typeof SANCTION_GROUNDS) : undefined;
  const q = query.q?.slice(0, 50);
  const { desk, rows, total, next, from, mayRegister, mayRevoke } = await loadSanctions(jurisdiction, { q, ground, stands }, query.after);
  const { profile } = desk.rules;
  const path = `/${jurisdiction}/sanctions`;
  const address = (over: Record<string, string | undefined>) => {
    const kept = new URLSearchParams(Object.entries({ state: stands, ground, q, ...over }).filter((e): e is [string, string] => Boolean(e[1])));
    return kept.size > 0 ? `${path}?${kept}` : path;
  };
  const href = (article: string) => `/${jurisdiction}/rules#${encodeURIComponent(article)}`;
  const known = [...new Set(profile.sanctions.map((s) => s.ground))];
  return (
    <>
      <PageHead
        title="处理登记" sub="受过处理的单位和由此产生的限制；限制按现行规则计算，登记只记事实"
        actions={mayRegister && known.length > 0 ? <Button variant="primary" href={`${path}/new`}>登记处理决定</Button> : undefined}
      />
      <RegisterTabs jurisdiction={jurisdiction} current="sanctions" />
      <FilterBar action={path} resetHref={path} keep={{ state: stands }} label="筛选">
        <Segments
          label="限制"
          items={[{ href: address({ state: undefined }), label: '全部', current: !stands }, ...Object.entries(SANCTION_STANDS).map(([value, label]) => ({ href: address({ state: value }), label, current: stands === value }))]}
        />
        <BareSelect name="ground" label="处理原因" empty="全部原因" defaultValue={ground ?? ''} options={optionsOf(SANCTION_GROUNDS)} />
        <input className="in" type="search" name="q" defaultValue={q} placeholder="单位、方向或拼音" aria-label="查找" />
      </FilterBar>
      <DataTable
        caption="处理决定" rows={rows} rowKey={(s) => s.id}
        columns={[
          {
            key: 'who', head: '单位', phone: 'primary',
            cell: (s) => <><b>{s.institution.name}</b><div className="small">{s.centre ? <Link prefetch={false} href={`/${jurisdiction}/centres/${s.centre.id}`}>{s.centre.name}</Link> : s.specialty.direction}{s.head && `；时任负责人${s.head.name}`}</div></>,
          },
          {
            key: 'why', head: '处理', phone: 'full',
            cell: (s) => (
              <>
                <span className="nw">{SANCTION_GROUNDS[s.ground]}</span>，<Day on={s.decidedOn} />{s.document && s.document !== s.decision?.number && `，${s.document}`}
                <div className="small">{s.reason}</div>
                <div className="small">{s.decision ? <>由<Link prefetch={false} href={`/${jurisdiction}/decisions/${s.decision.id}`}>{s.decision.number}</Link>产生，{s.registeredByName}</> : `${s.registeredByName}登记`} {formatInstant(s.registeredAt)}</div>
                {s.revokedAt && <div className="small">{s.revokedByName} {formatInstant(s.revokedAt)} 撤销：{s.revokeReason}</div>}
                {mayRevoke && !s.revokedAt && (
                  <RevokeForm
                    action={revokeSanctionAction} jurisdiction={jurisdiction} field="sanctionId" id={s.id} version={s.version}
                    title={`撤销对${s.institution.name}的处理登记？`} effect="由此产生的限制随即解除，并通知该单位联系人；登记和撤销的理由都留在登记簿中。"
                  />
                )}
              </>
            ),
          },
          { key: 'bans', head: '限制参与', phone: 'full', cell: (s) => (s.revokedAt ? <span className="muted">已撤销，不再限制</span> : <BanList bans={s.bans} place={s.place} letter={profile.jurisdiction.letter} articleHref={href} />) },
        ]}
        empty={
          stands || ground || q ? <Empty title="没有符合条件的处理决定" links={[{ href: path, label: '清除筛选' }]}>可以放宽条件。</Empty>
            : known.length === 0 ? <Empty title={`${profile.instrument.title}没有规定受处理后的限制`}>没有需要登记的处理决定。</Empty>
              : <Empty title="没有登记过处理决定">裁定取消资格的自动登记；其他处理由主管部门登记。</Empty>
        }
      />
      <Pagination total={total} unit="项" {...(from ? { prevHref: address({}) } : {})} {...(next ? { nextHref: address({ after: next }) } : {})} />
    </>
  );
}
