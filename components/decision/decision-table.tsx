import { DataTable } from '@/components/ui/data-table';
import { Empty } from '@/components/ui/empty';
import { Severity } from '@/components/regulation/severity';
import { Tag } from '@/components/ui/tag';
import { GRADES, HOST_OUTCOMES, type Grade } from '@/lib/glossary';
import type { CycleDecision } from '@/lib/cycle/evaluate';
import { formatDate } from '@/lib/kernel/chinese';
import type { LocalDate } from '@/lib/kernel/local-date';

export interface DecisionLine {
  id: string;
  number: string;
  onDate: LocalDate;
  state: string;
  verdict: 'ok' | 'warn' | 'block';
  computed: CycleDecision;
  outcome: CycleDecision | null;
  asComputed: boolean | null;
  decidedByName: string | null;
  effectiveOn: LocalDate | null;
  year: number;
  grade: Grade | null;
  centre?: string;
}

/** Decisions in a table; each row leads to its card. */
export function DecisionTable({ jurisdiction, lines, empty }: { jurisdiction: string; lines: readonly DecisionLine[]; empty: string }) {
  return (
    <DataTable
      caption="裁定"
      rows={lines}
      rowKey={(d) => d.id}
      rowHref={(d) => `/${jurisdiction}/decisions/${d.id}`}
      columns={[
        { key: 'number', head: '编号', cell: (d) => <span className="nw">{d.number}</span>, phone: 'primary' },
        ...(lines.some((d) => d.centre) ? [{ key: 'centre', head: '中心', cell: (d: DecisionLine) => d.centre ?? '', phone: 'bare' as const }] : []),
        { key: 'year', head: '依据', cell: (d) => `${d.year}年度${d.grade ? GRADES[d.grade] : ''}`, phone: 'bare' },
        { key: 'computed', head: '检验结果', cell: (d) => <Severity severity={d.verdict}>{HOST_OUTCOMES[d.computed.host!]}</Severity>, phone: 'full' },
        { key: 'outcome', head: '裁定', cell: (d) => (d.outcome ? `${HOST_OUTCOMES[d.outcome.host!]}${d.asComputed ? '' : '（另行裁定）'}` : '尚未') },
        { key: 'by', head: '裁定人', cell: (d) => (d.decidedByName ? `${d.decidedByName}${d.effectiveOn ? `，${formatDate(d.effectiveOn)}起` : ''}` : '尚未') },
        { key: 'state', head: '状态', cell: (d) => <Tag tone={d.state === 'confirmed' ? 'ok' : 'warn'}>{d.state === 'confirmed' ? '已裁定' : '待确认'}</Tag>, align: 'right', phone: 'aside' },
      ]}
      empty={<Empty title={empty}>确认年度考核等次后，系统按条文算出去留并列在这里，由人裁定。</Empty>}
    />
  );
}
