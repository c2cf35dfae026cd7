import { loadFile } from '@/lib/application/loaders';
import { fileResponse } from '@/lib/files/download';

/** An attachment, for whoever may read its application; always as a download. */
export async function GET(_request: Request, { params }: { params: Promise<{ jurisdiction: string; application: string; file: string }> }): Promise<Response> {
  const { jurisdiction, application, file: id } = await params;
  return fileResponse((await loadFile(jurisdiction, application, id)).file);
}
