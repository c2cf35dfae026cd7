import { z } from 'zod';
import { COUNTERS, GRADES, type Grade } from '../glossary';
import { filingState, quartersCovered, withJointMeetings, yearFacts, type Counts } from '../regulation/counts';
import type { Duty } from '../regulation/duty';
import type { Finding } from '../regulation/finding';
import type { Profile } from '../regulation/profile';
import { answerOf, type Answer, type Evaluator } from '../regulation/question';
import type { ScoreItem } from '../regulation/score-sheet';
import { gradeByScore, isBetweenBands } from './grades';
import { itemsOf } from './sheet';

// The question `score`: the annual score sheet, computed from what the year's records say; an assessor's points go before.

const count = z.int().min(0).max(1_000_000);

const factsSchema = z.strictObject({
  ...yearFacts,
  awarded: z.record(z.string().regex(/^[1-9]\d{0,2}$/, '应为评分项的序号'), z.number().min(0).max(1000)).default({}),
  absences: z.strictObject({ director: count.optional(), staff: count.optional() }).default({}),
  breaches: count.optional(),
  rank: z
    .strictObject({ position: z.int().min(1).max(1_000_000), of: z.int().min(1).max(1_000_000) })
    .refine((rank) => rank.position <= rank.of, { error: '名次不得大于总数', path: ['position'] })
    .optional(),
});
export type ScoreFacts = z.output<typeof factsSchema> & { shared: Counts };

export interface ScoreDecision extends Record<string, unknown> {
  /** Points by item number. */
  items: Record<string, number>;
  total: number;
  grade: Grade | null;
}

/** Points lost on an item by the facts, and why; null where the facts say nothing about it. */
interface Loss {
  lost: number;
  why: string;
}

const tidy = (points: number) => Math.round(points * 100) / 100;

/** What the facts take off an item. */
function lossOf(item: ScoreItem, facts: ScoreFacts, duties: ReadonlyMap<string, Duty>): Loss | null {
  const { deduct } = item;
  switch (deduct.type) {
    case 'per-missing': {
      const measure = deduct.duty === undefined ? undefined : duties.get(deduct.duty)?.measure;
      if (measure?.type === 'quarterly' && facts.caseChecks) {
        const quarters = quartersCovered(facts.caseChecks, facts.year);
        const short = 4 - quarters;
        const ofYear = facts.caseChecks.filter((date) => Number(date.slice(0, 4)) === facts.year).length;
        const crowded = short > 0 && ofYear >= 4 ? `；共抽查${ofYear}次而季度未满，请评审人确认` : '';
        return { lost: short * deduct.points, why: `有抽查的季度${quarters}个，缺${short}个，每缺1个扣${deduct.points}分${crowded}` };
      }
      if (measure?.type !== 'count' || measure.min === undefined) return null;
      const actual = facts.shared[measure.of];
      if (actual === undefined) return null;
      const short = Math.max(0, measure.min - actual);
      return { lost: short * deduct.points, why: `${COUNTERS[measure.of]}${actual}次，应不少于${measure.min}次，少${short}次，每少1次扣${deduct.points}分` };
    }
    case 'per-late': {
      const states = deduct.duties.map((id) => duties.get(id)).flatMap((duty) => (duty ? (filingState(duty, facts.year, facts.filings) ?? []) : []));
      if (states.length === 0) return null;
      const missing = states.filter((state) => state === 'missing').length;
      const late = states.filter((state) => state === 'late').length;
      if (missing > 0 && deduct.missingCostsAll) return { lost: item.points, why: `缺报${missing}次，不得分` };
      return { lost: (late + missing) * deduct.points, why: `迟报${late}次，每次扣${deduct.points}分` };
    }
    case 'all-or-nothing': {
      const told = deduct.anyOf.filter((counter) => facts.shared[counter] !== undefined);
      if (told.length === 0) return null;
      return told.some((counter) => facts.shared[counter]! > 0) ? { lost: 0, why: '' } : { lost: item.points, why: `${told.map((counter) => COUNTERS[counter]).join('、')}0次，不得分` };
    }
    case 'per-occurrence': {
      const values = { breaches: facts.breaches, 'absences.director': facts.absences.director, 'absences.staff': facts.absences.staff, assessor: undefined };
      const told = deduct.of.flatMap(({ fact, points }) => (values[fact] === undefined ? [] : [{ times: values[fact], points }]));
      if (told.length === 0) return null;
      return { lost: told.reduce((sum, t) => sum + t.times * t.points, 0), why: told.map((t) => `${t.times}次，每次扣${t.points}分`).join('；') };
    }
    case 'by-rank': {
      const { rank } = facts;
      if (!rank) return null;
      const band = deduct.bands.find(({ upTo }) => rank.position * 100 <= upTo * rank.of);
      return { lost: item.points - (band?.points ?? 0), why: `第${rank.position}名，共${rank.of}个，得${band?.points ?? 0}分` };
    }
    case 'discretionary':
      return null;
  }
}

