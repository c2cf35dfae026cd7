'use client';

import { signOut } from 'next-auth/react';
import { Icon } from '@/components/ui/icon';

/** Ends the session on the server, then shows the sign-in page. */
export function SignOutButton({ className }: { className?: string }) {
  return <button type="button" className={className} onClick={() => void signOut({ callbackUrl: '/login' })}><Icon name="leave" size={14} />退出登录</button>;
}
