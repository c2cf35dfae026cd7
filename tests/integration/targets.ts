import type pg from 'pg';
import { newId } from '../../lib/kernel/ids.ts';
import type { LocalDate } from '../../lib/kernel/local-date.ts';
import { oneOf, rowsOf } from './cast.ts';
import { roundTargetsOf, type RoundTargets } from './round-targets.ts';
import { TODAY } from './seeded.ts';

/** One thing of each kind that somebody can act on, in one tenant. */
export interface Targets {
  tenantId: string;
  /** The regulation in force. */
  profileId: string;
  /** A centre whose committee stands, with no list on its way. */
  begin: { centreId: string; body: string };
  draft: RosterTarget;
  submitted: RosterTarget;
  /** Null where the regulation knows no grades. */
  assigned: AssessmentTarget | null;
  proposed: AssessmentTarget | null;
  decision: { id: string; version: number; centreId: string; effectiveOn: LocalDate } | null;
  /** A direction without a centre and without a round. */
  specialtyId: string;
  /** Version of the plan of centres. */
  planVersion: number;
  institutionId: string;
  /** A person of that institution. */
  personId: string;
  /** Assessor of the tenant. */
  assessorId: string;
  /** An account of this tenant only. */
  accountId: string;
  /** Every centre named above. */
  centreIds: string[];
  /** Hosts of those centres. */
  hostIds: string[];
  /** A centre and an institution that are none of these. */
  otherCentreId: string;
  otherInstitutionId: string;
  rounds: RoundTargets;
  /** A centre whose host the authority may look at anew; null where the text asks for nothing. */
  redetermined: { id: string; version: number } | null;
}

export interface RosterTarget {
  id: string;
  version: number;
  centreId: string;
  committeeId: string;
  proposedById: string;
}

export interface AssessmentTarget {
  id: string;
  version: number;
  centreId: string;
  year: number;
}

