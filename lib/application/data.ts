import { sha256 } from '../audit/chain';
import { fromDbOrNull, toDb } from '../db/dates';
import type { Prisma, Tx } from '../db/tenant';
import { ROAD_WORDS, type Post, type Title } from '../glossary';
import { may, ownInstitutions, type Actor } from '../identity/actor';
import { canonicalJson } from '../kernel/canonical';
import { formatDate } from '../kernel/chinese';
import type { LocalDate } from '../kernel/local-date';
import type { Round } from '../selection/data';
import { schemeSchema } from '../selection/scheme';
import { isReadByPanel, type Road, type SelectionState } from '../selection/states';
import { settled } from './form';
import { mayOpen } from './review';
import { draftSchema, type Draft } from './schema';
import { shownState, type ApplicationState } from './states';

// Applications as their applicants read and write them. What the review found of one stays out of it until the notice opens.

const submittedFields = {
  id: true, selectionId: true, institutionId: true, personId: true, post: true, state: true, form: true, statements: true, receipt: true,
  submittedAt: true, submittedByName: true, reviewReason: true, version: true, createdAt: true, updatedAt: true,
  institution: { select: { id: true, name: true, level: true, kind: true, region: true } },
  selection: { select: { state: true } },
} as const satisfies Prisma.ApplicationSelect;

const EMPTY: Draft = draftSchema.parse({});

/** An application as it was submitted last, for whoever reads it from outside; null if it does not exist in the tenant. */
export async function getSubmitted(tx: Tx, tenantId: string, id: string) {
  const row = await tx.application.findUnique({ where: { tenantId_id: { tenantId, id } }, select: submittedFields });
  return row && submitted(row);
}
export type Submitted = NonNullable<Awaited<ReturnType<typeof getSubmitted>>>;

/** The same with its working copy, for its own institution: nobody else reads what was not submitted. */
export async function getApplication(tx: Tx, tenantId: string, id: string) {
  const row = await tx.application.findUnique({ where: { tenantId_id: { tenantId, id } }, select: { ...submittedFields, draft: true } });
  if (!row) return null;
  const { draft, ...rest } = row;
  return { ...submitted(rest), draft: draftSchema.safeParse(draft).data ?? EMPTY };
}
export type Application = NonNullable<Awaited<ReturnType<typeof getApplication>>>;

function submitted({ form, statements, personId, post, state, selection, reviewReason, ...rest }: Prisma.ApplicationGetPayload<{ select: typeof submittedFields }>) {
  const inForce = draftSchema.safeParse({ form, statements, personId, post }).data ?? EMPTY;
  const shown = shownState(state as ApplicationState, selection.state);
  return {
    ...rest,
    state: state as ApplicationState,
    /** As the applicant may know it. */
    shown,
    reviewReason: shown === state ? reviewReason : null,
    /** What was submitted last. */
    inForce,
    /** The post for which somebody is recommended; it is there from the beginning. */
    post: post as Post | null,
  };
}

const FILE = { id: true, fieldId: true, name: true, mediaType: true, size: true, sha256: true, uploadedAt: true } as const;
const BY_TIME = [{ uploadedAt: 'asc' as const }, { id: 'asc' as const }];

/** Attachments of the working copy. */
export const workingFiles = (tx: Tx, tenantId: string, applicationId: string) =>
  tx.applicationFile.findMany({ where: { tenantId, applicationId, removedAt: null }, orderBy: BY_TIME, select: FILE });

/** Attachments as they stood when the application was submitted last; what was added or taken away since is not in force. */
export const submittedFiles = (tx: Tx, tenantId: string, { id, submittedAt }: { id: string; submittedAt: Date | null }) =>
  submittedAt === null
    ? Promise.resolve([])
    : tx.applicationFile.findMany({ where: { tenantId, applicationId: id, uploadedAt: { lte: submittedAt }, OR: [{ removedAt: null }, { removedAt: { gt: submittedAt } }] }, orderBy: BY_TIME, select: FILE });
export type AttachedFile = Awaited<ReturnType<typeof workingFiles>>[number];

/** The hash of what is submitted: answers, statements, person, post and the hashes of the attachments. */
export const digestOf = (content: Draft, files: readonly Pick<AttachedFile, 'fieldId' | 'name' | 'size' | 'sha256'>[]): string =>
  sha256(canonicalJson({ ...content, files: files.map(({ fieldId, name, size, sha256: hash }) => ({ fieldId, name, size, sha256: hash })) }));

/** Whether the working copy says something else than what is in force. */
export const isAmended = (a: Pick<Application, 'draft' | 'inForce'>, working: readonly AttachedFile[], submitted: readonly AttachedFile[]): boolean =>
  digestOf(settled(a.draft), working) !== digestOf(settled(a.inForce), submitted);

/** What speaks against handing in now, in words; null while the call is open. The last day ends at 24:00 in China. */
export function closedBecause({ road, state, opensOn, closesOn }: Pick<Round, 'road' | 'state' | 'opensOn' | 'closesOn'>, today: LocalDate): string | null {
  const { answer, round } = ROAD_WORDS[road];
  if (state === 'cancelled') return `${round}已经终止，不能再办理；已填写的内容都保留着`;
  if (!closesOn || ['draft', 'scheme-submitted', 'scheme-approved'].includes(state)) return `公告还没有发布，不能${answer}`;
  if (today > closesOn || state !== 'open') return `${answer}已于${formatDate(closesOn)}24时截止，不能再办理；已填写的内容都保留着`;
  return opensOn && today < opensOn ? `${answer}自${formatDate(opensOn)}起，现在不能办理` : null;
}

