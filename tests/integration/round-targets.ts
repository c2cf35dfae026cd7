import type pg from 'pg';
import { newId } from '../../lib/kernel/ids.ts';
import { listOf, type Choice } from '../../lib/selection/choice.ts';
import { makeAccount, oneOf, rowsOf } from './cast.ts';
import { newSpecialty } from './put-rounds.ts';

/** A row that a form names, as it was read. */
export interface Row {
  id: string;
  version: number;
}

/** Rounds in their states, and one thing of each kind in them on which somebody can act; null where the demo of the tenant has no such thing. */
export interface RoundTargets {
  draft: Row | null;
  submittedScheme: Row | null;
  approved: Row | null;
  /** Open, its last day over. */
  ended: Row | null;
  reviewing: Row | null;
  /** Every application reviewed: with a panel that has accepted, and without one. */
  ready: Row | null;
  plain: Row | null;
  /** Every sheet handed in. */
  scored: Row | null;
  choosing: (Row & { applicationId: string }) | null;
  chosen: (Row & { shown: string; confirmed: string[] }) | null;
  /** The notice over; an objection upheld; one open. */
  over: Row | null;
  upheld: Row | null;
  objection: Row | null;
  /** In an open call, with an attachment. */
  application: (Row & { institutionId: string; selectionId: string; fileId: string }) | null;
  submitted: Row | null;
  /** Submitted, with everything found that only a person can find. */
  judged: Row | null;
  eligible: Row | null;
  /** In the round under review. */
  invitation: (Row & { selectionId: string; applicationIds: string[] }) | null;
  /** Accepted, with no sheet yet for the application. */
  judge: (Row & { selectionId: string; applicationId: string; items: string[] }) | null;
  /** Assessor who is on no panel, and whom the plan of the round under review names. */
  stranger: string | null;
  /** Under review, its panel gone and nobody left in its plan; and somebody proposed for it. */
  short: Row | null;
  proposal: Row | null;
  opened: (Row & { rows: string[]; institutionId: string }) | null;
  given: (Row & { rows: string[]; institutionId: string }) | null;
  sanction: Row | null;
  event: Row | null;
}

/** Puts the open pieces of panel work into the hands of an account, who then is the one to answer and to score. */
export async function givePanel(admin: pg.Client, { tenantId, rounds }: { tenantId: string; rounds: RoundTargets }, accountId: string): Promise<void> {
  await admin.query('update panel_member set account_id = $1, person_id = null where tenant_id = $2 and id = any ($3)', [accountId, tenantId, [rounds.invitation?.id, rounds.judge?.id].filter(Boolean)]);
}

/** Every id of a round, for pages that must not show it. */
export const roundIds = (t: RoundTargets): string[] => Object.values(t).flatMap((v: unknown) => (v !== null && typeof v === 'object' && 'id' in v ? [v.id as string] : []));

