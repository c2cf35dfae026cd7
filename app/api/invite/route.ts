import { addressOf } from '@/lib/identity/auth';
import { redeemInvite } from '@/lib/identity/invite';

/** Takes the first password for a one-time link. A form post without a session, so no server action. */
export async function POST(request: Request): Promise<Response> {
  const form = await request.formData().catch(() => null);
  const token = String(form?.get('token') ?? '').slice(0, 200);
  const password = String(form?.get('password') ?? '');
  const repeated = String(form?.get('repeated') ?? '');
  const result = password === repeated
    ? await redeemInvite({ token, password, ip: addressOf(Object.fromEntries(request.headers)) })
    : { ok: false as const, reason: '两次输入的密码不同' };
  const to = result.ok ? '/login' : `/invite?${new URLSearchParams({ token, error: result.reason })}`;
  return new Response(null, { status: 303, headers: { location: to } });
}
