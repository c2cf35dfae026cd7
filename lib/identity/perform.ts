import { appendAudit } from '../audit/append';
import { sha256 } from '../audit/chain';
import { withTenant, type Tx } from '../db/tenant';
import { canonicalJson } from '../kernel/canonical';
import { systemClock, today, type Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { LocalDate } from '../kernel/local-date';
import type { Result } from '../kernel/result';
import { roleFor, type Actor } from './actor';
import type { Act, Role, Target } from './capabilities';

// The life of a mutation between the wrapper and the noun: one transaction with idempotency, authorisation and audit.

/** Why nothing was written. Findings carry their articles; the form shows all of them at once. */
export type Refusal =
  | { kind: 'findings'; message: string; findings: readonly RefusalFinding[] }
  | { kind: 'invalid'; fields: Record<string, string[]> }
  | { kind: 'conflict'; message: string }
  | { kind: 'not-allowed-now'; message: string }
  | { kind: 'not-found' }
  | { kind: 'denied' };

export interface RefusalFinding {
  rule: string;
  severity: 'block' | 'warn' | 'note';
  article: string;
  message: string;
}

/** What a mutation gives back when it has written. */
export interface Done {
  /** What the user reads next. */
  message: string;
  /** Where the user goes next. */
  next?: string;
  /** Id of what was made, for callers that are not a form. */
  id?: string;
}

/** What the client learns of a submission. */
export type Reply = { ok: true; value: Done } | { ok: false; refusal: Refusal };

/** A mutation at work: its transaction, its actor, and what it must tell the audit. */
export interface Work {
  tx: Tx;
  actor: Actor;
  today: LocalDate;
  now: Date;
  /** The version that the form had read; null for something new. */
  version: number | null;
  /** Must be called, with what is touched, before anything is written. Ends the work if it is not allowed. */
  authorise(target: Target): void;
  /** What the audit row shall say; the last call counts. */
  record(target: { type: string; id: string }, data?: Record<string, unknown>): void;
  /** What is done outside the database once all of it is committed, such as removing bytes. If it fails, the work stands. */
  afterwards(effect: () => Promise<void>): void;
}

/** A mutation: explicit arguments, callable from actions, tests, jobs and the command line. */
export type Mutation<Input> = (work: Work, input: Input) => Promise<Result<Done, Refusal>>;

/** The envelope of a submission. */
export interface Envelope {
  /** Made by the form; the same key gives the same reply. */
  key: string;
  version: number | null;
}

class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.kind);
  }
}

/** Runs a mutation: writes, audit row and stored reply stand or fall together. Expected refusals are values. */
export async function perform<Input>(
  actor: Actor,
  act: Act,
  mutation: Mutation<Input>,
  input: Input,
  { key, version }: Envelope,
  clock: Clock = systemClock,
): Promise<Reply> {
  const scope = { tenantId: actor.tenantId, accountId: actor.accountId };
  const bodyHash = sha256(canonicalJson({ input, version }));
  let role: Role | null = null;
  // What was asked for stands in for what was done, until the mutation says it.
  let about: { target: { type: string; id: string }; data: Record<string, unknown> } = { target: { type: '', id: '' }, data: {} };

  const audit = (tx: Tx, result: 'ok' | 'refused' | 'denied', data: Record<string, unknown>) =>
    appendAudit(
      tx,
      {
        tenantId: actor.tenantId,
        accountId: actor.accountId,
        accountName: actor.name,
        role: role ?? actor.roles[0]?.role ?? '',
        act,
        targetType: about.target.type,
        targetId: about.target.id,
        result,
        ip: actor.ip,
        requestId: actor.requestId,
        data,
      },
      clock.now(),
    );

  const effects: (() => Promise<void>)[] = [];
  try {
    const reply = await withTenant(scope, async (tx) => {
      // A copy of a running submission waits here until the first has committed, and then reads its reply.
      const opened = await tx.$executeRaw`
        insert into submission (tenant_id, id, account_id, act, key, body_hash)
        values (${actor.tenantId}, ${newId()}::uuid, ${actor.accountId}::uuid, ${act}, ${key}::uuid, ${bodyHash})
        on conflict do nothing`;
      if (opened === 0) return storedReply(tx, actor, act, key, bodyHash);

      const work: Work = {
        tx,
        actor,
        today: today(clock),
        now: clock.now(),
        version,
        authorise(target) {
          about = { target: target.centreId ? { type: 'centre', id: target.centreId } : { type: 'tenant', id: target.tenantId }, data: about.data };
          role = roleFor(actor, act, target);
          if (role === null) throw new Refused({ kind: 'denied' });
        },
        record(target, data = {}) {
          about = { target, data };
        },
        afterwards(effect) {
          effects.push(effect);
        },
      };
      const result = await mutation(work, input);
      if (!result.ok) throw new Refused(result.refusal);
      if (role === null) throw new Error(`${act} wrote without asking for leave`);
      const reply: Reply = { ok: true, value: result.value };
      await tx.submission.update({
        where: { tenantId_accountId_act_key: { tenantId: actor.tenantId, accountId: actor.accountId, act, key } },
        data: { reply: reply as object },
        select: { id: true },
      });
      await audit(tx, 'ok', about.data);
      return reply;
    });
    await Promise.allSettled(effects.map((effect) => effect()));
    return reply;
  } catch (error) {
    const refusal = error instanceof Refused ? error.refusal : conflictOf(error);
    if (!refusal) throw error;
    const reply: Reply = { ok: false, refusal };
    // Nothing was written; the refusal is recorded in a transaction of its own.
    await withTenant(scope, async (tx) => {
      await tx.$executeRaw`
        insert into submission (tenant_id, id, account_id, act, key, body_hash, reply)
        values (${actor.tenantId}, ${newId()}::uuid, ${actor.accountId}::uuid, ${act}, ${key}::uuid, ${bodyHash}, ${JSON.stringify(reply)}::jsonb)
        on conflict do nothing`;
      await audit(tx, refusal.kind === 'denied' ? 'denied' : 'refused', { ...about.data, refusal: refusal as unknown as Record<string, unknown> });
    });
    return reply;
  }
}

async function storedReply(tx: Tx, actor: Actor, act: Act, key: string, bodyHash: string): Promise<Reply> {
  const stored = await tx.submission.findUniqueOrThrow({
    where: { tenantId_accountId_act_key: { tenantId: actor.tenantId, accountId: actor.accountId, act, key } },
    select: { bodyHash: true, reply: true },
  });
  if (stored.bodyHash !== bodyHash) return { ok: false, refusal: { kind: 'conflict', message: '这份表单已经提交过，内容与这次不同；请刷新页面后重新填写' } };
  return stored.reply as unknown as Reply;
}

/** A database constraint that two people ran into at once is a conflict, not a fault of the program. */
function conflictOf(error: unknown): Refusal | null {
  const { code, meta } = (error ?? {}) as { code?: string; meta?: { driverAdapterError?: { cause?: { originalCode?: string } } } };
  const sqlState = meta?.driverAdapterError?.cause?.originalCode;
  // Unique violation, deadlock, failed serialisation.
  if (code === 'P2002' || ['23505', '40P01', '40001'].includes(sqlState ?? '')) return { kind: 'conflict', message: '其他人刚刚办理了同一事项，请刷新页面查看最新情况' };
  return null;
}
