import type { ReactNode } from 'react';
import { RulesTested, type TestedRule } from '@/components/regulation/decision-card';
import { Severity, type SeverityName } from '@/components/regulation/severity';
import { statusWord, type Condition, type ConditionCounts } from '@/lib/application/conditions';
import { formatInstant } from '@/lib/kernel/instant';

/** How grave it is that a condition stands so. */
export const severityOfCondition = ({ status, force }: Pick<Condition, 'status' | 'force'>): SeverityName =>
  status === 'met' ? 'ok' : status === 'open' ? 'warn' : status === 'departed' ? 'note' : force === 'mandatory' ? 'block' : force === 'in-principle' ? 'warn' : 'note';

/** What keeps an application out first, then what waits for somebody, then the rest, each in the order of the check. */
const RANK: Record<SeverityName, number> = { block: 0, warn: 1, note: 2, ok: 3 };

interface ConditionListProps {
  conditions: readonly Condition[];
  letter: string;
  title?: string;
  note?: ReactNode;
  articleHref?: (article: string) => string;
  wordsFor?: (article: string) => string | undefined;
  /** Nothing waits for anybody any more: what is open was left unjudged. */
  settled?: boolean;
  /** Where the facts of a condition come from. */
  evidenceOf?: (condition: Condition) => TestedRule['evidence'];
}

/** The conditions of an application, each with its article, what is asked for, what was seen, and how it stands. */
export function ConditionList({ conditions, letter, title = '逐条检验', note, articleHref, wordsFor, settled, evidenceOf }: ConditionListProps) {
  const sorted = conditions.toSorted((a, b) => RANK[severityOfCondition(a)] - RANK[severityOfCondition(b)]);
  return (
    <RulesTested
      title={title} note={note} letter={letter} {...(articleHref ? { articleHref } : {})} {...(wordsFor ? { wordsFor } : {})}
      rows={sorted.map((c) => {
        const evidence = evidenceOf?.(c);
        return {
          key: c.id, article: c.article, force: c.force, rule: <>{c.label}{c.asks && c.asks !== c.label && <small className="by">{c.asks}</small>}</>, fact: <Fact condition={c} />, result: settled && c.status === 'open' ? { severity: 'note', word: '未认定' } : { severity: severityOfCondition(c), word: statusWord(c) }, ...(evidence ? { evidence } : {}),
        };
      })}
    />
  );
}

/** What was seen; and who settled what the rules leave open. */
function Fact({ condition: { says, judgement, departure } }: { condition: Condition }) {
  return (
    <>
      {judgement ? <>{judgement.reason}<small className="by">{judgement.byName}，{formatInstant(new Date(judgement.at))}认定</small></> : says}
      {departure && <small className="by">准予的理由：{departure}</small>}
    </>
  );
}

/** The counts in one line; what is zero is left out. */
export function ConditionTally({ counts: { met, unmet, explain, open }, settled }: { counts: ConditionCounts; settled?: boolean }) {
  const parts: { n: number; severity: SeverityName; word: string }[] = [
    { n: unmet, severity: 'block', word: '不符合' }, { n: explain, severity: settled ? 'note' : 'warn', word: settled ? '已说明' : '须说明' },
    settled ? { n: open, severity: 'note', word: '未认定' } : { n: open, severity: 'warn', word: '待认定' }, { n: met, severity: 'ok', word: '符合' },
  ];
  return <span className="tally">{parts.filter(({ n }) => n > 0).map(({ n, severity, word }) => <Severity key={word} severity={severity} small>{n} {word}</Severity>)}</span>;
}
