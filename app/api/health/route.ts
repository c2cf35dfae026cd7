import { PLATFORM, readTenant } from '@/lib/db/tenant';

export const dynamic = 'force-dynamic';

/** Whether the process answers and reaches its database; says nothing else. */
export async function GET(): Promise<Response> {
  try {
    await readTenant({ tenantId: PLATFORM, accountId: null }, (tx) => tx.$queryRaw`select 1`);
    return Response.json({ ok: true });
  } catch {
    return Response.json({ ok: false }, { status: 503 });
  }
}
