import Link from 'next/link';
import type { ReactNode } from 'react';

interface EmptyProps {
  /** Why there is nothing. */
  title: string;
  /** What comes next. */
  children?: ReactNode;
  /** At most two. */
  links?: readonly { href: string; label: string }[];
}

export function Empty({ title, children, links = [] }: EmptyProps) {
  return (
    <div className="empty">
      <b>{title}</b>
      {children && <p>{children}</p>}
      {links.length > 0 && <p className="links">{links.map(({ href, label }) => <Link key={href} href={href}>{label}</Link>)}</p>}
    </div>
  );
}
