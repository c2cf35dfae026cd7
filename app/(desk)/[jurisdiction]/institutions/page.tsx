import type { Metadata } from 'next';
import Link from 'next/link';
import { CommandForm } from '@/components/form/command-form';
import { InstitutionFields } from '@/components/institution/institution-fields';
import { DataTable } from '@/components/ui/data-table';
import { Empty } from '@/components/ui/empty';
import { FilterBar } from '@/components/ui/filter-bar';
import { PageHead } from '@/components/ui/page-head';
import { Pagination } from '@/components/ui/pagination';
import { Section } from '@/components/ui/section';
import { SubmitButton } from '@/components/ui/submit-button';
import { HOSPITAL_LEVELS, INSTITUTION_KINDS, type HospitalLevel, type InstitutionKind } from '@/lib/glossary';
import { loadOpenable } from '@/lib/centre/loaders';
import { registerInstitutionAction } from '@/lib/institution/actions';
import { loadInstitutions } from '@/lib/institution/loaders';
import { newId } from '@/lib/kernel/ids';
import { queryOf, type RawQuery } from '@/lib/kernel/text';

export const metadata: Metadata = { title: '医疗机构' };

export default async function InstitutionsPage({ params, searchParams }: { params: Promise<{ jurisdiction: string }>; searchParams: Promise<RawQuery> }) {
  const { jurisdiction } = await params;
  const { q, after } = queryOf(await searchParams);
  const { desk, rows, total, next, from, mayRegister } = await loadInstitutions(jurisdiction, q?.slice(0, 50), after?.slice(0, 200));
  const canOpen = await loadOpenable(jurisdiction);
  const { host, centreShort } = desk.rules.profile.vocabulary;
  const path = `/${jurisdiction}/institutions`;
  const keep = q ? `q=${encodeURIComponent(q)}&` : '';
  return (
    <>
      <PageHead title="医疗机构" sub={`共 ${total} 家`} />
      <FilterBar action={path} resetHref={path} label="筛选">
        <input className="in q" type="search" name="q" defaultValue={q} placeholder="名称、区域或拼音首字母" aria-label="查找" />
      </FilterBar>
      <DataTable
        caption="医疗机构"
        rows={rows}
        rowKey={(i) => i.id}
        columns={[
          { key: 'name', head: '名称', cell: (i) => <Link href={`${path}/${i.id}`}>{i.name}</Link>, phone: 'primary' },
          { key: 'level', head: '等级', cell: (i) => <span className="nw">{HOSPITAL_LEVELS[i.level as HospitalLevel]}</span>, phone: 'aside' },
          { key: 'kind', head: '类型', cell: (i) => <span className="nw">{`${INSTITUTION_KINDS[i.kind as InstitutionKind]}${i.privatelyRun ? '，社会办' : ''}${i.newlyOpened ? '，新开办' : ''}`}</span>, phone: 'bare' },
          { key: 'region', head: '区域', cell: (i) => <span className="nw">{i.region}</span>, phone: 'bare' },
          { key: 'people', head: '登记人选', cell: (i) => `${i._count.people} 人` },
          ...(host ? [{ key: 'hosts', head: `${host}于`, phone: 'full' as const, cell: (i: (typeof rows)[number]) => (i.hosting.length === 0 ? <span className="muted">无</span> : i.hosting.map((h, at) => <span key={h.centre.id}>{at > 0 && '、'}{canOpen(h.centre.id) ? <Link href={`/${jurisdiction}/centres/${h.centre.id}`}>{h.centre.name}</Link> : h.centre.name}</span>)) }] : []),
        ]}
        empty={q ? <Empty title="没有符合条件的机构" links={[{ href: path, label: '清除筛选' }]}>可以换一个词查找。</Empty> : <Empty title="还没有登记医疗机构">登记后可以作为{host ?? `${centreShort}成员的单位`}选用。</Empty>}
      />
      <Pagination total={total} unit="家" {...(from ? { prevHref: q ? `${path}?q=${encodeURIComponent(q)}` : path } : {})} {...(next ? { nextHref: `${path}?${keep}after=${encodeURIComponent(next)}` } : {})} />
      {mayRegister && (
        <Section title="登记机构">
          <CommandForm action={registerInstitutionAction} jurisdiction={jurisdiction} formKey={newId()} className="form">
            <InstitutionFields />
            <div className="acts"><SubmitButton>登记机构</SubmitButton></div>
          </CommandForm>
        </Section>
      )}
    </>
  );
}
