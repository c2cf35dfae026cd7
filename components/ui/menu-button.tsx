'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Icon, type IconName } from './icon';

interface MenuButtonProps {
  label: string;
  icon?: IconName;
  /** Id of what it shows; that element reacts to `data-open`, and without scripts to `:target`. */
  controls: string;
  className?: string;
}

const never = () => () => {};

/** Shows and hides a part of the page that has no room on a phone. Before scripts run it is a link to that part. */
export function MenuButton({ label, icon = 'menu', controls, className = '' }: MenuButtonProps) {
  const scripted = useSyncExternalStore(never, () => true, () => false);
  const button = useRef<HTMLButtonElement>(null);
  const pathname = usePathname();
  const [openAt, setOpenAt] = useState<string | null>(null);
  const open = openAt !== null && openAt === pathname;

  useEffect(() => {
    const part = document.getElementById(controls);
    part?.toggleAttribute('data-open', open);
    if (!part || !open) return;
    part.querySelector<HTMLElement>('input')?.focus();
    const close = () => setOpenAt(null);
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      close();
      button.current?.focus();
    };
    const onPointer = (event: PointerEvent) => {
      const at = event.target as Node;
      if (!part.contains(at) && !button.current?.contains(at)) close();
    };
    const onLink = (event: Event) => {
      if ((event.target as Element).closest('a')) close();
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('pointerdown', onPointer);
    part.addEventListener('click', onLink);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('pointerdown', onPointer);
      part.removeEventListener('click', onLink);
    };
  }, [open, controls]);

  const shape = <Icon name={open ? 'close' : icon} />;
  if (!scripted) return <a className={`menu-btn ${className}`} href={`#${controls}`} aria-label={label}>{shape}</a>;
  return (
    <button
      ref={button} type="button" className={`menu-btn ${className}`} aria-label={label} aria-expanded={open} aria-controls={controls}
      onClick={() => setOpenAt(open ? null : (pathname ?? ''))}
    >
      {shape}
    </button>
  );
}
