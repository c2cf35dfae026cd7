import { Fragment, type ReactNode } from 'react';
import { formatDate, formatShortDate } from '@/lib/kernel/chinese';

export interface Happening {
  /** `YYYY-MM-DD` */
  on: string;
  title: ReactNode;
  /** The result. */
  text?: ReactNode;
  /** Who. */
  by?: ReactNode;
  /** The article, as a chip. */
  chip?: ReactNode;
  /** `now`: the open step; `warn`: a departure. */
  tone?: 'now' | 'warn';
}

/** What was done, newest first; past years stand as dividers. `today` is `YYYY-MM-DD`. */
export function Timeline({ items, today }: { items: readonly Happening[]; today: string }) {
  return (
    <ol className="tl">
      {items.map((item, i) => {
        const year = item.on.slice(0, 4);
        const before = items[i - 1]?.on.slice(0, 4) ?? today.slice(0, 4);
        return (
          <Fragment key={i}>
            {year !== before && <li className="yr"><span>{year}</span></li>}
            <li className={item.tone}>
              <time dateTime={item.on} title={formatDate(item.on)}>{formatShortDate(item.on, item.on)}</time>
              <div>
                <b>{item.title}</b>
                {item.text && <p>{item.text}</p>}
                {(item.by || item.chip) && <small>{item.by}{item.chip}</small>}
              </div>
            </li>
          </Fragment>
        );
      })}
    </ol>
  );
}
