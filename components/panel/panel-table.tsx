import Link from 'next/link';
import { DataTable } from '@/components/ui/data-table';
import { Empty } from '@/components/ui/empty';
import { Icon } from '@/components/ui/icon';
import { Tag, type Tone } from '@/components/ui/tag';
import { TITLES, type Title } from '@/lib/glossary';
import { CONFLICT_GROUNDS, type Conflict } from '@/lib/panel/conflict';
import { formatInstant } from '@/lib/kernel/instant';
import { PANEL_STATES, type PanelState } from '@/lib/panel/states';

const TONES: Record<PanelState, Tone> = { proposed: 'warn', refused: 'plain', invited: 'warn', accepted: 'ok', declined: 'plain', recused: 'plain' };

/** The state of an assessor's place, as a tag. */
export const PanelStateTag = ({ state }: { state: PanelState }) => <Tag tone={TONES[state]}>{PANEL_STATES[state]}</Tag>;

/** Where an assessor works and what his title is; nothing where he does not stand in the pool of experts. */
export const AssessorPlace = ({ person }: { person: { title: Title; institution: string } | null }) => <small className="muted">{person ? `${person.institution}，${TITLES[person.title]}` : '未列入专家库'}</small>;

/** Why somebody may not judge, one line a conflict. */
export function Conflicts({ conflicts, isKnown }: { conflicts: readonly Conflict[]; isKnown: boolean }) {
  // Of whom the pool knows nothing nothing can be found; only he himself can say.
  if (conflicts.length === 0) return <span className="muted">{isKnown ? '未发现' : '无登记可核对，以本人声明为准'}</span>;
  return <ul className="conflicts">{conflicts.map((c) => <li key={`${c.applicationId} ${c.ground} ${c.note}`} title={CONFLICT_GROUNDS[c.ground]}><Icon name="warn" size={14} className="c-warn" /> {c.note}</li>)}</ul>;
}

export interface PanelRow {
  id: string;
  name: string;
  state: PanelState;
  person: { title: Title; institution: string } | null;
  conflicts: readonly Conflict[];
  declaration: string | null;
  recusedReason: string | null;
  recusedByName: string | null;
  recusedAt: Date | null;
  proposedByName: string | null;
  proposalReason: string | null;
  answeredByName: string | null;
  answerReason: string | null;
  submitted: number;
}

interface PanelTableProps {
  rows: readonly PanelRow[];
  /** Sheets that each owes; null before scoring. */
  owed: number | null;
  /** Where somebody is told to step back; undefined where that cannot be done. */
  recuseHref?: ((id: string) => string) | undefined;
  /** Where a supplement is approved or not; undefined for whoever cannot. */
  answerHref?: ((id: string) => string) | undefined;
}

/** Who proposed somebody whom the plan does not name, and what became of it. */
const Supplement = ({ row: { proposedByName, proposalReason, answeredByName, answerReason, state } }: { row: PanelRow }) => (
  <small className="muted">
    <span className="ln">{`方案以外增补，${proposedByName ?? ''}提请：${proposalReason ?? ''}`}</span>
    {answeredByName && <span className="ln">{`${answeredByName}${state === 'refused' ? '不同意' : '同意'}：${answerReason ?? ''}`}</span>}
  </small>
);

/** The panel: who was invited, what speaks against whom, who stepped back and why. */
export function PanelTable({ rows, owed, recuseHref, answerHref }: PanelTableProps) {
  const active = (r: PanelRow) => r.state === 'invited' || r.state === 'accepted';
  return (
    <DataTable
      caption="评审组"
      rows={rows}
      rowKey={(r) => r.id}
      columns={[
        { key: 'name', head: '评委', phone: 'primary', width: 210, cell: (r) => <>{r.name}<br /><AssessorPlace person={r.person} /></> },
        {
          key: 'conflicts', head: '利害关系和回避', phone: 'full',
          cell: (r) => (r.state === 'proposed' || r.state === 'refused' ? <Supplement row={r} /> : r.state === 'recused'
            ? <>{r.recusedReason}<br /><small className="muted">{r.recusedByName === r.name ? '自行回避' : `${r.recusedByName ?? ''}办理回避`}，{r.recusedAt && formatInstant(r.recusedAt)}</small></>
            : r.state === 'declined' ? <>谢绝理由：{r.declaration}</> : <><Conflicts conflicts={r.conflicts} isKnown={r.person !== null} />{r.proposedByName && <Supplement row={r} />}</>),
        },
        ...(owed !== null ? [{ key: 'sheets', head: '评分表', align: 'right' as const, width: 96, cell: (r: PanelRow) => (r.state === 'accepted' ? `${r.submitted} / ${owed} 份` : r.state === 'recused' ? '不计入' : '') }] : []),
        ...(recuseHref ? [{
          key: 'op', head: '', align: 'right' as const, width: 72, phone: 'bare' as const,
          cell: (r: PanelRow) => (active(r) ? <Link className="noprint" href={recuseHref(r.id)} scroll={false} aria-label={`办理${r.name}的回避`}>回避</Link> : r.state === 'proposed' && answerHref ? <Link className="noprint" href={answerHref(r.id)} scroll={false} aria-label={`审定${r.name}的增补`}>审定</Link> : ''),
        }] : []),
        { key: 'state', head: '状态', align: 'right', width: 112, phone: 'aside', cell: (r) => <PanelStateTag state={r.state} /> },
      ]}
      empty={<Empty title="还没有邀请评委">在下面邀请，接受邀请的人数达到方案要求后开始评审。</Empty>}
    />
  );
}
