import type { Metadata } from 'next';
import Link from 'next/link';
import { CommandForm, FormSelect, FormText } from '@/components/form/command-form';
import { ArticleChip } from '@/components/regulation/article-chip';
import { DataTable } from '@/components/ui/data-table';
import { Empty } from '@/components/ui/empty';
import { FilterBar } from '@/components/ui/filter-bar';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { BareSelect } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { loadOpenable } from '@/lib/centre/loaders';
import { CENTRE_STATUSES } from '@/lib/centre/states';
import { CENTRE_CLASSES, type CentreClass } from '@/lib/glossary';
import { may } from '@/lib/identity/actor';
import { newId } from '@/lib/kernel/ids';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { addSpecialtyAction } from '@/lib/specialty/actions';
import { loadSpecialties } from '@/lib/specialty/loaders';

export const metadata: Metadata = { title: '专业目录' };

export default async function SpecialtiesPage({ params, searchParams }: { params: Promise<{ jurisdiction: string }>; searchParams: Promise<RawQuery> }) {
  const { jurisdiction } = await params;
  const query = queryOf(await searchParams);
  const { desk, specialties } = await loadSpecialties(jurisdiction);
  const canOpen = await loadOpenable(jurisdiction);
  const { profile } = desk.rules;
  const path = `/${jurisdiction}/specialties`;
  const word = query.q?.trim().toLowerCase() ?? '';
  const shown = specialties.filter(
    (s) =>
      (!query.class || s.class === query.class) &&
      (!query.set || (query.set === 'yes') === (s.centre !== null)) &&
      (!word || s.direction.includes(word) || s.field.includes(word) || s.pinyin.includes(word)),
  );
  const classes = [...new Set(specialties.map((s) => s.class))];
  const byField = new Map<string, typeof shown>();
  for (const s of shown) byField.set(`${s.class} ${s.field}`, [...(byField.get(`${s.class} ${s.field}`) ?? []), s]);
  const groups = [...byField].map(([key, rows]) => ({
    key,
    title: rows[0]!.field ? `${CENTRE_CLASSES[rows[0]!.class]} · ${rows[0]!.field}` : CENTRE_CLASSES[rows[0]!.class],
    count: `${rows.length} 个，已设 ${rows.filter((s) => s.centre).length}`,
    rows,
  }));
  const mayOpen = may(desk.actor, 'centre.open', { tenantId: jurisdiction });
  const plan = profile.structure.plan;
  const fields = new Set(specialties.filter((s) => s.field).map((s) => s.field));
  return (
    <>
      <PageHead
        title="专业目录"
        sub={<>{`共 ${specialties.length} 个方向，${classes.length} 类${fields.size > 0 ? ` ${fields.size} 个领域` : ''}，已设 ${specialties.filter((s) => s.centre).length} 个`} {plan && <ArticleChip letter={profile.jurisdiction.letter} article={plan.article} annexes={profile.instrument.annexes} href={`/${jurisdiction}/rules#${encodeURIComponent(plan.article)}`} />}</>}
      />
      <FilterBar action={path} resetHref={path} label="筛选">
        <input className="in q" type="search" name="q" defaultValue={query.q} placeholder="方向、领域或拼音首字母" aria-label="查找" />
        <BareSelect name="class" label="类别" empty="全部类别" defaultValue={query.class ?? ''} options={classes.map((value) => ({ value, label: CENTRE_CLASSES[value as CentreClass] }))} />
        <BareSelect name="set" label="设立情况" empty="全部" defaultValue={query.set ?? ''} options={[{ value: 'yes', label: '已设' }, { value: 'no', label: '未设' }]} />
      </FilterBar>
      <DataTable
        caption="专业目录"
        groups={groups}
        rowKey={(s) => s.id}
        columns={[
          ...(plan ? [{ key: 'number', head: '序号', cell: (s: (typeof shown)[number]) => s.number ?? '', width: 60, phone: 'hide' as const }] : []),
          { key: 'direction', head: '方向', cell: (s) => s.direction, phone: 'primary' },
          { key: 'centre', head: profile.vocabulary.centreShort, cell: (s) => (s.centre ? canOpen(s.centre.id) ? <Link href={`/${jurisdiction}/centres/${s.centre.id}`}>{s.centre.name}</Link> : s.centre.name : <span className="muted">未设</span>), phone: 'bare' },
          { key: 'status', head: '状态', cell: (s) => (s.centre ? CENTRE_STATUSES[s.centre.status] : mayOpen ? <Link href={`/${jurisdiction}/centres/new?specialty=${s.id}`}>设立</Link> : ''), align: 'right', phone: 'aside' },
        ]}
        empty={specialties.length === 0 ? <Empty title="目录还是空的">主管部门在下面增加方向后，才能设立{profile.vocabulary.centreShort}。</Empty> : <Empty title="没有符合条件的方向" links={[{ href: path, label: '清除筛选' }]}>可以换一个词查找。</Empty>}
      />
      {may(desk.actor, 'specialty.add', { tenantId: jurisdiction }) && (
        <Section title="增加方向">
          <CommandForm action={addSpecialtyAction} jurisdiction={jurisdiction} formKey={newId()} className="form">
            <FormText name="direction" label="工作方向" required />
            <div className="fg">
              <FormSelect name="class" label="类别" required empty="请选择" options={(profile.structure.classes?.list ?? (Object.keys(CENTRE_CLASSES) as CentreClass[])).map((value) => ({ value, label: CENTRE_CLASSES[value] }))} />
              <FormText name="field" label="专业领域" hint="可以不填" />
            </div>
            <div className="acts"><SubmitButton>增加方向</SubmitButton></div>
          </CommandForm>
        </Section>
      )}
    </>
  );
}
