import type { ReactNode } from 'react';
import { Icon } from './icon';

interface BannerProps {
  severity?: 'ok' | 'warn' | 'block' | 'note';
  title: ReactNode;
  /** At the right end: a chip or one link. */
  aside?: ReactNode;
  /** A second line. */
  children?: ReactNode;
  /** `status` for the result of an act just done. */
  role?: 'status' | 'alert';
  className?: string;
}

/** One state of the whole page; a page has at most one. */
export function Banner({ severity = 'note', title, aside, children, role, className = '' }: BannerProps) {
  return (
    <div className={`banner is-${severity} ${className}`} role={role}>
      <Icon name={severity} />
      <b>{title}</b>
      {aside ? <span>{aside}</span> : <span />}
      {children && <div className="more">{children}</div>}
    </div>
  );
}
