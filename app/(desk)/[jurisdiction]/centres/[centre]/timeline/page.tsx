import type { Metadata } from 'next';
import { PageHead } from '@/components/ui/page-head';
import { Timeline } from '@/components/ui/timeline';
import { loadCentre } from '@/lib/centre/loaders';

export const metadata: Metadata = { title: '办理经过' };

export default async function TimelinePage({ params }: { params: Promise<{ jurisdiction: string; centre: string }> }) {
  const { jurisdiction, centre: id } = await params;
  const { desk, centre, timeline } = await loadCentre(jurisdiction, id);
  return (
    <>
      <PageHead crumb={[{ label: desk.rules.profile.vocabulary.centreShort, href: `/${jurisdiction}/centres` }, { label: centre.name, href: `/${jurisdiction}/centres/${id}` }, { label: '办理经过' }]} title="办理经过" sub={`${centre.name}，共 ${timeline.length} 条`} />
      <Timeline items={timeline} today={desk.today} />
    </>
  );
}
