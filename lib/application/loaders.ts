import { notFound } from 'next/navigation';
import { cache } from 'react';
import { sha256 } from '../audit/chain';
import { pageFrom } from '../db/cursor';
import { fromDb } from '../db/dates';
import { may, ownInstitutions, type Actor } from '../identity/actor';
import { recordDownload, refusePage } from '../identity/loaders';
import { loadDesk, loadDeskFor, readAs } from '../jurisdiction/loaders';
import { canonicalJson } from '../kernel/canonical';
import { today as todayInChina } from '../kernel/clock';
import { isId } from '../kernel/ids';
import { formatInstant } from '../kernel/instant';
import { defencePlace } from '../panel/data';
import { getRound } from '../selection/data';
import { checkApplication } from './check';
import { closedBecause, digestOf, getApplication, getFile, getPerson, getSubmitted, isAmended, mayRead, openCalls, pageApplications, peopleOf, registrationOf, standingIn, submittedFiles, workingFiles } from './data';
import { paperOf, personLine } from './form';
import { attachFault } from './mutations';
import { getReviewed, mayOpen, pageReviews, reviewCheck, standing, type ReviewFilter } from './review';

/** One page of the applications of a round, for the commission. */
export async function loadReviews(jurisdiction: string, selectionId: string, filter: ReviewFilter) {
  const { actor } = await loadDeskFor(jurisdiction, 'application.judge');
  return readAs(actor, (tx) => pageFrom(filter.after, (after) => pageReviews(tx, actor.tenantId, selectionId, { ...filter, after }), (p) => p.rows));
}

/** One application for the commission, checked as of its submission; not found before the last day for applications has passed, nor if it was withdrawn. */
export const loadReview = cache(async (jurisdiction: string, selectionId: string, id: string) => {
  const desk = await loadDeskFor(jurisdiction, 'application.judge');
  if (!isId(selectionId) || !isId(id)) notFound();
  const { tenantId } = desk.actor;
  const found = await readAs(desk.actor, async (tx) => {
    const a = await getReviewed(tx, tenantId, id);
    const round = a && a.selectionId === selectionId ? await getRound(tx, tenantId, selectionId, desk.today) : null;
    if (!a || a.state === 'withdrawn' || !round || !mayOpen(round.state)) return null;
    const decided = a.facts !== null && a.result !== null && a.state !== 'submitted';
    // What is decided is shown as it was decided; what is open is checked anew.
    const check = decided ? { facts: a.facts!, answer: a.result!.answer, conditions: standing(a) } : await reviewCheck(tx, tenantId, round, a);
    return { a, round, check, files: await submittedFiles(tx, tenantId, a), registered: await registrationOf(tx, tenantId, a.personId) };
  });
  if (!found) notFound();
  const { round, check } = found;
  const can = { judge: may(desk.actor, 'application.judge', { tenantId }), again: may(desk.actor, 'application.review-again', { tenantId }) };
  return { desk, ...found, can, digest: sha256(canonicalJson({ profile: round.rules.profile.id, revision: round.rules.revision, facts: check.facts, conditions: check.conditions })) };
});

/** The open calls of a jurisdiction, and one page of what the actor's institutions have begun or handed in. */
export async function loadApplications(jurisdiction: string, before?: string) {
  const desk = await loadDeskFor(jurisdiction, 'application.save');
  const { tenantId } = desk.actor;
  const own = ownInstitutions(desk.actor).filter((hostId) => may(desk.actor, 'application.save', { tenantId, hostId }));
  const found = await readAs(desk.actor, async (tx) => {
    const institutions = await tx.institution.findMany({ where: { tenantId, id: { in: own } }, orderBy: { pinyin: 'asc' }, select: { id: true, name: true } });
    const calls = await openCalls(tx, tenantId, desk.today);
    return { institutions, calls, standing: await standingIn(tx, tenantId, own, calls.map((c) => c.id)), page: await pageFrom(isId(before) ? before : undefined, (from) => pageApplications(tx, tenantId, own, from), (p) => p.rows) };
  });
  return { desk, ...found };
}

/** One application for its own institution's contact; not found for anybody else. */
export const loadOwnApplication = cache(async (jurisdiction: string, id: string) => {
  const desk = await loadDeskFor(jurisdiction, 'application.save');
  if (!isId(id)) notFound();
  const { tenantId } = desk.actor;
  const found = await readAs(desk.actor, async (tx) => {
    const a = await getApplication(tx, tenantId, id);
    const round = a && (await getRound(tx, tenantId, a.selectionId, desk.today));
    return a && round ? { a, round } : null;
  });
  if (!found) notFound();
  if (!may(desk.actor, 'application.save', { tenantId, hostId: found.a.institutionId })) await refusePage(desk.actor, 'application.save', { type: 'application', id });
  const { a, round } = found;
  const files = await readAs(desk.actor, async (tx) => ({ working: await workingFiles(tx, tenantId, id), submitted: await submittedFiles(tx, tenantId, a) }));
  const people = await readAs(desk.actor, async (tx) => ({ draft: await getPerson(tx, tenantId, a.draft.personId), inForce: await getPerson(tx, tenantId, a.inForce.personId) }));
  // Its page is open to anybody.
  const notice = await readAs(desk.actor, (tx) => tx.notice.findFirst({ where: { tenantId, selectionId: round.id, state: { not: 'replaced' } }, orderBy: { publishedAt: 'desc' }, select: { id: true, number: true, lastDay: true } }));
  /** Its own place only, once scoring has begun. */
  const defence = await readAs(desk.actor, (tx) => defencePlace(tx, tenantId, id));
  const closed = closedBecause(round, desk.today);
  return { desk, a, round, files, people, defence, notice: notice && { ...notice, lastDay: fromDb(notice.lastDay) }, closed, isOpen: closed === null && ['draft', 'submitted', 'withdrawn'].includes(a.state), amended: a.state === 'submitted' && isAmended(a, files.working, files.submitted), digest: digestOf(a.inForce, files.submitted) };
});