/** One item as the sheet shows it: points by the facts, or full points where they say nothing. */
export interface ItemResult {
  item: ScoreItem;
  /** What the records come to, and why points are lost; null where an assessor has to judge. */
  computed: { points: number; why: string } | null;
  points: number;
}

/** Binds the question `score` to a profile with a score sheet. */
export function bindScore(profile: Profile): Evaluator<ScoreFacts, ScoreDecision> & { results(facts: ScoreFacts): ItemResult[] } {
  const items = itemsOf(profile);
  const duties = new Map(profile.duties.map((duty) => [duty.id, duty]));
  const needs = Object.fromEntries(profile.duties.flatMap(({ measure }) => (measure.type === 'count' && measure.min !== undefined ? [[measure.of, measure.min]] : [])));
  const sheet = profile.scoreSheet;

  const results = (facts: ScoreFacts): ItemResult[] =>
    items.map((item) => {
      const loss = lossOf(item, facts, duties);
      const computed = loss && { points: tidy(Math.max(0, item.points - loss.lost)), why: loss.why };
      return { item, computed, points: facts.awarded[item.number] ?? computed?.points ?? item.points };
    });

  return {
    parse(input) {
      if (!sheet) return { ok: false, refusal: [{ code: 'custom', path: [], message: '本办法没有考核评分表，不能评分', input }] };
      const parsed = factsSchema.safeParse(input);
      if (!parsed.success) return { ok: false, refusal: parsed.error.issues };
      const faults: z.core.$ZodIssue[] = [];
      for (const [number, points] of Object.entries(parsed.data.awarded)) {
        const item = items.find((i) => String(i.number) === number);
        if (!item) faults.push({ code: 'custom', path: ['awarded', number], message: `评分表没有第${number}项，应为1至${items.length}`, input: points });
        else if (points > item.points) faults.push({ code: 'custom', path: ['awarded', number], message: `第${number}项应在0至${item.points}分之间`, input: points });
      }
      if (faults.length > 0) return { ok: false, refusal: faults };
      return { ok: true, value: { ...parsed.data, shared: withJointMeetings(parsed.data.counts, needs) } };
    },
    results,
    answer(facts): Answer<ScoreDecision> {
      const findings: Finding[] = [];
      const all = results(facts);
      for (const { item, computed, points } of all) {
        if (points === item.points) continue;
        const awarded = facts.awarded[item.number] !== undefined;
        findings.push({
          rule: `score.item-${item.number}`, severity: 'note', article: item.article, actual: points, limit: item.points,
          message: `${item.title}扣${tidy(item.points - points)}分，得${points}/${item.points}分${awarded ? '（评审人评定）' : `：${computed!.why}`}`,
        });
      }
      const total = tidy(all.reduce((sum, { points }) => sum + points, 0));
      const grade = gradeByScore(profile, total);
      const article = profile.grades?.byScore?.article ?? sheet!.article;
      if (isBetweenBands(profile, total)) {
        findings.push({ rule: 'score.between-bands', severity: 'warn', article, actual: total, message: `${total}分落在两个分数段之间，按未达到上一等次的下限认定为${GRADES[grade!]}` });
      }
      if (grade === 'unqualified') findings.push({ rule: 'score.unqualified', severity: 'warn', article, actual: total, message: `合计${total}分，等次为不合格，须按考核结果处理` });
      return answerOf(findings, { items: Object.fromEntries(all.map(({ item, points }) => [String(item.number), points])), total, grade });
    },
  };
}
