import { DataTable } from '@/components/ui/data-table';
import { Tag } from '@/components/ui/tag';
import type { Comparison } from '@/lib/panel/data';

/** The ranking of a round: what each applicant came to, and each assessor's total with what is remarkable about it. */
export function ComparisonTable({ comparison: { rows, assessors, rubric } }: { comparison: Comparison }) {
  type Row = Comparison['rows'][number];
  const mark = (r: Row, memberId: string) => {
    const m = r.marks.find((x) => x.memberId === memberId);
    if (!m) return '无';
    const notes: [text: string, tone: string][] = [
      ...(m.veto !== null ? [['否决', 'c-block'] as [string, string]] : []), ...(m.outlier ? [['偏离', 'c-warn'] as [string, string]] : []),
      ...(m.dropped ? [[m.dropped === 'highest' ? '去最高' : '去最低', 'muted'] as [string, string]] : []),
    ];
    return <>{m.total}{notes.map(([text, tone]) => <small key={text} className={tone}> {text}</small>)}</>;
  };
  return (
    <div className="wide-table">
      <DataTable
        className="ranking"
        caption="名次"
        rows={rows}
        rowKey={(r) => r.applicationId}
        columns={[
          { key: 'rank', head: '名次', width: 56, cell: (r) => <b>{r.rank}</b> },
          { key: 'institution', head: '申请单位', phone: 'primary', cell: (r) => <>{r.institution}{r.vetoes > 0 && <> <Tag tone="block">{r.vetoes} 人否决</Tag></>}<small className="muted">{r.head ?? '未填写负责人'}</small></> },
          { key: 'score', head: rubric.aggregate === 'trimmed-mean' ? '去高低平均' : '平均分', align: 'right', phone: 'aside', cell: (r) => <b>{r.score.toFixed(2)}</b> },
          ...assessors.map((a) => ({ key: a.memberId, head: a.name, align: 'right' as const, cell: (r: Row) => mark(r, a.memberId) })),
          { key: 'median', head: '中位数', align: 'right', cell: (r) => r.median },
        ]}
      />
    </div>
  );
}

/** The mean of each item of the rubric, by applicant. */
export function ItemMeans({ comparison: { rows, rubric } }: { comparison: Comparison }) {
  return (
    <div className="wide-table">
      <DataTable
        className="ranking"
        caption="各项均分"
        rows={rubric.items}
        rowKey={(i) => i.id}
        columns={[
          { key: 'label', head: '评分项目', phone: 'primary', cell: (i) => i.label },
          { key: 'points', head: '满分', align: 'right', width: 64, cell: (i) => i.points },
          ...rows.map((r) => ({ key: r.applicationId, head: r.institution, align: 'right' as const, cell: (i: (typeof rubric.items)[number]) => r.itemMeans[i.id]!.toFixed(2) })),
        ]}
      />
    </div>
  );
}

/** Every sheet for one applicant, with the reasons; closed until somebody wants to read it. */
export function SheetsOf({ comparison: { sheets, assessors, rubric }, row }: { comparison: Comparison; row: Comparison['rows'][number] }) {
  return (
    <details className="sheets">
      <summary><b>{row.institution}</b><span>{`第 ${row.rank} 名，${row.score.toFixed(2)} 分`}</span></summary>
      {assessors.map((a) => {
        const sheet = sheets.find((s) => s.memberId === a.memberId && s.applicationId === row.applicationId);
        if (!sheet) return null;
        return (
          <section key={a.memberId} className="keep">
            <h3>{`${a.name}，${sheet.total} 分`}</h3>
            {sheet.veto !== null && <p><Tag tone="block">否决</Tag> {sheet.veto}</p>}
            <dl className="reasons">
              {rubric.items.map((i) => (
                <div key={i.id}><dt>{i.label}</dt><dd className="num">{`${sheet.items[i.id]?.points ?? '未评'} / ${i.points}`}</dd><dd>{sheet.items[i.id]?.reason}</dd></div>
              ))}
            </dl>
          </section>
        );
      })}
    </details>
  );
}
