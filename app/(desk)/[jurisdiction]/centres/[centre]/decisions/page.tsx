import type { Metadata } from 'next';
import { CentreHead } from '@/components/centre/centre-head';
import { DecisionTable } from '@/components/decision/decision-table';
import { Section } from '@/components/ui/section';
import { loadCentre } from '@/lib/centre/loaders';
import type { Grade } from '@/lib/glossary';

export const metadata: Metadata = { title: '裁定' };

export default async function CentreDecisionsPage({ params }: { params: Promise<{ jurisdiction: string; centre: string }> }) {
  const { jurisdiction, centre: id } = await params;
  const file = await loadCentre(jurisdiction, id, 'decision.read');
  return (
    <>
      <CentreHead file={file} tab="decisions" />
      <Section title="历次裁定">
        <DecisionTable
          jurisdiction={jurisdiction} empty="还没有裁定"
          lines={file.decisions.map((d) => ({ ...d, verdict: verdictOf(d.result), computed: d.result.decision, year: d.assessment.year, grade: d.assessment.grade as Grade | null }))}
        />
      </Section>
    </>
  );
}

const verdictOf = (result: { findings: { severity: string }[] }) => (result.findings.some((f) => f.severity === 'block') ? 'block' : result.findings.some((f) => f.severity === 'warn') ? 'warn' : 'ok');
