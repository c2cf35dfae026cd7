import type { ReactNode } from 'react';
import { Icon } from '@/components/ui/icon';
import { Section } from '@/components/ui/section';
import { ArticleChip } from './article-chip';
import { ForceBadge, type ForceName } from './force-badge';
import { GradeStrip, type GradeCell } from './grade-strip';
import { Severity, type SeverityName } from './severity';

/** The words of an article, where the text has been uploaded. */
type WordsFor = (article: string) => string | undefined;

interface DecisionHeadProps {
  /** 裁定卡 CQ-CD-2026-0031 */
  number: ReactNode;
  /** Its state, as a `Tag`. */
  tag?: ReactNode;
  actions?: ReactNode;
  /** The outcome in a sentence; the h1 of the page. */
  outcome: ReactNode;
  /** The facts it rests on. */
  grounds: ReactNode;
  letter: string;
  article: string;
  articleHref?: string;
}

export function DecisionHead({ number, tag, actions, outcome, grounds, letter, article, articleHref }: DecisionHeadProps) {
  return (
    <>
      <div className="dhead"><div>{number}{tag}</div>{actions && <div className="noprint">{actions}</div>}</div>
      <h1 className="outcome">{outcome}</h1>
      <p className="grounds">{grounds} <ArticleChip letter={letter} article={article} href={articleHref} /></p>
    </>
  );
}

interface DecisionStripProps {
  cells: readonly GradeCell[];
  /** Period, date of the facts, version of the rules. */
  facts: readonly { label: string; value: ReactNode }[];
  adverse?: boolean;
  /** Of the cells, for the axis below them. */
  period?: { from: string; to: string };
  today?: string;
}

export function DecisionStrip({ cells, facts, adverse, period, today }: DecisionStripProps) {
  return (
    <div className={`strip ${adverse ? 'adverse' : ''}`}>
      <GradeStrip cells={cells} period={period} today={today} />
      <dl>{facts.map(({ label, value }) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
    </div>
  );
}

export interface Consequence {
  /** 挂靠单位, 主任委员, 专家委员会, 资料与权限 */
  subject: string;
  outcome: string;
  adverse?: boolean;
  text?: ReactNode;
  article?: string;
}

interface ConsequencesProps {
  title?: string;
  letter: string;
  articleHref?: (article: string) => string;
  wordsFor?: WordsFor;
  items: readonly Consequence[];
}

export function Consequences({ title = '后果', letter, articleHref, wordsFor, items }: ConsequencesProps) {
  return (
    <Section title={title} keep>
      <dl className="cons">
        {items.map(({ subject, outcome, adverse, text, article }) => (
          <div key={subject}>
            <dt>{subject}</dt>
            <dd>
              <b className={adverse ? 'c-block' : undefined}>{outcome}</b>
              <p>{text}</p>
              {article && <ArticleChip letter={letter} article={article} href={articleHref?.(article)} words={wordsFor?.(article)} />}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

export interface TestedRule {
  key: string;
  article: string;
  force?: ForceName;
  rule: ReactNode;
  fact: ReactNode;
  /** Documents the fact was taken from; none is 由记录得出. */
  evidence?: readonly { label: string; href?: string; note?: string }[];
  /** `word`: 触发, 已满一年, 不适用. */
  result: { severity: SeverityName; word: string };
}

interface RulesTestedProps {
  title?: string;
  note?: ReactNode;
  letter: string;
  articleHref?: (article: string) => string;
  wordsFor?: WordsFor;
  rows: readonly TestedRule[];
}

export function RulesTested({ title = '逐条检验', note, letter, articleHref, wordsFor, rows }: RulesTestedProps) {
  return (
    <Section title={title} aside={note}>
      <table role="table" className="tbl tested">
        <thead role="rowgroup">
          <tr role="row">{['条文', '规则', '事实', '证据', '结果'].map((head) => <th key={head} role="columnheader" scope="col">{head}</th>)}</tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map(({ key, article, force, rule, fact, evidence, result }) => (
            <tr key={key} role="row">
              <td role="cell" className="a">
                <ArticleChip letter={letter} article={article} href={articleHref?.(article)} words={wordsFor?.(article)} />
                {force && <div><ForceBadge force={force} /></div>}
              </td>
              <td role="cell" className="ru">{rule}</td>
              <td role="cell" className="fa">{fact}</td>
              <td role="cell" className="ev"><Evidence items={evidence} /></td>
              <td role="cell" className="re"><Severity severity={result.severity}>{result.word}</Severity></td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Evidence({ items = [] }: { items?: TestedRule['evidence'] }) {
  if (!items.length) return <span className="muted">由记录得出</span>;
  return items.map(({ label, href, note }) => (
    <span key={label}>
      {href ? <a href={href}><Icon name="file" size={14} />{label}</a> : label}
      {note && <small>{note}</small>}
    </span>
  ));
}

/** The readings the decision rests on, where the text has two. */
export function ReadingsUsed({ title = '采用的解释口径', link, items }: {
  title?: string;
  link?: { href: string; label: string };
  items: readonly { code: string; text: ReactNode }[];
}) {
  return (
    <Section title={title} link={link}>
      <ul className="interp">{items.map(({ code, text }) => <li key={code}><b>{code}</b><p>{text}</p></li>)}</ul>
    </Section>
  );
}

export interface Change {
  /** 2025年度结果经复核改为合格及以上 */
  condition: string;
  outcome: { severity: SeverityName; word: string };
  /** In the order of the heads after the second. */
  others?: readonly ReactNode[];
}

interface WhatChangesProps {
  title?: string;
  /** Condition, outcome, then the others. */
  heads?: readonly string[];
  rows: readonly Change[];
}

export function WhatChanges({ title = '什么会改变这一结果', heads = ['若', '则挂靠单位', '主任委员'], rows }: WhatChangesProps) {
  return (
    <Section title={title} keep>
      <table role="table" className="tbl changes">
        <thead role="rowgroup"><tr role="row">{heads.map((head) => <th key={head} role="columnheader" scope="col">{head}</th>)}</tr></thead>
        <tbody role="rowgroup">
          {rows.map(({ condition, outcome, others = [] }) => (
            <tr key={condition} role="row">
              <td role="cell">{condition}</td>
              <td role="cell"><Severity severity={outcome.severity}>{outcome.word}</Severity></td>
              {others.map((other, i) => <td key={i} role="cell" data-label={heads[i + 2]}>{other}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

/** Seen on paper only. */
export function SignatureLines({ labels = ['经办人', '审核人', '日期'] }: { labels?: readonly string[] }) {
  return <section className="sec sign" aria-hidden="true">{labels.map((label) => <p key={label}>{label}：<u /></p>)}</section>;
}

/** The last line: what the decision can be computed from again. */
export function Provenance({ digest, at, children = '同一事实与规则版本重算结果相同' }: { digest: string; at: string; children?: ReactNode }) {
  return <p className="small prov">事实摘要 {digest}，{at} 生成；{children}。</p>;
}
