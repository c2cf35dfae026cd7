import { z } from 'zod';
import { addYears, completedYears } from '../../kernel/local-date';
import { postSchema } from '../../regulation/cited';
import { postLabel } from '../../regulation/profile';
import type { RuleKind } from '../../regulation/rule-kind';
import type { Roster } from '../facts';

const params = {
  post: postSchema,
  /** Completed years at appointment: still allowed up to the day before the next birthday. */
  max: z.int().min(18).max(120),
};

/** How old the holder of a post may be at appointment. The days after the birthday itself are questioned. */
export const ageLimit: RuleKind<Roster, typeof params> = {
  kind: 'committee.age-limit',
  params,
  describe: ({ max }) => `不超过${max}周岁`,
  bind({ post, max }, profile) {
    const name = postLabel(profile, post);
    return {
      test(roster, report) {
        for (const p of roster.byPost[post]) {
          if (p.born === undefined || addYears(p.born, max) >= roster.on) continue;
          const past = addYears(p.born, max + 1) <= roster.on;
          const actual = completedYears(p.born, roster.on);
          const about = { actual, limit: max, subjects: [p.id] };
          if (!p.isAppointed) {
            if (past) report({ severity: 'note', message: `${name}任期中年满${actual}岁，超过${max}岁；下次换届不得再任`, ...about });
          } else if (past) {
            report({ message: `${name}${actual}岁，超过${max}岁，须另行推荐人选`, ...about });
          } else {
            report({ severity: 'warn', message: `${name}已过${max}岁生日、未满${max + 1}岁；按周岁计未超龄，请确认并说明`, ...about });
          }
        }
      },
      measure: ({ byPost, on }) => {
        const ages = byPost[post].flatMap(({ born }) => (born === undefined ? [] : [completedYears(born, on)]));
        const limit = `至多${max}岁`;
        if (ages.length > 0) return { actual: Math.max(...ages), limit, ...(byPost[post].length === 1 ? { seen: `${ages[0]}周岁` } : {}) };
        // Nobody holds the post, or nobody knows how old its holder is: nothing has been tested.
        return { actual: byPost[post].length === 0 ? '不适用' : '未填写', limit, notApplicable: true };
      },
    };
  },
};
