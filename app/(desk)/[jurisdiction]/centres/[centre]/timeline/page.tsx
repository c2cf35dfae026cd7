import type { Metadata } from 'next';
import { CentreTimeline } from '@/components/centre/centre-timeline';
import { PageHead } from '@/components/ui/page-head';
import { loadCentre } from '@/lib/centre/loaders';

export const metadata: Metadata = { title: '办理经过' };

export default async function TimelinePage({ params }: { params: Promise<{ jurisdiction: string; centre: string }> }) {
  const { jurisdiction, centre: id } = await params;
  const file = await loadCentre(jurisdiction, id);
  const { desk, centre, timeline } = file;
  return (
    <>
      <PageHead crumb={[{ label: desk.rules.profile.vocabulary.centreShort, href: `/${jurisdiction}/centres` }, { label: centre.name, href: `/${jurisdiction}/centres/${id}` }, { label: '办理经过' }]} title="办理经过" sub={`${centre.name}，共 ${timeline.length} 条`} />
      <CentreTimeline file={file} items={timeline} />
    </>
  );
}
