import { ArticleChip } from '@/components/regulation/article-chip';
import { Tag } from '@/components/ui/tag';
import type { BanLine, PlaceFilled } from '@/lib/conduct/bans';
import { BAN_SCOPES } from '@/lib/glossary';
import { formatDate } from '@/lib/kernel/chinese';

interface BanListProps {
  bans: readonly BanLine[];
  place: PlaceFilled;
  letter: string;
  articleHref: (article: string) => string;
}

/** How far the round has come from which a host is kept out, in words. */
const ROUND: Record<Exclude<PlaceFilled, null>, string> = { 'not-begun': '补位的一轮尚未发起', running: '补位的一轮正在进行', over: '补位的一轮已经完成' };

/** What a sanction keeps its institution from, from when until when, and whether it does so today. */
export function BanList({ bans, place, letter, articleHref }: BanListProps) {
  if (bans.length === 0) return <span className="muted">按现行规则没有限制</span>;
  return (
    <>
      {bans.map((ban, i) => (
        <div key={i}>
          {BAN_SCOPES[ban.scope]}，<span className="nw">{ban.until ? `${formatDate(ban.from)}至${formatDate(ban.until)}` : place ? ROUND[place] : '未关联所涉的一轮'}</span>{' '}
          <Tag tone={ban.runs ? 'block' : 'plain'}>{ban.runs ? '生效中' : '已满'}</Tag>{' '}
          <ArticleChip letter={letter} article={ban.article} href={articleHref(ban.article)} />
        </div>
      ))}
    </>
  );
}
