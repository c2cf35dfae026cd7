import { fileResponse } from '@/lib/files/download';
import { loadObjectionFile } from '@/lib/notice/loaders';

/** An attachment of an objection, for whoever handles objections; always as a download. */
export async function GET(_request: Request, { params }: { params: Promise<{ jurisdiction: string; objection: string; file: string }> }): Promise<Response> {
  const { jurisdiction, objection, file } = await params;
  return fileResponse(await loadObjectionFile(jurisdiction, objection, file));
}
