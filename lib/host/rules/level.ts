import { z } from 'zod';
import { CENTRE_CLASSES, HOSPITAL_LEVELS, INSTITUTION_KINDS } from '../../glossary';
import { classSchema, keys } from '../../regulation/cited';
import type { RuleKind } from '../../regulation/rule-kind';
import type { HostFacts } from '../facts';

const optionSchema = z.strictObject({
  levels: z.array(keys(HOSPITAL_LEVELS)).min(1).optional(),
  kinds: z.array(keys(INSTITUTION_KINDS)).min(1).optional(),
  /** Strong in the specialty, as somebody has stated. */
  outstanding: z.literal(true).optional(),
});

const params = {
  /** Classes of centre to which it applies; all if left out. */
  classes: z.array(classSchema).min(1).optional(),
  /** One of these is enough; all parts of one must hold. */
  anyOf: z.array(optionSchema).min(1),
};

const wordsOf = ({ levels, kinds, outstanding }: z.infer<typeof optionSchema>) =>
  [levels?.map((l) => HOSPITAL_LEVELS[l]).join('、'), kinds?.map((k) => INSTITUTION_KINDS[k]).join('、'), outstanding && '专科实力突出'].filter(Boolean).join('且为');

/** Which level or kind an institution must have to host. */
export const level: RuleKind<HostFacts, typeof params> = {
  kind: 'host.level',
  params,
  describe: ({ classes, anyOf }) => `${classes ? `${classes.map((c) => CENTRE_CLASSES[c]).join('、')}：` : ''}${anyOf.map(wordsOf).join('，或者')}`,
  bind({ classes, anyOf }) {
    const limit = anyOf.map(wordsOf).join('，或者');
    const holds = ({ institution }: HostFacts, { levels, kinds, outstanding }: z.infer<typeof optionSchema>) =>
      (!levels || institution.level === undefined || levels.includes(institution.level)) &&
      (!kinds || institution.kind === undefined || kinds.includes(institution.kind)) &&
      (!outstanding || institution.outstandingInSpecialty === true);
    const concerns = (facts: HostFacts) => !classes || classes.includes(facts.centre.class);
    const seen = ({ institution }: HostFacts) => (institution.level === undefined ? '未填写' : `${HOSPITAL_LEVELS[institution.level]}${institution.kind ? INSTITUTION_KINDS[institution.kind] : ''}`);
    return {
      test(facts, report) {
        if (concerns(facts) && !anyOf.some((option) => holds(facts, option))) {
          report({ message: `${classes ? `申请${classes.map((c) => CENTRE_CLASSES[c]).join('、')}中心的` : '申请'}单位应为${limit}，现为${seen(facts)}${facts.institution.outstandingInSpecialty === false ? '、专科实力不突出' : ''}`, actual: seen(facts), limit });
        }
      },
      measure: (facts) => ({
        actual: concerns(facts) ? seen(facts) : '不适用', limit,
        seen: `${seen(facts)}${facts.institution.outstandingInSpecialty && anyOf.some((option) => option.outstanding) ? '，专科实力突出' : ''}`,
      }),
    };
  },
};
