import { loadDeskFor, readAs } from '../jurisdiction/loaders';
import type { CentreClass } from '../glossary';
import type { CentreStatus } from '../centre/states';

/** The catalogue of directions with the centres that stand for them. */
export async function loadSpecialties(jurisdiction: string) {
  const desk = await loadDeskFor(jurisdiction, 'specialty.list');
  const { tenantId } = desk.actor;
  const found = await readAs(desk.actor, (tx) =>
    tx.specialty.findMany({
      where: { tenantId },
      orderBy: [{ number: 'asc' }, { class: 'asc' }, { pinyin: 'asc' }],
      select: { id: true, class: true, field: true, direction: true, number: true, listed: true, pinyin: true, centres: { where: { status: { not: 'closed' } }, select: { id: true, name: true, status: true } } },
    }),
  );
  return { desk, specialties: found.map((s) => ({ ...s, class: s.class as CentreClass, centre: s.centres[0] ? { ...s.centres[0], status: s.centres[0].status as CentreStatus } : null })) };
}
