import { builtInCalendar } from '../rulebook';
import { loadDeskFor, readAs } from '../jurisdiction/loaders';
import { countBegun, countDone, listWork, pageBegun, pageDone } from './data';
import { filterWork, groupWork, type WorkFilter } from './model';

/** What waits for the actor, grouped by urgency and narrowed by a filter, and how much the other lists hold. */
export async function loadWork(jurisdiction: string, filter: WorkFilter) {
  const desk = await loadDeskFor(jurisdiction, 'worklist.read');
  const { items, done, begun } = await readAs(desk.actor, async (tx) => ({
    items: await listWork(tx, desk.actor, desk.rules, desk.today),
    done: await countDone(tx, desk.actor),
    begun: await countBegun(tx, desk.actor),
  }));
  const all = groupWork(items, desk.today, builtInCalendar);
  return { desk, all, kinds: [...new Set(items.map((i) => i.kind))], sizes: { open: items.length, done, begun }, shown: filterWork(all, filter) };
}

/** One page of what the actor has done. */
export async function loadDone(jurisdiction: string, cursor?: string) {
  const desk = await loadDeskFor(jurisdiction, 'worklist.read');
  return readAs(desk.actor, (tx) => pageDone(tx, desk.actor, cursor));
}

/** One page of what the actor has begun. */
export async function loadBegun(jurisdiction: string, cursor?: string) {
  const desk = await loadDeskFor(jurisdiction, 'worklist.read');
  return readAs(desk.actor, (tx) => pageBegun(tx, desk.actor, cursor));
}
