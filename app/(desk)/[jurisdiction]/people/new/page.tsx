import type { Metadata } from 'next';
import { CommandForm, FormCheckbox, FormDate, FormSelect, FormText } from '@/components/form/command-form';
import { PageHead } from '@/components/ui/page-head';
import { SubmitButton } from '@/components/ui/submit-button';
import { CENTRE_CLASSES, EMPLOYMENTS, TITLES } from '@/lib/glossary';
import { listInstitutions } from '@/lib/institution/data';
import { loadDeskFor, readAs } from '@/lib/jurisdiction/loaders';
import { isId, newId } from '@/lib/kernel/ids';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { registerPersonAction } from '@/lib/person/actions';

export const metadata: Metadata = { title: '登记人选' };

const options = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }));

export default async function RegisterPersonPage({ params, searchParams }: { params: Promise<{ jurisdiction: string }>; searchParams: Promise<RawQuery> }) {
  const { jurisdiction } = await params;
  const { change, centre } = queryOf(await searchParams);
  const desk = await loadDeskFor(jurisdiction, 'person.register');
  const institutions = await readAs(desk.actor, (tx) => listInstitutions(tx, desk.actor.tenantId));
  const back = isId(change) && isId(centre) ? { changeId: change, centreId: centre } : null;
  return (
    <>
      <PageHead
        crumb={[{ label: desk.rules.profile.vocabulary.centreShort, href: `/${jurisdiction}/centres` }, ...(back ? [{ label: '名单', href: `/${jurisdiction}/centres/${back.centreId}/rosters/${back.changeId}` }] : []), { label: '登记人选' }]}
        title="登记人选" sub="登记后可以加入本辖区的名单"
      />
      <CommandForm action={registerPersonAction} jurisdiction={jurisdiction} formKey={newId()} className="form" fields={back ?? {}}>
        <FormText name="name" label="姓名" required />
        <FormSelect name="institutionId" label="所在单位" required empty="请选择" options={institutions.map((i) => ({ value: i.id, label: `${i.name}（${i.region}）` }))} />
        <div className="fg">
          <FormSelect name="title" label="职称" required empty="请选择" options={options(TITLES)} />
          <FormDate name="titleSince" label="取得职称日期" />
          <FormDate name="born" label="出生日期" required />
          <FormSelect name="employment" label="在职情况" required defaultValue="in-service" options={options(EMPLOYMENTS)} />
          <FormSelect name="class" label="专业类别" empty="随中心" options={options(CENTRE_CLASSES)} />
          <FormDate name="practisesHereSince" label="本辖区执业起始日期" />
        </div>
        <FormCheckbox name="headsSpecialty" value="true" label="为所在单位相应专业负责人" />
        <FormCheckbox name="isAnother" value="true" label="已核实，与同名同单位的已登记人员不是同一人" />
        <div className="acts"><SubmitButton>登记人选</SubmitButton></div>
      </CommandForm>
    </>
  );
}
