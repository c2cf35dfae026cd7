import { dayOf, monthOf, type LocalDate } from '@/lib/kernel/local-date';
import { weekdayName, type NoticeDay, type NoticePeriod } from '@/lib/notice/days';

const monthDay = (on: LocalDate) => `${monthOf(on)}月${dayOf(on)}日`;

/** What stands under the date of a day: what it is to the count, and why. */
function faceOf({ on, kind, name, counted }: NoticeDay, { publishedOn, lastDay, unit }: NoticePeriod): { main: string; note: string; look: string } {
  if (on === publishedOn) return { main: '发布日', note: '不计入', look: 'start' };
  if (counted !== null) return { main: `第 ${counted} 日`, note: kind === 'makeup' ? '调休上班' : unit === 'calendar-days' && kind !== 'working' ? (name ?? '休息日') : '', look: kind === 'makeup' ? 'makeup' : '' };
  if (on === lastDay) return { main: '末日', note: '顺延', look: '' };
  return { main: name ?? (kind === 'rest' ? '休息日' : '工作日'), note: unit === 'calendar-days' ? '顺延' : '跳过', look: 'off' };
}

/** Every day of a notice in a row: those that count with their number, those that do not with the reason, and the first day for a decision. */
export function DayStrip({ period, today }: { period: NoticePeriod; today?: LocalDate }) {
  const cell = (on: LocalDate, main: string, note: string, look: string) => (
    <li key={on} className={[look, on === today ? 'today' : ''].filter(Boolean).join(' ') || undefined} aria-current={on === today ? 'date' : undefined}>
      <small>{monthDay(on)}<br />{weekdayName(on)}</small>
      <b>{main}</b>
      <em>{on === today ? <>今日{note && <span className="vh">，{note}</span>}</> : note || '\u00a0'}</em>
    </li>
  );
  return (
    <ol className="days" aria-label="公示期逐日">
      {period.calendar.map((day) => {
        const { main, note, look } = faceOf(day, period);
        return cell(day.on, main, note, look);
      })}
      {cell(period.earliestDecision, '期满', '可作决定', 'end')}
    </ol>
  );
}
