import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanName, kindOf, MOST_BYTES_EACH } from './kinds';
import { BrokenForm, firstFile } from './multipart';
import { discard, readStored, storeUpload } from './store';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'attachments-'));
  process.env.ZHIKONG_DATA = home;
});
afterAll(async () => {
  delete process.env.ZHIKONG_DATA;
  await rm(home, { recursive: true, force: true });
});

const text = (t: string) => new TextEncoder().encode(t);
const types = (inside: string) => text(`<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${inside}</Types>`);
const docx = (more: Zippable = {}) => zipSync({ '[Content_Types].xml': text('<Types/>'), 'word/document.xml': text('<w:document/>'), ...more });
const xlsx = () => zipSync({ '[Content_Types].xml': text('<Types/>'), 'xl/workbook.xml': text('<workbook/>') });
const png = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(17), Buffer.from('0000000049454e44ae426082', 'hex')]);
const jpg = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(40), Buffer.from('ffd9', 'hex')]);
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n');

/** In pieces of a size, as a network brings them. */
async function* pieces(bytes: Uint8Array, size = 1000) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const put = (name: string, bytes: Uint8Array) => storeUpload('chongqing', name, pieces(bytes));
const left = async () => (await readdir(path.join(home, 'files/chongqing')).catch(() => [])).length;

describe('a name', () => {
  it('is kept as it was given', () => expect(cleanName('申请材料 第1份.pdf')).toBe('申请材料 第1份.pdf'));
  it.each([
    ['../../etc/passwd.pdf', 'passwd.pdf'], ['C:\\temp\\资质.docx', '资质.docx'], ['a\u202efdp.exe.pdf', 'afdp.exe.pdf'], ['a\u0000b\r\n.pdf', 'ab.pdf'], ['<b>"x".pdf', '_b__x_.pdf'],
    ['a.pdf. . ', 'a.pdf'], ['..', ''], ['/', ''],
  ])('loses folders and what deceives: %j', (given, kept) => expect(cleanName(given)).toBe(kept));
  it('keeps its ending when it is too long', () => {
    const name = cleanName(`${'长'.repeat(300)}.docx`);
    expect([[...name].length, name.endsWith('.docx')]).toEqual([120, true]);
  });
  it('says by its ending what it claims to be', () => {
    expect(['a.PDF', 'a.jpeg', 'a.docx', 'a.pdf.exe', 'a.docm', 'a.svg', 'pdf', '.pdf', 'a.constructor'].map(kindOf)).toEqual(['pdf', 'jpg', 'docx', null, null, null, null, null, null]);
  });
});

