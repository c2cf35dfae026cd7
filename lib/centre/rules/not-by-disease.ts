import type { RuleKind } from '../../regulation/rule-kind';
import type { CentreFacts } from '../facts';

/** No centre for a single disease, unless the published plan lists it. */
export const notByDisease: RuleKind<CentreFacts, Record<never, never>> = {
  kind: 'centre.not-by-disease',
  params: {},
  describe: () => '不按病种设置，列入规划的除外',
  bind(_, { structure, vocabulary }) {
    const planned = (structure.plan?.fields ?? []).flatMap((f) => f.directions.map((direction) => ({ class: f.class, field: f.field, direction })));
    const isListed = (facts: CentreFacts) =>
      facts.listed ?? planned.some((p) => p.class === facts.class && p.direction === facts.direction && (facts.field === undefined || facts.field === p.field));
    return {
      test(facts, report) {
        if (facts.diseaseBased && !isListed(facts)) {
          report({ message: `“${facts.direction}”按病种设置，且未列入规划清单，不设${vocabulary.centreShort}；可纳入相应专业的${vocabulary.centreShort}`, actual: facts.direction });
        }
      },
      measure: (facts) => ({ actual: facts.diseaseBased ? (isListed(facts) ? '病种，已列入规划' : '病种，未列入规划') : '专业', limit: '不按病种' }),
    };
  },
};
