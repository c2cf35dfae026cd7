import Link from 'next/link';
import type { ReactNode } from 'react';
import { Logo } from './logo';

interface PublicLink {
  href: string;
  label: string;
  current?: boolean;
}

interface PublicShellProps {
  /** Whose pages these are: 某市医疗质量控制中心. */
  title: string;
  subtitle?: string;
  homeHref?: string;
  nav?: readonly PublicLink[];
  /** The sign-in page; no button without it. */
  loginHref?: string;
  footer: {
    /** 主办 */
    host?: string;
    /** 承办 */
    operator?: string;
    /** Site code and filing numbers, which the host fills in. */
    note?: string;
    links?: readonly PublicLink[];
  };
  children: ReactNode;
}

/** The frame of pages without login. */
export function PublicShell({ title, subtitle = '信息公开', homeHref = '/', nav = [], loginHref, footer, children }: PublicShellProps) {
  return (
    <div className="pub-page">
      <a className="skip" href="#main">跳到正文</a>
      <header className="pub-head">
        <div className="within">
          <Link className="pub-logo" href={homeHref}><Logo /><span><b>{title}</b><small>{subtitle}</small></span></Link>
          <nav aria-label="主导航">
            {nav.map((link) => <Link key={link.href} href={link.href} aria-current={link.current ? 'page' : undefined}>{link.label}</Link>)}
          </nav>
          {loginHref && <Link className="btn" href={loginHref}>登录</Link>}
        </div>
      </header>
      <main className="pub-main" id="main" tabIndex={-1}>{children}</main>
      <footer className="pub-foot">
        <div className="within">
          {footer.host && <p>主办：{footer.host}</p>}
          {footer.operator && <p>承办：{footer.operator}</p>}
          <p>{footer.note ?? '网站标识码、备案号由主办单位填写'}</p>
          {footer.links && footer.links.length > 0 && (
            <nav aria-label="页脚">{footer.links.map(({ href, label }) => <Link key={href} href={href}>{label}</Link>)}</nav>
          )}
        </div>
      </footer>
    </div>
  );
}
