import type { z } from 'zod';
import type { Mutation } from '../identity/perform';
import { ok, refuse } from '../kernel/result';
import type { readSchema } from './schema';

/** Marks one message of the actor's own as read, or all of them. */
export const markRead: Mutation<z.output<typeof readSchema>> = async (work, { messageId }) => {
  const { tx, actor: { tenantId, accountId } } = work;
  work.authorise({ tenantId });
  const own = { tenantId, accountId };
  if (messageId) {
    const found = await tx.message.findFirst({ where: { ...own, id: messageId }, select: { id: true } });
    if (!found) return refuse({ kind: 'not-found' });
  }
  const { count } = await tx.message.updateMany({ where: { ...own, ...(messageId ? { id: messageId } : {}), readAt: null }, data: { readAt: work.now } });
  work.record({ type: 'message', id: messageId ?? accountId }, { read: count });
  return ok({ message: count === 0 ? '没有未读消息' : messageId ? '已标为已读' : `${count}条消息已标为已读` });
};
