import { describe, expect, it } from 'vitest';
import { compareLines, differingPieces } from './compare';
import type { ProfileLine } from './explain';

const line = (topic: string, value: string, more: Partial<ProfileLine> = {}): ProfileLine => ({ part: 'committee', topic, article: '1', force: 'mandatory', label: topic, value, lastCheckedOn: '2026-01-01', reading: null, ...more });
const rows = (left: ProfileLine[], right: ProfileLine[]) => compareLines(left, right).map((row) => [row.label, row.left?.value ?? null, row.right?.value ?? null, row.likeness]);

describe('compareLines', () => {
  it('tells alike from unlike, by value first and then by force', () => {
    expect(rows([line('a', '5'), line('b', '5'), line('c', '5')], [line('a', '5'), line('b', '6', { force: 'advisory' }), line('c', '5', { force: 'in-principle' })])).toEqual([['a', '5', '5', 'same'], ['b', '5', '6', 'different'], ['c', '5', '5', 'force']]);
  });

  it('keeps the order of the left text; what only the right one has comes after', () => {
    expect(rows([line('z', '1'), line('a', '2')], [line('m', '3'), line('a', '2'), line('b', '4')])).toEqual([['z', '1', null, 'one-sided'], ['a', '2', '2', 'same'], ['m', null, '3', 'one-sided'], ['b', null, '4', 'one-sided']]);
  });

  it('pairs several lines on one topic in their order', () => {
    expect(rows([line('a', '1'), line('a', '2')], [line('a', '1'), line('a', '3'), line('a', '4')])).toEqual([['a', '1', '1', 'same'], ['a', '2', '3', 'different'], ['a', null, '4', 'one-sided']]);
  });

  it('leaves out what is silence, a reading, or the instrument itself, on both sides', () => {
    const out = [line('x', '1', { part: 'silent' }), line('y', '1', { part: 'register' }), line('structure instrument', '1', { part: 'structure' })];
    expect(rows([...out, line('a', '1')], out)).toEqual([['a', '1', null, 'one-sided']]);
    expect(rows([], [...out, line('structure host', '1', { part: 'structure' })])).toEqual([['structure host', null, '1', 'one-sided']]);
  });

  it('takes the part of whichever side speaks', () => {
    expect(compareLines([line('a', '1', { part: 'host' })], [line('b', '1', { part: 'duty' })]).map((row) => row.part)).toEqual(['host', 'duty']);
  });
});

describe('differingPieces', () => {
  const marked = (text: string, other: string) => differingPieces(text, other).map((piece) => (piece.differs ? `[${piece.text}]` : piece.text)).join('');

  it.each([
    ['至多5人', '至多3人', '至多[5]人'],
    ['至多30人', '至多3人', '至多[30]人'],
    ['覆盖50.5%', '覆盖50%', '覆盖[50.5%]'],
    ['相同', '相同', '相同'],
    ['全不同', '毫无关系', '[全不同]'],
    ['至少2次，报市', '至少2次', '至少2次[，报市]'],
    ['原则上至少2次', '至少2次', '[原则上]至少2次'],
    ['A3级', 'A4级', 'A[3]级'],
    ['甲乙丙', '', '[甲乙丙]'],
    ['', '甲', ''],
    ['甲乙丙丁', '乙丁', '[甲]乙[丙]丁'],
    ['乙丁', '甲乙丙丁', '乙丁'],
    ['甲甲乙', '甲乙', '甲[甲]乙'],
  ])('of %j against %j: %j', (text, other, expected) => {
    expect(marked(text, other)).toBe(expected);
  });

  it('give the text back whole', () => {
    for (const [a, b] of [['每年至少2次、4次', '每年至少4次、2次'], ['甲\n乙', '乙\n甲'], ['😀甲', '甲😀']] as const) {
      expect(differingPieces(a, b).map((piece) => piece.text).join('')).toBe(a);
      // No two neighbours are alike, or they would be one piece.
      expect(differingPieces(a, b).every((piece, i, all) => i === 0 || all[i - 1]!.differs !== piece.differs)).toBe(true);
    }
  });
});
