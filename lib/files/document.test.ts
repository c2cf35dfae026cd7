import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readDocument } from './document';

const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const word = (body: string, head = '<?xml version="1.0" encoding="UTF-8"?>') => `${head}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
const docx = (xml: string | Uint8Array, more: Record<string, Uint8Array> = {}): Buffer =>
  Buffer.from(zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': typeof xml === 'string' ? strToU8(xml) : xml, ...more }));

/** What comes of a file: its text, or why it is refused; with two seconds of work, however it is made. */
async function read(name: string, bytes: Buffer): Promise<string> {
  const before = process.cpuUsage();
  const result = await readDocument(name, bytes);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(2000);
  return result.ok ? result.value : `拒绝：${result.refusal}`;
}

/** Writes another size into the central directory and the local header of the main part. */
function lie(zip: Buffer, size: number): Buffer {
  const lying = Buffer.from(zip);
  const set = (signature: number, nameAt: number, sizeAt: number) => {
    for (let at = 0; at + 46 < lying.length; at += 1) {
      if (lying.readUInt32LE(at) === signature && lying.toString('latin1', at + nameAt, at + nameAt + 17) === 'word/document.xml') lying.writeUInt32LE(size, at + sizeAt);
    }
  };
  set(0x02014b50, 46, 24);
  set(0x04034b50, 30, 22);
  return lying;
}

describe('a plain text', () => {
  const TEXT = '第一条 池塘归全村所有。\n（一）不得垂钓；';

  it.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${TEXT}`)],
    ['UTF-16, little end first', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16()],
    // 第一条 池塘 in GB18030, typed by hand.
    ['GB18030', Buffer.concat([Buffer.from([0xb5, 0xda, 0xd2, 0xbb, 0xcc, 0xf5, 0x20, 0xb3, 0xd8, 0xcc, 0xc1])])],
  ])('is read as %s', async (encoding, bytes) => {
    expect(await read('办法.TXT', bytes)).toBe(encoding === 'GB18030' ? '第一条 池塘' : TEXT);
  });

  it.each<[string, Buffer, RegExp]>([
    ['nothing at all', Buffer.alloc(0), /空的/],
    ['a zip archive', docx(word(paragraph('甲'))), /不是纯文本/],
    ['control characters', Buffer.from('第一条\u0000甲'), /不是纯文本/],
    ['no encoding that we know', Buffer.from([0xff, 0xff, 0x80, 0x81, 0xfe]), /编码不能识别/],
    ['half a character after a UTF-16 mark', Buffer.from([0xff, 0xfe, 0x00]), /编码不能识别/],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00]), /不是纯文本/],
  ])('is refused with %s', async (_what, bytes, why) => {
    expect(await read('办法.txt', bytes)).toMatch(new RegExp(`^拒绝：.*${why.source}`));
  });

  it.each(['办法.pdf', '办法', 'txt', '办法.docx.exe', '办法.doc'])('is refused by the name %s', async (name) => {
    expect(await read(name, Buffer.from(TEXT))).toBe('拒绝：只接受 txt 和 docx 文件');
  });
});

describe('a Word file', () => {
  it('is read paragraph by paragraph, with breaks, tabs and entities', async () => {
    expect(await read('办法.docx', docx(word(`${paragraph('第一条 甲&amp;乙')}<w:p><w:r><w:t>（一）</w:t></w:r><w:r><w:tab/><w:t xml:space="preserve"> 丙</w:t><w:br/><w:t>丁</w:t><w:cr/></w:r></w:p>`)))).toBe('第一条 甲&乙\n（一）\t 丙\n丁\n\n');
  });

  it('keeps what is deleted, and what is no text, out', async () => {
    expect(await read('a.DOCX', docx(word('<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>')))).toBe('新\n');
  });

  it('has the cells of a row in one line', async () => {
    const cell = (text: string) => `<w:tc>${paragraph(text)}</w:tc>`;
    expect(await read('a.docx', docx(word(`<w:tbl><w:tr>${cell('1.水深')}${cell('10分')}</w:tr><w:tr>${cell('2.水质')}${cell('5分')}</w:tr></w:tbl>`)))).toBe('1.水深\t10分\t\n2.水质\t5分\t\n');
  });

  it('is found wherever it stands in the archive, whatever else is there', async () => {
    const more = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`word/media/${i}.png`, new Uint8Array(100)]));
    expect(await read('a.docx', Buffer.from(zipSync({ ...more, 'word/document.xml': strToU8(word(paragraph('甲'))) })))).toBe('甲\n');
  });

  it('of a whole regulation is read quickly', async () => {
    const long = Array.from({ length: 20_000 }, (_, i) => paragraph(`第${i}段 池塘归全村所有，由村民大会议定。`)).join('');
    expect((await read('a.docx', docx(word(long)))).split('\n')).toHaveLength(20_001);
  });

  it.each<[string, () => Buffer, RegExp]>([
    ['another content', () => Buffer.from('第一条 甲'), /不是 docx/],
    ['the first bytes of an archive only', () => Buffer.from([0x50, 0x4b, 0x03, 0x04]), /不是 docx/],
    ['an archive cut short', () => docx(word(paragraph('甲'))).subarray(0, 120), /已损坏/],
    ['a changed byte in its data', () => { const zip = docx(word(paragraph('甲'.repeat(500)))); zip[zip.indexOf('word/document.xml') + 30]! ^= 0xff; return zip; }, /已损坏/],
    ['no main part', () => Buffer.from(zipSync({ 'word/other.xml': strToU8('<a/>') })), /已损坏/],
    ['more entries than a document has', () => docx(word(paragraph('甲')), Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`x${i}`, new Uint8Array(1)]))), /已损坏/],
    ['a document type', () => docx(word(paragraph('甲'), '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa">]>')), /不允许/],
    ['entities that unfold without end', () => docx(word(paragraph('&b;'), `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]>`)), /不允许/],
    ['entities that nobody declares', () => docx(word(paragraph('&b;'))), /已损坏/],
    ['markup that does not close', () => docx('<w:document><w:body><w:p>'), /已损坏/],
    ['no markup', () => docx('第一条'), /已损坏/],
  ])('is refused with %s', async (_what, make, why) => {
    expect(await read('办法.docx', make())).toMatch(new RegExp(`^拒绝：.*${why.source}`));
  });
});

describe('an archive made to burst', () => {
  // A hundred million zeros shrink to about a hundred kilobytes.
  const bomb = docx(new Uint8Array(100_000_000));

  it('is refused by the size it declares', async () => {
    expect(bomb.length).toBeLessThan(500_000);
    expect(await read('a.docx', bomb)).toBe('拒绝：文件展开后过大');
  });

  it('is refused by its ratio, before it is inflated', async () => {
    expect(await read('a.docx', docx(new Uint8Array(15_000_000)))).toBe('拒绝：文件展开后过大');
  });

  it('is refused though its headers lie about its size', async () => {
    expect(await read('a.docx', lie(bomb, 1000))).toBe('拒绝：文件已损坏，不能读取');
    expect(await read('a.docx', lie(docx(word(paragraph('甲'))), 9_000_000))).toMatch(/^拒绝：/);
  });
});
