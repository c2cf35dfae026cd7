import { z } from 'zod';
import { HOSPITAL_LEVELS, INSTITUTION_KINDS, type HospitalLevel, type InstitutionKind } from '../glossary';
import { textField } from '../kernel/text';

export const registerInstitutionSchema = z.object({
  name: textField('单位名称', 60),
  level: z.enum(Object.keys(HOSPITAL_LEVELS) as [HospitalLevel, ...HospitalLevel[]], { error: '请选择等级' }),
  kind: z.enum(Object.keys(INSTITUTION_KINDS) as [InstitutionKind, ...InstitutionKind[]], { error: '请选择类型' }),
  region: textField('所在区域', 30),
  newlyOpened: z.stringbool().optional().default(false),
  privatelyRun: z.stringbool().optional().default(false),
});

/** What is to stand in the entry from now on, all of it, and why. */
export const correctInstitutionSchema = registerInstitutionSchema.extend({ institutionId: z.uuid(), reason: textField('更正理由', 500) });
