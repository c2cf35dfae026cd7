import { DataTable } from '@/components/ui/data-table';
import { KeyValue } from '@/components/ui/key-value';
import { AGGREGATES, fullPoints, type Rubric } from '@/lib/selection/scheme';

/** How applications are scored: the panel, how its scores are put together, the rubric with its full points, and whom it names as assessors, if it does. */
export function RubricView({ rubric }: { rubric: Rubric }) {
  return (
    <>
      <KeyValue
        wide
        items={[
          { label: '评委', value: `不少于${rubric.size}人，各自独立评分` },
          { label: '答辩', value: rubric.defence ? '有，按排定的顺序' : '没有' },
          { label: '计分办法', value: AGGREGATES[rubric.aggregate] },
          { label: '离群提示', value: `总分与中位数相差超过满分的${rubric.outlierPercent}%` },
        ]}
      />
      <DataTable
        caption="评分细则"
        rows={[...rubric.items]}
        rowKey={(i) => i.id}
        columns={[
          { key: 'label', head: '评分项目', cell: (i) => i.label, width: '40%', phone: 'primary' },
          { key: 'guide', head: '评分要点', cell: (i) => i.guide || <span className="muted">不另说明</span>, phone: 'full' },
          { key: 'points', head: '满分', cell: (i) => `${i.points}分`, align: 'right', width: 80, phone: 'aside' },
        ]}
      />
      <p className="small">共 {rubric.items.length} 项，满分合计 {fullPoints(rubric)} 分</p>
      {rubric.assessors.length > 0 && (
        <section className="named" id="assessors">
          <h3>{`评委名单（${rubric.assessors.length} 人）`}</h3>
          <ul>{rubric.assessors.map((a) => <li key={a.accountId}>{a.name}<small className="muted">{a.institution ?? '未列入专家库'}</small></li>)}</ul>
        </section>
      )}
    </>
  );
}
