import Link from 'next/link';

export interface Crumb {
  label: string;
  href?: string;
}

/** Where the page stands; the last item is the page itself. `prefix` is 当前位置： on public pages. */
export function Breadcrumb({ items, prefix }: { items: readonly Crumb[]; prefix?: string }) {
  return (
    <nav className="crumb" aria-label="当前位置">
      {prefix}
      <ol>
        {items.map(({ label, href }, i) => (
          <li key={`${i} ${label}`} aria-current={i === items.length - 1 ? 'page' : undefined}>
            {href ? <Link href={href}>{label}</Link> : label}
          </li>
        ))}
      </ol>
    </nav>
  );
}
