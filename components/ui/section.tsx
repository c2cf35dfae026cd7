import Link from 'next/link';
import { useId, type ReactNode } from 'react';

interface SectionProps {
  title: ReactNode;
  id?: string;
  /** At the right end of the head. */
  link?: { href: string; label: string };
  /** At the right end, if it is no link: a count or a remark. */
  aside?: ReactNode;
  /** Not broken over two sheets of paper. */
  keep?: boolean;
  className?: string;
  children: ReactNode;
}

export function Section({ title, id, link, aside, keep, className = '', children }: SectionProps) {
  const heading = useId();
  return (
    <section id={id} className={`sec ${keep ? 'keep' : ''} ${className}`} aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{title}</h2>
        {aside && <span className="r muted">{aside}</span>}
        {link && <Link className="r noprint" href={link.href}>{link.label}</Link>}
      </header>
      {children}
    </section>
  );
}
