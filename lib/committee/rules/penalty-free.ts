import { z } from 'zod';
import { addYears } from '../../kernel/local-date';
import { postSchema } from '../../regulation/cited';
import { postLabel } from '../../regulation/profile';
import type { RuleKind } from '../../regulation/rule-kind';
import type { Roster, Seat } from '../facts';

const params = {
  post: postSchema,
  /** Years looked back from the day of appointment; a penalty on the first day of the period still counts. */
  years: z.int().min(1).max(20),
};

/** For how long the holder of a post must have been without an administrative penalty. */
export const penaltyFree: RuleKind<Roster, typeof params> = {
  kind: 'committee.penalty-free',
  params,
  describe: ({ years }) => `近${years}年未受行政处罚`,
  bind({ post, years }, profile) {
    const name = postLabel(profile, post);
    const within = (p: Seat, roster: Roster) => {
      const from = addYears(roster.on, -years);
      return p.penalties.filter((on) => on >= from && on <= roster.on);
    };
    return {
      test(roster, report) {
        for (const p of roster.byPost[post]) {
          if (!p.isAppointed || p.penalties.length === 0) continue;
          const hits = within(p, roster);
          if (hits.length > 0) report({ message: `${name}近${years}年内受行政处罚${hits.length}次（最近${hits.toSorted().at(-1)}），须另行推荐人选`, actual: hits.length, limit: 0, subjects: [p.id] });
        }
      },
      measure: (roster) => {
        const limit = `近${years}年内0次`;
        const holders = roster.byPost[post];
        if (holders.length === 0) return { actual: '不适用', limit, notApplicable: true };
        const times = holders.reduce((n, p) => n + within(p, roster).length, 0);
        return { actual: times, limit, ...(holders.length === 1 ? { seen: times === 0 ? `近${years}年没有登记的处罚` : `近${years}年登记处罚${times}次` } : {}) };
      },
    };
  },
};
