import { redirect } from 'next/navigation';
import { loadSignedIn } from '@/lib/identity/loaders';

/** The address without anything leads to the workspace, or to the sign-in page. */
export default async function Home() {
  const signedIn = await loadSignedIn(null);
  redirect(signedIn?.tenants[0] ? `/${signedIn.tenants[0].id}` : '/login');
}
