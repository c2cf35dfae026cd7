import { Fragment, type ReactNode } from 'react';

export interface Entry {
  label: ReactNode;
  /** Nothing is shown as 未填写. */
  value?: ReactNode;
}

interface KeyValueProps {
  items: readonly Entry[];
  /** Room for longer labels. */
  wide?: boolean;
  /** A hairline under each pair. */
  lined?: boolean;
  className?: string;
}

export function KeyValue({ items, wide, lined, className = '' }: KeyValueProps) {
  return (
    <dl className={`kv ${wide ? 'wide' : ''} ${lined ? 'lined' : ''} ${className}`}>
      {items.map(({ label, value }, i) => (
        <Fragment key={i}>
          <dt>{label}</dt>
          <dd>{value === undefined || value === null || value === '' ? <span className="muted">未填写</span> : value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
