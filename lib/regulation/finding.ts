import type { Force, Severity } from '../glossary';
import { compareArticles } from './citation';

/** What one rule says of the facts: the law as an article, what was seen, and what would mend it. */
export interface Finding {
  /** Question and setting, such as `committee.host-share`. */
  rule: string;
  severity: Exclude<Severity, 'ok'>;
  article: string;
  /** Chinese, with the numbers and the remedy. */
  message: string;
  actual?: number | string;
  limit?: number | string;
  /** Ids of the people concerned. */
  subjects?: string[];
}

export type Verdict = 'block' | 'warn' | 'ok';

const RANK = { block: 0, warn: 1, note: 2 } as const;

/** The order in which findings are read: worst first, then by article. Sorts in place. */
export function sortFindings(findings: Finding[]): Finding[] {
  return findings.length < 2
    ? findings
    : findings.sort((a, b) => RANK[a.severity] - RANK[b.severity] || compareArticles(a.article, b.article));
}

/** The worst severity of the findings; a note never lowers `ok`. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  let verdict: Verdict = 'ok';
  for (const { severity } of findings) {
    if (severity === 'block') return 'block';
    if (severity === 'warn') verdict = 'warn';
  }
  return verdict;
}

/** The severity of a breach by the force of the rule (mandatory blocks, in-principle warns, advisory tells). */
export const severityOf = (force: Force): Finding['severity'] =>
  force === 'mandatory' ? 'block' : force === 'in-principle' ? 'warn' : 'note';

/** The milder of two severities. */
export const milder = (a: Finding['severity'], b: Finding['severity']): Finding['severity'] => (RANK[a] > RANK[b] ? a : b);
