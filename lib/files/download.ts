import { Readable } from 'node:stream';
import { readStored } from './store';

/** A name as a header carries it (RFC 5987): what is no letter or digit stands as its code. */
const coded = (name: string): string => encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** The headers of a file that is given out as a download and is nobody else's; `plain` is its name for what reads no other letters. */
export const downloadHeaders = (name: string, mediaType: string, plain?: string): Record<string, string> => ({
  'content-type': mediaType,
  'content-disposition': `attachment; ${plain === undefined ? '' : `filename="${plain}"; `}filename*=UTF-8''${coded(name)}`,
  'x-content-type-options': 'nosniff',
  'cache-control': 'private, no-store',
});

/** An attachment as a download that runs nothing; `storage` is null where its bytes were removed with it. */
export async function fileResponse({ name, mediaType, storage }: { name: string; mediaType: string; storage: string | null }): Promise<Response> {
  const stored = storage === null ? null : await readStored(storage);
  if (!stored) {
    return new Response(storage === null ? '这个附件提交前已经移除，内容没有留存' : '文件不在存储中，请联系系统管理员', { status: 410, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'private, no-store' } });
  }
  return new Response(Readable.toWeb(stored.bytes) as unknown as ReadableStream, {
    headers: { ...downloadHeaders(name, mediaType), 'content-length': String(stored.size), 'content-security-policy': "default-src 'none'; sandbox" },
  });
}
