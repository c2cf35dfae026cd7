import { pinyin } from 'pinyin-pro';

/** The search key of a Chinese name: full pinyin, a space, initials; lower case. `person` reads a surname as one. */
export function pinyinKey(name: string, { person = false } = {}): string {
  const surname = person ? 'head' : 'off';
  const full = pinyin(name, { toneType: 'none', type: 'array', surname, v: true }).join('');
  const initials = pinyin(name, { toneType: 'none', type: 'array', pattern: 'first', surname, v: true }).join('');
  return `${full} ${initials}`.toLowerCase().replace(/[^a-z0-9 ]/g, '').trim();
}
