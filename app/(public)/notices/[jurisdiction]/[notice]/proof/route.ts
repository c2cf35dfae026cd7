import { downloadHeaders } from '@/lib/files/download';
import { loadProof } from '@/lib/notice/loaders';
import { proofHtml } from '@/lib/notice/proof';

export const dynamic = 'force-dynamic';

/** The proof of a notice as one file. It holds nothing that is not public. */
export async function GET(_request: Request, { params }: { params: Promise<{ jurisdiction: string; notice: string }> }): Promise<Response> {
  const { jurisdiction, notice } = await params;
  const proof = await loadProof(jurisdiction, notice);
  if (!proof) return new Response(null, { status: 404 });
  return new Response(proofHtml(proof), {
    headers: {
      ...downloadHeaders(`公示存证-${proof.number}.html`, 'text/html; charset=utf-8', `${proof.number}.html`),
      'cache-control': 'no-store',
    },
  });
}
