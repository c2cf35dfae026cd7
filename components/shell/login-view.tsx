import Link from 'next/link';
import type { FormEvent, ReactNode } from 'react';
import { buttonClass } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/error-summary';
import { TextInput } from '@/components/ui/text-input';
import { Logo } from './logo';

interface LoginViewProps {
  /** Where the form goes without scripts; it sends `loginName` and `password`. */
  action: string;
  /** What happens instead with them. */
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  /** The answer is under way. */
  pending: boolean;
  /** A fault without a field, such as a locked account, stands in the summary alone. */
  errors?: readonly { text: string; field?: 'loginName' | 'password' }[];
  /** Hidden fields of the form, such as where to go afterwards. */
  children?: ReactNode;
}

const PROMISES = [
  ['依条文办事', '每项检验、期限和结论都标明条文'],
  ['事实可追溯', '裁定保存所用版本、事实和证据'],
  ['由人作决定', '系统只列事实和后果，不代替审定'],
] as const;

/** The sign-in page. */
export function LoginView({ action, onSubmit, pending, errors = [], children }: LoginViewProps) {
  const fault = (field: 'loginName' | 'password') => errors.find((error) => error.field === field)?.text;
  return (
    <div className="login">
      <section className="login-about" aria-label="平台介绍">
        <Link className="login-logo" href="/"><Logo /><span>质控</span></Link>
        <div className="login-say">
          <p>医疗质量控制中心<br />管理平台</p>
          <ul>{PROMISES.map(([head, text]) => <li key={head}><b>{head}</b><span>{text}</span></li>)}</ul>
        </div>
      </section>
      <main className="login-main">
        <form className="login-form" action={action} method="post" onSubmit={onSubmit} noValidate>
          <ErrorSummary errors={errors.map(({ text, field }) => ({ text, href: field && `#${field}` }))} />
          <h1>登录</h1>
          {children}
          <TextInput name="loginName" label="账号" autoComplete="username" autoCapitalize="none" spellCheck={false} error={fault('loginName')} />
          <TextInput name="password" type="password" label="密码" autoComplete="current-password" error={fault('password')} />
          <button type="submit" className={buttonClass('primary')} aria-disabled={pending || undefined}>{pending ? '正在登录' : '登录'}</button>
          <p className="after">登录后按账号的任职进入相应辖区。没有账号，请联系本单位系统管理员。</p>
        </form>
      </main>
    </div>
  );
}
