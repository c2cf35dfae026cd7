import { open as openFile } from 'node:fs/promises';
import { SaxesParser } from 'saxes';
import { open as openZip, type Entry, type ZipFile } from 'yauzl';
import { storable } from '../kernel/text';
import { isSwollen, MOST_ENTRIES, readPart } from './archive';
import { markedEncoding } from './document';

// What may be attached: by the ending of the name and by the content, which must agree. Archives are looked at, never unpacked.

/** Of one attachment, and of all that stand beside one application; in bytes. */
export const MOST_BYTES_EACH = 20_000_000;
export const MOST_BYTES = 100_000_000;
/** Of all that is kept for one application, with what was submitted once and taken away since. */
export const MOST_BYTES_KEPT = 3 * MOST_BYTES;
export const MOST_FILES = 20;

const MEDIA = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  png: 'image/png',
  jpg: 'image/jpeg',
} as const;
export type Kind = keyof typeof MEDIA;

/** The same for a browser's window of files. */
export const ACCEPT = '.pdf,.docx,.xlsx,.png,.jpg,.jpeg';

export const mediaTypeOf = (kind: Kind): string => MEDIA[kind];

/** Why an upload is refused; `refused` stands for what the application itself refuses. */
export const UPLOAD_FAULTS = {
  none: '请选择要上传的文件',
  empty: '文件是空的',
  size: `文件超过${MOST_BYTES_EACH / 1_000_000}MB，请压缩或者分成几个文件后再上传`,
  type: '只接受 pdf、docx、xlsx、png 和 jpg 文件',
  content: '文件内容与后缀名不符，或者文件已损坏；旧版或者加密的文档请另存为未加密的 pdf、docx 或 xlsx 后再上传',
  macros: '文件含有宏或者控件，请另存为不含宏的文件后再上传',
  archive: '文件内部的条目过多或者展开后过大，请另存为 pdf 后再上传',
  broken: '上传中断，文件没有保存，请重新上传',
  refused: '没有上传：申报已经截止，或者附件的数量、合计大小超过限制',
} as const;
export type UploadFault = keyof typeof UPLOAD_FAULTS;

