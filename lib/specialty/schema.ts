import { z } from 'zod';
import { optionalTextField, textField } from '../kernel/text';
import { classSchema } from '../regulation/cited';

export const addSpecialtySchema = z.object({
  class: z.enum(classSchema.options, { error: '请选择类别' }),
  field: optionalTextField('专业领域', 40),
  direction: textField('工作方向', 60),
});
