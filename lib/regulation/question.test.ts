import { describe, expect, it } from 'vitest';
import { profileOf } from '@/tests/unit/one-rule';
import { compareArticles, formatArticle } from './citation';
import { silentAnswer } from './question';

describe('silentAnswer', () => {
  const silent = [
    { question: 'notice', note: '未规定公示', article: '4' }, { question: 'deadline', part: 'change-filing', note: '未要求备案', article: '6' },
    { question: 'activity', part: 'paper', note: '论文未规定', article: '7' }, { question: 'activity', note: '其他活动未规定', article: '8' },
  ];
  const said = (question: 'notice' | 'deadline' | 'activity' | 'host', part?: string) => {
    const { findings } = silentAnswer(profileOf({ silent }), question, {}, part);
    return [findings[0]!.article, findings[0]!.message];
  };

  it('speaks for the question, and for a part of it where there is one', () => {
    expect([said('notice'), said('deadline', 'change-filing'), said('activity', 'paper'), said('activity', 'contest')]).toEqual([['4', '未规定公示'], ['6', '未要求备案'], ['7', '论文未规定'], ['8', '其他活动未规定']]);
  });

  it('takes the silence of no other question and of no other part', () => {
    expect([said('host'), said('deadline', 'head-replacement'), said('host', 'paper')]).toEqual(Array(3).fill(['9', '试验办法对此未作规定']));
  });
});

describe('citations', () => {
  it('are sorted alike however many have been seen before', () => {
    const many = Array.from({ length: 12_000 }, (_, i) => `${1 + (i % 999)}(${1 + (Math.floor(i / 999) % 99)})`);
    expect([...many].sort(compareArticles).at(0)).toBe('1(1)');
    expect(['13(2)', '13', '2'].sort(compareArticles)).toEqual(['2', '13', '13(2)']);
  });

  it('that are none keep an order among themselves, both ways round', () => {
    expect([compareArticles('乙', '甲'), compareArticles('甲', '乙'), compareArticles('甲', '甲')]).toEqual([-1, 1, 0]);
  });

  it('of an annex are its items or its parts', () => {
    expect([formatArticle('annex 2'), formatArticle('annex 2', 'numbered'), formatArticle('annex', 'numbered'), formatArticle('13', 'numbered')]).toEqual(['附件第2项', '附件2', '附件', '第十三条']);
  });
});
