import { notFound } from 'next/navigation';
import { cache } from 'react';
import { fromDb } from '../db/dates';
import { PLATFORM, readTenant, type Tx } from '../db/tenant';
import { may, type Actor } from '../identity/actor';
import { mayEver, type Act } from '../identity/capabilities';
import { loadActor, loadSignedIn, refusePage } from '../identity/loaders';
import { today as todayInChina } from '../kernel/clock';
import { isId } from '../kernel/ids';
import type { LocalDate } from '../kernel/local-date';
import { idSchema } from '../regulation/cited';
import { wordsOf } from '../regulation/full-text';
import { compiledRules, compileRules, getJurisdiction, latestText, listJurisdictions, listVersions, pageJurisdictions, rulesFor, rulesOfVersion, type RulesInForce } from './data';

/** What every page of the workspace starts from. */
export interface Desk {
  actor: Actor;
  today: LocalDate;
  rules: RulesInForce;
  tenant: { id: string; name: string; authority: string; level: string; letter: string };
}

/** The workspace of a jurisdiction for the account signed in; not found without a role or without a rule profile there. */
export const loadDesk = cache(async (jurisdiction: string): Promise<Desk> => {
  const actor = await loadActor(jurisdiction);
  const { tenants, version } = (await loadSignedIn(jurisdiction))!;
  const tenant = tenants.find((t) => t.id === jurisdiction)!;
  if (tenant.kind !== 'jurisdiction' || !version) notFound();
  const frozen = { ...version, effectiveFrom: version.effectiveFrom as LocalDate };
  // The text itself is read only by the first request that meets its hash.
  const rules = compiledRules(frozen) ?? (await readTenant({ tenantId: tenant.id, accountId: actor.accountId }, (tx) => compileRules(tx, tenant.id, frozen)));
  return { actor, today: todayInChina(), rules, tenant };
});

/** The workspace for a page that needs an act; not found if none of the actor's roles may ever do it. */
export async function loadDeskFor(jurisdiction: string, act: Act): Promise<Desk> {
  const desk = await loadDesk(jurisdiction);
  if (!mayEver(act, desk.actor.roles.map((r) => r.role))) await refusePage(desk.actor, act);
  return desk;
}

/** Reads under the actor's eyes. */
export const readAs = <T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> =>
  readTenant({ tenantId: actor.tenantId, accountId: actor.accountId }, work);

/** Every jurisdiction, for pages without login. */
export const loadJurisdictions = cache(() => readTenant({ tenantId: PLATFORM, accountId: null }, listJurisdictions));

/** A page of the jurisdictions, for pages without login. */
export const loadJurisdictionPage = (word: string | undefined, after: string | undefined) =>
  readTenant({ tenantId: PLATFORM, accountId: null }, (tx) => pageJurisdictions(tx, word, after, 50));

/** The published regulation of a jurisdiction for anybody: the version asked for, otherwise the one in force today; not found if there is none. */
export const loadPublishedRules = cache(async (jurisdiction: string, versionId?: string) => {
  if (!idSchema.safeParse(jurisdiction).success || (versionId !== undefined && !isId(versionId))) notFound();
  const found = await readTenant({ tenantId: jurisdiction, accountId: null }, async (tx) => {
    const tenant = await getJurisdiction(tx, jurisdiction);
    if (!tenant) return null;
    const rules = versionId ? await rulesOfVersion(tx, tenant.id, versionId) : await rulesFor(tx, tenant.id, todayInChina());
    return rules && { tenant, rules, text: await latestText(tx, tenant.id, rules.profile.id), versions: (await listVersions(tx, tenant.id)).map((v) => ({ ...v, effectiveFrom: fromDb(v.effectiveFrom) })) };
  });
  return found ?? notFound();
});

/** The words of the regulation in force, for the workspace; and whether the actor may upload them. */
export const loadRegulationText = cache(async (jurisdiction: string) => {
  const desk = await loadDeskFor(jurisdiction, 'regulation.read');
  const text = await readAs(desk.actor, (tx) => latestText(tx, desk.tenant.id, desk.rules.profile.id));
  return { desk, text, mayUpload: may(desk.actor, 'regulation.upload', { tenantId: desk.tenant.id }) };
});

/** The words of an article of a regulation, as its administrator uploaded them; undefined where nobody has. */
export const loadWords = cache(async (jurisdiction: string, profileId: string): Promise<(article: string) => string | undefined> => {
  const { actor, tenant } = await loadDesk(jurisdiction);
  const text = await readAs(actor, (tx) => latestText(tx, tenant.id, profileId));
  return (article) => wordsOf(text?.articles ?? [], article)?.text;
});
