import type pg from 'pg';
import { newId } from '../../lib/kernel/ids.ts';
import type { Choice } from '../../lib/selection/choice.ts';
import type { Purpose, Road, SelectionState } from '../../lib/selection/states.ts';
import { oneOf, rowsOf } from './cast.ts';

// Rounds put straight into the state from which a test goes on.

export interface PutRound {
  tenantId: string;
  road: Road;
  purpose?: Purpose;
  state: SelectionState;
  choice: Choice;
  chosenById: string;
  specialtyId: string;
  centreId?: string | null;
  replacesPeriodId?: string | null;
  /** Why the host is replaced before its time; null where the round waits for the end of the term. */
  ground?: string | null;
  /** A running notice, with its objections. */
  notice?: { publishedOn: string; lastDay: string; objections?: { at: string; upheld?: boolean }[] };
  body?: string;
}

/** A direction of the plan without a centre and without a round. */
export async function newSpecialty(admin: pg.Client, tenantId: string, klass = 'clinical'): Promise<string> {
  const id = newId();
  await admin.query(`insert into specialty (tenant_id, id, class, direction, pinyin) values ($1, $2, $3, $4, 'fangxiang')`, [tenantId, id, klass, `方向${id.slice(-12)}专业`]);
  return id;
}

/** Institutions of a tenant that are no host today. */
export const idleInstitutions = (admin: pg.Client, tenantId: string): Promise<{ id: string; name: string }[]> =>
  rowsOf(admin, `select id, name from institution i where tenant_id = $1 and not exists (select from hosting_period h where (h.tenant_id, h.institution_id) = (i.tenant_id, i.id))
    and not exists (select from sanction s where (s.tenant_id, s.institution_id) = (i.tenant_id, i.id)) order by id`, [tenantId]);

/** An institution that hosts nothing; its id. */
export async function newInstitution(admin: pg.Client, tenantId: string): Promise<string> {
  const id = newId();
  await admin.query(`insert into institution (tenant_id, id, name, pinyin, level, kind, region) select tenant_id, $2, $3, 'yiyuan', level, kind, region from institution where tenant_id = $1 and level = '3A' order by id limit 1`, [tenantId, id, `医院${id.slice(-12)}`]);
  return id;
}

/** Puts a round; its id. */
export async function putRound(admin: pg.Client, r: PutRound): Promise<string> {
  const id = newId();
  const version = await oneOf<{ id: string }>(admin, 'select id from profile_version where tenant_id = $1 order by effective_from desc, revision desc limit 1', [r.tenantId]);
  await admin.query(
    `insert into selection (tenant_id, id, number, road, purpose, specialty_id, centre_id, replaces_period_id, state, title, choice, chosen_by_id, chosen_by_name, chosen_at, profile_version_id, published_at, created_by_id, created_by_name, body, ground)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '提出人', now(), $13, now(), $12, '提出人', $14, $15)`,
    [r.tenantId, id, `T-${id}`, r.road, r.purpose ?? (r.centreId ? 'replace' : 'establish'), r.specialtyId, r.centreId ?? null, r.replacesPeriodId ?? null, r.state, `测试遴选${id.slice(-12)}`, JSON.stringify(r.choice), r.chosenById, version.id, r.body ?? null, r.ground === undefined ? (r.centreId ? '协商更换' : null) : r.ground],
  );
  if (r.notice) {
    const noticeId = newId();
    await admin.query(
      `insert into notice (tenant_id, id, selection_id, number, title, published_at, published_on, last_day, profile_version_id, body, sha256)
       values ($1, $2, $3, $4, '公示', $5::date, $5::date, $6::date, $7, '{}', '')`,
      [r.tenantId, noticeId, id, `N-${noticeId}`, r.notice.publishedOn, r.notice.lastDay, version.id],
    );
    for (const [i, o] of (r.notice.objections ?? []).entries()) {
      const answered = o.upheld !== undefined;
      await admin.query(
        `insert into objection (tenant_id, id, notice_id, number, key, kind, name, contact_sealed, matter, facts, received_at, state, upheld, answer, answered_by_id)
         values ($1, $2, $3, $4, $2, 'person', '某人', '', '事项', '事实', $5, $6, $7, $8, $9)`,
        [r.tenantId, newId(), noticeId, `O-${noticeId}-${i}`, o.at, answered ? 'answered' : 'open', o.upheld ?? null, answered ? '已核实' : null, answered ? r.chosenById : null],
      );
    }
  }
  return id;
}

/** A host as a choice. */
export const hostChoice = (institutionId: string, over: Partial<Extract<Choice, { kind: 'host' }>> = {}): Choice => ({ kind: 'host', applicationId: null, institutionId, headPersonId: null, reason: '综合评价最优', noticeWaived: null, ...over });

/** A running centre with its host: where nothing waits for a decision or a round. */
export async function hostedCentre(admin: pg.Client, tenantId: string, skip = 0) {
  const found = await rowsOf<{ id: string; specialtyId: string; periodId: string; hostId: string; cycle: number; due: string | null; name: string }>(
    admin,
    `select c.id, c.name, c.specialty_id as "specialtyId", h.id as "periodId", h.institution_id as "hostId", h.cycle, h.due_to_end_on::text as due from centre c
     join hosting_period h on (h.tenant_id, h.centre_id) = (c.tenant_id, c.id) and h.ended_on is null and h.starts_on < '2026-11-22' and (h.due_to_end_on is null or h.due_to_end_on > '2027-01-01')
     where c.tenant_id = $1 and c.status = 'operating' and not exists (select from decision d where d.centre_id = c.id and d.state = 'pending') and not exists (select from selection s where s.centre_id = c.id)
     order by c.code offset $2 limit 1`,
    [tenantId, skip],
  );
  if (!found[0]) throw new Error(`no hosted centre ${skip} in ${tenantId}`);
  return found[0];
}
