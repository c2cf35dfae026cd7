import { fromDb, fromDbOrNull } from '../db/dates';
import type { Tx } from '../db/tenant';
import { isId } from '../kernel/ids';

/** The institutions of a tenant by pinyin, for choosing one. */
export const listInstitutions = (tx: Tx, tenantId: string) =>
  tx.institution.findMany({ where: { tenantId }, orderBy: [{ pinyin: 'asc' }, { id: 'asc' }], select: { id: true, name: true, region: true, level: true, kind: true } });

/** An entry of the register; null where there is none. */
export const getInstitution = (tx: Tx, tenantId: string, id: string) =>
  tx.institution.findUnique({ where: { tenantId_id: { tenantId, id } }, select: { id: true, name: true, region: true, level: true, kind: true, newlyOpened: true, privatelyRun: true, version: true } });

/** What an institution hosts and has hosted, the running ones first, with first and last days. */
export async function listHostings(tx: Tx, tenantId: string, institutionId: string) {
  const found = await tx.hostingPeriod.findMany({
    where: { tenantId, institutionId },
    orderBy: [{ endedOn: { sort: 'desc', nulls: 'first' } }, { startsOn: 'desc' }, { id: 'asc' }],
    take: 100,
    select: { id: true, startsOn: true, endedOn: true, centre: { select: { id: true, name: true } } },
  });
  return found.map((h) => ({ ...h, startsOn: fromDb(h.startsOn), endedOn: fromDbOrNull(h.endedOn) }));
}

const PAGE = 30;

/** One page of institutions by name's pinyin, with what they host today; `after` is the key that the page before ended with. */
export async function pageInstitutions(tx: Tx, tenantId: string, q: string | undefined, after: string | undefined) {
  const word = q?.trim().toLowerCase() ?? '';
  const where = {
    tenantId,
    ...(word ? { OR: [{ name: { contains: word } }, { region: { contains: word } }, ...(/^[a-z ]+$/.test(word) ? [{ pinyin: { contains: word } }] : [])] } : {}),
  };
  const total = await tx.institution.count({ where });
  const [afterPinyin, afterId] = after?.split('|') ?? [];
  const found = await tx.institution.findMany({
    where: afterPinyin !== undefined && isId(afterId) ? { AND: [where, { OR: [{ pinyin: { gt: afterPinyin } }, { pinyin: afterPinyin, id: { gt: afterId } }] }] } : where,
    orderBy: [{ pinyin: 'asc' }, { id: 'asc' }],
    take: PAGE + 1,
    select: {
      id: true, name: true, pinyin: true, level: true, kind: true, region: true, newlyOpened: true, privatelyRun: true,
      hosting: { where: { endedOn: null }, select: { centre: { select: { id: true, name: true } } } },
      _count: { select: { people: true } },
    },
  });
  const rows = found.slice(0, PAGE);
  const last = rows.at(-1);
  return { rows, total, next: found.length > PAGE && last ? `${last.pinyin}|${last.id}` : null };
}
