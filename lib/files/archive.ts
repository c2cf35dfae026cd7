import type { Entry, ZipFile } from 'yauzl';

// Archives that documents are: looked at under a budget. Their directory only claims; yauzl refuses an entry that inflates to more than it claims.

/** A document has no more entries than this. */
export const MOST_ENTRIES = 200;

/** Whether an entry claims to grow as no part of a document does. */
export const isSwollen = ({ compressedSize, uncompressedSize }: Entry): boolean => uncompressedSize > 100 * Math.max(compressedSize, 10_000);

/** The bytes of an entry; null where they cannot be read. Whoever asks has looked at what it claims. */
export const readPart = (zip: ZipFile, entry: Entry): Promise<Buffer | null> =>
  new Promise((resolve) =>
    zip.openReadStream(entry, (error, stream) => {
      if (error) return resolve(null);
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('error', () => resolve(null));
      stream.on('end', () => resolve(Buffer.concat(parts)));
    }),
  );