describe('an upload', () => {
  it.each([['a.pdf', pdf], ['b.png', png], ['c.jpg', jpg], ['c.jpeg', jpg], ['d.docx', docx()], ['e.xlsx', xlsx()]])('is stored under a name of its own and read again: %s', async (name, bytes) => {
    const stored = await put(name, bytes);
    if (!stored.ok) throw new Error(stored.refusal);
    expect(stored.value).toMatchObject({ name, size: bytes.length });
    expect(stored.value.storage).toMatch(/^chongqing\/[0-9a-f]{32}$/);
    const found = await readStored(stored.value.storage);
    const parts: Buffer[] = [];
    for await (const part of found!.bytes) parts.push(part as Buffer);
    expect(Buffer.concat(parts).equals(Buffer.from(bytes))).toBe(true);
    expect((await stat(path.join(home, 'files', stored.value.storage))).mode & 0o077).toBe(0);
    await discard(stored.value.storage);
    expect(await readStored(stored.value.storage)).toBeNull();
  });

  it.each([
    ['a.exe', pdf, 'type'], ['a.txt', text('x'), 'type'], ['a.docm', docx(), 'type'], ['noending', pdf, 'type'], ['..', pdf, 'type'],
    ['a.pdf', new Uint8Array(), 'empty'], ['a.pdf', docx(), 'content'], ['a.pdf', text('<html>%PDF-1.7 %%EOF'), 'content'], ['a.pdf', text('%PDF-1.7 without an end'), 'content'],
    ['a.pdf', Buffer.concat([pdf, docx()]), 'content'], ['a.png', Buffer.concat([png, docx()]), 'content'], ['a.jpg', Buffer.concat([jpg, docx()]), 'content'],
    ['a.png', jpg, 'content'], ['a.jpg', png, 'content'], ['a.docx', pdf, 'content'], ['a.docx', xlsx(), 'content'], ['a.xlsx', docx(), 'content'],
    ['a.docx', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'content'], ['a.docx', docx().subarray(0, 60), 'content'], ['a.docx', zipSync({ 'word/document.xml': text('x') }), 'content'],
    ['a.docx', Buffer.concat([pdf, docx()]), 'content'],
    ['a.docx', docx({ 'word/vbaProject.bin': text('x') }), 'macros'], ['a.docx', docx({ 'word/activeX/activeX1.bin': text('x') }), 'macros'],
    // A macro under another name: its type or its relationship tells.
    ['a.docx', docx({ '[Content_Types].xml': types('<Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>') }), 'macros'],
    ['a.docx', docx({ '[Content_Types].xml': types('<Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vba&#80;roject"/>'), 'word/x.bin': text('x') }), 'macros'],
    ['a.docx', docx({ '[Content_Types].xml': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('<Types><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>', 'utf16le')]) }), 'macros'],
    ['a.xlsx', zipSync({ '[Content_Types].xml': text('<Types/>'), 'xl/workbook.xml': text('<workbook/>'), 'xl/_rels/workbook.xml.rels': types('<Relationship Id="r1" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="data.bin"/>') }), 'macros'],
    ['a.xlsx', zipSync({ '[Content_Types].xml': text('<Types/>'), 'xl/workbook.xml': text('<workbook/>'), 'xl/worksheets/_rels/sheet1.xml.rels': types('<Relationship Id="r1" Type="http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet" Target="sheet2.xml"/>') }), 'macros'],
    ['a.docx', docx({ '[Content_Types].xml': text('<!DOCTYPE x [<!ENTITY m "macroEnabled">]><Types/>') }), 'content'],
    ['a.docx', docx({ '[Content_Types].xml': text('no xml') }), 'content'],
    ['a.docx', docx({ '[Content_Types].xml': types(' '.repeat(2_100_000)) }), 'archive'],
    ['a.docx', docx({ '../../evil.sh': text('x') }), 'content'],
    ['a.docx', docx(Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`word/media/${i}.png`, text('x')]))), 'archive'],
    ['a.docx', docx({ 'word/media/bomb.bin': new Uint8Array(30_000_000) }), 'archive'],
  ] as const)('is refused and leaves nothing: %s %#', async (name, bytes, fault) => {
    expect(await put(name, bytes)).toEqual({ ok: false, refusal: fault });
    expect(await left()).toBe(0);
  });

  it('is refused while it comes, once it is too large, and the rest is not asked for', async () => {
    let asked = 0;
    async function* endless() {
      for (;;) {
        asked += 1;
        yield new Uint8Array(1_000_000);
      }
    }
    expect(await storeUpload('chongqing', 'a.pdf', endless())).toEqual({ ok: false, refusal: 'size' });
    expect(asked).toBe(MOST_BYTES_EACH / 1_000_000 + 1);
    expect(await left()).toBe(0);
  });

  it('that breaks off leaves nothing', async () => {
    async function* broken() {
      yield pdf;
      throw new Error('connection reset');
    }
    await expect(storeUpload('chongqing', 'a.pdf', broken())).rejects.toThrow('connection reset');
    expect(await left()).toBe(0);
  });

  it.each(['chongqing/../../etc/passwd', '/etc/passwd', 'chongqing/x', '../files/chongqing/00000000000000000000000000000000'])('is not looked for outside its folder: %s', async (storage) => {
    await expect(readStored(storage)).rejects.toThrow('no name of a stored file');
    expect(() => discard(storage)).toThrow('no name of a stored file');
  });
});

describe('a posted form', () => {
  const B = 'xYzBoundary';
  const form = (...parts: string[]) => Buffer.from(`${parts.map((p) => `--${B}\r\n${p}\r\n`).join('')}--${B}--\r\n`);
  const field = 'Content-Disposition: form-data; name="_key"\r\n\r\nvalue';
  const file = (name: string, body: string) => `Content-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/pdf\r\n\r\n${body}`;
  const type = `multipart/form-data; boundary=${B}`;
  const read = async (bytes: Uint8Array, size: number, contentType: string | null = type) => {
    const part = await firstFile(pieces(bytes, size), contentType);
    if (!part) return null;
    const got: Buffer[] = [];
    for await (const c of part.chunks) got.push(c);
    return { name: part.name, body: Buffer.concat(got).toString('utf8') };
  };

  it.each([1, 2, 3, 7, 16, 61, 5000])('gives its file, in whatever pieces of %i bytes it comes', async (size) => {
    expect(await read(form(field, file('资质.pdf', `a\r\n--${B.slice(0, 4)}\r\n内容`)), size)).toEqual({ name: '资质.pdf', body: `a\r\n--${B.slice(0, 4)}\r\n内容` });
  });
  it('gives the first file that has a name', async () => expect(await read(form(file('', ''), file('%22b%22.pdf', 'b')), 50)).toEqual({ name: '"b".pdf', body: 'b' }));
  it('without a file gives none', async () => expect([await read(form(field), 9), await read(form(field), 9, 'application/json'), await read(form(field), 9, null)]).toEqual([null, null, null]));
  it('that ends too early, or has endless headers, is broken', async () => {
    await expect(read(form(file('a.pdf', 'abc')).subarray(0, 120), 10)).rejects.toThrow(BrokenForm);
    await expect(read(Buffer.from(`--${B}\r\n${'x'.repeat(20_000)}`), 500)).rejects.toThrow(BrokenForm);
  });
  it('becomes a stored file on the way', async () => {
    const whole = Buffer.concat([Buffer.from(`--${B}\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n`), png, Buffer.from(`\r\n--${B}--\r\n`)]);
    const part = (await firstFile(pieces(whole, 13), type))!;
    const stored = await storeUpload('chongqing', part.name, part.chunks);
    if (!stored.ok) throw new Error(stored.refusal);
    expect((await readFile(path.join(home, 'files', stored.value.storage))).equals(png)).toBe(true);
  });
});
