import { may } from '../identity/actor';
import { listInstitutions } from '../institution/data';
import { loadDeskFor, readAs } from '../jurisdiction/loaders';
import { pageFrom } from '../db/cursor';
import { isId } from '../kernel/ids';
import { fromDb, fromDbOrNull } from '../db/dates';
import { pageEvents, pageSanctions, type EventFilter, type SanctionFilter } from './data';

/** One page of the sanctions register. */
export async function loadSanctions(jurisdiction: string, filter: SanctionFilter, after: string | undefined) {
  const desk = await loadDeskFor(jurisdiction, 'sanction.list');
  const { tenantId } = desk.actor;
  const page = await readAs(desk.actor, (tx) => pageFrom(after, (from) => pageSanctions(tx, tenantId, desk.rules.profile, filter, from, desk.today), (p) => p.rows));
  return { desk, ...page, mayRegister: may(desk.actor, 'sanction.register', { tenantId }), mayRevoke: may(desk.actor, 'sanction.revoke', { tenantId }) };
}

/** One page of the events of institutions. */
export async function loadEvents(jurisdiction: string, filter: EventFilter, after: string | undefined) {
  const desk = await loadDeskFor(jurisdiction, 'sanction.list');
  const { tenantId } = desk.actor;
  const page = await readAs(desk.actor, (tx) => pageFrom(after, (from) => pageEvents(tx, tenantId, filter, from), (p) => p.rows));
  return { desk, ...page, mayRegister: may(desk.actor, 'event.register', { tenantId }), mayRevoke: may(desk.actor, 'event.revoke', { tenantId }) };
}

/** What the form of a new entry starts from: the institutions, and of the one chosen the centres that it hosts or hosted; and every direction. */
export async function loadEntry(jurisdiction: string, act: 'sanction.register' | 'event.register', institutionId: string | undefined) {
  const desk = await loadDeskFor(jurisdiction, act);
  const { tenantId } = desk.actor;
  return {
    desk,
    ...(await readAs(desk.actor, async (tx) => {
      const institutions = await listInstitutions(tx, tenantId);
      const chosen = institutions.find((i) => i.id === institutionId) ?? null;
      const periods =
        chosen && isId(institutionId)
          ? await tx.hostingPeriod.findMany({ where: { tenantId, institutionId }, orderBy: [{ startsOn: 'desc' }], select: { startsOn: true, endedOn: true, centre: { select: { id: true, name: true } } } })
          : [];
      const directions = await tx.specialty.findMany({ where: { tenantId }, orderBy: [{ number: 'asc' }, { class: 'asc' }, { pinyin: 'asc' }], select: { id: true, field: true, direction: true, endedOn: true } });
      return {
        institutions, chosen,
        periods: periods.map((p) => ({ ...p, startsOn: fromDb(p.startsOn), endedOn: fromDbOrNull(p.endedOn) })),
        directions: directions.map((d) => ({ ...d, endedOn: fromDbOrNull(d.endedOn) })),
      };
    })),
  };
}
