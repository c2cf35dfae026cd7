import { z } from 'zod';
import { postLabel } from '../../regulation/profile';
import type { RuleKind } from '../../regulation/rule-kind';
import type { Roster } from '../facts';

const params = {
  /** Vice-chairs from outside the host, once there is a vice-chair. */
  min: z.int().min(1),
  /** Whether a list without any vice-chair is questioned. */
  whenNone: z.enum(['ok', 'warn']),
};

/**
 * How many vice-chairs must come from outside the host. Too few beside a vice-chair of the host breaks the rule;
 * too few who are all from outside is only questioned, since no host deputy has taken an outsider's place.
 */
export const outsideDeputies: RuleKind<Roster, typeof params> = {
  kind: 'committee.outside-deputies',
  params,
  describe: ({ min, whenNone }) => `至少${min}人${whenNone === 'warn' ? '；未设的须说明' : ''}`,
  bind({ min, whenNone }, profile) {
    const name = postLabel(profile, 'vice-chair');
    const host = profile.vocabulary.host ?? '挂靠单位';
    return {
      test({ byPost }, report) {
        const deputies = byPost['vice-chair'];
        const fromHost = deputies.filter((p) => p.fromHost);
        const actual = deputies.length - fromHost.length;
        if (actual >= min) return;
        if (fromHost.length > 0) {
          report({
            message: `非${host}${name}${actual}人，应至少${min}人；有${host}${name}${fromHost.length}人，须改由或增设外单位人选`,
            actual,
            limit: min,
            subjects: fromHost.map((p) => p.id),
          });
        } else if (deputies.length > 0) {
          report({
            severity: 'warn',
            message: `${name}${actual}人，均非${host}，但少于${min}人；请增设，或说明理由`,
            actual,
            limit: min,
            subjects: deputies.map((p) => p.id),
          });
        } else if (whenNone === 'warn') {
          report({ severity: 'warn', message: `未设${name}，条文要求其中至少${min}人来自非${host}；请补设，或说明理由`, actual, limit: min });
        }
      },
      measure: ({ byPost }) =>
        byPost['vice-chair'].length > 0
          ? { actual: byPost['vice-chair'].filter((p) => !p.fromHost).length, limit: `至少${min}人` }
          : whenNone === 'ok' ? { actual: '不适用', limit: `设${name}时至少${min}人`, notApplicable: true } : { actual: 0, limit: `至少${min}人` },
    };
  },
};
