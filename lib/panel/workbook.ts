// The comparison of a round as rows of two sheets: the same as the screen shows.

type Cell = string | number | null;

/** What the rows are made of (lib/panel/data.ts). */
interface Compared {
  rubric: { items: readonly { id: string; label: string; points: number }[]; aggregate: 'mean' | 'trimmed-mean' };
  assessors: readonly { memberId: string; name: string }[];
  sheets: readonly { memberId: string; applicationId: string; items: Readonly<Record<string, { points: number; reason: string }>>; total: number; veto: string | null }[];
  rows: readonly {
    applicationId: string; institution: string; head: string | null; receipt: string; rank: number; score: number; median: number; vetoes: number;
    marks: readonly { memberId: string; total: number; dropped: 'highest' | 'lowest' | null; outlier: boolean; veto: string | null }[];
    itemMeans: Readonly<Record<string, number>>;
  }[];
}

/** 汇总: a line for each applicant in the order of the ranks. */
export function summaryRows({ rubric, assessors, rows }: Compared): Cell[][] {
  return [
    ['名次', '申请单位', '拟任负责人', '回执编号', rubric.aggregate === 'trimmed-mean' ? '去高低平均' : '平均分', '中位数', ...assessors.map((a) => a.name), '否决', '偏离', '不计入', ...rubric.items.map((i) => `${i.label}均分（满分${i.points}）`)],
    ...rows.map((r) => {
      const names = (test: (m: (typeof r.marks)[number]) => boolean) => assessors.filter((a) => r.marks.some((m) => m.memberId === a.memberId && test(m))).map((a) => a.name).join('、');
      return [
        r.rank, r.institution, r.head ?? '', r.receipt, r.score, r.median, ...assessors.map((a) => r.marks.find((m) => m.memberId === a.memberId)?.total ?? null),
        names((m) => m.veto !== null), names((m) => m.outlier), names((m) => m.dropped !== null), ...rubric.items.map((i) => r.itemMeans[i.id] ?? null),
      ];
    }),
  ];
}

/** 评分与理由: a line for each item of each sheet, and one for a veto. */
export function reasonRows({ rubric, assessors, sheets, rows }: Compared): Cell[][] {
  return [
    ['申请单位', '评委', '评分项目', '满分', '评分', '理由'],
    ...rows.flatMap((r) => assessors.flatMap((a): Cell[][] => {
      const sheet = sheets.find((s) => s.memberId === a.memberId && s.applicationId === r.applicationId);
      if (!sheet) return [];
      return [
        ...rubric.items.map((i): Cell[] => [r.institution, a.name, i.label, i.points, sheet.items[i.id]?.points ?? null, sheet.items[i.id]?.reason ?? '']),
        ...(sheet.veto !== null ? [[r.institution, a.name, '否决', null, null, sheet.veto]] : []),
        [r.institution, a.name, '合计', rubric.items.reduce((n, i) => n + i.points, 0), sheet.total, ''],
      ];
    })),
  ];
}
