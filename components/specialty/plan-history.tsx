import Link from 'next/link';
import { Fragment } from 'react';
import { ArticleChip } from '@/components/regulation/article-chip';
import { Timeline, type Happening } from '@/components/ui/timeline';
import { formatInstant } from '@/lib/kernel/instant';
import type { AnnexStyle } from '@/lib/regulation/citation';
import { directionLabel, type PlanChangeKind, type PlanState } from '@/lib/specialty/change';

export interface PlanChangeView {
  kind: PlanChangeKind;
  reason: string;
  document: string | null;
  on: string;
  before: PlanState;
  after: PlanState;
  byName: string;
  at: Date;
}

interface PlanHistoryProps {
  changes: readonly PlanChangeView[];
  today: string;
  letter: string;
  annexes?: AnnexStyle;
  articleOf: (kind: PlanChangeKind) => string;
  articleHref: (article: string) => string;
  /** The page of a direction, which stays when it is withdrawn. */
  directionHref: (id: string) => string;
  /** The direction whose own history it is. */
  own?: string;
}

/** The directions that a change met or made, each once. */
const metBy = ({ before, after }: PlanChangeView) => [...new Map([...before.directions, ...after.directions].map((d) => [d.id, d])).values()];

const names = (list: readonly { field: string; direction: string }[]) => list.map(directionLabel).join('、');

/** What a change did, in words. */
function wordsOf({ kind, before, after }: PlanChangeView): string {
  const left = before.directions.filter((d) => after.directions.every((a) => a.id !== d.id));
  const fresh = after.directions.filter((d) => before.directions.every((b) => b.id !== d.id));
  switch (kind) {
    case 'add': return `增加${names(after.directions)}`;
    case 'rename': return `${names(before.directions)}更名为${names(after.directions)}`;
    case 'merge': return `${names(before.directions)}合并为${names(after.directions)}`;
    case 'split': return left.length > 0 ? `${names(left)}拆分为${names(fresh)}` : `从${names(before.directions)}拆分出${names(fresh)}`;
    case 'withdraw': return `撤销${names(before.directions)}`;
  }
}

/** What became of the centres, in words; null where nothing did. */
function centresOf({ before, after }: PlanChangeView): string | null {
  const closed = after.centres.filter((c) => c.status === 'closed').map((c) => c.name);
  const renamed = after.centres.flatMap((c) => {
    const was = before.centres.find((b) => b.id === c.id);
    return c.status !== 'closed' && was && was.name !== c.name ? [`${was.name}改称${c.name}`] : [];
  });
  return [...(closed.length > 0 ? [`${closed.join('、')}撤销`] : []), ...renamed].join('；') || null;
}

/** 规划沿革: what was done to the plan, when it holds from, why, and who did it; newest first. */
export function PlanHistory({ changes, today, letter, annexes, articleOf, articleHref, directionHref, own }: PlanHistoryProps) {
  const items = changes.map((change): Happening => {
    const centres = centresOf(change);
    const { departure } = change.after;
    const others = metBy(change).filter((d) => d.id !== own);
    return {
      on: change.on,
      title: wordsOf(change),
      text: <>{centres && <>{centres}。</>}理由：{change.reason}{departure && <>。偏离{departure.findings.map((f) => f.message).join('；')}的理由：{departure.reason}</>}{others.length > 0 && <>。查看：{others.map((d, i) => <Fragment key={d.id}>{i > 0 && '、'}<Link href={directionHref(d.id)}>{d.direction}</Link></Fragment>)}</>}</>,
      by: `${change.document ? `${change.document}；` : ''}${change.byName} ${formatInstant(change.at)} 办理`,
      ...(change.kind === 'add' ? {} : { chip: <> <ArticleChip letter={letter} article={articleOf(change.kind)} {...(annexes ? { annexes } : {})} href={articleHref(articleOf(change.kind))} /></> }),
      ...(departure ? { tone: 'warn' as const } : {}),
    };
  });
  return <Timeline items={items} today={today} />;
}
