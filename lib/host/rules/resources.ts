import { z } from 'zod';
import { RESOURCES } from '../../glossary';
import { keys } from '../../regulation/cited';
import type { RuleKind } from '../../regulation/rule-kind';
import type { HostFacts } from '../facts';

const params = { needs: z.array(keys(RESOURCES)).min(1) };

/** What a host must be able to provide. */
export const resources: RuleKind<HostFacts, typeof params> = {
  kind: 'host.resources',
  params,
  describe: ({ needs }) => `具备${needs.map((need) => RESOURCES[need]).join('、')}`,
  bind({ needs }) {
    const limit = needs.map((need) => RESOURCES[need]).join('、');
    const lacking = (facts: HostFacts) => needs.filter((need) => facts.resources[need] === false);
    return {
      test(facts, report) {
        const missing = lacking(facts);
        if (missing.length > 0) {
          report({ message: `应具备${limit}，缺${missing.map((need) => RESOURCES[need]).join('、')}共${missing.length}项，须落实后再申请`, actual: needs.length - missing.length, limit: needs.length });
        }
      },
      measure: (facts) => ({ actual: `${needs.length - lacking(facts).length}/${needs.length}`, limit: `项：${limit}`, seen: `具备${needs.filter((need) => facts.resources[need]).map((need) => RESOURCES[need]).join('、')}` }),
    };
  },
};
