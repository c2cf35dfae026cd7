import { z } from 'zod';
import { lengthOf, textField } from '../kernel/text';

/** What an objection is about. */
export const MATTERS = { host: '单位条件', head: '负责人条件', member: '推荐人选', procedure: '遴选程序', conflict: '利害关系和回避', other: '其他' } as const;
export type Matter = keyof typeof MATTERS;

export const OBJECTORS = { person: '个人', institution: '单位' } as const;
export type Objector = keyof typeof OBJECTORS;

/** Fewest characters of what an objection tells. */
export const LEAST_FACTS = 20;

/** Attachments of one objection: how many, and of how many bytes together. */
export const MOST_OBJECTION_FILES = 5;
export const MOST_OBJECTION_BYTES = 20_000_000;

export const ATTACHMENT_HINT = `可以不附。pdf、docx、xlsx、png、jpg，最多 ${MOST_OBJECTION_FILES} 个，合计不超过 ${MOST_OBJECTION_BYTES / 1_000_000} MB；不公开`;

const keys = <T extends object>(labels: T, error: string) => z.enum(Object.keys(labels) as [keyof T & string, ...(keyof T & string)[]], { error });

/** The public form of an objection. */
export const objectionSchema = z.object({
  key: z.uuid({ error: '表单已失效，请回到公示页面重新填写' }),
  kind: keys(OBJECTORS, '请选择代表个人或者单位'),
  name: textField('姓名或单位名称', 60),
  contact: textField('联系电话', 40).refine((t) => /^\+?[\d\s()（）-]{7,30}$/.test(t), { error: '联系电话应为手机号码或者带区号的电话号码' }),
  matter: keys(MATTERS, '请选择涉及事项'),
  facts: textField('事实和依据', 3000).refine((t) => lengthOf(t) >= LEAST_FACTS, { error: `事实和依据至少${LEAST_FACTS}字` }),
  /** Nobody sees this field; what fills it in is no person. */
  website: z.string().max(0, { error: '没有提交：隐藏的栏目被填写，请关闭自动填写后重试' }).default(''),
});
export type ObjectionInput = z.output<typeof objectionSchema>;

export const answerSchema = z.object({
  objectionId: z.uuid(),
  upheld: z.enum(['true', 'false'], { error: '请选择异议是否成立' }).transform((v) => v === 'true'),
  answer: textField('答复', 2000).refine((t) => lengthOf(t) >= 10, { error: '答复至少10字，写明核实情况和意见' }),
});

export const revealSchema = z.object({ objectionId: z.uuid(), reason: textField('查看理由', 200) });
