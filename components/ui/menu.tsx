'use client';

import { useEffect, useRef, type ReactNode } from 'react';

interface MenuProps {
  /** What is always seen. */
  summary: ReactNode;
  summaryClass?: string;
  /** Spoken name of the summary, if its text does not say what it opens. */
  label?: string;
  /** Opens to the left. */
  end?: boolean;
  children: ReactNode;
}

/** A native disclosure that floats; scripts only add that Escape, a click elsewhere and leaving it close it. */
export function Menu({ summary, summaryClass, label, end, children }: MenuProps) {
  const ref = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const details = ref.current;
    if (!details) return;
    const onPointer = (event: PointerEvent) => {
      if (!details.contains(event.target as Node)) details.open = false;
    };
    const onLeave = (event: FocusEvent) => {
      if (event.relatedTarget && !details.contains(event.relatedTarget as Node)) details.open = false;
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !details.open) return;
      details.open = false;
      details.querySelector('summary')?.focus();
    };
    const onLink = (event: Event) => {
      if ((event.target as Element).closest('a')) details.open = false;
    };
    document.addEventListener('pointerdown', onPointer);
    details.addEventListener('focusout', onLeave);
    details.addEventListener('keydown', onKey);
    details.addEventListener('click', onLink);
    return () => {
      document.removeEventListener('pointerdown', onPointer);
      details.removeEventListener('focusout', onLeave);
      details.removeEventListener('keydown', onKey);
      details.removeEventListener('click', onLink);
    };
  }, []);
  return (
    <details className="menu" ref={ref}>
      <summary className={summaryClass}>{label && <span className="vh">{label}</span>}{summary}</summary>
      <div className={`menu-list ${end ? 'end' : ''}`}>{children}</div>
    </details>
  );
}
