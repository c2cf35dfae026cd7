import { z } from 'zod';
import { GRADES, type Grade } from '../glossary';
import type { Finding } from '../regulation/finding';
import type { Profile } from '../regulation/profile';
import { answerOf, silentAnswer, type Answer, type Evaluator } from '../regulation/question';

// The question `grades`: a whole year's grades, by score and by proportion.

export interface GradesDecision extends Record<string, unknown> {
  byScore: Record<string, Grade> | null;
  byProportion: Record<string, Grade> | null;
  conflicts: string[] | null;
}

/** The grade of a score by the profile's thresholds: the best band whose lower edge it reaches. */
export function gradeByScore(profile: Profile, score: number): Grade | null {
  const bands = profile.grades?.byScore?.bands;
  return bands?.find((band) => score >= band.from)?.grade ?? bands?.at(-1)?.grade ?? null;
}

/** Grades by rank ÷ number; an exact edge goes to the better grade, equal scores share the better rank. Null without proportions. */
export function gradesByProportion(profile: Profile, scores: ReadonlyMap<string, number>): Map<string, Grade> | null {
  const shares = profile.grades?.byProportion?.shares;
  if (!shares) return null;
  const sorted = [...scores.values()].sort((a, b) => b - a);
  const rankOf = new Map<number, number>();
  sorted.forEach((score, i) => {
    if (!rankOf.has(score)) rankOf.set(score, i + 1);
  });
  const grades = new Map<string, Grade>();
  for (const [id, score] of scores) {
    let reach = 0;
    let grade = shares.at(-1)!.grade;
    for (const share of shares) {
      reach += share.percent;
      if (rankOf.get(score)! * 100 <= reach * sorted.length) {
        grade = share.grade;
        break;
      }
    }
    grades.set(id, grade);
  }
  return grades;
}

/** Binds the question `grades` to a profile. */
export function bindGrades(profile: Profile): Evaluator<ReadonlyMap<string, number>, GradesDecision> {
  const byScore = profile.grades?.byScore;
  const factsSchema = z.strictObject({ scores: z.record(z.string().min(1), z.number().min(0).max(byScore?.maximum ?? 1000)) });
  const proportion = profile.grades?.byProportion;
  return {
    parse(input) {
      const parsed = factsSchema.safeParse(input);
      return parsed.success ? { ok: true, value: new Map(Object.entries(parsed.data.scores)) } : { ok: false, refusal: parsed.error.issues };
    },
    answer(scores): Answer<GradesDecision> {
      if (!byScore && !proportion) return silentAnswer(profile, 'grades', { byScore: null, byProportion: null, conflicts: null });
      const findings: Finding[] = [];
      const scored = byScore ? new Map([...scores].map(([id, score]) => [id, gradeByScore(profile, score)!])) : null;
      const ranked = gradesByProportion(profile, scores);
      const conflicts = scored && ranked ? [...scores.keys()].filter((id) => scored.get(id) !== ranked.get(id)) : [];
      if (byScore) {
        const gaps = [...scores].filter(([, score]) => isBetweenBands(profile, score));
        if (gaps.length > 0) {
          findings.push({
            rule: 'grades.between-bands', severity: 'warn', article: byScore.article, subjects: gaps.map(([id]) => id),
            message: `${gaps.length}个分数落在两个分数段之间（${gaps.map(([, s]) => s).join('、')}分），按未达到上一等次的下限认定`,
          });
        }
      }
      if (conflicts.length > 0) {
        findings.push({
          rule: 'grades.conflict', severity: 'warn', article: proportion!.article, subjects: conflicts, actual: conflicts.length, limit: 0,
          message: `${conflicts.length}个中心按分数与按比例所得等次不同（${conflicts.map((id) => `${id}：${GRADES[scored!.get(id)!]}／${GRADES[ranked!.get(id)!]}`).join('，')}）；由主管部门为全年选定一种办法并说明理由`,
        });
      }
      return answerOf(findings, {
        byScore: scored ? Object.fromEntries(scored) : null,
        byProportion: ranked ? Object.fromEntries(ranked) : null,
        conflicts,
      });
    },
  };
}

/** Whether a score lies in a gap that the printed bands leave, such as 89.5 between 75–89 and 90. */
export function isBetweenBands(profile: Profile, score: number): boolean {
  const byScore = profile.grades?.byScore;
  const grade = gradeByScore(profile, score);
  const printedTo = grade && byScore?.printedTo?.[grade];
  return printedTo !== undefined && printedTo !== null && score > printedTo;
}
