import { parseWithZod } from '@conform-to/zod/v4';
import type { SubmissionResult } from '@conform-to/react';
import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { zhCN } from 'zod/locales';
import { appendAudit } from './audit/append';
import { PLATFORM, withTenant } from './db/tenant';
import { addressOf } from './identity/auth';
import { mayEver, type Act } from './identity/capabilities';
import { actorIn, loadSignedIn, loginAddress } from './identity/loaders';
import { perform, type Mutation, type Refusal, type RefusalFinding } from './identity/perform';
import { newId } from './kernel/ids';

z.config(zhCN());

/** For fields whose schema has no words of its own: nobody who fills in a form meets those of the checking library. */
const plainWords = ({ input }: { input?: unknown }) => (input === undefined || input === '' ? '请填写这一项' : '这一项填写有误，请核对；如果没有填写过，请刷新页面后重试');

/** What a form learns of its submission; the key is for the next one. */
export interface FormState {
  key: string;
  /** Field errors in conform's form; the values are kept. */
  submission?: SubmissionResult<string[]>;
  /** Why it was refused, in one sentence. */
  message?: string;
  findings?: readonly RefusalFinding[];
  /** Said when the work is done and the user stays where he is. */
  done?: string;
}

export type FormAction = (state: FormState | null, form: FormData) => Promise<FormState>;

/** What every form carries beside its own fields. */
const envelopeSchema = z.object({
  _jurisdiction: z.string().min(1).max(64),
  _key: z.uuid(),
  _version: z.coerce.number().int().min(0).optional(),
  /** Sent past the question that the form asks first: only looked at. */
  _ask: z.literal('true').optional(),
});

/**
 * The one wrapper of server actions: session, envelope, membership and capability, parse, mutation, then effects.
 * An act that is not in the capability table does not compile, and one that the actor's roles never may do ends here.
 */
export function command<S extends z.ZodType>({ act, schema, run }: { act: Act; schema: S; run: Mutation<z.output<S>> }): FormAction {
  return async (_state, form) => {
    const signedIn = await loadSignedIn(null);
    if (!signedIn) redirect(await loginAddress('expired'));
    const envelope = envelopeSchema.safeParse(Object.fromEntries(form));
    if (!envelope.success) return { key: newId(), message: '表单已失效，请刷新页面后重试' };
    const { _jurisdiction: jurisdiction, _key: key, _version: version, _ask: unasked } = envelope.data;
    const ip = addressOf(Object.fromEntries(await headers()));
    const actor = actorIn(signedIn, jurisdiction, ip);
    if (!actor) {
      await auditStranger(signedIn.accountId, signedIn.name, jurisdiction, act, ip);
      return { key: newId(), message: '没有这个事项，或您没有办理权限' };
    }
    const submission = parseWithZod(await withFiles(form), { schema, error: plainWords });
    const mayTry = mayEver(act, actor.roles.map((r) => r.role));
    // Somebody who may never do this learns nothing about what the form should have held.
    if (mayTry && submission.status !== 'success') return { key: newId(), submission: withoutFiles(submission.reply()) };
    if (mayTry && unasked) return { key: newId(), message: '尚未办理。请按页面上的按钮，确认后办理', submission: withoutFiles(submission.reply()) };

    const reply = await perform(
      actor,
      act,
      mayTry ? run : async (work) => (work.authorise({ tenantId: actor.tenantId }), { ok: false, refusal: { kind: 'denied' } }),
      (submission.status === 'success' ? submission.value : null) as z.output<S>,
      { key, version: version ?? null },
    );
    if (!reply.ok) return refused(reply.refusal, (fields) => withoutFiles(submission.reply({ fieldErrors: fields })));
    // Every page of the workspace is drawn for its request; this makes the browser drop what it still holds of them.
    revalidatePath(`/${jurisdiction}`, 'layout');
    if (reply.value.next !== undefined) redirect(`/${jurisdiction}${reply.value.next}`);
    return { key: newId(), done: reply.value.message };
  };
}

/** The form with each file as its name and content, which can be parsed, hashed and compared like any other field. */
async function withFiles(form: FormData): Promise<FormData> {
  const plain = new FormData();
  for (const [field, value] of form) {
    if (typeof value === 'string') plain.append(field, value);
    else if (value.size > 0) {
      plain.append(`${field}.name`, value.name);
      plain.append(`${field}.base64`, Buffer.from(await value.arrayBuffer()).toString('base64'));
    }
  }
  return plain;
}

/** A reply that does not send an uploaded file back; the browser asks for it again. */
function withoutFiles(reply: SubmissionResult<string[]>): SubmissionResult<string[]> {
  const kept = Object.entries(reply.initialValue ?? {}).filter(([, value]) => !(typeof value === 'object' && value !== null && 'base64' in value));
  return { ...reply, initialValue: Object.fromEntries(kept) };
}

function refused(refusal: Refusal, withFields: (fields: Record<string, string[]>) => SubmissionResult<string[]>): FormState {
  const key = newId();
  switch (refusal.kind) {
    case 'findings':
      return { key, message: refusal.message, findings: refusal.findings };
    case 'invalid':
      return { key, submission: withFields(refusal.fields) };
    case 'conflict':
    case 'not-allowed-now':
      // What was typed stays in the form.
      return { key, message: refusal.message, submission: withFields({}) };
    case 'not-found':
    case 'denied':
      return { key, message: '没有这个事项，或您没有办理权限' };
  }
}

/** A claim to a jurisdiction in which the account has no role goes into the platform's chain. */
const auditStranger = (accountId: string, accountName: string, jurisdiction: string, act: Act, ip: string) =>
  withTenant({ tenantId: PLATFORM, accountId: null }, (tx) =>
    appendAudit(tx, {
      tenantId: PLATFORM, accountId, accountName, role: '', act, targetType: 'tenant', targetId: jurisdiction, result: 'denied', ip, requestId: newId(), data: {},
    }),
  );
