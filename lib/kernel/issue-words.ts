import type { z } from 'zod';

// What a schema asks for, in Chinese without words of the program: `z.config({ localeError: issueWords })`.

const TYPES: Readonly<Record<string, string>> = {
  string: '文字', number: '数字', int: '整数', object: '对象', record: '对象', array: '列表', null: '空值', date: '日期', nan: '数字', never: '空',
};
const UNITS: Readonly<Record<string, string>> = { string: '个字符', array: '项', set: '项', map: '项' };

/** A value as it was given, short enough for a sentence. */
function shown(value: unknown): string {
  if (value === null) return '空值';
  if (Array.isArray(value)) return '列表';
  if (typeof value === 'object') return '对象';
  if (typeof value === 'number' && !Number.isFinite(value)) return '不是有限的数';
  const text = typeof value === 'string' ? `“${value}”` : String(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** What was expected, and what was there instead; undefined leaves the words to zod. */
export function issueWords(issue: z.core.$ZodRawIssue): string | undefined {
  const wanted = expectation(issue);
  if (wanted === undefined) return undefined;
  if (issue.code === 'unrecognized_keys') return wanted;
  return issue.input === undefined ? `缺少，${wanted}` : `${wanted}，实为${shown(issue.input)}`;
}

function expectation(issue: z.core.$ZodRawIssue): string | undefined {
  const size = (limit: unknown, most: boolean, origin: string, inclusive: boolean | undefined) => {
    const unit = UNITS[origin];
    if (unit) return !most && Number(limit) === 1 ? '不得为空' : `应${most ? '至多' : '至少'} ${String(limit)} ${unit}`;
    return `应${inclusive === false ? (most ? '小于' : '大于') : most ? '不大于' : '不小于'} ${String(limit)}`;
  };
  switch (issue.code) {
    case 'invalid_type':
      // A word of JSON stands apart from the Chinese around it.
      return issue.expected === 'boolean' ? '应为 true 或 false' : `应为${TYPES[String(issue.expected)] ?? String(issue.expected)}`;
    case 'invalid_value':
      return `应为 ${(issue.values as unknown[]).map(String).join('、')}${(issue.values as unknown[]).length > 1 ? ' 之一' : ''}`;
    case 'too_small':
      return size(issue.minimum, false, String(issue.origin), issue.inclusive as boolean | undefined);
    case 'too_big':
      return size(issue.maximum, true, String(issue.origin), issue.inclusive as boolean | undefined);
    case 'invalid_format':
      return '格式不符';
    case 'invalid_union':
      return '不是任何一种允许的写法';
    case 'unrecognized_keys':
      return `不认识的字段 ${(issue.keys as string[]).join('、')}`;
    case 'invalid_key':
      return '名称不符合要求';
    default:
      return undefined;
  }
}
