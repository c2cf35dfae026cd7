import { DataTable } from '@/components/ui/data-table';
import { Tag } from '@/components/ui/tag';
import { formatDate } from '@/lib/kernel/chinese';
import { daysBetween, type LocalDate } from '@/lib/kernel/local-date';
import type { SelectionState } from '@/lib/selection/states';

export interface CallLine {
  id: string;
  number: string;
  title: string;
  state: SelectionState;
  opensOn: LocalDate;
  closesOn: LocalDate;
  jurisdiction: { id: string; name: string };
}

/** How a published call stands for applicants on a day. */
export function callStanding({ state, opensOn, closesOn }: Pick<CallLine, 'state' | 'opensOn' | 'closesOn'>, today: LocalDate): { word: string; tone: 'brand' | 'warn' | 'plain' | 'note' } {
  if (state === 'cancelled') return { word: '已终止', tone: 'plain' };
  if (state !== 'open' || closesOn < today) return { word: '已截止', tone: 'plain' };
  if (opensOn > today) return { word: `${formatDate(opensOn)}开始`, tone: 'note' };
  const left = daysBetween(today, closesOn);
  return left === 0 ? { word: '今天截止', tone: 'warn' } : { word: `还有${left}天`, tone: left <= 3 ? 'warn' : 'brand' };
}

/** Calls in a table; each row leads to its page. */
export function CallTable({ lines, today, caption, withJurisdiction }: { lines: readonly CallLine[]; today: LocalDate; caption: string; withJurisdiction?: boolean }) {
  return (
    <DataTable
      caption={caption}
      rows={lines}
      rowKey={(c) => c.id}
      rowHref={(c) => `/calls/${c.jurisdiction.id}/${c.id}`}
      columns={[
        { key: 'title', head: '公告', cell: (c) => c.title, phone: 'primary' },
        ...(withJurisdiction ? [{ key: 'where', head: '辖区', cell: (c: CallLine) => c.jurisdiction.name, width: 130, phone: 'bare' as const }] : []),
        { key: 'number', head: '编号', cell: (c) => <span className="nw muted">{c.number}</span>, width: 150, phone: 'hide' },
        { key: 'closes', head: '截止', cell: (c) => <span className="nw">{formatDate(c.closesOn)}</span>, width: 140 },
        { key: 'standing', head: '状态', cell: (c) => { const { word, tone } = callStanding(c, today); return <Tag tone={tone}>{word}</Tag>; }, align: 'right', width: 130, phone: 'aside' },
      ]}
    />
  );
}
