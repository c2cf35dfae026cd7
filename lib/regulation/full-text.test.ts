import { describe, expect, it } from 'vitest';
import { numberOf, splitText, wordsOf } from './full-text';

// Invented texts only: a regulation on the keeping of a village pond.

const split = (...lines: string[]) => splitText(lines.join('\n')).map(({ article, text }) => `${article} ${text}`);

describe('numberOf', () => {
  it.each([['一', 1], ['十', 10], ['十一', 11], ['二十', 20], ['二十五', 25], ['九十九', 99], ['一百', 100], ['一百零一', 101], ['一百一十', 110], ['二百三十四', 234], ['百', 100], ['零', 0], ['甲', 0]])('%s is %s', (numeral, number) => {
    expect(numberOf(numeral)).toBe(number);
  });
});

describe('articles', () => {
  it('begin at the first; the notice that issues them is left out', () => {
    expect(split('关于印发池塘办法的通知', '二〇二六年', '第一条 池塘归全村。', '第二条　塘水不得外售。')).toEqual(['1 池塘归全村。', '2 塘水不得外售。']);
  });

  it('may be set with spaces, colons, or nothing behind them', () => {
    expect(split('第 一 条：甲', '第二条乙', '第三条', '丙')).toEqual(['1 甲', '2 乙', '3 丙']);
  });

  it('broken by a page are joined, without its number and rules', () => {
    expect(split('第一条 池塘归', '- 3 -', '—— 12 ——', '4', '———', '全村', '所有。', '第二条 乙')).toEqual(['1 池塘归全村所有。', '2 乙']);
  });

  it('only go up one at a time: a reference at the start of a broken line is none', () => {
    expect(split('第一条 甲', '第二条 依照', '第一条 处理，并依', '第九条 办理。', '第三条 丙')).toEqual(['1 甲', '2 依照第一条 处理，并依第九条 办理。', '3 丙']);
  });

  it('inserted later follow their number', () => {
    expect(split('第一条 甲', '第一条之二 乙', '第一条之三 丙', '第二条 丁')).toEqual(['1 甲', '1-2 乙', '1-3 丙', '2 丁']);
    expect(split('第一条 甲', '第三条之二 乙')).toEqual(['1 甲第三条之二 乙']);
  });

  it('reach beyond ninety-nine', () => {
    const numerals = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    const numeral = (n: number) => (n >= 100 ? `一百${n > 100 ? `零${numerals[n - 100]}` : ''}` : `${n >= 20 ? numerals[Math.floor(n / 10)] : ''}${n >= 10 ? '十' : ''}${numerals[n % 10]}`);
    const lines = Array.from({ length: 102 }, (_, i) => `第${numeral(i + 1)}条 文`);
    expect(split(...lines).at(-1)).toBe('102 文');
    expect(split(...lines)).toHaveLength(102);
  });

  it('survive Windows line ends, old Mac ones, byte order marks and invisible spaces', () => {
    expect(splitText('\ufeff第一条 甲\r\n\u200b第二条 乙\r第三条 丙')).toEqual([{ article: '1', text: '甲' }, { article: '2', text: '乙' }, { article: '3', text: '丙' }]);
  });

  it('are none in a text without any', () => {
    expect([splitText(''), splitText('\n\n'), split('池塘归全村。', '（一）甲')]).toEqual([[], [], []]);
  });
});

describe('chapters', () => {
  it.each(['第一章 总则', '第二节　水', '第三编', '第 四 章 水', '第二章塘水'])('%s belongs to no article and ends an item', (title) => {
    expect(split('第一条 甲', '（一）乙', title, '丁', '第二条 丙')).toEqual(['1 甲', '1(1) 乙丁', '2 丙']);
  });

  it('is no chapter that only begins like one', () => {
    expect(split('第一条 依照', '第二章关于池塘用水和垂钓的全部规定')).toEqual(['1 依照第二章关于池塘用水和垂钓的全部规定']);
  });
});

