import type { Metadata } from 'next';
import Link from 'next/link';
import { PublicFrame } from '@/components/regulation/public-frame';
import { RulesTable } from '@/components/regulation/rules-table';
import { PageHead } from '@/components/ui/page-head';
import { PrintButton } from '@/components/ui/print-button';
import { Segments } from '@/components/ui/segments';
import { loadPublishedRules } from '@/lib/jurisdiction/loaders';
import { formatDate } from '@/lib/kernel/chinese';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { explain } from '@/lib/rulebook';

interface Props {
  params: Promise<{ jurisdiction: string }>;
  searchParams: Promise<RawQuery>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant } = await loadPublishedRules((await params).jurisdiction);
  return { title: `${tenant.name}办法` };
}

export default async function RegulationPage({ params, searchParams }: Props) {
  const { jurisdiction } = await params;
  const { version } = queryOf(await searchParams);
  const { tenant, rules, versions, text } = await loadPublishedRules(jurisdiction, typeof version === 'string' ? version : undefined);
  const { instrument, jurisdiction: { letter } } = rules.profile;
  return (
    <PublicFrame at="rules">
      <PageHead
        crumb={[{ label: '各地办法', href: '/rules' }, { label: tenant.name }]}
        title={instrument.title}
        sub={`${instrument.number}，${instrument.issuer}，自${formatDate(instrument.effectiveFrom)}施行${instrument.effectiveTo ? `，至${formatDate(instrument.effectiveTo)}止` : ''}；修订 ${rules.revision}，摘要 ${rules.sha256.slice(0, 12)}`}
        actions={<><Link className="btn" href={`/rules/compare?left=${tenant.id}`}>与其他辖区对照</Link><PrintButton /></>}
      />
      {versions.length > 1 && (
        <Segments
          label="版本"
          items={versions.map((v) => ({ href: `/rules/${tenant.id}?version=${v.id}`, label: `${formatDate(v.effectiveFrom)}起（修订 ${v.revision}）`, current: v.id === rules.versionId }))}
        />
      )}
      <RulesTable letter={letter} annexes={instrument.annexes} lines={explain(rules.profile)} text={text?.articles ?? []} />
    </PublicFrame>
  );
}
