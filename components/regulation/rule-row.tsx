import type { ReactNode } from 'react';
import { Icon } from '@/components/ui/icon';
import { formatDate } from '@/lib/kernel/chinese';
import { ArticleChip } from './article-chip';
import { ForceBadge, FORCE_WORDS, type ForceName } from './force-badge';
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
  /** The reading chosen, where the text has two; it stands behind the article. */
  reading?: ReactNode;
  /** The departure is recorded with its reason; the verdict itself stays. */
  departed?: boolean;
  /** What was recorded of it: reason, who allowed it and until when, and where it can be read. */
  departure?: { reason: string; approvedBy?: string | null; until?: string | null; href?: string };
  /** There is nobody of whom the rule speaks. */
  notApplicable?: boolean;
  /** When somebody last compared the setting with the text. */
  checkedOn?: string;
}

/** A departure whose reason is recorded is read as a note. */
export function shownSeverity({ severity, departed }: Pick<FindingView, 'severity' | 'departed'>): SeverityName {
  return severity === 'warn' && departed ? 'note' : severity;
}

interface RuleRowProps {
  finding: FindingView;
  letter: string;
  articleHref?: string;
  /** The words of the article, where the text has been uploaded. */
  words?: string | undefined;
  /** Another word for the result than 不符合, 需说明, 已说明, 提示, 符合. */
  result?: string;
  /** Candidates with one action each, or the reason given. */
  children?: ReactNode;
}

/** Rule, fact and limit; article, force and result; remedy. */
export function RuleRow({ finding, letter, articleHref, words, result, children }: RuleRowProps) {
  const { label, article, message, actual, limit, force, remedy, reading, departure, notApplicable } = finding;
  const severity = shownSeverity(finding);
  const word = result ?? (severity !== finding.severity ? '已说明' : notApplicable ? '不适用' : SEVERITY_WORDS[severity]);
  const hasNumbers = actual !== undefined;
  // The label says what is asked; the limit would only repeat it.
  const isYesNo = actual === '是' || actual === '否';
  // The numbers on the first line say it already, once a remedy follows.
  const fact = hasNumbers && (severity === 'ok' || remedy || children) ? null : message;
  return (
    <li className={`rule ${notApplicable ? 'is-none' : `is-${severity}`}`}>
      <div className="l1">
        <Icon name={notApplicable ? 'minus' : severity} />
        <b>{label}</b>
        {hasNumbers && !notApplicable && <span className="v"><strong>{actual}</strong>{limit !== undefined && !isYesNo && <> / {limit}</>}</span>}
        {notApplicable && limit !== undefined && <span className="v">{actual === word ? limit : `${actual} / ${limit}`}</span>}
      </div>
      <div className="l2">
        <ArticleChip
          letter={letter} article={article} href={articleHref} words={words} title={limit !== undefined ? `${label}：${limit}` : label}
          clause={limit !== undefined && (
            <>
              <p>{label}：{limit}{force && `（${FORCE_WORDS[force]}）`}</p>
              {reading && <p className="muted">口径：{reading}</p>}
              {finding.checkedOn && <p className="muted">{formatDate(finding.checkedOn)}核对</p>}
            </>
          )}
        />
        {force && <ForceBadge force={force} />}
        <span className={`st ${notApplicable ? 'muted' : `c-${severity}`}`}>{word}</span>
      </div>
      {fact && fact !== label && <p className="rm">{fact}</p>}
      {remedy && severity !== 'ok' && <p className="rm">{remedy}</p>}
      {departure && (
        <p className="rm">
          {departure.reason}
          {departure.until && <span className="muted">（{departure.approvedBy && `${departure.approvedBy}批准，`}至{formatDate(departure.until)}）</span>}
          {departure.href && <> <a href={departure.href}>查看偏离说明</a></>}
        </p>
      )}
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
      <ul>{items.map(({ key, name, note, action }) => <li key={key}><b className="nw">{name}</b>{note && <span>{note}</span>}{action}</li>)}</ul>
    </div>
  );
}
