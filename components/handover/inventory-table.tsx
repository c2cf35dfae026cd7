import { FormReason } from '@/components/form/command-form';
import type { InventoryRow } from '@/lib/handover/inventory';
import { countOf } from '@/lib/handover/sealed';

interface InventoryTableProps {
  rows: readonly InventoryRow[];
  /** Labels of the items of the text, by id. */
  items: Readonly<Record<string, string>>;
  /** The side that may write now. */
  writes: 'given' | 'received' | null;
}

/** The inventory under the items of the text: what the platform knows, what was handed over, what was received. */
export function InventoryTable({ rows, items, writes }: InventoryTableProps) {
  const cell = (row: InventoryRow, side: 'given' | 'received', label: string) => (
    <td role="cell" className="rs" data-label={writes === side || row[side] ? label : undefined}>
      {writes === side ? <FormReason name={`${side}-${row.id}`} label={`第${row.id}项${label}`} defaultValue={row[side]} long /> : row[side]}
    </td>
  );
  return (
    <table role="table" className="tbl sheet inventory">
      <caption className="vh">交接清单</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col" className="no">序号</th>
          <th role="columnheader" scope="col" className="it">内容</th>
          <th role="columnheader" scope="col" className="qt">数量</th>
          <th role="columnheader" scope="col" className="rs">移交情况</th>
          <th role="columnheader" scope="col" className="rs">接收情况</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {Object.entries(items).flatMap(([item, label]) => {
          const own = rows.filter((row) => row.item === item);
          // An item of which the platform knows nothing is its own only row.
          const isPlain = own.length === 1 && own[0]!.label === label;
          return [
            ...(own.length === 0 || isPlain ? [] : [<tr key={item} className="gh" role="row"><th role="rowheader" scope="rowgroup" colSpan={5}>{label}<span>{own.length} 项</span></th></tr>]),
            ...own.map((row) => (
              <tr key={row.id} role="row">
                <td role="cell" className="no">{row.id}</td>
                <td role="cell" className="it">{isPlain ? <b>{row.label}</b> : row.label}{row.source && <small>{row.source}</small>}</td>
                <td role="cell" className="qt" data-label={row.count === null ? undefined : '数量'}>{countOf(row)}</td>
                {cell(row, 'given', '移交情况')}
                {cell(row, 'received', '接收情况')}
              </tr>
            )),
          ];
        })}
      </tbody>
    </table>
  );
}