/** The people of the pool who work at an institution, for choosing one. */
export const peopleOf = async (tx: Tx, tenantId: string, institutionId: string) =>
  (await tx.person.findMany({ where: { tenantId, institutionId }, orderBy: [{ pinyin: 'asc' }, { id: 'asc' }], take: 1000, select: { id: true, name: true, title: true, born: true } })).map((p) => ({
    ...p, title: p.title as Title, born: fromDbOrNull(p.born),
  }));

/** One person as an application shows him; null if the pool does not hold him. */
export async function getPerson(tx: Tx, tenantId: string, id: string | null) {
  const p = id === null ? null : await tx.person.findUnique({
    where: { tenantId_id: { tenantId, id } },
    select: { id: true, name: true, title: true, born: true, employment: true, headsSpecialty: true, institutionId: true, institution: { select: { name: true } } },
  });
  return p && { ...p, title: p.title as Title, born: fromDbOrNull(p.born) };
}

/** Who took a person into the register, in which role and when; null where the log does not tell. */
export const registrationOf = (tx: Tx, tenantId: string, personId: string | null) =>
  personId === null
    ? Promise.resolve(null)
    : tx.auditEvent.findFirst({ where: { tenantId, targetId: personId, targetType: 'person', act: 'person.register', result: 'ok' }, select: { accountName: true, role: true, at: true } });
export type Registration = Awaited<ReturnType<typeof registrationOf>>;

/** Calls that are open on a day, the one that closes first at the top. */
export async function openCalls(tx: Tx, tenantId: string, today: LocalDate) {
  const found = await tx.selection.findMany({
    where: { tenantId, state: 'open', closesOn: { gte: toDb(today) } },
    orderBy: [{ closesOn: 'asc' }, { id: 'asc' }],
    take: 200,
    select: { id: true, number: true, title: true, road: true, body: true, opensOn: true, closesOn: true, specialty: { select: { direction: true } } },
  });
  return found.map((s) => ({ ...s, road: s.road as Road, opensOn: fromDbOrNull(s.opensOn), closesOn: fromDbOrNull(s.closesOn)! }));
}

const PAGE = 30;

/** One page of the applications of some institutions, newest first; `before` is the id that the page before ended with. */
export async function pageApplications(tx: Tx, tenantId: string, institutions: readonly string[], before?: string) {
  const where = { tenantId, institutionId: { in: [...institutions] } };
  const total = await tx.application.count({ where });
  const found = await tx.application.findMany({
    where: before ? { ...where, id: { lt: before } } : where,
    orderBy: { id: 'desc' },
    take: PAGE + 1,
    select: {
      id: true, state: true, post: true, receipt: true, submittedAt: true, institution: { select: { name: true } },
      selection: { select: { number: true, title: true, road: true, state: true, closesOn: true, scheme: true, specialty: { select: { direction: true } } } },
    },
  });
  const rows = found.slice(0, PAGE).map(({ selection: { closesOn, specialty, scheme, ...selection }, ...a }) => ({
    ...a, post: a.post as Post | null, state: shownState(a.state as ApplicationState, selection.state),
    round: { ...selection, road: selection.road as Road, state: selection.state as SelectionState, closesOn: fromDbOrNull(closesOn), hasPanel: Boolean(schemeSchema.safeParse(scheme).data?.panel), direction: specialty.direction },
  }));
  return { rows, total, next: found.length > PAGE ? rows.at(-1)!.id : null };
}

/** What the institutions have begun in some rounds and not withdrawn. */
export const standingIn = (tx: Tx, tenantId: string, institutions: readonly string[], rounds: readonly string[]) =>
  tx.application.findMany({
    where: { tenantId, institutionId: { in: [...institutions] }, selectionId: { in: [...rounds] } },
    orderBy: { id: 'asc' },
    select: { id: true, selectionId: true, institutionId: true, state: true },
  });

/**
 * Whether an actor may read an application: its own institution at any time; the commission what was submitted, once the
 * last day has passed; an assessor of the panel what goes to the scoring, until the round is decided.
 */
export async function mayRead(tx: Tx, actor: Actor, a: Pick<Application, 'selectionId' | 'institutionId' | 'state' | 'submittedAt'>, roundState: SelectionState): Promise<boolean> {
  const { tenantId } = actor;
  if (ownInstitutions(actor).includes(a.institutionId) && may(actor, 'application.read', { tenantId, hostId: a.institutionId })) return true;
  if (a.submittedAt === null || a.state === 'draft' || a.state === 'withdrawn' || !mayOpen(roundState)) return false;
  if (may(actor, 'application.read', { tenantId })) return true;
  if (a.state !== 'eligible' || !isReadByPanel(roundState) || !may(actor, 'panel.read', { tenantId, assigneeId: actor.accountId })) return false;
  return (await tx.panelMember.count({ where: { tenantId, selectionId: a.selectionId, accountId: actor.accountId, state: 'accepted' } })) > 0;
}

/** A stored attachment of an application, for the download: also one that was taken away after it had been submitted. */
export const getFile = (tx: Tx, tenantId: string, applicationId: string, id: string) =>
  tx.applicationFile.findFirst({ where: { tenantId, applicationId, id }, select: { ...FILE, storage: true, removedAt: true } });
