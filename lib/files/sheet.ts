import writeExcelFile from 'write-excel-file/node';

// Workbooks that leave the platform. Only rows and cells: what a program of tables could run is written as text.

export type Cell = string | number | null;

export interface Sheet {
  /** At most 31 characters. */
  name: string;
  /** The first row is the head. */
  rows: readonly (readonly Cell[])[];
  /** Widths of the columns in characters. */
  widths?: readonly number[];
}

/** A text as a cell may hold it: one that a program of tables would read as a formula gets an apostrophe before it. Characters that XML cannot hold are replaced. */
export const plainCell = (text: string): string => (/^[=+\-@\t\0]/.test(text) ? `'${text}` : text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd').replace(/\p{Surrogate}/gu, '\ufffd');

/** The bytes of an xlsx file. */
export function workbook(sheets: readonly Sheet[]): Promise<Buffer> {
  return writeExcelFile(
    sheets.map(({ name, rows, widths }) => ({
      sheet: name,
      data: rows.map((row, i) => row.map((cell) => {
        const head = i === 0 ? { fontWeight: 'bold' as const } : {};
        if (cell === null) return null;
        return typeof cell === 'number' ? { value: cell, type: Number, ...head } : { value: plainCell(cell), type: String, wrap: true, alignVertical: 'top' as const, ...head };
      })),
      columns: widths?.map((width) => ({ width })) ?? [],
      stickyRowsCount: 1,
    })),
  ).toBuffer();
}
