import { notFound } from 'next/navigation';
import { cache } from 'react';
import { PLATFORM, readTenant, withTenant } from '../db/tenant';
import { may } from '../identity/actor';
import { loadSignedIn, recordDownload } from '../identity/loaders';
import { unseal } from '../identity/sealing';
import { sha256 } from '../audit/chain';
import { checkApplication } from '../application/check';
import { getJurisdiction, rulesFor } from '../jurisdiction/data';
import { loadDeskFor, readAs, type Desk } from '../jurisdiction/loaders';
import { canonicalJson } from '../kernel/canonical';
import { systemClock, today as todayInChina } from '../kernel/clock';
import { isId } from '../kernel/ids';
import { idSchema } from '../regulation/cited';
import type { Round } from '../selection/data';
import { candidatesOf, hasHead } from '../selection/result';
import { getNotice, getObjectionFile, listNotices, pageNotices, receivedObjection, recordSighting, revealedTo, successorOf } from './data';
import { contactPlace } from './mutations';
import { readProof } from './proof';

const anybody = (tenantId: string) => ({ tenantId, accountId: null });

/** A page of the notices of all jurisdictions, with the names of these. */
export const loadNotices = (word: string | undefined, after: string | undefined) =>
  readTenant(anybody(PLATFORM), async (tx) => {
    const page = await pageNotices(tx, null, word, after !== undefined && isId(after) ? after : undefined);
    const names = await tx.tenant.findMany({ where: { id: { in: page.rows.map((r) => r.tenantId) } }, select: { id: true, name: true } });
    return { ...page, today: todayInChina(), nameOf: new Map(names.map((t) => [t.id, t.name])) };
  });

/** A page of the notices of one jurisdiction; not found if there is none. */
export async function loadNoticesOf(jurisdiction: string, word: string | undefined, after: string | undefined) {
  if (!idSchema.safeParse(jurisdiction).success) notFound();
  const found = await readTenant(anybody(jurisdiction), async (tx) => {
    const tenant = await getJurisdiction(tx, jurisdiction);
    if (!tenant) return null;
    const { profile } = await rulesFor(tx, jurisdiction, todayInChina());
    return { tenant, profile, today: todayInChina(), ...(await pageNotices(tx, jurisdiction, word, after !== undefined && isId(after) ? after : undefined)) };
  });
  return found ?? notFound();
}

/** A notice for anybody. The first time that nobody signed in reads it, it is written down when that was: the one write of a public page. */
export const loadNotice = cache(async (jurisdiction: string, id: string) => {
  if (!idSchema.safeParse(jurisdiction).success || !isId(id)) notFound();
  const found = await readTenant(anybody(jurisdiction), async (tx) => {
    const tenant = await getJurisdiction(tx, jurisdiction);
    const notice = tenant && (await getNotice(tx, jurisdiction, id));
    if (!tenant || !notice) return null;
    const { profile } = await rulesFor(tx, jurisdiction, todayInChina());
    return { tenant, notice, profile, successor: notice.state === 'replaced' ? await successorOf(tx, jurisdiction, notice) : null };
  });
  if (!found) notFound();
  let { sighting } = found.notice;
  if (!sighting && (await loadSignedIn(null)) === null) {
    const served = sha256(canonicalJson(found.notice.body));
    sighting = await withTenant(anybody(jurisdiction), async (tx) => {
      await recordSighting(tx, jurisdiction, id, served, systemClock.now());
      return (await getNotice(tx, jurisdiction, id))!.sighting;
    });
  }
  return { ...found, today: todayInChina(), notice: { ...found.notice, sighting } };
});

/** Whoever has filed an objection reads that it was received; not found for any other number. */
export async function loadReceived(jurisdiction: string, id: string, number: string) {
  const { notice, profile, tenant } = await loadNotice(jurisdiction, id);
  const objection = number ? await readTenant(anybody(jurisdiction), (tx) => receivedObjection(tx, jurisdiction, id, number)) : null;
  return { notice, profile, tenant, objection: objection ?? notFound() };
}

/** An attachment of an objection, for whoever handles objections; leaves a record. Not found for anybody else. */
export async function loadObjectionFile(jurisdiction: string, objectionId: string, fileId: string) {
  const { actor } = await loadDeskFor(jurisdiction, 'objection.read');
  if (!isId(objectionId) || !isId(fileId)) notFound();
  const file = may(actor, 'objection.read', { tenantId: actor.tenantId }) ? await readAs(actor, (tx) => getObjectionFile(tx, actor.tenantId, objectionId, fileId)) : null;
  if (!file) notFound();
  await recordDownload(actor, 'objection.read', { type: 'objection', id: objectionId }, { file: fileId, name: file.name, sha256: file.sha256 });
  return file;
}

