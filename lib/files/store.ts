import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { ok, refuse, type Result } from '../kernel/result';
import { cleanName, contentFault, kindOf, mediaTypeOf, MOST_BYTES_EACH, type UploadFault } from './kinds';

// Attachments on disk: in the folder of the data, outside the web root, under names that nobody chose.

export interface Stored {
  /** Where the bytes are, below the folder of attachments: tenant and random name. */
  storage: string;
  name: string;
  mediaType: string;
  size: number;
  sha256: string;
}

const PLACE = /^[a-z0-9-]{1,64}\/[0-9a-f]{32}(\.part)?$/;

const folder = () => path.join(path.resolve(process.env.ZHIKONG_DATA ?? '.data'), 'files');

/** The file behind a storage name; anything that is none is a fault of the program. */
function placeOf(storage: string): string {
  if (!PLACE.test(storage)) throw new Error('no name of a stored file');
  return path.join(folder(), storage);
}

/**
 * Writes an upload of at most so many bytes as it comes and looks at what it is. It gets its name only once it stands on disk as a whole; what is
 * refused or cut off leaves nothing that could be read. Memory holds one piece at a time.
 */
export async function storeUpload(tenantId: string, given: string, chunks: AsyncIterable<Uint8Array>, most = MOST_BYTES_EACH): Promise<Result<Stored, UploadFault>> {
  const name = cleanName(given);
  const kind = kindOf(name);
  if (!kind) return refuse('type');
  const storage = `${tenantId}/${randomBytes(16).toString('hex')}`;
  const place = placeOf(storage);
  const part = `${place}.part`;
  await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
  try {
    const written = await write(part, chunks, most);
    if (!written.ok) return written;
    const fault = await contentFault(part, kind);
    if (fault) return refuse(fault);
    await rename(part, place);
    await syncFolder(path.dirname(place));
    return ok({ storage, name, mediaType: mediaTypeOf(kind), ...written.value });
  } finally {
    await rm(part, { force: true });
  }
}

async function write(part: string, chunks: AsyncIterable<Uint8Array>, most: number): Promise<Result<{ size: number; sha256: string }, UploadFault>> {
  const file = await open(part, 'wx', 0o600);
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > most) return refuse('size');
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    if (size === 0) return refuse('empty');
    await file.sync();
  } finally {
    await file.close();
  }
  return ok({ size, sha256: hash.digest('hex') });
}

/** Makes a new name last through a power failure; not every system can. */
async function syncFolder(name: string): Promise<void> {
  const handle = await open(name, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** What stands on disk for a tenant and was last written before an instant, uploads that never came to their end (`.part`) too. */
export async function listStored(tenantId: string, before: Date): Promise<{ storage: string; size: number }[]> {
  const place = path.join(folder(), tenantId);
  const found: { storage: string; size: number }[] = [];
  for (const name of await readdir(place).catch(() => [])) {
    const { size, mtime } = await stat(path.join(place, name));
    if (/^[0-9a-f]{32}(\.part)?$/.test(name) && mtime < before) found.push({ storage: `${tenantId}/${name}`, size });
  }
  return found;
}

/** Removes what was stored for a row that was not written, or that has let go of it. */
export const discard = (storage: string): Promise<void> => rm(placeOf(storage), { force: true });

/** The bytes of an attachment; null if they are not there any more. */
export async function readStored(storage: string): Promise<{ size: number; bytes: Readable } | null> {
  const place = placeOf(storage);
  const found = await stat(place).catch(() => null);
  return found?.isFile() ? { size: found.size, bytes: createReadStream(place) } : null;
}
