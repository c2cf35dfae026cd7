import type { Tx } from '../db/tenant';
import { fromDb, toDb } from '../db/dates';
import type { LocalDate } from '../kernel/local-date';
import type { TextArticle } from '../regulation/full-text';
import { checkProfile, compile, type CheckedProfile, type Rulebook } from '../rulebook';

/** A revision of a jurisdiction's regulation as it is in force on a day. */
export interface RulesInForce {
  /** Id of the frozen profile version; decisions point to it. */
  versionId: string;
  revision: number;
  sha256: string;
  effectiveFrom: LocalDate;
  rulebook: Rulebook;
  profile: CheckedProfile;
}

/** Compiled rulebooks by the hash of their frozen text: published law, the same for everybody, never business data. */
const compiled = new Map<string, Rulebook>();

/** The rules in force on a day: the date of the event picks the version, never today's date. Null before the first. */
export async function rulesInForce(tx: Tx, tenantId: string, on: LocalDate): Promise<RulesInForce | null> {
  const version = await tx.profileVersion.findFirst({
    where: { tenantId, effectiveFrom: { lte: toDb(on) } },
    orderBy: [{ effectiveFrom: 'desc' }, { revision: 'desc' }],
    select: { id: true, revision: true, sha256: true, effectiveFrom: true },
  });
  return version && bind(tx, tenantId, version);
}

/** The rules of one frozen version, to run an old decision again. */
export async function rulesOfVersion(tx: Tx, tenantId: string, id: string): Promise<RulesInForce | null> {
  const version = await tx.profileVersion.findUnique({ where: { tenantId_id: { tenantId, id } }, select: { id: true, revision: true, sha256: true, effectiveFrom: true } });
  return version && bind(tx, tenantId, version);
}

/** The rules for a day that may lie before the first version: those in force, otherwise the first of the jurisdiction. */
export async function rulesFor(tx: Tx, tenantId: string, on: LocalDate): Promise<RulesInForce> {
  const rules = (await rulesInForce(tx, tenantId, on)) ?? (await earliestRules(tx, tenantId));
  if (!rules) throw new Error(`tenant ${tenantId} has no rule profile`);
  return rules;
}

async function earliestRules(tx: Tx, tenantId: string): Promise<RulesInForce | null> {
  const version = await tx.profileVersion.findFirst({
    where: { tenantId },
    orderBy: [{ effectiveFrom: 'asc' }, { revision: 'desc' }],
    select: { id: true, revision: true, sha256: true, effectiveFrom: true },
  });
  return version && bind(tx, tenantId, version);
}

/** A frozen version by its identity; the text is found by its hash. */
export interface FrozenVersion {
  id: string;
  revision: number;
  sha256: string;
  effectiveFrom: LocalDate;
}

/** The rules of a version whose text has been compiled in this process, otherwise null. */
export function compiledRules({ id, ...version }: FrozenVersion): RulesInForce | null {
  const rulebook = compiled.get(version.sha256);
  return rulebook ? { versionId: id, ...version, rulebook, profile: rulebook.profile } : null;
}

/** The rules of a version; reads and compiles its text if that has not been done yet. */
export async function compileRules(tx: Tx, tenantId: string, version: FrozenVersion): Promise<RulesInForce> {
  if (!compiled.has(version.sha256)) {
    const { document } = await tx.profileVersion.findUniqueOrThrow({ where: { tenantId_id: { tenantId, id: version.id } }, select: { document: true } });
    // Checked when it was published; read again so that what the language has learned since takes its default.
    const checked = checkProfile(document);
    if (!checked.ok) throw new Error(`frozen profile ${version.sha256}: ${checked.faults.map((f) => `${f.path.join('.')} ${f.message}`).join('; ')}`);
    compiled.set(version.sha256, compile(checked.profile));
  }
  return compiledRules(version)!;
}

const bind = (tx: Tx, tenantId: string, { effectiveFrom, ...version }: { id: string; revision: number; sha256: string; effectiveFrom: Date }): Promise<RulesInForce> =>
  compileRules(tx, tenantId, { ...version, effectiveFrom: fromDb(effectiveFrom) });

/** The latest uploaded words of a regulation, split; null if nobody has uploaded them. */
export async function latestText(tx: Tx, tenantId: string, profileId: string): Promise<{ articles: TextArticle[]; fileName: string; uploadedAt: Date } | null> {
  const text = await tx.regulationText.findFirst({
    where: { tenantId, profileId },
    orderBy: [{ uploadedAt: 'desc' }, { id: 'desc' }],
    select: { articles: true, fileName: true, uploadedAt: true },
  });
  return text && { ...text, articles: text.articles as unknown as TextArticle[] };
}

/** Every jurisdiction with a published regulation, in the order of the list: names only, for pages without login. */
export const listJurisdictions = (tx: Tx) => tx.tenant.findMany({ where: { kind: 'jurisdiction' }, orderBy: [{ sort: 'asc' }, { id: 'asc' }], select: { id: true, name: true } });

/** A jurisdiction by its id, for pages without login; null if there is none. */
export const getJurisdiction = (tx: Tx, id: string) => tx.tenant.findUnique({ where: { id, kind: 'jurisdiction' }, select: { id: true, name: true, letter: true } });

/** A page of the jurisdictions, by a word of their name or authority; `after` is the last id of the page before. */
export async function pageJurisdictions(tx: Tx, word: string | undefined, after: string | undefined, size: number) {
  const where = { kind: 'jurisdiction', ...(word ? { OR: [{ name: { contains: word } }, { authority: { contains: word } }] } : {}) };
  const [total, rows] = await Promise.all([
    tx.tenant.count({ where }),
    tx.tenant.findMany({
      where,
      orderBy: [{ sort: 'asc' }, { id: 'asc' }],
      take: size + 1,
      ...(after ? { cursor: { id: after }, skip: 1 } : {}),
      select: { id: true, name: true, authority: true, level: true },
    }),
  ]);
  return { total, rows: rows.slice(0, size), next: rows.length > size ? rows[size - 1]!.id : null };
}

/** The published versions of a jurisdiction's regulation, newest first. */
export const listVersions = (tx: Tx, tenantId: string) =>
  tx.profileVersion.findMany({
    where: { tenantId },
    orderBy: [{ effectiveFrom: 'desc' }, { revision: 'desc' }],
    select: { id: true, effectiveFrom: true, revision: true, sha256: true },
  });
