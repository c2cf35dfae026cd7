import Link from 'next/link';
import type { ReactNode } from 'react';
import { Icon } from './icon';

export interface WorkItem {
  key: string;
  href: string;
  /** 超期 4 个工作日, 还有 2 个工作日, or the date itself. */
  due: string;
  /** 应于 9月28日, 10月10日 周六 上班. */
  dueNote?: string;
  /** `late`: overdue; `soon`: within three working days. */
  urgency?: 'late' | 'soon';
  /** Act and subject. */
  title: ReactNode;
  sub?: ReactNode;
  /** The article, as a chip. */
  chip?: ReactNode;
  stage: string;
  /** The verb at the end of the row, such as 办理. */
  act: string;
}

/** Things to do, by date; the whole row is the target. */
export function WorkList({ items }: { items: readonly WorkItem[] }) {
  return (
    <ol className="wl">
      {items.map((item) => (
        <li key={item.key}>
          <div className={`due ${item.urgency ?? ''}`}>
            <b>{item.urgency && <Icon name={item.urgency === 'late' ? 'block' : 'clock'} size={14} />}{item.due}</b>
            {item.dueNote && <small>{item.dueNote}</small>}
          </div>
          <div className="what"><Link prefetch={false} href={item.href}>{item.title}</Link>{item.sub && <small>{item.sub}</small>}</div>
          <div className="chip">{item.chip}</div>
          <div className="stage">{item.stage}</div>
          <div className="go" aria-hidden="true">{item.act}</div>
        </li>
      ))}
    </ol>
  );
}

/** A stretch of the worklist under its head, such as 已超期. */
export function WorkGroup({ title, items }: { title: string; items: readonly WorkItem[] }) {
  if (!items.length) return null;
  return <section className="wl-group"><h2>{title}<span>{items.length}</span></h2><WorkList items={items} /></section>;
}
