'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

/** A link of the side menu; marks itself on its own page and on those below it. `home` marks itself on its own page only. */
export function NavLink({ href, home, children }: { href: string; home?: boolean; children: ReactNode }) {
  const path = usePathname();
  const current = path === href || (!home && path.startsWith(`${href}/`));
  return <Link href={href} prefetch={false} aria-current={current ? 'page' : undefined}>{children}</Link>;
}
