import type { Grade } from '../glossary';
import type { Profile } from '../regulation/profile';
import { gradeByScore, gradesByProportion } from './grades';

// How one year's grades come about where both a score and a proportion speak.

/** One centre's assessment of the year, as the grading looks at it. */
export interface YearEntry {
  id: string;
  centreId: string;
  score: number | null;
  proposedGrade: Grade | null;
}

/** Both grades of a centre, and the one that counts if it is settled. */
export interface YearGrade {
  byScore: Grade | null;
  byProportion: Grade | null;
  /** Null while the two differ and no rule has been chosen, or while the ranking is not complete. */
  settled: Grade | null;
  /** On what the settled grade rests. */
  grounds: 'score' | 'quota' | null;
  conflict: boolean;
}

/**
 * The grades of a year. Proportions rank all centres, so they are known only when every centre of the year has its score;
 * until then only the rule "score" can settle a grade.
 */
export function gradeYear(profile: Profile, entries: readonly YearEntry[], rule: 'score' | 'proportion' | null): Map<string, YearGrade> {
  const chosen = rule ?? (profile.grades?.onConflict === 'open' ? null : (profile.grades?.onConflict ?? null));
  const isComplete = entries.every((e) => e.score !== null);
  const scores = new Map(entries.flatMap((e) => (e.score === null ? [] : [[e.id, e.score] as const])));
  const ranked = isComplete ? gradesByProportion(profile, scores) : null;
  const hasProportion = profile.grades?.byProportion != null;
  return new Map(
    entries.map((e) => {
      if (!profile.grades?.byScore) return [e.id, { byScore: null, byProportion: null, settled: e.proposedGrade, grounds: null, conflict: false }];
      const byScore = e.score === null ? null : gradeByScore(profile, e.score);
      const byProportion = ranked?.get(e.id) ?? null;
      const conflict = byScore !== null && byProportion !== null && byScore !== byProportion;
      let settled: Grade | null = null;
      if (!hasProportion || chosen === 'score') settled = byScore;
      else if (chosen === 'proportion') settled = byProportion;
      else if (byProportion !== null && !conflict) settled = byScore;
      const grounds = settled === null ? null : settled !== byScore ? 'quota' : 'score';
      return [e.id, { byScore, byProportion, settled, grounds, conflict }];
    }),
  );
}
