import { ArticleChip } from '@/components/regulation/article-chip';
import { ForceBadge } from '@/components/regulation/force-badge';
import { DataTable } from '@/components/ui/data-table';
import { formatDate } from '@/lib/kernel/chinese';
import type { AnnexStyle } from '@/lib/regulation/citation';
import { PARTS, type Part, type ProfileLine } from '@/lib/regulation/explain';
import { wordsOf, type TextArticle } from '@/lib/regulation/full-text';

interface RulesTableProps {
  letter: string;
  annexes: AnnexStyle;
  lines: readonly ProfileLine[];
  /** The uploaded text of the regulation, where there is one. */
  text: readonly TextArticle[];
}

/** Every statement of a regulation under the part it belongs to, with force, article, words of the text and reading. */
export function RulesTable({ letter, annexes, lines, text }: RulesTableProps) {
  const anchored = new Set<string>();
  const groups = (Object.keys(PARTS) as Part[])
    .map((part) => ({ key: part, title: PARTS[part], rows: lines.filter((line) => line.part === part).map((line, i) => ({ ...line, key: `${part} ${i}` })) }))
    .filter((group) => group.rows.length > 0)
    .map((group) => ({ ...group, count: `${group.rows.length} 条` }));
  return (
    <DataTable
      caption="适用的规则"
      className="rules"
      groups={groups}
      rowKey={(line) => line.key}
      columns={[
        {
          key: 'article', head: '条文', width: 136, phone: 'aside',
          cell: (line) => {
            const anchor = anchored.has(line.article) ? undefined : line.article;
            anchored.add(line.article);
            return <span id={anchor} className="nw"><ArticleChip letter={letter} article={line.article} annexes={annexes} /></span>;
          },
        },
        { key: 'force', head: '效力', width: 72, phone: 'bare', cell: (line) => (line.force === 'silent' ? <span className="muted">未规定</span> : <ForceBadge force={line.force} />) },
        { key: 'label', head: '规则', width: '22%', phone: 'primary', cell: (line) => line.label },
        {
          key: 'value', head: <>内容和口径</>, phone: 'full',
          cell: (line) => {
            const words = wordsOf(text, line.article);
            return (
              <>
                {line.part !== 'register' && <span>{line.value}</span>}
                {line.reading && <span className="reading"><b>{line.reading.entry}</b> {line.reading.takes}<small>（{line.reading.because}）</small></span>}
                {words && <details className="words"><summary>条文原文</summary><blockquote>{words.text}</blockquote></details>}
              </>
            );
          },
        },
        { key: 'checked', head: '核对', width: 112, align: 'right', phone: 'bare', cell: (line) => <span className="small nw">{formatDate(line.lastCheckedOn)}</span> },
      ]}
    />
  );
}
