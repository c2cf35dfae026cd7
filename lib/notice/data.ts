import { fromDb, fromDbOrNull } from '../db/dates';
import { appendAudit } from '../audit/append';
import { sql, type Sql, type Tx } from '../db/tenant';
import { newId } from '../kernel/ids';
import { firstCounted } from './days';
import { noticeBodySchema } from './page';
import type { Matter, Objector } from './schema';
import type { NoticeState, ObjectionState } from './states';

const NOTICE_PAGE = 20;

/** How many notices a search looks through and a list counts, the newest ones; what is older stands in the list all the same. */
export const MOST_SEARCHED = 2000;

const NEWEST = [{ lastDay: 'desc' as const }, { publishedAt: 'desc' as const }, { id: 'desc' as const }];

/** The newest notices of a tenant, or of all, in the order of the list: as many as are searched. Those of all are read by an index of that order, those of one by its tenant. */
export const newestNotices = (tenantId: string | null): Sql =>
  tenantId === null
    ? sql`select id, title, number, last_day, published_at from notice order by last_day desc, published_at desc, id desc limit ${MOST_SEARCHED}`
    : sql`select id, title, number, last_day, published_at from notice where tenant_id = ${tenantId} order by last_day desc, published_at desc, id desc limit ${MOST_SEARCHED}`;

/** The ids of those among the newest that hold a word in title or number, in the order of the list. */
const searched = async (tx: Tx, tenantId: string | null, word: string): Promise<string[]> =>
  (await tx.$queryRaw<{ id: string }[]>`
    select id from (${newestNotices(tenantId)}) n where position(lower(${word}) in lower(title || ' ' || number)) > 0 order by last_day desc, published_at desc, id desc`).map((n) => n.id);

/**
 * One page of notices, those with the latest last day first, so that what runs stands at the top. Without a tenant those of all
 * jurisdictions, which only the scope of the platform sees; `after` is the id that the page before ended with. A word is looked
 * for among the newest MOST_SEARCHED; `total` counts no further either, and `isMore` says whether there are more.
 */
export async function pageNotices(tx: Tx, tenantId: string | null, word: string | undefined, after: string | undefined) {
  const own = tenantId ? { tenantId } : {};
  const ids = word === undefined ? null : await searched(tx, tenantId, word);
  const [{ n: standing }] = await tx.$queryRaw<[{ n: number }]>`select count(*)::int as n from (select 1 from notice ${tenantId ? sql`where tenant_id = ${tenantId}` : sql``} limit ${MOST_SEARCHED + 1}) n`;
  const last = after && ids === null ? await tx.notice.findFirst({ where: { ...own, id: after }, select: { id: true, tenantId: true } }) : null;
  const start = ids && after ? ids.indexOf(after) + 1 : 0;
  const found = await tx.notice.findMany({
    where: { ...own, ...(ids ? { id: { in: ids.slice(start, start + NOTICE_PAGE + 1) } } : {}) },
    orderBy: NEWEST,
    take: NOTICE_PAGE + 1,
    ...(last ? { cursor: { tenantId_id: { tenantId: last.tenantId, id: last.id } }, skip: 1 } : {}),
    select: { tenantId: true, id: true, number: true, title: true, state: true, body: true },
  });
  const rows = found.slice(0, NOTICE_PAGE).map(({ body, ...n }) => {
    const { period } = noticeBodySchema.parse(body);
    return { ...n, state: n.state as NoticeState, publishedOn: period.publishedOn, countedFrom: firstCounted(period), lastDay: period.lastDay };
  });
  return { rows, total: ids ? ids.length : Math.min(standing, MOST_SEARCHED), isMore: standing > MOST_SEARCHED, next: found.length > NOTICE_PAGE ? rows.at(-1)!.id : null };
}
export type NoticeLine = Awaited<ReturnType<typeof pageNotices>>['rows'][number];

/** A notice as everybody may see it: what it says, when it was first seen, and of its objections neither name, contact nor facts. */
export async function getNotice(tx: Tx, tenantId: string, id: string) {
  const n = await tx.notice.findUnique({
    where: { tenantId_id: { tenantId, id } },
    select: {
      id: true, number: true, state: true, publishedAt: true, body: true, sha256: true, closedAt: true, closeReason: true, selectionId: true,
      selection: { select: { documentNumber: true, decidedOn: true } },
      sightings: { take: 1, select: { at: true, sha256: true } },
      objections: { orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }], select: { id: true, number: true, kind: true, matter: true, receivedAt: true, state: true, upheld: true, answer: true, answeredAt: true } },
    },
  });
  if (!n) return null;
  const { selection, sightings, ...rest } = n;
  const state = n.state as NoticeState;
  return {
    ...rest,
    state,
    body: noticeBodySchema.parse(n.body),
    decision: state === 'closed' && selection.decidedOn ? { documentNumber: selection.documentNumber, decidedOn: fromDb(selection.decidedOn) } : null,
    sighting: sightings[0] ?? null,
    objections: n.objections.map((o) => ({ ...o, kind: o.kind as Objector, matter: o.matter as Matter, state: o.state as ObjectionState })),
  };
}
export type PublicNotice = NonNullable<Awaited<ReturnType<typeof getNotice>>>;

