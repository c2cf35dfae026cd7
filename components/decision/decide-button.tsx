'use client';

import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { CHAIR_OUTCOMES, COMMITTEE_OUTCOMES, HOST_OUTCOMES, type ChairOutcome, type CommitteeOutcome, type HostOutcome } from '@/lib/glossary';
import { formatDate } from '@/lib/kernel/chinese';

interface DecideButtonProps {
  centre: string;
  /** What this jurisdiction calls host, head and body; null where it has none. */
  words: { host: string; head: string | null; body: string | null };
  computed: { host: HostOutcome; chair: ChairOutcome; committee: CommitteeOutcome; formerHostMayCompete: boolean | null };
  /** First and last day on which it may take effect. */
  from: string;
  to: string;
  /** Whether the text leaves the end of a rectification open. */
  asksRectifyBy: boolean;
}

/** Puts the question in the words of what was chosen: the outcome, and the day from which it holds. */
export function DecideButton({ centre, words, computed, from, to, asksRectifyBy }: DecideButtonProps) {
  const prepare = (form: HTMLFormElement) => {
    const data = new FormData(form);
    const text = (name: string) => String(data.get(name) ?? '').trim();
    const otherwise = text('as') === 'otherwise';
    const host = (otherwise ? text('host') : computed.host) as HostOutcome | '';
    const on = text('effectiveOn');
    const competes = host === 'removed' || host === 'reselect';
    const isWhole =
      (otherwise || text('as') === 'computed') && host !== '' && host !== 'decide' && on >= from && on <= to
      && (!otherwise || (text('reason') !== '' && (!competes || text('formerHostMayCompete') !== '')))
      && (host !== 'rectify' || text('rectifyBy') !== '' || !asksRectifyBy);
    if (!isWhole) return null;
    const chair = otherwise ? (text('chair') as ChairOutcome) : computed.chair;
    const committee = otherwise ? (text('committee') as CommitteeOutcome) : computed.committee;
    const may = otherwise ? text('formerHostMayCompete') === 'true' : computed.formerHostMayCompete;
    return {
      title: `${otherwise ? '另行裁定' : '按检验结果裁定'}：${HOST_OUTCOMES[host]}？`,
      body: (
        <>
          <p>{centre}，自<b className="nw">{formatDate(on)}</b>起：</p>
          <dl className="kv">
            <dt>{words.host}</dt><dd>{HOST_OUTCOMES[host]}{competes && may !== null && `，${may ? '可以' : '不得'}参加遴选`}</dd>
            {words.head && <><dt>{words.head}</dt><dd>{CHAIR_OUTCOMES[chair]}</dd></>}
            {words.body && <><dt>{words.body}</dt><dd>{COMMITTEE_OUTCOMES[committee]}</dd></>}
          </dl>
          <p>裁定后状态随即改变，不能撤销。</p>
        </>
      ),
    };
  };
  return (
    <ConfirmDialog label="确认裁定" variant="primary" wide title="确认裁定？" confirmLabel="确认裁定" prepare={prepare}>
      <p>裁定后状态随即改变，不能撤销。</p>
    </ConfirmDialog>
  );
}
