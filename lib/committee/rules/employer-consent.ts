import { postLabel } from '../../regulation/profile';
import type { RuleKind } from '../../regulation/rule-kind';
import type { Roster } from '../facts';

/** Whether each newly appointed member's employer has agreed. */
export const employerConsent: RuleKind<Roster> = {
  kind: 'committee.employer-consent',
  params: {},
  describe: () => '须经所在单位同意',
  bind(_setting, profile) {
    const name = postLabel(profile, 'member');
    const without = (roster: Roster) => roster.members.filter((p) => p.isAppointed && p.employerConsent === false);
    return {
      test(roster, report) {
        const hits = without(roster);
        if (hits.length > 0) report({ message: `${name}${hits.length}人尚无所在单位同意，须取得同意`, actual: hits.length, limit: 0, subjects: hits.map((p) => p.id) });
      },
      measure: (roster) => {
        const all = roster.members.length;
        const [only] = roster.members;
        if (!only) return { actual: '不适用', limit: '均须同意', notApplicable: true };
        const said = only.employerConsent === undefined ? '没有登记' : only.employerConsent ? '所在单位同意' : '所在单位还没有同意';
        return { actual: `${all - without(roster).length}/${all}人`, limit: '均须同意', ...(all === 1 ? { seen: said } : {}) };
      },
    };
  },
};
