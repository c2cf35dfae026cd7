import { ROAD_WORDS } from '@/lib/glossary';
import type { Metadata } from 'next';
import { Printed } from '@/components/application/printed';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import { PrintButton } from '@/components/ui/print-button';
import { loadPaper } from '@/lib/application/loaders';
import { ownInstitutions } from '@/lib/identity/actor';

interface Props {
  params: Promise<{ jurisdiction: string; application: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { jurisdiction, application } = await params;
  return { title: (await loadPaper(jurisdiction, application)).paper.title };
}

/** The application as the official form, for its own institution and for whoever may review it. */
export default async function PrintPage({ params }: Props) {
  const { jurisdiction, application } = await params;
  const { desk, a, round, paper } = await loadPaper(jurisdiction, application);
  const isOwn = ownInstitutions(desk.actor).includes(a.institutionId);
  return (
    <>
      <Breadcrumb items={[
        ...(isOwn ? [{ label: ROAD_WORDS[round.road].answer, href: `/${jurisdiction}/applications` }, { label: a.receipt ?? round.number, href: `/${jurisdiction}/applications/${a.id}` }] : [{ label: a.receipt ?? round.number }]),
        { label: '打印' },
      ]} />
      <div className="acts noprint"><PrintButton label={`打印${ROAD_WORDS[round.road].paper}`} /><a className="btn" href={`/api/${jurisdiction}/applications/${a.id}/docx`} download>下载 docx</a></div>
      <Printed {...paper} />
    </>
  );
}
