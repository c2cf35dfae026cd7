'use client';

import { signIn } from 'next-auth/react';
import { useState } from 'react';
import { LoginView } from '@/components/shell/login-view';

const REASONS: Record<string, { text: string; field?: 'account' | 'password' }> = {
  wrong: { text: '账号或密码不正确', field: 'password' },
  locked: { text: '连续 5 次登录失败，账号已锁定 15 分钟；急需使用的，请联系安全管理员解锁' },
  busy: { text: '登录过于频繁，请稍后再试' },
  expired: { text: '登录已过期，请重新登录' },
  empty: { text: '请填写账号和密码', field: 'account' },
};

/** Signs in and goes on to where the user was heading. */
export function LoginForm({ error, next }: { error?: string; next: string }) {
  const [reason, setReason] = useState(error);
  const [account, setAccount] = useState('');
  const enter = async (form: FormData) => {
    const loginName = String(form.get('account') ?? '').trim();
    const password = String(form.get('password') ?? '');
    setAccount(loginName);
    if (!loginName || !password) return setReason('empty');
    setReason(undefined);
    const result = await signIn('credentials', { loginName, password, redirect: false });
    if (result?.ok) window.location.assign(next);
    else setReason(result?.error && result.error in REASONS ? result.error : 'wrong');
  };
  return <LoginView action={enter} defaultAccount={account} errors={reason ? [REASONS[reason] ?? REASONS.wrong!] : []} />;
}
