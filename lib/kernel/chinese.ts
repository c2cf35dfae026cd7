const DIGITS = '零一二三四五六七八九';
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A whole number from 1 to 999 as the texts write it: 10 十, 25 二十五, 101 一百零一. */
export function chineseNumber(n: number): string {
  if (!Number.isInteger(n) || n < 1 || n > 999) throw new RangeError(`chineseNumber takes 1 to 999, not ${n}`);
  const hundreds = Math.floor(n / 100);
  const tens = Math.floor((n % 100) / 10);
  const ones = n % 10;
  let text = hundreds ? `${DIGITS[hundreds]}百` : '';
  if (tens) text += tens === 1 && !hundreds ? '十' : `${DIGITS[tens]}十`;
  else if (hundreds && ones) text += '零';
  return ones ? text + DIGITS[ones] : text;
}

/** 2026-03-01 as 2026年3月1日. What is no calendar date comes back unchanged, so that nothing is hidden. */
export function formatDate(date: string): string {
  const parts = DATE.exec(date);
  return parts ? `${Number(parts[1])}年${Number(parts[2])}月${Number(parts[3])}日` : date;
}

/** As `formatDate`, without the year when it is the year of `today`: 3月1日. */
export function formatShortDate(date: string, today: string): string {
  const parts = DATE.exec(date);
  if (!parts || date.slice(0, 4) !== today.slice(0, 4)) return formatDate(date);
  return `${Number(parts[2])}月${Number(parts[3])}日`;
}

/** A period with 至. The end drops a year it shares with the beginning; the beginning drops the year of `today`, if given and shared by both. */
export function formatRange(from: string, to: string, today?: string): string {
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  const begin = today && sameYear ? formatShortDate(from, today) : formatDate(from);
  return `${begin} 至 ${formatShortDate(to, from)}`;
}

/** `07-31` as 7月31日. What is no day of a year comes back unchanged. */
export function formatMonthDay(day: string): string {
  const parts = /^(\d{2})-(\d{2})$/.exec(day);
  return parts ? `${Number(parts[1])}月${Number(parts[2])}日` : day;
}
