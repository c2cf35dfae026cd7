import type { Paper } from '@/lib/application/form';

/** An application as the official form: tables to be printed, signed and stamped. */
export function Printed({ title, number, parts, foot }: Paper) {
  return (
    <article className="paper">
      <h1>{title}</h1>
      <p className="no">{number}</p>
      {parts.map((part, at) => (
        <table key={at}>
          <colgroup><col style={{ width: '22%' }} /><col /></colgroup>
          <tbody>
            {part.title && <tr><th className="part" scope="rowgroup" colSpan={2}>{part.title}</th></tr>}
            {part.rows.map(({ label, cell }) => (
              <tr key={label} className="flows">
                <th scope="row">{label}</th>
                <td className={cell.room}>
                  {cell.lines.map((line, i) => <p key={i}>{line}</p>)}
                  {cell.table && (
                    <table>
                      <thead><tr>{cell.table.head.map((h) => <th key={h} scope="col">{h}</th>)}</tr></thead>
                      <tbody>{cell.table.rows.map((row, i) => <tr key={i}>{row.map((c, n) => <td key={n}>{c}</td>)}</tr>)}</tbody>
                    </table>
                  )}
                  {cell.after && <p>{cell.after}</p>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      <p className="small hash">{foot}</p>
    </article>
  );
}
