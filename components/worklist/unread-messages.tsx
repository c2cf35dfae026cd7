import Link from 'next/link';
import { Section } from '@/components/ui/section';
import { formatShortDate } from '@/lib/kernel/chinese';
import { dateInChina } from '@/lib/kernel/clock';
import type { LocalDate } from '@/lib/kernel/local-date';
import type { ShownMessage } from './message-list';

/** The newest messages that have not been read, beside the worklist. */
export function UnreadMessages({ jurisdiction, items, today }: { jurisdiction: string; items: readonly ShownMessage[]; today: LocalDate }) {
  return (
    <Section title="消息" link={{ href: `/${jurisdiction}/messages`, label: '全部消息' }}>
      <ul className="grid gap-2">
        {items.map((m) => (
          <li key={m.id}>
            <Link href={`/${jurisdiction}${m.href}`} prefetch={false}>{m.title}</Link> <span className="small nw">{formatShortDate(dateInChina(m.at), today)}</span>
            <p className="small">{m.text}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
