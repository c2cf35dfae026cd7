import type { Metadata } from 'next';
import { Fragment } from 'react';
import { ArticleChip } from '@/components/regulation/article-chip';
import { ForceBadge } from '@/components/regulation/force-badge';
import { PublicFrame } from '@/components/regulation/public-frame';
import { Empty } from '@/components/ui/empty';
import { FilterBar } from '@/components/ui/filter-bar';
import { Icon, type IconName } from '@/components/ui/icon';
import { PageHead } from '@/components/ui/page-head';
import { PrintButton } from '@/components/ui/print-button';
import { Segments } from '@/components/ui/segments';
import { BareSelect } from '@/components/ui/select';
import { loadJurisdictions, loadPublishedRules } from '@/lib/jurisdiction/loaders';
import { formatDate } from '@/lib/kernel/chinese';
import { queryOf, type RawQuery } from '@/lib/kernel/text';
import { compareLines, differingPieces, type Likeness } from '@/lib/regulation/compare';
import { PARTS, type Part, type ProfileLine } from '@/lib/regulation/explain';
import { explain } from '@/lib/rulebook';

export const metadata: Metadata = { title: '两地对照' };

const WORDS: Readonly<Record<Likeness, [word: string, icon: IconName]>> = { same: ['相同', 'same'], different: ['不同', 'differs'], force: ['力度不同', 'differs'], 'one-sided': ['一方无规定', 'minus'] };
/** What a cut of the list shows; each has its address. */
const CUTS = { all: '全部', different: '不同', 'one-sided': '一方无规定', same: '相同' } as const;
type Cut = keyof typeof CUTS;
const inCut = (cut: Cut, likeness: Likeness) => cut === 'all' || (cut === 'different' ? likeness === 'different' || likeness === 'force' : likeness === cut);

export default async function ComparePage({ searchParams }: { searchParams: Promise<RawQuery> }) {
  const query = queryOf(await searchParams);
  const said = (name: string) => (typeof query[name] === 'string' ? query[name].slice(0, 100) : undefined);
  const tenants = await loadJurisdictions();
  const left = said('left') ?? tenants[0]?.id;
  const right = said('right') ?? tenants.find((t) => t.id !== left)?.id;
  const cut = (said('show') ?? 'all') in CUTS ? ((said('show') ?? 'all') as Cut) : 'all';
  const word = said('q')?.trim();
  if (!left || !right) return <PublicFrame at="compare"><Empty title="还没有可以对照的办法" /></PublicFrame>;

  const [mine, theirs] = await Promise.all([loadPublishedRules(left), loadPublishedRules(right)]);
  const found = compareLines(explain(mine.rules.profile), explain(theirs.rules.profile)).filter((row) => !word || `${row.label} ${row.left?.value ?? ''} ${row.right?.value ?? ''}`.includes(word));
  const rows = found.filter((row) => inCut(cut, row.likeness));
  const options = tenants.map((t) => ({ value: t.id, label: t.name }));
  const address = (show: Cut) => `/rules/compare?${new URLSearchParams({ left, right, ...(show === 'all' ? {} : { show }), ...(word ? { q: word } : {}) })}`;
  const sides = [mine, theirs] as const;
  return (
    <PublicFrame at="compare">
      <PageHead title="两地对照" sub="按今日有效的版本，只比较规则数据；“无规定”指该办法没有这一项，不引用其他辖区的数值" actions={<PrintButton />} />
      <FilterBar action="/rules/compare" resetHref="/rules/compare" keep={{ show: cut === 'all' ? undefined : cut }} label="选择对照的辖区">
        <BareSelect name="left" label="左侧辖区" options={options} defaultValue={left} key={`l${left}`} />
        <BareSelect name="right" label="右侧辖区" options={options} defaultValue={right} key={`r${right}`} />
        <input className="in q" type="search" name="q" defaultValue={word} placeholder="筛选规则" aria-label="筛选规则" />
      </FilterBar>
      <Segments label="对照结果" items={(Object.keys(CUTS) as Cut[]).map((show) => ({ href: address(show), label: CUTS[show], count: found.filter((row) => inCut(show, row.likeness)).length, current: show === cut }))} />
      {rows.length === 0 ? (
        <Empty title="没有符合条件的规则" links={[{ href: `/rules/compare?left=${left}&right=${right}`, label: '清除筛选' }]}>可以换一个词，或者查看全部。</Empty>
      ) : (
        <table className="cmp" role="table">
          <caption className="vh">{mine.tenant.name}与{theirs.tenant.name}对照</caption>
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col"><span className="vh">规则</span></th>
              {sides.map(({ tenant, rules }, i) => (
                <Fragment key={tenant.id + i}>
                  {i === 1 && <th role="columnheader" scope="col"><span className="vh">比较</span></th>}
                  <th role="columnheader" scope="col"><b>{tenant.name}</b><span>{rules.profile.instrument.number}，{formatDate(rules.profile.instrument.effectiveFrom)}施行，修订 {rules.revision}</span></th>
                </Fragment>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {(Object.keys(PARTS) as Part[]).map((part) => {
              const own = rows.filter((row) => row.part === part);
              if (own.length === 0) return null;
              return (
                <Fragment key={part}>
                  <tr className="gh" role="row"><th role="rowheader" scope="rowgroup" colSpan={4}>{PARTS[part]}<span>{own.length} 项</span></th></tr>
                  {own.map((row, i) => {
                    const [text, icon] = WORDS[row.likeness];
                    return (
                      <tr key={`${part} ${i}`} role="row" className={row.likeness === 'force' ? 'other-force' : row.likeness}>
                        <th role="rowheader" scope="row">{row.label}</th>
                        <Side line={row.left} other={row.right} side={mine} />
                        <td role="cell" className="mk"><span><Icon name={icon} size={14} />{text}</span></td>
                        <Side line={row.right} other={row.left} side={theirs} />
                      </tr>
                    );
                  })}
                </Fragment>
              );
            })}
          </tbody>
        </table>
      )}
    </PublicFrame>
  );
}

/** What one regulation says on a topic, with the words in which it differs marked. */
function Side({ line, other, side: { tenant, rules } }: { line: ProfileLine | null; other: ProfileLine | null; side: Awaited<ReturnType<typeof loadPublishedRules>> }) {
  const name = tenant.name;
  if (!line) return <td role="cell" className="v none" data-label={name}>无规定</td>;
  return (
    <td role="cell" className="v" data-label={name}>
      <b>{other && line.value !== other.value ? differingPieces(line.value, other.value).map((piece, i) => (piece.differs ? <mark key={i}>{piece.text}</mark> : piece.text)) : line.value}</b>
      <div>{line.force !== 'silent' && <ForceBadge force={line.force} />}<ArticleChip letter={tenant.letter} article={line.article} annexes={rules.profile.instrument.annexes} /></div>
    </td>
  );
}