/** Direction marks and other characters that make a name look like another one. */
const DECEPTIVE = /[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** The name of a file as it is kept and shown: without folders and deceptive characters, at most 120 characters, ending kept. Empty if nothing is left. */
export function cleanName(given: string): string {
  const base = storable(given.replace(DECEPTIVE, '')).normalize('NFC').split(/[\\/]/).at(-1)!.replace(/[<>:"|?*]/g, '_').replace(/\s+/g, ' ').trim().replace(/[. ]+$/, '');
  const [, stem = '', ending = ''] = /^(.*?)(\.[a-z0-9]{1,8})?$/i.exec(base) ?? [];
  return [...stem].slice(0, 120 - ending.length).join('') + ending;
}

/** The kind that the ending of a name claims; null for any other. */
export function kindOf(name: string): Kind | null {
  const ending = /[^.]\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase();
  if (ending === 'jpeg') return 'jpg';
  return ending !== undefined && Object.hasOwn(MEDIA, ending) ? (ending as Kind) : null;
}

const MOST_INFLATED = 200_000_000;
/** How far from its end an archive may say where its parts are. */
const ZIP_TAIL = 65_557;

/** What is wrong with a stored file that claims to be of a kind; null where its content agrees. */
export async function contentFault(path: string, kind: Kind): Promise<UploadFault | null> {
  const file = await openFile(path, 'r');
  let head: Buffer;
  let tail: Buffer;
  try {
    const { size } = await file.stat();
    if (size === 0) return 'empty';
    const part = async (from: number, length: number) => (await file.read({ buffer: Buffer.alloc(length), position: from, length })).buffer as Buffer;
    head = await part(0, Math.min(size, 64));
    tail = await part(Math.max(0, size - ZIP_TAIL), Math.min(size, ZIP_TAIL));
  } finally {
    await file.close();
  }
  if (kind === 'docx' || kind === 'xlsx') return head.length > 4 && head.readUInt32LE(0) === 0x04034b50 ? archiveFault(path, kind) : 'content';
  // A picture or a page description that is an archive as well.
  if (tail.includes(Buffer.from('PK\u0005\u0006', 'latin1'))) return 'content';
  return starts[kind](head, tail) ? null : 'content';
}

const has = (bytes: Buffer, at: number, mark: string) => bytes.subarray(at, at + mark.length).equals(Buffer.from(mark, 'latin1'));
const starts: Record<'pdf' | 'png' | 'jpg', (head: Buffer, tail: Buffer) => boolean> = {
  pdf: (head, tail) => has(head, 0, '%PDF-1.') || has(head, 0, '%PDF-2.') ? tail.subarray(-2048).includes('%%EOF') : false,
  png: (head, tail) => has(head, 0, '\x89PNG\r\n\x1a\n') && has(head, 12, 'IHDR') && tail.subarray(-12).equals(Buffer.from('0000000049454e44ae426082', 'hex')),
  // Cameras write their own remarks behind the end of the picture.
  jpg: (head, tail) => has(head, 0, '\xff\xd8\xff') && tail.includes(Buffer.from('ffd9', 'hex')),
};

/** Content types, and kinds of relationships, of what runs: whatever the part that holds it is called. */
const RUNS = /macro-?enabled|vba-?(project|data)|macrosheet|activex|\/control$/i;
/** The part in which types or relationships stand is no longer than this, in bytes. */
const MOST_NAMED = 2_000_000;

/** Reads the directory of an archive, its types and its relationships: what it must hold, what it must not, and how large it claims to become. */
async function archiveFault(path: string, kind: 'docx' | 'xlsx'): Promise<UploadFault | null> {
  const zip = await new Promise<ZipFile | null>((resolve) => openZip(path, { lazyEntries: true, autoClose: true }, (error, file) => resolve(error ? null : file)));
  if (!zip) return 'content';
  if (zip.entryCount > MOST_ENTRIES) {
    zip.close();
    return 'archive';
  }
  const names = new Set<string>();
  let inflated = 0;
  return new Promise((resolve) => {
    const end = (fault: UploadFault | null) => {
      zip.close();
      resolve(fault);
    };
    // A name that leads out of the archive is an error of the reader.
    zip.on('error', () => end('content'));
    zip.on('entry', (entry: Entry) => {
      const name = entry.fileName.toLowerCase();
      inflated += entry.uncompressedSize;
      if (/(^|\/)(vbaproject\.bin|vbadata\.xml|activex\/.*|macrosheets\/.*)$/.test(name)) return end('macros');
      if (inflated > MOST_INFLATED || isSwollen(entry)) return end('archive');
      names.add(name);
      if (name !== '[content_types].xml' && !name.endsWith('.rels')) return zip.readEntry();
      if (entry.uncompressedSize > MOST_NAMED) return end('archive');
      void readPart(zip, entry).then((part) => {
        const fault = part ? namedFault(part) : 'content';
        if (fault) end(fault);
        else zip.readEntry();
      });
    });
    zip.on('end', () => resolve(names.has('[content_types].xml') && names.has(kind === 'docx' ? 'word/document.xml' : 'xl/workbook.xml') ? null : 'content'));
    zip.readEntry();
  });
}

/** What is wrong with a part that names types or relationships; it is parsed, so that no way of writing a name hides it. */
function namedFault(bytes: Buffer): UploadFault | null {
  const parser = new SaxesParser();
  let fault: UploadFault | null = null;
  parser.on('doctype', () => (fault = 'content'));
  parser.on('error', () => (fault ??= 'content'));
  parser.on('opentag', ({ attributes }) => {
    // ContentType of a type, Type of a relationship, with whatever prefix.
    for (const [name, value] of Object.entries(attributes)) if (/(^|:)(content)?type$/i.test(name) && RUNS.test(value)) fault ??= 'macros';
  });
  try {
    parser.write(new TextDecoder(markedEncoding(bytes) ?? 'utf-8', { fatal: true }).decode(bytes)).close();
  } catch {
    fault ??= 'content';
  }
  return fault;
}
