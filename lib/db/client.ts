import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client';

// The base client. Only lib/db may import this file: work goes through `withTenant`, which sets the tenant first.

const POOL_SIZE = Number(process.env.ZHIKONG_POOL ?? 10);

/** A client on one connection pool. */
export function openClient(url: string, max: number = POOL_SIZE): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max }), errorFormat: 'minimal' });
}

const shared = globalThis as { zhikongClient?: PrismaClient };

/** The process's client, on the app login of `DATABASE_URL`. */
export function client(): PrismaClient {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL is not set');
  return (shared.zhikongClient ??= openClient(url));
}

/** Closes the process's client; for tests and jobs. */
export async function closeClient(): Promise<void> {
  await shared.zhikongClient?.$disconnect();
  delete shared.zhikongClient;
}
