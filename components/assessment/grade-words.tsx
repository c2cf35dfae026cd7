import { Fragment } from 'react';
import { GRADES, type Grade } from '@/lib/glossary';

/** The last grades as words, oldest first; only 不合格 leaves the ink. */
export function GradeWords({ grades }: { grades: readonly { year: number; grade: Grade }[] }) {
  if (grades.length === 0) return <span className="muted">尚无结果</span>;
  return (
    <span className="nw">
      {[...grades].reverse().map(({ year, grade }, i) => (
        <Fragment key={year}>{i > 0 && '、'}<span title={`${year}年度`} className={grade === 'unqualified' ? 'c-block' : undefined}>{GRADES[grade]}</span></Fragment>
      ))}
    </span>
  );
}
