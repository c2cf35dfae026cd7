import { notFound } from 'next/navigation';
import { cache } from 'react';
import { listCorrections } from '../audit/corrections';
import { listInstitutions } from '../institution/data';
import { loadDeskFor, readAs } from '../jurisdiction/loaders';
import { isId } from '../kernel/ids';
import { entryOf, getPerson } from './data';

/** One entry of the register of people with how it was corrected, for those who may correct it; not found where there is none. */
export const loadPerson = cache(async (jurisdiction: string, id: string) => {
  const desk = await loadDeskFor(jurisdiction, 'person.correct');
  const { tenantId } = desk.actor;
  const found = isId(id) && (await readAs(desk.actor, async (tx) => {
    const row = await getPerson(tx, tenantId, id);
    return row && { person: { id: row.id, institutionId: row.institutionId, version: row.version, ...entryOf(row) }, institutions: await listInstitutions(tx, tenantId), corrections: await listCorrections(tx, tenantId, 'person', id) };
  }));
  if (!found) notFound();
  return { desk, ...found };
});
