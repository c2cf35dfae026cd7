import { v7 } from 'uuid';
import { addDays, daysBetween, type LocalDate } from '../../lib/kernel/local-date';

/** A reproducible source of chance: the same seed gives the same demo on every machine. */
export interface Random {
  /** At least 0, less than 1. */
  next(): number;
  /** A whole number from `min` to `max`, both inclusive. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** Up to `count` different elements in random order. */
  sample<T>(list: readonly T[], count: number): T[];
  /** One of the keys, by weight. */
  weighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K;
  /** A day from `from` to `to`, both inclusive; `from` if the span is empty. */
  day(from: LocalDate, to: LocalDate): LocalDate;
  /** A uuid v7; ids sort in the order of their making. */
  id(): string;
}

/** Ids carry this instant instead of the present one, so that they do not differ from run to run. */
const EPOCH = Date.UTC(2026, 0, 1);

/** sfc32, seeded from a text. */
export function randomFrom(seed: string): Random {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, hashOf(seed)];
  let made = 0;
  const word = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 16; i += 1) word();

  const random: Random = {
    next: () => word() / 0x1_0000_0000,
    int: (min, max) => min + Math.floor(random.next() * (max - min + 1)),
    chance: (probability) => random.next() < probability,
    pick: (list) => {
      if (list.length === 0) throw new RangeError('nothing to pick from');
      return list[random.int(0, list.length - 1)]!;
    },
    sample(list, count) {
      const rest = [...list];
      for (let i = 0; i < Math.min(count, rest.length); i += 1) {
        const j = random.int(i, rest.length - 1);
        [rest[i], rest[j]] = [rest[j]!, rest[i]!];
      }
      return rest.slice(0, count);
    },
    weighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K {
      const entries = Object.entries(weights) as [K, number][];
      let left = random.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      return (entries.find(([, weight]) => (left -= weight) < 0) ?? entries.at(-1)!)[0];
    },
    day: (from, to) => (to <= from ? from : addDays(from, random.int(0, daysBetween(from, to)))),
    id() {
      made += 1;
      const words = new Uint32Array([word(), word(), word(), word()]);
      return v7({ msecs: EPOCH + made, seq: made, random: new Uint8Array(words.buffer) });
    },
  };
  return random;
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  return hash;
}
