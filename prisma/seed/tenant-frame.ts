import type { LocalDate } from '../../lib/kernel/local-date';
import type { Answer, Question } from '../../lib/regulation/question';
import { evaluate, type CheckedProfile, type Rulebook } from '../../lib/rulebook';
import type { PersonSource } from './committees';
import type { Random } from './random';
import type { InstitutionRow, TenantRows } from './rows';

/** An account that acts, by id and name, as rows store it. */
export interface Staff {
  id: string;
  name: string;
}

/** What the parts of a tenant's seed share. */
export interface TenantFrame {
  today: LocalDate;
  random: Random;
  /** Letters before the numbers of centres and decisions. */
  code: string;
  profile: CheckedProfile;
  rulebook: Rulebook;
  profileVersionId: string;
  revision: number;
  rows: TenantRows;
  institutions: InstitutionRow[];
  people: PersonSource;
  official: Staff;
  assessor: Staff;
  /** The assessor of several jurisdictions; null where he has no role. */
  expert: Staff | null;
  /** Assessors of earlier years, who have no account. */
  formerAssessors: Staff[];
}

/** Asks the tenant's own rules; the seed only asks what can be answered. */
export function ask({ rulebook, profile }: TenantFrame, question: Question, facts: unknown, on: LocalDate): Answer {
  const evaluated = evaluate(rulebook, question, facts, on);
  if (!evaluated.ok) throw new Error(`${profile.id} ${question} on ${on}: ${evaluated.faults.map((f) => `${f.path} ${f.expected}`).join('; ')}`);
  return evaluated.answer;
}
