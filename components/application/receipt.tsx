import { FileList } from '@/components/application/file-list';
import { KeyValue } from '@/components/ui/key-value';
import { Section } from '@/components/ui/section';
import { Tag, type Tone } from '@/components/ui/tag';
import type { Application, AttachedFile } from '@/lib/application/data';
import { progressWord, type Progress } from '@/lib/selection/progress';
import { APPLICATION_STATES, type ApplicationState } from '@/lib/application/states';
import { ROAD_WORDS } from '@/lib/glossary';
import type { Road } from '@/lib/selection/states';
import { formatInstant } from '@/lib/kernel/instant';

const TONES: Partial<Record<ApplicationState, Tone>> = { submitted: 'brand', eligible: 'ok', ineligible: 'block' };

const PROGRESS_TONES: Partial<Record<Progress, Tone>> = { closed: 'brand', reviewing: 'brand', scoring: 'brand', notice: 'note', established: 'ok' };

/** How an application stands, as its applicant may know it: its own state while it can be changed, afterwards how far its round is and what was found of it. */
export function ShownState({ state, progress, road }: { state: ApplicationState; progress: Progress; road: Road }) {
  const own = <Tag tone={TONES[state] ?? 'plain'}>{state === 'draft' && progress !== 'open' ? '没有提交' : APPLICATION_STATES[state]}</Tag>;
  if (progress === 'open' || state === 'draft' || state === 'withdrawn') return own;
  return <><Tag tone={PROGRESS_TONES[progress] ?? 'plain'}>{progressWord(progress, road)}</Tag>{state !== 'submitted' && <> {own}</>}</>;
}

interface ReceiptProps {
  a: Pick<Application, 'receipt' | 'submittedAt' | 'submittedByName' | 'institution'>;
  round: { road: Road; number: string; title: string; specialty: { direction: string } };
  files: readonly AttachedFile[];
  fileHref: (file: AttachedFile) => string;
  digest: string;
}

/** What was handed in, when and by whom, with the hashes by which it can be proven. */
export function Receipt({ a, round, files, fileHref, digest }: ReceiptProps) {
  return (
    <Section title="回执" keep>
      <KeyValue
        wide lined
        items={[
          { label: '回执号', value: <b>{a.receipt}</b> },
          { label: '提交时间', value: a.submittedAt && `${formatInstant(a.submittedAt)}（北京时间）` },
          { label: ROAD_WORDS[round.road].applicant, value: a.institution.name },
          { label: '公告', value: `${round.number} ${round.title}` },
          { label: '专业', value: round.specialty.direction },
          { label: '提交人', value: a.submittedByName },
          { label: '附件', value: files.length > 0 ? <FileList files={files} hrefOf={fileHref} hashes /> : '没有附件' },
          { label: '内容摘要', value: <span className="hash">SHA-256 {digest}</span> },
        ]}
      />
    </Section>
  );
}
