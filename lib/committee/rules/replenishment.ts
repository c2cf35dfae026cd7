import { postLabel } from '../../regulation/profile';
import type { RuleKind } from '../../regulation/rule-kind';
import type { Roster } from '../facts';

/** Whether a member who left in mid-term is replaced. Posts that head or serve the body are filled by other rules. */
export const replenishment: RuleKind<Roster> = {
  kind: 'committee.replenishment',
  params: {},
  describe: () => '任期内出缺不增补',
  bind(_setting, profile) {
    const name = postLabel(profile, 'member');
    const newcomers = (roster: Roster) => roster.members.filter((p) => p.isAppointed && p.replenishes !== undefined && !p.roles.includes('chair'));
    return {
      test(roster, report) {
        const hits = newcomers(roster);
        if (hits.length > 0) report({ message: `增补${name}${hits.length}人，任期内出缺原则上不增补；须撤回，或说明理由`, actual: hits.length, limit: 0, subjects: hits.map((p) => p.id) });
      },
      measure: (roster) => ({ actual: newcomers(roster).length, limit: '任期内不增补' }),
    };
  },
};
