import { chineseNumber } from '../kernel/chinese';

// A citation is written as the contract writes it: article, item in round brackets, sub-item after it.
// -2 marks what a text inserted later (之二); an annex may name one of its items.
const ARTICLE = /^([1-9]\d{0,2})(?:-([1-9]\d?))?(?:\(([1-9]\d?)\)(?:-([1-9]\d?)|([1-9]\d?))?)?$/;
const ANNEX = /^annex(?: ([1-9]\d{0,2}))?$/;

/** Whether a text is a citation: `14`, `13(1)`, `25(1)1`, `19(3)-2`, `annex`, `annex 5`. */
export function isArticle(text: string): boolean {
  return ARTICLE.test(text) || ANNEX.test(text);
}

/** Whether the numbers behind `annex` count the items of one annex or several annexes. */
export type AnnexStyle = 'items' | 'numbered';

/** `13(1)` as 第十三条（一）. What is no citation comes back unchanged, so that nothing is hidden. */
export function formatArticle(text: string, annexes: AnnexStyle = 'items'): string {
  const annex = ANNEX.exec(text);
  if (annex) return annex[1] ? (annexes === 'numbered' ? `附件${annex[1]}` : `附件第${annex[1]}项`) : '附件';
  const parts = ARTICLE.exec(text);
  if (!parts) return text;
  const [, article, articleInsert, item, itemInsert, subItem] = parts;
  return [
    `第${chineseNumber(Number(article))}条`,
    articleInsert && `之${chineseNumber(Number(articleInsert))}`,
    item && `（${chineseNumber(Number(item))}）`,
    itemInsert && `之${chineseNumber(Number(itemInsert))}`,
    subItem,
  ].filter(Boolean).join('');
}

/** The order of the text: 13, 13(1), 13(2), 14, annex, annex 5. What is no citation comes last. */
export function compareArticles(a: string, b: string): number {
  return position(a) - position(b) || (a < b ? -1 : a > b ? 1 : 0);
}

/** Positions by citation: a profile has a few dozen, and findings are sorted on every check. */
const positions = new Map<string, number>();
const MOST_POSITIONS = 10_000;

/** Where a citation stands in its text, as one number. */
function position(text: string): number {
  const known = positions.get(text);
  if (known !== undefined) return known;
  const annex = ANNEX.exec(text);
  const parts = annex ? [1, Number(annex[1] ?? 0), 0, 0, 0, 0] : [0, ...(ARTICLE.exec(text)?.slice(1).map((part) => Number(part ?? 0)) ?? [])];
  const [kind = 0, article = 0, articleInsert = 0, item = 0, itemInsert = 0, subItem = 0] = parts.length === 1 ? [2] : parts;
  const found = ((((kind * 1000 + article) * 100 + articleInsert) * 100 + item) * 100 + itemInsert) * 100 + subItem;
  if (positions.size >= MOST_POSITIONS) positions.clear();
  positions.set(text, found);
  return found;
}
