import type { Metadata } from 'next';
import Link from 'next/link';
import { ArticleChip } from '@/components/regulation/article-chip';
import { DataTable } from '@/components/ui/data-table';
import { Empty } from '@/components/ui/empty';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { loadOpenable } from '@/lib/centre/loaders';
import { CENTRE_STATUSES } from '@/lib/centre/states';
import { HOSPITAL_LEVELS, TITLES, type HospitalLevel } from '@/lib/glossary';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { may } from '@/lib/identity/actor';
import { loadSearch } from '@/lib/search/loaders';

export const metadata: Metadata = { title: '搜索' };

export default async function SearchPage({ params, searchParams }: { params: Promise<{ jurisdiction: string }>; searchParams: Promise<RawQuery> }) {
  const { jurisdiction } = await params;
  const q = (queryOf(await searchParams).q ?? '').slice(0, 50);
  const { desk, centres, moreCentres, institutions, people, decisions, lines } = await loadSearch(jurisdiction, q);
  const canOpen = await loadOpenable(jurisdiction);
  const mayCorrect = may(desk.actor, 'person.correct', { tenantId: desk.actor.tenantId });
  const { profile } = desk.rules;
  const letter = profile.jurisdiction.letter;
  const base = `/${jurisdiction}`;
  const total = centres.length + institutions.length + people.length + decisions.length + lines.length;
  return (
    <>
      <PageHead title="搜索" sub={q ? `“${q}”` : undefined} />
      {total === 0 && <Empty title={q ? '没有找到' : '在上方输入要找的内容'} links={[{ href: `${base}/centres`, label: `全部${profile.vocabulary.centreShort}` }]}>可以输入名称、编号、单位、人员、条文，或拼音首字母。</Empty>}
      {centres.length > 0 && (
        <Section title={profile.vocabulary.centreShort} {...(moreCentres > 0 ? { link: { href: `${base}/centres?q=${encodeURIComponent(q)}`, label: `还有 ${moreCentres} 个` } } : {})}>
          <DataTable
            caption={profile.vocabulary.centreShort} rows={centres} rowKey={(c) => c.id} rowHref={(c) => (canOpen(c.id) ? `${base}/centres/${c.id}` : undefined)}
            columns={[
              { key: 'name', head: '名称', cell: (c) => c.name, phone: 'primary' },
              { key: 'code', head: '编号', cell: (c) => c.code, phone: 'bare' },
              ...(profile.vocabulary.host ? [{ key: 'host', head: profile.vocabulary.host, cell: (c: (typeof centres)[number]) => c.host ?? '空缺' }] : []),
              { key: 'status', head: '状态', cell: (c) => CENTRE_STATUSES[c.status], align: 'right', phone: 'aside' },
            ]}
          />
        </Section>
      )}
      {institutions.length > 0 && (
        <Section title="医疗机构">
          <DataTable
            caption="医疗机构" rows={institutions} rowKey={(i) => i.id}
            columns={[
              { key: 'name', head: '名称', cell: (i) => <Link href={`${base}/institutions/${i.id}`}>{i.name}</Link>, phone: 'primary' },
              { key: 'region', head: '区域', cell: (i) => i.region, phone: 'bare' },
              { key: 'level', head: '等级', cell: (i) => HOSPITAL_LEVELS[i.level as HospitalLevel], align: 'right', phone: 'aside' },
            ]}
          />
        </Section>
      )}
      {people.length > 0 && (
        <Section title="人员">
          <DataTable
            caption="人员" rows={people} rowKey={(p) => p.id}
            columns={[
              { key: 'name', head: '姓名', cell: (p) => (mayCorrect ? <Link href={`${base}/people/${p.id}`}>{p.name}</Link> : p.name), phone: 'primary' },
              { key: 'unit', head: '单位', cell: (p) => p.institution.name, phone: 'bare' },
              { key: 'title', head: '职称', cell: (p) => TITLES[p.title], align: 'right', phone: 'aside' },
            ]}
          />
        </Section>
      )}
      {decisions.length > 0 && (
        <Section title="裁定">
          <DataTable
            caption="裁定" rows={decisions} rowKey={(d) => d.id} rowHref={(d) => `${base}/decisions/${d.id}`}
            columns={[
              { key: 'number', head: '编号', cell: (d) => d.number, phone: 'primary' },
              { key: 'centre', head: profile.vocabulary.centreShort, cell: (d) => d.centre.name, align: 'right', phone: 'aside' },
            ]}
          />
        </Section>
      )}
      {lines.length > 0 && (
        <Section title="条文">
          <DataTable
            caption="条文" rows={lines.map((l, i) => ({ ...l, key: `${l.article} ${i}` }))} rowKey={(l) => l.key}
            columns={[
              { key: 'label', head: '规则', cell: (l) => l.label, phone: 'primary' },
              { key: 'value', head: '内容', cell: (l) => l.value, phone: 'bare' },
              { key: 'article', head: '条文', cell: (l) => <ArticleChip letter={letter} article={l.article} href={`${base}/rules#${encodeURIComponent(l.article)}`} />, align: 'right', phone: 'aside' },
            ]}
          />
        </Section>
      )}
    </>
  );
}
