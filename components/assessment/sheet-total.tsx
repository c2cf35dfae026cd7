'use client';

import { useRef, useSyncExternalStore, type ReactNode } from 'react';
import { ScoreBands } from '@/components/regulation/score-bands';
import { tally, type TallyItem } from '@/lib/assessment/tally';

interface SheetTotalProps {
  items: readonly TallyItem[];
  /** What has been kept, as it stands before anything is typed. */
  kept: Readonly<Record<string, string>>;
  maximum: number;
  /** Rising, the first from 0; none where the profile grades otherwise. */
  bands: readonly { from: number; word: string }[];
  /** The buttons. */
  children: ReactNode;
}

/** How many items are scored, what they come to, and which grade that is; follows the typing in its form. */
export function SheetTotal({ items, kept, maximum, bands, children }: SheetTotalProps) {
  const ref = useRef<HTMLDivElement>(null);
  const typed = useFormText(ref, items.map((i) => `points-${i.number}`), kept);
  const { scored, total, wrong } = tally(items, typed);
  const band = scored > 0 ? bands.findLast(({ from }) => total >= from)?.word : undefined;
  return (
    <div className="total" ref={ref}>
      <p className="tt" role="status">
        <span>已评 <b>{scored}</b> / {items.length} 项</span>
        <span>合计 <strong>{total}</strong> / {maximum} 分{band && <>，{scored < items.length ? '目前' : ''}{band}</>}</span>
        {wrong > 0 && <span className="c-block">{wrong} 项不是有效的分数</span>}
      </p>
      {bands.length > 0 && <ScoreBands score={total} max={maximum} bands={bands} />}
      <p className="ta">{children}</p>
    </div>
  );
}

/** The points given in one section so far. */
export function SectionTotal({ items, kept }: Pick<SheetTotalProps, 'items' | 'kept'>) {
  const ref = useRef<HTMLSpanElement>(null);
  const typed = useFormText(ref, items.map((i) => `points-${i.number}`), kept);
  const { scored, total } = tally(items, typed);
  return <span ref={ref}>{scored > 0 ? total : ''}</span>;
}

/** What stands in fields of the form around an element, read again whenever something is typed. */
export function useFormText(ref: { current: HTMLElement | null }, names: readonly string[], kept: Readonly<Record<string, string>>): Record<string, string> {
  const before = JSON.stringify(names.map((n) => kept[n] ?? ''));
  const text = useSyncExternalStore(
    (changed) => {
      const form = ref.current?.closest('form');
      form?.addEventListener('input', changed);
      form?.addEventListener('reset', changed);
      return () => {
        form?.removeEventListener('input', changed);
        form?.removeEventListener('reset', changed);
      };
    },
    () => {
      const form = ref.current?.closest('form');
      if (!form) return before;
      const data = new FormData(form);
      return JSON.stringify(names.map((n) => String(data.get(n) ?? '')));
    },
    () => before,
  );
  const values = JSON.parse(text) as string[];
  return Object.fromEntries(names.map((n, i) => [n, values[i]!]));
}
