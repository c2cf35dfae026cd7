'use client';

import { createContext, useContext, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

interface Notices {
  /** Where the trouble of a form is shown: above the heading of the page. */
  slot: HTMLElement | null;
  /** The form that was submitted last; what earlier ones were told is out of date. */
  last: string | null;
  submitted(form: string): void;
}

const Context = createContext<Notices>({ slot: null, last: null, submitted: () => undefined });

/** Stands at the top of a page's content: one place for what its forms have to say, and one form at a time. */
export function NoticeArea({ children }: { children: ReactNode }) {
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  const [last, setLast] = useState<string | null>(null);
  return (
    <Context value={{ slot, last, submitted: setLast }}>
      <div className="notices" ref={setSlot} />
      {children}
    </Context>
  );
}

export const useNotices = (): Notices => useContext(Context);

/** Shows its content above the heading; in place where there is no such area, or no script yet. */
export function Notice({ children }: { children: ReactNode }) {
  const { slot } = useNotices();
  return slot ? createPortal(children, slot) : children;
}
