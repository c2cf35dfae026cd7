import { ArticleChip } from '@/components/regulation/article-chip';
import { Phrases } from '@/components/ui/phrases';
import { WorkGroup, type WorkItem } from '@/components/ui/work-list';
import { formatShortDate } from '@/lib/kernel/chinese';
import type { LocalDate } from '@/lib/kernel/local-date';
import type { WorkGroup as Group } from '@/lib/worklist/model';

/** The worklist: worst first, then soonest. */
export function WorkGroups({ jurisdiction, groups, letter, today }: { jurisdiction: string; groups: readonly Group[]; letter: string; today: LocalDate }) {
  const view = (item: Group['items'][number]): WorkItem => {
    const days = item.workingDays;
    const late = item.dueOn !== null && item.dueOn < today;
    return {
      key: item.key,
      href: `/${jurisdiction}${item.href}`,
      due: days === null ? '未定期限' : late ? `超期 ${-days} 个工作日` : days === 0 ? '今日到期' : `还有 ${days} 个工作日`,
      ...(item.dueOn ? { dueNote: `${late ? '应于 ' : ''}${formatShortDate(item.dueOn, today)}` } : {}),
      ...(late ? { urgency: 'late' as const } : days !== null && days <= 3 ? { urgency: 'soon' as const } : {}),
      title: item.title,
      sub: <Phrases>{item.subject}</Phrases>,
      ...(item.article ? { chip: <ArticleChip letter={letter} article={item.article} href={`/${jurisdiction}/rules#${encodeURIComponent(item.article)}`} /> } : {}),
      stage: item.stage,
      act: item.act,
    };
  };
  return (
    <>
      {groups.map((group) => <WorkGroup key={group.title} title={group.title} items={group.items.map(view)} />)}
      <p className="small">共 {groups.reduce((n, g) => n + g.items.length, 0)} 项。工作日按国务院办公厅节假日安排计算，含调休。</p>
    </>
  );
}

