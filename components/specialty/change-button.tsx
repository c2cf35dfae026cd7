'use client';

import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { renamedCentres } from '@/lib/centre/name';
import { formatDate } from '@/lib/kernel/chinese';
import { PLAN_CHANGES, survivorOf } from '@/lib/specialty/change';

interface ChangeButtonProps {
  kind: 'rename' | 'merge' | 'split' | 'withdraw';
  directions: readonly { id: string; direction: string }[];
  centres: readonly { id: string; name: string; specialtyId: string; host: string | null }[];
  /** What this jurisdiction calls a centre and its host. */
  words: { centre: string; host: string; suffix: string };
  today: string;
}

/** Puts the question in the words of what was entered: which directions end, and which centres are closed with them. */
export function ChangeButton({ kind, directions, centres, words, today }: ChangeButtonProps) {
  const prepare = (form: HTMLFormElement) => {
    const data = new FormData(form);
    const text = (name: string) => String(data.get(name) ?? '').trim();
    const on = text('on');
    const into = text('into');
    const named = text('direction');
    const fresh = text('directions').split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
    const isWhole =
      text('reason') !== '' && on !== '' && on <= today
      && (kind !== 'rename' || named !== '')
      && (kind !== 'merge' || (into !== '' && (into !== 'new' || named !== '')))
      && (kind !== 'split' || (text('original') !== '' && fresh.length > (text('original') === 'ends' ? 1 : 0)));
    const survivor = kind === 'merge' ? survivorOf(centres, into, text('keepCentreId') || undefined) : null;
    if (!isWhole || survivor === undefined) return null;
    const ends = kind === 'withdraw' || (kind === 'split' && text('original') === 'ends') ? directions : kind === 'merge' ? directions.filter((d) => d.id !== into) : [];
    const closed = kind === 'merge' ? centres.filter((c) => c.id !== survivor) : kind === 'withdraw' || (kind === 'split' && ends.length > 0) ? centres : [];
    const becomes = kind === 'merge' ? (into === 'new' ? named : directions.find((d) => d.id === into)?.direction) : kind === 'rename' ? named : fresh.join('、');
    const renamed = kind === 'rename' ? renamedCentres({ vocabulary: { centreSuffix: words.suffix } }, centres, { from: directions[0]!.direction, to: named, given: text('centreName') || undefined }) : [];
    const kept = kind === 'merge' ? centres.find((c) => c.id === survivor) : undefined;
    return {
      title: `${PLAN_CHANGES[kind]}${directions.map((d) => d.direction).join('、')}？`,
      body: (
        <>
          <p>自<b className="nw">{formatDate(on)}</b>起：</p>
          <dl className="kv">
            {becomes && <><dt>{kind === 'split' ? '新的方向' : kind === 'rename' ? '改称' : '合并为'}</dt><dd>{becomes}</dd></>}
            {renamed.length > 0 && <><dt>{words.centre}</dt><dd>{renamed.map((c) => <div key={c.id}>{c.renamed === c.name ? `${c.name}，名称不变` : `${c.name}改称${c.renamed}`}</div>)}</dd></>}
            {ends.length > 0 && <><dt>退出规划</dt><dd>{ends.map((d) => d.direction).join('、')}</dd></>}
            {closed.length > 0 && <><dt>撤销</dt><dd>{closed.map((c) => `${c.name}${c.host ? `（${c.host}）` : ''}`).join('、')}</dd></>}
            {kept && <><dt>保留</dt><dd>{kept.name}{kept.specialtyId !== into && `，转入${becomes ?? ''}`}</dd></>}
          </dl>
          {closed.length > 0 && <p>撤销的{words.centre}，与{words.host}的关系和人员任期随之结束，未送审的名单作废。</p>}
          <p>办理后记入规划沿革，不能撤回。</p>
        </>
      ),
    };
  };
  return (
    <ConfirmDialog label={`确认${PLAN_CHANGES[kind]}`} variant={kind === 'rename' ? 'primary' : 'danger'} title={`${PLAN_CHANGES[kind]}？`} prepare={prepare}>
      <p>办理后记入规划沿革，不能撤回。</p>
    </ConfirmDialog>
  );
}
