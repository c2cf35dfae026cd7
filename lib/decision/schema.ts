import { z } from 'zod';
import { CHAIR_OUTCOMES, COMMITTEE_OUTCOMES, HOST_OUTCOMES } from '../glossary';
import { dateField, optionalDateField } from '../kernel/date-field';
import { optionalTextField } from '../kernel/text';

const keys = <T extends object>(labels: T) => z.enum(Object.keys(labels) as [keyof T & string, ...(keyof T & string)[]], { error: '请选择' });

const fields = z.object({
  decisionId: z.uuid(),
  /** As computed, or otherwise with a reason. */
  as: z.enum(['computed', 'otherwise'], { error: '请选择按检验结果裁定或另行裁定' }),
  host: keys(HOST_OUTCOMES).optional(),
  chair: keys(CHAIR_OUTCOMES).optional(),
  committee: keys(COMMITTEE_OUTCOMES).optional(),
  formerHostMayCompete: z.stringbool().optional(),
  reason: optionalTextField('理由', 1000),
  effectiveOn: dateField('生效日期'),
  rectifyBy: optionalDateField('整改期限'),
  /** Only names what is missing or wrong; nothing is decided. */
  checkOnly: z.stringbool().optional(),
});

type Fields = Partial<Record<keyof z.input<typeof fields>, unknown>>;

/** A refusal of one field where it is decided otherwise; looked at together with every other field, so that all faults are named at once. */
const otherwise = (path: keyof Fields, error: string, ok: (f: Fields) => boolean): [(f: Fields) => boolean, { path: PropertyKey[]; error: string; when: () => boolean }] => [
  (f) => f.as !== 'otherwise' || ok(f),
  { path: [path], error, when: () => true },
];

export const decideSchema = fields
  .refine(...otherwise('host', '请选择挂靠单位的去留', (f) => Boolean(f.host) && f.host !== 'decide'))
  .refine(...otherwise('reason', '另行裁定须写明理由', (f) => Boolean(f.reason)))
  .refine(...otherwise('formerHostMayCompete', '请选择原挂靠单位可否参与遴选', (f) => (f.host !== 'removed' && f.host !== 'reselect') || f.formerHostMayCompete !== undefined));
