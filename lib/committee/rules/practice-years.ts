import { z } from 'zod';
import { formatDate } from '../../kernel/chinese';
import { addYears } from '../../kernel/local-date';
import type { RuleKind } from '../../regulation/rule-kind';
import type { Roster, Seat } from '../facts';

const params = {
  /** Full years of practice in the jurisdiction, first practice site, on the day of appointment. */
  years: z.int().min(1).max(20),
};

/** How long members must have practised in the jurisdiction; new institutions and experts of the level above are exempt. */
export const practiceYears: RuleKind<Roster, typeof params> = {
  kind: 'committee.practice-years',
  params,
  describe: ({ years }) => `在本辖区执业满${years}年，新开办机构和上级专家除外`,
  bind({ years }) {
    const short = (roster: Roster): Seat[] =>
      roster.members.filter((p) => p.isAppointed && p.practisesHereSince !== undefined && addYears(p.practisesHereSince, years) > roster.on && !p.parentLevelExpert);
    return {
      test(roster, report) {
        const all = short(roster);
        const hits = all.filter((p) => !p.institutionIsNew).map((p) => p.id);
        const relaxed = all.filter((p) => p.institutionIsNew).map((p) => p.id);
        if (hits.length > 0) report({ message: `${hits.length}人在本辖区第一执业点未满${years}年，须更换人选或说明理由`, actual: hits.length, limit: 0, subjects: hits });
        if (relaxed.length > 0) report({ severity: 'note', message: `${relaxed.length}人执业未满${years}年，所在机构为新开办，可适当放宽`, actual: relaxed.length, limit: 0, subjects: relaxed });
      },
      measure: (roster) => {
        const all = roster.members.length;
        const limit = `应满${years}年`;
        const [only] = roster.members;
        if (!only) return { actual: '不适用', limit, notApplicable: true };
        const said = [only.practisesHereSince ? `${formatDate(only.practisesHereSince)}起在本辖区执业` : '执业起始时间没有登记', ...(only.parentLevelExpert ? ['上级专家'] : []), ...(only.institutionIsNew ? ['所在机构新开办'] : [])];
        return { actual: `${all - short(roster).length}/${all}人`, limit, ...(all === 1 ? { seen: said.join('，') } : {}) };
      },
    };
  },
};
