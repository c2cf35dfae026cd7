import { describe, expect, it } from 'vitest';
import { filled, inventoryOf, inventorySchema, unwritten, USUAL, written } from './inventory';

const ITEMS = [
  { id: 'paper', label: '纸质资料', kind: 'document' }, { id: 'copies', label: '电子副本', kind: 'document' }, { id: 'platform', label: '信息平台', kind: 'platform' }, { id: 'rights', label: '管理权限', kind: 'permission' },
] as const;
const LISTS = { label: '名单', count: 3, unit: '份', source: '最近一份2026年3月1日' };
const SHEETS = { label: '考核结果', count: 2, unit: '份', source: '' };

describe('the inventory', () => {
  it('names every item of the text: what is known of its kind, otherwise the item itself as an empty row', () => {
    const rows = inventoryOf(ITEMS, { document: [LISTS, SHEETS], permission: [] });
    expect(rows.map((r) => [r.id, r.item, r.kind, r.label, r.count])).toEqual([
      ['1', 'paper', 'document', '名单', 3], ['2', 'paper', 'document', '考核结果', 2], ['3', 'copies', 'document', '名单', 3], ['4', 'copies', 'document', '考核结果', 2],
      ['5', 'platform', 'platform', '信息平台', null], ['6', 'rights', 'permission', '管理权限', null],
    ]);
    expect(rows.every((r) => r.given === '' && r.received === '')).toBe(true);
    expect(inventorySchema.parse(rows)).toEqual(rows);
  });

  it('keeps what one side wrote and leaves the other side and other rows alone', () => {
    const rows = inventoryOf(ITEMS, {});
    const given = written(rows, 'given', { 1: '三箱', 3: '', 9: '没有这一项' });
    expect(given.map((r) => r.given)).toEqual(['三箱', '', '', '']);
    const both = written(given, 'received', { 1: '收到' });
    expect(both[0]).toMatchObject({ given: '三箱', received: '收到' });
    expect(written(both, 'received', { 1: '' })[0]).toMatchObject({ given: '三箱', received: '' });
  });

  it('writes the usual words into every empty row of one side, and nothing over what is there', () => {
    const rows = written(inventoryOf(ITEMS, {}), 'given', { 1: '三箱', 2: '  ' });
    expect(filled(rows, 'given').map((r) => [r.given, r.received])).toEqual([['三箱', ''], [USUAL.given, ''], [USUAL.given, ''], [USUAL.given, '']]);
    expect(unwritten(filled(rows, 'received'), 'received')).toEqual([]);
  });

  it('says which rows are still to be written; blanks are nothing', () => {
    const rows = written(inventoryOf(ITEMS, {}), 'given', { 1: '三箱', 2: '  ', 3: '无' });
    expect(unwritten(rows, 'given').map((r) => r.id)).toEqual(['2', '4']);
    expect(unwritten(rows, 'received')).toHaveLength(4);
    expect(unwritten([], 'given')).toEqual([]);
  });
});
