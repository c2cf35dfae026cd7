import { z } from 'zod';
import { refusedObjection } from '@/components/notice/refused-objection';
import { MOST_BYTES_EACH, UPLOAD_FAULTS, type UploadFault } from '@/lib/files/kinds';
import { bodyOf, isCutOff, partsOf } from '@/lib/files/multipart';
import { discard, storeUpload, type Stored } from '@/lib/files/store';
import { addressOf } from '@/lib/identity/auth';
import { Gate } from '@/lib/identity/gate';
import type { Refusal } from '@/lib/identity/perform';
import { isOwnOrigin } from '@/lib/identity/origin';
import { isId } from '@/lib/kernel/ids';
import { fileObjection, objectionFault, recordRefusedObjection } from '@/lib/notice/mutations';
import { MOST_OBJECTION_BYTES, MOST_OBJECTION_FILES, objectionSchema } from '@/lib/notice/schema';
import { idSchema } from '@/lib/regulation/cited';

/** What is typed in an objection is no longer; what is, is no form of ours. In bytes. */
const MOST_TYPED = 64_000;
/** Within which a form must have come, in milliseconds. */
const MOST_TIME = 180_000;
/** Forms with attachments that are read at once, whoever sends them; so many more wait. */
const gate = new Gate(10, 40);

const HEADERS = {
  'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'referrer-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
};
const plain = (status: number, words: string) => new Response(words, { status, headers: { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' } });

const TOO_LARGE = `附件合计不超过${MOST_OBJECTION_BYTES / 1_000_000}MB，请压缩或者减少附件后再提交`;

type Values = Record<string, string>;
/** Why a form was not taken, before anybody looked at what it says as a whole. */
class NotTaken extends Error {
  constructor(readonly status: number, readonly words: string, readonly why: Record<string, unknown>) {
    super(words);
  }
}

/**
 * Takes an objection from anybody, with attachments. A form post without a session, so no server action: it works without scripts. Not behind
 * proxy.ts, which would hold the whole body: what was typed comes first, and is looked at before the first attachment is read.
 */
export async function POST(request: Request, { params }: { params: Promise<{ jurisdiction: string; notice: string }> }): Promise<Response> {
  const { jurisdiction, notice } = await params;
  if (!idSchema.safeParse(jurisdiction).success || !isId(notice)) return new Response(null, { status: 404, headers: HEADERS });
  if (!isOwnOrigin(request.headers)) return plain(403, '请从公示页面提交');
  const place = { tenantId: jurisdiction, noticeId: notice, ip: addressOf(Object.fromEntries(request.headers)) };
  // A body that does not say how long it is could be of any length.
  const length = Number(request.headers.get('content-length') ?? NaN);
  if (!(length >= 0)) return plain(411, '请从公示页面提交');

  const values: Values = {};
  const files: Stored[] = [];
  const backHref = `/notices/${jurisdiction}/${notice}`;
  const page = (status: number, more: Pick<Parameters<typeof refusedObjection>[0], 'message' | 'fields' | 'again'>) =>
    new Response(refusedObjection({ values, action: new URL(request.url).pathname, backHref, ...more }), { status, headers: { ...HEADERS, 'content-type': 'text/html; charset=utf-8' } });
  let isKept = false;
  try {
    const attached = Math.max(0, length - MOST_TYPED);
    const early = attached > MOST_OBJECTION_BYTES ? new NotTaken(413, TOO_LARGE, { fault: 'size' }) : attached > 0 && gate.full ? new NotTaken(503, '此刻提交附件的人过多，请稍后再试', { fault: 'busy' }) : null;
    const read = () => readForm(request, place, values, files, early ?? attached);
    await (attached > 0 && !early ? gate.run(read) : read());
    const parsed = objectionSchema.safeParse(values);
    if (!parsed.success) {
      const { fieldErrors } = z.flattenError(parsed.error);
      await recordRefusedObjection(place, { fields: Object.keys(fieldErrors) });
      return page(422, { fields: fieldErrors, again: true });
    }
    const filed = await fileObjection(place, parsed.data, files);
    if (filed.ok) {
      isKept = filed.value.isNew;
      return new Response(null, { status: 303, headers: { ...HEADERS, location: `${backHref}/received?number=${encodeURIComponent(filed.value.number)}` } });
    }
    return filed.refusal.kind === 'not-found' ? new Response(null, { status: 404, headers: HEADERS }) : page(409, { message: wordsOf(filed.refusal), again: false });
  } catch (error) {
    if (error instanceof NotTaken) {
      if (error.status === 404) return new Response(null, { status: 404, headers: HEADERS });
      await recordRefusedObjection(place, error.why);
      return page(error.status, { message: error.words, again: error.status !== 409 });
    }
    if (!isCutOff(error)) throw error;
    await recordRefusedObjection(place, { fault: 'broken' });
    return page(400, { message: UPLOAD_FAULTS.broken, again: true });
  } finally {
    // Bytes for which no row stands are worth nothing.
    if (!isKept) await Promise.all(files.map((f) => discard(f.storage)));
  }
}

const wordsOf = (refusal: Refusal): string => ('message' in refusal ? refusal.message : '异议没有提交，请稍后再试');

/** Reads what was typed into `values` and the attachments, which take at most so many bytes or are not taken at all, into `files`. Ends at the first thing for which the form cannot be taken; the rest is not read. */
async function readForm(request: Request, place: Parameters<typeof objectionFault>[0], values: Values, files: Stored[], attached: number | NotTaken): Promise<void> {
  let typed = 0;
  let bytes = 0;
  for await (const { name, fileName, chunks } of partsOf(bodyOf(request, MOST_TIME), request.headers.get('content-type'))) {
    if (fileName === null) {
      const parts: Buffer[] = [];
      for await (const chunk of chunks) {
        typed += chunk.length;
        if (typed > MOST_TYPED) throw new NotTaken(413, '填写的内容过长', { fault: 'size' });
        parts.push(chunk);
      }
      // A browser sends every line break as two characters.
      values[name] = Buffer.concat(parts).toString('utf8').replace(/\r\n/g, '\n');
    } else if (fileName !== '') {
      if (attached instanceof NotTaken) throw attached;
      if (files.length === 0) await lookAhead(place, values, attached);
      if (files.length >= MOST_OBJECTION_FILES) throw new NotTaken(422, `附件最多${MOST_OBJECTION_FILES}个`, { fault: 'count' });
      const stored = await storeUpload(place.tenantId, fileName, chunks, Math.min(MOST_BYTES_EACH, MOST_OBJECTION_BYTES - bytes));
      if (!stored.ok) throw new NotTaken(422, faultWords(fileName, stored.refusal), { fault: stored.refusal });
      files.push(stored.value);
      bytes += stored.value.size;
    }
  }
}

const faultWords = (fileName: string, fault: UploadFault): string => `附件“${fileName.slice(0, 80)}”没有接收：${fault === 'size' ? TOO_LARGE : UPLOAD_FAULTS[fault]}`;

/** Nothing of an attachment is read for a form that cannot be taken anyway. */
async function lookAhead(place: Parameters<typeof objectionFault>[0], values: Values, attached: number): Promise<void> {
  const fault = await objectionFault(place, values.key, attached);
  if (fault) throw new NotTaken(fault.kind === 'not-found' ? 404 : 409, wordsOf(fault), { refusal: fault });
}
