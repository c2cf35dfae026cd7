'use client';

import { useEffect, useRef } from 'react';

const QUESTION = '有内容还没有保存，离开后将丢失。仍要离开？';

/** As both sides keep it: a form sends other line ends than it shows. */
const plain = (text: string) => text.replace(/\r\n?/g, '\n').trim();

/**
 * Asks before the form around it is left with something typed that has not been kept: when the page is closed, and when a link
 * leads elsewhere. `kept` is what the server has, by field.
 */
export function UnsavedGuard({ kept }: { kept: Readonly<Record<string, string>> }) {
  const ref = useRef<HTMLSpanElement>(null);
  const saved = JSON.stringify(kept);
  useEffect(() => {
    const form = ref.current?.closest('form');
    if (!form) return;
    let isSending = false;
    const isChanged = () => {
      if (isSending) return false;
      const data = new FormData(form);
      return Object.entries(JSON.parse(saved) as Record<string, string>).some(([name, text]) => plain(String(data.get(name) ?? '')) !== plain(text));
    };
    const onSubmit = () => {
      isSending = true;
    };
    const onInput = () => {
      isSending = false;
    };
    const onUnload = (event: BeforeUnloadEvent) => {
      if (isChanged()) event.preventDefault();
    };
    // Before the router sees the click.
    const onClick = (event: MouseEvent) => {
      const link = (event.target as Element).closest?.('a[href]');
      if (!(link instanceof HTMLAnchorElement) || link.target || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const isHere = link.pathname === location.pathname && link.search === location.search;
      if (isHere || !isChanged() || window.confirm(QUESTION)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    form.addEventListener('submit', onSubmit);
    form.addEventListener('input', onInput);
    window.addEventListener('beforeunload', onUnload);
    document.addEventListener('click', onClick, true);
    return () => {
      form.removeEventListener('submit', onSubmit);
      form.removeEventListener('input', onInput);
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, true);
    };
  }, [saved]);
  return <span ref={ref} hidden />;
}
