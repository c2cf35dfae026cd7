import Link from 'next/link';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';
import { Menu } from './menu';

export interface SwitchItem {
  href: string;
  label: string;
  note?: string;
  current?: boolean;
}

interface SwitchMenuProps {
  /** Spoken: what is switched. */
  label: string;
  /** Where one is. */
  value: ReactNode;
  note?: string;
  icon?: IconName;
  items: readonly SwitchItem[];
}

/** Goes from one place to its sibling. With nowhere to go it only says where one is. */
export function SwitchMenu({ label, value, note, icon, items }: SwitchMenuProps) {
  const face = <>{icon && <Icon name={icon} size={14} />}<span>{value}</span>{note && <small>{note}</small>}</>;
  if (items.length < 2) return <div className="switch">{face}</div>;
  return (
    <Menu label={`${label}，当前为`} summaryClass="switch" summary={<>{face}<Icon name="down" size={14} className="chev" /></>}>
      <ul>
        {items.map((item) => (
          <li key={item.href}>
            <Link prefetch={false} className="menu-item" href={item.href} aria-current={item.current ? 'true' : undefined}>{item.label}{item.note && <small>{item.note}</small>}</Link>
          </li>
        ))}
      </ul>
    </Menu>
  );
}
