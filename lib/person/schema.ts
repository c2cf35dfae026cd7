import { z } from 'zod';
import { EMPLOYMENTS, TITLES, type Employment, type Title } from '../glossary';
import { dateField, optionalDateField } from '../kernel/date-field';
import { textField } from '../kernel/text';
import { classSchema } from '../regulation/cited';

/** What is registered of a person. */
const entry = z.object({
  name: textField('姓名', 30),
  institutionId: z.uuid({ error: '请选择单位' }),
  title: z.enum(Object.keys(TITLES) as [Title, ...Title[]], { error: '请选择职称' }),
  titleSince: optionalDateField('取得职称日期'),
  born: dateField('出生日期'),
  employment: z.enum(Object.keys(EMPLOYMENTS) as [Employment, ...Employment[]], { error: '请选择在职情况' }),
  class: z.union([z.literal(''), classSchema]).optional().transform((v) => v || undefined),
  headsSpecialty: z.stringbool().optional().default(false),
  practisesHereSince: optionalDateField('本辖区执业起始日期'),
  parentLevelExpert: z.stringbool().optional().default(false),
});

export const registerSchema = entry.extend({
  /** Set when the user has seen that somebody of the same name works there. */
  isAnother: z.stringbool().optional().default(false),
  /** The list from which the form was opened. */
  changeId: z.uuid().optional(),
  centreId: z.uuid().optional(),
  /** The application from which the form was opened. */
  applicationId: z.uuid().optional(),
});

/** What is to stand in the entry from now on, all of it, and why. */
export const correctSchema = entry.extend({
  personId: z.uuid(),
  /** The person has changed the institution, which was right before: it becomes a former one. */
  moved: z.stringbool().optional().default(false),
  reason: textField('更正理由', 500),
});
