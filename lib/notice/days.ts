import { dayName, isPublished, isWorkingDay, type Calendar } from '../kernel/calendar';
import { formatShortDate } from '../kernel/chinese';
import { addDays, dayOf, monthOf, weekdayOf, yearOf, type LocalDate } from '../kernel/local-date';
import type { Profile } from '../regulation/profile';
import { noticeEnd } from './evaluate';

// The days of a notice one by one: which of them are counted, which are not and why.

export const DAY_KINDS = { working: '工作日', rest: '休息日', holiday: '法定节假日', makeup: '调休上班' } as const;
export type DayKind = keyof typeof DAY_KINDS;

export interface NoticeDay {
  on: LocalDate;
  kind: DayKind;
  /** Of the holiday. */
  name: string | null;
  /** Its number among the counted days, from 1; null for one that does not count. */
  counted: number | null;
}

/** The period of a notice; every date is inclusive. */
export interface NoticePeriod {
  publishedOn: LocalDate;
  /** The last day as the words have it. */
  literalLastDay: LocalDate;
  /** The last day as it runs, when the other is no working day. */
  lastDay: LocalDate;
  earliestDecision: LocalDate;
  /** How many days the text asks for, and which. */
  days: number;
  unit: 'working-days' | 'calendar-days';
  /** Whether the holidays of every year it touches are published; otherwise plain weekends are counted. */
  calendarPublished: boolean;
  /** From the day of publication to the last day. */
  calendar: NoticeDay[];
}

/** The period of a notice published on a day, with every day that was looked at. */
export function noticePeriod(notice: NonNullable<Profile['notice']>, calendar: Calendar, publishedOn: LocalDate): NoticePeriod {
  const { literal, last } = noticeEnd(notice, calendar, publishedOn);
  const days: NoticeDay[] = [];
  let number = 0;
  for (let on = publishedOn; on <= last; on = addDays(on, 1)) {
    const works = isWorkingDay(calendar, on);
    const name = dayName(calendar, on);
    const kind: DayKind = works ? (name === null ? 'working' : 'makeup') : name === null ? 'rest' : 'holiday';
    const counts = on > publishedOn && on <= literal && (notice.unit === 'calendar-days' || works);
    if (counts) number += 1;
    days.push({ on, kind, name: kind === 'holiday' ? name : null, counted: counts ? number : null });
  }
  return {
    publishedOn, literalLastDay: literal, lastDay: last, earliestDecision: addDays(last, 1), days: notice.days, unit: notice.unit,
    calendarPublished: days.every(({ on }) => isPublished(calendar, on)), calendar: days,
  };
}

const UNITS = { 'working-days': '个工作日', 'calendar-days': '天' } as const;

/** What the days are called: 5 个工作日, 5 天. */
export const daysInWords = ({ days, unit }: Pick<NoticePeriod, 'days' | 'unit'>): string => `${days} ${UNITS[unit]}`;

/** The first day that counts; where none does, the day of publication. */
export const firstCounted = ({ calendar, publishedOn }: Pick<NoticePeriod, 'calendar' | 'publishedOn'>): LocalDate => calendar.find((d) => d.counted === 1)?.on ?? publishedOn;

/** Where a day lies in the period, in two pieces: 第 4 个工作日, and the rest of the sentence. */
export function placeOf(period: NoticePeriod, today: LocalDate): { phase: 'running' | 'over'; words: string; more: string } {
  const total = `共 ${daysInWords(period)}`;
  if (today > period.lastDay) return { phase: 'over', words: '公示期满', more: total };
  const passed = period.calendar.filter((d) => d.counted !== null && d.on <= today).length;
  const here = period.calendar.find((d) => d.on === today);
  if (passed === 0) return { phase: 'running', words: today === period.publishedOn ? '今日发布' : '尚未起计', more: total };
  if (here?.counted) return { phase: 'running', words: `第 ${here.counted} ${UNITS[period.unit]}`, more: total };
  if (passed === period.days) return { phase: 'running', words: `已满 ${daysInWords(period)}`, more: `顺延至${formatShortDate(period.lastDay, today)}` };
  return { phase: 'running', words: `已过 ${passed} ${UNITS[period.unit]}`, more: `今日不计入，${total}` };
}

/** Counted days after today, up to and including the last. */
export const daysLeft = ({ calendar }: NoticePeriod, today: LocalDate): number => calendar.filter((d) => d.counted !== null && d.on > today).length;

export const weekdayName = (on: LocalDate): string => `周${'日一二三四五六'[weekdayOf(on)]}`;

const monthDay = (on: LocalDate) => `${monthOf(on)}月${dayOf(on)}日`;

/** How the days were counted, in sentences without their last stop. */
export function countingWords(period: NoticePeriod): string[] {
  const { calendar, unit, literalLastDay, lastDay } = period;
  const words: string[] = ['发布当日不计入'];
  if (unit === 'calendar-days') words.push('休息日和节假日计入');
  else {
    const parts: string[] = [];
    calendar.forEach((day, i) => {
      if (day.on > period.publishedOn && day.kind === 'holiday' && calendar[i - 1]?.name !== day.name) {
        let end = i;
        while (calendar[end + 1]?.name === day.name) end += 1;
        const last = calendar[end]!.on;
        parts.push(`${monthDay(day.on)}${last === day.on ? '' : `至${monthOf(last) === monthOf(day.on) ? '' : `${monthOf(last)}月`}${dayOf(last)}日`}为${day.name}放假，不计`);
      }
      if (day.on > period.publishedOn && day.kind === 'makeup') parts.push(`${monthDay(day.on)}（${weekdayName(day.on)}）为调休上班日，计入`);
    });
    if (calendar.some((d) => d.on > period.publishedOn && d.kind === 'rest')) parts.push('周末不计');
    if (parts.length > 0) words.push(parts.join('；'));
  }
  if (lastDay !== literalLastDay) words.push(`${monthDay(literalLastDay)}为非工作日，公示期顺延至${monthDay(lastDay)}`);
  if (!period.calendarPublished) {
    const years = [...new Set(calendar.map(({ on }) => yearOf(on)))];
    words.push(`${years.at(-1)}年节假日安排尚未公布，暂按普通周末推算`);
  }
  words.push(`最早作出决定的日期为${monthDay(period.earliestDecision)}，且须没有未办结的异议`);
  return words;
}
