import { client } from './client';

/** What the database says of a session; null if it does not hold. Instants are ISO texts. */
export interface SessionRow {
  accountId: string;
  name: string;
  createdAt: string;
  lastSeenAt: string;
  roles: {
    tenantId: string; role: string; centreId: string | null; institutionId: string | null; office: string | null;
    name: string; authority: string; level: string; letter: string; kind: string;
  }[];
  /** The rule version in force in the claimed tenant; null without a claim, or where the account has no role. */
  version: { id: string; revision: number; sha256: string; effectiveFrom: string } | null;
}

/**
 * Reads a session with its roles in one statement, before there is a tenant to work under. Every request does this, so it is the one
 * read beside `withTenant`; the function in the database runs under the same policies and sets nothing that outlasts it.
 */
export async function readSessionRow(sessionId: string, claimed: string | null, on: string): Promise<SessionRow | null> {
  const [row] = await client().$queryRaw<{ found: SessionRow | null }[]>`select read_session(${sessionId}::uuid, ${claimed}, ${on}::date) as found`;
  return row?.found ?? null;
}
