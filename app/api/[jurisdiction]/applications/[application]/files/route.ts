import { attachFile, refuseAttachment } from '@/lib/application/mutations';
import { attachSchema } from '@/lib/application/schema';
import { MOST_BYTES_EACH, UPLOAD_FAULTS, type UploadFault } from '@/lib/files/kinds';
import { bodyOf, firstFile, isCutOff } from '@/lib/files/multipart';
import { discard, storeUpload } from '@/lib/files/store';
import { mayEver } from '@/lib/identity/capabilities';
import { loadActor, loadSignedIn } from '@/lib/identity/loaders';
import { isOwnOrigin } from '@/lib/identity/origin';
import { perform, type Reply } from '@/lib/identity/perform';
import { isId, newId } from '@/lib/kernel/ids';
import { queryOf } from '@/lib/kernel/text';
import { loadAttachFault, ownsApplication } from '@/lib/application/loaders';

/** What a form holds beside its file, at most. */
const MOST_AROUND = 16_000;
/** Within which an upload must have come, in milliseconds. */
const MOST_TIME = 600_000;

const HEADERS = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin', 'strict-transport-security': 'max-age=31536000; includeSubDomains', 'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'" };

/** Takes one attachment as it comes: it is written to disk piece by piece, and its row with the audit stands or falls with it. Not behind proxy.ts, which would hold the whole body. */
export async function POST(request: Request, { params }: { params: Promise<{ jurisdiction: string; application: string }> }): Promise<Response> {
  const { jurisdiction, application } = await params;
  const { field = '' } = queryOf({ field: new URL(request.url).searchParams.get('field') ?? '' });
  const plain = (status: number, message: string) => Response.json({ message }, { status, headers: HEADERS });
  if (!isOwnOrigin(request.headers)) return plain(403, '请求来源不符，没有上传');
  if (!(await loadSignedIn(jurisdiction))) return plain(401, '登录已失效，请重新登录后再上传');
  const actor = await loadActor(jurisdiction);
  // A form without scripts goes back to its page; a script hears the words.
  const isScript = request.headers.get('accept')?.includes('application/json') ?? false;
  const answer = (status: number, fault: UploadFault | null, message: string) => {
    if (isScript) return plain(status, message);
    const query = new URLSearchParams({ step: 'edit', ...(fault ? { fault } : {}) });
    return new Response(null, { status: 303, headers: { ...HEADERS, location: `/${jurisdiction}/applications/${application}?${query}#files-${encodeURIComponent(field)}` } });
  };
  if (!isId(application) || !mayEver('application.attach', actor.roles.map((r) => r.role)) || !(await ownsApplication(actor, application))) {
    await perform(actor, 'application.attach', (work) => (work.authorise({ tenantId: actor.tenantId }), Promise.resolve({ ok: false, refusal: { kind: 'denied' } })), null, { key: newId(), version: null });
    return plain(404, '没有这份申请，或您没有办理权限');
  }
  // Everything that can be known of an upload is asked before its bytes are.
  const declared = Math.max(1, Number(request.headers.get('content-length') ?? 0) - MOST_AROUND);
  if (declared > MOST_BYTES_EACH) return answer(413, 'size', UPLOAD_FAULTS.size);
  const early = await loadAttachFault(actor, { applicationId: application, fieldId: field, size: declared });
  if (early) {
    await perform(actor, 'application.attach', refuseAttachment, { applicationId: application, refusal: early }, { key: newId(), version: null });
    return answer(422, 'refused', 'message' in early ? early.message : UPLOAD_FAULTS.refused);
  }

  try {
    const part = await firstFile(bodyOf(request, MOST_TIME), request.headers.get('content-type'));
    if (!part) return answer(400, 'none', UPLOAD_FAULTS.none);
    const stored = await storeUpload(actor.tenantId, part.name, part.chunks);
    if (!stored.ok) return answer(stored.refusal === 'size' ? 413 : 422, stored.refusal, UPLOAD_FAULTS[stored.refusal]);
    const { storage } = stored.value;
    let reply: Reply | null = null;
    const row = attachSchema.safeParse({ id: newId(), applicationId: application, fieldId: field, ...stored.value });
    try {
      if (row.success) reply = await perform(actor, 'application.attach', attachFile, row.data, { key: newId(), version: null });
    } finally {
      // Bytes for which no row stands are worth nothing.
      if (!reply?.ok || reply.value.id !== row.data?.id) await discard(storage);
    }
    if (reply?.ok) return answer(200, null, reply.value.message);
    const words = reply && 'message' in reply.refusal ? reply.refusal.message : UPLOAD_FAULTS.refused;
    return answer(422, 'refused', words);
  } catch (error) {
    if (!isCutOff(error)) throw error;
    return answer(400, 'broken', UPLOAD_FAULTS.broken);
  }
}
