import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { drawOrder, drawSeed } from './draw';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('a draw', () => {
  it('can be repeated from its number and time', () => {
    const seed = drawSeed('CQ-LX-2026-001', '2026-11-22T02:00:00.000Z', sha256);
    // echo -n 'CQ-LX-2026-001 2026-11-22T02:00:00.000Z' | sha256sum
    expect(seed).toBe(sha256('CQ-LX-2026-001 2026-11-22T02:00:00.000Z'));
    const receipts = ['SQ-1', 'SQ-2', 'SQ-3'];
    const order = drawOrder(receipts, seed, sha256);
    expect([...order].sort()).toEqual(receipts);
    expect(drawOrder([...receipts].reverse(), seed, sha256)).toEqual(order);
  });

  it('gives every order about as often as any other', () => {
    const count = new Map<string, number>();
    for (let i = 0; i < 3000; i += 1) {
      const order = drawOrder(['a', 'b', 'c'], drawSeed('X', String(i), sha256), sha256).join('');
      count.set(order, (count.get(order) ?? 0) + 1);
    }
    expect(count.size).toBe(6);
    for (const n of count.values()) expect(n).toBeGreaterThan(400);
  });
});
