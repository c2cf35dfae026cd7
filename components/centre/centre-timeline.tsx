import Link from 'next/link';
import { ArticleChip } from '@/components/regulation/article-chip';
import { Phrases } from '@/components/ui/phrases';
import { Timeline } from '@/components/ui/timeline';
import type { LoadedCentre } from '@/lib/centre/loaders';
import type { TimelineEntry } from '@/lib/centre/timeline';
import { may } from '@/lib/identity/actor';

/** What happened to a centre, with the article of each step and a link to its record where the reader may open it. */
export function CentreTimeline({ file, items }: { file: LoadedCentre; items: readonly TimelineEntry[] }) {
  const { desk, target } = file;
  const letter = desk.rules.profile.jurisdiction.letter;
  const open = { decisions: may(desk.actor, 'decision.read', target), assessments: may(desk.actor, 'assessment.read', target), centres: may(desk.actor, 'roster.read', target) };
  return (
    <Timeline
      today={desk.today}
      items={items.map(({ article, href, title, ...entry }) => ({
        ...entry,
        title: href && open[href.split('/')[1] as keyof typeof open] ? <Link prefetch={false} href={`/${desk.tenant.id}${href}`}><Phrases>{title}</Phrases></Link> : <Phrases>{title}</Phrases>,
        ...(article ? { chip: <ArticleChip letter={letter} article={article} href={`/${desk.tenant.id}/rules#${encodeURIComponent(article)}`} /> } : {}),
      }))}
    />
  );
}
