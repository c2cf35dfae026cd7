import { describe, expect, it } from 'vitest';
import { compareArticles, formatArticle, isArticle } from './citation';

describe('formatArticle', () => {
  it.each([
    ['14', '第十四条'],
    ['13(1)', '第十三条（一）'],
    ['7(1)', '第七条（一）'],
    ['25(1)1', '第二十五条（一）1'],
    ['19(3)-2', '第十九条（三）之二'],
    ['13-2', '第十三条之二'],
    ['101(12)', '第一百零一条（十二）'],
    ['annex', '附件'],
    ['annex 5', '附件第5项'],
    ['annex 21', '附件第21项'],
  ])('writes %s as %s', (article, text) => {
    expect(formatArticle(article)).toBe(text);
  });

  it('shows what is no citation as it is', () => {
    expect(formatArticle('第十三条')).toBe('第十三条');
    expect(formatArticle('')).toBe('');
  });
});

describe('isArticle', () => {
  it.each(['1', '14', '13(1)', '25(1)1', '19(3)-2', '13-2', 'annex', 'annex 1'])('accepts %s', (text) => {
    expect(isArticle(text)).toBe(true);
  });

  it.each([
    '', ' 14', '14 ', '0', '014', '1000', '13()', '13(0)', '13(1', '13（1）', '13.1', '13(1)(2)', '13(1)-', '14a', '第十四条',
    'annex5', 'annex 0', 'annex 05', 'annex  5', 'Annex 5', 'annex(5)',
  ])('refuses %j', (text) => {
    expect(isArticle(text)).toBe(false);
  });
});

describe('compareArticles', () => {
  const inOrder = [
    '2', '13', '13(1)', '13(2)', '13(10)', '13-2', '14', '19(3)', '19(3)1', '19(3)2', '19(3)-2', '19(4)', '25(1)1', '100',
    'annex', 'annex 1', 'annex 5', 'annex 12',
  ];

  it('sorts as the text runs, annexes last', () => {
    expect(inOrder.toReversed().sort(compareArticles)).toEqual(inOrder);
  });

  it('finds a citation equal to itself and to no other', () => {
    for (const a of inOrder) for (const b of inOrder) {
      expect(Math.sign(compareArticles(a, b))).toBe(Math.sign(inOrder.indexOf(a) - inOrder.indexOf(b)));
    }
  });

  it('puts what is no citation behind every citation', () => {
    expect(['序言', 'annex 5', '1'].sort(compareArticles)).toEqual(['1', 'annex 5', '序言']);
  });
});
