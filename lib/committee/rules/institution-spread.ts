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
  describe: ({ min }) => `来自至少${min}家机构`,
  bind({ min, force }) {
    const severity = milder(severityOf(force), 'warn');
    const spread = (roster: Roster) => new Set(roster.members.map((p) => p.institution)).size;
    // Fewer people than institutions asked for, or people whose institution nobody knows, tell nothing.
    const isTestable = ({ members }: Roster) => members.length >= min && members.every((p) => p.institution !== undefined);
    return {
      test(roster, report) {
        if (!isTestable(roster)) return;
        const actual = spread(roster);
        if (actual < min) report({ severity, message: `成员只来自${actual}家机构，应兼顾不同机构；须调整，或说明理由`, actual, limit: min });
      },
      measure: (roster) => (isTestable(roster) ? { actual: spread(roster), limit: `至少${min}家机构` } : { actual: '不适用', limit: `至少${min}家机构`, notApplicable: true }),
    };
  },
};
