import { SaxesParser } from 'saxes';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { refuse, ok, type Result } from '../kernel/result';
import { isSwollen, MOST_ENTRIES, readPart } from './archive';

// Reading an uploaded document as text. The content decides what it is; zip archives are inflated under a budget.

const MOST_INFLATED = 20_000_000;
const BODY = 'word/document.xml';

const isZip = (bytes: Buffer) => bytes.length > 4 && bytes.readUInt32LE(0) === 0x04034b50;

/** The text of a txt (UTF-8, UTF-16 or GB18030) or docx file, with a sentence for the user if it is neither. */
export async function readDocument(name: string, bytes: Buffer): Promise<Result<string, string>> {
  if (bytes.length === 0) return refuse('文件是空的');
  if (/\.docx$/i.test(name)) {
    if (!isZip(bytes)) return refuse('文件内容不是 docx，请另存为 docx 或 txt 后重新上传');
    const xml = await wordBody(bytes);
    return xml.ok ? wordText(xml.value) : xml;
  }
  if (!/\.txt$/i.test(name)) return refuse('只接受 txt 和 docx 文件');
  if (isZip(bytes)) return refuse('文件内容不是纯文本');
  const text = decode(bytes);
  return text === null ? refuse('文件内容不是纯文本，或者编码不能识别') : ok(text);
}

/** The encoding with two bytes for a character that a text names by its own mark; null without one. */
export const markedEncoding = (bytes: Buffer): 'utf-16le' | 'utf-16be' | null =>
  bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;

/** Text of a plain file by its own mark, otherwise UTF-8 or GB18030; null if it is neither. */
function decode(bytes: Buffer): string | null {
  const marked = markedEncoding(bytes);
  for (const encoding of marked ? [marked] : ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!/[\u0000-\u0008\u000e-\u001f]/.test(text)) return text;
    } catch {
      // Not in this encoding.
    }
  }
  return null;
}

/** The main part of a docx. */
async function wordBody(bytes: Buffer): Promise<Result<string, string>> {
  const zip = await new Promise<ZipFile | null>((resolve) => fromBuffer(bytes, { lazyEntries: true }, (error, file) => resolve(error ? null : file)));
  const broken = '文件已损坏，不能读取';
  if (!zip || zip.entryCount > MOST_ENTRIES) return refuse(broken);
  return new Promise((resolve) => {
    const fail = () => resolve(refuse(broken));
    zip.on('error', fail);
    zip.on('end', fail);
    zip.on('entry', (entry: Entry) => {
      if (entry.fileName !== BODY) return zip.readEntry();
      if (entry.uncompressedSize > MOST_INFLATED || isSwollen(entry)) return resolve(refuse('文件展开后过大'));
      void readPart(zip, entry).then((part) => (part ? resolve(ok(part.toString('utf8'))) : fail()));
    });
    zip.readEntry();
  });
}

/** Paragraphs of a WordprocessingML body, one a line; cells of a table row end with a tab. A document type is refused. */
function wordText(xml: string): Result<string, string> {
  const parser = new SaxesParser();
  let text = '';
  let inText = false;
  let fault: string | null = null;
  parser.on('doctype', () => (fault = '文件含有不允许的内容'));
  parser.on('error', () => (fault ??= '文件已损坏，不能读取'));
  parser.on('opentag', ({ name }) => {
    if (name === 'w:t') inText = true;
    else if (name === 'w:tab') text += '\t';
    else if (name === 'w:br' || name === 'w:cr') text += '\n';
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'w:t') inText = false;
    else if (name === 'w:p') text += '\n';
    else if (name === 'w:tc') text = `${text.replace(/\n$/, '')}\t`;
    else if (name === 'w:tr') text += '\n';
  });
  parser.on('text', (part) => {
    if (inText) text += part;
  });
  try {
    parser.write(xml).close();
  } catch {
    fault ??= '文件已损坏，不能读取';
  }
  return fault === null ? ok(text) : refuse(fault);
}
