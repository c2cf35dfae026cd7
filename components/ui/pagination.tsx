import Link from 'next/link';

interface PaginationProps {
  total?: number;
  /** Measure word of the rows. */
  unit?: string;
  prevHref?: string;
  nextHref?: string;
}

/** The end of a list that is read by cursor; an empty list says by itself that it is. */
export function Pagination({ total, unit = '项', prevHref, nextHref }: PaginationProps) {
  if (total === 0) return null;
  return (
    <nav className="pages" aria-label="分页">
      {total !== undefined && <span>共 {total} {unit}</span>}
      {(prevHref || nextHref) && (
        <div>
          {prevHref ? <Link prefetch={false} href={prevHref} rel="prev">上一页</Link> : <span>上一页</span>}
          {nextHref ? <Link prefetch={false} href={nextHref} rel="next">下一页</Link> : <span>下一页</span>}
        </div>
      )}
    </nav>
  );
}
