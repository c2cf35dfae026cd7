import { loadPaperFile } from '@/lib/application/loaders';
import { downloadHeaders } from '@/lib/files/download';
import { paperDocument } from '@/lib/files/paper';

/** An application as the official form, to be filed, signed and stamped. */
export async function GET(_request: Request, { params }: { params: Promise<{ jurisdiction: string; application: string }> }): Promise<Response> {
  const { jurisdiction, application } = await params;
  const { a, round, paper } = await loadPaperFile(jurisdiction, application);
  const name = `${paper.title}-${a.receipt ?? round.number}.docx`;
  return new Response(new Uint8Array(await paperDocument(paper)), {
    headers: downloadHeaders(name, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'),
  });
}
