import { z } from 'zod';

/** One message, or all of the account's that it has not read. */
export const readSchema = z
  .object({ messageId: z.uuid().optional(), all: z.stringbool().optional() })
  .refine(({ messageId, all }) => messageId !== undefined || all === true, { error: '请选择消息', path: ['messageId'] });
