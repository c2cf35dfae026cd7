import { FormPoints, FormReason } from '@/components/form/command-form';
import { Phrases } from '@/components/ui/phrases';
import type { SheetEntries } from '@/lib/panel/points';

interface ScoreSheetProps {
  items: readonly { id: string; label: string; points: number; guide: string }[];
  entries: SheetEntries;
  editable: boolean;
}

/** What the server has of a sheet, by form field. */
export const keptEntries = (items: ScoreSheetProps['items'], entries: SheetEntries): Record<string, string> =>
  Object.fromEntries(items.flatMap(({ id }) => [[`points-${id}`, entries[id]?.points === undefined ? '' : String(entries[id]!.points)], [`reason-${id}`, entries[id]?.reason ?? '']]));

/** The rubric with an assessor's points and his reason for each. */
export function ScoreSheet({ items, entries, editable }: ScoreSheetProps) {
  return (
    <table role="table" className="tbl sheet rubric">
      <caption className="vh">评分表</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col" className="no">序号</th>
          <th role="columnheader" scope="col" className="it">评分项目</th>
          <th role="columnheader" scope="col" className="num mx">满分</th>
          <th role="columnheader" scope="col" className="pf">评分要点</th>
          <th role="columnheader" scope="col" className="num as">评分</th>
          <th role="columnheader" scope="col" className="rs">理由</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {items.map((item, i) => {
          const entry = entries[item.id];
          return (
            <tr key={item.id} role="row">
              <td role="cell" className="no">{i + 1}</td>
              <td role="cell" className="it">{item.label}</td>
              <td role="cell" className="num mx">{item.points}</td>
              <td role="cell" className="pf">{item.guide ? <Phrases>{item.guide}</Phrases> : ''}</td>
              <td role="cell" className="num as" data-max={`/ ${item.points}`}>
                {editable ? <FormPoints name={`points-${item.id}`} label={`${item.label}评分`} max={item.points} defaultValue={entry?.points === undefined ? undefined : String(entry.points)} /> : (entry?.points ?? '未评')}
              </td>
              <td role="cell" className="rs" data-label={editable || entry?.reason ? '理由' : undefined}>
                {editable ? <FormReason long name={`reason-${item.id}`} label={`${item.label}评分理由`} defaultValue={entry?.reason} /> : (entry?.reason ?? '')}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
