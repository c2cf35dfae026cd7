import type { Metadata } from 'next';
import Link from 'next/link';
import { CommandForm, FormDate, FormSelect, FormText } from '@/components/form/command-form';
import { PageHead } from '@/components/ui/page-head';
import { SubmitButton } from '@/components/ui/submit-button';
import { openCentreAction } from '@/lib/centre/actions';
import { CENTRE_CLASSES } from '@/lib/glossary';
import { loadDeskFor, readAs } from '@/lib/jurisdiction/loaders';
import { listInstitutions } from '@/lib/institution/data';
import { newId } from '@/lib/kernel/ids';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { loadSpecialties } from '@/lib/specialty/loaders';

export const metadata: Metadata = { title: '设立' };

export default async function OpenCentrePage({ params, searchParams }: { params: Promise<{ jurisdiction: string }>; searchParams: Promise<RawQuery> }) {
  const { jurisdiction } = await params;
  const { specialty } = queryOf(await searchParams);
  const desk = await loadDeskFor(jurisdiction, 'centre.open');
  const { profile } = desk.rules;
  const { centreShort, host } = profile.vocabulary;
  const { specialties } = await loadSpecialties(jurisdiction);
  const institutions = host ? await readAs(desk.actor, (tx) => listInstitutions(tx, desk.actor.tenantId)) : [];
  const free = specialties.filter((s) => !s.centre);
  return (
    <>
      <PageHead crumb={[{ label: centreShort, href: `/${jurisdiction}/centres` }, { label: '设立' }]} title={`设立${centreShort}`} sub={`登记已经决定设立的${centreShort}，随即可以提出${profile.vocabulary.bodies[profile.structure.bodies[0]!.body] ?? '人员'}名单`} />
      <CommandForm action={openCentreAction} jurisdiction={jurisdiction} formKey={newId()} className="form" letter={profile.jurisdiction.letter}>
        <FormSelect
          name="specialtyId" label="专业方向" required empty="请选择" defaultValue={specialty ?? ''}
          options={free.map((s) => ({ value: s.id, label: `${s.number ? `${s.number}. ` : ''}${s.direction}（${CENTRE_CLASSES[s.class]}）` }))}
          hint={specialties.length === 0 ? <>目录还是空的，先到<Link href={`/${jurisdiction}/specialties`}>专业目录</Link>增加方向</> : free.length === 0 ? '目录中的方向均已设立' : `未设的方向 ${free.length} 个；同一方向只设一个`}
        />
        {host && <FormSelect name="institutionId" label={host} required empty="请选择" options={institutions.map((i) => ({ value: i.id, label: `${i.name}（${i.region}）` }))} {...(institutions.length === 0 ? { hint: <>还没有机构，先到<Link href={`/${jurisdiction}/institutions`}>医疗机构</Link>登记</> } : {})} />}
        <FormDate name="openedOn" label="设立日期" required defaultValue={desk.today} hint={profile.structure.hostCycle ? `挂靠周期 ${profile.structure.hostCycle.years} 年，自这一日起算` : undefined} />
        <FormText name="name" label="名称" hint={`不填则为方向加“${profile.vocabulary.centreSuffix}”`} />
        <FormText name="document" label="文号" hint="可以不填" />
        <div className="acts"><SubmitButton>设立{centreShort}</SubmitButton></div>
      </CommandForm>
    </>
  );
}
