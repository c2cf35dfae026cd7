import { pageFrom } from '../db/cursor';
import { loadDeskFor, readAs } from '../jurisdiction/loaders';
import { pageDepartures } from './data';

/** One page of the register of departures, the newest first: those in force, or those that have run out. */
export async function loadDepartures(jurisdiction: string, ended: boolean, after?: string) {
  const desk = await loadDeskFor(jurisdiction, 'departure.list');
  return { desk, ...(await readAs(desk.actor, (tx) => pageFrom(after, (from) => pageDepartures(tx, desk.actor.tenantId, { ended, after: from, on: desk.today }), (p) => p.rows))) };
}
