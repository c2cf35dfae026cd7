import { z } from 'zod';
import { milder, severityOf } from '../../regulation/finding';
import type { RuleKind } from '../../regulation/rule-kind';
import type { Roster } from '../facts';

const params = {
  /** Smallest number of institutions from which the members come. */
  min: z.int().min(2),
};

/** Whether the members come from several institutions. How many is enough is a judgement, so a breach is never more than a warning. */
export const institutionSpread: RuleKind<Roster, typeof params> = {
  kind: 'committee.institution-spread',
  params,
  bind({ min, force }) {
    const severity = milder(severityOf(force), 'warn');
    const spread = (roster: Roster) => new Set(roster.members.map((p) => p.institution)).size;
    return {
      test(roster, report) {
        if (roster.members.length < min || roster.members.some((p) => p.institution === undefined)) return;
        const actual = spread(roster);
        if (actual < min) report({ severity, message: `成员只来自${actual}家机构，应兼顾不同机构；须调整，或说明理由`, actual, limit: min });
      },
      measure: (roster) => ({ actual: spread(roster), limit: `至少${min}家机构` }),
    };
  },
};
