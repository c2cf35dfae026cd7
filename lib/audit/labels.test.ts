import { describe, expect, it } from 'vitest';
import { targetWords } from './labels';

describe('what an act was about', () => {
  it.each([
    ['roster-change', '0190c9a4-0000-7000-8000-00000000abcd', '麻醉质控中心', '名单 麻醉质控中心'],
    ['person', '0190c9a4-0000-7000-8000-00000000abcd', undefined, '人员 0000abcd'],
    ['assessment-year', '2026', undefined, '年度认定 2026'],
    ['tenant', 'chongqing', undefined, '辖区 chongqing'],
    ['', '', undefined, '无'],
  ])('%s %s is told with its name, or with its kind and the end of its id', (type, id, name, words) => {
    expect(targetWords(type, id, name)).toBe(words);
  });
});
