import { CENTRE_CLASSES } from '../../glossary';
import type { RuleKind } from '../../regulation/rule-kind';
import type { CentreFacts } from '../facts';

/** One centre for each specialty and direction; class, field and direction together are the key. */
export const onePerDirection: RuleKind<CentreFacts, Record<never, never>> = {
  kind: 'centre.one-per-direction',
  params: {},
  describe: () => '同一类别、领域和方向只设1个',
  bind(_, profile) {
    const count = (facts: CentreFacts) =>
      facts.existing.filter(
        (other) =>
          other.class === facts.class && other.direction === facts.direction &&
          // A field that one of them leaves out does not tell them apart.
          (other.field === undefined || facts.field === undefined || other.field === facts.field),
      ).length;
    return {
      test(facts, report) {
        const actual = count(facts);
        if (actual > 0) {
          report({
            message: `${CENTRE_CLASSES[facts.class]}“${facts.direction}”已有${profile.vocabulary.centreShort}${actual}个，同一专业和方向只设1个；可并入已有的，或者改设其他方向`,
            actual: actual + 1,
            limit: 1,
          });
        }
      },
      measure: (facts) => ({ actual: count(facts) + 1, limit: '至多1个' }),
    };
  },
};
