/**
 * Whether a request that changes something comes from the platform's own pages: its origin is the address of the
 * installation, or the host that was asked. A missing, foreign or `null` origin is refused; what a forwarded host claims does not count.
 */
export function isOwnOrigin(headers: Headers, env: Readonly<Record<string, string | undefined>> = process.env): boolean {
  const origin = headers.get('origin');
  if (!origin || !URL.canParse(origin)) return false;
  const { host, origin: plain } = new URL(origin);
  const own = env.NEXTAUTH_URL && URL.canParse(env.NEXTAUTH_URL) ? new URL(env.NEXTAUTH_URL).origin : null;
  return plain === own || (host !== '' && host === headers.get('host'));
}
