import type { Metadata } from 'next';
import Link from 'next/link';
import { CorrectionForm, Corrections, entryWord } from '@/components/audit/corrections';
import { FormCheckbox } from '@/components/form/command-form';
import { PersonFields } from '@/components/person/person-fields';
import { KeyValue } from '@/components/ui/key-value';
import { PageHead } from '@/components/ui/page-head';
import { CENTRE_CLASSES, EMPLOYMENTS, TITLES } from '@/lib/glossary';
import { correctPersonAction } from '@/lib/person/actions';
import { loadPerson } from '@/lib/person/loaders';

type Props = { params: Promise<{ jurisdiction: string; person: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { jurisdiction, person } = await params;
  return { title: (await loadPerson(jurisdiction, person)).person.name };
}

const FIELDS = {
  name: '姓名', institution: '所在单位', title: '职称', titleSince: '取得职称日期', born: '出生日期', employment: '在职情况', class: '专业类别',
  practisesHereSince: '本辖区执业起始日期', headsSpecialty: '相应专业负责人', parentLevelExpert: '上级质控中心的专家',
} as const;

const CHOICES = { title: TITLES, employment: EMPLOYMENTS, class: { '': '随中心', ...CENTRE_CLASSES } };

export default async function PersonPage({ params }: Props) {
  const { jurisdiction, person: id } = await params;
  const { person, institutions, corrections } = await loadPerson(jurisdiction, id);
  return (
    <>
      <PageHead crumb={[{ label: '搜索', href: `/${jurisdiction}/search?q=${encodeURIComponent(person.name)}` }, { label: person.name }]} title={person.name} />
      <KeyValue
        wide lined
        items={(Object.keys(FIELDS) as (keyof typeof FIELDS)[]).filter((field) => field !== 'name').map((field) => ({
          label: FIELDS[field],
          value: field === 'institution' ? <Link href={`/${jurisdiction}/institutions/${person.institutionId}`}>{person.institution}</Link> : entryWord(CHOICES, field, person[field]),
        }))}
      />
      <CorrectionForm action={correctPersonAction} jurisdiction={jurisdiction} version={person.version} fields={{ personId: person.id }} keeps="审定的名单和作出的决定">
        <PersonFields institutions={institutions} entry={person} />
        <FormCheckbox name="moved" value="true" label="单位变动是调动，原单位记为曾任职单位（评审时据此查找利害关系）" />
      </CorrectionForm>
      <Corrections corrections={corrections} labels={FIELDS} choices={CHOICES} />
    </>
  );
}
