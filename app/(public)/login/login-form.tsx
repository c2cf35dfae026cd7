'use client';

import { signIn } from 'next-auth/react';
import { useState, useTransition, type FormEvent } from 'react';
import { LoginView } from '@/components/shell/login-view';

const REASONS: Record<string, { text: string; field?: 'loginName' | 'password' }> = {
  wrong: { text: '账号或密码不正确', field: 'password' },
  locked: { text: '连续 5 次登录失败，账号已锁定 15 分钟；急需使用的，请联系安全管理员解锁' },
  busy: { text: '登录过于频繁，请稍后再试' },
  expired: { text: '登录已过期，请重新登录' },
  empty: { text: '请填写账号和密码', field: 'loginName' },
  cookies: { text: '登录需要 cookie，请在浏览器设置中允许本站保存后刷新页面' },
};

/** Signs in and goes on to where the user was heading; without scripts the form goes to the sign-in itself and comes back here if it fails. */
export function LoginForm({ error, next, csrfToken }: { error?: string; next: string; csrfToken: string }) {
  const [reason, setReason] = useState(error);
  const [isPending, start] = useTransition();
  const enter = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isPending) return;
    const form = event.currentTarget;
    const data = new FormData(form);
    const loginName = String(data.get('loginName') ?? '').trim();
    const password = String(data.get('password') ?? '');
    if (!loginName || !password) return setReason('empty');
    setReason(undefined);
    start(async () => {
      const result = await signIn('credentials', { loginName, password, redirect: false });
      if (result?.ok) return window.location.assign(next);
      form.querySelector<HTMLInputElement>('#password')!.value = '';
      setReason(result?.error && result.error in REASONS ? result.error : 'wrong');
    });
  };
  return (
    <LoginView action="/api/auth/callback/credentials" onSubmit={enter} pending={isPending} errors={reason ? [REASONS[reason] ?? REASONS.wrong!] : []}>
      <input type="hidden" name="csrfToken" value={csrfToken} />
      <input type="hidden" name="callbackUrl" value={next} />
    </LoginView>
  );
}
