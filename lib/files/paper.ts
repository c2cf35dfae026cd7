import { AlignmentType, BorderStyle, Document, Footer, HeightRule, Packer, PageNumber, Paragraph, ShadingType, Table, TableCell, TableLayoutType, TableRow, TextRun, VerticalAlign, WidthType } from 'docx';
import type { Paper, PaperCell } from '../application/form';

// A form on paper as a docx file: A4, bordered tables, the type faces of official papers.

/** Millimetres in twentieths of a point. */
const mm = (n: number): number => Math.round((n / 25.4) * 1440);

/** Between the margins of an A4 sheet. */
const WIDTH = mm(210 - 28 - 26);
const LABEL = mm(36);
const line = { style: BorderStyle.SINGLE, size: 6, color: '000000' };
const BORDERS = { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line };

/** Latin letters and figures in a face that every system has; Chinese ones by the name under which Word knows them. */
const face = (eastAsia: string) => ({ ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman', eastAsia });
const SONG = face('宋体');
const FANGSONG = face('仿宋');
const HEI = face('黑体');

/** Characters that XML cannot hold are left out. */
const plain = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '');

const text = (words: string, font = FANGSONG, size = 24, bold = false) => new TextRun({ text: plain(words), font, size, bold });
const paragraph = (words: string, { font = FANGSONG, size = 24, align = AlignmentType.LEFT as (typeof AlignmentType)[keyof typeof AlignmentType], bold = false } = {}) =>
  new Paragraph({ alignment: align, spacing: { line: 340 }, children: [text(words, font, size, bold)] });

const MARGINS = { top: mm(1.2), bottom: mm(1.2), left: mm(1.8), right: mm(1.8) };
const cellOf = (children: (Paragraph | Table)[], width: number, more: { span?: number; shaded?: boolean; bottom?: boolean } = {}) =>
  new TableCell({
    children, width: { size: width, type: WidthType.DXA }, margins: MARGINS, ...(more.span ? { columnSpan: more.span } : {}),
    ...(more.shaded ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'F2F2F2' } } : {}), verticalAlign: more.bottom ? VerticalAlign.BOTTOM : VerticalAlign.TOP,
  });

function content({ lines, table, after, room }: PaperCell): (Paragraph | Table)[] {
  const align = room === 'stamp' ? AlignmentType.RIGHT : AlignmentType.LEFT;
  const out: (Paragraph | Table)[] = lines.map((words) => paragraph(words, { align }));
  if (table) {
    const width = WIDTH - LABEL - mm(4);
    const each = Math.floor(width / table.head.length);
    const row = (cells: readonly string[], font: typeof SONG) => new TableRow({ cantSplit: true, children: cells.map((c) => cellOf([paragraph(c, { font, size: 21 })], each)) });
    out.push(new Table({ width: { size: each * table.head.length, type: WidthType.DXA }, columnWidths: table.head.map(() => each), layout: TableLayoutType.FIXED, borders: BORDERS, rows: [row(table.head, SONG), ...table.rows.map((r) => row(r, FANGSONG))] }));
  }
  // A cell ends with a paragraph, as the format wants it.
  if (after || table || out.length === 0) out.push(paragraph(after ?? ''));
  return out;
}

/** The bytes of the docx file. */
export function paperDocument({ title, number, parts, foot }: Paper): Promise<Buffer> {
  const rows = parts.flatMap((part) => [
    ...(part.title ? [new TableRow({ cantSplit: true, children: [cellOf([new Paragraph({ alignment: AlignmentType.CENTER, keepNext: true, spacing: { line: 340 }, children: [text(part.title, HEI)] })], WIDTH, { span: 2, shaded: true })] })] : []),
    ...part.rows.map(({ label, cell }) =>
      new TableRow({
        cantSplit: cell.room === 'stamp',
        ...(cell.room ? { height: { value: mm(cell.room === 'stamp' ? 38 : 22), rule: HeightRule.ATLEAST } } : {}),
        children: [cellOf([paragraph(label, { font: SONG })], LABEL), cellOf(content(cell), WIDTH - LABEL, { bottom: cell.room === 'stamp' })],
      })),
  ]);
  return Packer.toBuffer(new Document({
    title: plain(title),
    creator: '',
    styles: { default: { document: { run: { font: FANGSONG, size: 24, language: { eastAsia: 'zh-CN' } } } } },
    sections: [{
      properties: { page: { size: { width: mm(210), height: mm(297) }, margin: { top: mm(30), bottom: mm(25), left: mm(28), right: mm(26) } } },
      footers: { default: new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ font: SONG, size: 18, children: ['第 ', PageNumber.CURRENT, ' 页，共 ', PageNumber.TOTAL_PAGES, ' 页'] })] })] }) },
      children: [
        new Paragraph({ alignment: AlignmentType.CENTER, spacing: { before: 120, after: 160 }, children: [text(title, HEI, 36)] }),
        paragraph(number, { font: SONG, size: 21, align: AlignmentType.RIGHT }),
        new Table({ width: { size: WIDTH, type: WidthType.DXA }, columnWidths: [LABEL, WIDTH - LABEL], layout: TableLayoutType.FIXED, borders: BORDERS, rows }),
        paragraph(foot, { font: SONG, size: 16 }),
      ],
    }],
  }));
}
