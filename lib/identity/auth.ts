import type { NextAuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { endSession } from './session';
import { signIn, UNKNOWN_ADDRESS } from './sign-in';

/** Secure cookies wherever the address is https; plain http is served on loopback only. */
const secure = process.env.NEXTAUTH_URL?.startsWith('https://') ?? false;
const prefix = secure ? '__Host-' : '';
const cookie = (name: string, httpOnly = true) => ({
  name: `${prefix}zhikong.${name}`,
  options: { httpOnly, sameSite: 'lax' as const, path: '/', secure },
});

/** The address of the client as the nearest proxy saw it; without one that is trusted nothing is known of it. */
export function addressOf(headers: Record<string, unknown> | undefined): string {
  const forwarded = process.env.ZHIKONG_TRUST_PROXY ? headers?.['x-forwarded-for'] : undefined;
  return (typeof forwarded === 'string' && forwarded.split(',').at(-1)!.trim().slice(0, 64)) || UNKNOWN_ADDRESS;
}

/** next-auth: it carries the session id in a signed, encrypted cookie; whether the session holds is asked of the database. */
export const authOptions: NextAuthOptions = {
  session: { strategy: 'jwt', maxAge: 12 * 3600 },
  // The page of sign-in comes back with `csrf` once the cookie of the token has been sent.
  pages: { signIn: '/login?csrf=sent', error: '/login' },
  cookies: { sessionToken: cookie('session'), csrfToken: cookie('csrf'), callbackUrl: cookie('callback') },
  providers: [
    Credentials({
      credentials: { loginName: {}, password: {} },
      async authorize(credentials, request) {
        const loginName = String(credentials?.loginName ?? '').trim();
        const password = String(credentials?.password ?? '');
        if (!loginName || !password) throw new Error('empty');
        const result = await signIn({
          loginName,
          password,
          ip: addressOf(request.headers as Record<string, unknown> | undefined),
        });
        // The reason reaches the login page as its error code.
        if (!result.ok) throw new Error(result.reason);
        return { id: result.accountId, sessionId: result.sessionId, name: result.name };
      },
    }),
  ],
  callbacks: {
    jwt({ token, user }) {
      return user ? { sub: user.id, sid: (user as unknown as { sessionId: string }).sessionId } : token;
    },
    session({ session, token }) {
      return { expires: session.expires, sid: token.sid as string };
    },
  },
  events: {
    async signOut({ token }) {
      if (typeof token?.sid === 'string') await endSession(token.sid);
    },
  },
};
