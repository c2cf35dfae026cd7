import { describe, expect, it } from 'vitest';
import { queryListOf, queryOf } from './text';

describe('the parameters of an address', () => {
  it('are plain texts: of several the first, and none that is missing', () => {
    expect(queryOf({ q: ['甲', '乙'], after: '', on: undefined, none: [] })).toEqual({ q: '甲', after: '' });
  });
  it('hold nothing that a database would refuse, and are no longer than a line', () => {
    expect(queryOf({ a: '\u0000', b: 'x\u0000y\u001b', c: '\ud800', d: '😀'.repeat(300) })).toEqual({ a: '', b: 'xy', c: '\ufffd', d: '😀'.repeat(200) });
  });
  it('may be asked for all of their values', () => {
    expect(['a', 'b', 'none'].map((name) => queryListOf({ a: ['甲', '\u0000乙'], b: '丙' }, name))).toEqual([['甲', '乙'], ['丙'], []]);
  });
});
