import { expect, it } from 'vitest';
import { pathOf } from './asked-for.ts';

const origins = ['https://zhikong.example.gov.cn', 'http://127.0.0.1:3000'];

it.each([
  ['/chongqing?state=open#a', '/chongqing?state=open#a'],
  ['https://zhikong.example.gov.cn/chongqing', '/chongqing'],
  ['http://127.0.0.1:3000/', '/'],
  ['//example.org/a', null],
  ['/\\example.org', null],
  ['https://zhikong.example.gov.cn//example.org', null],
  ['https://zhikong.example.gov.cn.example.org/', null],
  ['https://zhikong.example.gov.cn@example.org/', null],
  ['https://example.org/', null],
  ['javascript:alert(1)', null],
  ['chongqing', null],
  ['', null],
  [undefined, null],
])('of %s the path here is %s', (address, path) => {
  expect(pathOf(address, origins)).toBe(path);
});
