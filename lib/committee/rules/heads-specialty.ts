import { postSchema } from '../../regulation/cited';
import { postLabel } from '../../regulation/profile';
import type { RuleKind } from '../../regulation/rule-kind';
import type { Roster } from '../facts';

const params = { post: postSchema };

/** Whether the holder of a post must head the specialty at the institution. */
export const headsSpecialty: RuleKind<Roster, typeof params> = {
  kind: 'committee.heads-specialty',
  params,
  describe: () => '应为所在单位的专业负责人',
  bind({ post }, profile) {
    const name = postLabel(profile, post);
    const others = (roster: Roster) => roster.byPost[post].filter((p) => p.isAppointed && p.headsSpecialty === false);
    return {
      test(roster, report) {
        for (const p of others(roster)) report({ message: `${name}不是相应专业负责人，须更换人选或说明理由`, actual: '否', limit: '是', subjects: [p.id] });
      },
      measure: (roster) => {
        const limit = '应为相应专业负责人';
        const [only, ...more] = roster.byPost[post];
        if (!only) return { actual: '不适用', limit, notApplicable: true };
        const said = only.headsSpecialty === undefined ? '没有登记' : only.headsSpecialty ? '是所在单位的专业负责人' : '不是所在单位的专业负责人';
        return { actual: others(roster).length ? '否' : '是', limit, ...(more.length === 0 ? { seen: said } : {}) };
      },
    };
  },
};
