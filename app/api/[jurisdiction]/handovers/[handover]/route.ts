import { notFound } from 'next/navigation';
import { downloadHeaders } from '@/lib/files/download';
import { loadHandover } from '@/lib/handover/loaders';
import { sealedPage } from '@/lib/handover/sealed';
import { recordDownload } from '@/lib/identity/loaders';

/** The sealed copy of a handover, for the two hosts and the commission: one page that needs nothing else. */
export async function GET(_request: Request, { params }: { params: Promise<{ jurisdiction: string; handover: string }> }): Promise<Response> {
  const { jurisdiction, handover: id } = await params;
  const { desk, handover } = await loadHandover(jurisdiction, id);
  if (!handover.sealed || !handover.sealedSha256) notFound();
  await recordDownload(desk.actor, 'handover.read', { type: 'handover', id }, { file: 'sealed', sha256: handover.sealedSha256 });
  return new Response(sealedPage(handover.sealed, handover.sealedSha256), {
    headers: downloadHeaders(`${handover.centre.name}交接档案.html`, 'text/html; charset=utf-8', 'handover.html'),
  });
}
