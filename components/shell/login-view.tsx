import Link from 'next/link';
import type { ReactNode } from 'react';
import { ErrorSummary } from '@/components/ui/error-summary';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextInput } from '@/components/ui/text-input';
import { Logo } from './logo';

export type LoginField = 'account' | 'password' | 'code';

interface LoginViewProps {
  /** Receives `account`, `password` and, with `totp`, `code`. */
  action: string | ((data: FormData) => void | Promise<void>);
  /** A fault without a field, such as a locked account, stands in the summary alone. */
  errors?: readonly { text: string; field?: LoginField }[];
  defaultAccount?: string;
  /** Asks for the one-time code, too. */
  totp?: boolean;
  resetHref?: string;
  /** What can be read without signing in. */
  publicLinks?: readonly { href: string; label: string }[];
  footerNote?: string;
  footerLinks?: readonly { href: string; label: string }[];
  /** Hidden fields of the form, such as where to go afterwards. */
  children?: ReactNode;
}

const PROMISES = [
  ['依条文办事', '每项检验、期限和结论都标明条文'],
  ['事实可追溯', '裁定保存所用版本、事实和证据'],
  ['由人作决定', '系统只列事实和后果，不代替审定'],
] as const;

/** The sign-in page. */
export function LoginView({
  action, errors = [], defaultAccount, totp, resetHref, publicLinks = [], footerNote, footerLinks = [], children,
}: LoginViewProps) {
  const fault = (field: LoginField) => errors.find((error) => error.field === field)?.text;
  return (
    <div className="login">
      <section className="login-about" aria-label="平台介绍">
        <Link className="login-logo" href="/"><Logo /><span>质控</span></Link>
        <div className="login-say">
          <p>医疗质量控制中心<br />管理平台</p>
          <ul>{PROMISES.map(([head, text]) => <li key={head}><b>{head}</b><span>{text}</span></li>)}</ul>
        </div>
        <OpenPages links={publicLinks} />
      </section>
      <main className="login-main">
        <form className="login-form" action={action} method={typeof action === 'string' ? 'post' : undefined} noValidate>
          <ErrorSummary errors={errors.map(({ text, field }) => ({ text, href: field && `#${field}` }))} />
          <h1>登录</h1>
          {children}
          <TextInput name="account" label="账号" autoComplete="username" autoCapitalize="none" spellCheck={false} defaultValue={defaultAccount} error={fault('account')} />
          <TextInput
            name="password" type="password" label="密码" autoComplete="current-password" error={fault('password')}
            aside={resetHref && <Link href={resetHref}>重置密码</Link>}
          />
          {totp && (
            <TextInput
              name="code" label="动态验证码" inputMode="numeric" autoComplete="one-time-code" inputClassName="code" maxLength={6}
              hint="6 位数字，由身份验证器应用生成，每 30 秒更新" error={fault('code')}
            />
          )}
          <SubmitButton pendingText="正在登录">登录</SubmitButton>
          <p className="after">登录后按账号的任职进入相应辖区。没有账号，请联系本单位系统管理员。</p>
        </form>
        <div className="login-foot md:hidden"><OpenPages links={publicLinks} /></div>
        {(footerNote || footerLinks.length > 0) && (
          <p className="login-foot">{footerNote}{footerLinks.map(({ href, label }) => <Link key={href} href={href}>{label}</Link>)}</p>
        )}
      </main>
    </div>
  );
}

function OpenPages({ links }: { links: readonly { href: string; label: string }[] }) {
  if (!links.length) return null;
  return <p className="login-open">公开信息无须登录：{links.map(({ href, label }) => <Link key={href} href={href}>{label}</Link>)}</p>;
}
