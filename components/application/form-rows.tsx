'use client';

import { useEffect, useRef, useState } from 'react';
import { countStaff, formatFen, STAFF_KINDS, sumOf } from '@/lib/application/form';
import type { Row } from '@/lib/application/schema';

interface FormRowsProps {
  id: string;
  kind: 'staff' | 'budget';
  label: string;
  rows: readonly Row[];
}

type Cell = keyof Row;
const COLUMNS: Readonly<Record<FormRowsProps['kind'], readonly { cell: Cell; head: string; width?: number }[]>> = {
  staff: [{ cell: 'role', head: '岗位' }, { cell: 'kind', head: '专兼职', width: 110 }, { cell: 'count', head: '人数', width: 84 }, { cell: 'note', head: '职称、学历、年龄等说明' }],
  budget: [{ cell: 'item', head: '项目' }, { cell: 'amount', head: '金额（元）', width: 140 }, { cell: 'note', head: '说明' }],
};

const MOST = 60;

/** A list of staff or a budget, with its sum. Without scripts its buttons save the form and add or remove a row there. */
export function FormRows({ id, kind, label, rows: given }: FormRowsProps) {
  const [rows, setRows] = useState<readonly (Row & { key: number })[]>(() => (given.length > 0 ? given : [{}]).map((row, key) => ({ ...row, key })));
  const table = useRef<HTMLDivElement>(null);
  const count = useRef(rows.length);
  useEffect(() => {
    if (count.current === rows.length) return;
    count.current = rows.length;
    // The form saves itself when something is typed; a row that comes or goes counts as that.
    table.current?.dispatchEvent(new Event('input', { bubbles: true }));
  }, [rows.length]);
  const set = (at: number, part: Row) => setRows(rows.map((row, i) => (i === at ? { ...row, ...part } : row)));
  const name = `form.${id}`;
  const { full, part } = countStaff(rows);
  return (
    <div ref={table}>
      <table role="table" className="tbl rows form-rows" id={name} tabIndex={-1}>
        <caption className="vh">{label}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {COLUMNS[kind].map(({ cell, head, width }) => <th key={cell} role="columnheader" scope="col" style={width ? { width } : undefined}>{head}</th>)}
            <th role="columnheader" scope="col" style={{ width: 60 }}><span className="vh">操作</span></th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row, i) => (
            <tr key={row.key} role="row">
              {COLUMNS[kind].map(({ cell, head }) => {
                const common = { id: `${name}[${i}].${cell}`, name: `${name}[${i}].${cell}`, 'aria-label': `${label}第${i + 1}行${head}`, className: 'in', value: row[cell] ?? '' };
                return (
                  <td key={cell} role="cell" data-phone="line" data-label={head}>
                    {cell === 'kind' ? (
                      <select {...common} onChange={(e) => set(i, { kind: e.target.value })}>
                        <option value="">请选择</option>
                        {Object.entries(STAFF_KINDS).map(([value, word]) => <option key={value} value={value}>{word}</option>)}
                      </select>
                    ) : <input {...common} autoComplete="off" inputMode={cell === 'count' ? 'numeric' : cell === 'amount' ? 'decimal' : undefined} onChange={(e) => set(i, { [cell]: e.target.value })} />}
                  </td>
                );
              })}
              <td role="cell" data-phone="line">
                {rows.length > 1 && <button type="submit" name="rowAct" value={`remove-${id}`} className="btn quiet" aria-label={`删除${label}第${i + 1}行`} onClick={(event) => { event.preventDefault(); setRows(rows.filter((_, at) => at !== i)); }}>删除</button>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="rows-foot">
        {rows.length < MOST && <button type="submit" name="rowAct" value={`add-${id}`} className="btn" onClick={(event) => { event.preventDefault(); setRows([...rows, { key: Math.max(...rows.map((r) => r.key)) + 1 }]); }}>增加一行</button>}
        <span className="small" role="status">{kind === 'budget' ? <>合计 <b>{formatFen(sumOf(rows))}</b></> : <>专职 <b>{full}</b> 人，兼职 <b>{part}</b> 人</>}</span>
      </p>
    </div>
  );
}
