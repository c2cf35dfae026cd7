import type { ReactNode } from 'react';
import { Icon } from '@/components/ui/icon';
import { ArticleChip } from './article-chip';
import { ForceBadge, type ForceName } from './force-badge';
import { SEVERITY_WORDS, type SeverityName } from './severity';

/** What one rule says of the facts, ready to be read. */
export interface FindingView {
  /** Id of the setting, such as `committee.host-share`. */
  rule: string;
  /** The rule in a few words: 挂靠单位委员. */
  label: string;
  severity: SeverityName;
  article: string;
  /** The fact with its numbers. */
  message: string;
  /** As they stand on the first line: 6 and 至多 5 人. */
  actual?: number | string;
  limit?: number | string;
  /** Ids of the people concerned. */
  subjects?: readonly string[];
  force?: ForceName;
  /** What would mend it. */
  remedy?: ReactNode;
  /** The reading chosen, where the text has two. */
  reading?: ReactNode;
  /** The departure is recorded with its reason; the verdict itself stays. */
  departed?: boolean;
}

/** A departure whose reason is recorded is read as a note. */
export function shownSeverity({ severity, departed }: Pick<FindingView, 'severity' | 'departed'>): SeverityName {
  return severity === 'warn' && departed ? 'note' : severity;
}

interface RuleRowProps {
  finding: FindingView;
  letter: string;
  articleHref?: string;
  /** Another word for the result than 不符合, 需说明, 已说明, 提示, 符合. */
  result?: string;
  /** Candidates with one action each, or the reason given. */
  children?: ReactNode;
}

/** Rule, fact and limit; article, force and result; remedy. */
export function RuleRow({ finding, letter, articleHref, result, children }: RuleRowProps) {
  const { label, article, message, actual, limit, force, remedy, reading } = finding;
  const severity = shownSeverity(finding);
  const word = result ?? (severity !== finding.severity ? '已说明' : SEVERITY_WORDS[severity]);
  const hasNumbers = actual !== undefined;
  // The numbers on the first line say it already, once a remedy follows.
  const fact = hasNumbers && (severity === 'ok' || remedy || children) ? null : message;
  return (
    <li className={`rule is-${severity}`}>
      <div className="l1">
        <Icon name={severity} />
        <b>{label}</b>
        {hasNumbers && <span className="v"><strong>{actual}</strong>{limit !== undefined && <> / {limit}</>}</span>}
      </div>
      <div className="l2">
        <ArticleChip letter={letter} article={article} href={articleHref} />
        {force && <ForceBadge force={force} />}
        <span className={`st c-${severity}`}>{word}</span>
      </div>
      {fact && fact !== label && <p className="rm">{fact}</p>}
      {remedy && severity !== 'ok' && <p className="rm">{remedy}</p>}
      {reading && <p className="rm muted">口径：{reading}</p>}
      {children}
    </li>
  );
}

interface CandidatesProps {
  /** What choosing one of them does. */
  lead: ReactNode;
  items: readonly { key: string; name: string; note?: string; action: ReactNode }[];
}

/** Remedies to choose from, below a rule row; `action` is a link, a button or a small form. */
export function Candidates({ lead, items }: CandidatesProps) {
  return (
    <div className="fix">
      <p>{lead}</p>
      <ul>{items.map(({ key, name, note, action }) => <li key={key}>{name}{note && <span>{note}</span>}{action}</li>)}</ul>
    </div>
  );
}
