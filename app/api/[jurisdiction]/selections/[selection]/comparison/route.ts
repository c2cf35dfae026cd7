import { downloadHeaders } from '@/lib/files/download';
import { workbook } from '@/lib/files/sheet';
import { loadComparisonFile } from '@/lib/panel/loaders';
import { reasonRows, summaryRows } from '@/lib/panel/workbook';

/** The comparison of a round as a workbook, for the commission. */
export async function GET(_request: Request, { params }: { params: Promise<{ jurisdiction: string; selection: string }> }): Promise<Response> {
  const { jurisdiction, selection } = await params;
  const { number, comparison } = await loadComparisonFile(jurisdiction, selection);
  const summary = summaryRows(comparison);
  const bytes = await workbook([
    { name: '汇总', rows: summary, widths: summary[0]!.map((_, i) => (i === 1 ? 28 : i === 3 ? 20 : 12)) },
    { name: '评分与理由', rows: reasonRows(comparison), widths: [28, 12, 24, 8, 8, 60] },
  ]);
  const name = `${number} 评审对比.xlsx`;
  return new Response(new Uint8Array(bytes), {
    headers: downloadHeaders(name, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'comparison.xlsx'),
  });
}
