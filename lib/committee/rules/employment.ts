import { z } from 'zod';
import { EMPLOYMENTS, type Employment } from '../../glossary';
import { postSchema } from '../../regulation/cited';
import { postLabel } from '../../regulation/profile';
import type { RuleKind } from '../../regulation/rule-kind';
import type { Roster } from '../facts';

const params = {
  posts: z.array(postSchema).min(1),
  allowed: z.array(z.enum(Object.keys(EMPLOYMENTS) as [Employment, ...Employment[]])).min(1),
};

/** In which employment the holders of a post must be at appointment. */
export const employment: RuleKind<Roster, typeof params> = {
  kind: 'committee.employment',
  params,
  describe: ({ allowed }) => `应为${allowed.map((e) => EMPLOYMENTS[e]).join('或')}`,
  bind({ posts, allowed }, profile) {
    const name = posts.length === 1 ? postLabel(profile, posts[0]!) : '成员';
    const words = allowed.map((e) => EMPLOYMENTS[e]).join('、');
    const holders = (roster: Roster) => (posts.length === 1 ? roster.byPost[posts[0]!] : roster.people.filter((p) => p.roles.some((r) => posts.includes(r))));
    const outside = (roster: Roster) => holders(roster).filter((p) => p.isAppointed && p.employment !== undefined && !allowed.includes(p.employment));
    return {
      test(roster, report) {
        const hits = outside(roster);
        if (hits.length === 0) return;
        report({
          message: `${name}应为${words}人员，${hits.length}人为${[...new Set(hits.map((p) => EMPLOYMENTS[p.employment!]))].join('、')}`,
          actual: hits.length,
          limit: 0,
          subjects: hits.map((p) => p.id),
        });
      },
      measure: (roster) => {
        const limit = `应为${words}`;
        const [only, ...others] = holders(roster);
        if (!only) return { actual: '不适用', limit, notApplicable: true };
        return { actual: outside(roster).length === 0 ? '是' : '否', limit, ...(others.length === 0 ? { seen: only.employment ? EMPLOYMENTS[only.employment] : '没有登记' } : {}) };
      },
    };
  },
};
