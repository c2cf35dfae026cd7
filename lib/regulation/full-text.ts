import { compareArticles } from './citation';

// The words of a regulation, split into articles and items, so that they can stand beside the rules that cite them.

/** One article or item with its words; `article` as the contract cites it. */
export interface TextArticle {
  article: string;
  text: string;
}

const NUMERAL = '[一二三四五六七八九十百零〇]+';
const ARTICLE = new RegExp(`^第\\s*(${NUMERAL})\\s*条(?:之(${NUMERAL}))?[\\s　：:]*`);
const CHAPTER = new RegExp(`^第\\s*${NUMERAL}\\s*[章节编](?:\\s|　|$)|^第\\s*${NUMERAL}\\s*[章节编]\\S{1,12}$`);
const ITEM = new RegExp(`^[-•·\\s]*[（(]\\s*(${NUMERAL})\\s*[）)]\\s*`);
const SUB_ITEM = /^[-•·\s]*(\d{1,2})\s*[.．、]\s*(?!\d)/;
const ANNEX = /^附\s*件\s*(\d{1,2})?\s*[：:]?\s*/;
const ANNEX_ITEM = /^(?:.*\|\s*|.*\t)?(\d{1,2})\s*[.．、]\s*/;

const DIGITS: Readonly<Record<string, number>> = { 零: 0, 〇: 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };

/** 二十五 as 25; what is no numeral is 0. */
export function numberOf(numeral: string): number {
  let total = 0;
  let digit = 0;
  for (const sign of numeral) {
    if (sign === '十' || sign === '百') {
      total += (digit || 1) * (sign === '十' ? 10 : 100);
      digit = 0;
    } else digit = DIGITS[sign] ?? 0;
  }
  return total + digit;
}

/** Lines that a page or a scan adds: page numbers, rules, headers in a frame. */
const NOISE = /^(?:[-—–\s]*\d{1,3}[-—–\s]*|[-—–_=\s]+)$/;

/**
 * Splits the text of a regulation. Before the first article stands the notice that issues it, which is left out. Lines broken by a
 * page are joined again. Items that carry one number twice are told apart as the contract cites them: 19(3)-1 and 19(3)-2.
 */
export function splitText(source: string): TextArticle[] {
  interface Node {
    article: string;
    parent: string;
    lines: string[];
  }
  const nodes: Node[] = [];
  let article: string | null = null;
  let item: string | null = null;
  let annex = false;
  let highest = 0;
  let annexItem = 0;
  const open = (id: string, parent: string, rest: string) => nodes.push({ article: id, parent, lines: rest ? [rest] : [] });

  for (const raw of source.replace(/\r\n?/g, '\n').split('\n')) {
    const line = raw.replace(/[\u200b\ufeff]/g, '').trim();
    if (line === '' || NOISE.test(line)) continue;
    const asArticle = ARTICLE.exec(line);
    const number = asArticle ? numberOf(asArticle[1]!) : 0;
    // A reference at the start of a broken line is no new article: numbers only go up, one at a time.
    if (asArticle && !annex && (number === highest + 1 || (asArticle[2] !== undefined && number === highest))) {
      highest = number;
      article = `${number}${asArticle[2] ? `-${numberOf(asArticle[2])}` : ''}`;
      item = null;
      open(article, '', line.slice(asArticle[0].length));
      continue;
    }
    if (article === null) continue;
    if (CHAPTER.test(line)) {
      item = null;
      continue;
    }
    const asAnnex = ANNEX.exec(line);
    if (asAnnex && highest > 1 && line.length < 40) {
      annex = true;
      article = asAnnex[1] ? `annex ${Number(asAnnex[1])}` : 'annex';
      item = null;
      open(article, '', line.slice(asAnnex[0].length));
      continue;
    }
    if (annex) {
      const numbered = article === 'annex' ? ANNEX_ITEM.exec(line) : null;
      // Items of a sheet run on from one to the next, which tells 11.18项 from a figure.
      if (numbered && Number(numbered[1]) === annexItem + 1) annexItem += 1;
      if (numbered && Number(numbered[1]) === annexItem) open(`annex ${Number(numbered[1])}`, 'annex', line.slice(numbered[0].length));
      else nodes.at(-1)!.lines.push(line);
      continue;
    }
    const asItem = ITEM.exec(line);
    if (asItem) {
      item = `${article}(${numberOf(asItem[1]!)})`;
      open(item, article, line.slice(asItem[0].length));
      continue;
    }
    const asSub = SUB_ITEM.exec(line);
    if (asSub) {
      // 25(1)1 under an item; items that a text prints as "1." are cited 7(1).
      open(item ? `${item}${Number(asSub[1])}` : `${article}(${Number(asSub[1])})`, item ?? article, line.slice(asSub[0].length));
      continue;
    }
    nodes.at(-1)!.lines.push(line);
  }

  const times = new Map<string, number>();
  for (const node of nodes) times.set(node.article, (times.get(node.article) ?? 0) + 1);
  const seen = new Map<string, number>();
  return nodes
    .map(({ article: id, lines }) => {
      const nth = (seen.get(id) ?? 0) + 1;
      seen.set(id, nth);
      return { article: times.get(id)! > 1 && /\)$/.test(id) ? `${id}-${nth}` : id, text: lines.join('') };
    })
    .filter(({ text }) => text !== '')
    .sort((a, b) => compareArticles(a.article, b.article));
}

/** The words of a citation; of the item or article above it where the text is not split so finely. Null without any. */
export function wordsOf(text: readonly TextArticle[], citation: string): TextArticle | null {
  const above = [citation, citation.replace(/-?\d+$/, ''), citation.replace(/\(.*$/, '')];
  for (const wanted of above) {
    const found = text.find((entry) => entry.article === wanted);
    if (found) return found;
    // 19(3) where the text has it twice, or an article that is printed as items only.
    const parts = text.filter((entry) => entry.article.startsWith(`${wanted}-`));
    if (parts.length > 0) return { article: wanted, text: parts.map((part) => part.text).join('') };
  }
  return null;
}
