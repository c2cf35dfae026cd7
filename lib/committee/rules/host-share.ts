import { z } from 'zod';
import { postLabel } from '../../regulation/profile';
import type { RuleKind } from '../../regulation/rule-kind';
import type { Roster } from '../facts';

const params = {
  /** Largest number of members from the host institution, inclusive; chair and vice-chairs count as members. */
  max: z.int().min(0),
};

/** How many members may come from the host institution. */
export const hostShare: RuleKind<Roster, typeof params> = {
  kind: 'committee.host-share',
  params,
  describe: ({ max }, profile) => `至多${max}人，含${postLabel(profile, 'chair')}`,
  bind({ max }, profile) {
    const who = `${profile.vocabulary.host ?? '挂靠单位'}${postLabel(profile, 'member')}`;
    const chair = postLabel(profile, 'chair');
    return {
      test({ hostMembers }, report) {
        const actual = hostMembers.length;
        if (actual > max) {
          report({
            message: `${who}${actual}人（含${chair}），超过上限${max}人，须移出${actual - max}人`,
            actual,
            limit: max,
            subjects: hostMembers.map((p) => p.id),
          });
        }
      },
      measure: ({ hostMembers, hasHost }) => (hasHost ? { actual: hostMembers.length, limit: `至多${max}人` } : { actual: '不适用', limit: `至多${max}人`, notApplicable: true }),
    };
  },
};
