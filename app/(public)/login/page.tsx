import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { pathOf } from '@/lib/identity/asked-for';
import { loadSignedIn, loadSignInCookies } from '@/lib/identity/loaders';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { LoginForm } from './login-form';

export const metadata: Metadata = { title: '登录' };

export default async function LoginPage({ searchParams }: { searchParams: Promise<RawQuery> }) {
  const { error, callbackUrl, csrf } = queryOf(await searchParams);
  if (await loadSignedIn(null)) redirect('/');
  const sent = await loadSignInCookies();
  const host = (await headers()).get('host');
  const origins = [...(process.env.NEXTAUTH_URL ? [new URL(process.env.NEXTAUTH_URL).origin] : []), ...(host ? [`http://${host}`, `https://${host}`] : [])];
  // Only a path of this site is followed. A sign-in that failed without scripts has it in its cookie.
  const next = pathOf(callbackUrl ?? (error ? sent.callbackUrl : null), origins) ?? '/';
  // The form needs a token, and its cookie can be set only by a route: once there and back.
  if (!sent.csrfToken && !csrf) redirect(`/api/auth/signin?${new URLSearchParams({ callbackUrl: next, ...(error ? { error } : {}) })}`);
  return <LoginForm error={sent.csrfToken ? error : 'cookies'} next={next} csrfToken={sent.csrfToken ?? ''} />;
}