/** Whether an application belongs to one of the actor's institutions; asked before a body is read for it. */
export const ownsApplication = (actor: Actor, id: string): Promise<boolean> =>
  readAs(actor, async (tx) => {
    const a = await tx.application.findUnique({ where: { tenantId_id: { tenantId: actor.tenantId, id } }, select: { institutionId: true } });
    return a !== null && may(actor, 'application.attach', { tenantId: actor.tenantId, hostId: a.institutionId });
  });

/** What speaks against an attachment to an application of the actor's; asked before its bytes are read. Null where nothing does. */
export const loadAttachFault = (actor: Actor, input: Parameters<typeof attachFault>[3]) => readAs(actor, (tx) => attachFault(tx, actor.tenantId, todayInChina(), input));

/** The people whom an institution may put forward. */
export async function loadPeople(jurisdiction: string, institutionId: string) {
  const { actor } = await loadDeskFor(jurisdiction, 'application.save');
  if (!may(actor, 'application.save', { tenantId: actor.tenantId, hostId: institutionId })) notFound();
  return readAs(actor, (tx) => peopleOf(tx, actor.tenantId, institutionId));
}

/** The conditions as they stand for the working copy today, before it is submitted, and who registered the person whom it names. */
export async function loadSelfCheck(jurisdiction: string, id: string) {
  const { desk, a, round } = await loadOwnApplication(jurisdiction, id);
  const { personId, post, statements } = a.draft;
  const { tenantId } = desk.actor;
  return readAs(desk.actor, async (tx) => ({
    ...(await checkApplication(tx, tenantId, round, { institutionId: a.institutionId, personId, post, statements }, desk.today)),
    registered: await registrationOf(tx, tenantId, personId),
  }));
}

/**
 * An application to be read or printed, with what is in force of it; a draft, which only its own institution reads, as it is typed.
 * Not found for whoever may not read it.
 */
export const loadReadable = cache(async (jurisdiction: string, id: string) => {
  const desk = await loadDesk(jurisdiction);
  if (!isId(id)) notFound();
  const { tenantId } = desk.actor;
  const found = await readAs(desk.actor, async (tx) => {
    const a = await getSubmitted(tx, tenantId, id);
    const round = a && (await getRound(tx, tenantId, a.selectionId, desk.today));
    if (!a || !round || !(await mayRead(tx, desk.actor, a, round.state))) return { a, round: null };
    // Nobody else may read what was never submitted.
    const isDraft = a.submittedAt === null || a.state === 'draft';
    const content = isDraft ? (await getApplication(tx, tenantId, id))!.draft : a.inForce;
    const files = isDraft ? await workingFiles(tx, tenantId, id) : await submittedFiles(tx, tenantId, a);
    return { a, round, content, files, isDraft, person: await getPerson(tx, tenantId, content.personId), digest: digestOf(content, files) };
  });
  if (!found.a) notFound();
  if (!found.round) return refusePage(desk.actor, 'application.read', { type: 'application', id });
  return { desk, ...found };
});

/** An application as the official form, for whoever may read it. */
export async function loadPaper(jurisdiction: string, id: string) {
  const found = await loadReadable(jurisdiction, id);
  const { a, round, content, files, person, isDraft, digest } = found;
  const submitted = !isDraft && a.submittedAt && a.receipt ? { receipt: a.receipt, at: formatInstant(a.submittedAt) } : null;
  const paper = paperOf({ profile: round.rules.profile, of: round, content, institution: a.institution.name, person: person && personLine(person), files, digest, submitted });
  return { ...found, paper };
}

/** The same as a file to be downloaded, which leaves a record. */
export async function loadPaperFile(jurisdiction: string, id: string) {
  const found = await loadPaper(jurisdiction, id);
  await recordDownload(found.desk.actor, 'application.read', { type: 'application', id }, { file: 'docx' });
  return found;
}

/** An attachment of an application to be downloaded; not found for whoever may not read the application. What is not in force only its own institution reads. */
export async function loadFile(jurisdiction: string, id: string, fileId: string) {
  const { desk, a, files } = await loadReadable(jurisdiction, id);
  if (!isId(fileId)) notFound();
  const isOwn = ownInstitutions(desk.actor).includes(a.institutionId);
  const file = isOwn || files.some((f) => f.id === fileId) ? await readAs(desk.actor, (tx) => getFile(tx, desk.actor.tenantId, id, fileId)) : null;
  if (!file) notFound();
  await recordDownload(desk.actor, 'application.read', { type: 'application', id }, { file: fileId, name: file.name });
  return { desk, a, file };
}
