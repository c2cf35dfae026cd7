import type { ReactNode } from 'react';
import { compareArticles } from '@/lib/regulation/citation';
import { RuleRow, shownSeverity, type FindingView } from './rule-row';
import { Severity, type SeverityName } from './severity';

interface Count {
  word: string;
  severity: SeverityName;
  number: number;
}

const RANK: Record<SeverityName, number> = { block: 0, warn: 1, note: 2, ok: 3 };

/** Worst first; an explained departure after what still needs one; what does not apply at the end; then in the order of the text. */
function worstFirst(a: FindingView, b: FindingView): number {
  return RANK[shownSeverity(a)] - RANK[shownSeverity(b)]
    || Number(a.notApplicable ?? false) - Number(b.notApplicable ?? false)
    || Number(b.departed ?? false) - Number(a.departed ?? false)
    || compareArticles(a.article, b.article);
}

function countFindings(findings: readonly FindingView[]): Count[] {
  const number = (test: (finding: FindingView) => boolean) => findings.filter(test).length;
  const hints = number(({ severity }) => severity === 'note');
  return [
    { word: '不符合', severity: 'block', number: number(({ severity }) => severity === 'block') },
    { word: '需说明', severity: 'warn', number: number(({ severity, departed }) => severity === 'warn' && !departed) },
    { word: '已说明', severity: 'note', number: number(({ severity, departed }) => severity === 'warn' && Boolean(departed)) },
    ...(hints ? [{ word: '提示', severity: 'note' as const, number: hints }] : []),
    { word: '符合', severity: 'ok', number: number(({ severity, notApplicable }) => severity === 'ok' && !notApplicable) },
  ];
}

interface FindingsPanelProps {
  findings: readonly FindingView[];
  letter: string;
  id?: string;
  title?: string;
  /** At the right end of the head: 随名单变化即时更新. */
  note?: ReactNode;
  /** Address of an article's text. */
  articleHref?: (article: string) => string;
  /** The words of an article, where the text has been uploaded. */
  wordsFor?: (article: string) => string | undefined;
  /** Below a row: candidates, or the reason of a departure. */
  below?: (finding: FindingView) => ReactNode;
  /** The rules that are met wait behind 符合 N 项. */
  foldOk?: boolean;
  /** Below the rows: the button these findings open or close. */
  children?: ReactNode;
}

/** What the rules say, counted and then one by one. */
export function FindingsPanel({ findings, letter, id = 'rules', title = '规则检验', note, articleHref, wordsFor, below, foldOk, children }: FindingsPanelProps) {
  const sorted = findings.toSorted(worstFirst);
  const row = (finding: FindingView, i: number) => (
    <RuleRow key={`${finding.rule} ${finding.article} ${i}`} finding={finding} letter={letter} articleHref={articleHref?.(finding.article)} words={wordsFor?.(finding.article)}>
      {below?.(finding)}
    </RuleRow>
  );
  const isMet = ({ severity, notApplicable }: FindingView) => severity === 'ok' && !notApplicable;
  const met = foldOk ? sorted.filter(isMet) : [];
  const open = foldOk ? sorted.filter((finding) => !isMet(finding)) : sorted;
  const without = findings.filter(({ notApplicable }) => notApplicable).length;
  return (
    <section id={id} aria-label={title}>
      <header className="panel-head"><h2>{title}</h2>{note && <span className="small">{note}</span>}</header>
      <ul className="cnt">
        {countFindings(findings).map(({ word, severity, number }) => (
          <li key={word}><Severity severity={severity}>{number}</Severity>{word}</li>
        ))}
      </ul>
      {without > 0 && <p className="small">另有 {without} 项不适用，不计入符合</p>}
      <ul>{open.map(row)}</ul>
      {met.length > 0 && (
        <details className="folded"><summary>符合 {met.length} 项</summary><ul>{met.map(row)}</ul></details>
      )}
      {children}
    </section>
  );
}

/** The counts in one line that stays in sight above a long list, where the panel itself stands below it; beside them the way to what is to be decided. */
export function FindingsBar({ findings, href = '#rules', children }: { findings: readonly FindingView[]; href?: string; children?: ReactNode }) {
  return (
    <div className="sumbar">
      <a href={href}>
        {countFindings(findings).filter(({ number }) => number > 0).map(({ word, severity, number }) => (
          <Severity key={word} severity={severity}>{number} {word}</Severity>
        ))}
        <span>查看</span>
      </a>
      {children}
    </div>
  );
}
