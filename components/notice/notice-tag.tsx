import { Tag } from '@/components/ui/tag';
import type { LocalDate } from '@/lib/kernel/local-date';
import { NOTICE_STATES, type NoticeState } from '@/lib/notice/states';

/** The state of a notice in a word; one whose last day is past waits for the decision. */
export function NoticeTag({ state, lastDay, today }: { state: NoticeState; lastDay: LocalDate; today: LocalDate }) {
  if (state !== 'running') return <Tag>{NOTICE_STATES[state]}</Tag>;
  return today > lastDay ? <Tag tone="warn">已期满，待决定</Tag> : <Tag tone="brand">{NOTICE_STATES.running}</Tag>;
}
