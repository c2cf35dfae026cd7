'use client';

import { useState, type ReactNode } from 'react';
import { FormRadio, FormSelect, FormText, useSubmitted } from '@/components/form/command-form';
import { optionsOf } from '@/components/ui/select';
import { AGGREGATES } from '@/lib/selection/scheme';

interface Row {
  id: string;
  label: string;
  points: string;
  guide: string;
}

interface SchemeFieldsProps {
  panel: boolean;
  size: string;
  aggregate: string;
  outlierPercent: string;
  defence: boolean;
  items: readonly Row[];
  /** Who judges, where the plan names it. */
  children?: ReactNode;
}

const rowOf = (sent: Partial<Record<keyof Row, unknown>>): Row => {
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return { id: text(sent.id), label: text(sent.label), points: text(sent.points), guide: text(sent.guide) };
};

const MOST = 30;

/** Panel and rubric of a work plan. Without scripts the buttons of the rows save the form and do it on the server. */
export function SchemeFields({ panel, size, aggregate, outlierPercent, defence, items, children }: SchemeFieldsProps) {
  const submitted = useSubmitted();
  const sent = Array.isArray(submitted?.items) ? (submitted.items as Partial<Record<keyof Row, unknown>>[]).map(rowOf) : null;
  const [rows, setRows] = useState<readonly (Row & { key: number })[]>(() => (sent ?? items).map((row, key) => ({ ...row, key })));
  // What the server has after a row was added there replaces what is shown.
  const [seen, setSeen] = useState(items);
  if (seen !== items && JSON.stringify(seen) !== JSON.stringify(items)) {
    setSeen(items);
    setRows(items.map((row, key) => ({ ...row, key })));
  }
  const set = (at: number, part: Partial<Row>) => setRows(rows.map((row, i) => (i === at ? { ...row, ...part } : row)));
  const add = () => {
    const taken = new Set(rows.map((r) => r.id));
    let n = 1;
    while (taken.has(`item-${n}`)) n += 1;
    setRows([...rows, { id: `item-${n}`, label: '', points: '', guide: '', key: Math.max(-1, ...rows.map((r) => r.key)) + 1 }]);
  };
  const swap = (a: number, b: number) => setRows(rows.map((row, i) => (i === a ? rows[b]! : i === b ? rows[a]! : row)));
  const total = rows.reduce((sum, row) => sum + (Number(row.points) || 0), 0);
  const button = (value: string, words: string, spoken: string, run: () => void, disabled = false) => (
    <button type="submit" name="rowAct" value={value} className="btn quiet" aria-label={spoken} disabled={disabled} onClick={(event) => { event.preventDefault(); run(); }}>{words}</button>
  );
  return (
    <>
      <FormRadio
        name="panel" label="评审方式" required defaultValue={panel ? 'yes' : 'no'}
        options={[{ value: 'yes', label: '评审组评分', hint: '评委按评分细则各自独立评分，再作比较' }, { value: 'no', label: '不设评审组', hint: '资格审核后直接比较、择优' }]}
      />
      <div className="form wide with-panel">
        <div className="line">
          <FormText name="size" label="评委人数" inputMode="numeric" defaultValue={size} hint="3 至 30 人" />
          <FormSelect name="aggregate" label="计分办法" defaultValue={aggregate} options={optionsOf(AGGREGATES)} />
          <FormText name="outlierPercent" label="离群提示（%）" inputMode="numeric" defaultValue={outlierPercent} hint="总分与中位数相差超过满分的这一比例" />
        </div>
        <FormRadio name="defence" label="答辩" defaultValue={defence ? 'yes' : 'no'} options={[{ value: 'yes', label: '有' }, { value: 'no', label: '没有' }]} />
        {children}
        <div className="field" id="rubric">
          <div className="f"><b>评分细则</b><span className="small" role="status">共 {rows.length} 项，满分合计 <b>{Math.round(total * 100) / 100}</b> 分</span></div>
          <table role="table" className="tbl rows rubric">
            <caption className="vh">评分细则</caption>
            <thead role="rowgroup">
              <tr role="row"><th role="columnheader" scope="col">评分项目</th><th role="columnheader" scope="col" style={{ width: 90 }}>满分</th><th role="columnheader" scope="col">评分要点</th><th role="columnheader" scope="col" style={{ width: 150 }}><span className="vh">操作</span></th></tr>
            </thead>
            <tbody role="rowgroup">
              {rows.map((row, i) => (
                <tr key={row.key} role="row">
                  <td role="cell" data-phone="line">
                    <input type="hidden" name={`items[${i}].id`} value={row.id} />
                    <input className="in" id={`items[${i}].label`} name={`items[${i}].label`} aria-label={`第${i + 1}项评分项目`} autoComplete="off" value={row.label} onChange={(e) => set(i, { label: e.target.value })} />
                  </td>
                  <td role="cell" data-phone="line" data-label="满分"><input className="in" id={`items[${i}].points`} name={`items[${i}].points`} aria-label={`第${i + 1}项满分`} inputMode="decimal" autoComplete="off" value={row.points} onChange={(e) => set(i, { points: e.target.value })} /></td>
                  <td role="cell" data-phone="line" data-label="评分要点"><input className="in" id={`items[${i}].guide`} name={`items[${i}].guide`} aria-label={`第${i + 1}项评分要点`} autoComplete="off" value={row.guide} onChange={(e) => set(i, { guide: e.target.value })} /></td>
                  <td role="cell" data-phone="line" className="ops">
                    {button(`up-${i}`, '上移', `第${i + 1}项上移`, () => swap(i, i - 1), i === 0)}
                    {button(`down-${i}`, '下移', `第${i + 1}项下移`, () => swap(i, i + 1), i === rows.length - 1)}
                    {button(`remove-${i}`, '删除', `删除第${i + 1}项`, () => setRows(rows.filter((_, at) => at !== i)))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {rows.length < MOST && <p className="acts"><button type="submit" name="rowAct" value="add" className="btn" onClick={(event) => { event.preventDefault(); add(); }}>增加一项</button></p>}
        </div>
      </div>
    </>
  );
}
