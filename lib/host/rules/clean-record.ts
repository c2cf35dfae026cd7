import { z } from 'zod';
import { EVENT_KINDS } from '../../glossary';
import { formatDate } from '../../kernel/chinese';
import { addYears } from '../../kernel/local-date';
import { keys } from '../../regulation/cited';
import type { RuleKind } from '../../regulation/rule-kind';
import type { HostFacts } from '../facts';

const params = {
  /** Years looked back from the day of application; an event on the first day of the period still counts. */
  years: z.int().min(1).max(20),
  events: z.array(keys(EVENT_KINDS)).min(1),
  /** An event outside the department of the specialty: no matter, for a person to decide, or as good as one inside. */
  elsewhere: z.enum(['ignore', 'decide', 'counts']),
};

/** For how long an institution must have been without grave events. */
export const cleanRecord: RuleKind<HostFacts, typeof params> = {
  kind: 'host.clean-record',
  params,
  describe: ({ years, events, elsewhere }) => `近${years}年未发生${events.map((kind) => EVENT_KINDS[kind]).join('、')}；本专业以外的${{ ignore: '不计', decide: '由主管部门决定', counts: '同样计算' }[elsewhere]}`,
  bind({ years, events, elsewhere }) {
    const what = events.map((kind) => EVENT_KINDS[kind]).join('、');
    const within = (facts: HostFacts) => {
      const from = addYears(facts.on, -years);
      return facts.events.filter((event) => events.includes(event.kind) && event.on >= from && event.on <= facts.on);
    };
    const dates = (list: readonly { on: string }[]) => list.map((event) => formatDate(event.on)).join('、');
    return {
      test(facts, report) {
        const all = within(facts);
        const own = elsewhere === 'counts' ? all : all.filter((event) => event.sameSpecialty);
        const other = elsewhere === 'decide' ? all.filter((event) => !event.sameSpecialty) : [];
        if (own.length > 0) report({ message: `近${years}年内应未发生${what}，已发生${own.length}起（${dates(own)}）`, actual: own.length, limit: 0 });
        if (other.length > 0) {
          report({ severity: 'warn', open: true, message: `近${years}年内在本专业以外发生${what}${other.length}起（${dates(other)}），是否影响申请由主管部门决定`, actual: other.length, limit: 0 });
        }
      },
      measure: (facts) => {
        const all = within(facts);
        const elsewhereOnly = all.length > 0 && all.every((event) => !event.sameSpecialty);
        return { actual: all.length, limit: `近${years}年内0起`, seen: all.length === 0 ? `近${years}年没有登记的${what}` : `近${years}年登记${all.length}起${elsewhereOnly ? '，均在本专业以外' : ''}` };
      },
    };
  },
};
