import { dayName, daysOfMonth, isWorkingDay } from '@/lib/kernel/calendar';
import { chineseNumber } from '@/lib/kernel/chinese';
import { addDays, dayOf, monthOf, weekdayOf, yearOf, type LocalDate } from '@/lib/kernel/local-date';
import { builtInCalendar } from '@/lib/rulebook';

/** The month with holidays, worked weekends and days on which something is due. */
export function MonthCalendar({ today, due }: { today: LocalDate; due: readonly LocalDate[] }) {
  const days = daysOfMonth(yearOf(today), monthOf(today));
  const lead = (weekdayOf(days[0]!) + 6) % 7;
  const tail = (7 - ((lead + days.length) % 7)) % 7;
  const cells: LocalDate[] = [
    ...Array.from({ length: lead }, (_, i) => addDays(days[0]!, i - lead)),
    ...days,
    ...Array.from({ length: tail }, (_, i) => addDays(days.at(-1)!, i + 1)),
  ];
  const weeks = Array.from({ length: cells.length / 7 }, (_, i) => cells.slice(i * 7, i * 7 + 7));
  return (
    <section aria-label="本月日历">
      <h3>{chineseNumber(monthOf(today))}月</h3>
      <table className="cal">
        <thead><tr>{['一', '二', '三', '四', '五', '六', '日'].map((d) => <th key={d} scope="col">{d}</th>)}</tr></thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => {
                const off = dayName(builtInCalendar, day) !== null && !isWorkingDay(builtInCalendar, day);
                const worked = isWorkingDay(builtInCalendar, day) && weekdayOf(day) % 6 === 0;
                return (
                  <td key={day} className={[monthOf(day) === monthOf(today) ? '' : 'o', day === today ? 'today' : '', isWorkingDay(builtInCalendar, day) ? '' : 'rest'].join(' ').trim() || undefined} aria-current={day === today ? 'date' : undefined}>
                    <span>{dayOf(day)}</span>{off && <sup>休</sup>}{worked && <sup className="w">班</sup>}{due.includes(day) && <i title="有到期事项" />}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="cal-key"><span><i />有到期事项</span><span><sup>休</sup>放假</span><span><sup className="w">班</sup>调休上班</span></p>
    </section>
  );
}