/** The proof of a notice; null if there is no such notice. */
export async function loadProof(jurisdiction: string, id: string) {
  if (!idSchema.safeParse(jurisdiction).success || !isId(id)) return null;
  return readTenant(anybody(jurisdiction), (tx) => readProof(tx, jurisdiction, id));
}

/** A contact in plain words; what cannot be opened is said, not hidden. */
function openedContact(sealed: string, place: string): string {
  try {
    return sealed === '' ? '未填写' : unseal(sealed, place);
  } catch {
    return '无法打开：加密密钥与收到时不同';
  }
}

/** What the page of the result shows to the commission. */
export async function loadResult(desk: Desk, round: Round, query: { institution?: string | undefined; head?: string | undefined; q?: string | undefined }) {
  const { actor, today } = desk;
  const { tenantId } = actor;
  const can = (act: Parameters<typeof may>[1]) => may(actor, act, { tenantId });
  const isChoosing = round.state === 'choosing' || (round.road === 'designation' && round.state === 'draft');
  return readAs(actor, async (tx) => {
    const candidates = isChoosing && round.road !== 'designation' ? await candidatesOf(tx, tenantId, round) : [];
    const institutionId = isChoosing && round.road === 'designation' && query.institution && isId(query.institution) ? query.institution : null;
    const institution = institutionId ? await tx.institution.findUnique({ where: { tenantId_id: { tenantId, id: institutionId } }, select: { id: true, name: true, level: true } }) : null;
    const word = query.q?.trim();
    const institutions = isChoosing && round.road === 'designation' && word
      ? await tx.institution.findMany({ where: { tenantId, OR: [{ name: { contains: word } }, { pinyin: { contains: word.toLowerCase() } }] }, orderBy: { pinyin: 'asc' }, take: 20, select: { id: true, name: true, level: true, region: true } })
      : [];
    const chosenHead = query.head && isId(query.head) ? query.head : null;
    const designation = institution ? await checkApplication(tx, tenantId, round, { institutionId: institution.id, personId: chosenHead, post: null, statements: {} }, today) : null;
    /** From whom the head may be taken: the people of the institutions that come into question. */
    const staff = isChoosing && hasHead(round)
      ? await tx.person.findMany({
          where: { tenantId, institutionId: { in: institution ? [institution.id] : candidates.map((c) => c.institutionId) } },
          orderBy: [{ pinyin: 'asc' }, { id: 'asc' }],
          take: 1000,
          select: { id: true, name: true, title: true, institutionId: true },
        })
      : [];
    const choice = round.choice;
    const people = choice
      ? await tx.person.findMany({
          where: { tenantId, id: { in: choice.kind === 'host' ? (choice.headPersonId ? [choice.headPersonId] : []) : choice.members.map((m) => m.personId) } },
          select: { id: true, name: true, title: true, institution: { select: { name: true } } },
        })
      : [];
    const chosen = choice?.kind === 'host' ? await tx.institution.findUnique({ where: { tenantId_id: { tenantId, id: choice.institutionId } }, select: { id: true, name: true, level: true } }) : null;
    const notices = await listNotices(tx, tenantId, round.id);
    const opened = can('objection.reveal') ? await revealedTo(tx, tenantId, actor.accountId, notices.flatMap((n) => n.objections.map((o) => o.id)), systemClock.now()) : new Set<string>();
    return {
      candidates, institution, institutions, designation, staff, people, chosen,
      notices: notices.map((n) => ({
        ...n,
        objections: n.objections.map(({ contactSealed, ...o }) => ({ ...o, contact: opened.has(o.id) ? openedContact(contactSealed, contactPlace(tenantId, o.id)) : null })),
      })),
      isChoosing,
      may: {
        choose: can('selection.choose'), returnChoice: can('selection.return-choice'), release: can('selection.release'), reopen: can('selection.reopen'), reopenReview: can('selection.reopen-review'),
        answer: can('objection.answer'), reveal: can('objection.reveal'), readFiles: can('objection.read'),
      },
      own: round.chosenById === actor.accountId,
    };
  });
}
export type LoadedResult = Awaited<ReturnType<typeof loadResult>>;
