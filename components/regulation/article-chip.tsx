import type { ReactNode } from 'react';
import { formatArticle, type AnnexStyle } from '@/lib/regulation/citation';

interface ArticleChipProps {
  /** Of the jurisdiction: 渝. */
  letter: string;
  /** As the profile cites it: `13(1)`, `annex 5`. */
  article: string;
  /** How the regulation counts its annexes. */
  annexes?: AnnexStyle;
  /** Where the text stands. */
  href?: string;
  /** A short clause of it, shown while the pointer rests. */
  title?: string;
  /** What the rule says: the chip opens it on the spot, and the way to the text stands below it. */
  clause?: ReactNode;
  /** The words of the article, where the text has been uploaded. */
  words?: string | undefined;
}

/** 条文: jurisdiction and article; never broken over two lines. */
export function ArticleChip({ letter, article, annexes, href, title, clause, words }: ArticleChipProps) {
  const text = formatArticle(article, annexes);
  const face = <><span>{letter}</span><b className={text.endsWith('）') ? 'br' : undefined}>{text}</b></>;
  if (clause || words) {
    return (
      <details className="clause">
        <summary className="art" title={title}>{face}</summary>
        <div>
          {clause}
          {words && <blockquote>{words}</blockquote>}
          {href && <p><a href={href}>查看本条全部规则</a></p>}
        </div>
      </details>
    );
  }
  if (!href) return <span className="art" title={title}>{face}</span>;
  return <a className="art" href={href} title={title ?? '查看本条规则'}>{face}</a>;
}
