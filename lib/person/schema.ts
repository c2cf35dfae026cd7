import { z } from 'zod';
import { EMPLOYMENTS, TITLES, type Employment, type Title } from '../glossary';
import { dateField } from '../kernel/date-field';
import { textField } from '../kernel/text';
import { classSchema } from '../regulation/cited';

const optionalDate = (name: string) => z.union([z.literal(''), dateField(name)]).optional().transform((v) => v || undefined);

export const registerSchema = z.object({
  name: textField('姓名', 30),
  institutionId: z.uuid({ error: '请选择单位' }),
  title: z.enum(Object.keys(TITLES) as [Title, ...Title[]], { error: '请选择职称' }),
  titleSince: optionalDate('取得职称日期'),
  born: dateField('出生日期'),
  employment: z.enum(Object.keys(EMPLOYMENTS) as [Employment, ...Employment[]], { error: '请选择在职情况' }),
  class: z.union([z.literal(''), classSchema]).optional().transform((v) => v || undefined),
  headsSpecialty: z.stringbool().optional().default(false),
  practisesHereSince: optionalDate('本辖区执业起始日期'),
  /** Set when the user has seen that somebody of the same name works there. */
  isAnother: z.stringbool().optional().default(false),
  /** The list from which the form was opened. */
  changeId: z.uuid().optional(),
  centreId: z.uuid().optional(),
});