/** The notice that took the place of one which was ended; null if there is none yet. */
export const successorOf = (tx: Tx, tenantId: string, { selectionId, publishedAt }: Pick<PublicNotice, 'selectionId' | 'publishedAt'>) =>
  tx.notice.findFirst({ where: { tenantId, selectionId, publishedAt: { gt: publishedAt } }, orderBy: { publishedAt: 'asc' }, select: { id: true, number: true } });

/** Writes down that a page was served for the first time, and what it said, here and in the audit chain; later servings write nothing. Who read it is nobody's business. */
export async function recordSighting(tx: Tx, tenantId: string, noticeId: string, sha256: string, at: Date): Promise<void> {
  const written = await tx.$executeRaw`
    insert into notice_sighting (tenant_id, id, notice_id, at, sha256) values (${tenantId}, ${newId()}::uuid, ${noticeId}::uuid, ${at}, ${sha256})
    on conflict (tenant_id, notice_id) do nothing`;
  if (written === 0) return;
  const { number } = await tx.notice.findUniqueOrThrow({ where: { tenantId_id: { tenantId, id: noticeId } }, select: { number: true } });
  await appendAudit(tx, {
    tenantId, accountId: null, accountName: '公众', role: '', act: 'notice.first-seen', targetType: 'notice', targetId: noticeId, result: 'ok', ip: '', requestId: newId(), data: { notice: number, sha256 },
  }, at);
}

/** An objection by its number, for whoever has just filed it: nothing but that it was received. */
export const receivedObjection = (tx: Tx, tenantId: string, noticeId: string, number: string) =>
  tx.objection.findFirst({ where: { tenantId, noticeId, number }, select: { number: true, receivedAt: true, _count: { select: { files: true } } } });

/** An attachment of an objection, for the download. */
export const getObjectionFile = (tx: Tx, tenantId: string, objectionId: string, id: string) =>
  tx.objectionFile.findFirst({ where: { tenantId, objectionId, id }, select: { name: true, mediaType: true, size: true, sha256: true, storage: true } });

/** How long a contact stands open to whoever gave a reason for seeing it. */
export const REVEALED_MINUTES = 15;

/** The notices of a round with their objections, for the commission; contacts stay sealed. */
export async function listNotices(tx: Tx, tenantId: string, selectionId: string) {
  const found = await tx.notice.findMany({
    where: { tenantId, selectionId },
    orderBy: { publishedAt: 'desc' },
    select: {
      id: true, number: true, state: true, title: true, body: true, sha256: true, publishedAt: true, lastDay: true, closedAt: true, closeReason: true,
      sightings: { take: 1, select: { at: true } },
      objections: {
        orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
        select: { id: true, number: true, kind: true, name: true, contactSealed: true, matter: true, facts: true, receivedAt: true, state: true, upheld: true, answer: true, answeredByName: true, answeredAt: true, version: true, files: { orderBy: { id: 'asc' }, select: { id: true, name: true, size: true, sha256: true } } },
      },
    },
  });
  return found.map(({ sightings, ...n }) => ({
    ...n,
    state: n.state as NoticeState,
    body: noticeBodySchema.parse(n.body),
    lastDay: fromDbOrNull(n.lastDay)!,
    firstSeen: sightings[0]?.at ?? null,
    objections: n.objections.map((o) => ({ ...o, kind: o.kind as Objector, matter: o.matter as Matter, state: o.state as ObjectionState })),
  }));
}

/** The objections whose contact an account has been shown lately, each time with a reason in the log. */
export async function revealedTo(tx: Tx, tenantId: string, accountId: string, objectionIds: readonly string[], now: Date): Promise<Set<string>> {
  if (objectionIds.length === 0) return new Set();
  const found = await tx.auditEvent.findMany({
    where: { tenantId, targetId: { in: [...objectionIds] }, act: 'objection.reveal', result: 'ok', accountId, at: { gt: new Date(now.getTime() - REVEALED_MINUTES * 60_000) } },
    select: { targetId: true },
  });
  return new Set(found.map((e) => e.targetId));
}
