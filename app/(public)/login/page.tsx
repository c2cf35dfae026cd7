import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { loadSignedIn } from '@/lib/identity/loaders';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { LoginForm } from './login-form';

export const metadata: Metadata = { title: '登录' };

export default async function LoginPage({ searchParams }: { searchParams: Promise<RawQuery> }) {
  const { error, callbackUrl } = queryOf(await searchParams);
  if (await loadSignedIn(null)) redirect('/');
  // Only a path of this site; an address from outside is not followed.
  const next = typeof callbackUrl === 'string' && /^\/(?![/\\])/.test(callbackUrl) ? callbackUrl : '/';
  return <LoginForm error={typeof error === 'string' ? error : undefined} next={next} />;
}
