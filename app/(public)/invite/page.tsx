import type { Metadata } from 'next';
import { ErrorSummary } from '@/components/ui/error-summary';
import { TextInput } from '@/components/ui/text-input';
import { Logo } from '@/components/shell/logo';
import { queryOf, type RawQuery } from '@/lib/kernel/text';

export const metadata: Metadata = { title: '启用账号', referrer: 'no-referrer' };

export default async function InvitePage({ searchParams }: { searchParams: Promise<RawQuery> }) {
  const { token = '', error } = queryOf(await searchParams);
  return (
    <main className="login-main">
      <form className="login-form" action="/api/invite" method="post" noValidate>
        <ErrorSummary errors={error ? [{ text: error.slice(0, 100), href: '#password' }] : []} />
        <p className="login-logo"><Logo /><span>质控</span></p>
        <h1>启用账号</h1>
        <input type="hidden" name="token" value={token} />
        <TextInput name="password" type="password" label="设置密码" autoComplete="new-password" hint="至少 8 位，包含大写字母、小写字母、数字、符号中的三种" />
        <TextInput name="repeated" type="password" label="再输入一次" autoComplete="new-password" />
        <button type="submit" className="btn primary">启用账号</button>
        <p className="after">链接只能使用一次，48 小时内有效。启用后用账号和密码登录。</p>
      </form>
    </main>
  );
}
