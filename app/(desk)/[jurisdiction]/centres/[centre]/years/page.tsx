import type { Metadata } from 'next';
import Link from 'next/link';
import { CentreHead } from '@/components/centre/centre-head';
import { DataTable } from '@/components/ui/data-table';
import { Empty } from '@/components/ui/empty';
import { Section } from '@/components/ui/section';
import { ASSESSMENT_STATES, type AssessmentState } from '@/lib/assessment/states';
import { loadCentre } from '@/lib/centre/loaders';
import { GRADES, type Grade } from '@/lib/glossary';
import { may } from '@/lib/identity/actor';
import { formatInstant } from '@/lib/kernel/instant';

export const metadata: Metadata = { title: '年度考核' };

export default async function YearsPage({ params }: { params: Promise<{ jurisdiction: string; centre: string }> }) {
  const { jurisdiction, centre: id } = await params;
  const file = await loadCentre(jurisdiction, id);
  const scored = file.desk.rules.profile.grades?.byScore != null;
  const open = (a: (typeof file.assessments)[number]) => may(file.desk.actor, 'assessment.read', file.target) || a.state === 'confirmed';
  return (
    <>
      <CentreHead file={file} tab="years" />
      <Section title="历年考核">
        <DataTable
          caption="历年考核"
          rows={[...file.assessments].reverse()}
          rowKey={(a) => a.id}
          columns={[
            { key: 'year', head: '年度', cell: (a) => (may(file.desk.actor, 'assessment.read', file.target) && open(a) ? <Link href={`/${jurisdiction}/assessments/${a.id}`}>{a.year}年度</Link> : `${a.year}年度`), phone: 'primary' },
            ...(file.desk.rules.profile.structure.hostCycle ? [{ key: 'cycle', head: '周期', cell: (a: (typeof file.assessments)[number]) => `第 ${a.cycle} 个` }] : []),
            ...(scored ? [{ key: 'score', head: '得分', cell: (a: (typeof file.assessments)[number]) => (a.withheld ? <span className="muted">确认后公布</span> : a.score === null ? '未评分' : Number(a.score)), align: 'right' as const }] : []),
            { key: 'grade', head: '等次', cell: (a) => (a.grade ? <span className={a.grade === 'unqualified' ? 'c-block' : undefined}>{GRADES[a.grade as Grade]}{a.grounds === 'quota' && '（按比例）'}</span> : '尚未确认'), phone: 'bare' },
            { key: 'assessor', head: '考核专家', cell: (a) => a.assessorName ?? '未填写' },
            { key: 'by', head: '确认', cell: (a) => (a.confirmedAt ? `${a.confirmedByName ?? ''} ${formatInstant(a.confirmedAt)}` : '尚未') },
            { key: 'state', head: '状态', cell: (a) => ASSESSMENT_STATES[a.state as AssessmentState], align: 'right', phone: 'aside' },
          ]}
          empty={<Empty title="还没有年度考核">分配考核专家后会列在这里。</Empty>}
        />
      </Section>
    </>
  );
}
