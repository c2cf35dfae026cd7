import { builtInCalendar } from '../rulebook';
import { loadDeskFor, readAs } from '../jurisdiction/loaders';
import { listBegun, listDone, listWork } from './data';
import { groupWork } from './model';

/** What waits for the actor, grouped by urgency. */
export async function loadWork(jurisdiction: string) {
  const desk = await loadDeskFor(jurisdiction, 'worklist.read');
  const items = await readAs(desk.actor, (tx) => listWork(tx, desk.actor, desk.rules, desk.today));
  return { desk, total: items.length, groups: groupWork(items, desk.today, builtInCalendar) };
}

/** What the actor has done. */
export async function loadDone(jurisdiction: string) {
  const desk = await loadDeskFor(jurisdiction, 'worklist.read');
  return { desk, items: await readAs(desk.actor, (tx) => listDone(tx, desk.actor)) };
}

/** What the actor has begun. */
export async function loadBegun(jurisdiction: string) {
  const desk = await loadDeskFor(jurisdiction, 'worklist.read');
  return { desk, items: await readAs(desk.actor, (tx) => listBegun(tx, desk.actor)) };
}
