import { client } from './client';
import { Prisma } from './generated/client';

export type { Prisma };
/** A piece of SQL with its values, to be put into another. */
export const sql = Prisma.sql;
export type Sql = Prisma.Sql;
export { closeClient as closeDatabase } from './client';

/** The only handle on the database that code outside lib/db sees. */
export type Tx = Prisma.TransactionClient;

/** Under whose eyes a transaction runs; both are enforced by row-level security. */
export interface TenantScope {
  tenantId: string;
  /** Null for work that no account asked for, such as public pages and jobs. */
  accountId: string | null;
}

/** The tenant whose chain holds sign-ins and refusals across tenants; it has no business rows. */
export const PLATFORM = 'platform';

/** Milliseconds that a transaction waits for a connection; it may then take twice as long. Tests let a whole crowd wait. */
const PATIENCE = Number(process.env.ZHIKONG_PATIENCE ?? 10_000);

/**
 * One interactive transaction in which the tenant and the account are set before anything else.
 * Inside, only `tx` may be used: the base client would run without a tenant and silently see nothing.
 */
export function withTenant<T>(scope: TenantScope, work: (tx: Tx) => Promise<T>, { readOnly = false } = {}): Promise<T> {
  return client().$transaction(
    async (tx) => {
      await tx.$executeRaw`select set_config('app.tenant_id', ${scope.tenantId}, true),
        set_config('app.account_id', ${scope.accountId ?? ''}, true),
        set_config('transaction_read_only', ${readOnly ? 'on' : 'off'}, true)`;
      return work(tx);
    },
    { maxWait: PATIENCE, timeout: 2 * PATIENCE },
  );
}

/** A transaction that can only read. */
export const readTenant = <T>(scope: TenantScope, work: (tx: Tx) => Promise<T>): Promise<T> => withTenant(scope, work, { readOnly: true });
