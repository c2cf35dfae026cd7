import { ArticleChip } from '@/components/regulation/article-chip';
import type { Profile } from '@/lib/regulation/profile';
import { citedLines } from '@/lib/selection/roads';

interface CallTextProps {
  profile: Profile;
  text: string;
  articleHref?: (article: string) => string;
  /** The words of an article, where the text has been uploaded. */
  wordsFor?: (article: string) => string | undefined;
}

/** A list of the call, such as its conditions: each line with the article on which it rests. */
export function CallText({ profile, text, articleHref, wordsFor }: CallTextProps) {
  const lines = citedLines(profile, text);
  if (lines.length === 0) return <p className="muted">未填写</p>;
  return (
    <ol className="call-list">
      {lines.map(({ text: words, article }, i) => (
        <li key={i}>
          {words.replace(/^\d+[.、．]\s*/, '')}
          {article && <ArticleChip letter={profile.jurisdiction.letter} article={article} annexes={profile.instrument.annexes} words={wordsFor?.(article)} {...(articleHref ? { href: articleHref(article) } : {})} />}
        </li>
      ))}
    </ol>
  );
}

/** Plain lines of a text, as they were typed. */
export const Lines = ({ text }: { text: string }) => text.split('\n').filter((l) => l.trim()).map((line, i) => <span key={i} className="ln">{line}</span>);
