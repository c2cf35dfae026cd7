import { loadDeskFor, readAs } from '../jurisdiction/loaders';
import { pageMessages } from './data';

/** One page of the actor's own messages. */
export async function loadMessages(jurisdiction: string, filter: { unread: boolean; before?: string | undefined }) {
  const desk = await loadDeskFor(jurisdiction, 'message.read');
  return { desk, ...(await readAs(desk.actor, (tx) => pageMessages(tx, desk.actor.tenantId, desk.actor.accountId, filter))) };
}
