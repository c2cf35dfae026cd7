import { fromDbOrNull } from '../db/dates';
import type { Tx } from '../db/tenant';

/** A person of the register with the institution; null where there is none. */
export const getPerson = (tx: Tx, tenantId: string, id: string) =>
  tx.person.findUnique({
    where: { tenantId_id: { tenantId, id } },
    select: {
      id: true, name: true, institutionId: true, title: true, titleSince: true, born: true, employment: true, class: true, headsSpecialty: true, practisesHereSince: true, parentLevelExpert: true, version: true,
      institution: { select: { name: true } },
    },
  });

/** What the register says of a person, the institution by its name. */
export const entryOf = (row: NonNullable<Awaited<ReturnType<typeof getPerson>>>) => ({
  name: row.name, institution: row.institution.name, title: row.title, titleSince: fromDbOrNull(row.titleSince), born: fromDbOrNull(row.born), employment: row.employment,
  class: row.class, headsSpecialty: row.headsSpecialty, practisesHereSince: fromDbOrNull(row.practisesHereSince), parentLevelExpert: row.parentLevelExpert,
});

export type PersonEntry = ReturnType<typeof entryOf>;
