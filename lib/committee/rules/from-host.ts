import { z } from 'zod';
import { postSchema } from '../../regulation/cited';
import { postLabel } from '../../regulation/profile';
import type { RuleKind } from '../../regulation/rule-kind';
import type { Roster } from '../facts';

const params = {
  post: postSchema,
  /** A condition of appointment only; otherwise it must hold throughout the term. */
  atAppointment: z.boolean().default(false),
};

/** Whether the holders of a post must belong to the host institution. */
export const fromHost: RuleKind<Roster, typeof params> = {
  kind: 'committee.from-host',
  params,
  describe: ({ atAppointment }, { vocabulary }) => `应为${vocabulary.host ?? '挂靠单位'}人员${atAppointment ? '，任职时检验' : ''}`,
  bind({ post, atAppointment }, profile) {
    const name = postLabel(profile, post);
    const host = profile.vocabulary.host ?? '挂靠单位';
    const outsiders = (roster: Roster) => roster.byPost[post].filter((p) => (p.isAppointed || !atAppointment) && p.institution !== undefined && !p.fromHost && roster.hasHost);
    return {
      test(roster, report) {
        const hits = outsiders(roster);
        if (hits.length > 0) report({ message: `${name}${hits.length}人不是${host}人员，须改由${host}人员担任`, actual: hits.length, limit: 0, subjects: hits.map((p) => p.id) });
      },
      measure: (roster) => {
        const limit = `应为${host}人员`;
        const [only, ...more] = roster.byPost[post];
        if (!only || !roster.hasHost) return { actual: '不适用', limit, notApplicable: true };
        const said = only.institution === undefined ? '所在单位没有登记' : only.fromHost ? `是${host}人员` : `不是${host}人员`;
        return { actual: outsiders(roster).length ? '否' : '是', limit, ...(more.length === 0 ? { seen: said } : {}) };
      },
    };
  },
};