/** Finds them in the demo; what the demo has in no round of its own is made from a copy of one that comes near. */
export async function roundTargetsOf(admin: pg.Client, tenantId: string): Promise<RoundTargets> {
  const first = async <R extends Row = Row>(sql: string, values: unknown[] = []): Promise<R | null> => (await rowsOf<R>(admin, sql, [tenantId, ...values]))[0] ?? null;
  const round = (state: string, more = '') => first(`select id, version from selection s where tenant_id = $1 and road = 'selection' and state = '${state}' ${more} order by id limit 1`);
  const notice = (more: string) => `and exists (select 1 from notice n where (n.tenant_id, n.selection_id) = (s.tenant_id, s.id) and n.state = 'running' and ${more})`;
  const objection = (state: string) => `exists (select 1 from objection o where (o.tenant_id, o.notice_id) = (n.tenant_id, n.id) and o.state = '${state}')`;
  const applicationIn = (selectionId: string, state: string) => first(`select id, version from application where tenant_id = $1 and selection_id = $2 and state = $3 order by id limit 1`, [selectionId, state]);

  const reviewing = await round('reviewing');
  const scoring = await round('scoring');
  const choosing = await round('choosing');
  const chosen = await round('chosen');
  const hasPanel = reviewing !== null && (await oneOf<{ panel: boolean }>(admin, `select scheme->'panel' <> 'null' as panel from selection where tenant_id = $1 and id = $2`, [tenantId, reviewing.id])).panel;

  const reviewed = async (more: object): Promise<Row | null> => {
    if (!reviewing) return null;
    const copy = await copyRound(admin, tenantId, reviewing.id, more);
    await admin.query(`update application set state = 'withdrawn' where tenant_id = $1 and selection_id = $2 and state = 'submitted'`, [tenantId, copy.id]);
    await admin.query(`update panel_member set state = 'accepted', declared_at = now() where tenant_id = $1 and selection_id = $2 and state = 'invited'`, [tenantId, copy.id]);
    return copy;
  };
  const ready = hasPanel ? await reviewed({}) : null;
  const plain = await reviewed({ scheme: { procedure: '资格审核后择优', panel: null } });
  const scored = hasPanel && choosing ? await copyRound(admin, tenantId, choosing.id, { state: 'scoring' }) : null;
  let judged: Row | null = null;
  if (reviewing) {
    const copy = await copyRound(admin, tenantId, reviewing.id, {});
    judged = await applicationIn(copy.id, 'eligible');
    await admin.query(`update application set state = 'submitted' where tenant_id = $1 and id = $2`, [tenantId, judged!.id]);
  }

  const application = await first<NonNullable<RoundTargets['application']>>(
    `select a.id, a.version, a.institution_id as "institutionId", a.selection_id as "selectionId" from application a join selection s on (s.tenant_id, s.id) = (a.tenant_id, a.selection_id)
     where a.tenant_id = $1 and a.state = 'draft' and s.state = 'open' and a.post is null order by a.id limit 1`,
  );
  if (application) {
    application.fileId = newId();
    await admin.query(
      `insert into application_file (tenant_id, id, application_id, field_id, name, media_type, size, sha256, storage, uploaded_by_id) values ($1, $2, $3, 'other-material', '证明.pdf', 'application/pdf', 5, $4, $5, $2)`,
      [tenantId, application.fileId, application.id, 'a'.repeat(64), `test-${application.fileId}`],
    );
  }
  const invitation = reviewing && (await first<NonNullable<RoundTargets['invitation']>>(`select id, version, selection_id as "selectionId" from panel_member where tenant_id = $1 and selection_id = $2 and state = 'invited' order by id limit 1`, [reviewing.id]));
  if (invitation) invitation.applicationIds = (await rowsOf<{ id: string }>(admin, `select id from application where tenant_id = $1 and selection_id = $2 and state in ('submitted', 'eligible', 'ineligible')`, [tenantId, reviewing.id])).map((a) => a.id);
  const judge = scoring && (await first<NonNullable<RoundTargets['judge']>>(
    `select m.id, m.version, m.selection_id as "selectionId", a.id as "applicationId", (select array_agg(i->>'id') from selection s, jsonb_array_elements(s.scheme->'panel'->'items') i where s.tenant_id = m.tenant_id and s.id = m.selection_id) as items
     from panel_member m join application a on a.tenant_id = m.tenant_id and a.selection_id = m.selection_id and a.state = 'eligible'
     where m.tenant_id = $1 and m.selection_id = $2 and m.state = 'accepted' and not exists (select 1 from panel_score p where p.tenant_id = m.tenant_id and p.panel_member_id = m.id) order by m.id, a.id limit 1`,
    [scoring.id],
  ));
  const stranger = reviewing && (await makeAccount(admin, [{ tenantId, role: 'assessor' }]));
  let short: Row | null = null;
  let proposal: Row | null = null;
  if (hasPanel && reviewing) {
    await admin.query(`update selection set scheme = jsonb_set(scheme, '{panel,assessors}', (scheme->'panel'->'assessors') || $3::jsonb) where tenant_id = $1 and id = $2`, [tenantId, reviewing.id, JSON.stringify({ accountId: stranger, name: '某人', institution: null })]);
    short = await copyRound(admin, tenantId, reviewing.id, {});
    await admin.query(`update selection set scheme = jsonb_set(scheme, '{panel,assessors}', '[]') where tenant_id = $1 and id = $2`, [tenantId, short.id]);
    await admin.query(`update panel_member set state = 'declined' where tenant_id = $1 and selection_id = $2`, [tenantId, short.id]);
    proposal = { id: newId(), version: 1 };
    await admin.query(
      `insert into panel_member (tenant_id, id, selection_id, account_id, name, state, proposed_by_id, proposed_by_name, proposal_reason) values ($1, $2, $3, $4, '某人', 'proposed', $2, '提请人', '人数不足')`,
      [tenantId, proposal.id, short.id, await makeAccount(admin, [{ tenantId, role: 'assessor' }])],
    );
  }
  const handover = (state: string, host: string) => first<NonNullable<RoundTargets['opened']>>(
    `select h.id, h.version, ${host} as "institutionId", (select array_agg(i->>'id') from jsonb_array_elements(h.inventory) i) as rows
     from handover h join hosting_period f on (f.tenant_id, f.id) = (h.tenant_id, h.from_period_id) where h.tenant_id = $1 and h.state = '${state}' order by h.id limit 1`,
  );
  const choice = chosen && listOf((await oneOf<{ choice: Choice }>(admin, 'select choice from selection where tenant_id = $1 and id = $2', [tenantId, chosen.id])).choice);

  return {
    draft: await round('draft'),
    submittedScheme: await round('scheme-submitted'),
    approved: await round('scheme-approved'),
    ended: await round('open', `and closes_on < '2026-11-22'`),
    reviewing, ready, plain, scored, judged, application, invitation, judge,
    stranger, short, proposal,
    choosing: choosing && { ...choosing, applicationId: (await applicationIn(choosing.id, 'eligible'))!.id },
    chosen: chosen && { ...chosen, shown: choice!.map((l) => l.shown).join(','), confirmed: choice!.map((l) => l.id) },
    over: await round('notice', notice(`n.last_day < '2026-11-22' and not exists (select 1 from objection o where (o.tenant_id, o.notice_id) = (n.tenant_id, n.id))`)),
    upheld: await round('notice', notice(objection('answered'))),
    objection: await first(`select id, version from objection where tenant_id = $1 and state = 'open' order by id limit 1`),
    submitted: reviewing && (await applicationIn(reviewing.id, 'submitted')),
    eligible: reviewing && (await applicationIn(reviewing.id, 'eligible')),
    opened: await handover('open', 'f.institution_id'),
    given: await handover('given', 'h.to_institution_id'),
    sanction: await first('select id, version from sanction where tenant_id = $1 and revoked_at is null order by id limit 1'),
    event: await first('select id, version from institution_event where tenant_id = $1 and revoked_at is null order by id limit 1'),
  };
}

