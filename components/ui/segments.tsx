import Link from 'next/link';

export interface Segment {
  href: string;
  label: string;
  count?: number;
  /** Of the count: `block` for overdue ones. */
  tone?: 'block' | 'warn';
  current?: boolean;
}

/** A few exclusive cuts of one list, each with an address; stands inside a `FilterBar` or alone. */
export function Segments({ label, items }: { label: string; items: readonly Segment[] }) {
  return (
    <nav className="seg" aria-label={label}>
      {items.map(({ href, label: text, count, tone, current }) => (
        <Link prefetch={false} key={href} href={href} scroll={false} aria-current={current ? 'true' : undefined}>
          {text}{count !== undefined && <span className={tone && `c-${tone}`}>{count}</span>}
        </Link>
      ))}
    </nav>
  );
}
