'use client';

import Form from 'next/form';
import Link from 'next/link';
import type { ChangeEvent, ReactNode } from 'react';

interface FilterBarProps {
  /** Where the list stands; the fields go into its address. */
  action: string;
  /** `BareSelect`, `input className="in q"`, and next to them a `Segments`. */
  children: ReactNode;
  /** The address without filters; 重置 shows when it is given. */
  resetHref?: string;
  /** What the address carries besides the fields, such as the segment chosen. */
  keep?: Record<string, string | undefined>;
  label?: string;
  /** Of the button. */
  submit?: string;
}

/** A plain GET form. With scripts, choosing in a select asks at once. */
export function FilterBar({ action, children, resetHref, keep = {}, label = '筛选', submit = '查询' }: FilterBarProps) {
  const ask = (event: ChangeEvent<HTMLFormElement>) => {
    const field: unknown = event.target;
    if (field instanceof HTMLSelectElement || (field instanceof HTMLInputElement && /^(checkbox|radio|date)$/.test(field.type))) {
      event.currentTarget.requestSubmit();
    }
  };
  return (
    <Form action={action} className="bar" role="search" aria-label={label} onChange={ask} scroll={false} prefetch={false}>
      {Object.entries(keep).map(([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />)}
      {children}
      <button type="submit" className="btn">{submit}</button>
      {resetHref && <Link prefetch={false} className="btn quiet" href={resetHref} scroll={false}>重置</Link>}
    </Form>
  );
}
