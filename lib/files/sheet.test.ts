import fc from 'fast-check';
import { fromBuffer } from 'yauzl';
import { describe, expect, it } from 'vitest';
import { plainCell, workbook } from './sheet';

/** The parts of a zip by name. */
const parts = (bytes: Buffer) => new Promise<Map<string, string>>((resolve, reject) => {
  const found = new Map<string, string>();
  fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
    if (error) return reject(error);
    zip.on('end', () => resolve(found));
    zip.on('entry', (entry) => zip.openReadStream(entry, (fault, stream) => {
      if (fault) return reject(fault);
      const chunks: Buffer[] = [];
      stream.on('data', (c: Buffer) => chunks.push(c));
      stream.on('end', () => (found.set(entry.fileName, Buffer.concat(chunks).toString('utf8')), zip.readEntry()));
    }));
    zip.readEntry();
  });
});

describe('a workbook', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\0=1'])('escapes a cell that begins like %j', (text) => {
    expect(plainCell(text).startsWith("'")).toBe(true);
  });

  it('leaves other texts as they are', () => {
    expect(plainCell('渝岚医院')).toBe('渝岚医院');
    expect(plainCell('a=b')).toBe('a=b');
    expect(plainCell('')).toBe('');
  });

  it('holds no formula and only what XML can hold, whatever is put in', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.array(fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('=1+1', '@x', '\u0001', '\ud800')), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }), async (rows) => {
      const files = await parts(await workbook([{ name: '汇总', rows }]));
      const xml = [...files].filter(([name]) => name.startsWith('xl/')).map(([, text]) => text).join('\n');
      expect(xml).not.toMatch(/<f[ >]/);
      expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
    }), { numRuns: 40 });
  });

  it('has its sheets in order, with their names, and numbers as numbers', async () => {
    const files = await parts(await workbook([{ name: '汇总', rows: [['单位', '得分'], ['渝岚医院', 87.33]] }, { name: '评分与理由', rows: [['单位']] }]));
    expect([...files.get('xl/workbook.xml')!.matchAll(/<sheet [^>]*name="([^"]+)"/g)].map((m) => m[1])).toEqual(['汇总', '评分与理由']);
    expect(files.get('xl/worksheets/sheet1.xml')).toContain('<v>87.33</v>');
  });
});
