import Link from 'next/link';
import type { ReactNode } from 'react';
import { NoticeArea } from '@/components/form/notices';
import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu';
import { MenuButton } from '@/components/ui/menu-button';
import { SwitchMenu } from '@/components/ui/switch-menu';
import { Logo } from './logo';
import { NavLink } from './nav-link';
import { SearchBox } from './search-box';
import { SignOutButton } from './sign-out-button';

export interface NavItem {
  href: string;
  label: string;
  /** What waits there. */
  count?: number;
}

export interface NavGroup {
  title?: string;
  items: readonly NavItem[];
}

interface ShellProps {
  /** `levelLabel`: 市级. */
  tenant: { id: string; authority: string; levelLabel: string };
  /** The jurisdictions in which the user holds a post. */
  tenants: readonly { id: string; authority: string; roleLabels: readonly string[] }[];
  /** `roleLabel`: the post or the department, as it stands beside the name. */
  user: { name: string; roleLabel: string };
  nav: readonly NavGroup[];
  /** Defaults to `/<tenant>/search`. */
  searchAction?: string | null;
  /** What can be looked for, in the jurisdiction's own words. */
  searchHint?: string;
  helpHref?: string;
  children: ReactNode;
}

/** The frame of the workspace: where one is, who one is, where one can go. */
export function Shell({
  tenant, tenants, user, nav, searchAction = `/${tenant.id}/search`, searchHint, helpHref, children,
}: ShellProps) {
  return (
    <>
      <a className="skip" href="#main">跳到正文</a>
      <header className="top">
        <Link className="logo" href={`/${tenant.id}`} aria-label="质控，首页"><Logo /><b>质控</b></Link>
        <SwitchMenu
          label="切换辖区" icon="pin" value={tenant.authority} note={tenant.levelLabel}
          items={tenants.map(({ id, authority, roleLabels }) => ({
            href: `/${id}`, label: authority, note: roleLabels.join('、'), current: id === tenant.id,
          }))}
        />
        {searchAction && <SearchBox id="search" action={searchAction} hint={searchHint} />}
        <div className="me">
          {helpHref && <Link href={helpHref}>帮助</Link>}
          <Menu end label="账号菜单" summary={<>{user.name} · {user.roleLabel}<Icon name="down" size={14} className="chev" /></>}>
            <SignOutButton className="menu-item" />
          </Menu>
        </div>
        {searchAction && <MenuButton label="搜索" icon="search" controls="search" className="find" />}
        <MenuButton label="菜单" controls="side" />
      </header>
      <div className="shell">
        <div className="side" id="side">
          <nav className="nav" aria-label="主导航">
            {nav.map((group, i) => (
              <div key={group.title ?? i}>
                {group.title && <h2>{group.title}</h2>}
                <ul>
                  {group.items.map((item) => (
                    <li key={item.href}>
                      <NavLink href={item.href} home={item.href === `/${tenant.id}`}>
                        {item.label}{item.count !== undefined && <span>{item.count}</span>}
                      </NavLink>
                    </li>
                  ))}
                </ul>
              </div>
            ))}
          </nav>
          <div className="side-foot">
            <p>{user.name} · {user.roleLabel}</p>
            {helpHref && <Link href={helpHref}>帮助</Link>}
            <SignOutButton />
          </div>
        </div>
        <main className="main" id="main" tabIndex={-1}><NoticeArea>{children}</NoticeArea></main>
      </div>
    </>
  );
}