/** Finds them in the demo; a direction without a centre is added where the catalogue is full. */
export async function targetsOf(admin: pg.Client, tenantId: string): Promise<Targets> {
  const roster = async (state: string): Promise<RosterTarget> =>
    (await rowsOf<RosterTarget>(
      admin,
      `select r.id, r.version, c.centre_id as "centreId", c.id as "committeeId", r.proposed_by_id as "proposedById" from roster_change r join committee c on (c.tenant_id, c.id) = (r.tenant_id, r.committee_id)
       where r.tenant_id = $1 and r.state = $2 order by r.id limit 1`,
      [tenantId, state],
    ))[0]!;
  const draft = await roster('draft');
  const submitted = await roster('submitted');
  const assessment = async (state: string): Promise<AssessmentTarget | null> =>
    (await rowsOf<AssessmentTarget>(admin, `select id, version, centre_id as "centreId", year from assessment where tenant_id = $1 and state = $2 order by id limit 1`, [tenantId, state]))[0] ?? null;
  const assigned = await assessment('assigned');
  const proposed = await assessment('proposed');
  const pending = await rowsOf<{ id: string; version: number; centreId: string; on: string; host: string }>(
    admin,
    `select id, version, centre_id as "centreId", on_date::text as on, result->'decision'->>'host' as host from decision where tenant_id = $1 and state = 'pending' and result->'decision'->>'host' <> 'decide' order by id`,
    [tenantId],
  );
  const decision = pending[0] ? { id: pending[0].id, version: pending[0].version, centreId: pending[0].centreId, effectiveOn: TODAY } : null;
  const [begin, other] = await rowsOf<{ centreId: string; body: string }>(
    admin,
    `select c.centre_id as "centreId", c.body from committee c join centre k on (k.tenant_id, k.id) = (c.tenant_id, c.centre_id)
     where c.tenant_id = $1 and c.ended_on is null and c.body in ('committee', 'expert-group') and k.status = 'operating' and c.term_from < $3
       and not exists (select 1 from roster_change r where r.tenant_id = c.tenant_id and r.committee_id = c.id and r.state in ('draft', 'submitted', 'returned'))
       and c.centre_id <> all ($2) order by c.id limit 2`,
    [tenantId, [draft.centreId, submitted.centreId, assigned?.centreId, proposed?.centreId, decision?.centreId].filter(Boolean), TODAY],
  );
  const free = await rowsOf<{ id: string }>(admin, `select s.id from specialty s where s.tenant_id = $1 and not exists (select 1 from centre c where c.tenant_id = s.tenant_id and c.specialty_id = s.id and c.status <> 'closed') and not exists (select 1 from selection r where r.tenant_id = s.tenant_id and r.specialty_id = s.id) order by s.id limit 1`, [tenantId]);
  const specialtyId = free[0]?.id ?? newId();
  if (!free[0]) await admin.query(`insert into specialty (tenant_id, id, class, direction, pinyin) values ($1, $2, 'clinical', '测试专业', 'ceshi')`, [tenantId, specialtyId]);
  const centreIds = [begin!.centreId, draft.centreId, submitted.centreId, assigned?.centreId, proposed?.centreId, decision?.centreId].filter((id): id is string => Boolean(id));
  const hosts = await rowsOf<{ id: string }>(admin, 'select distinct institution_id as id from hosting_period where tenant_id = $1 and ended_on is null and centre_id = any ($2)', [tenantId, centreIds]);
  const rounds = await roundTargetsOf(admin, tenantId);
  const hostIds = [...new Set([...hosts.map((h) => h.id), ...[rounds.application, rounds.opened, rounds.given].flatMap((r) => (r ? [r.institutionId] : []))])];
  const houses = await rowsOf<{ id: string }>(admin, 'select id from institution where tenant_id = $1 and id <> all ($2) order by id', [tenantId, hostIds]);
  // Where nothing is hosted a contact speaks for an employer.
  if (hostIds.length === 0) hostIds.push(houses.pop()!.id);
  const person = await oneOf<{ id: string }>(admin, 'select id from person where tenant_id = $1 and institution_id = $2 and version = 1 order by id limit 1', [tenantId, houses[0]!.id]);
  const assessor = await rowsOf<{ id: string }>(admin, `select account_id as id from membership where tenant_id = $1 and role = 'assessor' order by created_at, id limit 1`, [tenantId]);
  const account = await oneOf<{ id: string }>(admin, `select account_id as id from membership where tenant_id = $1 and role = 'official' order by id limit 1`, [tenantId]);
  const version = await oneOf<{ id: string }>(admin, 'select profile_id as id from profile_version where tenant_id = $1 order by effective_from desc, revision desc limit 1', [tenantId]);
  const redetermined = await rowsOf<{ id: string; version: number }>(
    admin,
    `select c.id, c.version from centre c where c.tenant_id = $1 and c.status = 'operating'
       and exists (select 1 from profile_version v where v.tenant_id = c.tenant_id and v.document->>'redetermination' is not null)
       and exists (select 1 from hosting_period h where h.tenant_id = c.tenant_id and h.centre_id = c.id and h.ended_on is null)
       and not exists (select 1 from decision d where d.tenant_id = c.tenant_id and d.centre_id = c.id and d.state = 'pending')
       and not exists (select 1 from selection s where s.tenant_id = c.tenant_id and s.specialty_id = c.specialty_id and s.state not in ('established', 'cancelled')) order by c.id limit 1`,
    [tenantId],
  );
  return {
    redetermined: redetermined[0] ?? null,
    tenantId, profileId: version.id, begin: begin!, draft, submitted, assigned, proposed, decision, specialtyId, institutionId: houses[0]!.id, personId: person.id, assessorId: assessor[0]?.id ?? account.id, accountId: account.id,
    centreIds: [...new Set(centreIds)], hostIds, otherCentreId: other!.centreId, otherInstitutionId: houses[0]!.id, rounds, planVersion: (await oneOf<{ n: number }>(admin, 'select count(*)::int as n from plan_change where tenant_id = $1', [tenantId])).n,
  };
}

