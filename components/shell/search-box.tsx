'use client';

import Form from 'next/form';
import { useEffect, useRef } from 'react';
import { Icon } from '@/components/ui/icon';

/** Looks through the jurisdiction; the key / goes to it from anywhere but a field. */
export function SearchBox({ id, action, hint = '单位、人员、文号、条文' }: { id: string; action: string; hint?: string | undefined }) {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      const at = event.target as HTMLElement;
      if (at.isContentEditable || at.closest('input, textarea, select, dialog[open]')) return;
      event.preventDefault();
      ref.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <Form id={id} action={action} className="search" role="search">
      <Icon name="search" />
      <input ref={ref} type="search" name="q" aria-label="搜索" aria-keyshortcuts="/" placeholder={hint} autoComplete="off" />
      <kbd aria-hidden="true">/</kbd>
    </Form>
  );
}
