import { z } from 'zod';
import type { Calendar } from '../kernel/calendar';
import { chineseNumber } from '../kernel/chinese';
import type { LocalDate } from '../kernel/local-date';
import { dateSchema } from '../regulation/cited';
import type { Profile } from '../regulation/profile';
import { DAY_KINDS, noticePeriod, type DayKind } from './days';

// What the page of a notice says. It is written once, when the notice is published, and never changed; its hash covers all of it.

export const noticeBodySchema = z.strictObject({
  form: z.literal(1),
  number: z.string(),
  title: z.string(),
  jurisdiction: z.strictObject({ id: z.string(), name: z.string(), letter: z.string() }),
  authority: z.string(),
  office: z.string().nullable(),
  /** The regulation under which the round runs. */
  rules: z.strictObject({ title: z.string(), number: z.string(), annexes: z.enum(['items', 'numbered']), revision: z.int(), sha256: z.string(), article: z.string(), objectionArticle: z.string() }),
  /** The days, and the calendar with which they were counted (days.ts). */
  period: z.strictObject({
    publishedOn: dateSchema, literalLastDay: dateSchema, lastDay: dateSchema, earliestDecision: dateSchema, days: z.int(), unit: z.enum(['working-days', 'calendar-days']), calendarPublished: z.boolean(),
    calendar: z.array(z.strictObject({ on: dateSchema, kind: z.enum(Object.keys(DAY_KINDS) as [DayKind, ...DayKind[]]), name: z.string().nullable(), counted: z.int().nullable() })),
  }),
  basis: z.string(),
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string())),
  course: z.array(z.strictObject({ on: dateSchema.nullable(), text: z.string(), article: z.string() })),
  invitation: z.string(),
  contact: z.string(),
});
export type NoticeBody = z.output<typeof noticeBodySchema>;

/** One step that the round has taken. */
export type CourseStep = NoticeBody['course'][number];

/** What is put forward, in words. */
export type Proposed =
  | { kind: 'host'; designated: boolean; centre: string; host: string; head: string | null }
  | { kind: 'members'; group: string; members: readonly { name: string; institution: string; title: string; post: string }[] };

export interface NoticeInput {
  number: string;
  proposed: Proposed;
  profile: Profile;
  revision: number;
  sha256: string;
  calendar: Calendar;
  publishedOn: LocalDate;
  course: readonly CourseStep[];
  /** How the round went, in a few words: 单位申请、资格审核 */
  steps: readonly string[];
  contact: string;
}

/** The page of a notice; null where the text knows no notice. */
export function noticeBody({ number, proposed, profile, revision, sha256, calendar, publishedOn, course, steps, contact }: NoticeInput): NoticeBody | null {
  const { notice, instrument, jurisdiction, structure, vocabulary } = profile;
  if (!notice) return null;
  const host = vocabulary.host ?? '承担单位';
  const way = [...steps, '综合研究'];
  const through = way.length > 1 ? `${way.slice(0, -1).join('、')}和${way.at(-1)}` : way[0]!;
  const common = {
    form: 1 as const, number,
    jurisdiction: { id: jurisdiction.id, name: jurisdiction.name, letter: jurisdiction.letter },
    authority: jurisdiction.authority,
    office: structure.office?.name ?? null,
    rules: { title: instrument.title, number: instrument.number, annexes: instrument.annexes, revision, sha256, article: notice.article, objectionArticle: notice.objection.article },
    period: noticePeriod(notice, calendar, publishedOn),
    course: [...course],
    invitation: '对公示内容有异议的，请在公示期内实名提出，写明事实和依据',
    contact,
  };
  if (proposed.kind === 'members') {
    return {
      ...common,
      title: `关于${proposed.group}成员推荐结果的公示`,
      basis: `根据《${instrument.title}》，经${through}，拟确定以下${proposed.members.length}人为${proposed.group}成员，现予公示`,
      columns: ['姓名', '所在单位', '职称', '拟任职务'],
      rows: proposed.members.map((m) => [m.name, m.institution, m.title, m.post]),
    };
  }
  const years = structure.hostCycle?.years;
  const columns: [string, string][] = [
    [vocabulary.centreShort, proposed.centre],
    [`拟${proposed.designated ? '指定' : ''}${host}`, proposed.host],
    ...(proposed.head ? [['拟任负责人', proposed.head] as [string, string]] : []),
    ...(years ? [[`${host.replace(/单位$/, '')}周期`, `${chineseNumber(years)}年，自决定之日起`] as [string, string]] : []),
  ];
  return {
    ...common,
    title: `关于${proposed.centre}${host}${proposed.designated ? '指定' : '遴选'}结果的公示`,
    basis: `根据《${instrument.title}》，经${through}，拟${proposed.designated ? '指定' : '确定'}以下${host}${proposed.head ? `和${vocabulary.centreShort}负责人` : ''}，现予公示`,
    columns: columns.map(([head]) => head),
    rows: [columns.map(([, value]) => value)],
  };
}
