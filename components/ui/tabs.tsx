import Link from 'next/link';

export interface Tab {
  href: string;
  label: string;
  count?: number;
  current?: boolean;
}

/** Views of one thing, each with an address of its own. */
export function Tabs({ label, items }: { label: string; items: readonly Tab[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      {items.map((tab) => (
        <Link key={tab.href} href={tab.href} aria-current={tab.current ? 'page' : undefined}>
          {tab.label}{tab.count !== undefined && <span>{tab.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
