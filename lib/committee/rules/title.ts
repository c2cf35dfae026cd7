import { z } from 'zod';
import { CENTRE_CLASSES, TITLES, TITLE_RANK } from '../../glossary';
import { formatDate } from '../../kernel/chinese';
import { addYears } from '../../kernel/local-date';
import { classSchema, postSchema, titleSchema } from '../../regulation/cited';
import { postLabel } from '../../regulation/profile';
import type { RuleKind } from '../../regulation/rule-kind';
import type { Roster, Seat } from '../facts';

const params = {
  /** Whose title; each person is tested once. */
  posts: z.array(postSchema).min(1),
  /** Posts for which another setting speaks. */
  exceptPosts: z.array(postSchema).default([]),
  atLeast: titleSchema,
  /** Full years that the title must have been held on the day of appointment. */
  heldYears: z.int().min(1).max(40).optional(),
  /** Experts listed at the level above join without it. */
  exceptParentLevelExperts: z.boolean().default(false),
  /** Classes to which it applies; all if left out. */
  classes: z.array(classSchema).optional(),
};

/** Titles by rank. */
const TITLE_NAMES = Object.entries(TITLE_RANK).sort((a, b) => a[1] - b[1]).map(([name]) => TITLES[name as keyof typeof TITLES]);

/** Which professional title a post asks for, and for how long it must have been held. */
export const title: RuleKind<Roster, typeof params> = {
  kind: 'committee.title',
  params,
  describe: ({ atLeast, heldYears, classes, exceptParentLevelExperts }) => `${TITLES[atLeast]}及以上${heldYears ? `满${heldYears}年` : ''}${classes ? `，限${classes.map((c) => CENTRE_CLASSES[c]).join('、')}` : ''}${exceptParentLevelExperts ? '；上级专家除外' : ''}`,
  bind({ posts, exceptPosts, exceptParentLevelExperts, atLeast, heldYears, classes }, profile) {
    const least = TITLE_RANK[atLeast];
    const who = posts.length > 1 ? '成员' : postLabel(profile, posts[0]!);
    const asks = heldYears ? `${TITLES[atLeast]}及以上满${heldYears}年` : `${TITLES[atLeast]}及以上`;
    const concerns = (p: Seat) =>
      !(exceptParentLevelExperts && p.parentLevelExpert) &&
      // A class that is not given is one to which the rule does not apply: what is left out complies.
      (classes === undefined || (p.class !== undefined && classes.includes(p.class))) &&
      !p.roles.some((r) => exceptPosts.includes(r));
    const tested = (p: Seat) => p.isAppointed && concerns(p);
    const holds = (p: Seat) => p.roles.some((r) => posts.includes(r));
    const candidates = (roster: Roster) => (posts.length === 1 ? roster.byPost[posts[0]!] : roster.people);
    return {
      test(roster, report) {
        let low: string[] | undefined;
        let short: string[] | undefined;
        let unclear: string[] | undefined;
        for (const p of candidates(roster)) {
          if (p.titleRank === undefined || (p.titleRank >= least && heldYears === undefined) || !holds(p) || !tested(p)) continue;
          if (p.titleRank < least) (low ??= []).push(p.id);
          else if (heldYears !== undefined && p.titleSince !== undefined && addYears(p.titleSince, heldYears) > roster.on) {
            // Years in a lower sufficient title count too, but the list only tells since when the present one is held.
            if (p.titleRank === least) (short ??= []).push(p.id);
            else (unclear ??= []).push(p.id);
          }
        }
        if (low) report({ message: `${who}应为${asks}，${low.length}人职称不足`, actual: low.length, limit: 0, subjects: low });
        if (short) report({ message: `${who}应为${asks}，${short.length}人任职年限不足`, actual: short.length, limit: 0, subjects: short });
        if (unclear) {
          report({ severity: 'warn', message: `${who}应为${asks}，${unclear.length}人现职称未满${heldYears}年，须核实取得${TITLES[atLeast]}的时间`, actual: unclear.length, limit: 0, subjects: unclear });
        }
      },
      measure: (roster) => {
        const all = candidates(roster).filter((p) => holds(p) && concerns(p) && p.titleRank !== undefined);
        const [only] = all;
        if (only && all.length === 1) {
          const actual = TITLE_NAMES[only.titleRank!]!;
          return { actual, limit: asks, seen: heldYears === undefined ? actual : `${actual}，${only.titleSince ? `${formatDate(only.titleSince)}取得` : '取得时间没有登记'}` };
        }
        if (all.length === 0) return { actual: '不适用', limit: asks, notApplicable: true };
        return { actual: `${all.filter((p) => p.titleRank! >= least).length}/${all.length}人`, limit: asks };
      },
    };
  },
};
