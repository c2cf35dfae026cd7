import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

// What only few may read, and only when they say why, stands encrypted in the database: AES-256-GCM, bound to its place.

const FORM = /^v1\.([\w-]+)$/;

/** Bytes of the tag: a shorter one would be easier to forge. */
const TAG = 16;

/** Encrypts a text for one place, such as `<tenant> objection <id>`: nowhere else can it be opened. */
export function seal(text: string, place: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', dataKey(), iv, { authTagLength: TAG }).setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return `v1.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`;
}

/** The text again; throws if it was changed, moved, or encrypted with another key. */
export function unseal(sealed: string, place: string): string {
  const bytes = Buffer.from(FORM.exec(sealed)?.[1] ?? '', 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', dataKey(), bytes.subarray(0, 12), { authTagLength: TAG }).setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
}

/** The key of this installation: given, or, outside production, kept beside the data. */
function dataKey(env = process.env): Buffer {
  const given = env.ZHIKONG_DATA_KEY;
  if (!given && env.ZHIKONG_MODE === 'production') throw new Error('ZHIKONG_DATA_KEY is not set: what has to be encrypted cannot be kept');
  const key = Buffer.from(given || keptKey(path.resolve(env.ZHIKONG_DATA ?? '.data')), 'base64');
  if (key.length !== 32) throw new Error('ZHIKONG_DATA_KEY must be 32 bytes in base64');
  return key;
}

/** The key in the folder of the demo's data; made once, also by several at the same time. */
function keptKey(folder: string): string {
  const file = path.join(folder, 'data-key');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(file)) {
    // Whole before it is there: nobody reads half of it.
    const fresh = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
    writeFileSync(fresh, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' });
    try {
      linkSync(fresh, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      unlinkSync(fresh);
    }
  }
  return readFileSync(file, 'utf8');
}
