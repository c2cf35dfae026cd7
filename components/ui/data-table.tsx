import Link from 'next/link';
import { Fragment, type ReactNode } from 'react';

export interface Column<Row> {
  key: string;
  head: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Numbers and states stand right. */
  align?: 'right';
  width?: string | number;
  /**
   * On a phone a row has two lines. `primary` (one column) begins the first and `aside` (the state) ends it;
   * `line`, the default, stands on the second with the head as its label, `bare` without it; `full` has a line of its own.
   */
  phone?: 'primary' | 'aside' | 'line' | 'bare' | 'full' | 'hide';
}

export interface RowGroup<Row> {
  key: string;
  title: ReactNode;
  /** Such as 2 人. */
  count?: ReactNode;
  /** What the rules say of this group. */
  remark?: ReactNode;
  rows: readonly Row[];
}

interface DataTableProps<Row> {
  /** Spoken, not shown. */
  caption: string;
  columns: readonly Column<Row>[];
  rows?: readonly Row[];
  /** Instead of `rows`: under group heads. */
  groups?: readonly RowGroup<Row>[];
  rowKey: (row: Row) => string;
  /** Makes the whole row lead there, through the primary column; nowhere if the reader may not go there. */
  rowHref?: (row: Row) => string | undefined;
  rowClass?: (row: Row) => string | undefined;
  /** Shown instead of a table without rows; see `Empty`. */
  empty?: ReactNode;
  className?: string;
}

/**
 * A table that becomes two-line rows on a phone. Roles are spelt out because rows laid out as boxes lose them.
 * Row links are not prefetched: a list would ask for every case it shows.
 */
export function DataTable<Row>({ caption, columns, rows = [], groups, rowKey, rowHref, rowClass, empty, className = '' }: DataTableProps<Row>) {
  const none = groups ? groups.every((group) => !group.rows.length) : !rows.length;
  if (none && empty) return empty;
  const primary = columns.find(({ phone }) => phone === 'primary') ?? columns[0];

  const line = (row: Row) => (
    <tr key={rowKey(row)} role="row" className={rowClass?.(row)}>
      {columns.map((column) => {
        const phone = column === primary ? 'primary' : (column.phone ?? 'line');
        const content = column.cell(row);
        const href = column === primary ? rowHref?.(row) : undefined;
        const labelled = (phone === 'line' || phone === 'full') && typeof column.head === 'string' && column.head;
        return (
          <td
            key={column.key} role="cell" className={column.align === 'right' ? 'num' : undefined}
            data-phone={phone} data-label={labelled || undefined}
          >
            {href ? <Link prefetch={false} className="cover" href={href}>{content}</Link> : content}
          </td>
        );
      })}
    </tr>
  );

  return (
    <table role="table" className={`tbl rows ${className}`}>
      <caption className="vh">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ key, head, align, width }) => (
            <th key={key} role="columnheader" scope="col" className={align === 'right' ? 'num' : undefined} style={width ? { width } : undefined}>{head}</th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {groups
          ? groups.map((group) => (
              <Fragment key={group.key}>
                <tr className="gh" role="row">
                  <th role="rowheader" scope="rowgroup" colSpan={columns.length}>
                    {group.title}{group.count !== undefined && <span>{group.count}</span>}{group.remark && <em>{group.remark}</em>}
                  </th>
                </tr>
                {group.rows.map(line)}
              </Fragment>
            ))
          : rows.map(line)}
      </tbody>
    </table>
  );
}
