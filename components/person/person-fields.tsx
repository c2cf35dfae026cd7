import { FormCheckbox, FormDate, FormSelect, FormText } from '@/components/form/command-form';
import { optionsOf } from '@/components/ui/select';
import { CENTRE_CLASSES, EMPLOYMENTS, TITLES } from '@/lib/glossary';
import type { PersonEntry } from '@/lib/person/data';

interface PersonFieldsProps {
  institutions: readonly { id: string; name: string; region: string }[];
  /** The entry as it stands, with the id of the institution. */
  entry?: PersonEntry & { institutionId: string };
}

/** The fields of a person's entry in the register. */
export function PersonFields({ institutions, entry }: PersonFieldsProps) {
  return (
    <>
      <FormText name="name" label="姓名" required defaultValue={entry?.name} />
      <FormSelect name="institutionId" label="所在单位" required {...(entry ? { defaultValue: entry.institutionId } : institutions.length === 1 ? { defaultValue: institutions[0]!.id } : { empty: '请选择' })} options={institutions.map((i) => ({ value: i.id, label: `${i.name}（${i.region}）` }))} />
      <div className="fg">
        <FormSelect name="title" label="职称" required empty="请选择" options={optionsOf(TITLES)} defaultValue={entry?.title} />
        <FormDate name="titleSince" label="取得职称日期" defaultValue={entry?.titleSince ?? undefined} />
        <FormDate name="born" label="出生日期" required defaultValue={entry?.born ?? undefined} />
        <FormSelect name="employment" label="在职情况" required defaultValue={entry?.employment ?? 'in-service'} options={optionsOf(EMPLOYMENTS)} />
        <FormSelect name="class" label="专业类别" empty="随中心" options={optionsOf(CENTRE_CLASSES)} defaultValue={entry?.class ?? undefined} />
        <FormDate name="practisesHereSince" label="本辖区执业起始日期" defaultValue={entry?.practisesHereSince ?? undefined} />
      </div>
      <FormCheckbox name="headsSpecialty" value="true" label="为所在单位相应专业负责人" defaultChecked={entry?.headsSpecialty} />
      <FormCheckbox name="parentLevelExpert" value="true" label="为上级质控中心的专家" defaultChecked={entry?.parentLevelExpert} />
    </>
  );
}