describe('items', () => {
  it('are cited under their article, with full or half brackets, dashes or dots', () => {
    expect(split('第一条 下列行为不得有：', '（一）垂钓；', '(二) 游泳；', '- （三）洗衣。', '• ( 十 ) 其他')).toEqual(['1 下列行为不得有：', '1(1) 垂钓；', '1(2) 游泳；', '1(3) 洗衣。', '1(10) 其他']);
  });

  it('carrying one number twice are told apart', () => {
    expect(split('第一条 甲', '（二）乙', '（三）丙', '（三）丁', '（四）戊')).toEqual(['1 甲', '1(2) 乙', '1(3)-1 丙', '1(3)-2 丁', '1(4) 戊']);
  });

  it('of another article begin anew', () => {
    expect(split('第一条 甲', '（一）乙', '第二条 丙', '（一）丁')).toEqual(['1 甲', '1(1) 乙', '2 丙', '2(1) 丁']);
  });

  it('have sub-items; numbers without an item above are items themselves', () => {
    expect(split('第一条 甲', '（一）乙', '1.丙', '2．丁', '第二条 戊', '1、己', '12. 庚')).toEqual(['1 甲', '1(1) 乙', '1(1)1 丙', '1(1)2 丁', '2 戊', '2(1) 己', '2(12) 庚']);
  });

  it('are not made of figures', () => {
    expect(split('第一条 水深', '1.5米', '以上')).toEqual(['1 水深1.5米以上']);
  });

  it('broken over lines are joined', () => {
    expect(split('第一条 甲', '（一）不得', '垂钓', '（二）丙')).toEqual(['1 甲', '1(1) 不得垂钓', '1(2) 丙']);
  });

  it('without words are left out, and so is an article that is nothing but its items', () => {
    expect(split('第一条', '（一）甲', '（二）', '（三）乙')).toEqual(['1(1) 甲', '1(3) 乙']);
  });
});

describe('annexes', () => {
  const TWO = ['第一条 甲', '第二条 乙'];

  it('follow the articles, numbered or not', () => {
    expect(split(...TWO, '附件', '表头', '附件2：名单', '丁某')).toEqual(['1 甲', '2 乙', 'annex 表头', 'annex 2 名单丁某']);
    expect(split(...TWO, '附 件 1', '甲表', '附件：评分表')).toEqual(['1 甲', '2 乙', 'annex 评分表', 'annex 1 甲表']);
  });

  it('have items that run on from one to the next, also inside a table', () => {
    expect(split(...TWO, '附件：评分表', '指标 | 分值', '一、水 | 10 | 1.水深（3分）', '达标得3分', '\t\t2、水质', '11.8项指标', '3．水面')).toEqual(['1 甲', '2 乙', 'annex 评分表指标 | 分值', 'annex 1 水深（3分）达标得3分', 'annex 2 水质11.8项指标', 'annex 3 水面']);
  });

  it('tell the eleventh item from a figure', () => {
    const ten = Array.from({ length: 10 }, (_, i) => `${i + 1}.项`);
    expect(split(...TWO, '附件', ...ten, '11.18项制度')).toContain('annex 11 18项制度');
  });

  it('that are numbered have no items of their own', () => {
    expect(split(...TWO, '附件1', '1.甲', '2.乙')).toEqual(['1 甲', '2 乙', 'annex 1 1.甲2.乙']);
  });

  it('keep what looks like an article or an item in their words', () => {
    expect(split(...TWO, '附件', '第三条 丙', '（一）丁')).toEqual(['1 甲', '2 乙', 'annex 第三条 丙（一）丁']);
  });

  it('are not a long sentence that begins with the word, nor a heading before the second article', () => {
    const long = `附件所列的事项${'由村民大会另行议定'.repeat(5)}。`;
    expect(split(...TWO, long)).toEqual(['1 甲', `2 乙${long}`]);
    expect(split('第一条 甲', '附件：表', '第二条 乙')).toEqual(['1 甲附件：表', '2 乙']);
  });
});

describe('wordsOf', () => {
  const text = splitText(['第一条 甲', '（一）乙', '1.丙', '（三）丁', '（三）戊', '第二条', '（一）己', '第三条 庚', '附件', '表', '1.辛'].join('\n'));

  it.each([
    ['1', '1', '甲'], ['1(1)', '1(1)', '乙'], ['1(1)1', '1(1)1', '丙'], ['1(3)-2', '1(3)-2', '戊'], ['annex 1', 'annex 1', '辛'],
    // Above it, where the text is not split so finely.
    ['1(1)9', '1(1)', '乙'], ['3(2)', '3', '庚'], ['3(2)1', '3', '庚'],
    // Twice in the text, cited without saying which.
    ['1(3)', '1(3)', '丁戊'],
  ])('of %s are those of %s', (citation, article, words) => {
    expect(wordsOf(text, citation)).toEqual({ article, text: words });
  });

  it('are none where the text has nothing of the kind', () => {
    expect([wordsOf(text, '9'), wordsOf(text, '2'), wordsOf([], '1')]).toEqual([null, null, null]);
  });
});
