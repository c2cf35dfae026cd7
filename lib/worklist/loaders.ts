import { builtInCalendar } from '../rulebook';
import { loadDeskFor, readAs } from '../jurisdiction/loaders';
import { pageFrom } from '../db/cursor';
import { pageMessages } from '../message/data';
import { countBegun, countDone, listWork, pageBegun, pageDone } from './data';
import { filterWork, groupWork, type WorkFilter } from './model';

/** What waits for the actor, grouped by urgency and narrowed by a filter, how much the other lists hold, and what he has not read. */
export async function loadWork(jurisdiction: string, filter: WorkFilter) {
  const desk = await loadDeskFor(jurisdiction, 'worklist.read');
  const { items, done, begun, messages } = await readAs(desk.actor, async (tx) => ({
    items: await listWork(tx, desk.actor, desk.rules, desk.today),
    done: await countDone(tx, desk.actor),
    begun: await countBegun(tx, desk.actor),
    messages: await pageMessages(tx, desk.actor.tenantId, desk.actor.accountId, { unread: true }),
  }));
  const all = groupWork(items, desk.today, builtInCalendar);
  return { desk, all, kinds: [...new Set(items.map((i) => i.kind))], sizes: { open: items.length, done, begun }, shown: filterWork(all, filter), messages };
}

/** One page of what the actor has done. */
export async function loadDone(jurisdiction: string, cursor?: string) {
  const desk = await loadDeskFor(jurisdiction, 'worklist.read');
  return readAs(desk.actor, (tx) => pageFrom(cursor, (from) => pageDone(tx, desk.actor, from), (p) => p.items));
}

/** One page of what the actor has begun. */
export async function loadBegun(jurisdiction: string, cursor?: string) {
  const desk = await loadDeskFor(jurisdiction, 'worklist.read');
  return readAs(desk.actor, (tx) => pageFrom(cursor, (from) => pageBegun(tx, desk.actor, from), (p) => p.items));
}
