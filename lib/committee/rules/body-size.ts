import { z } from 'zod';
import { bodyLabel, postLabel } from '../../regulation/profile';
import type { RuleKind } from '../../regulation/rule-kind';
import type { Roster } from '../facts';

const params = {
  /** Largest number, inclusive. */
  max: z.int().min(1),
  /** Whom the text counts: all members, members who neither chair nor deputise, or everybody on the list but honorary posts. */
  counts: z.enum(['members', 'ordinary-members', 'everybody']),
};

/** How large a body may be. */
export const bodySize: RuleKind<Roster, typeof params> = {
  kind: 'committee.body-size',
  params,
  describe: ({ max, counts }) => `至多${max}人，${{ members: '按全体委员计', 'ordinary-members': '只计不任其他职务的委员', everybody: '按全体人员计' }[counts]}`,
  bind({ max, counts, bodies }, profile) {
    const whom = {
      members: postLabel(profile, 'member'),
      'ordinary-members': `${postLabel(profile, 'member')}（不含其他职务）`,
      everybody: `${bodyLabel(profile, bodies[0] ?? 'committee')}全体`,
    }[counts];
    const size = (roster: Roster): number => {
      if (counts === 'members') return roster.members.length;
      let n = 0;
      for (const { roles } of counts === 'everybody' ? roster.people : roster.byPost.member) {
        if (counts === 'everybody' ? roles.some((r) => r !== 'honorary') : !roles.includes('chair') && !roles.includes('vice-chair')) n += 1;
      }
      return n;
    };
    return {
      test(roster, report) {
        const actual = size(roster);
        if (actual > max) report({ message: `${whom}${actual}人，超过上限${max}人，须减少${actual - max}人`, actual, limit: max });
      },
      measure: (roster) => ({ actual: size(roster), limit: `至多${max}人` }),
    };
  },
};
