import { Icon } from '@/components/ui/icon';
import { loadSignInCookies } from '@/lib/identity/loaders';

/** Ends the session on the server, then shows the sign-in page. */
export async function SignOutButton({ className }: { className?: string }) {
  const { csrfToken } = await loadSignInCookies();
  return (
    <form action="/api/auth/signout" method="post" className="contents">
      <input type="hidden" name="csrfToken" value={csrfToken ?? ''} />
      <input type="hidden" name="callbackUrl" value="/login" />
      <button type="submit" className={className}><Icon name="leave" size={14} />退出登录</button>
    </form>
  );
}
