import { DataTable } from '@/components/ui/data-table';

/** The items of a rubric, before anything is scored. */
export function RubricTable({ items }: { items: readonly { id: string; label: string; points: number; guide: string }[] }) {
  return (
    <DataTable
      caption="评分细则"
      rows={items}
      rowKey={(i) => i.id}
      columns={[
        { key: 'label', head: '评分项目', width: 220, phone: 'primary', cell: (i) => i.label },
        { key: 'guide', head: '评分要点', phone: 'bare', cell: (i) => i.guide },
        { key: 'points', head: '满分', align: 'right', width: 72, phone: 'aside', cell: (i) => i.points },
      ]}
    />
  );
}