/** A round once more, for a direction of its own, with its applications, panel and sheets. */
async function copyRound(admin: pg.Client, tenantId: string, id: string, more: object): Promise<Row> {
  const copy = async (table: string, from: string, over: object): Promise<string> => {
    const made = newId();
    await admin.query(`insert into ${table} select (jsonb_populate_record(null::${table}, to_jsonb(t) || $3::jsonb)).* from ${table} t where tenant_id = $1 and id = $2`, [tenantId, from, JSON.stringify({ ...over, id: made })]);
    return made;
  };
  const idsOf = async (sql: string, values: unknown[] = [id]) => (await rowsOf<{ id: string }>(admin, sql, [tenantId, ...values])).map((r) => r.id);
  const made = await copy('selection', id, { ...more, specialty_id: await newSpecialty(admin, tenantId), number: `C-${newId()}` });
  const applications = new Map<string, string>();
  for (const a of await idsOf('select id from application where tenant_id = $1 and selection_id = $2 order by id')) applications.set(a, await copy('application', a, { selection_id: made, receipt: `C-${newId()}` }));
  for (const m of await idsOf('select id from panel_member where tenant_id = $1 and selection_id = $2 order by id')) {
    const member = await copy('panel_member', m, { selection_id: made });
    for (const { id: score, a } of await rowsOf<{ id: string; a: string }>(admin, 'select id, application_id as a from panel_score where tenant_id = $1 and panel_member_id = $2 order by id', [tenantId, m])) {
      await copy('panel_score', score, { panel_member_id: member, application_id: applications.get(a) });
    }
  }
  return oneOf<Row>(admin, 'select id, version from selection where tenant_id = $1 and id = $2', [tenantId, made]);
}
