import { expect, it } from 'vitest';
import { pageFrom } from './cursor';

const list = [5, 4, 3, 2, 1];
const asked: (number | undefined)[] = [];
const read = (before: number | undefined) => {
  asked.push(before);
  return Promise.resolve({ rows: list.filter((n) => before === undefined || n < before).slice(0, 2), total: list.length });
};

it.each<[number | undefined, number[], number | undefined, (number | undefined)[]]>([
  [undefined, [5, 4], undefined, [undefined]],
  [4, [3, 2], 4, [4]],
  [2, [1], 2, [2]],
  [1, [5, 4], undefined, [1, undefined]],
])('from %s: %j', async (cursor, rows, from, reads) => {
  asked.length = 0;
  expect(await pageFrom(cursor, read, (p) => p.rows)).toEqual({ rows, total: 5, from });
  expect(asked).toEqual(reads);
});

it('an empty list is asked for once', async () => {
  let times = 0;
  await pageFrom(undefined, () => Promise.resolve({ rows: [], at: (times += 1) }), (p) => p.rows);
  expect(times).toBe(1);
});
