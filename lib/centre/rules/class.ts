import { z } from 'zod';
import { CENTRE_CLASSES } from '../../glossary';
import { classSchema } from '../../regulation/cited';
import type { RuleKind } from '../../regulation/rule-kind';
import type { CentreFacts } from '../facts';

const params = { allowed: z.array(classSchema).min(1) };

/** The classes in which centres are set up. */
export const centreClass: RuleKind<CentreFacts, typeof params> = {
  kind: 'centre.class',
  params,
  describe: ({ allowed }) => `分为${allowed.map((c) => CENTRE_CLASSES[c]).join('、')}`,
  bind({ allowed }, profile) {
    const limit = allowed.map((c) => CENTRE_CLASSES[c]).join('、');
    return {
      test(facts, report) {
        if (!allowed.includes(facts.class)) report({ message: `${profile.vocabulary.centreShort}分为${limit}，${CENTRE_CLASSES[facts.class]}不在其中`, actual: CENTRE_CLASSES[facts.class], limit });
      },
      measure: (facts) => ({ actual: CENTRE_CLASSES[facts.class], limit }),
    };
  },
};
