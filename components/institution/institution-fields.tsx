import { FormCheckbox, FormSelect, FormText } from '@/components/form/command-form';
import { optionsOf } from '@/components/ui/select';
import { HOSPITAL_LEVELS, INSTITUTION_KINDS } from '@/lib/glossary';

interface Entry {
  name: string;
  level: string;
  kind: string;
  region: string;
  newlyOpened: boolean;
  privatelyRun: boolean;
}

/** The fields of an entry in the register of institutions, filled in with the entry as it stands. */
export function InstitutionFields({ entry }: { entry?: Entry }) {
  return (
    <>
      <FormText name="name" label="单位名称" required defaultValue={entry?.name} />
      <div className="fg">
        <FormSelect name="level" label="等级" required empty="请选择" options={optionsOf(HOSPITAL_LEVELS)} defaultValue={entry?.level} />
        <FormSelect name="kind" label="类型" required empty="请选择" options={optionsOf(INSTITUTION_KINDS)} defaultValue={entry?.kind} />
        <FormText name="region" label="所在区域" required defaultValue={entry?.region} />
      </div>
      <FormCheckbox name="newlyOpened" value="true" label="新开办的医疗机构" defaultChecked={entry?.newlyOpened} />
      <FormCheckbox name="privatelyRun" value="true" label="社会办医疗机构" defaultChecked={entry?.privatelyRun} />
    </>
  );
}
