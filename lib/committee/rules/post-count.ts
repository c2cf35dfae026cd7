import { z } from 'zod';
import type { Post } from '../../glossary';
import { postSchema } from '../../regulation/cited';
import { postLabel } from '../../regulation/profile';
import type { RuleKind } from '../../regulation/rule-kind';
import type { Roster } from '../facts';

const params = {
  post: postSchema,
  /** Smallest and largest number of holders, inclusive. */
  min: z.int().min(0).optional(),
  max: z.int().min(0).optional(),
};

/** How many people hold a post. */
export const postCount: RuleKind<Roster, typeof params> = {
  kind: 'committee.post-count',
  params,
  describe: ({ min = 0, max }) => min === max ? `${min}人` : [min > 0 && `至少${min}人`, max !== undefined && (max === 0 ? '不设' : `至多${max}人`)].filter(Boolean).join('，'),
  bind({ post, min = 0, max = Infinity }, profile) {
    const name = postLabel(profile, post);
    const limit = limitText(min, max);
    return {
      test({ byPost }, report) {
        const holders = byPost[post as Post];
        const actual = holders.length;
        if (actual > max) {
          report({
            message: `${name}${actual}人，${limit}，多${actual - max}人`,
            actual,
            limit: max,
            subjects: holders.map((p) => p.id),
          });
        } else if (actual < min) {
          report({ message: `${name}${actual === 0 ? '空缺' : `${actual}人`}，${limit}，缺${min - actual}人`, actual, limit: min });
        }
      },
      measure: ({ byPost }) => ({ actual: byPost[post as Post].length, limit }),
    };
  },
};

function limitText(min: number, max: number): string {
  if (max === 0) return '不设';
  if (min === max) return `应为${min}人`;
  if (max === Infinity) return `至少${min}人`;
  return min === 0 ? `至多${max}人` : `${min}至${max}人`;
}
