import { DataTable, type Column } from '@/components/ui/data-table';
import { Empty } from '@/components/ui/empty';
import { FilterBar } from '@/components/ui/filter-bar';
import { Pagination } from '@/components/ui/pagination';
import { LEVELS, type Level } from '@/lib/glossary';

interface Listed {
  id: string;
  name: string;
  level: string;
  authority: string;
}

/** Finds a jurisdiction by a word, on a public page that lists them. */
export const JurisdictionSearch = ({ at, word }: { at: string; word: string | undefined }) => (
  <FilterBar action={at} resetHref={at} label="查找辖区">
    <input className="in q" type="search" name="q" defaultValue={word} placeholder="辖区或主管部门" aria-label="查找辖区" />
  </FilterBar>
);

interface JurisdictionTableProps<T extends Listed> {
  /** Path of the page; that of a jurisdiction stands below it. */
  at: string;
  caption?: string;
  rows: readonly T[];
  total: number;
  unit?: string;
  /** What the list was narrowed to, where its page begins, and where the next one does. */
  word: string | undefined;
  after: string | undefined;
  next: string | null;
  /** One more column, at the end. */
  extra?: Column<T>;
}

/** One page of the jurisdictions, each leading to its own page. */
export function JurisdictionTable<T extends Listed>({ at, caption = '辖区', rows, total, unit = '个辖区', word, after, next, extra }: JurisdictionTableProps<T>) {
  const hrefOf = (query: Record<string, string>) => {
    const words = new URLSearchParams({ ...(word ? { q: word } : {}), ...query }).toString();
    return words ? `${at}?${words}` : at;
  };
  return (
    <>
      <DataTable
        caption={caption}
        rows={rows}
        rowKey={(t) => t.id}
        rowHref={(t) => `${at}/${t.id}`}
        columns={[
          { key: 'name', head: '辖区', cell: (t) => t.name, phone: 'primary' },
          { key: 'level', head: '层级', cell: (t) => LEVELS[t.level as Level] ?? '', ...(extra ? { width: 110, phone: 'bare' } : { phone: 'aside' }) },
          { key: 'authority', head: '主管部门', cell: (t) => t.authority, phone: 'full' },
          ...(extra ? [extra] : []),
        ]}
        empty={<Empty title="没有符合条件的辖区" links={[{ href: at, label: '清除筛选' }]}>可以换一个词查找。</Empty>}
      />
      <Pagination total={total} unit={unit} {...(after ? { prevHref: hrefOf({}) } : {})} {...(next ? { nextHref: hrefOf({ after: next }) } : {})} />
    </>
  );
}
