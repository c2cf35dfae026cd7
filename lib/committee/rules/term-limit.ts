import { z } from 'zod';
import { postSchema } from '../../regulation/cited';
import { postLabel } from '../../regulation/profile';
import type { RuleKind } from '../../regulation/rule-kind';
import type { Roster, Seat } from '../facts';

const params = {
  /** Whose terms are counted. */
  posts: z.array(postSchema).min(1),
  /** Terms that a person may serve in all, this one included. */
  max: z.int().min(1),
  /** Count all terms ever served, or only those directly before this one. */
  counts: z.enum(['cumulative', 'consecutive']),
};

/** How many terms a person may serve. Part terms are unregulated everywhere, so they are only questioned. */
export const termLimit: RuleKind<Roster, typeof params> = {
  kind: 'committee.term-limit',
  params,
  describe: ({ max, counts }) => `${counts === 'consecutive' ? '连续' : '累计'}不超过${max}届`,
  bind({ posts, max, counts }, profile) {
    const name = posts.length === 1 ? postLabel(profile, posts[0]!) : '成员';
    // Terms directly before this one are terms served, whether or not they are stated twice.
    const before = ({ terms }: Seat) => (counts === 'cumulative' ? Math.max(terms.full, terms.consecutive) : terms.consecutive);
    const served = counts === 'cumulative' ? '累计' : '连续';
    const seats = (roster: Roster) => (posts.length === 1 ? roster.byPost[posts[0]!] : roster.people.filter((p) => p.roles.some((r) => posts.includes(r))));
    return {
      test(roster, report) {
        let over: string[] | undefined;
        let withPart: string[] | undefined;
        for (const p of seats(roster)) {
          if (!p.isAppointed) continue;
          if (before(p) >= max) (over ??= []).push(p.id);
          else if (before(p) + p.terms.partial >= max) (withPart ??= []).push(p.id);
        }
        if (over) report({ message: `${name}${over.length}人已${served}任满${max}届，本届将超过${max}届`, actual: max + 1, limit: max, subjects: over });
        if (withPart) {
          report({ severity: 'warn', message: `${name}${withPart.length}人曾中途任职，连同不满一届的任期，本届将超过${max}届；不满一届如何计算条文未规定，由主管部门决定`, actual: max + 1, limit: max, subjects: withPart });
        }
      },
      measure: (roster) => {
        const limit = `${served}至多${max}届`;
        const all = seats(roster);
        const [only] = all;
        if (!only) return { actual: '不适用', limit, notApplicable: true };
        const { full, partial } = only.terms;
        const said = [
          ...(before(only) > 0 ? [`${served}任满${before(only)}届`] : full > 0 ? [`任满${full}届，与本届不连续`] : []),
          ...(partial > 0 ? [`中途任职${partial}次`] : []),
        ];
        return { actual: Math.max(...all.map((p) => before(p) + 1)), limit, ...(all.length === 1 ? { seen: said.join('，') || `没有任过${posts.length === 1 ? name : ''}` } : {}) };
      },
    };
  },
};
