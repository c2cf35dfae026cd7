import type { Metadata } from 'next';
import Link from 'next/link';
import { CorrectionForm, Corrections, entryWord } from '@/components/audit/corrections';
import { InstitutionFields } from '@/components/institution/institution-fields';
import { DataTable } from '@/components/ui/data-table';
import { Day } from '@/components/ui/day';
import { KeyValue } from '@/components/ui/key-value';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { loadOpenable } from '@/lib/centre/loaders';
import { HOSPITAL_LEVELS, INSTITUTION_KINDS } from '@/lib/glossary';
import { correctInstitutionAction } from '@/lib/institution/actions';
import { loadInstitution } from '@/lib/institution/loaders';

type Props = { params: Promise<{ jurisdiction: string; institution: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { jurisdiction, institution } = await params;
  return { title: (await loadInstitution(jurisdiction, institution)).institution.name };
}

const FIELDS = { name: '单位名称', level: '等级', kind: '类型', region: '所在区域', newlyOpened: '新开办', privatelyRun: '社会办' };

const CHOICES = { level: HOSPITAL_LEVELS, kind: INSTITUTION_KINDS };

export default async function InstitutionPage({ params }: Props) {
  const { jurisdiction, institution: id } = await params;
  const { desk, institution: i, hostings, corrections, mayCorrect } = await loadInstitution(jurisdiction, id);
  const canOpen = await loadOpenable(jurisdiction);
  const { host } = desk.rules.profile.vocabulary;
  return (
    <>
      <PageHead crumb={[{ label: '医疗机构', href: `/${jurisdiction}/institutions` }, { label: i.name }]} title={i.name} />
      <KeyValue wide lined items={(['level', 'kind', 'region', 'newlyOpened', 'privatelyRun'] as const).map((field) => ({ label: FIELDS[field], value: entryWord(CHOICES, field, i[field]) }))} />
      {host && (
        <Section title={`${host}情况`}>
          {hostings.length === 0 ? <p className="small">没有担任过{host}。</p> : (
            <DataTable
              caption={`${host}情况`}
              rows={hostings}
              rowKey={(h) => h.id}
              columns={[
                { key: 'centre', head: desk.rules.profile.vocabulary.centreShort, cell: (h) => (canOpen(h.centre.id) ? <Link href={`/${jurisdiction}/centres/${h.centre.id}`}>{h.centre.name}</Link> : h.centre.name), phone: 'primary' },
                { key: 'from', head: '起', cell: (h) => <Day on={h.startsOn} />, phone: 'bare' },
                { key: 'to', head: '止', cell: (h) => (h.endedOn ? <Day on={h.endedOn} /> : '在任'), phone: 'aside' },
              ]}
            />
          )}
        </Section>
      )}
      {mayCorrect && (
        <CorrectionForm action={correctInstitutionAction} jurisdiction={jurisdiction} version={i.version} fields={{ institutionId: i.id }} keeps="作出的审核和决定">
          <InstitutionFields entry={i} />
        </CorrectionForm>
      )}
      <Corrections corrections={corrections} labels={FIELDS} choices={CHOICES} />
    </>
  );
}
