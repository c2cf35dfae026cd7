import { z } from 'zod';
import { optionalTextField, textField } from '../kernel/text';
import type { Declaration } from './conflict';
import { readHalves } from './points';

/** One assessor, or `all`: whoever is named in the plan, was not asked yet and has no conflict. */
export const inviteSchema = z.object({ selectionId: z.uuid(), accountId: z.union([z.literal('all'), z.uuid()], { error: '请选择评委' }) });
export const proposeSchema = z.object({ selectionId: z.uuid(), accountId: z.uuid({ error: '请选择评委' }), reason: textField('增补理由', 500) });
export const approveSchema = z.object({ memberId: z.uuid(), reason: textField('审定意见', 500) });
export const refuseSchema = z.object({ memberId: z.uuid(), reason: textField('不同意的理由', 500) });
export const recuseSchema = z.object({ memberId: z.uuid(), reason: textField('回避理由', 500) });
export const declineSchema = z.object({ memberId: z.uuid(), reason: textField('谢绝理由', 500) });

const yesNo = (value: unknown): boolean | undefined => (value === 'yes' ? true : value === 'no' ? false : undefined);

/** Fields of several things in one form: `interest-<id>` and the like, by id. */
const named = (form: Readonly<Record<string, unknown>>, prefix: string): [string, unknown][] =>
  Object.entries(form).flatMap(([name, value]) => (name.startsWith(`${prefix}-`) ? [[name.slice(prefix.length + 1), value] as [string, unknown]] : []));

/** An invitation's answer: `interest-<applicationId>`, `note-…`, `worked-…`; the reason is that of stepping back. */
export const answerSchema = z.looseObject({}).transform((form, context) => {
  const head = z.object({ memberId: z.uuid(), reason: optionalTextField('回避理由', 500) }).safeParse(form);
  if (!head.success) for (const issue of head.error.issues) context.addIssue({ code: 'custom', path: issue.path as string[], message: issue.message });
  const declarations: Record<string, Declaration> = {};
  for (const [id, value] of named(form, 'interest')) declarations[id] = { ...declarations[id], interest: yesNo(value) };
  for (const [id, value] of named(form, 'worked')) declarations[id] = { ...declarations[id], worked: yesNo(value) };
  for (const [id, value] of named(form, 'note')) {
    const note = optionalTextField('利害关系说明', 200).safeParse(value);
    if (note.success) declarations[id] = { ...declarations[id], note: note.data };
    else context.addIssue({ code: 'custom', path: [`note-${id}`], message: note.error.issues[0]!.message });
  }
  return { memberId: head.data?.memberId ?? '', reason: head.data?.reason, declarations };
});

/** A sheet: `points-<item>` and `reason-<item>`; what is no number of points stays as it was typed, under `unread`. */
export const scoreSchema = z.looseObject({}).transform((form, context) => {
  const head = z.object({ applicationId: z.uuid(), veto: optionalTextField('否决理由', 500), checkOnly: z.stringbool().optional() }).safeParse(form);
  if (!head.success) for (const issue of head.error.issues) context.addIssue({ code: 'custom', path: issue.path as string[], message: issue.message });
  const items: Record<string, { points?: number | undefined; reason?: string | undefined }> = {};
  const unread: Record<string, string> = {};
  for (const [id, value] of named(form, 'points')) {
    if (typeof value !== 'string' || value.trim() === '') continue;
    const points = readHalves(value);
    if (points === null) unread[id] = value;
    else items[id] = { ...items[id], points };
  }
  for (const [id, value] of named(form, 'reason')) {
    const reason = optionalTextField('评分理由', 300).safeParse(value);
    if (!reason.success) context.addIssue({ code: 'custom', path: [`reason-${id}`], message: reason.error.issues[0]!.message });
    else if (reason.data) items[id] = { ...items[id], reason: reason.data };
  }
  return { applicationId: head.data?.applicationId ?? '', items, unread, veto: head.data?.veto, checkOnly: head.data?.checkOnly };
});

/** The order of the defence: by lot, or by hand with `place-<applicationId>` and a reason. */
export const orderSchema = z.looseObject({}).transform((form, context) => {
  const head = z.object({ selectionId: z.uuid(), how: z.enum(['draw', 'hand'], { error: '请选择排定方式' }), reason: optionalTextField('理由', 300) }).safeParse(form);
  if (!head.success) for (const issue of head.error.issues) context.addIssue({ code: 'custom', path: issue.path as string[], message: issue.message });
  const places: Record<string, number> = {};
  for (const [id, value] of named(form, 'place')) if (typeof value === 'string' && /^\d{1,3}$/.test(value.trim())) places[id] = Number(value);
  return { selectionId: head.data?.selectionId ?? '', how: head.data?.how ?? ('draw' as const), reason: head.data?.reason, places };
});
