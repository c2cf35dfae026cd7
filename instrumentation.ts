/** Runs once when the server starts: a database that does not hold its promises is not served. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs' && process.env.DATABASE_URL) {
    const { refuseUnsafeDatabase } = await import('./lib/db/preflight');
    await refuseUnsafeDatabase(process.env.DATABASE_URL);
  }
}
